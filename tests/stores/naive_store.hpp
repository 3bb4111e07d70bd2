// naive_store.hpp: what a store answers, said as plainly as possible: a vector of rows, looked
// through from end to end. It also makes the changes that lead from one state to the next, as the
// ledger does.
//
//     NaiveStore naive;
//     store.write()->commit(naive.put({row(1), row(2)}));   // two events
//     EXPECT_EQ(store.read()->page(query, {}), naive.page(query, {}));
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

#include <algorithm>

namespace rectify {

inline void PrintTo(const ItemRow& row, std::ostream* out) {
  *out << "item " << row.id << " version " << row.version << " " << name(row.state) << " "
       << name(row.light) << " \"" << row.unit << "\" due "
       << (row.due ? write_day(*row.due) : "none");
}
inline void PrintTo(const EventRow& row, std::ostream* out) {
  *out << "event " << row.seq << " of item " << row.item << " after " << row.former;
}

namespace tests {

// An item as it is reported; tests change what they ask about.
inline ItemRow row(ItemId id) {
  ItemRow r;
  r.id = id, r.state = Main::found, r.severity = Severity::moderate;
  r.title = "问题" + std::to_string(id), r.source = "座谈会";
  r.changed = Instant{std::chrono::milliseconds{1'529'888'400'000 + id}};
  r.record = std::string("\x08\0\xff record ", 12) + std::to_string(id);
  return r;
}

class NaiveStore {
 public:
  // One event for each row; a row whose number is known stands in the former one's place.
  Changes put(const std::vector<ItemRow>& rows) {
    Changes changes;
    for (ItemRow row : rows) {
      const auto known = find(row.id);
      EventRow event;
      event.seq = events_.size() + 1, event.item = row.id;
      event.former = known == items_.end() ? 0 : known->last_event;
      event.command_id = "命令/" + std::to_string(event.seq);
      event.record = std::string("\0\x01 event ", 9) + std::to_string(event.seq);
      for (std::size_t i = 0; i < event.hash.size(); ++i)
        event.hash[i] = static_cast<std::uint8_t>(event.seq * 31 + i);
      changes.events.push_back(event);
      event.command_id.clear();
      events_.push_back(std::move(event));

      row.last_event = events_.size();
      Changes::ItemChange change{row, Changes::Was::nowhere};
      if (known == items_.end()) {
        row.version = change.row.version = 1;
        items_.insert(std::upper_bound(items_.begin(), items_.end(), row, by_id), row);
      } else {
        row.version = change.row.version = known->version + 1;
        change.was = known->state == Main::closed ? Changes::Was::closed : Changes::Was::open;
        count(changes, *known, -1);
        *known = row;
      }
      count(changes, row, 1);
      changes.items.push_back(std::move(change));
    }
    std::erase_if(changes.counters, [](const auto& c) { return c.second == 0; });
    std::erase_if(changes.due, [](const auto& c) { return c.second == 0; });
    return changes;
  }

  [[nodiscard]] const std::vector<ItemRow>& items() const { return items_; }
  [[nodiscard]] const std::vector<EventRow>& events() const { return events_; }

  [[nodiscard]] std::vector<ItemRow> page(const Query& q, const std::optional<Place>& after) const {
    const auto place = [&](const ItemRow& r) { return std::pair(key_of(r, q.sort), r.id); };
    auto rows = items_;
    std::erase_if(rows, [&](const ItemRow& r) {
      if (!q.states.empty() && std::count(q.states.begin(), q.states.end(), r.state) == 0)
        return true;
      if (q.light && r.light != *q.light) return true;
      if (q.severity && r.severity != *q.severity) return true;
      if (!q.unit.empty() && r.unit != q.unit) return true;
      if (!q.source.empty() && r.source != q.source) return true;
      if (!q.owner.empty() && r.leader != q.owner && r.handler != q.owner) return true;
      if (q.due_from && !(r.due && *r.due >= *q.due_from)) return true;
      if (q.due_to && !(r.due && *r.due <= *q.due_to)) return true;
      if (!after) return false;
      const auto last = std::pair(after->key, after->id);
      return q.descending ? place(r) >= last : place(r) <= last;
    });
    std::sort(rows.begin(), rows.end(), [&](const ItemRow& a, const ItemRow& b) {
      return q.descending ? place(b) < place(a) : place(a) < place(b);
    });
    if (rows.size() > q.limit) rows.resize(q.limit);
    return rows;
  }
  [[nodiscard]] std::vector<ItemRow> ticking(Day until, std::size_t limit) const {
    auto rows = items_;
    std::erase_if(rows, [&](const ItemRow& r) { return !r.next_tick || *r.next_tick > until; });
    std::stable_sort(rows.begin(), rows.end(), [](const ItemRow& a, const ItemRow& b) {
      return *a.next_tick < *b.next_tick;
    });
    if (rows.size() > limit) rows.resize(limit);
    return rows;
  }
  [[nodiscard]] std::optional<Day> next_tick() const {
    const auto first = ticking(last_day, 1);
    return first.empty() ? std::nullopt : first.front().next_tick;
  }
  [[nodiscard]] Counters counters() const {
    Changes all;
    for (const auto& r : items_) count(all, r, 1);
    Counters counters;
    for (const auto& [key, n] : all.counters)
      counters.by_unit.push_back({key.unit, key.state, key.severity, key.light, n});
    for (const auto& [day, n] : all.due) counters.by_due.push_back({day, n});
    counters.events = events_.size();
    return counters;
  }

 private:
  static bool by_id(const ItemRow& a, const ItemRow& b) { return a.id < b.id; }
  std::vector<ItemRow>::iterator find(ItemId id) {
    return std::find_if(items_.begin(), items_.end(), [&](const ItemRow& r) { return r.id == id; });
  }
  static void count(Changes& changes, const ItemRow& r, std::int64_t by) {
    changes.counters[{r.unit, r.state, r.severity, r.light}] += by;
    if (r.due && is_in_hand({.main = r.state})) changes.due[*r.due] += by;
  }

  std::vector<ItemRow> items_;  // by number
  std::vector<EventRow> events_;
};

}  // namespace tests
}  // namespace rectify
