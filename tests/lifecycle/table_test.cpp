// table_test.cpp: the rulebook row by row: which command leads from which state where.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

// For each command a good one, and somebody who may give it.
std::vector<std::pair<Body, Actor>> good_commands() {
  return {{Report{.title = "又一个"}, clerk},
          {Assign{.owner = office, .deadline = "30 days"}, coordinator},
          {FixAtOnce{.owner = office, .evidence = {photo()}}, clerk},
          {Void{"不是问题", {}}, coordinator},
          {Merge{8, "重复", {}}, coordinator},
          {Decline{"不归我们", {}}, zhou},
          {Reassign{.owner = station, .reason = "职责"}, coordinator},
          {Start{}, zhou},
          {Progress{50, "", "", {}}, zhou},
          {Submit{{photo()}, "", {}}, zhou},
          {Recall{}, zhou},
          {Verify{}, verifier},
          {Reject{"没改好", {}}, verifier},
          {Object{"没改好", {}}, sun},
          {Close{}, coordinator},
          {Reopen{"反弹", "30 days", "", {}}, verifier},
          {RequestExtension{"下雨", "2018-08-31", "", {}}, zhou},
          {GrantExtension{}, coordinator},
          {DenyExtension{"不行", {}}, coordinator},
          {Hold{"等批复", {}}, coordinator},
          {Resume{}, coordinator},
          {Comment{"知道了", {}}, sun},
          {Attach{{photo()}, {}}, sun},
          {Escalate{0, "", {}}, coordinator},
          {ChangeSeverity{Severity::serious, "", {}}, coordinator},
          {LinkTo{{LinkKind::related, 8, "", {}}, {}}, clerk},
          {Correct{.title = "改过的题", .reason = "错字"}, administrator},
          {Tick{}, {}}};
}

Desk with_target(Desk desk) {
  desk.target.emplace();
  desk.target->id = 8;
  desk.target->state.main = Main::found;
  return desk;
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

// A line for each command; in each column what becomes of the item's main state: the new one,
// "same" where it stays, "-" where the command is refused for the state, which changes nothing.
using Columns = std::vector<std::pair<std::string, Desk>>;
std::string picture(const Columns& columns) {
  std::string all = padded("", 18);
  for (const auto& [title, desk] : columns) all += padded(title, 11);
  for (const auto& [body, actor] : good_commands()) {
    std::string line = padded(std::string(name(kind_of(body))), 18);
    for (const auto& [title, desk] : columns) {
      Desk trial = desk;
      const auto answer = trial.give(body, actor);
      std::string to(name(trial.item.state.main));
      to = to.substr(to.find('.') + 1);
      if (trial.item.state.main == desk.item.state.main) to = "same";
      if (!answer) {
        const bool ticks = std::holds_alternative<Tick>(body);
        EXPECT_THAT(answer, refused(ticks ? "tick.no-clock" : "state.wrong")) << line << title;
        EXPECT_EQ(trial.item, desk.item) << line << title;
        to = "-";
      }
      line += padded(to, 11);
    }
    all += "\n" + line;
  }
  return all + "\n";
}

// clang-format off
TEST(Table, LeadsFromEachStateWhereTheRulebookSays) {
  Columns columns{{"unlisted", with_target(Desk())}};
  for (const auto* state : {"found", "assigned", "working", "submitted", "verified", "closed"})
    columns.emplace_back(state, with_target(Desk::at(state)));
  for (auto& [title, desk] : columns) desk.today = day(2018, 7, 30);  // a tick has something to do
  columns[0].second.item.state.timeliness = columns[1].second.item.state.timeliness =
      columns[5].second.item.state.timeliness = columns[6].second.item.state.timeliness =
          Timeliness::overdue;                                          // and here it hasn't
  EXPECT_EQ(picture(columns),
      "                  unlisted   found      assigned   working    submitted  verified   closed     \n"
      "report            found      -          -          -          -          -          -          \n"
      "assign            -          assigned   -          -          -          -          -          \n"
      "fix-at-once       -          submitted  -          -          -          -          -          \n"
      "void              -          closed     closed     closed     closed     -          -          \n"
      "merge             -          closed     closed     closed     closed     -          -          \n"
      "decline           -          -          found      -          -          -          -          \n"
      "reassign          -          -          same       assigned   assigned   -          -          \n"
      "start             -          -          working    -          -          -          -          \n"
      "progress          -          -          -          same       same       -          -          \n"
      "submit            -          -          -          submitted  -          -          -          \n"
      "recall            -          -          -          -          working    -          -          \n"
      "verify            -          -          -          -          verified   -          -          \n"
      "reject            -          -          -          -          working    -          -          \n"
      "object            -          -          -          -          -          working    -          \n"
      "close             -          -          -          -          -          closed     -          \n"
      "reopen            -          -          -          -          -          -          working    \n"
      "request-extension -          -          same       same       same       -          -          \n"
      "grant-extension   -          -          -          -          -          -          -          \n"
      "deny-extension    -          -          -          -          -          -          -          \n"
      "hold              -          -          same       same       same       -          -          \n"
      "resume            -          -          -          -          -          -          -          \n"
      "comment           -          same       same       same       same       same       -          \n"
      "attach            -          same       same       same       same       same       -          \n"
      "escalate          -          same       same       same       same       same       -          \n"
      "change-severity   -          same       same       same       same       same       -          \n"
      "link              -          same       same       same       same       same       -          \n"
      "correct           -          same       same       same       same       same       same       \n"
      "tick              -          -          same       same       same       -          -          \n");
}

TEST(Table, LeadsFromTheOtherRegionsStatesToo) {
  Columns columns;
  for (const auto* state : {"assigned", "working", "submitted"}) {
    columns.emplace_back("requested", with_target(Desk::at(state)));
    columns.back().second.must(RequestExtension{"下雨", "2018-08-31", "", {}}, zhou);
    columns.emplace_back("on hold", with_target(Desk::at(state)));
    columns.back().second.must(Hold{"等批复", {}}, coordinator);
  }
  for (auto& [title, desk] : columns) desk.policy.hold_stops_clock = false;
  for (auto& [title, desk] : columns) desk.item.hold_stops_clock = false;
  for (auto& [title, desk] : columns) desk.today = day(2018, 7, 30);
  EXPECT_EQ(picture(columns),
      "                  requested  on hold    requested  on hold    requested  on hold    \n"
      "report            -          -          -          -          -          -          \n"
      "assign            -          -          -          -          -          -          \n"
      "fix-at-once       -          -          -          -          -          -          \n"
      "void              closed     closed     closed     closed     closed     closed     \n"
      "merge             closed     closed     closed     closed     closed     closed     \n"
      "decline           found      found      -          -          -          -          \n"
      "reassign          same       same       assigned   assigned   assigned   assigned   \n"
      "start             working    working    -          -          -          -          \n"
      "progress          -          -          same       same       same       same       \n"
      "submit            -          -          submitted  submitted  -          -          \n"
      "recall            -          -          -          -          working    working    \n"
      "verify            -          -          -          -          verified   verified   \n"
      "reject            -          -          -          -          working    working    \n"
      "object            -          -          -          -          -          -          \n"
      "close             -          -          -          -          -          -          \n"
      "reopen            -          -          -          -          -          -          \n"
      "request-extension -          same       -          same       -          same       \n"
      "grant-extension   same       -          same       -          same       -          \n"
      "deny-extension    same       -          same       -          same       -          \n"
      "hold              same       -          same       -          same       -          \n"
      "resume            -          same       -          same       -          same       \n"
      "comment           same       same       same       same       same       same       \n"
      "attach            same       same       same       same       same       same       \n"
      "escalate          same       same       same       same       same       same       \n"
      "change-severity   same       same       same       same       same       same       \n"
      "link              same       same       same       same       same       same       \n"
      "correct           same       same       same       same       same       same       \n"
      "tick              same       same       same       same       same       same       \n");
}
// clang-format on

// With an extension requested, on hold and overdue: where do the other regions go?
Desk entangled(std::string_view state) {
  Desk desk = with_target(Desk::at(state));
  desk.must(RequestExtension{"下雨", "2018-08-31", "", {}}, zhou);
  desk.on(day(2018, 8, 1)).must(Tick{}, {});
  desk.must(Hold{"等批复", {}}, coordinator);
  EXPECT_TRUE(desk.state().ends_with(", requested, on-hold, overdue"));
  return desk;
}
std::string after(std::string_view state, const Body& body, const Actor& actor) {
  Desk desk = entangled(state);
  return desk.must(body, actor).state();
}

TEST(Table, VoidMergeDeclineEndWhatElseWentOn) {
  EXPECT_EQ(after("assigned", Void{"错", {}}, coordinator), "closed, overdue");
  EXPECT_EQ(after("working", Void{"错", {}}, coordinator), "closed, overdue");
  EXPECT_EQ(after("submitted", Merge{8, "", {}}, coordinator), "closed, overdue");
  EXPECT_EQ(after("assigned", Decline{"不归我们", {}}, zhou), "found");
}
TEST(Table, VerifyEndsHoldAndRequestButKeepsWhetherItWasLate) {
  EXPECT_EQ(after("submitted", Verify{}, verifier), "verified, overdue");
}
TEST(Table, ReassignDropsTheRequestAndSetsTheClockBackOnlyWithADeadline) {
  Reassign reassign{.owner = station, .reason = "职责"};
  EXPECT_EQ(after("submitted", reassign, coordinator), "assigned, on-hold, overdue");
  reassign.deadline = "30 days";
  EXPECT_EQ(after("submitted", reassign, coordinator), "assigned, on-hold");
}
TEST(Table, OtherCommandsLeaveTheOtherRegionsAlone) {
  EXPECT_EQ(after("assigned", Start{}, zhou), "rectifying.working, requested, on-hold, overdue");
  EXPECT_EQ(after("working", Submit{{photo()}, "", {}}, zhou),
            "rectifying.submitted, requested, on-hold, overdue");
  EXPECT_EQ(after("submitted", Reject{"不行", {}}, verifier),
            "rectifying.working, requested, on-hold, overdue");
  EXPECT_EQ(after("submitted", Recall{}, zhou), "rectifying.working, requested, on-hold, overdue");
  EXPECT_EQ(after("working", Comment{"嗯", {}}, sun),
            "rectifying.working, requested, on-hold, overdue");
}
TEST(Table, AWrongStateTellsWhichWouldDo) {
  Desk desk = Desk::at("found");
  const auto no = desk.give(Start{}, zhou);
  ASSERT_THAT(no, refused("state.wrong", "command", "start"));
  EXPECT_EQ(rule(no.refusal(), Lang::en), "start is not possible from the state found");
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "an item in: assigned");
  const auto comment = Desk::at("closed").give(Comment{"嗯", {}}, zhou);
  ASSERT_THAT(comment, refused("state.wrong"));
  EXPECT_EQ(wanted(comment.refusal(), Lang::en),
            "an item in: found, assigned, rectifying.working, rectifying.submitted, verified");
}
TEST(Table, AWrongStateOfAnotherRegionIsToldByItsName) {
  Desk desk = Desk::at("assigned");
  const auto no = desk.give(Resume{}, coordinator);
  ASSERT_THAT(no, refused("state.wrong"));
  EXPECT_EQ(rule(no.refusal(), Lang::en),
            "resume is not possible from the state assigned, hold running");
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "an item in: hold on-hold");
  desk.must(RequestExtension{"下雨", "2018-08-31", "", {}}, zhou);
  const auto again = desk.give(RequestExtension{"下雨", "2018-08-31", "", {}}, zhou);
  ASSERT_THAT(again, refused("state.wrong"));
  EXPECT_EQ(rule(again.refusal(), Lang::en),
            "request-extension is not possible from the state assigned, extension requested");
  EXPECT_EQ(wanted(again.refusal(), Lang::en), "an item in: extension none");
}

}  // namespace
