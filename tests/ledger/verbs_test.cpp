// verbs_test.cpp: each member function of a ledger gives the command of its name; and no text that
// is unfit comes in through any of them.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <tuple>

#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

const Actor& coordinator = desk::coordinator;
const Actor& zhou = desk::zhou;

class Verbs : public OverEachStore {};
OVER_EACH_STORE(Verbs);

TEST_P(Verbs, GiveTheCommandOfTheirName) {
  Ledger ledger = open();
  std::set<std::string> given{"report", "tick"};
  // The last event of the item is the command that the verb is called by, by that actor.
  const auto gives = [&](std::string_view state, auto verb, auto body, const Actor& by,
                         std::string_view command, const auto&... before) {
    const ItemId id = at(ledger, state);
    (before(id), ...);
    const Answer answer = (ledger.*verb)(id, body, by);
    ASSERT_THAT(answer, accepted()) << command;
    const Event event = event_of(ledger.history(id).back());
    EXPECT_EQ(event.seq, answer.seq);
    EXPECT_EQ(name(kind_of(event.body)), command);
    EXPECT_EQ(event.body, Body(body)) << command;
    EXPECT_EQ(event.actor, by) << command;
    EXPECT_EQ(event.at, *now);
    given.emplace(command);
  };
  const auto ask = [&](ItemId id) {
    must(ledger.request_extension(id, {"下雨", "2018-09-30", "", {}}, zhou));
  };
  const auto hold = [&](ItemId id) { must(ledger.hold(id, {"等", {}}, coordinator)); };
  const Evidence photo = desk::photo();
  const ItemId stays = at(ledger, "found");

  gives("found", &Ledger::assign, Assign{.owner = desk::office, .deadline = "9 days"}, coordinator,
        "assign");
  gives("found", &Ledger::fix_at_once, FixAtOnce{.owner = desk::office, .evidence = {photo}}, zhou,
        "fix-at-once");
  gives("found", &Ledger::void_item, Void{"错", {}}, coordinator, "void");
  gives("found", &Ledger::merge, Merge{stays, "同", {}}, coordinator, "merge");
  gives("assigned", &Ledger::decline, Decline{"不归我们", {}}, zhou, "decline");
  gives("assigned", &Ledger::reassign, Reassign{.owner = desk::station, .reason = "职责"},
        coordinator, "reassign");
  gives("assigned", &Ledger::start, Start{"开工", {}}, zhou, "start");
  gives("working", &Ledger::progress, Progress{30, "加班", "好", {}}, zhou, "progress");
  gives("working", &Ledger::submit, Submit{{photo}, "完", {}}, zhou, "submit");
  gives("submitted", &Ledger::recall, Recall{"漏", {}}, zhou, "recall");
  gives("submitted", &Ledger::verify, Verify{"属实", {}}, desk::verifier, "verify");
  gives("submitted", &Ledger::reject, Reject{"不足", {}}, desk::verifier, "reject");
  gives("verified", &Ledger::object, Object{"没修", {}}, desk::clerk, "object");
  gives("verified", &Ledger::close, Close{"好", {}}, coordinator, "close");
  gives("closed", &Ledger::reopen, Reopen{"反弹", "9 days", "", {}}, coordinator, "reopen");
  gives("working", &Ledger::request_extension, RequestExtension{"下雨", "2018-09-30", "", {}}, zhou,
        "request-extension");
  gives("working", &Ledger::grant_extension, GrantExtension{"可", {}}, coordinator,
        "grant-extension", ask);
  gives("working", &Ledger::deny_extension, DenyExtension{"不", {}}, coordinator, "deny-extension",
        ask);
  gives("working", &Ledger::hold, Hold{"等", {}}, coordinator, "hold");
  gives("working", &Ledger::resume, Resume{"来", {}}, coordinator, "resume", hold);
  gives("working", &Ledger::comment, Comment{"嗯", {}}, zhou, "comment");
  gives("working", &Ledger::attach, Attach{{photo}, {}}, zhou, "attach");
  gives("working", &Ledger::escalate, Escalate{2, "慢", {}}, coordinator, "escalate");
  gives("working", &Ledger::change_severity, ChangeSeverity{Severity::critical, "重", {}},
        coordinator, "change-severity");
  gives("working", &Ledger::link, LinkTo{{LinkKind::follows, stays, "", {}}, {}}, coordinator,
        "link");
  gives("working", &Ledger::correct, Correct{.title = "漏水", .reason = "错字"},
        desk::administrator, "correct");

  for (const auto command : command_names) {
    if (command == "reckon") continue;                       // calendar_test.cpp
    if (command == "act" || command == "migrate") continue;  // workflow_test.cpp
    EXPECT_TRUE(given.contains(std::string(command))) << command;
  }
  EXPECT_TRUE(ledger.check().whole);
}
TEST_P(Verbs, OfReportingGiveTheNumberOrWhyNot) {
  Ledger ledger = open();
  const Report body{.title = "漏水", .source = "来访", .severity = Severity::serious};
  const auto id = ledger.report(body, desk::clerk);
  ASSERT_TRUE(id);
  EXPECT_EQ(event_of(ledger.history(*id).front()).body, Body(body));
  const auto no = ledger.report({}, desk::clerk);
  ASSERT_FALSE(no);
  EXPECT_EQ(no.refusal().code, "title.missing");
}

// ── texts ──────────────────────────────────────────────────────────────────────────────────────

std::string characters(std::size_t n) {
  std::string text;
  while (n-- > 0) text += "长";
  return text;
}

// One text field of a command that is fit otherwise: how to put a text there, its limit, and what a
// blank one is refused with, if at all.
struct Field {
  std::string name;
  std::size_t most;
  std::function<Command(std::string)> with;
  std::string if_blank{};
  bool lines = false;
};

std::vector<Field> fields(ItemId found, ItemId working, ItemId submitted, ItemId closed) {
  std::vector<Field> all;
  const auto add = [&](const std::string& name, std::size_t most, ItemId item, const Actor& by,
                       auto body, auto put, const std::string& if_blank = {}) {
    all.push_back({std::string(body.name) + "." + name, most,
                   [=](std::string text) {
                     auto c = body;
                     put(c) = std::move(text);
                     return Command{.id = "fit", .item = item, .actor = by, .body = c};
                   },
                   if_blank, most == limits::text || name == "phrase"});
  };
#define AT(member) \
  [](auto& c) -> auto& { return c.member; }
  const Report bare{.title = "漏水"};
  for (const auto& [name, member, most] :
       std::initializer_list<std::tuple<const char*, std::string Report::*, std::size_t>>{
           {"title", &Report::title, limits::title},
           {"description", &Report::description, limits::text},
           {"source", &Report::source, limits::title},
           {"category", &Report::category, limits::name},
           {"reference", &Report::reference, limits::name},
           {"measures", &Report::measures, limits::text},
           {"goal", &Report::goal, limits::text},
           {"phrase", &Report::phrase, longest_phrase},
           {"remarks", &Report::remarks, limits::text},
           {"supervisor", &Report::supervisor, limits::name}})
    add(
        name, most, 0, desk::clerk, bare, [m = member](auto& c) -> auto& { return c.*m; },
        std::string(name) == "title" ? "title.missing" : "");
  Report listed = bare;
  listed.owner.co_units = {""};
  add("owner.unit", limits::name, 0, desk::clerk, bare, AT(owner.unit));
  add("owner.leader", limits::name, 0, desk::clerk, bare, AT(owner.leader));
  add("owner.handler", limits::name, 0, desk::clerk, bare, AT(owner.handler));
  add("owner.co_units", limits::name, 0, desk::clerk, listed, AT(owner.co_units[0]));

  const Assign assign{.owner = desk::office, .deadline = "9 days"};
  add("owner.unit", limits::name, found, coordinator, assign, AT(owner.unit), "owner.missing");
  add("owner.leader", limits::name, found, coordinator, assign, AT(owner.leader));
  add("owner.handler", limits::name, found, coordinator, assign, AT(owner.handler));
  add("owner.co_units", limits::name, found, coordinator, assign, AT(owner.co_units[0]));
  add("supervisor", limits::name, found, coordinator, assign, AT(supervisor));
  add("phrase", longest_phrase, found, coordinator, assign, AT(phrase));
  add("measures", limits::text, found, coordinator, assign, AT(measures));
  add("goal", limits::text, found, coordinator, assign, AT(goal));
  const FixAtOnce at_once{.owner = desk::office, .evidence = {desk::photo()}};
  add("supervisor", limits::name, found, zhou, at_once, AT(supervisor));
  add("measures", limits::text, found, zhou, at_once, AT(measures));
  add("evidence.text", limits::text, found, zhou, at_once, AT(evidence[0].text), "evidence.blank");
  add("reason", limits::text, found, coordinator, Void{}, AT(reason), "reason.missing");
  add("reason", limits::text, found, coordinator, Merge{working, "", {}}, AT(reason));
  const Reassign reassign{.owner = desk::station, .reason = "职责"};
  add("owner.unit", limits::name, working, coordinator, reassign, AT(owner.unit), "owner.missing");
  add("supervisor", limits::name, working, coordinator, reassign, AT(supervisor));
  add("phrase", longest_phrase, working, coordinator, reassign, AT(phrase));
  add("reason", limits::text, working, coordinator, reassign, AT(reason));
  add("measures", limits::text, working, zhou, Progress{.percent = 30}, AT(measures));
  add("note", limits::text, working, zhou, Progress{.percent = 30}, AT(note));
  const Submit submit{.evidence = {desk::photo()}};
  add("evidence.text", limits::text, working, zhou, submit, AT(evidence[0].text), "evidence.blank");
  add("note", limits::text, working, zhou, submit, AT(note));
  add("reason", limits::text, submitted, zhou, Recall{}, AT(reason));
  add("note", limits::text, submitted, desk::verifier, Verify{}, AT(note));
  add("reason", limits::text, submitted, desk::verifier, Reject{}, AT(reason), "reason.missing");
  const Reopen reopen{"反弹", "9 days", "", {}};
  add("reason", limits::text, closed, coordinator, reopen, AT(reason), "reason.missing");
  add("phrase", longest_phrase, closed, coordinator, reopen, AT(phrase));
  const RequestExtension ask{"下雨", "2018-09-30", "", {}};
  add("reason", limits::text, working, zhou, ask, AT(reason), "reason.missing");
  add("phrase", longest_phrase, working, zhou, ask, AT(phrase));
  add("reason", limits::text, working, coordinator, Hold{}, AT(reason), "reason.missing");
  add("text", limits::text, working, zhou, Comment{}, AT(text), "comment.missing");
  const Attach attach{{desk::photo()}, {}};
  add("evidence.text", limits::text, working, zhou, attach, AT(evidence[0].text), "evidence.blank");
  add("reason", limits::text, working, coordinator, Escalate{}, AT(reason));
  add("reason", limits::text, working, coordinator, ChangeSeverity{}, AT(reason));
  add("link.text", limits::text, working, coordinator, LinkTo{}, AT(link.text), "link.empty");
  const Correct correct{.remarks = "x", .reason = "错字"};
  add("title", limits::title, working, desk::administrator, correct, AT(title), "title.missing");
  add("description", limits::text, working, desk::administrator, correct, AT(description));
  add("source", limits::title, working, desk::administrator, correct, AT(source));
  add("category", limits::name, working, desk::administrator, correct, AT(category));
  add("reference", limits::name, working, desk::administrator, correct, AT(reference));
  add("measures", limits::text, working, desk::administrator, correct, AT(measures));
  add("goal", limits::text, working, desk::administrator, correct, AT(goal));
  add("remarks", limits::text, working, desk::administrator, correct, AT(remarks));
  add("reason", limits::text, working, desk::administrator, correct, AT(reason), "reason.missing");
#undef AT
  // The envelope.
  const auto of_envelope = [&](const char* name, auto put, const std::string& if_blank) {
    all.push_back({name, limits::name,
                   [=](std::string text) {
                     Command c = comment(working, "嗯", "fit");
                     put(c) = std::move(text);
                     return c;
                   },
                   if_blank});
  };
  of_envelope(
      "id", [](Command & c) -> auto& { return c.id; }, "");
  of_envelope(
      "actor.name", [](Command & c) -> auto& { return c.actor.name; }, "actor.missing");
  of_envelope(
      "actor.unit", [](Command & c) -> auto& { return c.actor.unit; }, "");
  of_envelope(
      "actor.roles", [](Command & c) -> auto& { return c.actor.roles[0]; }, "actor.unknown-role");
  return all;
}

class TextsOfCommands : public OverEachStore {};
OVER_EACH_STORE(TextsOfCommands);

TEST_P(TextsOfCommands, AreRefusedWhereTheyAreUnfitAndNothingIsChanged) {
  Ledger ledger = open();
  const auto all = fields(at(ledger, "found"), at(ledger, "working"), at(ledger, "submitted"),
                          at(ledger, "closed"));
  const Sight before = sight_of(ledger);
  for (const auto& field : all) {
    const auto refuses = [&](const std::string& text, const char* code) {
      const Answer no = ledger.apply(field.with(text));
      EXPECT_THAT(no, refused(code, field.name)) << field.name;
    };
    refuses(characters(field.most + 1), "text.too-long");
    refuses("一\xff", "text.utf8");
    refuses("一\xe4\xb8", "text.utf8");
    refuses(std::string("一\0二", 7), "text.control");
    refuses("一\x1b二", "text.control");
    if (!field.lines) refuses("一\n二", "text.control");
    if (!field.if_blank.empty()) {
      EXPECT_THAT(ledger.apply(field.with(" \xe3\x80\x80")), refused(field.if_blank)) << field.name;
    }
  }
  EXPECT_EQ(sight_of(ledger), before);
}
TEST_P(TextsOfCommands, AreTakenUpToTheirLimits) {
  Ledger ledger = open();
  const auto all = fields(at(ledger, "found"), at(ledger, "working"), at(ledger, "submitted"),
                          at(ledger, "closed"));
  for (const auto& field : all) {
    if (field.name == "actor.roles") continue;  // must be one that the policy has
    const auto tried = [&](const std::string& text) {
      return ledger.apply({field.with(text)}, {.dry_run = true}).front();
    };
    EXPECT_THAT(tried(characters(field.most)), accepted()) << field.name;
    if (field.lines) {
      EXPECT_THAT(tried("一\r\n二\t三"), accepted()) << field.name;
    }
  }
}

}  // namespace
