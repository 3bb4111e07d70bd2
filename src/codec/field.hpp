// field.hpp: bytes that are a message already, put into another one without being read.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace rectify::codec {

// A field of bytes, a text or a message: its tag, its length, itself.
inline void append_field(std::string& bytes, int number, std::string_view value) {
  bytes += static_cast<char>(number << 3 | 2);
  std::size_t size = value.size();
  for (; size >= 0x80; size >>= 7U) bytes += static_cast<char>((size & 0x7fU) | 0x80U);
  bytes += static_cast<char>(size);
  bytes += value;
}

}  // namespace rectify::codec
