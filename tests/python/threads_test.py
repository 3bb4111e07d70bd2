"""Threads: readers go on while one writes, callers share a transaction, closing waits for who is in."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import rectify


@pytest.mark.parametrize("where", [":memory:", "list.rectify"])
def test_eight_threads_read_while_one_writes(tmp_path, office, where):
    with rectify.open(where if where == ":memory:" else tmp_path / where) as ledger:
        ledger.report(title="问题0", by=office.clerk)
        done = threading.Event()

        def read():
            seen = rounds = 0
            while not done.is_set() or rounds == 0:
                items = list(ledger.query())
                assert [item.id for item in items] == list(range(1, len(items) + 1))
                assert len(items) >= seen and ledger.counters().total >= len(items)
                assert ledger.history(len(items))[0].fields["title"] == items[-1].title
                seen, rounds = len(items), rounds + 1
            return rounds

        with ThreadPoolExecutor(8) as pool:
            readers = [pool.submit(read) for _ in range(8)]
            try:
                for n in range(1, 150):
                    ledger.report(title=f"问题{n}", by=office.clerk)
            finally:
                done.set()
            assert all(reader.result() for reader in readers)
        assert ledger.counters().total == 150 and ledger.check()


def test_threads_that_write_at_once_lose_and_double_nothing(office, clock):
    with rectify.open(":memory:", clock=clock) as ledger:
        with ThreadPoolExecutor(8) as pool:
            ids = list(pool.map(lambda n: ledger.report(title=f"问题{n}", by=office.clerk).id,
                                range(200)))
        assert sorted(ids) == list(range(1, 201)) and ledger.check()


def test_other_threads_go_on_while_a_clock_waits(office):
    """The clock holds a command up until another thread has asked the same ledger."""
    asked = threading.Event()
    now = datetime.datetime(2018, 6, 25, tzinfo=datetime.timezone.utc)
    held = threading.Event()

    def clock():
        if held.is_set():
            assert asked.wait(60)
        return now
    with rectify.open(":memory:", clock=clock) as ledger:
        held.set()
        with ThreadPoolExecutor(1) as pool:
            written = pool.submit(ledger.report, title="漏水", by=office.clerk)
            assert ledger.counters().events == 1
            asked.set()
            assert written.result().id == 1


def test_other_threads_go_on_while_a_command_waits_for_the_file(tmp_path, office, clock):
    """Somebody else holds the file's lock, and only this thread can let it go."""
    inside = threading.Event()
    path = tmp_path / "list.rectify"

    def ticking():
        inside.set()
        return clock()
    with rectify.open(path, clock=ticking) as ledger:
        stranger = sqlite3.connect(path, isolation_level=None)
        stranger.execute("begin immediate")
        inside.clear()
        with ThreadPoolExecutor(1) as pool:
            written = pool.submit(ledger.report, title="漏水", by=office.clerk)
            assert inside.wait(60)
            stranger.execute("rollback")
            assert written.result().id == 1
        stranger.close()


def test_who_is_inside_of_a_call_is_let_finish_when_the_ledger_is_closed(office):
    inside, go_on = threading.Event(), threading.Event()

    def progress(done, total):
        inside.set()
        assert go_on.wait(60)
    ledger = rectify.open(":memory:")
    ledger.report(title="漏水", by=office.clerk)
    with ThreadPoolExecutor(1) as pool:
        checked = pool.submit(ledger.check, progress)
        assert inside.wait(60)
        ledger.close()
        go_on.set()
        assert checked.result()
    with pytest.raises(ValueError, match="closed"):
        ledger.counters()
