// phrase_soup.hpp: random phrases for the tests: soups of the language's own words, and of bytes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <random>
#include <string>
#include <vector>

namespace rectify::soup {

using Random = std::mt19937_64;

inline int up_to(Random& random, int most) {  // 0 to most
  return static_cast<int>(random() % static_cast<unsigned>(most + 1));
}

// The words of time come often, those around it now and then.
inline const std::vector<std::string>& words_of_time() {
  static const std::vector<std::string> words = {"2024年",
                                                 "24年",
                                                 "今年",
                                                 "明年",
                                                 "次年",
                                                 "当年",
                                                 "年",
                                                 "年底",
                                                 "二〇二四年",
                                                 "2025",
                                                 "7月",
                                                 "12月",
                                                 "元月",
                                                 "十月",
                                                 "2月",
                                                 "本月",
                                                 "下月",
                                                 "次月",
                                                 "月",
                                                 "月份",
                                                 "月底",
                                                 "15日",
                                                 "31日",
                                                 "29日",
                                                 "5号",
                                                 "日",
                                                 "廿",
                                                 "卅",
                                                 "上旬",
                                                 "中旬",
                                                 "下旬",
                                                 "底",
                                                 "末",
                                                 "前",
                                                 "以前",
                                                 "之前",
                                                 "内",
                                                 "以内",
                                                 "之内",
                                                 "起",
                                                 "止",
                                                 "至",
                                                 "到",
                                                 "-",
                                                 "—",
                                                 "~",
                                                 "～",
                                                 "、",
                                                 "，",
                                                 "；",
                                                 "。",
                                                 "一季度",
                                                 "第三季度",
                                                 "季度",
                                                 "上半年",
                                                 "下半年",
                                                 "“十四五”",
                                                 "十五五",
                                                 "期间",
                                                 "本周",
                                                 "下周",
                                                 "五",
                                                 "周五",
                                                 "星期日",
                                                 "工作日",
                                                 "个",
                                                 "15",
                                                 "3",
                                                 "0",
                                                 "三",
                                                 "两",
                                                 "十五",
                                                 "天",
                                                 "周",
                                                 "半",
                                                 "半年",
                                                 "一年",
                                                 "小时",
                                                 "自",
                                                 "从",
                                                 "收到通知",
                                                 "交办",
                                                 "之日起",
                                                 "后",
                                                 "即日",
                                                 "今日",
                                                 "明天",
                                                 "立行立改",
                                                 "长期坚持",
                                                 "持续推进",
                                                 "并",
                                                 "每",
                                                 "复核",
                                                 "一次",
                                                 "左右",
                                                 "约",
                                                 "尽快",
                                                 "不",
                                                 "或",
                                                 "2024-07-31",
                                                 "2024-07",
                                                 "2024-W31",
                                                 "-5",
                                                 "2024-213",
                                                 "P1M",
                                                 "P30D",
                                                 "20240731",
                                                 "7.31",
                                                 "2024.7.1",
                                                 "03/04/2025",
                                                 "/",
                                                 ".",
                                                 ":",
                                                 "18时",
                                                 "17:00",
                                                 "下班前",
                                                 "(",
                                                 ")",
                                                 "（周五）",
                                                 "（1）",
                                                 " by ",
                                                 " the ",
                                                 " end ",
                                                 " of ",
                                                 " July ",
                                                 " 15 ",
                                                 " 31st ",
                                                 " Q3 ",
                                                 " H2 ",
                                                 " 2024 ",
                                                 " before ",
                                                 " within ",
                                                 " days ",
                                                 " working days ",
                                                 " a ",
                                                 " month ",
                                                 " from ",
                                                 " to ",
                                                 " until ",
                                                 " ongoing ",
                                                 " and ",
                                                 " next ",
                                                 " Friday ",
                                                 " year-end ",
                                                 " no later than ",
                                                 " first ",
                                                 " half ",
                                                 " quarter ",
                                                 " immediately ",
                                                 " reviewed every ",
                                                 " months "};
  return words;
}
inline const std::vector<std::string>& words_around() {
  static const std::vector<std::string> words = {"完成",       "整改",
                                                 "完成排查",   "报送",
                                                 "于",         "请于",
                                                 "确保",       "力争",
                                                 "任务",       "方案",
                                                 "整改时限：", "建立台账",
                                                 "污水管网",   "80%",
                                                 "已完成",     "待定",
                                                 "X月",        "春节",
                                                 "汛前",       "每月",
                                                 "财年",       "验收",
                                                 "会议",       "近期",
                                                 "初",         "中",
                                                 "最迟",       "不超过",
                                                 "限",         "分别",
                                                 "如",         "\n",
                                                 "\t",         " ",
                                                 "VOCs",       "①",
                                                 "１５",       "７月",
                                                 "個",         "內",
                                                 "週",         "號",
                                                 "並",         "長期",
                                                 " complete ", " submit report ",
                                                 " about ",    " after ",
                                                 " or ",       "…",
                                                 "%",          "*"};
  return words;
}

inline std::string words(Random& random) {
  std::string phrase;
  for (int n = up_to(random, 9); n >= 0; --n) {
    const auto& from = up_to(random, 3) > 0 ? words_of_time() : words_around();
    phrase += from[static_cast<std::size_t>(up_to(random, static_cast<int>(from.size()) - 1))];
  }
  return phrase;
}
inline std::string bytes(Random& random) {
  std::string phrase;
  for (int n = up_to(random, 40); n > 0; --n) phrase += static_cast<char>(random());
  return phrase;
}
// A character of a phrase lost, doubled, or put elsewhere.
inline std::string damaged(Random& random, std::string phrase) {
  for (int n = up_to(random, 3); n >= 0 && !phrase.empty(); --n) {
    const auto at = static_cast<std::size_t>(up_to(random, static_cast<int>(phrase.size()) - 1));
    switch (up_to(random, 2)) {
      case 0: phrase.erase(at, 1 + random() % 3); break;
      case 1:
        phrase.insert(
            at,
            phrase.substr(
                static_cast<std::size_t>(up_to(random, static_cast<int>(phrase.size()) - 1)), 3));
        break;
      default: phrase[at] = static_cast<char>(random());
    }
  }
  return phrase;
}
inline Day day(Random& random) { return rectify::day(2004, 1, 1) + days(up_to(random, 365 * 24)); }
inline ReadingRules rules(Random& random) {
  ReadingRules rules;
  if (up_to(random, 1) != 0) rules.immediate_working_days = up_to(random, 3);
  rules.roll_off_holidays = up_to(random, 1) != 0;
  rules.review_months = up_to(random, 2) * 6;
  return rules;
}

// Why a reading is not as it must be; empty: it is.
inline std::string wrong(const Deadline& reading, Day reference, const ReadingRules& rules) {
  for (const Lang lang : {Lang::en, Lang::zh}) {
    const std::string canonical = format(reading, lang);
    const auto again = read_phrase(canonical, reference, rules);
    if (!again) return canonical + ": " + text(again.refusal(), Lang::en);
    if (!(alike(*again, reading)))
      return canonical + ": reads differently: " + format(*again, lang);
  }
  if (reading.start && reading.due && *reading.start > *reading.due)
    return "starts after it is due";
  if (text(explain(reading, rules), Lang::en).empty()) return "has no explanation";
  return {};
}

}  // namespace rectify::soup
