// impl/china.hpp: China's official calendar, from its table and the days that the law fixes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/china_days.hpp>
#include <rectify/impl/work_calendar.hpp>

namespace rectify {

namespace detail {

// 全国年节及纪念日放假办法: the days with a date in the sun's year, as they were in force. Spring
// Festival and the three festivals of the moon are not here.
struct FixedDays {
  int first_year, last_year;
  unsigned month, first, last;
  china_table::Name name;
};
inline constexpr FixedDays fixed_days[] = {
    {1950, 2003, 1, 1, 1, china_table::new_year},        // 23 December 1949
    {1950, 1999, 5, 1, 1, china_table::labour_day},      //
    {1950, 1998, 10, 1, 2, china_table::national_day},   //
    {1999, 2003, 10, 1, 3, china_table::national_day},   // 18 September 1999
    {2000, 2003, 5, 1, 3, china_table::labour_day},      //
    {2027, 2999, 1, 1, 1, china_table::new_year},        // 10 November 2024
    {2027, 2999, 5, 1, 2, china_table::labour_day},      //
    {2027, 2999, 10, 1, 3, china_table::national_day}};  //
static_assert(china_table::first_year == 2004 && china_table::last_year == 2026,
              "the fixed days stand where the table doesn't");

inline std::vector<CalendarRow> china_rows() {
  std::vector<CalendarRow> rows;
  for (const auto& run : china_table::runs) {
    const auto month = static_cast<unsigned>(run.first / 100 % 100);
    const auto of_month = static_cast<unsigned>(run.first % 100);
    const DayNumber first = number_of(day(run.first / 10000, month, of_month));
    for (int i = 0; i < run.count; ++i)
      rows.push_back({first + i, run.worked, run.name.zh, run.name.en});
  }
  for (const auto& fixed : fixed_days)
    for (int year = fixed.first_year; year <= fixed.last_year; ++year)
      for (unsigned d = fixed.first; d <= fixed.last; ++d)
        rows.push_back({number_of(day(year, fixed.month, d)), false, fixed.name.zh, fixed.name.en});
  std::sort(rows.begin(), rows.end(),
            [](const CalendarRow& a, const CalendarRow& b) { return a.day < b.day; });
  return rows;
}

}  // namespace detail

const WorkCalendar& china() {
  static const WorkCalendar official(new detail::CalendarBody(
      std::nullopt, {detail::china_table::first_year, detail::china_table::last_year},
      detail::china_rows()));
  return official;
}

}  // namespace rectify
