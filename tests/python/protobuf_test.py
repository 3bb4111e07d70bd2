"""Beside google.protobuf, with classes that protoc made of our own proto/, in one process."""
# SPDX-License-Identifier: BSL-1.0
import subprocess
import sys
from pathlib import Path

import pytest

import rectify

ROOT = Path(__file__).parents[2]
PROGRAM = '''
import sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2].split(","):
    __import__(name, fromlist=["x"])
import rectify
from rectify_pb2 import command, item
from google.protobuf import json_format

ledger = rectify.open(":memory:")
asked = command.Command(id="desk-1", actor=item.Actor(name="王芳", roles=["clerk"]))
asked.report.title = "漏水"
ledger.apply(rectify.Command.from_bytes(asked.SerializeToString()))
told = item.Item.FromString(ledger[1].to_bytes())
assert told.title == "漏水" and told.state.main == "found"
assert rectify.Item.from_json(json_format.MessageToJson(told)) == ledger[1]
assert ledger.check()
'''


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """protoc's Python of proto/rectify/v1. Its package would be rectify, which is ours: a folder of
    its own, as a host would have it."""
    folder = tmp_path_factory.mktemp("generated")
    source = folder / "proto/rectify_pb2"
    source.mkdir(parents=True)
    for file in (ROOT / "proto/rectify/v1").glob("*.proto"):
        text = file.read_text(encoding="utf-8").replace('"rectify/v1/', '"rectify_pb2/')
        (source / file.name).write_text(text, encoding="utf-8")
    files = [f"rectify_pb2/{file.name}" for file in source.glob("*.proto")]
    subprocess.run(["protoc", f"-I{folder / 'proto'}", f"--python_out={folder}", *files], check=True)
    (folder / "rectify_pb2/__init__.py").write_text(
        "from . import command_pb2 as command, item_pb2 as item\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("first", ["rectify,google.protobuf.message,rectify_pb2",
                                   "google.protobuf.message,rectify_pb2,rectify",
                                   "google.protobuf.message,rectify,rectify_pb2"])
def test_both_are_used_in_one_process(generated, first):
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(generated), first],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_module_shows_nothing_but_its_door():
    done = subprocess.run(["nm", "-D", "--defined-only", rectify._rectify.__file__],
                          capture_output=True, text=True, check=True)
    assert [line.split()[-1] for line in done.stdout.splitlines()] == ["PyInit__rectify"]
