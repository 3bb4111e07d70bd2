// generator.hpp: ledgers of any size, with the shape of a district's list.
//
//     Ledger ledger = Ledger::open("million.rectify");
//     make(ledger, {.items = 1'000'000, .open = 5'000, .seed = 1});
//     District district(ledger, {.open = 5'000});          // life goes on where the ledger stands
//     ledger.apply(district.next(1000));                   // every one of them is accepted
//
// Chinese titles, 20 sources, 100 units with their people, measures, deadlines, and a life for each
// item: reported, assigned, worked on, sent back now and then, verified, struck off. The same seed
// makes the same ledger. Only the public API is used. SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>

#include <functional>

namespace rectify::support {

// Numbers that are the same with every standard library (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll();
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(roll() % n); }
  bool percent(unsigned p) { return roll() % 100 < p; }

 private:
  std::uint64_t state_;
};

struct Plan {
  ItemId items = 1000;
  ItemId open = 100;  // of them; those stand in every stage of their lives
  std::uint64_t seed = 1;
};

// The people of a district and what they do next.
class District {
 public:
  // Reads the open items, O(open). `plan.open`: how many the district keeps open. An empty ledger
  // begins in January 2004.
  District(const Ledger& ledger, const Plan& plan);

  // Commands on random open items, in order of time, with ids that grow; for each item struck off
  // another is reported, up to plan.items.
  std::vector<Command> next(std::size_t count);
  // Comments on random open items, which may be given in any order.
  std::vector<Command> comments(std::size_t count);
  [[nodiscard]] bool done() const { return reported_ >= plan_.items; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] ItemId reported() const { return reported_; }

  static std::string unit(std::size_t n);    // n in 0 .. 99
  static std::string source(std::size_t n);  // n in 0 .. 19
  static std::string leader(std::size_t unit);

 private:
  struct Case {  // an open item
    ItemId id = 0;
    Main state = Main::found;
    std::uint16_t unit = 0;
    Day due{};
    int granted = 0;             // extensions; the policy knows no third
    std::optional<Day> asked{};  // the later day, while an extension is requested
  };
  Command command(Actor by, ItemId item, Body body);
  Command report();
  bool advance(Case& open, Command& into);  // false: nothing may be done with it now

  Plan plan_;
  Dice dice_;
  std::chrono::milliseconds pace_{};  // between two commands: an item lives about 40 days
  Instant now_{};
  ItemId reported_ = 0;
  std::uint64_t commands_ = 0;
  std::vector<Case> open_;
};

// Fills the ledger up to plan.items, in batches of 1000 commands, with a tick every day.
void make(Ledger& ledger, const Plan& plan,
          const std::function<void(ItemId done, ItemId of)>& progress = {});

}  // namespace rectify::support
