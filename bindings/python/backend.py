"""The wheel's build backend (PEP 517): cmake builds and installs the package, this zips it.

CMAKE_ARGS in the environment goes to cmake; RECTIFY_WHEEL_BUILD is a build tree that has the package
already, which is then not built again.
"""
# SPDX-License-Identifier: BSL-1.0
import base64
import hashlib
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = ".".join(re.findall(r"RECTIFY_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)",
                              (ROOT / "include/rectify/version.hpp").read_text(encoding="utf-8")))
FLAVOUR = sysconfig.get_config_var("SOABI").split("-")  # cpython-311-x86_64-linux-gnu
TAG = f"cp{FLAVOUR[1]}-cp{FLAVOUR[1]}-" + re.sub(r"[-.]", "_", sysconfig.get_platform())


def install(work):
    """The folder in which the package stands, built with the library inside of the module."""
    ready = os.environ.get("RECTIFY_WHEEL_BUILD")
    folder, prefix = ready or f"{work}/build", f"{work}/tree"
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=OFF", "-DRECTIFY_BUILD_PYTHON=ON",
               "-DRECTIFY_BUILD_TESTS=OFF", "-DRECTIFY_BUILD_EXAMPLES=OFF",
               "-DRECTIFY_BUILD_BENCH=OFF", f"-DPython_EXECUTABLE={sys.executable}"]
    steps = [] if ready else [
        ["-S", ROOT, "-B", folder, "-G", "Ninja", *options,
         *shlex.split(os.environ.get("CMAKE_ARGS", ""))],
        ["--build", folder, "--target", "rectify_python_package"]]
    for words in [*steps, ["--install", folder, "--prefix", prefix, "--component", "python",
                           "--strip"]]:
        subprocess.run(["cmake", *map(str, words)], check=True, stdout=sys.stderr)
    return next(Path(prefix).rglob("rectify/__init__.py")).parents[1]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info = f"rectify-{VERSION}.dist-info"
    name = f"rectify-{VERSION}-{TAG}.whl"
    with tempfile.TemporaryDirectory() as work:
        tree = install(work)
        files = {file.relative_to(tree).as_posix(): file.read_bytes()
                 for file in sorted(tree.rglob("*")) if file.is_file()}
    files[f"{info}/METADATA"] = (f"Metadata-Version: 2.1\nName: rectify\nVersion: {VERSION}\n"
                                 "License: BSL-1.0\nRequires-Python: >=3.9\n").encode()
    files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: rectify\nRoot-Is-Purelib: false\n"
                              f"Tag: {TAG}\n").encode()
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(content)}\n"
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    with zipfile.ZipFile(Path(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            wheel.writestr(path, content)
    return name
