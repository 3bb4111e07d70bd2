// impl/phrase_words.hpp: the words of time, as data: each kind's words, parted by |.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace rectify::detail::phrase {

// clang-format off
// What a word is to the grammar. docs/deadlines.md names them in its rules.
enum class W : unsigned char {
  // of time
  number, plan, duration, year, month, day, each, calendar_day, work_day, week, fortnight,
  quarter, hours, half, half_year, half_years, ten_days, year_from_now, year_after,
  month_from_now, month_after, week_from_now, quarter_from_now, day_from_now, weekday,
  month_name, nth, ordinal, end, before, within, until, from, from_here, to, dash, during, by,
  at_most, not_after, before_en, within_en, until_en, in, the, of, next, now, article, letter_q,
  letter_h, letter_w, letter_t, hour, minute, part_of_day, midnight, mid, early, plan_en,
  to_year_end, to_month_end, to_quarter_end, weekend, and_en,
  // around it
  anchor, that_day, label, lead, conjunction, verb, noun, urgent, immediate, continuous,
  thereafter, each_time, review,
  // refused
  fuzzy, some, approximate, recurring, later, after, negation, condition, alternative, season,
  apart, masked, fiscal, state,
  // signs
  comma, pause, semicolon, stop, colon, slash, dot, percent, han, latin, sign, finish
};

struct Words {
  W kind;
  int value;
  std::u32string_view list;
};

inline constexpr Words time_words[] = {
    // units
    {W::year, 0, U"年|年度"},
    {W::month, 0, U"月|月份"},
    {W::day, 0, U"日"}, {W::day, 1, U"号"},
    {W::each, 0, U"个"},
    {W::calendar_day, 0, U"天|自然日|日历日|日历天|自然天|历日"},
    {W::work_day, 0, U"工作日|工作天|working day|working days|business day|business days|workday|workdays|work days"},
    {W::calendar_day, 1, U"day|days|calendar day|calendar days"},
    {W::week, 0, U"周|星期|礼拜"}, {W::week, 1, U"week|weeks"},
    {W::fortnight, 0, U"fortnight|fortnights"},
    {W::month, 1, U"month|months|calendar month|calendar months"},
    {W::year, 1, U"year|years|calendar year"},
    {W::quarter, 0, U"季度|季"}, {W::quarter, 1, U"quarter"},
    {W::hours, 0, U"小时|分钟|个小时|钟头|hour|hours|minute|minutes|hrs|工时"},
    {W::half, 0, U"半"}, {W::half, 1, U"half"},
    {W::half_years, 0, U"半年"},
    {W::half_year, 1, U"上半年"}, {W::half_year, 2, U"下半年"},
    {W::ten_days, 1, U"上旬"}, {W::ten_days, 2, U"中旬"}, {W::ten_days, 3, U"下旬"},

    // named from now, and from the day before in the phrase
    {W::year_from_now, 0, U"今年|今年度|本年|本年度|全年|this year|current year|the current year"},
    {W::year_from_now, 1, U"明年|明年度|来年|next year"},
    {W::year_from_now, -1, U"去年|上年|上年度|last year"}, {W::year_from_now, 2, U"后年"},
    {W::year_after, 0, U"当年|当年度|同年"}, {W::year_after, 1, U"次年|次年度|翌年|下年|下年度|下一年|下一年度|the following year"},
    {W::month_from_now, 0, U"本月|本月份|这个月|this month|current month"},
    {W::month_from_now, 1, U"下月|下月份|下个月|下一个月|next month"},
    {W::month_from_now, 2, U"下下月|下下个月"}, {W::month_from_now, -1, U"上月|上月份|上个月|last month"},
    {W::month_after, 0, U"当月|同月"}, {W::month_after, 1, U"次月|翌月"},
    {W::week_from_now, 0, U"本周|这周|本星期|这星期|本礼拜|这礼拜|这个星期|这个礼拜|这一周|this week|current week"},
    {W::week_from_now, 1, U"下周|下星期|下礼拜|下个星期|下个礼拜|下一周|次周|next week"},
    {W::week_from_now, 2, U"下下周|下下星期|下下个星期|下下个礼拜"},
    {W::week_from_now, -1, U"上周|上星期|上礼拜|上个星期|上个礼拜|last week"},
    {W::quarter_from_now, 0, U"本季度|本季|当季|当季度|这个季度|this quarter|current quarter"},
    {W::quarter_from_now, 1, U"下季度|下季|下个季度|下一季度|次季度|next quarter"},
    {W::quarter_from_now, -1, U"上季度|上季|上个季度|上一季度|last quarter"},
    {W::day_from_now, 0, U"今日|今天|即日|本日|当日|当天|today"},
    {W::day_from_now, 1, U"明日|明天|次日|翌日|第二天|tomorrow"},
    {W::day_from_now, 2, U"后天|后日"}, {W::day_from_now, 3, U"大后天"},
    {W::weekday, 1, U"星期一|礼拜一|周一|星期1|礼拜1|周1|monday|mon"}, {W::weekday, 2, U"星期二|礼拜二|周二|星期2|周2|tuesday|tue|tues"},
    {W::weekday, 3, U"星期三|礼拜三|周三|星期3|周3|wednesday|wed"}, {W::weekday, 4, U"星期四|礼拜四|周四|星期4|周4|thursday|thu|thur|thurs"},
    {W::weekday, 5, U"星期五|礼拜五|周五|星期5|周5|friday|fri"}, {W::weekday, 6, U"星期六|礼拜六|周六|星期6|周6|saturday|sat"},
    {W::weekday, 7, U"星期日|星期天|礼拜日|礼拜天|周日|周天|sunday|sun"},
    {W::weekend, 0, U"周末|本周末|下周末|这周末|weekend|eow"},
    {W::month_name, 1, U"january|jan"}, {W::month_name, 2, U"february|feb"}, {W::month_name, 3, U"march|mar"},
    {W::month_name, 4, U"april|apr"}, {W::month_name, 5, U"may"}, {W::month_name, 6, U"june|jun"},
    {W::month_name, 7, U"july|jul"}, {W::month_name, 8, U"august|aug"}, {W::month_name, 9, U"september|sept|sep"},
    {W::month_name, 10, U"october|oct"}, {W::month_name, 11, U"november|nov"}, {W::month_name, 12, U"december|dec"},
    {W::ordinal, 1, U"first"}, {W::ordinal, 2, U"second"}, {W::ordinal, 3, U"third"}, {W::ordinal, 4, U"fourth"},
    {W::number, 1, U"one"}, {W::number, 2, U"two"}, {W::number, 3, U"three"}, {W::number, 4, U"four"}, {W::number, 5, U"five"},
    {W::number, 6, U"six"}, {W::number, 7, U"seven"}, {W::number, 8, U"eight"}, {W::number, 9, U"nine"}, {W::number, 10, U"ten"},
    {W::number, 11, U"eleven"}, {W::number, 12, U"twelve"}, {W::number, 13, U"thirteen"}, {W::number, 14, U"fourteen"},
    {W::number, 15, U"fifteen"}, {W::number, 16, U"sixteen"}, {W::number, 17, U"seventeen"}, {W::number, 18, U"eighteen"},
    {W::number, 19, U"nineteen"}, {W::number, 20, U"twenty"}, {W::number, 21, U"twenty-one"}, {W::number, 25, U"twenty-five"},
    {W::number, 28, U"twenty-eight"}, {W::number, 30, U"thirty"}, {W::number, 40, U"forty"}, {W::number, 45, U"forty-five"}, {W::number, 50, U"fifty"},
    {W::number, 60, U"sixty"}, {W::number, 90, U"ninety"}, {W::number, 100, U"one hundred"},
    {W::article, 1, U"a|an"},
    {W::nth, 0, U"第"},

    // what is made of them
    {W::end, 0, U"底|末|终|期末|结束前|结束之前|结束时"}, {W::end, 1, U"end"},
    {W::before, 0, U"前|以前|之前|及以前|及之前"},
    {W::within, 0, U"内|以内|之内|里|期内"},
    {W::until, 0, U"止|为止|截止|截至|截止到|截止至|截至到|结束"},
    {W::from, 0, U"自|从|自从"}, {W::from, 1, U"from|between|starting|starting from|beginning|as of|as from|with effect from"},
    {W::from_here, 0, U"起|起算|开始|起计算|起计|起始|开始计算|算起|onwards|onward"},
    {W::to, 0, U"至|到|直到|直至"}, {W::to, 1, U"to|through|thru|up till"},
    {W::during, 0, U"期间|时期|规划期间|规划期|期"}, {W::within, 0, U"规划期内|期间内|时期内"}, {W::end, 0, U"规划期末|规划末"},
    {W::by, 0, U"by|due by|due on|due"},
    {W::at_most, 0, U"不超过|不得超过|不能超过|最多|最长|最长不超过|最长不得超过|不多于|no more than|at most|not more than|not exceeding|not to exceed|up to|限|限于|限期|限时"},
    {W::not_after, 0, U"最迟|最晚|至迟|最迟于|最晚于|最迟在|最晚在|最迟不超过|最晚不超过|最迟不得超过|最迟不晚于|不迟于|不晚于|不得迟于|不得晚于|不能晚于|不能迟于|no later than|not later than|on or before|not after|at the latest|at latest|latest|by no later than|by or before|before or on|not beyond"},
    {W::before_en, 0, U"before|prior to|ahead of|earlier than"},
    {W::within_en, 0, U"within|inside|inside of|in the next|within the next|over the next|in under"},
    {W::until_en, 0, U"until|till"},
    {W::in, 0, U"in|during|in the course of|throughout"},
    {W::the, 0, U"the|on|close of|cob|close of business|end of day|eod|end of business|of day"},
    {W::of, 0, U"of|in"},
    {W::next, 0, U"next|coming|the coming|upcoming"},
    {W::now, 0, U"this|current|present|the present"},
    {W::to_year_end, 0, U"year-end|year end|eoy"}, {W::to_month_end, 0, U"month-end|month end|eom"}, {W::to_quarter_end, 0, U"quarter-end|quarter end|eoq"},
    {W::and_en, 0, U"and"},
    {W::letter_q, 0, U"q"}, {W::letter_h, 0, U"h"}, {W::letter_w, 0, U"w"}, {W::letter_t, 0, U"t"},
    {W::plan_en, 0, U"five-year plan|five year plan|fyp|five-year plan period|five year plan period|fyp period|five-year period"},
    {W::hour, 0, U"时|点|点钟|时整|点整"}, {W::minute, 0, U"分"},
    {W::part_of_day, 0, U"上午|下午|中午|早上|晚上|晚|傍晚|夜间|下班|下班时|下班前|中午前|上午前|下午前|日终|am|pm|noon|o'clock|hrs local time|当日下班|当天下班|下班之前|下班以前"},
    {W::midnight, 0, U"凌晨|零时|零点|0时|0点|00时|00:00|0:00|00:00:00|midnight|半夜|午夜"},
    {W::mid, 0, U"初|中|头"}, {W::mid, 1, U"mid"}, {W::early, 0, U"early|late|beginning of|start of|the beginning of|the start of|middle of|the middle of|mid-"},
};
// clang-format on

}  // namespace rectify::detail::phrase
