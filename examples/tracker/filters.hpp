// filters.hpp: which items, from the options of list and export.
//
//     rectify::Query query = query_of(given);       // --state, --light, --unit, …
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "verb.hpp"

#include <rectify/query.hpp>

#include <vector>

namespace tracker {

const std::vector<Option>& filter_options();
rectify::Query query_of(const Given& given);  // Usage or Refused where a value is not known

}  // namespace tracker
