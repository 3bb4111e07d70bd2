// reading.cpp: bytes, text, table, fields.
// SPDX-License-Identifier: BSL-1.0
#include "reading.hpp"

#include "proof.hpp"
#include "session.hpp"

#include <algorithm>

namespace tracker {
namespace {

template <class T>
T take(Outcome<T> outcome, const std::string& path) {
  if (!outcome) throw Unreadable(path, outcome.error());
  return std::move(*outcome);
}

// Whether what was found is what was asked for.
bool fits(Encoding found, std::string wished) {
  std::transform(wished.begin(), wished.end(), wished.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::erase(wished, '-');
  switch (found) {
    case Encoding::utf8:
    case Encoding::utf8_bom: return wished == "utf8";
    case Encoding::gb18030: return wished == "gb18030" || wished == "gbk" || wished == "gb2312";
    case Encoding::utf16le:
    case Encoding::utf16be: return wished.starts_with("utf16");
  }
  return false;
}

}  // namespace

List read_list(const std::string& path, const std::string& encoding, const std::string& mapping) {
  const std::string bytes = bytes_of_file(path);
  List list{.path = path, .sha256 = sha256_of(bytes), .mapped = {}};
  const Decoded decoded = take(decode(bytes), path);
  list.encoding = decoded.encoding;
  if (!encoding.empty() && !fits(decoded.encoding, encoding)) {
    const std::string found(name(decoded.encoding));
    throw Unreadable(
        path, {.code = "encoding.other",
               .value = found,
               .zh = "文件是 " + found + "，不是 " + encoding + "；去掉 --encoding 即可自动识别",
               .en = "the file is " + found + ", not " + encoding +
                     "; without --encoding it is found out"});
  }
  const Csv csv = take(read_csv(decoded.text), path);
  if (mapping.empty()) {
    list.mapped = take(map_rows(csv), path);
  } else {
    const Mapping theirs =
        take(read_mapping(bytes_of_file(mapping, std::size_t{1} << 20U)), mapping);
    list.mapped = take(map_rows(csv, theirs), path);
  }
  return list;
}

}  // namespace tracker
