"""--due-in and --overdue: what falls due within some days of today, and what is late by today."""
# SPDX-License-Identifier: BSL-1.0
import csv
import io
import json

import pytest

CHIEF = {"name": "顾维民", "unit": "整改办", "roles": ["coordinator"]}
OWNER = {"name": "周明远", "unit": "办公室"}
FRIDAY = "2018-09-28"  # before National Day: 29 and 30 September are worked, 1 to 7 October are off

# Each item is named by its due day.
DUE = {"09-20": 1, "09-27": 2, "09-28": 3, "09-30": 4, "10-07": 5, "10-08": 6, "10-10": 7, "10-11": 8,
       "10-12": 9, "10-13": 10}
FOUND, STRUCK_OFF, VERIFIED, SUBMITTED = 11, 12, 13, 14


@pytest.fixture
def autumn(tracker):
    """Items in hand by due day; one found, one struck off and one verified though due on 20
    September, one submitted and due then; no tick was ever made."""
    tracker.init()
    at = "2018-09-03T09:00:00+08:00"
    commands = []

    def give(item, body, fields, actor=CHIEF):
        commands.append({"item": item, "actor": actor, "at": at, body: fields})

    for n in range(1, 15):
        give(n, "report", {"title": f"问题{n}", "source": "巡察"})
    days = {number: f"2018-{day}" for day, number in DUE.items()} | {
        n: "2018-09-20" for n in (STRUCK_OFF, VERIFIED, SUBMITTED)}
    for n, day in days.items():
        give(n, "assign", {"owner": {"unit": "办公室" if n % 2 else "研究室", "handler": "周明远"},
                           "supervisor": "机关纪委", "deadline": day})
    give(STRUCK_OFF, "void", {"reason": "不属实"})
    for n in (VERIFIED, SUBMITTED):
        give(n, "start", {}, OWNER)
        give(n, "submit", {"evidence": [{"text": "照片"}]}, OWNER)
    give(VERIFIED, "verify", {}, {"name": "程守正", "unit": "机关纪委", "roles": ["verifier"]})
    answers = tracker.apply(commands, "--batch", "200")
    assert all(a.get("accepted") for a in answers), answers
    return tracker


def listed(tracker, *words, at=FRIDAY):
    done = tracker("list", "--all", "--json", *words, at=at)
    assert done.ok, done
    return [int(item["id"]) for item in done.lines]


def due(first, last):
    return [n for day, n in DUE.items() if first <= day <= last]


# ── --due-in ─────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("span, last", [
    ("0d", "09-28"), ("1d", "09-28"), ("2d", "09-30"), ("10d", "10-08"), ("1w", "09-30"), ("2w", "10-12"),
    ("0wd", "09-28"), ("2wd", "09-30"), ("3wd", "10-08"), ("5wd", "10-10"), ("6wd", "10-11")])
def test_due_in_reaches_from_today_to_the_end_of_the_span(autumn, span, last):
    assert listed(autumn, "--due-in", span) == due("09-28", last)


@pytest.mark.parametrize("short, others", [
    ("5wd", ["5个工作日", "5工作日", "5 个工作日内", "５个工作日", "5WD", "5 wd", "5 working days", "05wd", "5个工作日以内"]),
    ("10d", ["10天", "10日", "10 days", "10天内", "10日之内", "１０天"]),
    ("2w", ["2周", "2星期", "2个星期", "2 weeks", "2周内"]), ("1d", ["1 day"]), ("1w", ["1week"])])
def test_a_span_may_be_written_as_people_do(autumn, short, others):
    for other in others:
        assert listed(autumn, "--due-in", other) == listed(autumn, "--due-in", short), other


@pytest.mark.parametrize("span", ["", "5", "wd", "5x", "-5d", "+5d", "1.5w", "1 0d", "5wd5", "五天", "3661d", "99999999999999999999d",
                                  "5天前", "5个月", "d5", "5d ago", "\udcff"])
def test_a_span_that_is_none_is_told_with_what_would_be_right(autumn, span):
    given = [f"--due-in={span}"] if span else ["--due-in", ""]
    for verb in ("list", "export"):
        for lang, words in (("zh", ["应为 5wd（5个工作日）", "10天", "2周", "3660"]), ("en", ["like 5wd, 10d or 2w", "3660"])):
            done = autumn(verb, *given, lang=lang)
            assert done.code == 2 and done.out == "", done
            assert all(word in done.err for word in ["--due-in", span.replace("\udcff", "\ufffd"), *words]), done
    assert list(autumn.folder.glob("*.csv*")) == []


def test_what_is_out_of_hand_is_not_due(autumn):
    everything = listed(autumn, "--due-in", "3660d", "--overdue")
    assert everything == [*DUE.values(), SUBMITTED]  # neither found, verified nor struck off


def test_today_is_the_ledgers_own(autumn):
    late = "2018-09-28T17:00:00Z"  # in +08:00 it is Saturday already
    assert listed(autumn, "--due-in", "1d", at=late) == due("09-29", "09-30")
    assert listed(autumn, "--overdue", at=late) == [1, 2, 3, SUBMITTED]


def test_a_span_past_the_published_years_is_said_to_be_provisional(autumn):
    for at, span, provisional in (("2026-12-18", "5wd", True), ("2026-12-01", "5wd", False), ("2026-12-18", "7d", False)):
        zh = autumn("list", "--due-in", span, at=at, lang="zh").err
        en = autumn("list", "--due-in", span, at=at, lang="en").err
        assert ("2026-12-25（暂定：" in zh) is provisional and ("2026-12-25 (provisional:" in en) is provisional, (zh, en)
    assert autumn("list", "--due-in", "5wd", "--json", at="2026-12-18").err == ""


# ── --overdue ────────────────────────────────────────────────────────────────────────────────────

def test_overdue_is_by_today_and_not_by_the_last_tick(autumn):
    assert listed(autumn, "--red") == []
    assert listed(autumn, "--overdue") == [1, 2, SUBMITTED]
    assert listed(autumn, "--overdue", at="2018-09-20") == []  # met until the end of its day
    assert listed(autumn, "--overdue", at="2018-09-21") == [1, SUBMITTED]
    assert autumn("tick", at=FRIDAY).ok
    assert listed(autumn, "--overdue") == listed(autumn, "--red")


def test_due_in_and_overdue_together_are_both(autumn):
    assert listed(autumn, "--due-in", "2wd", "--overdue") == [1, 2, 3, 4, SUBMITTED]


# ── with the other filters ───────────────────────────────────────────────────────────────────────

def test_they_hold_together_with_the_other_filters(autumn):
    assert listed(autumn, "--due-in", "5wd", "--unit", "办公室") == [3, 5, 7]
    assert listed(autumn, "--due-in", "5wd", "--due-from", "2018-10-01") == due("10-01", "10-10")
    assert listed(autumn, "--due-in", "5wd", "--due-to", "2018-10-01") == due("09-28", "10-01")
    assert listed(autumn, "--due-in", "5wd", "--due-from", "2018-09-01") == due("09-28", "10-10")
    assert listed(autumn, "--due-in", "5wd", "--due-to", "2018-12-31") == due("09-28", "10-10")
    assert listed(autumn, "--due-in", "5wd", "--due-from", "2019-01-01") == []
    assert listed(autumn, "--overdue", "--due-from", "2018-09-21") == [2]
    assert listed(autumn, "--overdue", "--due-to", "2018-12-31") == [1, 2, SUBMITTED]
    assert listed(autumn, "--overdue", "--state", "rectifying") == [SUBMITTED]
    assert listed(autumn, "--overdue", "--state", "未销号") == [1, 2, SUBMITTED]
    assert listed(autumn, "--due-in", "5wd", "--sort", "due", "--desc") == due("09-28", "10-10")[::-1]


def test_a_state_that_is_never_in_hand_is_told(autumn):
    for words in (["--due-in", "5wd"], ["--overdue"]):
        for states in (["closed"], ["已登记", "verified"]):
            said = [x for state in states for x in ("--state", state)]
            en = autumn("list", *words, *said, lang="en")
            assert en.code == 2 and words[0] in en.err and states[-1] in en.err and "assigned" in en.err, en
            zh = autumn("list", *words, *said, lang="zh")
            assert zh.code == 2 and words[0] in zh.err and "已交办、整改中 或 待验收" in zh.err, zh


def test_pages_of_what_is_due_follow_each_other(autumn):
    first = autumn("list", "--due-in", "2w", "--limit", 4, "--json", at=FRIDAY)
    cursor = json.loads(first.err)["next"]
    rest = autumn("list", "--due-in", "2w", "--json", "--page", cursor, at=FRIDAY)
    assert [int(i["id"]) for i in first.lines + rest.lines] == due("09-28", "10-12")


def test_export_takes_them_too(autumn):
    done = autumn("export", "-o", "-", "--encoding", "utf-8", "--due-in", "5wd", "--overdue", at=FRIDAY, lang="en")
    rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert [int(row["No."]) for row in rows] == [*due("09-20", "10-10"), SUBMITTED]
