// work_calendar.hpp: which days are worked, and reckoning in working days.
//
//     const WorkCalendar& official = china();
//     official.is_working(day(2023, 10, 7));            // true: a Saturday, worked for National Day
//     official.add(day(2024, 2, 8), 3);                 // 2024-02-19, over Spring Festival
//     official.between(day(2024, 2, 8), day(2024, 2, 19));    // 3
//     official.info(day(2024, 2, 10), Lang::en).name;   // "Spring Festival"
//     official.is_published(day(2026, 12, 22));         // false: 2027's notice may move it
//
//     WorkCalendar ours = make_calendar({.days = {{day(2024, 5, 18), false, "校庆", ""}}}).value();
//     WorkCalendar both = ours.over(official);          // ours wins, day by day
//     Result<WorkCalendar> next = read_calendar("published\t2027\n2027-01-01\t0\t元旦\n", official);
//
// A calendar is a weekend rule, exceptions to it (days off, make-up working days), and the years it
// is published for. Civil days only, 1900 to 2999; outside of them only the weekend rule goes on.
// A value that never changes: its copies share 90 kB, may be read from any thread, and cost nothing.
// All questions are O(1), but add, which is O(log n) where exceptions crowd; no loop over days.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/day.hpp>

#include <initializer_list>
#include <optional>

namespace rectify {

namespace detail {
struct CalendarBody;
}

// Days of the week as bits, Monday the lowest: what is off each week.
using Weekdays = unsigned char;
constexpr Weekdays weekdays(std::initializer_list<std::chrono::weekday> some) {
  unsigned bits = 0;
  for (const auto one : some) bits |= 1U << (one.iso_encoding() - 1);
  return static_cast<Weekdays>(bits);
}
inline constexpr Weekdays saturday_and_sunday =
    weekdays({std::chrono::Saturday, std::chrono::Sunday});

// An exception: a day off, or a make-up working day. Its name is that of the holiday; of a make-up
// day, that of the holiday it pays for. Either name may be empty; at most 60 characters each.
struct CalendarDay {
  Day day{};
  bool working = false;
  std::string name{};     // in Chinese, or the only one: 春节
  std::string name_en{};  // Spring Festival; empty: as `name`

  friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

// First and last year that an authority has published. Both 0: none.
struct Years {
  int first = 0, last = 0;

  friend bool operator==(const Years&, const Years&) = default;
};

// All that a calendar is made of.
struct CalendarRules {
  std::optional<Weekdays> weekend{};  // none: the lower calendar's, or Saturday and Sunday
  std::vector<CalendarDay> days{};    // in any order, each day once; at most 20,000
  Years published{};

  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

struct DayInfo {
  bool working = false;
  std::string_view name{};  // the exception's, or ""; lives as long as a copy of the calendar
  bool published = false;
};

class RECTIFY_API WorkCalendar {
 public:
  WorkCalendar();  // Saturday and Sunday off, nothing else, published for no year
  WorkCalendar(const WorkCalendar&) noexcept;  // O(1); moving is copying
  WorkCalendar& operator=(const WorkCalendar&) noexcept;
  ~WorkCalendar();

  // This calendar on top of another: its exceptions win day by day, its weekend wins where it names
  // one, and what it doesn't speak of is the base's. Published is what either is; years of one that
  // leave a gap to the base's don't count. `unit.over(host.over(china()))`. O(n) in exceptions.
  [[nodiscard]] WorkCalendar over(const WorkCalendar& base) const;

  [[nodiscard]] bool is_working(Day) const noexcept;
  // `lang` chooses the name; where there is none in English, it is the Chinese one. O(log n).
  [[nodiscard]] DayInfo info(Day, Lang lang = Lang::zh) const noexcept;

  // n ≥ 1: the n-th working day after `from`, which itself isn't counted, as in 15个工作日内;
  // n ≤ −1: the −n-th before it; 0: `from`, worked or not. What goes beyond last_day or before
  // first_day comes back as a day outside of them, for the caller to refuse (day.range).
  [[nodiscard]] Day add(Day from, int n) const noexcept;
  // Working days in (from, to]; where `to` is before `from`, those in [to, from) as a negative
  // number. Inverse to add: between(d, add(d, n)) is n; add(d, between(d, e)) is e if e is worked.
  [[nodiscard]] int between(Day from, Day to) const noexcept;
  [[nodiscard]] Day next(Day) const noexcept;      // the first working day after it
  [[nodiscard]] Day previous(Day) const noexcept;  // the last working day before it

  // Certain: the year is published, and the day isn't one of the last ten (22 to 31 December) of
  // the last published year, which the next year's notice can still move.
  [[nodiscard]] bool is_published(Day) const noexcept;
  [[nodiscard]] std::optional<Day> published_until() const noexcept;  // the last certain day
  [[nodiscard]] Years published() const noexcept;

  [[nodiscard]] Weekdays weekend() const noexcept;  // what is off each week
  [[nodiscard]] CalendarRules rules() const;        // sorted by day; make_calendar makes it again
  [[nodiscard]] std::size_t size() const noexcept;  // how many exceptions there are
  friend RECTIFY_API bool operator==(const WorkCalendar&, const WorkCalendar&) noexcept;

 private:
  friend RECTIFY_API Result<WorkCalendar> make_calendar(const CalendarRules&);
  friend RECTIFY_API Result<WorkCalendar> read_calendar(std::string_view, const WorkCalendar&);
  friend RECTIFY_API const WorkCalendar& china();
  explicit WorkCalendar(const detail::CalendarBody* body) noexcept : body_(body) {}

  const detail::CalendarBody*
      body_;  // shared and counted; a bare pointer, since <memory> costs time
};

// A calendar of these rules. Refusals, their field "days[3]": calendar.twice, calendar.too-large,
// calendar.weekend, calendar.years, calendar.year-empty, day.range, text.utf8, text.control,
// text.too-long. O(n log n).
RECTIFY_API Result<WorkCalendar> make_calendar(const CalendarRules&);

// China's official days of 2004 to 2026, from the State Council's yearly notices (impl/china_days.hpp
// names the source). In other years weekends are off and, by the regulation on public holidays
// (全国年节及纪念日放假办法), from 2027 on 1 January, 1–2 May and 1–3 October (as of 2025); before
// 2004 those with a fixed date in the regulation of the time: 1950 to 1999 1 January, 1 May, 1–2
// October, from 1999 on 3 October too, from 2000 on 1–3 May. Before 2004 it knows neither Spring
// Festival nor the make-up days nor the working Saturdays (until 1995): not published. Made at the
// first call, which is safe from any thread.
RECTIFY_API const WorkCalendar& china();

// A calendar's text, put over a base: UTF-8, a line for each fact, its fields parted by tabs.
//
//     # a comment                     (also: an empty line)
//     published  2027                 first-last or one year; makes one run with the base's years
//     weekend    6,7                  what is off each week, 1 is Monday; or: none
//     2027-01-01 0  元旦  New Year's Day      1: worked, 0: off; both names may be left out
//     yearly 05-18  0  校庆  Foundation Day  2027-2999    the years may be left out: all
//
// Refusals, their field "calendar:3" for the third line: calendar.line, calendar.working,
// calendar.yearly, calendar.weekend, calendar.years, calendar.gap, calendar.year-empty,
// calendar.twice, calendar.too-large (10 MiB, 20,000 days), day.*, text.*. O(text).
RECTIFY_API Result<WorkCalendar> read_calendar(std::string_view tsv, const WorkCalendar& base);
// The same form; read over WorkCalendar() it is an equal calendar, if it has at most 20,000 days.
RECTIFY_API std::string write_calendar(const WorkCalendar&);

}  // namespace rectify
