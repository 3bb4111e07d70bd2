// plain_sql.hpp: a ledger's file as any other program sees it: SQLite and nothing of ours.
//
//     PlainSql sql(path);
//     sql.run("UPDATE event SET item = 7 WHERE seq = 2");
//     EXPECT_EQ(sql.text("PRAGMA journal_mode"), "wal");
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace rectify::tests {

class PlainSql {
 public:
  explicit PlainSql(const std::string& path, int flags = SQLITE_OPEN_READWRITE) {
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) fail(path);
    run("PRAGMA synchronous = OFF");  // of this connection: nobody pulls the plug here
  }
  PlainSql(const PlainSql&) = delete;
  PlainSql& operator=(const PlainSql&) = delete;
  ~PlainSql() { sqlite3_close(handle_); }

  void run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }
  // The first column of each row, as text.
  std::vector<std::string> texts(const std::string& sql, int column = 0) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(sql);
    std::vector<std::string> all;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      all.emplace_back(text == nullptr ? "NULL" : text);
    }
    if (sqlite3_finalize(statement) != SQLITE_OK) fail(sql);
    return all;
  }
  std::string text(const std::string& sql) {
    const auto all = texts(sql);
    return all.empty() ? "nothing" : all.front();
  }
  [[nodiscard]] int changed() const { return sqlite3_changes(handle_); }

 private:
  void fail(const std::string& doing) {
    throw std::runtime_error(doing + ": " + sqlite3_errmsg(handle_));
  }
  sqlite3* handle_ = nullptr;
};

}  // namespace rectify::tests
