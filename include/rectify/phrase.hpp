// phrase.hpp: reads a deadline as an office writes it, in Chinese or English.
//
//     auto read = read_phrase("7月底前", day(2024, 5, 20));
//     if (read) plan(*read->due);                     // 2024-07-31
//     else      show(text(read.refusal(), Lang::en)); // of "9月前": both readings, to choose from
//     read_phrase("15个工作日内", day(2024, 5, 20))->due;  // 2024-06-11: over a holiday
//     format(*read, Lang::en);                        // "by 31 July 2024", which reads the same
//     text(explain(*read), Lang::zh);                 // what was read, and every day that is skipped
//
// A real grammar, written down in docs/deadlines.md: dates, periods, counts, working days,
// immediate, continuous, a date and then continuous, milestones. What can't be read for certain is
// refused, with the part that wasn't understood or has two readings; never a guess. Pure; any
// thread; O(length of the phrase), and nothing is allocated but the kept phrase and the acts of
// milestones.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/deadline.hpp>

namespace rectify {

struct ReadingRules {
  const WorkCalendar* calendar = nullptr;  // borrowed; none: China's official one
  // 立行立改 is due so many working days after the reference; 0: that day, or the next working day;
  // none: it has no due day.
  std::optional<int> immediate_working_days{};
  bool roll_off_holidays = false;  // a count of calendar days that ends on a day off: the next
                                   // working day (Civil Code art. 203)
  int review_months = 0;           // of a continuous one that doesn't say; 0: none
};

// Reads a phrase on its reference day: the day of the command, or of the document. Refusals, their
// field "deadline" and their value the part in question: deadline.anchor, .approximate, .condition,
// .count, .fiscal, .fuzzy, .hours, .lower-bound, .masked, .missing, .negation, .no-time, .no-year,
// .order, .past, .recurring, .season, .several, .state, .two-readings, .unclear, .unread, .weekday; day.none,
// day.range, text.utf8, text.control, text.too-long.
RECTIFY_API Result<Deadline> read_phrase(std::string_view phrase, Day reference,
                                         const ReadingRules& = {});

// The canonical phrase: reads back to a deadline that is alike, on the same reference day by the same rules.
RECTIFY_API std::string format(const Deadline&, Lang);

// Days that the counting passed over, and why: "weekend", or the holiday's name.
struct Skipped {
  Day first{}, last{};
  std::string why{};     // a holiday's name; empty: a weekend
  std::string why_en{};  // the same in English, where the calendar has it
};
struct Explanation {
  std::vector<std::string> en{}, zh{};  // a line each: what was read, how the day came about
  std::vector<Skipped> skipped{};       // in order
  bool provisional = false;
};
// How a reading came about, by the rules it was read with. O(days counted).
RECTIFY_API Explanation explain(const Deadline&, const ReadingRules& = {});
RECTIFY_API std::string text(const Explanation&, Lang);  // all of it, a line each

}  // namespace rectify
