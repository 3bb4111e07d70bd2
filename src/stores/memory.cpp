// memory.cpp: a store that keeps everything in memory, and nothing when it goes.
// SPDX-License-Identifier: BSL-1.0
#include "stores/memory.hpp"

#include "stores/match.hpp"

#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>

namespace rectify::stores {

namespace {

using Key = std::pair<std::int64_t, ItemId>;

struct Tables {
  std::map<ItemId, ItemRow> items;
  std::vector<EventRow> events;  // seq 1 at 0
  std::unordered_map<std::string, std::uint64_t> commands;
  std::array<std::set<Key>, sort_names.size()> orders;  // by Sort
  std::set<Key> ticking;
  std::map<CounterKey, std::int64_t> counters;
  std::map<Day, std::int64_t> due;
  std::uint64_t policy_event = 0, calendar_event = 0, workflow_event = 0;

  void index(const ItemRow& row, bool in) {
    for (std::size_t sort = 0; sort < orders.size(); ++sort) {
      const Key key{key_of(row, static_cast<Sort>(sort)), row.id};
      in ? (void)orders[sort].insert(key) : (void)orders[sort].erase(key);
    }
    if (!row.next_tick) return;
    const Key key{row.next_tick->time_since_epoch().count(), row.id};
    in ? (void)ticking.insert(key) : (void)ticking.erase(key);
  }
  void apply(const Changes& changes) {
    for (const auto& event : changes.events) {
      commands.emplace(event.command_id, event.seq);
      events.push_back(event);
      events.back().command_id.clear();
    }
    for (const auto& change : changes.items) {
      const auto known = items.find(change.row.id);
      if (known != items.end()) index(known->second, false);
      index(change.row, true);
      items.insert_or_assign(change.row.id, change.row);
    }
    for (const auto& [key, by] : changes.counters)
      if ((counters[key] += by) == 0) counters.erase(key);
    for (const auto& [day, by] : changes.due)
      if ((due[day] += by) == 0) due.erase(day);
    if (changes.policy_event != 0) policy_event = changes.policy_event;
    if (changes.calendar_event != 0) calendar_event = changes.calendar_event;
    if (changes.workflow_event != 0) workflow_event = changes.workflow_event;
  }
};

// What both a reader and the writer can ask; the lock lives as long as they do.
template <class Base, class Lock>
class Asking : public Base {
 public:
  Asking(Tables& tables, Lock lock) : tables_(tables), lock_(std::move(lock)) {}

  Head head() override {
    Head head;
    head.policy_event = tables_.policy_event;
    head.calendar_event = tables_.calendar_event;
    head.workflow_event = tables_.workflow_event;
    if (!tables_.events.empty()) {
      head.seq = tables_.events.back().seq;
      head.hash = tables_.events.back().hash;
    }
    if (!tables_.items.empty()) head.last_item = tables_.items.rbegin()->first;
    return head;
  }
  std::optional<ItemRow> item(ItemId id) override {
    const auto known = tables_.items.find(id);
    if (known == tables_.items.end()) return std::nullopt;
    return known->second;
  }
  std::optional<EventRow> event(std::uint64_t seq) override {
    if (seq == 0 || seq > tables_.events.size()) return std::nullopt;
    return tables_.events[seq - 1];
  }
  std::uint64_t event_of_command(std::string_view id) override {
    const auto known = tables_.commands.find(std::string(id));
    return known == tables_.commands.end() ? 0 : known->second;
  }
  std::vector<ItemRow> page(const Query& query, const std::optional<Place>& after) override {
    const auto& order = tables_.orders[static_cast<std::size_t>(query.sort)];
    std::vector<ItemRow> rows;
    const auto take = [&](const Key& key) {
      const ItemRow& row = tables_.items.at(key.second);
      if (matches(row, query)) rows.push_back(row);
      return rows.size() < query.limit;
    };
    if (query.descending) {
      auto at = after ? order.lower_bound({after->key, after->id}) : order.end();
      while (at != order.begin() && take(*--at)) {
      }
    } else {
      auto at = after ? order.upper_bound({after->key, after->id}) : order.begin();
      while (at != order.end() && take(*at)) ++at;
    }
    return rows;
  }
  std::vector<EventRow> events(std::uint64_t after, std::size_t limit) override {
    const std::size_t first = std::min<std::size_t>(after, tables_.events.size());
    const std::size_t last = first + std::min(limit, tables_.events.size() - first);
    return {tables_.events.begin() + static_cast<std::ptrdiff_t>(first),
            tables_.events.begin() + static_cast<std::ptrdiff_t>(last)};
  }
  std::vector<ItemRow> ticking(Day until, std::size_t limit) override {
    std::vector<ItemRow> rows;
    for (const auto& [day, id] : tables_.ticking) {
      if (day > until.time_since_epoch().count() || rows.size() == limit) break;
      rows.push_back(tables_.items.at(id));
    }
    return rows;
  }
  std::optional<Day> next_tick() override {
    if (tables_.ticking.empty()) return std::nullopt;
    return Day{days(tables_.ticking.begin()->first)};
  }
  Counters counters() override {
    Counters all;
    for (const auto& [key, items] : tables_.counters)
      all.by_unit.push_back({key.unit, key.state, key.severity, key.light, items});
    for (const auto& [due, items] : tables_.due) all.by_due.push_back({due, items});
    all.events = tables_.events.size();
    return all;
  }
  std::vector<ItemRow> items(ItemId after, std::size_t limit) override {
    std::vector<ItemRow> rows;
    for (auto at = tables_.items.upper_bound(after);
         at != tables_.items.end() && rows.size() < limit; ++at)
      rows.push_back(at->second);
    return rows;
  }
  std::uint64_t commands() override { return tables_.commands.size(); }
  std::string flaw() override { return {}; }

 protected:
  Tables& tables_;

 private:
  Lock lock_;
};

using Shared = std::shared_lock<std::shared_mutex>;
using Unique = std::unique_lock<std::shared_mutex>;

class MemoryWriter final : public Asking<Writer, Unique> {
 public:
  using Asking::Asking;
  void commit(const Changes& changes) override { tables_.apply(changes); }
};

class MemoryStore final : public Store {
 public:
  std::unique_ptr<Reader> read() override {
    return std::make_unique<Asking<Reader, Shared>>(tables_, in_turn<Shared>());
  }
  std::unique_ptr<Writer> write() override {
    return std::make_unique<MemoryWriter>(tables_, in_turn<Unique>());
  }
  [[nodiscard]] std::string address() const override { return ":memory:"; }

 private:
  // A shared_mutex may let readers pass a writer for ever; here all come in the order of the turn.
  template <class Lock>
  Lock in_turn() {
    const std::lock_guard turn(turn_);
    return Lock(mutex_);
  }

  Tables tables_;
  std::mutex turn_;
  std::shared_mutex mutex_;
};

}  // namespace

std::unique_ptr<Store> memory() { return std::make_unique<MemoryStore>(); }

}  // namespace rectify::stores
