// sqlite.cpp: SQLite's C interface as values that clean up after themselves.
// SPDX-License-Identifier: BSL-1.0
#include "stores/sqlite.hpp"

namespace rectify::stores {

namespace {

constexpr int wait_ms = 60'000;  // for another process that writes

}  // namespace

Connection::Connection(const std::string& path, If make) : path_(path) {
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (make == If::needed ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string why =
        handle_ != nullptr ? sqlite3_errmsg(handle_) : "no memory for a connection";
    sqlite3_close(handle_);
    throw Error("store.io", path_,
                "can't be opened: " + why + "; look at the folder's existence and rights");
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, wait_ms);
  // The file may be of somebody else's making: its schema is given no power.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Connection::fail(int code, std::string_view doing) const {
  const std::string why = sqlite3_errstr(code);
  const std::string detail = sqlite3_errmsg(handle_);
  const std::string what = "while " + std::string(doing) + ": " + why +
                           (detail.empty() || detail == why ? "" : " (" + detail + ")");
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Error("store.full", path_,
                  what + "; nothing was changed: make room on the disk and try again");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // no such table …
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      throw Error("store.damaged", path_,
                  what + "; the ledger is damaged: keep the file, and go on from the last backup");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(
          "store.busy", path_,
          what + "; another program has written to it for a minute: try again when it is done");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Error("store.readonly", path_,
                  what + "; nothing was changed: the file or its folder can't be written to");
    case SQLITE_NOMEM: throw std::bad_alloc();
    default:
      throw Error("store.io", path_,
                  what + "; nothing was changed: look at the disk and try again");
  }
}

void Connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

Statement Connection::statement(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return {*this, known->second};
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) fail(code, "preparing " + std::string(sql));
  statements_.emplace(sql, prepared);
  return {*this, prepared};
}

std::int64_t Connection::number(const char* sql) {
  auto s = statement(sql);
  return s.step() ? s.integer(0) : 0;
}

void Connection::roll_back() noexcept {
  // May fail only where SQLite has rolled back by itself; then there is nothing to do.
  if (in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Statement& Statement::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}
Statement& Statement::bind(std::string_view text) {
  sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(std::optional<std::int64_t> value) {
  if (value) return bind(*value);
  sqlite3_bind_null(statement_, ++bound_);
  return *this;
}
Statement& Statement::blob(const void* data, std::size_t size) {
  sqlite3_bind_blob64(statement_, ++bound_, data, size, SQLITE_STATIC);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_->fail(code, sqlite3_sql(statement_));
  return false;
}

void Statement::again() {
  sqlite3_reset(statement_);
  bound_ = 0;
}

}  // namespace rectify::stores
