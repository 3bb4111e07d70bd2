"""Items that follow a host's machine, as the tracker shows them. The host is written in Python."""
# SPDX-License-Identifier: BSL-1.0
import datetime

import pytest
import rectify

CHIEF = rectify.Actor("袁书恒", "办公室", roles=["administrator"])
CLERK = rectify.Actor("秦乐天", "整改办", roles=["clerk"])
AT = datetime.datetime(2018, 6, 25, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def paper(version, middle):
    return {"name": "paper", "version": version,
            "states": [{"name": "draft", "initial": True, "countsAs": "found"},
                       {"name": middle, "within": "10个工作日内"},
                       {"name": "done", "final": True}],
            "rows": [{"from": "draft", "command": "next", "to": middle},
                     {"from": middle, "command": "next", "to": "done"},
                     {"from": middle, "command": "note", "guards": ["field-given(room)"]}]}


@pytest.fixture
def hosted(tracker):
    with rectify.open(tracker.ledger, clock=lambda: AT) as ledger:
        ledger.define(paper(1, "check"), by=CHIEF)
        item = ledger.report(title="通知", workflow="paper", by=CLERK)
        ledger.act(item, command="next", by=CLERK)
        ledger.act(item, command="note", fields={"room": "302"}, by=CLERK)
        ledger.report(title="漏水", by=CLERK)
        ledger.define(paper(2, "review"), by=CHIEF)
        new, old = ledger.workflows()
        plan = ledger.plan(old, new)
        plan.places["check"] = "review"
        ledger.migrate(plan, by=CHIEF, reason="新版")
    return tracker


def test_their_history_tells_the_machines_own_words(hosted):
    lines = hosted("history", 1, lang="zh").out
    assert "登记 → draft" in lines
    assert "next → check" in lines and "note → check" in lines and "room：302" in lines
    assert "→ review" in lines and "流程版本：2" in lines and "新版" in lines
    assert "working" not in lines
    assert "登记 → 已登记" in hosted("history", 2, lang="zh").out
    assert "version: 2" in hosted("history", 1, lang="en").out


def test_a_list_shows_where_they_stand(hosted):
    rows = {row.split()[0]: row for row in hosted("list", lang="zh").out.splitlines()[2:4]}
    assert "review" in rows["1"] and "已登记" in rows["2"]
    ids = lambda *words: [item["id"] for item in hosted("list", "--json", *words).lines]  # noqa: E731
    assert ids("--workflow", "paper") == ["1"] == ids("--place", "review") and ids("--place", "draft") == []
