"""The ledger as Python has it: a context manager, commands with keywords, iteration over queries.

A Ledger may be used from any thread, and lets the others run while it works; a Listing belongs to
one thread at a time. Don't use a ledger across fork: in the child it raises ValueError, and one is
opened there.
"""
# SPDX-License-Identifier: BSL-1.0
from __future__ import annotations

import datetime
import json
import os
from types import TracebackType
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Tuple, Type, Union

from . import _pictures
from ._commands import Commands
from ._names import Light, Severity, Sort, State
from ._rectify import (Actor, Allowance, Answer, Command, Counters, Event, Item, Open, Policy,
                       Verification, WorkCalendar)

_PAGE = 200  # items that an iteration reads at once


class Page(NamedTuple):
    """Some items, and what the next page begins after; '' of the last one."""

    items: Tuple[Item, ...]
    next: str

    def _repr_html_(self) -> str:
        return _pictures.table(self.items)


class MigrationPlan:
    """How items go from one version of a machine to another.

    places: a state of the old version → of the new one; what both have is there. without_place: the
    states that want one, if an open item stands there. The others tell what else differs.
    """

    def __init__(self, message: Dict[str, Any]) -> None:
        self._told = message
        self.workflow: str = message.get("workflow", "")
        self.places: Dict[str, str] = {one["from"]: one["to"] for one in message.get("places", [])}
        self.without_place: Tuple[str, ...] = tuple(message.get("withoutPlace", ()))
        self.added_states: Tuple[str, ...] = tuple(message.get("addedStates", ()))
        self.removed_states: Tuple[str, ...] = tuple(message.get("removedStates", ()))
        self.added_rows: Tuple[str, ...] = tuple(message.get("addedRows", ()))
        self.removed_rows: Tuple[str, ...] = tuple(message.get("removedRows", ()))

    def _message(self) -> Dict[str, Any]:
        places = [{"from": old, "to": new} for old, new in self.places.items()]
        return {**self._told, "places": places}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MigrationPlan) and self._message() == other._message()

    __hash__ = None  # type: ignore[assignment]  # places may be set

    def __repr__(self) -> str:
        return (f"<MigrationPlan {self.workflow}: places={self.places}, "
                f"without_place={self.without_place}>")


def _json(definition: Union[Mapping[str, Any], str]) -> str:
    if isinstance(definition, str):
        return definition
    if not isinstance(definition, Mapping):
        raise TypeError("definition: a dict or a str of JSON was wanted, not "
                        f"{type(definition).__name__}")
    return json.dumps({name: value for name, value in definition.items() if name != "fingerprint"})


def _fingerprint(version: Union[Mapping[str, Any], int]) -> int:
    if not isinstance(version, Mapping):
        return version
    if "fingerprint" not in version:
        raise TypeError("a version out of workflows(), which has its fingerprint, was wanted; "
                        f"not a definition with {', '.join(map(repr, version)) or 'nothing'}")
    fingerprint: int = version["fingerprint"]
    return fingerprint


class Listing:
    """The items that match a query, read page by page as they are looked at.

    May be iterated again, and then reads again. Items that come in or go out meanwhile are there or
    not; none is missed or doubled for it.
    """

    def __init__(self, ledger: Ledger, conditions: Dict[str, Any]) -> None:
        self._ledger = ledger
        self._conditions = conditions
        Open.check_query(conditions)  # an unfit one is told at once

    def __iter__(self) -> Iterator[Item]:
        after = ""
        while True:
            page = self._ledger.page(limit=_PAGE, after=after, **self._conditions)
            yield from page.items
            after = page.next
            if not after:
                return

    def __repr__(self) -> str:
        named = ", ".join(f"{name}={value!r}" for name, value in self._conditions.items())
        return f"<Listing {named}>" if named else "<Listing of all items>"

    def _repr_html_(self) -> str:
        return self._ledger.page(limit=50, **self._conditions)._repr_html_()


def _given(**conditions: Any) -> Dict[str, Any]:
    return {name: value for name, value in conditions.items() if value not in (None, "", ())}


class Ledger(Commands):
    """All items of an organisation with their history. rectify.open opens one.

    A method for each command is in Commands: ledger.assign(item, owner=…, by=…). A command that
    returns is durable; one that may not be given raises Refused.
    """

    def __init__(self, raw: Open, path: str) -> None:
        self._raw = raw
        self._path = path

    # ── opened and closed ────────────────────────────────────────────────────────────────────────
    def close(self) -> None:
        """Closes the ledger's file; twice is fine. An item is closed by strike_off.

        Who is inside of a call in another thread is let finish.
        """
        self._raw.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._raw.is_closed()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], raised: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<rectify.Ledger {self._path!r}{' closed' if self.closed else ''}>"

    # ── commands ─────────────────────────────────────────────────────────────────────────────────
    def _give(self, name: str, item: Union[Item, int], by: Actor, id: str,
              expected_version: Optional[int], at: Optional[datetime.datetime],
              fields: Dict[str, Any]) -> Answer:
        return self._raw.give(name, item, by, id, expected_version, at, fields)

    def apply(self, command: Union[Command, Dict[str, Any]]) -> Answer:
        """Gives one command: a Command, or a dict in the shape of proto's Command in JSON.

        Raises Refused, as the method of its name does.
        """
        return self._raw.apply(command)

    def apply_all(self, commands: Union[List[Union[Command, Dict[str, Any]]],
                                        Tuple[Union[Command, Dict[str, Any]], ...]], *,
                  all_or_nothing: bool = False, dry_run: bool = False,
                  batch_id: str = "") -> Tuple[Answer, ...]:
        """Gives many commands in one transaction, in order; an answer for each, refused or not.

        all_or_nothing: one refusal refuses all. dry_run: the answers as they would be; nothing is
        kept. batch_id stands in each event; '': the ledger makes one for more than one command.
        """
        return self._raw.apply_all(commands, all_or_nothing, dry_run, batch_id)

    # ── questions ────────────────────────────────────────────────────────────────────────────────
    def find(self, item: Union[Item, int]) -> Optional[Item]:
        """The item as it is now; None if there is none of that number."""
        return self._raw.find(item)

    def __getitem__(self, item: Union[Item, int]) -> Item:
        """The item as it is now; KeyError if there is none of that number."""
        found = self._raw.find(item)
        if found is None:
            raise KeyError(item)
        return found

    def __contains__(self, item: Union[Item, int]) -> bool:
        return self._raw.find(item) is not None

    def __iter__(self) -> Iterator[Item]:
        return iter(self.query())

    def query(self, *, states: Union[State, List[State], Tuple[State, ...]] = (),
              light: Optional[Light] = None, unit: str = "", owner: str = "", source: str = "",
              workflow: str = "", place: str = "", severity: Optional[Severity] = None, due_from: Optional[datetime.date] = None,
              due_to: Optional[datetime.date] = None, sort: Sort = "number",
              descending: bool = False) -> Listing:
        """The items for which all conditions hold together, read lazily.

        states: any of these; unit: the owner's; owner: its leader or handler, by name; due_from and
        due_to: both included; workflow and place: of items of a host's machine. Ties are sorted by number; what has no deadline comes last by due.
        """
        return Listing(self, _given(states=(states,) if isinstance(states, str) else states,
                                    light=light, unit=unit, owner=owner, source=source,
                                    workflow=workflow, place=place, severity=severity, due_from=due_from, due_to=due_to, sort=sort,
                                    descending=descending))

    def page(self, *, states: Union[State, List[State], Tuple[State, ...]] = (),
             light: Optional[Light] = None, unit: str = "", owner: str = "", source: str = "",
             workflow: str = "", place: str = "", severity: Optional[Severity] = None, due_from: Optional[datetime.date] = None,
             due_to: Optional[datetime.date] = None, sort: Sort = "number",
             descending: bool = False, limit: int = 50, after: str = "") -> Page:
        """One page of a query, 1 to 1000 items, after the page whose next is given."""
        return Page(*self._raw.page(
            _given(states=(states,) if isinstance(states, str) else states, light=light, unit=unit,
                   owner=owner, source=source, workflow=workflow, place=place,
                   severity=severity, due_from=due_from, due_to=due_to,
                   sort=sort, descending=descending, limit=limit, after=after)))

    def counters(self) -> Counters:
        """For a dashboard; costs the number of units and days, not of items."""
        return self._raw.counters()

    def history(self, item: Union[Item, int]) -> Tuple[Event, ...]:
        """The item's events, oldest first; none if there is no such item."""
        return self._raw.history(item)

    def events(self, after: int = 0, limit: int = 1000) -> Tuple[Event, ...]:
        """For subscribers: what stands behind `after` in the chain, at most `limit` (to 10,000)."""
        return self._raw.events(after, limit)

    def allowed(self, item: Union[Item, int], by: Actor,
                at: Optional[datetime.datetime] = None) -> Tuple[Allowance, ...]:
        """Every command, whether the actor may give it, and why not.

        at: None is the clock's time. An item that there is not can be reported.
        """
        return self._raw.allowed(item, by, at)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────
    def tick(self, now: Optional[datetime.datetime] = None) -> Tuple[Answer, ...]:
        """Changes the lights that are due to change, each once however many call.

        now: None is the clock's time. The answers are of those that this call changed.
        """
        return self._raw.tick(now)

    def next_due(self) -> Optional[datetime.datetime]:
        """When tick has something to do next; None if never."""
        return self._raw.next_due()

    def now(self) -> datetime.datetime:
        """The clock's time, in the ledger's zone."""
        return self._raw.now()

    @property
    def zone(self) -> datetime.timezone:
        """Where a day ends: a fixed offset from UTC, kept in the ledger for ever."""
        return self._raw.zone()

    # ── rules ────────────────────────────────────────────────────────────────────────────────────
    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self._raw.policy()

    def set_policy(self, policy: Policy, *, by: Actor,
                   at: Optional[datetime.datetime] = None) -> Answer:
        """Puts a policy in force, which is an event. The lights follow at the next tick."""
        return self._raw.set_policy(policy, by, at)

    @property
    def calendar(self) -> WorkCalendar:
        """The working days that deadlines are reckoned on."""
        return self._raw.calendar()

    def set_calendar(self, calendar: WorkCalendar, *, by: Actor,
                     at: Optional[datetime.datetime] = None) -> Tuple[Answer, ...]:
        """Puts working days in force, whole, and reckons again what was provisional.

        The first answer is the ledger's own, the others those items'; none if they are in force.
        """
        return self._raw.set_calendar(calendar, by, at)

    # ── machines of a host's own (docs/workflows.md) ─────────────────────────────────────────────
    def define(self, definition: Union[Mapping[str, Any], str], *, by: Actor,
               at: Optional[datetime.datetime] = None) -> Answer:
        """Items that follow this machine can be reported from now on: report(workflow=its name).

        definition: proto's Definition as a dict or as JSON: name, version, states, rows with guards
        by their names. One that is there already is answered as repeated. Raises Refused
        (workflow.*) for one that is flawed, or by who may not set the policy.
        """
        return self._raw.define(_json(definition), by, at)

    def workflows(self) -> Tuple[Dict[str, Any], ...]:
        """All machines that were defined, the newest first: their definitions, with fingerprint."""
        known = json.loads(self._raw.workflows()).get("workflows", [])
        return tuple({**one["definition"], "fingerprint": int(one["fingerprint"])} for one in known)

    def plan(self, old: Union[Mapping[str, Any], int],
             new: Union[Mapping[str, Any], int]) -> MigrationPlan:
        """What differs between two versions, out of workflows() or by their fingerprints."""
        return MigrationPlan(json.loads(self._raw.plan(_fingerprint(old), _fingerprint(new))))

    def migrate(self, plan: MigrationPlan, *, by: Actor, dry_run: bool = False, reason: str = "",
                batch_id: str = "") -> Tuple[Answer, ...]:
        """Moves the open items of the old version, all or none: an answer for each.

        Where one stands in a state that the plan has no place for, it is refused
        (migration.no-place) and nothing is moved. dry_run: the answers as they would be.
        """
        if not isinstance(plan, MigrationPlan):
            raise TypeError(f"plan: a MigrationPlan was wanted, not {type(plan).__name__}")
        return self._raw.migrate(json.dumps(plan._message()), by, dry_run, reason, batch_id)

    def undo_migration(self, batch_id: str, *, by: Actor, dry_run: bool = False,
                       reason: str = "") -> Tuple[Answer, ...]:
        """Takes a migration back, by the batch_id of its answers: an answer for each moved item.

        One on which somebody has worked since stays (migration.moved-on). dry_run: the answers as
        they would be.
        """
        return self._raw.undo_migration(batch_id, by, dry_run, reason)

    def check(self, progress: Optional[Callable[[int, int], object]] = None) -> Verification:
        """Walks the chain, makes every item again from its events, compares with all that is kept.

        progress is called now and then with (done, total); what it raises stops the check. It asks
        nothing of this ledger.
        """
        return self._raw.check(progress)


def open(path: Union[str, "os.PathLike[str]"], *, policy: Optional[Policy] = None,
         zone: Union[datetime.timezone, datetime.timedelta, None] = None,
         calendar: Optional[WorkCalendar] = None,
         clock: Optional[Callable[[], datetime.datetime]] = None, create: bool = True) -> Ledger:
    """Opens a ledger, or makes one: a SQLite file, or ':memory:'.

    policy (None: strict_policy()), zone (None: +08:00) and calendar (None: China's) are of a new
    ledger and kept in it; an old one keeps its own. clock gives aware datetimes and is asked for
    every command; None is the system's. create: False raises Error where there is no ledger.

    Raises Error: store.foreign (not a ledger; left untouched), store.newer, store.older,
    store.damaged, store.io, store.full, store.none.
    """
    where = os.fspath(path)
    if not isinstance(where, str):
        raise TypeError(f"path: a str or a path of str was wanted, not {type(where).__name__}")
    if "\0" in where:
        raise ValueError("path: a file's name has no NUL in it")
    return Ledger(Open(os.fsencode(where), policy, zone, calendar, clock, create), where)
