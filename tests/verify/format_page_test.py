"""docs/format.md's example is the event that it says, to the last byte."""
# SPDX-License-Identifier: BSL-1.0
import gzip
import hashlib
import json
import re
import sqlite3
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/format.md").read_text("utf-8")


def test_the_example_is_event_134_of_the_ledger_of_schema_2(tmp_path):
    path = tmp_path / "a.rectify"
    path.write_bytes(gzip.decompress((ROOT / "tests/formats/schema-2.rectify.gz").read_bytes()))
    with sqlite3.connect(path) as ledger:
        [[former]] = ledger.execute("SELECT hash FROM event WHERE seq = 133").fetchall()
        [row] = ledger.execute("SELECT seq, item, former, record, hash FROM event WHERE seq = 134").fetchall()
    block = re.search(r"<!-- tested: tests/verify/format_page_test.py -->\n```\n(.*?)```", PAGE, re.DOTALL)[1]
    shown = b"".join(bytes.fromhex(re.match(r" *((?:[0-9a-f]{2} ?)+)(?= |$)", line)[1]) for line in block.splitlines())
    hashes = [bytes.fromhex(digits) for digits in re.findall(r"^[0-9a-f]{64}$", PAGE, re.MULTILINE)]
    assert row == (134, 24, 101, shown, hashes[1]) and len(shown) == 136
    assert [former, hashlib.sha256(former + shown).digest()] == hashes


def test_the_schemas_number_and_tables_are_those_of_the_library():
    header = (ROOT / "src/stores/sqlite_schema.hpp").read_text("utf-8")
    number = re.search(r"schema_number = (\d+);", header)[1]
    assert f"`user_version` is the schema's number, {number}." in PAGE
    for table in set(re.findall(r"CREATE TABLE (\w+)", header)):
        assert f"`{table}`" in PAGE, table


def test_every_field_number_that_the_page_names_is_in_the_proto():
    event = (ROOT / "proto/rectify/v1/event.proto").read_text("utf-8")
    for name, number in (("ledger_opened", 60), ("policy_set", 61), ("calendar_loaded", 62), ("report", 20)):
        assert f" {name} = {number};" in event


def test_json_lines_in_the_interchange_page_are_of_that_ledger():
    page = (ROOT / "docs/interchange.md").read_text("utf-8")
    lines = gzip.decompress((ROOT / "tests/formats/schema-2.events.jsonl.gz").read_bytes()).decode().splitlines()
    [shown] = re.findall(r"^\{\"hash\".*$", page, re.MULTILINE)
    assert shown == lines[133] and json.loads(shown)["event"]["seq"] == "134"
