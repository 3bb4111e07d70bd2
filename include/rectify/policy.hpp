// policy.hpp: what an office decides about its lists, as data.
//
//     Policy policy = strict_policy();
//     policy.notice_days = 7;                         // 公示 for a week before striking off
//     policy.permit("close", {"coordinator"});
//     policy.stand_ins.push_back({"李芳", "周明远", day(2018, 7, 1), day(2018, 7, 14), {}});
//     std::optional<Refusal> flaw = check(policy);    // unknown roles, negative days …
//
// The machine's own rules (separation of duties above all) hold under every policy. Values; any
// thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/command.hpp>

namespace rectify {

// During a period somebody acts for somebody else; both are checked and both are recorded.
struct StandIn {
  std::string name{};      // who acts
  std::string for_name{};  // for whom
  Day from{}, to{};        // both included
  Unknown unknown{};
  friend bool operator==(const StandIn&, const StandIn&) = default;
};

struct Policy {
  std::string name = "strict";
  std::vector<std::string> roles{};  // all that there are; a command by another is refused
  // Which roles may give a command; empty: everybody. Commands that belong to the owner (decline,
  // start, progress, submit, recall, request-extension) are theirs alone and have no entry.
  std::array<std::vector<std::string>, command_kinds> permitted{};
  std::int32_t evidence_needed = 1;  // pieces, before submit and fix-at-once; 0 to 100
  std::int32_t notice_days = 0;      // between verified and closed; 0: no public notice
  bool outcome_needed = false;       // close wants a linked outcome
  std::int32_t extension_limit = 2;  // granted extensions an item; 0 to 100
  std::array<std::int32_t, 4> warn_days{3, 5, 7,
                                        10};  // calendar days before the due day, by severity
  bool hold_stops_clock = true;
  std::vector<std::string> policy_roles{};  // who may set another policy; none: nobody
  std::vector<StandIn> stand_ins{};
  Unknown unknown{};

  // The roles for a command by its name; an unknown name is a bug of the caller
  // (std::out_of_range).
  RECTIFY_API Policy& permit(std::string_view command, std::vector<std::string> may);

  friend bool operator==(const Policy&, const Policy&) = default;
};

// The default: roles clerk, coordinator, verifier, administrator; each command by those whose work
// it is. docs/policy.md shows it whole.
RECTIFY_API Policy strict_policy();

// What is wrong with a policy, if anything: policy.unknown-role, policy.range, policy.stand-in,
// text.*.
RECTIFY_API std::optional<Refusal> check(const Policy&);

}  // namespace rectify
