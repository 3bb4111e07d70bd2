// deadline_test.cpp: a day or a number of days is read as a deadline; all else is refused, never
// guessed. SPDX-License-Identifier: BSL-1.0
#include <rectify/deadline.hpp>

#include <gtest/gtest.h>

using namespace rectify;

namespace {

void reads(std::string_view words, const char* due) {
  const auto deadline = read_deadline(words, day(2018, 6, 15));
  ASSERT_TRUE(deadline) << words << ": " << text(deadline.refusal(), Lang::en);
  EXPECT_EQ(write_day(deadline->due), due) << words;
  EXPECT_EQ(read_due(words, day(2018, 6, 15)).value(), deadline->due) << words;
}
void refuses(std::string_view words, const char* code) {
  const auto deadline = read_deadline(words, day(2018, 6, 15));
  EXPECT_EQ(deadline ? "read as " + write_day(deadline->due) : deadline.refusal().code, code)
      << words;
}

TEST(Deadlines, AreDays) {
  reads("2018-07-31", "2018-07-31");
  reads("  2018-07-31 ", "2018-07-31");
  reads("2017-01-01", "2017-01-01");  // past: it is assign that refuses it
  refuses("2018-02-30", "day.none");
  refuses("3018-01-01", "day.range");
  refuses("2018-07-3x", "day.form");
}
TEST(Deadlines, AreNumbersOfDaysThatBeginOnTheDayAfter) {
  reads("1 day", "2018-06-16");
  reads("30 days", "2018-07-15");
  reads("within 30 days", "2018-07-15");
  reads("30天", "2018-07-15");
  reads("30日内", "2018-07-15");
  reads("30天之内", "2018-07-15");
  reads("P30D", "2018-07-15");
  reads("30", "2018-07-15");
  reads("3660 days", "2028-06-22");
}
TEST(Deadlines, AreFrom1To3660Days) {
  for (const auto* count : {"0 days", "3661 days", "99999天", "123456789012345678901234567890天"})
    refuses(count, "deadline.count");
}
TEST(Deadlines, AreNothingElse) {
  for (const auto* words : {"", " ", "尽快", "7月底前", "15个工作日内", "一个月内", "-3 days",
                            "1.5 days", "3 weeks", "P3W", "PD", "P3 daysD", "P3天D", "days",
                            "within 2018-07-31", "2018-07-31前", "31/07/2018", "30  dayss"})
    refuses(words, "deadline.form");
}
TEST(Deadlines, EndWithTheYearsThatCanBeWritten) {
  EXPECT_EQ(read_due("1 day", day(2999, 12, 30)).value(), last_day);
  EXPECT_EQ(read_due("2 days", day(2999, 12, 30)).refusal().code, "day.range");
}
TEST(Deadlines, KeepTheWordsTheyCameFrom) {
  const auto deadline = read_deadline(" 30 days ", day(2018, 6, 15), "一个月内").value();
  EXPECT_EQ(deadline.text, "30 days");
  EXPECT_EQ(deadline.phrase, "一个月内");
  EXPECT_EQ(deadline.reference, day(2018, 6, 15));
}

}  // namespace
