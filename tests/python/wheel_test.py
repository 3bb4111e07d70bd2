"""The wheel: built without a download, installed where nothing else is, used."""
# SPDX-License-Identifier: BSL-1.0
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("RECTIFY_BUILD", ROOT / "build/dev"))
SMOKE = '''
import rectify, tempfile, os
assert "site-packages" in rectify.__file__, rectify.__file__
path = os.path.join(tempfile.mkdtemp(), "list.rectify")
with rectify.open(path) as ledger:
    item = ledger.report(title="漏水", by=rectify.Actor("王芳", roles=["clerk"]))
with rectify.open(path) as ledger:
    assert ledger[1] == item and ledger.check()
print(rectify.__version__)
'''


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Packed from the tests' own build tree: what is compiled there isn't compiled again."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1",
                                "RECTIFY_WHEEL_BUILD": str(BUILD)}
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-index", "--no-deps",
                    "--no-build-isolation", "-w", str(folder), str(ROOT / "bindings/python")],
                   check=True, env=environment)
    return next(folder.glob("*.whl"))


def test_a_wheel_has_the_package_and_a_true_record(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        record = archive.read(next(n for n in names if n.endswith("/RECORD"))).decode()
    assert {line.split(",")[0] for line in record.splitlines()} == set(names)
    assert {"rectify/__init__.py", "rectify/py.typed", "rectify/_rectify.pyi",
            "rectify/_commands.py"} <= set(names)


def test_a_wheel_is_installed_and_used_where_nothing_else_is(wheel, tmp_path):
    python = tmp_path / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-index", str(wheel)], check=True,
                   env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    done = subprocess.run([python, "-c", SMOKE], capture_output=True, text=True, cwd=tmp_path,
                          env={"PATH": os.environ["PATH"]})
    assert done.returncode == 0, done.stderr
    assert wheel.name.startswith(f"rectify-{done.stdout.strip()}-")
