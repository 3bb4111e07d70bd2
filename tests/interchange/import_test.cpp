// import_test.cpp: what is not the chain of a ledger is told with its line, and makes no ledger.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/flow.hpp>
#include <rectify/interchange.hpp>

#include <fstream>

#include "interchange/moves.hpp"
#include "ledger/chain.hpp"
#include "ledger/draft.hpp"
#include "stores/memory.hpp"

using namespace rectify;
using namespace rectify::ledgers;
using namespace rectify::moves;

namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}
// Events with the hashes that a ledger would give them: a forger can, too.
std::string forged(const std::vector<Recorded>& events) {
  std::string text;
  Hash former{};
  for (const auto& event : events) {
    const std::string record = encode(event);
    former = ledger::link(former, record);
    text += to_json(ChainLink{record, former}) + "\n";
  }
  return text;
}

// A ledger of these events, but for the last one, which a program that is not ours has written.
Ledger with_last(std::vector<Recorded> events, const Recorded& last, const Description& machine) {
  auto store = stores::memory();
  auto writer = store->write();
  ledger::Rules rules;
  rules.flows.add(ledger::known_flow(machine, 2, {}));
  ledger::Kept kept;
  const ledger::Draft::Ground ground{*writer, rules, shanghai, store->address(), kept};
  ledger::Draft draft(ground, {});
  Hash former{};
  for (Recorded& event : events) {
    std::string record = encode(event);
    former = event.hash = ledger::link(former, record);
    EXPECT_FALSE(draft.adopt(event, std::move(record)));
  }
  Changes changes = draft.changes();
  changes.policy_event = changes.calendar_event = 1;
  auto& row = changes.events.back();
  row.record = encode(last);
  row.hash = ledger::link(changes.events[changes.events.size() - 2].hash, row.record);
  writer->commit(changes);
  writer.reset();
  return Ledger::over(std::move(store));
}

class Imports : public Clocked {
 protected:
  Imports() {
    Ledger ledger = open(":memory:");
    at(ledger, "closed");
    must(ledger.set_policy(strict_policy(), desk::administrator));
    at(ledger, "working");
    events = all_events(ledger);
    std::istringstream all(exported(ledger, Format::json));
    for (std::string line; std::getline(all, line);) lines.push_back(line);
  }
  // A refusal at that line; before it all is kept for another try, of it nothing. In a file for some
  // of the lines: each costs a tenth of a second.
  void expect_refused(const std::string& text, std::uint64_t line, const std::string& code,
                      const std::string& wanted = "") {
    const std::string where = line % 5 == 1 ? file() + std::to_string(++files_) : ":memory:";
    const Imported done = imported(text, where);
    EXPECT_FALSE(done.ledger);
    ASSERT_TRUE(done.refusal);
    EXPECT_EQ(done.refusal->code, code) << rectify::text(*done.refusal, Lang::en);
    EXPECT_EQ(done.line, line);
    EXPECT_EQ(done.events, line - 1);
    if (!wanted.empty()) {
      EXPECT_EQ(rectify::wanted(*done.refusal, Lang::en), wanted);
    }
    if (where == ":memory:") return;
    try {
      (void)open(where, {.create = false});
      ADD_FAILURE() << "it opens";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), line == 1 ? "store.none" : "store.incomplete") << error.what();
    }
    const Imported mended = imported(joined(lines), where);
    ASSERT_TRUE(mended.ledger) << rectify::text(*mended.refusal, Lang::en);
    EXPECT_EQ(exported(*mended.ledger, Format::json), joined(lines));
    EXPECT_TRUE(mended.ledger->check().whole);
  }
  // Refused like that, whatever was there before the line.
  void expect_not_taken(const std::vector<Recorded>& chain, const std::string& code,
                        const std::string& wanted = "") {
    const Imported done = imported(forged(chain), ":memory:");
    ASSERT_TRUE(done.refusal) << code;
    EXPECT_EQ(done.refusal->code, code) << text(*done.refusal, Lang::en);
    EXPECT_EQ(done.line, chain.size());
    EXPECT_EQ(done.events, chain.size() - 1);
    if (!wanted.empty()) {
      EXPECT_EQ(rectify::wanted(*done.refusal, Lang::en), wanted);
    }
  }
  // The first `n` events and one more.
  [[nodiscard]] std::vector<Recorded> with(std::size_t n, const Recorded& more) const {
    std::vector<Recorded> chain(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(n));
    chain.push_back(more);
    return chain;
  }
  // The event behind the first `n`, changed.
  template <class Change>
  [[nodiscard]] std::vector<Recorded> changed(std::size_t n, Change change) const {
    Recorded more = events.at(n);
    std::visit([&](auto& event) { change(event); }, more.what);
    return with(n, more);
  }

  Lines lines;
  std::vector<Recorded> events;

 private:
  int files_ = 0;
};

TEST_F(Imports, TakeWhatWasExported) {
  ASSERT_EQ(lines.size(), 11U);
  EXPECT_TRUE(imported(joined(lines), file()).ledger);
  EXPECT_EQ(forged(events), joined(lines));
}

TEST_F(Imports, FindEveryChangedLine) {
  for (std::size_t n = 0; n < lines.size(); ++n) {
    Lines other = lines;
    const auto at = other[n].find("\"at\":\"20") + 8;  // its year
    other[n][at] = other[n][at] == '1' ? '2' : '1';
    expect_refused(joined(other), n + 1, "chain.hash");
  }
}
TEST_F(Imports, FindEveryChangedHash) {
  for (std::size_t n = 0; n < lines.size(); ++n) {
    Lines other = lines;
    other[n][20] = other[n][20] == 'a' ? 'b' : 'a';
    expect_refused(joined(other), n + 1, "chain.hash",
                   lines[n].substr(9, 64) +
                       "; something in this event or before it was changed, or is missing");
  }
}
TEST_F(Imports, FindWhatIsMissingDoubledOrOutOfPlace) {
  for (std::size_t n = 1; n + 1 < lines.size(); ++n) {
    const auto place = static_cast<std::ptrdiff_t>(n);
    Lines missing = lines, doubled = lines, swapped = lines;
    missing.erase(missing.begin() + place);
    expect_refused(joined(missing), n + 1, "chain.seq", "event " + std::to_string(n + 1));
    doubled.insert(doubled.begin() + place, lines[n]);
    expect_refused(joined(doubled), n + 2, "chain.seq", "event " + std::to_string(n + 2));
    std::swap(swapped[n], swapped[n + 1]);
    expect_refused(joined(swapped), n + 1, "chain.seq", "event " + std::to_string(n + 1));
  }
}
TEST_F(Imports, FindWhatIsNoEvent) {
  for (const std::size_t n : {std::size_t{0}, std::size_t{4}}) {
    const auto with_line = [&](const std::string& line) {
      Lines other = lines;
      other[n] = line;
      return joined(other);
    };
    if (n != 0) {  // the first byte tells the format
      expect_refused(with_line("[]"), n + 1, "json.form");
    }
    expect_refused(with_line("{\"hash\":"), n + 1, "json.form");
    expect_refused(with_line(lines[n].substr(0, 90)), n + 1, "json.form");
    expect_refused(with_line("{\"hash\":\"\xff\"}"), n + 1, "text.utf8");
    expect_refused(with_line(lines[n] + lines[n]), n + 1, "json.form");
  }
}
TEST_F(Imports, FindAStreamThatEndsTooEarly) {
  Ledger ledger = open(":memory:");
  at(ledger, "assigned");
  const std::string bytes = exported(ledger, Format::protobuf);
  EXPECT_EQ(imported(bytes.substr(0, bytes.size() - 1), ":memory:").refusal->code, "wire.form");
  EXPECT_EQ(imported(bytes.substr(0, bytes.size() - 1), ":memory:").line, 3U);
  EXPECT_EQ(imported(bytes.substr(0, 1), ":memory:").refusal->code, "wire.form");
  EXPECT_EQ(imported("\xff\xff\xff\xff\xff\xff", ":memory:").refusal->code, "line.too-long");
  EXPECT_EQ(imported("SQLite format 3", file()).refusal->code, "wire.form");
  EXPECT_FALSE(std::filesystem::exists(file())) << "nothing was made of it";
}
TEST_F(Imports, FindNothingAtAll) {
  const Imported done = imported("", file());
  EXPECT_EQ(done.refusal->code, "chain.first");
  EXPECT_EQ(done.line, 1U);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

// ── a chain that is right in itself, of events that no ledger has ─────────────────────────────

TEST_F(Imports, FindALedgerThatIsNotOpenedFirstOrOpenedTwice) {
  Recorded second = events[1];
  std::get<Event>(second.what).seq = 1;
  expect_not_taken({second}, "chain.first");
  Recorded again = events[0];
  auto& opened = std::get<LedgerEvent>(again.what);
  opened.seq = 3, opened.command_id = "another";
  expect_not_taken(with(2, again), "chain.first");
}
TEST_F(Imports, FindAWorkflowOfANewerVersion) {
  Recorded newer = events[0];
  std::get<LedgerOpened>(std::get<LedgerEvent>(newer.what).body).workflow_version += 1;
  expect_not_taken({newer}, "chain.workflow");
  std::get<LedgerOpened>(std::get<LedgerEvent>(newer.what).body).workflow_name = "leave";
  expect_not_taken({newer}, "chain.workflow");
}
TEST_F(Imports, FindACalendarOrAPolicyThatCantBeInForce) {
  Recorded first = events[0];
  std::get<LedgerOpened>(std::get<LedgerEvent>(first.what).body).calendar = "2018-02-30\t0\t无\n";
  expect_not_taken({first}, "day.none");
  const LedgerEvent loads{3, monday, desk::administrator, "load", CalendarLoaded{"weekend\t9"}, {}};
  expect_not_taken(with(2, {loads, {}}), "calendar.weekend");
  Policy without_roles = strict_policy();
  without_roles.notice_days = -1;
  const LedgerEvent sets{3, monday, desk::administrator, "set", PolicySet{without_roles}, {}};
  expect_not_taken(with(2, {sets, {}}), "policy.range");
}
TEST_F(Imports, FindAnItemThatIsReportedTwiceOrNever) {
  Recorded again = events[1];
  auto& event = std::get<Event>(again.what);
  event.seq = 4, event.command_id = "again";
  expect_not_taken(with(3, again), "item.taken");
  expect_not_taken(changed(2,
                           [](auto& e) {
                             if constexpr (requires { e.item; }) e.item = 5;
                           }),
                   "item.none");
}
TEST_F(Imports, FindAVersionThatIsNotTheNext) {
  for (const std::uint32_t version : {0U, 1U, 3U, 0xffff'ffffU})
    expect_not_taken(changed(2,
                             [&](auto& e) {
                               if constexpr (requires { e.version; }) e.version = version;
                             }),
                     "chain.version", "version 2 of item 1");
}
TEST_F(Imports, FindACommandIdThatWasUsed) {
  const std::string id = std::get<Event>(events[1].what).command_id;
  expect_not_taken(changed(3, [&](auto& e) { e.command_id = id; }), "command.id-reused",
                   "a new id, or the same command as before (event 2)");
  expect_not_taken(changed(7, [&](auto& e) { e.command_id = id; }), "command.id-reused");
}
TEST_F(Imports, FindANumberThatNoLedgerGives) {
  for (const ItemId id : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'000'000'000'000'002},
                          std::numeric_limits<ItemId>::max()})
    expect_not_taken(changed(1,
                             [&](auto& e) {
                               if constexpr (requires { e.item; }) e.item = id;
                             }),
                     "item.number", "1 to 1000000000000001, or none for the next one");
}

TEST_F(Imports, PassOverBlankLinesAndAnEditorsMark) {
  std::string text = "\xef\xbb\xbf";
  for (const auto& line : lines) text += line + "\r\n\n";
  const Imported done = imported(text + "\n", file(), 7);
  ASSERT_TRUE(done.ledger) << rectify::text(*done.refusal, Lang::en);
  EXPECT_EQ(exported(*done.ledger, Format::json), joined(lines));
  Lines other = lines;
  other[2] = "\n" + other[3];
  const Imported none = imported(joined(other), ":memory:");
  EXPECT_EQ(none.refusal->code, "chain.seq");
  EXPECT_EQ(none.line, 4U) << "as an editor counts them";
}
TEST_F(Imports, FindAPlaceThatDoesntAgreeWithItsMachine) {
  Description paper;
  paper.name = "paper", paper.version = 1;
  paper.states = {{.name = "draft", .initial = true, .counts_as = "found"},
                  {.name = "b"},
                  {.name = "done", .final = true}};
  paper.rows = {{"draft", "next", "b", {}, 0, {}}, {"b", "next", "done", {}, 0, {}}};
  auto leave = paper;
  leave.name = "leave";
  Ledger ledger = open(":memory:");
  must(ledger.define(make_flow(paper).value(), desk::administrator));
  must(ledger.define(make_flow(leave).value(), desk::administrator));
  const ItemId id = ledger.report({.title = "t", .workflow = "paper"}, desk::clerk).value();
  must(ledger.act(id, {.command = "next"}, desk::clerk));
  must(ledger.comment(id, {"等", {}}, desk::clerk));
  const ItemId own = ledger.report({.title = "t"}, desk::clerk).value();
  must(ledger.comment(own, {"等", {}}, desk::clerk));
  events = all_events(ledger);
  EXPECT_TRUE(imported(forged(events), ":memory:").ledger);
  const FlowState of_leave = make_flow(leave).value().initial();
  const auto forge = [&](std::size_t n, auto change) {
    Recorded other = events.at(n);
    change(std::get<Event>(other.what));
    expect_not_taken(with(n, other), "chain.place");
  };
  forge(3, [](Event& e) { e.flow.reset(); });                 // reported for a machine, and in none
  forge(3, [&](Event& e) { e.flow = of_leave; });             // or in another one
  forge(4, [](Event& e) { e.flow.reset(); });                 // it acts, and goes nowhere
  forge(4, [](Event& e) { e.state.main = Main::closed; });    // hidden as struck off
  forge(4, [](Event& e) { e.flow->states = {"done"}; });      // done, and open for ever
  forge(4, [&](Event& e) { e.flow = of_leave; });             // over to another machine
  forge(5, [](Event& e) { e.state.main = Main::verified; });  // a comment moves nothing
  forge(6, [&](Event& e) { e.flow = of_leave; });             // an item of its own machine
  forge(7, [&](Event& e) { e.flow = of_leave; });
}
TEST_F(Imports, FindAPlaceThatAMachineHasnt) {
  Description paper;
  paper.name = "paper", paper.version = 1;
  paper.states = {{.name = "draft", .initial = true}, {.name = "done", .final = true}};
  paper.rows = {{"draft", "next", "done", {}, 0, {}}};
  auto own = paper;  // with a guard of another program's
  own.name = "own", own.rows[0].guards = {"mine"};
  FlowGuards guards = standard_guards();
  guards["mine"] = {.holds = [](const Ask&, const FlowGuard::Args&) { return true; }};
  for (const auto& flow : {make_flow(paper).value(), make_flow(own, guards).value()}) {
    Ledger ledger = open(":memory:");
    must(ledger.define(flow, desk::administrator));
    ledger.report({.title = "通知", .workflow = flow.description().name}, desk::clerk).value();
    events = all_events(ledger);
    EXPECT_TRUE(imported(forged(events), ":memory:").ledger);
    const auto standing = [&](auto change) {
      Recorded other = events[2];
      change(*std::get<Event>(other.what).flow);
      return with(2, other);
    };
    const auto unplaced = standing([](FlowState& at) { at.states = {"nowhere"}; });
    expect_not_taken(unplaced, "migration.unknown-place", "one of: draft, done");
    expect_not_taken(standing([](FlowState& at) { ++at.fingerprint; }), "workflow.none");
    expect_not_taken(standing([](FlowState& at) { ++at.version; }), "workflow.none");
    expect_not_taken(standing([](FlowState& at) { at.workflow = "leave"; }), "workflow.none");

    // Whoever writes it into the store past the import is told of by the check.
    const Verification found = with_last(events, unplaced.back(), flow.description()).check();
    EXPECT_THAT(found.flaw, testing::HasSubstr("leads item 1 to \"nowhere\""));
    EXPECT_EQ(found.item, 1);
  }
}

// ── cut short ─────────────────────────────────────────────────────────────────────────────────

TEST_F(Imports, GoOnWhereTheyWereCutShort) {
  Ledger ledger = open(":memory:");
  for (int n = 0; n < 5000; ++n) (void)ledger.report({.title = "漏水"}, desk::clerk);
  const ItemId last = at(ledger, "working", "10 days");
  const std::string text = exported(ledger, Format::protobuf);
  struct Cut {};
  const auto cut_at = [&](std::size_t size) {
    Pieces pieces(std::string_view(text).substr(0, size));
    return import_events(
        [&](char* into, std::size_t most) {
          const std::size_t read = pieces(into, most);
          if (read == 0) throw Cut{};
          return read;
        },
        file());
  };
  for (const std::size_t part : {2U, 5U, 7U, 9U})
    EXPECT_THROW(cut_at(text.size() / 10 * part), Cut);
  EXPECT_THROW(cut_at(text.size()), Cut);  // all but the word that it was all
  try {
    (void)open(file());
    FAIL() << "it opens";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "store.incomplete");
    EXPECT_NE(std::string(error.what()).find("give the same import again"), std::string::npos);
  }
  const Imported done = imported(text, file());
  ASSERT_TRUE(done.ledger);
  EXPECT_EQ(sight_of(*done.ledger), sight_of(ledger));
  EXPECT_EQ(done.ledger->find(last)->version, 3U);
  EXPECT_TRUE(done.ledger->check().whole);
}
TEST_F(Imports, GoOnOnlyWithWhatTheyBeganWith) {
  Ledger other = open(":memory:");
  at(other, "closed");
  at(other, "closed");
  Lines wrong = lines;
  wrong[6] = "";
  EXPECT_EQ(imported(joined(wrong), file()).events, 6U);
  EXPECT_EQ(imported(exported(other, Format::json), file()).refusal->code, "chain.other");
  Lines shorter(lines.begin(), lines.begin() + 4);
  EXPECT_EQ(imported(joined(shorter), file()).refusal->code, "chain.other");
  EXPECT_TRUE(imported(joined(lines), file()).ledger);
}
TEST_F(Imports, LeaveALedgerThatIsThereAsItIs) {
  Ledger there = open(file());
  at(there, "found");
  const Sight before = sight_of(there);
  try {
    (void)imported(joined(lines), file());
    FAIL() << "it was imported";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "store.taken");
  }
  EXPECT_EQ(sight_of(there), before);
}
TEST_F(Imports, MakeNoLedgerOfAFileOfSomebodyElse) {
  std::ofstream(file()) << "mine";
  try {
    (void)imported(joined(lines), file());
    FAIL() << "it was imported";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "store.foreign");
  }
}

}  // namespace
