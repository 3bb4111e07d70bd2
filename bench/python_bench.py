#!/usr/bin/python3
"""Python against C++, in turns within one run; medians, and their ratios.

    PYTHONPATH=build/release/python bench/python_bench.py build/release/bench/python_peer
"""
# SPDX-License-Identifier: BSL-1.0
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import rectify

CLERK = rectify.Actor("秦乐天", "整改办", roles=["clerk"])
TURNS = 15


class Peer:
    """The C++ program on a ledger of its own."""

    def __init__(self, path):
        self.program = subprocess.Popen([sys.argv[1], path], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def __call__(self, what, rounds):
        self.program.stdin.write(f"{what} {rounds}\n")
        self.program.stdin.flush()
        return float(self.program.stdout.readline())


def microseconds(act, rounds):
    begun = time.perf_counter()
    for n in range(rounds):
        act(n)
    return (time.perf_counter() - begun) / rounds * 1e6


def race(name, ours, peer, wanted=""):
    """Both sides by turns, TURNS times each."""
    times = [(ours(), peer()) for _ in range(TURNS)]
    mine, theirs = (statistics.median(side) for side in zip(*times))
    print(f"{name:46} {mine:10.1f} µs {theirs:10.1f} µs   {mine / theirs:5.2f}  {wanted}", flush=True)


def comment(ledger):
    return lambda n: ledger.comment(1 + n % 50, text="现场查看，仍在漏水", by=CLERK)


def full_texts(item):
    return (item.title, item.description, item.source, item.measures, item.goal, item.owner.unit,
            item.state, item.light, item.due)


def filled(ledger):
    for _ in range(50):
        ledger.report(title="漏水", by=CLERK)
    return ledger


def start_of(program):
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return (time.perf_counter() - begun) * 1e6


def pages_a_second(ledger, threads, writing, seconds=2.0):
    """How many pages of 50 all readers get, while one thread writes (or none)."""
    done, read = threading.Event(), [0] * threads
    wrote = [0]

    def reader(i):
        while not done.is_set():
            ledger.page(limit=50)
            read[i] += 1

    def writer():
        while not done.is_set():
            comment(ledger)(wrote[0])
            wrote[0] += 1
    all_threads = [threading.Thread(target=reader, args=(i,)) for i in range(threads)]
    all_threads += [threading.Thread(target=writer)] if writing else []
    for thread in all_threads:
        thread.start()
    time.sleep(seconds)
    done.set()
    for thread in all_threads:
        thread.join()
    return sum(read) / seconds, wrote[0] / seconds


def main():
    with tempfile.TemporaryDirectory(dir=".") as folder:
        print(f"{'':46} {'Python':>13} {'C++':>13}   ratio  wanted")
        with rectify.open(":memory:") as memory, \
                rectify.open(Path(folder, "python.rectify")) as file:
            in_memory, in_file = Peer(":memory:"), Peer(f"{folder}/peer.rectify")
            filled(memory), filled(file)
            race("a command, durable in a file", lambda: microseconds(comment(file), 100),
                 lambda: in_file("comment", 100), "<= 1.3")
            race("a command, in memory", lambda: microseconds(comment(memory), 1000),
                 lambda: in_memory("comment", 1000))
            race("a page of 50 from a file", lambda: microseconds(lambda n: file.page(), 100),
                 lambda: in_file("page", 100))
            race("a page of 50, every text of it read",
                 lambda: microseconds(lambda n: [full_texts(i) for i in file.page().items], 100),
                 lambda: in_file("page", 100))
            alone, _ = pages_a_second(file, 1, False)
            for readers in (1, 8):
                pages, writes = pages_a_second(file, readers, True)
                print(f"{readers} reader{'s' * (readers > 1)} beside a writer: {pages:.0f} pages/s "
                      f"({pages / alone:.2f} of one alone), {writes:.0f} commands/s")
        race("import rectify, against import sqlite3", lambda: start_of("import rectify"),
             lambda: start_of("import sqlite3"), "<= 50 ms more")


if __name__ == "__main__":
    main()
