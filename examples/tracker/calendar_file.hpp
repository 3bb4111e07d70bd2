// calendar_file.hpp: a working-day calendar from a file's bytes, put over another.
//
//     Outcome<WorkCalendar> next = read_calendar_file(bytes, rectify::china());
//     if (next) next->is_published(day(2027, 6, 1));
//     else      show(text(next.error(), Lang::zh));    // the line or the key, and what would be right
//
// Two forms are known, told apart by the first character. rectify's own lines, as
// rectify::read_calendar has them. And the JSON of the packages chinese-days (npm, PyPI), which
// follow each year's official notice within days:
//
//     {"holidays":   {"2027-01-01": "New Year's Day,元旦,1", …},    off
//      "workdays":   {"2027-02-20": "Spring Festival,春节,3", …},   make-up working days
//      "inLieuDays": {"2027-02-12": "Spring Festival,春节,3", …}}   off; nearly always holidays too
//
// A year of that JSON is published if 1 October is off in it: each notice has National Day, while a
// day of December can belong to the notice of the next year. Pure; any thread; O(bytes), and no more
// memory than its days take: at most 10 MiB, 20,000 days.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "encoding.hpp"

#include <rectify/work_calendar.hpp>

#include <string_view>

namespace tracker {

inline constexpr std::size_t most_calendar_bytes = std::size_t{10} << 20U;

// Codes: those of rectify::read_calendar; and of JSON: calendar.json (no JSON, or of another form),
// calendar.key (no such list), calendar.value (a day without its names), calendar.twice,
// calendar.gap, calendar.too-large, day.*, text.*.
Outcome<rectify::WorkCalendar> read_calendar_file(std::string_view bytes,
                                                  const rectify::WorkCalendar& base);

}  // namespace tracker
