// ledgers.hpp: ledgers over each store, a clock that stands still, and items on their way.
//
//     class Batches : public OverEachStore {};
//     OVER_EACH_STORE(Batches);                            // in memory, and in a file
//     TEST_P(Batches, SayWhatTheyAre) {
//       Ledger ledger = open();                            // it is 2018-06-25, nine in Shanghai
//       const ItemId id = at(ledger, "submitted");
//       EXPECT_THAT(ledger.verify(id, {}, desk::zhou), refused("actor.not-supervisor"));
//     }
//
// The people are those of lifecycle/desk.hpp.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>
#include <rectify/wire.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>

#include "lifecycle/desk.hpp"
#include "support/folder.hpp"

namespace rectify {

inline void PrintTo(const Answer& answer, std::ostream* out) { *out << to_json(answer); }
inline void PrintTo(const Item& item, std::ostream* out) { *out << to_json(item); }
inline void PrintTo(const Recorded& recorded, std::ostream* out) { *out << to_json(recorded); }

}  // namespace rectify

namespace rectify::ledgers {

inline const Instant monday = start_of(day(2018, 6, 25), shanghai) + std::chrono::hours(9);
inline Instant morning_of(Day day) { return start_of(day, shanghai) + std::chrono::hours(9); }

// Opens ledgers whose clock says what the test says.
class Clocked : public testing::Test {
 protected:
  Ledger open(const std::string& where, Options options = {}) {
    options.clock = Clock([now = now] { return *now; });
    return Ledger::open(where, std::move(options));
  }
  [[nodiscard]] std::string file() const { return folder_ / "test.rectify"; }

  std::shared_ptr<Instant> now = std::make_shared<Instant>(monday);

 private:
  tests::Folder folder_;
};

class OverEachStore : public Clocked, public testing::WithParamInterface<const char*> {
 protected:
  using Clocked::open;
  Ledger open(Options options = {}) { return Clocked::open(where(), std::move(options)); }
  [[nodiscard]] std::string where() const {
    return GetParam() == std::string("memory") ? ":memory:" : file();
  }
};

#define OVER_EACH_STORE(Suite)                                             \
  INSTANTIATE_TEST_SUITE_P(Over, Suite, testing::Values("memory", "file"), \
                           [](const auto& each) { return std::string(each.param); })

MATCHER(accepted, "") {
  if (arg.refusal) *result_listener << text(*arg.refusal, Lang::en);
  return arg.accepted && !arg.refusal;
}
MATCHER_P(refused, code, std::string("is refused with ") + code) {
  return !arg.accepted && arg.refusal && arg.refusal->code == code;
}
MATCHER_P2(refused, code, field, std::string("is refused with ") + code + " at " + field) {
  return !arg.accepted && arg.refusal && arg.refusal->code == code && arg.refusal->field == field;
}

inline Command report(std::string title, std::string id = {}, ItemId item = 0) {
  return {.id = std::move(id),
          .item = item,
          .actor = desk::clerk,
          .body = Report{.title = std::move(title)}};
}
inline Command comment(ItemId item, std::string text, std::string id = {}) {
  return {.id = std::move(id),
          .item = item,
          .actor = desk::clerk,
          .body = Comment{.text = std::move(text)}};
}
// What is only a way to where the test begins.
inline Answer must(Answer answer) {
  EXPECT_THAT(answer, accepted());
  return answer;
}

// A new item in a main state: "found", "assigned", "working", "submitted", "verified", "closed".
// Its owner is desk::office.
inline ItemId at(Ledger& ledger, std::string_view state, const std::string& deadline = "36 days") {
  const ItemId id = ledger.report({.title = "接访窗口周五提前下班"}, desk::clerk).value();
  const std::vector<std::pair<std::string_view, std::pair<Body, Actor>>> way{
      {"assigned", {Assign{.owner = desk::office, .deadline = deadline}, desk::coordinator}},
      {"working", {Start{}, desk::zhou}},
      {"submitted", {Submit{.evidence = {desk::photo()}}, desk::zhou}},
      {"verified", {Verify{}, desk::verifier}},
      {"closed", {Close{}, desk::coordinator}}};
  for (const auto& [to, step] : way) {
    if (name(ledger.find(id)->state.main).ends_with(state)) break;
    must(ledger.apply(Command{.item = id, .actor = step.second, .body = step.first}));
  }
  EXPECT_TRUE(name(ledger.find(id)->state.main).ends_with(state)) << state;
  return id;
}

// All items by number, one page after the other.
inline std::vector<Item> all_items(const Ledger& ledger) {
  std::vector<Item> all;
  for (const Item& item : ledger.query({.limit = 1000})) all.push_back(item);
  return all;
}
// The whole chain.
inline std::vector<Recorded> all_events(const Ledger& ledger) {
  std::vector<Recorded> all;
  for (;;) {
    auto more = ledger.events(all.size(), 10'000);
    if (more.empty()) return all;
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
}
inline const Event& event_of(const Recorded& recorded) { return std::get<Event>(recorded.what); }

// All that can be seen of a ledger: for "nothing was changed".
struct Sight {
  std::vector<Recorded> events;
  std::vector<Item> items;
  std::vector<Counter> by_unit;
  std::vector<DueCount> by_due;
  std::optional<Instant> next_due;
  friend bool operator==(const Sight&, const Sight&) = default;
};
inline Sight sight_of(const Ledger& ledger) {
  auto counters = ledger.counters();
  return {all_events(ledger), all_items(ledger), std::move(counters.by_unit),
          std::move(counters.by_due), ledger.next_due()};
}

}  // namespace rectify::ledgers
