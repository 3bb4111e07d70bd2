// impl/follow.hpp: a command on an item that follows a host's machine. The host's table leads the
// main region; extension, hold and timeliness are those of every item.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow.hpp>

#include <rectify/impl/guards.hpp>
#include <rectify/impl/validate.hpp>

#include <algorithm>

namespace rectify::detail {

// The command concerns a host's machine.
inline bool follows(const Item& item, const Body& body) {
  if (item.flow || std::holds_alternative<Act>(body) || std::holds_alternative<Migrate>(body))
    return true;
  const auto* report = std::get_if<Report>(&body);
  return report != nullptr && !report->workflow.empty();
}
// What every item takes, whatever machine it follows.
inline bool serves_all(CommandKind kind) {
  constexpr std::array served{Reassign::name,       RequestExtension::name,
                              GrantExtension::name, DenyExtension::name,
                              Hold::name,           Resume::name,
                              Comment::name,        Attach::name,
                              Escalate::name,       ChangeSeverity::name,
                              LinkTo::name,         Correct::name,
                              Tick::name,           Reckon::name};
  return std::find(served.begin(), served.end(), name(kind)) != served.end();
}
inline Refusal not_its(const Item& item, CommandKind kind, const Flow* flow) {
  std::string its;
  for (std::size_t i = 0; i < command_kinds; ++i)
    if (const auto one = static_cast<CommandKind>(i);
        (serves_all(one) || !item.flow) && name(one) != Act::name && name(one) != Migrate::name &&
        name(one) != Tick::name && name(one) != Reckon::name)
      its.append(its.empty() ? "" : ", ").append(command_names[i]);
  if (item.flow && flow != nullptr) {
    std::vector<std::string> seen;
    for (const auto& row : flow->description().rows)
      if (std::find(seen.begin(), seen.end(), row.command) == seen.end()) {
        seen.push_back(row.command);
        its.append(", act ").append(row.command);
      }
  }
  return refuse("workflow.not-its", "command", name(kind),
                {item.flow ? item.flow->workflow : "item", its});
}
inline Refusal absent(const Item& item) {
  return refuse("workflow.absent", "item", std::to_string(item.id),
                {item.flow->workflow, std::to_string(item.flow->version)});
}

// The deadline that comes with states which the item enters, where the command brings none.
inline std::optional<Refusal> bring_term(const guards::Facts& facts, const Flow& flow,
                                         const std::vector<std::string>& states) {
  const std::vector<std::string> nowhere;
  const auto& former = facts.item.flow ? facts.item.flow->states : nowhere;
  const std::string_view words = flow.within(former, states);
  if (words.empty()) return std::nullopt;
  auto read = read_phrase(words, facts.today, reading_rules(facts.policy(), facts.calendar()));
  if (!read) return read.refusal();
  if (read->due && *read->due < facts.today)
    return refuse("deadline.past", "workflow.states.within", write_day(*read->due),
                  {write_day(facts.today)});
  facts.bring(*std::move(read));
  return std::nullopt;
}

// Where a command leads an item that follows a host's machine: its states there, and its own.
inline std::optional<Refusal> follow(const guards::Facts& facts, ItemState& next,
                                     std::optional<FlowState>& flow) {
  const Item& item = facts.item;
  const Body& body = facts.command.body;
  const Flow* machine = facts.context.flow;
  if (std::holds_alternative<Report>(body)) {
    flow = machine->initial();
    const auto& report = std::get<Report>(body);
    if (!report.supervisor.empty() && report.supervisor == report.owner.unit)
      return refuse("supervisor.is-owner", "report.supervisor", report.supervisor);
    if (auto no = bring_term(facts, *machine, flow->states)) return no;
  } else if (const auto* act = std::get_if<Act>(&body)) {
    if (machine == nullptr) return absent(item);
    if (!guards::RoleMay::holds(facts)) return guards::RoleMay::why(facts);
    auto states =
        machine->step(item.flow->states, {item, *act, facts.actor(), facts.today, facts.context});
    if (!states) return std::move(states).refusal();
    flow = FlowState{item.flow->workflow, item.flow->version, item.flow->fingerprint,
                     *std::move(states)};
    // Within a state a deadline is moved by an extension, which somebody else grants.
    if (!blank(act->deadline) && flow->states == item.flow->states && due(item))
      return refuse("workflow.deadline-stays", "act.deadline", act->deadline, {act->command});
    if (!blank(act->deadline)) {
      if (!guards::DeadlineAhead::holds(*act, facts))
        return guards::DeadlineAhead::why(*act, facts);
    } else if (auto no = bring_term(facts, *machine, flow->states)) {
      return no;
    }
    if (!guards::SupervisorElsewhere::holds(*act, facts))
      return guards::SupervisorElsewhere::why(*act, facts);
  } else {
    const auto& move = std::get<Migrate>(body);
    if (!may_set(facts.actor(), facts.policy()))
      return refuse("actor.role", "actor.roles", guards::join(facts.actor().roles),
                    {"migrate", guards::join(facts.policy().policy_roles)});
    if (!is_open(item.state))
      return refuse("state.wrong", "command", Migrate::name,
                    {std::string(name(item.state.main)), "open"});
    if (machine == nullptr || machine->description().name != item.flow->workflow ||
        move.fingerprint == item.flow->fingerprint)
      return refuse("workflow.none", "migrate.fingerprint", std::to_string(move.fingerprint),
                    {item.flow->workflow});
    if (auto no = machine->unfit(move.states)) return no;
    const auto& d = machine->description();
    flow = FlowState{d.name, d.version, d.fingerprint, move.states};
  }
  next.main = machine->counts_as(flow->states);
  // As in the item's own machine: what isn't in hand any more has no request and no hold, and a
  // deadline that comes into force has its whole time before it.
  // A migration leaves both, so that it can be taken back.
  const bool moved = std::holds_alternative<Migrate>(body);
  if (moved ? next.main == Main::closed : !is_in_hand(next))
    next.extension = Extension::none, next.holding = Holding::running;
  if (facts.brings()) next.extension = Extension::none, next.timeliness = Timeliness::on_track;
  if (next.main == Main::found && !moved) next.timeliness = Timeliness::on_track;
  return std::nullopt;
}

}  // namespace rectify::detail
