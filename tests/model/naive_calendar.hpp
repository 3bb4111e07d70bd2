// naive_calendar.hpp: working days by going from day to day, to hold the real calendar against.
//
//     NaiveCalendar days = random_calendar(seed, 2018, 2022);
//     days.add(day(2018, 5, 1), 10);                  // the tenth working day after it
//     WorkCalendar same = days.calendar();            // the same days, as the library has them
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/work_calendar.hpp>

#include <random>
#include <set>

namespace naive {

using namespace rectify;

struct NaiveCalendar {
  std::set<Day> off, worked;  // beside Saturdays and Sundays
  int first = 0, last = 0;    // years that are published

  static bool weekend(Day d) {
    const std::chrono::weekday w{d};
    return w == std::chrono::Saturday || w == std::chrono::Sunday;
  }
  [[nodiscard]] bool works(Day d) const {
    return worked.contains(d) || (!weekend(d) && !off.contains(d));
  }
  [[nodiscard]] Day add(Day d, int n) const {
    while (n > 0)
      if (works(d += days(1))) --n;
    while (n < 0)
      if (works(d -= days(1))) ++n;
    return d;
  }
  [[nodiscard]] int between(Day from, Day to) const {
    int n = 0;
    for (Day d = from; d < to;) n += works(d += days(1)) ? 1 : 0;
    for (Day d = from; d > to;) n -= works(d -= days(1)) ? 1 : 0;
    return n;
  }
  [[nodiscard]] bool certain(Day d) const {
    const int year = static_cast<int>(std::chrono::year_month_day{d}.year());
    return first <= year && year <= last && d < day(last, 12, 22);
  }
  [[nodiscard]] WorkCalendar calendar() const {
    CalendarRules rules;
    for (const Day d : off) rules.days.push_back({d, false, "off", ""});
    for (const Day d : worked) rules.days.push_back({d, true, "worked", ""});
    rules.published = {first, last};
    return make_calendar(rules).value();
  }
};

// Some weekdays off and some weekends worked in each of the years.
inline NaiveCalendar random_calendar(std::uint64_t seed, int first, int last) {
  std::mt19937_64 random(seed);
  NaiveCalendar all;
  all.first = first, all.last = last;
  for (int year = first; year <= last; ++year)
    for (int n = 0; n < 30; ++n) {
      const Day d = day(year, 1, 1) + days(static_cast<int>(random() % 365));
      if (!NaiveCalendar::weekend(d))
        all.off.insert(d);
      else if (n % 3 == 0)
        all.worked.insert(d);
    }
  return all;
}

}  // namespace naive
