// machine_test.cpp: what the item's table promises beyond its rows: no two fire at once, and what
// goes on in the other regions goes along with the command's own row. SPDX-License-Identifier:
// BSL-1.0
#include <rectify/machine.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <map>

#include "model/random_office.hpp"

using namespace rectify;

namespace {

// Asks the guards themselves.
struct Asking {
  const guards::Facts* facts = nullptr;
  template <class Guard, class C>
  bool holds(const C& c) {
    if constexpr (requires { Guard::holds(*facts); })
      return Guard::holds(*facts);
    else
      return Guard::holds(c, *facts);
  }
};
using Machine = Workflow<ItemMachine<Asking>>;
static_assert(Machine::flaw().first == Flaw::none);
static_assert(sizeof(ItemState) == 4);

// For each region, how many of its rows would fire.
std::array<int, 4> firing(const Item& item, const Command& command, const Context& context) {
  const guards::Facts facts(item, command, context);
  ItemMachine<Asking> machine;
  machine.judge.facts = &facts;
  const auto at = std::bit_cast<Machine::Configuration>(item.state);
  std::array<int, 4> rows{};
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, Machine::Rows>>([&](auto r) {
    using Row = typename decltype(r)::type;
    const auto* c = std::get_if<typename Row::Evt>(&command.body);
    constexpr auto region = Machine::region_of<typename Row::Source>;
    if (c == nullptr || at[region] != Machine::index_of<typename Row::Source>) return;
    typename Row::Source source;
    typename Row::Target target;
    rows[region] += typename Row::Guard()(*c, machine, source, target) ? 1 : 0;
  });
  return rows;
}

TEST(ItemMachine, FiresAtMostOneRowARegionAndTheOthersOnlyWithTheCommandsOwn) {
  std::map<std::string, std::size_t> home;
  for (const auto& row : describe_item_machine().rows) {
    const auto [place, first] = home.try_emplace(row.command, row.region);
    if (!first) place->second = std::min(place->second, row.region);
  }
  int along = 0;
  for (std::uint64_t seed = 1000; seed < 1300; ++seed) {
    naive::RandomOffice office(seed);
    Item item, target;
    target.state.main = Main::found;
    const Context context{office.policy, shanghai, &target, &office.calendar};
    for (int n = 0; n < 100; ++n) {
      if (n == 50) office.load_years();
      const Command command = office.command(item);
      const std::string kind(name(kind_of(command.body)));
      const auto rows = firing(item, command, context);
      for (std::size_t region = 0; region < rows.size(); ++region) {
        ASSERT_LE(rows[region], 1) << kind << " in region " << region;
        if (region == home[kind] || rows[region] == 0) continue;
        ASSERT_EQ(rows[home[kind]], 1) << kind << " moves region " << region << " by itself";
        ++along;
      }
      if (const auto event = step(item, command, context)) evolve(item, *event);
    }
  }
  EXPECT_GT(along, 300);
}

// What must be true of an item whatever happened to it.
TEST(ItemMachine, KeepsItsInvariants) {
  for (std::uint64_t seed = 2000; seed < 2500; ++seed) {
    naive::RandomOffice office(seed);
    Item item, target;
    target.state.main = Main::found;
    for (int n = 0; n < 100; ++n) {
      const Command command = office.command(item);
      if (n == 50) office.load_years();
      const Context context{office.policy, shanghai, &target, &office.calendar};
      const auto event = step(item, command, context);
      if (!event) continue;
      const Item before = item;
      evolve(item, *event);
      const auto& s = item.state;
      const auto what = [&] { return std::string(name(kind_of(command.body))); };
      ASSERT_EQ(item.version, before.version + 1);
      // Requests and holds are of items in hand.
      if (!is_in_hand(s)) {
        ASSERT_EQ(s.extension, Extension::none) << what();
      }
      if (!is_in_hand(s)) {
        ASSERT_EQ(s.holding, Holding::running) << what();
      }
      ASSERT_EQ(item.extension.has_value(), s.extension == Extension::requested) << what();
      ASSERT_EQ(item.held_since.has_value(), s.holding == Holding::on_hold) << what();
      // An item that was found has no deadline, no owner's past and no clock.
      if (s.main == Main::found) {
        ASSERT_EQ(s, ItemState{Main::found}) << what();
        ASSERT_FALSE(item.deadline) << what();
      }
      if (is_in_hand(s)) {
        ASSERT_NE(item.owner.unit, "") << what();
      }
      if (is_in_hand(s) && !item.supervisor.empty()) {
        ASSERT_NE(item.owner.unit, item.supervisor) << what();
      }
      ASSERT_EQ(item.resolution != Resolution::none, s.main == Main::closed) << what();
      ASSERT_EQ(item.closed_at.has_value(), s.main == Main::closed) << what();
      // Nobody judges their own work.
      if (s.main == Main::verified && before.state.main == Main::submitted) {
        ASSERT_TRUE(item.verified_by && before.submitted_by);
        ASSERT_NE(item.verified_by->name, before.submitted_by->name);
        ASSERT_FALSE(owned_by(before.owner, *item.verified_by));
      }
      // No deadline is overwritten without a trace.
      if (before.deadline && due(before) == due(item) && what() == "reckon") {
        ASSERT_EQ(item.former_deadlines, before.former_deadlines) << what();  // certain now
      } else if (before.deadline && before.deadline != item.deadline) {
        ASSERT_EQ(item.former_deadlines.size(), before.former_deadlines.size() + 1) << what();
        ASSERT_EQ(item.former_deadlines.back().deadline, *before.deadline) << what();
      } else {
        ASSERT_EQ(item.former_deadlines, before.former_deadlines) << what();
      }
      if (next_tick(item, context)) {
        ASSERT_TRUE(clock_runs(item));
      }
    }
  }
}

// After a tick on the day that next_tick named, and only from then on, there is something to do.
TEST(ItemMachine, TicksExactlyWhenNextTickSays) {
  int ticks = 0;
  for (std::uint64_t seed = 3000; seed < 3200; ++seed) {
    naive::RandomOffice office(seed);
    Item item;
    const Context context{office.policy, shanghai, nullptr, &office.calendar};
    for (int n = 0; n < 100; ++n) {
      if (const auto event = step(item, office.command(item), context)) evolve(item, *event);
      const auto next = next_tick(item, context);
      const auto accepts = [&](Day day) {
        const Command tick{.item = 7, .at = start_of(day, shanghai), .body = Tick{}};
        return step(item, tick, context).has_value();
      };
      if (!next) {
        ASSERT_FALSE(accepts(day(2900, 1, 1)));
        continue;
      }
      ++ticks;
      ASSERT_TRUE(accepts(*next));
      ASSERT_FALSE(accepts(*next - days(1)));
    }
  }
  EXPECT_GT(ticks, 1'000);
}

TEST(ItemWorkflow, IsKnownByNameVersionAndFingerprint) {
  EXPECT_EQ(item_workflow().name, "item");
  EXPECT_EQ(item_workflow().version, 1U);
  EXPECT_EQ(item_workflow().fingerprint, describe_item_machine().fingerprint);
  EXPECT_EQ(item_workflow(), item_workflow());
}

}  // namespace
