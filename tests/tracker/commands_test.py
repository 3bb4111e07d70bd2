"""Every command of the machine by its name, with its options."""
# SPDX-License-Identifier: BSL-1.0
import hashlib

import pytest


def test_a_life_from_report_to_close(assigned):
    t = assigned
    assert t("start", 1, by="owner", at="2018-06-26").ok
    assert t("progress", 1, "--percent", 40, "--note", "排班表已拟", by="owner", at="2018-07-01").ok
    proof = t.folder / "值班表.txt"
    proof.write_text("周五也开门", encoding="utf-8")
    assert t("submit", 1, "--text", "已公示", "--link", "https://example.org/1", "--file", proof,
             by="owner", at="2018-07-20").ok
    assert t("verify", 1, "--note", "属实", by="verifier", at="2018-07-23").ok
    done = t("close", 1, by="coordinator", at="2018-07-24", lang="zh")
    assert done.ok and "已销号 closed（整改完成 rectified）" in done.out, done
    item = t.item(1)
    assert item["resolution"] == "rectified" and item["version"] == 7
    kinds = [(e.get("kind", "text"), e["text"]) for e in item["evidence"]]
    assert kinds == [("text", "已公示"), ("link", "https://example.org/1"), ("file", "值班表.txt")]
    assert item["evidence"][2]["sha256"] == hashlib.sha256(proof.read_bytes()).hexdigest()


def test_every_field_of_a_report_is_kept(tracker):
    tracker.init()
    fields = {"description": "详情", "source": "座谈会", "category": "作风", "reference": "A-1",
              "measures": "措施", "goal": "目标", "phrase": "尽快", "remarks": "备注",
              "supervisor": "机关纪委"}
    words = [x for name, value in fields.items() for x in (f"--{name}", value)]
    assert tracker("report", "问题", *words, "--severity", "较重", "--owner", "办公室", "--leader",
                   "周明远", "--handler", "陈思宇", "--co-unit", "研究室", "--co-unit", "信访室",
                   "--item", 40, by="clerk").ok
    item = tracker.item(40)
    assert {name: item[name] for name in fields} == fields
    assert item["severity"] == "serious"
    assert item["owner"] == {"unit": "办公室", "leader": "周明远", "handler": "陈思宇",
                             "coUnits": ["研究室", "信访室"]}


# What was done before, the command, by whom, and the state it leads to.
OTHERS = [
    ("found", ["fix-at-once", "--to", "办公室", "--text", "照片"], "owner", "rectifying.submitted"),
    ("found", ["void", "--reason", "不属实"], "coordinator", "closed"),
    ("found", ["merge", "--into", 2], "coordinator", "closed"),
    ("found", ["change-severity", "--severity", "critical"], "coordinator", "found"),
    ("found", ["link", "--target", 2, "--kind", "follows"], "clerk", "found"),
    ("found", ["link", "--kind", "outcome", "--text", "管理办法"], "clerk", "found"),
    ("found", ["correct", "--title", "改正的题目", "--reason", "笔误"], "administrator", "found"),
    ("found", ["comment", "已电话核实"], "stranger", "found"),
    ("found", ["attach", "--text", "来信"], "stranger", "found"),
    ("found", ["escalate"], "coordinator", "found"),
    ("assigned", ["decline", "--reason", "不属本单位"], "owner", "found"),
    ("assigned", ["reassign", "--to", "研究室", "--by", "30天"], "coordinator", "assigned"),
    ("assigned", ["hold", "--reason", "等资金"], "coordinator", "assigned"),
    ("held", ["resume"], "coordinator", "assigned"),
    ("assigned", ["request-extension", "--by", "2018-09-30", "--reason", "评审"], "owner", "assigned"),
    ("asked", ["grant-extension", "--note", "同意"], "coordinator", "assigned"),
    ("asked", ["deny-extension", "--reason", "按期"], "coordinator", "assigned"),
    ("submitted", ["recall", "--reason", "漏附材料"], "owner", "rectifying.working"),
    ("submitted", ["reject", "--reason", "材料不足"], "verifier", "rectifying.working"),
    ("verified", ["object", "--reason", "仍有遗留"], "stranger", "rectifying.working"),
    ("closed", ["reopen", "--reason", "反弹", "--by", "30 days"], "verifier", "rectifying.working"),
]
WAYS = {
    "found": [],
    "assigned": [("coordinator", "assign", {"owner": {"unit": "办公室"}, "supervisor": "机关纪委",
                                            "deadline": "2018-07-31"})],
}
WAYS["held"] = WAYS["assigned"] + [("coordinator", "hold", {"reason": "等"})]
WAYS["asked"] = WAYS["assigned"] + [("owner", "requestExtension",
                                     {"reason": "评审", "deadline": "2018-09-30"})]
WAYS["submitted"] = WAYS["assigned"] + [("owner", "start", {}),
                                        ("owner", "submit", {"evidence": [{"text": "照片"}]})]
WAYS["verified"] = WAYS["submitted"] + [("verifier", "verify", {})]
WAYS["closed"] = WAYS["verified"] + [("coordinator", "close", {})]


@pytest.mark.parametrize("before, words, who, after", OTHERS, ids=lambda x: x[0] if
                         isinstance(x, list) else None)
def test_each_other_command(tracker, before, words, who, after):
    from_conftest = {"coordinator": ("顾维民", "整改办", ["coordinator"]),
                     "owner": ("周明远", "办公室", []), "verifier": ("程守正", "机关纪委", ["verifier"])}
    at = "2018-06-26T09:00:00+08:00"

    def command(who, body, fields, **more):
        name, unit, roles = from_conftest[who]
        return {"actor": {"name": name, "unit": unit, "roles": roles}, "at": at, body: fields, **more}

    tracker.init()
    answers = tracker.apply(
        [command("coordinator", "report", {"title": "甲"}),
         command("coordinator", "report", {"title": "乙"}),
         *(command(by, body, fields, item="1") for by, body, fields in WAYS[before])], "--batch", "99")
    assert all(answer.get("accepted") for answer in answers), answers
    done = tracker(words[0], 1, *words[1:], "--json", by=who, at="2018-06-27")
    assert done.ok and done.json["state"]["main"] == after, done


def test_there_is_a_verb_for_every_command_of_the_machine(tracker):
    listed = tracker("--help").out
    proto = (__import__("pathlib").Path(__file__).resolve().parents[2] /
             "proto/rectify/v1/command.proto").read_text()
    names = [line.split()[1].replace("_", "-") for line in
             proto.split("oneof body {")[1].split("}")[0].split(";") if line.split()]
    # The ledger's own, by calendar load; and two of hosts' machines, of which the tracker has none.
    assert len(names) == 31 and names[-3:] == ["reckon", "act", "migrate"]
    names = names[:-3]
    assert [name for name in names if f"\n  {name} " not in listed] == []


def test_a_refusal_says_why_and_changes_nothing(assigned):
    done = assigned("verify", 1, by="owner", lang="zh")
    assert done.code == 1 and done.out == ""
    assert done.err.startswith("退回：") and "[state.wrong]" in done.err, done
    assert assigned.item(1)["version"] == 2


def test_a_refusal_in_json_is_an_answer(assigned):
    done = assigned("close", 1, "--json", by="coordinator")
    assert done.code == 1
    assert done.json["refusal"]["code"] == "state.wrong" and done.json["version"] == 2


def test_a_dry_run_tells_the_state_that_would_be(assigned):
    tried = assigned("void", 1, "--reason", "误报", "--dry-run", by="coordinator", at="2018-06-26", lang="en")
    assert tried.ok and "→ closed" in tried.out, tried
    assert assigned.item(1)["state"]["main"] == "assigned"


def test_a_dry_run_answers_and_keeps_nothing(assigned):
    done = assigned("start", 1, "-n", "--json", by="owner")
    assert done.ok and done.json["state"]["main"] == "rectifying.working"
    assert assigned.item(1)["state"]["main"] == "assigned"


def test_an_id_is_applied_once(assigned):
    for _ in range(2):
        assert assigned("comment", 1, "看过", "--id", "once", by="clerk").ok
    assert assigned.item(1)["version"] == 3
    assert assigned("comment", 1, "别的", "--id", "once", by="clerk").code == 1


def test_an_old_version_is_told_what_happened_since(assigned):
    assert assigned("comment", 1, "抢先一步", by="clerk").ok
    done = assigned("start", 1, "--expect", 2, by="owner", lang="zh")
    assert done.code == 1 and "version.conflict" in done.err and "抢先一步" in done.err, done


def test_who_stands_in_must_be_granted_it(assigned):
    done = assigned("start", 1, "--stands-in-for", "周明远", "--stands-in-for-unit", "办公室",
                    by="stranger")
    assert done.code == 1 and "actor.no-stand-in" in done.err


def test_the_actor_comes_from_the_environment_too(assigned):
    done = assigned("start", 1, RECTIFY_ACTOR="周明远", RECTIFY_UNIT="办公室")
    assert done.ok, done
    done = assigned("hold", 1, "--reason", "等", RECTIFY_ACTOR="顾维民", RECTIFY_UNIT="整改办",
                    RECTIFY_ROLES="clerk, coordinator")
    assert done.ok, done


def test_nobody_is_told_how_to_say_who_they_are(assigned):
    done = assigned("start", 1, lang="en")
    assert done.code == 1 and "actor.missing" in done.err and "RECTIFY_ACTOR" in done.err


@pytest.mark.parametrize("words", [
    [], ["nonsense"], ["start"], ["start", "x"], ["start", "0"], ["list", "--nonsense"],
    ["progress", "1", "--percent", "much"], ["merge", "1", "--into", "-1"], ["list", "--limit", "0"],
    ["list", "--limit", "1001"], ["list", "--sort", "size"], ["list", "--light", "blue"],
    ["diagram", "--format", "png"], ["show", "1", "--at", "yesterday"], ["show", "1", "2"],
    ["list", "--lang", "fr"], ["policy", "forget"], ["apply", "--batch", "0"], ["apply", "--policy", "x"],
], ids=" ".join)
def test_a_faulty_command_line_is_2_and_says_so(assigned, words):
    for lang in ("zh", "en"):
        done = assigned(*words, **({} if "--lang" in words else {"lang": lang}))
        assert done.code == 2 and done.out == "" and done.err.count("\n") <= 2 and done.err, done


@pytest.mark.parametrize("words", [["start", "1", "--file", "none"], ["submit", "1", "--file", "none"],
                                   ["import", "none.csv"], ["apply", "none.jsonl"],
                                   ["policy", "set", "none.json"], ["import", "."]], ids=" ".join)
def test_a_file_that_is_not_there_is_3(assigned, words):
    done = assigned(*words, by="owner")
    assert done.code == (2 if words[0] == "start" else 3), done


@pytest.mark.parametrize("words", [["comment", "1", "x\x07y"], ["comment", "1", " "],
                                   ["comment", "1", "长" * 10001], ["report", "题" * 501],
                                   ["report", "x", "--severity", "huge"], ["report", "x", "--item", "1"],
                                   ["assign", "1", "--by", "尽快", "--to", "U"],
                                   ["escalate", "1", "--level", "9"], ["link", "1", "--kind", "cousin"],
                                   ["link", "1", "--target", "99"], ["show", "99"], ["history", "99"],
                                   ["correct", "1", "--reason", "x"],
                                   ["start", "999999999999999999"]], ids=lambda w: " ".join(w)[:30])
def test_unfit_values_are_refused(assigned, words):
    done = assigned(*words, by="administrator")
    assert done.code == 1 and "[" in done.err, done
    assert assigned("check").ok


def test_text_that_is_not_utf8_is_refused(assigned):
    import subprocess
    done = subprocess.run([assigned.binary, "comment", "1", b"\xff\xfe", "--as", "x"], cwd=assigned.folder,
                          capture_output=True, env=assigned.environment)
    assert done.returncode == 1 and b"text.utf8" in done.stderr


@pytest.mark.parametrize("said", ["\x1b[31mred", "r\udcffd", "红\u202e"])
def test_words_that_are_given_back_do_nothing_to_a_terminal(assigned, said):
    for lang in ("zh", "en"):
        done = assigned("list", "--light", said, lang=lang)
        assert done.code == 2 and "--light" in done.err, done
        assert not set("\x1b\u202e") & set(done.err)
