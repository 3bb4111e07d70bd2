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

// One step of the ladder on which an overdue item is escalated by the clock.
struct EscalationStep {
  std::int32_t working_days = 1;  // overdue: 1 is the first working day after the due day; to 366
  std::int32_t level = 1;         // 1 催办, 2 督办, 3 挂牌督办
  Unknown unknown{};
  friend bool operator==(const EscalationStep&, const EscalationStep&) = default;
};

// What becomes of the deadline when a struck-off item is reopened without a new one.
enum class Reopening : std::uint8_t {
  given,      // nothing: it must be given one
  restarted,  // the same time again, from the day of reopening
  continued   // the days that were left when it was verified
};
inline constexpr std::array<std::string_view, 3> reopening_names{"given", "restarted", "continued"};
constexpr std::string_view name(Reopening r) {
  return reopening_names[static_cast<std::size_t>(r)];
}

struct Policy {
  std::string name = "strict";
  std::vector<std::string> roles{};  // all that there are; a command by another is refused
  // Which roles may give a command; empty: everybody. Commands that belong to the owner (decline,
  // start, progress, submit, recall, request-extension) are theirs alone, and migrate is that of
  // policy_roles: an entry for one of them changes nothing.
  std::array<std::vector<std::string>, command_kinds> permitted{};
  std::int32_t evidence_needed = 1;  // pieces, before submit and fix-at-once; 0 to 100
  std::int32_t notice_days = 0;      // between verified and closed; 0: no public notice
  bool outcome_needed = false;       // close wants a linked outcome
  std::int32_t extension_limit = 2;  // granted extensions an item; 0 to 100
  // Working days before the due day, by severity; 0: on the day itself. 0 to 366.
  std::array<std::int32_t, 4> warn_days{3, 5, 7, 10};
  bool hold_stops_clock = true;
  Reopening reopening = Reopening::given;
  std::vector<EscalationStep>
      escalation{};  // both numbers rise; empty: nobody is escalated by itself
  // How phrases are read (phrase.hpp):
  std::optional<std::int32_t> immediate_days =
      0;                           // 立行立改 is due so many working days after; 0: that
                                   // day or the next working day; none: no due day
  bool roll_off_holidays = false;  // a count of calendar days gives way to the next working day
  std::int32_t review_months = 0;  // of 长期坚持 that doesn't say; 0: none. To 120
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

// How phrases are read under a policy, on a calendar that outlives the rules (phrase.hpp).
struct ReadingRules;
RECTIFY_API ReadingRules reading_rules(const Policy&, const WorkCalendar&);

// What is wrong with a policy, if anything: policy.unknown-role, policy.range, policy.ladder,
// policy.stand-in, text.*.
RECTIFY_API std::optional<Refusal> check(const Policy&);

}  // namespace rectify
