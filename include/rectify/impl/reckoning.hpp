// impl/reckoning.hpp: how a day is reckoned from a count, and how it moves when the clock is stopped.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/deadline.hpp>
#include <rectify/work_calendar.hpp>

#include <algorithm>

namespace rectify::detail {

constexpr int last_of_month(int year, int month) {
  return static_cast<int>(unsigned{(std::chrono::year{year} / month / std::chrono::last).day()});
}

// The same day of the month, or the month's last (Civil Code art. 202).
constexpr Day months_after(Day from, int months) {
  const std::chrono::year_month_day ymd{from};
  const int all = int{ymd.year()} * 12 + static_cast<int>(unsigned{ymd.month()}) - 1 + months;
  const int y = all / 12, m = all % 12 + 1;
  const int d = std::min(static_cast<int>(unsigned{ymd.day()}), last_of_month(y, m));
  return day(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

// The due day of what is counted; a written day stays.
inline void reckon(Span& span, Day reference, const WorkCalendar& calendar) {
  const Count& count = span.count;
  if (count.none() && !span.to_working_day) return;
  Day due = months_after(span.counted.value_or(reference), count.months) + days(count.days);
  if (count.working_days > 0)
    due = calendar.add(due, count.working_days);
  else if (span.to_working_day && !calendar.is_working(due))
    due = calendar.next(due);
  span.due = due;
  span.provisional = (count.working_days > 0 || span.to_working_day) && !calendar.is_published(due);
}

// The same on a calendar; a span whose day would leave the years that can be written stays.
inline Span reckoned(const Span& span, Day reference, const WorkCalendar& calendar) {
  Span now = span;
  reckon(now, reference, calendar);
  return now.due && (*now.due < first_day || *now.due > last_day) ? span : now;
}

// What milestones come to: the last of them is the due day.
inline void take_last(Deadline& deadline) {
  deadline.due.reset();
  for (const Milestone& one : deadline.milestones) {
    const auto& span = one.span;
    if (!deadline.due || *span.due > *deadline.due ||
        (*span.due == *deadline.due && span.provisional)) {
      deadline.due = span.due;
      deadline.provisional = span.provisional;
    }
  }
}

// How far a clock has come on a day: days used since it began, and days left until the due day,
// negative once that is past. In working days where the deadline counts them.
inline ClockDays clock_days(const Deadline& deadline, Day today, const WorkCalendar& calendar) {
  const Day from = deadline.counted.value_or(deadline.reference);
  if (counts_working_days(deadline))
    return {calendar.between(from, today), calendar.between(today, *deadline.due), true};
  return {static_cast<std::int32_t>((today - from).count()),
          static_cast<std::int32_t>((*deadline.due - today).count()), false};
}

// The deadline with so many days left from a day on. `since`: the day at which its clock stood.
// Milestones that were ahead then move by as many days as the last.
inline Deadline with_left(Deadline deadline, ClockDays left, Day since, Day from,
                          const WorkCalendar& calendar) {
  const auto within = [](Day day) { return std::clamp(day, first_day, last_day); };
  const Day due = within(left.working ? calendar.add(from, left.left) : from + days(left.left));
  if (!deadline.milestones.empty()) {
    const days by = due - *deadline.due;
    for (Milestone& one : deadline.milestones)
      if (*one.span.due >= since) {
        const bool provisional = one.span.provisional;
        one.span = {{}, within(*one.span.due + by), {}, {}, false, provisional};
      }
    take_last(deadline);
    return deadline;
  }
  const bool was_counted = !deadline.count.none() || deadline.to_working_day;
  deadline.due = due;
  if (!was_counted) return deadline;
  deadline.count = {};
  deadline.provisional = deadline.provisional || left.working;
  if (left.left > 0) {
    (left.working ? deadline.count.working_days : deadline.count.days) = left.left;
    deadline.counted = from;
    reckon(deadline, deadline.reference, calendar);
    deadline.due = within(*deadline.due);
  } else {  // nothing is left to count
    deadline.counted.reset();
    deadline.to_working_day = false;
    deadline.provisional = false;
  }
  return deadline;
}

}  // namespace rectify::detail
