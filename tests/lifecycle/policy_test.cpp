// policy_test.cpp: the strict default, and what makes a policy unfit.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/policy.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;

namespace {

// "command: roles", for each command that isn't everybody's or the owner's alone.
std::string permissions(const Policy& policy) {
  std::string all;
  for (std::size_t i = 0; i < command_kinds; ++i) {
    if (policy.permitted[i].empty()) continue;
    all += std::string(command_names[i]) + ":";
    for (const auto& role : policy.permitted[i]) all += " " + role;
    all += "\n";
  }
  return all;
}
std::string wrong(const Policy& policy) {
  const auto no = check(policy);
  return no ? no->code + " " + no->field : "fit";
}

TEST(StrictPolicy, IsFit) { EXPECT_EQ(wrong(strict_policy()), "fit"); }
TEST(StrictPolicy, SaysWhoMayGiveWhat) {
  EXPECT_EQ(permissions(strict_policy()),
            "report: clerk coordinator verifier administrator\n"
            "assign: coordinator administrator\n"
            "void: coordinator administrator\n"
            "merge: coordinator administrator\n"
            "reassign: coordinator administrator\n"
            "verify: verifier\n"
            "reject: verifier\n"
            "close: coordinator administrator\n"
            "reopen: coordinator verifier administrator\n"
            "grant-extension: coordinator administrator\n"
            "deny-extension: coordinator administrator\n"
            "hold: coordinator administrator\n"
            "resume: coordinator administrator\n"
            "escalate: coordinator verifier administrator\n"
            "change-severity: coordinator verifier administrator\n"
            "link: clerk coordinator verifier administrator\n"
            "correct: administrator\n");
}
TEST(StrictPolicy, HasTheseNumbers) {
  const Policy p = strict_policy();
  EXPECT_EQ(p.evidence_needed, 1);
  EXPECT_EQ(p.notice_days, 0);
  EXPECT_EQ(p.extension_limit, 2);
  EXPECT_EQ(p.warn_days, (std::array<std::int32_t, 4>{3, 5, 7, 10}));
  EXPECT_EQ(p.immediate_days, 0);
  EXPECT_EQ(p.review_months, 0);
  EXPECT_FALSE(p.roll_off_holidays);
  EXPECT_EQ(p.reopening, Reopening::given);
  EXPECT_EQ(p.escalation, (std::vector<EscalationStep>{{1, 1, {}}, {5, 2, {}}, {15, 3, {}}}));
  EXPECT_TRUE(p.hold_stops_clock);
  EXPECT_FALSE(p.outcome_needed);
}

TEST(Policy, ReadsPhrasesByNumbersInTheirRange) {
  Policy p = strict_policy();
  p.immediate_days = -1;
  EXPECT_EQ(wrong(p), "policy.range policy.immediate_days");
  p.immediate_days = 367;
  EXPECT_EQ(wrong(p), "policy.range policy.immediate_days");
  p.immediate_days.reset();
  p.review_months = 121;
  EXPECT_EQ(wrong(p), "policy.range policy.review_months");
}
TEST(Policy, HasALadderThatRises) {
  const auto with = [](std::vector<EscalationStep> ladder) {
    Policy p = strict_policy();
    p.escalation = std::move(ladder);
    return wrong(p);
  };
  EXPECT_EQ(with({}), "fit");
  EXPECT_EQ(with({{10, 2, {}}}), "fit");
  EXPECT_EQ(with({{0, 1, {}}}), "policy.range policy.escalation.working_days");
  EXPECT_EQ(with({{367, 1, {}}}), "policy.range policy.escalation.working_days");
  EXPECT_EQ(with({{1, 0, {}}}), "policy.range policy.escalation.level");
  EXPECT_EQ(with({{1, 4, {}}}), "policy.range policy.escalation.level");
  EXPECT_EQ(with({{5, 1, {}}, {5, 2, {}}}), "policy.ladder policy.escalation");
  EXPECT_EQ(with({{1, 2, {}}, {5, 2, {}}}), "policy.ladder policy.escalation");
}

TEST(Policy, PermitsByTheCommandsName) {
  Policy p = strict_policy();
  p.permit("close", {"verifier"});
  EXPECT_NE(permissions(p).find("close: verifier\n"), std::string::npos);
  EXPECT_THROW(p.permit("clsoe", {}), std::out_of_range);
}
TEST(Policy, NamesOnlyRolesThatItHas) {
  Policy p = strict_policy();
  p.permit("close", {"mayor"});
  EXPECT_EQ(wrong(p), "policy.unknown-role policy.permissions.close");
  p.roles.push_back("mayor");
  EXPECT_EQ(wrong(p), "fit");
  p.policy_roles = {"king"};
  EXPECT_EQ(wrong(p), "policy.unknown-role policy.policy_roles");
}
TEST(Policy, LeavesSomebodyWhoMaySetAnother) {
  Policy p = strict_policy();
  p.policy_roles.clear();
  EXPECT_EQ(wrong(p), "policy.no-roles policy.policy_roles");
  EXPECT_EQ(wrong(Policy{.name = "ours", .notice_days = 7}), "policy.no-roles policy.policy_roles");
}
TEST(Policy, KeepsItsNumbersInRange) {
  const auto with = [](auto Policy::*field, std::int32_t n) {
    Policy p = strict_policy();
    p.*field = n;
    return wrong(p);
  };
  EXPECT_EQ(with(&Policy::evidence_needed, -1), "policy.range policy.evidence_needed");
  EXPECT_EQ(with(&Policy::evidence_needed, 101), "policy.range policy.evidence_needed");
  EXPECT_EQ(with(&Policy::evidence_needed, 0), "fit");
  EXPECT_EQ(with(&Policy::notice_days, 367), "policy.range policy.notice_days");
  EXPECT_EQ(with(&Policy::notice_days, 366), "fit");
  EXPECT_EQ(with(&Policy::extension_limit, 101), "policy.range policy.extension_limit");
  EXPECT_EQ(with(&Policy::extension_limit, 100), "fit");
  Policy p = strict_policy();
  p.warn_days[2] = -1;
  EXPECT_EQ(wrong(p), "policy.range policy.warn_days");
}
TEST(Policy, GrantsStandInsToPeopleForAPeriod) {
  const auto with = [](StandIn stand_in) {
    Policy p = strict_policy();
    p.stand_ins = {std::move(stand_in)};
    return wrong(p);
  };
  const Day from = day(2018, 7, 1), to = day(2018, 7, 14);
  EXPECT_EQ(with({"李芳", "周明远", from, to, {}}), "fit");
  EXPECT_EQ(with({"李芳", "周明远", from, from, {}}), "fit");
  EXPECT_EQ(with({"李芳", "周明远", to, from, {}}), "policy.stand-in policy.stand_ins");
  EXPECT_EQ(with({"李芳", "李芳", from, to, {}}), "policy.stand-in policy.stand_ins");
  EXPECT_EQ(with({"", "周明远", from, to, {}}), "policy.stand-in policy.stand_ins");
  EXPECT_EQ(with({"李芳", " ", from, to, {}}), "policy.stand-in policy.stand_ins");
  EXPECT_EQ(with({"李芳", "周明远", Day::min(), to, {}}), "policy.stand-in policy.stand_ins");
  EXPECT_EQ(with({"李芳\n", "周明远", from, to, {}}), "text.control policy.stand_ins.name");
}
TEST(Policy, HasFitTexts) {
  Policy p = strict_policy();
  p.name = "\xff";
  EXPECT_EQ(wrong(p), "text.utf8 policy.name");
  p = strict_policy();
  p.roles.push_back("a\tb");
  EXPECT_EQ(wrong(p), "text.control policy.roles");
  p = strict_policy();
  p.roles.push_back(" ");
  EXPECT_EQ(wrong(p), "policy.range policy.roles");
  p.roles.assign(limits::list + 1, "clerk");
  EXPECT_EQ(wrong(p), "text.too-many policy");
}

}  // namespace
