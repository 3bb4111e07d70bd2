"""What somebody at a terminal sees: colours, alignment, a progress bar that goes away."""
# SPDX-License-Identifier: BSL-1.0
import fcntl
import json
import os
import pty
import struct
import subprocess
import termios
import unicodedata


def on_a_terminal(tracker, *words, columns=80, **environment):
    """The output of a run on a terminal of its own, and its exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen([tracker.binary, *map(str, words)], stdin=theirs, stdout=theirs,
                               stderr=theirs, cwd=tracker.folder, env=tracker.environment | environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return seen.decode(), process.wait()


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_colours_are_for_terminals_and_can_be_turned_off(assigned):
    assert assigned("tick", "--at", "2018-08-01").ok
    seen, code = on_a_terminal(assigned, "list", "--lang", "zh")
    assert code == 0 and "\x1b[31m● 红\x1b[0m" in seen
    assert "\x1b" not in on_a_terminal(assigned, "list", NO_COLOR="1")[0]
    assert "\x1b" not in on_a_terminal(assigned, "list", TERM="dumb")[0]
    assert "\x1b" not in assigned("list").out + assigned("show", 1).out + assigned("stats").out


def test_no_line_is_wider_than_the_terminal(assigned):
    for columns in (60, 80, 100):
        for words in (["list"], ["stats"], ["show", "1", "--as", "周明远", "--unit", "办公室"], ["history", "1"]):
            seen, _ = on_a_terminal(assigned, *words, "--lang", "zh", columns=columns, NO_COLOR="1")
            wide = [line for line in seen.split("\r\n") if width(line) > columns]
            assert wide == [] or (words == ["stats"] and columns < 100), wide


def test_the_days_of_a_calendar_are_coloured(tracker):
    words = ("deadline", "explain", "15个工作日内", "--from", "2024-05-20", "--lang", "zh")
    seen, code = on_a_terminal(tracker, *words)
    assert code == 0 and "\x1b[33m[11]\x1b[0m" in seen and "\x1b[31m10*\x1b[0m" in seen
    assert "\x1b[32m21.\x1b[0m" in seen and "\x1b[1m(20)\x1b[0m" in seen and "\x1b[2m25-\x1b[0m" in seen
    year, code = on_a_terminal(tracker, "calendar", "show", 2024)
    assert code == 0 and "\x1b[34m18+\x1b[0m" in year and "\x1b[31m10*\x1b[0m" in year
    for plain, _ in (on_a_terminal(tracker, *words, NO_COLOR="1"), on_a_terminal(tracker, "calendar", "show", 2024, NO_COLOR="1")):
        assert "\x1b" not in plain


def test_a_year_fits_the_terminal(tracker):
    for columns in (60, 80, 100):
        for lang in ("zh", "en"):
            seen, _ = on_a_terminal(tracker, "calendar", "show", 2027, "--lang", lang, columns=columns, NO_COLOR="1")
            assert [line for line in seen.split("\r\n") if width(line) > columns] == []


def test_text_from_outside_cannot_steer_the_terminal(tracker):
    path = tracker.folder / "list.csv"
    path.write_text("问题,来源\n\u202e反转,\u2066x\n", encoding="utf-8")
    tracker("import", path, by="clerk")
    for words in (["list"], ["show", "1"], ["history", "1"]):
        seen, _ = on_a_terminal(tracker, *words, NO_COLOR="1")
        assert "\u202e" not in seen and "\u2066" not in seen


def test_long_work_has_a_progress_bar_on_a_terminal_only(tracker):
    path = tracker.folder / "commands.jsonl"
    clerk = {"name": "秦乐天", "roles": ["clerk"]}
    path.write_text("".join(json.dumps({"actor": clerk, "report": {"title": f"{n}"}}) + "\n"
                            for n in range(20_000)))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    process = subprocess.Popen([tracker.binary, "apply", "--memory", "--lang", "zh", path],
                               stdout=subprocess.DEVNULL, stderr=theirs, env=tracker.environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.wait() == 0
    bar = seen.decode()
    assert "执行 [" in bar and "/20000" in bar and bar.endswith("\r\x1b[K"), bar[-200:]
    assert tracker("apply", "--memory", path).err == ""
