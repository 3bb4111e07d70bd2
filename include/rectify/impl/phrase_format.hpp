// impl/phrase_format.hpp: writes a reading as its canonical phrase.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <rectify/impl/phrase_part.hpp>

namespace rectify {

namespace detail::phrase {

inline constexpr std::string_view english_months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

inline std::string day_words(Day day, Lang lang) {
  const int y = year_of(day), m = month_of(day);
  const auto d = std::to_string(unsigned{std::chrono::year_month_day{day}.day()});
  if (lang == Lang::zh) return std::to_string(y) + "年" + std::to_string(m) + "月" + d + "日";
  return d + " " + std::string(english_months[m - 1]) + " " + std::to_string(y);
}
inline std::string counted_words(int n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

inline std::string count_words(const Span& span, Lang lang) {
  const Count& c = span.count;
  const bool zh = lang == Lang::zh;
  std::string out;
  if (c.months > 0 && c.days > 0) {
    out = "P" + std::to_string(c.months) + "M" + std::to_string(c.days) + "D";
    out = zh ? out + "内" : "within " + out;
  } else if (zh) {
    out = c.working_days > 0 ? std::to_string(c.working_days) + "个工作日内"
          : c.months > 0     ? std::to_string(c.months) + "个月内"
                             : std::to_string(c.days) + "日内";
  } else {
    out = "within " + (c.working_days > 0
                           ? counted_words(c.working_days, "working day", "working days")
                       : c.months > 0 ? counted_words(c.months, "month", "months")
                                      : counted_words(c.days, "day", "days"));
  }
  if (!span.counted) return out;
  return zh ? "自" + day_words(*span.counted, lang) + "起" + out
            : out + " from " + day_words(*span.counted, lang);
}
inline std::string span_words(const Span& span, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (!span.count.none()) return count_words(span, lang);
  if (span.start)
    return zh ? day_words(*span.start, lang) + "至" + day_words(*span.due, lang)
              : "from " + day_words(*span.start, lang) + " to " + day_words(*span.due, lang);
  return zh ? day_words(*span.due, lang) + "前" : "by " + day_words(*span.due, lang);
}

// What stands between a date and its act. Nothing where no word of time goes on with the act's
// first character: 30日前完成, but 30日前：前期工作.
inline std::string act_joint(std::string_view act, Lang lang) {
  if (lang == Lang::en) return ": ";
  for (const std::string_view first : {"完", "整", "排", "报", "制", "建", "验", "拆", "治", "编"})
    if (act.starts_with(first)) return {};
  return "：";
}

}  // namespace detail::phrase

std::string format(const Deadline& deadline, Lang lang) {
  namespace p = detail::phrase;
  const bool zh = lang == Lang::zh;
  std::string out;
  switch (deadline.kind) {
    case DeadlineKind::immediate: out = zh ? "立行立改" : "immediately"; break;
    case DeadlineKind::continuous:
      if (!deadline.start)
        out = zh ? "长期坚持" : "ongoing";
      else if (*deadline.start == deadline.reference)
        out = zh ? "立行立改并长期坚持" : "immediately and ongoing";
      else
        out = zh ? "自" + p::day_words(*deadline.start, lang) + "起长期坚持"
                 : "ongoing from " + p::day_words(*deadline.start, lang);
      break;
    case DeadlineKind::milestones:
      for (const Milestone& one : deadline.milestones) {
        if (!out.empty()) out += zh ? "；" : "; ";
        out += p::span_words(one.span, lang);
        if (!one.act.empty()) out += p::act_joint(one.act, lang) + one.act;
      }
      if (deadline.continuous) out += zh ? "；长期坚持" : "; ongoing";
      break;
    default:
      out = p::span_words(deadline, lang);
      if (deadline.continuous) out += zh ? "并长期坚持" : " and ongoing";
  }
  if (deadline.continuous && deadline.review_months > 0)
    out += zh ? "，每" + std::to_string(deadline.review_months) + "个月复核一次"
              : ", reviewed every " + p::counted_words(deadline.review_months, "month", "months");
  return out;
}

}  // namespace rectify
