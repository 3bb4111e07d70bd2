// ahead.cpp: how far ahead, in days, weeks and working days.
// SPDX-License-Identifier: BSL-1.0
#include "ahead.hpp"

#include "words.hpp"

#include <rectify/work_calendar.hpp>

#include <algorithm>
#include <array>

namespace tracker {
namespace {

struct Word {
  std::u32string_view word;
  Ahead::Unit unit;
};
constexpr std::array words{
    Word{U"d", Ahead::days},
    Word{U"day", Ahead::days},
    Word{U"days", Ahead::days},
    Word{U"天", Ahead::days},
    Word{U"日", Ahead::days},
    Word{U"w", Ahead::weeks},
    Word{U"week", Ahead::weeks},
    Word{U"weeks", Ahead::weeks},
    Word{U"周", Ahead::weeks},
    Word{U"星期", Ahead::weeks},
    Word{U"个星期", Ahead::weeks},
    Word{U"wd", Ahead::working_days},
    Word{U"workingday", Ahead::working_days},
    Word{U"workingdays", Ahead::working_days},
    Word{U"工作日", Ahead::working_days},
    Word{U"个工作日", Ahead::working_days},
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Half-width, small letters, no blanks (but between digits: "1 0 d" is no 10 days).
std::u32string plain(std::string_view said) {
  std::u32string out;
  bool blank = false;
  for (const char32_t wide : characters(trimmed(said))) {
    const char32_t c = half_width(wide);
    if (blank && is_digit(c)) out += U' ';
    blank = c == U' ';
    if (!blank) out += c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
  }
  for (const std::u32string_view within : {U"以内", U"之内", U"内"})
    if (out.ends_with(within)) return out.substr(0, out.size() - within.size());
  return out;
}

}  // namespace

std::optional<Ahead> read_ahead(std::string_view said) {
  const std::u32string text = plain(said);
  Ahead ahead;
  std::size_t at = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    ahead.count = ahead.count * 10 + static_cast<int>(text[at] - U'0');
    if (ahead.count > most_ahead) return std::nullopt;
  }
  const auto* const found = std::find_if(words.begin(), words.end(), [&](const Word& w) {
    return w.word == std::u32string_view(text).substr(at);
  });
  if (at == 0 || found == words.end()) return std::nullopt;
  ahead.unit = found->unit;
  return ahead;
}

rectify::Day day_after(Ahead ahead, rectify::Day today, const rectify::WorkCalendar& calendar) {
  switch (ahead.unit) {
    case Ahead::days: return today + rectify::days(ahead.count);
    case Ahead::weeks: return today + std::chrono::weeks(ahead.count);
    case Ahead::working_days: return calendar.add(today, ahead.count);
  }
  return today;
}

}  // namespace tracker
