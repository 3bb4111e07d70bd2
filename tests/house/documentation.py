#!/usr/bin/python3
"""Fails where README.md, docs/*.md or src/README.md name what isn't there.

    documentation.py ROOT

Three things are read. A relative link leads to a file. A `path` in backticks that begins in one of
our folders (or <rectify/...>) is there. A block of code below the comment
<!-- compiled: tests/docs/NAME.cpp --> stands in that file, which a test uses, word for word.
"""
# SPDX-License-Identifier: BSL-1.0
import re
import sys
import textwrap
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCE = re.compile(r"^[ ]*```.*?^[ ]*```", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"<!-- compiled: (\S+) -->\s*^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
FOLDERS = ("include/", "src/", "proto/", "bindings/", "examples/", "tests/", "bench/", "docs/",
           ".ci/")


def paths_in(text):
    """What the text outside its code blocks says is in our tree."""
    for span in SPAN.findall(FENCE.sub("", text)):
        word = span.split()[0].strip("<>\"") if span.split() else ""
        if word.startswith("rectify/") and word.endswith(".hpp"):
            yield f"include/{word}"
        elif word.startswith(FOLDERS):
            yield word


def stands_in(example, source):
    """Whether the lines of the example follow each other in the source, at any indentation."""
    wanted = example.rstrip("\n").split("\n")
    lines = source.split("\n")
    return any(textwrap.dedent("\n".join(lines[i:i + len(wanted)])).split("\n") == wanted
               for i in range(len(lines) - len(wanted) + 1))


def faults(root):
    pages = [root / "README.md", root / "src/README.md", *sorted((root / "docs").rglob("*.md"))]
    for page in pages:
        name = page.relative_to(root)
        if not page.is_file():
            yield f"{name}: is missing"
            continue
        text = page.read_text(encoding="utf-8")
        for link in LINK.findall(FENCE.sub("", text)):
            target = link.split("#")[0]
            if target and ":" not in target and not (page.parent / target).exists():
                yield f"{name}: links to {link}, which is not there"
        for path in paths_in(text):
            if not any(root.glob(path.rstrip("/"))):
                yield f"{name}: names {path}, which is not there"
        for file, example in EXAMPLE.findall(text):
            if not (root / file).is_file():
                yield f"{name}: shows an example of {file}, which is not there"
            elif not stands_in(example, (root / file).read_text(encoding="utf-8")):
                first = example.split("\n")[0]
                yield f"{name}: an example differs from {file}: {first}"


def main():
    found = list(faults(Path(sys.argv[1])))
    for fault in found:
        print(fault)
    print(f"documentation: {len(found)} faults" if found else "documentation: all it names is there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
