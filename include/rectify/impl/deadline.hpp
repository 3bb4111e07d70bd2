// impl/deadline.hpp: reads a deadline. An ISO day, or a number of calendar days.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/deadline.hpp>

#include <rectify/impl/day.hpp>

namespace rectify {

namespace detail {

constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "30", "30 days", "30 day", "within 30 days", "30天", "30天内", "30日内", "P30D": the digits, else
// none.
constexpr std::string_view count_of_days(std::string_view text) {
  if (text.starts_with("within ")) text = trimmed(text.substr(7));
  const bool iso = text.starts_with("P") && text.ends_with("D");
  if (iso) text = text.substr(1, text.size() - 2);
  std::size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
  const std::string_view unit = trimmed(text.substr(n));
  for (const std::string_view known : {"", "day", "days", "天", "天内", "日内", "天之内", "日之内"})
    if (unit == known && (unit.empty() || !iso)) return text.substr(0, n);
  return {};
}

}  // namespace detail

Result<Day> read_due(std::string_view text, Day reference) {
  const std::string_view words = detail::trimmed(text);
  if (const auto count = detail::count_of_days(words); !count.empty()) {
    const int n = count.size() <= 5 ? detail::number(count, 0, count.size()) : 0;
    if (n < 1 || n > 3660) return refuse("deadline.count", "deadline", text);
    if (reference + days(n) > last_day) return refuse("day.range", "deadline", text);
    return reference + days(n);
  }
  if (words.size() == 10 && words[4] == '-' && words[7] == '-') return read_day(words);
  return refuse("deadline.form", "deadline", text);
}

Result<Deadline> read_deadline(std::string_view text, Day reference, std::string_view phrase) {
  auto due = read_due(text, reference);
  if (!due) return std::move(due).refusal();
  return Deadline{*due, reference, std::string(detail::trimmed(text)), std::string(phrase), {}};
}

}  // namespace rectify
