"""init, policy, list, show, history, events, stats, diagram, tick, check; both languages; --json."""
# SPDX-License-Identifier: BSL-1.0
import json
import shutil
import sqlite3
import unicodedata

import pytest

CLERK = {"name": "秦乐天", "unit": "整改办", "roles": ["coordinator"]}


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.fixture
def many(tracker):
    """60 items: odd ones assigned to 办公室 or 研究室, due in July 2018."""
    tracker.init()
    at = "2018-06-25T09:00:00+08:00"
    severities = ["minor", "moderate", "serious", "critical"]
    commands = []
    for n in range(1, 61):
        commands.append({"actor": CLERK, "at": at, "report": {
            "title": f"问题{n}", "source": "巡察" if n % 3 == 0 else "座谈会",
            "severity": severities[n % 4]}})
        if n % 2:
            commands.append({"item": n, "actor": CLERK, "at": at, "assign": {
                "owner": {"unit": "办公室" if n % 4 == 1 else "研究室", "handler": "周明远"},
                "deadline": f"2018-07-{n % 30 + 1:02}"}})
    assert all(a.get("accepted") for a in tracker.apply(commands, "--batch", "200"))
    assert tracker("tick", "--at", "2018-07-16").ok
    return tracker


def numbers(run):
    return [int(item["id"]) for item in run.lines]


def test_filters(many):
    def listed(*words):
        return numbers(many("list", "--all", "--json", *words))
    assert listed() == list(range(1, 61))
    assert listed("--state", "assigned") == list(range(1, 61, 2)) == listed("--state", "已交办")
    assert listed("--state", "found", "--state", "assigned") == listed("--state", "open")
    assert listed("--unit", "办公室") == list(range(1, 61, 4))
    assert len(listed("--owner", "周明远")) == 30 and listed("--owner", "某人") == []
    assert listed("--source", "巡察") == list(range(3, 61, 3))
    assert listed("--severity", "严重") == list(range(3, 61, 4)) == listed("--severity", "critical")
    assert listed("--light", "red") == listed("--red") == listed("--light", "红灯") != []
    due = [many.item(n)["deadline"]["due"] for n in listed("--due-from", "2018-07-10", "--due-to", "2018-07-12")]
    assert due and all("2018-07-10" <= day <= "2018-07-12" for day in due)


def test_sorts_and_pages_miss_none_and_double_none(many):
    for sort in ("number", "due", "severity", "changed"):
        whole = numbers(many("list", "--all", "--json", "--sort", sort, "--desc"))
        paged, cursor = [], []
        while True:
            page = many("list", "--json", "--sort", sort, "--desc", "--limit", 7, *cursor)
            paged += numbers(page)
            if not page.err:
                break
            cursor = ["--page", json.loads(page.err)["next"]]
        assert paged == whole and sorted(whole) == list(range(1, 61))
    done = many("list", "--page", "nonsense")
    assert done.code == 1 and "query.cursor" in done.err


def test_a_table_stays_aligned_where_the_text_is_chinese(many):
    done = many("list", "--limit", 5, lang="zh")
    head, rule, *rows = done.out.rstrip("\n").split("\n")
    assert head.split()[:3] == ["编号", "灯", "状态"] and len(rows) == 5
    starts = [i for i, c in enumerate(" " + rule) if c == "-" and (" " + rule)[i - 1] == " "]
    for row in rows:
        places = "".join(c + "\0" * (width(c) - 1) for c in row).ljust(200)
        assert all(places[start - 2] == " " for start in starts[1:4]), row
    assert "--all" in done.err  # and there is more


def test_a_list_says_that_a_tick_is_due(assigned):
    assert "tracker tick" in assigned("list", "--at", "2018-07-30").err
    assert assigned("tick", "--at", "2018-07-30", lang="zh").out.startswith("● 黄  #1 ")
    assert assigned("list", "--at", "2018-07-30").err == ""
    assert assigned("tick", "--at", "2018-07-30", lang="en").out == "no light changed\n"
    late, = assigned("tick", "--at", "2018-08-01", "--json").lines
    assert late["light"] == "red"
    assert "逾期 1 天" in assigned("list", "--at", "2018-08-01", lang="zh").out


def test_show_tells_all_and_what_may_be_done(assigned):
    t = assigned
    assert t("request-extension", 1, "--by", "2018-08-31", "--reason", "评审", by="owner", at="2018-07-01").ok
    assert t("grant-extension", 1, by="coordinator", at="2018-07-02").ok
    zh = t("show", 1, by="owner", at="2018-07-03", lang="zh").out
    for words in ("接访窗口周五提前下班", "选民座谈会", "2018-08-31", "2018-07-31（7月底前）", "批准延期",
                  "✓ 开始整改 start", "销号 close", "周明远（办公室） 现在可以"):
        assert words in zh, (words, zh)
    en = t("show", 1, by="owner", at="2018-07-03", lang="en").out
    assert "May be done now by 周明远 (办公室):" in en and "wants: " in en
    assert "--as" in t("show", 1, lang="en").out
    shown = t("show", 1, "--json", by="owner").json
    allowed = {a["command"]: a for a in shown["allowed"]}
    assert shown["item"]["id"] == "1" and len(allowed) == 29
    assert allowed["start"]["allowed"] and not allowed["close"]["allowed"]
    assert allowed["close"]["reasons"][0]["code"] == "state.wrong"


def test_history_is_the_whole_life(assigned):
    zh = assigned("history", 1, lang="zh").out.splitlines()
    assert zh[1].startswith("2018-06-25 00:00  登记 → 已登记  秦乐天")
    assert "时限：2018-07-31（7月底前）" in zh[-1]
    events = assigned("history", 1, "--json").lines
    assert [("report" in e, "assign" in e) for e in events] == [(True, False), (False, True)]


def test_events_follow_the_chain(many):
    events = many("events").lines
    assert [int(e["seq"]) for e in events] == list(range(1, len(events) + 1))
    assert "ledgerOpened" in events[0]
    assert many("events", "--after", 10, "--limit", 5).lines == events[10:15]
    assert many("events", "--after", 10_000).out == ""


def test_stats_count_what_the_list_has(many):
    counts = many("stats", "--json").json
    assert counts["items"] == 60 == sum(c["items"] for c in counts["byUnit"])
    assert sum(c["items"] for c in counts["byUnit"] if c["light"] == "red") == \
        len(many("list", "--red", "--json", "--all").lines)
    zh = many("stats", "--at", "2018-07-16", lang="zh").out
    assert "合计" in zh and "█" in zh and "已逾期" in zh and "共 60 个问题" in zh
    assert "overdue" in many("stats", "--at", "2018-07-16", lang="en").out


def test_diagrams(assigned):
    assert "classDef current" in assigned("diagram", 1).out
    assert "class assigned current" in assigned("diagram", 1).out
    assert assigned("diagram", "--format", "dot").out.startswith("digraph")
    assert "<scxml" in assigned("diagram", "--format", "scxml").out
    assert assigned("diagram", 7).code == 1


def test_a_diagram_in_json_is_an_object(assigned):
    picture = assigned("diagram", 1, "--format", "dot", "--json").json
    assert picture["format"] == "dot" and picture["text"] == assigned("diagram", 1, "--format", "dot").out


def test_the_policy_is_shown_and_set_by_who_may(tracker):
    tracker.init()
    policy = tracker("policy", "show").json
    assert policy["name"] == "strict" and tracker("policy").json == policy
    path = tracker.folder / "policy.json"
    path.write_text(json.dumps(policy | {"name": "ours", "noticeDays": 7}))
    assert "actor.role" in tracker("policy", "set", path, by="clerk").err
    assert tracker("policy", "set", path, by="administrator").ok
    assert tracker("policy", "show").json["noticeDays"] == 7
    assert "policySet" in tracker("events").lines[-1]
    path.write_text("{")
    assert tracker("policy", "set", path, by="administrator").code == 1


def test_an_unfit_policy_makes_no_ledger(tracker):
    path = tracker.folder / "policy.json"
    for policy, code in [({"name": "ours", "noticeDays": 7}, "policy.no-roles"), ({}, "policy.no-roles"),
                         ({"policyRoles": ["a"], "roles": ["a"], "noticeDays": 400}, "policy.range")]:
        path.write_text(json.dumps(policy))
        done = tracker("init", "--policy", path)
        assert done.code == 1 and code in done.err and not tracker.ledger.exists(), done


def test_init_takes_a_policy_and_a_zone_and_overwrites_nothing(tracker):
    tracker.init("--zone", "-05:00", "--at", "2018-06-25")
    opened = tracker("events").lines[0]
    assert opened["ledgerOpened"]["zoneMinutes"] == -300 and opened["at"] == "2018-06-25T05:00:00Z"
    before = tracker.ledger.read_bytes()
    done = tracker("init", lang="zh")
    assert done.code == 3 and "已经存在" in done.err and tracker.ledger.read_bytes() == before
    assert tracker("init", "--zone", "8", "--ledger", "other").code == 2


def test_the_proof(assigned):
    for words in (["check"], ["verify"]):
        assert "the ledger is whole" in assigned(*words, lang="en").out
        assert "台账完整" in assigned(*words, lang="zh").out
    proof = assigned("check", "--json").json
    assert proof["whole"] is True and proof["events"] == 3 and len(proof["hash"]) == 64


def test_a_changed_byte_is_found(assigned):
    copy = assigned.folder / "copy.rectify"
    with sqlite3.connect(assigned.ledger) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        table = [name for name, in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
                 if "event" in name][0]
        shutil.copy(assigned.ledger, copy)
    with sqlite3.connect(copy) as file:
        file.execute(f"UPDATE {table} SET record = CAST(record || x'00' AS BLOB) WHERE seq = 2")
    done = assigned("check", "--ledger", copy, lang="zh")
    assert done.code == 4 and "台账不符" in done.err and "2" in done.err, done
    assert assigned("check", "--ledger", copy, "--json").json["whole"] is False


@pytest.mark.parametrize("content", [b"", b"not a ledger at all", b"SQLite format 3\0" + b"\0" * 100],
                         ids=["empty", "text", "torn"])
def test_a_foreign_or_torn_file_is_left_alone(tracker, content):
    path = tracker.folder / "foreign"
    path.write_bytes(content)
    for words in (["list"], ["report", "x"], ["check"], ["apply"]):
        done = tracker(*words, "--ledger", path, by="clerk", lang="zh")
        assert done.code == 3 and done.out == "" and done.err.startswith("无法完成"), done
    assert path.read_bytes() == content


def test_a_truncated_ledger_is_told(assigned):
    with sqlite3.connect(assigned.ledger) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = assigned.folder / "torn.rectify"
    path.write_bytes(assigned.ledger.read_bytes()[:5000])
    done = assigned("list", "--ledger", path)
    assert done.code in (3, 4), done


def test_no_ledger_is_told_with_what_to_do(tracker):
    done = tracker("list", lang="zh")
    assert done.code == 3 and "tracker init" in done.err and not tracker.ledger.exists()
    assert tracker("list", lang="en", RECTIFY_LEDGER="/nonexistent/x").code == 3


def test_the_language_follows_the_locale(tracker):
    for variables, zh in (({"LC_ALL": "zh_CN.UTF-8"}, True), ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, True),
                          ({"LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN"}, False),
                          ({"LC_ALL": "C"}, False)):
        assert ("用法" in tracker("--help", **variables).out) is zh
    assert "用法" in tracker("--help", "--lang", "zh").out
    assert "Usage" in tracker("--help", "--lang=en", LC_ALL="zh_CN.UTF-8").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_its_help(tracker, lang):
    listed = [line.split()[0].rstrip(",") for line in tracker("--help", lang=lang).out.splitlines()
              if line.startswith("  ") and line[2].isalpha()]
    assert len(listed) >= 40
    for name in listed:
        done = tracker(name, "--help", lang=lang)
        assert done.ok and name in done.out, done
        if lang == "zh":
            assert any("\u4e00" <= c <= "\u9fff" for c in done.out)


def test_the_version(tracker):
    assert tracker("--version").out.startswith("tracker 0.1.")
