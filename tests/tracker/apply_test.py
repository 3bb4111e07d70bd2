"""tracker apply: a stream of commands, hostile ones too."""
# SPDX-License-Identifier: BSL-1.0
import json
import re
import subprocess

AT = "2018-06-25T09:00:00+08:00"
CLERK = {"name": "秦乐天", "unit": "整改办", "roles": ["clerk", "coordinator"]}


def report(title, **more):
    return {"actor": CLERK, "at": AT, "report": {"title": title}, **more}


def test_each_line_is_answered_in_order(tracker):
    tracker.init()
    answers = tracker.apply([report(f"问题{n}", id=f"id-{n}") for n in range(200)], "--batch", "64")
    assert [a["line"] for a in answers] == [str(n + 1) for n in range(200)]
    assert [a["commandId"] for a in answers] == [f"id-{n}" for n in range(200)]
    assert [a["item"] for a in answers] == [str(n + 1) for n in range(200)]
    assert len({a["batchId"] for a in answers}) == 4


def test_an_answer_comes_before_the_next_line_is_asked_for(tracker):
    tracker.init()
    with subprocess.Popen([tracker.binary, "apply"], cwd=tracker.folder, env=tracker.environment,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as stream:
        for n in range(5):
            stream.stdin.write(json.dumps(report("x")).encode() + b"\n")
            stream.stdin.flush()
            assert json.loads(stream.stdout.readline())["item"] == str(n + 1)
        stream.kill()
    assert len(tracker("list", "--json").lines) == 5  # answered, so there


def test_no_input_is_no_answer(tracker):
    assert tracker.apply([], "--memory") == []


def test_the_last_line_needs_no_end_and_lines_may_end_with_crlf(tracker):
    lines = b"\r\n".join(json.dumps(report("x")).encode() for _ in range(3))
    done = tracker("apply", "--memory", input=lines)
    assert [a["accepted"] for a in done.lines] == [True] * 3


def test_lines_that_cannot_be_read_are_refused_and_the_stream_goes_on(tracker):
    answers = tracker.apply([
        b'{"id":"cut","item":"5","report":{"ti', b"", b"   ", b"[]", b"null", b'"x"', b"{}", b"\x00",
        b'{"id":"utf8","report":{"title":"\xff"}}', b'{"id":"deep","x":' + b"[" * 100_000,
        b'{"id":"deep2","report":' + b'{"a":' * 50_000, b'{"id":"big","a":"' + b"x" * 10_000_000 + b'"}',
        b'{"id":"just","a":"' + b"x" * (1 << 20) + b'"}', {"id": "two", "start": {}, "close": {}},
        {"id": "no", "nonsense": 1}, {"id": "item", "item": "9" * 30, "start": {}},
        {"id": 7, "item": 3, "start": {"note": 3}}, report("后面的照常")], "--memory")
    told = [(a.get("commandId"), a.get("item"), a["refusal"]["code"]) for a in answers[:-1]]
    assert told == [
        ("cut", "5", "json.form"), (None, None, "json.form"), (None, None, "json.form"),
        (None, None, "json.form"), (None, None, "json.form"), (None, None, "json.form"),
        (answers[6]["commandId"] if "commandId" in answers[6] else None, None, "command.none"),
        (None, None, "text.control"), ("utf8", None, "text.utf8"), ("deep", None, "json.form"),
        ("deep2", None, "json.form"), ("big", None, "line.too-long"), ("just", None, "line.too-long"),
        ("two", None, "field.twice"), ("no", None, "field.unknown"), ("item", None, "json.form"),
        told[16]]
    assert answers[16]["refusal"] and answers[16]["item"] == "3"
    assert answers[-1]["accepted"] and answers[-1]["line"] == "18"


def test_a_long_line_is_never_held_whole(tracker):
    """100 MB in one line, in less than 40 MB of memory."""
    script = ("import resource,subprocess,sys;"
              "p=subprocess.Popen(sys.argv[1:],stdin=subprocess.PIPE,stdout=subprocess.PIPE);"
              "p.stdin.write(b'{\"id\":\"long');"
              "[p.stdin.write(b'x'*1000000) for _ in range(100)];p.stdin.close();"
              "print(p.stdout.read().decode());p.wait();"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run(["/usr/bin/python3", "-c", script, tracker.binary, "apply", "--memory"],
                          capture_output=True, env=tracker.environment, text=True, check=True)
    answer, _, kilobytes = done.stdout.strip().splitlines()
    assert json.loads(answer)["refusal"]["code"] == "line.too-long"
    assert int(kilobytes) < 40_000 or "libasan" in subprocess.run(
        ["ldd", tracker.binary], capture_output=True, text=True).stdout


def test_a_batch_is_all_or_nothing_if_asked_for(tracker):
    tracker.init()
    batch = [report("甲"), report(" "), report("乙")]
    answers = tracker.apply(batch, "--batch", "3", "--all-or-nothing")
    assert [a["refusal"]["code"] for a in answers] == ["batch.not-applied", "title.missing",
                                                       "batch.not-applied"]
    answers = tracker.apply([batch[0], b"{", batch[2]], "--batch", "3", "--all-or-nothing")
    assert [a["refusal"]["code"] for a in answers] == ["batch.not-applied", "json.form",
                                                       "batch.not-applied"]
    assert tracker("list", "--json").out == ""
    answers = tracker.apply(batch, "--batch", "3")
    assert [bool(a.get("accepted")) for a in answers] == [True, False, True]
    assert len(tracker("list", "--json").lines) == 2


def test_a_dry_run_keeps_nothing(tracker):
    tracker.init()
    answers = tracker.apply([report("甲"), {"item": 1, "actor": CLERK, "at": AT, "comment": {"text": "x"}}],
                            "--batch", "2", "--dry-run")
    assert [a["version"] for a in answers] == [1, 2]
    assert tracker("stats", "--json").json["events"] == 1


def test_a_tick_without_an_item_is_for_all(tracker):
    assign = {"owner": {"unit": "办公室"}, "deadline": "2018-07-31"}
    commands = [report("甲"), report("乙"),
                *({"item": n, "actor": CLERK, "at": AT, "assign": assign} for n in (1, 2)),
                {"id": "now", "at": "2018-08-01T00:00:00+08:00", "tick": {}},
                {"at": "2018-08-01T00:00:00+08:00", "tick": {}},
                {"item": 1, "at": "2018-08-02T00:00:00+08:00", "tick": {}}]
    for batch in ("1", "64"):
        answers = tracker.apply(commands, "--memory", "--batch", batch)
        assert answers[4] == {"commandId": "now", "accepted": True, "seq": "7", "line": "5"}
        assert answers[5] == {"accepted": True, "line": "6"}
        assert answers[6]["refusal"]["code"] == "tick.nothing-due" and answers[6]["light"] == "red"
    refused = tracker.apply(commands[4:5], "--memory", "--dry-run")
    assert refused[0]["refusal"]["code"] == "item.missing"


def test_at_is_the_time_of_commands_that_have_none(tracker):
    tracker.init()
    tracker.apply([{"actor": CLERK, "report": {"title": "甲"}}], "--at", "2018-06-25")
    assert tracker.item(1)["reportedAt"] == "2018-06-24T16:00:00Z"


def test_items_shows_where_all_ended(tracker):
    lines = tracker.apply([report("甲"), report("乙", item=9)], "--memory", "--items")
    assert [line.get("id") for line in lines] == [None, None, "1", "9"]


def test_memory_takes_a_policy_and_a_zone(tracker):
    tracker.init()
    policy = tracker("policy", "show").json | {"evidenceNeeded": 0}
    path = tracker.folder / "policy.json"
    path.write_text(json.dumps(policy))
    owner = {"name": "周", "unit": "办公室"}
    answers = tracker.apply([
        report("甲"),
        {"item": 1, "actor": CLERK, "at": AT, "assign": {"owner": {"unit": "办公室"}, "deadline": "2018-06-25"}},
        {"item": 1, "actor": owner, "at": AT, "start": {}},
        {"item": 1, "actor": owner, "at": AT, "submit": {}}], "--memory", "--policy", str(path),
        "--zone", "-05:00")
    assert all(a.get("accepted") for a in answers), answers


def test_a_file_of_commands_is_read_too(tracker):
    path = tracker.folder / "commands.jsonl"
    path.write_text(json.dumps(report("甲")) + "\n")
    done = tracker("apply", "--memory", path)
    assert done.ok and done.json["accepted"]


def test_refusals_speak_the_language_asked_for(tracker):
    zh, = tracker.apply([report(" ")], "--memory", "--lang", "zh")
    en, = tracker.apply([report(" ")], "--memory", "--lang", "en")
    assert zh["refusal"]["rule"] == "问题须有标题" and en["refusal"]["rule"] == "a problem has a title"


# ── docs/apply.md ────────────────────────────────────────────────────────────────────────────────

def without_chance(answer):
    """An answer without the ids that the ledger makes."""
    return re.sub(r'"[0-9a-f]{12}-[0-9a-f]{16}"', '"made"', answer)


def test_the_document_says_what_happens(tracker, house):
    text = (house.root / "docs/apply.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- apply:(.*?)-->\n```jsonl\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 5
    for options, block in blocks:
        lines = block.rstrip("\n").split("\n")
        commands = [line[2:] for line in lines if line.startswith(">")]
        answers = [line[2:] for line in lines if line.startswith("<")]
        done = tracker("apply", "--memory", "--lang", "en", *options.split(),
                       input="".join(command + "\n" for command in commands).encode())
        assert [without_chance(a) for a in done.out.splitlines()] == \
            [without_chance(a) for a in answers]


def test_the_document_has_every_refusal_command_and_field(tracker, house):
    text = (house.root / "docs/apply.md").read_text(encoding="utf-8")
    assert tracker("refusals", lang="en").out in text
    proto = (house.root / "proto/rectify/v1/command.proto").read_text()

    def camel(name):
        first, *rest = name.split("_")
        return first + "".join(word.capitalize() for word in rest)

    bodies = re.findall(r"\n    (\w+) (\w+) = \d+;", proto.split("oneof body {")[1])
    assert len(bodies) == 31
    for message, body in bodies:
        row = re.search(rf"^\| `{camel(body)}` \|(.*)$", text, re.MULTILINE)
        assert row, body
        fields = re.search(rf"message {message} {{(.*?)}}", proto, re.DOTALL).group(1)
        for field in re.findall(r"(\w+) = \d+;", fields):
            assert re.search(rf"\b{camel(field)}\b", row.group(1)), (body, field)


def test_refusals_as_json_are_the_same(tracker):
    codes = [line["code"] for line in tracker("refusals", "--json").lines]
    assert codes == sorted(codes) and len(codes) == len(set(codes)) > 60
    zh = tracker("refusals", lang="zh").out
    assert all(f"`{code}`" in zh for code in codes)
