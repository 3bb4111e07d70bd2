// whole.hpp: exports of the whole ledger: its events, and its history for process mining.
//
//     if (is_of_the_whole("xes")) write_whole(session, ledger, "xes", "history.xes", false);
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

namespace tracker {

bool is_of_the_whole(std::string_view format);  // events, events-pb, xes, ocel
std::string_view ending_of(std::string_view format);
Exit write_whole(Session& session, const rectify::Ledger& ledger, std::string_view format,
                 const std::string& path, bool force);

}  // namespace tracker
