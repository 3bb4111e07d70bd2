"""Lists come in whole or not at all, and go out again."""
# SPDX-License-Identifier: BSL-1.0
import csv
import io
import json

import pytest

HEAD = "序号,问题,来源,责任单位,督导单位,整改时限,截止日期,登记日期,严重程度,备注\n"
ROWS = ["1,印章使用登记不全,巡察,办公室,机关纪委,7月底前,2018-07-31,2018-06-01,较重,\n",
        '2,"视察多看亮点，\n堵点很少去",座谈会,研究室,整改办,尽快,,,一般,"甲,乙"\n']


def write(tracker, text, name="list.csv", encoding="utf-8"):
    path = tracker.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def test_a_list_comes_in_as_found_with_its_phrases(tracker):
    path = write(tracker, HEAD + "".join(ROWS))
    done = tracker("import", path, by="clerk", at="2018-06-25", lang="zh")
    assert done.ok and "已导入 2 个问题" in done.out and "已建立台账" in done.err, done
    first, second = tracker.item(1), tracker.item(2)
    assert first["state"] == {"main": "found"} and first["phrase"] == "7月底前"
    assert first["owner"] == {"unit": "办公室"} and first["supervisor"] == "机关纪委"
    assert first["severity"] == "serious" and first["reference"] == "1"
    assert first["remarks"] == "截止日期：2018-07-31\n登记日期：2018-06-01"
    assert second["title"] == "视察多看亮点， 堵点很少去" or second["title"] == "视察多看亮点，堵点很少去"
    assert second["remarks"] == "甲,乙" and "deadline" not in second


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tracker, encoding):
    path = write(tracker, HEAD + "".join(ROWS), encoding=encoding)
    done = tracker("import", path, "--encoding", encoding.removesuffix("-sig"), "--json", by="clerk")
    assert done.ok and done.lines[-1]["imported"] == 2, done
    assert tracker.item(1)["title"] == "印章使用登记不全"
    other = "gb18030" if encoding != "gb18030" else "utf-8"
    assert "encoding.other" in tracker("import", path, "--encoding", other, by="clerk").err


def test_the_same_list_again_adds_nothing(tracker):
    path = write(tracker, HEAD + ROWS[0] + ROWS[0] + ROWS[1])
    assert tracker("import", path, "--json", by="clerk").lines[-1]["imported"] == 3  # twins both come in
    for who in ("clerk", "coordinator"):
        done = tracker("import", path, "--json", by=who).lines[-1]
        assert (done["imported"], done["already"]) == (0, 3)
    longer = write(tracker, HEAD + "9,又一个,巡察,办公室,,,,,,\n" + ROWS[1] + ROWS[0] + ROWS[0])
    assert tracker("import", longer, "--json", by="clerk").lines[-1]["imported"] == 1
    assert len(tracker("list", "--json").lines) == 4


def test_nothing_of_a_bad_list_is_half_imported(tracker):
    bad = HEAD + ROWS[0] + "3,时间不对,巡察,办公室,,,2018-02-30,,,\n" + "4,程度不对,,办公室,,,,,huge,\n" + \
        ",,巡察,办公室,,,,,,\n" + f"5,{'题' * 501},,,,,,,,\n"
    path = write(tracker, bad)
    done = tracker("import", path, by="clerk", lang="zh")
    assert done.code == 1 and not tracker.ledger.exists(), done
    for words in ("第 3 行“截止日期”：“2018-02-30”", "第 4 行“严重程度”：“huge”", "第 5 行", "第 6 行“问题”",
                  "[mapping.due]", "[mapping.severity]", "[mapping.no-title]", "[text.too-long]"):
        assert words in done.out, (words, done.out)
    told = tracker("import", path, "--json", by="clerk").lines
    assert [(r["line"], r["weight"]) for r in told[:-1]] == [
        (3, "lost"), (4, "lost"), (5, "left-out"), (6, "left-out")]
    assert told[-1]["applied"] is False
    done = tracker("import", path, "--partial", by="clerk")
    assert done.ok and len(tracker("list", "--json").lines) == 3, done


def test_a_preview_shows_what_was_understood_and_imports_nothing(tracker):
    path = write(tracker, "2018年问题清单,,\n序号,存在问题,看不懂的列\n1,甲,x\n合计,1,\n")
    done = tracker("import", path, "--preview", lang="zh")
    assert done.ok and not tracker.ledger.exists()
    for words in ("表头在第 2 行", "存在问题", "未读的列：看不懂的列", "[mapping.title-row]", "[mapping.total-row]", "甲"):
        assert words in done.out, (words, done)


def test_due_rows_are_assigned_if_asked_for(tracker):
    path = write(tracker, HEAD + "".join(ROWS))
    done = tracker("import", path, "--assign", "--json", by="coordinator", at="2018-06-25").lines[-1]
    assert (done["imported"], done["assigned"]) == (2, 1)
    item = tracker.item(1)
    assert item["state"]["main"] == "assigned"
    assert (item["deadline"]["due"], item["deadline"]["phrase"]) == ("2018-07-31", "7月底前")
    assert tracker("import", path, "--assign", "--json", by="coordinator").lines[-1]["already"] == 2


def test_who_may_not_assign_imports_nothing_by_assign(tracker):
    done = tracker("import", write(tracker, HEAD + ROWS[0]), "--assign", by="clerk", at="2018-06-25")
    assert done.code == 1 and "actor.role" in done.out and not tracker.ledger.exists()


def test_dated_rows_are_reported_on_their_day(tracker):
    path = write(tracker, HEAD + ROWS[0])
    assert tracker("import", path, "--dated", "--assign", by="coordinator").ok
    assert tracker.item(1)["reportedAt"] == "2018-05-31T16:00:00Z"


def test_a_due_day_before_the_reported_day_is_told(tracker):
    done = tracker("import", write(tracker, HEAD + "1,甲,,办公室,办公室,,2018-05-01,2018-06-01,,\n"), by="clerk",
                   lang="en")
    assert done.ok and "import.due-before-reported" in done.out and "supervisor-is-owner" in done.out


@pytest.mark.parametrize("content, code", [
    (b"", "mapping.no-header"), (b"a,b\n1,2\n", "mapping.no-header"),
    ('问题\n"没有结束的引号\n'.encode(), "csv.unclosed-quote"), ("问题\n中文".encode() + b"\xff\n", "encoding."),
    (b"PK\x03\x04rest", "encoding.workbook"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encoding.workbook"),
    ("问题\n甲\0乙\n".encode(), "csv.nul")], ids=["empty", "headless", "quote", "bytes", "xlsx", "xls", "nul"])
def test_what_is_no_list_is_refused_with_its_place(tracker, content, code):
    path = write(tracker, content)
    done = tracker("import", path, by="clerk", lang="zh")
    assert done.code == 1 and code in done.err and not tracker.ledger.exists(), done
    assert code in tracker("import", path, "--json", by="clerk").json["refusal"]["code"]


def test_a_mapping_file_reads_a_strangers_list(tracker):
    path = write(tracker, "what;when;who\nleak;2018-07-31;Works\n")
    mapping = write(tracker, json.dumps({"title": "what", "due": "when", "unit": "who", "source": "=ours"}), "m.json")
    assert tracker("import", path, "--mapping", mapping, by="clerk").ok
    assert tracker.item(1)["source"] == "ours" and tracker.item(1)["phrase"] == "2018-07-31"
    mapping.write_text('{"title": "wat"}')
    done = tracker("import", path, "--mapping", mapping, by="clerk", lang="en")
    assert done.code == 1 and 'did you mean "what"' in done.err


def test_the_sample_and_its_twin(tracker, house):
    for name, ledger in (("problem-list.zh.csv", "zh"), ("problem-list.en.csv", "en")):
        done = tracker("import", house.data / name, "--assign", "--json", "--ledger", ledger,
                       by="coordinator", at="2018-06-25")
        assert done.ok and done.lines == [done.lines[-1]], done
        assert (done.lines[-1]["imported"], done.lines[-1]["assigned"]) == (72, 72)


# ── real lists, where they are ───────────────────────────────────────────────────────────────────

def test_three_real_chinese_lists(tracker, house):
    wanted = {"ducha-gongshi.csv": (22, 7), "guapai-duban.csv": (25, 22), "renwu-fenjie.csv": (29, 19)}
    total = 0
    for name, (rows, phrases) in wanted.items():
        path = house.shared(name)
        if path is None:
            continue
        done = tracker("import", path, "--json", by="clerk")
        assert done.ok and done.lines[-1]["imported"] == rows, done
        items = tracker("list", "--all", "--json").lines[total:]
        total += rows
        with open(path, encoding="utf-8", newline="") as file:
            theirs = list(csv.DictReader(file))
        assert [i.get("phrase", "") for i in items] == [" ".join(r["整改时限"].split()) for r in theirs]
        assert sum(1 for i in items if i.get("phrase")) == phrases
        assert {i["state"]["main"] for i in items} == {"found"}
        assert [i.get("owner", {}).get("unit", "") for i in items] == [r["责任单位"] for r in theirs]
        assert tracker("import", path, "--json", by="clerk").lines[-1]["already"] == rows
    assert tracker("check").ok if total else True


def test_a_governments_list_of_1404_items(tracker, house):
    path = house.shared("kev.csv")
    if path is None:
        return
    mapping = house.mappings / "kev.json"
    done = tracker("import", path, "--mapping", mapping, "--json", by="clerk")
    assert done.ok and done.lines[-1]["imported"] == 1404, done
    with open(path, encoding="utf-8", newline="") as file:
        theirs = list(csv.DictReader(file))
    flawed = [row["cveID"] for row in theirs if row["dueDate"] < row["dateAdded"]]
    told = [r for r in done.lines[:-1] if r["code"] == "import.due-before-reported"]
    assert len(told) == len(flawed) == 15 and {r["column"] for r in told} == {"dueDate"}
    items = tracker("list", "--all", "--json").lines
    assert [i["reference"] for i in items] == [row["cveID"] for row in theirs]
    assert [i["phrase"] for i in items] == [row["dueDate"] for row in theirs]
    done = tracker("import", path, "--mapping", mapping, "--assign", "--dated", "--partial", "--json",
                   "--ledger", "dated", by="coordinator")
    assert (done.lines[-1]["imported"], done.lines[-1]["assigned"]) == (1404, 1389)


# ── out again ────────────────────────────────────────────────────────────────────────────────────

def test_an_export_is_a_csv_for_spreadsheets(tracker):
    tracker.init()
    assert tracker("report", "=1+1", "--remarks", "一,二\n三", "--source", "@x", by="clerk", at="2018-06-25").ok
    done = tracker("export", "--at", "2018-07-31", lang="zh")
    path = tracker.folder / "台账_20180731.csv"
    assert done.ok and path.is_file(), done
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0]["问题"] == "'=1+1" and rows[0]["来源"] == "'@x" and rows[0]["备注"] == "一,二\n三"
    assert rows[0]["状态"] == "已登记"
    again = tracker("export", "--at", "2018-07-31", lang="zh")
    assert again.code == 3 and path.read_bytes() == raw
    assert tracker("export", "--at", "2018-07-31", "--force", lang="zh").ok
    assert tracker("export", "--at", "2018-07-31", lang="en").ok
    assert (tracker.folder / "ledger_20180731.csv").is_file()
    assert tracker("export", "-o", "/nonexistent/x.csv").code == 3
    assert sorted(p.suffix for p in tracker.folder.iterdir() if p.suffix == ".part") == []


def test_import_reads_what_export_wrote(tracker, house):
    assert tracker("import", house.data / "problem-list.zh.csv", "--assign", by="coordinator", at="2018-06-25").ok
    assert tracker("export", "-o", "out.csv", lang="zh").ok
    done = tracker("import", "out.csv", "--assign", "--json", "--ledger", "copy", by="coordinator", at="2018-06-25")
    assert done.ok and done.lines[-1]["imported"] == 72, done
    mine = tracker("list", "--all", "--json").lines
    copies = tracker("list", "--all", "--json", "--ledger", "copy").lines
    for key in ("title", "owner", "supervisor", "severity", "source", "measures", "goal"):
        assert [i.get(key) for i in mine] == [i.get(key) for i in copies], key


@pytest.mark.parametrize("encoding, codec, mark", [("utf-8-bom", "utf-8", b"\xef\xbb\xbf"),
                                                   ("utf-8", "utf-8", b""), ("gb18030", "gb18030", b"")])
def test_an_export_is_written_in_the_encoding_asked_for(tracker, encoding, codec, mark):
    tracker.init()
    assert tracker("report", "接访窗口𠮷提前下班", by="clerk").ok
    assert tracker("export", "-o", "list.csv", "--encoding", encoding).ok
    content = (tracker.folder / "list.csv").read_bytes()
    assert content.startswith(mark) and content.startswith(b"\xef\xbb\xbf") == bool(mark)
    assert "接访窗口𠮷提前下班" in content.removeprefix(mark).decode(codec)
    assert tracker("import", "list.csv", "--preview").ok
    assert tracker("export", "--encoding", "big5").code == 2
    assert tracker("export", "--format", "jsonl", "--encoding", "utf-8").code == 2


def test_json_lines_out(assigned):
    line, = assigned("export", "--format", "jsonl", "-o", "-").lines
    assert line == assigned.item(1)
    assert assigned("export", "--format", "xlsx").code == 2
    assert assigned("export", "--state", "closed", "--format", "jsonl", "-o", "-").out == ""
