"""deadline explain and deadline read: which day the words mean, for people and for programs."""
# SPDX-License-Identifier: BSL-1.0
import json
import os
import select
import signal
import subprocess
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/deadline-examples.tsv"

NEXT_YEAR = ("published\t2027\n2027-01-01\t0\t元旦\tNew Year's Day\n2027-01-04\t0\t元旦\tNew Year's Day\n"
             "2027-01-09\t1\t元旦\tNew Year's Day\n")


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def explain(tracker, phrase, *words, lang="zh", **environment):
    return tracker("deadline", "explain", phrase, *words, lang=lang, **environment)


def read(tracker, text, *words, lang="en"):
    text = text if isinstance(text, bytes) else text.encode()
    done = tracker("deadline", "read", *words, input=text, lang=lang)
    assert done.ok, done
    return done


# ---- explain ----

def test_a_count_is_explained_and_pictured_in_chinese(tracker):
    done = explain(tracker, "15个工作日内", "--from", "2024-05-20")
    assert done.ok and done.err == ""
    words, *pictured = done.out.split("\n\n")
    assert "自 2024-05-20 的次日起算：2024-06-11" in words and "跳过 2024-06-10：端午" in words
    months, legend, holidays = pictured
    assert "2024年5月" in months and "2024年6月" in months
    assert "(20) 21. 22. 23. 24. 25- 26-" in months and "10*[11] 12 " in months
    assert "[1] 到期日   (1) 基准日   1. 计入   1* 节假日，跳过   1- 周末，跳过" in legend
    assert holidays.splitlines() == ["2024-05-01 至 2024-05-05  劳动节", "2024-05-11  调休上班（劳动节）",
                                     "2024-06-10  端午"]


def test_a_count_is_explained_and_pictured_in_english(tracker):
    done = explain(tracker, "within 15 working days", "--from", "2024-09-20", lang="en")
    assert done.ok
    assert "skipped 2024-10-01 to 2024-10-07: National Day" in done.out
    assert "September 2024" in done.out and "(20) 21- 22-" in done.out and "[16]" in done.out
    assert "29+" in done.out and "1+ make-up working day, counted" in done.out
    assert "2024-10-12  make-up working day (National Day)" in done.out


def test_the_reference_day_is_today_by_the_sessions_clock(tracker):
    assert "2024-07-31" in explain(tracker, "7月底前", "--at", "2024-05-20").out
    assert "2024-07-31" in explain(tracker, "7月底前", "--at", "2024-05-19T17:00:00Z").out
    by_at = explain(tracker, "1日内", "--at", "2024-05-19T17:00:00Z", "--json").json
    assert by_at["reference"] == "2024-05-20" and by_at["due"] == "2024-05-21"
    assert explain(tracker, "1日内").ok  # by the system's clock


def test_months_in_the_middle_are_left_out(tracker):
    out = explain(tracker, "年底前", "--from", "2024-01-20").out
    assert out.count("一  二  三") == 3 and "（其间 9 个月略去）" in out
    assert "2024年1月" in out and "2024年11月" in out and "2024年12月" in out and "2024年2月" not in out
    assert explain(tracker, "4月底前", "--from", "2024-01-20").out.count("一  二  三") == 4


def test_milestones_are_marked(tracker):
    out = explain(tracker, "6月底前完成排查；7月底前完成整改", "--from", "2024-06-03").out
    assert "<30>" in out and "[31]" in out and "<1> 阶段期限" in out
    told = explain(tracker, "6月底前完成排查；7月底前完成整改", "--from", "2024-06-03", "--json").json
    assert [(m["due"], m["act"]) for m in told["milestones"]] == [("2024-06-30", "完成排查"), ("2024-07-31", "完成整改")]


def test_what_has_no_due_day_has_no_picture(tracker):
    done = explain(tracker, "长期坚持", "--from", "2024-06-03")
    assert done.ok and "一  二" not in done.out
    assert "due" not in explain(tracker, "长期坚持", "--from", "2024-06-03", "--json").json


def test_at_once_is_due_as_the_policy_says(tracker):
    tracker.init()
    assert explain(tracker, "立行立改", "--from", "2024-06-01", "--json").json["due"] == "2024-06-03"  # a Saturday
    policy = tracker("policy").json | {"immediateDays": 3}
    file = tracker.folder / "policy.json"
    file.write_text(json.dumps(policy))
    assert tracker("policy", "set", file, by="administrator", at="2024-01-02").ok
    by_ledger = explain(tracker, "立行立改", "--from", "2024-06-03", "--json", "--ledger", "ledger.rectify").json
    assert by_ledger["due"] == "2024-06-06"


def test_programs_read_by_a_ledger_only_if_they_name_it(tracker):
    tracker.init()
    line = "立行立改\t2024-06-03\n".encode()
    assert tracker("deadline", "read", input=line, RECTIFY_LEDGER="ledger.rectify").out == \
        "立行立改\t2024-06-03\timmediate\t2024-06-03\t\n"
    assert tracker("deadline", "read", "--ledger", "ledger.rectify", input=line).out == \
        "立行立改\t2024-06-03\timmediate\t2024-06-03\t2024-06-03\n"


def test_a_provisional_day_is_said_to_be_so(tracker):
    zh = explain(tracker, "10个工作日内", "--from", "2026-12-18").out
    assert "2027-01-04 为暂定" in zh and "[1] 到期日（暂定）" in zh
    en = explain(tracker, "within 10 working days", "--from", "2026-12-18", lang="en").out
    assert "2027-01-04 is provisional" in en and "[1] due day (provisional)" in en
    assert explain(tracker, "10个工作日内", "--from", "2026-12-18", "--json").json["provisional"] is True


def test_a_calendars_file_is_put_over_the_built_in_one(tracker):
    path = tracker.folder / "2027.tsv"
    path.write_text(NEXT_YEAR)
    told = explain(tracker, "10个工作日内", "--from", "2026-12-18", "--calendar", path, "--json").json
    assert told["due"] == "2027-01-05" and told["provisional"] is False
    assert {"first": "2027-01-04", "last": "2027-01-04", "holiday": "元旦"} in told["skipped"]
    assert read(tracker, "10个工作日内\t2026-12-18\n", "--calendar", path).out.endswith("2027-01-05\n")


def test_json_tells_all_of_it(tracker):
    told = explain(tracker, "9月上旬", "--from", "2024-05-20", "--json").json
    assert told["kind"] == "period" and told["start"] == "2024-09-01" and told["due"] == "2024-09-10"
    assert told["phrase"] == "9月上旬" and told["canonical"] == "2024年9月1日至2024年9月10日" and told["reference"] == "2024-05-20"
    assert told["explanation"] and told["skipped"] == [] and told["milestones"] == []
    english = explain(tracker, "within 5 working days", "--from", "2024-06-06", "--json", lang="en").json
    assert english["skipped"] == [{"first": "2024-06-08", "last": "2024-06-09"},
                                  {"first": "2024-06-10", "last": "2024-06-10", "holiday": "Dragon Boat Festival"}]


@pytest.mark.parametrize("phrase, code", [
    ("9月前", "deadline.two-readings"), ("尽快", "deadline.fuzzy"), ("", "deadline.missing"),
    ("6月31日", "day.none"), ("字" * 501, "text.too-long"), ("7月\x1b[31m底前", "text.control")])
def test_a_refusal_says_why_and_what_would_be_right(tracker, phrase, code):
    for lang, begins in (("zh", "退回："), ("en", "refused: ")):
        done = explain(tracker, phrase, "--from", "2024-05-20", lang=lang)
        assert done.code == 1 and done.out == "" and done.err.startswith(begins) and f"[{code}]" in done.err, done
        assert "\x1b" not in done.err
    assert explain(tracker, phrase, "--from", "2024-05-20", "--json").json["refusal"]["code"] == code


def test_broken_bytes_in_a_phrase_are_refused(tracker):
    done = subprocess.run([tracker.binary, "deadline", "explain", b"7\xe6\x9c"], capture_output=True,
                          env=tracker.environment)
    assert done.returncode == 1 and b"text.utf8" in done.stderr


def test_faulty_options(tracker):
    done = explain(tracker, "7月底前", "--from", "2024-02-30")
    assert done.code == 1 and "--from" in done.err and "day.none" in done.err
    assert explain(tracker, "7月底前", "--at", "noon").code == 2
    assert explain(tracker, "7月底前", "--calendar", "nowhere").code == 3
    assert tracker("deadline", "explain").code == 2
    path = tracker.folder / "bad.json"
    path.write_text('{"holidays": {"2027-02-30": "A,甲,1"}}')
    done = explain(tracker, "7月底前", "--calendar", path)
    assert done.code == 1 and "holidays 2027-02-30" in done.err and "[day.none]" in done.err


def test_a_misspelt_command_is_told_its_neighbour(tracker):
    done = tracker("deadline", "explian", "x")
    assert done.code == 2 and "did you mean deadline explain?" in done.err
    assert "deadline" in tracker("--help").out and "deadline explain" not in tracker("--help").out
    assert "explain" in tracker("deadline", "--help").out


def test_no_line_is_wider_than_columns(tracker):
    for columns in (60, 80, 120):
        for lang in ("zh", "en"):
            out = explain(tracker, "45个工作日内", "--from", "2024-01-20", lang=lang, COLUMNS=str(columns)).out
            assert [line for line in out.splitlines() if width(line) > columns] == []


# ---- read ----

def rows_of(path):
    if not path.is_file():
        pytest.skip(f"left out: {path} is not there")
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def test_the_examples_are_answered_as_they_say(tracker):
    rows = rows_of(SHARED)
    done = read(tracker, "".join("\t".join(row[:2]) + "\n" for row in rows))
    assert done.out.splitlines() == ["\t".join(row) for row in rows] and done.err == ""


def test_each_kind_in_order(tracker):
    out = read(tracker, "".join(f"{phrase}\t2024-05-20\n" for phrase in (
        "7月底前", "9月上旬", "15个工作日内", "立行立改", "长期坚持", "2024年12月底前并长期坚持",
        "6月底前完成排查；10月底前完成整改", "尽快完成", "by end of July"))).out
    assert [line.split("\t")[2:] for line in out.splitlines()] == [
        ["date", "", "2024-07-31"], ["period", "2024-09-01", "2024-09-10"], ["workdays", "", "2024-06-11"],
        ["immediate", "2024-05-20", ""], ["continuous", "", ""], ["date+continuous", "", "2024-12-31"],
        ["milestones", "", "2024-10-31"], ["refused", "", ""], ["date", "", "2024-07-31"]]


def test_a_line_that_asks_nothing_is_answered_in_its_place(tracker):
    text = ("7月底前\t2024-05-20\n\nno tab\n7月底前\t2024-13-01\n7月底前\t\n7月底前\t20 May\n").encode()
    text += b"7\xe6\x9c\x88\xff\t2024-05-20\n\x1b[31m\t2024-05-20\n" + "月底前\t2024-06-03\tmore\r\n".encode()
    text += "7月底前\t2024-05-20".encode()  # the last line need not end
    done = read(tracker, text)
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [row[2] for row in rows] == ["date"] + ["refused"] * 7 + ["date", "date"]
    assert all(len(row) == 5 for row in rows)
    assert rows[2][:2] == ["no tab", ""] and rows[3][:2] == ["7月底前", "2024-13-01"]
    assert rows[6][0] == "7月\ufffd" and rows[7][0] == "\ufffd[31m" and rows[8][4] == "2024-06-30"
    assert done.err.startswith("lines that are no phrase<TAB>reference date, answered as refused: 5; the first: line 2:")
    assert "有 5 行" in read(tracker, text, lang="zh").err


def test_long_lines_are_bounded(tracker):
    text = b"a" * 10_000_000 + b"\t2024-05-20\n" + "7月底前\t2024-05-20\n".encode() + "字".encode() * 3000 + b"\n"
    long_one, good, other = read(tracker, text).out.splitlines()
    assert long_one == "a" * 1500 + "…\t\trefused\t\t" and len(other) < 1600
    assert good == "7月底前\t2024-05-20\tdate\t\t2024-07-31"


def test_nothing_in_is_nothing_out(tracker):
    done = read(tracker, b"")
    assert done.out == "" and done.err == ""


def test_zeros_and_noise_are_answered_line_by_line(tracker):
    noise = bytes((i * 7919 + i // 251) % 256 for i in range(200_000))
    done = read(tracker, noise)
    assert len(done.out.split("\n")) - 1 == noise.count(b"\n") + (not noise.endswith(b"\n"))


def test_json_lines_have_the_reasons(tracker):
    done = read(tracker, "10个工作日内\t2026-12-18\n尽快\t2024-05-20\nx\n", "--json", lang="zh")
    first, second, third = done.lines
    assert first == {"line": 1, "phrase": "10个工作日内", "reference": "2026-12-18", "kind": "workdays",
                     "due": "2027-01-04", "provisional": True}
    assert second["kind"] == "refused" and second["refusal"]["code"] == "deadline.fuzzy"
    assert third["refusal"]["code"] == "day.form" and third["refusal"]["field"] == "reference"


def test_an_answer_comes_before_the_next_question(tracker):
    def answer():
        if not select.select([asked.stdout], [], [], 20)[0]:
            asked.kill()
            pytest.fail("it waits for the next question before it answers")
        return asked.stdout.readline().decode()

    with subprocess.Popen([tracker.binary, "deadline", "read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=tracker.environment) as asked:
        for _ in range(3):
            asked.stdin.write("7月底前\t2024-05-20\n10日内\t2024-05".encode())  # and half a question
            asked.stdin.flush()
            assert answer() == "7月底前\t2024-05-20\tdate\t\t2024-07-31\n"
            asked.stdin.write(b"-20\n")
            asked.stdin.flush()
            assert answer() == "10日内\t2024-05-20\tdate\t\t2024-05-30\n"
        asked.stdin.close()
        assert asked.stdout.read() == b"" and asked.wait() == 0


def test_many_lines_stream(tracker):
    done = read(tracker, "15个工作日内\t2024-05-20\n" * 50_000)
    assert done.out == "15个工作日内\t2024-05-20\tworkdays\t\t2024-06-11\n" * 50_000


def test_standard_input_is_not_for_the_calendar(tracker):
    assert tracker("deadline", "read", "--calendar", "-").code == 2


def test_a_reader_that_went_away_is_told(tracker):
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([tracker.binary, "deadline", "read"], input="7月底前\t2024-05-20\n".encode(), stdout=theirs,
                          stderr=subprocess.PIPE, env=tracker.environment,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
    os.close(theirs)
    assert done.returncode == 3, done
