"""The whole ledger out and in: `tracker export --events` and `tracker restore`."""
# SPDX-License-Identifier: BSL-1.0
import json
import random
import select
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from feed import comment, report, run  # noqa: E402


@pytest.fixture
def lived(assigned):
    """Its item is assigned; ten more are reported; a command with an id of its own."""
    assigned.apply([report(f"r{n}", f"问题{n}") for n in range(10)] + [comment("c", 3)])
    return assigned


def all_of(tracker, *where):
    return [tracker(*words, *where).out for words in (
        ("events", "--limit", 10_000), ("list", "--all", "--json"), ("stats", "--json"), ("policy", "show"),
        ("check", "--json"))]


@pytest.mark.parametrize("format, ending", [("events", "events.jsonl"), ("events-pb", "events.pb")])
def test_a_restored_ledger_is_the_same(lived, format, ending):
    done = lived("export", "--format", format, "--json", at="2018-07-31")
    assert done.ok and done.json == {"file": f"ledger_20180731.{ending}", "events": 14}
    restored = lived("restore", done.json["file"], "--ledger", "copy.rectify", "--json")
    check = lived("check", "--json").json
    assert restored.ok and restored.json == {"ledger": "copy.rectify", "events": 14, "items": 11,
                                             "hash": check["hash"]}
    assert all_of(lived, "--ledger", "copy.rectify") == all_of(lived)
    again = lived("apply", "--ledger", "copy.rectify", input=json.dumps(comment("c", 3)).encode()).json
    assert again["repeated"], again


def test_it_goes_through_a_pipe(lived):
    out = lived("export", "--events", "-o", "-").out
    assert lived("restore", "-", "--ledger", "copy.rectify", input=out.encode()).ok
    assert lived("export", "--events", "-o", "-", "--ledger", "copy.rectify").out == out


def test_each_event_is_a_line_with_its_hash(lived):
    lines = lived("export", "--events", "-o", "-").lines
    assert [line["event"] for line in lines] == lived("events").lines
    assert all(line.keys() == {"hash", "event"} and len(line["hash"]) == 64 for line in lines)
    assert lines[-1]["hash"] == lived("check", "--json").json["hash"]


def test_no_ledger_is_overwritten(lived):
    lived("export", "--events", "-o", "a.jsonl")
    before = all_of(lived)
    done = lived("restore", "a.jsonl", lang="zh")
    assert done.code == 3 and "已有台账，未作改动" in done.err, done
    assert lived("export", "--events", "-o", "a.jsonl").code == 3  # nor an export
    assert all_of(lived) == before


def test_a_wrong_line_is_told_and_the_mended_file_goes_on(lived):
    lived("export", "--events", "-o", "a.jsonl")
    file = lived.folder / "a.jsonl"
    whole = file.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    lines[6] = lines[6].replace("问题", "问題")
    file.write_text("".join(lines), "utf-8")
    to = ("restore", "a.jsonl", "--ledger", "copy.rectify")
    done = lived(*to, lang="en")
    assert done.code == 1 and done.out == ""
    assert done.err.startswith("refused: a.jsonl: line 7: hash: "), done
    assert "copy.rectify: is not whole and no ledger yet" in done.err
    told = lived(*to, "--json").json
    assert (told["line"], told["events"], told["refusal"]["code"]) == (7, 6, "chain.hash")
    opened = lived("list", "--ledger", "copy.rectify", lang="zh")
    assert opened.code == 3 and "还不是台账" in opened.err, opened
    assert lived("init", "--ledger", "copy.rectify").code == 3
    file.write_text(whole, "utf-8")
    assert lived(*to).ok
    assert all_of(lived, "--ledger", "copy.rectify") == all_of(lived)


def test_what_is_no_export_makes_nothing(lived):
    (lived.folder / "list.csv").write_text("问题,责任单位\n漏水,办公室\n", "utf-8")
    for name in ("list.csv", "ledger.rectify"):
        done = lived("restore", name, "--ledger", "copy.rectify", lang="en")
        assert done.code == 1 and f"refused: {name}: line 1: " in done.err, done
    (lived.folder / "empty").touch()
    assert "line 1" in lived("restore", "empty", "--ledger", "copy.rectify", lang="en").err
    assert lived("restore", "nowhere", "--ledger", "copy.rectify").code == 3
    assert not (lived.folder / "copy.rectify").exists()


@pytest.mark.parametrize("words, told", [
    (("--events", "--unit", "办公室"), "leave out --unit"), (("--xes", "--light", "red"), "leave out --light"),
    (("--xes", "--ocel"), "leave out one"), (("--events", "--format", "csv"), "leave out one"),
    (("--ocel", "--encoding", "utf-8"), "--encoding is for csv"), (("--format", "xml"), "is not csv, jsonl")])
def test_options_that_contradict_each_other_are_refused(lived, words, told):
    done = lived("export", *words, "-o", "a", lang="en")
    assert done.code == 2 and told in done.err, done
    assert not (lived.folder / "a").exists()


def test_a_killed_restore_is_no_ledger_until_it_went_on_to_its_end(tracker):
    events = 8000  # several transactions
    tracker.init()
    tracker.apply([report(f"r{n}") for n in range(events - 1)], "--batch", "2000")
    tracker("export", "--format", "events-pb", "-o", "a.pb")
    dice, cut = random.Random(8), 0
    for copy in "123":
        for _ in range(3):
            process = run(tracker, "restore", "a.pb", "--ledger", copy)
            select.select([process.stdout], [], [], dice.uniform(0.02, 0.3))
            process.kill()
            process.communicate()
            looked = tracker("list", "--ledger", copy, "--limit", "1", lang="en")
            if looked.ok:
                break
            assert looked.code == 3, looked
            half = "did not come to its end" in looked.err
            assert half or "there is no ledger here" in looked.err, looked
            cut += half
        else:
            assert tracker("restore", "a.pb", "--ledger", copy).ok
        proof = tracker("check", "--ledger", copy, "--json").json
        assert proof["whole"] and proof["events"] == events, proof
    assert cut > 0
