// deadline_test.cpp: a deadline is reckoned again on another calendar, and moves when its clock was
// stopped. SPDX-License-Identifier: BSL-1.0
#include <rectify/phrase.hpp>
#include <rectify/work_calendar.hpp>

#include <rectify/impl/reckoning.hpp>

#include <gtest/gtest.h>

#include "calendar/phrase_soup.hpp"

using namespace rectify;

namespace {

constexpr Day monday = day(2024, 5, 20);

Deadline read(std::string_view words, Day on = monday, const ReadingRules& rules = {}) {
  return read_phrase(words, on, rules).value();
}
std::string due(const Deadline& d) {
  return (d.due ? write_day(*d.due) : "none") + (d.provisional ? " provisional" : "");
}
// China's days, and a week off from the day on; published to 2040.
WorkCalendar with_a_week_off(Day from) {
  std::string lines = "published\t2027-2040\n";
  for (int year = 2027; year <= 2040; ++year)
    lines += std::to_string(year) + "-06-01\t0\tsome\n";  // each published year has a day
  for (int k = 0; k < 7; ++k) {
    const auto day = write_day(from + days(k));
    if (lines.find(day) == std::string::npos) lines += day + "\t0\tweek\n";
  }
  return read_calendar(lines, china()).value();
}

TEST(Deadlines, AsProgramsWriteThem) {
  EXPECT_EQ(due(read("2018-07-31")), "2018-07-31");
  EXPECT_EQ(read("2018-07-31").text, "2018-07-31");
  EXPECT_EQ(due(read("30 days", day(2018, 6, 15))), "2018-07-15");
  EXPECT_EQ(due(read("P30D", day(2018, 6, 15))), "2018-07-15");
  EXPECT_EQ(read_phrase("2018-02-30", monday).refusal().code, "day.none");
  EXPECT_EQ(read_phrase("3018-01-01", monday).refusal().code, "day.range");
  EXPECT_EQ(read_phrase("30", monday).refusal().code, "deadline.unread");
}
TEST(Deadlines, KeepWhatTheyAreReckonedFrom) {
  const auto counted = read("自2024年6月3日起15个工作日内");
  EXPECT_EQ(counted.counted, day(2024, 6, 3));
  EXPECT_EQ(counted.count.working_days, 15);
  EXPECT_EQ(counted.reference, monday);
  EXPECT_TRUE(counts_working_days(counted));
  EXPECT_FALSE(counts_working_days(read("30日内")));
}

TEST(Reckoning, FollowsTheCalendarWhereDaysWereCounted) {
  const auto far = read("5个工作日内", day(2028, 3, 6));  // a Monday
  EXPECT_EQ(due(far), "2028-03-13 provisional");
  EXPECT_EQ(due(reckon(far, china())), "2028-03-13 provisional");
  EXPECT_EQ(due(reckon(far, with_a_week_off(day(2028, 3, 8)))), "2028-03-20");
  EXPECT_EQ(due(reckon(far, with_a_week_off(day(2028, 7, 1)))), "2028-03-13");  // certain now
}
TEST(Reckoning, LeavesWrittenDaysAlone) {
  for (const auto* words : {"2028年3月10日前", "2028年3月1日至3月10日", "长期坚持", "30日内"}) {
    const auto written = read(words, day(2028, 3, 1));
    EXPECT_EQ(reckon(written, with_a_week_off(day(2028, 3, 8))), written) << words;
  }
}
TEST(Reckoning, OfEveryMilestone) {
  const auto both =
      read("自2028年3月6日起5个工作日内完成排查；2028年3月9日前完成整改", day(2028, 3, 6));
  EXPECT_EQ(due(both), "2028-03-13 provisional");
  const auto later = reckon(both, with_a_week_off(day(2028, 3, 8)));
  EXPECT_EQ(due(later), "2028-03-20");
  EXPECT_EQ(write_day(*later.milestones[0].span.due), "2028-03-20");
  EXPECT_EQ(write_day(*later.milestones[1].span.due), "2028-03-09");
}
TEST(Reckoning, OfWhatGivesWayToAWorkingDay) {
  const auto at_once = read("立行立改", day(2028, 3, 6), {.immediate_working_days = 0});
  EXPECT_EQ(due(at_once), "2028-03-06 provisional");
  EXPECT_EQ(due(reckon(at_once, with_a_week_off(day(2028, 3, 6)))), "2028-03-13");
  const auto rolls = read("10日内", day(2028, 3, 3), {.roll_off_holidays = true});
  EXPECT_EQ(due(rolls), "2028-03-13 provisional");
  EXPECT_EQ(due(reckon(rolls, with_a_week_off(day(2028, 3, 8)))), "2028-03-15");
}
TEST(Reckoning, NeverLeavesTheYearsThatCanBeWritten) {
  const auto last = read("1个工作日内", day(2999, 12, 30));
  auto edge = last;
  edge.count.working_days = 3660;
  EXPECT_EQ(reckon(edge, china()).due, last.due);
}
// Whatever is read is what it is reckoned to be, on the calendar that it was read with.
TEST(Reckoning, OnTheSameCalendarChangesNothing) {
  soup::Random random(11);
  int read_so_far = 0;
  for (int k = 0; k < 40000; ++k) {
    const Day reference = soup::day(random);
    const auto rules = soup::rules(random);
    const auto read = read_phrase(soup::words(random), reference, rules);
    if (!read) continue;
    ++read_so_far;
    ASSERT_EQ(reckon(*read, china()), *read) << read->text;
  }
  EXPECT_GT(read_so_far, 1000);
}

// ── a clock that was stopped ───────────────────────────────────────────────────────────────────

TEST(StoppedClocks, TellWhatIsUsedAndLeft) {
  const auto working = read("10个工作日内");  // 2024-06-03
  const auto on = [](const Deadline& d, Day day) {
    const auto c = detail::clock_days(d, day, china());
    return std::to_string(c.used) + "+" + std::to_string(c.left) + (c.working ? " working" : "");
  };
  EXPECT_EQ(on(working, monday), "0+10 working");
  EXPECT_EQ(on(working, day(2024, 5, 27)), "5+5 working");
  EXPECT_EQ(on(working, day(2024, 6, 5)), "12+-2 working");
  EXPECT_EQ(on(read("2024-06-03"), day(2024, 5, 27)), "7+7");
}
TEST(StoppedClocks, GoOnWithTheDaysThatWereLeft) {
  const auto moved = [](const char* words, Day held, Day resumed) {
    const auto d = read(words);
    return detail::with_left(d, detail::clock_days(d, held, china()), held, resumed, china());
  };
  // Held on Monday with 5 working days left, resumed on Friday: Dragon Boat Festival is off.
  const auto working = moved("10个工作日内", day(2024, 5, 27), day(2024, 6, 7));
  EXPECT_EQ(due(working), "2024-06-17");
  EXPECT_EQ(format(working, Lang::zh), "自2024年6月7日起5个工作日内");
  EXPECT_EQ(working.text, "10个工作日内");
  EXPECT_EQ(due(moved("30日内", day(2024, 5, 27), day(2024, 6, 7))), "2024-06-30");
  EXPECT_EQ(due(moved("2024-06-19", day(2024, 5, 27), day(2024, 6, 7))), "2024-06-30");
  EXPECT_EQ(due(moved("2024-05-22", day(2024, 5, 27), day(2024, 6, 7))),
            "2024-06-02");  // overdue still
  EXPECT_EQ(due(moved("2日内", day(2024, 5, 27), day(2024, 6, 7))), "2024-06-02");
}
TEST(StoppedClocks, MoveTheMilestonesThatWereAhead) {
  const auto d = read("5月24日前完成排查；6月10日前整改；6月20日前报送");
  const auto moved = detail::with_left(d, detail::clock_days(d, day(2024, 6, 1), china()),
                                       day(2024, 6, 1), day(2024, 6, 11), china());
  EXPECT_EQ(write_day(*moved.milestones[0].span.due), "2024-05-24");
  EXPECT_EQ(write_day(*moved.milestones[1].span.due), "2024-06-20");
  EXPECT_EQ(due(moved), "2024-06-30");
}
TEST(StoppedClocks, EndWithTheYearsThatCanBeWritten) {
  const auto d = read("2999-12-20");
  EXPECT_EQ(due(detail::with_left(d, detail::clock_days(d, monday, china()), monday,
                                  day(2100, 1, 1), china())),
            "2999-12-31");
}

}  // namespace
