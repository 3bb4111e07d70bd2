// msm_test.cpp: the dispatch that Workflow makes of a table is MSM's own, in every case there is.
//
// Both are put into every combination of states, given every event, with every outcome of every
// guard that the event's rows ask: the same rows fire and the same states follow, actions in the
// same order. SPDX-License-Identifier: BSL-1.0
#include <rectify/machine.hpp>

#include <gtest/gtest.h>

#include "leave.hpp"
#include "model/plain_msm.hpp"

using namespace rectify;

namespace {

template <class Flow, class Visit>
void for_each_configuration(const Visit& visit) {
  typename Flow::Configuration at{}, sizes{};
  for (const auto& state : Flow::table.states) ++sizes[state.region];
  for (;;) {
    visit(at);
    std::size_t r = 0;
    while (r < Flow::regions && ++at[r] == sizes[r]) at[r++] = 0;
    if (r == Flow::regions) return;
  }
}

template <class Row>
using GuardsOf = typename Row::Guard::parts;
using AllGuards = mp::mp_unique<mp::mp_flatten<mp::mp_transform<GuardsOf, machine::ItemRows>>>;

// Answers for guards as it is told. No template: MSM writes the machine's name into each of its
// thousands of types, and a list of guards in there costs the compiler 18 GB.
struct Forced {
  std::uint64_t outcomes = 0;  // a bit a guard
  template <class Guard, class C>
  bool holds(const C&) {
    constexpr auto bit = mp::mp_find<AllGuards, Guard>::value;
    static_assert(bit < mp::mp_size<AllGuards>::value);
    return ((outcomes >> bit) & 1U) != 0;
  }
};

using ItemFlow = Workflow<ItemMachine<Forced>>;
using PlainItem = PlainMsm<ItemFlow, ItemMachine<Forced>>;
static_assert(mp::mp_size<AllGuards>::value <= 64);

template <class C>
std::uint64_t asked_by_rows_of() {
  std::uint64_t asked = 0;
  for (const auto& row : ItemFlow::table.rows) {
    if (ItemFlow::table.inputs[row.input] != C::name) continue;
    unsigned bit = 0;
    mp::mp_for_each<mp::mp_transform<mp::mp_identity, AllGuards>>([&](auto g) {
      if (detail::names(row.guards, decltype(g)::type::name)) asked |= std::uint64_t{1} << bit;
      ++bit;
    });
  }
  return asked;
}

TEST(Dispatch, OfTheItemIsPlainMsmsInEveryCase) {
  PlainItem plain;
  std::size_t cases = 0, fired_cases = 0;
  const auto compare = [&]<class C>(const C& command) {
    const std::uint64_t asked = asked_by_rows_of<C>();
    for_each_configuration<ItemFlow>([&](ItemFlow::Configuration before) {
      for (std::uint64_t outcomes = asked;; outcomes = (outcomes - 1) & asked) {  // every subset
        ItemMachine<Forced> ours;
        ours.judge.outcomes = plain.machine.judge.outcomes = outcomes;
        auto after = before;
        const bool fired = ItemFlow::process(after, command, ours);
        plain.put(before);
        const bool plain_fired = plain.give(command);
        ++cases, fired_cases += fired ? 1 : 0;
        if (fired != plain_fired || after != plain.at())
          FAIL() << C::name << " from " << testing::PrintToString(ItemFlow::names(before)) << ": "
                 << testing::PrintToString(ItemFlow::names(after)) << " but MSM "
                 << testing::PrintToString(ItemFlow::names(plain.at()));
        if (outcomes == 0) break;
      }
    });
  };
  mp::mp_for_each<mp::mp_iota_c<command_kinds>>(
      [&](auto kind) { compare(std::variant_alternative_t<kind, Body>{}); });
  EXPECT_GT(cases, 30'000U);
  EXPECT_GT(fired_cases, 1'000U);
}

using LeaveFlow = Workflow<Leave>;

TEST(Dispatch, OfALeaveRequestIsPlainMsmsWithItsActionsInOrder) {
  PlainMsm<LeaveFlow, Leave> plain;
  std::size_t cases = 0;
  const auto compare = [&]<class Event>(const Event& event) {
    for_each_configuration<LeaveFlow>([&](LeaveFlow::Configuration before) {
      for (const int days : {1, 6, 11}) {
        Leave ours;
        ours.days = plain.machine.days = days;
        plain.machine.diary.clear();
        auto after = before;
        const bool fired = LeaveFlow::process(after, event, ours);
        plain.put(before);
        EXPECT_EQ(fired, plain.give(event)) << Event::name;
        EXPECT_EQ(after, plain.at()) << Event::name;
        EXPECT_EQ(ours.diary, plain.machine.diary) << Event::name;
        ++cases;
      }
    });
  };
  mp::mp_for_each<LeaveFlow::Inputs>(compare);
  EXPECT_EQ(cases, 5U * 5 * 2 * 3);
}

TEST(Dispatch, RunsExitActionEntryAndAnInternalRowNeither) {
  auto at = LeaveFlow::initial();
  Leave form;
  EXPECT_TRUE(LeaveFlow::process(at, leave::Ask{}, form));
  EXPECT_EQ(form.diary, "draft> ask >asked ");
  EXPECT_TRUE(LeaveFlow::process(at, leave::Remind{}, form));  // one row in each region
  EXPECT_EQ(form.diary, "draft> ask >asked remind quiet> remind >reminded ");
  EXPECT_EQ(LeaveFlow::names(at), (std::vector<std::string>{"asked", "reminded"}));
}

TEST(Dispatch, RefusesWithoutATrace) {
  auto at = LeaveFlow::initial();
  Leave form;
  form.days = 11;
  EXPECT_FALSE(LeaveFlow::process(at, leave::Ask{}, form));
  EXPECT_EQ(at, LeaveFlow::initial());
  EXPECT_EQ(form.diary, "");
}

}  // namespace
