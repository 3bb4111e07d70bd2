// allowed_test.cpp: what may be done now is what step accepts.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"
#include "model/random_office.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

std::string codes(const std::vector<Refusal>& refusals) {
  std::string all;
  for (const auto& no : refusals) all += (all.empty() ? "" : " ") + no.code;
  return all;
}
std::string allowed_commands(const Desk& desk, const Actor& actor) {
  std::string all;
  for (const auto& one : desk.allowed(actor))
    if (one.allowed) all += (all.empty() ? "" : " ") + std::string(name(one.command));
  return all;
}

TEST(Allowed, ListsEveryCommandInTheirOrder) {
  const auto all = Desk::at("working").allowed(zhou);
  ASSERT_EQ(all.size(), command_kinds - 2);  // act and migrate are of hosts' machines
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(name(all[i].command), command_names[i]);
}
TEST(Allowed, IsWhatThePersonMayDoInThisState) {
  EXPECT_EQ(allowed_commands(Desk(), clerk), "report");
  EXPECT_EQ(allowed_commands(Desk::at("assigned"), zhou),
            "decline start request-extension comment attach");
  EXPECT_EQ(allowed_commands(Desk::at("submitted"), zhou),
            "progress recall request-extension comment attach");
  EXPECT_EQ(allowed_commands(Desk::at("submitted"), verifier),
            "verify reject comment attach escalate change-severity link");
  EXPECT_EQ(allowed_commands(Desk::at("verified"), coordinator),
            "object close comment attach escalate change-severity link");
  EXPECT_EQ(allowed_commands(Desk::at("closed"), administrator), "reopen correct");
}
TEST(Allowed, TellsWhatIsStillToBeGiven) {
  const auto assign = Desk::at("found").allowed("assign", coordinator);
  EXPECT_TRUE(assign.allowed);
  EXPECT_EQ(codes(assign.needs), "owner.missing");  // the list has its phrase
  Desk unsaid = Desk::at("found");
  unsaid.item.phrase = "尽快";
  EXPECT_EQ(codes(unsaid.allowed("assign", coordinator).needs), "owner.missing deadline.fuzzy");
  unsaid.item.phrase = "";
  EXPECT_EQ(codes(unsaid.allowed("assign", coordinator).needs), "owner.missing deadline.missing");
  EXPECT_EQ(codes(Desk::at("submitted").allowed("reject", verifier).needs), "reason.missing");
  EXPECT_EQ(codes(Desk::at("submitted").allowed("verify", verifier).needs), "");
  EXPECT_EQ(codes(Desk::at("working").allowed("request-extension", zhou).needs),
            "reason.missing deadline.missing");
}
TEST(Allowed, TellsAllReasonsWhyNot) {
  Desk desk = Desk::at("submitted");
  EXPECT_EQ(codes(desk.allowed("verify", sun).reasons), "actor.not-supervisor");
  EXPECT_EQ(codes(desk.allowed("verify", zhou).reasons),
            "actor.not-supervisor duties.owner-verifies");
  EXPECT_EQ(codes(desk.allowed("start", zhou).reasons), "state.wrong");
  desk.policy.extension_limit = 0;
  EXPECT_EQ(codes(desk.allowed("request-extension", sun).reasons),
            "actor.not-owner extension.limit");
  EXPECT_EQ(codes(desk.allowed("comment", with_roles(sun, {"mayor"})).reasons),
            "actor.unknown-role");
  desk.must(Escalate{3, "", {}}, coordinator);
  EXPECT_EQ(codes(desk.allowed("escalate", coordinator).reasons), "escalation.level");
}

// The empty command, with all that its needs ask for filled in.
Body filled_in(Body body, const Item& item) {
  std::visit(
      [&](auto& c) {
        if constexpr (requires { c.title = "题"; }) c.title = "题";
        if constexpr (requires { c.reason; }) c.reason = "理由";
        if constexpr (requires { c.owner; })
          c.owner = Owner{.unit = "新单位", .handler = "h" + std::to_string(item.version)};
        if constexpr (requires { c.supervisor; }) c.supervisor = "另一督查室";
        if constexpr (requires { c.deadline; })
          c.deadline = "2998-01-" + std::to_string(10 + item.version % 20);
        if constexpr (requires { c.evidence; }) c.evidence.assign(3, photo());
        if constexpr (std::is_same_v<decltype(c), Comment&>) c.text = "嗯";
        if constexpr (std::is_same_v<decltype(c), LinkTo&>) c.link.text = "制度";
        if constexpr (std::is_same_v<decltype(c), Merge&>) c.into = 8;
      },
      body);
  return body;
}
template <std::size_t... Kind>
std::vector<Body> empty_bodies(std::index_sequence<Kind...>) {
  return {Body(std::in_place_index<Kind>)...};
}

TEST(Allowed, AgreesWithStep) {
  const auto bodies = empty_bodies(std::make_index_sequence<command_kinds>{});
  int accepted_ones = 0, refused_ones = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    naive::RandomOffice office(seed);
    Item item, target;
    target.state.main = Main::found;
    const Context context{office.policy, shanghai, &target, &office.calendar};
    for (int n = 0; n < 60; ++n) {
      const Command command = office.command(item);
      // A day asked for must not lie behind one that is far away already.
      const bool far = due(item) && *due(item) > day(2900, 1, 1);
      for (const auto& one : allowed(item, command.actor, *command.at, context)) {
        const auto kind = static_cast<std::size_t>(one.command);
        Command full{.item = 7,
                     .actor = command.actor,
                     .at = command.at,
                     .body = filled_in(bodies[kind], item)};
        const auto answer = step(item, full, context);
        const auto who = [&] {
          return std::string(name(one.command)) + ": " +
                 (answer ? "accepted" : text(answer.refusal(), Lang::en)) + "; " +
                 codes(one.reasons);
        };
        EXPECT_EQ(one.allowed, one.reasons.empty());
        if (far && name(one.command) == "request-extension") continue;
        ASSERT_EQ(one.allowed, answer.has_value()) << who();
        if (!answer) {
          ASSERT_EQ(one.reasons.front().code, answer.refusal().code) << who();
          ++refused_ones;
          continue;
        }
        ++accepted_ones;
        // Left empty, it is refused for the first of its needs, or accepted if there are none.
        full.body = bodies[kind];
        const auto bare = step(item, full, context);
        ASSERT_EQ(bare.has_value(), one.needs.empty()) << who();
        if (!bare) {
          ASSERT_EQ(bare.refusal().code, one.needs.front().code) << who();
        }
      }
      if (const auto event = step(item, command, context)) evolve(item, *event);
    }
  }
  EXPECT_GT(accepted_ones, 2'500);
  EXPECT_GT(refused_ones, 10'000);
}

}  // namespace
