"""docs/format.md's verifier proves a real ledger, and finds a changed byte; the page shows that very file."""
# SPDX-License-Identifier: BSL-1.0
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from verify_chain import verify_chain  # noqa: E402

ROOT = Path(__file__).parents[2]


def a_ledger(path):
    tracker = os.environ["RECTIFY_TRACKER"]
    lines = [json.dumps({"actor": {"name": "王芳", "roles": ["clerk"]},
                         "report": {"title": f"问题{i}"}}) for i in range(20)]
    subprocess.run([tracker, "--ledger", str(path), "init"], check=True, capture_output=True)
    subprocess.run([tracker, "--ledger", str(path), "apply"], input="\n".join(lines), text=True,
                   check=True, capture_output=True)


def test_the_page_shows_the_verifier_word_for_word():
    page = (ROOT / "docs/format.md").read_text(encoding="utf-8")
    assert Path(__file__).with_name("verify_chain.py").read_text(encoding="utf-8") in page


def test_a_ledger_is_whole_and_a_changed_byte_is_found(tmp_path):
    path = tmp_path / "a.rectify"
    a_ledger(path)
    assert verify_chain(path) is None
    with sqlite3.connect(path) as ledger:
        assert ledger.execute("SELECT count(*) FROM event").fetchone() == (21,)
        record = bytearray(ledger.execute("SELECT record FROM event WHERE seq = 7").fetchone()[0])
        record[-1] ^= 1
        ledger.execute("UPDATE event SET record = ? WHERE seq = 7", (bytes(record),))
    assert verify_chain(path) == 7
