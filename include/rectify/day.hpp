// day.hpp: civil days and instants, and how they are written.
//
//     Day due = read_day("2018-07-31").value();
//     Instant now = read_instant("2018-07-31T23:30:00+08:00").value();
//     Day today = day_of(now, shanghai);             // the civil day in the ledger's zone
//     bool late = today > due;                       // false: met until the end of the day
//     write_day(due + days(1));                      // "2018-08-01"
//
// A deadline is a civil day in the ledger's time zone, which is a fixed offset from UTC (China's is
// +08:00 all the year). Years 1900 to 2999. Pure; any thread; O(1).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/result.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace rectify {

using Day = std::chrono::local_days;                               // a civil day; no zone, no hour
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  // a moment; UTC
using Zone = std::chrono::minutes;  // offset from UTC, −14 h to +14 h
using days = std::chrono::days;

inline constexpr Zone shanghai{8 * 60};

constexpr Day day(int year, unsigned month, unsigned of_month) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month}};
}

inline constexpr Day first_day = day(1900, 1, 1), last_day = day(2999, 12, 31);

// The civil day that an instant falls on in a zone; and a day's first instant there.
constexpr Day day_of(Instant at, Zone zone) {
  return Day{std::chrono::floor<days>(at + zone).time_since_epoch()};
}
constexpr Instant start_of(Day day, Zone zone) {
  return Instant{std::chrono::milliseconds{day.time_since_epoch()} - zone};
}

// ISO 8601, YYYY-MM-DD, nothing else. Refusals: day.form, day.none (no such day), day.range.
RECTIFY_API Result<Day> read_day(std::string_view);
RECTIFY_API std::string write_day(Day);

// RFC 3339 with an offset or Z: 2018-07-31T23:30:00+08:00, fractions to the millisecond. A bare day
// is refused: an instant has an hour. Refusals: instant.form, instant.range, day.none.
RECTIFY_API Result<Instant> read_instant(std::string_view);
RECTIFY_API std::string write_instant(Instant, Zone = Zone{0});

}  // namespace rectify
