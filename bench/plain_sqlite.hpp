// plain_sqlite.hpp: the peer: a plain sqlite3 program that writes the very rows that a ledger wrote.
//
//     Plain plain(copy_of_the_ledger, ledger_path);
//     ledger.apply(commands);
//     plain.look(commands);    // reads those rows; not timed
//     plain.write();           // one transaction: events, command ids, items, counters
//
// Same tables, indexes and pragmas (it works on a copy of the ledger's file), prepared statements,
// and nothing else: no rules, no reading, no encoding, no hashing. SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/command.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

class Plain {
 public:
  Plain(const std::string& own, const std::string& ledger) {
    check(sqlite3_open(own.c_str(), &own_), own_);
    check(sqlite3_open(ledger.c_str(), &theirs_), theirs_);
    for (const char* pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 4000"})
      check(sqlite3_exec(own_, pragma, nullptr, nullptr, nullptr), own_);

    auto* all = prepare(theirs_, "SELECT * FROM open_item");
    for (int c = 0; c < sqlite3_column_count(all); ++c)
      names_.push_back(sqlite3_column_name(all, c));
    std::string set, marks;
    for (std::size_t c = 1; c < names_.size(); ++c)
      set += (c == 1 ? "" : ", ") + names_[c] + " = ?" + std::to_string(c + 1);
    for (std::size_t c = 0; c < names_.size(); ++c) marks += c == 0 ? "?" : ", ?";
    for (const bool closed : {false, true}) {
      const std::string table = closed ? "closed_item" : "open_item";
      select_[closed] = prepare(theirs_, "SELECT * FROM " + table + " WHERE id = ?");
      insert_[closed] = prepare(own_, "INSERT INTO " + table + " VALUES (" + marks + ")");
      update_[closed] = prepare(own_, "UPDATE " + table + " SET " + set + " WHERE id = ?1");
      erase_[closed] = prepare(own_, "DELETE FROM " + table + " WHERE id = ?");
    }
    begin_ = prepare(own_, "BEGIN IMMEDIATE");
    commit_ = prepare(own_, "COMMIT");
    event_ =
        prepare(own_, "INSERT INTO event (seq, item, former, record, hash) VALUES (?,?,?,?,?)");
    command_ = prepare(own_, "INSERT INTO command (id, event) VALUES (?, ?)");
    count_ = prepare(own_,
                     "INSERT INTO counter (unit, state, severity, light, items) "
                     "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (unit, state, severity, light) "
                     "DO UPDATE SET items = items + ?5");
    count_due_ = prepare(own_,
                         "INSERT INTO due_counter (due, items) VALUES (?1, ?2) "
                         "ON CONFLICT (due) DO UPDATE SET items = items + ?2");
    events_ = prepare(theirs_,
                      "SELECT seq, item, former, record, hash FROM event WHERE seq > ? ORDER BY 1");
    auto* newest = prepare(own_, "SELECT max(seq) FROM event");
    sqlite3_step(newest);
    seq_ = sqlite3_column_int64(newest, 0);
    finish(newest);
    while (sqlite3_step(all) == SQLITE_ROW) {
      const auto row = cells(all);
      known_[row[0].number] = key(row, false);
    }
    finish(all);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  ~Plain() {
    for (auto* s : statements_) sqlite3_finalize(s);
    sqlite3_close(own_);
    sqlite3_close(theirs_);
  }

  // Takes the rows that the ledger made of these commands, all of which it accepted.
  void look(const std::vector<rectify::Command>& commands) {
    new_events_.clear(), new_items_.clear(), counters_.clear(), dues_.clear(), ids_.clear();
    std::set<std::int64_t> touched;
    sqlite3_bind_int64(events_, 1, seq_);
    while (sqlite3_step(events_) == SQLITE_ROW) {
      new_events_.push_back(cells(events_));
      touched.insert(new_events_.back()[1].number);
    }
    sqlite3_reset(events_);
    if (new_events_.size() != commands.size()) throw std::logic_error("plain: another writer");
    for (const auto& command : commands) ids_.push_back(command.id);
    seq_ = new_events_.back()[0].number;
    for (const auto id : touched)
      for (const bool closed : {false, true}) {
        sqlite3_bind_int64(select_[closed], 1, id);
        if (sqlite3_step(select_[closed]) == SQLITE_ROW) {
          NewItem item{cells(select_[closed]), closed, known_.count(id) != 0};
          const Key now = key(item.row, closed);
          if (item.was_open) count(known_[id], -1);
          count(now, 1);
          if (closed)
            known_.erase(id);
          else
            known_[id] = now;
          new_items_.push_back(std::move(item));
        }
        sqlite3_reset(select_[closed]);
      }
    std::erase_if(counters_, [](const auto& c) { return c.second == 0; });
    std::erase_if(dues_, [](const auto& c) { return c.second == 0; });
  }

  void write() {
    run(begin_);
    for (std::size_t i = 0; i < new_events_.size(); ++i) {
      bind(event_, new_events_[i]);
      run(event_);
      text(command_, 1, ids_[i]);
      sqlite3_bind_int64(command_, 2, new_events_[i][0].number);
      run(command_);
    }
    for (const auto& item : new_items_) {
      if (item.was_open && item.closed) {
        sqlite3_bind_int64(erase_[0], 1, item.row[0].number);
        run(erase_[0]);
      }
      auto* s = item.was_open && !item.closed ? update_[0] : insert_[item.closed];
      bind(s, item.row);
      run(s);
    }
    for (const auto& [k, by] : counters_) {
      text(count_, 1, std::get<0>(k)), text(count_, 2, std::get<1>(k));
      sqlite3_bind_int64(count_, 3, std::get<2>(k));
      text(count_, 4, std::get<3>(k));
      sqlite3_bind_int64(count_, 5, by);
      run(count_);
    }
    for (const auto& [due, by] : dues_) {
      sqlite3_bind_int64(count_due_, 1, due), sqlite3_bind_int64(count_due_, 2, by);
      run(count_due_);
    }
    run(commit_);
  }

 private:
  struct Cell {
    int type = SQLITE_NULL;
    std::int64_t number = 0;
    std::string bytes{};
  };
  using Row = std::vector<Cell>;
  struct NewItem {
    Row row;
    bool closed = false, was_open = false;
  };
  struct Key {
    std::tuple<std::string, std::string, std::int64_t, std::string> counter{};
    std::int64_t due = 0;
    bool in_hand = false;
  };

  static void check(int code, sqlite3* db) {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("plain: ") + sqlite3_errmsg(db));
  }
  sqlite3_stmt* prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* s = nullptr;
    check(sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr), db);
    statements_.push_back(s);
    return s;
  }
  void finish(sqlite3_stmt* s) {
    statements_.erase(std::find(statements_.begin(), statements_.end(), s));
    sqlite3_finalize(s);
  }
  void run(sqlite3_stmt* s) {
    if (sqlite3_step(s) != SQLITE_DONE)
      throw std::runtime_error(std::string("plain: ") + sqlite3_errmsg(own_));
    sqlite3_reset(s);
  }
  static void text(sqlite3_stmt* s, int at, const std::string& t) {
    sqlite3_bind_text(s, at, t.data(), static_cast<int>(t.size()), SQLITE_STATIC);
  }
  static void bind(sqlite3_stmt* s, const Row& row) {
    for (int c = 0; c < static_cast<int>(row.size()); ++c) {
      const Cell& cell = row[static_cast<std::size_t>(c)];
      const int at = c + 1, size = static_cast<int>(cell.bytes.size());
      if (cell.type == SQLITE_INTEGER)
        sqlite3_bind_int64(s, at, cell.number);
      else if (cell.type == SQLITE_TEXT)
        sqlite3_bind_text(s, at, cell.bytes.data(), size, SQLITE_STATIC);
      else if (cell.type == SQLITE_BLOB)
        sqlite3_bind_blob(s, at, cell.bytes.data(), size, SQLITE_STATIC);
      else
        sqlite3_bind_null(s, at);
    }
  }
  static Row cells(sqlite3_stmt* s) {
    Row row(static_cast<std::size_t>(sqlite3_column_count(s)));
    for (int c = 0; c < static_cast<int>(row.size()); ++c) {
      Cell& cell = row[static_cast<std::size_t>(c)];
      cell.type = sqlite3_column_type(s, c);
      if (cell.type == SQLITE_INTEGER)
        cell.number = sqlite3_column_int64(s, c);
      else if (cell.type != SQLITE_NULL)
        cell.bytes.assign(static_cast<const char*>(sqlite3_column_blob(s, c)),
                          static_cast<std::size_t>(sqlite3_column_bytes(s, c)));
    }
    return row;
  }
  [[nodiscard]] const Cell& cell(const Row& row, std::string_view name) const {
    for (std::size_t c = 0; c < names_.size(); ++c)
      if (names_[c] == name) return row[c];
    throw std::logic_error("plain: no column " + std::string(name));
  }
  [[nodiscard]] Key key(const Row& row, bool closed) const {
    const std::string& state = cell(row, "state").bytes;
    return {
        {cell(row, "unit").bytes, state, cell(row, "severity").number, cell(row, "light").bytes},
        cell(row, "due").number,
        !closed && state != "found" && state != "verified" && cell(row, "due").number < 9999999};
  }
  void count(const Key& k, std::int64_t by) {
    counters_[k.counter] += by;
    if (k.in_hand) dues_[k.due] += by;
  }

  sqlite3 *own_ = nullptr, *theirs_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_stmt *select_[2]{}, *insert_[2]{}, *update_[2]{}, *erase_[2]{};
  sqlite3_stmt *begin_{}, *commit_{}, *event_{}, *command_{}, *count_{}, *count_due_{}, *events_{};
  std::vector<std::string> names_;
  std::int64_t seq_ = 0;
  std::unordered_map<std::int64_t, Key> known_;
  std::vector<Row> new_events_;
  std::vector<NewItem> new_items_;
  std::vector<std::string> ids_;
  std::map<std::tuple<std::string, std::string, std::int64_t, std::string>, std::int64_t> counters_;
  std::map<std::int64_t, std::int64_t> dues_;
};
