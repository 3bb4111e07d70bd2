// clock_test.cpp: deadlines, lights, extensions and holds.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

std::string next(const Desk& desk) {
  const auto day = next_tick(desk.item, desk.context());
  return day ? write_day(*day) : "never";
}

// ── lights ─────────────────────────────────────────────────────────────────────────────────────

TEST(Light, TurnsYellowTheWarningDaysBeforeAndRedAfterTheDueDay) {
  Desk desk = Desk::at("working");  // moderate: 5 working days before 07-31
  desk.policy.escalation = {};
  EXPECT_EQ(light(desk.item), Light::green);
  EXPECT_EQ(next(desk), "2018-07-24");
  EXPECT_THAT(desk.on(day(2018, 7, 23)).tick(), refused("tick.nothing-due"));
  EXPECT_THAT(desk.on(day(2018, 7, 24)).tick(), accepted());
  EXPECT_EQ(light(desk.item), Light::yellow);
  EXPECT_EQ(next(desk), "2018-08-01");
  EXPECT_THAT(desk.on(day(2018, 7, 31)).tick(), refused("tick.nothing-due"));  // met until its end
  EXPECT_THAT(desk.on(day(2018, 8, 1)).tick(), accepted());
  EXPECT_EQ(light(desk.item), Light::red);
  EXPECT_EQ(next(desk), "never");
  EXPECT_THAT(desk.on(day(2018, 9, 1)).tick(), refused("tick.nothing-due"));  // once each
}
TEST(Light, TurnsRedAtOnceAfterALongTimeWithoutATick) {
  Desk desk = Desk::at("assigned");
  EXPECT_THAT(desk.on(day(2018, 12, 1)).tick(), accepted());
  EXPECT_EQ(desk.state(), "assigned, overdue");
}
TEST(Light, WarnsBySeverity) {
  Desk desk = Desk::at("working");
  for (const auto& [severity, first] : {std::pair{Severity::minor, "2018-07-26"},
                                        {Severity::moderate, "2018-07-24"},
                                        {Severity::serious, "2018-07-20"},
                                        {Severity::critical, "2018-07-17"}}) {
    desk.must(ChangeSeverity{severity, "", {}}, coordinator);
    EXPECT_EQ(next(desk), first) << name(severity);
  }
}
TEST(Light, IsGreyWhereNoClockRuns) {
  for (const auto* state : {"found", "verified", "closed"}) {
    Desk desk = Desk::at(state);
    EXPECT_EQ(light(desk.item), Light::grey) << state;
    EXPECT_EQ(next(desk), "never") << state;
    EXPECT_THAT(desk.on(day(2019, 1, 1)).tick(), refused("tick.no-clock")) << state;
  }
  Desk at_once = Desk::at("found");
  at_once.must(FixAtOnce{.owner = office, .evidence = {photo()}}, sun);  // no deadline
  EXPECT_EQ(light(at_once.item), Light::grey);
  EXPECT_THAT(at_once.tick(), refused("tick.no-clock"));
}
TEST(Light, ChangesAtMidnightOfTheLedgersZone) {
  Desk desk = Desk::at("working");
  desk.item.state.timeliness = Timeliness::due_soon;
  const auto at = [&](const char* instant) {
    const Command tick{.item = 7, .at = read_instant(instant).value(), .body = Tick{}};
    return step(desk.item, tick, desk.context());
  };
  EXPECT_THAT(at("2018-07-31T23:59:59.999+08:00"), refused("tick.nothing-due"));
  EXPECT_THAT(at("2018-07-31T16:00:00Z"), accepted());  // the same moment plus one millisecond
}
TEST(Light, ATickByAPersonNeedsAFitPerson) {
  Desk desk = Desk::at("working");
  EXPECT_THAT(desk.on(day(2018, 8, 1)).give(Tick{}, with_roles(sun, {"mayor"})),
              refused("actor.unknown-role"));
  EXPECT_THAT(desk.give(Tick{}, sun), accepted());
}

// ── deadlines ──────────────────────────────────────────────────────────────────────────────────

TEST(Deadline, IsReckonedFromTheDayOfTheCommandOrOfTheDocument) {
  Desk desk = Desk::at("found");
  Assign assign{.owner = office, .deadline = "10 days"};
  desk.must(assign, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-05");
  EXPECT_EQ(desk.item.deadline->phrase, "7月底前");  // the report's words
  desk = Desk::at("found");
  assign.reference_day = day(2018, 6, 20);
  assign.phrase = "十日内";
  desk.must(assign, coordinator);
  EXPECT_EQ(desk.due(), "2018-06-30");
  EXPECT_EQ(desk.item.deadline->reference, day(2018, 6, 20));
  EXPECT_EQ(desk.item.deadline->phrase, "十日内");
  EXPECT_EQ(desk.item.deadline->text, "10 days");
}
TEST(Deadline, IsNotBeforeTheDayOnWhichItIsGiven) {
  Desk desk = Desk::at("found");
  Assign assign{.owner = office, .deadline = "2018-06-24"};
  const auto no = desk.give(assign, coordinator);
  ASSERT_THAT(no, refused("deadline.past", "assign.deadline", "2018-06-24"));
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "2018-06-25 or later");
  assign.deadline = "2018-06-25";
  EXPECT_THAT(desk.give(assign, coordinator), accepted());  // today is not too late
}
TEST(Deadline, ThatWasMovedIsKept) {
  Desk desk = Desk::at("working");
  desk.must(RequestExtension{"下雨", "2018-08-31", "8月底", {}}, zhou);
  desk.must(GrantExtension{}, coordinator);
  desk.must(Reassign{.owner = station, .deadline = "2018-09-30", .reason = "职责"}, coordinator);
  EXPECT_EQ(desk.due(), "2018-09-30");
  ASSERT_EQ(desk.item.former_deadlines.size(), 2U);
  EXPECT_EQ(write_day(*desk.item.former_deadlines[0].deadline.due), "2018-07-31");
  EXPECT_EQ(desk.item.former_deadlines[0].why, "grant-extension");
  EXPECT_EQ(desk.item.former_deadlines[0].until, desk.now());
  EXPECT_EQ(write_day(*desk.item.former_deadlines[1].deadline.due), "2018-08-31");
  EXPECT_EQ(desk.item.former_deadlines[1].deadline.phrase, "8月底");
  EXPECT_EQ(desk.item.former_deadlines[1].why, "reassign");
}

// ── extensions ─────────────────────────────────────────────────────────────────────────────────

const RequestExtension ask{"下雨", "2018-08-31", "", {}};

TEST(Extension, MovesTheDeadlineOnlyWhenGranted) {
  Desk desk = Desk::at("working");
  desk.must(ask, zhou);
  EXPECT_EQ(desk.state(), "rectifying.working, requested");
  EXPECT_EQ(desk.due(), "2018-07-31");
  EXPECT_EQ(desk.item.extension->by, zhou);
  desk.must(GrantExtension{}, coordinator);
  EXPECT_EQ(desk.state(), "rectifying.working");
  EXPECT_EQ(desk.due(), "2018-08-31");
  EXPECT_EQ(desk.item.extensions, 1);
  EXPECT_FALSE(desk.item.extension);
}
TEST(Extension, LeavesTheDeadlineWhenDenied) {
  Desk desk = Desk::at("working");
  desk.must(ask, zhou).must(DenyExtension{"不行", {}}, coordinator);
  EXPECT_EQ(desk.state(), "rectifying.working");
  EXPECT_EQ(desk.due(), "2018-07-31");
  EXPECT_EQ(desk.item.extensions, 0);
  EXPECT_TRUE(desk.item.former_deadlines.empty());
}
TEST(Extension, SetsTheLightBackToGreen) {
  Desk desk = Desk::at("working");
  desk.must(ask, zhou).on(day(2018, 8, 1)).must(Tick{}, {});
  EXPECT_EQ(desk.state(), "rectifying.working, requested, overdue");
  desk.must(GrantExtension{}, coordinator);
  EXPECT_EQ(desk.state(), "rectifying.working");
}
TEST(Extension, EndsLaterThanTheDeadline) {
  Desk desk = Desk::at("working");
  const auto no = desk.give(RequestExtension{"下雨", "2018-07-31", "", {}}, zhou);
  ASSERT_THAT(no, refused("extension.not-later", "request-extension.deadline", "2018-07-31"));
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "a day after 2018-07-31");
}
TEST(Extension, IsLimitedByThePolicy) {
  Desk desk = Desk::at("working");
  desk.policy.extension_limit = 1;
  desk.must(ask, zhou).must(GrantExtension{}, coordinator);
  EXPECT_THAT(desk.give(RequestExtension{"下雨", "2018-09-30", "", {}}, zhou),
              refused("extension.limit"));
}
TEST(Extension, NeedsADeadlineToExtend) {
  Desk desk = Desk::at("found");
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, zhou);
  EXPECT_THAT(desk.give(ask, zhou), refused("extension.no-deadline"));
}
TEST(Extension, IsNotGrantedOnceTheDayAskedForIsPast) {
  Desk desk = Desk::at("working");
  desk.must(ask, zhou).on(day(2018, 9, 1));
  EXPECT_THAT(desk.give(GrantExtension{}, coordinator), refused("extension.asked-past"));
  EXPECT_THAT(desk.give(DenyExtension{"晚了", {}}, coordinator), accepted());
}

// ── holds ──────────────────────────────────────────────────────────────────────────────────────

TEST(Hold, StopsTheClockAndMovesTheDueDayByAsMuch) {
  Desk desk = Desk::at("working");
  desk.must(Hold{"等批复", {}}, coordinator);
  EXPECT_EQ(light(desk.item), Light::grey);
  EXPECT_EQ(next(desk), "never");
  EXPECT_THAT(desk.on(day(2018, 8, 20)).tick(), refused("tick.no-clock"));
  desk.on(day(2018, 7, 5)).must(Resume{}, coordinator);  // ten days later
  EXPECT_EQ(desk.due(), "2018-08-10");
  EXPECT_EQ(light(desk.item), Light::green);
  ASSERT_EQ(desk.item.former_deadlines.size(), 1U);
  EXPECT_EQ(desk.item.former_deadlines[0].why, "resume");
  EXPECT_FALSE(desk.item.held_since);
}
TEST(Hold, ThatEndsTheSameDayMovesNothing) {
  Desk desk = Desk::at("working");
  desk.must(Hold{"等批复", {}}, coordinator).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-31");
  EXPECT_TRUE(desk.item.former_deadlines.empty());
}
TEST(Hold, LetsTheClockRunWhereThePolicySaysSo) {
  Desk desk = Desk::at("working");
  desk.policy.hold_stops_clock = false;
  desk.must(Hold{"等批复", {}}, coordinator);
  EXPECT_EQ(light(desk.item), Light::green);
  desk.on(day(2018, 8, 1)).must(Tick{}, {});
  EXPECT_EQ(desk.state(), "rectifying.working, on-hold, overdue");
  desk.must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-07-31");
}
TEST(Hold, GoesByThePolicyOfTheDayItBegan) {
  Desk desk = Desk::at("working");
  desk.must(Hold{"等批复", {}}, coordinator);
  desk.policy.hold_stops_clock = false;
  desk.on(day(2018, 7, 5)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-08-10");
}
TEST(Hold, EndsWithTheVerificationAndIsMadeUpFor) {
  Desk desk = Desk::at("submitted");
  desk.must(Hold{"等批复", {}}, coordinator).on(day(2018, 7, 5)).must(Verify{}, verifier);
  EXPECT_EQ(desk.state(), "verified");
  EXPECT_EQ(desk.due(), "2018-08-10");
  EXPECT_FALSE(desk.item.hold_stops_clock);
}
TEST(Hold, OfADeclinedItemLeavesNoDeadlineBehind) {
  Desk desk = Desk::at("assigned");
  desk.must(Hold{"等批复", {}}, coordinator).on(day(2018, 7, 5)).must(Decline{"错", {}}, zhou);
  EXPECT_EQ(desk.state(), "found");
  EXPECT_EQ(desk.due(), "none");
  EXPECT_EQ(write_day(*desk.item.former_deadlines.at(0).deadline.due), "2018-07-31");
}
TEST(Hold, StartsAnewWithADeadlineThatComesIntoForce) {
  Desk desk = Desk::at("working");
  desk.must(Hold{"等批复", {}}, coordinator).on(day(2018, 7, 5));
  desk.must(Reassign{.owner = station, .deadline = "2018-09-30", .reason = "职责"}, coordinator);
  desk.on(day(2018, 7, 7)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-10-02");  // two days, not twelve
}
TEST(Hold, IsNotShortenedByARequestForAnExtension) {
  Desk desk = Desk::at("working");
  desk.must(Hold{"等批复", {}}, coordinator).on(day(2018, 7, 1)).must(ask, zhou);
  EXPECT_EQ(desk.item.held_since, day(2018, 6, 25));
  desk.on(day(2018, 7, 5)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2018-08-10");
}
TEST(Hold, NeverMovesADeadlineBeyondTheYearsThatCanBeWritten) {
  Desk desk = Desk::at("found");
  desk.must(Assign{.owner = office, .deadline = "2999-12-30"}, coordinator);
  desk.must(Hold{"等批复", {}}, coordinator).on(day(2500, 1, 1)).must(Resume{}, coordinator);
  EXPECT_EQ(desk.due(), "2999-12-31");
}

// ── back again ─────────────────────────────────────────────────────────────────────────────────

TEST(Decline, SendsTheItemBackToTheListWithoutAnOwner) {
  Desk desk = Desk::at("assigned");
  desk.on(day(2018, 8, 1)).must(Tick{}, {}).must(Decline{"不归我们", {}}, zhou);
  EXPECT_EQ(desk.state(), "found");
  EXPECT_EQ(desk.item.owner, Owner{});
  EXPECT_EQ(desk.due(), "none");
  EXPECT_EQ(desk.item.former_deadlines.at(0).why, "decline");
}
TEST(Reopen, StartsAgainWithANewDeadlineAndKeepsTheOldOne) {
  Desk desk = Desk::at("working");
  desk.on(day(2018, 8, 5)).must(Tick{}, {}).must(Submit{{photo()}, "", {}}, zhou);
  desk.must(Verify{}, verifier).must(Close{}, coordinator);
  EXPECT_EQ(desk.state(), "closed, overdue");
  EXPECT_EQ(desk.item.resolution, Resolution::rectified);
  desk.must(Reopen{"反弹", "30 days", "一个月内", {}}, verifier);
  EXPECT_EQ(desk.state(), "rectifying.working");
  EXPECT_EQ(desk.due(), "2018-09-04");
  EXPECT_EQ(desk.item.deadline->phrase, "一个月内");
  EXPECT_EQ(desk.item.reopenings, 1);
  EXPECT_EQ(desk.item.percent, 0);
  EXPECT_EQ(desk.item.resolution, Resolution::none);
  EXPECT_FALSE(desk.item.closed_at || desk.item.verified_at || desk.item.verified_by);
  EXPECT_EQ(desk.item.former_deadlines.at(0).why, "reopen");
}
TEST(Reopen, IsOnlyOfWhatWasRectified) {
  Desk desk = Desk::at("found");
  desk.must(Void{"不是问题", {}}, coordinator);
  EXPECT_THAT(desk.give(Reopen{"反弹", "30 days", "", {}}, verifier),
              refused("reopen.not-rectified", "command", "void"));
}
TEST(Notice, OfThePublicMustEndBeforeStrikingOff) {
  Desk desk = Desk::at("verified");  // on 06-25
  desk.policy.notice_days = 7;
  const auto no = desk.on(day(2018, 7, 2)).give(Close{}, coordinator);
  ASSERT_THAT(no, refused("notice.running", "at", "2018-07-02"));
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "2018-07-03 or later");
  EXPECT_THAT(desk.give(Object{"没改好", {}}, sun), accepted());  // on its last day
  EXPECT_EQ(desk.state(), "rectifying.working");
  EXPECT_FALSE(desk.item.verified_at);
  desk = Desk::at("verified");
  desk.policy.notice_days = 7;
  EXPECT_THAT(desk.on(day(2018, 7, 3)).give(Object{"没改好", {}}, sun), refused("notice.over"));
  EXPECT_THAT(desk.give(Close{}, coordinator), accepted());
}

}  // namespace
