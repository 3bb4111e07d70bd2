// deadline_picture.hpp: the days of a deadline on the calendar, with a legend and the holidays.
//
//     DeadlineDays days{.reference = day(2024, 6, 3), .due = day(2024, 6, 13)};
//     days.counted = {{day(2024, 6, 3), day(2024, 6, 13), true}};     // eight working days
//     std::cout << deadline_picture(days, rectify::china(), {.lang = Lang::zh});
//
// Every month from the reference day to the due day, or the first and the last two of them if they
// are more than four. Knows nothing of phrases. Pure; any thread; O(days shown).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "month_picture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracker {

// A count, from the day after `from` to `to`.
struct CountedDays {
  rectify::Day from{}, to{};
  bool working_days_only = false;
};

struct DeadlineDays {
  rectify::Day reference{};
  std::optional<rectify::Day> due{};  // none: nothing to be shown
  std::vector<rectify::Day>
      starts{};  // of periods; what a count begins after, if not the reference
  std::vector<rectify::Day> milestones{};  // due days before the last
  std::vector<CountedDays> counted{};
  bool provisional = false;
};

// Empty without a due day. `signs_before` and `most_across` of the look are its own.
std::string deadline_picture(const DeadlineDays&, const rectify::WorkCalendar&, MonthLook);

}  // namespace tracker
