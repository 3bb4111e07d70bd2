// impl/allowed.hpp: what may be done with an item now, by whom, and why the rest may not.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/step.hpp>

namespace rectify {

namespace detail {

// One guard of a row.
struct Question {
  bool (*holds)(const guards::Facts&);
  Refusal (*why)(const guards::Facts&);
  bool of_data;
};
template <class C, class Guards>
inline constexpr std::array<Question, 0> questions{};
template <class C, class... Guard>
inline constexpr std::array<Question, sizeof...(Guard)> questions<C, guards::All<Guard...>>{
    Question{holds<Guard, C>, why<Guard, C>, Guard::of_data}...};

// The guards of each row, in the table's order.
template <class... Row>
constexpr std::array<std::span<const Question>, sizeof...(Row)> asked_by(mp::mp_list<Row...>) {
  return {questions<typename Row::Evt, typename Row::Guard>...};
}
inline constexpr auto asked = asked_by(Machine::Rows{});

inline Allowance answered(std::span<const Question> row, const guards::Facts& facts) {
  Allowance answer;
  for (const auto& question : row)
    if (!question.holds(facts))
      (question.of_data ? answer.needs : answer.reasons).push_back(question.why(facts));
  answer.allowed = answer.reasons.empty();
  return answer;
}

// Of the rows that the item's state has for the command, the first that is allowed; else the first.
inline Allowance allowance(const guards::Facts& facts) {
  const auto& table = Machine::table;
  const auto at = std::bit_cast<Machine::Configuration>(facts.item.state);
  const auto home = home_of(facts.kind());
  std::optional<Allowance> best;
  for (std::size_t i = table.rows.size(); i-- > 0;) {
    const auto& from = table.states[table.rows[i].from];
    if (table.inputs[table.rows[i].input] != name(facts.kind()) || from.region != home ||
        from.place != at[home])
      continue;
    auto answer = answered(asked[i], facts);
    if (!best || (!best->allowed && answer.allowed)) best = std::move(answer);
  }
  if (!best) best = Allowance{facts.kind(), {}, false, {wrong_state(facts)}, {}};
  best->command = facts.kind();
  return *std::move(best);
}

template <std::size_t... Kind>
std::array<Body, sizeof...(Kind)> empty_bodies(std::index_sequence<Kind...>) {
  return {Body(std::in_place_index<Kind>)...};
}

}  // namespace detail

std::vector<Allowance> allowed(const Item& item, const Actor& actor, Instant at,
                               const Context& context) {
  std::vector<Allowance> all;
  all.reserve(command_kinds);
  const auto fit_for = [&](Allowance one, const Command& command) {
    if (auto unfit = detail::unfit_setting(actor, kind_of(command.body), at, context)) {
      one.reasons.insert(one.reasons.begin(), *std::move(unfit));
      one.allowed = false;
    }
    return one;
  };
  for (auto& body : detail::empty_bodies(std::make_index_sequence<command_kinds>{})) {
    const CommandKind kind = kind_of(body);
    const bool of_host = std::holds_alternative<Act>(body) || std::holds_alternative<Migrate>(body);
    if (of_host || (item.flow && !detail::serves_all(kind))) continue;
    const Command command{{}, item.id, {}, actor, at, std::move(body), {}};
    all.push_back(fit_for(detail::allowance(guards::Facts(item, command, context)), command));
  }
  if (!item.flow || context.flow == nullptr) return all;
  const Command act{{}, item.id, {}, actor, at, Act{}, {}};
  const guards::Facts facts(item, act, context);
  for (auto& one : context.flow->allowed(
           item.flow->states, {item, std::get<Act>(act.body), actor, facts.today, context})) {
    if (one.allowed) {  // the states that it enters may bring a deadline that is past by now
      Act whole = std::get<Act>(act.body);
      whole.command = one.act;
      const auto to =
          context.flow->step(item.flow->states, {item, whole, actor, facts.today, context});
      if (to)
        if (auto no = detail::bring_term(guards::Facts(item, act, context), *context.flow, *to))
          one.needs.push_back(*std::move(no));
    }
    if (!guards::RoleMay::holds(facts)) {
      one.reasons.insert(one.reasons.begin(), guards::RoleMay::why(facts));
      one.allowed = false;
    }
    all.push_back(fit_for(std::move(one), act));
  }
  return all;
}

}  // namespace rectify
