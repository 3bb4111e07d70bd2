// sqlite_page.hpp: the statements that make a page of items, each of which walks one index.
//
//     for (const auto& sql : page_statements("closed_item", query, place))
//       …;   // bind by number, as `Bound` says; rows come in the query's order, at most ?11 of them
//
// A page is what several walks find, put in order: one for each table, for an owner one as leader
// and one as handler, and behind a place one among the rows with its very key and one beyond.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

namespace rectify::stores {

// The numbers of a statement's parameters.
enum Bound : int {
  key = 1,
  id,
  unit,
  owner,
  source,
  severity,
  due_from,
  due_to,
  workflow,
  place,
  limit
};

inline constexpr std::string_view open_item = "open_item", closed_item = "closed_item";

// In the order in which a row is read.
inline constexpr const char* item_columns =
    "id, version, last_event, state, light, severity, unit, leader, handler, source, title, due, "
    "next_tick, changed, record, workflow, place";

// Days beyond all others, so that who asks for a range gets no item without a deadline.
inline constexpr std::int64_t last_due = no_due - 1;

std::vector<std::string> page_statements(std::string_view table, const Query&,
                                         const std::optional<Place>& after);

}  // namespace rectify::stores
