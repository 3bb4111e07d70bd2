// told.cpp: whose command a line was that can't be read, from as much of it as is JSON.
// SPDX-License-Identifier: BSL-1.0
#include "stream.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace tracker {
namespace {

// Follows the text until it breaks off; keeps what the outermost object says of "id" and "item".
struct Listener : nlohmann::json_sax<nlohmann::json> {
  Told told;
  std::string key_now;
  int depth = 0;

  [[nodiscard]] bool at(std::string_view name) const { return depth == 1 && key_now == name; }
  bool item(std::int64_t number) {
    if (at("item")) told.item = number;
    return true;
  }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t n) override { return item(n); }
  bool number_unsigned(number_unsigned_t n) override {
    return item(n > static_cast<number_unsigned_t>(INT64_MAX) ? 0 : static_cast<std::int64_t>(n));
  }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t& text) override {
    if (at("id")) told.id = rectify::refuse("", "", text).value;  // shortened
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) item(number);
    return true;
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth > 0; }
  bool end_object() override { return --depth >= 0; }
  bool start_array(std::size_t) override { return ++depth > 0; }
  bool end_array() override { return --depth >= 0; }
  bool key(string_t& name) override {
    if (depth == 1) key_now = name;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }
};

}  // namespace

Told told_by(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || line[first] != '{') return {};
  Listener listener;
  nlohmann::json::sax_parse(line, &listener);
  return listener.told;
}

}  // namespace tracker
