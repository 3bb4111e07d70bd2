"""A ledger's file: its rows against the chain, as far as names say."""
# SPDX-License-Identifier: BSL-1.0
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

from wire import expect, fields, number, text

APPLICATION, SCHEMAS = 0x52454354, (2, 3)  # "RECT"
SEVERITIES = ["minor", "moderate", "serious", "critical"]
IN_HAND = "assigned", "rectifying.working", "rectifying.submitted"
NO_DUE = 9999999


def verify(path, chain):
    ledger = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
    [[application]] = ledger.execute("PRAGMA application_id")
    [[schema]] = ledger.execute("PRAGMA user_version")
    if application != APPLICATION or schema not in SCHEMAS:
        raise OSError(f"no ledger of schema {' or '.join(map(str, SCHEMAS))} (application {application}, schema {schema})")
    verify_events(ledger, chain)
    # A host's machine came with schema 3.
    verify_items(ledger, chain, "workflow, place" if schema > 2 else "'', ''")


def verify_events(ledger, chain):
    meta = {"policy_event": 0, "calendar_event": 0}
    for seq, item, former, record, kept in ledger.execute(
            "SELECT seq, item, former, record, hash FROM event ORDER BY seq"):
        expect(seq == chain.seq + 1, f"event {chain.seq + 1}: is missing")
        expect((item, former) == chain.add(record, kept), f"event {seq}: its columns are not those of its record")
        held = fields(record).keys()
        meta["policy_event"] = seq if held & {60, 61} else meta["policy_event"]
        meta["calendar_event"] = seq if held & {60, 62} else meta["calendar_event"]
        if 63 in held:
            meta["workflow_event"] = seq
    kept = dict(ledger.execute("SELECT key, value FROM meta"))
    expect(kept, "no policy is in force: an import into it did not come to its end")
    expect(kept == meta, f"meta says {kept}, the chain {meta}")
    kept = dict(ledger.execute("SELECT id, event FROM command"))
    for id, seq in chain.ids.items() ^ kept.items():
        expect(False, f"command {id!r} is kept as event {kept.get(id)}, the chain says {chain.ids.get(id)}")


def verify_items(ledger, chain, of_hosts):
    left, counted, due_on = set(chain.state), Counter(), Counter()
    for table, is_closed in ("open_item", False), ("closed_item", True):
        for (id, version, last_event, state, light, severity, unit, leader, handler, source, title, due, changed,
             record, workflow, place) in ledger.execute(
                "SELECT id, version, last_event, state, light, severity, unit, leader, handler, source, title, due, "
                f"changed, record, {of_hosts} FROM {table}"):
            where = f"item {id}: "
            expect(id in left, where + "stands twice, or has no events")
            left.remove(id)
            expect((version, last_event, state) == (chain.version[id], chain.newest[id], chain.state[id]),
                   where + "its version, last_event or state is not what its events say")
            expect((state == "closed") == is_closed, where + f"is {state} and stands in {table}")
            day, at = text(record, 18, 1), (number(record, 32, 1), number(record, 32, 2))
            said = [number(record, 1), number(record, 2), text(record, 4, 1), SEVERITIES.index(text(record, 6)),
                    *(text(record, 16, n) for n in (1, 2, 3)), text(record, 9), text(record, 7),
                    (date.fromisoformat(day) - date(1970, 1, 1)).days if day else NO_DUE,
                    at[0] * 1000 + at[1] // 10**6]
            states = [state.decode() for state in fields(record).get(40, [])]
            said += [text(record, 3, 1) if states else "", "+".join(states)]
            expect(said == [id, version, state, severity, unit, leader, handler, source, title, due, changed,
                            workflow, place],
                   where + "its columns are not those of its record")
            counted[unit, state, severity, light] += 1
            due_on[due] += state in IN_HAND and due != NO_DUE
    expect(not left, f"item {min(left, default=0)}: is missing, the chain has events of it")
    kept = {tuple(key): items for *key, items in
            ledger.execute("SELECT unit, state, severity, light, items FROM counter")}
    expect(kept == counted, "the counters are not those of the items")
    kept = dict(ledger.execute("SELECT due, items FROM due_counter"))
    expect(kept == +due_on, "the counters of due days are not those of the items")
