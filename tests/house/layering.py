#!/usr/bin/python3
"""Fails where a file includes from a layer that its own layer doesn't see.

    layering.py ROOT LAYERS     LAYERS is build/dev/layers.txt, which CMake writes

Reads every file that a layer lists, and prints one line for each fault: an include upward, a file
of include/, src/ or bindings/c that no layer lists, one listed twice, an example or a binding that
looks into the house.
"""
# SPDX-License-Identifier: BSL-1.0
import os
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CODE = {".hpp", ".cpp", ".h", ".c", ".ipp"}


def read_layers(text):
    """The layers from the bottom, each with what it sees, its files and its generated folders."""
    layers = []
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "layer":
            layers.append({"name": rest, "sees": set(), "files": [], "generates": set()})
        elif kind == "sees":
            layers[-1]["sees"] = set(rest.split())
        elif kind == "file":
            layers[-1]["files"].append(rest)
        elif kind == "generates":
            layers[-1]["generates"].add(rest)
    return layers


def includes(path):
    """(how, what) of each include: how is < or a quote."""
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def code_under(root, folder):
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob("*")
                  if path.suffix in CODE)


def resolve(root, file, how, what):
    """The file of ours that is meant, from the root; None where it is somebody else's."""
    places = [Path("include"), Path("src"), Path("bindings/c")]
    if how == '"':
        places.insert(0, Path(file).parent)
    for place in places:
        path = os.path.normpath(place / what)
        if (root / path).is_file():
            return path
    return None


def faults_of_layers(root, layers):
    owner, generated, below = {}, {}, set()
    for layer in layers:
        for unknown in sorted(layer["sees"] - below):
            yield f"layer {layer['name']} sees {unknown}, which is not declared below it"
        below.add(layer["name"])
        for file in layer["files"]:
            if file in owner:
                yield f"{file}: is in two layers, {owner[file]['name']} and {layer['name']}"
            owner[file] = layer
        for folder in layer["generates"]:
            generated[folder] = layer

    for file in [file for folder in ("include", "src", "bindings/c")
                 for file in code_under(root, folder)]:
        if file not in owner:
            yield f"{file}: no layer lists it"
            continue
        mine = owner[file]
        for how, what in includes(root / file):
            target = resolve(root, file, how, what)
            other = owner.get(target) or generated.get(what.rpartition("/")[0])
            if other is None:
                if what.startswith("rectify/"):
                    yield f"{file}: includes {what}, which does not exist"
                continue
            if other is not mine and other["name"] not in mine["sees"]:
                yield f"{file}: is in {mine['name']} and includes {what} of {other['name']}"


def faults_of_faces(root):
    for file in code_under(root, "examples") + code_under(root, "bindings"):
        own = "/".join(Path(file).parts[:2])
        for how, what in includes(root / file):
            if what.startswith("rectify/"):
                public = what.count("/") == 1 and (root / "include" / what).is_file()
                if not public:
                    yield f"{file}: includes {what}, which is not a public header"
            elif how == '"':
                places = (Path(file).parent, Path(own))
                if not any((root / (path := os.path.normpath(place / what))).is_file()
                           and path.startswith(own + "/") for place in places):
                    yield f"{file}: includes {what}, which is not a file of {own}"
            elif (root / "src" / what).exists() or what.startswith(("rectify_wire/", "google/")):
                yield f"{file}: includes {what}, which is inside the library"


def faults(root, layers_text):
    layers = read_layers(layers_text)
    return [*faults_of_layers(root, layers), *faults_of_faces(root)]


def main():
    root, layers = Path(sys.argv[1]), Path(sys.argv[2])
    found = faults(root, layers.read_text(encoding="utf-8"))
    for fault in found:
        print(fault)
    print(f"layering: {len(found)} faults" if found else "layering: every include looks down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
