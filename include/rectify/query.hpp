// query.hpp: which items, in which order.
//
//     Query red{.light = Light::red, .sort = Sort::due};
//     for (const Item& item : ledger.query(red)) notify(item);   // every page, one after the other
//     Page page = ledger.page({.unit = "办公室", .limit = 50}).value();
//     show(page.items);
//     Page next = ledger.page({.unit = "办公室", .limit = 50, .after = page.next}).value();
//
// All given conditions hold together. Pages go by key (the last item's place), so that a page costs
// the same wherever it lies and none is missed or doubled while others write. Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/item.hpp>

namespace rectify {

enum class Sort : std::uint8_t { number, due, severity, changed };
inline constexpr std::array<std::string_view, 4> sort_names{"number", "due", "severity", "changed"};
constexpr std::string_view name(Sort s) { return sort_names[static_cast<std::size_t>(s)]; }

struct Query {
  std::vector<Main> states{};  // any of these; none: every state
  std::optional<Light> light{};
  std::string unit{};   // the owner's unit
  std::string owner{};  // the owner's leader or handler, by name
  std::string source{};
  std::string workflow{};  // of items that follow a host's machine: its name
  std::string place{};     // likewise: its states, as place(item) writes them
  std::optional<Severity> severity{};
  std::optional<Day> due_from{}, due_to{};  // both included
  Sort sort = Sort::number;  // ties by number; without a deadline: after all others by due
  bool descending = false;
  std::size_t limit = 50;  // 1 to 1000
  std::string after{};     // Page::next of the page before
};

struct Page {
  std::vector<Item> items{};
  std::string next{};  // for Query::after; empty: this was the last page

  [[nodiscard]] auto begin() const { return items.begin(); }
  [[nodiscard]] auto end() const { return items.end(); }
};

// A page for who passes it on: each item's record as it is kept, the bytes of rectify.v1.Item.
// encode gives the bytes of a rectify.v1.Page.
struct RecordPage {
  std::vector<std::string> records{};
  std::string next{};
};

// For a dashboard. Kept with every event: reading them costs the number of rows, not of items.
struct Counter {
  std::string unit{};
  Main state{};
  Severity severity{};
  Light light{};
  std::int64_t items = 0;
  friend bool operator==(const Counter&, const Counter&) = default;
};
struct DueCount {
  Day due{};
  std::int64_t items = 0;  // in hand and due on that day
  friend bool operator==(const DueCount&, const DueCount&) = default;
};
struct Counters {
  std::vector<Counter> by_unit{};  // by unit, state, severity, light; no zeros
  std::vector<DueCount> by_due{};  // by day
  std::uint64_t events = 0;        // of the ledger
  [[nodiscard]] std::int64_t total() const {
    std::int64_t n = 0;
    for (const auto& c : by_unit) n += c.items;
    return n;
  }
};

}  // namespace rectify
