// rows.cpp: items and events as a store keeps them, and back.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/rows.hpp"

namespace rectify {

std::int64_t key_of(const ItemRow& row, Sort sort) {
  switch (sort) {
    case Sort::due: return row.due ? row.due->time_since_epoch().count() : no_due;
    case Sort::severity: return static_cast<std::int64_t>(row.severity);
    case Sort::changed: return row.changed.time_since_epoch().count();
    default: return row.id;
  }
}

namespace ledger {

namespace {

// What stands in a store may be larger than what is taken from outside: an item gathers evidence.
constexpr std::size_t most_stored = 1U << 30U;

}  // namespace

void damaged(const std::string& address, const std::string& what) {
  throw Error("store.damaged", address,
              what + "; the ledger is damaged: keep the file, and go on from the last backup");
}

ItemRow row_of(const Item& item, std::uint64_t last_event, const Rules& rules) {
  ItemRow row;
  row.id = item.id, row.version = item.version, row.last_event = last_event;
  row.state = item.state.main, row.light = light(item), row.severity = item.severity;
  row.title = item.title, row.unit = item.owner.unit, row.leader = item.owner.leader;
  row.handler = item.owner.handler, row.source = item.source;
  if (item.flow) row.workflow = item.flow->workflow, row.place = place(item);
  row.due = due(item);
  row.next_tick = next_tick(item, rules.context(shanghai));
  row.changed = item.changed_at;
  row.record = encode(item);
  return row;
}

Item item_of(const ItemRow& row, const std::string& address) {
  auto item = decode<Item>(row.record, most_stored);
  if (!item)
    damaged(address, "item " + std::to_string(row.id) + " can't be read (" +
                         text(item.refusal(), Lang::en) + ")");
  return *std::move(item);
}

Recorded recorded_of(const EventRow& row, const std::string& address) {
  auto recorded = decode<Recorded>(row.record, most_stored);
  if (!recorded && recorded.refusal().code == "command.none")
    throw Error("store.newer", address,
                "event " + std::to_string(row.seq) +
                    " is of a kind that this rectify doesn't know; open it with a newer one");
  if (!recorded)
    damaged(address, "event " + std::to_string(row.seq) + " can't be read (" +
                         text(recorded.refusal(), Lang::en) + ")");
  recorded->hash = row.hash;
  return *std::move(recorded);
}

Share share_of(const Item& item) {
  Share share{{item.owner.unit, item.state.main, item.severity, light(item)}, {}, item.version};
  if (is_in_hand(item.state)) share.due = due(item);
  return share;
}

void count(Changes& changes, const Share& share, std::int64_t by) {
  changes.counters[share.key] += by;
  if (share.due) changes.due[*share.due] += by;
}

}  // namespace ledger
}  // namespace rectify
