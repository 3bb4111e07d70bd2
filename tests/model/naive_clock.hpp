// naive_clock.hpp: what a tick must tell of each item, by counting days one by one.
//
//     NaiveClock clock(policy, calendar);
//     clock.follow(item, true);                       // after each command; true: a new deadline
//     for (const Notice& notice : clock.tick(today))  // each once, the highest reached only
//       …
//     clock.next();                                   // the day on which there is something to tell
//
// The rulebook's words and nothing of the library's clock: yellow so many working days before the
// due day, red from the day after it, a step of the ladder on its n-th working day overdue. What has
// been told of a deadline is not told again, nor what lies below it; a new deadline begins anew.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/policy.hpp>

#include "model/naive_calendar.hpp"

#include <compare>
#include <map>
#include <ostream>

namespace naive {

using namespace rectify;

inline constexpr int nothing = -2, due_soon = -1, overdue = 0;  // and n: the ladder's n-th day

struct Notice {
  ItemId item = 0;
  int deadline = 0;  // the item's first, second, …
  int rung = nothing;
  int level = 0;  // of the ladder, at its steps
  friend auto operator<=>(const Notice&, const Notice&) = default;
};
inline void PrintTo(const Notice& n, std::ostream* out) {
  *out << "item " << n.item << ", deadline " << n.deadline << ": ";
  if (n.rung == due_soon)
    *out << "due soon";
  else if (n.rung == overdue)
    *out << "overdue";
  else
    *out << n.rung << " working days overdue, level " << n.level;
}

class NaiveClock {
 public:
  NaiveClock(const Policy& policy, const NaiveCalendar& calendar)
      : policy_(policy), calendar_(calendar) {}

  void follow(const Item& item, bool new_deadline) {
    Watched& watched = items_[item.id];
    if (new_deadline) ++watched.deadline, watched.told = nothing;
    count(watched, item);
  }
  // Other rules are in force: of each item the days are counted again.
  template <class Items>
  void follow_rules(const Items& items) {
    for (auto& [id, watched] : items_) count(watched, items.at(id));
  }

  std::vector<Notice> tick(Day today) {
    std::vector<Notice> all;
    for (auto& [id, watched] : items_) {
      const Rung* highest = nullptr;
      for (const Rung& rung : watched.rungs)
        if (rung.first <= today && untold(rung, watched)) highest = &rung;
      if (highest == nullptr) continue;
      watched.told = std::max(watched.told, highest->height);
      watched.level = std::max(watched.level, highest->level);
      all.push_back({id, watched.deadline, watched.told, highest->level});
    }
    return all;
  }
  [[nodiscard]] std::optional<Day> next() const {
    std::optional<Day> next;
    for (const auto& [id, watched] : items_)
      for (const Rung& rung : watched.rungs)
        if (untold(rung, watched) && (!next || rung.first < *next)) next = rung.first;
    return next;
  }

 private:
  struct Rung {
    int height = nothing;
    Day first{};  // on which it is reached
    int level = 0;
  };
  struct Watched {
    int deadline = 0;
    int told = nothing;
    int level = 0;            // of the item, by the ladder or by hand
    std::vector<Rung> rungs;  // of the clock that runs, from the lowest up
  };

  // Not told yet; or a step of another policy that leads higher than the item stands.
  static bool untold(const Rung& rung, const Watched& watched) {
    return rung.height > watched.told || rung.level > watched.level;
  }

  void count(Watched& watched, const Item& item) const {
    watched.level = item.escalation;
    watched.rungs.clear();
    const bool in_hand = item.state.main == Main::assigned || item.state.main == Main::working ||
                         item.state.main == Main::submitted;
    const bool stopped = item.state.holding == Holding::on_hold && item.hold_stops_clock;
    if (!in_hand || stopped || !item.deadline || !item.deadline->due) return;
    const Day due = *item.deadline->due;

    Day warned = due;
    for (int left = policy_.warn_days[static_cast<std::size_t>(item.severity)]; left > 0;)
      if (calendar_.works(warned -= days(1))) --left;
    watched.rungs.push_back({due_soon, warned, 0});
    watched.rungs.push_back({overdue, due + days(1), 0});
    Day late = due;
    int worked = 0;
    for (const auto& step : policy_.escalation) {
      while (worked < step.working_days)
        if (calendar_.works(late += days(1))) ++worked;
      watched.rungs.push_back({step.working_days, late, step.level});
    }
  }

  const Policy& policy_;
  const NaiveCalendar& calendar_;
  std::map<ItemId, Watched> items_;
};

}  // namespace naive
