// impl/migration.hpp: what differs between two versions of a machine.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/migration.hpp>

#include <algorithm>

namespace rectify {

namespace detail {

inline std::string line_of(const Description::Row& row) {
  std::string all = row.from + " " + row.command + " " + (row.to.empty() ? row.from : row.to);
  for (const auto& guard : row.guards) all += " [" + guard + "]";
  return all;
}
// Those of `all` that `others` lacks.
inline std::vector<std::string> beyond(const std::vector<std::string>& all,
                                       const std::vector<std::string>& others) {
  std::vector<std::string> only;
  for (const auto& one : all)
    if (std::find(others.begin(), others.end(), one) == others.end()) only.push_back(one);
  return only;
}

}  // namespace detail

MigrationPlan diff(const Description& old_version, const Description& new_version) {
  MigrationPlan plan;
  plan.workflow = new_version.name;
  plan.from = old_version.fingerprint, plan.to = new_version.fingerprint;
  std::vector<std::string> was, is, rows_were, rows_are;
  for (const auto& state : old_version.states) was.push_back(state.name);
  for (const auto& state : new_version.states) is.push_back(state.name);
  for (const auto& row : old_version.rows) rows_were.push_back(detail::line_of(row));
  for (const auto& row : new_version.rows) rows_are.push_back(detail::line_of(row));
  plan.added_states = detail::beyond(is, was), plan.removed_states = detail::beyond(was, is);
  plan.added_rows = detail::beyond(rows_are, rows_were),
  plan.removed_rows = detail::beyond(rows_were, rows_are);
  const bool has_regions = std::count_if(old_version.states.begin(), old_version.states.end(),
                                         [](const auto& state) { return state.initial; }) > 1;
  for (const auto& state : old_version.states) {
    if (std::find(is.begin(), is.end(), state.name) != is.end())
      plan.places[state.name] = state.name;
    else if (!state.final || has_regions)  // else whoever stands there is closed, and stays
      plan.without_place.push_back(state.name);
  }
  return plan;
}

}  // namespace rectify
