// deadline_report.hpp: the deadlines of a list in sum, and those that somebody must look at.
//
//     print(deadlines_told(intake, DeadlineReport::preview, session));
//     object.raw("deadlines", deadlines_json(intake, DeadlineReport::brought, session.lang));
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "importing.hpp"
#include "session.hpp"

#include <string>

namespace tracker {

// Of all rows that a list has, or of those that came in; then also why rows were not assigned.
enum class DeadlineReport : unsigned char { preview, brought };

// Empty where there is nothing to tell: no row came in.
std::string deadlines_told(const Intake& intake, DeadlineReport of, bool assign,
                           const Session& session);
// {"read":…,"past":…,"refused":…,"states":…,"none":…,"lookAt":[{"phrase":…,"lines":[…]}]}
std::string deadlines_json(const Intake& intake, DeadlineReport of, bool assign, Lang lang);

}  // namespace tracker
