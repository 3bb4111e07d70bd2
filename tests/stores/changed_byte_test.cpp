// changed_byte_test.cpp: whatever somebody changes in a ledger's tables, its proof finds it and says
// where.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "stores/plain_sql.hpp"
#include "stores/year.hpp"
#include "support/folder.hpp"

namespace rectify::tests {

namespace {

const std::vector<std::string> tables{"event",   "command",     "open_item", "closed_item",
                                      "counter", "due_counter", "meta"};

// What a value of a column may be changed into, whatever it is: SQL of that row.
std::vector<std::string> other_values(const std::string& column, const std::string& type,
                                      bool nullable) {
  std::vector<std::string> values;
  if (type == "INTEGER")
    values = {
        column + " + 1",
        column + " + 4294967296",  // whose lower 32 bits are the same
        "-" + column + " - 1",    "9223372036854775807", "-9223372036854775807 - 1", "9999999"};
  else if (type == "TEXT")
    values = {column + " || 'x'",
              "'x' || " + column,
              column + " || char(0)",
              "'closed'",
              "'red'",
              "'found'",
              "upper(" + column + ") || ' '"};
  else  // the last byte, the first, one less, one more, none; well-formed, of a newer rectify
    values = {"CAST(substr(" + column + ", 1, length(" + column + ") - 1) || x'5a' AS BLOB)",
              "CAST(x'5a' || substr(" + column + ", 2) AS BLOB)",
              "substr(" + column + ", 1, length(" + column + ") - 1)",
              "CAST(" + column + " || x'00' AS BLOB)", "x''"};
  if (nullable) values.push_back("CASE WHEN " + column + " IS NULL THEN 17000 END");
  return values;
}

class ChangedByte : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    make_a_year(*folder_ / "whole.rectify");
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::string whole() { return *folder_ / "whole.rectify"; }
  // What the proof of a copy says after `sql`; an Error when it is opened says the same.
  static Verification proof_after(const std::string& sql, bool& changed) {
    const std::string path = *folder_ / "copy.rectify";
    write_bytes(path, bytes_of(whole()));
    {
      PlainSql copy(path);
      copy.run(sql);
      changed = copy.changed() != 0;
    }
    return Ledger::open(path, {.create = false}).check();
  }
  static void expect_found(const std::string& table, const std::string& sql,
                           const std::string& column = "") {
    bool changed = false;
    Verification proof;
    try {
      proof = proof_after(sql, changed);
    } catch (const Error& error) {  // the chain's end is looked at when the ledger is opened
      EXPECT_EQ(table, "event") << sql << ": " << error.what();
      EXPECT_EQ(error.code(), "store.damaged") << sql;
      return;
    }
    ASSERT_TRUE(changed) << sql;
    EXPECT_FALSE(proof.whole) << sql;
    EXPECT_NE(proof.flaw, "") << sql;
    const bool at_event = table == "event" || table == "command";
    if (!column.empty() && proof.flaw.find("in the column") != std::string::npos) {
      EXPECT_TRUE(proof.flaw.ends_with("in the column " + column)) << sql << ": " << proof.flaw;
    }
    if (proof.flaw.find("too many") != std::string::npos) return;  // a row with no place at all
    EXPECT_TRUE(!at_event || proof.seq != 0) << sql << ": " << proof.flaw;
    EXPECT_TRUE(!table.ends_with("_item") || proof.item != 0) << sql << ": " << proof.flaw;
  }
  // Names a row in the middle: the last event and the first are looked at when a ledger is opened.
  static std::string some_row(const std::string& table) {
    const std::string key = table == "event"         ? "seq"
                            : table == "due_counter" ? "due"
                            : table == "meta"        ? "key"
                            : table == "counter"     ? "unit || state || severity || light"
                                                     : "id";
    return key + " = (SELECT " + key + " FROM " + table + " ORDER BY " + key +
           " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM " + table + "))";
  }

  static std::unique_ptr<Folder> folder_;
};
std::unique_ptr<Folder> ChangedByte::folder_;

TEST_F(ChangedByte, IsFoundInEveryColumnOfEveryTable) {
  PlainSql sql(whole());
  ASSERT_EQ(sql.texts("SELECT name FROM sqlite_schema WHERE type = 'table'").size(), tables.size());
  std::size_t columns = 0;
  for (const auto& table : tables) {
    const auto names = sql.texts("PRAGMA table_info(" + table + ")", 1);
    const auto types = sql.texts("PRAGMA table_info(" + table + ")", 2);
    const auto needed = sql.texts("PRAGMA table_info(" + table + ")", 3);
    const auto keys = sql.texts("PRAGMA table_info(" + table + ")", 5);
    for (std::size_t i = 0; i < names.size(); ++i, ++columns)
      for (const auto& value : other_values(names[i], types[i], needed[i] + keys[i] == "00")) {
        const std::string where = some_row(table);
        const std::string set = "UPDATE OR REPLACE " + table + " SET " + names[i] + " = " + value;
        if (sql.text("SELECT (" + value + ") IS " + names[i] + " FROM " + table + " WHERE " +
                     where) == "1")
          continue;  // the same value
        expect_found(table, set + " WHERE " + where, names[i]);
        if (HasFatalFailure()) return;
      }
  }
  EXPECT_EQ(columns, 50U);
}

TEST_F(ChangedByte, IsFoundInEachEventAndItem) {
  PlainSql sql(whole());
  const auto last = std::stoi(sql.text("SELECT max(seq) FROM event"));
  for (int seq = 2; seq < last; seq += 3) {
    bool changed = false;
    const auto proof = proof_after(
        "UPDATE event SET record = CAST(record || x'' AS BLOB), hash = zeroblob(32) WHERE seq = " +
            std::to_string(seq),
        changed);
    EXPECT_FALSE(proof.whole);
    EXPECT_EQ(proof.seq, static_cast<std::uint64_t>(seq)) << proof.flaw;
  }
  for (const std::string table : {"open_item", "closed_item"})
    for (const auto& id : sql.texts("SELECT id FROM " + table)) {
      bool changed = false;
      const auto proof =
          proof_after("UPDATE " + table + " SET title = title || ' ' WHERE id = " + id, changed);
      EXPECT_FALSE(proof.whole);
      EXPECT_EQ(std::to_string(proof.item), id) << proof.flaw;
      EXPECT_NE(proof.flaw.find("title"), std::string::npos) << proof.flaw;
    }
}

TEST_F(ChangedByte, AMissingRowIsFoundInEveryTable) {
  for (const auto& table : tables)
    expect_found(table, "DELETE FROM " + table + " WHERE " + some_row(table));
}

TEST_F(ChangedByte, AnAddedRowIsFoundInEveryTable) {
  bool changed = false;
  for (const std::string sql :
       {"INSERT INTO command VALUES ('一个没有用过的编号', 2)",
        "INSERT INTO counter VALUES ('无此单位', 'found', 0, 'grey', 1)",
        "INSERT INTO counter VALUES ('无此单位', 'found', 0, 'grey', 0)",
        "INSERT INTO due_counter VALUES (17000, 0)", "INSERT INTO meta VALUES ('another', 1)",
        "INSERT INTO open_item SELECT 1000 + id, version, last_event, state, light, severity, "
        "unit, "
        "leader, handler, source, title, due, next_tick, changed, record, workflow, place FROM "
        "open_item LIMIT 1",
        "INSERT INTO open_item SELECT -id, version, last_event, state, light, severity, unit, "
        "leader, "
        "handler, source, title, due, next_tick, changed, record, workflow, place FROM open_item "
        "LIMIT 1",
        "INSERT INTO event SELECT -seq, item, former, record, hash FROM event WHERE seq = 3",
        "INSERT INTO open_item SELECT * FROM closed_item LIMIT 1",
        "INSERT INTO closed_item SELECT * FROM open_item LIMIT 1",
        "INSERT INTO event SELECT 1000 + seq, item, former, record, hash FROM event WHERE seq = 3"})
    try {
      const auto proof = proof_after(sql, changed);
      EXPECT_FALSE(proof.whole) << sql;
      EXPECT_TRUE(changed);
    } catch (const Error& error) {  // the last event is looked at when the ledger is opened
      EXPECT_EQ(error.code(), "store.damaged") << sql;
    }
}

TEST_F(ChangedByte, SwappedRecordsAreFound) {
  expect_found("event",
               "UPDATE event SET (record, hash) = (SELECT record, hash FROM event AS other WHERE "
               "other.seq = 11 - event.seq) WHERE seq IN (5, 6)");
  expect_found("open_item",
               "UPDATE open_item SET record = (SELECT record FROM open_item AS other WHERE "
               "other.id <> open_item.id LIMIT 1) WHERE id = (SELECT min(id) FROM open_item)");
}

TEST_F(ChangedByte, AtTheEndOfTheChainIsFoundWhenTheLedgerIsOpened) {
  for (const std::string column : {"record", "hash"}) {
    bool changed = false;
    EXPECT_THROW(proof_after("UPDATE event SET " + column + " = CAST(x'00' || substr(" + column +
                                 ", 2) AS BLOB) WHERE seq = (SELECT max(seq) FROM event)",
                             changed),
                 Error);
  }
}

// Found is not enough: the ledger's other answers say nothing for certain, but none may crash.
TEST_F(ChangedByte, NeverMakesAnAnswerCrash) {
  for (const std::string value : {"9223372036854775807", "-9223372036854775807 - 1"})
    for (const std::string column :
         {"version", "last_event", "severity", "due", "next_tick", "changed"}) {
      const std::string path = *folder_ / "copy.rectify";
      write_bytes(path, bytes_of(whole()));
      PlainSql(path).run("UPDATE open_item SET " + column + " = " + value);
      PlainSql(path).run("UPDATE due_counter SET due = " + value + " WHERE " +
                         some_row("due_counter"));
      try {
        Ledger ledger = Ledger::open(path, {.create = false});
        EXPECT_FALSE(ledger.check().whole);
        (void)all_answers(ledger);
        (void)ledger.tick(ledger.now());
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), "store.damaged") << column;
      }
    }
}

}  // namespace
}  // namespace rectify::tests
