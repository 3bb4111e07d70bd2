// phrases_test.cpp: a list's phrases are sorted, grouped and told.
// SPDX-License-Identifier: BSL-1.0
#include "phrases.hpp"

#include <rectify/work_calendar.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tracker {
namespace {

using rectify::day;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

PhraseReading reading(std::size_t line, std::string words) {
  return understand(line, std::move(words), day(2018, 6, 20), day(2018, 6, 25), {});
}

TEST(ListPhrases, AreSorted) {
  EXPECT_EQ(reading(1, "").sort, PhraseSort::none);
  EXPECT_EQ(reading(1, "7月底前").sort, PhraseSort::read);
  EXPECT_EQ(reading(1, "2017年底前").sort, PhraseSort::past);
  EXPECT_EQ(reading(1, "3日内").sort, PhraseSort::past);  // 23 June, given on the 25th
  EXPECT_EQ(reading(1, "5日内").sort, PhraseSort::read);  // the day itself isn't past
  EXPECT_EQ(reading(1, "长期坚持").sort, PhraseSort::read);
  EXPECT_EQ(reading(1, "待定").sort, PhraseSort::state);
  EXPECT_EQ(reading(1, "尽快").sort, PhraseSort::refused);
}

TEST(ListPhrases, AreShort) {
  EXPECT_EQ(in_short(reading(1, ""), Lang::zh), "");
  EXPECT_EQ(in_short(reading(1, "7月中旬"), Lang::zh), "2018-07-20 · 时段");
  EXPECT_EQ(in_short(reading(1, "2017年底前"), Lang::en), "2017-12-31 · date · past");
  EXPECT_EQ(in_short(reading(1, "持续推进"), Lang::en), "ongoing");
  EXPECT_EQ(in_short(reading(1, "尽快"), Lang::zh), "✗ 日期不明确");
  EXPECT_EQ(in_short(understand(1, "15个工作日内", day(2030, 1, 4), day(2030, 1, 4), {}), Lang::en),
            "2030-01-25 · working days · provisional");
}

TEST(ListPhrases, HaveAShortReasonForEachRefusalOfTheLibrary) {
  for (const auto& entry : rectify::catalogue()) {
    if (!entry.code.starts_with("deadline.")) continue;
    const auto no = rectify::refuse(entry.code);
    for (const Lang lang : {Lang::en, Lang::zh}) {
      EXPECT_NE(reason_in_short(no, lang), rule(no, lang)) << entry.code;
      EXPECT_LE(reason_in_short(no, lang).size(), 24u) << entry.code;
    }
  }
}

TEST(ListPhrases, AreToldOnceEachWithTheirLines) {
  std::vector<PhraseReading> list;
  for (std::size_t line = 2; line < 10; ++line) list.push_back(reading(line, "9月前"));
  list.push_back(reading(10, "尽快"));
  list.push_back(reading(11, "7月底前"));
  const auto groups = grouped(list, PhraseSort::refused);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_THAT(groups[0].lines, ElementsAre(2, 3, 4, 5, 6, 7, 8, 9));
  EXPECT_THAT(told(groups[0], Lang::zh), StartsWith("第 2、3、4、5、6 行等共 8 行：“9月前”——"));
  EXPECT_THAT(told(groups[0], Lang::en), StartsWith("lines 2, 3, 4, 5, 6 and 3 more: \"9月前\": "));
  EXPECT_THAT(told(groups[0], Lang::en),
              EndsWith("2018-08-31 or 2018-09-30 [deadline.two-readings]"));
  EXPECT_THAT(told(groups[1], Lang::en), StartsWith("line 10: \"尽快\": "));
  EXPECT_THAT(grouped(list, PhraseSort::state), IsEmpty());
  const auto counts = count(list);
  EXPECT_EQ(counts.read, 1u);
  EXPECT_EQ(counts.refused, 9u);
}

TEST(ListPhrases, ThatMeanOtherDaysOnOtherDaysAreToldApart) {
  const std::vector<PhraseReading> list{
      reading(2, "9月前"), understand(3, "9月前", day(2017, 6, 20), day(2018, 6, 25), {})};
  EXPECT_EQ(grouped(list, PhraseSort::refused).size(), 2u);
}

TEST(ListPhrases, NameThePartThatWasNotUnderstood) {
  const auto groups = grouped({reading(2, "力争尽快达标")}, PhraseSort::refused);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_THAT(told(groups[0], Lang::zh), HasSubstr("“力争尽快达标”，其中“尽快”——"));
}

TEST(ListPhrases, SteerNoTerminal) {
  const auto groups = grouped({reading(2, "尽快\x1b[31m\u202e")}, PhraseSort::refused);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_THAT(told(groups[0], Lang::zh), Not(HasSubstr("\x1b")));
  EXPECT_THAT(told(groups[0], Lang::zh), Not(HasSubstr("\u202e")));
}

}  // namespace
}  // namespace tracker
