// threads_test.cpp: many callers at the same time, each with an answer of their own.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>
#include <rectify/store.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "ledger/ledgers.hpp"
#include "stores/memory.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Threads : public OverEachStore {};
OVER_EACH_STORE(Threads);

// Runs `what` with 0, 1, … in as many threads.
template <class F>
void together(int threads, F what) {
  std::vector<std::thread> all;
  for (int n = 0; n < threads; ++n) all.emplace_back([&what, n] { what(n); });
  for (auto& thread : all) thread.join();
}

TEST_P(Threads, OfWritersAndReadersSeeOneLedger) {
  constexpr int writers = 8, readers = 3, rounds = 20;
  Ledger ledger = open();
  const ItemId shared = at(ledger, "working");
  const std::uint64_t before = ledger.counters().events;
  std::atomic<std::uint64_t> accepted = 0, conflicts = 0;
  std::atomic<int> writing = writers;

  const auto write = [&](int me) {
    const ItemId own = must(ledger.apply(report("漏水", std::to_string(me)))).item;
    ++accepted;
    std::uint32_t version = 1, seen = ledger.find(shared)->version;
    for (int n = 0; n < rounds; ++n) {
      const Answer mine = must(ledger.apply(comment(own, std::to_string(n))));
      EXPECT_EQ(mine.version, ++version);
      ++accepted;
      Command contended = comment(shared, std::to_string(me));
      contended.expected_version = seen;
      const Answer answer = ledger.apply(contended);
      if (answer.accepted) {
        EXPECT_EQ(answer.version, seen + 1);
        ++accepted;
      } else {
        EXPECT_THAT(answer, refused("version.conflict"));
        EXPECT_EQ(answer.in_between.size(), std::min(answer.version - seen, 100U));
        ++conflicts;
      }
      seen = answer.version;
    }
    --writing;
  };
  const auto read = [&](int me) {
    std::uint64_t after = 0;
    std::uint32_t version = 0;
    do {
      const auto counters = ledger.counters();
      EXPECT_GE(counters.events, after);
      for (const auto& counter : counters.by_unit) EXPECT_GT(counter.items, 0);
      for (const auto& recorded : ledger.events(after, 7)) EXPECT_EQ(seq_of(recorded), ++after);
      const auto item = ledger.find(shared);
      EXPECT_GE(item->version, version);
      version = item->version;
      EXPECT_GE(ledger.history(shared).size(), version);
      ItemId last = 0;
      for (const Item& each : ledger.query({.limit = 3})) {
        EXPECT_GT(each.id, last);
        last = each.id;
      }
      if (me == 0) accepted += ledger.tick(monday + days(33)).size();
      const bool fit = me == 1 ? ledger.check().whole : ledger.policy() == strict_policy();
      EXPECT_TRUE(fit);
    } while (writing > 0);
  };
  together(writers + readers, [&](int n) { n < writers ? write(n) : read(n - writers); });

  EXPECT_EQ(ledger.counters().events, before + accepted);
  EXPECT_EQ(accepted + conflicts, writers * (1 + 2 * rounds) + 1);  // and one tick
  std::map<ItemId, std::uint32_t> versions;
  for (const auto& recorded : all_events(ledger))
    if (const auto* event = std::get_if<Event>(&recorded.what)) {
      EXPECT_EQ(event->version, ++versions[event->item]);
    }
  for (const Item& item : all_items(ledger)) EXPECT_EQ(item.version, versions[item.id]);
  const auto verification = ledger.check();
  EXPECT_TRUE(verification.whole) << verification.flaw;
}
// What the ticks told, item by item and deadline by deadline: (light, step of the ladder).
std::map<std::pair<ItemId, int>, std::vector<std::pair<Timeliness, int>>> told_in(
    const Ledger& ledger) {
  std::map<std::pair<ItemId, int>, std::vector<std::pair<Timeliness, int>>> told;
  std::map<ItemId, std::pair<int, Day>> deadlines;
  for (const auto& recorded : all_events(ledger)) {
    const auto* event = std::get_if<Event>(&recorded.what);
    if (event == nullptr) continue;
    auto& [number, due] = deadlines[event->item];
    if (std::holds_alternative<Tick>(event->body)) {
      told[{event->item, number}].emplace_back(event->state.timeliness, event->rung);
    } else if (event->deadline) {
      if (*event->deadline->due > due) ++number;  // an earlier one is the same clock
      due = *event->deadline->due;
    }
  }
  return told;
}
std::vector<Command> reported_and_assigned(int items, const std::string& deadline) {
  std::vector<Command> commands;
  for (int n = 1; n <= items; ++n) {
    commands.push_back(report("漏水", "", n));
    commands.push_back({.item = n,
                        .actor = desk::coordinator,
                        .body = Assign{.owner = desk::office, .deadline = deadline}});
  }
  return commands;
}

TEST_P(Threads, WhoAllTickTellEachStepOfTheLadderOnce) {
  constexpr int items = 150, tickers = 4;
  Ledger one = open();
  std::optional<Ledger> other;  // the same file
  if (where() != ":memory:") other.emplace(open());
  for (const auto& answer : one.apply(reported_and_assigned(items, "2018-07-06"))) must(answer);
  // A Friday: warned five working days before; one, five and fifteen overdue.
  for (const Day today : {day(2018, 6, 29), day(2018, 7, 7), day(2018, 7, 9), day(2018, 7, 13),
                          day(2018, 7, 27), day(2018, 9, 1)}) {
    std::vector<std::vector<Answer>> changed(tickers);
    together(tickers, [&](int me) {
      Ledger& ledger = other && me % 2 == 1 ? *other : one;
      changed[static_cast<std::size_t>(me)] = ledger.tick(morning_of(today));
    });
    std::map<ItemId, int> times;
    for (const auto& answers : changed)
      for (const auto& answer : answers) ++times[answer.item];
    EXPECT_EQ(times.size(), today < day(2018, 9, 1) ? items : 0U) << write_day(today);
    for (const auto& [item, count] : times) EXPECT_EQ(count, 1) << item;
    EXPECT_TRUE(one.tick(morning_of(today)).empty());
  }
  const std::vector<std::pair<Timeliness, int>> whole{{Timeliness::due_soon, 0},
                                                      {Timeliness::overdue, 0},
                                                      {Timeliness::overdue, 1},
                                                      {Timeliness::overdue, 5},
                                                      {Timeliness::overdue, 15}};
  const auto told = told_in(one);
  EXPECT_EQ(told.size(), items);
  for (const auto& [item, rungs] : told) EXPECT_EQ(rungs, whole) << item.first;
  EXPECT_EQ(one.next_due(), std::nullopt);
  EXPECT_TRUE(one.check().whole) << one.check().flaw;
}
TEST_P(Threads, WhoTickBesideOneWhoLoadsCalendarsTellNothingTwice) {
  constexpr int items = 60, tickers = 3, calendars = 12;
  *now = morning_of(day(2027, 2, 1));  // a Monday, not published yet
  CalendarRules known{.days = {{day(2026, 1, 1), false, "元旦", ""}}, .published = {2026, 2026}};
  Ledger one = open({.calendar = make_calendar(known).value()});
  known.days.push_back({day(2027, 1, 1), false, "元旦", ""});
  known.published.last = 2027;
  std::optional<Ledger> other;
  if (where() != ":memory:") other.emplace(open());
  for (const auto& answer : one.apply(reported_and_assigned(items, "10个工作日内"))) must(answer);
  std::atomic<int> loaded = 0;
  std::vector<std::map<std::uint64_t, ItemId>> changed(tickers);
  together(tickers + 1, [&](int me) {
    Ledger& ledger = other && me % 2 == 1 ? *other : one;
    if (me == tickers) {  // a day off more, or one less: deadlines move to and fro
      for (int n = 0; n < calendars; ++n, ++loaded) {
        CalendarRules rules = known;
        for (int k = 0; k < (n * 5) % 8 + 1; ++k)
          rules.days.push_back({day(2027, 2, 5) + days(k + k / 5 * 2), false, "放假", ""});
        const auto answers = ledger.set_calendar(make_calendar(rules).value(), desk::administrator);
        EXPECT_EQ(answers.size(), 1U + items);
        for (const auto& answer : answers) EXPECT_THAT(answer, accepted());
      }
      return;
    }
    do {
      const Day today = day(2027, 2, 8) + days(2 * loaded);
      for (const auto& answer : ledger.tick(morning_of(today)))
        changed[static_cast<std::size_t>(me)].emplace(answer.seq, answer.item);
    } while (loaded < calendars);
  });
  std::size_t ticks = 0;
  for (const auto& [item, rungs] : told_in(one)) {
    ticks += rungs.size();
    for (std::size_t n = 1; n < rungs.size(); ++n)
      EXPECT_LT(rungs[n - 1], rungs[n]) << item.first << ", deadline " << item.second;
  }
  std::map<std::uint64_t, ItemId> all;  // each change is answered to one of the tickers
  std::size_t answered = 0;
  for (const auto& each : changed) {
    all.insert(each.begin(), each.end());
    answered += each.size();
  }
  EXPECT_EQ(all.size(), answered);
  EXPECT_EQ(ticks, answered);
  for (const Item& item : all_items(one))
    EXPECT_EQ(reckon(*item.deadline, one.calendar()), *item.deadline) << item.id;
  EXPECT_TRUE(one.check().whole) << one.check().flaw;
}
TEST_P(Threads, GetEachTheirOwnAnswer) {
  Ledger ledger = open();
  std::vector<std::vector<Answer>> answers(64);
  together(64, [&](int n) {
    const auto id = std::to_string(n);
    answers[static_cast<std::size_t>(n)] =
        ledger.apply({report(id, id), report(" ", id + " no"), report(id, id)},
                     {.all_or_nothing = n % 4 == 1, .dry_run = n % 4 == 2, .id = "b" + id});
  });
  std::set<std::uint64_t> seqs;
  std::uint64_t kept = 0;
  for (std::size_t n = 0; n < answers.size(); ++n) {
    const auto id = std::to_string(n);
    ASSERT_EQ(answers[n].size(), 3U);
    EXPECT_EQ(answers[n][0].command_id, id);
    EXPECT_THAT(answers[n][1], refused("title.missing"));
    if (n % 4 == 1) {
      EXPECT_THAT(answers[n][0], refused("batch.not-applied"));
      continue;
    }
    EXPECT_THAT(answers[n][0], accepted());
    EXPECT_TRUE(answers[n][2].repeated);
    EXPECT_EQ(answers[n][2].seq, answers[n][0].seq);
    if (n % 4 == 2) continue;
    ++kept;
    EXPECT_TRUE(seqs.insert(answers[n][0].seq).second);
    EXPECT_EQ(ledger.find(answers[n][0].item)->title, id);
    EXPECT_EQ(event_of(ledger.events(answers[n][0].seq - 1, 1).front()).batch_id, "b" + id);
  }
  EXPECT_EQ(kept, 32U);
  EXPECT_EQ(ledger.counters().events, 1 + kept);
  EXPECT_TRUE(ledger.check().whole);
}
TEST_P(Threads, ThatGiveTheSameCommandApplyItOnce) {
  Ledger ledger = open();
  std::atomic<int> first = 0;
  together(16, [&](int) { first += must(ledger.apply(report("漏水", "same"))).repeated ? 0 : 1; });
  EXPECT_EQ(first, 1);
  EXPECT_EQ(ledger.counters().total(), 1);
}
TEST_P(Threads, ThatSetThePolicyAndThatGiveCommandsWaitForEachOther) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned");
  together(4, [&](int n) {
    for (int i = 0; i < 10; ++i) {
      if (n > 0) {
        must(ledger.apply(comment(id, "嗯")));
        continue;
      }
      Policy policy = strict_policy();
      policy.warn_days.fill(i);
      must(ledger.set_policy(policy, desk::administrator));
    }
  });
  EXPECT_EQ(ledger.counters().events, 3U + 40U);
  EXPECT_EQ(ledger.policy().warn_days[0], 9);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}

// A store in memory whose disk is full when the test says so. It keeps the first group waiting until
// so many have asked the clock, as each caller does before it queues: the others come as groups.
struct Disk {
  std::atomic<bool> full = false;
  std::atomic<int> commits = 0, asked = 0, wanted = 0;
};
class FailingWriter final : public Writer {
 public:
  FailingWriter(std::unique_ptr<Writer> writer, Disk& disk)
      : writer_(std::move(writer)), disk_(disk) {}
  void commit(const Changes& changes) override {
    ++disk_.commits;
    while (disk_.asked < disk_.wanted) std::this_thread::yield();
    if (disk_.full) throw Error("store.full", "test", "the disk is full");
    writer_->commit(changes);
  }
  Head head() override { return writer_->head(); }
  std::optional<ItemRow> item(ItemId id) override { return writer_->item(id); }
  std::optional<EventRow> event(std::uint64_t seq) override { return writer_->event(seq); }
  std::uint64_t event_of_command(std::string_view id) override {
    return writer_->event_of_command(id);
  }
  std::vector<ItemRow> page(const Query& query, const std::optional<Place>& after) override {
    return writer_->page(query, after);
  }
  std::vector<EventRow> events(std::uint64_t after, std::size_t limit) override {
    return writer_->events(after, limit);
  }
  std::vector<ItemRow> ticking(Day until, std::size_t limit) override {
    return writer_->ticking(until, limit);
  }
  std::optional<Day> next_tick() override { return writer_->next_tick(); }
  Counters counters() override { return writer_->counters(); }
  std::vector<ItemRow> items(ItemId after, std::size_t limit) override {
    return writer_->items(after, limit);
  }
  std::uint64_t commands() override { return writer_->commands(); }
  std::string flaw() override { return writer_->flaw(); }

 private:
  std::unique_ptr<Writer> writer_;
  Disk& disk_;
};
class FailingStore final : public Store {
 public:
  explicit FailingStore(Disk& disk) : disk_(disk) {}
  std::unique_ptr<Reader> read() override { return store_->read(); }
  std::unique_ptr<Writer> write() override {
    return std::make_unique<FailingWriter>(store_->write(), disk_);
  }
  [[nodiscard]] std::string address() const override { return "test"; }

 private:
  std::unique_ptr<Store> store_ = stores::memory();
  Disk& disk_;
};

TEST(StoreFailure, ReachesAllOfAGroupAndNothingIsChanged) {
  Disk disk;
  const Clock clock([&disk] { return ++disk.asked, monday; });
  Ledger ledger = Ledger::over(std::make_unique<FailingStore>(disk), {.clock = clock});
  must(ledger.apply(report("之前", "before")));
  const Sight before = sight_of(ledger);
  disk.full = true;
  disk.commits = disk.asked = 0;
  disk.wanted = 32;
  std::atomic<int> failed = 0;
  together(32, [&](int n) {
    try {
      ledger.apply(report("满", std::to_string(n)));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), "store.full");
      ++failed;
    }
  });
  EXPECT_EQ(failed, 32);
  EXPECT_LT(disk.commits, 32);
  EXPECT_EQ(sight_of(ledger), before);
  EXPECT_THROW(ledger.set_policy(strict_policy(), desk::administrator), Error);
  EXPECT_EQ(sight_of(ledger), before);

  disk.full = false;  // and life goes on, with the same ids
  together(32, [&](int n) {
    EXPECT_FALSE(must(ledger.apply(report("空", std::to_string(n)))).repeated);
  });
  EXPECT_EQ(ledger.counters().events, before.events.size() + 32);
  EXPECT_TRUE(ledger.check().whole);
}

}  // namespace
