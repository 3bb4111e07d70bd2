// calendar_option.hpp: --calendar FILE, and by which days and rules a run reckons.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "calendar_file.hpp"
#include "reading.hpp"
#include "session.hpp"

#include <string>

namespace tracker {

inline Option calendar_option() {
  return {"--calendar", "FILE",
          "在内置日历之上再加一份日历文件（rectify 的 tsv，或 chinese-days 的 JSON）",
          "a calendar's file, over the built-in one (rectify's lines, or chinese-days' JSON)"};
}

// A file over a calendar; throws Cannot, or Unreadable with the line or key.
inline rectify::WorkCalendar calendar_of_file(const std::string& path,
                                              const rectify::WorkCalendar& base) {
  auto read = read_calendar_file(bytes_of_file(path, most_calendar_bytes), base);
  if (!read) throw Unreadable(path, read.error());
  return *read;
}

// By which days and whose rules a phrase is read: those of the ledger, if one is named, else China's
// days and the strict policy; and --calendar over that.
struct DayRules {
  rectify::WorkCalendar calendar = rectify::china();
  rectify::Policy policy = rectify::strict_policy();
};
// Programs name it on the command line: what they read is the same in every environment.
inline DayRules rules_of(const Session& session, const Given& given, bool by_environment = true) {
  DayRules rules;
  if (session.where_said || (by_environment && session.where_known)) try {
      const auto ledger = session.open();
      rules = {ledger.calendar(), ledger.policy()};
    } catch (const rectify::Error& error) {  // the environment's may not be made yet
      if (session.where_said || error.code() != "store.none") throw;
    }
  if (given.has("calendar"))
    rules.calendar = calendar_of_file(given.one("calendar"), rules.calendar);
  return rules;
}

// A day that an option gives; the refusal names the option.
inline rectify::Day day_said(const Given& given, std::string_view option) {
  const auto day = rectify::read_day(given.one(option));
  if (day) return *day;
  auto refusal = day.refusal();
  refusal.field = "--" + std::string(option);
  throw rectify::Refused(refusal);
}

}  // namespace tracker
