// deadline_picture_test.cpp: each day of a deadline is marked as what it is.
// SPDX-License-Identifier: BSL-1.0
#include "deadline_picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tracker {
namespace {

using rectify::china;
using rectify::day;
using rectify::Lang;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string chinese(const DeadlineDays& days) {
  return deadline_picture(days, china(), {.lang = Lang::zh});
}
std::string english(const DeadlineDays& days) { return deadline_picture(days, china(), {}); }

TEST(DeadlinePictures, MarkCountedAndSkippedDays) {
  EXPECT_EQ(chinese({.reference = day(2024, 9, 26),
                     .due = day(2024, 10, 9),
                     .counted = {{day(2024, 9, 26), day(2024, 10, 9), true}}}),
            "2024年9月                     2024年10月\n"
            " 一  二  三  四  五  六  日    一  二  三  四  五  六  日\n"
            "                          1         1*  2*  3*  4*  5*  6*\n"
            "  2   3   4   5   6   7   8     7*  8. [9] 10  11  12  13\n"
            "  9  10  11  12  13  14  15    14  15  16  17  18  19  20\n"
            " 16  17  18  19  20  21  22    21  22  23  24  25  26  27\n"
            " 23  24  25 (26) 27. 28- 29+   28  29  30  31\n"
            " 30.\n"
            "\n"
            "[1] 到期日   (1) 基准日   1+ 调休上班，计入   1. 计入   1* 节假日，跳过\n"
            "1- 周末，跳过\n"
            "\n"
            "2024-09-14  调休上班（中秋）\n"
            "2024-09-15 至 2024-09-17  中秋\n"
            "2024-09-29  调休上班（国庆节）\n"
            "2024-10-01 至 2024-10-07  国庆节\n"
            "2024-10-12  调休上班（国庆节）\n");
}

TEST(DeadlinePictures, OfADateShowTheDaysOff) {
  EXPECT_EQ(english({.reference = day(2024, 6, 3), .due = day(2024, 6, 30)}),
            "June 2024\n"
            " Mo  Tu  We  Th  Fr  Sa  Su\n"
            "                      1-  2-\n"
            " (3)  4   5   6   7   8-  9-\n"
            " 10* 11  12  13  14  15- 16-\n"
            " 17  18  19  20  21  22- 23-\n"
            " 24  25  26  27  28  29-[30]\n"
            "\n"
            "[1] due day   (1) reference day   1* holiday   1- weekend\n"
            "\n"
            "2024-06-10  Dragon Boat Festival\n");
}

TEST(DeadlinePictures, CountEveryDayWhereAllAreCounted) {
  EXPECT_THAT(chinese({.reference = day(2024, 6, 6),
                       .due = day(2024, 6, 12),
                       .counted = {{day(2024, 6, 6), day(2024, 6, 12), false}}}),
              AllOf(HasSubstr(" (6)  7.  8.  9.\n 10. 11.[12]"), Not(HasSubstr("跳过"))));
}

TEST(DeadlinePictures, LeaveTheMonthsInTheMiddleOutAndSayHowMany) {
  const auto months = [](const DeadlineDays& days) {
    const std::string text = english(days);
    std::size_t count = 0;
    for (auto at = text.find(" Mo "); at != text.npos; at = text.find(" Mo ", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(months({.reference = day(2024, 1, 31), .due = day(2024, 4, 1)}), 4u);
  const DeadlineDays long_one{.reference = day(2024, 1, 31), .due = day(2024, 5, 1)};
  EXPECT_EQ(months(long_one), 3u);
  EXPECT_THAT(english(long_one), HasSubstr("\n… (2 months between are left out)\n"));
  EXPECT_THAT(english(long_one), AllOf(HasSubstr("January"), HasSubstr("April"), HasSubstr("May"),
                                       Not(HasSubstr("March")), HasSubstr("New Year"),
                                       HasSubstr("Labour Day"), Not(HasSubstr("Spring Festival"))));
  EXPECT_THAT(chinese({.reference = day(2024, 1, 1), .due = day(2999, 12, 31)}),
              HasSubstr("（其间 11709 个月略去）"));
}

TEST(DeadlinePictures, KeepADueDayThatIsPast) {
  EXPECT_THAT(english({.reference = day(2024, 6, 3), .due = day(2024, 5, 31)}),
              AllOf(HasSubstr("[31]"), HasSubstr("(3)"), HasSubstr("May 2024")));
}

TEST(DeadlinePictures, MarkMilestonesAndStarts) {
  const auto text = chinese({.reference = day(2024, 6, 3),
                             .due = day(2024, 6, 28),
                             .starts = {day(2024, 6, 11)},
                             .milestones = {day(2024, 6, 20), day(2024, 6, 28)}});
  EXPECT_THAT(text, AllOf(HasSubstr("{11}"), HasSubstr("<20>"), HasSubstr("[28]"),
                          HasSubstr("<1> 阶段期限"), HasSubstr("{1} 起始日")));
}

TEST(DeadlinePictures, SayThatADueDayIsProvisional) {
  const DeadlineDays days{
      .reference = day(2026, 12, 28), .due = day(2027, 1, 4), .provisional = true};
  EXPECT_THAT(chinese(days), HasSubstr("[1] 到期日（暂定）"));
  EXPECT_THAT(english(days), HasSubstr("[1] due day (provisional)"));
}

TEST(DeadlinePictures, AreEmptyWithoutADueDay) {
  EXPECT_EQ(english({.reference = day(2024, 6, 3)}), "");
}

TEST(DeadlinePictures, AreColouredOnlyIfAsked) {
  const DeadlineDays days{.reference = day(2024, 6, 3), .due = day(2024, 6, 30)};
  EXPECT_EQ(english(days).find('\033'), std::string::npos);
  const auto coloured = deadline_picture(days, china(), {.colours = true});
  EXPECT_THAT(coloured, AllOf(HasSubstr("\033[33m[30]\033[0m"), HasSubstr("\033[31m10*\033[0m"),
                              HasSubstr("\033[1m(3)\033[0m")));
}

}  // namespace
}  // namespace tracker
