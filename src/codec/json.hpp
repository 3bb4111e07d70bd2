// json.hpp: protobuf bytes ↔ protobuf's JSON, over descriptors of our own that nobody else sees.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace rectify::codec {

// `message`: "Item", of rectify.v1. False if it can't be read; `error` then says why.
bool json_of(std::string_view message, const std::string& bytes, std::string& json);
bool bytes_of(std::string_view message, std::string_view json, std::string& bytes,
              std::string& error);

// Of JSON from outside: bounded, each field once, or why not in our words.
Result<std::string> bytes_of_json(std::string_view message, std::string_view json,
                                  std::size_t most);

// What protobuf passes over: a field that stands twice in one object (field.twice), "no" where true or
// false is wanted (json.form). Only of JSON that bytes_of could read.
std::optional<Refusal> passed_over(std::string_view message, std::string_view json);

}  // namespace rectify::codec
