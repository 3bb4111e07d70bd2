// impl/calendar_body.hpp: a calendar as bits, one a day, that are counted and found in O(1).
//
// Working days are numbered from first_day on: `before` says how many are worked before a day,
// `nth` on which day a number falls. All of WorkCalendar is made of these two (Jacobson's rank and
// select). A day outside 1900 to 2999 follows from the week alone, in closed form.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/work_calendar.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

namespace rectify::detail {

using DayNumber = std::int64_t;  // days since 1970-01-01
constexpr DayNumber number_of(Day day) { return day.time_since_epoch().count(); }
constexpr Day day_at(DayNumber number) { return Day{days{number}}; }

inline constexpr DayNumber first_number = number_of(first_day);
inline constexpr std::size_t all_days =
    static_cast<std::size_t>(number_of(last_day) - first_number) + 1;
inline constexpr std::size_t all_words = (all_days + 63) / 64;

inline constexpr std::uint64_t each_byte = 0x0101010101010101U, high_bits = 0x8080808080808080U;

// In each byte, how many bits are set in it and the bytes below it. (std::popcount is a call where
// the target is any x86-64.)
constexpr std::uint64_t counts_by_byte(std::uint64_t bits) {
  bits -= (bits >> 1U) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2U) & 0x3333333333333333U);
  return ((bits + (bits >> 4U)) & 0x0f0f0f0f0f0f0f0fU) * each_byte;
}
constexpr unsigned count_of(std::uint64_t bits) {
  return static_cast<unsigned>(counts_by_byte(bits) >> 56U);
}
// How many of the eight counts are at most `n`; they and it are below 128.
constexpr unsigned at_most(std::uint64_t counts, unsigned n) {
  const std::uint64_t passed = (((n * each_byte) | high_bits) - counts) & high_bits;
  return static_cast<unsigned>(((passed >> 7U) * each_byte) >> 56U);
}
// Where the bit stands that has `n` set bits below it; there is one. First its byte is found, then
// its place in the byte, whose bits are spread over eight bytes. Without a branch.
constexpr unsigned place_of(std::uint64_t bits, unsigned n) {
  const std::uint64_t counts = counts_by_byte(bits);
  const unsigned byte = at_most(counts, n) * 8;
  const unsigned below = static_cast<unsigned>((counts << 8U) >> byte) & 0xffU;
  const std::uint64_t spread = ((bits >> byte & 0xffU) * each_byte) & 0x8040201008040201U;
  const std::uint64_t ones = ((spread + (high_bits - each_byte)) | spread) >> 7U & each_byte;
  return byte + at_most(ones * each_byte, n - below);
}
static_assert(place_of(1, 0) == 0 && place_of(~0ULL, 63) == 63 &&
              place_of(1ULL << 63U | 1, 1) == 63);

// A week that goes on for ever, in both directions.
class Week {
 public:
  constexpr explicit Week(Weekdays off) {
    for (unsigned i = 0; i < 7; ++i) {
      below_[i] = worked_;
      if ((off >> i & 1U) == 0) nth_[static_cast<std::size_t>(worked_++)] = static_cast<int>(i);
    }
  }
  // Days worked before a day, counted from some day long ago that is always the same.
  [[nodiscard]] constexpr DayNumber before(DayNumber day) const {
    const auto [weeks, rest] = parted(day + 3, 7);  // 1970-01-01 was a Thursday
    return weeks * worked_ + below_[static_cast<std::size_t>(rest)];
  }
  [[nodiscard]] constexpr DayNumber nth(DayNumber n) const {
    const auto [weeks, rest] = parted(n, worked_);
    return weeks * 7 + nth_[static_cast<std::size_t>(rest)] - 3;
  }
  [[nodiscard]] constexpr bool worked(DayNumber day) const { return before(day + 1) > before(day); }

 private:
  struct Parts {
    DayNumber whole, rest;
  };
  static constexpr Parts parted(DayNumber n, DayNumber by) {
    const DayNumber rest = (n % by + by) % by;
    return {(n - rest) / by, rest};
  }
  int worked_ = 0;
  std::array<int, 7> below_{}, nth_{};
};

struct CalendarException {
  std::int32_t day;
  bool working : 1;
  std::uint32_t name : 31;  // which of the names

  friend bool operator==(const CalendarException& a, const CalendarException& b) {
    return a.day == b.day && a.working == b.working && a.name == b.name;
  }
};
struct CalendarName {
  std::string zh, en;
  friend bool operator==(const CalendarName&, const CalendarName&) = default;
};

// An exception on its way into a calendar.
struct CalendarRow {
  DayNumber day;
  bool working;
  std::string_view zh, en;
};

struct CalendarBody {
  // `rows` sorted by day, each day once; a week with a working day.
  CalendarBody(std::optional<Weekdays> named, Years years, const std::vector<CalendarRow>& rows)
      : weekend(named), off(named.value_or(saturday_and_sunday)), week(off), published(years) {
    fill_weeks();
    std::vector<Pair> all;
    all.reserve(rows.size());
    for (const auto& row : rows) all.emplace_back(row.zh, row.en);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    names.reserve(all.size());
    for (const auto& [zh, en] : all) names.push_back({std::string(zh), std::string(en)});
    exceptions.reserve(rows.size());
    for (const auto& row : rows) {
      const auto at = std::lower_bound(all.begin(), all.end(), Pair(row.zh, row.en)) - all.begin();
      exceptions.push_back({static_cast<std::int32_t>(row.day), row.working,
                            static_cast<std::uint32_t>(at) & 0x7fffffffU});
      const auto i = static_cast<std::size_t>(row.day - first_number);
      const std::uint64_t bit = std::uint64_t{1} << i % 64;
      bits[i / 64] = row.working ? bits[i / 64] | bit : bits[i / 64] & ~bit;
    }
    count();
  }

  [[nodiscard]] bool worked(DayNumber day) const {
    const auto i = static_cast<std::uint64_t>(day - first_number);  // before the first: huge
    return i < all_days ? (bits[i / 64] >> i % 64 & 1U) != 0 : week.worked(day);
  }
  // How many days are worked from first_day on and before `day`; negative before first_day.
  [[nodiscard]] DayNumber before(DayNumber day) const {
    const auto i = static_cast<std::uint64_t>(day - first_number);
    if (i < all_days)
      return sums[i / 64] + count_of(bits[i / 64] & ((std::uint64_t{1} << i % 64) - 1));
    return day < first_number
               ? week.before(day) - week.before(first_number)
               : worked_in_all + week.before(day) - week.before(number_of(last_day) + 1);
  }
  // The working day that has `n` before it.
  [[nodiscard]] DayNumber nth(DayNumber n) const {
    if (n < 0) return week.nth(n + week.before(first_number));
    if (n >= worked_in_all)
      return week.nth(n - worked_in_all + week.before(number_of(last_day) + 1));
    const auto i = static_cast<std::size_t>(n);
    std::size_t word = marks[i / 64];
    word += sums[word + 1] <= i ? 1 : 0;  // mostly it is this word or one of the next two
    word += sums[word + 1] <= i ? 1 : 0;
    if (sums[word + 1] <= i) {  // days off crowd
      const auto *first = sums.data() + word + 1, *last = sums.data() + marks[i / 64 + 1] + 1;
      word = static_cast<std::size_t>(std::upper_bound(first, last, i) - sums.data()) - 1;
    }
    return first_number + static_cast<DayNumber>(word * 64) +
           place_of(bits[word], static_cast<unsigned>(i - sums[word]));
  }
  [[nodiscard]] const CalendarException* find(DayNumber day) const {
    const auto at = std::lower_bound(
        exceptions.begin(), exceptions.end(), day,
        [](const CalendarException& e, DayNumber wanted) { return e.day < wanted; });
    return at != exceptions.end() && at->day == day ? &*at : nullptr;
  }
  [[nodiscard]] CalendarRow row(const CalendarException& e) const {
    return {e.day, e.working, names[e.name].zh, names[e.name].en};
  }

  mutable std::atomic<unsigned> owners{1};
  std::optional<Weekdays> weekend;  // as it was named
  Weekdays off;                     // what it comes to
  Week week;
  Years published;
  std::vector<CalendarException> exceptions;  // sorted by day
  std::vector<CalendarName> names;            // sorted, each used

 private:
  using Pair = std::pair<std::string_view, std::string_view>;

  void fill_weeks() {
    std::array<std::uint64_t, 7>
        pattern{};  // 64 days that begin a number of days later in the week
    for (unsigned i = 0; i < 64 + 7; ++i)
      for (unsigned late = 0; late < 7; ++late)
        if (i >= late && i - late < 64 && week.worked(first_number + static_cast<DayNumber>(i)))
          pattern[late] |= std::uint64_t{1} << (i - late);
    for (std::size_t word = 0; word < all_words; ++word) bits[word] = pattern[word % 7];  // 64 ≡ 1
    bits[all_words - 1] &= (std::uint64_t{1} << all_days % 64) - 1;
  }
  void count() {
    std::uint32_t sum = 0;
    std::size_t marked = 0;
    for (std::size_t word = 0; word < all_words; ++word) {
      sums[word] = sum;
      sum += count_of(bits[word]);
      for (; marked * 64 < sum; ++marked) marks[marked] = static_cast<std::uint16_t>(word);
    }
    sums[all_words] = sum;
    worked_in_all = sum;
    for (; marked < marks.size(); ++marked) marks[marked] = all_words - 1;
  }

  std::array<std::uint64_t, all_words> bits{};       // a bit a day, set: worked
  std::array<std::uint32_t, all_words + 1> sums{};   // worked before the word
  std::array<std::uint16_t, all_words + 2> marks{};  // the word of every 64th working day
  DayNumber worked_in_all = 0;
};
static_assert(all_days % 64 != 0 && all_words < 65536);

}  // namespace rectify::detail
