// workflow.hpp: makes a workflow of any Boost.MSM front-end; its transition table stays the only
// source.
//
//     struct Leave : msm::front::state_machine_def<Leave> { static constexpr auto name = "leave"; …
//     }; using Flow = rectify::Workflow<Leave>; static_assert(Flow::flaw().first == Flaw::none); //
//     nothing unreachable, no dead end, no two rows at once auto at = Flow::initial(); // a byte a
//     region Leave facts;  bool moved = Flow::process(at, Approve{}, facts);
//     mermaid(Flow::describe(), Flow::names(at));
//
// What is wanted of a front-end: `name`, `version`; a transition_table that is an alias of
// boost::mp11::mp_list of msm::front::Row; states, events and guards with a static `name`; no
// sub-machines, completion rows or deferred events (they don't compile here). Dispatch is made at
// compile time from the rows, with MSM's own order: of rows with the same state and event the last
// declared is tried first, regions in the order of initial_state, exit, action, entry.
// Restoring a configuration runs no entry action. Includes MSM's front-end: 2 s a file, so only who
// writes a machine includes this. Any thread; process costs the guards and a switch.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>

#include <boost/mp11.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <boost/msm/front/states.hpp>

#include <array>
#include <string_view>

namespace rectify {

namespace front = boost::msm::front;
namespace mp = boost::mp11;

enum class Flaw : std::uint8_t { none, unreachable, dead_end, two_rows_fire, state_in_two_regions };

// Two guards that can't both hold say so, as `using excludes = mp_list<Other, …>` in either of
// them. A guard made of parts has them as `using parts = mp_list<…>`.
namespace detail {

template <class Guard, class = void>
struct PartsOf {
  using type = mp::mp_list<Guard>;
};
template <class Guard>
struct PartsOf<Guard, std::void_t<typename Guard::parts>> {
  using type = typename Guard::parts;
};
template <>
struct PartsOf<front::none> {
  using type = mp::mp_list<>;
};
template <class Guard, class = void>
struct ExcludesOf {
  using type = mp::mp_list<>;
};
template <class Guard>
struct ExcludesOf<Guard, std::void_t<typename Guard::excludes>> {
  using type = typename Guard::excludes;
};
template <class FrontEnd, class = void>
struct DeclaredStates {
  using type = mp::mp_list<>;
};
template <class FrontEnd>
struct DeclaredStates<FrontEnd, std::void_t<typename FrontEnd::states>> {
  using type = typename FrontEnd::states;
};
template <class T>
using ListOf = mp::mp_if<mp::mp_is_list<T>, T, mp::mp_list<T>>;

template <class State>
constexpr bool is_final() {
  if constexpr (requires { State::is_final; }) return State::is_final;
  return false;
}

// MSM gives a row without a target its source as target, and says so in the row's tag only.
template <class Row>
inline constexpr bool is_internal =
    mp::mp_contains<mp::mp_list<boost::msm::irow_tag, boost::msm::a_irow_tag,
                                boost::msm::g_irow_tag, boost::msm::_irow_tag>,
                    typename Row::row_type_tag>::value;

template <class Row>
using SourceOf = typename Row::Source;
// An internal row stays where it is.
template <class Row>
using GoalOf = mp::mp_if_c<is_internal<Row>, typename Row::Source, typename Row::Target>;

// The states that a list of states can reach, and the closure of that.
template <class Rows>
struct ReachIn {
  template <class Reached, class Row>
  using Step = mp::mp_if<mp::mp_contains<Reached, SourceOf<Row>>,
                         mp::mp_set_push_back<Reached, GoalOf<Row>>, Reached>;
  template <class Reached>
  using Once = mp::mp_fold<Rows, Reached, Step>;
};
template <class Rows, class Reached, class Next>
struct Closure : Closure<Rows, Next, typename ReachIn<Rows>::template Once<Next>> {};
template <class Rows, class Reached>
struct Closure<Rows, Reached, Reached> {
  using type = Reached;
};
template <class Rows, class State>
using Reach =
    typename Closure<Rows, void, typename ReachIn<Rows>::template Once<mp::mp_list<State>>>::type;

// Two guards exclude each other if a part of one names a part of the other.
template <class A, class B>
constexpr bool exclusive() {
  bool found = false;
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, typename PartsOf<A>::type>>([&](auto a) {
    mp::mp_for_each<mp::mp_transform<mp::mp_identity, typename PartsOf<B>::type>>([&](auto b) {
      using P = typename decltype(a)::type;
      using Q = typename decltype(b)::type;
      found = found || mp::mp_contains<typename ExcludesOf<P>::type, Q>::value ||
              mp::mp_contains<typename ExcludesOf<Q>::type, P>::value;
    });
  });
  return found;
}

}  // namespace detail

template <class FrontEnd>
class Workflow {
  template <class T>
  using Id = mp::mp_identity<T>;

 public:
  using Rows = typename FrontEnd::transition_table;
  using Initial = detail::ListOf<typename FrontEnd::initial_state>;
  // In the order that the front-end declares as `states`, else as they appear in the table.
  using States = mp::mp_unique<mp::mp_append<typename detail::DeclaredStates<FrontEnd>::type,
                                             Initial, mp::mp_transform<detail::SourceOf, Rows>,
                                             mp::mp_transform<detail::GoalOf, Rows>>>;
  template <class Row>
  using InputOf = typename Row::Evt;
  using Inputs = mp::mp_unique<mp::mp_transform<InputOf, Rows>>;
  static constexpr std::size_t regions = mp::mp_size<Initial>::value;

  // A byte a region: the place of its state among the region's states, in the order of States.
  using Configuration = std::array<std::uint8_t, regions>;

  template <class State>
  static constexpr std::size_t region_of = [] {
    std::size_t found = regions, r = 0;
    mp::mp_for_each<mp::mp_transform<Id, Initial>>([&](auto first) {
      using From = typename decltype(first)::type;
      if (mp::mp_contains<detail::Reach<Rows, From>, State>::value && found == regions) found = r;
      ++r;
    });
    return found;
  }();
  template <class State>
  static constexpr std::uint8_t index_of = [] {
    std::uint8_t n = 0;
    bool met = false;
    mp::mp_for_each<mp::mp_transform<Id, States>>([&](auto s) {
      using Other = typename decltype(s)::type;
      met = met || std::is_same_v<Other, State>;
      if (!met && region_of<Other> == region_of<State>) ++n;
    });
    return n;
  }();

  static constexpr Configuration initial() {
    Configuration c{};
    std::size_t r = 0;
    mp::mp_for_each<mp::mp_transform<Id, Initial>>(
        [&](auto s) { c[r++] = index_of<typename decltype(s)::type>; });
    return c;
  }

  // Gives the event to every region. True if a row fired anywhere. `fsm` is what guards and actions
  // are given as their machine: the front-end with its facts.
  template <class Input, class Fsm>
  static constexpr bool process(Configuration& at, const Input& event, Fsm& fsm) {
    return process_regions(at, event, fsm, std::make_index_sequence<regions>{});
  }

  // The rows of one event in one region, in the order in which they are tried.
  template <class Input, std::size_t Region>
  struct Of {
    template <class Row>
    using In = mp::mp_bool<std::is_same_v<typename Row::Evt, Input> &&
                           region_of<typename Row::Source> == Region>;
  };
  template <class Input, std::size_t Region>
  using Tried = mp::mp_reverse<mp::mp_copy_if<Rows, Of<Input, Region>::template In>>;

  // What is wrong with the table, guards not looked at, and with which state or command.
  static constexpr std::pair<Flaw, std::string_view> flaw() {
    std::pair<Flaw, std::string_view> found{Flaw::none, {}};
    mp::mp_for_each<mp::mp_transform<Id, States>>([&](auto s) {
      using State = typename decltype(s)::type;
      if (found.first != Flaw::none) return;
      const std::size_t in = reached_from<State>();
      if (in == 0) found = {Flaw::unreachable, State::name};
      if (in > 1) found = {Flaw::state_in_two_regions, State::name};
      if (in == 1 && !leaves<State>() && !detail::is_final<State>())
        found = {Flaw::dead_end, State::name};
    });
    mp::mp_for_each<mp::mp_transform<Id, Inputs>>([&](auto e) {
      using Input = typename decltype(e)::type;
      mp::mp_for_each<mp::mp_iota_c<regions>>([&](auto region) {
        if (found.first == Flaw::none && two_fire(Tried<Input, decltype(region)::value>{}))
          found = {Flaw::two_rows_fire, Input::name};
      });
    });
    return found;
  }

  // The table as names. O(rows).
  static Description describe() {
    Description d{std::string(FrontEnd::name), FrontEnd::version, 0, {}, {}};
    mp::mp_for_each<mp::mp_transform<Id, States>>([&](auto s) {
      using State = typename decltype(s)::type;
      d.states.push_back({std::string(State::name), region_of<State>,
                          mp::mp_contains<Initial, State>::value, detail::is_final<State>()});
    });
    mp::mp_for_each<mp::mp_transform<Id, Rows>>([&](auto r) {
      using Row = typename decltype(r)::type;
      Description::Row row;
      row.from = Row::Source::name;
      row.command = Row::Evt::name;
      if constexpr (!detail::is_internal<Row>) row.to = Row::Target::name;
      mp::mp_for_each<mp::mp_transform<Id, typename detail::PartsOf<typename Row::Guard>::type>>(
          [&](auto g) { row.guards.emplace_back(decltype(g)::type::name); });
      row.region = region_of<typename Row::Source>;
      d.rows.push_back(std::move(row));
    });
    d.fingerprint = fingerprint(d);
    return d;
  }

  static std::vector<std::string> names(const Configuration& at) {
    std::vector<std::string> names(regions);
    mp::mp_for_each<mp::mp_transform<Id, States>>([&](auto s) {
      using State = typename decltype(s)::type;
      if (at[region_of<State>] == index_of<State>)
        names[region_of<State>] = std::string(State::name);
    });
    return names;
  }

  // FNV-1a (64 bits) over name, version, states and rows: two tables that differ differ here.
  static std::uint64_t fingerprint(const Description& d) {
    std::uint64_t h = 14695981039346656037ULL;
    const auto eat = [&](std::string_view text) {
      for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
      h = (h ^ 0x0aU) * 1099511628211ULL;
    };
    eat(d.name), eat(std::to_string(d.version));
    for (const auto& s : d.states) eat(s.name), eat(s.initial ? "initial" : s.final ? "final" : "");
    for (const auto& r : d.rows) {
      eat(r.from), eat(r.command), eat(r.to);
      for (const auto& g : r.guards) eat(g);
    }
    return h;
  }

 private:
  template <class Input, class Fsm, std::size_t... Region>
  static constexpr bool process_regions(Configuration& at, const Input& event, Fsm& fsm,
                                        std::index_sequence<Region...>) {
    bool fired = false;
    ((fired = try_rows<Region>(at, event, fsm, Tried<Input, Region>{}) || fired), ...);
    return fired;
  }
  template <std::size_t Region, class Input, class Fsm, class... Row>
  static constexpr bool try_rows([[maybe_unused]] Configuration& at,
                                 [[maybe_unused]] const Input& event, [[maybe_unused]] Fsm& fsm,
                                 mp::mp_list<Row...>) {
    return (try_row<Row, Region>(at, event, fsm) || ...);
  }
  template <class Row, std::size_t Region, class Input, class Fsm>
  static constexpr bool try_row(Configuration& at, const Input& event, Fsm& fsm) {
    static_assert(!std::is_same_v<typename Row::Evt, front::none>, "no completion rows");
    if (at[Region] != index_of<typename Row::Source>) return false;
    typename Row::Source source{};
    detail::GoalOf<Row> goal{};
    if constexpr (!std::is_same_v<typename Row::Guard, front::none>)
      if (!typename Row::Guard()(event, fsm, source, goal)) return false;
    if constexpr (!detail::is_internal<Row>) source.on_exit(event, fsm);
    if constexpr (!std::is_same_v<typename Row::Action, front::none>)
      typename Row::Action()(event, fsm, source, goal);
    if constexpr (!detail::is_internal<Row>) {
      at[Region] = index_of<detail::GoalOf<Row>>;
      goal.on_entry(event, fsm);
    }
    return true;
  }

  template <class First, class... Rest>
  static constexpr bool two_fire(mp::mp_list<First, Rest...>) {
    return (clash<First, Rest>() || ...) || two_fire(mp::mp_list<Rest...>{});
  }
  static constexpr bool two_fire(mp::mp_list<>) { return false; }
  template <class A, class B>
  static constexpr bool clash() {
    if constexpr (std::is_same_v<typename A::Source, typename B::Source>)
      return !detail::exclusive<typename A::Guard, typename B::Guard>();
    return false;
  }

  template <class State>
  static constexpr std::size_t reached_from() {
    std::size_t n = 0;
    mp::mp_for_each<mp::mp_transform<Id, Initial>>([&](auto first) {
      using From = typename decltype(first)::type;
      n += mp::mp_contains<detail::Reach<Rows, From>, State>::value ? 1U : 0U;
    });
    return n;
  }
  template <class State>
  static constexpr bool leaves() {
    bool out = false;
    mp::mp_for_each<mp::mp_transform<Id, Rows>>([&](auto r) {
      using Row = typename decltype(r)::type;
      out = out || (std::is_same_v<typename Row::Source, State> &&
                    !std::is_same_v<detail::GoalOf<Row>, State>);
    });
    return out;
  }
};

}  // namespace rectify
