#!/usr/bin/python3
"""What a host pays to include rectify.hpp, against including <string>, <vector> and <chrono> alone.

    compile_budget.py ROOT [HEADER]

Both are compiled in turn, five times; the least of each counts. Fails above half a second more, on
a slow machine above 1.9 times the base's seconds, or above 150 MB more memory.
"""
# SPDX-License-Identifier: BSL-1.0
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, MOST_SECONDS, MOST_TIMES, MOST_MB = 5, 0.5, 1.9, 150


def cost(source, include):
    """Seconds and MB of one compilation."""
    start = time.monotonic()
    process = subprocess.Popen(
        ["g++", "-std=c++20", "-O2", "-c", f"-I{include}", source, "-o", "/dev/null"])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{source.read_text()}does not compile alone")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    include = Path(sys.argv[1], "include")
    header = sys.argv[2] if len(sys.argv) > 2 else "rectify/rectify.hpp"
    with tempfile.TemporaryDirectory() as folder:
        base, ours = Path(folder, "base.cpp"), Path(folder, "ours.cpp")
        base.write_text("#include <string>\n#include <vector>\n#include <chrono>\n")
        ours.write_text(f"#include <{header}>\n")
        rounds = [(cost(base, include), cost(ours, include)) for _ in range(ROUNDS)]
    seconds, megabytes = ([min(r[side][unit] for r in rounds) for side in (0, 1)]
                          for unit in (0, 1))
    longer, times = seconds[1] - seconds[0], seconds[1] / seconds[0]
    more = megabytes[1] - megabytes[0]
    print(f"{header}: {longer:+.2f} s (at most +{MOST_SECONDS}), {times:.2f} x the base "
          f"(or at most {MOST_TIMES}); {more:+.0f} MB (at most +{MOST_MB})")
    slow = longer > MOST_SECONDS and times > MOST_TIMES
    return 1 if slow or more > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
