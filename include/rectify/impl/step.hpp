// impl/step.hpp: one command on one item, through the machine.
// SPDX-License-Identifier: BSL-1.0
#pragma once

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

// The deadline that a command brings, in the words it came with.
template <class C>
std::optional<Deadline> brought_by(const guards::Facts& facts) {
  const auto* c = std::get_if<C>(&facts.command.body);
  if (c == nullptr) return std::nullopt;
  std::string_view phrase = c->phrase;
  if constexpr (std::is_same_v<C, Assign>)
    if (phrase.empty()) phrase = facts.item.phrase;
  auto read = read_deadline(c->deadline, facts.reference(*c), phrase);
  return read ? std::optional(*std::move(read)) : std::nullopt;
}
inline std::optional<Deadline> brought(const guards::Facts& facts) {
  if (auto deadline = brought_by<Assign>(facts)) return deadline;
  if (auto deadline = brought_by<Reassign>(facts)) return deadline;
  if (auto deadline = brought_by<Reopen>(facts)) return deadline;
  return brought_by<RequestExtension>(facts);
}

// The deadline later by the days for which a hold stopped its clock, when that ends. Not of an item
// that goes back to the list: it has no deadline any more.
inline std::optional<Deadline> after_hold(const Item& item, ItemState next, Day today) {
  const bool ends = item.state.holding == Holding::on_hold && next.holding == Holding::running &&
                    is_open(next) && next.main != Main::found;
  if (!ends || !item.hold_stops_clock || !item.held_since || !item.deadline) return std::nullopt;
  if (today <= *item.held_since) return std::nullopt;
  Deadline moved = *item.deadline;
  moved.due = std::min(moved.due + (today - *item.held_since), last_day);
  return moved;
}

}  // namespace detail

Result<ItemState> advance(const Item& item, const Command& command, const Context& context) {
  const guards::Facts facts(item, command, context);
  detail::Why why = nullptr;
  Result<ItemState> state(item.state);
  if (!detail::moves(*state, facts, why)) state = why(facts);
  return state;
}

Result<Event> step(const Item& item, Command command, const Context& context) {
  if (command.expected_version && *command.expected_version != item.version)
    return refuse("version.conflict", "expected_version", std::to_string(*command.expected_version),
                  {std::to_string(item.version)});
  if (auto no = detail::unfit_command(item, command, context)) return std::move(*no);
  const guards::Facts facts(item, command, context);
  ItemState next = item.state;
  detail::Why why = nullptr;
  if (!detail::moves(next, facts, why)) return why(facts);

  const auto& body = command.body;
  const Day today = facts.today;
  std::optional<Deadline> deadline;
  if (std::holds_alternative<GrantExtension>(body) && item.extension)
    deadline = item.extension->deadline;
  else if (deadline = detail::brought(facts); !deadline)
    deadline = detail::after_hold(item, next, today);
  // A clock that is stopped starts anew with a deadline that comes into force.
  const bool holds = std::holds_alternative<Hold>(body);
  const bool anew = item.state.holding == Holding::on_hold && deadline &&
                    !std::holds_alternative<RequestExtension>(body);
  const auto* escalate = std::get_if<Escalate>(&body);
  const auto level = escalate != nullptr ? guards::LevelRises::level(*escalate, facts) : 0;

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
               .escalation = level};
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
