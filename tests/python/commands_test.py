"""Commands from Python: methods, Commands, dicts; and what is raised when they are refused."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import inspect
from pathlib import Path

import pytest

import rectify
from rectify import _rectify

VECTORS = Path(__file__).parents[1] / "model/commands.tsv"
GIVEN_BY_THE_LEDGER = {"tick", "reckon", "migrate"}


def method(name):
    return getattr(rectify.Ledger, {"close": "strike_off"}.get(name, name.replace("-", "_")))


def test_an_item_goes_its_whole_way(office, ledger, assigned):
    ledger.start(assigned, by=office.owner)
    ledger.progress(assigned, percent=60, measures="延长窗口时间", by=office.owner)
    ledger.submit(assigned, evidence=["排班表"], by=office.owner)
    ledger.verify(assigned, by=office.verifier)
    answer = ledger.strike_off(assigned, by=office.coordinator)
    assert (answer.state, answer.version) == ("closed", 7)
    item = ledger[assigned]
    assert (item.resolution, item.percent, item.measures) == ("rectified", 60, "延长窗口时间")
    assert item.evidence == (rectify.Evidence("排班表"),)
    assert item.verified_by == office.verifier


def test_every_command_has_its_method_with_its_own_keywords():
    for name, _, fields, _ in _rectify._commands():
        if name in GIVEN_BY_THE_LEDGER:
            continue
        parameters = inspect.signature(method(name)).parameters
        assert [p for p in parameters if p in {f[0] for f in fields}] == [f[0] for f in fields], name
        assert parameters["by"].default is inspect.Parameter.empty, name
        assert name in method(name).__doc__


def test_a_command_is_the_same_as_method_as_command_and_as_dict(office, clock):
    def give(way):
        with rectify.open(":memory:", clock=clock) as ledger:
            ledger.report(title="漏水", by=office.clerk, id="a")
            way(ledger)
            return ledger.history(1)
    as_dict = {"id": "b", "item": 1, "actor": {"name": "顾维民", "unit": "整改办",
                                              "roles": ["coordinator"]},
               "assign": {"owner": {"unit": "办公室"}, "deadline": "2018-07-31"}}
    first = give(lambda ledger: ledger.assign(1, owner="办公室", deadline="2018-07-31", id="b",
                                              by=office.coordinator))
    assert first == give(lambda ledger: ledger.apply(as_dict))
    assert first == give(lambda ledger: ledger.apply(rectify.Command(
        "assign", 1, owner="办公室", deadline=datetime.date(2018, 7, 31), id="b",
        by=office.coordinator)))


def test_the_shared_commands_are_answered_as_in_cpp(clock):
    clock.on(2018, 6, 25)
    with rectify.open(":memory:", clock=clock) as ledger:
        lines = [line for line in VECTORS.read_text(encoding="utf-8").splitlines()
                 if line and not line.startswith("#")]
        assert len(lines) > 20
        for line in lines:
            expected, state, command = line.split("\t")
            try:
                answer = ledger.apply(rectify.Command.from_json(command))
                told = ("accepted", answer.state)
            except rectify.Refused as refused:
                told = (refused.code, state)
            assert told == (expected, state), command


def test_a_refusal_says_what_was_wrong_in_both_languages(office, ledger, assigned):
    with pytest.raises(rectify.Refused) as caught:
        ledger.verify(assigned, by=office.owner)
    no = caught.value
    assert isinstance(no, rectify.Error) and no.path == ""
    assert (no.code, no.field, no.value) == ("state.wrong", "command", "verify")
    assert "rectifying.submitted" in no.wanted and no.wanted in no.text()
    assert no.rule in str(no) and "assigned" in no.text("zh")
    with pytest.raises(ValueError, match="lang: one of en, zh"):
        no.text("fr")


def test_a_refusal_has_every_reason_that_stands_against(office, ledger, assigned):
    ledger.start(assigned, by=office.owner)
    ledger.submit(assigned, evidence=["照片"], by=office.owner)
    with pytest.raises(rectify.Refused) as caught:
        ledger.verify(assigned, by=office.owner)
    codes = [reason.code for reason in caught.value.reasons]
    assert codes[0] == caught.value.code
    assert {"duties.owner-verifies", "actor.not-supervisor"} <= set(codes)
    assert ledger[assigned].state == "rectifying.submitted"


def test_who_comes_late_is_told_what_happened_in_between(office, ledger, assigned):
    ledger.start(assigned, by=office.owner)
    with pytest.raises(rectify.Conflict) as caught:
        ledger.comment(assigned, text="在办", by=office.owner, expected_version=assigned.version)
    assert [event.command for event in caught.value.in_between] == ["start"]
    assert caught.value.in_between[0].actor == office.owner
    assert caught.value.in_between == ledger.history(assigned)[2:]


def test_the_same_id_is_applied_once(office, ledger, assigned):
    first = ledger.start(assigned, by=office.owner, id="desk-1")
    again = ledger.start(assigned, by=office.owner, id="desk-1")
    assert not first.repeated and again.repeated and first.seq == again.seq
    with pytest.raises(rectify.Refused, match="command id"):
        ledger.comment(assigned, text="别的", by=office.owner, id="desk-1")


def test_a_batch_is_all_or_nothing_or_one_by_one(office, ledger):
    def commands():
        return [rectify.Command("report", title="甲", by=office.clerk),
                rectify.Command("report", title=" ", by=office.clerk)]
    assert [bool(a) for a in ledger.apply_all(commands(), dry_run=True)] == [True, False]
    assert ledger.find(1) is None
    ledger.apply_all(commands(), all_or_nothing=True)
    assert ledger.find(1) is None
    answers = ledger.apply_all(commands(), batch_id="monday")
    assert answers[1].refusal.code == "title.missing" and ledger[1].title == "甲"
    assert ledger.history(1)[0].batch_id == "monday"
    assert ledger.apply_all([]) == ()


def test_the_time_of_a_command_may_be_given(office, ledger):
    at = datetime.datetime(2018, 5, 1, 23, 30, tzinfo=datetime.timezone.utc)
    item = ledger.report(title="漏水", by=office.clerk, at=at)
    assert item.reported_at == at
    assert str(item.reported_at) == "2018-05-02 07:30:00+08:00"


def test_allowed_lists_every_command_with_its_reasons(office, ledger, assigned):
    answers = {one.command: one for one in assigned.allowed(office.owner)}
    of_hosts = {"act", "migrate"}  # of items that follow a host's machine: workflows_test.py
    assert set(answers) == {command[0] for command in _rectify._commands()} - of_hosts
    assert answers["start"] and not answers["verify"]
    assert answers["verify"].reasons[0].code == "state.wrong"
    assert answers["decline"].needs[0].code == "reason.missing"
    assert assigned.may("start", office.owner) and not assigned.may("start", office.verifier)
    assert ledger.allowed(assigned, office.owner) == assigned.allowed(office.owner)
    with pytest.raises(ValueError, match="one of report, assign"):
        assigned.may("repair", office.owner)


def test_lights_follow_the_clock_at_a_tick(office, clock, ledger, assigned):
    assert ledger.next_due() == datetime.datetime(2018, 7, 24, tzinfo=office.china)
    assert ledger.tick() == ()
    assert [a.light for a in ledger.tick(clock.on(2018, 7, 25))] == ["yellow"]
    assert [a.light for a in ledger.tick(clock.on(2018, 8, 1))] == ["red"]
    assert [item.id for item in ledger.query(light="red")] == [1]


def test_a_policy_is_set_by_who_may(office, ledger):
    wanted = ledger.policy.replace(notice_days=7).permit("report", ["administrator"])
    with pytest.raises(rectify.Refused) as caught:
        ledger.set_policy(wanted, by=office.clerk)
    assert caught.value.code == "actor.role"
    ledger.set_policy(wanted, by=office.administrator)
    assert ledger.policy == wanted and ledger.policy.permitted["report"] == ("administrator",)
    with pytest.raises(rectify.Refused, match="actor.roles"):
        ledger.report(title="漏水", by=office.clerk)


def test_a_calendar_is_set_and_kept(office, ledger):
    next_year = rectify.WorkCalendar.read("published\t2027\n2027-01-01\t0\t元旦\n",
                                          over=ledger.calendar)
    assert ledger.set_calendar(next_year, by=office.administrator)[0].accepted
    assert ledger.calendar == next_year
    assert ledger.set_calendar(next_year, by=office.administrator) == ()


def test_close_closes_the_ledger_and_no_item(assigned, ledger):
    with pytest.raises(TypeError):
        ledger.close(assigned)
    assert not ledger.closed and ledger[assigned].is_open
