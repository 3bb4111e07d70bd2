"""The tracker as its users have it: the real binary, run on a ledger of each test's own.

    def test_a_problem_is_reported(tracker):
        tracker.init()
        assert tracker("report", "漏水", by=CLERK).ok

RECTIFY_TRACKER is its path.
"""
# SPDX-License-Identifier: BSL-1.0
import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = Path(os.environ.get("RECTIFY_SHARED_LISTS", ROOT.parent / "shared" / "lists"))

PEOPLE = {
    "clerk": ("秦乐天", "整改办", ("clerk",)),
    "coordinator": ("顾维民", "整改办", ("coordinator",)),
    "verifier": ("程守正", "机关纪委", ("verifier",)),
    "administrator": ("袁书恒", "办公室", ("administrator",)),
    "owner": ("周明远", "办公室", ()),
    "stranger": ("何卫东", "财政经济委员会", ()),
}


class Run:
    def __init__(self, words, done):
        self.words, self.code = words, done.returncode
        self.out, self.err = done.stdout.decode(), done.stderr.decode()

    @property
    def ok(self):
        return self.code == 0

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def __repr__(self):
        return f"{self.words} -> {self.code}\n{self.out}{self.err}"


class Tracker:
    def __init__(self, folder):
        self.binary = os.environ["RECTIFY_TRACKER"]
        self.folder = folder
        self.ledger = folder / "ledger.rectify"
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm"}

    def __call__(self, *words, by=None, at=None, lang=None, input=b"", **environment):
        words = [str(word) for word in words]
        if by:
            name, unit, roles = PEOPLE[by]
            words += ["--as", name, "--unit", unit, *(x for role in roles for x in ("--role", role))]
        words += ["--at", at] if at else []
        words += ["--lang", lang] if lang else []
        done = subprocess.run([self.binary, *words], input=input, capture_output=True, timeout=60,
                              cwd=self.folder, env=self.environment | environment)
        return Run(words, done)

    def init(self, *words):
        done = self("init", *words)
        assert done.ok, done
        return self

    def apply(self, commands, *words):
        """Commands (dicts, or lines as bytes) through apply; the answers."""
        lines = [c if isinstance(c, bytes) else json.dumps(c, ensure_ascii=False).encode()
                 for c in commands]
        done = self("apply", *words, input=b"\n".join(lines) + (b"\n" if lines else b""))
        assert done.ok, done
        return done.lines

    def item(self, number):
        return self("show", number, "--json").json["item"]


@pytest.fixture
def tracker(tmp_path):
    return Tracker(tmp_path)


@pytest.fixture
def assigned(tracker):
    """A ledger whose item 1 is assigned to 办公室, on 2018-06-25, due 2018-07-31."""
    tracker.init()
    assert tracker("report", "接访窗口周五提前下班", "--source", "选民座谈会", by="clerk",
                   at="2018-06-25").ok
    assert tracker("assign", 1, "--to", "办公室", "--supervisor", "机关纪委", "--by", "2018-07-31",
                   "--phrase", "7月底前", by="coordinator", at="2018-06-25").ok
    return tracker


@pytest.fixture
def house():
    """Where things lie; a list that isn't there is None, and the test says that it left it out."""
    def shared(name):
        path = LISTS / name
        if path.is_file():
            return path
        print(f"left out: {path} is not there")
        return None
    return SimpleNamespace(root=ROOT, data=ROOT / "examples/tracker/data",
                           mappings=ROOT / "examples/tracker/mappings", shared=shared)
