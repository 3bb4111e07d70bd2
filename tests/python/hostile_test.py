"""Bad input, bad callbacks, closed and foreign files: an exception each time, never more."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rectify

WRONG = [None, 1, 1.5, True, b"bytes", object(), [], {}, "\ud800", "a\0b", 10**30, -1,
         datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.datetime(2018, 1, 1),
         datetime.datetime(9999, 12, 31, tzinfo=datetime.timezone.utc), float("nan"), "x" * 11000]
TOLD = (rectify.Error, TypeError, ValueError)


def test_every_wrong_argument_of_every_command_is_an_exception(office, ledger, assigned):
    before = ledger.counters().events
    accepted = 0
    for name, _, fields, _ in rectify._rectify._commands():
        for field, *_ in fields:
            for wrong in WRONG:
                try:
                    accepted += ledger.apply(rectify.Command(name, 1, by=office.coordinator,
                                                             **{field: wrong})).accepted
                except TOLD:
                    pass
    assert ledger.counters().events == before + accepted
    assert ledger.check()


def test_every_wrong_argument_of_every_method_is_an_exception(ledger, assigned):
    calls = [ledger.find, ledger.history, ledger.events, ledger.tick, ledger.apply,
             ledger.apply_all, ledger.check, ledger.__getitem__, rectify.Actor, rectify.Owner,
             rectify.Policy, rectify.Item, rectify.Deadline.parse, rectify.WorkCalendar.read,
             rectify.WorkCalendar.china().is_working, rectify.Item.from_bytes, rectify.mermaid,
             rectify.Item.from_json, assigned.allowed, assigned.may, assigned.to_json,
             lambda x: rectify.WorkCalendar.china().add(datetime.date(2018, 1, 1), x),
             lambda x: ledger.events(0, x), lambda x: ledger.query(states=x),
             lambda x: ledger.query(due_from=x), lambda x: ledger.page(limit=x),
             lambda x: ledger.page(after=x), lambda x: ledger.set_policy(x, by=x),
             lambda x: ledger.set_calendar(x, by=x), lambda x: rectify.open(":memory:", zone=x),
             lambda x: rectify.open(":memory:", clock=x), lambda x: ledger.allowed(x, x, x),
             lambda x: rectify.Deadline.parse("7月底前", x),
             lambda x: rectify.Deadline.parse("7月底前", datetime.date(2018, 1, 1), calendar=x)]
    for call in calls:
        for wrong in WRONG:
            try:
                call(wrong)
            except (*TOLD, KeyError, OverflowError):
                pass
    assert ledger.check()


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from(["item", "report", "assign", "owner", "unit",
                                                       "title", "id", "at", "actor"]) | st.text(),
                                      inner, max_size=4), max_leaves=12))
def test_no_dict_is_more_than_refused(command):
    with rectify.open(":memory:") as ledger:
        try:
            ledger.apply(command)
        except TOLD:
            pass


def test_a_wrong_type_is_told_with_what_was_wanted(office, ledger):
    with pytest.raises(TypeError, match="title: a str was wanted, not int"):
        ledger.report(title=1, by=office.clerk)
    with pytest.raises(TypeError, match="by: Actor was wanted, not str"):
        ledger.report(title="漏水", by="王芳")
    with pytest.raises(TypeError, match="roles: a list or tuple was wanted, not str"):
        rectify.Actor("王芳", roles="clerk")
    with pytest.raises(TypeError, match="document_day: a datetime.date without a time"):
        ledger.report(title="漏水", document_day=datetime.datetime.now(), by=office.clerk)
    with pytest.raises(ValueError, match="at: a datetime with a time zone"):
        ledger.report(title="漏水", at=datetime.datetime(2018, 1, 1), by=office.clerk)
    with pytest.raises(TypeError, match="unexpected keyword argument 'tittle'"):
        ledger.report(tittle="漏水", by=office.clerk)
    with pytest.raises(ValueError, match="severity: one of minor, moderate, serious, critical"):
        ledger.report(title="漏水", severity="urgent", by=office.clerk)
    with pytest.raises(TypeError, match="item: an Item or an int was wanted, not bool"):
        ledger.find(True)
    with pytest.raises(ValueError, match="item: a number from"):
        ledger.find(10**30)
    with pytest.raises(UnicodeEncodeError):
        ledger.report(title="\ud800", by=office.clerk)


def test_days_and_texts_out_of_bounds_are_refused(office, ledger):
    for fields, code in (({"document_day": datetime.date(1, 1, 1)}, "day.range"),
                         ({"document_day": datetime.date(9999, 12, 31)}, "day.range"),
                         ({"title": "a\0b"}, "text.control"), ({"title": "x" * 501}, "text.too-long"),
                         ({"at": datetime.datetime.max.replace(tzinfo=datetime.timezone.utc)},
                          "instant.range"),
                         ({"owner": rectify.Owner("办公室", co_units=["x"] * 101)}, "text.too-many")):
        with pytest.raises(rectify.Refused) as caught:
            ledger.report(**{"title": "漏水", "by": office.clerk, **fields})
        assert caught.value.code == code
    assert ledger.find(1) is None
    for day in (datetime.date.min, datetime.date.max):
        with pytest.raises(rectify.Refused, match=str(day)):
            rectify.WorkCalendar().is_working(day)


def test_a_list_that_changes_while_it_is_read_does_no_harm(office, ledger):
    commands = []

    class Sly(dict):
        def items(self):
            commands.clear()
            return super().items()
    commands += [Sly(report={"title": "漏水"})] * 3
    answers = ledger.apply_all(commands)
    assert len(answers) == 3


def test_endless_nesting_is_an_exception(ledger):
    endless = {}
    endless["report"] = endless
    with pytest.raises((ValueError, RecursionError)):
        ledger.apply(endless)
    deep = {}
    for _ in range(900):
        deep = {"report": deep}
    with pytest.raises((*TOLD, RecursionError)):
        ledger.apply(deep)


def test_what_a_clock_raises_comes_through_and_nothing_is_changed(office):
    wrong = {"raise": None}

    def clock():
        if wrong["raise"]:
            raise wrong["raise"]
        return wrong.get("now", datetime.datetime(2018, 6, 25, tzinfo=datetime.timezone.utc))
    with rectify.open(":memory:", clock=clock) as ledger:
        for error in (ZeroDivisionError("clock"), KeyboardInterrupt()):
            wrong["raise"] = error
            for call in (lambda: ledger.report(title="漏水", by=office.clerk), ledger.now,
                         ledger.tick, lambda: ledger.apply_all([{"report": {"title": "漏水"}}]),
                         lambda: ledger.allowed(1, office.clerk)):
                with pytest.raises(type(error)):
                    call()
        wrong["raise"] = None
        for now, error in ((datetime.datetime(2018, 1, 1), ValueError), ("now", TypeError),
                           (datetime.datetime.min.replace(tzinfo=datetime.timezone.utc),
                            rectify.Refused)):
            wrong["now"] = now
            with pytest.raises(error):
                ledger.report(title="漏水", by=office.clerk)
        assert ledger.counters().events == 1


def test_a_clock_that_asks_its_ledger_ends_in_a_recursion_error(office):
    asked = []
    ledger = rectify.open(":memory:", clock=lambda: asked[0].now() if asked else
                          datetime.datetime(2018, 6, 25, tzinfo=datetime.timezone.utc))
    asked.append(ledger)
    with pytest.raises(RecursionError):
        ledger.report(title="漏水", by=office.clerk)
    ledger.close()


def test_what_a_progress_raises_stops_the_check(assigned, ledger):
    def progress(done, total):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        ledger.check(progress)
    with pytest.raises(TypeError):
        ledger.check(lambda: None)
    assert ledger.check()


def test_a_closed_ledger_says_so(office, ledger, assigned):
    ledger.close()
    ledger.close()
    assert ledger.closed and "closed" in repr(ledger)
    for call in (lambda: ledger[1], lambda: list(ledger), ledger.counters, ledger.tick, ledger.now,
                 ledger.next_due, ledger.check, lambda: ledger.policy, lambda: ledger.calendar,
                 lambda: ledger.zone, lambda: ledger.start(1, by=office.owner), ledger.events,
                 lambda: ledger.apply({"item": 1, "start": {}}), lambda: ledger.apply_all([{"report": {}}]),
                 lambda: assigned.allowed(office.owner), lambda: ledger.history(1)):
        with pytest.raises(ValueError, match="the ledger is closed"):
            call()
    assert assigned.title == "接访窗口周五提前下班"


def test_with_closes_the_ledger_also_when_something_is_raised(tmp_path):
    with pytest.raises(ZeroDivisionError):
        with rectify.open(tmp_path / "list.rectify") as ledger:
            raise ZeroDivisionError
    assert ledger.closed


def test_files_that_are_no_ledger_are_left_alone(tmp_path, office):
    foreign = tmp_path / "letter.txt"
    foreign.write_text("Dear Sir or Madam, " * 200, encoding="utf-8")
    for path, code in ((foreign, "store.foreign"), (tmp_path / "none/at all", "store.io")):
        with pytest.raises(rectify.Error) as caught:
            rectify.open(path)
        assert (caught.value.code, caught.value.path) == (code, str(path))
        assert not isinstance(caught.value, rectify.Refused)
        assert pickle.loads(pickle.dumps(caught.value)).path == str(path)
    assert foreign.read_text(encoding="utf-8").startswith("Dear Sir")
    with pytest.raises(rectify.Error) as caught:
        rectify.open(tmp_path / "new.rectify", create=False)
    assert caught.value.code == "store.none"
    for path in ("a\0b", 7, b"bytes", None):
        with pytest.raises((ValueError, TypeError)):
            rectify.open(path)


def test_a_ledger_keeps_what_was_given_to_it(tmp_path, office, clock):
    path = tmp_path / "台账.rectify"
    zone = datetime.timezone(datetime.timedelta(hours=-3))
    policy = rectify.strict_policy().replace(notice_days=5)
    with rectify.open(str(path), zone=zone, policy=policy, clock=clock) as ledger:
        item = ledger.report(title="漏水", by=office.clerk)
    with rectify.open(path) as ledger:
        assert ledger[1] == item and ledger.zone == zone and ledger.policy == policy
    with pytest.raises(ValueError, match="zone: an offset of whole minutes"):
        rectify.open(":memory:", zone=datetime.timedelta(seconds=61))
    with pytest.raises(rectify.Refused, match="policy"):
        rectify.open(":memory:", policy=policy.replace(notice_days=-1))


def test_a_forked_off_process_is_told_to_open_its_own(tmp_path, office):
    path = tmp_path / "list.rectify"
    with rectify.open(path) as ledger:
        child = os.fork()
        if child == 0:
            try:
                ledger.report(title="漏水", by=office.clerk)
            except ValueError as error:
                os._exit(7 if "forked" in str(error) else 8)
            os._exit(9)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert ledger.report(title="漏水", by=office.clerk).id == 1


def test_a_ledger_left_open_at_the_end_of_a_program_does_no_harm(tmp_path):
    program = ("import sys, datetime, rectify\n"
               "ledger = rectify.open(sys.argv[1], clock=lambda: "
               "datetime.datetime.now(datetime.timezone.utc))\n"
               "item = ledger.report(title='漏水', by=rectify.Actor('王芳', roles=['clerk']))\n"
               "sys.modules['kept'] = [ledger, item, iter(ledger.query()), ledger.query]\n")
    path = tmp_path / "list.rectify"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    with rectify.open(path) as ledger:
        assert ledger[1].title == "漏水" and ledger.check()


def test_hostile_pickles_are_exceptions(assigned):
    state = assigned.__getstate__()
    for wrong in ((), (b"\xff", 480, None), ("x", 480, None), (state[0], 10**12, None),
                  (state[0], 10**4, None), (state[0], "x", None), (1, 2)):
        with pytest.raises(TOLD):
            rectify.Item.__new__(rectify.Item).__setstate__(wrong)


def test_what_was_never_made_can_not_be_read(ledger, office):
    for kind in (rectify.Item, rectify.Actor, rectify.WorkCalendar, rectify.Command, rectify.Event):
        empty = kind.__new__(kind)
        for ask in (repr, hash, lambda x: x.title, lambda x: x.to_json(), lambda x: x == x,
                    lambda x: x.days, pickle.dumps, ledger.apply, ledger.find,
                    lambda x: ledger.report(title="漏水", by=x)):
            with pytest.raises((TypeError, AttributeError, RuntimeError)):
                ask(empty)
