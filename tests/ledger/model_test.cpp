// model_test.cpp: the ledger over each store and an independent model answer alike, 100,000 commands
// long. In memory they are given one by one, into the file in batches.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <map>

#include "ledger/ledgers.hpp"
#include "model/naive_model.hpp"
#include "model/random_office.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

// What must be answered, as far as the model says.
struct Expected {
  std::string code;  // "" if accepted
  bool repeated = false;
  ItemId item = 0;
  std::uint32_t version = 0;
  ItemState state{};
  Light light = Light::grey;
  friend bool operator==(const Expected&, const Expected&) = default;
};
void PrintTo(const Expected& e, std::ostream* out) {
  *out << (e.code.empty() ? "accepted" : e.code) << (e.repeated ? " again" : "") << ", item "
       << e.item << " version " << e.version << " " << name(e.state.main) << ", "
       << name(e.state.extension) << ", " << name(e.state.holding) << ", "
       << name(e.state.timeliness) << ", " << name(e.light);
}
Expected told(const Answer& a) {
  return {a.refusal    ? a.refusal->code
          : a.accepted ? ""
                       : "neither",
          a.repeated,
          a.item,
          a.version,
          a.state,
          a.light};
}
Light light_of(const Item& item) {
  const bool in_hand = item.state.main == Main::assigned || item.state.main == Main::working ||
                       item.state.main == Main::submitted;
  const bool stopped = item.state.holding == Holding::on_hold && item.hold_stops_clock;
  if (!in_hand || !due(item) || stopped) return Light::grey;
  if (item.state.timeliness == Timeliness::overdue) return Light::red;
  return item.state.timeliness == Timeliness::due_soon ? Light::yellow : Light::green;
}

// A ledger as the rulebook has it: a map of items, and the commands that were applied.
class NaiveLedger {
 public:
  NaiveLedger(const Policy& policy, const naive::NaiveCalendar& calendar)
      : policy_(policy), calendar_(calendar) {}

  Expected give(const Command& command) {
    if (const auto known = applied_.find(command.id); known != applied_.end()) {
      const auto& [first, answer] = known->second;
      if (first.body == command.body && first.actor == command.actor && first.item == command.item)
        return again(answer);
      return as_it_is("command.id-reused", command.item);
    }
    const bool listed = items.contains(command.item);
    const bool is_report = std::holds_alternative<Report>(command.body);
    if (is_report && listed) return as_it_is("item.taken", command.item);
    if (!is_report && !listed) return as_it_is("item.none", command.item);
    Item before = listed ? items.at(command.item) : Item{};
    const auto verdict =
        naive::judge(before, command, policy_, shanghai, other(command.body), calendar_);
    if (!verdict.code.empty()) return as_it_is(verdict.code, command.item);
    items[command.item] = verdict.item;
    return applied_[command.id] = {command, as_it_is("", command.item)}, as_it_is("", command.item);
  }
  std::map<ItemId, Item> items;

 private:
  static Expected again(Expected answer) {
    answer.repeated = true;
    return answer;
  }
  [[nodiscard]] Expected as_it_is(const std::string& code, ItemId id) const {
    const auto known = items.find(id);
    if (known == items.end()) return {code, false, id, 0, {}, Light::grey};
    const Item& item = known->second;
    return {code, false, id, item.version, item.state, light_of(item)};
  }
  [[nodiscard]] const Item* other(const Body& body) const {
    ItemId id = 0;
    if (const auto* merge = std::get_if<Merge>(&body)) id = merge->into;
    if (const auto* link = std::get_if<LinkTo>(&body)) id = link->link.target;
    const auto known = items.find(id);
    return known == items.end() ? nullptr : &known->second;
  }

  const Policy& policy_;
  const naive::NaiveCalendar& calendar_;
  std::map<std::string, std::pair<Command, Expected>> applied_;
};

// An office's commands on its newest items, several of which are in play at a time.
class Lists {
 public:
  explicit Lists(std::uint64_t seed) : office(seed), model(office.policy, office.working_days()) {}

  Command next() {
    if (!given_.empty() && office.one_in(50)) {  // somebody sends one again, or takes its id
      Command old = given_[number(given_.size())];
      if (office.one_in(3)) old.actor = desk::sun;
      return old;
    }
    const auto newest = static_cast<ItemId>(model.items.size());
    ItemId id = newest + 1;
    if (newest > 0 && !office.one_in(15))
      id = std::max<ItemId>(1, newest - static_cast<ItemId>(number(4)));
    Item item;
    if (const auto known = model.items.find(id); known != model.items.end()) item = known->second;
    item.id = id;
    Command command = office.command(item);
    command.id = "c-" + std::to_string(given_.size());
    given_.push_back(command);
    return command;
  }

  naive::RandomOffice office;
  NaiveLedger model;

 private:
  std::size_t number(std::size_t below) {
    return static_cast<std::size_t>(office.number(0, static_cast<int>(below) - 1));
  }
  std::vector<Command> given_;
};

class Model : public Clocked {};

TEST_F(Model, AgreesOnEveryAnswerAndEveryItemOverEachStore) {
  constexpr int offices = 20, batches = 10, in_a_batch = 500;
  const tests::Folder folder;
  std::map<std::string, int> answers, accepted;
  for (std::uint64_t seed = 1; seed <= offices; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Lists lists(seed);
    Ledger memory =
        open(":memory:", {.policy = lists.office.policy, .calendar = lists.office.calendar});
    Ledger file = open(folder / std::to_string(seed),
                       {.policy = lists.office.policy, .calendar = lists.office.calendar});
    for (int n = 0; n < batches; ++n) {
      const Batch batch{.id = "batch-" + std::to_string(n)};
      std::vector<Command> commands;
      std::vector<Answer> one_by_one;
      for (int i = 0; i < in_a_batch; ++i) {
        const Command command = lists.next();
        const Expected expected = lists.model.give(command);
        one_by_one.push_back(memory.apply({command}, batch).front());
        ASSERT_EQ(told(one_by_one.back()), expected) << to_json(command);
        ++answers[expected.code];
        if (expected.code.empty()) ++accepted[std::string(name(kind_of(command.body)))];
        commands.push_back(command);
      }
      const auto together = file.apply(commands, batch);
      for (std::size_t i = 0; i < commands.size(); ++i)
        ASSERT_EQ(together[i], one_by_one[i]) << to_json(commands[i]);
    }
    std::vector<Item> items;
    for (const auto& [id, item] : lists.model.items) items.push_back(item);
    EXPECT_EQ(all_items(memory), items);
    EXPECT_EQ(all_items(file), items);
    for (const auto& item : items) {
      ASSERT_EQ(memory.find(item.id), item);
      ASSERT_EQ(file.find(item.id), item);
    }
    EXPECT_EQ(sight_of(file).by_unit, sight_of(memory).by_unit);
    EXPECT_EQ(file.next_due(), memory.next_due());
    const auto ours = all_events(memory), theirs = all_events(file);
    ASSERT_EQ(ours.size(), theirs.size());
    // The first is when each was opened, which is the same: so are all hashes.
    for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_EQ(hex(ours[i].hash), hex(theirs[i].hash));
    for (const Ledger* ledger : {&memory, &file}) {
      const auto verification = ledger->check();
      EXPECT_TRUE(verification.whole) << verification.flaw;
      EXPECT_EQ(verification.items, items.size());
    }
  }
  for (const auto kind : command_names) {
    if (kind == "reckon") continue;                    // no calendar is loaded on the way
    if (kind == "act" || kind == "migrate") continue;  // of hosts' machines
    EXPECT_GE(accepted[std::string(kind)], 20) << kind;
  }
  for (const auto* code : {"item.none", "item.taken", "merge.target-closed", "command.id-reused",
                           "version.conflict", "link.itself"})
    EXPECT_GE(answers[code], 5) << code;
}

}  // namespace
