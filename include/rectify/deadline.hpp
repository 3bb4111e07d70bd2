// deadline.hpp: the day by whose end something must be done, with the words it came from.
//
//     Result<Deadline> due = read_deadline("30 days", day(2018, 6, 15), "一个月内");
//     if (due) plan(due->due);                        // 2018-07-15
//     else     show(text(due.refusal(), Lang::en));   // of "尽快": what could be written instead
//     due->phrase;                                    // "一个月内": the office's own words
//
// What is read: an ISO day (2018-07-31), or a number of calendar days (30 days, 30天, 30日内,
// P30D), counted from the day after the reference day. Everything else is refused, never guessed.
// Pure; any thread; O(length of the words).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/day.hpp>
#include <rectify/unknown.hpp>

namespace rectify {

struct Deadline {
  Day due{};             // met until the end of this day
  Day reference{};       // the day it was reckoned from
  std::string text{};    // what was read: "30 days"
  std::string phrase{};  // the words of the document, kept as they are: "7月底前"; may be empty
  Unknown unknown{};     // fields of a newer version, kept

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// Reads a deadline against its reference day (the day of the command, or of the document). A count
// of days is 1 to 3660. Refusals: deadline.form, deadline.count, day.none, day.range.
RECTIFY_API Result<Deadline> read_deadline(std::string_view text, Day reference,
                                           std::string_view phrase = {});
// The day alone; allocates nothing but for a refusal.
RECTIFY_API Result<Day> read_due(std::string_view text, Day reference);

enum class Light : unsigned char { grey, green, yellow, red };  // grey: no clock runs

}  // namespace rectify
