// full_disk_test.cpp: the disk is full, broken, or without power, at every single write of a day at
// the office: nothing that was answered is lost, nothing that failed has happened, and work goes on.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "stores/faulty_disk.hpp"
#include "stores/folder.hpp"
#include "stores/plain_sql.hpp"
#include "stores/year.hpp"

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

}  // namespace
}  // namespace rectify::tests
