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

#include <rectify/day.hpp>

#include <optional>

namespace rectify {

class WorkCalendar;

enum class DeadlineKind : unsigned char {
  date,                 // by a day, or within a number of calendar days, weeks, months, years
  period,               // from a day to a day: due on its last
  workdays,             // within a number of working days
  immediate,            // 立行立改: due as the rules say, or without a due day
  continuous,           // 长期坚持: no due day
  date_and_continuous,  // 12月底前并长期坚持
  milestones            // several dates, each with its act; the last is the due day
};
std::string_view name(DeadlineKind);  // "date", "date+continuous", …; stable, for programs

// A number that was counted, from the day after a day: months first, then days; or working days.
struct Count {
  int months = 0, days = 0, working_days = 0;

  [[nodiscard]] bool none() const { return months == 0 && days == 0 && working_days == 0; }
  friend bool operator==(const Count&, const Count&) = default;
};

// What a clause says of time.
struct Span {
  std::optional<Day> start{};    // a period's first day
  std::optional<Day> due{};      // its last; the day itself of a date
  std::optional<Day> counted{};  // the day that a count was counted from; none: the reference
  Count count{};                 // none: the day was written
  bool provisional = false;      // due was reckoned past the published working days

  friend bool operator==(const Span&, const Span&) = default;
};

struct Milestone {
  Span span{};
  std::string act{};  // in the words of the phrase: "完成排查"; may be empty

  friend bool operator==(const Milestone&, const Milestone&) = default;
};

// Two readings are equal if they mean the same; their words may differ.
struct Reading {
  DeadlineKind kind = DeadlineKind::date;
  Day reference{};             // the day it was read on
  std::optional<Day> start{};  // of a period; immediate: the reference; continuous: if it is said
  std::optional<Day> due{};    // none for continuous, and for immediate without such a rule
  Span span{};                 // how start and due came about; empty for milestones
  std::vector<Milestone> milestones{};
  bool continuous = false;   // goes on after the due day
  int review_months = 0;     // a continuous one is looked at again every so many; 0: not said
  bool provisional = false;  // due will be reckoned again when the year is published
  std::string phrase{};      // word for word

  friend bool operator==(const Reading& a, const Reading& b) {
    return a.kind == b.kind && a.reference == b.reference && a.start == b.start && a.due == b.due &&
           a.span == b.span && a.milestones == b.milestones && a.continuous == b.continuous &&
           a.review_months == b.review_months && a.provisional == b.provisional;
  }
};

struct ReadingRules {
  const WorkCalendar* calendar = nullptr;  // borrowed; none: China's official one
  // 立行立改 is due so many working days after the reference; 0: that day, or the next working day;
  // none: it has no due day.
  std::optional<int> immediate_working_days{};
  bool roll_off_holidays = false;  // a count of calendar days that ends on a day off: the next
                                   // working day (Civil Code art. 203)
  int review_months = 0;           // of a continuous one that doesn't say; 0: none
};

inline constexpr std::size_t longest_phrase = 500;  // in characters

// Reads a phrase on its reference day: the day of the command, or of the document. Refusals, their
// field "deadline" and their value the part in question: deadline.anchor, .approximate, .condition,
// .count, .fiscal, .fuzzy, .hours, .lower-bound, .masked, .missing, .negation, .no-time, .no-year,
// .order, .past, .recurring, .season, .several, .state, .two-readings, .unread, .weekday; day.none,
// day.range, text.utf8, text.control, text.too-long.
RECTIFY_API Result<Reading> read_phrase(std::string_view phrase, Day reference,
                                        const ReadingRules& = {});

// The canonical phrase: reads back to an equal reading, on the same reference day by the same rules.
RECTIFY_API std::string format(const Reading&, Lang);

// Days that the counting passed over, and why: "weekend", or the holiday's name.
struct Skipped {
  Day first{}, last{};
  std::string why{};  // a holiday's name; empty: a weekend
};
struct Explanation {
  std::vector<std::string> en{}, zh{};  // a line each: what was read, how the day came about
  std::vector<Skipped> skipped{};       // in order
  bool provisional = false;
};
// How a reading came about, by the rules it was read with. O(days counted).
RECTIFY_API Explanation explain(const Reading&, const ReadingRules& = {});
RECTIFY_API std::string text(const Explanation&, Lang);  // all of it, a line each

}  // namespace rectify
