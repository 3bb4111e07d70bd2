// impl/phrase_resolve.hpp: from parts to days: which year, which month, how many days.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_part.hpp>
#include <rectify/work_calendar.hpp>

namespace rectify::detail::phrase {

// Without a year nothing is further away than half a year.
inline constexpr days half_a_year{183};

// Why a part has no day: a code of the catalogue, and the two days to choose from, if any.
struct Trouble {
  const char* code = nullptr;
  std::optional<Day> a{}, b{};
};

// The last day of the part on or after `base`, at most half a year away if it is not in base's own
// year. Rule 2.
inline std::optional<Days> open_year(const Part& part, Day base, Trouble& trouble) {
  const int y = year_of(base);
  const auto now = days_in(part, y), next = days_in(part, y + 1);
  if (now && now->last >= base) return now;
  const bool past =  // by its numbers: 29 February is past in March of any year
      now || part.m2 < month_of(base);
  if (past && next && next->last - base <= half_a_year) return next;
  if (now && next) return trouble = {"deadline.no-year", now->last, next->last}, std::nullopt;
  return trouble = {"day.none", {}, {}}, std::nullopt;
}

// The part's day in a month that is so many after base's.
inline std::optional<Days> in_month(const Part& part, Day base, int months) {
  const Day first = months_after(
      Day{std::chrono::year_month_day{base}.year() / std::chrono::year_month_day{base}.month() / 1},
      months);
  Part there = part;
  there.m1 = there.m2 = month_of(first);
  return days_in(there, year_of(first));
}

// One part by itself; `base` is the reference, or the milestone before.
inline std::optional<Days> resolve(const Part& part, Day base, Trouble& trouble) {
  std::optional<Days> found;
  switch (part.year_is) {
    case YearIs::open: return open_year(part, base, trouble);
    case YearIs::fixed: return Days{part.end ? part.last : part.first, part.last};
    case YearIs::given: found = days_in(part, part.year); break;
    case YearIs::after: found = days_in(part, year_of(base) + part.year); break;
    case YearIs::month: found = in_month(part, base, part.year); break;
    case YearIs::day: found = Days{base + days(part.year), base + days(part.year)}; break;
    case YearIs::bare:
      found = in_month(part, base, 0);
      if (found && found->last < base) found = in_month(part, base, 1);
      break;
  }
  if (!found) trouble = {"day.none", {}, {}};
  return found;
}

// The last day of a period that begins on `start`: without a year it is the first on or after it,
// at most half a year later.
inline std::optional<Day> end_after(const Part& part, Day start, Trouble& trouble) {
  if (part.year_is != YearIs::open) {
    const auto found = resolve(part, start, trouble);
    return found ? std::optional(found->last) : std::nullopt;
  }
  const int y = year_of(start);
  const auto now = days_in(part, y), next = days_in(part, y + 1);
  const auto& first = now && now->last >= start ? now : next;
  if (!first) return trouble = {"day.none", {}, {}}, std::nullopt;
  if (first->last - start > half_a_year)
    return trouble = {now && now->last < start ? "deadline.order" : "deadline.no-year",
                      now && now->last >= start ? std::optional(now->last) : std::nullopt,
                      next ? std::optional(next->last) : std::nullopt},
           std::nullopt;
  return first->last;
}

inline std::optional<Days> checked(Day start, Day end, Trouble& trouble) {
  if (start <= end) return Days{start, end};
  return trouble = {"deadline.order", start, end}, std::nullopt;
}

// A period from a to b.
inline std::optional<Days> resolve(const Part& a, const Part& b, Day base, Trouble& trouble) {
  if (a.year_is == YearIs::open) {
    if (b.year_is == YearIs::given || b.year_is == YearIs::fixed) {
      // "11月至2025年2月": the start that rule 2 gives, if it isn't contradicted by the nearest one.
      const auto end = resolve(b, base, trouble);
      if (!end) return std::nullopt;
      Trouble ignored;
      auto by_rule = open_year(a, base, ignored);
      if (by_rule && by_rule->first > end->last) by_rule.reset();
      auto nearest = days_in(a, year_of(end->last));
      if (!nearest || nearest->first > end->last) nearest = days_in(a, year_of(end->last) - 1);
      if (!nearest) return trouble = {"day.none", {}, {}}, std::nullopt;
      if (a.year_follows ? end->last - nearest->first <= days(366) &&
                               year_of(nearest->first) == year_of(end->last)
                         : !by_rule && end->last - nearest->first <= half_a_year)
        return Days{nearest->first, end->last};
      if (by_rule && by_rule->first == nearest->first) return Days{nearest->first, end->last};
      return trouble = {"deadline.two-readings",
                        by_rule ? by_rule->first : nearest->first - days(365), nearest->first},
             std::nullopt;
    }
    const int y = year_of(base);
    for (int k = 0; k < 2; ++k) {
      const auto start = days_in(a, y + k);
      if (!start) return trouble = {"day.none", {}, {}}, std::nullopt;
      const auto end = end_after(b, start->first, trouble);
      if (!end) return std::nullopt;
      if (k == 0 && *end >= base) {
        // 12月至2月, read in January: this winter's, or the next one's?
        if (b.year_is == YearIs::open && year_of(*end) > y) {
          const auto before = days_in(b, y);
          if (before && before->last >= base)
            return trouble = {"deadline.two-readings", before->last, *end}, std::nullopt;
        }
        return checked(start->first, *end, trouble);
      }
      if (k == 1) {
        if (*end - base <= half_a_year) return checked(start->first, *end, trouble);
        return trouble = {"deadline.no-year", end_after(b, days_in(a, y)->first, trouble), *end},
               std::nullopt;
      }
    }
  }
  if (a.year_is == YearIs::bare && b.year_is == YearIs::bare) {
    for (int k = 0; k < 2; ++k) {
      const auto start = in_month(a, base, k);
      if (!start) break;
      const auto end = end_after(b, start->first, trouble);
      if (!end) return std::nullopt;
      if (*end >= base) return checked(start->first, *end, trouble);
    }
    return trouble = {"day.none", {}, {}}, std::nullopt;
  }
  const auto start = resolve(a, base, trouble);
  if (!start) return std::nullopt;
  const auto end = end_after(b, start->first, trouble);
  if (!end) return std::nullopt;
  return checked(start->first, *end, trouble);
}

// A count of something, that ends within ten years. Reckoned only once it is known to be small.
inline bool within_ten_years(const Count& count, Day from, const WorkCalendar& calendar) {
  if (count.none() || count.months < 0 || count.days < 0 || count.working_days < 0 ||
      count.months > 120 || count.days > 3660 || count.working_days > 3660)
    return false;
  Day due = months_after(from, count.months) + days(count.days);
  if (count.working_days > 0) due = calendar.add(due, count.working_days);
  return due <= months_after(from, 120);
}

}  // namespace rectify::detail::phrase
