"""XES and OCEL: valid by their schemas, true to the ledger, and nothing in them points nowhere."""
# SPDX-License-Identifier: BSL-1.0
import gzip
import json
import os
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

HERE = Path(__file__).parent
OLD = HERE.parent / "formats/schema-2.rectify.gz"  # in which everything happens that can
NAMESPACE = {"x": "http://www.xes-standard.org/"}


def tracker(path, *words, lines=()):
    done = subprocess.run([os.environ["RECTIFY_TRACKER"], "--ledger", path, *map(str, words)], check=True,
                          input="".join(json.dumps(line) + "\n" for line in lines).encode(), capture_output=True)
    return done.stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("mining") / "a.rectify"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    clerk = {"name": "王\"<&>'芳", "unit": "a&b", "roles": ["clerk"]}
    tracker(path, "apply", lines=[{"actor": clerk, "at": "2018-09-01T09:00:00Z", "report": {
        "title": "\"<b>&amp;]]></b>\\", "description": "\t一\n二"}}])
    return path


@pytest.fixture(scope="module")
def events(ledger):
    return [e for e in map(json.loads, tracker(ledger, "events", "--limit", 10000).splitlines()) if "item" in e]


@pytest.fixture(scope="module")
def items(ledger):
    return {i["id"]: i for i in map(json.loads, tracker(ledger, "list", "--all", "--json").splitlines())}


@pytest.fixture(scope="module")
def xes(ledger):
    return etree.fromstring(tracker(ledger, "export", "--xes", "-o", "-"))


@pytest.fixture(scope="module")
def ocel(ledger):
    return json.loads(tracker(ledger, "export", "--ocel", "-o", "-"))


def kind_of(event):
    known = {"seq", "item", "version", "at", "actor", "commandId", "batchId", "state", "deadline", "day",
             "holdStopsClock", "escalation", "clock", "rung"}
    [body] = event.keys() - known
    return "".join("-" + c.lower() if c.isupper() else c for c in body)


def values(element):
    return {a.get("key"): a.get("value") for a in element if a.tag != f"{{{NAMESPACE['x']}}}event"}


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


# ── XES ──────────────────────────────────────────────────────────────────────────────────────────

def test_xes_is_valid(xes):
    schema = etree.XMLSchema(etree.parse(str(HERE / "xes.xsd")))
    schema.assertValid(xes)


def test_the_schema_would_find_what_is_not(xes):
    schema = etree.XMLSchema(etree.parse(str(HERE / "xes.xsd")))
    for path, change in (
            ("//x:date", lambda e: e.set("value", "2018-06-25")), ("//x:int", lambda e: e.set("value", "x")),
            ("//x:string", lambda e: e.set("key", "two words")), ("//x:trace", lambda e: e.set("id", "1")),
            ("//x:event", lambda e: e.append(etree.Element(f"{{{NAMESPACE['x']}}}text"))),
            ("/x:log", lambda e: e.set("xes.version", "1849-2016"))):
        other = etree.fromstring(etree.tostring(xes))
        change(other.xpath(path, namespaces=NAMESPACE)[0])
        assert not schema.validate(other), path


def test_each_item_is_a_trace_with_its_events_in_order(xes, events, items):
    traces = xes.findall("x:trace", NAMESPACE)
    assert [values(t)["concept:name"] for t in traces] == sorted(items, key=int)
    for trace in traces:
        number = values(trace)["concept:name"]
        told = [values(e) for e in trace.findall("x:event", NAMESPACE)]
        theirs = [e for e in events if e["item"] == number]
        assert [(e["concept:name"], e["seq"], instant(e["time:timestamp"]), e["org:resource"]) for e in told] \
            == [(kind_of(e), e["seq"], instant(e["at"]), e.get("actor", {}).get("name", "")) for e in theirs]
        assert values(trace)["title"] == items[number]["title"]
        assert values(trace)["state"] == items[number]["state"]["main"]


def test_xes_names_who_for_which_unit_in_which_role(xes):
    said = [values(e) for e in xes.iterfind(".//x:event", NAMESPACE)]
    assert {"org:role": "coordinator", "org:group": "整改办"}.items() <= next(
        e for e in said if e["concept:name"] == "assign").items()
    assert {"stands_in_for": "周明远", "percent": "80"}.items() <= next(
        e for e in said if e["org:resource"] == "李芳").items()
    assert all(e["lifecycle:transition"] == "complete" for e in said)


def test_the_globals_and_classifiers_of_xes_are_in_every_event(xes):
    [scope] = xes.xpath("x:global[@scope='event']", namespaces=NAMESPACE)
    keys = values(scope).keys()
    assert {c.get("keys") for c in xes.findall("x:classifier", NAMESPACE)} <= keys
    assert all(keys <= values(e).keys() for e in xes.iterfind(".//x:event", NAMESPACE))
    prefixes = {e.get("prefix") for e in xes.findall("x:extension", NAMESPACE)}
    used = {key.split(":")[0] for a in xes.iter() if (key := a.get("key")) and ":" in key}
    assert used == prefixes


def test_xes_keeps_every_character(xes):
    trace = xes.findall("x:trace", NAMESPACE)[-1]
    assert values(trace)["title"] == "\"<b>&amp;]]></b>\\"
    assert values(trace.find("x:event", NAMESPACE))["org:resource"] == "王\"<&>'芳"
    reject = next(values(e) for e in xes.iterfind(".//x:event", NAMESPACE)
                  if values(e)["concept:name"] == "reject")
    assert reject["reason"] == "照片看不清\n请重拍"


# ── OCEL ─────────────────────────────────────────────────────────────────────────────────────────

def test_ocel_is_valid(ocel):
    schema = json.loads((HERE / "ocel.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(ocel, schema, cls=jsonschema.Draft7Validator)


def test_all_that_ocel_refers_to_is_there_once(ocel):
    types = {"event": {t["name"]: {a["name"]: a["type"] for a in t["attributes"]} for t in ocel["eventTypes"]},
             "object": {t["name"]: {a["name"]: a["type"] for a in t["attributes"]} for t in ocel["objectTypes"]}}
    assert types["object"].keys() == {"item", "unit", "person"}
    ids = [thing["id"] for thing in ocel["objects"]]
    assert len(ids) == len(set(ids)) and len({e["id"] for e in ocel["events"]}) == len(ocel["events"])
    python = {"string": str, "integer": int}
    for kind, things in ("event", ocel["events"]), ("object", ocel["objects"]):
        for thing in things:
            declared = types[kind][thing["type"]]
            for attribute in thing["attributes"]:
                assert type(attribute["value"]) is python[declared[attribute["name"]]], (thing, attribute)
            for relation in thing["relationships"]:
                assert relation["objectId"] in ids, (thing, relation)
            assert len({tuple(r.values()) for r in thing["relationships"]}) == len(thing["relationships"])


def test_ocel_has_every_event_with_its_item_its_person_and_its_unit(ocel, events):
    told = [(e["type"], e["id"], instant(e["time"])) for e in ocel["events"]]
    assert told == [(kind_of(e), f"event:{e['seq']}", instant(e["at"])) for e in events]
    for said, event in zip(ocel["events"], events):
        relations = {r["qualifier"]: r["objectId"] for r in said["relationships"]}
        actor = event.get("actor", {})
        assert relations["item"] == "item:" + event["item"]
        assert relations.get("by") == ("person:" + actor["name"] if "name" in actor else None)
        assert relations.get("from") == ("unit:" + actor["unit"] if "unit" in actor else None)


def test_ocel_tells_what_an_item_was_at_each_time(ocel, events, items):
    for thing in ocel["objects"]:
        if thing["type"] != "item":
            continue
        number = thing["id"].removeprefix("item:")
        by_name = {}
        for attribute in thing["attributes"]:
            by_name.setdefault(attribute["name"], []).append(attribute)
        for name, changes in by_name.items():
            times = [instant(change["time"]) for change in changes]
            assert times == sorted(times), (number, name)
            assert all(a["value"] != b["value"] for a, b in zip(changes, changes[1:])), (number, name)
        item = items[number]
        assert by_name["state"][-1]["value"] == item["state"]["main"]
        assert by_name.get("unit", [{"value": ""}])[-1]["value"] == item.get("owner", {}).get("unit", "")
        assert by_name["severity"][-1]["value"] == item["severity"]
        if "deadline" in item:
            assert by_name.get("due", [{"value": ""}])[-1]["value"] == item["deadline"].get("due", "")
        states = [e["state"]["main"] for e in events if e["item"] == number]
        walked = [state for state, before in zip(states, [None, *states]) if state != before]
        assert [change["value"] for change in by_name["state"]] == walked


def test_ocel_relates_items_to_owners_supervisors_and_each_other(ocel, items):
    relations = Counter((r["qualifier"], r["objectId"].split(":")[0]) for o in ocel["objects"]
                        if o["type"] == "item" for r in o["relationships"])
    owned = sum("unit" in i.get("owner", {}) for i in items.values())
    assert relations["owner", "unit"] == owned and relations["supervisor", "unit"] > 30
    assert relations["assists", "unit"] > 60 and relations["handler", "person"] > 30
    assert relations["merged into", "item"] == 1 and relations["follows", "item"] == 1
    people = {o["id"]: o for o in ocel["objects"] if o["type"] == "person"}
    assert {"objectId": "unit:财务科", "qualifier": "of"} in people["person:周明远"]["relationships"]
