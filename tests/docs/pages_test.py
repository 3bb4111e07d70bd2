"""The Python of docs/cookbook.md, docs/zh.md and README.md: each block runs, and does what its page says."""
# SPDX-License-Identifier: BSL-1.0
import datetime
import functools
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import rectify

ROOT = Path(__file__).parents[2]
COOKBOOK, CHINESE, README = "docs/cookbook.md", "docs/zh.md", "README.md"
CHINA = datetime.timezone(datetime.timedelta(hours=8))
PART = re.compile(r"^#+ (.+?)\n|^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
run_here = set()


def blocks(page):
    """The page's blocks of Python by the headings they stand under."""
    found, heading = {}, ""
    for title, code in PART.findall((ROOT / page).read_text(encoding="utf-8")):
        heading = title or heading
        if code:
            found[heading] = found.get(heading, "") + code
    return found


def shows(page, heading):
    """The test is of this block, which it runs as office.run()."""
    run_here.add((page, heading))
    return pytest.mark.parametrize("block", [(page, heading)], ids=[heading])


@pytest.fixture
def office(block, tmp_path, monkeypatch):
    """The people of the page, a clock that stands, a ledger, and `item`, which 办公室 has to do in July."""
    monkeypatch.chdir(tmp_path)
    page, heading = block
    told = SimpleNamespace(now=datetime.datetime(2024, 5, 20, 9, tzinfo=CHINA))
    names = {
        "datetime": datetime, "rectify": rectify,
        "clerk": rectify.Actor("王芳", "整改办", roles=["clerk"]),
        "secretary": rectify.Actor("陈静", "整改办", roles=["coordinator"]),
        "inspector": rectify.Actor("程守正", "机关纪委", roles=["verifier"]),
        "administrator": rectify.Actor("袁书恒", "信息中心", roles=["administrator"]),
        "zhou": rectify.Actor("周明远", "办公室"),
    }
    told.__dict__.update(names)
    opened = functools.partial(rectify.open, clock=lambda: told.now)
    monkeypatch.setattr(rectify, "open", opened)
    with opened(":memory:") as ledger:
        item = ledger.report(title="接访窗口周五提前下班", by=told.clerk)
        ledger.assign(item, owner="办公室", supervisor="机关纪委", deadline="7月底前",
                      by=told.secretary)
        told.ledger, told.item = ledger, ledger[item]

        def run(**more):
            told.names = dict(names, ledger=ledger, item=told.item, **more)
            exec(compile(blocks(page)[heading], f"{page}: {heading}", "exec"), told.names)
            return told.names

        def finished(item):
            """Up to verified; late, if the clock says so."""
            ledger.start(item, by=told.zhou)
            ledger.submit(item, evidence=["新的排班表"], by=told.zhou)
            ledger.verify(item, by=told.inspector)

        told.run, told.finished = run, finished
        yield told


def test_every_block_of_python_is_run_here():
    assert run_here == {(page, heading) for page in (COOKBOOK, CHINESE, README)
                        for heading in blocks(page)}


def test_a_snippet_of_the_cookbook_is_a_dozen_lines_at_most():
    page = (ROOT / COOKBOOK).read_text(encoding="utf-8")
    for code in re.findall(r"^```(?:cpp|python)\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        assert len([line for line in code.splitlines() if line]) <= 12, code


@shows(COOKBOOK, "Import a list")
def test_a_list_comes_in_once_however_often(office):
    Path("list.csv").write_text("序号,问题,责任单位,督导单位,整改时限\n1,漏水,办公室,机关纪委,7月底前\n"
                                "2,断电,财政局,机关纪委,9月前\n", encoding="utf-8-sig")
    assert [answer.repeated for answer in office.run()["answers"]] == [False, False]
    assert [answer.repeated for answer in office.run()["answers"]] == [True, True]
    assert [(item.title, item.owner.unit, item.phrase) for item in office.ledger][1:] == [
        ("漏水", "办公室", "7月底前"), ("断电", "财政局", "9月前")]


@shows(COOKBOOK, "Import a list")
def test_a_list_with_a_bad_row_leaves_nothing_and_says_which(office, capsys):
    Path("list.csv").write_text("序号,问题,责任单位,督导单位,整改时限\n1,漏水,办公室,机关纪委,7月底前\n"
                                "2, ,财政局,机关纪委,9月前\n", encoding="utf-8")
    office.run()
    assert "2 report.title" in capsys.readouterr().out
    assert len(list(office.ledger)) == 1


@shows(COOKBOOK, "Assign all that was found for a unit")
def test_the_lists_own_words_assign(office, capsys):
    for phrase in ("15个工作日内", "9月前"):
        office.ledger.report(title="漏水", owner="办公室", supervisor="机关纪委", phrase=phrase,
                             by=office.clerk)
    office.ledger.report(title="断电", owner="财政局", phrase="7月底前", by=office.clerk)
    office.run()
    first, second = capsys.readouterr().out.splitlines()
    assert first == "2 2024-06-11"
    assert second.startswith("3 ") and "2024-08-31" in second and "2024-09-30" in second
    assert [item.state for item in office.ledger] == ["assigned", "assigned", "found", "found"]


@shows(COOKBOOK, "Show who may do what now")
def test_a_form_knows_its_buttons(office, capsys):
    office.run()
    said = capsys.readouterr().out.splitlines()
    assert "button start asks for []" in said
    assert "button decline asks for ['decline.reason']" in said
    assert any(line.startswith("not verify ") and "应为" in line for line in said)


@shows(COOKBOOK, "Strike off many, with a dry run")
def test_many_are_struck_off_together(office):
    office.finished(office.item)
    office.run()
    (item,) = office.ledger
    assert item.state == "closed"
    assert office.ledger.history(item)[-1].batch_id == "strike-off-2024-06"


@shows(COOKBOOK, "Strike off many, with a dry run")
def test_nothing_is_struck_off_if_the_dry_run_has_a_no(office, capsys):
    office.finished(office.item)
    office.ledger.set_policy(office.ledger.policy.replace(notice_days=7), by=office.administrator)
    office.run()
    assert capsys.readouterr().out.startswith("1 ")
    assert office.ledger[1].state == "verified"


@shows(COOKBOOK, "Reopen after a look-back")
def test_a_look_back_reopens(office, capsys):
    office.finished(office.item)
    office.ledger.strike_off(office.item, by=office.secretary)
    office.run()
    assert capsys.readouterr().out == "rectifying.working 2024-06-03 1\n"


@shows(COOKBOOK, "List what is due in five working days")
def test_the_next_five_working_days_are_listed(office, capsys):
    for deadline in ("2024-05-28", "2024-05-27", "2024-05-24"):
        item = office.ledger.report(title="漏水", by=office.clerk)
        office.ledger.assign(item, owner="办公室", supervisor="机关纪委", deadline=deadline,
                             by=office.secretary)
    office.run()
    assert capsys.readouterr().out == "4 2024-05-24 漏水\n3 2024-05-27 漏水\n"


@shows(COOKBOOK, "Notify what turned red")
def test_what_turned_red_is_told_once(office):
    told = []
    seen = office.run(seen=0, notify=told.append)["seen"]
    office.now = office.now.replace(month=7, day=29)  # yellow
    seen = office.run(seen=seen, notify=told.append)["seen"]
    assert told == [] and office.ledger[office.item].light == "yellow"
    office.now = office.now.replace(month=8)
    seen = office.run(seen=seen, notify=told.append)["seen"]
    seen = office.run(seen=seen, notify=told.append)["seen"]
    assert [item.id for item in told] == [1]


@shows(COOKBOOK, "Extend a deadline")
def test_a_deadline_is_extended(office, capsys):
    office.run()
    assert capsys.readouterr().out == "2024-08-31 [datetime.date(2024, 7, 31)]\n"


@shows(COOKBOOK, "Ask for two pieces of evidence")
def test_two_pieces_are_needed_then(office):
    office.ledger.start(office.item, by=office.zhou)
    office.run()
    with pytest.raises(rectify.Refused, match="evidence"):
        office.ledger.submit(office.item, evidence=["照片"], by=office.zhou)
    office.ledger.submit(office.item, evidence=["照片", "记录"], by=office.zhou)


@shows(COOKBOOK, "Let somebody stand in for a month")
def test_somebody_stands_in_but_does_not_verify_what_was_done(office):
    with pytest.raises(rectify.Refused, match="period"):
        office.run()  # in May
    office.now = office.now.replace(month=6)
    li = office.run()["li"].replace(roles=["verifier"])
    assert office.ledger.history(office.item)[-1].actor.stands_in_for == "周明远"
    office.ledger.submit(office.item, evidence=["照片"], by=office.zhou)
    assert not office.ledger[office.item].may("verify", li)
    assert office.ledger[office.item].may("verify", office.inspector)


@shows(COOKBOOK, "Report the figures of a month")
def test_the_figures_are_rows(office):
    office.now = office.now.replace(month=6)
    for deadline, finished in (("2024-06-21", 21), ("2024-06-21", 22), ("2024-07-31", 30)):
        office.now = office.now.replace(day=3)
        item = office.ledger.report(title="漏水", by=office.clerk)
        office.ledger.assign(item, owner="办公室", supervisor="机关纪委", deadline=deadline,
                             by=office.secretary)
        office.now = office.now.replace(day=finished)
        office.finished(item)
        office.ledger.strike_off(item, by=office.secretary)
    assert office.run()["figures"] == [
        {"unit": "办公室", "reported": 3, "struck_off": 3, "late": 1}]


@shows(COOKBOOK, "Prove the ledger and keep its last hash")
def test_a_rewritten_history_is_told_by_the_noted_hash(office, capsys):
    noted = office.ledger.events()[1]
    office.run(noted_seq=noted.seq, noted_hash=noted.hash)
    assert capsys.readouterr().out == f"note this: 3 {office.ledger.events()[-1].hash}\n"
    with pytest.raises(SystemExit, match="rewritten"):
        office.run(noted_seq=noted.seq, noted_hash="0" * 64)


@shows(COOKBOOK, "Draw an item's machine")
def test_a_machine_is_drawn(office, capsys):
    office.run()
    assert capsys.readouterr().out.startswith("stateDiagram-v2")
    assert Path("item.svg").read_text(encoding="utf-8").startswith("<svg")


@shows(COOKBOOK, "Don't overrun somebody else")
def test_who_comes_late_is_told_what_happened(office, capsys):
    office.ledger.comment(office.item, text="已转物业", by=office.clerk)
    office.run()
    assert capsys.readouterr().out == "王芳 comment {'text': '已转物业'}\n"
    assert office.ledger[office.item].state == "assigned"


@shows(COOKBOOK, "Try again safely")
def test_a_second_try_adds_nothing(office, capsys):
    office.run()
    office.run()
    assert capsys.readouterr().out == "4 False\n4 True\n"
    assert len(office.ledger.history(office.item)) == 3


@shows(COOKBOOK, "Use it from eight threads")
def test_eight_threads_report(office):
    titles = [f"问题{i}" for i in range(40)]
    assert len({item.id for item in office.run(titles=titles)["items"]}) == 40
    assert sorted(item.title for item in office.ledger.query(states="found")) == sorted(titles)


@shows(CHINESE, "Python：十行")
def test_the_chinese_page_begins_a_ledger(office, capsys):
    office.run()
    refused, listed = capsys.readouterr().out.splitlines()
    assert refused.startswith("command：“verify”")
    assert listed == "1 接访窗口周五提前下班 2024-06-11 green"
    assert Path("台账.rectify").is_file()


@shows(README, "In Python")
def test_the_readme_begins_a_ledger(office, capsys):
    office.run()
    assert capsys.readouterr().out.startswith("command: \"verify\"")
    assert Path("district.rectify").is_file()
