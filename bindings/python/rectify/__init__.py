"""rectify: a workflow and rectification-tracking engine (整改台账), as Python has it.

>>> import rectify
>>> clerk = rectify.Actor("王芳", "办公室", roles=["clerk"])
>>> secretary = rectify.Actor("陈静", "整改办", roles=["coordinator"])
>>> with rectify.open(":memory:") as ledger:
...     item = ledger.report(title="接访窗口周五提前下班", source="选民座谈会", by=clerk)
...     answer = ledger.assign(item, owner="办公室", supervisor="机关纪委",
...                            deadline="15个工作日内", by=secretary)
...     ledger[item].state
'assigned'

What may not be done raises Refused, which says why not and what would be right; what can't be done
raises Error. Every value is immutable, and docs/python.md is the manual.
"""
# SPDX-License-Identifier: BSL-1.0
from . import _pictures, _rectify
from ._errors import Conflict, Error, Refused
from ._ledger import Ledger, Listing, MigrationPlan, Page, open
from ._names import (DeadlineKind, EvidenceKind, Holding, Lang, Light, LinkKind, Reopening,
                     Resolution, Severity, Sort, State, Timeliness)
from ._pictures import svg
from ._rectify import (Actor, Allowance, Answer, CalendarDay, Command, Count, Counter, Counters,
                       Deadline, DueCount, EscalationStep, Event, Evidence, ExtensionRequest,
                       FlowState, FormerDeadline, Item, Link, Milestone, Owner, Policy, Refusal, Span, StandIn,
                       Verification, WorkCalendar, dot, mermaid, scxml, strict_policy)

__version__ = _rectify.version
__all__ = [
    "Actor", "Allowance", "Answer", "CalendarDay", "Command", "Conflict", "Count", "Counter",
    "Counters", "Deadline", "DueCount", "Error", "EscalationStep", "Event", "Evidence",
    "ExtensionRequest", "FlowState", "FormerDeadline", "Item", "Ledger", "Link", "Listing", "MigrationPlan", "Milestone", "Owner",
    "Page", "Policy", "Refusal", "Refused", "Span", "StandIn", "Verification", "WorkCalendar",
    "DeadlineKind", "EvidenceKind", "Holding", "Lang", "Light", "LinkKind", "Reopening",
    "Resolution", "Severity", "Sort", "State", "Timeliness",
    "dot", "mermaid", "open", "scxml", "strict_policy", "svg",
]

for _name, _picture in {"mermaid": _pictures.item_mermaid, "dot": _pictures.item_dot,
                        "scxml": _pictures.item_scxml, "_repr_svg_": svg,
                        "_repr_mimebundle_": _pictures.mimebundle}.items():
    setattr(Item, _name, _picture)
for _name in __all__:  # where they are found, for people and for pickles
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = "rectify"
del _name, _picture
