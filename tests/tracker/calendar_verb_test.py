"""calendar show and calendar days: which days are worked, for people and for programs."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import json
import unicodedata

import pytest


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def days(tracker, first, last, *words, lang=None, **environment):
    done = tracker("calendar", "days", "--from", first, "--to", last, *words, lang=lang, **environment)
    assert done.ok, done
    return [line.split("\t") for line in done.out.splitlines()]


@pytest.fixture
def next_year(tracker):
    """2027 as the packages chinese-days would have it; the notice isn't out, the days are made up."""
    path = tracker.folder / "2027.json"
    path.write_text(json.dumps({
        "holidays": {"2027-01-01": "New Year's Day,元旦,1", "2027-02-05": "Spring Festival,春节,4",
                     "2027-02-08": "Spring Festival,春节,4", "2027-10-01": "National Day,国庆节,3"},
        "workdays": {"2027-02-20": "Spring Festival,春节,4"},
        "inLieuDays": {"2027-02-08": "Spring Festival,春节,4"}}, ensure_ascii=False))
    return path


# ---- show ----

def test_a_year_in_chinese(tracker):
    out = tracker("calendar", "show", 2024, lang="zh").out
    assert out.startswith("2024 年：251 个工作日\n放假安排已公布。\n")
    assert out.count("一 二 三 四 五 六 日") == 12
    assert "2月（18 个工作日）" in out and "12*13*14*15*16*17*18+" in out
    assert "1* 放假   1- 周末   1+ 调休上班" in out
    assert "2024-02-10 至 2024-02-17  放假 8 天  春节" in out
    assert any(line.split() == ["2024-02-18", "调休上班", "春节"] for line in out.splitlines())


def test_a_year_in_english(tracker):
    out = tracker("calendar", "show", 2024, lang="en").out
    assert out.startswith("2024: 251 working days\nPublished.\n") and "Feb (18 working days)" in out
    assert "2024-02-10 to 2024-02-17  off, 8 days  Spring Festival" in out


def test_the_counts_are_those_of_the_days(tracker):
    for year in (2012, 2023, 2026, 2030):
        told = tracker("calendar", "show", year, "--json").json
        rows = days(tracker, f"{year}-01-01", f"{year}-12-31")
        for month in told["months"]:
            assert month["workingDays"] == sum(
                row[1] == "1" for row in rows if int(row[0][5:7]) == month["month"])
        assert told["workingDays"] == sum(row[1] == "1" for row in rows)


def test_a_month_alone(tracker):
    out = tracker("calendar", "show", 2024, "--month", 10, lang="zh").out
    assert out.count("一 二 三 四 五 六 日") == 1 and "国庆节" in out and "春节" not in out
    told = tracker("calendar", "show", 2024, "--month", 10, "--json", lang="zh").json
    assert [m["month"] for m in told["months"]] == [10]
    assert told["daysOff"] == [{"first": "2024-10-01", "last": "2024-10-07", "name": "国庆节"}]
    assert told["makeUpDays"] == [{"first": "2024-10-12", "last": "2024-10-12", "name": "国庆节"}]


def test_a_year_that_is_not_published_says_so_and_what_holds(tracker):
    zh = tracker("calendar", "show", 2027, lang="zh", COLUMNS="200").out
    assert "2027 年的放假安排尚未公布（已公布 2004–2026）" in zh and "法定固定放假日" in zh and "暂定" in zh
    en = tracker("calendar", "show", 2027, lang="en").out
    assert "NOT PUBLISHED yet (published: 2004–2026)" in en
    assert "春节" not in zh.split("\n\n", 1)[1]  # in no list of days
    assert tracker("calendar", "show", 2027, "--json").json["published"] is False
    assert "不在本日历中" in tracker("calendar", "show", 2003, lang="zh").out
    assert "NOT PUBLISHED in this calendar" in tracker("calendar", "show", 1949, lang="en").out
    assert "没有放假日" in tracker("calendar", "show", 1949, lang="zh").out


def test_the_end_of_the_last_published_year_can_still_move(tracker):
    assert "2026-12-22 起" in tracker("calendar", "show", 2026, lang="zh").out
    assert tracker("calendar", "show", 2026, "--json").json["provisionalFrom"] == "2026-12-22"
    assert "provisionalFrom" not in tracker("calendar", "show", 2025, "--json").json


def test_as_many_months_across_as_fit(tracker):
    def across(columns):
        out = tracker("calendar", "show", 2026, lang="zh", COLUMNS=columns).out
        wide = [line for line in out.splitlines() if width(line) > int(columns)]
        assert wide == [], wide
        return next(line for line in out.splitlines() if line.startswith("一")).count("一")
    assert [across(columns) for columns in ("44", "80", "89", "90", "100", "200")] == [2, 3, 3, 4, 4, 4]


def test_other_weekends_are_marked_as_such(tracker):
    path = tracker.folder / "ours.tsv"
    path.write_text("weekend\t5\n")
    told = tracker("calendar", "show", 2027, "--calendar", path, "--json").json
    assert told["weekend"] == [5]
    out = tracker("calendar", "show", 2027, "--month", 3, "--calendar", path, lang="en").out
    assert " 1  2  3  4  5- 6  7\n" in out


def test_a_file_of_next_year_is_put_over(tracker, next_year):
    told = tracker("calendar", "show", 2027, "--calendar", next_year, "--json", lang="zh").json
    assert told["published"] is True and told["provisionalFrom"] == "2027-12-22"
    assert told["makeUpDays"] == [{"first": "2027-02-20", "last": "2027-02-20", "name": "春节"}]
    out = tracker("calendar", "show", 2027, "--calendar", next_year, lang="zh").out
    assert "放假安排已公布" in out and "20+" in out


def test_faulty_files_are_told_with_their_place(tracker):
    path = tracker.folder / "calendar"
    for text, code, place in [
            ("2027-01-01\t0\t元旦\n2027-01-02\tx\n", "calendar.working", "第2行"),
            ("published\t2029\n2029-01-01\t0\n", "calendar.gap", "第1行"),
            ('{"holidays":\n {"2027-01-01": 3}}', "calendar.value", "holidays 2027-01-01"),
            ('{"holiday": {}}', "calendar.key", "holidays"),
            ("{\n", "calendar.json", "第2行"), ("[", "calendar.json", "对象"),
            ("\xff", "text.utf8", "第1行")]:
        path.write_bytes(text.encode("latin-1" if text == "\xff" else "utf-8"))
        for verb in (["show", "2027"], ["days", "--from", "2027-01-01", "--to", "2027-01-02"]):
            done = tracker("calendar", *verb, "--calendar", path, lang="zh")
            assert done.code == 1 and done.out == "" and f"[{code}]" in done.err and place in done.err, done
        told = tracker("calendar", "show", 2027, "--calendar", path, "--json").json
        assert told["refusal"]["code"] == code
    path.write_bytes(b"#" * (11 << 20))
    assert tracker("calendar", "show", 2027, "--calendar", path).code == 3
    assert tracker("calendar", "show", 2027, "--calendar", tracker.folder).code == 3


def test_a_calendar_may_come_by_standard_input(tracker, next_year):
    done = tracker("calendar", "show", 2027, "--calendar", "-", "--json", input=next_year.read_bytes())
    assert done.json["published"] is True


@pytest.mark.parametrize("words", [["show"], ["show", "1899"], ["show", "3000"], ["show", "MMXXIV"],
                                   ["show", "2024", "--month", "13"], ["show", "2024", "--month", "0"],
                                   ["days"], ["days", "--from", "2024-01-01"], ["shwo", "2024"], []])
def test_faulty_words(tracker, words):
    done = tracker("calendar", *words)
    assert done.code == 2 and done.out == "" and done.err.startswith("usage: "), done


# ---- days ----

def test_days_for_programs(tracker):
    assert days(tracker, "2024-02-08", "2024-02-12") == [
        ["2024-02-08", "1", "", "1"], ["2024-02-09", "1", "", "1"], ["2024-02-10", "0", "春节", "1"],
        ["2024-02-11", "0", "春节", "1"], ["2024-02-12", "0", "春节", "1"]]
    assert days(tracker, "2024-02-18", "2024-02-18") == [["2024-02-18", "1", "春节", "1"]]
    assert days(tracker, "2026-12-21", "2026-12-22") == [["2026-12-21", "1", "", "1"], ["2026-12-22", "1", "", "0"]]


def test_names_are_chinese_whatever_the_locale_unless_english_is_asked_for(tracker):
    for locale in ("C", "zh_CN.UTF-8", "en_GB.UTF-8"):
        assert days(tracker, "2024-10-01", "2024-10-01", LC_ALL=locale) == [["2024-10-01", "0", "国庆节", "1"]]
    assert days(tracker, "2024-10-01", "2024-10-01", lang="en") == [["2024-10-01", "0", "National Day", "1"]]
    assert days(tracker, "2024-10-01", "2024-10-01", lang="zh", LC_ALL="C")[0][2] == "国庆节"


def test_days_in_json(tracker):
    done = tracker("calendar", "days", "--from", "2024-10-01", "--to", "2024-10-01", "--json")
    assert done.json == {"date": "2024-10-01", "working": False, "name": "国庆节", "published": True}


def test_every_day_that_there_is_can_be_listed(tracker):
    rows = days(tracker, "1900-01-01", "2999-12-31")
    assert len(rows) == (datetime.date(2999, 12, 31) - datetime.date(1900, 1, 1)).days + 1
    assert rows[0][0] == "1900-01-01" and rows[-1][0] == "2999-12-31" and all(len(row) == 4 for row in rows)


def test_ranges_are_bounded(tracker):
    for first, last, code in [("1899-12-31", "2024-01-01", "day.range"), ("2024-01-01", "3000-01-01", "day.range"),
                              ("2024-02-30", "2024-03-01", "day.none"), ("2024-01-01", "tomorrow", "day.form")]:
        done = tracker("calendar", "days", "--from", first, "--to", last)
        assert done.code == 1 and done.out == "" and code in done.err and "--" in done.err, done
    done = tracker("calendar", "days", "--from", "2024-01-02", "--to", "2024-01-01", lang="zh")
    assert done.code == 2 and "2024-01-01 早于 --from 的 2024-01-02" in done.err


def test_days_of_a_file(tracker, next_year):
    assert days(tracker, "2027-02-20", "2027-02-20", "--calendar", next_year) == [["2027-02-20", "1", "春节", "1"]]
    assert days(tracker, "2027-02-20", "2027-02-20") == [["2027-02-20", "0", "", "0"]]


# ---- a ledger's own days ----

SPRING = "published\t2027\n2027-02-08\t0\t春节\n2027-02-09\t0\t春节\n2027-02-10\t0\t春节\n"


@pytest.fixture
def far(tracker):
    """Two items whose working days end in 2027, which is not published."""
    tracker.init()
    for title, deadline in (("漏水", "10个工作日内"), ("噪声", "2027-02-15")):
        assert tracker("report", title, by="clerk", at="2027-02-01").ok
        number = tracker("list", "--all", "--json").lines[-1]["id"]
        assert tracker("assign", number, "--to", "办公室", "--supervisor", "机关纪委", "--by", deadline,
                       by="coordinator", at="2027-02-01").ok
    (tracker.folder / "2027.tsv").write_text(SPRING)
    return tracker


def test_a_loaded_year_makes_the_provisional_days_certain(far):
    assert "2027-02-15（暂定）" in far("list", lang="zh").out and "(provisional)" in far("show", 1, lang="en").out
    done = far("calendar", "load", "2027.tsv", by="administrator", at="2027-02-02", lang="zh")
    assert done.ok and "已公布至 2027-12-21；重新推算时限 1" in done.out and "#1 漏水 · 时限 2027-02-18" in done.out, done
    assert far.item(1)["deadline"]["due"] == "2027-02-18" and "provisional" not in far.item(1)["deadline"]
    assert far.item(2)["deadline"]["due"] == "2027-02-15"
    assert [list(e)[-1] for e in far("history", 1, "--json").lines][-1] == "reckon"
    assert far("check").ok


def test_the_same_calendar_again_changes_nothing(far):
    load = lambda: far("calendar", "load", "2027.tsv", "--json", by="administrator", at="2027-02-02")
    assert load().json == {"changed": True, "publishedUntil": "2027-12-21", "reckoned": 1}
    assert load().json == {"changed": False, "publishedUntil": "2027-12-21", "reckoned": 0}


def test_a_calendar_is_loaded_by_who_may(far):
    done = far("calendar", "load", "2027.tsv", by="clerk", at="2027-02-02", lang="zh")
    assert done.code == 1 and "[actor.role]" in done.err and done.out == "", done


def test_a_file_that_is_no_calendar_changes_nothing(far):
    (far.folder / "bad.tsv").write_text("2027-13-01\t0\t元旦\n")
    done = far("calendar", "load", "bad.tsv", by="administrator", at="2027-02-02", lang="zh")
    assert done.code in (1, 3) and "2027-13-01" in done.err and done.out == "", done
    assert "（暂定）" in far("list", lang="zh").out


def test_without_a_file_the_built_in_years_are_loaded(far):
    done = far("calendar", "load", by="administrator", at="2027-02-02", lang="zh")
    assert done.ok and "未作改动" in done.out, done


def test_the_ledgers_days_are_shown_where_it_is_named(far):
    assert far("calendar", "load", "2027.tsv", by="administrator", at="2027-02-02").ok
    days = ("calendar", "days", "--from", "2027-02-08", "--to", "2027-02-08")
    assert far(*days, "--ledger", "ledger.rectify").out == "2027-02-08\t0\t春节\t1\n"
    assert far(*days).out == "2027-02-08\t1\t\t0\n"
    assert far("deadline", "explain", "10个工作日内", "--from", "2027-02-01", "--json",
               "--ledger", "ledger.rectify").json["due"] == "2027-02-18"


def test_an_environment_that_names_no_ledger_yet_is_no_matter(tracker):
    done = tracker("deadline", "explain", "7月底前", "--from", "2024-05-20", RECTIFY_LEDGER="none.rectify")
    assert done.ok and "2024-07-31" in done.out, done
    assert tracker("deadline", "explain", "7月底前", "--from", "2024-05-20", "--ledger", "none.rectify").code == 3
