"""Phrases and working days: the same tables as the C++ tests read."""
# SPDX-License-Identifier: BSL-1.0
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rectify

PHRASES = Path(__file__).parents[1] / "calendar/phrases.tsv"
DAYS = st.dates(datetime.date(2004, 1, 1), datetime.date(2026, 12, 31))


def test_every_phrase_of_the_table_reads_as_in_cpp():
    rows = [line.split("\t") for line in PHRASES.read_text(encoding="utf-8").split("\n")
            if line and not line.startswith(("#", "phrase\t"))]
    assert len(rows) > 500
    for phrase, on, kind, start, due, *_ in rows:
        try:
            read = rectify.Deadline.parse(phrase, datetime.date.fromisoformat(on))
        except rectify.Refused as refused:
            assert kind == "refused", f"{phrase}: {refused}"
            continue
        told = (read.kind, str(read.start or ""), str(read.due or ""))
        assert told == (kind, start, due), phrase
        assert rectify.Deadline.parse(read.format(), read.reference).due == read.due, phrase


def test_two_readings_are_told_and_none_is_guessed():
    with pytest.raises(rectify.Refused) as caught:
        rectify.Deadline.parse("9月前", on=datetime.date(2024, 5, 20))
    assert caught.value.code == "deadline.two-readings"
    assert "2024-08-31 or 2024-09-30" in caught.value.wanted


def test_a_missing_reference_day_is_told_by_its_name():
    with pytest.raises(TypeError, match="^on: "):
        rectify.Deadline.parse("3天内")


def test_a_reading_is_explained_by_the_rules_it_was_read_with():
    on = datetime.date(2024, 4, 28)
    ours = rectify.WorkCalendar.read("2024-04-29\t0\t校庆\n", over=rectify.WorkCalendar.china())
    plain, with_ours = (rectify.Deadline.parse("3个工作日内", on, calendar=calendar)
                        for calendar in (None, ours))
    assert plain.due == datetime.date(2024, 5, 6) and with_ours.due == datetime.date(2024, 5, 7)
    assert "校庆" in with_ours.explain("zh", calendar=ours)
    assert "校庆" not in plain.explain("zh")
    policy = rectify.strict_policy().replace(immediate_days=2)
    assert rectify.Deadline.parse("立行立改", on).due is None
    assert rectify.Deadline.parse("立行立改", on, policy=policy).due == datetime.date(2024, 4, 30)


def test_milestones_keep_their_acts():
    read = rectify.Deadline.parse("6月底前完成排查；10月底前完成整改", datetime.date(2024, 5, 20))
    assert [(m.span.due.month, m.act) for m in read.milestones] == [(6, "完成排查"), (10, "完成整改")]


@given(DAYS, st.integers(-300, 300))
def test_adding_and_counting_working_days_are_inverse(day, n):
    china = rectify.WorkCalendar.china()
    assert china.between(day, china.add(day, n)) == n


def test_holidays_and_make_up_days_are_known():
    china = rectify.WorkCalendar.china()
    assert china.is_working(datetime.date(2023, 10, 7))
    assert not china.is_working(datetime.date(2024, 2, 12))
    assert china.name(datetime.date(2024, 2, 10), "en") == "Spring Festival"
    assert not china.is_published(datetime.date(2026, 12, 22))
    assert rectify.WorkCalendar().days == ()
    read = rectify.WorkCalendar.read(china.write())
    assert read == china and read.days == china.days
    with pytest.raises(rectify.Refused) as caught:
        rectify.WorkCalendar.read("2024-02-30\t0\n")
    assert (caught.value.code, caught.value.field) == ("day.none", "calendar:1")
