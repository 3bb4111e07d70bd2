"""A running `tracker apply`: lines in, answers out, killed at any moment.

    feed = Feed(tracker, "--batch", 8)
    feed.give(commands)
    answers = feed.read(3)
    answers += feed.kill()              # with what it had still said
"""
# SPDX-License-Identifier: BSL-1.0
import json
import select
import subprocess

CLERK = {"name": "秦乐天", "unit": "整改办", "roles": ["clerk", "coordinator"]}
AT = "2018-06-25T09:00:00+08:00"


def report(id, title="漏水", **more):
    return {"id": id, "actor": CLERK, "at": AT, "report": {"title": title}} | more


def comment(id, item, text="已到现场", **more):
    return {"id": id, "item": item, "actor": CLERK, "at": AT, "comment": {"text": text}} | more


def run(tracker, *words, **more):
    return subprocess.Popen([tracker.binary, *map(str, words)], cwd=tracker.folder, env=tracker.environment,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


class Feed:
    def __init__(self, tracker, *words, **more):
        self.process = run(tracker, "apply", *words, bufsize=0, **more)
        self.said = b""

    def give(self, commands):
        lines = b"".join(json.dumps(c, ensure_ascii=False).encode() + b"\n" for c in commands)
        while lines:
            lines = lines[self.process.stdin.write(lines):]

    def read(self, count, seconds=60):
        """Up to `count` answers, fewer if it ends or if none comes for that time."""
        while self.said.count(b"\n") < count:
            if not select.select([self.process.stdout], [], [], seconds)[0]:
                break
            more = self.process.stdout.read(65536)
            if not more:
                break
            self.said += more
        *lines, rest = self.said.split(b"\n")
        self.said = b"\n".join([*lines[count:], rest])
        return [json.loads(line) for line in lines[:count]]

    def kill(self):
        """SIGKILL; the answers that nobody had read."""
        self.process.kill()
        return self.end()

    def end(self):
        if self.process.stdin.closed:
            self.process.stdin = None
        out, self.err = self.process.communicate()
        lines = (self.said + out).splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith(b"\n")]
