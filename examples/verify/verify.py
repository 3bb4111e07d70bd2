#!/usr/bin/python3
"""Proves a ledger without rectify: with Python's standard library and what docs/format.md says.

    verify.py district.rectify          the file, or what `tracker export --events` made of it
    verify.py - < events.jsonl

Walks the chain: every event's number and SHA-256, each item's versions, the ids of commands. Of a file
also its rows (rows.py). Ends with 0 if all is whole, 1 if it is broken (and says where), 2 if it can't
be read. What it can't see: that the end of the chain was cut off, or all of it written anew. Compare
the last hash with the one that you noted. What it leaves to `tracker verify`: making each item again.
"""
# SPDX-License-Identifier: BSL-1.0
import base64
import hashlib
import json
import sqlite3
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import rows  # noqa: E402
import wire  # noqa: E402
from wire import Broken, expect  # noqa: E402

LEDGER_OPENED, WORKFLOW_DEFINED = 60, 63


class Chain:
    """The events so far, and what they say of items and commands."""

    def __init__(self):
        self.seq, self.hash, self.workflow = 0, bytes(32), 0
        self.version, self.newest, self.state, self.ids = Counter(), Counter(), {}, {}

    def add(self, record, kept):
        """The next event; gives its item (0: of the ledger) and that item's event before."""
        self.seq += 1
        where = f"event {self.seq}: "
        self.hash = hashlib.sha256(self.hash + record).digest()
        expect(self.hash == kept, where + "its hash is wrong: it or the one before was changed")
        event = wire.fields(record)
        seq, item, version = (wire.number(record, n) for n in (1, 2, 3))
        expect(seq == self.seq, where + f"says that it is event {seq}")
        expect((LEDGER_OPENED in event) == (seq == 1), where + "the first event opens the ledger, and no other one")
        id = wire.text(record, 6)
        expect(id not in self.ids, where + f"has the command id of event {self.ids.get(id)}")
        self.ids[id] = seq
        former = self.newest[item]
        if item:
            self.version[item] += 1
            expect(version == self.version[item], where + f"version {version} of item {item}, not {self.version[item]}")
            self.newest[item], self.state[item] = seq, wire.text(record, 8, 1)
        elif WORKFLOW_DEFINED in event:  # names the one before it
            former, self.workflow = self.workflow, seq
        return item, former


def of_lines(file):
    """JSON lines: an event's bytes are made of its words, unless they stand beside them."""
    messages = wire.Messages()
    for line in filter(bytes.strip, file):
        link = json.loads(line)
        given = link.get("record")
        record = base64.b64decode(given) if given else messages.encode("Event", link["event"])
        yield record, bytes.fromhex(link["hash"])


def of_stream(file):
    """Before each message its length."""
    data, at = file.read(), 0
    while at < len(data):
        size, at = wire.varint(data, at)
        link = data[at:at + size]
        expect(len(link) == size, f"of a message of {size} bytes there are {len(link)}")
        yield wire.fields(link)[2][-1], bytes.fromhex(wire.text(link, 1))
        at += size


def verify(path):
    chain = Chain()
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
            first = file.peek(16)
            if first.startswith(b"SQLite format 3\0"):
                rows.verify(path, chain)
            else:
                words = first.removeprefix(b"\xef\xbb\xbf")
                is_json = words.startswith(b"{") and not words.startswith(b"{\n")
                for record, kept in of_lines(file) if is_json else of_stream(file):
                    chain.add(record, kept)
                expect(chain.seq, "there are no events")
    except Broken as flaw:
        return 1, f"broken: {flaw}"
    except (OSError, sqlite3.OperationalError) as error:
        return 2, f"can't be read: {error}"
    except (ValueError, LookupError, TypeError, AttributeError, sqlite3.Error) as error:
        return 1, f"broken: behind event {chain.seq}: {error}"
    return 0, f"whole: {chain.seq} events, {len(chain.state)} items, last hash {chain.hash.hex()}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__ and print(__doc__, file=sys.stderr) or 2)
    code, words = verify(sys.argv[1])
    print(f"{sys.argv[1]}: {words}", file=sys.stderr if code else sys.stdout)
    sys.exit(code)
