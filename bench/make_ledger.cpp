// make_ledger.cpp: make_ledger FILE ITEMS OPEN [SEED]: a ledger of any size, for benches and for a
// look. An existing one is filled up. SPDX-License-Identifier: BSL-1.0
#include "support/generator.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

int main(int argc, char** argv) {
  using namespace rectify;
  if (argc < 4 || argc > 5) {
    std::fputs("make_ledger FILE ITEMS OPEN [SEED]\n", stderr);
    return 2;
  }
  support::Plan plan{.items = std::atoll(argv[2]), .open = std::atoll(argv[3])};
  if (argc == 5) plan.seed = static_cast<std::uint64_t>(std::atoll(argv[4]));
  if (plan.open < 1 || plan.items < plan.open) {
    std::fputs("make_ledger: 1 <= OPEN <= ITEMS\n", stderr);
    return 2;
  }
  try {
    Ledger ledger = Ledger::open(argv[1]);
    const auto begun = std::chrono::steady_clock::now();
    const auto seconds = [&] {
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    ItemId told = 0;
    support::make(ledger, plan, [&](ItemId done, ItemId of) {
      if (done - told < of / 20) return;
      told = done;
      std::fprintf(stderr, "%8lld of %lld items, %.1f s\n", static_cast<long long>(done),
                   static_cast<long long>(of), seconds());
    });
    const Counters counters = ledger.counters();
    std::printf("%s: %lld items, %llu events, %.1f s\n", argv[1],
                static_cast<long long>(counters.total()),
                static_cast<unsigned long long>(counters.events), seconds());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_ledger: %s\n", error.what());
    return 1;
  }
}
