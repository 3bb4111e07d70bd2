"""Several trackers on one ledger at once: each command is answered once, and the chain is one."""
# SPDX-License-Identifier: BSL-1.0
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from feed import AT, CLERK, Feed, comment, report, run  # noqa: E402

ITEMS = 5


@pytest.fixture
def shared(tracker):
    tracker.init()
    tracker.apply([report(f"r{n}", item=n) for n in range(1, ITEMS + 1)])
    return tracker


def whole(tracker):
    proof = tracker("check", "--json")
    assert proof.ok and proof.json["whole"], proof
    return proof.json


def write_what_i_know(tracker, me, wanted):
    """Comments on every item in turn; a refusal for its version tells the newer one."""
    feed, versions, answers = Feed(tracker), Counter(dict.fromkeys(range(1, ITEMS + 1), 1)), []
    accepted = 0
    while accepted < wanted:
        item = accepted % ITEMS + 1
        feed.give([comment(f"{me}/{len(answers)}", item, expectedVersion=versions[item])])
        answer, = feed.read(1)
        answers.append(answer)
        assert answer["line"] == str(len(answers)) and answer["commandId"] == f"{me}/{len(answers) - 1}"
        if answer.get("accepted"):
            accepted += 1
            assert answer["version"] == versions[item] + 1
        else:
            assert answer["refusal"]["code"] == "version.conflict"
            between = answer["inBetween"]
            assert len(between) == answer["version"] - versions[item]
            assert not any(e["commandId"].startswith(f"{me}/") for e in between)
        versions[item] = answer["version"]
    feed.process.stdin.close()
    assert feed.end() == [] and feed.process.returncode == 0, feed.err
    return answers


@pytest.mark.parametrize("trackers", [2, 4])
def test_who_expects_a_version_gets_it_or_is_told_what_came_between(shared, trackers):
    with ThreadPoolExecutor(trackers) as people:
        all_answers = list(people.map(lambda me: write_what_i_know(shared, me, 60), range(trackers)))
    accepted = {a["commandId"]: a["seq"] for answers in all_answers for a in answers if a.get("accepted")}
    assert len(accepted) == 60 * trackers
    events = shared("events", "--after", 1 + ITEMS, "--limit", 10_000).lines
    assert {e["commandId"]: e["seq"] for e in events} == accepted and len(events) == len(accepted)
    assert sum(shared.item(n)["version"] for n in range(1, ITEMS + 1)) == ITEMS + len(accepted)
    assert whole(shared)["events"] == 1 + ITEMS + len(accepted)


def test_one_command_given_by_all_happens_once(shared):
    commands = [report(f"same/{n}") for n in range(100)]
    feeds = [Feed(shared, "--batch", batch) for batch in (1, 3, 10)]
    for feed in feeds:
        feed.give(commands)
        feed.process.stdin.close()
    answers = [feed.end() for feed in feeds]
    for alike in zip(*answers):
        assert all(a["accepted"] for a in alike)
        assert len({(a["seq"], a["item"], a["commandId"]) for a in alike}) == 1
        assert sum("repeated" not in a for a in alike) == 1
    assert whole(shared)["events"] == 1 + ITEMS + 100


def changed_by(tickers):
    """The answers of all of them, who run at the same time."""
    changed = []
    for ticker in tickers:
        out, err = ticker.communicate()
        assert ticker.returncode == 0, err
        changed += [json.loads(line) for line in out.splitlines()]
    return changed


def test_two_tickers_change_each_light_and_climb_each_step_once(tracker):
    items = 600
    tracker.init()
    tracker.apply([c for n in range(1, items + 1) for c in (
        report(f"r{n}", item=n),
        {"id": f"a{n}", "item": n, "actor": CLERK, "at": AT,
         "assign": {"owner": {"unit": "办公室"}, "deadline": f"2018-07-{n % 20 + 1:02}"}})], "--batch", "1000")
    for day in ("2018-07-08", "2018-07-12", "2018-07-16", "2018-07-25", "2018-08-30"):
        changed = changed_by([run(tracker, "tick", "--at", day, "--json") for _ in range(2)])
        assert changed and len({a["item"] for a in changed}) == len(changed)
        assert tracker("tick", "--at", day, "--json").lines == []
    events = [e for e in tracker("events", "--limit", 10_000).lines if "tick" in e]
    told = Counter((e["item"], e["state"]["timeliness"], e.get("rung")) for e in events)
    assert max(told.values()) == 1
    assert {rung for _, _, rung in told} == {None, 1, 5, 15}
    everything = {str(n) for n in range(1, items + 1)}
    assert {item for item, _, rung in told if rung == 15} == everything
    assert {e["item"] for e in events if e["state"]["timeliness"] == "overdue"} == everything
    rungs = {}  # of each item: only upwards
    for e in events:
        assert e.get("rung", 0) >= rungs.get(e["item"], 0)
        rungs[e["item"]] = e.get("rung", 0)
    assert whole(tracker)["events"] == 1 + 2 * items + len(events)


def test_a_calendar_that_is_loaded_beside_tickers_moves_every_deadline_and_doubles_no_light(tracker):
    items, at = 500, "2027-02-01T09:00:00+08:00"  # a Monday of a year that is not published
    tracker.init()
    tracker.apply([c for n in range(1, items + 1) for c in (
        report(f"r{n}", item=n, at=at),
        {"id": f"a{n}", "item": n, "actor": CLERK, "at": at,
         "assign": {"owner": {"unit": "办公室"}, "deadline": "10个工作日内"}})], "--batch", "1000")
    (tracker.folder / "2027.tsv").write_text(
        "published\t2027\n" + "".join(f"2027-02-{d:02}\t0\t春节\n" for d in range(8, 13)), encoding="utf-8")
    load = ("calendar", "load", "2027.tsv", "--as", "袁书恒", "--role", "administrator", "--at", "2027-02-16", "--json")
    # Due on 15 February and overdue on the 16th; by the calendar on the 22nd, and due soon.
    tick = ("tick", "--at", "2027-02-16", "--json")
    processes = [run(tracker, *tick), run(tracker, *load), run(tracker, *tick)]
    changed_by(processes)
    changed_by([run(tracker, *tick) for _ in range(2)])
    states = {}
    for e in tracker("events", "--limit", 10_000).lines:
        if "tick" in e or "reckon" in e:
            told = "reckon" if "reckon" in e else (e["state"]["timeliness"], e.get("rung"))
            states.setdefault(int(e["item"]), []).append(told)
    soon, late = ("due-soon", None), ("overdue", 1)
    assert set(states) == set(range(1, items + 1))
    for told in states.values():  # before the calendar came it was late, after it it is not
        assert told in (["reckon", soon], [late, "reckon", soon]), told
    assert {i["deadline"]["due"] for i in tracker("list", "--all", "--json").lines} == {"2027-02-22"}
    assert tracker(*tick).lines == []
    whole(tracker)


def test_who_reads_never_waits_and_sees_whole_transactions(shared):
    feed, batch = Feed(shared, "--batch", 10), 10
    seen = [ITEMS]
    for round in range(25):
        feed.give([report(f"{round}/{n}", "字" * 300) for n in range(batch)])
        listed = shared("list", "--all", "--json")
        assert listed.ok and listed.err == "", listed
        numbers = [int(item["id"]) for item in listed.lines]
        assert numbers == list(range(1, len(numbers) + 1))
        assert (len(numbers) - ITEMS) % batch == 0 and len(numbers) >= seen[-1]
        seen.append(len(numbers))
        stats = shared("stats", "--json").json
        assert stats["items"] == sum(c["items"] for c in stats["byUnit"]) >= len(numbers)
    feed.process.stdin.close()
    assert len(feed.end()) == 25 * batch
    assert whole(shared)["items"] == ITEMS + 25 * batch
