// proof.hpp: evidence from the command line. Of a file its name and SHA-256 are kept, not the file.
//
//     std::vector<rectify::Evidence> proof = evidence_of(given);   // --text, --link, --file
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "verb.hpp"

#include <rectify/item.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tracker {

std::vector<rectify::Evidence> evidence_of(const Given& given);  // Cannot if a file can't be read
std::string sha256_of_file(const std::string& path);  // 64 hex digits; reads it piecewise
std::string sha256_of(std::string_view bytes);

}  // namespace tracker
