// month_picture_test.cpp: months stand side by side and aligned, in both languages.
// SPDX-License-Identifier: BSL-1.0
#include "month_picture.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace tracker {
namespace {

using namespace std::chrono_literals;
using rectify::china;
using rectify::Day;
using rectify::day;
using rectify::Lang;
using std::chrono::February;
using std::chrono::June;

DayMark plain(Day) { return {}; }

TEST(MonthPictures, BeginTheWeekOnMonday) {
  EXPECT_EQ(month_pictures({{2024y / June, "June 2024"}}, plain, {}),
            "June 2024\n"
            " Mo  Tu  We  Th  Fr  Sa  Su\n"
            "                      1   2\n"
            "  3   4   5   6   7   8   9\n"
            " 10  11  12  13  14  15  16\n"
            " 17  18  19  20  21  22  23\n"
            " 24  25  26  27  28  29  30\n");
}

TEST(MonthPictures, HaveSignsAtBothSidesOfANumber) {
  const auto mark = [](Day d) {
    if (d == day(2021, 2, 1)) return DayMark{'[', ']'};
    if (d == day(2021, 2, 8)) return DayMark{' ', '*'};
    return d == day(2021, 2, 10) ? DayMark{'(', ')'} : DayMark{};
  };
  EXPECT_EQ(month_pictures({{2021y / February, "2021年2月"}}, mark, {.lang = Lang::zh}),
            "2021年2月\n"
            " 一  二  三  四  五  六  日\n"
            " [1]  2   3   4   5   6   7\n"
            "  8*  9 (10) 11  12  13  14\n"
            " 15  16  17  18  19  20  21\n"
            " 22  23  24  25  26  27  28\n");
}

TEST(MonthPictures, StandSideBySideAsFarAsTheyFit) {
  EXPECT_EQ(month_pictures({{2021y / February, "2月"}, {2024y / June, "6月"}}, plain,
                           {.lang = Lang::zh, .places = 44, .signs_before = false}),
            "2月                    6月\n"
            "一 二 三 四 五 六 日   一 二 三 四 五 六 日\n"
            " 1  2  3  4  5  6  7                   1  2\n"
            " 8  9 10 11 12 13 14    3  4  5  6  7  8  9\n"
            "15 16 17 18 19 20 21   10 11 12 13 14 15 16\n"
            "22 23 24 25 26 27 28   17 18 19 20 21 22 23\n"
            "                       24 25 26 27 28 29 30\n");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(MonthPictures, AreNeverWiderThanAskedNorEndALineWithBlanks) {
  std::vector<Month> year;
  for (unsigned month = 1; month <= 12; ++month)
    year.push_back({2026y / std::chrono::month{month}, "一个长得放不下的月份标题，写到头也写不完"});
  for (const bool signs_before : {false, true})
    for (const Lang lang : {Lang::zh, Lang::en})
      for (std::size_t places = 28; places < 130; ++places)
        for (const auto& line : lines_of(month_pictures(
                 year, plain, {.lang = lang, .places = places, .signs_before = signs_before}))) {
          ASSERT_LE(display_width(line), places) << line;
          ASSERT_FALSE(line.ends_with(' ')) << line;
        }
}

TEST(MonthPictures, ColourTheDayAndNotTheBlanksAroundIt) {
  const auto mark = [](Day d) {
    return d == day(2021, 2, 3) ? DayMark{' ', ' ', Colour::red} : DayMark{};
  };
  const auto text = month_pictures({{2021y / February, "2"}}, mark, {.colours = true});
  EXPECT_NE(text.find("  2   \033[31m3\033[0m   4"), std::string::npos) << text;
}

TEST(Natures, AreWhatTheCalendarSays) {
  EXPECT_EQ(nature(china(), day(2024, 2, 8)), Nature::worked);
  EXPECT_EQ(nature(china(), day(2024, 2, 10)), Nature::holiday);  // a Saturday of Spring Festival
  EXPECT_EQ(nature(china(), day(2024, 2, 18)), Nature::make_up);
  EXPECT_EQ(nature(china(), day(2024, 2, 24)), Nature::weekend);
  const auto fridays = rectify::make_calendar({.weekend = rectify::weekdays({std::chrono::Friday}),
                                               .days = {{day(2024, 2, 12), false, "", ""}}})
                           .value();
  EXPECT_EQ(nature(fridays, day(2024, 2, 9)), Nature::weekend);
  EXPECT_EQ(nature(fridays, day(2024, 2, 10)), Nature::worked);
  EXPECT_EQ(nature(fridays, day(2024, 2, 12)), Nature::holiday);  // without a name too
}

TEST(Exceptions, AreRunsOfTheSame) {
  const auto runs = exceptions(china(), day(2024, 2, 1), day(2024, 2, 29), Lang::en);
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[0].nature, Nature::make_up);
  EXPECT_EQ(runs[1].first, day(2024, 2, 10));
  EXPECT_EQ(runs[1].last, day(2024, 2, 17));
  EXPECT_EQ(runs[1].length(), 8);
  EXPECT_EQ(runs[1].name, "Spring Festival");
  EXPECT_EQ(exceptions(china(), day(2024, 2, 12), day(2024, 2, 13), Lang::zh).at(0).length(), 2);
}

}  // namespace
}  // namespace tracker
