"""Items, people, events: values that can't be changed, compare by what they are, and can be kept."""
# SPDX-License-Identifier: BSL-1.0
import copy
import datetime
import inspect
import json
import pickle
import re
import typing
from pathlib import Path

import pytest

import rectify
from rectify import _rectify

ROOT = Path(__file__).parents[2]


def messages():
    """The fields of each message in proto/, by its name."""
    found = {}
    for file in (ROOT / "proto/rectify/v1").glob("*.proto"):
        for name, body in re.findall(r"^message (\w+) \{(.*?)\}", file.read_text(encoding="utf-8"),
                                     re.MULTILINE | re.DOTALL):
            found[name] = set(re.findall(r"(\w+) = \d+;", body))
    return found


def test_nothing_of_the_wire_is_forgotten():
    proto = messages()
    described = {name: {field[0].rstrip("_") for field in fields}
                 for name, fields in _rectify._classes().items()}
    described["Deadline"] |= {"months", "days", "working_days"}  # in count
    described["Item"] |= {"workflow", "flow_states"}  # in flow, or the library's own mark
    for name in ("Actor", "Owner", "Evidence", "Link", "StandIn", "EscalationStep", "Deadline",
                 "ExtensionRequest", "FormerDeadline", "Item"):
        assert proto[name] <= described[name], name
    bodies = {name.replace("-", ""): {field[0] for field in fields}
              for name, _, fields, _ in _rectify._commands()}
    for name, fields in proto.items():
        command = {"Link": None, "LinkTo": "link"}.get(name, name.lower())
        assert fields == bodies.pop(command, fields), name
    assert not bodies, "commands without a message"


def test_everything_has_its_words():
    for name in rectify.__all__:
        thing = getattr(rectify, name)
        assert thing.__doc__ or typing.get_origin(thing) is typing.Literal, name
        if inspect.isclass(thing) and thing.__module__ == "rectify":
            for member, value in vars(thing).items():
                if not member.startswith("_"):
                    assert inspect.getdoc(value) or not callable(value), f"{name}.{member}"
                if isinstance(value, property):
                    assert value.__doc__, f"{name}.{member}"


def test_a_value_can_not_be_changed(office, assigned):
    for value, field in ((office.clerk, "name"), (assigned, "title"), (assigned.deadline, "due")):
        with pytest.raises(AttributeError):
            setattr(value, field, "x")
    assert office.clerk.replace(unit="办公室").unit == "办公室" and office.clerk.unit == "整改办"
    with pytest.raises(TypeError, match="Actor has no nam; it has name, unit"):
        office.clerk.replace(nam="x")


def test_values_compare_by_what_they_are(office, ledger, assigned):
    assert rectify.Owner("办公室") == rectify.Owner(unit="办公室") != rectify.Owner("财政局")
    assert len({rectify.Owner("办公室"), rectify.Owner("办公室"), "办公室"}) == 2
    again = ledger[assigned]
    assert assigned == again and hash(assigned) == hash(again) and assigned is not again
    ledger.start(assigned, by=office.owner)
    assert ledger[assigned] != assigned and hash(ledger[assigned]) == hash(assigned)
    assert assigned != 1 and assigned in ledger and 1 in ledger and 2 not in ledger


def test_a_repr_reads_back(office):
    for value in (office.clerk, rectify.Owner("办公室", co_units=["财政局", "人事局"]),
                  rectify.Evidence("附件.pdf", "file", "0" * 64), rectify.Link(3, "follows"),
                  rectify.Deadline.parse("6月底前完成排查；10月底前完成整改",
                                         on=datetime.date(2024, 5, 20))):
        assert eval(repr(value), vars(rectify) | {"datetime": datetime}) == value


def test_an_item_shows_what_a_reader_asks_first(assigned):
    assert repr(assigned) == "<Item 1 '接访窗口周五提前下班' assigned 办公室 due 2018-07-31 green>"


def test_values_survive_pickle_and_copy(office, ledger, assigned):
    things = [office.clerk, assigned, assigned.deadline, ledger.policy, ledger.calendar,
              ledger.history(1)[0], ledger.allowed(1, office.owner), ledger.counters(),
              ledger.start(1, by=office.owner), rectify.Command("start", 1, by=office.owner)]
    for thing in things:
        for same in (pickle.loads(pickle.dumps(thing)), copy.deepcopy(thing), copy.copy(thing)):
            assert same == thing and repr(same) == repr(thing)
    kept = pickle.loads(pickle.dumps(assigned))
    assert str(kept.reported_at) == "2018-06-25 09:00:00+08:00"
    with pytest.raises(ValueError, match="came from no ledger"):
        kept.allowed(office.owner)


def test_exceptions_survive_pickle(office, ledger, assigned):
    for version in (None, 1):
        with pytest.raises(rectify.Refused) as caught:
            ledger.verify(assigned, by=office.owner, expected_version=version)
        same = pickle.loads(pickle.dumps(caught.value))
        assert type(same) is type(caught.value) and same.args == caught.value.args
        assert str(same) == str(caught.value)


def test_bytes_and_json_are_those_of_the_wire(assigned):
    assert rectify.Item.from_bytes(assigned.to_bytes()) == assigned
    assert rectify.Item.from_json(assigned.to_json()) == assigned
    told = json.loads(assigned.to_json())
    assert told["owner"] == {"unit": "办公室"} and told["deadline"]["due"] == "2018-07-31"
    with pytest.raises(rectify.Refused) as caught:
        rectify.Item.from_bytes(b"\xff\xff")
    assert caught.value.code == "wire.form"


def test_an_item_as_large_as_one_can_be_is_read_back(ledger, office):
    item = ledger.report(title="长", by=office.clerk)
    for part in range(3):
        ledger.attach(item, evidence=["长" * 10_000] * 50, by=office.clerk)
    whole = ledger[item]
    assert len(whole.to_bytes()) > 4 << 20
    assert rectify.Item.from_bytes(whole.to_bytes()) == whole
    assert rectify.Item.from_json(whole.to_json()) == whole
    with pytest.raises(rectify.Refused) as caught:
        rectify.Item.from_bytes(bytes((64 << 20) + 1))
    assert caught.value.code == "line.too-long"


def test_fields_of_a_newer_version_are_kept(assigned):
    newer = assigned.to_bytes() + bytes([0x9A, 0x3F, 1]) + b"x"  # field 1011
    item = rectify.Item.from_bytes(newer)
    assert item.to_bytes() == newer
    assert pickle.loads(pickle.dumps(item)).to_bytes() == newer


def test_every_item_is_a_row_with_the_same_columns(office, ledger, assigned):
    bare = ledger.report(title="漏水", by=office.clerk)
    row = assigned.to_dict()
    assert list(row) == list(bare.to_dict())
    assert row["owner_unit"] == "办公室" and row["light"] == "green"
    assert row["due"] == row["deadline_due"] == datetime.date(2018, 7, 31)
    assert bare.to_dict()["deadline_due"] is None and bare.to_dict()["due"] is None
    flat = (str, int, bool, list, type(None), datetime.date)
    assert row.pop("fields") == {}  # a host's own, which only the host knows by name
    assert all(isinstance(value, flat) for value in row.values())


def test_an_event_says_what_was_given_and_its_hash(office, ledger, assigned):
    report, assign = ledger.history(assigned)
    assert (report.command, report.fields["title"]) == ("report", "接访窗口周五提前下班")
    assert assign.fields["owner"] == rectify.Owner("办公室")
    assert assign.deadline == assigned.deadline and assign.state == "assigned"
    assert re.fullmatch("[0-9a-f]{64}", assign.hash) and assign.hash != report.hash
    opened = ledger.events(0, 1)[0]
    assert (opened.command, opened.item, opened.seq) == ("ledger-opened", None, 1)
    assert opened.fields["zoneMinutes"] == 480


def test_the_times_are_in_the_ledgers_zone(office):
    nepal = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    now = datetime.datetime(2018, 6, 25, 23, 59, 59, 999000, tzinfo=nepal)
    with rectify.open(":memory:", zone=nepal, clock=lambda: now) as ledger:
        item = ledger.report(title="漏水", by=office.clerk)
        assert ledger.zone == nepal and item.reported_at.utcoffset() == nepal.utcoffset(None)
        assert item.reported_at == now == ledger.now()


def test_a_word_stands_for_an_owner_and_for_evidence():
    command = rectify.Command("fix-at-once", 1, owner="办公室", evidence=["照片"])
    assert command.fields["owner"] == rectify.Owner(unit="办公室")
    assert command.fields["evidence"] == (rectify.Evidence(text="照片", kind="text"),)
