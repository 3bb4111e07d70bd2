// reading.hpp: a list's file, from its bytes to mapped rows.
//
//     List list = read_list("清单.csv", "", "");        // encoding found out, usual headings
//     list.mapped.rows.size();
//
// Throws Unreadable with the place of what can't be read, Cannot where the file can't be opened.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "encoding.hpp"
#include "mapping.hpp"

#include <string>

namespace tracker {

struct List {
  std::string path;
  std::string sha256;  // of the file's bytes
  Encoding encoding{};
  Mapped mapped;
};

// The file is no list that can be read; where, and what would be right.
struct Unreadable : std::exception {
  Unreadable(std::string of, TextError what) : path(std::move(of)), error(std::move(what)) {}
  [[nodiscard]] const char* what() const noexcept override { return error.en.c_str(); }
  std::string path;
  TextError error;
};

// `encoding` empty: found out. `mapping` empty: the usual headings; else a mapping file's path.
List read_list(const std::string& path, const std::string& encoding, const std::string& mapping);

}  // namespace tracker
