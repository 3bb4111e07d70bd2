// phrase_test.cpp: what an office writes is read as it is meant, or refused; never guessed.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/phrase.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "calendar/phrase_table.hpp"

using namespace rectify;

namespace {

constexpr Day monday = day(2024, 5, 20);

Result<Deadline> read(std::string_view phrase, Day on = monday, const ReadingRules& rules = {}) {
  return read_phrase(phrase, on, rules);
}
void due(std::string_view phrase, const char* day, Day on = monday) {
  const auto reading = read(phrase, on);
  ASSERT_TRUE(reading) << phrase << ": " << text(reading.refusal(), Lang::en);
  EXPECT_EQ(reading->due ? write_day(*reading->due) : "none", day) << phrase;
}
void refuses(std::string_view phrase, const char* code, const char* part, Day on = monday) {
  const auto reading = read(phrase, on);
  ASSERT_FALSE(reading) << phrase << " is read as " << format(*reading, Lang::en);
  EXPECT_EQ(reading.refusal().code, code) << phrase;
  EXPECT_EQ(reading.refusal().value, part) << phrase;
  EXPECT_EQ(reading.refusal().field, "deadline");
  for (const Lang lang : {Lang::en, Lang::zh})  // nothing is left unfilled
    EXPECT_EQ(text(reading.refusal(), lang).find("{"), std::string::npos);
}

// Every row, and each reading's canonical phrases besides.
int read_all(const std::string& file) {
  const auto rows = phrase_table(file);
  for (const PhraseRow& row : rows) {
    const Day on = read_day(row.reference).value();
    const auto reading = read(row.phrase, on);
    EXPECT_EQ(told(reading), told(row)) << row.phrase << " on " << row.reference << ": "
                                        << (reading ? "" : text(reading.refusal(), Lang::en));
    if (!reading) continue;
    EXPECT_EQ(reading->text, row.phrase);
    for (const Lang lang : {Lang::en, Lang::zh}) {
      const auto again = read(format(*reading, lang), on);
      EXPECT_TRUE(again && alike(*again, *reading)) << row.phrase << ": " << format(*reading, lang);
    }
  }
  return static_cast<int>(rows.size());
}

TEST(Phrases, OfOurTable) { EXPECT_GE(read_all("tests/calendar/phrases.tsv"), 600); }
TEST(Phrases, OfTheOpenExamples) {
  const std::string file = "../shared/deadline-examples.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there: left out";
  EXPECT_GT(read_all(file), 90);
}

TEST(Phrases, AreRefusedWithThePartThatHasNoCertainMeaning) {
  refuses("尽快完成", "deadline.fuzzy", "尽快");
  refuses("请于近期完成", "deadline.fuzzy", "近期");
  refuses("7月初", "deadline.fuzzy", "月初");
  refuses("9月前完成", "deadline.two-readings", "9月前");
  refuses("到2025年", "deadline.two-readings", "到2025年");
  refuses("03/04/2025", "deadline.unclear", "03/04/2025");
  refuses("7月底左右", "deadline.approximate", "7月底左右");
  refuses("约30日内", "deadline.approximate", "约");
  refuses("完成后，每月底前报送", "deadline.anchor", "后");
  refuses("每月底前", "deadline.recurring", "每月");
  refuses("7月底以后", "deadline.lower-bound", "7月底以后");
  refuses("自7月1日起施行", "deadline.lower-bound", "自7月1日起");
  refuses("自验收合格之日起30日内", "deadline.anchor", "自验收合格之日起");
  refuses("X月X日前", "deadline.masked", "X");
  refuses("已完成", "deadline.state", "已完成");
  refuses("/", "deadline.state", "/");
  refuses("整改完成", "deadline.state", "整改完成");
  refuses("完成整改", "deadline.no-time", "完成整改");
  refuses("", "deadline.missing", "");
  refuses(" 　", "deadline.missing", " 　");
  refuses("国庆前", "deadline.season", "国庆");
  refuses("FY2024", "deadline.fiscal", "FY");
  refuses("24小时内", "deadline.hours", "24小时");
  refuses("3至5个工作日内", "deadline.count", "3至5个工作日");
  refuses("半个月内", "deadline.count", "半个月");
  refuses("11年内", "deadline.count", "11年", day(2034, 5, 20));
  refuses("7月底前（特殊情况除外）", "deadline.condition", "特殊情况");
  refuses("7月底前不能完成", "deadline.negation", "不能");
  refuses("6月、9月底前", "deadline.several", "6月、9月底前");
  refuses("6月31日前", "day.none", "6月31日");
  refuses("9月30日至9月1日", "deadline.order", "9月30日至9月1日");
  refuses("2025年6月至2024年7月", "deadline.order", "2025年6月至2024年7月");
  refuses("8月16日（周六）前", "deadline.weekday", "8月16日（周六）前");
  refuses("4月底前", "deadline.no-year", "4月底前", day(2024, 9, 2));
  refuses("上周五前", "deadline.past", "上周");
  refuses("7月底前甲乙", "deadline.unread", "甲乙");
  refuses("9999年底前", "day.range", "9999年底前");
}
TEST(Phrases, AreRefusedWithBothReadings) {
  const auto september = read("9月前");
  EXPECT_EQ(september.refusal().args, (std::vector<std::string>{"2024-08-31", "2024-09-30"}));
  EXPECT_EQ(text(september.refusal(), Lang::en),
            "deadline: \"9月前\": words with two readings are not guessed at; wanted: one of the "
            "two, written out: 2024-08-31 or 2024-09-30");
  EXPECT_EQ(read("4月底前", day(2024, 9, 2)).refusal().args,
            (std::vector<std::string>{"2024-04-30", "2025-04-30"}));
}
TEST(Phrases, BeforeADayAreByTheDayBeforeItWhichIsNotPastEither) {
  due("before 21 May", "2024-05-20");
  due("before 20 May 2024", "2024-05-19");  // with its year it is read though it is past
  EXPECT_EQ(read("before 20 May").refusal().code, "deadline.no-year");
  EXPECT_EQ(read("before 1 January", day(2024, 1, 1)).refusal().code, "deadline.no-year");
  EXPECT_EQ(read("before Monday").refusal().code, "deadline.past");
  EXPECT_EQ(read("before today").refusal().code, "deadline.past");
}
TEST(Phrases, CountTenYearsAtMost) {
  due("3652天内", "2034-05-20");
  due("120个月内", "2034-05-20");
  for (const char* words : {"3653天内", "121个月内", "522周内", "P10Y1D", "2550个工作日内"})
    EXPECT_EQ(read(words).refusal().code, "deadline.count") << words;
}
TEST(Phrases, AreHostileInput) {
  EXPECT_EQ(read("7月\xff").refusal().code, "text.utf8");
  EXPECT_EQ(read(std::string("7月底前\0", 11)).refusal().code, "text.control");
  EXPECT_EQ(read(std::string(501, '7')).refusal().code, "text.too-long");
  EXPECT_EQ(read(std::string(500, '7')).refusal().code, "deadline.unread");
  for (const char* part : {"(", "自", "第", "1、", "每", "end of ", "7月-", "立", "至"}) {
    std::string phrase;
    while (phrase.size() + 8 < 480) phrase += part;
    EXPECT_FALSE(read(phrase)) << part;
  }
  EXPECT_EQ(read("7月底前", day(3100, 1, 1)).refusal().code, "day.range");
  EXPECT_EQ(read("30日内", last_day).refusal().code, "day.range");
}

TEST(Milestones, KeepTheirActs) {
  const auto read_two = read("6月底前完成排查，建立台账，10月底前完成整改").value();
  ASSERT_EQ(read_two.milestones.size(), 2U);
  EXPECT_EQ(read_two.milestones[0].act, "完成排查，建立台账");
  EXPECT_EQ(write_day(*read_two.milestones[0].span.due), "2024-06-30");
  EXPECT_EQ(read_two.milestones[1].act, "完成整改");
  EXPECT_EQ(write_day(*read_two.due), "2024-10-31");
  EXPECT_EQ(format(read_two, Lang::zh),
            "2024年6月30日前完成排查，建立台账；2024年10月31日前完成整改");
  EXPECT_EQ(format(read_two, Lang::en),
            "by 30 June 2024: 完成排查，建立台账; by 31 October 2024: 完成整改");
}
TEST(Milestones, FollowEachOther) {
  due("11月底前完成排查，2月底前完成整改", "2025-02-28");
  due("2025年3月底前完成方案，次年6月底前完成整改", "2026-06-30");
  due("2024年10月底前完成整改；2024年7月底前完成排查",
      "2024-10-31");  // the last day, not the last word
}

TEST(Immediate, IsDueByTheRulesAlone) {
  EXPECT_FALSE(read("立行立改")->due);
  const auto on = [](Day reference, int working_days) {
    return write_day(*read("立行立改", reference, {.immediate_working_days = working_days})->due);
  };
  EXPECT_EQ(on(monday, 0), "2024-05-20");
  EXPECT_EQ(on(day(2024, 5, 18), 0), "2024-05-20");  // a Saturday
  EXPECT_EQ(on(day(2024, 9, 14), 0), "2024-09-14");  // a Saturday that is worked
  EXPECT_EQ(on(monday, 3), "2024-05-23");
}
TEST(Continuous, IsLookedAtAgain) {
  EXPECT_EQ(read("长期坚持")->review_months, 0);
  EXPECT_EQ(read("长期坚持，每季度复核一次")->review_months, 3);
  EXPECT_EQ(read("长期坚持，每半年评估一次")->review_months, 6);
  EXPECT_EQ(read("ongoing, reviewed every 2 months")->review_months, 2);
  EXPECT_EQ(read("长期坚持", monday, {.review_months = 12})->review_months, 12);
  EXPECT_EQ(read("立行立改", monday, {.review_months = 12})->review_months, 0);
}
TEST(Counts, RollOffADayOffOnlyByRule) {
  EXPECT_EQ(write_day(*read("5日内")->due), "2024-05-25");  // a Saturday
  const ReadingRules rolls{.roll_off_holidays = true};
  EXPECT_EQ(write_day(*read("5日内", monday, rolls)->due), "2024-05-27");
  EXPECT_EQ(write_day(*read("2024-05-25", monday, rolls)->due),
            "2024-05-25");  // written, not counted
}
TEST(Counts, BeyondThePublishedDaysAreProvisional) {
  EXPECT_FALSE(read("15个工作日内")->provisional);
  EXPECT_TRUE(read("15个工作日内", day(2040, 5, 21))->provisional);
  EXPECT_FALSE(read("30日内", day(2040, 5, 21))->provisional);
}
TEST(Explanations, TellEveryDayThatIsSkipped) {
  const auto told = explain(*read("6个工作日内", day(2024, 9, 29)));
  ASSERT_EQ(told.skipped.size(), 1U);
  EXPECT_EQ(write_day(told.skipped[0].first), "2024-10-01");
  EXPECT_EQ(write_day(told.skipped[0].last), "2024-10-07");
  EXPECT_NE(told.skipped[0].why, "");
  const auto five = text(explain(*read("5日内")), Lang::zh);
  EXPECT_NE(five.find("2024-05-25 为非工作日"), std::string::npos) << five;
  EXPECT_TRUE(explain(*read("15个工作日内", day(2040, 5, 21))).provisional);
}
TEST(HeaderExamples, OfPhrase) {
  std::string shown;
  const auto plan = [&](Day day) { shown = write_day(day); };
  const auto show = [&](const std::string& words) { shown = words; };
  auto read = read_phrase("7月底前", day(2024, 5, 20));
  if (read)
    plan(*read->due);  // 2024-07-31
  else
    show(text(read.refusal(), Lang::en));  // of "9月前": both readings, to choose from
  EXPECT_EQ(shown, "2024-07-31");
  EXPECT_EQ(write_day(*read_phrase("15个工作日内", day(2024, 5, 20))->due), "2024-06-11");
  EXPECT_EQ(format(*read, Lang::en), "by 31 July 2024");
  EXPECT_NE(text(explain(*read), Lang::zh), "");
}
TEST(Kinds, HaveTheNamesOfTheTables) {
  std::set<std::string_view> names;
  for (int k = 0; k <= static_cast<int>(DeadlineKind::milestones); ++k)
    names.insert(name(static_cast<DeadlineKind>(k)));
  EXPECT_EQ(names.size(), 7U);
  EXPECT_TRUE(names.contains("date+continuous"));
}

// The 整改时限 columns of real lists: what each of their words is to us.
TEST(RealLists, AreReadOrRefusedAsJudged) {
  const std::string folder = "../shared/lists/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there: left out";
  const std::set<std::string> judged_unreadable = {"力争尽快达标", "在规定期限内", "到2020年",
                                                   "在每季度末(分别在6月、9月和12月底)"};
  int seen = 0;
  for (const char* name : {"ducha-gongshi.csv", "guapai-duban.csv", "renwu-fenjie.csv"}) {
    std::ifstream in(folder + name);
    for (std::string line; std::getline(in, line);) {
      std::vector<std::string> cells(1);  // no cell of these lists has a quoted comma before it
      for (const char c : line) {
        if (c == ',')
          cells.emplace_back();
        else
          cells.back() += c;
      }
      if (cells.size() < 2 || cells[0] == "序号") continue;
      const std::string phrase = cells[cells.size() - 2];
      if (phrase.empty()) continue;
      ++seen;
      // one day for all: what has no year and is past on it is refused for that
      const auto reading = read(phrase, day(2020, 9, 1));
      const bool yearless =
          phrase == "4月底" || phrase.starts_with("4月20日") || phrase == "6月底前";
      if (judged_unreadable.contains(phrase) || yearless)
        EXPECT_FALSE(reading) << phrase;
      else
        EXPECT_TRUE(reading) << phrase << ": " << text(reading.refusal(), Lang::en);
    }
  }
  EXPECT_GT(seen, 40);
}

}  // namespace
