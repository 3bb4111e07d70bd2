// filters.hpp: which items, from the options of list and export.
//
//     rectify::Query query = query_of(session, ledger, given);    // --state, --light, --due-in, …
//     only_in_hand(query, "--overdue");                           // what has an owner and a clock
//
// All of it goes into the query, so that the store reads only the rows that are wanted.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"
#include "verb.hpp"

#include <rectify/query.hpp>

#include <string_view>
#include <vector>

namespace tracker {

const std::vector<Option>& filter_options();

// Usage or Refused where a value is not known. Says on standard error if a day that it reckoned
// from today is provisional.
rectify::Query query_of(const Session& session, const rectify::Ledger& ledger, const Given& given);

// Leaves of the states asked for those in hand; Usage, naming the option, if none is left.
void only_in_hand(rectify::Query& query, std::string_view option);

}  // namespace tracker
