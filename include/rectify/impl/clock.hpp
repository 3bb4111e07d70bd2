// impl/clock.hpp: the days on which an item's light changes and on which it is escalated, and the
// deadline that a command brings.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>
#include <rectify/phrase.hpp>

#include <rectify/impl/reckoning.hpp>
#include <rectify/impl/text.hpp>

namespace rectify::detail {

inline const WorkCalendar& calendar_of(const Context& context) {
  return context.calendar != nullptr ? *context.calendar : china();
}

// ── lights ─────────────────────────────────────────────────────────────────────────────────────

// The first day on which the item is due soon: so many working days before the due day.
inline Day warning_day(const Item& item, const Policy& policy, const WorkCalendar& calendar) {
  return calendar.add(*due(item), -policy.warn_days[static_cast<std::size_t>(item.severity)]);
}

// A step that this deadline hasn't reached yet, or one of another policy that leads higher.
inline bool untold(const EscalationStep& step, const Item& item) {
  return step.working_days > item.rung || step.level > item.escalation;
}
// The next step of the ladder for an item that is overdue; none: it stands on the last.
inline const EscalationStep* next_rung(const Item& item, const Policy& policy) {
  for (const auto& step : policy.escalation)
    if (untold(step, item)) return &step;
  return nullptr;
}
// The highest step that it has reached by a day and that hasn't been told yet.
inline const EscalationStep* rung_reached(const Item& item, const Policy& policy,
                                          const WorkCalendar& calendar, Day today) {
  const EscalationStep* reached = nullptr;
  for (const auto& step : policy.escalation)
    if (untold(step, item) && today >= calendar.add(*due(item), step.working_days)) reached = &step;
  return reached;
}

// ── deadlines ──────────────────────────────────────────────────────────────────────────────────

// The due day on a calendar, and whether that changes anything. They allocate nothing.
inline std::optional<Day> due_on(const Deadline& deadline, const WorkCalendar& calendar) {
  const auto on = [&](const Span& span) {
    return reckoned(span, deadline.reference, calendar).due;
  };
  if (deadline.milestones.empty()) return on(deadline);
  std::optional<Day> last;
  for (const Milestone& one : deadline.milestones) last = std::max(last, on(one.span));
  return last;
}
inline bool reckons_anew(const Deadline& deadline, const WorkCalendar& calendar) {
  const auto differs = [&](const Span& span) {
    return !(reckoned(span, deadline.reference, calendar) == span);
  };
  if (deadline.milestones.empty()) return differs(deadline);
  for (const Milestone& one : deadline.milestones)
    if (differs(one.span)) return true;
  return false;
}

// The deadline of an item that is reopened without a new one. The time of the last one, or what was
// left of it.
inline Result<Deadline> reopened(const Item& item, const Context& context, Day today) {
  if (!item.deadline || !item.verified_at) return refuse("deadline.missing", "deadline");
  const WorkCalendar& calendar = calendar_of(context);
  const Deadline& former = *item.deadline;
  if (!former.due) {
    Deadline again = former;
    again.reference = today;
    if (again.start) again.start = today;
    return again;
  }
  if (context.policy.reopening == Reopening::continued) {
    const Day stopped = day_of(*item.verified_at, context.zone);
    const ClockDays clock = clock_days(former, stopped, calendar);
    if (clock.left < 1)
      return refuse("reopen.no-days-left", "deadline", "",
                    {write_day(*former.due), write_day(stopped)});
    return with_left(former, clock, stopped, today, calendar);
  }
  const auto rules = reading_rules(context.policy, calendar);
  const auto first = read_phrase(former.text, former.reference, rules);
  const bool counts = first && !first->counted && first->milestones.empty() &&
                      (!first->count.none() || first->to_working_day);
  if (counts) {
    auto again = read_phrase(former.text, today, rules);
    if (again) again->phrase = former.phrase;
    return again;
  }
  const ClockDays whole{0, static_cast<std::int32_t>((*former.due - former.reference).count()),
                        false};
  Deadline again = with_left(former, whole, first_day, today, calendar);
  again.reference = today;
  again.start.reset();
  if (again.kind == DeadlineKind::period) again.kind = DeadlineKind::date;
  return again;
}

// The deadline that a command brings.
template <class C>
Result<Deadline> brought(const C& c, const Item& item, const Context& context, Day today) {
  std::string_view words = c.deadline, document = c.phrase;
  Day reference = c.reference_day.value_or(today);
  if constexpr (std::is_same_v<C, Assign>) {
    if (blank(words)) {
      words = item.phrase;
      if (!c.reference_day) reference = item.document_day.value_or(today);
    } else if (document.empty()) {
      document = item.phrase;
    }
  }
  if constexpr (std::is_same_v<C, Reopen>)
    if (blank(words) && context.policy.reopening != Reopening::given)
      return reopened(item, context, today);
  if (blank(words)) return refuse("deadline.missing", "deadline", words);
  auto read = read_phrase(words, reference, reading_rules(context.policy, calendar_of(context)));
  if (read && document != words) read->phrase = document;
  return read;
}

}  // namespace rectify::detail
