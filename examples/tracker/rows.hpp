// rows.hpp: turns the rows below a header into fields, by a plan that says which column is what.
//
//     Mapped list = read_rows(csv, 0, {{"title", {1}}, {"source", {}, "CISA KEV"}});
//     for (const MappedRow& row : list.rows) import(row.title);
//     for (const MappingProblem& p : list.problems) show(p.line, p.zh);
//
// What can't be read is told as a problem and left empty. Pure; any thread; O(cells).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "csv.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

// Cells without outer blanks; line breaks within are LF.
struct MappedRow {
  std::size_t line = 0;  // as CsvRow's
  std::string reference, title, description, source, category;
  std::string severity;  // minor, moderate, serious, critical, or empty
  std::string measures, goal, leader, unit, handler;
  std::vector<std::string> co_units;
  std::string supervisor;
  std::string phrase;         // the deadline as written: 7月底前
  std::string due, reported;  // YYYY-MM-DD, a day that exists, or empty
  std::string remarks;
};

// Something in the list that a person should look at.
// Codes: mapping.severity, mapping.due, mapping.reported (unreadable; the field is empty),
// mapping.extra-cell (beyond the headings), mapping.same-field (a second column for a field, not
// read). Of rows left out: mapping.title-row (above the headings), mapping.header-again,
// mapping.total-row, mapping.section-row (one cell only, not a title), mapping.no-title.
struct MappingProblem {
  std::size_t line = 0;
  std::string column;  // its heading as it stands in the file, or empty
  std::string value;
  std::string code;
  std::string zh, en;
  bool left_out = false;  // the row is not among the rows
};

struct Taken {
  std::string field;                  // "unit"
  std::vector<std::string> headings;  // as in the file; "=…" for the same value in each row
};

struct Mapped {
  std::size_t header_line = 0;
  std::vector<Taken> taken;
  std::vector<std::string> unused;  // headings that nothing was read from
  std::vector<MappedRow> rows;
  std::vector<MappingProblem> problems;  // in the order of lines
};

// Where one field is read from.
struct Plan {
  std::string_view field;  // of usual_headings()
  std::vector<std::size_t> columns;
  std::optional<std::string> constant{};
  const std::map<std::string, std::string>* values = nullptr;  // must outlive the reading
};

// The header is a row of the csv, from 0; a title is among the plan. Second columns for a field are
// told where the usual headings chose between them.
Mapped read_rows(const Csv& csv, std::size_t header, const std::vector<Plan>& plan,
                 bool usual = false);

std::vector<std::string> all_trimmed(const std::vector<std::string>& cells);

}  // namespace tracker
