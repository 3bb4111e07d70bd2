#!/usr/bin/python3
"""Replays a real problem-management log through `tracker apply`.

    replay.py problems-2013.csv [--tracker PATH] [--ledger FILE | --memory] [--as-logged] [--json]

Each status change of the log (time, problem, status, person, group) becomes one or a few commands at
its own time; README.md beside this file has the table. The commands go through a pipe and each answer
is read before the next command is chosen, so what is given next follows the item's state as the
ledger says it. Every refusal is counted with its reason, and the totals are compared with the log's.
"""
# SPDX-License-Identifier: BSL-1.0
import argparse
import collections
import csv
import json
import os
import subprocess
import sys
import tempfile

DEADLINE = "365 days"  # the log has none, and assigning wants one
BOARD = {"name": "Problem board", "unit": "Problem board", "roles": ["verifier", "coordinator"]}
OPEN_HAND = ("assigned", "rectifying.working", "rectifying.submitted")


class Ledger:
    """A running `tracker apply`, one command and one answer at a time."""

    def __init__(self, tracker, where):
        self.process = subprocess.Popen([tracker, "apply", *where, "--items", "--lang", "en"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.commands = 0

    def ask(self, command):
        self.process.stdin.write(json.dumps(command, ensure_ascii=False).encode() + b"\n")
        self.process.stdin.flush()
        self.commands += 1
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("replay: the tracker stopped")
        return json.loads(answer)

    def close(self):
        """All items as they are at the end."""
        self.process.stdin.close()
        items = [json.loads(line) for line in self.process.stdout]
        if self.process.wait() != 0:
            raise SystemExit("replay: the tracker failed")
        return items


class Problem:
    """Where one problem of the log stands in the ledger."""

    def __init__(self, number):
        self.number = number
        self.state = None  # of the machine's main region; None: not reported yet
        self.on_hold = False
        self.group = None


class Replay:
    def __init__(self, ledger, as_logged):
        self.ledger = ledger
        self.as_logged = as_logged
        self.problems = {}
        self.rows = collections.Counter()      # by status
        self.taken = collections.Counter()     # rows whose own command was accepted, by status
        self.commands = collections.Counter()  # accepted, by command
        self.refusals = collections.Counter()  # by status, command and code

    def give(self, problem, row, actor, command, body=None):
        """One command; the state that the answer tells is remembered."""
        answer = self.ledger.ask({
            "id": f"{self.row_number}/{row['status']}/{command}/{actor['name']}",
            "item": problem.number, "actor": actor, "at": row["time"], command: body or {}})
        state = answer.get("state", {})
        problem.state = state.get("main", problem.state)
        problem.on_hold = state.get("holding") == "on-hold"
        if answer.get("accepted"):
            self.commands[command] += 1
        else:
            refusal = answer["refusal"]
            self.refusals[row["status"], command, refusal["code"], refusal["rule"]] += 1
        return answer.get("accepted", False)

    def hand_over(self, problem, row, actor):
        """Makes the row's group the owner, if it isn't: the log's rows say who has it now."""
        owner = {"unit": row["group"]}
        if problem.state == "found":
            if self.give(problem, row, actor, "assign", {"owner": owner, "deadline": DEADLINE}):
                problem.group = row["group"]
        elif problem.state in OPEN_HAND and problem.group != row["group"]:
            if self.give(problem, row, actor, "reassign", {"owner": owner}):
                problem.group = row["group"]

    def to_work(self, problem, row, actor):
        """Brings it to where work can be done: reported, assigned, started, not on hold."""
        if problem.state == "closed":
            self.give(problem, row, BOARD, "reopen",
                      {"reason": "in progress again", "deadline": DEADLINE})
        self.hand_over(problem, row, actor)
        if problem.on_hold:
            self.give(problem, row, actor, "resume")
        if problem.state == "assigned":
            return self.give(problem, row, actor, "start")
        return None

    def status(self, problem, row, actor):
        """The commands of one row; whether the row's own one was accepted."""
        status = row["status"]
        if status == "Accepted-In Progress":
            started = self.to_work(problem, row, actor)
            return started if started is not None else \
                self.give(problem, row, actor, "progress", {"note": "in progress"})
        if status == "Queued-Awaiting Assignment":
            if problem.state == "found":
                self.hand_over(problem, row, actor)
                return problem.state == "assigned"
            moved = self.give(problem, row, actor, "reassign", {"owner": {"unit": row["group"]}})
            problem.group = row["group"] if moved else problem.group
            return moved
        if status == "Accepted-Assigned":
            owner = {"unit": row["group"], "handler": row["person"]}
            if problem.state == "found":
                taken = self.give(problem, row, actor, "assign",
                                  {"owner": owner, "deadline": DEADLINE})
            else:
                taken = self.give(problem, row, actor, "reassign", {"owner": owner})
            problem.group = row["group"] if taken else problem.group
            return taken
        if status == "Accepted-Wait":
            self.hand_over(problem, row, actor)
            return self.give(problem, row, actor, "hold", {"reason": "waiting"})
        if status == "Completed-Closed":
            self.to_work(problem, row, actor)
            self.give(problem, row, actor, "submit", {"evidence": [{"text": "closed in the log"}]})
            if self.as_logged:  # who closes it in the log is of the owner's unit
                self.give(problem, row, dict(actor, roles=["verifier"]), "verify")
            self.give(problem, row, BOARD, "verify")
            return self.give(problem, row, BOARD, "close")
        if status == "Completed-Cancelled":
            return self.give(problem, row, actor, "void", {"reason": "cancelled in the log"})
        return self.give(problem, row, actor, "comment", {"text": status})  # Unmatched

    def row(self, number, row):
        self.row_number = number
        actor = {"name": row["person"], "unit": row["group"], "roles": ["clerk", "coordinator"]}
        problem = self.problems.get(row["problem"])
        if problem is None:
            problem = self.problems[row["problem"]] = Problem(len(self.problems) + 1)
            self.give(problem, row, actor, "report",
                      {"title": f"Problem {row['problem']}", "reference": row["problem"],
                       "source": "BPI Challenge 2013"})
        self.rows[row["status"]] += 1
        self.taken[row["status"]] += bool(self.status(problem, row, actor))


def totals(replay, items, whole):
    ends = collections.Counter(
        f"{item['state']['main']} ({item.get('resolution', 'none')})" for item in items)
    return {
        "problems": len(replay.problems), "rows": sum(replay.rows.values()),
        "rowsByStatus": dict(replay.rows), "takenByStatus": dict(replay.taken),
        "commands": replay.ledger.commands, "accepted": dict(replay.commands),
        "refused": [{"status": s, "command": c, "code": code, "rule": rule, "times": n}
                    for (s, c, code, rule), n in sorted(replay.refusals.items())],
        "ends": dict(ends),
        "notClosed": [item["reference"] for item in items if item["state"]["main"] != "closed"],
        "whole": whole,
    }


def show(result):
    print(f"{result['problems']} problems, {result['rows']} status changes, "
          f"{result['commands']} commands")
    print("\nstatus                         rows  accepted")
    for status, rows in sorted(result["rowsByStatus"].items()):
        print(f"{status:<28} {rows:>6}  {result['takenByStatus'].get(status, 0):>8}")
    print("\naccepted commands")
    for command, times in sorted(result["accepted"].items()):
        print(f"{command:<28} {times:>6}")
    print("\nrefused: by status, command and reason")
    for no in result["refused"]:
        print(f"{no['status']:<28} {no['command']:<10} {no['times']:>5}  {no['code']}: {no['rule']}")
    print("\nat the end")
    for end, times in sorted(result["ends"].items()):
        print(f"{end:<28} {times:>6}")
    for reference in result["notClosed"]:
        print(f"not closed: {reference}")
    if result["whole"] is not None:
        print("the ledger is whole" if result["whole"] else "THE LEDGER IS NOT WHOLE")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("log")
    options.add_argument("--tracker", default=os.environ.get("RECTIFY_TRACKER", "tracker"))
    options.add_argument("--ledger", help="keep the ledger in this file")
    options.add_argument("--memory", action="store_true",
                         help="on a ledger in memory: faster, and nothing is left to check")
    options.add_argument("--as-logged", action="store_true",
                         help="first let those who closed a problem in the log verify it themselves")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with open(given.log, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or os.path.join(folder, "replay.rectify")
        zone = ["--zone", "+02:00"]
        where = ["--memory", *zone] if given.memory else ["--ledger", path]
        if not given.memory:
            subprocess.run([given.tracker, "init", *where, *zone, "--at", rows[0]["time"][:10]],
                           stdout=subprocess.DEVNULL, check=True)
        replay = Replay(Ledger(given.tracker, where), given.as_logged)
        for number, row in enumerate(rows, 2):  # the line in the file
            replay.row(number, row)
        items = replay.ledger.close()
        whole = None
        if not given.memory:
            whole = subprocess.run([given.tracker, "check", *where],
                                   stdout=subprocess.DEVNULL).returncode == 0
        result = totals(replay, items, whole)
    print(json.dumps(result, ensure_ascii=False)) if given.json else show(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
