// impl/policy.hpp: the strict default, and what makes a policy unfit.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>
#include <rectify/policy.hpp>

#include <rectify/impl/text.hpp>

#include <algorithm>

namespace rectify {

Policy& Policy::permit(std::string_view command, std::vector<std::string> may) {
  for (std::size_t i = 0; i < command_kinds; ++i)
    if (command_names[i] == command) return permitted[i] = std::move(may), *this;
  throw std::out_of_range("Policy::permit: no command is called " + std::string(command));
}

Policy strict_policy() {
  Policy p;
  p.roles = {"clerk", "coordinator", "verifier", "administrator"};
  const std::vector<std::string> registrars{"clerk", "coordinator", "verifier", "administrator"};
  const std::vector<std::string> coordinators{"coordinator", "administrator"};
  const std::vector<std::string> verifiers{"verifier"};
  const std::vector<std::string> watchers{"coordinator", "verifier", "administrator"};
  p.permit("report", registrars);
  for (const auto* command : {"assign", "void", "merge", "reassign", "close", "grant-extension",
                              "deny-extension", "hold", "resume"})
    p.permit(command, coordinators);
  p.permit("verify", verifiers).permit("reject", verifiers);
  for (const auto* command : {"reopen", "escalate", "change-severity"}) p.permit(command, watchers);
  p.permit("link", registrars);
  p.permit("correct", {"administrator"});
  p.policy_roles = {"administrator"};
  p.escalation = {{1, 1, {}}, {5, 2, {}}, {15, 3, {}}};
  return p;
}

ReadingRules reading_rules(const Policy& policy, const WorkCalendar& calendar) {
  return {&calendar, policy.immediate_days, policy.roll_off_holidays, policy.review_months};
}

std::optional<Refusal> check(const Policy& p) {
  const auto fits = [](std::string_view text, std::string_view field) {
    return detail::unfit(text, field, limits::name, detail::Lines::one);
  };
  if (auto no = fits(p.name, "policy.name")) return no;
  if (p.roles.size() > limits::list || p.stand_ins.size() > limits::whole_list)
    return refuse("text.too-many", "policy", std::to_string(p.roles.size()),
                  {std::to_string(limits::list)});
  for (const auto& role : p.roles) {
    if (auto no = fits(role, "policy.roles")) return no;
    if (detail::blank(role)) return refuse("policy.range", "policy.roles", role, {"1", "200"});
  }
  if (p.policy_roles.empty()) return refuse("policy.no-roles", "policy.policy_roles", p.name);
  const auto known = [&](const std::vector<std::string>& roles,
                         std::string_view field) -> std::optional<Refusal> {
    for (const auto& role : roles) {
      if (std::find(p.roles.begin(), p.roles.end(), role) != p.roles.end()) continue;
      std::string all;
      for (const auto& r : p.roles) all += (all.empty() ? "" : ", ") + r;
      return refuse("policy.unknown-role", field, role, {all});
    }
    return std::nullopt;
  };
  for (std::size_t i = 0; i < command_kinds; ++i)
    if (auto no = known(p.permitted[i], "policy.permissions." + std::string(command_names[i])))
      return no;
  if (auto no = known(p.policy_roles, "policy.policy_roles")) return no;
  const auto between = [](std::int32_t n, std::int32_t low, std::int32_t high,
                          std::string_view field) -> std::optional<Refusal> {
    if (n >= low && n <= high) return std::nullopt;
    return refuse("policy.range", field, std::to_string(n),
                  {std::to_string(low), std::to_string(high)});
  };
  if (auto no = between(p.evidence_needed, 0, 100, "policy.evidence_needed")) return no;
  if (auto no = between(p.notice_days, 0, 366, "policy.notice_days")) return no;
  if (auto no = between(p.extension_limit, 0, 100, "policy.extension_limit")) return no;
  for (const auto warn : p.warn_days)
    if (auto no = between(warn, 0, 366, "policy.warn_days")) return no;
  if (auto no = between(p.immediate_days.value_or(0), 0, 366, "policy.immediate_days")) return no;
  if (auto no = between(p.review_months, 0, 120, "policy.review_months")) return no;
  EscalationStep former{0, 0, {}};
  for (const auto& step : p.escalation) {
    if (auto no = between(step.working_days, 1, 366, "policy.escalation.working_days")) return no;
    if (auto no = between(step.level, 1, 3, "policy.escalation.level")) return no;
    if (step.working_days <= former.working_days || step.level <= former.level)
      return refuse("policy.ladder", "policy.escalation", std::to_string(step.working_days),
                    {std::to_string(former.working_days), std::to_string(former.level)});
    former = step;
  }
  for (const auto& s : p.stand_ins) {
    if (auto no = fits(s.name, "policy.stand_ins.name")) return no;
    if (auto no = fits(s.for_name, "policy.stand_ins.for_name")) return no;
    const bool period = first_day <= s.from && s.from <= s.to && s.to <= last_day;
    if (detail::blank(s.name) || detail::blank(s.for_name) || s.name == s.for_name || !period)
      return refuse("policy.stand-in", "policy.stand_ins", s.name + " → " + s.for_name);
  }
  return std::nullopt;
}

}  // namespace rectify
