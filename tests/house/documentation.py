#!/usr/bin/python3
"""Fails where README.md, docs/*.md or src/README.md name what isn't there.

    documentation.py ROOT

A relative link leads to a file, and to a heading that it has. A `path` in backticks that begins in one of our folders (or
<rectify/...>) is there. A block of code below the comment <!-- compiled: tests/docs/NAME.cpp -->, or
<!-- run: … -->, stands in that file, which a test uses, word for word. Every block of C++, C and
Python has such a comment; but a page may say <!-- each python block is run by: tests/… -->, if that
test names the page. docs/README.md leads to each page of docs/.
"""
# SPDX-License-Identifier: BSL-1.0
import re
import sys
import textwrap
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCE = re.compile(r"^[ ]*```.*?^[ ]*```", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"(?:<!-- (?:compiled|run): (\S+) -->\s*)?^[ ]*```(\w+)\n(.*?)^[ ]*```",
                   re.MULTILINE | re.DOTALL)
RUN_BY = re.compile(r"<!-- each python block is run by: (\S+) -->")
PROVED = ("cpp", "c", "python")
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


def anchor(heading):
    """What a link to a heading is called, as GitHub and others make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def leads_somewhere(page, link):
    target, _, place = link.partition("#")
    if ":" in target:
        return True  # another site's affair
    file = page.parent / target if target else page
    if not file.exists() or not place or file.suffix != ".md":
        return file.exists()
    headings = HEADING.findall(FENCE.sub("", file.read_text(encoding="utf-8")))
    return place in map(anchor, headings)


def stands_in(example, source):
    """Whether the lines of the example follow each other in the source, at any indentation."""
    wanted = example.rstrip("\n").split("\n")
    lines = source.split("\n")
    return any(textwrap.dedent("\n".join(lines[i:i + len(wanted)])).split("\n") == wanted
               for i in range(len(lines) - len(wanted) + 1))


def faults_of_code(root, name, text):
    """What is wrong with the blocks of code on a page."""
    runner = RUN_BY.search(text)
    if runner and not (root / runner[1]).is_file():
        yield f"its python is run by {runner[1]}, which is not there"
    elif runner and name not in (root / runner[1]).read_text(encoding="utf-8"):
        yield f"its python is run by {runner[1]}, which doesn't name it"
    for file, language, example in BLOCK.findall(text):
        first = example.split("\n")[0]
        if not file:
            if language in PROVED and not (runner and language == "python"):
                yield f"nothing compiles or runs its {language}: {first}"
        elif not (root / file).is_file():
            yield f"shows an example of {file}, which is not there"
        elif not stands_in(example, (root / file).read_text(encoding="utf-8")):
            yield f"an example differs from {file}: {first}"


def not_in_the_index(root):
    index = root / "docs/README.md"
    links = LINK.findall(index.read_text(encoding="utf-8")) if index.is_file() else []
    for page in sorted((root / "docs").glob("*.md")):
        if page != index and page.name not in [link.split("#")[0] for link in links]:
            yield f"docs/README.md: doesn't lead to {page.name}"


def faults(root):
    pages = [root / "README.md", root / "src/README.md", *sorted((root / "docs").rglob("*.md"))]
    for page in pages:
        name = page.relative_to(root)
        if not page.is_file():
            yield f"{name}: is missing"
            continue
        text = page.read_text(encoding="utf-8")
        for link in LINK.findall(FENCE.sub("", text)):
            if not leads_somewhere(page, link):
                yield f"{name}: links to {link}, which is not there"
        for path in paths_in(text):
            if not any(root.glob(path.rstrip("/"))):
                yield f"{name}: names {path}, which is not there"
        yield from (f"{name}: {fault}" for fault in faults_of_code(root, str(name), text))
    yield from not_in_the_index(root)


def main():
    found = list(faults(Path(sys.argv[1])))
    for fault in found:
        print(fault)
    print(f"documentation: {len(found)} faults" if found else "documentation: all it names is there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
