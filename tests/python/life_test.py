"""Random lives of items beside a small model of the rules, written once more in Python."""
# SPDX-License-Identifier: BSL-1.0
import datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

import rectify

CHINA = datetime.timezone(datetime.timedelta(hours=8))
UNITS = ("办公室", "财政局")
PEOPLE = {
    "clerk": rectify.Actor("秦乐天", "整改办", roles=["clerk"]),
    "coordinator": rectify.Actor("顾维民", "整改办", roles=["coordinator"]),
    "verifier": rectify.Actor("程守正", "机关纪委", roles=["verifier"]),
    "first": rectify.Actor("周明远", UNITS[0]),
    "second": rectify.Actor("何卫东", UNITS[1], roles=["verifier", "coordinator"]),
}
WORKING, SUBMITTED = "rectifying.working", "rectifying.submitted"
IN_HAND = ("assigned", WORKING, SUBMITTED)
# command: from, to, who ("owner", "judge", or roles), and what it is given with
ROWS = {
    "start": (("assigned",), WORKING, "owner", {}),
    "decline": (("assigned",), "found", "owner", {"reason": "非本单位职责"}),
    "progress": ((WORKING, SUBMITTED), None, "owner", {"percent": 50}),
    "submit": ((WORKING,), SUBMITTED, "owner", {"evidence": ["照片"]}),
    "recall": ((SUBMITTED,), WORKING, "owner", {}),
    "verify": ((SUBMITTED,), "verified", "judge", {}),
    "reject": ((SUBMITTED,), WORKING, "judge", {"reason": "未到位"}),
    "strike_off": (("verified",), "closed", ("coordinator",), {}),
    "void": (("found", *IN_HAND), "closed", ("coordinator",), {"reason": "不是问题"}),
    "escalate": (("found", *IN_HAND, "verified"), None, ("coordinator", "verifier"), {}),
}


class Life(RuleBasedStateMachine):
    items = Bundle("items")

    def __init__(self):
        super().__init__()
        self.now = datetime.datetime(2018, 6, 25, 9, tzinfo=CHINA)
        self.ledger = rectify.open(":memory:", clock=lambda: self.now)
        self.model = {}
        self.events = 1

    @rule(target=items, title=st.text("题目甲乙", min_size=1, max_size=20))
    def report(self, title):
        item = self.ledger.report(title=title, by=PEOPLE["clerk"]).id
        self.model[item] = {"state": "found", "owner": "", "version": 1, "level": 0, "title": title,
                            "submitter": None}
        self.events += 1
        return item

    def give(self, verb, item, person, fields, fits, changes):
        """The ledger does what the model says, or refuses and leaves everything as it was."""
        expected = self.model[item]
        try:
            answer = getattr(self.ledger, verb)(item, by=PEOPLE[person], **fields)
        except rectify.Refused:
            assert not fits, (verb, person, expected)
            return
        assert fits, (verb, person, expected)
        expected.update(changes, version=expected["version"] + 1)
        self.events += 1
        assert (answer.state, answer.version) == (expected["state"], expected["version"])

    @rule(item=items, person=st.sampled_from(sorted(PEOPLE)), unit=st.sampled_from(UNITS),
          days=st.integers(-3, 40))
    def assign(self, item, person, unit, days):
        due = (self.now + datetime.timedelta(days)).date()
        fits = (self.model[item]["state"] == "found" and days >= 0
                and "coordinator" in PEOPLE[person].roles)
        self.give("assign", item, person, {"owner": unit, "deadline": due}, fits,
                  {"state": "assigned", "owner": unit})

    @rule(item=items, person=st.sampled_from(sorted(PEOPLE)), verb=st.sampled_from(sorted(ROWS)))
    def go_on(self, item, person, verb):
        model, actor = self.model[item], PEOPLE[person]
        source, target, who, fields = ROWS[verb]
        owns = actor.unit == model["owner"]
        may = {"owner": owns, "judge": "verifier" in actor.roles and not owns
               and model["submitter"] != person}.get(who, bool({*who} & {*actor.roles}))
        fits = model["state"] in source and may and (verb != "escalate" or model["level"] < 3)
        changes = {"state": target or model["state"]}
        if verb == "decline":
            changes["owner"] = ""
        if verb == "submit":
            changes["submitter"] = person
        if verb == "escalate":
            changes["level"] = model["level"] + 1
        self.give(verb, item, person, fields, fits, changes)

    @rule(days=st.integers(0, 20))
    def wait(self, days):
        self.now += datetime.timedelta(days)
        for answer in self.ledger.tick():
            self.model[answer.item]["version"] += 1
            self.model[answer.item]["level"] = self.ledger[answer.item].escalation
            self.events += 1
        assert self.ledger.tick() == ()

    @rule(item=consumes(items))
    def look(self, item):
        found, model = self.ledger[item], self.model[item]
        assert (found.state, found.owner.unit, found.version, found.escalation, found.title) == (
            model["state"], model["owner"], model["version"], model["level"], model["title"])
        assert len(self.ledger.history(item)) == model["version"]

    @invariant()
    def nothing_is_lost(self):
        counters = self.ledger.counters()
        assert counters.events == self.events and counters.total == len(self.model)
        overdue = {i.id for i in self.ledger if i.due and i.due < self.now.date()
                   and i.state in IN_HAND}
        assert {i.id for i in self.ledger.query(light="red")} <= overdue

    def teardown(self):
        assert self.ledger.check()
        self.ledger.close()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None,
                             suppress_health_check=list(HealthCheck))
