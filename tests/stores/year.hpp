// year.hpp: a small ledger in a file, with something in every table and column.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>
#include <rectify/wire.hpp>

#include <gtest/gtest.h>

#include "support/generator.hpp"

namespace rectify::tests {

// Items in every state, of which some are due, late, closed; a policy that was changed. Closed, so
// that the file at `path` is all of it.
inline void make_a_year(const std::string& path, std::size_t commands = 120) {
  Ledger ledger = Ledger::open(path);
  support::District district(ledger, {.items = 1000, .open = 14, .seed = 4});
  for (const auto& answer : ledger.apply(district.next(commands)))
    ASSERT_TRUE(answer.accepted) << text(*answer.refusal, Lang::en);
  ASSERT_FALSE(ledger.tick(district.now() + days(20)).empty());
  Policy policy = ledger.policy();
  policy.warn_days = {1, 2, 5, 9};
  const Answer set = ledger.set_policy(
      policy, {.name = "袁书恒", .unit = "办公室", .roles = {"administrator"}}, district.now());
  ASSERT_TRUE(set.accepted) << text(*set.refusal, Lang::en);
  ledger.apply({.actor = {.name = "王芳", .roles = {"clerk"}},
                .at = district.now(),
                .body = Report{.title = "接访窗口周五提前下班"}});
  std::map<Main, int> states;
  for (const Item& item : ledger.query({})) ++states[item.state.main];
  ASSERT_EQ(states.size(), 6U);
  const Verification proof = ledger.check();
  ASSERT_TRUE(proof.whole) << proof.flaw;
}

// All that a ledger answers, as one text: two of them are equal, or an answer has changed.
inline std::string all_answers(const Ledger& ledger) {
  std::string all;
  for (const auto& recorded : ledger.events(0, 10'000)) {
    all += hex(recorded.hash) + " " + std::to_string(seq_of(recorded));
    if (const auto* event = std::get_if<Event>(&recorded.what)) all += encode(*event);
    if (const auto* event = std::get_if<LedgerEvent>(&recorded.what)) all += encode(*event);
  }
  for (const Sort sort : {Sort::number, Sort::due, Sort::severity, Sort::changed}) {
    all += "\nby " + std::string(name(sort));
    for (const Item& item : ledger.query({.sort = sort, .limit = 1000})) {
      all += " " + std::to_string(item.id);
      if (sort == Sort::number) all += encode(item);
    }
  }
  for (std::size_t n = 0; n < 100; ++n) {
    Query query;
    query.unit = support::District::unit(n), query.sort = Sort::due;
    for (const Item& item : ledger.query(query)) all += " " + std::to_string(item.id);
  }
  const Counters counters = ledger.counters();
  for (const auto& c : counters.by_unit)
    all += "\n" + c.unit + std::string(name(c.state)) + std::string(name(c.severity)) +
           std::string(name(c.light)) + std::to_string(c.items);
  for (const auto& c : counters.by_due)
    all += "\n" + write_day(c.due) + " " + std::to_string(c.items);
  const auto due = ledger.next_due();
  return all + "\nnext due " + (due ? write_instant(*due) : "never") + "\n" +
         encode(ledger.policy());
}

}  // namespace rectify::tests
