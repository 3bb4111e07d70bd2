// impl/step.hpp: one command on one item, through the machine.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/validate.hpp>
#include <rectify/machine.hpp>

#include <bit>
#include <type_traits>

namespace rectify {

namespace detail {

// Answers the machine's guards from the facts, and keeps why the first of them said no.
struct Judge {
  using Why = Refusal (*)(const guards::Facts&);
  const guards::Facts* facts = nullptr;
  Why first = nullptr;

  template <class Guard, class C>
  bool holds(const C& c) {
    if (Guard::holds(c, *facts)) return true;
    if (first == nullptr)
      first = [](const guards::Facts& f) { return Guard::why(std::get<C>(f.command.body), f); };
    return false;
  }
};

using Machine = Workflow<ItemMachine<Judge>>;
static_assert(Machine::flaw().first == Flaw::none);
static_assert(sizeof(ItemState) == sizeof(Machine::Configuration));
// The enumerators of item.hpp count as the machine's table does.
static_assert(Machine::index_of<machine::Working> == static_cast<int>(Main::working) &&
              Machine::index_of<machine::Submitted> == static_cast<int>(Main::submitted) &&
              Machine::index_of<machine::Closed> == static_cast<int>(Main::closed) &&
              Machine::index_of<machine::OnHold> == static_cast<int>(Holding::on_hold) &&
              Machine::index_of<machine::Overdue> == static_cast<int>(Timeliness::overdue));

// The states, in words, from which a command may be given.
template <class C>
std::string sources() {
  std::string all;
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, Machine::Rows>>([&](auto r) {
    using Row = typename decltype(r)::type;
    if constexpr (std::is_same_v<typename Row::Evt, C>) {
      const auto from = Row::Source::name;
      const bool main = Machine::region_of<typename Row::Source> == 0;
      const bool first = all.empty();
      if ((main || first) && all.find(from) == std::string::npos)
        all += (first ? "" : ", ") + std::string(main ? "" : "(region) ") + std::string(from);
    }
  });
  return all;
}

// Where the item's state goes, or the refusal. `facts.command` holds the body that is visited.
inline std::optional<Refusal> move(ItemState& state, const guards::Facts& facts) {
  return std::visit(
      [&]<class C>(const C& c) -> std::optional<Refusal> {
        auto at = std::bit_cast<Machine::Configuration>(state);
        ItemMachine<Judge> machine;
        machine.judge.facts = &facts;
        if (Machine::process(at, c, machine)) {
          state = std::bit_cast<ItemState>(at);
          return std::nullopt;
        }
        if (machine.judge.first != nullptr) return machine.judge.first(facts);
        return guards::wrong_state(facts, sources<C>());
      },
      facts.command.body);
}

// The days that a hold has stopped the clock, once it ends.
inline std::optional<Deadline> after_hold(const Item& item, ItemState next, Day today) {
  const bool ends =
      item.state.holding == Holding::on_hold && next.holding == Holding::running && is_open(next);
  if (!ends || !item.hold_stops_clock || !item.held_since || !item.deadline) return std::nullopt;
  if (today <= *item.held_since) return std::nullopt;
  Deadline moved = *item.deadline;
  moved.due += today - *item.held_since;
  return moved;
}

}  // namespace detail

Result<ItemState> advance(const Item& item, const Command& command, const Context& context) {
  const guards::Facts facts(item, command, context);
  ItemState state = item.state;
  if (auto no = detail::move(state, facts)) return std::move(*no);
  return state;
}

Result<Event> step(const Item& item, Command command, const Context& context) {
  if (command.expected_version && *command.expected_version != item.version)
    return refuse("version.conflict", "expected_version", std::to_string(*command.expected_version),
                  {std::to_string(item.version)});
  if (auto no = detail::unfit_command(item, command, context)) return std::move(*no);
  const guards::Facts facts(item, command, context);
  Event event;
  event.state = item.state;
  if (auto no = detail::move(event.state, facts)) return std::move(*no);

  const Day today = facts.today;
  event.deadline = detail::after_hold(item, event.state, today);
  if (facts.read && *facts.read) event.deadline = *std::move(*facts.read);
  if (std::holds_alternative<GrantExtension>(command.body) && item.extension)
    event.deadline = item.extension->deadline;
  if (std::holds_alternative<Hold>(command.body)) {
    event.hold_stops_clock = context.policy.hold_stops_clock;
    event.day = today;
  }
  if (event.deadline && item.state.holding == Holding::on_hold) event.day = today;
  if (const auto* escalate = std::get_if<Escalate>(&command.body))
    event.escalation = guards::LevelRises::level(*escalate, facts);

  event.item = item.id != 0 ? item.id : command.item;
  event.version = item.version + 1;
  event.at = command.at.value_or(Instant{});
  event.actor = std::move(command.actor);
  event.command_id = std::move(command.id);
  event.body = std::move(command.body);
  return event;
}

std::optional<Day> next_tick(const Item& item, const Policy& policy) {
  if (!clock_runs(item)) return std::nullopt;
  switch (item.state.timeliness) {
    case Timeliness::on_track:
      return item.deadline->due - days(policy.warn_days[static_cast<std::size_t>(item.severity)]);
    case Timeliness::due_soon: return item.deadline->due + days(1);
    default: return std::nullopt;
  }
}

WorkflowId item_workflow() {
  static const std::uint64_t fingerprint = detail::Machine::describe().fingerprint;
  return {ItemMachine<detail::Judge>::name, ItemMachine<detail::Judge>::version, fingerprint};
}

Description describe_item_machine() { return detail::Machine::describe(); }

}  // namespace rectify
