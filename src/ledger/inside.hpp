// inside.hpp: what a ledger holds.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/desk.hpp"

namespace rectify {

struct Ledger::Inside {
  Inside(std::unique_ptr<Store> store_, Zone zone_, Clock clock_)
      : store(std::move(store_)), zone(zone_), clock(std::move(clock_)), desk(*store, zone) {}

  std::unique_ptr<Store> store;
  Zone zone;
  Clock clock;
  ledger::Desk desk;
};

// For the layers above, who know a ledger's store.
struct Ledger::Opened {
  static const Inside& of(const Ledger& ledger) { return *ledger.inside_; }
};

}  // namespace rectify
