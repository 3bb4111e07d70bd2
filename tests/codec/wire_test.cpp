// wire_test.cpp: what stands on the wire, field by field, and what doesn't.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

namespace rectify::tests {
namespace {

using testing::HasSubstr;

Instant at(std::string_view text) { return read_instant(text).value(); }

Deadline written(Day due, Day reference, const char* text, const char* phrase) {
  Deadline d;
  d.due = due, d.reference = reference, d.text = text, d.phrase = phrase;
  return d;
}

// Each field has another value, so that two that are mixed up are seen.
Item item() {
  Item i;
  i.id = 7, i.version = 3;
  i.state = {Main::working, Extension::requested, Holding::on_hold, Timeliness::overdue};
  i.resolution = Resolution::voided, i.severity = Severity::serious;
  i.title = "t", i.description = "d", i.source = "s", i.category = "c", i.reference = "r";
  i.measures = "m", i.goal = "g", i.phrase = "7月底前", i.remarks = "re";
  i.owner = {"u", "l", "h", {"c1", "c2"}, {}};
  i.supervisor = "sup";
  i.deadline = written(day(2018, 7, 31), day(2018, 6, 1), "60 days", "p");
  i.former_deadlines = {{written(day(2018, 7, 1), day(2018, 6, 2), "x", "y"),
                         at("2018-06-03T00:00:00.5Z"),
                         "assign",
                         {}}};
  i.extension = ExtensionRequest{written(day(2018, 9, 1), day(2018, 6, 4), "e", "f"),
                                 "because",
                                 {"n", "nu", {"role"}, "b", "bu", {}},
                                 {}};
  i.held_since = day(2018, 6, 5), i.hold_stops_clock = true;
  i.percent = 40;
  i.evidence = {{EvidenceKind::link, "http", "", {}}};
  i.links = {{LinkKind::outcome, 9, "o", {}}};
  i.merged_into = 11, i.extensions = 1, i.rejections = 2, i.reopenings = 4, i.escalation = 3;
  i.document_day = day(2018, 6, 6), i.rung = 5;
  i.reported_at = at("2018-06-01T00:00:01Z"), i.changed_at = at("2018-06-01T00:00:02Z");
  i.submitted_by = Actor{.name = "sb"}, i.submitted_at = at("2018-06-01T00:00:03Z");
  i.verified_by = Actor{.name = "vb"}, i.verified_at = at("2018-06-01T00:00:04Z");
  i.closed_at = at("2018-06-01T00:00:05Z");
  return i;
}

TEST(Wire, AnItemIsThisJson) {
  const auto json = to_json(item());
  const auto workflow =
      json.substr(json.find("\"workflow\""), json.find("\"state\"") - json.find("\"workflow\""));
  std::string rest = json;
  rest.erase(rest.find(workflow), workflow.size());
  EXPECT_EQ(
      R"({"id":"7","version":3,"state":{"main":"rectifying.working","extension":"requested",)"
      R"("holding":"on-hold","timeliness":"overdue"},"resolution":"void","severity":"serious",)"
      R"("title":"t","description":"d","source":"s","category":"c","reference":"r","measures":"m",)"
      R"("goal":"g","phrase":"7月底前","remarks":"re","owner":{"unit":"u","leader":"l","handler":"h",)"
      R"("coUnits":["c1","c2"]},"supervisor":"sup","deadline":{"due":"2018-07-31",)"
      R"("reference":"2018-06-01","text":"60 days","phrase":"p"},"formerDeadlines":[{"deadline":)"
      R"({"due":"2018-07-01","reference":"2018-06-02","text":"x","phrase":"y"},)"
      R"("until":"2018-06-03T00:00:00.500Z","why":"assign"}],"extension":{"deadline":)"
      R"({"due":"2018-09-01","reference":"2018-06-04","text":"e","phrase":"f"},"reason":"because",)"
      R"("by":{"name":"n","unit":"nu","roles":["role"],"standsInFor":"b","standsInForUnit":"bu"}},)"
      R"("heldSince":"2018-06-05","holdStopsClock":true,"percent":40,"evidence":[{"kind":"link",)"
      R"("text":"http"}],"links":[{"kind":"outcome","target":"9","text":"o"}],"mergedInto":"11",)"
      R"("extensions":1,"rejections":2,"reopenings":4,"escalation":3,)"
      R"("reportedAt":"2018-06-01T00:00:01Z","changedAt":"2018-06-01T00:00:02Z",)"
      R"("submittedBy":{"name":"sb"},"submittedAt":"2018-06-01T00:00:03Z","verifiedBy":{"name":"vb"},)"
      R"("verifiedAt":"2018-06-01T00:00:04Z","closedAt":"2018-06-01T00:00:05Z",)"
      R"("documentDay":"2018-06-06","rung":5})",
      rest);
  EXPECT_THAT(workflow, HasSubstr(R"("name":"item","version":1,"fingerprint":)"));
  EXPECT_EQ(item(), from_json<Item>(json).value());
  EXPECT_EQ(item(), decode<Item>(encode(item())).value());
}

TEST(Wire, AnEventIsThisJson) {
  Event e;
  e.seq = 5, e.item = 7, e.version = 3, e.at = at("2018-06-01T00:00:01Z");
  e.actor = {.name = "a"};
  e.command_id = "c", e.batch_id = "b", e.state = {.main = Main::found};
  e.body = Correct{.title = "t", .goal = "", .reason = "r"};
  e.deadline = written(day(2018, 7, 31), day(2018, 6, 1), "x", "");
  e.day = day(2018, 6, 2), e.hold_stops_clock = true, e.escalation = 2;
  const std::string json =
      R"({"seq":"5","item":"7","version":3,"at":"2018-06-01T00:00:01Z","actor":{"name":"a"},)"
      R"("commandId":"c","batchId":"b","state":{"main":"found"},"deadline":{"due":"2018-07-31",)"
      R"("reference":"2018-06-01","text":"x"},"day":"2018-06-02","holdStopsClock":true,)"
      R"("escalation":2,"correct":{"title":"t","goal":"","reason":"r"}})";
  EXPECT_EQ(json, to_json(e));
  EXPECT_EQ(json, to_json(Recorded{e, {}}));
  EXPECT_EQ(e, from_json<Event>(json).value());
}

TEST(Wire, ADeadlineIsThisJson) {
  Event e;
  e.seq = 5, e.item = 7, e.version = 3, e.at = at("2018-06-01T00:00:01Z");
  e.state = {.main = Main::assigned};
  e.body = Hold{"r", {}};
  Deadline d;
  d.kind = DeadlineKind::milestones, d.reference = day(2018, 6, 1), d.text = "t";
  d.due = day(2018, 7, 31), d.start = day(2018, 6, 2), d.counted = day(2018, 6, 3);
  d.count = {1, 2, 3}, d.to_working_day = true, d.provisional = true;
  Span span;
  span.due = day(2018, 7, 30), span.start = day(2018, 6, 4), span.counted = day(2018, 6, 5);
  span.count = {4, 5, 6}, span.to_working_day = true, span.provisional = true;
  d.milestones = {{span, "act", {}}};
  d.continuous = true, d.review_months = 7;
  e.deadline = d;
  e.clock = ClockDays{8, -9, true};
  e.rung = 10;
  const std::string json =
      R"({"seq":"5","item":"7","version":3,"at":"2018-06-01T00:00:01Z","state":{"main":"assigned"},)"
      R"("deadline":{"due":"2018-07-31","reference":"2018-06-01","text":"t","kind":"milestones",)"
      R"("start":"2018-06-02","counted":"2018-06-03","months":1,"days":2,"workingDays":3,)"
      R"("toWorkingDay":true,"provisional":true,"milestones":[{"due":"2018-07-30",)"
      R"("start":"2018-06-04","counted":"2018-06-05","months":4,"days":5,"workingDays":6,)"
      R"("toWorkingDay":true,"provisional":true,"act":"act"}],"continuous":true,"reviewMonths":7},)"
      R"("clock":{"used":8,"left":-9,"working":true},"rung":10,"hold":{"reason":"r"}})";
  EXPECT_EQ(json, to_json(e));
  EXPECT_EQ(e, from_json<Event>(json).value());
  EXPECT_EQ(e, decode<Event>(encode(e)).value());
}

TEST(Wire, ACommandIsThisJson) {
  const Command c{.id = "i",
                  .item = 7,
                  .expected_version = 0,
                  .actor = {.name = "a", .unit = "u"},
                  .at = at("1969-12-31T23:59:59.999Z"),
                  .body = Assign{.owner = {.unit = "o"},
                                 .supervisor = "s",
                                 .deadline = "d",
                                 .phrase = "p",
                                 .reference_day = day(1900, 1, 1),
                                 .measures = "m",
                                 .goal = "g"}};
  const std::string json =
      R"({"id":"i","item":"7","expectedVersion":0,"actor":{"name":"a","unit":"u"},)"
      R"("at":"1969-12-31T23:59:59.999Z","assign":{"owner":{"unit":"o"},"supervisor":"s",)"
      R"("deadline":"d","phrase":"p","referenceDay":"1900-01-01","measures":"m","goal":"g"}})";
  EXPECT_EQ(json, to_json(c));
  EXPECT_EQ(c, from_json<Command>(json).value());
}

TEST(Wire, EveryCommandStandsUnderItsName) {
  for (std::size_t i = 0; i < command_kinds; ++i) {
    std::string name(command_names[i]);
    std::replace(name.begin(), name.end(), '-', '_');
    const auto command = from_json<Command>(
        "{\"" + name + "\":{" + (name == "change_severity" ? "\"severity\":\"minor\"" : "") + "}}");
    ASSERT_TRUE(command) << name << text(command.refusal(), Lang::en);
    EXPECT_EQ(i, command->body.index()) << name;
    EXPECT_EQ(*command, decode<Command>(encode(*command)).value());
  }
}

TEST(Wire, StatesStandByTheirNamesAndNeverByNumbers) {
  const auto bytes = encode(item());
  for (const auto* name : {"rectifying.working", "requested", "on-hold", "overdue", "void",
                           "serious", "outcome", "link", "2018-07-31"})
    EXPECT_THAT(bytes, HasSubstr(name));
  Event e;
  e.state.main = Main::submitted;
  e.body = ChangeSeverity{.severity = Severity::critical};
  EXPECT_THAT(encode(e), testing::AllOf(HasSubstr("rectifying.submitted"), HasSubstr("critical")));
}

TEST(Wire, WhatHasItsDefaultIsNotWritten) {
  Command c;
  c.body = Start{};
  EXPECT_EQ(3U, encode(c).size());  // the body's field, empty: two bytes of tag, one of length
  Item i;
  i.state.main = Main::found;
  EXPECT_LT(encode(i).size(), 60U);
}

TEST(Wire, AnEmptyCorrectionIsNotNone) {
  Command c;
  c.body = Correct{.remarks = ""};
  const auto again = decode<Command>(encode(c)).value();
  EXPECT_EQ(std::optional<std::string>(""), std::get<Correct>(again.body).remarks);
  EXPECT_EQ(std::nullopt, std::get<Correct>(again.body).title);
}

TEST(Wire, ALedgersEventIsNotAnItems) {
  LedgerEvent opened{1,
                     at("2018-06-01T00:00:00Z"),
                     {},
                     "id",
                     LedgerOpened{Zone{60}, "item", 1, 2, strict_policy()},
                     {}};
  EXPECT_EQ(opened, decode<LedgerEvent>(encode(opened)).value());
  EXPECT_EQ(opened, std::get<LedgerEvent>(decode<Recorded>(encode(opened)).value().what));
  EXPECT_FALSE(decode<Event>(encode(opened)));
  Event e;
  e.state.main = Main::found;
  EXPECT_FALSE(decode<LedgerEvent>(encode(e)));
}

TEST(Wire, APolicyComesBackWhole) {
  Policy p = strict_policy();
  p.stand_ins = {{"a", "b", day(2018, 1, 1), day(2018, 1, 2), {}}};
  p.notice_days = 7, p.outcome_needed = true, p.warn_days = {1, 2, 3, 4};
  EXPECT_EQ(p, decode<Policy>(encode(p)).value());
  EXPECT_EQ(p, from_json<Policy>(to_json(p)).value());
}

// Named twice, a command is for the roles of both: the last alone would take the first ones' right
// without a word, or with an empty list open it to all.
TEST(Wire, APermissionNamedTwiceHoldsForBoth) {
  const auto p =
      from_json<Policy>(
          R"({"name":"x","permissions":[{"command":"close","roles":["a"]},{"command":"close"},)"
          R"({"command":"close","roles":["b"]}]})")
          .value();
  Policy both;
  both.permit("close", {"a", "b"});
  EXPECT_EQ(both.permitted, p.permitted);
}

TEST(Wire, AnAnswerSaysWhyNot) {
  Answer a;
  a.command_id = "c", a.item = 7, a.version = 2, a.state.main = Main::found, a.line = 4;
  a.refusal = refuse("deadline.past", "assign.deadline", "2018-01-01", {"2018-06-01"});
  EXPECT_EQ(
      R"({"commandId":"c","item":"7","version":2,"state":{"main":"found"},"light":"grey","refusal":)"
      R"({"code":"deadline.past","field":"assign.deadline","value":"2018-01-01","args":["2018-06-01"],)"
      R"("rule":"a deadline is not before the day on which it is given","wanted":"2018-06-01 or later"},)"
      R"("line":"4"})",
      to_json(a));
  EXPECT_THAT(to_json(a, Lang::zh), HasSubstr("整改时限不得早于给定之日"));
  EXPECT_EQ(a, from_json<Answer>(to_json(a)).value());
}

TEST(Wire, HashesAreWrittenInHex) {
  Hash hash{};
  hash[0] = 0x0f, hash[31] = 0xa0;
  EXPECT_EQ("0f" + std::string(60, '0') + "a0", hex(hash));
}

TEST(Wire, WhatOnlyACastMakesIsLeftOut) {
  Command c;
  c.body = LinkTo{.link = {.kind = static_cast<LinkKind>(77), .target = 1}};
  EXPECT_EQ(LinkKind::related, std::get<LinkTo>(decode<Command>(encode(c)).value().body).link.kind);
}

}  // namespace
}  // namespace rectify::tests
