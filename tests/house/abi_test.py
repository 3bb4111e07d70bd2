"""abi.py finds a symbol that is gone, and a member, an enumerator or a virtual function that moved."""
# SPDX-License-Identifier: BSL-1.0
import subprocess
import sys
from pathlib import Path

import pytest

ABI = Path(__file__).with_name("abi.py")
HEADER = """#pragma once
#include <variant>
namespace rectify {
struct Item { int number; unsigned char light; unsigned char state; };
enum class Light { grey, green };
struct Event { using Body = std::variant<Item, Light>; Body body; };
struct Store { virtual void read(); virtual void write(); };
void step(const Item&);
void evolve(Item&);
}
"""
SOURCE = """#include <rectify/rectify.hpp>
namespace rectify {
void Store::read() {} void Store::write() {}
void step(const Item&) {} void evolve(Item&) {}
}
"""


def abi(what, folder, old="", new=""):
    """What abi.py says of a house in which one text was changed into another."""
    (folder / "include/rectify").mkdir(parents=True, exist_ok=True)
    (folder / "src/package").mkdir(parents=True, exist_ok=True)
    (folder / "include/rectify/rectify.hpp").write_text(HEADER.replace(old, new))
    (folder / "all.cpp").write_text(SOURCE.replace(old, new))
    library = folder / "librectify.so"
    subprocess.run(["g++", "-std=c++20", f"-I{folder}/include", "-shared", "-fPIC",
                    "-Wl,-soname,librectify.so.0.1", folder / "all.cpp", "-o", library], check=True)
    return subprocess.run([sys.executable, ABI, what, folder, library], capture_output=True,
                          text=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The same after what is in the house was declared."""
    folder = tmp_path_factory.mktemp("house")
    assert abi("declare", folder).returncode == 0
    return lambda what, old="", new="": abi(what, folder, old, new)


def test_what_is_as_declared_is_no_fault(house):
    said = house("check")
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("old, new, told", [
    ("void evolve(Item&)", "void evolve(const Item&)", "-symbol rectify::evolve(rectify::Item&)"),
    ("unsigned char light; unsigned char state;", "unsigned char state; unsigned char light;",
     "-type rectify::Item: 8 bytes: number 0, light 4, state 5"),
    ("{ grey, green }", "{ green, grey }", "-type rectify::Light: enum: grey 0, green 1"),
    ("variant<Item, Light>", "variant<Light, Item>",
     "-type rectify::Event::Body: one of: rectify::Item, rectify::Light"),
    ("virtual void read(); virtual void write();", "virtual void write(); virtual void read();",
     "-type rectify::Store: 8 bytes: read() slot 0, write() slot 1")])
def test_what_breaks_a_built_program_is_named(house, old, new, told):
    said = house("check", old, new)
    assert said.returncode == 1
    assert told in said.stdout.splitlines()


def test_what_is_new_wants_to_be_declared(house):
    said = house("check", "void evolve(Item&) {}", "void more() {} void evolve(Item&) {}")
    assert said.stdout.splitlines()[0] == "+symbol rectify::more()"
    assert "0 lines" in said.stdout
