// file_test.cpp: which files are taken for a ledger, what they look like to others, and what becomes
// of damaged ones.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "stores/plain_sql.hpp"
#include "stores/sqlite_schema.hpp"
#include "stores/sqlite_store.hpp"
#include "stores/year.hpp"
#include "support/folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace rectify::tests {

namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};

class File : public testing::Test {
 protected:
  Folder folder;
  std::string path = folder / "台账.rectify";

  // "made", or the code of the error.
  std::string opened(bool create = true) const {
    try {
      (void)Ledger::open(path, {.create = create});
      return "opened";
    } catch (const Error& error) {
      EXPECT_EQ(error.path(), path);
      EXPECT_NE(std::string(error.what()).find(path), std::string::npos);
      return error.code();
    }
  }
  void expect_left_alone(const std::string& code) const {
    const std::string before = bytes_of(path);
    for (const bool create : {true, false}) EXPECT_EQ(opened(create), code);
    EXPECT_EQ(bytes_of(path), before);
    for (const char* beside : {"-wal", "-shm", "-journal"})
      EXPECT_FALSE(std::filesystem::exists(path + beside)) << beside;
  }
  // A header's number, big-endian: https://www.sqlite.org/fileformat2.html, section 1.3.
  void write_header(std::size_t at, std::uint32_t value) const {
    std::string bytes = bytes_of(path);
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24U - 8U * i));
    write_bytes(path, bytes);
  }
};

TEST_F(File, IsMarkedAsOurs) {
  EXPECT_EQ(opened(), "opened");
  PlainSql sql(path);
  EXPECT_EQ(sql.text("PRAGMA application_id"), std::to_string(0x52454354));  // "RECT"
  EXPECT_EQ(sql.text("PRAGMA user_version"), "3");
  EXPECT_EQ(bytes_of(path).substr(68, 4), "RECT");
}

TEST_F(File, IsInWalModeWhoeverOpensIt) {
  EXPECT_EQ(opened(), "opened");
  EXPECT_EQ(PlainSql(path).text("PRAGMA journal_mode"), "wal");
  PlainSql(path).run("PRAGMA journal_mode = DELETE");
  EXPECT_EQ(opened(), "opened");
  EXPECT_EQ(PlainSql(path).text("PRAGMA journal_mode"), "wal");  // as soon as we have it again
}

TEST_F(File, IsOneFileOnceItIsClosed) {
  make_a_year(path);
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(path + "-shm"));
}

TEST_F(File, OfANewerRectifyIsRefusedPolitely) {
  make_a_year(path);
  write_header(60, 4);
  expect_left_alone("store.newer");
  write_header(60, 0x7fffffff);
  expect_left_alone("store.newer");
  try {
    (void)Ledger::open(path);
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("newer"), std::string::npos) << error.what();
  }
  write_header(60, 3);
  EXPECT_EQ(opened(), "opened");
}
TEST_F(File, ThatOnlySaysItIsOfAnEarlierVersionIsDamagedAndLeftAsItIs) {
  make_a_year(path);
  write_header(60, 2);
  const auto before = bytes_of(path);
  EXPECT_EQ(opened(), "store.damaged");
  EXPECT_TRUE(bytes_of(path) == before);
}
TEST_F(File, OfBeforeTheFirstReleaseIsRefusedPolitely) {
  make_a_year(path);
  write_header(60, 1);
  expect_left_alone("store.older");
}

TEST_F(File, WithASchemaNumberThatNeverWasIsDamaged) {
  make_a_year(path);
  for (const std::uint32_t number : {0U, 0xffffffffU}) {
    write_header(60, number);
    expect_left_alone("store.damaged");
  }
}

TEST_F(File, OfAnotherProgramIsLeftAlone) {
  PlainSql(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      .run("CREATE TABLE event (seq INTEGER PRIMARY KEY)");
  expect_left_alone("store.foreign");
  PlainSql(path).run("PRAGMA journal_mode = WAL; PRAGMA application_id = 252006673");
  expect_left_alone("store.foreign");
}

TEST_F(File, ThatIsNoDatabaseIsLeftAlone) {
  for (const std::string& content :
       {std::string("x"), std::string("编号,问题\n1,漏水\n"), std::string(1, '\0'),
        std::string(100, '\0'), std::string(100'000, '\xff'), std::string("SQLite format 3"),
        std::string("SQLite format 3\0", 16), std::string("SQLite format 3\0", 16) + "RECT"}) {
    write_bytes(path, content);
    expect_left_alone("store.foreign");
  }
}

TEST_F(File, ThatIsAFolderIsLeftAlone) {
  std::filesystem::create_directory(path);
  EXPECT_EQ(opened(), "store.foreign");
}

TEST_F(File, WhoseFolderIsNotThereCantBeMade) {
  path = folder / "nowhere/a.rectify";
  EXPECT_EQ(opened(), "store.io");
  EXPECT_EQ(opened(false), "store.none");
}

TEST_F(File, ThatIsNotThereIsMadeOnlyIfWished) {
  EXPECT_EQ(opened(false), "store.none");
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(opened(true), "opened");
  EXPECT_EQ(opened(false), "opened");
}

TEST_F(File, ThatIsEmptyIsMadeOnlyIfWished) {
  write_bytes(path, "");
  EXPECT_EQ(opened(false), "store.none");
  EXPECT_EQ(std::filesystem::file_size(path), 0U);
  EXPECT_EQ(opened(true), "opened");
  EXPECT_TRUE(Ledger::open(path).check().whole);
}

// Who makes a ledger may be killed between the tables and the first event: nobody has said yet with
// which policy and zone, and who only wanted to look must not.
TEST_F(File, WithoutItsFirstEventIsNoLedgerYet) {
  (void)stores::sqlite(path, true);
  EXPECT_EQ(opened(false), "store.none");
  const Ledger ledger = Ledger::open(path, {.zone = Zone{0}});
  EXPECT_EQ(ledger.zone(), Zone{0});
}

TEST_F(File, WithOtherTablesIsDamaged) {
  make_a_year(path);
  const std::string whole = bytes_of(path);
  for (const std::string change :
       {"CREATE TABLE more (x)", "DROP INDEX open_due", "DROP TABLE due_counter", "DROP VIEW item",
        "ALTER TABLE meta ADD COLUMN more INTEGER",
        "ALTER TABLE event RENAME COLUMN former TO before",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM command; END",
        "CREATE VIEW v AS SELECT * FROM event",
        "DROP INDEX open_due; CREATE INDEX open_due ON "
        "open_item (id)"}) {
    write_bytes(path, whole);
    PlainSql(path).run(change);
    const std::string before = bytes_of(path);
    EXPECT_EQ(opened(), "store.damaged") << change;
    EXPECT_EQ(bytes_of(path), before) << change;
  }
}

TEST_F(File, KeepsEverythingWhenItIsReopened) {
  make_a_year(path);
  const std::string before = all_answers(Ledger::open(path));
  EXPECT_EQ(all_answers(Ledger::open(path, {.zone = Zone{0}, .policy = Policy{}})), before);
  const Answer answer = Ledger::open(path).apply({.actor = clerk, .body = Report{.title = "漏水"}});
  EXPECT_TRUE(answer.accepted);
  EXPECT_NE(all_answers(Ledger::open(path)), before);
  EXPECT_EQ(Ledger::open(path).find(answer.item)->title, "漏水");
}

TEST_F(File, CanBeReadAsAListByAnyTool) {
  make_a_year(path);
  const Ledger ledger = Ledger::open(path);
  PlainSql sql(path, SQLITE_OPEN_READONLY);
  const auto ids = sql.texts("SELECT number FROM item ORDER BY number");
  const auto titles = sql.texts("SELECT title FROM item ORDER BY number");
  const auto states = sql.texts("SELECT state FROM item ORDER BY number");
  const auto due = sql.texts("SELECT due FROM item ORDER BY number");
  std::size_t n = 0;
  for (const Item& item : ledger.query({.limit = 1000})) {
    ASSERT_LT(n, ids.size());
    EXPECT_EQ(ids[n], std::to_string(item.id));
    EXPECT_EQ(titles[n], item.title);
    EXPECT_EQ(states[n], name(item.state.main));
    EXPECT_EQ(due[n], rectify::due(item) ? write_day(*rectify::due(item)) : "NULL");
    ++n;
  }
  EXPECT_EQ(n, ids.size());
}

TEST_F(File, ThatMayOnlyBeReadIsToldOrReadAndNeverChanged) {
  make_a_year(path);
  const std::string before = bytes_of(path);
  ASSERT_EQ(chmod(path.c_str(), 0444), 0);
  if (access(path.c_str(), W_OK) != 0) {  // root may write whatever the rights say
    try {
      Ledger ledger = Ledger::open(path);
      EXPECT_THROW(ledger.apply({.actor = clerk, .body = Report{.title = "漏水"}}), Error);
    } catch (const Error& error) {
      EXPECT_TRUE(error.code() == "store.readonly" || error.code() == "store.io") << error.what();
    }
  }
  EXPECT_EQ(bytes_of(path), before);
  ASSERT_EQ(chmod(path.c_str(), 0000), 0);
  if (access(path.c_str(), R_OK) != 0) {
    EXPECT_EQ(opened(), "store.io");
  }
}

TEST_F(File, CutAnywhereIsFound) {
  make_a_year(path);
  const std::string whole = bytes_of(path);
  for (std::size_t size = 1; size < whole.size(); size += 1 + size / 3) {
    write_bytes(path, whole.substr(0, size));
    try {
      EXPECT_FALSE(Ledger::open(path, {.create = false}).check().whole) << size;
    } catch (const Error& error) {
      EXPECT_TRUE(error.code() == "store.damaged" || error.code() == "store.foreign")
          << error.what();
    }
  }
}

// Some bytes of a file mean nothing: those may change, and then every answer is as before.
TEST_F(File, WithAnyBytesChangedIsFoundOrAnswersAsBefore) {
  make_a_year(path);
  const std::string whole = bytes_of(path);
  const std::string answers = all_answers(Ledger::open(path));
  const auto indexes =
      PlainSql(path).texts("SELECT rootpage FROM sqlite_schema WHERE type = 'index'");
  const auto page = std::stoul(PlainSql(path).text("PRAGMA page_size"));
  support::Dice dice(19);
  const auto any_place = [&](int n) {
    if (n % 5 == 0) return dice.below(100);  // of the header
    if (n % 5 > 2) return dice.below(whole.size());
    // Of an index, whose entries stand at the end of its page.
    return std::stoul(indexes[dice.below(indexes.size())]) * page - 1 - dice.below(400);
  };
  int found = 0, same = 0;
  for (int n = 0; n < 400; ++n) {
    std::string damaged = whole;
    for (std::size_t i = 1 + dice.below(n % 3 == 0 ? 20 : 1); i > 0; --i) {
      const std::size_t at = any_place(n);
      damaged[at] = static_cast<char>(dice.roll());
    }
    write_bytes(path, damaged);
    for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(path + beside);
    try {
      const Ledger ledger = Ledger::open(path, {.create = false});
      if (!ledger.check().whole) {
        ++found;
        (void)all_answers(ledger);  // whatever they are
        continue;
      }
      ++same;
      EXPECT_EQ(all_answers(ledger), answers) << "in change " << n;
    } catch (const Error&) {
      ++found;
    }
  }
  EXPECT_GT(found, 150);
  EXPECT_GT(same, 20);
}

}  // namespace
}  // namespace rectify::tests
