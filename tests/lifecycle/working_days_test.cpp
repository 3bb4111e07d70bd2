// working_days_test.cpp: phrases as deadlines, the ladder, and what holds, reopening and a newly
// published year do to working days. SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>
#include <rectify/phrase.hpp>
#include <rectify/work_calendar.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

// Found, on a Monday in June 2018 unless said otherwise, and to be assigned with a phrase.
Desk found(const char* phrase = "", Day today = day(2018, 6, 25)) {
  Desk desk = Desk::at("found");
  desk.item.phrase = phrase;
  return desk.on(today);
}
Desk assigned(const char* deadline, Day today = day(2018, 6, 25)) {
  Desk desk = found("", today);
  desk.must(Assign{.owner = office, .deadline = deadline}, coordinator);
  return desk;
}
std::string next(const Desk& desk) {
  const auto day = next_tick(desk.item, desk.context());
  return day ? write_day(*day) : "never";
}
std::string told(const std::optional<ClockDays>& c) {
  if (!c) return "none";
  return std::to_string(c->used) + " used, " + std::to_string(c->left) + " left" +
         (c->working ? ", working" : "");
}

// ── phrases ────────────────────────────────────────────────────────────────────────────────────

TEST(Phrase, IsADeadline) {
  Desk desk = assigned("15个工作日内");
  EXPECT_EQ(desk.due(), "2018-07-16");
  EXPECT_EQ(desk.item.deadline->kind, DeadlineKind::workdays);
  EXPECT_EQ(desk.item.deadline->text, "15个工作日内");
  desk.must(RequestExtension{.reason = "下雨", .deadline = "7月底前"}, zhou);
  desk.must(GrantExtension{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-31");
  EXPECT_EQ(desk.item.former_deadlines.at(0).deadline.text, "15个工作日内");
  desk.must(Reassign{.owner = station, .deadline = "8月中旬", .reason = "职责"}, coordinator);
  EXPECT_EQ(desk.due(), "2018-08-20");
  EXPECT_EQ(desk.item.deadline->start, day(2018, 8, 11));
}
TEST(Phrase, OfTheListIsReadByAnAssignThatBringsNone) {
  Desk desk = found("一个月内");
  desk.must(Assign{.owner = office}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-25");
  EXPECT_EQ(desk.item.deadline->text, "一个月内");
  EXPECT_EQ(desk.item.deadline->phrase, "");
  desk = found("一个月内");
  desk.item.document_day = day(2018, 6, 15);  // the list's own day
  desk.must(Assign{.owner = office}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-15");
  desk = found("一个月内");
  desk.item.document_day = day(2018, 6, 15);
  desk.must(Assign{.owner = office, .reference_day = day(2018, 6, 20)}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-20");
  EXPECT_THAT(found("尽快").give(Assign{.owner = office}, coordinator),
              refused("deadline.fuzzy", "assign.deadline", "尽快"));
  EXPECT_THAT(found().give(Assign{.owner = office}, coordinator),
              refused("deadline.missing", "assign.deadline", ""));
}
TEST(Phrase, IsReadOnTheDayThatTheCommandNames) {
  Desk desk = Desk::at("working");
  desk.must(
      RequestExtension{.reason = "下雨", .deadline = "两个月内", .reference_day = day(2018, 6, 20)},
      zhou);
  EXPECT_EQ(*desk.item.extension->deadline.due, day(2018, 8, 20));
  desk = Desk::at("closed");
  desk.must(Reopen{.reason = "反弹", .deadline = "10个工作日内", .reference_day = day(2018, 6, 29)},
            verifier);
  EXPECT_EQ(desk.due(), "2018-07-13");
}
TEST(Phrase, WithoutADayHasNoClock) {
  Desk desk = assigned("长期坚持，每季度复核一次");
  EXPECT_EQ(desk.due(), "none");
  EXPECT_EQ(desk.item.deadline->review_months, 3);
  EXPECT_EQ(light(desk.item), Light::grey);
  EXPECT_EQ(next(desk), "never");
  EXPECT_THAT(desk.on(day(2030, 1, 1)).tick(), refused("tick.no-clock"));
  EXPECT_THAT(desk.give(RequestExtension{.reason = "下雨", .deadline = "2030-02-01"}, zhou),
              refused("extension.no-deadline"));
  EXPECT_THAT(
      Desk::at("working").give(RequestExtension{.reason = "下雨", .deadline = "长期坚持"}, zhou),
      refused("extension.no-day", "request-extension.deadline", "长期坚持"));
}
TEST(Phrase, IsReadByThePolicy) {
  Desk desk = found();
  desk.policy.immediate_days = 3;
  desk.policy.review_months = 6;
  desk.policy.roll_off_holidays = true;
  const auto with = [&](const char* phrase) {
    Desk trial = desk;
    trial.must(Assign{.owner = office, .deadline = phrase}, coordinator);
    return trial;
  };
  EXPECT_EQ(with("立行立改").due(), "2018-06-28");
  EXPECT_EQ(with("长期坚持").item.deadline->review_months, 6);
  EXPECT_EQ(with("5日内").due(), "2018-07-02");  // 30 June is a Saturday
  desk.policy.immediate_days.reset();
  EXPECT_EQ(with("立行立改").due(), "none");
}
TEST(Phrase, MayHaveAnyLengthThatAnOfficeWrites) {
  const std::string acts(150, 'x');
  Desk desk = found();
  const std::string phrase = "7月底前完成" + acts + "；9月底前完成" + acts;
  desk.must(Assign{.owner = office, .deadline = phrase}, coordinator);
  EXPECT_EQ(desk.due(), "2018-09-30");
  EXPECT_EQ(desk.item.deadline->milestones.size(), 2U);
  EXPECT_THAT(found().give(Assign{.owner = office, .deadline = std::string(501, 'x')}, coordinator),
              refused("text.too-long"));
}

// ── lights ─────────────────────────────────────────────────────────────────────────────────────

TEST(WarningDays, AreWorkingDays) {
  Desk desk = assigned("2018-10-08", day(2018, 9, 3));  // the first day after the National Day
  EXPECT_EQ(next(desk), "2018-09-26");  // moderate: five of them; the 29th and 30th are worked
  desk.policy.warn_days = {0, 1, 4, 5};
  EXPECT_EQ(next(desk), "2018-09-30");
  desk.must(ChangeSeverity{Severity::minor, "", {}}, coordinator);
  EXPECT_EQ(next(desk), "2018-10-08");
  desk.must(ChangeSeverity{Severity::critical, "", {}}, coordinator);
  EXPECT_EQ(next(desk), "2018-09-26");
}

// ── the ladder ─────────────────────────────────────────────────────────────────────────────────

TEST(Ladder, IsClimbedOnceAStep) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));  // a Friday; worked: 29th, 30th
  EXPECT_EQ(desk.policy.escalation.size(), 3U);         // after 1, 5 and 15 working days
  desk.on(day(2018, 9, 28)).must(Tick{}, {});
  EXPECT_EQ(desk.item.escalation, 0);
  EXPECT_EQ(next(desk), "2018-09-29");
  desk.on(day(2018, 9, 29)).must(Tick{}, {});  // overdue, and on the first step
  EXPECT_EQ(desk.state(), "assigned, overdue");
  EXPECT_EQ(desk.item.escalation, 1);
  EXPECT_EQ(desk.item.rung, 1);
  EXPECT_EQ(next(desk), "2018-10-10");
  EXPECT_THAT(desk.on(day(2018, 10, 9)).tick(), refused("tick.nothing-due"));
  const auto second = desk.on(day(2018, 10, 10)).tick();
  ASSERT_THAT(second, accepted());
  EXPECT_EQ(second->escalation, 2);
  EXPECT_EQ(second->rung, 5);
  EXPECT_EQ(next(desk), "2018-10-24");
  desk.on(day(2018, 10, 24)).must(Tick{}, {});
  EXPECT_EQ(desk.item.escalation, 3);
  EXPECT_EQ(next(desk), "never");
  EXPECT_THAT(desk.on(day(2019, 1, 1)).tick(), refused("tick.nothing-due"));
}
TEST(Ladder, IsClimbedAtOnceAfterALongTimeWithoutATick) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));
  const auto told = desk.on(day(2018, 10, 15)).tick();
  ASSERT_THAT(told, accepted());
  EXPECT_EQ(told->escalation, 2);
  EXPECT_EQ(told->rung, 5);
  EXPECT_THAT(desk.tick(), refused("tick.nothing-due"));
}
TEST(Ladder, BeginsAnewWithANewDeadlineAndLeavesTheLevel) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));
  desk.on(day(2018, 10, 15)).must(Tick{}, {});
  desk.must(RequestExtension{.reason = "下雨", .deadline = "2018-10-19"}, zhou);
  desk.must(GrantExtension{}, coordinator);
  EXPECT_EQ(desk.item.rung, 0);
  EXPECT_EQ(desk.item.escalation, 2);
  desk.on(day(2018, 10, 22));
  const auto told = desk.tick();
  ASSERT_THAT(told, accepted());
  EXPECT_EQ(told->rung, 1);
  EXPECT_EQ(told->escalation, 2);  // a notice, no lower level
}
TEST(Ladder, IsNotClimbedWhileTheClockIsStopped) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));
  desk.on(day(2018, 9, 29)).must(Tick{}, {});
  desk.must(Hold{"等批复", {}}, coordinator);
  EXPECT_EQ(next(desk), "never");
  desk.on(day(2018, 10, 31)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.state(), "assigned, overdue");
  EXPECT_EQ(desk.item.rung, 1);
  EXPECT_EQ(desk.due(), "2018-10-30");  // one day over, as before
  EXPECT_EQ(next(desk), "2018-11-06");
}
TEST(Ladder, OfAnotherPolicyLeadsHigherAtOnce) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));
  desk.on(day(2018, 10, 15)).must(Tick{}, {});  // on the second step, 5 days: level 2
  desk.policy.escalation = {{2, 3, {}}};
  EXPECT_LE(*next_tick(desk.item, desk.context()), day(2018, 10, 15));
  const auto told = desk.tick();
  ASSERT_THAT(told, accepted());
  EXPECT_EQ(told->escalation, 3);
  EXPECT_EQ(desk.item.rung, 5);  // what was reached stays so
  EXPECT_THAT(desk.tick(), refused("tick.nothing-due"));
}
TEST(Ladder, IsThePolicys) {
  Desk desk = assigned("2018-09-28", day(2018, 9, 3));
  desk.policy.escalation = {};
  desk.on(day(2018, 11, 1)).must(Tick{}, {});
  EXPECT_EQ(desk.item.escalation, 0);
  EXPECT_EQ(next(desk), "never");
  desk.policy.escalation = {{10, 2, {}}};
  EXPECT_EQ(next(desk), "2018-10-17");
  desk.must(Tick{}, {});
  EXPECT_EQ(desk.item.escalation, 2);
}

// ── holds ──────────────────────────────────────────────────────────────────────────────────────

TEST(HoldInWorkingDays, CountsWhatIsUsedAndLeft) {
  Desk desk = assigned("10个工作日内", day(2018, 9, 17));  // Monday; due 2018-09-30
  EXPECT_EQ(desk.due(), "2018-09-30");
  const auto held = desk.on(day(2018, 9, 25)).give(Hold{"等批复", {}}, coordinator);
  ASSERT_THAT(held, accepted());
  EXPECT_EQ(told(held->clock), "5 used, 5 left, working");  // the 24th was a holiday
  const auto resumed = desk.on(day(2018, 10, 12)).give(Resume{}, coordinator);
  ASSERT_THAT(resumed, accepted());
  EXPECT_EQ(told(resumed->clock), "5 used, 5 left, working");
  EXPECT_EQ(desk.due(), "2018-10-19");  // five working days after the 12th, a Friday
  EXPECT_EQ(format(*desk.item.deadline, Lang::zh), "自2018年10月12日起5个工作日内");
  EXPECT_EQ(desk.item.former_deadlines.at(0).why, "resume");
}
TEST(HoldInWorkingDays, OfAWrittenDayCountsCalendarDays) {
  Desk desk = assigned("2018-09-30", day(2018, 9, 17));
  const auto held = desk.on(day(2018, 9, 25)).give(Hold{"等批复", {}}, coordinator);
  EXPECT_EQ(told(held->clock), "8 used, 5 left");
  desk.on(day(2018, 10, 12)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-10-17");
}
TEST(HoldInWorkingDays, ThatStopsNoClockTellsNone) {
  Desk desk = assigned("10个工作日内", day(2018, 9, 17));
  desk.policy.hold_stops_clock = false;
  const auto held = desk.give(Hold{"等批复", {}}, coordinator);
  EXPECT_EQ(told(held->clock), "none");
  const auto resumed = desk.on(day(2018, 9, 20)).give(Resume{}, coordinator);
  EXPECT_EQ(told(resumed->clock), "none");
  EXPECT_EQ(desk.due(), "2018-09-30");
}

// ── reopening ──────────────────────────────────────────────────────────────────────────────────

Desk closed(const char* deadline, Reopening reopening, Day verified = day(2018, 9, 20)) {
  Desk desk = assigned(deadline, day(2018, 9, 10));
  desk.policy.reopening = reopening;
  desk.must(Start{}, zhou).must(Submit{{photo()}, "", {}}, zhou).on(verified);
  desk.must(Verify{}, rectify::desk::verifier).must(Close{}, coordinator);
  return desk.on(day(2018, 11, 5));
}
const Reopen again{.reason = "反弹"};

TEST(Reopening, WantsADeadlineOrThePolicySays) {
  EXPECT_THAT(closed("30日内", Reopening::given).give(again, verifier),
              refused("deadline.missing"));
  for (const auto by : {Reopening::given, Reopening::restarted, Reopening::continued}) {
    Desk desk = closed("30日内", by);
    desk.must(Reopen{.reason = "反弹", .deadline = "3日内"}, verifier);
    EXPECT_EQ(desk.due(), "2018-11-08");  // what is given is given
  }
}
TEST(Reopening, RestartsTheSameTime) {
  const auto restarted = [](const char* deadline) {
    Desk desk = closed(deadline, Reopening::restarted);
    desk.must(again, verifier);
    EXPECT_EQ(desk.item.deadline->text, deadline);
    EXPECT_EQ(desk.item.former_deadlines.back().why, "reopen");
    return desk.due();
  };
  EXPECT_EQ(restarted("30日内"), "2018-12-05");
  EXPECT_EQ(restarted("一个月内"), "2018-12-05");
  EXPECT_EQ(restarted("15个工作日内"), "2018-11-26");
  EXPECT_EQ(restarted("9月底前"), "2018-11-25");  // it had 20 days
  EXPECT_EQ(restarted("立行立改"), "2018-11-05");
  EXPECT_EQ(restarted("长期坚持"), "none");
}
TEST(Reopening, ContinuesWithTheDaysThatWereLeft) {
  const auto continued = [](const char* deadline, Day verified = day(2018, 9, 20)) {
    Desk desk = closed(deadline, Reopening::continued, verified);
    return desk.give(again, verifier) ? desk.due() : "refused";
  };
  EXPECT_EQ(continued("9月底前"), "2018-11-15");       // 10 days were left
  EXPECT_EQ(continued("15个工作日内"), "2018-11-14");  // 7: the 21st, 25th to 30th
  EXPECT_EQ(continued("长期坚持"), "none");
  EXPECT_EQ(continued("9月底前", day(2018, 9, 30)), "refused");
  EXPECT_THAT(closed("9月底前", Reopening::continued, day(2018, 10, 2)).give(again, verifier),
              refused("reopen.no-days-left"));
}
TEST(Reopening, OfWhatNeverHadADeadlineWantsOne) {
  Desk desk = Desk::at("found");
  desk.policy.reopening = Reopening::continued;
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, sun);
  desk.must(Verify{}, verifier).must(Close{}, coordinator);
  EXPECT_THAT(desk.give(again, verifier), refused("deadline.missing"));
}

// ── a newly published year ─────────────────────────────────────────────────────────────────────

// 2027 as it might come, with Spring Festival in the second week of February.
const WorkCalendar& with_2027() {
  static const WorkCalendar calendar =
      read_calendar(
          "published\t2027\n2027-02-08\t0\t春节\n2027-02-09\t0\t春节\n2027-02-10\t0\t春节\n",
          china())
          .value();
  return calendar;
}
TEST(Reckon, MovesAProvisionalDeadlineWhenTheYearIsPublished) {
  Desk desk = assigned("10个工作日内", day(2027, 2, 1));
  EXPECT_EQ(desk.due(), "2027-02-15");
  EXPECT_TRUE(desk.item.deadline->provisional);
  EXPECT_THAT(desk.give(Reckon{}, {}), refused("reckon.same", "command", "2027-02-15"));
  desk.calendar = &with_2027();
  const auto event = desk.give(Reckon{}, {});
  ASSERT_THAT(event, accepted());
  EXPECT_EQ(desk.due(), "2027-02-18");
  EXPECT_FALSE(desk.item.deadline->provisional);
  EXPECT_EQ(desk.item.former_deadlines.at(0).why, "reckon");
  EXPECT_THAT(desk.give(Reckon{}, {}), refused("reckon.same"));
}
TEST(Reckon, MakesADeadlineCertainThatStays) {
  Desk desk = assigned("2个工作日内", day(2027, 2, 1));
  desk.calendar = &with_2027();
  desk.must(Reckon{}, {});
  EXPECT_EQ(desk.due(), "2027-02-03");
  EXPECT_FALSE(desk.item.deadline->provisional);
  EXPECT_TRUE(desk.item.former_deadlines.empty());
}
TEST(Reckon, SetsTheLightBackWhereTheDayIsLater) {
  Desk desk = assigned("10个工作日内", day(2027, 2, 1));
  desk.on(day(2027, 2, 16)).must(Tick{}, {});
  EXPECT_EQ(desk.state(), "assigned, overdue");
  desk.calendar = &with_2027();
  desk.must(Reckon{}, {});
  EXPECT_EQ(desk.state(), "assigned");
  EXPECT_EQ(desk.item.rung, 0);
  EXPECT_EQ(next(desk), "2027-02-11");
}
TEST(Reckon, OfAHeldItemLeavesTheHold) {
  Desk desk = assigned("10个工作日内", day(2027, 2, 1));
  desk.on(day(2027, 2, 3)).must(Hold{"等批复", {}}, coordinator);
  desk.calendar = &with_2027();
  desk.on(day(2027, 2, 5)).must(Reckon{}, {});
  EXPECT_EQ(desk.item.held_since, day(2027, 2, 3));
  const auto resumed = desk.on(day(2027, 2, 19)).give(Resume{}, coordinator);
  EXPECT_EQ(told(resumed->clock), "2 used, 8 left, working");
  EXPECT_EQ(desk.due(), "2027-03-03");
}
TEST(Reckon, OfAVerifiedItemCountsWhereItComesBack) {
  Desk desk = assigned("10个工作日内", day(2027, 2, 1));
  desk.must(Start{}, zhou).must(Submit{{photo()}, "", {}}, zhou).must(Verify{}, verifier);
  desk.calendar = &with_2027();
  desk.must(Reckon{}, {});
  desk.must(Object{"还在", {}}, sun);
  EXPECT_EQ(desk.due(), "2027-02-18");
}
TEST(Reckon, IsNotOfAWrittenDayOrAClosedItem) {
  Desk desk = assigned("2027年2月15日前", day(2027, 2, 1));
  EXPECT_FALSE(desk.item.deadline->provisional);
  desk.calendar = &with_2027();
  EXPECT_THAT(desk.give(Reckon{}, {}), refused("reckon.same"));
  EXPECT_THAT(Desk::at("closed").give(Reckon{}, {}), refused("state.wrong"));
  EXPECT_THAT(Desk::at("found").give(Reckon{}, {}), refused("state.wrong"));
}
TEST(Reckon, IsDoneWhenAnExtensionIsGranted) {
  Desk desk = assigned("2027-02-05", day(2027, 2, 1));
  desk.must(RequestExtension{.reason = "下雨", .deadline = "10个工作日内"}, zhou);
  desk.calendar = &with_2027();
  desk.must(GrantExtension{}, coordinator);
  EXPECT_EQ(desk.due(), "2027-02-18");
  EXPECT_FALSE(desk.item.deadline->provisional);
}

}  // namespace
