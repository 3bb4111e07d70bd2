// store.hpp: what a ledger wants of a store. For those who write one; hosts open ledgers by
// address.
//
//     class MyStore : public Store { … };             // passes tests/stores/store_suite.hpp
//     auto ledger = Ledger::over(std::make_unique<MyStore>(), {});
//     auto reader = store.read();          // sees the store as it is now, as long as it lives
//     auto writer = store.write();         // one at a time, also among processes; waits
//     writer->commit(changes);             // durable when it returns, or it throws and nothing changed
//
// A store keeps rows and looks at none: it knows no rules. It throws Error where it can't.
// read and write may be called from any thread; a Reader or Writer belongs to one. Whoever holds a
// Reader must not wait for a Writer nor for another Reader: a store may let a Writer wait until the
// readers are gone, and later readers behind it.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/query.hpp>
#include <rectify/record.hpp>

#include <map>
#include <memory>

namespace rectify {

// An item as stored: its record, and beside it what queries ask about. A closed one is grey and has
// no next tick.
struct ItemRow {
  ItemId id = 0;
  std::uint32_t version = 0;
  std::uint64_t last_event = 0;  // its newest event's number; that one names the one before
  Main state{};
  Light light{};
  Severity severity{};
  std::string title{}, unit{}, leader{}, handler{}, source{};
  std::string workflow{}, place{};  // of a host's machine; else empty
  std::optional<Day> due{};
  std::optional<Day> next_tick{};
  Instant changed{};
  std::string record{};  // rectify.v1.Item
  friend bool operator==(const ItemRow&, const ItemRow&) = default;
};

struct EventRow {
  std::uint64_t seq = 0;
  ItemId item = 0;  // 0: of the ledger
  // The item's event before this one; of one that defines a workflow: the one that defined one
  // before it. 0: none.
  std::uint64_t former = 0;
  std::string command_id{};  // what event_of_command finds it by; readers leave it empty
  std::string record{};      // rectify.v1.Event
  Hash hash{};
  friend bool operator==(const EventRow&, const EventRow&) = default;
};

struct CounterKey {
  std::string unit{};
  Main state{};
  Severity severity{};
  Light light{};
  friend auto operator<=>(const CounterKey&, const CounterKey&) = default;
};

// What one transaction changes.
struct Changes {
  enum class Was : std::uint8_t { nowhere, open, closed };
  struct ItemChange {
    ItemRow row{};
    Was was = Was::nowhere;  // where the row stood before
  };
  std::vector<EventRow> events{};  // in order of seq
  std::vector<ItemChange> items{};
  std::map<CounterKey, std::int64_t> counters{};  // to be added
  std::map<Day, std::int64_t> due{};              // likewise
  std::uint64_t policy_event = 0;                 // the newest event with a policy; 0: unchanged
  std::uint64_t calendar_event = 0;               // likewise with a calendar
  std::uint64_t workflow_event = 0;               // likewise with a host's machine
};

struct Head {
  std::uint64_t seq = 0;  // 0: an empty store
  Hash hash{};
  ItemId last_item = 0;
  std::uint64_t policy_event = 0;
  std::uint64_t calendar_event = 0;
  std::uint64_t workflow_event = 0;
};

// Where a page begins: behind the item with this key in the query's order.
struct Place {
  std::int64_t key = 0;  // day, severity, instant; of number: the number
  ItemId id = 0;
};

class RECTIFY_API Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  virtual Head head() = 0;
  virtual std::optional<ItemRow> item(ItemId) = 0;
  virtual std::optional<EventRow> event(std::uint64_t seq) = 0;
  virtual std::uint64_t event_of_command(std::string_view id) = 0;  // 0: none
  virtual std::vector<ItemRow> page(const Query&, const std::optional<Place>& after) = 0;
  virtual std::vector<EventRow> events(std::uint64_t after, std::size_t limit) = 0;
  // Rows whose next_tick is on or before the day, by (next_tick, id).
  virtual std::vector<ItemRow> ticking(Day until, std::size_t limit) = 0;
  virtual std::optional<Day> next_tick() = 0;
  virtual Counters counters() = 0;
  virtual std::vector<ItemRow> items(ItemId after, std::size_t limit) = 0;  // by number
  virtual std::uint64_t commands() = 0;  // how many command ids are kept
  virtual std::string flaw() = 0;        // what the store itself finds damaged; empty: nothing
};

class RECTIFY_API Writer : public Reader {
 public:
  // Durable on return. At most once; without it the destructor forgets everything.
  virtual void commit(const Changes&) = 0;
};

class RECTIFY_API Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  virtual std::unique_ptr<Reader> read() = 0;
  virtual std::unique_ptr<Writer> write() = 0;
  [[nodiscard]] virtual std::string address() const = 0;  // for errors: the file's path, ":memory:"
};

// The key of a row in an order; what Place::key holds.
RECTIFY_API std::int64_t key_of(const ItemRow&, Sort);
inline constexpr std::int64_t no_due = 9'999'999;  // the key of an item without a deadline, by due

}  // namespace rectify
