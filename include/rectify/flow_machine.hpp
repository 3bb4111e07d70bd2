// flow_machine.hpp: a host's Boost.MSM front-end as a machine that a ledger runs.
//
//     struct Leave : FlowMachine<Leave> {
//       static constexpr std::string_view name = "leave";
//       static constexpr std::uint32_t version = 1;
//       struct Draft : FlowStep { … name = "draft"; };
//       using initial_state = Draft;
//       using transition_table = mp::mp_list<
//           front::Row<Draft, Apply, Asked, front::none, guards::All<Standard<"field-given", "days">>>, …>;
//     };
//     ledger.define(flow_of<Leave>(), administrator);
//
// What workflow.hpp wants of a front-end holds here; states are FlowSteps, events have a name and
// are default-made or made from an Act, guards are AskedHere: the host's own, Standard<…> and Not<…>.
// The same object is run by MSM's own back-end, as a test does. Includes MSM's front-end: for the
// one file in which the machine stands.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/flow_body.hpp>
#include <rectify/impl/guards.hpp>
#include <rectify/workflow.hpp>

namespace rectify {

// A state: `name`; optionally `is_final`, `counts_as` (a Main: what it is counted and lighted as;
// else working, or closed if it is final), `within` (the phrase of the deadline that comes with it).
struct FlowStep : front::state<> {};

// The base of a guard, which has `name` and `static bool holds(const Ask&)`; optionally
// `static Refusal why(const Ask&)`, `of_data` (it asks about what the command brings) and
// `excludes`.
template <class Guard>
struct AskedHere {
  template <class Event, class Fsm, class Source, class Target>
  bool operator()(const Event& event, Fsm& fsm, Source&, Target&) const {
    return fsm.judge.template holds<Guard>(event);
  }
};

namespace detail {

template <std::size_t N>
struct Word {
  char text[N]{};
  constexpr Word(const char (&word)[N]) {  // NOLINT(google-explicit-constructor): stands for it
    for (std::size_t i = 0; i < N; ++i) text[i] = word[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

// "role(manager, director)"
template <Word Name, Word... Args>
inline constexpr auto guard_text = [] {
  std::array<char, Name.view().size() + (0 + ... + (Args.view().size() + 2)) + 2> text{};
  std::size_t at = 0;
  const auto put = [&](std::string_view word) {
    for (const char c : word) text[at++] = c;
  };
  put(Name.view());
  std::size_t n = 0;
  ((put(n++ == 0 ? "(" : ", "), put(Args.view())), ...);
  if (n > 0) put(")");
  return text;
}();

// Answers a front-end's guards from what is asked, and keeps why the first of them said no.
struct FlowJudge {
  const Ask* ask = nullptr;
  Refusal (*first)(const Ask&) = nullptr;
  template <class Guard, class Event>
  bool holds(const Event&);
};

template <class Guard>
Refusal why_of(const Ask& ask) {
  if constexpr (requires { Guard::why(ask); })
    return Guard::why(ask);
  else
    return refuse(
        "workflow.guard-says-no", "act.command", ask.act.command,
        {std::string(Guard::name), ask.item.flow ? ask.item.flow->workflow : std::string()});
}
template <class Guard, class Event>
bool FlowJudge::holds(const Event&) {
  if (Guard::holds(*ask)) return true;
  if (first == nullptr) first = why_of<Guard>;
  return false;
}

template <class Guard>
constexpr bool of_data() {
  if constexpr (requires { Guard::of_data; }) return Guard::of_data;
  return false;
}
template <class... Guard>
std::vector<FlowRowGuard> row_guards(mp::mp_list<Guard...>) {
  std::vector<FlowRowGuard> all;
  (all.push_back({std::string(Guard::name),
                  [](const Ask& ask, const FlowGuard::Args&) { return Guard::holds(ask); },
                  [](const Ask& ask, const FlowGuard::Args&) { return why_of<Guard>(ask); },
                  {},
                  false,
                  of_data<Guard>(),
                  {},
                  {names_in<decltype(excluded_by<Guard>())>.begin(),
                   names_in<decltype(excluded_by<Guard>())>.end()}}),
   ...);
  return all;
}

template <class Event>
Event event_of(const Act& act) {
  if constexpr (std::is_constructible_v<Event, const Act&>)
    return Event(act);
  else
    return Event{};
}

template <class FrontEnd>
Result<std::vector<std::string>> moved(const Flow::Body& body,
                                       const std::vector<std::string>& states, std::size_t input,
                                       const Ask& ask) {
  using Machine = Workflow<FrontEnd>;
  typename Machine::Configuration at{};
  for (std::size_t region = 0; region < at.size(); ++region) {
    bool known = false;
    for (const auto& state : Machine::table.states)
      if (region < states.size() && state.region == region && state.name == states[region])
        at[region] = state.place, known = true;
    if (!known) return no_row(body, states, ask.act.command);
  }
  FrontEnd machine;
  machine.judge.ask = &ask;
  bool fired = false;
  mp::mp_with_index<mp::mp_size<typename Machine::Inputs>::value>(input, [&](auto place) {
    using Event = mp::mp_at<typename Machine::Inputs, decltype(place)>;
    fired = Machine::process(at, event_of<Event>(ask.act), machine);
  });
  if (fired) return Machine::names(at);
  return machine.judge.first != nullptr ? machine.judge.first(ask)
                                        : no_row(body, states, ask.act.command);
}

template <class... State>
void describe_steps(Description& d, mp::mp_list<State...>) {
  std::size_t i = 0;
  const auto one = [&]<class S>(const S&) {
    if constexpr (requires { S::counts_as; }) d.states[i].counts_as = name(S::counts_as);
    if constexpr (requires { S::within; }) d.states[i].within = S::within;
    ++i;
  };
  (one(State{}), ...);
}

}  // namespace detail

// One of standard_guards(), with its arguments: Standard<"role", "manager", "director">.
template <detail::Word Name, detail::Word... Args>
struct Standard : AskedHere<Standard<Name, Args...>> {
  static constexpr std::string_view name{detail::guard_text<Name, Args...>.data()};
  static bool holds(const Ask& ask) { return kept().holds(ask, kept().args); }
  static Refusal why(const Ask& ask) { return kept().why(ask, kept().args); }
  static constexpr bool of_data = Name.view().ends_with("-given") ||
                                  Name.view().starts_with("field-") || Name.view() == "owner-named";

 private:
  static const detail::FlowRowGuard& kept() {
    static const detail::FlowRowGuard guard = detail::standard_guard(name);
    return guard;
  }
};

// Holds where another guard doesn't.
template <class Guard>
struct Not : AskedHere<Not<Guard>> {
  static constexpr auto text = [] {
    std::array<char, Guard::name.size() + 5> text{'n', 'o', 't', ' '};
    for (std::size_t i = 0; i < Guard::name.size(); ++i) text[i + 4] = Guard::name[i];
    return text;
  }();
  static constexpr std::string_view name{text.data()};
  using excludes = mp::mp_list<Guard>;
  static bool holds(const Ask& ask) { return !Guard::holds(ask); }
};

template <class FrontEnd>
struct FlowMachine : front::state_machine_def<FrontEnd> {
  detail::FlowJudge judge{};

  // A command that no row takes is refused; MSM's own default would stop the program.
  template <class Fsm, class Event>
  void no_transition(const Event&, Fsm&, int) {}
};

// The front-end as a machine that a ledger runs. Throws Refused where its names are unfit; what is
// wrong with its table doesn't compile.
template <class FrontEnd>
Flow flow_of() {
  using Machine = Workflow<FrontEnd>;
  static_assert(Machine::flaw().first == Flaw::none,
                "the table has a state that is unreachable, a dead end or in two regions, or two "
                "rows that may fire together");
  auto body = std::make_shared<Flow::Body>();
  body->description = Machine::describe();
  detail::describe_steps(body->description, typename Machine::States{});
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, typename Machine::Rows>>([&](auto row) {
    using Guard = typename decltype(row)::type::Guard;
    body->rows.push_back({0, 0, 0, detail::row_guards(decltype(detail::parts_of<Guard>()){})});
  });
  body->move = detail::moved<FrontEnd>;
  return detail::flow_on(std::move(body)).value();
}

}  // namespace rectify
