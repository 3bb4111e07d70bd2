// policy_file.hpp: a policy kept as JSON in a file (rectify.v1.Policy). docs/policy.md tells its fields.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

#include <rectify/wire.hpp>

namespace tracker {

// Throws Cannot where the file can't be read, Refused where it is no policy.
inline rectify::Policy policy_of_file(const std::string& path) {
  return rectify::from_json<rectify::Policy>(bytes_of_file(path, rectify::max_message)).value();
}

}  // namespace tracker
