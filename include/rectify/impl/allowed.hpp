// impl/allowed.hpp: what may be done with an item now, by whom, and why the rest may not.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/step.hpp>

namespace rectify {

namespace detail {

// The region in which a command has its own rows; those in later regions go along with them.
template <class C>
inline constexpr std::size_t home = [] {
  std::size_t region = Machine::regions;
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, Machine::Rows>>([&](auto r) {
    using Row = typename decltype(r)::type;
    if (std::is_same_v<typename Row::Evt, C>)
      region = std::min(region, Machine::region_of<typename Row::Source>);
  });
  return region;
}();

template <class C>
Allowance allowance(CommandKind kind, const guards::Facts& facts) {
  const C empty{};
  const auto at = std::bit_cast<Machine::Configuration>(facts.item.state);
  Allowance best;
  bool met = false;
  mp::mp_for_each<mp::mp_transform<mp::mp_identity, Machine::Tried<C, home<C>>>>([&](auto r) {
    using Row = typename decltype(r)::type;
    if (at[home<C>] != Machine::index_of<typename Row::Source> || (met && best.allowed)) return;
    Allowance one;
    mp::mp_for_each<mp::mp_transform<mp::mp_identity, typename Row::Guard::parts>>([&](auto g) {
      using Guard = typename decltype(g)::type;
      if (Guard::holds(empty, facts)) return;
      (Guard::of_data ? one.needs : one.reasons).push_back(Guard::why(empty, facts));
    });
    one.allowed = one.reasons.empty();
    if (!met || one.allowed) best = std::move(one);
    met = true;
  });
  if (!met) best.reasons.push_back(guards::wrong_state(facts, sources<C>()));
  best.command = kind;
  return best;
}

}  // namespace detail

std::vector<Allowance> allowed(const Item& item, const Actor& actor, Instant at,
                               const Context& context) {
  std::vector<Allowance> all;
  all.reserve(command_kinds);
  const auto unfit = detail::unfit_actor(actor, day_of(at, context.zone), context.policy);
  mp::mp_for_each<mp::mp_iota_c<command_kinds>>([&](auto i) {
    using C = std::variant_alternative_t<decltype(i)::value, Body>;
    const auto kind = static_cast<CommandKind>(decltype(i)::value);
    const Command command{{}, item.id, {}, actor, at, C{}, {}};
    auto one = detail::allowance<C>(kind, guards::Facts(item, command, context));
    if (unfit && !std::is_same_v<C, Tick>) {
      one.reasons.insert(one.reasons.begin(), *unfit);
      one.allowed = false;
    }
    all.push_back(std::move(one));
  });
  return all;
}

}  // namespace rectify
