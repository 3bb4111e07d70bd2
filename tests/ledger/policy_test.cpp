// policy_test.cpp: another policy is an event, and holds for what comes after it.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Policies : public OverEachStore {};
OVER_EACH_STORE(Policies);
class PoliciesInAFile : public Clocked {};

Policy for_a_week() {
  Policy policy = strict_policy();
  policy.name = "公示一周";
  policy.notice_days = 7;
  return policy;
}

TEST_P(Policies, AreTheStrictOneWhereNoneIsGiven) {
  EXPECT_EQ(open().policy(), strict_policy());
  EXPECT_EQ(Clocked::open(file() + "2", {.policy = for_a_week()}).policy(), for_a_week());
}
TEST_P(Policies, AreSetByAnEventThatSaysByWhomAndWhen) {
  Ledger ledger = open();
  const Instant later = monday + std::chrono::hours(5);
  const Answer answer = ledger.set_policy(for_a_week(), desk::administrator, later);
  ASSERT_THAT(answer, accepted());
  EXPECT_EQ(answer.seq, 2U);
  EXPECT_EQ(ledger.policy(), for_a_week());
  const auto event = std::get<LedgerEvent>(ledger.events(1).at(0).what);
  EXPECT_EQ(event.seq, 2U);
  EXPECT_EQ(event.at, later);
  EXPECT_EQ(event.actor, desk::administrator);
  EXPECT_EQ(event.command_id, answer.command_id);
  EXPECT_EQ(std::get<PolicySet>(event.body).policy, for_a_week());
  EXPECT_THAT(ledger.apply(report("漏水", answer.command_id)), refused("command.id-reused"));
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Policies, AreSetOnlyByThoseWhoMay) {
  Ledger ledger = open();
  for (const Actor& actor : {desk::clerk, desk::coordinator, desk::verifier, desk::zhou})
    EXPECT_THAT(ledger.set_policy(for_a_week(), actor), refused("actor.role", "actor.roles"));
  EXPECT_THAT(ledger.set_policy(for_a_week(), {}), refused("actor.missing"));
  EXPECT_THAT(ledger.set_policy(for_a_week(), desk::with_roles(desk::sun, {"mayor"})),
              refused("actor.unknown-role"));
  EXPECT_THAT(
      ledger.set_policy(for_a_week(), desk::standing_in(desk::administrator, desk::coordinator)),
      refused("actor.no-stand-in"));
  EXPECT_EQ(ledger.policy(), strict_policy());
  EXPECT_EQ(ledger.counters().events, 1U);
}
TEST_P(Policies, ThatAreUnfitAreRefused) {
  Ledger ledger = open();
  const auto unfit = [&](const char* code, const auto& spoil) {
    Policy policy = strict_policy();
    spoil(policy);
    EXPECT_THAT(ledger.set_policy(policy, desk::administrator), refused(code));
    EXPECT_THROW(Clocked::open(file() + "new", {.policy = policy}), Refused);
  };
  unfit("policy.unknown-role", [](Policy& p) { p.permit("close", {"mayor"}); });
  unfit("policy.unknown-role", [](Policy& p) { p.policy_roles = {"mayor"}; });
  unfit("policy.range", [](Policy& p) { p.notice_days = -1; });
  unfit("policy.range", [](Policy& p) { p.warn_days[2] = 367; });
  unfit("policy.stand-in", [](Policy& p) {
    p.stand_ins = {{"甲", "甲", first_day, last_day, {}}};
  });
  unfit("text.utf8", [](Policy& p) { p.name = "\xff"; });
  EXPECT_THAT(ledger.set_policy(for_a_week(), desk::administrator, Instant::max() - days(2)),
              refused("instant.range"));
  EXPECT_EQ(ledger.counters().events, 1U);
}
TEST_P(Policies, HoldForTheCommandsAfterThem) {
  Ledger ledger = open();
  const ItemId one = at(ledger, "verified"), other = at(ledger, "verified");
  must(ledger.close(one, {}, desk::coordinator));
  must(ledger.set_policy(for_a_week(), desk::administrator));
  EXPECT_THAT(ledger.close(other, {}, desk::coordinator), refused("notice.running"));
  *now += days(8);
  EXPECT_THAT(ledger.close(other, {}, desk::coordinator), accepted());
}
TEST_P(Policies, ChangeWhatTheRolesMay) {
  Ledger ledger = open();
  Policy policy = strict_policy();
  policy.roles.push_back("mayor");
  policy.permit("void", {"mayor"}).policy_roles = {"mayor"};
  const Actor mayor{.name = "市长", .unit = "市政府", .roles = {"mayor"}};
  const ItemId id = at(ledger, "found");
  EXPECT_THAT(ledger.void_item(id, {"错", {}}, mayor), refused("actor.unknown-role"));
  must(ledger.set_policy(policy, desk::administrator));
  EXPECT_THAT(ledger.void_item(id, {"错", {}}, desk::coordinator), refused("actor.role"));
  EXPECT_THAT(ledger.set_policy(policy, desk::administrator), refused("actor.role"));
  for (const auto& allowance : ledger.allowed(id, mayor))
    EXPECT_EQ(allowance.allowed && name(allowance.command) == "void",
              name(allowance.command) == "void");
  EXPECT_THAT(ledger.void_item(id, {"错", {}}, mayor), accepted());
  EXPECT_THAT(ledger.set_policy(strict_policy(), mayor), accepted());
  EXPECT_THAT(ledger.set_policy(policy, mayor), refused("actor.unknown-role"));
}
TEST_P(Policies, ThatLetNobodySetAnotherAreRefused) {
  Ledger ledger = open();
  Policy policy = strict_policy();
  policy.policy_roles.clear();
  EXPECT_THAT(ledger.set_policy(policy, desk::administrator), refused("policy.no-roles"));
  EXPECT_EQ(ledger.policy(), strict_policy());
}
TEST_F(PoliciesInAFile, HoldForAllWhoHaveItOpenAndAreReadAgain) {
  Ledger one = open(file());
  {
    Ledger other = open(file());
    const ItemId id = at(other, "verified");
    must(one.set_policy(for_a_week(), desk::administrator));
    EXPECT_THAT(other.close(id, {}, desk::coordinator), refused("notice.running"));
    EXPECT_EQ(other.policy(), for_a_week());
  }
  Ledger again = open(file(), {.policy = strict_policy()});  // of a new ledger only
  EXPECT_EQ(again.policy(), for_a_week());
  EXPECT_TRUE(again.check().whole);
}

}  // namespace
