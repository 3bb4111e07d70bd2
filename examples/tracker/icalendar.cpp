// icalendar.cpp: items as events, written by libical, which only this file sees.
// SPDX-License-Identifier: BSL-1.0
#include "icalendar.hpp"

#include "table.hpp"
#include "telling.hpp"
#include "vocabulary.hpp"

#include <rectify/work_calendar.hpp>

#include <libical/ical.h>

#include <cstdlib>
#include <memory>
#include <new>

namespace tracker {

using namespace rectify;

namespace {

constexpr std::string_view end_of_calendar = "END:VCALENDAR\r\n";

// A component that is being made; one that was added to another is that one's.
using Component = std::unique_ptr<icalcomponent, void (*)(icalcomponent*)>;

Component component(icalcomponent_kind kind) {
  Component made(icalcomponent_new(kind), icalcomponent_free);
  if (!made) throw std::bad_alloc();
  return made;
}
void add(const Component& to, icalproperty* property) {
  if (property == nullptr) throw std::bad_alloc();
  icalcomponent_add_property(to.get(), property);
}
std::string written(const Component& whole) {
  const std::unique_ptr<char, void (*)(void*)> text(icalcomponent_as_ical_string_r(whole.get()),
                                                    std::free);
  if (!text) throw std::bad_alloc();
  return text.get();
}

icaltimetype date(Day day) {
  const std::chrono::year_month_day civil(day);
  icaltimetype out = icaltime_null_date();
  out.year = static_cast<int>(civil.year());
  out.month = static_cast<int>(static_cast<unsigned>(civil.month()));
  out.day = static_cast<int>(static_cast<unsigned>(civil.day()));
  return out;
}
icaltimetype utc(Instant at) {
  const Day day = day_of(at, Zone{0});
  const std::chrono::hh_mm_ss clock(
      std::chrono::floor<std::chrono::seconds>(at - start_of(day, Zone{0})));
  icaltimetype out = date(day);
  out.is_date = 0;
  out.hour = static_cast<int>(clock.hours().count());
  out.minute = static_cast<int>(clock.minutes().count());
  out.second = static_cast<int>(clock.seconds().count());
  out.zone = icaltimezone_get_utc_timezone();
  return out;
}

// The day that an event of the item last stood on: it may have been given back since.
std::optional<Day> last_due_of(const Item& item) {
  if (const auto day = due(item)) return day;
  for (std::size_t n = item.former_deadlines.size(); n > 0; --n)
    if (const std::optional<Day> due = item.former_deadlines[n - 1].deadline.due) return due;
  return std::nullopt;
}

std::string whole(const std::string& category) {
  std::string out;
  for (const char c : printable(category, " ")) out += c == ',' ? "，" : std::string(1, c);
  return out;
}

int priority(Severity severity) {  // 1 is the highest, 9 the lowest
  switch (severity) {
    case Severity::critical: return 1;
    case Severity::serious: return 3;
    case Severity::moderate: return 5;
    case Severity::minor: return 7;
  }
  return 0;
}

std::string description(const Item& item, Lang lang) {
  std::string out;
  const auto line = [&](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out.append(out.empty() ? "" : "\n").append(label).append(lang == Lang::zh ? "：" : ": ");
    out += printable(value, "\n");
  };
  line(word_of_field("unit", lang), owner(item.owner, lang));
  line(word_of_field("supervisor", lang), item.supervisor);
  if (item.deadline)
    line(lang == Lang::zh ? "整改时限" : "deadline", deadline(*item.deadline, lang));
  std::string state(word(item.state.main, lang));
  if (item.resolution != Resolution::none) (state += " · ") += word(item.resolution, lang);
  if (item.state.holding == Holding::on_hold) state += lang == Lang::zh ? " · 挂起" : " · on hold";
  line(lang == Lang::zh ? "状态" : "state", state);
  line(word_of_field("measures", lang), item.measures);
  return out;
}

// At nine in the morning of the warning day, as an instant. An alarm relative to an all-day event
// counts from a midnight that is not the ledger's: the reader's, or on some servers that of UTC.
Component alarm(const std::string& words, Day warning, Zone zone) {
  auto out = component(ICAL_VALARM_COMPONENT);
  icaltriggertype trigger{};
  trigger.time = utc(start_of(warning, zone) + std::chrono::hours(9));
  trigger.duration = icaldurationtype_null_duration();
  add(out, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  add(out, icalproperty_new_trigger(trigger));
  add(out, icalproperty_new_description(words.c_str()));
  return out;
}

}  // namespace

// Of the second event, whose hash covers the first: first events are alike where two ledgers were
// opened at the same --at, and until there is a second one there are no items.
std::string identity_of(const Ledger& ledger) {
  return hex(ledger.events(0, 2).back().hash).substr(0, 32);
}

// No METHOD: of a published calendar it asks for an organizer (RFC 5546, 3.2.1), and there is none.
std::string CalendarFile::head(std::string_view name) const {
  const std::string title = printable(name, " ");
  const auto calendar = component(ICAL_VCALENDAR_COMPONENT);
  add(calendar, icalproperty_new_version("2.0"));
  add(calendar, icalproperty_new_prodid(of_.lang == Lang::zh ? "-//rectify//tracker//ZH"
                                                             : "-//rectify//tracker//EN"));
  add(calendar, icalproperty_new_calscale("GREGORIAN"));
  add(calendar, icalproperty_new_name(title.c_str()));  // RFC 7986; and what is usual
  auto* usual = icalproperty_new_x(title.c_str());
  if (usual != nullptr) icalproperty_set_x_name(usual, "X-WR-CALNAME");
  add(calendar, usual);
  std::string text = written(calendar);
  text.resize(text.size() - end_of_calendar.size());
  return text;
}

std::string CalendarFile::tail() { return std::string(end_of_calendar); }

std::string CalendarFile::event(const Item& item) const {
  const bool live = is_in_hand(item.state) && due(item).has_value();
  const auto on = live ? due(item) : last_due_of(item);
  if (!on || (!live && !of_.cancelled)) return {};
  const auto number = std::to_string(item.id);
  const std::string summary = "#" + number + " " + printable(item.title, " ");
  const auto event = component(ICAL_VEVENT_COMPONENT);
  add(event, icalproperty_new_uid(("rectify-" + of_.identity + "-" + number).c_str()));
  add(event, icalproperty_new_sequence(static_cast<int>(item.version)));
  add(event, icalproperty_new_dtstamp(utc(item.changed_at)));
  add(event, icalproperty_new_created(utc(item.reported_at)));
  add(event, icalproperty_new_lastmodified(utc(item.changed_at)));
  add(event, icalproperty_new_dtstart(date(*on)));
  add(event, icalproperty_new_dtend(date(*on + days(1))));  // not included any more
  add(event, icalproperty_new_summary(summary.c_str()));
  add(event, icalproperty_new_description(description(item, of_.lang).c_str()));
  add(event, icalproperty_new_priority(priority(item.severity)));
  // libical leaves a comma in a category as it is, where it would part two: a full-width one doesn't.
  for (const auto& category : {item.category, std::string(word(item.severity, of_.lang))})
    if (!category.empty()) add(event, icalproperty_new_categories(whole(category).c_str()));
  add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));  // nobody is busy all that day
  add(event, icalproperty_new_status(!live              ? ICAL_STATUS_CANCELLED
                                     : clock_runs(item) ? ICAL_STATUS_CONFIRMED
                                                        : ICAL_STATUS_TENTATIVE));
  if (live && clock_runs(item)) {  // on hold the day isn't certain, and nobody is to be hurried
    const auto warn = of_.policy.warn_days[static_cast<std::size_t>(item.severity)];
    icalcomponent_add_component(event.get(),
                                alarm(summary, of_.calendar.add(*on, -warn), of_.zone).release());
  }
  return written(event);
}

}  // namespace tracker
