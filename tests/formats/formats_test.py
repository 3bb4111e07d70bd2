"""A ledger of every format that there ever was is opened, proved, read and worked on by this version."""
# SPDX-License-Identifier: BSL-1.0
import gzip
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LEDGERS = sorted(HERE.glob("*.rectify.gz"))


class Ledger:
    def __init__(self, path, packed=None):
        self.path = path
        if packed:
            path.write_bytes(gzip.decompress(packed.read_bytes()))

    def __call__(self, *words, lines=(), code=0):
        done = subprocess.run([os.environ["RECTIFY_TRACKER"], "--ledger", self.path, *map(str, words)],
                              input="".join(json.dumps(line) + "\n" for line in lines), text=True,
                              capture_output=True, env={"LC_ALL": "C.UTF-8"})
        assert done.returncode == code, done
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(params=LEDGERS, ids=lambda path: path.name)
def packed(request):
    return request.param


@pytest.fixture
def ledger(packed, tmp_path):
    return Ledger(tmp_path / "old.rectify", packed)


def says(now, then):
    """What an earlier version told is told still; a later one may tell more."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(key in now and says(now[key], value) for key, value in then.items())
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(says, now, then))
    return now == then


def test_there_is_a_file_of_each_schema():
    header = (HERE.parents[1] / "src/stores/sqlite_schema.hpp").read_text("utf-8")
    now = int(re.search(r"schema_number = (\d+);", header)[1])
    kept = {int(path.name.removeprefix("schema-").removesuffix(".rectify.gz")) for path in LEDGERS}
    assert kept >= set(range(2, now)), "make the file with the last version that writes that schema"


def test_it_is_whole(ledger):
    [proof] = ledger("check", "--json")
    assert proof["whole"] and (proof["items"], proof["events"]) == (40, 223), proof


def test_every_item_is_what_it_was(packed, ledger):
    then = [json.loads(line) for line in
            packed.with_name(packed.name.replace("rectify.gz", "items.jsonl")).read_text("utf-8").splitlines()]
    now = ledger("list", "--all", "--json")
    assert len(now) == len(then) == 40
    for was, item in zip(then, now):
        assert says(item, was), (was, item)
    states = {item["state"]["main"] for item in now}
    assert states == {"found", "assigned", "rectifying.working", "rectifying.submitted", "verified", "closed"}
    assert {light for light in ("grey", "green", "yellow", "red") if ledger("list", "--json", "--light", light)} \
        == {"grey", "green", "yellow", "red"}


@pytest.mark.parametrize("ending", ["events.jsonl.gz", "events.pb.gz"])
def test_its_exported_events_make_the_same_ledger(packed, ledger, ending, tmp_path):
    exported = packed.with_name(packed.name.replace("rectify.gz", ending))
    (tmp_path / "events").write_bytes(gzip.decompress(exported.read_bytes()))
    restored = Ledger(tmp_path / "restored.rectify")
    [done] = restored("restore", tmp_path / "events", "--json")
    [proof] = ledger("check", "--json")
    assert done["hash"] == proof["hash"] and done["events"] == proof["events"]
    for words in ("list", "--all", "--json"), ("stats", "--json"), ("events", "--limit", "10000"), ("policy", "show"):
        assert restored(*words) == ledger(*words)
    assert restored("check", "--json")[0]["whole"]


def test_life_goes_on_in_it(ledger):
    by = {"name": "顾维民", "unit": "整改办", "roles": ["coordinator"]}
    owner = {"name": "周明远", "unit": "财务科"}
    at = "2018-09-03T09:00:00+08:00"
    commands = [{"id": "new/1", "item": 7, "actor": by, "at": at, "resume": {}},           # was on hold
                {"id": "new/2", "item": 9, "actor": by, "at": at, "grantExtension": {}},   # was asked for
                {"id": "new/3", "item": 3, "actor": owner, "at": at, "submit": {"evidence": [{"text": "已改"}]}},
                {"id": "new/4", "actor": by, "at": at, "report": {"title": "新问题"}},
                {"id": "start/3/2", "item": 3, "actor": owner, "at": at, "start": {"note": "已着手"}}]
    answers = ledger("apply", lines=commands)
    assert all(answer.get("accepted") for answer in answers), answers
    assert answers[3]["item"] == "41" and answers[4]["repeated"]  # ids of long ago are known
    assert len(ledger("tick", "--at", "2018-12-27", "--json")) > 0
    [proof] = ledger("check", "--json")
    assert proof["whole"], proof
