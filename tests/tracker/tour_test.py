"""The tour and the replay: long runs of the whole machine."""
# SPDX-License-Identifier: BSL-1.0
import json
import subprocess
import unicodedata

import pytest


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tour_shows_a_year_in_a_hundred_columns(tracker, house, lang):
    done = subprocess.run([house.root / "examples/tracker/tour", "--lang", lang], capture_output=True, timeout=60,
                          env=tracker.environment | {"RECTIFY_TRACKER": tracker.binary})
    text = done.stdout.decode()
    assert done.returncode == 0, done
    for words in ("closed", "rectified", "[duties.owner-verifies]", "[notice.running]", "stateDiagram-v2",
                  "class rectifying_working current"):
        assert words in text, words
    for words in (("台账完整", "已导入 72 个问题", "逾期", "销号") if lang == "zh" else
                  ("the ledger is whole", "Imported 72 items", "d late")):
        assert words in text, words
    assert [line for line in text.splitlines() if width(line) > 100 and not line.startswith("$ ")] == []
    assert str(house.root) not in text


def test_the_same_seed_gives_the_same_year(tracker, house):
    def year(ledger, seed):
        where = ("--ledger", ledger)
        assert tracker("init", "--policy", house.data / "policy.json", "--at", "2018-06-25", *where).ok
        assert tracker("import", house.data / "problem-list.zh.csv", *where, by="clerk", at="2018-06-25").ok
        done = tracker("simulate", "--people", house.data / "people.csv", "--list", house.data / "problem-list.zh.csv",
                       "--list", house.data / "later-problems.zh.csv", "--days", 120, "--seed", seed, "--json",
                       *where, at="2018-06-25")
        assert done.ok, done
        proof = tracker("check", "--json", *where).json
        assert proof["whole"]
        return done.json, len(tracker("list", "--state", "closed", "--json", "--all", *where).lines)
    first = year("a", 1)
    assert year("b", 1) == first and year("c", 2) != first
    assert first[0]["accepted"]["assign"] >= 72 and first[1] > 10


def test_a_real_log_is_replayed_and_its_totals_agree(tracker, house):
    log = house.shared("problems-2013.csv")
    if log is None:
        return
    done = subprocess.run([house.root / "examples/replay-2013/replay.py", log, "--memory", "--as-logged", "--json",
                           "--tracker", tracker.binary], capture_output=True, check=True, timeout=120)
    result = json.loads(done.stdout)
    assert (result["problems"], result["rows"]) == (1487, 6660)
    assert result["rowsByStatus"] == {
        "Accepted-In Progress": 3066, "Completed-Closed": 1565, "Queued-Awaiting Assignment": 875,
        "Accepted-Assigned": 614, "Accepted-Wait": 527, "Unmatched-Unmatched": 10, "Completed-Cancelled": 3}
    assert result["ends"] == {"closed (rectified)": 1484, "closed (void)": 3} and result["notClosed"] == []
    refused = {}
    for no in result["refused"]:
        refused[no["code"]] = refused.get(no["code"], 0) + no["times"]
    assert refused == {"owner.same": 652, "duties.owner-verifies": 1562, "reopen.not-rectified": 7,
                       "state.wrong": 63}
    assert result["commands"] == sum(result["accepted"].values()) + sum(refused.values())
    assert result["accepted"]["report"] == 1487 and result["accepted"]["close"] == 1562
