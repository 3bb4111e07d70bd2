// counters_test.cpp: the numbers of a dashboard are those that a count of all items gives, and the
// ledger finds itself whole.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "ledger/district.hpp"
#include "ledger/ledgers.hpp"
#include "model/random_office.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Dashboard : public OverEachStore {
 protected:
  // Counts everything by hand and compares, order included.
  static void expect_counted(const Ledger& ledger) {
    std::map<std::tuple<std::string, Main, Severity, Light>, std::int64_t> by_unit;
    std::map<Day, std::int64_t> by_due;
    const auto items = all_items(ledger);
    for (const Item& item : items) {
      ++by_unit[{item.owner.unit, item.state.main, item.severity, light(item)}];
      const Main main = item.state.main;
      if (due(item) && main != Main::found && main != Main::verified && main != Main::closed)
        ++by_due[*due(item)];
    }
    const Counters counters = ledger.counters();
    std::vector<Counter> expected;
    for (const auto& [key, count] : by_unit)
      expected.push_back(
          {std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), count});
    std::vector<DueCount> expected_due;
    for (const auto& [due, count] : by_due) expected_due.push_back({due, count});
    EXPECT_EQ(counters.by_unit, expected);
    EXPECT_EQ(counters.by_due, expected_due);
    EXPECT_EQ(counters.total(), std::ssize(items));
    EXPECT_EQ(counters.events, all_events(ledger).size());
  }
};
OVER_EACH_STORE(Dashboard);

TEST_P(Dashboard, OfANewLedgerIsEmpty) {
  Ledger ledger = open();
  EXPECT_TRUE(ledger.counters().by_unit.empty());
  EXPECT_TRUE(ledger.counters().by_due.empty());
  EXPECT_EQ(ledger.counters().events, 1U);
}
TEST_P(Dashboard, FollowsAnItemAndForgetsWhereItWas) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned", "2018-07-31");
  EXPECT_EQ(
      ledger.counters().by_unit,
      (std::vector<Counter>{{"办公室", Main::assigned, Severity::moderate, Light::green, 1}}));
  EXPECT_EQ(ledger.counters().by_due, (std::vector<DueCount>{{day(2018, 7, 31), 1}}));
  must(ledger.void_item(id, {"错", {}}, desk::coordinator));
  EXPECT_EQ(ledger.counters().by_unit,
            (std::vector<Counter>{{"办公室", Main::closed, Severity::moderate, Light::grey, 1}}));
  EXPECT_TRUE(ledger.counters().by_due.empty());
}
TEST_P(Dashboard, CountsRightAfterWhateverIsGiven) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    naive::RandomOffice office(seed);
    const std::string where = this->where();
    Ledger ledger = Clocked::open(where == ":memory:" ? where : where + std::to_string(seed),
                                  {.policy = office.policy});
    for (int n = 0; n < 12; ++n) {
      std::vector<Command> commands;
      for (int i = 0; i < 40; ++i) {
        const ItemId id = office.number(1, 9);
        commands.push_back(office.command(ledger.find(id).value_or(Item{.id = id})));
      }
      ledger.apply(std::move(commands), {.all_or_nothing = n % 5 == 4, .dry_run = n % 5 == 3});
      if (n % 4 == 0) ledger.tick(office.now());
      expect_counted(ledger);
    }
    EXPECT_GT(ledger.counters().events, 50U);
  }
}
TEST_P(Dashboard, CountsRightInTheMiddleOfADistrictsLife) {
  Ledger ledger = open();
  live(ledger, {.open = 100, .commands = 2000});
  expect_counted(ledger);
  EXPECT_GT(ledger.counters().by_unit.size(), 50U);
  EXPECT_GT(ledger.counters().by_due.size(), 10U);
}

// ── the ledger proves itself ───────────────────────────────────────────────────────────────────

class Checking : public OverEachStore {};
OVER_EACH_STORE(Checking);

TEST_P(Checking, FindsALedgerWholeAndLooksAtAllOfIt) {
  for (const std::uint64_t seed : {1U, 2U}) {
    Ledger ledger = open();
    live(ledger, {.open = 60, .commands = 1500, .seed = seed});
    const auto found = ledger.check();
    EXPECT_TRUE(found.whole) << found.flaw;
    EXPECT_EQ(found.flaw, "");
    EXPECT_EQ(found.events, ledger.counters().events);
    EXPECT_EQ(found.items, static_cast<std::uint64_t>(ledger.counters().total()));
    if (where() != ":memory:") break;  // the second would go on in the same file
  }
}
TEST_P(Checking, OfANewLedgerIsWholeToo) {
  const auto found = open().check();
  EXPECT_TRUE(found.whole) << found.flaw;
  EXPECT_EQ(found.events, 1U);
  EXPECT_EQ(found.items, 0U);
}
TEST_P(Checking, TellsHowFarItIs) {
  Ledger ledger = open();
  live(ledger, {.open = 60, .commands = 2500});
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  EXPECT_TRUE(ledger.check([&](auto done, auto total) { told.emplace_back(done, total); }).whole);
  ASSERT_GE(told.size(), 3U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  for (const auto& [done, total] : told) {
    EXPECT_LE(done, total);
    EXPECT_EQ(total, told.front().second);
  }
  EXPECT_EQ(told.back().first, told.back().second);
}

}  // namespace
