"""kill -9 at any moment: what was answered is in the ledger, the rest is there whole or not at all."""
# SPDX-License-Identifier: BSL-1.0
import random
import select
import sqlite3
import sys
from collections import Counter
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


def assigned_to_office(items, deadline, at=AT):
    return [c for n in range(1, items + 1) for c in (
        report(f"r{n}", item=n, at=at),
        {"id": f"a{n}", "item": n, "actor": CLERK, "at": at,
         "assign": {"owner": {"unit": "办公室"}, "deadline": deadline}})]


def test_a_killed_tick_changes_each_light_once(tracker):
    items = 1500  # more than one transaction of the tick
    tracker.init()
    tracker.apply(assigned_to_office(items, "2018-07-01"), "--batch", "1000")
    dice = random.Random(5)
    for _ in range(15):
        kill_within(dice.uniform(0, 0.2), run(tracker, "tick", "--at", "2018-08-01"))
    assert tracker("tick", "--at", "2018-08-01").ok
    assert tracker("tick", "--at", "2018-08-01", "--json").lines == []
    ticked = [e["item"] for e in tracker("events").lines if "tick" in e]
    assert sorted(map(int, ticked)) == list(range(1, items + 1))
    assert whole(tracker)["events"] == 1 + 3 * items


def test_a_killed_tick_climbs_each_step_of_the_ladder_once(tracker):
    items = 1200
    tracker.init()
    tracker.apply(assigned_to_office(items, "2018-07-06"), "--batch", "1000")  # a Friday
    dice = random.Random(6)
    days = {"2018-07-02": ("due-soon", None), "2018-07-07": ("overdue", None), "2018-07-09": ("overdue", 1),
            "2018-07-13": ("overdue", 5), "2018-07-27": ("overdue", 15)}
    part = 0  # of the ticks that were killed when some of the items had changed and others had not
    for day in days:
        before = len(kept(tracker))
        for _ in range(7):
            kill_within(dice.uniform(0, 0.25), run(tracker, "tick", "--at", day))
            changed = len(kept(tracker)) - before
            part += 0 < changed < items
            if changed == items:
                break
        assert tracker("tick", "--at", day).ok
        assert tracker("tick", "--at", day, "--json").lines == []
        assert len(kept(tracker)) - before == items
    told = {}
    for e in tracker("events", "--limit", 10_000).lines:
        if "tick" in e:
            told.setdefault(int(e["item"]), []).append((e["state"]["timeliness"], e.get("rung")))
    assert told == {n: list(days.values()) for n in range(1, items + 1)}
    assert {i["escalation"] for i in tracker("list", "--all", "--json").lines} == {3}
    assert whole(tracker)["events"] == 1 + 7 * items
    print(f"{part} ticks were killed half-way")


def test_a_killed_calendar_is_in_force_with_every_deadline_reckoned_or_not_at_all(tracker):
    items, loads = 500, 10
    at = "2027-02-01T09:00:00+08:00"  # a year that is not published
    tracker.init()
    tracker.apply(assigned_to_office(items, "10个工作日内", at), "--batch", "1000")
    for n in range(loads):  # each with one day more off, so that each moves every deadline
        off = "".join(f"2027-02-{8 + k // 5 * 7 + k % 5:02}\t0\t春节\n" for k in range(n + 1))
        (tracker.folder / f"{n}.tsv").write_text(f"published\t2027\n{off}", encoding="utf-8")
    dice = random.Random(7)
    before, killed = 1 + 2 * items, 0
    for n in range(loads):
        load = ("calendar", "load", f"{n}.tsv", "--as", "袁书恒", "--unit", "办公室", "--role", "administrator",
                "--at", "2027-02-02")
        for most in (0.02, 0.1, 0.1, 0.1):
            kill_within(dice.uniform(0, most), run(tracker, *load))
            events = len(kept(tracker))
            assert events in (before, before + 1 + items), events - before
            if events != before:
                break
            killed += 1
        assert tracker(*load).ok
        assert len(kept(tracker)) == before + 1 + items
        before += 1 + items
        dues = Counter(i["deadline"]["due"] for i in tracker("list", "--all", "--json").lines)
        assert len(dues) == 1 and dues.total() == items, dues
    assert killed > 0
    assert whole(tracker)["events"] == 1 + 2 * items + loads * (1 + items)
