// full_disk_test.cpp: the disk is full, broken, or without power, at every single write of a day at
// the office: nothing that was answered is lost, nothing that failed has happened, and work goes on.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "stores/faulty_disk.hpp"
#include "stores/plain_sql.hpp"
#include "stores/year.hpp"
#include "support/folder.hpp"

#include <functional>
#include <set>

namespace rectify::tests {

namespace {

const Actor clerk{.name = "王芳", .unit = "接待窗口", .roles = {"clerk"}};
const Actor chief{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
const Actor owner{.name = "周明远", .unit = "办公室"};
const Actor verifier{.name = "吴敏", .unit = "纪检组", .roles = {"verifier"}};

Instant morning(int of_june) {
  return start_of(day(2018, 6, static_cast<unsigned>(of_june)), shanghai) + std::chrono::hours(9);
}
Command command(const std::string& id, ItemId item, const Actor& actor, int of_june, Body body) {
  return {.id = id, .item = item, .actor = actor, .at = morning(of_june), .body = std::move(body)};
}

// A day at the office, step by step; each is given in one go, and has the same ids and times always,
// so that two days without an accident have the same hashes.
class Office {
 public:
  using Step = std::function<std::vector<Answer>(Ledger&)>;

  explicit Office(std::string path) : path_(std::move(path)) {}

  static std::vector<Step> steps() {
    const auto one = [](Command c) {
      return [c](Ledger& ledger) { return std::vector{ledger.apply(c)}; };
    };
    const auto batch = [](const std::string& id, std::vector<Command> all) {
      return [id, all](Ledger& ledger) {
        return ledger.apply(all, {.all_or_nothing = id == "b1", .id = id});
      };
    };
    std::vector<Command> reports, works;
    for (ItemId id = 2; id <= 5; ++id)
      reports.push_back(command("r" + std::to_string(id), id, clerk, 4,
                                Report{.title = "问题", .description = std::string(700, 'x')}));
    for (ItemId id = 2; id <= 3; ++id)
      works.push_back(command("a" + std::to_string(id), id, chief, 5,
                              Assign{.owner = {.unit = "办公室"}, .deadline = "2018-12-31"}));
    works.push_back(command("x", 99, chief, 5, Void{.reason = "没有这个问题"}));  // refused
    works.push_back(command("s2", 2, owner, 6, Start{}));
    return {
        one(command("r1", 1, clerk, 4, Report{.title = "接访窗口周五提前下班"})),
        one(command("a1", 1, chief, 4,
                    Assign{.owner = {.unit = "办公室"}, .deadline = "2018-06-20"})),
        batch("b1", reports),
        batch("b2", works),
        one(command("s1", 1, owner, 6, Start{})),
        [](Ledger& ledger) { return ledger.tick(morning(19)); },
        one(command("u1", 1, owner, 20, Submit{.evidence = {{.text = "值班表已公示"}}})),
        one(command("v1", 1, verifier, 20, Verify{})),
        one(command("c1", 1, chief, 29, Close{})),
        one(command("n2", 2, clerk, 29, Comment{.text = std::string(5000, 'n')})),
    };
  }

  static void expect_accepted(const Answer& answer) {
    EXPECT_EQ(answer.accepted, answer.command_id != "x") << answer.command_id;
  }
  // Before these steps the office is closed and opened: that moves all into the file itself.
  static bool begins(std::size_t step) { return step % 5 == 0; }

  void open() {
    ledger.emplace(Ledger::open(path_, {.clock = [] { return morning(1); }}));
  }
  void close() { ledger.reset(); }
  std::optional<Ledger> ledger;

 private:
  std::string path_;
};

std::set<std::string> ids_of(const Ledger& ledger) {
  std::set<std::string> ids;
  for (const auto& r : ledger.events(0, 10'000))
    ids.insert(std::visit([](const auto& event) { return event.command_id; }, r.what));
  return ids;
}

class FullDisk : public testing::Test {
 protected:
  // A day without an accident; what it answers before each step, and at the end.
  void SetUp() override {
    const Folder folder;
    Office office(folder / "a.rectify");
    disk.mend();
    const auto steps = Office::steps();
    for (std::size_t n = 0; n < steps.size(); ++n) {
      if (Office::begins(n)) office.close(), office.open();
      good.push_back(all_answers(*office.ledger));
      for (const auto& answer : steps[n](*office.ledger)) Office::expect_accepted(answer);
    }
    office.close();
    operations = disk.operations();
    ASSERT_GT(operations, 50);
    office.open();
    ASSERT_TRUE(office.ledger->check().whole);
    good.push_back(all_answers(*office.ledger));
  }

  // The same day; what fails is given again as soon as the disk is mended.
  void run_with(const Fault& fault, const std::string& expected_code) {
    const Folder folder;
    Office office(folder / "a.rectify");
    disk.fail(fault);
    std::size_t n = 0;
    const auto until_it_works = [&](const std::function<void()>& work) {
      for (int tries = 0; tries < 2; ++tries) try {
          return work();
        } catch (const Error& error) {
          ++accidents;
          ASSERT_TRUE(disk.failed()) << error.what();
          ASSERT_EQ(tries, 0) << "again: " << error.what();
          EXPECT_EQ(error.code(), expected_code) << error.what();
          EXPECT_EQ(error.path(), folder / "a.rectify");
          if (office.ledger) {
            EXPECT_EQ(all_answers(*office.ledger), good[n]);  // reading needs no room
          }
          disk.mend();
          if (office.ledger) {
            EXPECT_EQ(all_answers(*office.ledger), good[n]);
            EXPECT_TRUE(office.ledger->check().whole) << office.ledger->check().flaw;
          }
        }
    };
    const auto steps = Office::steps();
    for (; n < steps.size(); ++n) {
      if (Office::begins(n)) {
        office.close();
        until_it_works([&] { office.open(); });
      }
      until_it_works([&] {
        for (const auto& answer : steps[n](*office.ledger)) Office::expect_accepted(answer);
      });
      ASSERT_FALSE(HasFailure()) << "in step " << n;
    }
    office.close();
    disk.mend();
    office.open();
    EXPECT_TRUE(office.ledger->check().whole) << office.ledger->check().flaw;
    EXPECT_EQ(all_answers(*office.ledger), good.back());
  }

  FaultyDisk disk;
  std::vector<std::string> good;
  int operations = 0;  // of a day
  int accidents = 0;   // of all days
};

TEST_F(FullDisk, AtAnyOneWriteChangesNothingAndIsForgotten) {
  for (const int code : {SQLITE_FULL, SQLITE_IOERR})
    for (int n = 1; n <= operations; ++n) {
      run_with({n, n, code}, code == SQLITE_FULL ? "store.full" : "store.io");
      ASSERT_FALSE(HasFailure()) << sqlite3_errstr(code) << " at write " << n;
    }
  EXPECT_GT(accidents, operations);
}

TEST_F(FullDisk, FromAnyWriteOnCanBeReadAndIsFullUntilThereIsRoom) {
  for (int n = 1; n <= operations; n += 2) {
    run_with({n, 1'000'000, SQLITE_FULL}, "store.full");
    ASSERT_FALSE(HasFailure()) << "from write " << n;
  }
}

TEST_F(FullDisk, EveryAnswerIsSyncedBeforeItIsGiven) {
  const Folder folder;
  Office office(folder / "a.rectify");
  office.open();
  for (const auto& step : Office::steps()) {
    const int syncs = disk.syncs();
    (void)step(*office.ledger);
    EXPECT_GT(disk.syncs(), syncs);
    EXPECT_TRUE(disk.all_synced());
  }
}

// Power goes at each write; of what was not synced some is there afterwards and some isn't.
TEST_F(FullDisk, NothingThatWasAnsweredIsLostWhenThePowerGoes) {
  support::Dice dice(8);
  for (int n = 1; n <= operations; ++n) {
    const Folder folder;
    Office office(folder / "a.rectify");
    disk.fail({n, 1'000'000, SQLITE_IOERR});
    std::set<std::string> answered, given;
    const auto steps = Office::steps();
    try {
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (Office::begins(i)) office.close(), office.open();
        for (const auto& answer : steps[i](*office.ledger))
          if (answer.accepted) answered.insert(answer.command_id);
      }
    } catch (const Error&) {  // the lights are out
    }
    office.close();
    disk.lose_what_is_not_synced(dice);
    disk.mend();
    try {
      office.open();
    } catch (const Error& error) {
      FAIL() << "power gone at write " << n << ": " << error.what();
    }
    const Verification proof = office.ledger->check();
    ASSERT_TRUE(proof.whole) << n << ": " << proof.flaw;
    const auto kept = ids_of(*office.ledger);
    for (const auto& id : answered) ASSERT_TRUE(kept.contains(id)) << id << " lost at " << n;
    // All of it is given once more: the day ends as it would have.
    for (const auto& step : steps)
      for (const auto& answer : step(*office.ledger)) Office::expect_accepted(answer);
    ASSERT_EQ(all_answers(*office.ledger), good.back()) << "power gone at write " << n;
  }
}

// One call that changes many items: a calendar that moves every deadline, a tick up the ladder.
class FullDiskInOneCall : public testing::Test {
 protected:
  static constexpr ItemId items = 12;

  void SetUp() override {
    disk.mend();
    const Folder folder;
    {
      Ledger ledger = open(folder / "a.rectify");
      std::vector<Command> commands;
      for (ItemId id = 1; id <= items; ++id) {
        const auto number = std::to_string(id);
        commands.push_back({"r" + number, id, {}, clerk, now, Report{.title = "漏水"}, {}});
        commands.push_back({"a" + number,
                            id,
                            {},
                            chief,
                            now,
                            Assign{.owner = {.unit = "办公室"}, .deadline = "10个工作日内"},
                            {}});
      }
      for (const auto& answer : ledger.apply(commands, {.id = "b"}))
        Office::expect_accepted(answer);
    }
    file_ = bytes_of(folder / "a.rectify");
  }

  static Ledger open(const std::string& path) {
    return Ledger::open(path, {.calendar = with_days_of(2026), .clock = [] { return now; }});
  }
  // Published until that year; in 2027 two days of February are off.
  static WorkCalendar with_days_of(int last) {
    CalendarRules rules{.days = {{day(2026, 1, 1), false, "元旦", ""}}, .published = {2026, last}};
    if (last == 2027)
      for (const unsigned off : {8U, 9U})
        rules.days.push_back({day(2027, 2, off), false, "春节", ""});
    return make_calendar(rules).value();
  }
  // All that is to be seen, the days that are worked included.
  static std::string seen(const Ledger& ledger) {
    return all_answers(ledger) + write_calendar(ledger.calendar());
  }

  // The call, with each of its writes failing once, and then for ever; `done` says what it does.
  void fail_everywhere(const std::function<std::vector<Answer>(Ledger&)>& call,
                       const std::function<bool(const Ledger&)>& done) {
    int operations = 1, accidents = 0;
    for (const int code : {SQLITE_FULL, SQLITE_IOERR})
      for (const bool for_ever : {false, true})
        for (int n = 0; n <= operations; n += for_ever && n > 0 ? 3 : 1) {
          SCOPED_TRACE(std::string(sqlite3_errstr(code)) + " at write " + std::to_string(n));
          const Folder folder;
          write_bytes(folder / "a.rectify", file_);
          std::optional<Ledger> ledger(open(folder / "a.rectify"));
          const std::string before = seen(*ledger);
          ASSERT_FALSE(done(*ledger));
          disk.fail({n, for_ever ? 1'000'000 : n, code});
          if (n == 0) disk.mend();  // all goes well: so many writes are there
          try {
            for (const auto& answer : call(*ledger)) ASSERT_TRUE(answer.accepted);
            if (n == 0) operations = disk.operations();
            ASSERT_TRUE(done(*ledger));
          } catch (const Error& error) {
            ++accidents;
            ASSERT_TRUE(disk.failed()) << error.what();
            ASSERT_EQ(error.code(), code == SQLITE_FULL ? "store.full" : "store.io");
            ASSERT_EQ(seen(*ledger), before);
            if (n % 2 == 0) ledger.reset();  // somebody opens it again, or goes on
            disk.mend();
            if (!ledger) ledger.emplace(open(folder / "a.rectify"));
            ASSERT_EQ(seen(*ledger), before);
            ASSERT_TRUE(ledger->check().whole) << ledger->check().flaw;
            for (const auto& answer : call(*ledger)) ASSERT_TRUE(answer.accepted);
          }
          disk.mend();
          ASSERT_TRUE(done(*ledger));
          ASSERT_EQ(ledger->counters().events, 1 + 3 * items + (calendars_ ? 1 : 0));
          ASSERT_TRUE(ledger->check().whole) << ledger->check().flaw;
        }
    EXPECT_GT(operations, 5);
    EXPECT_GT(accidents, operations);
  }

  static constexpr Instant now = start_of(day(2027, 2, 1), shanghai);  // a Monday, not published
  FaultyDisk disk;
  bool calendars_ = false;  // the call sets one

 private:
  std::string file_;
};

TEST_F(FullDiskInOneCall, ACalendarIsInForceWithAllItMovesOrNotAtAll) {
  const WorkCalendar with_2027 = with_days_of(2027);
  const Actor administrator{.name = "袁书恒", .unit = "办公室", .roles = {"administrator"}};
  calendars_ = true;
  fail_everywhere(
      [&](Ledger& ledger) { return ledger.set_calendar(with_2027, administrator, now); },
      [&](const Ledger& ledger) {
        std::set<Day> due;
        for (const Item& item : ledger.query({.limit = 1000})) due.insert(*item.deadline->due);
        EXPECT_EQ(due.size(), 1U);
        const bool moved = due.contains(day(2027, 2, 17));
        EXPECT_TRUE(moved || due.contains(day(2027, 2, 15)));
        EXPECT_EQ(ledger.calendar() == with_2027, moved);
        return moved;
      });
}
TEST_F(FullDiskInOneCall, ATickClimbsTheLadderWithAllItemsOrWithNone) {
  fail_everywhere([](Ledger& ledger) { return ledger.tick(now + days(40)); },
                  [](const Ledger& ledger) {
                    std::set<std::pair<int, int>> steps;
                    for (const Item& item : ledger.query({.limit = 1000}))
                      steps.insert({item.rung, item.escalation});
                    EXPECT_EQ(steps.size(), 1U);
                    return steps == std::set<std::pair<int, int>>{{15, 3}};
                  });
}

}  // namespace
}  // namespace rectify::tests
