// naive_situation.hpp: who gives a command when, and what commands change, for the naive model.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/policy.hpp>

#include <cstdio>

namespace naive {

using namespace rectify;

struct Read {
  std::string code;
  Day day{};
};

inline bool empty(const std::string& text) { return text.find_first_not_of(' ') == text.npos; }

// "2018-07-31", "30 days" or "30天".
inline Read read(const std::string& text, Day from) {
  if (empty(text)) return {"deadline.missing", {}};
  int year = 0, month = 0, of_month = 0, read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &of_month, &read) == 3 &&
      read == 10 && text.size() == 10) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(of_month))};
    if (!date.ok()) return {"day.none", {}};
    if (year < 1900 || year > 2999) return {"day.range", {}};
    return {"", Day{date}};
  }
  int count = 0;
  if (std::sscanf(text.c_str(), "%d%n", &count, &read) == 1 && text[0] != '-') {
    const auto unit = text.substr(static_cast<std::size_t>(read));
    if (unit == " days" || unit == "天") {
      if (count < 1 || count > 3660) return {"deadline.count", {}};
      return {"", from + days(count)};
    }
  }
  return {"deadline.form", {}};
}

class Situation {
 public:
  Situation(const Item& item, const Command& command, const Policy& policy, Zone zone,
            const Item* target)
      : before_(item),
        command_(command),
        policy_(policy),
        zone_(zone),
        target_(target),
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
    if (std::holds_alternative<Tick>(command_.body) && me_ == Actor{}) return "";
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
    if (before_.deadline)
      after_.former_deadlines.push_back(
          {*before_.deadline, *command_.at, std::string(name(kind_of(command_.body))), {}});
    after_.deadline = deadline;
    if (held()) after_.held_since = today_;
  }
  [[nodiscard]] Deadline made(Day due, Day from, const std::string& text,
                              const std::string& phrase) const {
    return {due, from, text, phrase, {}};
  }
  void end_hold() {
    after_.state.holding = Holding::running;
    after_.held_since.reset();
    after_.hold_stops_clock = false;
  }
  // The clock was stopped while held: the deadline is as many days later.
  void make_up_for_hold() {
    if (!held() || !before_.hold_stops_clock || !before_.deadline || !before_.held_since) return;
    if (today_ <= *before_.held_since) return;
    Deadline later = *before_.deadline;
    later.due += today_ - *before_.held_since;
    put(later);
  }
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
  const Actor& me_;
  Day today_;
  Item after_;
};

}  // namespace naive
