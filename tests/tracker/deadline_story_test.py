"""What show and history tell of a deadline: its words, how they were read, its clock, its ladder."""
# SPDX-License-Identifier: BSL-1.0
import json

import pytest


def given(tracker, deadline, day="2018-09-17", *words):
    tracker.init()
    assert tracker("report", "漏水", by="clerk", at=day).ok
    done = tracker("assign", 1, "--to", "办公室", "--supervisor", "机关纪委", "--by", deadline, *words,
                   by="coordinator", at=day)
    assert done.ok, done
    return tracker


def told(tracker, verb, lang="zh", at="2018-09-26"):
    """The lines with blanks squeezed."""
    done = tracker(verb, 1, lang=lang, at=at)
    assert done.ok, done
    return [" ".join(line.split()) for line in done.out.splitlines()]


# ── show ─────────────────────────────────────────────────────────────────────────────────────────

def test_the_words_and_what_they_were_read_as_and_when(tracker):
    given(tracker, "十五个工作日内", "2018-06-25", "--from", "2018-06-20", "--phrase", "自收文起十五个工作日内")
    lines = told(tracker, "show")
    assert "整改时限 2018-07-11（自收文起十五个工作日内）" in lines, lines
    assert "读作 15个工作日内，自 2018-06-20 起" in lines and "所读 十五个工作日内" in lines
    english = told(tracker, "show", "en")
    assert "Read as within 15 working days, on 2018-06-20" in english, english


@pytest.mark.parametrize("phrase, zh, en", [
    ("10月中旬", ["起始 2018-10-11"], ["From 2018-10-11"]),
    ("9月20日前完成排查；10月底前完成整改", ["分步 2018-09-20 完成排查 · 已过", "分步 2018-10-31 完成整改"],
     ["Step 2018-09-20 完成排查 · past", "Step 2018-10-31 完成整改"]),
    ("10月底前并长期坚持", ["长期坚持 未定复核周期"], ["Ongoing no review interval"]),
    ("长期坚持，每季度复核一次", ["整改时限 长期（长期坚持，每季度复核一次）", "长期坚持 每 3 个月复核一次"],
     ["Ongoing reviewed every 3 months"])], ids=["period", "milestones", "then ongoing", "ongoing"])
def test_what_belongs_to_its_kind(tracker, phrase, zh, en):
    given(tracker, phrase)
    for lang, wanted in (("zh", zh), ("en", en)):
        lines = told(tracker, "show", lang)
        assert [w for w in wanted if w not in lines] == [], lines


def test_a_provisional_day_says_so(tracker):
    given(tracker, "15个工作日内", "2030-01-04")
    assert any(line.startswith("暂定 超出已公布的放假安排") for line in told(tracker, "show", at="2030-01-05"))
    assert any(line.startswith("Provisional") for line in told(tracker, "show", "en", at="2030-01-05"))


def test_a_stopped_clock_tells_the_days_used_and_left(tracker):
    """The example of docs/deadlines.md."""
    given(tracker, "10个工作日内")
    assert tracker("hold", 1, "--reason", "等批复", by="coordinator", at="2018-09-25").ok
    assert "挂起 2018-09-25 起，停钟：已用 5 个工作日，剩 5 个工作日" in told(tracker, "show")
    assert "On hold 2018-09-25, its clock stopped: 5 working days used, 5 working days left" in told(tracker, "show", "en")
    assert any("时钟：已用 5 个工作日，剩 5 个工作日" in line for line in told(tracker, "history"))
    assert tracker("resume", 1, by="coordinator", at="2018-10-12").ok
    assert not any(line.startswith("挂起 2018") for line in told(tracker, "show", at="2018-10-12"))
    line = told(tracker, "history")[-1]
    assert line.startswith("时限：2018-09-30 → 2018-10-19") and "剩 5 个工作日" in line, line
    assert "clock: 5 working days used, 5 working days left" in told(tracker, "history", "en")[-1]


def test_a_clock_that_had_not_begun_or_had_run_out_says_so(tracker):
    given(tracker, "10个工作日内", "2018-09-17", "--from", "2018-09-25")
    assert tracker("hold", 1, "--reason", "等批复", by="coordinator", at="2018-09-18").ok
    assert "挂起 2018-09-18 起，停钟：4 个工作日后起算，剩 14 个工作日" in told(tracker, "show")
    assert tracker("report", "裂缝", by="clerk", at="2018-09-17").ok
    assert tracker("assign", 2, "--to", "办公室", "--by", "1日内", by="coordinator", at="2018-09-17").ok
    assert tracker("hold", 2, "--reason", "等批复", by="coordinator", at="2018-09-20").ok
    assert "its clock stopped: 3 days used, 2 days overdue" in tracker("show", 2, lang="en").out


def test_a_hold_that_stops_no_clock_says_so(tracker):
    policy = tracker.init()("policy", "show", "--json").json | {"holdStopsClock": False}
    path = tracker.folder / "policy.json"
    path.write_text(json.dumps(policy))
    tracker.ledger.unlink()
    assert tracker("init", "--policy", path).ok
    assert tracker("report", "漏水", by="clerk", at="2018-09-17").ok
    assert tracker("assign", 1, "--to", "办公室", "--by", "9月底前", by="coordinator", at="2018-09-17").ok
    assert tracker("hold", 1, "--reason", "等", by="coordinator", at="2018-09-25").ok
    assert "挂起 2018-09-25 起，不停钟" in told(tracker, "show")
    assert "不停钟" in told(tracker, "history")[-1] and "its clock goes on" in told(tracker, "history", "en")[-1]


# ── history ──────────────────────────────────────────────────────────────────────────────────────

def test_a_tick_tells_the_light_and_the_step_of_the_ladder(tracker):
    policy = tracker.init()("policy", "show", "--json").json
    policy["escalation"] = [{"workingDays": 1, "level": 1}, {"workingDays": 5, "level": 3}]
    path = tracker.folder / "policy.json"
    path.write_text(json.dumps(policy))
    tracker.ledger.unlink()
    assert tracker("init", "--policy", path).ok
    assert tracker("report", "漏水", by="clerk", at="2018-06-25").ok
    assert tracker("assign", 1, "--to", "办公室", "--by", "7月底前", by="coordinator", at="2018-06-25").ok
    for day in ("2018-07-30", "2018-08-01", "2018-08-08"):
        assert tracker("tick", "--at", day).ok
    zh, en = ([line for line in told(tracker, "history", lang, at="2018-08-08")][-6:] for lang in ("zh", "en"))
    assert zh[1::2] == ["黄灯：临近到期", "红灯：已逾期 · 逾期满 1 个工作日，升至：1 催办", "红灯：已逾期 · 逾期满 5 个工作日，升至：3 挂牌督办"]
    assert en[1::2] == ["yellow: due soon", "red: overdue · 1 working day overdue, raised to: 1 urged",
                        "red: overdue · 5 working days overdue, raised to: 3 listed"]
    assert "督办级别 3 挂牌督办" in told(tracker, "show", at="2018-08-08")


def test_an_escalation_by_hand_names_its_level(tracker):
    given(tracker, "9月底前")
    assert tracker("escalate", 1, "--level", 2, "--reason", "拖延", by="coordinator", at="2018-09-20").ok
    assert told(tracker, "history")[-1] == "级别：2 督办 · 理由：拖延"
    assert told(tracker, "history", "en")[-1].startswith("level: 2 supervised")


def test_a_reckoning_tells_from_which_day_to_which_and_why(tracker):
    given(tracker, "30个工作日内", "2026-12-01")
    before = tracker.item(1)["deadline"]
    assert before["provisional"]
    path = tracker.folder / "2027.tsv"
    path.write_text("published\t2027\n2027-10-01\t0\t国庆节\n2027-01-04\t0\t元旦\n", encoding="utf-8")
    done = tracker("calendar", "load", path, by="administrator", at="2026-12-20")
    assert done.ok, done
    after = tracker.item(1)["deadline"]["due"]
    head, line = told(tracker, "history", at="2026-12-21")[-2:]
    assert "重新推算时限" in head and line == f"时限：{before['due']}（暂定） → {after}（30个工作日内） · 按新载入的日历", line
    assert told(tracker, "history", "en")[-1] == (
        f"due: {before['due']} (provisional) → {after} (30个工作日内) · by the calendar that was loaded")


def test_a_granted_extension_and_a_reopening_tell_how_the_deadline_moved(tracker):
    given(tracker, "9月底前")
    assert tracker("request-extension", 1, "--reason", "雨季", "--by", "一个月内", "--from", "2018-09-30", by="owner",
                   at="2018-09-20").ok
    assert told(tracker, "history")[-1] == "延至：2018-10-30（一个月内） · 理由：雨季"
    assert tracker("grant-extension", 1, by="coordinator", at="2018-09-21").ok
    assert told(tracker, "history")[-1] == "时限：2018-09-30 → 2018-10-30（一个月内）"
    assert tracker("start", 1, by="owner", at="2018-09-22").ok
    assert tracker("submit", 1, "--text", "好了", by="owner", at="2018-09-23").ok
    assert tracker("verify", 1, by="verifier", at="2018-09-24").ok and tracker("close", 1, by="coordinator", at="2018-09-25").ok
    assert tracker("reopen", 1, "--reason", "反弹", "--by", "10日内", "--from", "2018-11-05", by="verifier", at="2018-11-01").ok
    assert "时限：2018-10-30 → 2018-11-15（10日内）" in told(tracker, "history")[-1]
    assert tracker.item(1)["deadline"]["reference"] == "2018-11-05"


# ── the options ──────────────────────────────────────────────────────────────────────────────────

def test_a_report_keeps_the_day_of_its_document_and_assign_reads_on_it(tracker):
    tracker.init()
    assert tracker("report", "漏水", "--phrase", "10日内", "--document-day", "2018-06-20", "--to", "办公室", by="clerk",
                   at="2018-06-25").ok
    assert "清单日期 2018-06-20" in told(tracker, "show", at="2018-06-25")
    assert "清单日期：2018-06-20" in told(tracker, "history")[-1]
    assert tracker("assign", 1, by="coordinator", at="2018-06-25").ok
    assert tracker.item(1)["deadline"]["due"] == "2018-06-30"


def test_reassign_reads_on_the_day_it_is_told(tracker):
    given(tracker, "9月底前")
    assert tracker("reassign", 1, "--to", "研究室", "--supervisor", "机关纪委", "--by", "10日内", "--from", "2018-09-25",
                   by="coordinator", at="2018-09-20").ok
    assert tracker.item(1)["deadline"]["due"] == "2018-10-05"


@pytest.mark.parametrize("verb", ["assign", "reassign", "reopen", "request-extension"])
def test_help_says_that_words_are_read(tracker, verb):
    zh, en = (tracker(verb, "--help", lang=lang).out for lang in ("zh", "en"))
    for out in (zh, en):
        assert "15个工作日内" in out and "2018-07-31" in out and "--from" in out, out
    assert "7月底前" in zh and "by end of July" in en
    if verb == "assign":
        assert "读清单上的时限原文" in zh and "the list's own words are read" in " ".join(en.split())


def test_a_from_day_that_is_none_is_refused_by_its_option(tracker):
    given(tracker, "9月底前")
    done = tracker("reassign", 1, "--to", "研究室", "--by", "10日内", "--from", "昨天", by="coordinator", at="2018-09-20")
    assert done.code == 1 and "--from" in done.err, done
