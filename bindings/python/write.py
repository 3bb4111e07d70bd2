#!/usr/bin/python3
"""Writes what follows from the extension module: a method for each command, and its type stub.

    write.py PACKAGE                the folder rectify/, with _rectify in it

So a command or a field that the library gains is in the package without being written again.
"""
# SPDX-License-Identifier: BSL-1.0
import importlib.util
import keyword
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
GIVEN_BY_THE_LEDGER = ("tick", "reckon", "migrate")
METHODS = {"close": "strike_off"}  # close closes the ledger's file
ENVELOPE = [("id", "str", "''", "Of the caller's choice, applied once; '': the ledger makes one."),
            ("expected_version", "int | None", "None",
             "Raises Conflict if the item has moved on since."),
            ("at", "datetime.datetime | None", "None", "When; None is the ledger's clock.")]


def extension(package):
    """The module by itself: the package around it isn't there yet."""
    path = next(package.glob("_rectify*.so"))
    spec = importlib.util.spec_from_file_location("rectify._rectify", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(parts, before, after, indent):
    """The parts with commas between them, on lines of at most 100 columns."""
    lines = [before]
    for i, part in enumerate(parts):
        part += after if i == len(parts) - 1 else ","
        if len(lines[-1]) + 1 + len(part) > 100:
            lines.append(" " * indent + part)
        else:
            lines[-1] += ("" if lines[-1].endswith(("(", "{", "[")) else " ") + part
    return "\n".join(lines)


def default(value, annotation):
    if annotation.endswith("| str"):
        return "''"
    return repr(value)


def method(name, described, fields, moves):
    """One command as a method: report makes an item, the others have one."""
    reports = name == "report"
    own = [("by", "Actor", None, "Who gives it.")] + [
        one for one in ENVELOPE if not reports or one[0] != "expected_version"]
    parameters = ["self"] + ([] if reports else ["item: Item | int"]) + ["*"]
    parameters += [f"{field}: {kind} = {default(value, kind)}" for field, kind, value, _ in fields]
    parameters += [f"{field}: {kind}" + (f" = {value}" if value else "")
                   for field, kind, value, _ in own]
    parameters += [] if described else ["**fields: Any"]
    call = METHODS.get(name, name.replace("-", "_"))
    lines = [packed(parameters, f"    def {call}(", f") -> {'Item' if reports else 'Answer'}:",
                    len(f"    def {call}("))]

    ways = dict.fromkeys(f"{start} → {end}" for start, end in moves if end)
    text = textwrap.wrap(f"The command {name}" + (": " + "; ".join(ways) if ways else "") + ".", 90)
    text += [""]
    for field, _, _, meaning in fields + own:
        text += textwrap.wrap(f"{field}: {meaning}", 90, subsequent_indent="    ")
    text += ["", ("The item as it is then. " if reports else "Durable when it returns. ") +
             "Raises Refused where it may not be given."]
    lines += [f'        """{text[0]}', *(f"        {line}".rstrip() for line in text[1:]),
              '        """']

    if described:
        given = [f'"{field}": {field}' for field, *_ in fields]
        lines.append(packed(given or [""], "        given: Dict[str, Any] = {", "}", 12))
    version = "None" if reports else "expected_version"
    give = f'self._give("{name}", {"0" if reports else "item"}, by, id, {version}, at, {"given" if described else "fields"})'
    lines.append(f"        return self[{give}.item]" if reports else f"        return {give}")
    return "\n".join(lines)


COMMANDS = '''"""A method for each command. Written by bindings/python/write.py out of the library."""
# SPDX-License-Identifier: BSL-1.0
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Dict, Mapping

from ._names import Severity
from ._rectify import Actor, Answer, Evidence, Item, Link, Owner


class Commands:
    """What somebody may ask of a ledger, in the words of the machine's table."""

    if TYPE_CHECKING:
        def _give(self, name: str, item: Item | int, by: Actor, id: str,
                  expected_version: int | None, at: datetime.datetime | None,
                  fields: Dict[str, Any]) -> Answer: ...

        def __getitem__(self, item: Item | int) -> Item: ...

'''


def names(module):
    """_names.py: the names that a state, a light and the like may have."""
    lines = ['"""The names that stand for enumerations. Written by bindings/python/write.py."""',
             "# SPDX-License-Identifier: BSL-1.0", "from typing import Literal", ""]
    for alias, all_names in module._enumerations().items():
        lines.append(packed([repr(name) for name in all_names], f"{alias} = Literal[", "]", 4))
    return "\n".join(lines) + "\n"


def stub_class(name, fields, more):
    """A value class, from its fields; more: the lines that only it has."""
    lines = [f"class {name}:"]
    parameters = ", ".join(f"{field}: {given} = ..." for field, given, _ in fields)
    lines.append(f"    def __init__(self, {parameters}) -> None: ..." if fields else "    ...")
    for field, _, kept in fields:
        lines += ["    @property", f"    def {field}(self) -> {kept}: ..."]
    lines += [f"    def replace(self, *, {parameters}) -> {name}: ...",
              "    def to_dict(self) -> Dict[str, Any]: ..."]
    return "\n".join(lines + more) + "\n"


def stub(module):
    """_rectify.pyi: its own words stand in _rectify.pyi.in, under a line `# in NAME`."""
    written, own = (HERE / "_rectify.pyi.in").read_text(encoding="utf-8").split("# ── in the classes")
    more, name = {}, None
    for line in own.split("\n")[1:]:
        if line.startswith("# in "):
            name = line[5:].strip()
        elif name and line.strip():
            more.setdefault(name, []).append(line)
    parts = [f"from ._names import {', '.join(module._enumerations())}\n"]
    parts += [stub_class(name, fields, more.get(name, []))
              for name, fields in module._classes().items()]
    return written + "\n" + "\n".join(parts)


def main():
    package = Path(sys.argv[1])
    module = extension(package)
    methods = [method(*command) for command in module._commands()
               if command[0] not in GIVEN_BY_THE_LEDGER]
    (package / "_names.py").write_text(names(module), encoding="utf-8")
    (package / "_commands.py").write_text(COMMANDS + "\n\n".join(methods) + "\n", encoding="utf-8")
    (package / "_rectify.pyi").write_text(stub(module), encoding="utf-8")


if __name__ == "__main__":
    main()
