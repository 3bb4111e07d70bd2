// json_text.hpp: small JSON objects, for what is no protobuf message.
//
//     Object().put("whole", true).put("events", 12).put("flaw", "").text();
//     // {"whole":true,"events":12,"flaw":""}
//
// Texts must be UTF-8, as the library's are. Values; any thread; O(text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace tracker {

inline std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      ((out += "\\u00") += digits[byte >> 4U]) += digits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out += '"';
}

class Object {
 public:
  Object& put(std::string_view name, std::string_view value) { return raw(name, quoted(value)); }
  Object& put(std::string_view name, const char* value) {
    return put(name, std::string_view(value));
  }
  Object& put(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
  template <std::integral N>
  Object& put(std::string_view name, N value) {
    return raw(name, std::to_string(value));
  }
  // A value that is JSON already.
  Object& raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? '{' : ',';
    text_.append(quoted(name)).append(":").append(json);
    return *this;
  }
  [[nodiscard]] std::string text() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

template <class List, class Write>
std::string json_list(const List& list, Write write) {
  std::string out;
  for (const auto& each : list) (out += out.empty() ? "[" : ",") += write(each);
  return out.empty() ? "[]" : out + "]";
}

}  // namespace tracker
