// workflow_test.cpp: any MSM front-end is a workflow; what is wrong with a table is told by name.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/workflow.hpp>

#include <gtest/gtest.h>

#include "leave.hpp"

using namespace rectify;

namespace {

// A machine of given rows.
template <class Rows, class... First>
struct Small : front::state_machine_def<Small<Rows, First...>> {
  static constexpr std::string_view name = "small";
  static constexpr std::uint32_t version = 1;
  using initial_state = mp::mp_list<First...>;
  using transition_table = Rows;
};
template <char Name, bool Final = false>
struct S : front::state<> {
  static constexpr char letter = Name;
  static constexpr std::string_view name{&letter, 1};
  static constexpr bool is_final = Final;
};
using A = S<'a'>;
using B = S<'b'>;
using C = S<'c'>;
using Z = S<'z', true>;
struct Go {
  static constexpr std::string_view name = "go";
};
struct Stop {
  static constexpr std::string_view name = "stop";
};
struct Yes {
  static constexpr std::string_view name = "yes";
};
struct No {
  static constexpr std::string_view name = "no";
  using excludes = mp::mp_list<Yes>;
};
struct Maybe {
  static constexpr std::string_view name = "maybe";
};
template <class... Guards>
struct All {
  using parts = mp::mp_list<Guards...>;
};
template <class From, class Event, class To, class Guard = front::none>
using Row = front::Row<From, Event, To, front::none, Guard>;

template <class... First>
struct Of {
  template <class... Rows>
  static constexpr auto flaw = Workflow<Small<mp::mp_list<Rows...>, First...>>::flaw();
};
using Found = std::pair<Flaw, std::string_view>;

TEST(Flaw, IsNoneOfASoundTable) {
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, B>, Row<B, Stop, Z>>), Found(Flaw::none, ""));
}
TEST(Flaw, IsAStateThatNothingLeadsTo) {
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z>, Row<B, Stop, Z>>), Found(Flaw::unreachable, "b"));
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z>, Row<B, Stop, C>, Row<C, Stop, B>>),
            Found(Flaw::unreachable, "b"));  // reachable only in a circle of their own
}
TEST(Flaw, IsAStateWithoutAWayOutUnlessItIsFinal) {
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, B>>), Found(Flaw::dead_end, "b"));
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, B>, Row<B, Stop, B>, Row<B, Go, front::none>>),
            Found(Flaw::dead_end, "b"));  // to itself is no way out
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z>>), Found(Flaw::none, ""));
}
TEST(Flaw, IsTwoRowsThatCouldBothFire) {
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z>, Row<A, Go, B>, Row<B, Stop, Z>>),
            Found(Flaw::two_rows_fire, "go"));
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z, Yes>, Row<A, Go, B, Maybe>, Row<B, Stop, Z>>),
            Found(Flaw::two_rows_fire, "go"));
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z, Yes>, Row<A, Go, front::none>>),
            Found(Flaw::two_rows_fire, "go"));  // staying is a row too
}
TEST(Flaw, IsNotTwoRowsWhoseGuardsExcludeEachOther) {
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z, Yes>, Row<A, Go, B, No>, Row<B, Stop, Z>>),
            Found(Flaw::none, ""));
  EXPECT_EQ((Of<A>::flaw<Row<A, Go, Z, No>, Row<A, Go, B, Yes>, Row<B, Stop, Z>>),
            Found(Flaw::none, ""));  // whichever comes first
  EXPECT_EQ(
      (Of<A>::flaw<Row<A, Go, Z, All<Maybe, Yes>>, Row<A, Go, B, All<No, Maybe>>, Row<B, Stop, Z>>),
      Found(Flaw::none, ""));
}
TEST(Flaw, IsAStateThatTwoRegionsLeadTo) {
  EXPECT_EQ((Of<A, C>::flaw<Row<A, Go, B>, Row<B, Stop, A>, Row<C, Go, B>>),
            Found(Flaw::state_in_two_regions, "a"));
  EXPECT_EQ((Of<A, C>::flaw<Row<A, Go, Z>, Row<C, Go, B>, Row<B, Go, C>>),
            Found(Flaw::none, ""));  // the same event in two regions is none
}

using Flow = Workflow<Leave>;

TEST(Workflow, OfALeaveRequestIsSound) {
  static_assert(Flow::flaw().first == Flaw::none);
  EXPECT_EQ(Flow::regions, 2U);
  EXPECT_EQ(Flow::names(Flow::initial()), (std::vector<std::string>{"draft", "quiet"}));
}
TEST(Workflow, PassesALeaveRequestThrough) {
  auto at = Flow::initial();
  Leave form;
  form.days = 8;
  EXPECT_TRUE(Flow::process(at, leave::Ask{}, form));
  EXPECT_TRUE(Flow::process(at, leave::Approve{}, form));
  EXPECT_EQ(Flow::names(at)[0], "asked.with-director");  // a long one
  EXPECT_TRUE(Flow::process(at, leave::Approve{}, form));
  EXPECT_FALSE(Flow::process(at, leave::Approve{}, form));
  EXPECT_EQ(Flow::names(at)[0], "approved");
  at = Flow::initial();
  form.days = 5;
  EXPECT_TRUE(Flow::process(at, leave::Ask{}, form));
  EXPECT_TRUE(Flow::process(at, leave::Approve{}, form));
  EXPECT_EQ(Flow::names(at)[0], "approved");
}
TEST(Workflow, IgnoresAnEventThatNoRowHas) {
  struct Unheard {};
  auto at = Flow::initial();
  Leave form;
  EXPECT_FALSE(Flow::process(at, Unheard{}, form));
  EXPECT_EQ(at, Flow::initial());
}
TEST(Workflow, DescribesItselfByNames) {
  const Description d = Flow::describe();
  EXPECT_EQ(d.name, "leave");
  EXPECT_EQ(d.version, 2U);
  ASSERT_EQ(d.states.size(), 7U);
  EXPECT_EQ(d.states[0].name, "draft");
  EXPECT_TRUE(d.states[0].initial);
  ASSERT_EQ(d.rows.size(), 11U);
  EXPECT_EQ(d.rows[2].from + " " + d.rows[2].command + " " + d.rows[2].to,
            "asked approve asked.with-director");
  EXPECT_EQ(d.rows[2].guards, std::vector<std::string>{"long"});
  EXPECT_EQ(d.rows[5].to, "asked");  // to itself
  EXPECT_EQ(d.rows[6].to, "");       // stays
  EXPECT_EQ(d.rows[9].region, 1U);
}
TEST(Workflow, HasAFingerprintThatChangesWithTheTable) {
  const auto print = []<class... Rows>(mp::mp_list<Rows...>) {
    return Workflow<Small<mp::mp_list<Rows...>, A>>::describe().fingerprint;
  };
  const auto base = print(mp::mp_list<Row<A, Go, B>, Row<B, Stop, Z>>{});
  EXPECT_EQ(base, print(mp::mp_list<Row<A, Go, B>, Row<B, Stop, Z>>{}));
  EXPECT_NE(base, print(mp::mp_list<Row<A, Go, B>, Row<B, Go, Z>>{}));
  EXPECT_NE(base, print(mp::mp_list<Row<A, Go, B, Yes>, Row<B, Stop, Z>>{}));
  EXPECT_NE(base, print(mp::mp_list<Row<A, Go, B>, Row<B, Stop, A>>{}));
  EXPECT_NE(base, print(mp::mp_list<Row<A, Go, B>>{}));
}

}  // namespace
