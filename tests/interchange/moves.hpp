// moves.hpp: ledgers in which anything may have happened, and their way from store to store.
//
//     Ledger ledger = Ledger::open(":memory:", …);
//     const Instant then = live_at_random(ledger, office, 300);
//     const std::string text = exported(ledger, Format::json);
//     Imported moved = imported(text, file("copy"));
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/interchange.hpp>

#include "ledger/ledgers.hpp"
#include "model/random_office.hpp"

namespace rectify::moves {

// Commands of an office on a dozen items at a time, ticks, other policies and calendars; a policy
// last, which moves the days of ticks of items that have had their last event.
inline void live_at_random(Ledger& ledger, naive::RandomOffice& office, int commands) {
  using namespace ledgers;
  ItemId first = 1;
  for (int n = 0; n < commands; ++n) {
    if (office.one_in(40)) first += 4;
    const ItemId id = first + office.number(0, 11);
    const Item item = ledger.find(id).value_or(Item{});
    Command command = office.command(item);
    command.item = id;
    if (office.one_in(3)) command.id = "第" + std::to_string(n) + "项";
    (void)ledger.apply(std::move(command));
    if (office.one_in(25)) (void)ledger.tick(office.now());
    if (office.one_in(120) || n + 1 == commands) {
      Policy policy = ledger.policy();
      policy.name += "又";
      for (auto& warn : policy.warn_days) warn = office.number(0, 9);
      must(ledger.set_policy(policy, desk::administrator, office.now()));
    }
    if (n == commands / 2) {
      office.load_years();
      must(ledger.set_calendar(office.calendar, desk::administrator, office.now()).front());
    }
  }
}

inline std::string exported(const Ledger& ledger, Format format, std::uint64_t after = 0) {
  std::string text;
  export_events(
      ledger, [&](std::string_view bytes) { text += bytes; }, format, after);
  return text;
}

// Gives a text in pieces of a size.
class Pieces {
 public:
  explicit Pieces(std::string_view text, std::size_t piece = 4093) : rest_(text), piece_(piece) {}
  std::size_t operator()(char* into, std::size_t most) {
    const std::size_t n = std::min({piece_, most, rest_.size()});
    rest_.copy(into, n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
  std::size_t piece_;
};

inline Imported imported(std::string_view text, const std::string& where,
                         std::size_t piece = 4093) {
  return import_events(Pieces(text, piece), where,
                       {.clock = Clock([] { return ledgers::monday; })});
}

}  // namespace rectify::moves
