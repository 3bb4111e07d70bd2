// district.hpp: a ledger in the middle of a district's life, with items in every stage of theirs.
//
//     Ledger ledger = open();
//     const Instant then = live(ledger, {.open = 200, .commands = 6000});
//     ledger.tick(then + days(9));
//
// Ticked every day, so all lights are those of `then`.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <gtest/gtest.h>

#include "support/generator.hpp"

namespace rectify::ledgers {

struct Life {
  ItemId open = 200;            // items at a time
  std::size_t commands = 6000;  // all of them are accepted; an item has about nine
  std::uint64_t seed = 1;
};

inline Instant live(Ledger& ledger, const Life& life) {
  support::District district(ledger, {.items = 1'000'000, .open = life.open, .seed = life.seed});
  for (std::size_t given = 0; given < life.commands; given += 100) {
    for (const auto& answer : ledger.apply(district.next(100)))
      EXPECT_TRUE(answer.accepted) << text(*answer.refusal, Lang::en);
    ledger.tick(district.now());
  }
  return district.now();
}

}  // namespace rectify::ledgers
