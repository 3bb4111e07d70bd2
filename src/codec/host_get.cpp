// host_get.cpp: what a host asks, from the wire. Hostile until it is read here.
// SPDX-License-Identifier: BSL-1.0
#include "codec/convert.hpp"

#include <algorithm>

namespace rectify::codec {

namespace {

std::optional<Refusal> none_unknown(const google::protobuf::MessageLite& m,
                                    std::string_view field) {
  const std::string& bytes = unknown_bytes(m);
  if (bytes.empty()) return std::nullopt;
  return refuse("field.unknown", field, std::to_string(bytes.size()) + " bytes");
}

// Of a condition that may be left out.
template <class Enum, std::size_t N>
std::optional<Refusal> word(const std::string& text, std::string_view field, std::string_view code,
                            const std::array<std::string_view, N>& names,
                            std::optional<Enum>& into) {
  if (text.empty()) return std::nullopt;
  into = named<Enum>(names, text);
  if (into) return std::nullopt;
  std::string known;
  for (const auto& one : names) known.append(known.empty() ? "" : ", ").append(one);
  return refuse(code, field, text, {known});
}
std::optional<Refusal> day(const std::string& text, std::string_view field,
                           std::optional<Day>& into) {
  if (text.empty()) return std::nullopt;
  auto read = read_day(text);
  if (read) {
    into = *read;
    return std::nullopt;
  }
  Refusal no = std::move(read).refusal();
  no.field = field;
  return no;
}

}  // namespace

std::optional<Refusal> get(const wire::Query& m, Query& v) {
  std::optional<Refusal> no = none_unknown(m, "query");
  for (const auto& text : m.states()) {
    std::optional<Main> state;
    if (!no) no = word(text, "states", "state.unknown", main_names, state);
    if (!no && !state) no = refuse("state.unknown", "states", "", {"found …"});
    if (!no && std::find(v.states.begin(), v.states.end(), *state) == v.states.end())
      v.states.push_back(*state);  // once, however often it is sent
  }
  if (!no) no = word(m.light(), "light", "state.unknown", light_names, v.light);
  v.unit = m.unit(), v.owner = m.owner(), v.source = m.source();
  if (!no) no = word(m.severity(), "severity", "severity.unknown", severity_names, v.severity);
  if (!no) no = day(m.due_from(), "due_from", v.due_from);
  if (!no) no = day(m.due_to(), "due_to", v.due_to);
  std::optional<Sort> sort;
  if (!no) no = word(m.sort(), "sort", "kind.unknown", sort_names, sort);
  v.sort = sort.value_or(Sort::number);
  v.descending = m.descending(), v.after = m.after();
  v.workflow = m.workflow(), v.place = m.place();
  if (m.has_limit()) v.limit = m.limit();
  return no;
}

std::optional<Refusal> get(const wire::MigrationPlan& m, MigrationPlan& v) {
  std::optional<Refusal> no = none_unknown(m, "plan");
  v.workflow = m.workflow(), v.from = m.from(), v.to = m.to();
  for (const auto& place : m.places()) {
    if (!no && !v.places.emplace(place.from(), place.to()).second)
      no = refuse("field.twice", "plan.places", place.from());
  }
  v.without_place.assign(m.without_place().begin(), m.without_place().end());
  v.added_states.assign(m.added_states().begin(), m.added_states().end());
  v.removed_states.assign(m.removed_states().begin(), m.removed_states().end());
  v.added_rows.assign(m.added_rows().begin(), m.added_rows().end());
  v.removed_rows.assign(m.removed_rows().begin(), m.removed_rows().end());
  return no;
}

std::optional<Refusal> get(const wire::MigrationOrder& m, MigrationOrder& v) {
  std::optional<Refusal> no = none_unknown(m, "order");
  if (!no) no = get(m.plan(), v.plan);
  v.how = {m.dry_run(), m.reason(), m.id()};
  return no;
}

std::optional<Refusal> get(const wire::MigrationUndo& m, MigrationUndo& v) {
  v = {m.batch(), {m.dry_run(), m.reason(), m.id()}};
  return none_unknown(m, "undo");
}

std::optional<Refusal> get(const wire::Commands& m, Commands& v) {
  std::optional<Refusal> no = none_unknown(m, "commands");
  if (!no) no = none_unknown(m.batch(), "batch");
  v.commands.reserve(static_cast<std::size_t>(m.commands_size()));
  for (int i = 0; !no && i < m.commands_size(); ++i)
    if ((no = get(m.commands(i), v.commands.emplace_back())))
      no->field = "commands[" + std::to_string(i) + "]." + no->field;
  v.batch = {m.batch().all_or_nothing(), m.batch().dry_run(), m.batch().id()};
  return no;
}

}  // namespace rectify::codec
