"""examples/verify proves what is whole, finds what was changed, and says where: alone, without rectify."""
# SPDX-License-Identifier: BSL-1.0
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLD = ROOT / "tests/formats/schema-2.rectify.gz"  # in which everything happens that can
VERIFY = ROOT / "examples/verify/verify.py"


def tracker(path, *words, lines=()):
    return subprocess.run([os.environ["RECTIFY_TRACKER"], "--ledger", path, *map(str, words)], capture_output=True,
                          input="".join(json.dumps(line) + "\n" for line in lines).encode())


def proof(path, input=b""):
    done = subprocess.run([sys.executable, "-I", VERIFY, path], input=input, capture_output=True)
    return done.returncode, (done.stderr or done.stdout).decode().partition(": ")[2].rstrip("\n")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A ledger that this version has written to, of the format at hand."""
    folder = tmp_path_factory.mktemp("verify")
    events = folder / "events"
    events.write_bytes(gzip.decompress((OLD.parent / "schema-2.events.pb.gz").read_bytes()))
    path = folder / "whole.rectify"
    assert tracker(path, "restore", events).returncode == 0
    return path


@pytest.fixture
def ledger(whole, tmp_path):
    return shutil.copy(whole, tmp_path / "a.rectify")


def change(path, sql, *values):
    with sqlite3.connect(path) as ledger:
        assert ledger.execute(sql, values).rowcount > 0, sql


def test_a_whole_ledger_is_whole_with_the_hash_that_the_tracker_prints(ledger):
    code, words = proof(ledger)
    told = json.loads(tracker(ledger, "check", "--json").stdout)
    assert (code, words) == (0, f"whole: 223 events, 40 items, last hash {told['hash']}")
    assert proof(ledger) == (0, words)  # and it was left as it is


def test_so_are_its_exported_events(ledger):
    _, words = proof(ledger)
    for format in "events", "events-pb":
        exported = tracker(ledger, "export", "--format", format, "-o", "-").stdout
        assert proof("-", exported) == (0, words)
    lines = [json.loads(line) for line in tracker(ledger, "export", "--events", "-o", "-").stdout.splitlines()]
    assert not any("record" in line for line in lines)  # the bytes were made of the words


# What each column can be changed into; `changed` and `due` are days and times, the others as they say.
CHANGES = {"INTEGER": "{0} + 1", "TEXT": "{0} || 'x'",
           "BLOB": "CAST(substr({0}, 1, length({0}) / 2) || x'07' || substr({0}, length({0}) / 2 + 2) AS BLOB)"}
# What only making the items again would find: the days of ticks, and what is in a record alone.
LEFT_OUT = {("open_item", "next_tick"), ("closed_item", "next_tick"), ("open_item", "record"), ("closed_item", "record")}


def columns(path):
    with sqlite3.connect(path) as ledger:
        for [table] in ledger.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for _, name, type, *_ in ledger.execute(f"PRAGMA table_info({table})").fetchall():
                yield table, name, type


def test_a_changed_value_is_found_in_every_column_that_says_something(whole, tmp_path):
    looked = set()
    for table, column, type in columns(whole):
        path = shutil.copy(whole, tmp_path / f"{table}.{column}.rectify")
        key = {"event": "seq", "counter": "unit || state || severity || light", "due_counter": "due",
               "meta": "key"}.get(table, "id")
        value = "17000" if column == "next_tick" else CHANGES[type].format(column)
        change(path, f"UPDATE OR REPLACE {table} SET {column} = {value} WHERE {key} = (SELECT {key} FROM {table} "
                     f"ORDER BY {key} LIMIT 1 OFFSET (SELECT count(*) / 2 FROM {table}))")
        code, words = proof(path)
        flawed = tracker(path, "verify", "--json")
        assert flawed.returncode in (3, 4), (table, column)  # what the tracker says of the same file
        if (table, column) not in LEFT_OUT:
            assert code == 1 and words.startswith("broken: "), (table, column, words)
            if table == "event" and column != "seq":
                assert f"event {json.loads(flawed.stdout)['seq']}: " in words, (column, words)
        looked.add(table)
    assert looked == {"event", "command", "open_item", "closed_item", "counter", "due_counter", "meta"}


@pytest.mark.parametrize("sql, told", [
    ("UPDATE event SET record = x'00' WHERE seq = 9", "event 9: its hash is wrong"),
    ("DELETE FROM event WHERE seq = 9", "event 9: is missing"),
    ("UPDATE event SET item = 3 WHERE seq = 9", "event 9: its columns"),
    ("UPDATE event SET former = 3 WHERE seq = 99", "event 99: its columns"),
    ("UPDATE command SET event = 7 WHERE id = 'report/8/0'", "command 'report/8/0' is kept as event 7"),
    ("DELETE FROM command WHERE id = 'report/8/0'", "command 'report/8/0' is kept as event None"),
    ("UPDATE open_item SET title = 'x' WHERE id = 7", "item 7: its columns"),
    ("DELETE FROM closed_item WHERE id = 6", "item 6: is missing"),
    ("UPDATE open_item SET version = 9 WHERE id = 7", "item 7: its version"),
    ("DELETE FROM meta", "an import into it did not come to its end")])
def test_it_says_where(ledger, sql, told):
    change(ledger, sql)
    code, words = proof(ledger)
    assert code == 1 and told in words, words


def test_a_changed_line_of_an_export_is_found(ledger):
    lines = tracker(ledger, "export", "--events", "-o", "-").stdout.decode().splitlines(keepends=True)
    for n, other in ((40, lines[40].replace("第", "弟", 1)), (40, ""), (40, lines[41]), (40, lines[40] * 2),
                     (40, "{}\n"), (40, lines[40][:99] + "\n"), (40, lines[40].replace('"item"', '"itam"', 1))):
        assert other != lines[n]
        code, words = proof("-", "".join([*lines[:n], other, *lines[n + 1:]]).encode())
        assert code == 1 and ("event 41" in words or "event 42" in words or "behind event 40" in words), words
    stream = tracker(ledger, "export", "--format", "events-pb", "-o", "-").stdout
    assert proof("-", stream[:-1])[0] == 1 and proof("-", b"")[0] == 1
    half = len(stream) // 2
    assert proof("-", stream[:half] + bytes([stream[half] ^ 1]) + stream[half + 1:])[0] == 1


def test_a_tail_that_was_cut_off_shows_only_in_the_last_hash(ledger):
    lines = tracker(ledger, "export", "--events", "-o", "-").stdout.splitlines(keepends=True)
    code, words = proof("-", b"".join(lines[:-5]))
    assert code == 0 and words.startswith("whole: 218 events")
    assert words.rpartition(" ")[2] == json.loads(lines[-6])["hash"] != json.loads(lines[-1])["hash"]


def test_a_file_may_have_any_name(ledger, tmp_path):
    for name in "h#x", "q?x", "p%20", "整改 台账":
        path = shutil.copy(ledger, tmp_path / name)
        assert proof(path)[0] == 0, name
    assert not (tmp_path / "h").exists() and not (tmp_path / "q").exists()


def test_words_of_events_need_the_definitions_beside_them(ledger, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for file in VERIFY.parent.glob("*.py"):
        shutil.copy(file, tmp_path / "a" / "b")
    lines = tracker(ledger, "export", "--events", "-o", "-").stdout
    done = subprocess.run([sys.executable, "-I", tmp_path / "a/b/verify.py", "-"], input=lines, capture_output=True)
    assert done.returncode == 2 and b"proto/rectify/v1" in done.stderr


def test_what_cant_be_read_is_told_apart(tmp_path):
    assert proof(tmp_path / "nowhere")[0] == 2 and proof(tmp_path)[0] == 2
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE a (b)")
    assert proof(tmp_path / "other.db")[0] == 2
    assert subprocess.run([sys.executable, VERIFY], capture_output=True).returncode == 2


def test_the_proof_in_python_uses_the_standard_library_alone():
    for file in VERIFY.parent.glob("*.py"):
        names = {line.split()[1].split(".")[0] for line in file.read_text("utf-8").splitlines()
                 if line.startswith(("import ", "from "))}
        assert names <= sys.stdlib_module_names | {"rows", "wire"}, file
