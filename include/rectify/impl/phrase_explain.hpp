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
      out.skipped.push_back(
          {day, day, std::string(info.name), std::string(calendar.info(day, Lang::en).name)});
  }
}

inline void explain_span(Explanation& out, const Span& span, Day reference,
                         const WorkCalendar& calendar) {
  if (!span.due) return;
  const std::string due = write_day(*span.due);
  if (!span.count.none() || span.to_working_day) {
    const Day from = span.counted.value_or(reference);
    const Day plain = months_after(from, span.count.months) + days(span.count.days);
    if (!span.count.none()) {
      Span bare = span;
      bare.counted.reset();
      say(out,
          count_words(bare, Lang::en) + ", counted from the day after " + write_day(from) + ": " +
              due,
          count_words(bare, Lang::zh) + "，自 " + write_day(from) + " 的次日起算：" + due);
    } else {
      say(out, "by the end of " + due, due + " 当日结束前");
    }
    if (span.count.working_days > 0)
      skipped_days(out, from, *span.due, calendar);
    else if (plain < *span.due)
      skipped_days(out, plain - days(1), *span.due, calendar);
  } else if (span.start) {
    say(out, "from " + write_day(*span.start) + " to " + due + ", due on its last day",
        "自 " + write_day(*span.start) + " 至 " + due + "，以最后一日为限");
  } else {
    say(out, "by the end of " + due, due + " 当日结束前");
  }
  if (!calendar.is_working(*span.due)) {
    const std::string why(calendar.info(*span.due).name);
    const std::string why_en(calendar.info(*span.due, Lang::en).name);
    say(out,
        due + " is a day off" + (why_en.empty() ? "" : " (" + why_en + ")") +
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

Explanation explain(const Deadline& deadline, const ReadingRules& rules) {
  namespace p = detail::phrase;
  const WorkCalendar& calendar = rules.calendar != nullptr ? *rules.calendar : china();
  Explanation out;
  p::say(out,
         "\"" + deadline.text + "\", read on " + write_day(deadline.reference) +
             ", means: " + format(deadline, Lang::en),
         "“" + deadline.text + "”（" + write_day(deadline.reference) + " 起）读作：" +
             format(deadline, Lang::zh));
  if (deadline.kind == DeadlineKind::immediate) {
    if (!deadline.due) {
      p::say(out,
             "to be done at once, from " + write_day(*deadline.start) + "; no due day by the rules",
             "自 " + write_day(*deadline.start) + " 立即整改；规则未定期限");
    } else {
      const Span& whole = deadline;
      Span span = whole;
      span.start.reset();
      p::explain_span(out, span, deadline.reference, calendar);
    }
  }
  for (const Milestone& one : deadline.milestones) {
    if (!one.act.empty()) p::say(out, one.act + ":", one.act + "：");
    p::explain_span(out, one.span, deadline.reference, calendar);
  }
  if (deadline.milestones.empty() && deadline.kind != DeadlineKind::immediate)
    p::explain_span(out, deadline, deadline.reference, calendar);
  if (deadline.continuous) p::say(out, "and goes on without an end", "此后长期坚持，无截止日期");
  if (deadline.continuous && deadline.review_months > 0)
    p::say(out,
           "looked at again every " + p::counted_words(deadline.review_months, "month", "months"),
           "每 " + std::to_string(deadline.review_months) + " 个月复核一次");
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
    out += !run.why.empty() ? (zh ? run.why : run.why_en) : zh ? "周末" : "weekend";
    out += "\n";
  }
  return out;
}

}  // namespace rectify
