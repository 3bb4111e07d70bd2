// migration_test.cpp: what differs between two versions of a machine.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/migration.hpp>

#include <gmock/gmock.h>

using namespace rectify;
using testing::ElementsAre;

namespace {

Description version(std::uint32_t n, const std::vector<std::string>& states) {
  Description d;
  d.name = "paper", d.version = n, d.fingerprint = n;
  for (const auto& name : states) d.states.push_back({.name = name});
  d.states.front().initial = d.states.back().final = true;
  for (std::size_t i = 0; i + 1 < states.size(); ++i)
    d.rows.push_back({states[i], "next", states[i + 1], {}, 0});
  return d;
}

TEST(Migrations, KeepStatesOfTheSameName) {
  const auto plan =
      diff(version(1, {"draft", "check", "done"}), version(2, {"draft", "review", "sign", "done"}));
  EXPECT_EQ(plan.workflow, "paper");
  EXPECT_EQ(plan.from, 1U);
  EXPECT_EQ(plan.to, 2U);
  EXPECT_EQ(plan.places,
            (std::map<std::string, std::string>{{"draft", "draft"}, {"done", "done"}}));
  EXPECT_THAT(plan.without_place, ElementsAre("check"));
  EXPECT_THAT(plan.added_states, ElementsAre("review", "sign"));
  EXPECT_THAT(plan.removed_states, ElementsAre("check"));
  EXPECT_THAT(plan.removed_rows, ElementsAre("draft next check", "check next done"));
  EXPECT_THAT(plan.added_rows,
              ElementsAre("draft next review", "review next sign", "sign next done"));
}
TEST(Migrations, WantNoPlaceForWhatIsDone) {
  const auto plan = diff(version(1, {"draft", "gone"}), version(2, {"draft", "done"}));
  EXPECT_TRUE(plan.without_place.empty());
}
TEST(Migrations, WantAPlaceForAnEndWhereAnotherRegionMayBeOpen) {
  const auto two = [](const std::string& end) {
    Description d = version(1, {"a", end});
    d.states.push_back({.name = "b", .initial = true});
    d.states.push_back({.name = "c", .final = true});
    return d;
  };
  EXPECT_THAT(diff(two("fa"), two("ga")).without_place, ElementsAre("fa"));
}
TEST(Migrations, SeeOtherGuards) {
  auto other = version(2, {"draft", "done"});
  other.rows[0].guards = {"by-owner"};
  const auto plan = diff(version(1, {"draft", "done"}), other);
  EXPECT_THAT(plan.removed_rows, ElementsAre("draft next done"));
  EXPECT_THAT(plan.added_rows, ElementsAre("draft next done [by-owner]"));
}

}  // namespace
