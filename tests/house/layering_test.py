"""layering.py finds each fault it is there for: on a copy of the tree with the fault put in."""
# SPDX-License-Identifier: BSL-1.0
import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("layering", Path(__file__).with_name("layering.py"))
layering = importlib.util.module_from_spec(spec)
spec.loader.exec_module(layering)


@pytest.fixture
def house(tmp_path):
    """A copy of our own tree, and the layers as CMake wrote them."""
    for folder in ("include", "src", "bindings", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    layers = Path(os.environ["RECTIFY_BUILD"], "layers.txt").read_text(encoding="utf-8")
    return tmp_path, layers


def put(house, file, line):
    path = house[0] / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")


def test_our_own_tree_has_no_fault(house):
    assert layering.faults(*house) == []


def test_a_public_header_that_includes_upward_is_found(house):
    put(house, "include/rectify/version.hpp", "#include <rectify/lifecycle.hpp>")
    assert layering.faults(*house) == [
        "include/rectify/version.hpp: is in calendar and "
        "includes rectify/lifecycle.hpp of lifecycle"]


def test_a_private_header_of_a_layer_above_is_found(house):
    root, layers = house
    put(house, "src/attic/secret.hpp", "#pragma once")
    put(house, "include/rectify/version.hpp", '#include "attic/secret.hpp"')
    layers += "layer attic\nsees calendar\nfile src/attic/secret.hpp\n"
    assert layering.faults(root, layers) == [
        "include/rectify/version.hpp: is in calendar and includes attic/secret.hpp of attic"]


@pytest.mark.parametrize("generated, layer", [
    ("rectify_wire/item.pb.h", "codec"), ("rectify/v1/item.pb.h", "proto")])
def test_generated_protobuf_is_its_layers_alone(house, generated, layer):
    put(house, "include/rectify/version.hpp", f'#include "{generated}"')
    assert layering.faults(*house) == [
        f"include/rectify/version.hpp: is in calendar and includes {generated} of {layer}"]


@pytest.mark.parametrize("file", [
    "include/rectify/forgotten.hpp", "include/rectify/impl/forgotten.hpp",
    "src/ledger/forgotten.hpp", "src/ledger/forgotten.cpp", "bindings/c/forgotten.cpp"])
def test_a_file_that_no_layer_lists_is_found(house, file):
    put(house, file, "")
    assert layering.faults(*house) == [f"{file}: no layer lists it"]


def test_a_layer_that_says_it_sees_one_above_is_found(house):
    root, layers = house
    assert "layer calendar sees ledger, which is not declared below it" in layering.faults(
        root, layers.replace("sees \n", "sees ledger\n", 1))


@pytest.mark.parametrize("line, fault", [
    ("#include <rectify/impl/lifecycle.hpp>", "is not a public header"),
    ('#include "rectify/nowhere.hpp"', "is not a public header"),
    ('#include "../../src/ledger/rows.hpp"', "is not a file of examples/tracker"),
    ('#include "ledger/rows.hpp"', "is not a file of examples/tracker"),
    ('#include <google/protobuf/message.h>', "is inside the library")])
def test_a_tracker_that_looks_into_the_house_is_found(house, line, fault):
    put(house, "examples/tracker/nosy.cpp", line)
    found = layering.faults(*house)
    assert len(found) == 1 and found[0].endswith(fault), found


def test_a_binding_that_looks_into_the_house_is_found(house):
    put(house, "bindings/c/boundary.hpp", '#include "ledger/rows.hpp"')
    assert layering.faults(*house) == [
        "bindings/c/boundary.hpp: includes ledger/rows.hpp, which is not a file of bindings/c"]


def test_a_tracker_may_include_public_headers_and_its_own(house):
    put(house, "examples/tracker/words.hpp", "#pragma once")
    put(house, "examples/tracker/web/page.cpp",
        '#include <rectify/version.hpp>\n#include "words.hpp"')
    assert layering.faults(*house) == []
