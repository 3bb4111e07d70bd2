// tick_test.cpp: lights change when they are due, each once, and next_due says when.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <set>

#include "ledger/district.hpp"
#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Ticks : public OverEachStore {};
OVER_EACH_STORE(Ticks);
class TicksInAFile : public Clocked {};

TEST_P(Ticks, FollowTheDaysOfADeadline) {
  Ledger ledger = open();
  EXPECT_EQ(ledger.next_due(), std::nullopt);
  const ItemId id = at(ledger, "assigned", "2018-07-31");  // moderate: warned 5 working days before
  const Instant warned = start_of(day(2018, 7, 24), shanghai);
  const auto moment = std::chrono::milliseconds(1);
  EXPECT_EQ(ledger.next_due(), warned);
  EXPECT_TRUE(ledger.tick(warned - moment).empty());
  const auto answers = ledger.tick(warned);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].item, id);
  EXPECT_EQ(answers[0].light, Light::yellow);
  EXPECT_EQ(event_of(ledger.history(id).back()).at, warned);
  EXPECT_TRUE(ledger.tick(warned).empty());
  const Instant late = start_of(day(2018, 8, 1), shanghai);  // met until the end of the day
  EXPECT_EQ(ledger.next_due(), late);
  EXPECT_TRUE(ledger.tick(late - moment).empty());
  EXPECT_EQ(ledger.tick(late).at(0).light, Light::red);
  EXPECT_EQ(ledger.find(id)->escalation, 1);  // the first step of the ladder: 1 working day
  for (const auto& [rung, level] : {std::pair{day(2018, 8, 7), 2}, {day(2018, 8, 21), 3}}) {
    EXPECT_EQ(ledger.next_due(), start_of(rung, shanghai));
    EXPECT_TRUE(ledger.tick(*ledger.next_due() - moment).empty());
    EXPECT_EQ(ledger.tick(*ledger.next_due()).size(), 1U);
    EXPECT_EQ(ledger.find(id)->escalation, level);
    EXPECT_EQ(event_of(ledger.history(id).back()).escalation, level);
  }
  EXPECT_EQ(ledger.next_due(), std::nullopt);
  EXPECT_TRUE(ledger.tick(late + days(1000)).empty());
}
TEST_P(Ticks, AfterALongGapAreOneEventAnItem) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned", "2018-07-31");
  const auto answers = ledger.tick(morning_of(day(2020, 1, 1)));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].light, Light::red);
  EXPECT_EQ(ledger.history(id).size(), 3U);
  EXPECT_EQ(ledger.find(id)->escalation, 3);
  EXPECT_EQ(ledger.next_due(), std::nullopt);
}
TEST_P(Ticks, OfNoTimeThereIsAreRefused) {
  Ledger ledger = open();
  at(ledger, "assigned");
  EXPECT_THROW(ledger.tick(Instant::max() - days(1)), Refused);
  EXPECT_THROW(ledger.tick(Instant::min() + days(1)), Refused);
}
TEST_P(Ticks, ComeExactlyWhenNextDueSays) {
  Ledger ledger = open();
  const Instant begin = live(ledger, {.open = 100, .commands = 1500, .seed = 3});
  std::size_t changes = 0, turns = 0;
  Instant last = begin;
  while (const auto due = ledger.next_due()) {
    ASSERT_GT(*due, last);
    ASSERT_TRUE(ledger.tick(*due - std::chrono::milliseconds(1)).empty());
    const auto answers = ledger.tick(*due);
    ASSERT_FALSE(answers.empty());
    changes += answers.size();
    last = *due, ++turns;
  }
  EXPECT_GT(turns, 20U);
  EXPECT_GT(changes, turns);
  for (const Item& item : ledger.query({.light = Light::green})) ADD_FAILURE() << item.id;
  for (const Item& item : ledger.query({.light = Light::yellow})) ADD_FAILURE() << item.id;
  EXPECT_TRUE(ledger.check().whole);
}
TEST_P(Ticks, ReachMoreThanOneTransactionHolds) {
  Ledger ledger = open();
  std::vector<Command> commands;
  for (int n = 1; n <= 2300; ++n) {
    commands.push_back(report("漏水", "", n));
    commands.push_back({.item = n,
                        .actor = desk::coordinator,
                        .body = Assign{.owner = desk::office, .deadline = "9 days"}});
  }
  ledger.apply(std::move(commands));
  const auto answers = ledger.tick(monday + days(30));
  EXPECT_EQ(answers.size(), 2300U);
  std::set<ItemId> items;
  for (const auto& answer : answers) items.insert(answer.item);
  EXPECT_EQ(items.size(), 2300U);
}
TEST_P(Ticks, FollowTheWarningDaysOfANewPolicy) {
  Ledger ledger = open();
  at(ledger, "assigned", "2018-07-31");
  Policy policy = ledger.policy();
  policy.warn_days = {22, 22, 22, 22};
  must(ledger.set_policy(policy, desk::administrator));
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 6, 29), shanghai));
  EXPECT_EQ(ledger.tick(*ledger.next_due()).size(), 1U);
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 8, 1), shanghai));
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Ticks, FollowASeverityThatIsChanged) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned", "2018-07-31");
  must(ledger.change_severity(id, {Severity::critical, "", {}}, desk::coordinator));
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 7, 17), shanghai));
}
TEST_P(Ticks, StopWithAHoldAndGoOnAfterIt) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "working", "2018-07-31");
  must(ledger.hold(id, {"等", {}}, desk::coordinator));
  EXPECT_EQ(ledger.next_due(), std::nullopt);
  EXPECT_TRUE(ledger.tick(monday + days(300)).empty());
  *now += days(10);
  must(ledger.resume(id, {}, desk::coordinator));
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 8, 3), shanghai));
}
TEST_P(Ticks, ComeEvenIfTheirIdsAreTaken) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned", "2018-07-31"), other = at(ledger, "found");
  const std::string name = "tick/" + std::to_string(id) + "/2/due-soon";
  must(ledger.apply(comment(other, "我先", name)));
  const auto answers = ledger.tick(morning_of(day(2018, 7, 26)));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].light, Light::yellow);
  EXPECT_NE(answers[0].command_id, name);
}
TEST_P(Ticks, ComeEvenIfTheirIdsAreTakenByAnEarlierTick) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned", "2018-07-31");
  const std::string name = "tick/" + std::to_string(id) + "/3/overdue";  // what the second will be
  must(ledger.apply(
      Command{.id = name, .item = id, .at = morning_of(day(2018, 7, 27)), .body = Tick{}}));
  const auto answers = ledger.tick(morning_of(day(2018, 8, 1)));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].light, Light::red);
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 8, 7), shanghai));
}
TEST_F(TicksInAFile, AreEachOnceHoweverManyCall) {
  Ledger one = open(file()), other = open(file());
  const ItemId id = at(one, "assigned", "2018-07-31"), late = at(one, "assigned", "2018-08-31");
  const Instant warned = morning_of(day(2018, 7, 26));
  EXPECT_EQ(one.tick(warned).size(), 1U);
  EXPECT_TRUE(other.tick(warned).empty());
  EXPECT_EQ(other.tick(warned + days(6)).size(), 1U);
  EXPECT_TRUE(one.tick(warned + days(6)).empty());
  EXPECT_EQ(one.history(id).size(), 4U);
  EXPECT_EQ(one.history(late).size(), 2U);
  EXPECT_EQ(one.next_due(), other.next_due());
}

}  // namespace
