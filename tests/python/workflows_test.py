"""Machines of a host's own, from Python: given as data, followed, migrated, drawn."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import json
from pathlib import Path

import pytest
import rectify

LEAVE = Path(__file__).parents[2] / "examples/workflows/leave.json"
CLERK = rectify.Actor("王芳", "办公室", roles=["clerk"])
CHIEF = rectify.Actor("马丽", roles=["administrator"])


def paper(version, middle):
    return {"name": "paper", "version": version,
            "states": [{"name": "draft", "initial": True, "countsAs": "found"},
                       {"name": middle, "within": "5个工作日内"}, {"name": "done", "final": True}],
            "rows": [{"from": "draft", "command": "next", "to": middle},
                     {"from": middle, "command": "next", "to": "done", "guards": ["reason-given"]}]}


@pytest.fixture
def ledger():
    with rectify.open(":memory:") as opened:
        opened.define(paper(1, "check"), by=CHIEF)
        yield opened


def test_a_machine_is_defined_by_who_may_and_once(ledger):
    with pytest.raises(rectify.Refused) as refused:
        ledger.define(paper(2, "review"), by=CLERK)
    assert refused.value.code == "actor.role"
    assert ledger.define(paper(1, "check"), by=CLERK).repeated
    with pytest.raises(rectify.Refused) as refused:
        ledger.define({**paper(1, "check"), "rows": paper(1, "check")["rows"][:1]}, by=CHIEF)
    assert refused.value.code == "workflow.dead-end"
    with pytest.raises(rectify.Refused) as refused:
        ledger.define('{"name": "x", "rows": [{"eval": "1"}]}', by=CHIEF)
    assert refused.value.code == "field.unknown"
    with pytest.raises(TypeError):
        ledger.define(7, by=CHIEF)
    assert [one["name"] for one in ledger.workflows()] == ["paper"]


def test_its_items_are_items(ledger):
    item = ledger.report(title="通知", owner="办公室", workflow="paper",
                         fields={"copies": "20"}, by=CLERK)
    assert (item.place, item.state, item.fields) == ("draft", "found", {"copies": "20"})
    assert item.flow.workflow == "paper" and item.flow.states == ("draft",)
    answer = ledger.act(item, command="next", fields={"copies": "30", "no": "3"}, by=CLERK)
    item = ledger[item]
    assert answer.light == "green" and item.due and item.fields == {"copies": "30", "no": "3"}
    assert [one.id for one in ledger.query(workflow="paper", place="check")] == [item.id]
    assert not list(ledger.query(place="draft"))
    with pytest.raises(rectify.Refused) as refused:
        ledger.act(item, command="next", by=CLERK)
    assert refused.value.code == "reason.missing"
    with pytest.raises(rectify.Refused) as refused:
        ledger.verify(item, by=CLERK)
    assert refused.value.code == "workflow.not-its"
    assert item.may("next", CLERK) and item.may("comment", CLERK) and not item.may("verify", CLERK)
    acts = {one.act: one for one in item.allowed(CLERK) if one.act}
    assert [need.code for need in acts["next"].needs] == ["reason.missing"]
    last = ledger.history(item)[-1]
    assert last.command == "act" and last.fields["command"] == "next"
    assert last.place == "check" and last.flow.states == ("check",)
    assert ledger.check().whole


def test_it_is_drawn_where_it_stands(ledger):
    item = ledger.report(title="通知", workflow="paper", by=CLERK)
    assert "class draft current" in item.mermaid() and "verified" not in item.dot()
    assert item.dot().startswith("digraph") and "<scxml" in item.scxml()
    assert "draft" in item._repr_svg_() and "verified" not in item._repr_svg_()
    assert item.to_dict()["flow_workflow"] == "paper"
    own = ledger.report(title="漏水", by=CLERK)
    assert own.flow is None and own.place == "" and own.to_dict()["flow_workflow"] is None


def test_it_is_drawn_however_many_regions_it_has_and_after_the_ledger_is_closed(ledger):
    regions = [f"r{n}" for n in range(8)]
    ledger.define({"name": "wide", "version": 1,
                   "states": [state for name in regions for state in
                              ({"name": name, "initial": True}, {"name": name + "z", "final": True})],
                   "rows": [{"from": name, "command": "hold", "to": name + "z",
                             "guards": ["role(nobody)"]} for name in regions]}, by=CHIEF)
    item = ledger.report(title="宽", workflow="wide", by=CLERK)
    picture = item._repr_svg_()
    width = int(picture.split('width="')[1].split('"')[0])
    assert max(int(part.split('"')[0]) for part in picture.split('<rect x="')[1:]) + 88 <= width
    assert "r0+r1" in repr(item) and "rectifying" not in repr(item)
    assert not item.may("hold", CHIEF)  # the machine's own command, and not that of every item
    ledger.close()
    assert set(item._repr_mimebundle_()) == {"image/svg+xml", "text/plain"}


def test_what_is_no_plan_is_a_mistake_of_the_caller(ledger):
    ledger.define(paper(2, "review"), by=CHIEF)
    new, old = ledger.workflows()
    plan = ledger.plan(old, new)
    assert plan == ledger.plan(old, new) != ledger.plan(new, old)
    for odd in ({"plan": None}, {"dry_run": "no"}, {"dry_run": None}, {"reason": 5}):
        with pytest.raises(TypeError):
            ledger.migrate(**{"plan": plan, "by": CHIEF, **odd})
    for odd in ({}, {"name": "paper"}):
        with pytest.raises(TypeError):
            ledger.plan(odd, new)
    plan.places["txet"] = "draft"
    with pytest.raises(rectify.Refused) as refused:
        ledger.migrate(plan, by=CHIEF)
    assert refused.value.code == "migration.unknown-place" and refused.value.value == "txet"


def test_a_deadline_that_cant_be_read_by_now_is_a_need(ledger):
    ledger.define({"name": "summer", "version": 1,
                   "states": [{"name": "a", "initial": True},
                              {"name": "b", "within": "7月底前"}, {"name": "z", "final": True}],
                   "rows": [{"from": "a", "command": "go", "to": "b"},
                            {"from": "b", "command": "go", "to": "z"}]}, by=CHIEF)
    zone = datetime.timezone(datetime.timedelta(hours=8))
    may, september = (datetime.datetime(2024, month, 1, 9, tzinfo=zone) for month in (5, 9))
    item = ledger.report(title="t", workflow="summer", by=CLERK, at=may)

    def needs(at):
        [go] = [one for one in item.allowed(CLERK, at) if one.act]
        assert go.allowed
        return [need.code for need in go.needs]

    assert needs(may) == [] and needs(september) == ["deadline.no-year"]
    with pytest.raises(rectify.Refused):
        ledger.act(item, command="go", by=CLERK, at=september)
    assert ledger.act(item, command="go", deadline="30日内", by=CLERK, at=september).accepted


def test_its_items_go_on_with_another_version_and_back(ledger):
    item = ledger.report(title="通知", workflow="paper", by=CLERK)
    ledger.act(item, command="next", by=CLERK)
    ledger.define(paper(2, "review"), by=CHIEF)
    new, old = ledger.workflows()
    plan = ledger.plan(old, new)
    assert plan.without_place == ("check",) and plan.places == {"draft": "draft", "done": "done"}
    assert [one.refusal.code for one in ledger.migrate(plan, by=CHIEF)] == ["migration.no-place"]
    plan.places["check"] = "review"
    assert all(one.accepted for one in ledger.migrate(plan, by=CHIEF, dry_run=True))
    assert ledger[item].place == "check"
    done = ledger.migrate(plan, by=CHIEF, reason="新版")
    assert [one.accepted for one in done] == [True] and ledger[item].place == "review"
    assert ledger.history(item)[-1].place == "review"
    tried = ledger.undo_migration(done[0].batch_id, by=CHIEF, dry_run=True)
    assert [one.accepted for one in tried] == [True] and ledger[item].place == "review"
    back = ledger.undo_migration(done[0].batch_id, by=CHIEF, reason="有误")
    assert [one.accepted for one in back] == [True]
    assert ledger.history(item)[-1].fields["reason"] == "有误"
    assert ledger[item].place == "check" and ledger.check().whole
    with pytest.raises(rectify.Refused):
        ledger.plan(1, 2)
    for odd in (-1, 2**64):
        with pytest.raises(OverflowError):
            ledger.plan(odd, 2)
    with pytest.raises(TypeError):
        ledger.plan("a", 2)
    with pytest.raises(rectify.Refused) as refused:  # as a whole, and not for an item
        ledger.migrate(plan, by=CLERK)
    assert refused.value.code == "actor.role"
    with pytest.raises(rectify.Refused):
        ledger.undo_migration("another", by=CHIEF)


def test_the_leave_of_the_examples_is_one(ledger):
    policy = ledger.policy
    ledger.set_policy(policy.replace(roles=policy.roles + ("head", "director")), by=CHIEF)
    ledger.define(LEAVE.read_text(encoding="utf-8"), by=CHIEF)
    wang = rectify.Actor("王芳", "办公室", roles=["clerk"])
    head = rectify.Actor("赵宁", "办公室", roles=["head"])
    item = ledger.report(title="年假", owner=rectify.Owner(handler="王芳"), workflow="leave",
                         fields={"days": "2"}, by=wang)
    ledger.act(item, command="ask", by=wang)
    ledger.act(item, command="approve", by=head)
    assert ledger[item].place == "approved" and not ledger[item].is_open
    assert json.loads(ledger[item].to_json())["workflow"]["name"] == "leave"
