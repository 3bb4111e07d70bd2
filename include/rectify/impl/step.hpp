// impl/step.hpp: one command on one item, through the machine.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/follow.hpp>
#include <rectify/impl/validate.hpp>
#include <rectify/machine.hpp>

#include <algorithm>
#include <bit>
#include <type_traits>

namespace rectify {

namespace detail {

// A guard's question and its answer, about the command that the facts hold.
template <class Guard, class C>
bool holds(const guards::Facts& facts) {
  if constexpr (requires { Guard::holds(facts); })
    return Guard::holds(facts);
  else
    return Guard::holds(*std::get_if<C>(&facts.command.body), facts);
}
template <class Guard, class C>
Refusal why(const guards::Facts& facts) {
  if constexpr (requires { Guard::why(facts); })
    return Guard::why(facts);
  else
    return Guard::why(*std::get_if<C>(&facts.command.body), facts);
}

// Answers the machine's guards from the facts, and keeps why the first of them said no.
struct Judge {
  const guards::Facts* facts = nullptr;
  Refusal (*first)(const guards::Facts&) = nullptr;

  template <class Guard, class C>
  bool holds(const C&) {
    if (detail::holds<Guard, C>(*facts)) return true;
    if (first == nullptr) first = why<Guard, C>;
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

// The region in which a command has its own rows; those in later regions go along with them.
inline std::size_t home_of(CommandKind kind) {
  std::size_t home = Machine::regions;
  for (const auto& row : Machine::table.rows)
    if (Machine::table.inputs[row.input] == name(kind))
      home = std::min<std::size_t>(home, Machine::table.states[row.from].region);
  return home;
}

// Why a command that no row takes from the item's state is refused: the state as far as it matters,
// and those that would do.
inline Refusal wrong_state(const guards::Facts& facts) {
  const auto home = home_of(facts.kind());
  const auto in_words = [&](std::string_view state) {
    return home == 0
               ? std::string(state)
               : std::string(ItemMachine<Judge>::region_names[home]).append(" ").append(state);
  };
  std::string now(name(facts.item.state.main)), from;
  const auto at = std::bit_cast<Machine::Configuration>(facts.item.state);
  for (const auto& state : Machine::table.states)
    if (home != 0 && state.region == home && state.place == at[home])
      now += ", " + in_words(state.name);
  for (const auto& state : Machine::table.states)
    for (const auto& row : Machine::table.rows)
      if (state.region == home && &Machine::table.states[row.from] == &state &&
          Machine::table.inputs[row.input] == name(facts.kind())) {
        from += (from.empty() ? "" : ", ") + in_words(state.name);
        break;
      }
  return refuse("state.wrong", "command", name(facts.kind()), {std::move(now), std::move(from)});
}

// An item's state as the machine moves it, region by region, in place: a copy that is written by
// the byte and read back whole would stall the processor for longer than the dispatch takes.
struct Regions {
  unsigned char* bytes;
  unsigned char& operator[](std::size_t region) { return bytes[region]; }
};

// Gives a command to the machine, a function for each kind of command, by its number: moves the
// state to where the command leads from it and gives nothing, or the reason of the first guard that
// said no.
using Why = Refusal (*)(const guards::Facts&);
using Give = bool (*)(Regions, const guards::Facts&, Why&);
template <class... C>
constexpr std::array<Give, sizeof...(C)> giving(mp::mp_list<C...>) {
  return {[](Regions at, const guards::Facts& facts, Why& why) {
    ItemMachine<Judge> machine;
    machine.judge.facts = &facts;
    const bool moved = Machine::process(at, *std::get_if<C>(&facts.command.body), machine);
    if (!moved) why = machine.judge.first != nullptr ? machine.judge.first : wrong_state;
    return moved;
  }...};
}
inline constexpr auto give = giving(mp::mp_rename<Body, mp::mp_list>{});

inline bool moves(ItemState& state, const guards::Facts& facts, Why& why) {
  const Regions at{reinterpret_cast<unsigned char*>(&state)};
  return give[facts.command.body.index()](at, facts, why);
}

// The same for an item that follows a host's machine. What every item takes goes through the item's
// own table too, but leaves the main region to the host's.
inline std::optional<Refusal> moves_with_host(const guards::Facts& facts, ItemState& next,
                                              std::optional<FlowState>& flow) {
  const CommandKind kind = facts.kind();
  const auto& body = facts.command.body;
  const bool reports = std::holds_alternative<Report>(body) && !facts.item.flow;
  if (reports && facts.context.flow == nullptr)
    return refuse("workflow.none", "report.workflow", std::get<Report>(body).workflow, {""});
  if (reports || (facts.item.flow && serves_all(kind))) {
    Why why = nullptr;
    if (!moves(next, facts, why)) return why(facts);
    if (reports) return follow(facts, next, flow);
    next.main = facts.item.state.main;
    return std::nullopt;
  }
  if (!facts.item.flow ||
      (!std::holds_alternative<Act>(body) && !std::holds_alternative<Migrate>(body)))
    return not_its(facts.item, kind, facts.context.flow);
  return follow(facts, next, flow);
}

// The deadline later by the time for which a hold stopped its clock, when that ends. Not of an item
// that goes back to the list: it has no deadline any more.
inline bool ends_stop(const Item& item, ItemState next) {
  return item.state.holding == Holding::on_hold && next.holding == Holding::running &&
         is_open(next) && next.main != Main::found && item.hold_stops_clock && item.held_since &&
         due(item);
}
inline std::optional<Deadline> after_hold(const guards::Facts& facts, ClockDays clock) {
  const Item& item = facts.item;
  if (facts.today <= *item.held_since) return std::nullopt;
  auto moved = with_left(*item.deadline, clock, *item.held_since, facts.today, facts.calendar());
  return moved.due == item.deadline->due ? std::nullopt : std::optional(std::move(moved));
}

}  // namespace detail

Result<ItemState> advance(const Item& item, const Command& command, const Context& context) {
  const guards::Facts facts(item, command, context);
  detail::Why why = nullptr;
  Result<ItemState> state(item.state);
  if (detail::follows(item, command.body)) {
    std::optional<FlowState> flow;
    if (auto no = detail::moves_with_host(facts, *state, flow)) state = *std::move(no);
  } else if (!detail::moves(*state, facts, why)) {
    state = why(facts);
  }
  return state;
}

Result<Event> step(const Item& item, Command command, const Context& context) {
  if (command.expected_version && *command.expected_version != item.version)
    return refuse("version.conflict", "expected_version", std::to_string(*command.expected_version),
                  {std::to_string(item.version)});
  if (auto no = detail::unfit_command(item, command, context)) return std::move(*no);
  const guards::Facts facts(item, command, context);
  ItemState next = item.state;
  std::optional<FlowState> flow;
  detail::Why why = nullptr;
  if (detail::follows(item, command.body)) {
    if (auto no = detail::moves_with_host(facts, next, flow)) return *std::move(no);
  } else if (!detail::moves(next, facts, why)) {
    return why(facts);
  }

  const auto& body = command.body;
  const Day today = facts.today;
  const auto& calendar = facts.calendar();
  const bool holds = std::holds_alternative<Hold>(body);
  const bool reckons = std::holds_alternative<Reckon>(body);
  std::optional<Deadline> deadline = facts.taken();
  std::optional<ClockDays> clock;
  if (std::holds_alternative<GrantExtension>(body) && item.extension) {
    deadline = reckon(item.extension->deadline, calendar);
  } else if (reckons) {
    deadline = reckon(*item.deadline, calendar);
  } else if (holds && context.policy.hold_stops_clock && due(item)) {
    clock = detail::clock_days(*item.deadline, today, calendar);
  } else if (!deadline && detail::ends_stop(item, next)) {
    clock = detail::clock_days(*item.deadline, *item.held_since, calendar);
    deadline = detail::after_hold(facts, *clock);
  }
  // A clock that is stopped starts anew with a deadline that comes into force.
  const bool anew = item.state.holding == Holding::on_hold && deadline && !reckons &&
                    !std::holds_alternative<RequestExtension>(body);
  std::int32_t level = 0, rung = 0;
  if (const auto* escalate = std::get_if<Escalate>(&body)) {
    level = guards::LevelRises::level(*escalate, facts);
  } else if (std::holds_alternative<Tick>(body) && next.timeliness == Timeliness::overdue) {
    if (const auto* step = detail::rung_reached(item, context.policy, calendar, today)) {
      level = std::max(item.escalation, step->level);
      rung = std::max(item.rung, step->working_days);
    }
  }

  return Event{.item = item.id != 0 ? item.id : command.item,
               .version = item.version + 1,
               .at = command.at.value_or(Instant{}),
               .actor = std::move(command.actor),
               .command_id = std::move(command.id),
               .state = next,
               .body = std::move(command.body),
               .deadline = std::move(deadline),
               .day = holds || anew ? std::optional(today) : std::nullopt,
               .hold_stops_clock = holds && context.policy.hold_stops_clock,
               .clock = clock,
               .escalation = level,
               .rung = rung,
               .flow = std::move(flow)};
}

std::optional<Day> next_tick(const Item& item, const Context& context) {
  if (!clock_runs(item)) return std::nullopt;
  const auto& calendar = detail::calendar_of(context);
  switch (item.state.timeliness) {
    case Timeliness::on_track: return detail::warning_day(item, context.policy, calendar);
    case Timeliness::due_soon: return *due(item) + days(1);
    default: break;
  }
  const auto* step = detail::next_rung(item, context.policy);
  if (step == nullptr) return std::nullopt;
  return calendar.add(*due(item), step->working_days);
}

WorkflowId item_workflow() {
  static const std::uint64_t fingerprint = detail::Machine::describe().fingerprint;
  return {ItemMachine<detail::Judge>::name, ItemMachine<detail::Judge>::version, fingerprint};
}

Description describe_item_machine() { return detail::Machine::describe(); }

}  // namespace rectify
