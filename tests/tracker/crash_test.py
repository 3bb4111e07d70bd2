"""kill -9 at any moment: what was answered is in the ledger, the rest is there whole or not at all."""
# SPDX-License-Identifier: BSL-1.0
import random
import select
import sqlite3
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from feed import AT, CLERK, Feed, comment, report, run  # noqa: E402


def whole(tracker):
    proof = tracker("check", "--json")
    assert proof.ok and proof.json["whole"], proof
    return proof.json


def kept(tracker):
    """The events of the commands, as any program sees them in the file."""
    with sqlite3.connect(tracker.ledger) as ledger:
        return dict(ledger.execute("SELECT id, event FROM command"))


def kill_within(seconds, process):
    """SIGKILL after that time, or as soon as it says something."""
    select.select([process.stdout], [], [], seconds)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_apply_loses_no_answer_and_doubles_no_command(tracker, seed):
    tracker.init()
    dice = random.Random(seed)
    answered, unanswered, kills, unread = {}, [], 0, 0
    while kills < 120:
        fresh = []
        for n in range(dice.randrange(1, 40)):
            id = f"{kills}/{n}"
            items = [a["item"] for a in answered.values()]
            fresh.append(report(id) if not items or dice.random() < 0.5
                         else comment(id, dice.choice(items), "字" * dice.randrange(1, 2000)))
        given = unanswered + fresh
        batch = dice.choice([1, 8, 64])
        feed = Feed(tracker, "--batch", batch)
        feed.give(given)
        answers, how = [], dice.random()
        if how < 0.2:  # the last batch need not be full
            feed.process.stdin.close()
            answers += feed.read(dice.randrange(len(given) + 1))
        elif how < 0.6:
            answers += feed.read(dice.randrange(len(given) // batch * batch + 1))
        else:  # in the middle of opening, or of the first transaction
            answers += feed.read(1, seconds=dice.uniform(0, 0.02))
        answers += feed.kill()
        if dice.random() < 0.5:  # whoever gave the commands is killed too, and forgets some answers
            answers = answers[:dice.randrange(len(answers) + 1)]
        kills += 1
        there = kept(tracker)
        for answer, command in zip(answers, given):
            assert answer["accepted"] and answer["commandId"] == command["id"], answer
            assert there[command["id"]] == int(answer["seq"]), answer
            answered[command["id"]] = answer
        unanswered = given[len(answers):]
        unread += sum(command["id"] in there for command in unanswered)
        assert sorted(there.values()) == list(range(1, len(there) + 1))
        for id, answer in answered.items():
            assert there[id] == int(answer["seq"])
        if kills % 25 == 0:
            whole(tracker)
    assert unread > 100  # these were given again although they had been applied
    for answer in tracker.apply(unanswered):
        assert answer["accepted"], answer
        answered[answer["commandId"]] = answer
    events = tracker("events").lines[1:]
    assert {e["commandId"]: e["seq"] for e in events} == {a["commandId"]: a["seq"] for a in answered.values()}
    assert len(events) == len(answered) == whole(tracker)["events"] - 1


def test_a_killed_init_can_be_done_again(tracker):
    dice = random.Random(3)
    for n in range(60):
        kill_within(n / 60 * 0.02 * dice.random(), run(tracker, "init", "--zone", "-05:00"))
        looked = tracker("list", lang="zh")  # who only looks makes no ledger of their own
        assert looked.code in (0, 3) and (looked.ok or "tracker init" in looked.err), looked
        if not looked.ok:
            tracker.init("--zone", "-05:00")
        assert whole(tracker)["events"] == 1
        assert tracker("events").lines[0]["ledgerOpened"]["zoneMinutes"] == -300
        for path in tracker.folder.iterdir():
            path.unlink()


def test_a_killed_import_is_there_whole_or_not_at_all(tracker):
    rows = 400
    table = tracker.folder / "list.csv"
    table.write_text("问题,责任单位\n" + "".join(f"问题{n},办公室\n" for n in range(rows)), encoding="utf-8")
    whole_list = ("import", table, "--as", "秦乐天", "--role", "clerk", "--at", "2018-06-25")
    dice = random.Random(4)
    tracker.init()
    counts = []
    for _ in range(20):
        kill_within(dice.uniform(0, 0.06), run(tracker, *whole_list))
        counts.append(len(tracker("list", "--all", "--json").lines))
        if counts[-1] == rows:
            break
    assert set(counts) <= {0, rows}, counts
    assert tracker(*whole_list).ok
    assert len(tracker("list", "--all", "--json").lines) == rows
    assert whole(tracker)["items"] == rows


def test_a_killed_tick_changes_each_light_once(tracker):
    items = 1500  # more than one transaction of the tick
    tracker.init()
    tracker.apply([c for n in range(1, items + 1) for c in (
        report(f"r{n}", item=n),
        {"id": f"a{n}", "item": n, "actor": CLERK, "at": AT,
         "assign": {"owner": {"unit": "办公室"}, "deadline": "2018-07-01"}})], "--batch", "1000")
    dice = random.Random(5)
    for _ in range(15):
        kill_within(dice.uniform(0, 0.2), run(tracker, "tick", "--at", "2018-08-01"))
    assert tracker("tick", "--at", "2018-08-01").ok
    assert tracker("tick", "--at", "2018-08-01", "--json").lines == []
    ticked = [e["item"] for e in tracker("events").lines if "tick" in e]
    assert sorted(map(int, ticked)) == list(range(1, items + 1))
    assert whole(tracker)["events"] == 1 + 3 * items
