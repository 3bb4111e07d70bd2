// month_picture.hpp: months as grids of days, Monday first, side by side as far as they fit.
//
//     std::cout << month_pictures({{{2024y / June, "6月（19 个工作日）"}}}, [&](Day day) {
//       return day == due ? DayMark{'[', ']', Colour::yellow} : DayMark{};
//     }, {.lang = Lang::zh, .places = 80});
//
//     6月（19 个工作日）
//      一  二  三  四  五  六  日
//                           1   2
//       3   4   5   6   7   8   9
//     [10] 11  12 …
//
// What a day is stands in a sign before its number and one behind it, and in its colour: neither
// needs the other. Pure; any thread; O(days).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "table.hpp"

#include <rectify/day.hpp>
#include <rectify/work_calendar.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tracker {

// What a calendar says of a day.
enum class Nature : unsigned char {
  worked,
  weekend,  // off as each week
  holiday,  // off by an exception
  make_up   // worked, on a day that is off each week
};
Nature nature(const rectify::WorkCalendar&, rectify::Day);

// Exceptions that follow each other and are the same: a holiday, or make-up working days.
struct DayRun {
  rectify::Day first{}, last{};
  Nature nature = Nature::holiday;
  std::string name{};  // of its first day; may be empty
  [[nodiscard]] int length() const { return static_cast<int>((last - first).count()) + 1; }
};
// Those of [first, last], in order; a run that begins or ends outside is cut there.
std::vector<DayRun> exceptions(const rectify::WorkCalendar&, rectify::Day first, rectify::Day last,
                               rectify::Lang);

std::string_view month_name(unsigned month);  // 1 to 12: "January"

struct DayMark {
  char before = ' ', after = ' ';
  Colour colour = Colour::none;
};
struct Month {
  std::chrono::year_month of{};
  std::string heading{};  // cut to the month's width
};
struct MonthLook {
  rectify::Lang lang = rectify::Lang::en;
  bool colours = false;
  std::size_t places = 0;    // of the whole; 0: 80. A month is never cut, so one alone may be wider
  bool signs_before = true;  // else there is no room for them, and a month takes 21 places, not 28
  std::size_t most_across = 4;
};

// Each line with its end, none with blanks before it; an empty line between rows of months.
std::string month_pictures(const std::vector<Month>& months,
                           const std::function<DayMark(rectify::Day)>& mark, const MonthLook& look);

}  // namespace tracker
