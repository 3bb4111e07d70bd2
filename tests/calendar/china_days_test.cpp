// china_days_test.cpp: China's official days, one by one, against the notices they follow.
//
// The second source is a transcription of its own of what the State Council's General Office
// announced each year (国务院办公厅关于…年部分节假日安排的通知), and beside it what must hold of any
// list: each holiday costs as many working days as the law grants. SPDX-License-Identifier: BSL-1.0
#include <rectify/work_calendar.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>

using namespace rectify;

namespace {

// A holiday: its days off, first to last; after "+" the days worked for it. MMDD, an earlier year's
// with its year. 元旦; 春节; 清明; 五一; 端午; 中秋; 国庆.
struct Notice {
  int year;
  const char* text;
};
// clang-format off
constexpr Notice notices[] = {
    {2004, "0101; 0122-0128 + 0117 0118; 0501-0507 + 0508 0509; 1001-1007 + 1009 1010"},
    {2005, "0101-0103; 0209-0215 + 0205 0206; 0501-0507 + 0430 0508; 1001-1007 + 1008 1009"},
    {2006, "0101-0103 + 20051231; 0129-0204 + 0128 0205; 0501-0507 + 0429 0430; 1001-1007 + 0930 1008"},
    {2007, "0101-0103 + 20061230 20061231; 0218-0224 + 0217 0225; 0501-0507 + 0428 0429; 1001-1007 + 0929 0930"},
    {2008, "20071230-0101 + 20071229; 0206-0212 + 0202 0203; 0404-0406; 0501-0503 + 0504; 0607-0609; 0913-0915; 0929-1005 + 0927 0928"},
    {2009, "0101-0103 + 0104; 0125-0131 + 0124 0201; 0404-0406; 0501-0503; 0528-0530 + 0531; 1001-1008 + 0927 1010"},
    {2010, "0101-0103; 0213-0219 + 0220 0221; 0403-0405; 0501-0503; 0614-0616 + 0612 0613; 0922-0924 + 0919 0925; 1001-1007 + 0926 1009"},
    {2011, "0101-0103; 0202-0208 + 0130 0212; 0403-0405 + 0402; 0430-0502; 0604-0606; 0910-0912; 1001-1007 + 1008 1009"},
    {2012, "0101-0103 + 20111231; 0122-0128 + 0121 0129; 0402-0404 + 0331 0401; 0429-0501 + 0428; 0622-0624; 0930-1007 + 0929"},
    {2013, "0101-0103 + 0105 0106; 0209-0215 + 0216 0217; 0404-0406 + 0407; 0429-0501 + 0427 0428; 0610-0612 + 0608 0609; 0919-0921 + 0922; 1001-1007 + 0929 1012"},
    {2014, "0101; 0131-0206 + 0126 0208; 0405-0407; 0501-0503 + 0504; 0531-0602; 0906-0908; 1001-1007 + 0928 1011"},
    {2015, "0101-0103 + 0104; 0218-0224 + 0215 0228; 0404-0406; 0501; 0620-0622; 0903-0905 + 0906; 0927; 1001-1007 + 1010"},
    {2016, "0101; 0207-0213 + 0206 0214; 0404; 0501-0502; 0609-0611 + 0612; 0915-0917 + 0918; 1001-1007 + 1008 1009"},
    {2017, "0101-0102; 0127-0202 + 0122 0204; 0402-0404 + 0401; 0501; 0528-0530 + 0527; 1001-1008 + 0930"},
    {2018, "0101; 0215-0221 + 0211 0224; 0405-0407 + 0408; 0429-0501 + 0428; 0618; 0924; 1001-1007 + 0929 0930"},
    {2019, "20181230-0101 + 20181229; 0204-0210 + 0202 0203; 0405; 0501-0504 + 0428 0505; 0607; 0913; 1001-1007 + 0929 1012"},
    {2020, "0101; 0124-0202 + 0119; 0404-0406; 0501-0505 + 0426 0509; 0625-0627 + 0628; 1001-1008 + 0927 1010"},
    {2021, "0101-0103; 0211-0217 + 0207 0220; 0403-0405; 0501-0505 + 0425 0508; 0612-0614; 0919-0921 + 0918; 1001-1007 + 0926 1009"},
    {2022, "0101-0103; 0131-0206 + 0129 0130; 0403-0405 + 0402; 0430-0504 + 0424 0507; 0603-0605; 0910-0912; 1001-1007 + 1008 1009"},
    {2023, "20221231-0102; 0121-0127 + 0128 0129; 0405; 0429-0503 + 0423 0506; 0622-0624 + 0625; 0929-1006 + 1007 1008"},
    {2024, "0101; 0210-0217 + 0204 0218; 0404-0406 + 0407; 0501-0505 + 0428 0511; 0610; 0915-0917 + 0914; 1001-1007 + 0929 1012"},
    {2025, "0101; 0128-0204 + 0126 0208; 0404-0406; 0501-0505 + 0427; 0531-0602; 1001-1008 + 0928 1011"},
    {2026, "0101-0103 + 0104; 0215-0223 + 0214 0228; 0404-0406; 0501-0505 + 0509; 0619-0621; 0925-0927; 1001-1007 + 0920 1010"},
};
// clang-format on

// How many working days the law grants to all (全国年节及纪念日放假办法 of 1999, 2007 and 2024). 2015
// had one more, 3 September; 2020 two, 31 January and the make-up day of 1 February that fell away.
int granted(int year) {
  const int by_law = year < 2008 ? 10 : year < 2025 ? 11 : 13;
  return by_law + (year == 2015 ? 1 : year == 2020 ? 2 : 0);
}

struct Days {
  std::set<Day> off, worked;
  void add(Days other) {
    off.merge(other.off);
    worked.merge(other.worked);
  }
};
Day read(int year, const std::string& text) {
  const int number = std::stoi(text), y = number > 9999 ? number / 10000 : year;
  return day(y, static_cast<unsigned>(number / 100 % 100), static_cast<unsigned>(number % 100));
}
Days transcribed(const Notice& notice) {
  Days days_of;
  std::istringstream text(notice.text);
  for (std::string holiday; std::getline(text, holiday, ';');) {
    std::istringstream words(holiday);
    std::string word;
    words >> word;
    const auto dash = word.find('-');
    const Day first = read(notice.year, word.substr(0, dash));
    const Day last = dash == word.npos ? first : read(notice.year, word.substr(dash + 1));
    for (Day d = first; d <= last; d += days(1)) days_of.off.insert(d);
    while (words >> word)
      if (word != "+") days_of.worked.insert(read(notice.year, word));
  }
  return days_of;
}
bool on_weekend(Day d) {
  const auto weekday = std::chrono::weekday{d};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}
bool working(int y, unsigned m, unsigned d) { return china().is_working(day(y, m, d)); }
std::string_view name_en(int y, unsigned m, unsigned d) {
  return china().info(day(y, m, d), Lang::en).name;
}

TEST(China, WorksAsEachNoticeSaysDayByDay) {
  Days all;
  for (const auto& notice : notices) all.add(transcribed(notice));
  int count = 0;
  for (Day d = day(2004, 1, 1); d <= day(2026, 12, 31); d += days(1), ++count) {
    const bool expected = all.worked.contains(d) || (!on_weekend(d) && !all.off.contains(d));
    EXPECT_EQ(china().is_working(d), expected) << write_day(d);
  }
  EXPECT_EQ(count, 8401);
}
TEST(China, WorksSoManyDaysAYear) {
  const std::map<int, int> counts{{2004, 252}, {2005, 251}, {2006, 251}, {2007, 249}, {2008, 251},
                                  {2009, 250}, {2010, 250}, {2011, 250}, {2012, 249}, {2013, 250},
                                  {2014, 250}, {2015, 249}, {2016, 250}, {2017, 249}, {2018, 250},
                                  {2019, 250}, {2020, 249}, {2021, 250}, {2022, 249}, {2023, 249},
                                  {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, count] : counts)
    EXPECT_EQ(china().between(day(year - 1, 12, 31), day(year, 12, 31)), count) << year;
}
TEST(China, LosesSoManyWorkingDaysToEachYearsHolidaysAsTheLawGrants) {
  for (const auto& notice : notices) {
    int net = 0;
    const Days one = transcribed(notice);
    for (const Day d : one.off) net += china().is_working(d) ? 100 : on_weekend(d) ? 0 : 1;
    for (const Day d : one.worked) net -= china().is_working(d) && on_weekend(d) ? 1 : 100;
    EXPECT_EQ(net, granted(notice.year)) << notice.year;
  }
}
TEST(China, NamesWhatEachExceptionIsFor) {
  for (Day d = day(2004, 1, 1); d <= day(2026, 12, 31); d += days(1)) {
    const auto zh = china().info(d), en = china().info(d, Lang::en);
    EXPECT_EQ(zh.name.empty(), en.name.empty()) << write_day(d);
    if (zh.working == on_weekend(d)) {
      EXPECT_NE(zh.name, "") << write_day(d);
    }
  }
  EXPECT_EQ(china().info(day(2024, 2, 10)).name, "春节");
  EXPECT_EQ(china().info(day(2024, 2, 18)).name, "春节");  // worked for it
  EXPECT_EQ(name_en(2024, 6, 10), "Dragon Boat Festival");
  EXPECT_EQ(name_en(2025, 10, 6), "Mid-autumn Festival");
  EXPECT_EQ(name_en(2024, 2, 19), "");
}
TEST(China, KnowsTheDaysThatPeopleRemember) {
  for (unsigned d = 10; d <= 17; ++d) EXPECT_FALSE(working(2024, 2, d));
  EXPECT_TRUE(working(2024, 2, 4) && working(2024, 2, 18));  // Sundays
  EXPECT_FALSE(working(2020, 1, 31) || working(2020, 2, 1) || working(2020, 2, 2));
  EXPECT_TRUE(working(2020, 2, 3));
  EXPECT_FALSE(working(2015, 9, 3) || working(2015, 9, 4) || working(2015, 9, 5));
  EXPECT_TRUE(working(2015, 9, 6));  // a Sunday
  EXPECT_FALSE(working(2018, 1, 1));
  EXPECT_TRUE(working(2018, 5, 2));                             // 2 May was no holiday then
  EXPECT_TRUE(working(2005, 12, 31) && working(2011, 12, 31));  // Saturdays, for the next year
  EXPECT_FALSE(working(2018, 12, 31));
  EXPECT_TRUE(working(2023, 10, 7) && working(2023, 10, 8));
}

TEST(China, IsCertainUntilTheNextNoticeCanMoveADay) {
  EXPECT_EQ(china().published(), (Years{2004, 2026}));
  EXPECT_EQ(china().published_until(), day(2026, 12, 21));
  EXPECT_TRUE(china().is_published(day(2026, 12, 21)));
  EXPECT_FALSE(china().is_published(day(2026, 12, 22)));
  EXPECT_FALSE(china().is_published(day(2027, 1, 1)));
  EXPECT_TRUE(china().is_published(day(2025, 12, 31)));
  EXPECT_TRUE(china().is_published(day(2004, 1, 1)));
  EXPECT_FALSE(china().is_published(day(2003, 12, 31)));
}
TEST(China, KeepsTheFixedDaysInTheYearsThatAreNotPublished) {
  for (const int year : {2027, 2031, 2999}) {
    int off = 0;
    for (Day d = day(year, 1, 1); d <= day(year, 12, 31); d += days(1)) {
      off += china().is_working(d) || on_weekend(d) ? 0 : 1;
      if (on_weekend(d)) {
        EXPECT_FALSE(china().is_working(d));
      }
    }
    for (const Day d : {day(year, 1, 1), day(year, 5, 1), day(year, 5, 2), day(year, 10, 1),
                        day(year, 10, 2), day(year, 10, 3)}) {
      EXPECT_FALSE(china().is_working(d)) << write_day(d);
      EXPECT_NE(china().info(d).name, "");
      off -= on_weekend(d) ? 0 : 1;
    }
    EXPECT_EQ(off, 0) << "nothing else is off in " << year;
  }
}
TEST(China, KeepsTheFixedDaysOfTheTimeBefore2004) {
  EXPECT_FALSE(working(2003, 5, 1) || working(2002, 5, 3) || working(2003, 10, 3));
  EXPECT_TRUE(working(2003, 5, 6));
  EXPECT_FALSE(working(1997, 10, 2));
  EXPECT_TRUE(working(1997, 10, 3) && working(1996, 5, 2));  // one day in May, two in October
  EXPECT_FALSE(working(1950, 5, 1));
  EXPECT_TRUE(working(1949, 1, 3) && working(1901, 1, 1));
}

}  // namespace
