// year_test.cpp: a year of a ledger, ticked at random moments, beside one that counts every day by
// hand. What either tells at each tick is the same, and nothing is told twice.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <set>

#include "ledger/ledgers.hpp"
#include "model/random_year.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

// A ledger and the naive year, side by side. What the ledger told is read from its events, and from
// the answers of its ticks.
class Beside {
 public:
  Beside(naive::RandomYear& by_hand, std::vector<Ledger*> doors)
      : year(by_hand), doors_(std::move(doors)) {
    read_on();
  }

  // Life goes on until a moment.
  void live_until(Instant moment) {
    if (testing::Test::HasFatalFailure()) return;
    for (;;) {
      std::vector<Command> commands;
      std::vector<std::string> codes;
      while (commands.size() < 400) {
        auto given = year.next(moment);
        if (!given) break;
        codes.push_back(std::move(given->code));
        commands.push_back(std::move(given->command));
      }
      if (commands.empty()) return;
      const auto answers = door().apply(commands);
      for (std::size_t n = 0; n < answers.size(); ++n)
        ASSERT_EQ(answers[n].refusal ? answers[n].refusal->code : "", codes[n])
            << to_json(commands[n]);
      for (std::size_t n = 0; n < answers.size(); ++n)
        if (answers[n].accepted) ++accepted_kinds[std::string(name(kind_of(commands[n].body)))];
      ASSERT_TRUE(read_on().empty());
      ASSERT_EQ(door().next_due(), year.next_due());
    }
  }
  void tick(Instant now) {
    if (testing::Test::HasFatalFailure()) return;
    const auto answers = door().tick(now);
    const auto expected = year.tick(now);
    const auto notices = read_on();
    ASSERT_EQ(sorted(notices), expected) << "on " << write_instant(now, year.zone);
    ASSERT_EQ(answers.size(), notices.size());  // this ticker is told of each that it changed
    for (std::size_t n = 0; n < answers.size(); ++n) {
      ASSERT_EQ(answers[n].item, notices[n].item);
      ASSERT_EQ(answers[n].light, notices[n].rung == naive::due_soon ? Light::yellow : Light::red);
    }
    for (const auto& notice : expected) {
      ASSERT_TRUE(told_.emplace(notice.item, notice.deadline, notice.rung).second)
          << "again: " << testing::PrintToString(notice);
      ++counts[notice.rung < 1 ? notice.rung : 1];
    }
    ASSERT_EQ(door().next_due(), year.next_due()) << "after " << write_instant(now, year.zone);
  }
  void load(const naive::NaiveCalendar& calendar, Instant at) {
    if (testing::Test::HasFatalFailure()) return;
    const auto answers = door().set_calendar(calendar.calendar(), desk::administrator, at);
    std::vector<ItemId> reckoned;
    for (const auto& answer : answers) {
      ASSERT_THAT(answer, accepted());
      if (answer.item != 0) reckoned.push_back(answer.item);
    }
    const auto expected = year.load(calendar, desk::administrator, at);
    ASSERT_EQ(reckoned, expected);
    moved += expected.size();
    ASSERT_TRUE(read_on().empty());
    ASSERT_EQ(door().next_due(), year.next_due());
  }
  void set(const Policy& policy, Instant at) {
    if (testing::Test::HasFatalFailure()) return;
    ASSERT_THAT(door().set_policy(policy, desk::administrator, at), accepted());
    year.set(policy);
    ASSERT_TRUE(read_on().empty());
    ASSERT_EQ(door().next_due(), year.next_due());
  }
  void end() {
    std::vector<Item> items;
    for (const auto& [id, item] : year.items) items.push_back(item);
    ASSERT_EQ(all_items(door()), items);
    const auto verification = door().check();
    ASSERT_TRUE(verification.whole) << verification.flaw;
  }

  naive::RandomYear& year;
  std::map<int, int> counts;  // of notices: due soon, overdue, steps of the ladder
  std::map<std::string, int> accepted_kinds;
  std::size_t moved = 0;  // deadlines, by calendars

 private:
  Ledger& door() { return *doors_[static_cast<std::size_t>(next_door_++) % doors_.size()]; }
  static std::vector<naive::Notice> sorted(std::vector<naive::Notice> notices) {
    std::sort(notices.begin(), notices.end());
    return notices;
  }
  // The notices among the events that are new.
  std::vector<naive::Notice> read_on() {
    std::vector<naive::Notice> notices;
    for (;;) {
      const auto more = door().events(seen_, 10'000);
      if (more.empty()) return notices;
      for (const auto& recorded : more) {
        seen_ = seq_of(recorded);
        if (const auto* event = std::get_if<Event>(&recorded.what)) read(*event, notices);
      }
    }
  }
  void read(const Event& event, std::vector<naive::Notice>& notices) {
    auto& [deadlines, due] = deadlines_[event.item];
    if (!std::holds_alternative<Tick>(event.body)) {
      const auto kind = name(kind_of(event.body));
      if (!event.deadline || kind == "request-extension") return;
      if (kind == "reckon" ? event.deadline->due > due : kind != "resume" && kind != "verify")
        ++deadlines;
      due = event.deadline->due;
      return;
    }
    naive::Notice notice{event.item, deadlines, naive::due_soon};
    if (event.state.timeliness == Timeliness::overdue) notice.rung = naive::overdue;
    if (event.rung > 0) notice.rung = event.rung;
    for (const auto& step : year.policy.escalation)
      if (step.working_days == event.rung) notice.level = step.level;
    if (notice.level > event.escalation) notice.level = -1;  // it told another
    notices.push_back(notice);
  }

  std::vector<Ledger*> doors_;
  int next_door_ = 0;
  std::uint64_t seen_ = 0;
  std::map<ItemId, std::pair<int, std::optional<Day>>> deadlines_;  // how many so far; the due day
  std::set<std::tuple<ItemId, int, int>> told_;
};

// Several ticks a day for some days, then one in a day or three, then none for weeks or a month.
std::vector<Instant> random_ticks(naive::RandomYear& year) {
  std::vector<Instant> all;
  const auto some = [&](int ticks, int least, int most) {  // minutes apart
    for (; ticks > 0; --ticks)
      all.push_back((all.empty() ? naive::year_begins : all.back()) +
                    std::chrono::minutes(year.number(least, most)));
  };
  while (all.empty() || all.back() < naive::year_ends) {
    some(12, 10, 500);
    some(12, 1440, 3 * 1440);
    some(1, 12 * 1440, 20 * 1440);
    some(12, 10, 500);
    some(1, 31 * 1440, 33 * 1440);
  }
  while (all.back() >= naive::year_ends) all.pop_back();
  all.push_back(naive::year_ends);
  all.push_back(naive::year_ends + days(3650));
  return all;
}

class AYear : public Clocked {
 protected:
  using Each = std::function<void(Beside&, Instant)>;

  // Ticks through the whole year; `between` does what else happens before each tick.
  static void live(Beside& beside, const Each& between = {}) {
    const auto ticks = random_ticks(beside.year);
    for (std::size_t n = 0; n < ticks.size() && !HasFatalFailure(); ++n) {
      beside.live_until(ticks[n]);
      if (between) between(beside, ticks[n]);
      beside.tick(ticks[n]);
      if (beside.year.one_in(4)) beside.tick(ticks[n]);  // once more
      if (beside.year.one_in(8))                         // by somebody whose clock is late
        beside.tick(ticks[n] - std::chrono::minutes(beside.year.number(1, 4000)));
      // Just when there is something to tell, and a moment before that.
      const auto then = beside.year.next_due();
      if (!then || n + 1 == ticks.size() || !beside.year.one_in(4)) continue;
      if (*then <= ticks[n] || *then >= ticks[n + 1]) continue;
      beside.live_until(*then);
      beside.tick(*then - std::chrono::milliseconds(1));
      beside.tick(*then);
    }
    if (!HasFatalFailure()) beside.end();
  }
  Options of(const naive::RandomYear& year) {
    return {.zone = year.zone, .policy = year.policy, .calendar = year.calendar.calendar()};
  }
};

TEST_F(AYear, TellsOf10000ItemsWhatIsToldByHand) {
  naive::RandomYear year(20180702, 10'000);
  Ledger ledger = open(":memory:", of(year));
  Beside beside(year, {&ledger});
  live(beside);
  for (const int rung : {naive::due_soon, naive::overdue, 1})
    EXPECT_GT(beside.counts[rung], 500) << rung;
  for (const auto* kind : {"assign", "decline", "reassign", "submit", "verify", "object", "close",
                           "reopen", "hold", "resume", "request-extension", "grant-extension",
                           "deny-extension", "change-severity", "escalate", "void"})
    EXPECT_GT(beside.accepted_kinds[kind], 20) << kind;
}

TEST_F(AYear, IsTheSameUnderEveryPolicyAndInEveryZone) {
  std::map<int, int> counts;
  constexpr std::array<Zone, 4> zones{shanghai, Zone(-5 * 60), Zone(14 * 60), Zone(5 * 60 + 45)};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    naive::RandomYear year(seed, 100, 2020, zones[seed % zones.size()]);
    Ledger ledger = open(":memory:", of(year));
    Beside beside(year, {&ledger});
    live(beside);
    if (HasFatalFailure()) return;
    for (const auto& [rung, count] : beside.counts) counts[rung] += count;
  }
  for (const int rung : {naive::due_soon, naive::overdue, 1}) EXPECT_GT(counts[rung], 200) << rung;
}

TEST_F(AYear, InAFileIsToldOnceByTwoWhoHaveItOpen) {
  naive::RandomYear year(3, 1000);
  Ledger one = open(file(), of(year)), other = open(file());
  Beside beside(year, {&one, &other, &other});
  live(beside);
}

// The next year's days are published in its middle, and now and then the office has days of its own.
TEST_F(AYear, FollowsTheCalendarsThatAreLoaded) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 31; seed <= 34; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    naive::RandomYear year(seed, 200, 2018);
    Ledger ledger = open(":memory:", of(year));
    Beside beside(year, {&ledger});
    bool published = false;
    live(beside, [&](Beside& office, Instant at) {
      const Day today = year.civil(at);
      if (!published && today > day(2018, 11, 20)) {
        published = true;
        office.load(naive::random_calendar(seed, 2018, 2020), at);
      } else if (year.one_in(25)) {
        auto days_of_its_own = year.calendar;
        for (int n = 0; n < 5; ++n) {
          const Day any = today + days(year.number(-5, 60));
          if (naive::NaiveCalendar::weekend(any))
            days_of_its_own.worked.insert(any);
          else if (!days_of_its_own.off.erase(any))
            days_of_its_own.off.insert(any);
        }
        office.load(days_of_its_own, at);
      }
    });
    if (HasFatalFailure()) return;
    EXPECT_TRUE(published);
    moved += beside.moved;
  }
  EXPECT_GT(moved, 100U);
}

TEST_F(AYear, FollowsThePoliciesThatAreSet) {
  for (std::uint64_t seed = 41; seed <= 44; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    naive::RandomYear year(seed, 150);
    Ledger ledger = open(":memory:", of(year));
    Beside beside(year, {&ledger});
    live(beside, [&](Beside& office, Instant at) {
      if (!year.one_in(10)) return;
      Policy policy = year.policy;
      for (auto& warn : policy.warn_days) warn = year.number(0, 12);
      policy.hold_stops_clock = year.one_in(2);
      policy.escalation = {{year.number(1, 3), 1, {}}, {year.number(4, 9), 2, {}}};
      if (year.one_in(2)) policy.escalation.push_back({year.number(10, 30), 3, {}});
      if (policy != year.policy) office.set(policy, at);
    });
    if (HasFatalFailure()) return;
  }
}

}  // namespace
