// phrase_property_test.cpp: canonical phrases read back, another spelling is the same phrase, and the
// year that isn't written is the one a plain search finds. SPDX-License-Identifier: BSL-1.0
#include <rectify/phrase.hpp>

#include <gtest/gtest.h>

#include "calendar/phrase_soup.hpp"
#include "calendar/phrase_table.hpp"

using namespace rectify;

namespace {

// A reading of any kind, as it is made, not as it is read.
Span random_span(soup::Random& random, Day reference) {
  Span span;
  const Day due = reference + days(soup::up_to(random, 3000) - 200);
  switch (soup::up_to(random, 3)) {
    case 0: span.start = due - days(soup::up_to(random, 400)); [[fallthrough]];
    case 1: span.due = due; return span;
    case 2: span.count.days = 1 + soup::up_to(random, 1000); break;
    default: span.count.months = 1 + soup::up_to(random, 100);
  }
  const auto read = read_phrase(span.count.days > 0 ? std::to_string(span.count.days) + "日内"
                                                    : std::to_string(span.count.months) + "个月内",
                                reference)
                        .value();
  return read;
}
Deadline random_deadline(soup::Random& random, Day reference) {
  Deadline reading;
  reading.reference = reference;
  reading.kind = static_cast<DeadlineKind>(soup::up_to(random, 6));
  const bool continuous = reading.kind == DeadlineKind::continuous ||
                          reading.kind == DeadlineKind::date_and_continuous ||
                          (reading.kind == DeadlineKind::milestones && soup::up_to(random, 1) == 0);
  reading.continuous = continuous;
  if (continuous) reading.review_months = soup::up_to(random, 12);
  switch (reading.kind) {
    case DeadlineKind::workdays:
      return read_phrase(std::to_string(1 + soup::up_to(random, 200)) + "个工作日内", reference)
          .value();
    case DeadlineKind::immediate: reading.start = reference; return reading;
    case DeadlineKind::continuous:
      if (soup::up_to(random, 1) == 0) reading.start = reference + days(soup::up_to(random, 2));
      return reading;
    case DeadlineKind::milestones:
      for (int n = 2 + soup::up_to(random, 3); n > 0; --n) {
        const char* acts[] = {"", "完成排查", "整改到位", "报送总结报告", "submit the report"};
        reading.milestones.push_back(
            {random_span(random, reference), acts[soup::up_to(random, 4)], {}});
        const auto due = reading.milestones.back().span.due;
        if (!reading.due || *due > *reading.due) reading.due = due;
      }
      return reading;
    default: break;
  }
  static_cast<Span&>(reading) = random_span(random, reference);
  if (reading.kind == DeadlineKind::date) reading.start.reset();
  if (reading.kind == DeadlineKind::period) {
    reading.count = {};
    reading.start = *reading.due - days(soup::up_to(random, 300));
  }
  return reading;
}

TEST(CanonicalPhrases, ReadBack) {
  soup::Random random(5);
  for (int k = 0; k < 20000; ++k) {
    const Day reference = soup::day(random);
    const Deadline reading = random_deadline(random, reference);
    for (const Lang lang : {Lang::en, Lang::zh}) {
      const std::string phrase = format(reading, lang);
      const auto again = read_phrase(phrase, reference);
      ASSERT_TRUE(again) << phrase << ": " << text(again.refusal(), Lang::en);
      ASSERT_TRUE(alike(*again, reading)) << phrase << " reads as " << format(*again, lang);
      ASSERT_EQ(format(*again, lang), phrase);
    }
  }
}

// Other spellings of the same characters.
std::string traditional(std::string phrase) {
  const std::pair<const char*, const char*> pairs[] = {
      {"个", "個"}, {"内", "內"}, {"周", "週"}, {"号", "號"}, {"后", "後"}, {"长", "長"},
      {"坚", "堅"}, {"续", "續"}, {"进", "進"}, {"并", "並"}, {"报", "報"}, {"务", "務"},
      {"确", "確"}, {"时", "時"}, {"发", "發"}, {"从", "從"}, {"边", "邊"}, {"两", "兩"},
      {"办", "辦"}, {"于", "於"}, {"终", "終"}};
  for (const auto& [from, to] : pairs)
    for (auto i = phrase.find(from); i != phrase.npos; i = phrase.find(from, i + 3))
      phrase.replace(i, 3, to);
  return phrase;
}
std::string full_width(const std::string& phrase) {
  std::string out;
  for (const char c : phrase) {
    if (c > ' ' && c < 0x7f) {
      const auto wide = static_cast<unsigned>(c) + 0xfee0U;
      out += static_cast<char>(0xe0U | (wide >> 12U));
      out += static_cast<char>(0x80U | ((wide >> 6U) & 0x3fU));
      out += static_cast<char>(0x80U | (wide & 0x3fU));
    } else {
      out += c;
    }
  }
  return out;
}
bool chinese(const std::string& phrase) {
  return std::any_of(phrase.begin(), phrase.end(), [](char c) { return (c & 0x80) != 0; }) &&
         std::none_of(phrase.begin(), phrase.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; });
}
// A space between any two characters that are not both digits or letters.
std::string spaced(const std::string& phrase) {
  std::string out;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(phrase[i]) & 0xc0U) != 0x80U;
    if (i > 0 && starts && ((phrase[i] & 0x80) != 0 || (phrase[i - 1] & 0x80) != 0)) out += ' ';
    out += phrase[i];
  }
  return out;
}
const char* numeral(int n) {
  static const char* numerals[] = {"〇", "一", "二", "三", "四",   "五",  "六",
                                   "七", "八", "九", "十", "十一", "十二"};
  return numerals[n];
}

TEST(Spellings, DoNotMatter) {
  for (const PhraseRow& row : phrase_table("tests/calendar/phrases.tsv")) {
    const Day on = read_day(row.reference).value();
    const std::string expected = told(read_phrase(row.phrase, on));
    std::vector<std::string> spellings = {traditional(row.phrase), full_width(row.phrase),
                                          "  " + row.phrase + " ", row.phrase + "。"};
    if (row.kind != "refused") {
      spellings.push_back("（" + row.phrase + "）");
      spellings.push_back("“" + row.phrase + "”");
      if (chinese(row.phrase) && row.phrase.find("．") == row.phrase.npos)
        spellings.push_back(spaced(row.phrase));
    }
    for (const auto& spelling : spellings)
      EXPECT_EQ(told(read_phrase(spelling, on)), expected) << spelling;
  }
}
TEST(Spellings, InChineseNumeralsAreTheSame) {
  for (int month = 1; month <= 12; ++month) {
    const auto on = day(2024, 1, 1);
    for (const char* rest : {"月底前", "月上旬", "月十五日前", "月底前并长期坚持", "个月内"}) {
      const auto digits = read_phrase(std::to_string(month) + rest, on),
                 words = read_phrase(std::string(numeral(month)) + rest, on);
      EXPECT_EQ(told(digits), told(words)) << month << rest;
    }
  }
  EXPECT_EQ(told(read_phrase("二〇二四年十月二十一日前", day(2024, 5, 20))), "date - 2024-10-21");
}

// Rule 2, by looking at every day from the reference on.
TEST(YearsThatAreNotWritten, AreTheOnesASearchFinds) {
  soup::Random random(6);
  for (int k = 0; k < 30000; ++k) {
    const Day reference = soup::day(random);
    const int month = 1 + soup::up_to(random, 11), of_month = 1 + soup::up_to(random, 27);
    const std::string written = std::to_string(month) + "月" + std::to_string(of_month) + "日前";
    std::string expected = "refused";
    const int year = int{std::chrono::year_month_day{reference}.year()};
    for (Day day = reference;
         int{std::chrono::year_month_day{day}.year()} == year || day - reference <= days(183);
         day += days(1)) {
      const std::chrono::year_month_day ymd{day};
      if (ymd.month() != std::chrono::month(static_cast<unsigned>(month)) ||
          ymd.day() != std::chrono::day(static_cast<unsigned>(of_month)))
        continue;
      expected = "date - " + write_day(day);
      break;
    }
    ASSERT_EQ(told(read_phrase(written, reference)), expected)
        << written << " on " << write_day(reference);
  }
}
// A period's end without a year: the first on or after its start, at most 183 days later.
TEST(YearsThatAreNotWritten, OfAPeriodsEndAreTheOnesASearchFinds) {
  soup::Random random(7);
  for (int k = 0; k < 30000; ++k) {
    const Day start = soup::day(random);
    const int month = 1 + soup::up_to(random, 11), of_month = 1 + soup::up_to(random, 27);
    const std::string written =
        write_day(start) + "至" + std::to_string(month) + "月" + std::to_string(of_month) + "日";
    std::string expected = "refused";
    for (Day day = start; day - start <= days(183); day += days(1)) {
      const std::chrono::year_month_day ymd{day};
      if (ymd.month() != std::chrono::month(static_cast<unsigned>(month)) ||
          ymd.day() != std::chrono::day(static_cast<unsigned>(of_month)))
        continue;
      expected = "period " + write_day(start) + " " + write_day(day);
      break;
    }
    ASSERT_EQ(told(read_phrase(written, soup::day(random))), expected) << written;
  }
}

}  // namespace
