// mapping.hpp: tells which column of a list is what.
//
//     Outcome<Mapped> list = map_rows(csv);                  // headings as offices write them
//     Outcome<Mapping> theirs = read_mapping(R"({"title": "vulnerabilityName",
//         "description": ["shortDescription", "requiredAction"], "due": "dueDate",
//         "severity": "knownRansomwareCampaignUse", "source": "=CISA KEV",
//         "values": {"severity": {"Known": "critical", "Unknown": "moderate"}}})");
//     Outcome<Mapped> kev = map_rows(csv, *theirs);          // or as a mapping file says
//     for (const MappedRow& row : kev->rows) import(row.title, row.due);
//     for (const MappingProblem& p : kev->problems) show(p.line, p.zh);
//
// In a mapping file a field is a column's name, a list of names (their cells are joined by a line
// break) or, after "=", the same value for each row; "values" replaces single values first. It
// stands for itself: fields it doesn't name stay empty. Nothing is guessed: what can't be read is
// told as a problem and left empty. Pure; any thread; O(cells).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "rows.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

struct Mapping {
  struct Source {
    std::vector<std::string> columns;
    std::optional<std::string> constant;  // then there are no columns
  };
  std::map<std::string, Source, std::less<>> fields;
  std::map<std::string, std::map<std::string, std::string>, std::less<>> values;
};

// Reads a mapping file (JSON in UTF-8). Codes: mapping.json (no JSON; where), mapping.form (neither
// name, list nor constant), mapping.field (no such field; the closest is told), mapping.twice,
// mapping.no-title, mapping.value (a constant or replacement that the field can't hold).
Outcome<Mapping> read_mapping(std::string_view text);

// The header is the row with the most known headings among the first 20, a title's among them.
// Code: mapping.no-header.
Outcome<Mapped> map_rows(const Csv& csv);

// The header is the first of 20 rows with all the columns named. Codes: mapping.no-column (the
// closest heading is told), mapping.column-twice.
Outcome<Mapped> map_rows(const Csv& csv, const Mapping& mapping);

}  // namespace tracker
