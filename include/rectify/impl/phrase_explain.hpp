// impl/phrase_explain.hpp: how a reading came about: what was read, which days were passed over.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/day.hpp>
#include <rectify/impl/phrase_format.hpp>
#include <rectify/work_calendar.hpp>

namespace rectify {

namespace detail::phrase {

inline void say(Explanation& out, std::string en, std::string zh) {
  out.en.push_back(std::move(en));
  out.zh.push_back(std::move(zh));
}

// The days off in (from, to], in runs.
inline void skipped_days(Explanation& out, Day from, Day to, const WorkCalendar& calendar) {
  for (Day day = from + days(1); day <= to; day += days(1)) {
    const auto info = calendar.info(day);
    if (info.working) continue;
    if (!out.skipped.empty() && out.skipped.back().last + days(1) == day &&
        out.skipped.back().why == info.name)
      out.skipped.back().last = day;
    else
      out.skipped.push_back({day, day, std::string(info.name)});
  }
}

inline void explain_span(Explanation& out, const Span& span, Day reference,
                         const WorkCalendar& calendar) {
  if (!span.due) return;
  const std::string due = write_day(*span.due);
  if (span.count.none()) {
    if (span.start)
      say(out, "from " + write_day(*span.start) + " to " + due + ", due on its last day",
          "自 " + write_day(*span.start) + " 至 " + due + "，以最后一日为限");
    else
      say(out, "by the end of " + due, due + " 当日结束前");
  } else {
    const Day from = span.counted.value_or(reference);
    Span bare = span;
    bare.counted.reset();
    say(out,
        count_words(bare, Lang::en) + ", counted from the day after " + write_day(from) + ": " +
            due,
        count_words(bare, Lang::zh) + "，自 " + write_day(from) + " 的次日起算：" + due);
    const Day plain = months_after(from, span.count.months) + days(span.count.days);
    if (span.count.working_days > 0)
      skipped_days(out, from, *span.due, calendar);
    else if (plain != *span.due)
      skipped_days(out, plain - days(1), *span.due, calendar);
  }
  if (!calendar.is_working(*span.due)) {
    const std::string why(calendar.info(*span.due).name);
    say(out,
        due + " is a day off" + (why.empty() ? "" : " (" + why + ")") +
            "; the deadline stays on it",
        due + " 为非工作日" + (why.empty() ? "" : "（" + why + "）") + "，时限不顺延");
  }
  if (span.provisional) {
    out.provisional = true;
    say(out,
        due +
            " is provisional: it lies beyond the published working days, and is reckoned again "
            "when they are known",
        due + " 为暂定：超出已公布的放假安排，公布后重新推算");
  }
}

}  // namespace detail::phrase

Explanation explain(const Reading& reading, const ReadingRules& rules) {
  namespace p = detail::phrase;
  const WorkCalendar& calendar = rules.calendar != nullptr ? *rules.calendar : china();
  Explanation out;
  p::say(out,
         "\"" + reading.phrase + "\", read on " + write_day(reading.reference) +
             ", means: " + format(reading, Lang::en),
         "“" + reading.phrase + "”（" + write_day(reading.reference) + " 起）读作：" +
             format(reading, Lang::zh));
  if (reading.kind == DeadlineKind::immediate) {
    if (!reading.due) {
      p::say(out,
             "to be done at once, from " + write_day(*reading.start) + "; no due day by the rules",
             "自 " + write_day(*reading.start) + " 立即整改；规则未定期限");
    } else {
      p::skipped_days(out, reading.reference, *reading.due, calendar);
      Span span;
      span.due = reading.due;
      span.provisional = reading.provisional;
      p::explain_span(out, span, reading.reference, calendar);
    }
  }
  for (const Milestone& one : reading.milestones) {
    if (!one.act.empty()) p::say(out, one.act + ":", one.act + "：");
    p::explain_span(out, one.span, reading.reference, calendar);
  }
  if (reading.milestones.empty() && reading.kind != DeadlineKind::immediate)
    p::explain_span(out, reading.span, reading.reference, calendar);
  if (reading.continuous) p::say(out, "and goes on without an end", "此后长期坚持，无截止日期");
  if (reading.continuous && reading.review_months > 0)
    p::say(out,
           "looked at again every " + p::counted_words(reading.review_months, "month", "months"),
           "每 " + std::to_string(reading.review_months) + " 个月复核一次");
  return out;
}

std::string text(const Explanation& explanation, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  for (const auto& line : zh ? explanation.zh : explanation.en) out += line + "\n";
  for (const Skipped& run : explanation.skipped) {
    out += (zh ? "跳过 " : "skipped ") + write_day(run.first);
    if (run.last != run.first) out += (zh ? " 至 " : " to ") + write_day(run.last);
    out += zh ? "：" : ": ";
    out += !run.why.empty() ? run.why : zh ? "周末" : "weekend";
    out += "\n";
  }
  return out;
}

}  // namespace rectify
