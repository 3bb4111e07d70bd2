"""What a type checker says of the package, and of a script that uses it."""
# SPDX-License-Identifier: BSL-1.0
import subprocess
import sys
from pathlib import Path

import rectify

PACKAGE = Path(rectify.__file__).parent
SCRIPT = '''
import datetime
import rectify

clerk = rectify.Actor("王芳", "办公室", roles=["clerk"])

def red(path: str) -> list[rectify.Item]:
    with rectify.open(path, clock=lambda: datetime.datetime.now(datetime.timezone.utc)) as ledger:
        item: rectify.Item = ledger.report(title="漏水", severity="serious", by=clerk)
        answer: rectify.Answer = ledger.assign(item, owner="办公室", deadline="7月底前", by=clerk)
        due: datetime.date | None = ledger[answer.item].due
        light: rectify.Light = item.light
        try:
            ledger.strike_off(item, by=clerk, expected_version=3)
        except rectify.Conflict as late:
            print([event.command for event in late.in_between], due, light)
        except rectify.Refused as no:
            print(no.text("zh"), [reason.code for reason in no.reasons])
        for one in item.allowed(clerk):
            print(one.command, bool(one), one.needs)
        pictures: list[str] = [ledger[1].mermaid(), ledger[1].dot(), ledger[1].scxml()]
        place: str = ledger.history(1)[0].place + "".join(pictures)
        print(place, ledger.undo_migration("batch", by=clerk, dry_run=True))
        return [one for one in ledger.query(light="red", due_to=datetime.date(2024, 7, 31))]
'''
MISTAKES = {
    'ledger.query(light="blue")': "arg-type",
    'ledger.report(tittle="漏水", by=clerk)': "call-arg",
    'ledger.start(1)': "call-arg",
    'ledger.start(1, by="王芳")': "arg-type",
    'ledger.change_severity(1, severity="urgent", by=clerk)': "arg-type",
    'ledger[1].title = "x"': "misc",
    'rectify.Deadline.parse("7月底前", on="2024-05-20")': "arg-type",
    'ledger[1].duue': "attr-defined",
    'ledger[1].dot("x")': "call-arg",
    'ledger.undo_migration("batch", by=clerk, dry_run="no")': "arg-type",
}


def mypy(folder, *words):
    done = subprocess.run(["/usr/bin/mypy", "--strict", "--cache-dir", str(folder / "cache"), *words],
                          capture_output=True, text=True, cwd=folder,
                          env={"MYPYPATH": str(PACKAGE.parent), "PATH": "/usr/bin:/bin"})
    return done.stdout + done.stderr


def test_the_package_and_a_script_pass_strict_checking_and_mistakes_are_found(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "mistakes.py").write_text(
        "import rectify\nclerk = rectify.Actor()\nledger = rectify.open(':memory:')\n"
        + "\n".join(MISTAKES) + "\n", encoding="utf-8")
    told = mypy(tmp_path, str(PACKAGE), "script.py", "mistakes.py")
    faults = [line for line in told.splitlines() if ": error:" in line]
    assert not [line for line in faults if "mistakes.py" not in line], told
    for number, (mistake, kind) in enumerate(MISTAKES.items(), start=4):
        assert any(f"mistakes.py:{number}:" in line and f"[{kind}]" in line for line in faults), (
            f"{mistake}\n{told}")


def test_the_stub_says_what_is_there():
    """Every public name of the extension module, and of its classes, is in the stub."""
    import ast
    stub = ast.parse((PACKAGE / "_rectify.pyi").read_text(encoding="utf-8"))
    classes = {node.name: {inner.name for inner in node.body if isinstance(inner, ast.FunctionDef)}
               | {inner.target.id for inner in node.body if isinstance(inner, ast.AnnAssign)}
               for node in stub.body if isinstance(node, ast.ClassDef)}
    module = sys.modules["rectify._rectify"]
    for name, thing in vars(module).items():
        if not name.startswith("_") and isinstance(thing, type):
            public = {member for member in vars(thing) if not member.startswith("_")}
            written = {member for member in classes[name] if not member.startswith("_")}
            assert public == written, name
