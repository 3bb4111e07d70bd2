// calendar_text_test.cpp: a calendar's text is read, refused with its line, and written.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/work_calendar.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace rectify;

namespace {

std::string refused(std::string_view tsv, const WorkCalendar& base = {}) {
  const auto calendar = read_calendar(tsv, base);
  return calendar ? "accepted" : calendar.refusal().field + " " + calendar.refusal().code;
}
WorkCalendar of(std::string_view tsv, const WorkCalendar& base = {}) {
  return read_calendar(tsv, base).value();
}
void writes_what_reads_back(const WorkCalendar& calendar) {
  const auto text = write_calendar(calendar);
  const auto again = read_calendar(text, {});
  ASSERT_TRUE(again) << rectify::text(again.refusal(), Lang::en) << "\n" << text.substr(0, 2000);
  ASSERT_TRUE(*again == calendar) << text.substr(0, 2000);
  ASSERT_EQ(write_calendar(*again), text);
}

TEST(CalendarText, OfAYearGoesOverTheOfficialDays) {
  const auto next =
      of("# 2027\n"
         "published\t2027\n"
         "2027-01-01\t0\t元旦\tNew Year's Day\n"
         "2027-01-04\t0\t元旦\tNew Year's Day\n"
         "\n"
         "2026-12-27\t1\t元旦\n",
         china());
  EXPECT_EQ(next.published(), (Years{2004, 2027}));
  EXPECT_TRUE(next.is_published(day(2026, 12, 31)));
  EXPECT_TRUE(next.is_working(day(2026, 12, 27)));  // the notice moved a day of the year before
  EXPECT_FALSE(next.is_working(day(2027, 1, 4)));
  EXPECT_EQ(next.info(day(2027, 1, 4), Lang::en).name, "New Year's Day");
  EXPECT_EQ(next.info(day(2026, 12, 27), Lang::en).name, "元旦");
  EXPECT_FALSE(next.is_working(day(2024, 2, 12)));
}
TEST(CalendarText, MayCarryAByteOrderMarkAndBothLineEnds) {
  EXPECT_EQ(of("\xef\xbb\xbf# x\r\n2027-01-01\t0\t元旦\r\n"), of("2027-01-01\t0\t元旦"));
}
TEST(CalendarText, NamesTheWeekend) {
  EXPECT_EQ(of("weekend\t5,6\n").weekend(), weekdays({std::chrono::Friday, std::chrono::Saturday}));
  EXPECT_EQ(of("weekend\t7").weekend(), weekdays({std::chrono::Sunday}));
  EXPECT_EQ(of("weekend\tnone").weekend(), 0);
  EXPECT_EQ(of("").weekend(), saturday_and_sunday);
  for (const auto* no : {"", "8", "0", "6,", ",6", "66", "6;7", "6,6", "6, 7", "1,2,3,4,5,6,7"})
    EXPECT_EQ(refused("weekend\t" + std::string(no)), "calendar:1 calendar.weekend") << no;
}
TEST(CalendarText, HasDaysOfEveryYear) {
  const auto school = of("yearly\t05-18\t0\t校庆\n");
  EXPECT_FALSE(school.is_working(day(1900, 5, 18)) || school.is_working(day(2999, 5, 18)));
  const auto some = of("yearly\t05-18\t0\t校庆\t\t2027-2030\nyearly\t05-20\t1\t\t\t2028");
  EXPECT_EQ(some.size(), 5U);
  EXPECT_TRUE(some.is_working(day(2028, 5, 20)));  // a Saturday
  for (const auto* no : {"5-18", "13-01", "00-01", "01-00", "02-30", "02-29", "0518", "05-1x", ""})
    EXPECT_EQ(refused("yearly\t" + std::string(no) + "\t0"), "calendar:1 calendar.yearly") << no;
  for (const auto* no : {"27", "2030-2027", "2027-", "-2027", "1899", "2027-3000", "2027 2028"})
    EXPECT_EQ(refused("yearly\t05-18\t0\t\t\t" + std::string(no)), "calendar:1 calendar.years");
}
TEST(CalendarText, IsRefusedWithItsLine) {
  EXPECT_EQ(refused("# a\n2027-01-01 0 元旦"), "calendar:2 calendar.line");
  EXPECT_EQ(refused("2027-01-01\t0\t元旦\t\tmore"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("1\t2\t3\t4\t5\t6\t7"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("published"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("weekend"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("yearly\t01-01"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("holidays\t01-01"), "calendar:1 calendar.line");
  EXPECT_EQ(refused("2027-1-1\t0"), "calendar:1 day.form");
  EXPECT_EQ(refused("\n\n2027-02-29\t0"), "calendar:3 day.none");
  EXPECT_EQ(refused("3027-02-28\t0"), "calendar:1 day.range");
  EXPECT_EQ(refused("2027-01-01\t2"), "calendar:1 calendar.working");
  EXPECT_EQ(refused("2027-01-01\t元旦"), "calendar:1 calendar.working");
  EXPECT_EQ(refused("2027-01-02\t0\n2027-01-01\t0\n2027-01-02\t0"), "calendar:3 calendar.twice");
  EXPECT_EQ(refused("2027-01-01\t0\nyearly\t01-01\t1"), "calendar:2 calendar.twice");
  EXPECT_EQ(refused("published\t2027\npublished\t2027\n"), "calendar:2 calendar.twice");
  EXPECT_EQ(refused("weekend\t6\nweekend\t6\n"), "calendar:2 calendar.twice");
  EXPECT_EQ(refused("2027-01-01\t0\t\xd4\xaa\xb5\xa9"), "calendar:1 text.utf8");  // GBK
  EXPECT_EQ(refused("2027-01-01\t0\ta\rb"), "calendar:1 text.control");
  EXPECT_EQ(refused("2027-01-01\t0\t" + std::string(61, 'x')), "calendar:1 text.too-long");
  EXPECT_EQ(refused("#" + std::string(1000, 'x')), "calendar:1 text.too-long");
}
TEST(CalendarText, SaysWhatWouldBeRight) {
  const auto no = read_calendar("2027-01-02\t0\n2027-01-01\t0\n2027-01-02\t1", {}).refusal();
  EXPECT_EQ(text(no, Lang::en),
            "calendar:3: \"2027-01-02\": a calendar says a thing once (it stands already at "
            "calendar:1); wanted: one of the two");
}
TEST(CalendarText, PublishesYearsThatFollowEachOtherAndHaveDays) {
  const std::string days = "2027-01-01\t0\n2028-01-01\t0\n2003-01-01\t0\n";
  EXPECT_EQ(of(days + "published\t2027-2028", china()).published(), (Years{2004, 2028}));
  EXPECT_EQ(of(days + "published\t2003", china()).published(), (Years{2003, 2026}));
  EXPECT_EQ(of(days, china()).published(), (Years{2004, 2026}));
  const auto gap = read_calendar(days + "published\t2028", china());
  ASSERT_FALSE(gap);
  EXPECT_EQ(gap.refusal(), refuse("calendar.gap", "calendar:4", "2028", {"2027", "2004-2026"}));
  EXPECT_EQ(refused(days + "published\t2027-2029", china()), "calendar:4 calendar.year-empty");
  EXPECT_EQ(refused("published\t2027", china()), "calendar:1 calendar.year-empty");
  for (const auto* no : {"", "27", "2028-2027", "1899", "3000", "2027,2028", "2027-", "20270"})
    EXPECT_EQ(refused("published\t" + std::string(no)), "calendar:1 calendar.years") << no;
}
TEST(CalendarText, IsBounded) {
  EXPECT_EQ(refused(std::string((10U << 20U) + 1, '\n')), "calendar calendar.too-large");
  std::string many;
  for (int i = 1; i <= 19; ++i)
    many += "yearly\t01-" + std::string(i < 10 ? "0" : "") + std::to_string(i) + "\t0\n";
  EXPECT_EQ(refused(many), "calendar calendar.too-large");  // 19 × 1100 days
  std::string longest = "published\t2000\n";
  for (int i = 0; i < 20'000; ++i) {
    std::string name;
    for (int k = 0; k < 60; ++k) name += "\xf0\xa0\x80\x80";
    longest += write_day(day(2000, 1, 1) + days(i)) + "\t0\t" + name + '\t' + name + '\n';
  }
  EXPECT_EQ(refused(longest), "accepted");
}

TEST(CalendarText, IsWrittenAsItReads) {
  writes_what_reads_back(WorkCalendar());
  writes_what_reads_back(china());
  EXPECT_LT(write_calendar(china()).size(), 50'000U);  // the fixed days are a line for each
  writes_what_reads_back(
      of("weekend\tnone\nyearly\t05-18\t0\t校庆\n2024-02-29\t1\t\tLeap", china()));
  EXPECT_EQ(write_calendar(of("2027-01-02\t1\n2027-01-01\t0\t元旦\tNew Year\npublished\t2027\n")),
            "published\t2027\n2027-01-01\t0\t元旦\tNew Year\n2027-01-02\t1\n");
}
TEST(CalendarText, OfAnyBytesIsReadOrRefused) {
  // Pieces that make sense somewhere, put together and then damaged.
  const std::vector<std::string> pieces{
      "2027-01-01", "2027-02-29",   "2999-12-31", "1900-01-01", "2024-05-18", "yearly",
      "05-18",      "02-29",        "weekend",    "6,7",        "none",       "1",
      "published",  "2027",         "2004-2026",  "\t",         "\t",         "\t",
      "\t0\t",      "\t1\n",        "\n",         "\n",         "\r\n",       "#",
      "元旦",       "\xef\xbb\xbf", "0"};
  std::mt19937 dice(20270101);
  const auto roll = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(dice);
  };
  int accepted = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::string text;
    if (round % 3 == 0) {
      for (auto n = roll(40); n > 0; --n) text += static_cast<char>(roll(255));
    } else if (round % 3 == 1) {
      for (auto n = roll(12); n > 0; --n) text += pieces[roll(pieces.size() - 1)];
    } else {
      for (auto n = roll(5); n > 0; --n)
        text += write_day(day(2027, 1, 1) + days(roll(400))) + (roll(1) == 0 ? "\t0\t" : "\t1\t") +
                pieces[roll(pieces.size() - 1)] + "\n";
      if (roll(2) == 0 && !text.empty()) text[roll(text.size() - 1)] = static_cast<char>(roll(255));
    }
    const auto calendar = read_calendar(text, round % 2 == 0 ? WorkCalendar() : china());
    if (!calendar) {
      ASSERT_NE(rectify::text(calendar.refusal(), Lang::zh), "");
      continue;
    }
    ++accepted;
    if (calendar->size() < 4000 || round % 64 == 0) {
      ASSERT_NO_FATAL_FAILURE(writes_what_reads_back(*calendar)) << text;
    }
  }
  EXPECT_GT(accepted, 500);
}

}  // namespace
