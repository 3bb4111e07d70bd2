// work_calendar_test.cpp: a calendar reckons as a loop over its days does.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/work_calendar.hpp>

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace rectify;

namespace {

using std::chrono::weekday;

std::string refused(const Result<WorkCalendar>& calendar) {
  return calendar ? "accepted" : calendar.refusal().field + " " + calendar.refusal().code;
}
WorkCalendar of(CalendarRules rules) { return make_calendar(rules).value(); }
constexpr Weekdays friday_and_saturday = weekdays({std::chrono::Friday, std::chrono::Saturday});

// What a calendar means, with nothing clever: a map and a loop.
struct Naive {
  Weekdays weekend;
  std::map<Day, bool> exceptions{};

  explicit Naive(const CalendarRules& rules)
      : weekend(rules.weekend.value_or(saturday_and_sunday)) {
    for (const auto& d : rules.days) exceptions[d.day] = d.working;
  }
  [[nodiscard]] bool is_working(Day d) const {
    const auto found = exceptions.find(d);
    return found != exceptions.end() ? found->second
                                     : (weekend >> (weekday{d}.iso_encoding() - 1) & 1) == 0;
  }
  [[nodiscard]] Day add(Day from, int n) const {
    for (const int step = n < 0 ? -1 : 1; n != 0;)
      if (is_working(from += days(step))) n -= step;
    return from;
  }
  [[nodiscard]] int between(Day from, Day to) const {
    int count = 0;
    for (Day d = from + days(1); d <= to; d += days(1)) count += is_working(d) ? 1 : 0;
    for (Day d = to; d < from; d += days(1)) count -= is_working(d) ? 1 : 0;
    return count;
  }
};

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int number(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(engine_);
  }
  // Near either end of the years or anywhere, beyond the ends too.
  Day day_near(int about) {
    static constexpr Day centres[] = {first_day, last_day, rectify::day(2020, 6, 15)};
    return centres[about] + days(number(-400, 400));
  }
  CalendarRules rules(int about, bool published = true) {
    CalendarRules rules;
    if (number(0, 3) > 0) rules.weekend = static_cast<Weekdays>(number(0, 126));
    std::map<Day, CalendarDay> all;
    const int count = number(0, 3) == 0 ? number(0, 2000) : number(0, 40);
    const bool off_days = number(0, 4) == 0;  // long runs of days off
    for (int i = 0; i < count; ++i) {
      Day d = day_near(about);
      d = std::min(std::max(d, first_day), last_day);
      all[d] = {d, !off_days && number(0, 1) == 1,
                std::string(static_cast<std::size_t>(number(0, 3)), 'n'),
                number(0, 2) == 0 ? "name" : ""};
    }
    for (const auto& [d, one] : all) rules.days.push_back(one);
    std::shuffle(rules.days.begin(), rules.days.end(), engine_);
    if (published && !rules.days.empty()) {
      const int year = static_cast<int>(std::chrono::year_month_day{rules.days.front().day}.year());
      rules.published = {year, year};
    }
    return rules;
  }
  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

void agree(const WorkCalendar& calendar, const Naive& naive, Dice& dice, int about) {
  for (int i = 0; i < 40; ++i) {
    const Day from = dice.day_near(about), to = dice.day_near(about);
    const int n = dice.number(-300, 300);
    ASSERT_EQ(calendar.is_working(from), naive.is_working(from)) << write_day(from);
    ASSERT_EQ(calendar.add(from, n), naive.add(from, n)) << write_day(from) << " + " << n;
    ASSERT_EQ(calendar.between(from, to), naive.between(from, to))
        << write_day(from) << " to " << write_day(to);
    ASSERT_EQ(calendar.next(from), naive.add(from, 1));
    ASSERT_EQ(calendar.previous(from), naive.add(from, -1));
  }
}

TEST(WorkCalendar, IsFromMondayToFridayAtFirst) {
  const WorkCalendar plain;
  EXPECT_EQ(plain.weekend(), saturday_and_sunday);
  EXPECT_TRUE(plain.is_working(day(2024, 2, 9)));  // a Friday
  EXPECT_FALSE(plain.is_working(day(2024, 2, 10)));
  EXPECT_EQ(plain.next(day(2024, 2, 9)), day(2024, 2, 12));
  EXPECT_EQ(plain.published_until(), std::nullopt);
  EXPECT_FALSE(plain.is_published(day(2024, 2, 9)));
  EXPECT_EQ(plain.size(), 0U);
}
TEST(WorkCalendar, CountsFromTheDayAfter) {
  EXPECT_EQ(china().add(day(2024, 2, 8), 1), day(2024, 2, 9));
  EXPECT_EQ(china().add(day(2024, 2, 9), 1), day(2024, 2, 18));   // a Sunday, worked
  EXPECT_EQ(china().add(day(2024, 2, 12), 1), day(2024, 2, 18));  // from within the holiday
  EXPECT_EQ(china().add(day(2024, 2, 12), 0), day(2024, 2, 12));
  EXPECT_EQ(china().add(day(2024, 2, 12), -1), day(2024, 2, 9));
  EXPECT_EQ(china().previous(day(2024, 2, 18)), day(2024, 2, 9));
  EXPECT_EQ(china().add(day(2018, 6, 15), 15), day(2018, 7, 9));  // 15个工作日内
  EXPECT_EQ(china().between(day(2018, 6, 15), day(2018, 7, 9)), 15);
  EXPECT_EQ(china().between(day(2018, 7, 9), day(2018, 6, 15)), -15);
  EXPECT_EQ(china().between(day(2024, 2, 12), day(2024, 2, 12)), 0);
}
TEST(WorkCalendar, AgreesWithALoopOverTheDays) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    const int about = static_cast<int>(seed % 3);
    const auto rules = dice.rules(about);
    SCOPED_TRACE(seed);
    ASSERT_NO_FATAL_FAILURE(agree(of(rules), Naive(rules), dice, about));
  }
}
TEST(WorkCalendar, AddsWhatLiesBetween) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Dice dice(seed);
    const int about = static_cast<int>(seed % 3);
    const auto calendar = of(dice.rules(about));
    Day before = calendar.add(day(2020, 1, 1), -2001);
    for (int n = -2000; n <= 2000; n += dice.number(1, 7)) {
      const Day from = dice.day_near(about), to = dice.day_near(about);
      ASSERT_EQ(calendar.between(from, calendar.add(from, n)), n) << seed << " " << write_day(from);
      const Day back = calendar.add(from, calendar.between(from, to));
      if (calendar.is_working(to)) {
        ASSERT_EQ(back, to) << seed;
      }
      const Day later = calendar.add(day(2020, 1, 1), n);
      ASSERT_LT(before, later) << seed;  // more days, a later day
      before = later;
    }
  }
}
TEST(WorkCalendar, GoesOnByTheWeekBeyondTheYears) {
  const WorkCalendar plain;
  EXPECT_EQ(plain.add(last_day, 5), last_day + days(7));
  EXPECT_EQ(plain.add(first_day, -5), first_day - days(7));
  EXPECT_EQ(plain.between(first_day - days(7000), last_day + days(7000)),
            plain.between(first_day, last_day) + 10'000);
  EXPECT_GT(plain.add(last_day, 2'000'000'000), last_day + days(2'799'999'000));
  EXPECT_LT(plain.add(last_day, -2'000'000'000), first_day);
  EXPECT_EQ(plain.between(last_day, plain.add(last_day, 2'000'000'000)), 2'000'000'000);
}
TEST(WorkCalendar, FindsTheDayBehindALongStandstill) {
  CalendarRules rules;
  for (Day d = day(2020, 1, 1); rules.days.size() < 20'000; d += days(1))
    rules.days.push_back({d, false, "", ""});
  EXPECT_EQ(of(rules).next(day(2020, 1, 1)), day(2020, 1, 1) + days(20'000));
  rules.weekend = weekdays({std::chrono::Monday, std::chrono::Tuesday, std::chrono::Wednesday,
                            std::chrono::Thursday, std::chrono::Friday, std::chrono::Saturday});
  EXPECT_EQ(weekday{of(rules).next(day(2020, 1, 1))}, std::chrono::Sunday);
}

TEST(Overlay, IsWonByTheUpperDayByDay) {
  const auto unit = of({.weekend = friday_and_saturday,
                        .days = {{day(2024, 2, 12), true, "值班", ""},
                                 {day(2024, 5, 18), false, "校庆", "Foundation Day"}}});
  const auto both = unit.over(china());
  EXPECT_TRUE(both.is_working(day(2024, 2, 12)));
  EXPECT_EQ(both.info(day(2024, 2, 12)).name, "值班");
  EXPECT_EQ(both.info(day(2024, 2, 12), Lang::en).name, "值班");
  EXPECT_EQ(both.info(day(2024, 5, 18), Lang::en).name, "Foundation Day");
  EXPECT_FALSE(both.is_working(day(2024, 2, 13)));       // China's
  EXPECT_TRUE(both.is_working(day(2024, 3, 3)));         // a Sunday, worked in this unit
  EXPECT_EQ(both.published_until(), day(2026, 12, 21));  // is China's
  EXPECT_EQ(WorkCalendar().over(china()), china());
  EXPECT_EQ(china().over(WorkCalendar()), china());
  EXPECT_FALSE(both == china());
}
TEST(Overlay, AgreesWithOneMapOverAnother) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Dice dice(seed);
    const int about = static_cast<int>(seed % 3);
    const auto lower = dice.rules(about), middle = dice.rules(about), upper = dice.rules(about);
    Naive naive(lower);
    for (const auto* rules : {&middle, &upper}) {
      naive.weekend = rules->weekend.value_or(naive.weekend);
      for (const auto& d : rules->days) naive.exceptions[d.day] = d.working;
    }
    const auto a = of(upper), b = of(middle), c = of(lower);
    SCOPED_TRACE(seed);
    ASSERT_NO_FATAL_FAILURE(agree(a.over(b.over(c)), naive, dice, about));
    ASSERT_EQ(a.over(b.over(c)).rules().days, a.over(b).over(c).rules().days);
  }
}
TEST(Overlay, JoinsThePublishedYearsWhereThereIsNoGap) {
  const auto year = [](int y) {
    return of({.days = {{day(y, 1, 1), false, "", ""}}, .published = {y, y}});
  };
  EXPECT_EQ(year(2027).over(china()).published(), (Years{2004, 2027}));
  EXPECT_EQ(year(2028).over(china()).published(), (Years{2004, 2026}));
  EXPECT_EQ(year(2028).over(year(2027)).over(china()).published(), (Years{2004, 2028}));
  EXPECT_EQ(year(2027).over(china()).published_until(), day(2027, 12, 21));
  EXPECT_TRUE(year(2027).over(china()).is_published(day(2026, 12, 31)));
}

TEST(WorkCalendar, IsAValue) {
  auto a = of({.days = {{day(2024, 5, 18), false, "校庆", ""}}});
  const auto name = a.info(day(2024, 5, 18)).name;
  auto b = a;
  a = WorkCalendar();
  auto c = std::move(b);
  EXPECT_EQ(name, "校庆");  // as long as a copy lives
  EXPECT_EQ(c, of(c.rules()));
  EXPECT_EQ(a, WorkCalendar());
  b = c;
  const auto& same = b;
  b = same;
  EXPECT_EQ(b, c);
}
TEST(WorkCalendar, RefusesRulesThatMeanNothing) {
  const CalendarDay a_day{day(2024, 5, 18), false, "", ""};
  const auto with = [](const CalendarDay& d) { return refused(make_calendar({.days = {d}})); };
  EXPECT_EQ(refused(make_calendar({.weekend = Weekdays{0x7f}})), "weekend calendar.weekend");
  EXPECT_EQ(refused(make_calendar({.weekend = Weekdays{0x80}})), "weekend calendar.weekend");
  EXPECT_EQ(refused(make_calendar({.days = {a_day, a_day}})), "days[1] calendar.twice");
  EXPECT_EQ(with({first_day - days(1), false, "", ""}), "days[0] day.range");
  EXPECT_EQ(with({last_day + days(1), false, "", ""}), "days[0] day.range");
  EXPECT_EQ(with({first_day, false, "\xff", ""}), "days[0] text.utf8");
  EXPECT_EQ(with({first_day, false, "", "a\tb"}), "days[0] text.control");
  EXPECT_EQ(with({first_day, false, std::string(61, 'x'), ""}), "days[0] text.too-long");
  for (const Years years : {Years{2024, 2023}, Years{0, 2024}, Years{2024, 0}, Years{1899, 2024},
                            Years{2024, 3000}, Years{-1, -1}})
    EXPECT_EQ(refused(make_calendar({.days = {a_day}, .published = years})),
              "published calendar.years");
  EXPECT_EQ(refused(make_calendar({.days = {a_day}, .published = {2024, 2025}})),
            "published calendar.year-empty");
  CalendarRules many;
  for (int i = 0; i <= 20'000; ++i) many.days.push_back({first_day + days(i), false, "", ""});
  EXPECT_EQ(refused(make_calendar(many)), "calendar calendar.too-large");
}

}  // namespace
