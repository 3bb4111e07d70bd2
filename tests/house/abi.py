#!/usr/bin/python3
"""What programs that were built against librectify.so rely on, held equal to src/package/abi.txt.

    abi.py check   [ROOT LIBRARY]   fails on any difference, and names it
    abi.py declare [ROOT LIBRARY]   writes the list anew, which is then a change that a reviewer sees

Without LIBRARY it is the one that the test house.consumer.subdirectory has left in build/dev.

The list has the soname, the symbols that the library exports, and of each public type its size, the
offsets of its members in bytes, the values of its enumerators, the slots of its virtual functions and
the order of its alternatives, as libabigail's abidw reads them from a compilation of all headers that
need no Boost and no protobuf. A line that is gone or changed breaks programs built before: after a
release it wants another soname, which is the version's first two numbers
(include/rectify/version.hpp). A line more breaks nobody.
"""
# SPDX-License-Identifier: BSL-1.0
import difflib
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
LEFT = "build/dev/tests/consumer/subdirectory/subdirectory/rectify/librectify.so"
LIST = "src/package/abi.txt"
NOT_FOR_ALL = {"flow_machine.hpp", "workflow.hpp", "machine.hpp", "archive.hpp", "proto.hpp"}  # need Boost or protobuf
TEXT = "std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >"
DAY = "std::chrono::time_point<std::chrono::local_t, std::chrono::duration<long, std::ratio<86400l, 1l> > >"
MOMENT = ("std::chrono::time_point<std::chrono::_V2::system_clock, "
          "std::chrono::duration<long, std::ratio<1l, 1000l> > >")
SHORT = {TEXT: "std::string", DAY: "rectify::Day", MOMENT: "rectify::Instant", "[abi:cxx11]": "",
         "std::basic_string_view<char, std::char_traits<char> >": "std::string_view",
         ", std::allocator<std::string> ": "", "std::chrono::": ""}


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          text=True).stdout


def symbols(library):
    soname = re.search(r"SONAME.*\[(.*)\]", run("readelf", "-d", library)).group(1)
    yield f"soname {soname}"
    names = set()
    for line in run("nm", "-DC", "--defined-only", library).splitlines():
        kind, name = line[17], line[19:]
        if kind == "V":  # what a class without a key function has in each of its users
            continue
        for long, short in SHORT.items():
            name = name.replace(long, short)
        names.add(re.sub(r", std::allocator<rectify::\w+> ", "", name))
    yield from (f"symbol {name}" for name in sorted(names))


def layout_of_enum(node):
    values = (f"{e.get('name')} {e.get('value')}" for e in node.iter("enumerator"))
    return "enum", ", ".join(values)


def layout_of_class(node):
    bases = [f"(base) {int(b.get('layout-offset-in-bits')) // 8}" for b in node.iter("base-class")]
    members = [f"{m.find('var-decl').get('name')} {int(m.get('layout-offset-in-bits')) // 8}"
               for m in node.findall("data-member") if m.get("layout-offset-in-bits")]
    slots = sorted((int(f.get("vtable-offset")), f.find("function-decl").get("name"))
                   for f in node.findall("member-function") if f.get("vtable-offset"))
    virtual = [f"{name}() slot {slot}" for slot, name in dict.fromkeys(slots)]
    return f"{int(node.get('size-in-bits')) // 8} bytes", ", ".join(bases + members + virtual)


def types_in(node, scope, names):
    """(name, layout) of every complete type below the node of abidw's XML; names: of type ids."""
    for child in node:
        if child.tag in ("abi-instr", "member-type"):
            yield from types_in(child, scope, names)
        elif child.tag == "namespace-decl":
            yield from types_in(child, [*scope, child.get("name")], names)
        elif child.tag in ("class-decl", "enum-decl"):
            name = [*scope, child.get("name")]
            if child.tag == "enum-decl":
                yield "::".join(name), layout_of_enum(child)
            elif child.get("size-in-bits"):
                yield "::".join(name), layout_of_class(child)
                yield from types_in(child, name, names)
        elif child.tag == "typedef-decl":
            of = names.get(child.get("type-id"), "")
            if of.startswith("variant<"):
                yield "::".join([*scope, child.get("name")]), ("one of", of[8:-1])


def types(include):
    headers = sorted(path.name for path in (include / "rectify").glob("*.hpp")
                     if path.name not in NOT_FOR_ALL)
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder, "all.cpp"), Path(folder, "all.so")
        source.write_text("".join(f"#include <rectify/{name}>\n" for name in headers)
                          + 'extern "C" void something_to_export() {}\n')
        run(os.environ.get("CXX", "g++"), "-std=c++20", "-g", "-fno-eliminate-unused-debug-types",
            "-femit-class-debug-always", "-fPIC", "-shared", f"-I{include}", source, "-o", library)
        root = xml.fromstring(run("abidw", "--load-all-types", "--no-show-locs", library))
    names = {node.get("id"): node.get("name") for node in root.iter("class-decl")}
    found = {name: layout for name, layout in types_in(root, [], names)
             if name.startswith("rectify::") and "::detail::" not in name and "<" not in name}
    return [f"type {name}: {size}: {parts}" for name, (size, parts) in sorted(found.items())]


def main():
    what, root, library = sys.argv[1:] if len(sys.argv) == 4 else (sys.argv[1], HERE, HERE / LEFT)
    root = Path(root)
    now = [*symbols(library), *types(root / "include")]
    if what == "declare":
        (root / LIST).write_text("\n".join(now) + "\n")
        print(f"abi: {len(now)} lines declared in {LIST}")
        return 0
    declared = (root / LIST).read_text().splitlines()
    changes = [line for line in difflib.unified_diff(declared, now, n=0, lineterm="")
               if re.match(r"[+-](soname|symbol|type) ", line)]
    print("\n".join(changes))
    gone = sum(line.startswith("-") for line in changes)
    if changes:
        print(f"abi: {gone} lines of {LIST} don't hold any more, {len(changes) - gone} are new. "
              f"If that is meant:\n    tests/house/abi.py declare {root} {library}")
        return 1
    print(f"abi: {len(now)} lines, all as declared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
