// item_test.cpp: an item is a compact value, and a step allocates nothing but what its texts need.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>
#include <rectify/phrase.hpp>

#include <gtest/gtest.h>

#include <type_traits>

#include "lifecycle/desk.hpp"
#include "support/allocations.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

static_assert(sizeof(ItemState) == 4);
static_assert(std::is_trivially_copyable_v<ItemState>);
static_assert(std::is_nothrow_move_constructible_v<Item> &&
              std::is_nothrow_move_assignable_v<Item>);
static_assert(std::is_nothrow_move_constructible_v<Event>);
static_assert(std::is_nothrow_move_constructible_v<Command>);
static_assert(std::is_nothrow_move_constructible_v<Policy>);

struct Case {
  std::string_view state;
  Body body;
  Actor actor;
};
// For each command an accepted one, with texts too long to be kept without an allocation.
std::vector<Case> cases() {
  const std::string words(100, 'x');
  const Evidence long_photo{EvidenceKind::text, words, "", {}};
  return {{"", Report{.title = words, .description = words}, clerk},
          {"found", Assign{.owner = office, .deadline = "30 days", .measures = words}, coordinator},
          {"found", FixAtOnce{office, "", words, {long_photo}, {}}, clerk},
          {"working", Void{words, {}}, coordinator},
          {"working", Merge{8, words, {}}, coordinator},
          {"assigned", Decline{words, {}}, zhou},
          {"submitted", Reassign{.owner = station, .deadline = "2018-08-31", .reason = words},
           coordinator},
          {"assigned", Start{words, {}}, zhou},
          {"working", Progress{50, words, words, {}}, zhou},
          {"working", Submit{{long_photo}, words, {}}, zhou},
          {"submitted", Recall{words, {}}, zhou},
          {"submitted", Verify{words, {}}, verifier},
          {"submitted", Reject{words, {}}, verifier},
          {"verified", Object{words, {}}, sun},
          {"verified", Close{words, {}}, coordinator},
          {"closed", Reopen{words, "within 30 days", "", {}}, verifier},
          {"working", RequestExtension{words, "2018-08-31", "", {}}, zhou},
          {"requested", GrantExtension{words, {}}, coordinator},
          {"requested", DenyExtension{words, {}}, coordinator},
          {"working", Hold{words, {}}, coordinator},
          {"on hold", Resume{words, {}}, coordinator},
          {"working", Comment{words, {}}, sun},
          {"working", Attach{{long_photo}, {}}, sun},
          {"working", Escalate{0, words, {}}, coordinator},
          {"working", ChangeSeverity{Severity::serious, words, {}}, coordinator},
          {"working", LinkTo{{LinkKind::outcome, 0, words, {}}, {}}, clerk},
          {"closed", Correct{.title = words, .goal = words, .reason = words}, administrator},
          {"overdue", Tick{}, {}}};
}
Desk desk_at(std::string_view state) {
  if (state.empty()) return Desk();
  const bool named = state == "requested" || state == "on hold" || state == "overdue";
  Desk desk = Desk::at(named ? "working" : state);
  if (state == "requested") desk.must(RequestExtension{"下雨", "2018-08-31", "", {}}, zhou);
  if (state == "on hold") desk.must(Hold{"等批复", {}}, coordinator).on(day(2018, 7, 5));
  if (state == "overdue") desk.on(day(2018, 9, 1));
  desk.target.emplace();
  desk.target->state.main = Main::found;
  return desk;
}

TEST(Step, AllocatesNothingThatTheEventsTextsDontNeed) {
  (void)read_phrase("30 days", day(2018, 6, 25));  // its words and the calendar are made once
  for (const auto& c : cases()) {
    Desk desk = desk_at(c.state);
    const Context context = desk.context();
    Command command{.id = "c", .item = 7, .actor = c.actor, .at = desk.now(), .body = c.body};
    const auto before = allocations;
    const auto state = advance(desk.item, command, context);
    const auto of_advance = allocations - before;
    ASSERT_TRUE(state) << name(kind_of(c.body)) << text(state.refusal(), Lang::en);
    EXPECT_EQ(of_advance, 0U) << name(kind_of(c.body));
    const auto in_between = allocations;
    const auto event = step(desk.item, std::move(command), context);
    const auto of_step = allocations - in_between;
    ASSERT_TRUE(event) << name(kind_of(c.body));
    EXPECT_EQ(of_step, 0U) << name(kind_of(c.body));
    EXPECT_EQ(event->state, *state);
  }
}
TEST(Step, IsCountedHereForEveryCommand) {
  std::size_t i = 0;
  for (const auto& c : cases()) EXPECT_EQ(c.body.index(), i++);
  ++i;     // reckon: the ledger's own, tested in clock_test.cpp
  i += 2;  // act and migrate, of hosts' machines
  EXPECT_EQ(i, command_kinds);
}
TEST(Advance, AllocatesNothingForALongPhraseButItsWords) {
  (void)read_phrase("30 days", day(2018, 6, 25));
  Desk desk = Desk::at("found");
  const Command command{.item = 7,
                        .actor = coordinator,
                        .at = desk.now(),
                        .body = Assign{.owner = office,
                                       .deadline = "    within 3650 days    ",
                                       .phrase = std::string(150, 'x')}};
  const Context context = desk.context();
  const auto before = allocations;
  const bool fine = advance(desk.item, command, context).has_value();
  EXPECT_EQ(allocations - before, 2U);  // the phrase and the document's words
  EXPECT_TRUE(fine);
}

}  // namespace
