// naive_situation.hpp: who gives a command when, and what commands change, for the naive model.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/policy.hpp>

#include "model/naive_calendar.hpp"

#include <cstdio>

namespace naive {

using namespace rectify;

struct Read {
  std::string code;
  Deadline deadline{};
};

inline bool empty(const std::string& text) { return text.find_first_not_of(' ') == text.npos; }

// The phrases that the random office writes: "2018-07-31", "30 days", "30天", "5个工作日内", "立行立改",
// "长期坚持".
inline Read read(const std::string& text, Day from, const Policy& policy,
                 const NaiveCalendar& calendar) {
  if (empty(text)) return {"deadline.missing"};
  Read out;
  Deadline& d = out.deadline;
  d.reference = from, d.text = text;
  int year = 0, month = 0, of_month = 0, read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &of_month, &read) == 3 &&
      read == 10 && text.size() == 10) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(of_month))};
    if (!date.ok()) return {"day.none"};
    if (year < 1900 || year > 2999) return {"day.range"};
    d.due = Day{date};
    return out;
  }
  if (text == "长期坚持") {
    d.kind = DeadlineKind::continuous;
    d.continuous = true;
    d.review_months = policy.review_months;
    return out;
  }
  if (text == "立行立改") {
    d.kind = DeadlineKind::immediate;
    d.start = from;
    if (!policy.immediate_days) return out;
    d.count.working_days = *policy.immediate_days;
    d.to_working_day = *policy.immediate_days == 0;
    d.due = *policy.immediate_days > 0 ? calendar.add(from, *policy.immediate_days)
                                       : calendar.add(from - days(1), 1);
    d.provisional = !calendar.certain(*d.due);
    return out;
  }
  int count = 0;
  if (std::sscanf(text.c_str(), "%d%n", &count, &read) == 1 && text[0] != '-') {
    const auto unit = text.substr(static_cast<std::size_t>(read));
    const bool working = unit == "个工作日内";
    if (working || unit == " days" || unit == "天") {
      if (count < 1 || count > 3660) return {"deadline.count"};
      if (working) {
        d.kind = DeadlineKind::workdays;
        d.count.working_days = count;
        d.due = calendar.add(from, count);
      } else {
        d.count.days = count;
        d.due = from + days(count);
        d.to_working_day = policy.roll_off_holidays;
        if (d.to_working_day && !calendar.works(*d.due)) d.due = calendar.add(*d.due, 1);
      }
      d.provisional = (working || d.to_working_day) && !calendar.certain(*d.due);
      return out;
    }
  }
  return {text == "soon" || text == "尽快" ? "deadline.fuzzy" : "deadline.unread"};
}

// The same deadline by the days as they are now.
inline Deadline again(Deadline d, const NaiveCalendar& calendar) {
  const Day from = d.counted ? *d.counted : d.reference;
  if (d.count.working_days > 0)
    d.due = calendar.add(from, d.count.working_days);
  else if (d.to_working_day)
    d.due = calendar.add(from + days(d.count.days) - days(1), 1);
  else
    return d;
  d.provisional = !calendar.certain(*d.due);
  return d;
}

class Situation {
 public:
  Situation(const Item& item, const Command& command, const Policy& policy, Zone zone,
            const Item* target, const NaiveCalendar& calendar)
      : before_(item),
        command_(command),
        policy_(policy),
        zone_(zone),
        target_(target),
        calendar_(calendar),
        me_(command.actor),
        today_(civil(*command.at)),
        after_(item) {}

 protected:
  // ── who and when ─────────────────────────────────────────────────────────────────────────────
  [[nodiscard]] Day civil(Instant at) const {
    return Day{std::chrono::floor<days>((at + zone_).time_since_epoch())};
  }
  [[nodiscard]] std::string setting() const {
    if (command_.expected_version && *command_.expected_version != before_.version)
      return "version.conflict";
    const bool by_itself = std::holds_alternative<Tick>(command_.body) ||
                           std::holds_alternative<Reckon>(command_.body);
    if (by_itself && me_ == Actor{}) return "";
    if (empty(me_.name)) return "actor.missing";
    for (const auto& role : me_.roles) {
      bool known = false;
      for (const auto& r : policy_.roles) known = known || r == role;
      if (!known) return "actor.unknown-role";
    }
    if (me_.stands_in_for.empty() && me_.stands_in_for_unit.empty()) return "";
    for (const auto& s : policy_.stand_ins)
      if (!me_.stands_in_for.empty() && s.name == me_.name && s.for_name == me_.stands_in_for &&
          s.from <= today_ && today_ <= s.to)
        return "";
    return "actor.no-stand-in";
  }
  [[nodiscard]] bool in_role() const {
    const auto& may = policy_.permitted[command_.body.index()];
    if (may.empty()) return true;
    for (const auto& a : may)
      for (const auto& b : me_.roles)
        if (a == b) return true;
    return false;
  }
  [[nodiscard]] bool of_owner() const {
    const Owner& o = before_.owner;
    const bool myself =
        (!me_.unit.empty() && me_.unit == o.unit) || me_.name == o.leader || me_.name == o.handler;
    if (myself || me_.stands_in_for.empty()) return myself;
    return (!me_.stands_in_for_unit.empty() && me_.stands_in_for_unit == o.unit) ||
           me_.stands_in_for == o.leader || me_.stands_in_for == o.handler;
  }
  [[nodiscard]] bool of_assistant() const {
    for (const auto& unit : before_.owner.co_units) {
      if (unit == me_.unit) return true;
      if (!me_.stands_in_for.empty() && unit == me_.stands_in_for_unit) return true;
    }
    return false;
  }
  [[nodiscard]] bool of_supervisor() const {
    if (before_.supervisor.empty()) return false;
    if (me_.unit == before_.supervisor) return true;
    return !me_.stands_in_for.empty() && me_.stands_in_for_unit == before_.supervisor;
  }
  [[nodiscard]] bool am(const Actor& other) const {
    for (const auto& mine : {me_.name, me_.stands_in_for})
      for (const auto& theirs : {other.name, other.stands_in_for})
        if (!mine.empty() && mine == theirs) return true;
    return false;
  }
  [[nodiscard]] bool is(Main state) const { return before_.state.main == state; }
  [[nodiscard]] bool in_hand() const {
    return is(Main::assigned) || is(Main::working) || is(Main::submitted);
  }
  [[nodiscard]] bool open() const { return in_hand() || is(Main::found) || is(Main::verified); }
  [[nodiscard]] bool held() const { return before_.state.holding == Holding::on_hold; }

  // ── what changes ─────────────────────────────────────────────────────────────────────────────
  void put(const Deadline& deadline) {
    if (before_.deadline && !(*before_.deadline == deadline))
      after_.former_deadlines.push_back(
          {*before_.deadline, *command_.at, std::string(name(kind_of(command_.body))), {}});
    after_.deadline = deadline;
    if (held()) after_.held_since = today_;
  }
  // What a command's phrase is read as, in the words of the document.
  [[nodiscard]] Read brought(const std::string& text, Day from, const std::string& phrase) const {
    Read out = read(text, from, policy_, calendar_);
    if (phrase != text) out.deadline.phrase = phrase;
    if (out.code.empty() && out.deadline.due && *out.deadline.due < today_)
      return {"deadline.past"};
    return out;
  }
  // So many days are left from a day on.
  [[nodiscard]] Deadline with_left(Deadline d, int left, bool working, Day from) const {
    const bool counted = d.count.days + d.count.working_days > 0 || d.to_working_day;
    d.due = working ? calendar_.add(from, left) : from + days(left);
    if (!counted) return d;
    d.count = {};
    d.provisional = false;
    d.counted.reset();
    if (left < 1) {
      d.to_working_day = false;
      return d;
    }
    (working ? d.count.working_days : d.count.days) = left;
    d.counted = from;
    return again(d, calendar_);
  }
  static bool in_working_days(const Deadline& d) {
    return d.kind == DeadlineKind::workdays || d.count.working_days > 0;
  }
  [[nodiscard]] int left_on(const Deadline& d, Day on) const {
    return in_working_days(d) ? calendar_.between(on, *d.due)
                              : static_cast<int>((*d.due - on).count());
  }
  void end_hold() {
    after_.state.holding = Holding::running;
    after_.held_since.reset();
    after_.hold_stops_clock = false;
  }
  // The clock was stopped while held: it goes on with the days that were left.
  void make_up_for_hold() {
    if (!held() || !before_.hold_stops_clock || !has_day() || !before_.held_since) return;
    if (today_ <= *before_.held_since) return;
    const Deadline& d = *before_.deadline;
    const Deadline later =
        with_left(d, left_on(d, *before_.held_since), in_working_days(d), today_);
    if (later.due != d.due) put(later);
  }
  [[nodiscard]] bool has_day() const { return before_.deadline && before_.deadline->due; }
  void drop_extension() {
    after_.state.extension = Extension::none;
    after_.extension.reset();
  }
  void close(Resolution resolution) {
    after_.state.main = Main::closed;
    after_.resolution = resolution;
    after_.closed_at = *command_.at;
    drop_extension();
    end_hold();
  }
  void submitted() {
    after_.state.main = Main::submitted;
    after_.submitted_by = me_;
    after_.submitted_at = *command_.at;
  }
  void unverified() {
    after_.verified_by.reset();
    after_.verified_at.reset();
  }
  void add(const std::vector<Evidence>& evidence) {
    for (const auto& e : evidence) after_.evidence.push_back(e);
  }
  static void set(std::string& field, const std::string& text) {
    if (!text.empty()) field = text;
  }
  void give_to(const Owner& owner, const std::string& supervisor) {
    if (!owner.unit.empty()) {
      after_.owner = owner;
    } else {
      set(after_.owner.leader, owner.leader);
      set(after_.owner.handler, owner.handler);
      if (!owner.co_units.empty()) after_.owner.co_units = owner.co_units;
    }
    set(after_.supervisor, supervisor);
  }
  [[nodiscard]] bool supervises_itself(const Owner& owner, const std::string& supervisor) const {
    const auto& unit = owner.unit.empty() ? before_.owner.unit : owner.unit;
    const auto& over = supervisor.empty() ? before_.supervisor : supervisor;
    return !over.empty() && over == unit;
  }
  [[nodiscard]] std::size_t pieces(const std::vector<Evidence>& more) const {
    return before_.evidence.size() + more.size();
  }
  [[nodiscard]] Day notice_end() const {
    return civil(*before_.verified_at) + days(policy_.notice_days);
  }

  const Item& before_;
  const Command& command_;
  const Policy& policy_;
  Zone zone_;
  const Item* target_;
  const NaiveCalendar& calendar_;
  const Actor& me_;
  Day today_;
  Item after_;
};

}  // namespace naive
