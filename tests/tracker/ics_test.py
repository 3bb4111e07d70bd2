"""export --format ics: what is in hand, as a calendar that clients' libraries read."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import json
import shutil

import icalendar
import pytest
import vobject

DAY = datetime.timedelta(days=1)
UTC = datetime.timezone.utc
AT = "2018-06-25T09:00:00+08:00"
CHIEF = {"name": "顾维民", "unit": "整改办", "roles": ["coordinator"]}
OWNER = {"name": "周明远", "unit": "办公室"}
VERIFIER = {"name": "程守正", "unit": "机关纪委", "roles": ["verifier"]}
EVIDENCE = {"evidence": [{"text": "照片"}]}


def calendar(tracker, *words, **how):
    """What a client sees: the calendar, and its events by the number in their UID."""
    done = tracker("export", "--format", "ics", "-o", "-", *words, **how)
    assert done.ok, done
    whole = icalendar.Calendar.from_ical(done.out)
    assert whole["version"] == "2.0" and "method" not in whole and whole.errors == []
    events = {}
    for event in whole.subcomponents:
        assert event.name == "VEVENT" and event.errors == []
        number = int(event["uid"].rsplit("-", 1)[1])
        assert number not in events
        events[number] = event
    return whole, events


def events_of(tracker, *words, **how):
    return calendar(tracker, *words, **how)[1]


def give(tracker, *steps):
    """(item, body, fields, actor) each, through apply."""
    answers = tracker.apply([{"item": item, "actor": actor, "at": AT, body: fields}
                             for item, body, fields, actor in steps], "--batch", "200")
    assert all(a.get("accepted") for a in answers), answers


def assign(item, deadline="2018-07-31", **fields):
    return (item, "assign", {"owner": {"unit": "办公室"}, "supervisor": "机关纪委", "deadline": deadline} | fields,
            CHIEF)


def report(item, title="问题", **fields):
    return (item, "report", {"title": title} | fields, CHIEF)


def alarm(event):
    """The one alarm's instant; none if there is no alarm."""
    if not event.subcomponents:
        return None
    one, = event.subcomponents
    assert one.name == "VALARM" and one["action"] == "DISPLAY" and one["description"] == event["summary"]
    return one.decoded("trigger")


# ── an event is its item ─────────────────────────────────────────────────────────────────────────

def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)


@pytest.mark.parametrize("sample, lang", [("problem-list.zh.csv", "zh"), ("problem-list.en.csv", "en")])
def test_each_item_in_hand_is_an_event_that_says_what_the_ledger_says(tracker, house, sample, lang):
    assert tracker("import", house.data / sample, "--assign", by="coordinator", at="2018-06-25").ok
    items = {int(i["id"]): i for i in tracker("list", "--all", "--json").lines}
    events = events_of(tracker, lang=lang)
    assert {i["state"]["main"] for i in items.values()} == {"assigned"} and len(events) == 70
    assert set(events) == {n for n, i in items.items() if "due" in i["deadline"]}  # not of 长期坚持
    priorities = {"critical": 1, "serious": 3, "moderate": 5, "minor": 7}
    between = "：" if lang == "zh" else ": "
    for number, event in events.items():
        item = items[number]
        due = datetime.date.fromisoformat(item["deadline"]["due"])
        assert type(event.decoded("dtstart")) is datetime.date
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (due, due + DAY)
        assert event["summary"] == f"#{number} {item['title']}"
        assert event["sequence"] == item["version"] and event["status"] == "CONFIRMED"
        assert event.decoded("dtstamp") == event.decoded("last-modified") == instant(item["changedAt"])
        assert event.decoded("created") == instant(item["reportedAt"])
        assert event["priority"] == priorities[item["severity"]] and event["transp"] == "TRANSPARENT"
        labels = ("责任单位", "督导单位", "整改时限", "整改措施") if lang == "zh" else ("unit", "supervisor", "deadline", "measures")
        facts, _, measures = event["description"].partition(f"\n{labels[3]}{between}")  # they may have many lines
        lines = dict(line.split(between, 1) for line in facts.split("\n"))
        unit, supervisor, deadline = (lines.get(label, "") for label in labels[:3])
        assert unit.split(" · ")[0] == item["owner"]["unit"]
        assert all(item["owner"].get(who, "") in unit for who in ("leader", "handler"))
        assert supervisor == item.get("supervisor", "") and measures == item.get("measures", "")
        assert deadline.startswith(item["deadline"]["due"]) and item["deadline"].get("phrase", item["deadline"]["text"]) in deadline
        assert "organizer" not in event and "attendee" not in event
        assert alarm(event) < datetime.datetime.combine(due, datetime.time(), UTC)


def test_what_has_no_due_day_or_isnt_in_hand_is_no_event(tracker):
    tracker.init()
    give(tracker, report(1), report(2), (2, "fixAtOnce", {"owner": {"unit": "办公室"}} | EVIDENCE, OWNER), report(3),
         assign(3))
    assert list(events_of(tracker)) == [3]


def test_a_ledger_with_nothing_in_hand_is_an_empty_calendar(tracker):
    whole, events = calendar(tracker.init(), lang="zh")
    assert events == {} and whole["x-wr-calname"] == whole["name"] == "整改台账"
    assert calendar(tracker, lang="en")[0]["name"] == "Rectification"


def test_categories_are_the_items_and_its_severity(tracker):
    tracker.init()
    give(tracker, report(1, category="作风;建设\\窗口", severity="serious"), assign(1))
    categories = [str(c.cats[0]) for c in events_of(tracker, lang="zh")[1]["categories"]]
    assert categories == ["作风;建设\\窗口", "较重"]


# ── identity and version ─────────────────────────────────────────────────────────────────────────

def test_an_event_is_known_again_and_no_other_ledgers_is_taken_for_it(assigned):
    before = events_of(assigned)[1]["uid"]
    assert assigned("start", 1, by="owner", at="2018-06-26").ok
    assert events_of(assigned)[1]["uid"] == before
    copy = assigned.folder / "copy.rectify"
    assert assigned("check").ok
    for file in assigned.folder.glob("ledger.rectify*"):
        shutil.copy(file, str(copy) + file.name.removeprefix("ledger.rectify"))
    assert events_of(assigned, "--ledger", copy)[1]["uid"] == before
    for other in ("a", "b"):  # opened at the same time with the same policy
        assert assigned("init", "--ledger", other, at="2018-06-25").ok
        assert assigned("report", "接访", "--ledger", other, by="clerk", at="2018-06-25").ok
        assert assigned("assign", 1, "--to", "办公室", "--supervisor", "机关纪委", "--by", "2018-07-31", "--ledger", other,
                        by="coordinator", at="2018-06-25").ok
    uids = {before, *(events_of(assigned, "--ledger", other)[1]["uid"] for other in ("a", "b"))}
    assert len(uids) == 3


def test_each_change_is_a_later_event(assigned):
    steps = [("start", 1, "owner"), ("escalate", 1, "coordinator"),
             ("change-severity", 1, "--severity", "critical", "coordinator")]
    events = [events_of(assigned)[1]]
    for day, (*words, who) in enumerate(steps, 26):
        assert assigned(*words, by=who, at=f"2018-06-{day}").ok
        events.append(events_of(assigned)[1])
    assert [e["sequence"] for e in events] == [2, 3, 4, 5]
    stamps = [e.decoded("dtstamp") for e in events]
    assert stamps == sorted(set(stamps))


def test_the_same_ledger_gives_the_same_bytes_at_any_time(assigned):
    words = ["export", "--format", "ics", "-o", "-"]
    assert assigned(*words, at="2018-06-25").out == assigned(*words, at="2030-01-01").out == assigned(*words).out


# ── the alarm ────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("severity, due, day", [
    # the strict policy warns 3, 5, 7 and 10 working days before
    ("minor", "2018-07-31", "2018-07-26"), ("moderate", "2018-07-31", "2018-07-24"),
    ("serious", "2018-07-31", "2018-07-20"), ("critical", "2018-07-31", "2018-07-17"),
    # 1 to 7 October are off, 29 and 30 September are worked
    ("minor", "2018-10-09", "2018-09-29"), ("moderate", "2018-10-08", "2018-09-26"), ("minor", "2018-10-04", "2018-09-28")])
def test_the_alarm_is_at_nine_some_working_days_before(tracker, severity, due, day):
    tracker.init()
    give(tracker, report(1, severity=severity), assign(1, due))
    assert alarm(events_of(tracker)[1]) == datetime.datetime.fromisoformat(day + "T09:00:00+08:00")


def test_the_alarm_is_in_the_ledgers_zone(tracker):
    tracker.init("--zone", "-05:00")
    give(tracker, report(1), assign(1))
    event = events_of(tracker)[1]
    assert event.decoded("dtstart") == datetime.date(2018, 7, 31)
    assert alarm(event) == datetime.datetime(2018, 7, 24, 14, tzinfo=UTC)


def under(tracker, **changed):
    """A ledger whose policy is the strict one but for this."""
    policy = tracker.folder / "policy.json"
    policy.write_text(json.dumps(tracker.init()("policy").json | changed))
    assert tracker("policy", "set", policy, by="administrator", at="2018-06-01").ok


def test_the_alarm_follows_the_policy(tracker):
    under(tracker, warnDays={"serious": 1})
    give(tracker, report(1), report(2, severity="serious"), assign(1), assign(2))
    events = events_of(tracker)
    assert alarm(events[1]) == datetime.datetime(2018, 7, 31, 1, tzinfo=UTC)  # 0: on the day itself
    assert alarm(events[2]) == datetime.datetime(2018, 7, 30, 1, tzinfo=UTC)


def test_what_is_on_hold_hurries_nobody(assigned):
    assert assigned("hold", 1, "--reason", "等资金", by="coordinator", at="2018-07-02").ok
    held = events_of(assigned, lang="zh")[1]
    assert held["status"] == "TENTATIVE" and alarm(held) is None and "挂起" in held["description"]
    assert assigned("resume", 1, by="coordinator", at="2018-07-12").ok
    again = events_of(assigned)[1]
    assert again["status"] == "CONFIRMED" and again.decoded("dtstart") == datetime.date(2018, 8, 10)
    assert alarm(again) == datetime.datetime(2018, 8, 3, 1, tzinfo=UTC)


def test_a_hold_that_stops_no_clock_changes_nothing(tracker):
    under(tracker, holdStopsClock=False)
    give(tracker, report(1), assign(1), (1, "hold", {"reason": "等资金"}, CHIEF))
    event = events_of(tracker)[1]
    assert event["status"] == "CONFIRMED" and alarm(event) == datetime.datetime(2018, 7, 24, 1, tzinfo=UTC)


# ── what is out of hand ──────────────────────────────────────────────────────────────────────────

STRUCK_OFF, VOIDED, VERIFIED, GIVEN_BACK, IN_HAND, NEVER_ASSIGNED, VOIDED_AT_ONCE = range(1, 8)


@pytest.fixture
def ended(tracker):
    tracker.init()
    give(tracker, *(report(n, f"问题{n}") for n in range(1, 8)), *(assign(n, f"2018-07-1{n}") for n in range(1, 6)))
    before = events_of(tracker)
    assert list(before) == [1, 2, 3, 4, 5]
    for n in (STRUCK_OFF, VERIFIED):
        give(tracker, (n, "start", {}, OWNER), (n, "submit", EVIDENCE, OWNER), (n, "verify", {}, VERIFIER))
    give(tracker, (STRUCK_OFF, "close", {}, CHIEF), (VOIDED, "void", {"reason": "不属实"}, CHIEF),
         (GIVEN_BACK, "decline", {"reason": "不属本单位"}, OWNER), (VOIDED_AT_ONCE, "void", {"reason": "误报"}, CHIEF))
    return tracker, before


def test_what_is_out_of_hand_leaves_the_calendar(ended):
    tracker, _ = ended
    assert list(events_of(tracker)) == [IN_HAND]


def test_what_was_exported_before_is_cancelled_if_asked_for(ended):
    tracker, before = ended
    events = events_of(tracker, "--cancelled", lang="zh")
    assert {n: str(e["status"]) for n, e in events.items()} == {
        STRUCK_OFF: "CANCELLED", VOIDED: "CANCELLED", VERIFIED: "CANCELLED", GIVEN_BACK: "CANCELLED",
        IN_HAND: "CONFIRMED"}
    for n, event in events.items():
        assert event["uid"] == before[n]["uid"]
        assert event.decoded("dtstart") == before[n].decoded("dtstart")  # of one given back too
        if n != IN_HAND:
            assert event["sequence"] > before[n]["sequence"] and alarm(event) is None
    assert "状态：已销号 · 整改完成" in events[STRUCK_OFF]["description"]


def test_what_is_reopened_is_back(ended):
    tracker, before = ended
    give(tracker, (STRUCK_OFF, "reopen", {"reason": "反弹", "deadline": "2018-09-03"}, CHIEF))
    event = events_of(tracker)[STRUCK_OFF]
    assert event["status"] == "CONFIRMED" and event["uid"] == before[STRUCK_OFF]["uid"]
    assert event.decoded("dtstart") == datetime.date(2018, 9, 3)


# ── which ────────────────────────────────────────────────────────────────────────────────────────

def test_the_filters_are_those_of_the_list(tracker):
    tracker.init()
    give(tracker, *(report(n, source="巡察" if n % 3 else "座谈会") for n in range(1, 9)),
         *(assign(n, f"2018-07-{n:02}", owner={"unit": "办公室" if n % 2 else "研究室", "handler": f"人{n}"}) for n in range(1, 8)),
         (7, "start", {}, OWNER))
    assert tracker("tick", at="2018-07-04").ok
    for words in (["--unit", "办公室"], ["--owner", "人3"], ["--source", "座谈会"], ["--red"], ["--light", "yellow"],
                  ["--due-in", "2wd"], ["--overdue"], ["--due-from", "2018-07-03", "--due-to", "2018-07-05"],
                  ["--state", "rectifying"], ["--unit", "办公室", "--overdue"]):
        listed = [int(i["id"]) for i in tracker("list", "--all", "--json", *words, at="2018-07-04").lines]
        assert list(events_of(tracker, *words, at="2018-07-04")) == listed != [], words
    assert list(events_of(tracker, "--state", "open")) == [1, 2, 3, 4, 5, 6, 7]  # not 8, which is found


def test_a_calendar_is_named_after_whose_it_is(assigned):
    whole, _ = calendar(assigned, "--unit", "办公室", "--owner", "周明远", lang="zh")
    assert whole["name"] == whole["x-wr-calname"] == "整改台账 · 办公室 · 周明远"
    whole, events = calendar(assigned, "--unit", "a,b;c\\d\r\nATTENDEE:x\r\nEND:VCALENDAR", lang="zh")
    assert "attendee" not in whole and events == {} and "ATTENDEE:x" in whole["name"]


@pytest.mark.parametrize("words, told", [
    (["--format", "ical"], {"zh": "“ical”应为 csv、jsonl、ics、", "en": '"ical" is not csv, jsonl, ics, '}),
    (["--format", "ics", "--encoding", "utf-8"], {"zh": "--encoding 只用于 csv", "en": "--encoding is for csv"}),
    (["--cancelled"], {"zh": "--cancelled 只用于日历文件", "en": "--cancelled is for calendar files"}),
    (["--format", "ics", "--state", "closed"], {"zh": "“已销号”都不是", "en": '"closed" of --state'})])
def test_what_cant_be_a_calendar_is_told(assigned, words, told):
    for lang, what in told.items():
        done = assigned("export", "-o", "-", *words, lang=lang)
        assert done.code == 2 and done.out == "" and what in done.err, done


def test_a_calendar_file_is_written_as_the_others_are(assigned):
    done = assigned("export", "--format", "ics", at="2018-07-31", lang="zh")
    path = assigned.folder / "台账_20180731.ics"
    assert done.ok and "已导出 1 个问题" in done.out and path.is_file(), done
    assert path.read_bytes().decode() == assigned("export", "--format", "ics", "-o", "-", lang="zh").out
    assert assigned("export", "--format", "ics", at="2018-07-31", lang="zh").code == 3  # it is there already
    again = assigned("export", "--format", "ics", "--force", "--json", at="2018-07-31", lang="zh")
    assert again.json == {"file": "台账_20180731.ics", "items": 1}


# ── texts ────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = ["逗号, 分号; 反斜杠\\ 冒号: \"引号\" \\n \\, END:VEVENT", "题" * 500, "\U0001F4C5" * 300 + "é" * 200,
           "BEGIN:VALARM", "=1+1", "e\u0301" * 200, "\\", "\\\\n;", "שלום עולם"]


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_any_title_comes_through_whole(tracker, title):
    tracker.init()
    give(tracker, report(1, title), assign(1))
    done = tracker("export", "--format", "ics", "-o", "-")
    event, = vobject.readOne(done.out).vevent_list  # icalendar takes an escaped \\ and an n for a line break
    assert event.summary.value == event.valarm.description.value == f"#1 {title}"
    assert list(events_of(tracker)) == [1]


def test_long_texts_of_many_lines_come_through_whole(tracker):
    tracker.init()
    measures = "一、立即整改；\r\n二、END:VEVENT\nEND:VCALENDAR\n\tATTENDEE:mailto:x@example.org\n" + "三、举一反三，" * 1200
    give(tracker, report(1, measures=measures), assign(1), report(2), assign(2))
    done = tracker("export", "--format", "ics", "-o", "-", lang="zh")
    assert done.out.count("\r\n") == done.out.count("\n") == done.out.count("\r")
    assert max(len(line.encode()) for line in done.out.split("\r\n")) <= 75
    events = events_of(tracker, lang="zh")
    said = events[1]["description"].split("整改措施：")[1]
    assert said.split() == measures.split() and said.count("\n") == 4
    assert set(events) == {1, 2} and "attendee" not in events[1]


def test_what_turns_the_writing_around_is_left_out(tracker):
    tracker.init()
    give(tracker, report(1, "甲\u202e乙"), assign(1))
    assert events_of(tracker)[1]["summary"] == "#1 甲乙"


def test_ics_is_a_word_of_its_own(assigned):
    assert assigned("export", "--ics", "-o", "-").out == assigned("export", "--format", "ics", "-o", "-").out
    done = assigned("export", "--ics", "--format", "csv", "-o", "-", lang="en")
    assert done.code == 2 and "--ics is --format ics" in done.err and done.out == ""
