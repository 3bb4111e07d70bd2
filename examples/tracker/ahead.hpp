// ahead.hpp: how far ahead, as a clerk writes it: 5wd, 10d, 2w; 5个工作日, 10天, 2周.
//
//     const auto ahead = read_ahead("5个工作日");    // Ahead{5, Ahead::working_days}
//     day_after(*ahead, today, calendar);            // the fifth working day after today
//
// Pure; any thread; O(text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/day.hpp>

#include <optional>
#include <string_view>

namespace rectify {
class WorkCalendar;
}

namespace tracker {

struct Ahead {
  enum Unit : unsigned char { days, weeks, working_days };
  int count = 0;  // 0 (today) to most_ahead
  Unit unit = days;
};
inline constexpr int most_ahead = 3660;

// Full-width digits, blanks, capitals and 内 make no difference. Nothing where it isn't one.
std::optional<Ahead> read_ahead(std::string_view);

rectify::Day day_after(Ahead, rectify::Day today, const rectify::WorkCalendar&);

}  // namespace tracker
