// preview.hpp: what was understood of a list before it comes in: its columns, and each row.
//
//     print(preview_told(list, intake, session));     // two tables
//     print(preview_json(list, intake, session));     // an object a row
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "importing.hpp"
#include "reading.hpp"
#include "session.hpp"

#include <string>

namespace tracker {

std::string preview_told(const List& list, const Intake& intake, const Session& session);
std::string preview_json(const List& list, const Intake& intake, const Session& session);

}  // namespace tracker
