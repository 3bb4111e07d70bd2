// workflow.hpp: makes a workflow of a Boost.MSM front-end; its table stays the only source.
//
//     struct Door : front::state_machine_def<Door> {  // as MSM wants it, with names
//       static constexpr std::string_view name = "door";
//       static constexpr std::uint32_t version = 1;
//       using initial_state = mp::mp_list<Shut>;
//       using transition_table = mp::mp_list<front::Row<Shut, Push, Open>, …>;
//     };
//     using Flow = Workflow<Door>;
//     static_assert(Flow::flaw().first == Flaw::none);
//     auto at = Flow::initial();                      // a byte a region
//     bool moved = Flow::process(at, Push{}, door);
//     mermaid(Flow::describe(), Flow::names(at));
//
// What is wanted of a front-end: `name`, `version`; a transition_table that is an alias of
// boost::mp11::mp_list of msm::front::Row; states, events and guards with a static `name`; no
// sub-machines, completion rows or deferred events (they don't compile here). A final state says
// `static constexpr bool is_final = true`; `using states = mp_list<…>` fixes the states' order.
// Guards that can't both hold say so, as `using excludes = mp_list<Other, …>` in either of them; a
// guard made of parts has them as `using parts = mp_list<…>`. Dispatch is made at compile time from
// the rows, with MSM's own order: of rows with the same state and event the last declared is tried
// first, regions in the order of initial_state, exit, action, entry. Restoring a configuration runs
// no entry action. Includes MSM's front-end: 1 s a file, so only who writes a machine includes
// this. Any thread; process costs the guards and a comparison a row. SPDX-License-Identifier:
// BSL-1.0
#pragma once

#include <rectify/impl/table.hpp>

#include <boost/mp11.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <boost/msm/front/states.hpp>

namespace rectify {

namespace front = boost::msm::front;
namespace mp = boost::mp11;

namespace detail {

template <class Guard>
auto parts_of() {
  if constexpr (std::is_same_v<Guard, front::none>)
    return mp::mp_list<>{};
  else if constexpr (requires { typename Guard::parts; })
    return typename Guard::parts{};
  else
    return mp::mp_list<Guard>{};
}
template <class Guard>
auto excluded_by() {
  if constexpr (requires { typename Guard::excludes; })
    return typename Guard::excludes{};
  else
    return mp::mp_list<>{};
}
template <class State>
constexpr bool is_final() {
  if constexpr (requires { State::is_final; }) return State::is_final;
  return false;
}
template <class T>
using ListOf = mp::mp_if<mp::mp_is_list<T>, T, mp::mp_list<T>>;

// MSM gives a row without a target its source as target, and says so in the row's tag only.
template <class Row>
inline constexpr bool is_internal =
    mp::mp_contains<mp::mp_list<boost::msm::irow_tag, boost::msm::a_irow_tag,
                                boost::msm::g_irow_tag, boost::msm::_irow_tag>,
                    typename Row::row_type_tag>::value;

template <class Row>
using SourceOf = typename Row::Source;
template <class Row>
using GoalOf = typename Row::Target;
template <class Row>
using InputOf = typename Row::Evt;

// Nothing but a guard that doesn't look at its states, between states that do nothing.
template <class Row>
using IsPlain = mp::mp_bool < std::is_same_v<typename Row::Action, front::none>&& requires {
  Row::Guard::asks_no_state;
}
&&requires { Row::Source::is_quiet; }
&&requires { Row::Target::is_quiet; }
> ;

template <class List>
inline constexpr std::array<std::string_view, 0> names_in{};
template <class... T>
inline constexpr std::array<std::string_view, sizeof...(T)> names_in<mp::mp_list<T...>>{T::name...};
template <class List>
inline constexpr std::array<TableGuard, 0> guards_in{};
template <class... Guard>
inline constexpr std::array<TableGuard, sizeof...(Guard)> guards_in<mp::mp_list<Guard...>>{
    TableGuard{Guard::name, names_in<decltype(excluded_by<Guard>())>}...};

// The states in the order in which the front-end declares them (all of them), else in which the
// table names them.
template <class FrontEnd>
auto states_of() {
  using Rows = typename FrontEnd::transition_table;
  if constexpr (requires { typename FrontEnd::states; })
    return typename FrontEnd::states{};
  else
    return mp::mp_unique<
        mp::mp_append<ListOf<typename FrontEnd::initial_state>, mp::mp_transform<SourceOf, Rows>,
                      mp::mp_transform<GoalOf, Rows>>>{};
}

template <class... State>
constexpr std::array<TableState, sizeof...(State)> states_in(mp::mp_list<State...>) {
  return {TableState{.name = State::name, .final = is_final<State>()}...};
}
template <class States, class... State>
constexpr std::array<std::size_t, sizeof...(State)> places_in(mp::mp_list<State...>) {
  return {mp::mp_find<States, State>::value...};
}
template <class States, class Inputs, class... Row>
constexpr std::array<TableRow, sizeof...(Row)> rows_in(mp::mp_list<Row...>) {
  return {TableRow{mp::mp_find<States, SourceOf<Row>>::value,
                   mp::mp_find<Inputs, InputOf<Row>>::value,
                   mp::mp_find<States, GoalOf<Row>>::value, is_internal<Row>,
                   guards_in<decltype(parts_of<typename Row::Guard>())>}...};
}

}  // namespace detail

template <class FrontEnd>
class Workflow {
 public:
  using Rows = typename FrontEnd::transition_table;
  using Initial = detail::ListOf<typename FrontEnd::initial_state>;
  using States = decltype(detail::states_of<FrontEnd>());
  using Inputs = mp::mp_unique<mp::mp_transform<detail::InputOf, Rows>>;
  static constexpr std::size_t regions = mp::mp_size<Initial>::value;

 private:
  static constexpr std::uint8_t nowhere = 0xff;
  static constexpr auto rows_ = detail::rows_in<States, Inputs>(Rows{});
  static constexpr auto states_ =
      detail::laid_out(detail::states_in(States{}), rows_, detail::places_in<States>(Initial{}));

 public:
  // The whole table as data, its rows in the order of Rows.
  static constexpr detail::Table table{FrontEnd::name, FrontEnd::version, states_,
                                       detail::names_in<Inputs>, rows_};

  // A byte a region: the place of its state among the region's states, in the order of States.
  using Configuration = std::array<std::uint8_t, regions>;
  template <class State>
  static constexpr std::size_t region_of = states_[mp::mp_find<States, State>::value].region;
  template <class State>
  static constexpr std::uint8_t index_of = states_[mp::mp_find<States, State>::value].place;

  static constexpr Configuration initial() {
    Configuration at{};
    for (const auto& state : states_)
      if (state.initial) at[state.region] = state.place;
    return at;
  }

  // Gives the event to every region. True if a row fired anywhere. `at` is a Configuration, or what
  // else has a byte a region under []; `fsm` is what guards and actions are given as their machine:
  // the front-end with its facts.
  template <class At, class Input, class Fsm>
  static constexpr bool process(At& at, const Input& event, Fsm& fsm) {
    return [&]<std::size_t... Region>(std::index_sequence<Region...>) {
      bool fired = false;
      ((fired = in_region<Region>(at, event, fsm) || fired), ...);
      return fired;
    }
    (std::make_index_sequence<regions>{});
  }

  static constexpr std::pair<Flaw, std::string_view> flaw() { return detail::flaw_of(table); }
  // The table as names. O(rows).
  static Description describe() { return detail::description_of(table); }
  static std::vector<std::string> names(const Configuration& at) {
    std::vector<std::string> names(regions);
    for (const auto& state : states_)
      if (at[state.region] == state.place) names[state.region] = std::string(state.name);
    return names;
  }

 private:
  // The places of an input's rows in a region, in the order in which they are tried.
  template <class Input, std::size_t Region>
  static constexpr auto tried() {
    constexpr std::size_t input = mp::mp_find<Inputs, Input>::value;
    constexpr auto takes = [](const detail::TableRow& row) {
      return row.input == input && states_[row.from].region == Region;
    };
    constexpr std::size_t count = [=] {
      std::size_t n = 0;
      for (const auto& row : rows_) n += takes(row) ? 1 : 0;
      return n;
    }();
    std::array<std::size_t, count> places{};
    std::size_t n = count;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (takes(rows_[i])) places[--n] = i;
    return places;
  }
  template <std::size_t Region, class At, class Input, class Fsm>
  static constexpr bool in_region([[maybe_unused]] At& at, [[maybe_unused]] const Input& event,
                                  [[maybe_unused]] Fsm& fsm) {
    constexpr auto places = tried<Input, Region>();
    return [&]<std::size_t... N>(std::index_sequence<N...>) {
      using Tried = mp::mp_list<mp::mp_at_c<Rows, places[N]>...>;
      if constexpr (mp::mp_all_of<Tried, detail::IsPlain>::value &&
                    mp::mp_same<typename mp::mp_at_c<Rows, places[N]>::Guard...>::value &&
                    sizeof...(N) > 1)
        return ask_once<mp::mp_front<Tried>, Region>(at, event, fsm);
      else
        return (try_row<mp::mp_at_c<Rows, places[N]>, Region>(at, event, fsm) || ...);
    }
    (std::make_index_sequence<places.size()>{});
  }

  // Rows with one guard: where they lead, by the place of the state that they come from.
  template <class Input, std::size_t Region>
  static constexpr auto goals = [] {
    std::array<std::uint8_t, mp::mp_size<States>::value> goals{};
    goals.fill(nowhere);
    for (const auto place : tried<Input, Region>())
      if (auto& goal = goals[states_[rows_[place].from].place]; goal == nowhere)
        goal = states_[rows_[place].to].place;
    return goals;
  }();
  template <class Row, std::size_t Region, class At, class Input, class Fsm>
  static constexpr bool ask_once(At& at, const Input& event, Fsm& fsm) {
    const auto goal = goals<Input, Region>[at[Region]];
    if (goal == nowhere) return false;
    typename Row::Source source{};
    typename Row::Target target{};
    if (!typename Row::Guard()(event, fsm, source, target)) return false;
    at[Region] = goal;
    return true;
  }
  template <class Row, std::size_t Region, class At, class Input, class Fsm>
  static constexpr bool try_row(At& at, const Input& event, Fsm& fsm) {
    static_assert(!std::is_same_v<typename Row::Evt, front::none>, "no completion rows");
    if (at[Region] != index_of<typename Row::Source>) return false;
    typename Row::Source source{};
    typename Row::Target target{};
    if constexpr (!std::is_same_v<typename Row::Guard, front::none>)
      if (!typename Row::Guard()(event, fsm, source, target)) return false;
    if constexpr (!detail::is_internal<Row>) source.on_exit(event, fsm);
    if constexpr (!std::is_same_v<typename Row::Action, front::none>)
      typename Row::Action()(event, fsm, source, target);
    if constexpr (!detail::is_internal<Row>) {
      at[Region] = index_of<typename Row::Target>;
      target.on_entry(event, fsm);
    }
    return true;
  }
};

}  // namespace rectify
