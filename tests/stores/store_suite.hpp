// store_suite.hpp: what every store must do, whoever wrote it.
//
//     struct Mine {                                      // made anew for each test
//       std::unique_ptr<Store> store = my_store();       // empty
//     };
//     INSTANTIATE_TYPED_TEST_SUITE_P(Mine, StoreSuite, Mine);
//
// Rows are what a ledger writes: a closed item is grey and has no next tick.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

#include <gtest/gtest.h>

#include "stores/naive_store.hpp"
#include "support/generator.hpp"

#include <atomic>
#include <limits>
#include <thread>

namespace rectify::tests {

template <class Made>
class StoreSuite : public testing::Test {
 protected:
  // Into the store and into the naive one.
  void put(const std::vector<ItemRow>& rows) { store().write()->commit(naive.put(rows)); }
  // By itself, so that no reader is held when the next writer waits.
  std::vector<ItemRow> page(const Query& query, const std::optional<Place>& after = {}) {
    return store().read()->page(query, after);
  }
  Store& store() { return *made_.store; }

  NaiveStore naive;

 private:
  Made made_;
};
TYPED_TEST_SUITE_P(StoreSuite);

inline std::vector<ItemId> numbers(const std::vector<ItemRow>& rows) {
  std::vector<ItemId> ids;
  for (const auto& r : rows) ids.push_back(r.id);
  return ids;
}

// Rows with few different values, so that many are equal in each order.
inline ItemRow any_row(ItemId id, support::Dice& dice) {
  ItemRow r = row(id);
  r.state = static_cast<Main>(1 + dice.below(6));
  r.severity = static_cast<Severity>(dice.below(4));
  r.unit = std::vector<std::string>{"", "办公室", "研究室", "o'clock\"%_", "办公"}[dice.below(5)];
  r.leader = std::vector<std::string>{"", "郑国栋", "周明远"}[dice.below(3)];
  r.handler = std::vector<std::string>{"", "周明远", "孙伟"}[dice.below(3)];
  r.source = std::vector<std::string>{"", "座谈会", "巡察"}[dice.below(3)];
  r.changed += std::chrono::milliseconds(static_cast<int>(dice.below(5)) * 1000 - id);
  r.record.append(dice.below(6000), 'x');  // also longer than a page of a file
  if (dice.percent(70)) r.due = day(2018, 7, 1) + days(static_cast<int>(dice.below(6)));
  if (dice.percent(2)) r.due = first_day;
  if (dice.percent(2)) r.due = last_day;
  if (is_in_hand({.main = r.state})) {
    r.light = static_cast<Light>(dice.below(4));
    if (dice.percent(60)) r.next_tick = day(2018, 6, 28) + days(static_cast<int>(dice.below(6)));
  }
  return r;
}
inline Query any_query(support::Dice& dice) {
  Query q;
  q.sort = static_cast<Sort>(dice.below(4));
  q.descending = dice.percent(50);
  q.limit = 1 + dice.below(dice.percent(50) ? 5 : 200);
  while (dice.percent(25)) q.states.push_back(static_cast<Main>(1 + dice.below(6)));
  if (dice.percent(25)) q.light = static_cast<Light>(dice.below(4));
  if (dice.percent(25)) q.severity = static_cast<Severity>(dice.below(4));
  if (dice.percent(25)) q.unit = dice.percent(50) ? "办公室" : "o'clock\"%_";
  if (dice.percent(25)) q.owner = dice.percent(50) ? "周明远" : "' OR 1 --";
  if (dice.percent(25)) q.source = "巡察";
  if (dice.percent(25)) q.due_from = day(2018, 7, 1) + days(static_cast<int>(dice.below(5)));
  if (dice.percent(25)) q.due_to = day(2018, 7, 1) + days(static_cast<int>(dice.below(5)));
  return q;
}

// Every question, with the naive answers.
inline void expect_alike(Reader& reader, const NaiveStore& naive, support::Dice& dice) {
  const auto& items = naive.items();
  const auto& events = naive.events();
  const Head head = reader.head();
  EXPECT_EQ(head.seq, events.size());
  EXPECT_EQ(head.hash, events.empty() ? Hash{} : events.back().hash);
  EXPECT_EQ(head.last_item, items.empty() ? 0 : items.back().id);
  EXPECT_EQ(reader.items(0, 10'000), items);
  EXPECT_EQ(reader.events(0, 10'000), events);
  EXPECT_EQ(reader.commands(), events.size());
  EXPECT_EQ(reader.next_tick(), naive.next_tick());
  EXPECT_EQ(reader.counters().by_unit, naive.counters().by_unit);
  EXPECT_EQ(reader.counters().by_due, naive.counters().by_due);
  EXPECT_EQ(reader.counters().events, events.size());
  EXPECT_EQ(reader.flaw(), "");
  for (int i = 0; i < 10; ++i) {
    const Day until = day(2018, 6, 27) + days(static_cast<int>(dice.below(8)));
    const std::size_t limit = 1 + dice.below(20);
    EXPECT_EQ(reader.ticking(until, limit), naive.ticking(until, limit)) << write_day(until);
    const Query query = any_query(dice);
    EXPECT_EQ(reader.page(query, {}), naive.page(query, {})) << name(query.sort);
    if (items.empty()) continue;
    const auto& some = items[dice.below(items.size())];
    EXPECT_EQ(reader.item(some.id), some);
    const Place place{key_of(some, query.sort), some.id};  // also of one that doesn't match
    EXPECT_EQ(reader.page(query, place), naive.page(query, place)) << name(query.sort);
    const auto& event = events[dice.below(events.size())];
    EXPECT_EQ(reader.event(event.seq), event);
    EXPECT_EQ(reader.event_of_command("命令/" + std::to_string(event.seq)), event.seq);
  }
}

TYPED_TEST_P(StoreSuite, IsEmptyWhenNew) {
  const auto reader = this->store().read();
  const Head head = reader->head();
  EXPECT_EQ(head.seq + head.policy_event, 0U);
  EXPECT_EQ(head.hash, Hash{});
  EXPECT_EQ(head.last_item, 0);
  EXPECT_EQ(reader->item(1), std::nullopt);
  EXPECT_EQ(reader->event(1), std::nullopt);
  EXPECT_EQ(reader->event_of_command(""), 0U);
  EXPECT_TRUE(reader->page({}, {}).empty());
  EXPECT_TRUE(reader->events(0, 10).empty());
  EXPECT_TRUE(reader->ticking(last_day, 10).empty());
  EXPECT_EQ(reader->next_tick(), std::nullopt);
  EXPECT_EQ(reader->counters().total(), 0);
  EXPECT_TRUE(reader->counters().by_due.empty());
  EXPECT_TRUE(reader->items(0, 10).empty());
  EXPECT_EQ(reader->commands(), 0U);
  EXPECT_EQ(reader->flaw(), "");
}

TYPED_TEST_P(StoreSuite, KeepsEveryColumnOfARow) {
  ItemRow full = row(999'999'999'999'999);
  full.state = Main::working, full.light = Light::yellow, full.severity = Severity::critical;
  full.title = std::string("标题\0后", 10), full.unit = "办公室", full.leader = "郑国栋";
  full.handler = "周明远", full.source = "巡察";
  full.due = day(2018, 7, 31), full.next_tick = day(2018, 7, 28);
  full.changed = Instant{std::chrono::milliseconds{-1}};
  this->put({full});
  full.version = 1, full.last_event = 1;
  EXPECT_EQ(this->store().read()->item(full.id), full);
  EXPECT_EQ(this->store().read()->head().last_item, full.id);
}

TYPED_TEST_P(StoreSuite, KeepsEventsForEver) {
  this->put({row(1), row(2)});
  this->put({row(1)});
  const auto reader = this->store().read();
  EXPECT_EQ(reader->event(3), this->naive.events()[2]);
  EXPECT_EQ(reader->event(3)->former, 1U);
  EXPECT_EQ(reader->event(3)->command_id, "");  // readers leave it empty
  EXPECT_EQ(reader->event_of_command("命令/3"), 3U);
  EXPECT_EQ(reader->event_of_command("命令/"), 0U);
  EXPECT_EQ(reader->events(1, 1), std::vector{this->naive.events()[1]});
  for (const auto none : {std::uint64_t{0}, std::uint64_t{4}, std::uint64_t{1} << 63U,
                          std::numeric_limits<std::uint64_t>::max()})
    EXPECT_EQ(reader->event(none), std::nullopt) << none;
  for (const auto last :
       {std::uint64_t{3}, std::uint64_t{1} << 63U, std::numeric_limits<std::uint64_t>::max()})
    EXPECT_TRUE(reader->events(last, 10).empty()) << last;
}

TYPED_TEST_P(StoreSuite, KeepsWhichEventHasThePolicy) {
  Changes changes = this->naive.put({row(1)});
  changes.policy_event = 1;
  this->store().write()->commit(changes);
  this->put({row(2)});  // unchanged
  EXPECT_EQ(this->store().read()->head().policy_event, 1U);
  changes = this->naive.put({row(3)});
  changes.policy_event = 3;
  this->store().write()->commit(changes);
  EXPECT_EQ(this->store().read()->head().policy_event, 3U);
}

TYPED_TEST_P(StoreSuite, PagesMissNoneAndDoubleNone) {
  support::Dice dice(7);
  std::vector<ItemRow> rows;
  for (ItemId id = 1; id <= 120; ++id) rows.push_back(any_row(id, dice));
  this->put(rows);
  for (const Sort sort : {Sort::number, Sort::due, Sort::severity, Sort::changed})
    for (const bool descending : {false, true})
      for (const std::size_t limit : {1U, 7U, 120U}) {
        const Query query{.sort = sort, .descending = descending, .limit = limit};
        std::vector<ItemRow> all;
        for (std::optional<Place> after;;) {
          const auto page = this->page(query, after);
          ASSERT_LE(page.size(), limit);
          ASSERT_LE(all.size(), rows.size()) << "doubled some, by " << name(sort);
          if (page.empty()) break;
          all.insert(all.end(), page.begin(), page.end());
          after = Place{key_of(page.back(), sort), page.back().id};
        }
        Query whole = query;
        whole.limit = 1000;
        EXPECT_EQ(all, this->naive.page(whole, {})) << name(sort) << " " << limit;
        EXPECT_EQ(all.size(), 120U);
      }
}

TYPED_TEST_P(StoreSuite, APageEndsWhereTheOneBeforeDidAlsoIfThatItemIsGone) {
  std::vector<ItemRow> rows;
  for (ItemId id = 1; id <= 6; ++id) rows.push_back(row(id));  // equal severities
  this->put(rows);
  const Query query{.sort = Sort::severity, .limit = 3};
  const auto first = this->page(query);
  EXPECT_EQ(numbers(first), (std::vector<ItemId>{1, 2, 3}));
  ItemRow moved = row(3);
  moved.severity = Severity::critical;
  this->put({moved});  // between the two pages
  EXPECT_EQ(numbers(this->page(query, Place{key_of(first.back(), query.sort), 3})),
            (std::vector<ItemId>{4, 5, 6}));
}

TYPED_TEST_P(StoreSuite, EachConditionLeavesOutWhatDoesNotMeetIt) {
  ItemRow open = row(1), closed = row(2), plain = row(3);
  open.state = Main::assigned, open.light = Light::red, open.unit = "办公室";
  open.leader = "郑国栋", open.handler = "周明远", open.due = day(2018, 7, 31);
  open.severity = Severity::serious, open.source = "巡察";
  closed.state = Main::closed, closed.unit = "办公室", closed.leader = "周明远";
  closed.due = day(2018, 6, 30);
  this->put({open, closed, plain});
  const auto finds = [&](const Query& query, const std::vector<ItemId>& ids) {
    EXPECT_EQ(numbers(this->page(query)), ids);
  };
  finds({}, {1, 2, 3});
  finds({.states = {Main::closed}}, {2});
  finds({.states = {Main::assigned, Main::closed}}, {1, 2});
  finds({.states = {Main::verified}}, {});
  finds({.light = Light::red}, {1});
  finds({.light = Light::grey}, {2, 3});
  finds({.unit = "办公室"}, {1, 2});
  finds({.unit = "办公"}, {});  // no beginnings, no patterns
  finds({.unit = "%"}, {});
  finds({.owner = "周明远"}, {1, 2});  // handler or leader
  finds({.owner = "郑国栋"}, {1});
  finds({.source = "巡察"}, {1});
  finds({.severity = Severity::serious}, {1});
  finds({.due_from = day(2018, 7, 31)}, {1});  // both included
  finds({.due_from = day(2018, 6, 30), .due_to = day(2018, 7, 31)}, {1, 2});
  finds({.due_to = day(2018, 7, 30)}, {2});
  finds({.due_to = last_day}, {1, 2});  // without a deadline: in no span of days
  finds({.states = {Main::assigned}, .unit = "办公室", .severity = Severity::minor}, {});
  finds({.sort = Sort::due}, {2, 1, 3});  // without a deadline: last
  finds({.sort = Sort::due, .descending = true}, {3, 1, 2});
}

TYPED_TEST_P(StoreSuite, TicksInOrderOfTheirDays) {
  std::vector<ItemRow> rows;
  for (const ItemId id : {1, 2, 3, 4}) {
    rows.push_back(row(id));
    rows.back().state = Main::assigned;
    if (id != 4) rows.back().next_tick = day(2018, 7, 10) - days(id == 3 ? 0 : id);
  }
  this->put(rows);
  EXPECT_EQ(this->store().read()->next_tick(), day(2018, 7, 8));
  EXPECT_EQ(numbers(this->store().read()->ticking(day(2018, 7, 7), 9)), (std::vector<ItemId>{}));
  EXPECT_EQ(numbers(this->store().read()->ticking(day(2018, 7, 9), 9)),
            (std::vector<ItemId>{2, 1}));
  EXPECT_EQ(numbers(this->store().read()->ticking(day(2018, 7, 10), 2)),
            (std::vector<ItemId>{2, 1}));
  ItemRow closed = row(2);
  closed.state = Main::closed;
  this->put({closed});
  EXPECT_EQ(this->store().read()->next_tick(), day(2018, 7, 9));
}

TYPED_TEST_P(StoreSuite, CountsWhatItIsToldAndDropsZeros) {
  ItemRow item = row(1);
  item.state = Main::assigned, item.light = Light::green, item.unit = "办公室";
  item.due = day(2018, 7, 31);
  this->put({item, row(2)});
  EXPECT_EQ(
      this->store().read()->counters().by_unit,
      (std::vector<Counter>{{"", Main::found, Severity::moderate, Light::grey, 1},
                            {"办公室", Main::assigned, Severity::moderate, Light::green, 1}}));
  EXPECT_EQ(this->store().read()->counters().by_due,
            (std::vector<DueCount>{{day(2018, 7, 31), 1}}));
  item.state = Main::closed, item.light = Light::grey;
  this->put({item});
  EXPECT_EQ(this->store().read()->counters().by_unit,
            (std::vector<Counter>{{"", Main::found, Severity::moderate, Light::grey, 1},
                                  {"办公室", Main::closed, Severity::moderate, Light::grey, 1}}));
  EXPECT_TRUE(this->store().read()->counters().by_due.empty());
}

TYPED_TEST_P(StoreSuite, AnItemStandsOnceWhereverItMoves) {
  ItemRow item = row(1);
  for (const Main state : {Main::found, Main::closed, Main::closed, Main::working, Main::closed}) {
    item.state = state;
    this->put({item});
    EXPECT_EQ(this->store().read()->items(0, 10), this->naive.items()) << name(state);
    EXPECT_EQ(this->page({}), this->naive.items()) << name(state);
  }
}

TYPED_TEST_P(StoreSuite, AWriterWithoutCommitForgetsEverything) {
  this->put({row(1)});
  {
    const auto writer = this->store().write();
    EXPECT_EQ(numbers(writer->page({}, {})), std::vector<ItemId>{1});  // it reads as well
  }
  support::Dice dice(1);
  expect_alike(*this->store().read(), this->naive, dice);
  this->put({row(2)});  // and the next one may
  expect_alike(*this->store().read(), this->naive, dice);
}

// The writer may have to wait for the reader, so it writes in a thread of its own.
TYPED_TEST_P(StoreSuite, AReaderSeesTheStoreAsItWasWhileAnotherWrites) {
  this->put({row(1), row(2)});
  const NaiveStore before = this->naive;
  auto reader = this->store().read();
  std::thread other([&] {
    for (ItemId id = 1; id <= 20; ++id) this->put({row(id)});
  });
  support::Dice dice(3);
  for (int i = 0; i < 50; ++i) expect_alike(*reader, before, dice);
  reader.reset();
  other.join();
  expect_alike(*this->store().read(), this->naive, dice);
}

TYPED_TEST_P(StoreSuite, WritersTakeTurnsAndReadersSeeWholeTransactions) {
  constexpr ItemId each = 40;
  std::atomic<int> writing{2};
  const auto write = [&] {
    for (ItemId n = 0; n < each; ++n) {
      const auto writer = this->store().write();  // its turn: the naive store is in step with it
      const ItemId next = writer->head().last_item + 1;
      writer->commit(this->naive.put({row(next), row(next + 1)}));
    }
    --writing;
  };
  std::thread a(write), b(write);
  do {
    const auto reader = this->store().read();
    const Head head = reader->head();
    EXPECT_EQ(head.seq % 2, 0U);
    EXPECT_EQ(head.last_item, static_cast<ItemId>(head.seq));
    EXPECT_EQ(reader->commands(), head.seq);
    EXPECT_EQ(reader->counters().total(), static_cast<std::int64_t>(head.seq));
  } while (writing != 0);
  a.join();
  b.join();
  support::Dice dice(5);
  expect_alike(*this->store().read(), this->naive, dice);
  EXPECT_EQ(this->naive.events().size(), 4U * each);
}

TYPED_TEST_P(StoreSuite, AnswersLikeTheNaiveOneWhateverHappens) {
  support::Dice dice(20'180'731);
  ItemId last = 0;
  for (int round = 0; round < 60; ++round) {
    std::map<ItemId, ItemRow> rows;  // each item once in a transaction
    for (std::size_t n = 1 + dice.below(8); n > 0; --n) {
      const bool fresh = last == 0 || dice.percent(40);
      if (fresh) last += 1 + static_cast<ItemId>(dice.below(3));
      const ItemId id =
          fresh ? last : this->naive.items()[dice.below(this->naive.items().size())].id;
      rows.insert_or_assign(id, any_row(id, dice));
      if (this->naive.items().empty()) break;
    }
    std::vector<ItemRow> all;
    for (const auto& [id, r] : rows) all.push_back(r);
    if (dice.percent(10)) (void)this->store().write();  // thinks better of it
    this->put(all);
    const auto reader = this->store().read();
    expect_alike(*reader, this->naive, dice);
    if (testing::Test::HasFailure()) FAIL() << "in round " << round;
  }
}

REGISTER_TYPED_TEST_SUITE_P(StoreSuite, IsEmptyWhenNew, KeepsEveryColumnOfARow, KeepsEventsForEver,
                            KeepsWhichEventHasThePolicy, PagesMissNoneAndDoubleNone,
                            APageEndsWhereTheOneBeforeDidAlsoIfThatItemIsGone,
                            EachConditionLeavesOutWhatDoesNotMeetIt, TicksInOrderOfTheirDays,
                            CountsWhatItIsToldAndDropsZeros, AnItemStandsOnceWhereverItMoves,
                            AWriterWithoutCommitForgetsEverything,
                            AReaderSeesTheStoreAsItWasWhileAnotherWrites,
                            WritersTakeTurnsAndReadersSeeWholeTransactions,
                            AnswersLikeTheNaiveOneWhateverHappens);

}  // namespace rectify::tests
