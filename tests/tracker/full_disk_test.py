"""No room: `tracker apply` ends with 3 and says what to do; what it answered is there, the rest is not."""
# SPDX-License-Identifier: BSL-1.0
import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from feed import Feed, report  # noqa: E402


def with_room_for(size):
    """No file of the process may grow beyond it, as on a disk that is full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("room", [150_000, 400_000, 1_000_001])
def test_a_full_disk_is_told_and_nothing_answered_is_lost(tracker, room, batch):
    tracker.init()
    commands = [report(f"r{n}", "满" * 300) for n in range(700)]
    feed = Feed(tracker, "--batch", batch, "--lang", "en", preexec_fn=with_room_for(room))
    try:
        feed.give(commands)
        feed.process.stdin.close()
    except BrokenPipeError:  # it has ended already
        pass
    answers = feed.end()
    words = feed.err.decode()
    assert feed.process.returncode == 3, words
    assert words.startswith("can't: ledger.rectify: ") and "nothing was changed" in words and "disk" in words, words
    assert 0 < len(answers) < len(commands) and len(answers) % batch == 0
    proof = tracker("check", "--json").json
    assert proof["whole"] and proof["events"] == 1 + len(answers), proof
    events = {e["commandId"]: e["seq"] for e in tracker("events").lines[1:]}
    assert events == {a["commandId"]: a["seq"] for a in answers}

    rest = tracker.apply(commands, "--batch", "100")  # with room, all of it is given again
    assert [a.get("repeated", False) for a in rest] == [n < len(answers) for n in range(len(commands))]
    assert tracker("check", "--json").json["events"] == 1 + len(commands)


@pytest.mark.parametrize("room", [0, 5000, 40_000, 80_000])
def test_without_room_no_ledger_is_made_and_none_stands_in_the_way(tracker, room):
    done = subprocess.run([tracker.binary, "init", "--lang", "zh"], cwd=tracker.folder, env=tracker.environment,
                          capture_output=True, preexec_fn=with_room_for(room))
    if done.returncode == 0:  # there was room enough
        assert room >= 40_000
    else:
        assert done.returncode == 3 and "ledger.rectify：" in done.stderr.decode(), done
        tracker.init()
    assert json.loads(tracker("check", "--json").out)["whole"]
