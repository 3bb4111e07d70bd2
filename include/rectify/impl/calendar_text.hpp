// impl/calendar_text.hpp: a calendar as lines of text, read and written.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/work_calendar.hpp>

#include <map>
#include <tuple>

namespace rectify {

namespace detail {

inline constexpr std::size_t most_calendar_bytes = 10U << 20U;
inline constexpr std::size_t most_line_characters = 1000;
inline constexpr std::size_t least_yearly_run = 20;  // written as one line from so many years on

// Reads one line after the other into rules; the first refusal ends it.
class CalendarReader {
 public:
  std::optional<Refusal> take(std::string_view line) {
    ++number_;
    if (auto no = unfit(line, place(), most_line_characters, Lines::many)) return no;
    if (line.empty() || line.front() == '#') return std::nullopt;
    part(line);
    if (count_ == 0) return refuse("calendar.line", place(), line);
    if (fields_[0] == "published") return take_published(line);
    if (fields_[0] == "weekend") return take_weekend(line);
    if (fields_[0] == "yearly") return take_yearly(line);
    return take_day(line);
  }

  CalendarRules rules;
  std::vector<int> lines;  // of rules.days
  CalendarPlaces places{&lines};

 private:
  [[nodiscard]] std::string place() const { return "calendar:" + std::to_string(number_); }

  // At most six fields; else none.
  void part(std::string_view line) {
    for (count_ = 0; count_ < fields_.size();) {
      const auto tab = line.find('\t');
      fields_[count_++] = line.substr(0, tab);
      if (tab == line.npos) return;
      line.remove_prefix(tab + 1);
    }
    count_ = 0;
  }
  [[nodiscard]] std::string_view field(std::size_t i) const {
    return i < count_ ? fields_[i] : std::string_view();
  }
  std::optional<Refusal> once(std::string& at) {
    const bool again = at.starts_with("calendar:");
    if (again) return refuse("calendar.twice", place(), fields_[0], {at});
    at = place();
    return std::nullopt;
  }

  // "2027" or "2004-2026".
  static std::optional<Years> years(std::string_view text) {
    const Years all{number(text, 0, 4), number(text, text.size() == 9 ? 5 : 0, 4)};
    if ((text.size() == 4 || (text.size() == 9 && text[4] == '-')) && all.first > 0 && all.last > 0)
      return all;
    return std::nullopt;
  }
  std::optional<Refusal> take_published(std::string_view line) {
    if (count_ != 2) return refuse("calendar.line", place(), line);
    if (auto no = once(places.published)) return no;
    const auto read = years(fields_[1]);
    if (!read) return refuse("calendar.years", place(), fields_[1]);
    rules.published = *read;
    return unfit_years(*read, place());
  }
  std::optional<Refusal> take_weekend(std::string_view line) {
    if (count_ != 2) return refuse("calendar.line", place(), line);
    if (auto no = once(places.weekend)) return no;
    const auto no = [&] { return refuse("calendar.weekend", place(), fields_[1]); };
    unsigned off = 0;
    if (fields_[1] != "none") {
      for (std::size_t i = 0; i < fields_[1].size(); ++i) {
        const char c = fields_[1][i];
        if (i % 2 == 1 ? c != ',' : c < '1' || c > '7') return no();
        if (i % 2 == 1) continue;
        const unsigned bit = 1U << static_cast<unsigned>(c - '1');
        if ((off & bit) != 0) return no();
        off |= bit;
      }
      if (fields_[1].size() % 2 == 0) return no();
    }
    rules.weekend = static_cast<Weekdays>(off);
    return good_week(*rules.weekend) ? std::nullopt : std::optional(no());
  }
  std::optional<Refusal> take_day(std::string_view line) {
    const bool begins = line.front() >= '0' && line.front() <= '9';
    if (!begins || count_ < 2 || count_ > 4) return refuse("calendar.line", place(), line);
    auto day = read_day(fields_[0]);
    if (!day) {
      Refusal no = day.refusal();
      no.field = place();
      return no;
    }
    return add(*day, 1);
  }
  std::optional<Refusal> take_yearly(std::string_view line) {
    if (count_ < 3) return refuse("calendar.line", place(), line);
    const int month = number(fields_[1], 0, 2), of_month = number(fields_[1], 3, 2);
    const std::chrono::month_day date{std::chrono::month{static_cast<unsigned>(month)},
                                      std::chrono::day{static_cast<unsigned>(of_month)}};
    if (fields_[1].size() != 5 || fields_[1][2] != '-' || month < 1 || of_month < 1 || !date.ok() ||
        (month == 2 && of_month == 29))
      return refuse("calendar.yearly", place(), fields_[1]);
    Years run{year_of(first_number), year_of(number_of(last_day))};
    if (!field(5).empty()) {
      const auto read = years(field(5));
      if (!read) return refuse("calendar.years", place(), field(5));
      if (auto no = unfit_years(*read, place())) return no;
      run = *read;
    }
    for (int year = run.first; year <= run.last; ++year)
      if (auto no = add(Day{std::chrono::year{year} / date.month() / date.day()}, 2)) return no;
    return std::nullopt;
  }
  std::optional<Refusal> add(Day day, std::size_t at) {
    if (field(at) != "0" && field(at) != "1") return refuse("calendar.working", place(), field(at));
    if (rules.days.size() == most_calendar_days) return too_large();
    rules.days.push_back(
        {day, field(at) == "1", std::string(field(at + 1)), std::string(field(at + 2))});
    lines.push_back(number_);
    return std::nullopt;
  }

  int number_ = 0;
  std::array<std::string_view, 6> fields_{};
  std::size_t count_ = 0;
};

inline std::string years_text(Years years) {
  std::string out;
  digits(out, years.first, 4);
  if (years.last != years.first) digits(out += '-', years.last, 4);
  return out;
}
inline std::string week_text(Weekdays off) {
  std::string out;
  for (unsigned i = 0; i < 7; ++i)
    if ((off >> i & 1U) != 0) (out += out.empty() ? "" : ",") += static_cast<char>('1' + i);
  return out.empty() ? "none" : out;
}
inline void put_exception(std::string& out, const CalendarDay& d, bool all_fields) {
  out += d.working ? "\t1" : "\t0";
  if (all_fields || !d.name.empty() || !d.name_en.empty()) (out += '\t') += d.name;
  if (all_fields || !d.name_en.empty()) (out += '\t') += d.name_en;
}

}  // namespace detail

Result<WorkCalendar> read_calendar(std::string_view tsv, const WorkCalendar& base) {
  if (tsv.size() > detail::most_calendar_bytes) return detail::too_large();
  if (tsv.starts_with("\xef\xbb\xbf")) tsv.remove_prefix(3);  // a byte order mark
  detail::CalendarReader reader;
  while (!tsv.empty()) {
    const auto end = tsv.find('\n');
    auto line = tsv.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (auto no = reader.take(line)) return *no;
    tsv.remove_prefix(end == tsv.npos ? tsv.size() : end + 1);
  }
  const auto body = detail::calendar_body(reader.rules, reader.places);
  if (!body) return body.refusal();
  const WorkCalendar upper(*body);
  const Years mine = upper.published(), below = base.published();
  if (!detail::joined(mine, below))
    return refuse("calendar.gap", reader.places.published, detail::years_text(mine),
                  {std::to_string(mine.first > below.last ? below.last + 1 : below.first - 1),
                   detail::years_text(below)});
  return upper.over(base);
}

std::string write_calendar(const WorkCalendar& calendar) {
  const CalendarRules rules = calendar.rules();
  std::string out;
  if (rules.weekend) out += "weekend\t" + detail::week_text(*rules.weekend) + '\n';
  if (rules.published != Years{}) out += "published\t" + detail::years_text(rules.published) + '\n';

  // What is the same on a day of the year, in the order of the years.
  std::map<std::tuple<std::string, bool, std::string_view, std::string_view>,
           std::vector<std::size_t>>
      same;
  std::vector<std::string> dates(rules.days.size());
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const auto& d = rules.days[i];
    dates[i] = write_day(d.day);
    same[{dates[i].substr(5), d.working, d.name, d.name_en}].push_back(i);
  }
  std::vector<bool> in_run(dates.size());
  const auto year = [&](std::size_t i) { return detail::number(dates[i], 0, 4); };
  for (const auto& [key, at] : same)
    for (std::size_t from = 0, to = 1; from < at.size(); from = to++) {
      while (to < at.size() && year(at[to]) == year(at[to - 1]) + 1) ++to;
      if (to - from < detail::least_yearly_run) continue;
      out += "yearly\t" + std::get<0>(key);
      detail::put_exception(out, rules.days[at[from]], true);
      out += '\t' + detail::years_text({year(at[from]), year(at[to - 1])}) + '\n';
      for (auto k = from; k < to; ++k) in_run[at[k]] = true;
    }
  for (std::size_t i = 0; i < dates.size(); ++i)
    if (!in_run[i]) {
      detail::put_exception(out += dates[i], rules.days[i], false);
      out += '\n';
    }
  return out;
}

}  // namespace rectify
