"""Questions to a ledger: iteration over queries, pages, counters, the chain."""
# SPDX-License-Identifier: BSL-1.0
import gc
import itertools

import pytest

import rectify


@pytest.fixture
def full(office, ledger):
    """Items 1 to 450, in two units by turns; the even ones are serious."""
    commands = []
    for n in range(1, 451):
        commands.append(rectify.Command("report", title=f"问题{n}", by=office.clerk,
                                        severity="minor" if n % 2 else "serious"))
        commands.append(rectify.Command("assign", n, owner="甲局" if n % 3 else "乙局",
                                        deadline=f"{n} days", by=office.coordinator))
    assert all(ledger.apply_all(commands))
    return ledger


def test_a_query_reads_every_page_in_order(full):
    assert [item.id for item in full.query()] == list(range(1, 451)) == [i.id for i in full]
    assert [i.id for i in full.query(sort="due", descending=True)] == list(range(450, 0, -1))
    assert len(list(full.query(unit="乙局", severity="serious"))) == 75


def test_a_query_reads_only_what_is_looked_at(full, office):
    looked = itertools.islice(full.query(), 10)
    assert [item.id for item in looked] == list(range(1, 11))
    seen = []
    for item in full.query(states="assigned"):
        seen.append(item.id)
        if item.id == 100:  # before its page is read
            full.void(450, reason="不是问题", by=office.coordinator)
    assert seen == list(range(1, 450))


def test_conditions_hold_together(full):
    first, last = full[10].due, full[20].due
    found = full.query(due_from=first, due_to=last, unit="甲局", states=["assigned"])
    assert [item.id for item in found] == [n for n in range(10, 21) if n % 3]
    assert list(full.query(states=("closed", "verified"))) == []
    assert list(full.query(light="red")) == []


def test_pages_go_by_a_cursor(full):
    page = full.page(limit=400)
    assert len(page.items) == 400 and page.next
    rest = full.page(limit=400, after=page.next)
    assert [item.id for item in rest.items] == list(range(401, 451)) and rest.next == ""
    with pytest.raises(rectify.Refused) as caught:
        full.page(limit=400, after=page.next, sort="due")
    assert caught.value.code == "query.cursor"
    with pytest.raises(rectify.Refused) as caught:
        full.page(limit=1001)
    assert caught.value.code == "query.limit"


def test_an_unfit_condition_is_told_before_the_first_item(ledger):
    with pytest.raises(ValueError, match="light: one of grey, green, yellow, red was wanted"):
        ledger.query(light="blue")
    with pytest.raises(TypeError, match="due_to: a datetime.date"):
        ledger.query(due_to="2018-07-31")


def test_a_query_may_be_iterated_again_and_then_reads_again(office, ledger, assigned):
    everything = ledger.query()
    assert len(list(everything)) == 1
    ledger.report(title="漏水", by=office.clerk)
    assert len(list(everything)) == 2


def test_a_ledger_lives_as_long_as_it_is_iterated(clock, office):
    def items():
        ledger = rectify.open(":memory:", clock=clock)
        for _ in range(3):
            ledger.report(title="漏水", by=office.clerk)
        return iter(ledger)
    looked = items()
    gc.collect()
    last = list(looked)[-1]
    gc.collect()
    assert last.id == 3 and last.allowed(office.clerk)


def test_an_iteration_ends_with_an_error_when_its_ledger_is_closed(full):
    looked = iter(full.query())
    next(looked)
    full.close()
    with pytest.raises(ValueError, match="the ledger is closed"):
        list(looked)


def test_counters_and_events_add_up(full):
    counters = full.counters()
    assert counters.total == 450 and counters.events == 901
    assert sum(c.items for c in counters.by_unit if c.unit == "乙局") == 150
    assert len(counters.by_due) == 450 and counters.by_due[0].items == 1
    assert [event.seq for event in full.events(899)] == [900, 901]
    assert len(full.events(0, limit=10)) == 10 and full.events(10**18) == ()
    assert full.history(451) == () and full.find(451) is None
    with pytest.raises(KeyError):
        full[451]


def test_check_tells_its_progress_and_finds_a_ledger_whole(full):
    told = []
    assert full.check(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1802, 1802) and sorted(told) == told


def test_check_finds_what_was_changed(tmp_path, office, clock):
    import sqlite3
    path = tmp_path / "list.rectify"
    with rectify.open(path, clock=clock) as ledger:
        for title in ("甲", "乙", "丙"):
            ledger.report(title=title, by=office.clerk)
    with sqlite3.connect(path) as plain:
        record, = plain.execute("select record from event where seq = 2").fetchone()
        plain.execute("update event set record = ? where seq = 2",
                      [record.replace("甲".encode(), "丁".encode())])
    plain.close()
    with rectify.open(path) as ledger:
        found = ledger.check()
    assert not found and found.seq == 2 and "event 2" in found.flaw
