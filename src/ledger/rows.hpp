// rows.hpp: items and events as a store keeps them, and back.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/rules.hpp"

#include <rectify/wire.hpp>

namespace rectify::ledger {

ItemRow row_of(const Item&, std::uint64_t last_event, const Rules&);

// What is stored must be readable: if not, the store is damaged (Error), and `address` says which.
Item item_of(const ItemRow&, const std::string& address);
Recorded recorded_of(const EventRow&, const std::string& address);

// What an item has to do with the counters.
struct Share {
  CounterKey key{};
  std::optional<Day> due{};  // of an item in hand
  std::uint32_t version = 0;
};
Share share_of(const Item&);
// Takes a share out of the counters, or puts it in.
void count(Changes&, const Share&, std::int64_t by);

[[noreturn]] void damaged(const std::string& address, const std::string& what);

}  // namespace rectify::ledger
