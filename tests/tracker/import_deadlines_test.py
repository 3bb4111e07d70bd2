"""Import reads 整改时限: what was understood, what was refused, what is only a state; and assigns by it."""
# SPDX-License-Identifier: BSL-1.0
import csv
import json

import pytest

HEAD = "序号,问题,责任单位,督导单位,整改时限\n"
LIST = HEAD + "".join(f"{n},问题{n},{unit},机关纪委,{phrase}\n" for n, unit, phrase in [
    (1, "办公室", "7月底前"), (2, "办公室", "15个工作日内"), (3, "研究室", "9月前"), (4, "研究室", "9月前"),
    (5, "研究室", "已完成"), (6, "", "7月底前"), (7, "研究室", ""), (8, "研究室", "长期坚持"),
    (9, "研究室", "2017年底前"), (10, "研究室", "6月底前完成排查；10月底前完成整改")])
DAY = ("--document-day", "2018-06-20")


def write(tracker, text, name="list.csv"):
    path = tracker.folder / name
    path.write_bytes(text.encode())
    return path


def understood(tracker, phrase, *words, at="2018-06-25"):
    path = write(tracker, HEAD + '1,甲,办公室,机关纪委,"' + phrase.replace('"', '""') + '"\n')
    done = tracker("import", path, "--preview", "--json", *words, at=at)
    assert done.ok, done
    return done.lines[0]["understood"]


# ── the preview ──────────────────────────────────────────────────────────────────────────────────

def test_the_preview_says_for_each_row_what_was_understood(tracker):
    done = tracker("import", write(tracker, LIST), "--preview", *DAY, at="2018-06-25", lang="zh")
    assert done.ok and not tracker.ledger.exists(), done
    rows = {line.split()[0]: line for line in done.out.splitlines() if "问题" in line and line.split()[0].isdigit()}
    for line, words in (("2", "2018-07-31 · 日期"), ("3", "2018-07-11 · 工作日"), ("4", "✗ 两种读法"),
                        ("6", "状态，非时限"), ("9", "长期坚持"), ("10", "2017-12-31 · 日期 · 已过期"),
                        ("11", "2018-10-31 · 分步")):
        assert rows[line].endswith(words), (line, done.out)
    assert rows["8"].endswith("研究室")  # an empty cell: nothing
    english = tracker("import", write(tracker, LIST), "--preview", *DAY, at="2018-06-25", lang="en")
    for words in ("Understood", "2018-07-31 · date", "2018-07-11 · working days", "✗ two readings", "ongoing",
                  "a state, no deadline", "2017-12-31 · date · past", "2018-10-31 · milestones"):
        assert words in english.out, english.out


def test_after_the_table_stand_the_sum_and_each_refused_phrase_once_with_its_lines(tracker):
    many = LIST + "".join(f"{n},问题{n},研究室,,9月前\n" for n in range(11, 20))
    done = tracker("import", write(tracker, many), "--preview", *DAY, at="2018-06-25", lang="zh")
    sum_, *told = done.out[done.out.index("整改时限：读懂"):].splitlines()
    assert sum_ == "整改时限：读懂 6（其中已过期 1），读不懂 11，只写状态 1，未写 1。"
    assert told[1].startswith("· 第 4、5、12、13、14 行等共 11 行：“9月前”——有两种读法") and len(told) == 4, told
    assert "2018-08-31 或 2018-09-30" in told[1] and told[1].endswith("[deadline.two-readings]")
    assert told[3].startswith("· 第 6 行：“已完成”——这是状态") and "2017年底前" not in "".join(told)
    done = tracker("import", write(tracker, many), "--preview", *DAY, at="2018-06-25", lang="en")
    assert "deadlines: 6 read (1 of them past), 11 refused, 1 only a state, 1 without one." in done.out
    assert 'lines 4, 5, 12, 13, 14 and 6 more: "9月前": words with two readings' in done.out


def test_the_preview_as_data(tracker):
    done = tracker("import", write(tracker, LIST), "--preview", "--json", *DAY, at="2018-06-25", lang="en")
    *rows, summary = done.lines
    assert [r["line"] for r in rows] == list(range(2, 12))
    assert [r["understood"]["sort"] for r in rows] == [
        "read", "read", "refused", "refused", "state", "read", "none", "read", "past", "read"]
    assert rows[0]["understood"] == {"sort": "read", "reference": "2018-06-20", "kind": "date", "due": "2018-07-31",
                                     "provisional": False, "canonical": "by 31 July 2018"}
    assert rows[2]["understood"]["refusal"]["code"] == "deadline.two-readings"
    told = summary["deadlines"]
    assert {k: v for k, v in told.items() if k != "lookAt"} == {
        "read": 6, "past": 1, "refused": 2, "states": 1, "none": 1}
    assert [(g["phrase"], g["sort"], g["rows"], g["lines"]) for g in told["lookAt"]] == [
        ("9月前", "refused", 2, [4, 5]), ("已完成", "state", 1, [6])]


@pytest.mark.parametrize("phrase, day, due", [("7月底前", "2018-08-15", None), ("7月底前", "2019-03-01", "2019-07-31"),
                                              ("15个工作日内", "2018-09-17", "2018-10-12"), ("10日内", None, "2018-07-05")])
def test_phrases_are_read_on_the_lists_day_or_that_of_the_import(tracker, phrase, day, due):
    words = ("--document-day", day) if day else ()
    assert understood(tracker, phrase, *words).get("due") == due


def test_phrases_are_read_by_the_ledgers_own_days_and_policy(tracker):
    policy = tracker.init()("policy", "show", "--json").json
    assert understood(tracker, "立行立改")["due"] == "2018-06-25"
    policy["immediateDays"] = 3
    path = write(tracker, json.dumps(policy), "policy.json")
    assert tracker("init", "--policy", path, "--ledger", "slow").ok
    assert understood(tracker, "立行立改", "--ledger", "slow")["due"] == "2018-06-28"


def test_lines_of_a_cell_are_milestones_and_stay_lines(tracker):
    path = write(tracker, HEAD + '1,甲,办公室,机关纪委,"7月底前\r\n10月底前"\n')
    assert tracker("import", path, "--assign", by="coordinator", at="2018-06-25").ok
    item = tracker.item(1)
    assert item["phrase"] == item["deadline"]["text"] == "7月底前\n10月底前"
    assert [m["due"] for m in item["deadline"]["milestones"]] == ["2018-07-31", "2018-10-31"], item
    for words in (("list",), ("show", 1), ("history", 1)):
        assert "7月底前 10月底前" in tracker(*words, lang="zh", at="2018-06-25").out or words == ("list",)
    assert tracker("export", "-o", "out.csv", lang="zh").ok
    copy = tracker("import", "out.csv", "--preview", "--json", at="2018-06-25").lines[0]
    assert copy["phrase"] == "7月底前\n10月底前" and copy["understood"]["due"] == "2018-10-31"


def test_a_document_day_that_is_none_is_refused(tracker):
    done = tracker("import", write(tracker, LIST), "--preview", "--document-day", "2018-02-30", lang="zh")
    assert done.code == 1 and "--document-day" in done.err and "[day.none]" in done.err, done


@pytest.mark.parametrize("cell, sort", [
    ("\u001b[31m7月底前\u001b[0m", "refused"), ("7月底前\u202e", None), ("，", "refused"), ("7" * 400, "refused"),
    ("=cmd|' /C calc'!A0", "refused"), ("\u200b", None), ("😀", "refused"), ('"7月底前"', "read"), ("　7月底前　", "read"),
    ("６月底前\n完成排查", "read"), ("X月X日", "refused"), ("\\x00%s%n{}", "refused")])
def test_hostile_cells_are_read_or_refused_and_steer_no_terminal(tracker, cell, sort):
    got = understood(tracker, cell)
    assert sort is None or got["sort"] == sort, got
    path = write(tracker, HEAD + '1,甲,办公室,,"' + cell.replace('"', '""') + '"\n')
    for lang in ("zh", "en"):
        out = tracker("import", path, "--preview", at="2018-06-25", lang=lang).out
        assert "\x1b" not in out and "\u202e" not in out


# ── coming in ────────────────────────────────────────────────────────────────────────────────────

def test_rows_come_in_as_found_and_the_report_names_the_phrases_that_want_a_deadline_by_hand(tracker):
    path = write(tracker, LIST)
    done = tracker("import", path, *DAY, by="clerk", at="2018-06-25", lang="zh")
    assert done.ok and "已导入 10 个问题" in done.out and "第 4、5 行：“9月前”" in done.out, done
    assert "第 6 行：“已完成”" in done.out and "未交办" not in done.out
    item = tracker.item(3)
    assert (item["phrase"], item["documentDay"], item["state"]) == ("9月前", "2018-06-20", {"main": "found"})
    again = tracker("import", path, "--document-day", "2018-06-01", by="clerk", at="2018-06-26", lang="zh")
    assert again.ok and "已在台账 10" in again.out and "读不懂" not in again.out  # nothing came in: nothing to do


def test_a_found_item_is_assigned_by_what_its_list_said_on_the_lists_day(tracker):
    assert tracker("import", write(tracker, LIST), *DAY, by="clerk", at="2018-06-25").ok
    done = tracker("assign", 2, by="coordinator", at="2018-06-26", lang="zh")
    assert done.ok and "2018-07-11（15个工作日内）" in done.out, done
    refused = tracker("assign", 3, by="coordinator", at="2018-06-26", lang="zh")
    assert refused.code == 1 and "[deadline.two-readings]" in refused.err
    assert tracker("assign", 3, "--by", "8月底前", by="coordinator", at="2018-06-26").ok
    assert tracker.item(3)["deadline"]["due"] == "2018-08-31"
    assert tracker.item(3)["deadline"]["phrase"] == "9月前"


# ── --assign ─────────────────────────────────────────────────────────────────────────────────────

def test_rows_with_an_owner_and_a_readable_phrase_are_assigned_the_others_stay_found_with_the_reason(tracker):
    path = write(tracker, LIST)
    done = tracker("import", path, "--assign", *DAY, by="coordinator", at="2018-06-25", lang="zh")
    assert done.ok and "已导入 10 个问题，其中交办 4 个" in done.out, done
    assert "留作已登记、未交办 6 行：无责任单位 1，未写时限 1，时限已过 1，只写状态 1，时限读不懂 2。" in done.out
    for words in ("第 4、5 行：“9月前”——", "第 10 行：“2017年底前”——2017-12-31 已过期", "第 6 行：“已完成”——"):
        assert words in done.out, done.out
    states = [i["state"]["main"] for i in tracker("list", "--all", "--json").lines]
    assert states == ["assigned", "assigned", "found", "found", "found", "found", "found", "assigned", "found", "assigned"]
    item = tracker.item(2)["deadline"]
    assert (item["due"], item["reference"], item["text"]) == ("2018-07-11", "2018-06-20", "15个工作日内")
    assert "due" not in tracker.item(8)["deadline"] and tracker("check").ok
    data = tracker("import", path, "--assign", "--json", *DAY, "--ledger", "b", by="coordinator",
                   at="2018-06-25").json
    assert (data["assigned"], data["deadlines"]["leftFound"]) == (4, 6)
    assert [g["sort"] for g in data["deadlines"]["lookAt"]] == ["refused", "past", "state"]


def test_a_day_column_goes_before_the_words(tracker):
    head = "问题,责任单位,整改时限,截止日期\n"
    path = write(tracker, head + "甲,办公室,尽快,2018-07-31\n乙,办公室,7月底前,2018-06-01\n丙,办公室,,2018-08-15\n")
    done = tracker("import", path, "--assign", by="coordinator", at="2018-06-25", lang="en")
    assert done.ok and "1 row stays found, not assigned: 1 past." in done.out, done
    assert 'line 3: "2018-06-01": 2018-06-01 is past' in done.out and "尽快" not in done.out
    first, second, third = (tracker.item(n) for n in (1, 2, 3))
    assert (first["deadline"]["due"], first["deadline"]["phrase"]) == ("2018-07-31", "尽快")
    assert second["state"]["main"] == "found" and second["remarks"] == "due date: 2018-06-01"  # nothing is lost
    assert third["deadline"]["due"] == "2018-08-15" and "remarks" not in third


def test_what_else_forbids_assigning_still_stops_the_whole_list(tracker):
    path = write(tracker, HEAD + "1,甲,办公室,机关纪委,7月底前\n2,乙,办公室,办公室,7月底前\n3,丙,办公室,机关纪委,9月前\n")
    done = tracker("import", path, "--assign", by="coordinator", at="2018-06-25", lang="zh")
    assert done.code == 1 and "[supervisor.is-owner]" in done.out and not tracker.ledger.exists(), done
    done = tracker("import", path, "--assign", "--partial", "--json", by="coordinator", at="2018-06-25").lines[-1]
    assert (done["imported"], done["assigned"]) == (3, 1)


def test_a_day_column_is_kept_where_assigning_is_refused(tracker):
    path = write(tracker, "问题,责任单位,督导单位,整改时限,截止日期\n甲,办公室,办公室,7月底前,2018-07-31\n")
    assert tracker("import", path, "--assign", "--partial", by="coordinator", at="2018-06-25", lang="zh").ok
    assert tracker.item(1)["state"]["main"] == "found" and tracker.item(1)["remarks"] == "截止日期：2018-07-31"


def test_a_preview_with_assign_says_who_would_stay_found(tracker):
    done = tracker("import", write(tracker, LIST), "--assign", "--preview", *DAY, by="coordinator", at="2018-06-25",
                   lang="en")
    assert done.ok and "6 rows stay found, not assigned:" in done.out and not tracker.ledger.exists(), done


# ── real lists, where they are ───────────────────────────────────────────────────────────────────

# Rows; read, refused and empty on 2 September 2019.
REAL = {"ducha-gongshi.csv": (22, 6, 1, 15), "guapai-duban.csv": (25, 20, 2, 3), "renwu-fenjie.csv": (29, 15, 4, 10)}


@pytest.mark.parametrize("name", REAL)
def test_deadlines_of_real_chinese_lists(tracker, house, name):
    path = house.shared(name)
    if path is None:
        return
    rows, *wanted = REAL[name]
    done = tracker("import", path, "--preview", "--json", "--document-day", "2019-09-02", at="2019-09-02")
    assert done.ok and len(done.lines) == rows + 1, done
    told = done.lines[-1]["deadlines"]
    print(name, {k: v for k, v in told.items() if k != "lookAt"}, [g["phrase"] for g in told["lookAt"]])
    assert [told["read"], told["refused"], told["none"]] == wanted and told["states"] == 0
    with open(path, encoding="utf-8", newline="") as file:
        theirs = [" ".join(r["整改时限"].split()) for r in csv.DictReader(file)]
    assert [r["phrase"] for r in done.lines[:-1]] == theirs


def test_two_columns_that_differ_are_told_and_the_day_counts(tracker):
    tracker.init()
    path = write(tracker, "问题,责任单位,督导单位,整改时限,截止日期\n甲,办公室,机关纪委,7月底前,2018-08-15\n"
                          "乙,办公室,机关纪委,7月底前,2018-07-31\n")
    done = tracker("import", path, "--preview", at="2018-06-25", lang="zh")
    assert done.out.count("import.due-differs") == 1 and "读作 2018-07-31，与截止日期不一" in done.out, done
    assert tracker("import", path, "--assign", by="coordinator", at="2018-06-25").ok
    assert [tracker.item(n)["deadline"]["due"] for n in (1, 2)] == ["2018-08-15", "2018-07-31"]


def test_the_exported_list_has_the_words_and_what_is_provisional(tracker):
    tracker.init()
    assert tracker("report", "漏水", by="clerk", at="2026-12-01").ok
    assert tracker("assign", 1, "--to", "办公室", "--supervisor", "机关纪委", "--by", "20个工作日内",
                   by="coordinator", at="2026-12-01").ok
    row = next(csv.DictReader(tracker("export", "--encoding", "utf-8", "-o", "-", lang="zh").out.splitlines()))
    assert (row["整改时限"], row["截止日期"], row["暂定"]) == ("20个工作日内", "2026-12-29", "是")
