// deadline.hpp: by when something must be done, how that came about, and the words it came from.
//
//     Deadline d = read_phrase("15个工作日内", day(2024, 5, 20)).value();    // phrase.hpp
//     d.kind;                                         // DeadlineKind::workdays
//     d.due ? write_day(*d.due) : "";                 // 2024-06-11; none for 长期坚持
//     d.count.working_days;                           // 15, from the day after d.reference
//     reckon(d, china()).due;                         // the same day, on any calendar
//
// A deadline carries what is needed to reckon it again when next year's holidays are published.
// Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/day.hpp>
#include <rectify/unknown.hpp>

#include <array>
#include <optional>

namespace rectify {

class WorkCalendar;

inline constexpr std::size_t longest_phrase = 500;  // in characters

enum class DeadlineKind : unsigned char {
  date,                 // by a day, or within a number of calendar days, weeks, months, years
  period,               // from a day to a day: due on its last
  workdays,             // within a number of working days
  immediate,            // 立行立改: due as the rules say, or without a due day
  continuous,           // 长期坚持: no due day
  date_and_continuous,  // 12月底前并长期坚持
  milestones            // several dates, each with its act; the last is the due day
};
inline constexpr std::array<std::string_view, 7> deadline_names{
    "date", "period", "workdays", "immediate", "continuous", "date+continuous", "milestones"};
constexpr std::string_view name(DeadlineKind kind) {  // stable, for programs
  return deadline_names[static_cast<std::size_t>(kind)];
}

// A number that was counted, from the day after a day: months first, then days; or working days.
struct Count {
  std::int32_t months = 0, days = 0, working_days = 0;

  [[nodiscard]] bool none() const { return months == 0 && days == 0 && working_days == 0; }
  friend bool operator==(const Count&, const Count&) = default;
};

// Days, and how the last of them came about.
struct Span {
  std::optional<Day> start{};    // a period's first day; immediate: the reference
  std::optional<Day> due{};      // met until the end of this day; none: no day is named
  std::optional<Day> counted{};  // the day that a count was counted from; none: the reference
  Count count{};                 // none: the day was written
  bool to_working_day = false;   // a day off gives way to the next working day
  bool provisional = false;      // reckoned past the published working days: not certain yet

  friend bool operator==(const Span&, const Span&) = default;
};

struct Milestone {
  Span span{};
  std::string act{};  // in the words of the phrase: "完成排查"; may be empty
  Unknown unknown{};

  friend bool operator==(const Milestone&, const Milestone&) = default;
};

struct Deadline : Span {
  DeadlineKind kind = DeadlineKind::date;
  Day reference{};                      // the day it was read on
  std::vector<Milestone> milestones{};  // in the order of the words
  bool continuous = false;              // goes on after the due day, or has none
  std::int32_t review_months = 0;  // a continuous one is looked at again every so many; 0: not said
  std::string text{};              // what was read, word for word: "15个工作日内"
  std::string phrase{};            // the document's words where they are others; may be empty
  Unknown unknown{};               // fields of a newer version, kept

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// Whether two deadlines mean the same; their words may differ.
RECTIFY_API bool alike(const Deadline&, const Deadline&);

// Whether its days are counted in working days: 15个工作日内.
constexpr bool counts_working_days(const Deadline& d) {
  return d.kind == DeadlineKind::workdays || d.count.working_days > 0;
}

// The same deadline on a calendar: what was counted in working days, or gives way to them, is
// reckoned again; written days stay. A day past 2999 stays as it was.
RECTIFY_API Deadline reckon(Deadline, const WorkCalendar&);

// How far a clock had come when it was stopped, so that the due day after it can be checked by hand.
struct ClockDays {
  std::int32_t used = 0;  // since the day it counts from: the reference, or when it last went on
  std::int32_t left = 0;  // until the due day; negative: that was past
  bool working = false;   // counted in working days

  friend bool operator==(const ClockDays&, const ClockDays&) = default;
};

enum class Light : unsigned char { grey, green, yellow, red };  // grey: no clock runs

}  // namespace rectify
