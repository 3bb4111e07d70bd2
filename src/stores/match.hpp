// match.hpp: does a row meet a query's conditions? The same question that SQL stores ask in SQL.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

#include <algorithm>

namespace rectify::stores {

inline bool matches(const ItemRow& row, const Query& q) {
  return (q.states.empty() ||
          std::find(q.states.begin(), q.states.end(), row.state) != q.states.end()) &&
         (!q.light || *q.light == row.light) && (q.unit.empty() || q.unit == row.unit) &&
         (q.owner.empty() || q.owner == row.leader || q.owner == row.handler) &&
         (q.source.empty() || q.source == row.source) &&
         (q.workflow.empty() || q.workflow == row.workflow) &&
         (q.place.empty() || q.place == row.place) &&
         (!q.severity || *q.severity == row.severity) &&
         (!q.due_from || (row.due && *row.due >= *q.due_from)) &&
         (!q.due_to || (row.due && *row.due <= *q.due_to));
}

}  // namespace rectify::stores
