// calendar_file_test.cpp: calendars in rectify's lines and in the JSON of chinese-days.
// SPDX-License-Identifier: BSL-1.0
#include "calendar_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tracker {
namespace {

using rectify::china;
using rectify::day;
using rectify::Lang;
using testing::HasSubstr;

// 2027 as chinese-days would have it: days here are made up, the notice isn't out.
const std::string of_2027 = R"({
  "holidays": {
    "2027-01-01": "New Year's Day,元旦,1",
    "2027-02-05": "Spring Festival,春节,4",
    "2027-02-08": "Spring Festival,春节,4",
    "2027-10-01": "National Day,国庆节,3"
  },
  "workdays": {
    "2027-02-20": "Spring Festival,春节,4"
  },
  "inLieuDays": {
    "2027-02-08": "Spring Festival,春节,4"
  }
})";

std::string one_day(const std::string& list, const std::string& key, const std::string& value) {
  return "{\"" + list + "\":{\"" + key + "\":" + value + "}}";
}

TextError refused(std::string_view bytes) {
  const auto read = read_calendar_file(bytes, china());
  if (!read) return read.error();
  return {.code = "read"};
}
std::string code(std::string_view bytes) { return refused(bytes).code; }
std::string in_english(std::string_view bytes) { return text(refused(bytes), Lang::en); }

TEST(CalendarFiles, InTheJsonOfChineseDaysLieOverTheBase) {
  const auto read = read_calendar_file(of_2027, china());
  ASSERT_TRUE(read) << text(read.error(), Lang::en);
  EXPECT_FALSE(read->is_working(day(2027, 2, 5)));
  EXPECT_TRUE(read->is_working(day(2027, 2, 20)));  // a Saturday
  EXPECT_EQ(read->info(day(2027, 2, 20)).name, "春节");
  EXPECT_EQ(read->info(day(2027, 2, 20), Lang::en).name, "Spring Festival");
  EXPECT_EQ(read->published(), (rectify::Years{2004, 2027}));
  EXPECT_TRUE(read->is_published(day(2027, 6, 1)));
  EXPECT_FALSE(read->is_working(day(2024, 2, 12)));  // the base's
}

TEST(CalendarFiles, InLinesAreTheLibrarysOwn) {
  const std::string lines = "published\t2027\n2027-01-01\t0\t元旦\n";
  const auto read = read_calendar_file(lines, china());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, rectify::read_calendar(lines, china()).value());
  EXPECT_EQ(*read_calendar_file("", china()), china());
}

TEST(CalendarFiles, MayBeginWithAByteOrderMarkAndBlanks) {
  for (const auto* before : {"\xEF\xBB\xBF", "\n  ", "\xEF\xBB\xBF \r\n"})
    EXPECT_EQ(code(before + of_2027), "read") << before;
}

TEST(CalendarFiles, AreTheSameHoweverTheirListsAreOrdered) {
  const std::string other =
      R"({"inLieuDays":{"2027-02-08":"Spring Festival,春节,4"},
          "workdays":{"2027-02-20":"Spring Festival,春节,4"},
          "holidays":{"2027-10-01":"National Day,国庆节,3","2027-02-05":"Spring Festival,春节,4",
                      "2027-01-01":"New Year's Day,元旦,1"}})";
  EXPECT_EQ(*read_calendar_file(other, china()), *read_calendar_file(of_2027, china()));
}

TEST(CalendarFiles, PublishTheYearsThatHaveTheirNationalDay) {
  // A December that the next year's notice moved doesn't publish its year.
  const std::string moved = R"({"workdays":{"2027-12-25":"New Year's Day,元旦,1"}})";
  EXPECT_EQ(read_calendar_file(moved, china())->published(), (rectify::Years{2004, 2026}));
  EXPECT_TRUE(read_calendar_file(moved, china())->is_working(day(2027, 12, 25)));
}

TEST(CalendarFiles, RefuseWhatTheyCantHaveMeantWithItsPlaceAndWhatWouldBeRight) {
  EXPECT_EQ(in_english(one_day("holidays", "2027-02-30", R"("Spring Festival,春节,4")")),
            "holidays 2027-02-30: \"2027-02-30\": a day must exist in the calendar; wanted: a day "
            "of that month");
  EXPECT_EQ(in_english(one_day("holiday", "2027-01-01", "\"x\"")),
            "there is no \"holiday\"; did you mean holidays? There are: holidays, workdays, "
            "inLieuDays");
  EXPECT_EQ(
      in_english(one_day("workdays", "2027-01-02", "true")),
      "workdays 2027-01-02: \"true\" should be a name in English, one in Chinese and a number "
      "of days, for example \"New Year's Day,元旦,1\"");
  EXPECT_EQ(in_english("{\n  \"holidays\": {\n    oops"),
            "line 3: at byte 5 of the line this is no JSON in UTF-8; check quotes, commas, "
            "encoding");
  EXPECT_EQ(in_english("2027-01-01\t0\t元旦\n2027-01-02\t2\n"),
            "line 2: \"2\": a day is worked (1) or off (0); wanted: 1 or 0");
  EXPECT_THAT(text(refused("{\"holidays\":[]}"), Lang::zh), HasSubstr("holidays：“[”处应为对象"));
}

TEST(CalendarFiles, RefuseByCode) {
  const auto day_off = [](const std::string& key, const std::string& value) {
    return code(one_day("holidays", key, "\"" + value + "\""));
  };
  EXPECT_EQ(day_off("01/02/2027", "A,甲,1"), "day.form");
  EXPECT_EQ(day_off("3000-01-01", "A,甲,1"), "day.range");
  for (const auto* value : {"元旦", "A,甲", "A,甲,", "A,甲,x", ",甲,1", "A,,1", "A,甲,1,2", ""})
    EXPECT_EQ(day_off("2027-01-01", value), "calendar.value") << value;
  EXPECT_EQ(day_off("2027-01-01", "A,\\u0007甲,1"), "text.control");
  EXPECT_EQ(day_off("2027-01-01", std::string(100, 'A') + ",甲,1"), "text.too-long");
  EXPECT_EQ(day_off("2027-01-01", "A,\xFF,1"), "calendar.json");
  EXPECT_EQ(day_off("2027-01-01", "A,\\ud800,1"), "calendar.json");
  EXPECT_EQ(day_off("2028-10-01", "National Day,国庆节,3"), "calendar.gap");  // 2027 is missing
  EXPECT_EQ(code(R"({"holidays":{"2027-10-01":"A,甲,1","2029-10-01":"A,甲,1"}})"), "calendar.gap");
  EXPECT_EQ(code(R"({"holidays":{"2027-01-01":"A,甲,1","2027-01-01":"A,甲,1"}})"),
            "calendar.twice");
  EXPECT_EQ(code(R"({"holidays":{"2027-01-01":"A,甲,1"},"workdays":{"2027-01-01":"A,甲,1"}})"),
            "calendar.twice");
  EXPECT_EQ(code(R"({"workdays":{"2027-01-01":"A,甲,1"},"inLieuDays":{"2027-01-01":"A,甲,1"}})"),
            "calendar.twice");
  EXPECT_EQ(code(R"({"holidays":{"2027-01-01":"A,甲,1"},"holidays":{}})"), "calendar.twice");
  for (const auto* text : {"{}", "[]", "{\"holidays\":{}}", "{\"holidays\":3}",
                           "{\"holidays\":null}", "{", "{} {}", "{\"holidays\":\"x\"}"})
    EXPECT_EQ(code(text), "calendar.json") << text;
  EXPECT_EQ(code(R"({"holidays":{"2027-01-01":{}}})"), "calendar.value");
}

TEST(CalendarFiles, SayNothingThatSteersATerminal) {
  for (const auto& bytes :
       {one_day("\\u001b[31m", "2027-01-01", "\"x\""), one_day("holidays", "\\u001b[31m", "\"x\""),
        one_day("holidays", "2027-01-01", "\"\\u001b[31m\""),
        std::string("2027-01-01\t\x1B[31m\n")})
    EXPECT_EQ(in_english(bytes).find('\x1B'), std::string::npos) << bytes;
}

TEST(CalendarFiles, AreBounded) {
  EXPECT_EQ(code(std::string(most_calendar_bytes + 1, ' ')), "calendar.too-large");
  EXPECT_EQ(code(std::string(5'000'000, '[')), "calendar.json");  // no deeper than its form
  std::string deep = "{\"holidays\":{\"2027-01-01\":";
  for (int i = 0; i < 1'000'000; ++i) deep += "{\"a\":";
  EXPECT_EQ(code(deep), "calendar.value");
  std::string many = "{\"holidays\":{";
  for (int i = 0; i <= 20'000; ++i)
    many += (i > 0 ? ",\"" : "\"") + rectify::write_day(day(2027, 1, 1) + rectify::days(i)) +
            "\":\"A,甲,1\"";
  EXPECT_EQ(code(many + "}}"), "calendar.too-large");
}

TEST(CalendarFiles, DamagedInAnyByteAreReadOrRefusedWithWords) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> place(0, of_2027.size() - 1), byte(0, 255);
  for (int round = 0; round < 5'000; ++round) {
    std::string damaged = of_2027;
    for (int n = round % 4; n >= 0; --n) damaged[place(random)] = static_cast<char>(byte(random));
    if (round % 5 == 0) damaged.resize(place(random));
    const auto read = read_calendar_file(damaged, china());
    if (read) continue;
    ASSERT_FALSE(read.error().code.empty() || read.error().zh.empty() || read.error().en.empty());
  }
}

}  // namespace
}  // namespace tracker
