// impl/work_calendar.hpp: the working-day calendar, made and asked.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/work_calendar.hpp>

#include <rectify/impl/calendar_body.hpp>
#include <rectify/impl/day.hpp>
#include <rectify/impl/text.hpp>

#include <iterator>
#include <limits>
#include <numeric>

namespace rectify {

namespace detail {

inline constexpr std::size_t most_calendar_days = 20'000;
inline constexpr std::size_t most_name_characters = 60;
inline constexpr int uncertain_days = 10;  // at the end of the last published year

constexpr int year_of(DayNumber day) {
  return static_cast<int>(std::chrono::year_month_day{day_at(day)}.year());
}
constexpr bool good_week(Weekdays off) { return off < 0x7f; }

// What follows or overlaps makes one run; nothing where there is a gap.
constexpr std::optional<Years> joined(Years upper, Years lower) {
  if (upper == Years{}) return lower;
  if (lower == Years{}) return upper;
  if (upper.first > lower.last + 1 || upper.last < lower.first - 1) return std::nullopt;
  return Years{std::min(upper.first, lower.first), std::max(upper.last, lower.last)};
}

// Where in its input a fact stands: "days[3]", or "calendar:5" where its lines are given.
struct CalendarPlaces {
  const std::vector<int>* lines = nullptr;  // of the days
  std::string weekend = "weekend", published = "published";
  [[nodiscard]] std::string of(std::size_t i) const {
    return lines == nullptr ? "days[" + std::to_string(i) + "]"
                            : "calendar:" + std::to_string((*lines)[i]);
  }
};

inline std::optional<Refusal> unfit_years(const Years& years, std::string_view field) {
  const int least = static_cast<int>(std::chrono::year_month_day{first_day}.year());
  const int most = static_cast<int>(std::chrono::year_month_day{last_day}.year());
  if (years == Years{} || (years.first >= least && years.last <= most && years.first <= years.last))
    return std::nullopt;
  return refuse("calendar.years", field,
                std::to_string(years.first) + "-" + std::to_string(years.last));
}
inline Refusal too_large() {
  return refuse("calendar.too-large", "calendar", {}, {std::to_string(most_calendar_days), "10"});
}

// The days in their order, checked; or what is wrong with one of them.
inline Result<std::vector<CalendarRow>> sorted_rows(const std::vector<CalendarDay>& given,
                                                    const CalendarPlaces& places) {
  if (given.size() > most_calendar_days) return too_large();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto& d = given[i];
    if (d.day < first_day || d.day > last_day) return refuse("day.range", places.of(i));
    for (const auto& name : {std::string_view(d.name), std::string_view(d.name_en)})
      if (auto no = unfit(name, places.of(i), most_name_characters, Lines::one)) return *no;
  }
  std::vector<std::size_t> order(given.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return given[a].day < given[b].day; });
  std::vector<CalendarRow> rows;
  rows.reserve(given.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto& d = given[order[k]];
    if (k > 0 && given[order[k - 1]].day == d.day)
      return refuse("calendar.twice", places.of(order[k]), write_day(d.day),
                    {places.of(order[k - 1])});
    rows.push_back({number_of(d.day), d.working, d.name, d.name_en});
  }
  return rows;
}

inline std::optional<Refusal> unfit_rules(const CalendarRules& rules,
                                          const std::vector<CalendarRow>& rows,
                                          const CalendarPlaces& places) {
  if (rules.weekend && !good_week(*rules.weekend))
    return refuse("calendar.weekend", places.weekend, std::to_string(*rules.weekend));
  if (auto no = unfit_years(rules.published, places.published)) return no;
  auto row = rows.begin();
  for (int year = rules.published.first; year != 0 && year <= rules.published.last; ++year) {
    while (row != rows.end() && year_of(row->day) < year) ++row;
    if (row == rows.end() || year_of(row->day) != year)
      return refuse("calendar.year-empty", places.published, std::to_string(year));
  }
  return std::nullopt;
}

inline Result<const CalendarBody*> calendar_body(const CalendarRules& rules,
                                                 const CalendarPlaces& places) {
  const auto rows = sorted_rows(rules.days, places);
  if (!rows) return rows.refusal();
  if (auto no = unfit_rules(rules, *rows, places)) return *no;
  return new CalendarBody(rules.weekend, rules.published, *rows);  // owned by who asked
}

}  // namespace detail

WorkCalendar::WorkCalendar() : body_(nullptr) {
  static const detail::CalendarBody plain(std::nullopt, {}, {});  // never counted down to none
  plain.owners.fetch_add(1, std::memory_order_relaxed);
  body_ = &plain;
}
WorkCalendar::WorkCalendar(const WorkCalendar& other) noexcept : body_(other.body_) {
  body_->owners.fetch_add(1, std::memory_order_relaxed);
}
WorkCalendar& WorkCalendar::operator=(const WorkCalendar& other) noexcept {
  WorkCalendar copy(other);
  std::swap(body_, copy.body_);
  return *this;
}
WorkCalendar::~WorkCalendar() {
  if (body_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete body_;
}

Result<WorkCalendar> make_calendar(const CalendarRules& rules) {
  const auto body = detail::calendar_body(rules, {});
  if (!body) return body.refusal();
  return WorkCalendar(*body);
}

WorkCalendar WorkCalendar::over(const WorkCalendar& base) const {
  std::vector<detail::CalendarRow> upper, lower, both;
  upper.reserve(size());
  lower.reserve(base.size());
  for (const auto& e : body_->exceptions) upper.push_back(body_->row(e));
  for (const auto& e : base.body_->exceptions) lower.push_back(base.body_->row(e));
  both.reserve(size() + base.size());
  std::set_union(upper.begin(), upper.end(), lower.begin(), lower.end(),  // of equals, the upper
                 std::back_inserter(both),
                 [](const auto& a, const auto& b) { return a.day < b.day; });
  const auto weekend = body_->weekend ? body_->weekend : base.body_->weekend;
  const Years years = detail::joined(published(), base.published()).value_or(base.published());
  return WorkCalendar(new detail::CalendarBody(weekend, years, both));
}

bool WorkCalendar::is_working(Day day) const noexcept {
  return body_->worked(detail::number_of(day));
}
DayInfo WorkCalendar::info(Day day, Lang lang) const noexcept {
  DayInfo info{is_working(day), {}, is_published(day)};
  if (const auto* e = body_->find(detail::number_of(day))) {
    const auto& name = body_->names[e->name];
    info.name = lang == Lang::en && !name.en.empty() ? name.en : name.zh;
  }
  return info;
}

Day WorkCalendar::add(Day from, int n) const noexcept {
  const auto day = detail::number_of(from);
  if (n > 0) return detail::day_at(body_->nth(body_->before(day + 1) + n - 1));
  if (n < 0) return detail::day_at(body_->nth(body_->before(day) + n));
  return from;
}
int WorkCalendar::between(Day from, Day to) const noexcept {
  const int after = to < from ? 0 : 1;
  const auto count =
      body_->before(detail::number_of(to) + after) - body_->before(detail::number_of(from) + after);
  return static_cast<int>(std::clamp<detail::DayNumber>(count, std::numeric_limits<int>::min(),
                                                        std::numeric_limits<int>::max()));
}
Day WorkCalendar::next(Day day) const noexcept { return add(day, 1); }
Day WorkCalendar::previous(Day day) const noexcept { return add(day, -1); }

bool WorkCalendar::is_published(Day when) const noexcept {
  const auto until = published_until();
  return until && when <= *until && when >= day(published().first, 1, 1);
}
std::optional<Day> WorkCalendar::published_until() const noexcept {
  if (published() == Years{}) return std::nullopt;
  return day(published().last, 12, 31) - days(detail::uncertain_days);
}
Years WorkCalendar::published() const noexcept { return body_->published; }
Weekdays WorkCalendar::weekend() const noexcept { return body_->off; }
std::size_t WorkCalendar::size() const noexcept { return body_->exceptions.size(); }

CalendarRules WorkCalendar::rules() const {
  CalendarRules rules{body_->weekend, {}, published()};
  rules.days.reserve(size());
  for (const auto& e : body_->exceptions)
    rules.days.push_back(
        {detail::day_at(e.day), e.working, body_->names[e.name].zh, body_->names[e.name].en});
  return rules;
}
bool operator==(const WorkCalendar& a, const WorkCalendar& b) noexcept {
  return a.body_ == b.body_ ||
         (a.body_->weekend == b.body_->weekend && a.body_->published == b.body_->published &&
          a.body_->exceptions == b.body_->exceptions && a.body_->names == b.body_->names);
}

}  // namespace rectify
