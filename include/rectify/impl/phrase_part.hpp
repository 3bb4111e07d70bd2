// impl/phrase_part.hpp: a stretch of the calendar as words name it, its year perhaps still open.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <rectify/impl/reckoning.hpp>

#include <algorithm>
#include <cstdlib>

namespace rectify::detail::phrase {

enum class Grain : unsigned char { day, ten_days, week, month, quarter, half, year, plan };

// Where a part's year comes from.
enum class YearIs : unsigned char {
  open,   // 7月底: rule 2
  given,  // 2024年7月底, 今年7月底
  after,  // 次年: so many years after the date before it in the phrase
  month,  // 次月: so many months after it
  day,    // 次日: so many days after it
  bare,   // 15日: the month is open too
  fixed   // 下周五, 2024-W31: the days themselves
};

inline constexpr int month_end = -100;  // a day of the month: its last

struct Part {
  Grain grain = Grain::day;
  YearIs year_is = YearIs::open;
  int year = 0;                          // given; or how many after
  int m1 = 1, d1 = 1, m2 = 12, d2 = 31;  // d2: month_end, or a day
  bool end = false;                      // its last day alone: 底, 末
  Day first{}, last{};                   // fixed
  int weekday = 0;            // 1 Monday … 7 Sunday: what it is said to be; 0: not said
  char style = 0;             // of 2024.7.1: the sign between the numbers
  bool year_follows = false;  // "July to September 2024": one year for both
  int from = 0, to = 0;       // its tokens

  // It is a day, or names one.
  [[nodiscard]] bool is_day() const { return grain == Grain::day || end; }
};

struct Days {
  Day first, last;
};

constexpr int year_of(Day day) { return int{std::chrono::year_month_day{day}.year()}; }
constexpr int month_of(Day day) {
  return static_cast<int>(unsigned{std::chrono::year_month_day{day}.month()});
}
constexpr int weekday_of(Day day) {  // 1970-01-01 was a Thursday
  const auto n = (day.time_since_epoch().count() + 3) % 7;
  return static_cast<int>(n < 0 ? n + 7 : n) + 1;
}
// A day of a year, month_end the month's last; none if there is no such day.
constexpr std::optional<Day> day_in(int year, int month, int d) {
  if (year < 1000 || year > 10000 || month < 1 || month > 12) return std::nullopt;
  const int most = last_of_month(year, month);
  if (d == month_end) d = most;
  if (d < 1 || d > most) return std::nullopt;
  return day(year, static_cast<unsigned>(month), static_cast<unsigned>(d));
}

// The days of a part in a year, 次年 and 次月 already reckoned into it; none if they don't exist.
constexpr std::optional<Days> days_in(const Part& part, int year) {
  if (part.year_is == YearIs::fixed) return Days{part.first, part.last};
  const int years = part.grain == Grain::plan ? 4 : 0;
  const auto first = day_in(year, part.m1, part.d1), last = day_in(year + years, part.m2, part.d2);
  if (!first || !last) return std::nullopt;
  return Days{part.end ? *last : *first, *last};
}

constexpr Part of_day(int month, int d) {
  Part part;
  part.m1 = part.m2 = month;
  part.d1 = part.d2 = d;
  return part;
}
constexpr Part of_months(Grain grain, int first, int last) {
  Part part;
  part.grain = grain;
  part.m1 = first;
  part.m2 = last;
  part.d2 = month_end;
  return part;
}
constexpr Part fixed(Grain grain, Day first, Day last) {
  Part part;
  part.grain = grain;
  part.year_is = YearIs::fixed;
  part.first = first;
  part.last = last;
  return part;
}
constexpr Part in_year(Part part, int year) {
  part.year_is = YearIs::given;
  part.year = year;
  return part;
}

// The Monday of ISO week n of a year (ISO 8601: week 1 has the year's first Thursday); none if the
// year has no such week.
constexpr std::optional<Day> iso_week(int year, int week) {
  const Day fourth = day(year, 1, 4);
  const Day monday = fourth - days(weekday_of(fourth) - 1) + days(7 * (week - 1));
  if (week < 1 || week > 53 || year_of(monday + days(3)) != year) return std::nullopt;
  return monday;
}

}  // namespace rectify::detail::phrase
