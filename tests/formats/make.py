#!/usr/bin/python3
"""Makes the file of a format: a small ledger in which everything happens that can.

    tests/formats/make.py TRACKER FOLDER NAME      FOLDER/NAME.rectify.gz, .items.jsonl,
                                                   .events.jsonl.gz, .events.pb.gz

TRACKER is the program of the version whose format it is. Every command has its id, its time and its
words here; only the ids of what the ledger itself records (ticks, a policy, a calendar) are made.
"""
# SPDX-License-Identifier: BSL-1.0
import gzip
import json
import subprocess
import sys
from pathlib import Path

CLERK = {"name": "秦乐天", "unit": "整改办", "roles": ["clerk"]}
CHIEF = {"name": "顾维民", "unit": "整改办", "roles": ["coordinator"]}
JUDGE = {"name": "程守正", "unit": "机关纪委", "roles": ["verifier"]}
ADMIN = {"name": "袁书恒", "unit": "办公室", "roles": ["administrator"]}
OWNER = {"name": "周明远", "unit": "财务科"}
PUBLIC = {"name": "何卫东", "unit": "财政经济委员会"}
DEPUTY = {"name": "李芳", "unit": "研究室", "standsInFor": "周明远", "standsInForUnit": "财务科"}
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PHOTO = [{"text": "整改前后照片"}, {"kind": "link", "text": "https://example.org/notice/7"},
         {"kind": "file", "text": "验收单.pdf", "sha256": SHA}]
FINANCE = {"unit": "财务科", "leader": "郑国栋", "handler": "周明远", "coUnits": ["研究室", "信息中心"]}
HOLIDAYS = "published\t2027\n2027-01-01\t0\t元旦\n2027-02-03\t0\t春节\n2027-02-08\t1\t春节\n"

POLICY = {"name": "区机关制度", "evidenceNeeded": 1, "noticeDays": 3, "extensionLimit": 2,
          "warnDays": {"minor": 2, "moderate": 3, "serious": 5, "critical": 8}, "holdStopsClock": True,
          "roles": ["clerk", "coordinator", "verifier", "administrator"], "policyRoles": ["administrator"],
          "escalation": [{"workingDays": 1, "level": 1}, {"workingDays": 5, "level": 2},
                         {"workingDays": 15, "level": 3}],
          "immediateDays": 0, "reviewMonths": 6, "rollOffHolidays": True, "reopening": "restarted",
          "permissions": [{"command": c, "roles": ["coordinator", "administrator"]}
                          for c in ("assign", "void", "merge", "reassign", "close", "grant-extension",
                                    "deny-extension", "hold", "resume", "reopen")]
          + [{"command": c, "roles": ["verifier"]} for c in ("verify", "reject")]
          + [{"command": "correct", "roles": ["administrator"]}],
          "standIns": [{"name": "李芳", "forName": "周明远", "from": "2018-06-01", "to": "2018-12-31"}]}

# A way through the machine is a list of steps; step n of an item is given n days after 21 June.
REPORT = ("report", CLERK, None)
ASSIGN = ("assign", CHIEF, {"owner": FINANCE, "supervisor": "机关纪委", "deadline": "15个工作日内"})
START = ("start", OWNER, {"note": "已着手"})
SUBMIT = ("submit", OWNER, {"evidence": PHOTO, "note": "请验收"})
VERIFY, CLOSE = ("verify", JUDGE, {"note": "现场核查属实"}), ("close", CHIEF, {"note": "整改一个、销号一个"})
WORKING = [REPORT, ASSIGN, START]
SUBMITTED, ASK = [*WORKING, SUBMIT], ("requestExtension", OWNER, {"reason": "等待批复", "deadline": "2018-10-31"})
HOLD = ("hold", CHIEF, {"reason": "等待上级批复"})


def assign(deadline, **more):
    return ("assign", CHIEF, ASSIGN[2] | {"deadline": deadline} | more)


WAYS = [
    [REPORT],
    [REPORT, ASSIGN],
    WORKING,
    SUBMITTED,
    [*SUBMITTED, VERIFY],
    [*SUBMITTED, VERIFY, ("comment", CHIEF, {"text": "公示期满"}), *[("comment", PUBLIC, {"text": "无异议"})] * 2, CLOSE],
    [*WORKING, HOLD],
    [*WORKING, HOLD, ("resume", CHIEF, {"note": "批复已到"})],
    [*WORKING, ASK],
    [*WORKING, ASK, ("grantExtension", CHIEF, {"note": "同意"})],
    [*WORKING, ASK, ("denyExtension", CHIEF, {"reason": "理由不足"}), ASK],
    [*WORKING, ASK, ("grantExtension", CHIEF, {}), HOLD, ("comment", OWNER, {"text": "停办中"})],
    [REPORT, ("void", CHIEF, {"reason": "不属实"})],
    [REPORT, ASSIGN, ("merge", CHIEF, {"into": 1, "reason": "与第1号相同"})],
    [REPORT, ASSIGN, ("decline", OWNER, {"reason": "不属本科室"})],
    [*SUBMITTED, ("reject", JUDGE, {"reason": "照片看不清\n请重拍"})],
    [*SUBMITTED, ("reject", JUDGE, {"reason": "仍不清楚"}), SUBMIT, VERIFY],
    [*SUBMITTED, ("recall", OWNER, {"reason": "材料不全"})],
    [*SUBMITTED, VERIFY, ("object", PUBLIC, {"reason": "群众反映未改"})],
    [*SUBMITTED, VERIFY, *[("comment", PUBLIC, {"text": "看过"})] * 3, CLOSE,
     ("reopen", CHIEF, {"reason": "回头看发现反弹", "deadline": "2018-12-31"})],
    [*WORKING, ("reassign", CHIEF, {"owner": {"unit": "信息中心", "handler": "孙伟"}, "reason": "分工调整"})],
    [REPORT, ("fixAtOnce", OWNER, {"owner": FINANCE, "supervisor": "机关纪委", "evidence": PHOTO[:1],
                                   "measures": "当场更换"})],
    [*WORKING, ("progress", OWNER, {"percent": 40, "measures": "一、清查账目；\n二、公示结果", "note": "过半"})],
    [*WORKING, ("progress", DEPUTY, {"percent": 80})],
    [*WORKING, ("escalate", JUDGE, {"level": 2, "reason": "进展缓慢"})],
    [*WORKING, ("changeSeverity", JUDGE, {"severity": "critical", "reason": "造成影响"})],
    [*WORKING, ("link", CLERK, {"link": {"kind": "follows", "target": 1, "text": "同一窗口"}}),
     ("link", CLERK, {"link": {"kind": "outcome", "text": "《接访制度》"}})],
    [*WORKING, ("correct", ADMIN, {"title": "接访窗口周五提前下班（更正）", "remarks": "", "reason": "错字"})],
    [*WORKING, ("attach", OWNER, {"evidence": PHOTO[1:]})],
    [REPORT, assign("长期坚持"), START],
    [REPORT, assign("2018年12月底前并长期坚持"), START],
    [REPORT, assign("立行立改"), START, SUBMIT],
    [REPORT, assign("7月20日前完成清查；8月底前完成整改"), START],
    [REPORT, assign("一个月内", phrase="尽快"), START],
    [REPORT, assign("2027-01-20"), START],
    [("report", CLERK, {"documentDay": "2027-01-02"}), assign("20个工作日内", referenceDay="2027-01-10"), START],
    [REPORT, assign("within 15 working days"), START],
    [REPORT, assign("2018年第三季度"), START],
    [REPORT, assign("2018-07-06"), START],
    [REPORT, assign("2018-07-31"), START, SUBMIT, VERIFY],
]


def reported(n):
    return {"title": f"第{n}号问题：接访窗口周五提前下班", "description": "群众来访时无人接待，\n已有三次反映。𠮷",
            "source": ("选民座谈会", "巡察反馈", "信访", "自查")[n % 4], "category": "作风",
            "reference": f"2018-{n:03}", "measures": "清查", "goal": "不再发生", "phrase": "7月底前",
            "documentDay": "2018-06-20", "remarks": "备注 \"引号\" <角括号> & 和号",
            "severity": ("minor", "moderate", "serious", "critical")[n % 4],
            "owner": {"unit": "财务科"}, "supervisor": "机关纪委"}


def commands():
    """All of them by day, each day's by item."""
    steps = []
    for number, way in enumerate(WAYS, 1):
        for day, (body, actor, fields) in enumerate(way):
            if body == "report":
                fields = reported(number) | (fields or {})
            steps.append((day, number, {
                "id": f"{body}/{number}/{day}", "item": number, "actor": actor, body: fields,
                "at": f"2018-06-{21 + day:02}T09:{number:02}:00.{number:03}+08:00"}))
    return [command for _, _, command in sorted(steps, key=lambda step: step[:2])]


def main():
    tracker, folder, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    ledger = folder / f"{name}.rectify"
    for file, text in ("policy.json", json.dumps(POLICY)), ("calendar.tsv", HOLIDAYS):
        (folder / file).write_text(text, encoding="utf-8")
    admin = ("--as", ADMIN["name"], "--unit", ADMIN["unit"], "--role", "administrator")

    def run(*words, lines=()):
        done = subprocess.run([tracker, "--ledger", ledger, *words], capture_output=True, text=True,
                              input="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        assert done.returncode == 0, done
        return done.stdout

    def apply(given):
        answers = [json.loads(line) for line in run("apply", "--batch", "7", lines=given).splitlines()]
        refused = [answer for answer in answers if not answer.get("accepted")]
        assert not refused, refused
        return answers

    run("init", "--at", "2018-06-20")
    run("policy", "set", str(folder / "policy.json"), *admin, "--at", "2018-06-20")
    given = commands()
    apply(given[:60])
    run("tick", "--at", "2018-06-23")
    apply(given[60:])
    run("calendar", "load", str(folder / "calendar.tsv"), *admin, "--at", "2018-07-03")
    for day in "2018-07-09", "2018-07-23", "2018-08-29":
        run("tick", "--at", day)
    assert all(answer["repeated"] for answer in apply(given[::9]))  # the same ids again: nothing happens
    assert json.loads(run("check", "--json"))["whole"]
    (folder / f"{name}.items.jsonl").write_text(run("list", "--all", "--json"), encoding="utf-8")
    for file in "policy.json", "calendar.tsv":
        (folder / file).unlink()
    for left in "-wal", "-shm":  # the last process to close a ledger takes its journal in
        assert not Path(f"{ledger}{left}").exists()
    for format, ending in ("events", "events.jsonl"), ("events-pb", "events.pb"):
        run("export", "--format", format, "-o", str(folder / f"{name}.{ending}"))
    for file in ledger, folder / f"{name}.events.jsonl", folder / f"{name}.events.pb":
        Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
        file.unlink()


if __name__ == "__main__":
    main()
