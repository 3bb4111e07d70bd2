#!/usr/bin/python3
"""What Debian reads of our packages is right.

    packages.py FOLDER             of the .deb files
    packages.py FOLDER --lintian   and lintian has nothing to say, which takes a while
"""
# SPDX-License-Identifier: BSL-1.0
import re
import subprocess
import sys
from pathlib import Path

# No upload to Debian closes a bug with them, who packs them gives an address (RECTIFY_MAINTAINER), and
# CPack adds an ldconfig script beside our trigger.
NOT_OURS = ("initial-upload-closes-no-bugs,maintscript-calls-ldconfig,bogus-mail-host,"
            "bogus-mail-host-in-debian-changelog")
WANTED = {  # package → field → what it holds, as a regular expression
    "librectify0.1": {"Section": "libs", "Depends": r"libprotobuf32 .*libsodium23 .*libsqlite3-0 "},
    "librectify-dev": {
        "Section": "libdevel", "Suggests": "libboost1.81-dev",
        "Depends": r"librectify0\.1 \(= {version}\), libprotobuf-dev, libsodium-dev, libsqlite3-dev"},
    "rectify-tracker": {"Section": "utils", "Depends": "libical3 "},
    "python3-rectify": {"Section": "python", "Depends": r"python3 \(<< 3\.\d+\)"},
}
FILES = {  # package → a file that it must have
    "librectify0.1": r"/usr/lib/[\w-]+-linux-gnu/librectify\.so\.0\.1",
    "librectify-dev": r"/usr/lib/[\w-]+-linux-gnu/pkgconfig/rectify\.pc",
    "rectify-tracker": r"/usr/bin/tracker",
    "python3-rectify": r"/usr/lib/python3/dist-packages/rectify/__init__\.py",
}
FORBIDDEN = {  # package → what it must not need, or hold
    "librectify0.1": r"boost|/usr/include|\.a$", "librectify-dev": r"\.so\.\d",
    "rectify-tracker": "boost", "python3-rectify": "boost"}
OPTIONAL = {"python3-rectify"}  # where it was built


def said(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True).stdout


def faults(package, name):
    version = said("dpkg-deb", "-f", package, "Version").strip()
    contents = re.findall(r" \.(/\S+)", said("dpkg-deb", "-c", package))
    for field, wanted in WANTED[name].items():
        there = said("dpkg-deb", "-f", package, field).strip()
        if not re.search(wanted.replace("{version}", re.escape(version)), there):
            yield f"{field} is '{there}', and should hold {wanted}"
    for wanted in (FILES[name], f"/usr/share/doc/{name}/copyright"):
        if not any(re.fullmatch(wanted, path) for path in contents):
            yield f"has no {wanted}"
    for word in [said("dpkg-deb", "-f", package, "Depends"), *contents]:
        if re.search(FORBIDDEN[name], word):
            yield f"has what it should not: {word}"


def main():
    packages = {path.name.split("_")[0]: path for path in Path(sys.argv[1]).glob("*.deb")}
    found = [f"{name} is not there" for name in WANTED if name not in packages
             and name not in OPTIONAL]
    found += [f"{path.name}: {fault}" for name, path in packages.items() if name in WANTED
              for fault in faults(path, name)]
    if "--lintian" in sys.argv:
        found += said("lintian", "--allow-root", "--suppress-tags", NOT_OURS,
                      *packages.values()).splitlines()
    print("\n".join(found) or f"packages: {', '.join(sorted(packages))}: all as it should be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
