// meanings.hpp: what a field means, once for all classes and commands that have it.
//
//     meaning("supervisor")      // "The unit that verifies, 督导单位; never the owner's."
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace rectify::python {

const char* meaning(std::string_view field);  // "" of one that has no entry, which a test finds

}  // namespace rectify::python
