// calendar_test.cpp: the working days are the ledger's own; another calendar is an event, and what was
// provisional is reckoned again with it. SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Calendars : public OverEachStore {
 protected:
  void SetUp() override { *now = morning_of(day(2027, 2, 1)); }  // a Monday, not published yet

  static ItemId assigned(Ledger& ledger, const char* deadline) {
    const ItemId id = ledger.report({.title = "漏水"}, desk::clerk).value();
    must(ledger.assign(id, {.owner = desk::office, .deadline = deadline}, desk::coordinator));
    return id;
  }
  static std::string due(Ledger& ledger, ItemId id) {
    const Deadline d = *ledger.find(id)->deadline;
    return write_day(*d.due) + (d.provisional ? " provisional" : "");
  }
};
OVER_EACH_STORE(Calendars);

WorkCalendar with_2027(const WorkCalendar& base) {
  return read_calendar(
             "published\t2027\n2027-02-08\t0\t春节\n2027-02-09\t0\t春节\n2027-02-10\t0\t春节\n",
             base)
      .value();
}

TEST_P(Calendars, AreChinasWhereNoneIsGiven) {
  EXPECT_EQ(open().calendar(), china());
  const WorkCalendar ours = make_calendar({.weekend = weekdays({std::chrono::Friday})}).value();
  const std::string other = file() + "2";
  EXPECT_EQ(Clocked::open(other, {.calendar = ours}).calendar(), ours);
  EXPECT_EQ(Clocked::open(other).calendar(), ours);  // and stay
  EXPECT_EQ(Clocked::open(file() + "3", {.calendar = WorkCalendar()}).calendar(), WorkCalendar());
}
TEST_P(Calendars, ReckonDeadlines) {
  Ledger ledger = open({.calendar = make_calendar({.weekend = weekdays({})}).value()});
  EXPECT_EQ(due(ledger, assigned(ledger, "10个工作日内")), "2027-02-11 provisional");
}
TEST_P(Calendars, AreSetByAnEventThatSaysByWhomAndWhen) {
  Ledger ledger = open();
  const Instant later = *now + std::chrono::hours(5);
  const auto answers = ledger.set_calendar(with_2027(china()), desk::administrator, later);
  ASSERT_EQ(answers.size(), 1U);
  ASSERT_THAT(answers[0], accepted());
  EXPECT_EQ(ledger.calendar(), with_2027(china()));
  const auto event = std::get<LedgerEvent>(ledger.events(answers[0].seq - 1).at(0).what);
  EXPECT_EQ(event.at, later);
  EXPECT_EQ(event.actor, desk::administrator);
  const auto& text = std::get<CalendarLoaded>(event.body).calendar;
  EXPECT_EQ(read_calendar(text, WorkCalendar()).value(), with_2027(china()));
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Calendars, ReckonAgainWhatWasProvisional) {
  Ledger ledger = open();
  const ItemId moves = assigned(ledger, "10个工作日内"), stays = assigned(ledger, "2个工作日内"),
               written = assigned(ledger, "2027-02-15"), closed = at(ledger, "closed"),
               found = at(ledger, "found");
  EXPECT_EQ(due(ledger, moves), "2027-02-15 provisional");
  EXPECT_EQ(due(ledger, stays), "2027-02-03 provisional");
  EXPECT_EQ(due(ledger, written), "2027-02-15");
  const auto before = ledger.counters().events;
  const auto answers = ledger.set_calendar(with_2027(ledger.calendar()), desk::administrator);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[1].item, moves);
  EXPECT_EQ(answers[2].item, stays);
  EXPECT_EQ(ledger.counters().events, before + 3);
  EXPECT_EQ(due(ledger, moves), "2027-02-18");
  EXPECT_EQ(due(ledger, stays), "2027-02-03");
  EXPECT_EQ(due(ledger, written), "2027-02-15");
  const Event event = event_of(ledger.history(moves).back());
  EXPECT_TRUE(std::holds_alternative<Reckon>(event.body));
  EXPECT_EQ(event.actor, desk::administrator);
  EXPECT_EQ(ledger.find(moves)->former_deadlines.size(), 1U);
  EXPECT_EQ(ledger.find(closed)->version, ledger.history(closed).size());
  EXPECT_FALSE(ledger.find(found)->deadline);
  // The counters and the index of ticks have moved with them.
  EXPECT_EQ(ledger.counters().by_due.back(), (DueCount{day(2027, 2, 18), 1}));
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Calendars, MoveTheDaysOnWhichLightsChange) {
  Ledger ledger = open();
  (void)assigned(ledger, "2027-02-12");  // moderate: 5 working days before
  EXPECT_EQ(ledger.next_due(), start_of(day(2027, 2, 5), shanghai));
  ASSERT_EQ(ledger.set_calendar(with_2027(china()), desk::administrator).size(), 1U);
  EXPECT_EQ(ledger.next_due(), start_of(day(2027, 2, 2), shanghai));
  EXPECT_EQ(ledger.tick(*ledger.next_due()).size(), 1U);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Calendars, ThatAreInForceAlreadyChangeNothing) {
  Ledger ledger = open();
  (void)assigned(ledger, "10个工作日内");
  ASSERT_EQ(ledger.set_calendar(with_2027(china()), desk::administrator).size(), 2U);
  const auto events = ledger.counters().events;
  EXPECT_TRUE(ledger.set_calendar(with_2027(china()), desk::administrator).empty());
  EXPECT_EQ(ledger.counters().events, events);
}
TEST_P(Calendars, AreSetOnlyByThoseWhoMay) {
  Ledger ledger = open();
  for (const Actor& actor : {desk::clerk, desk::coordinator, desk::zhou})
    EXPECT_THAT(ledger.set_calendar(with_2027(china()), actor).at(0),
                refused("actor.role", "actor.roles"));
  EXPECT_THAT(ledger.set_calendar(with_2027(china()), {}).at(0), refused("actor.missing"));
  EXPECT_EQ(ledger.calendar(), china());
}
TEST_P(Calendars, OutliveAPolicyAndTheOtherWayRound) {
  Ledger ledger = open();
  ASSERT_EQ(ledger.set_calendar(with_2027(china()), desk::administrator).size(), 1U);
  Policy policy = strict_policy();
  policy.name = "another";
  must(ledger.set_policy(policy, desk::administrator));
  EXPECT_EQ(ledger.calendar(), with_2027(china()));
  ASSERT_EQ(ledger.set_calendar(china(), desk::administrator).size(), 1U);
  EXPECT_EQ(ledger.policy(), policy);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}

class CalendarsInAFile : public Clocked {};

TEST_F(CalendarsInAFile, AreSeenByAnotherWhoHasItOpen) {
  *now = morning_of(day(2027, 2, 1));
  Ledger one = open(file()), other = open(file());
  EXPECT_EQ(other.calendar(), china());
  ASSERT_EQ(one.set_calendar(with_2027(china()), desk::administrator).size(), 1U);
  EXPECT_EQ(other.calendar(), with_2027(china()));
  const ItemId id = other.report({.title = "漏水"}, desk::clerk).value();
  must(other.assign(id, {.owner = desk::office, .deadline = "10个工作日内"}, desk::coordinator));
  EXPECT_EQ(one.find(id)->deadline->due, day(2027, 2, 18));
}

}  // namespace
