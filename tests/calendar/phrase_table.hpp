// phrase_table.hpp: tables of phrases and what they mean, as tests and benchmarks read them.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace rectify {

// phrase, reference, kind or "refused", start, due; the days as they are written, or empty.
struct PhraseRow {
  std::string phrase, reference, kind, start, due;
};

inline std::vector<PhraseRow> phrase_table(const std::string& file) {
  std::vector<PhraseRow> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#' || line.starts_with("phrase\t")) continue;
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t')
        fields.emplace_back();
      else
        fields.back() += c;
    }
    fields.resize(6);
    rows.push_back({fields[0], fields[1], fields[2], fields[3], fields[4]});
  }
  return rows;
}

// What is read, in the table's own words: "date  2024-07-31", or "refused".
inline std::string told(const Result<Deadline>& read) {
  if (!read) return "refused";
  std::string out(name(read->kind));
  out += " " + (read->start ? write_day(*read->start) : "-");
  return out += " " + (read->due ? write_day(*read->due) : "-");
}
inline std::string told(const PhraseRow& row) {
  if (row.kind == "refused") return row.kind;
  return row.kind + " " + (row.start.empty() ? "-" : row.start) + " " +
         (row.due.empty() ? "-" : row.due);
}

}  // namespace rectify
