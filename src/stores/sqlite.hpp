// sqlite.hpp: SQLite's C interface as values that clean up after themselves.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace rectify::stores {

class Connection;

// A prepared statement in use: bound left to right, stepped, and reset when it goes.
class Statement {
 public:
  Statement(Connection& connection, sqlite3_stmt* statement)
      : connection_(&connection), statement_(statement) {}
  Statement(Statement&& other) noexcept
      : connection_(other.connection_),
        statement_(std::exchange(other.statement_, nullptr)),
        bound_(other.bound_) {}
  Statement& operator=(Statement&&) = delete;
  ~Statement() {
    if (statement_ != nullptr) {
      sqlite3_reset(statement_);  // its result repeats that of the step before
      sqlite3_clear_bindings(statement_);
    }
  }

  // Texts and blobs must live until the statement has been stepped.
  Statement& bind(std::int64_t value);
  Statement& bind(std::string_view text);
  Statement& bind(std::optional<std::int64_t> value);
  Statement& blob(const void* data, std::size_t size);
  Statement& skip(int parameter) {  // the next one bound is behind this one
    bound_ = parameter;
    return *this;
  }

  bool step();  // true: there is a row
  void run() {
    while (step()) {
    }
  }
  // For the next row of values.
  void again();

  [[nodiscard]] std::int64_t integer(int column) const {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] bool null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::string_view text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data == nullptr ? "" : data,
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  [[nodiscard]] std::string_view bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {data == nullptr ? "" : data,
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  Connection* connection_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

class Connection {
 public:
  enum class If : bool { exists, needed };  // needed: the file is made
  Connection(const std::string& path, If);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Prepared once for each text.
  Statement statement(std::string_view sql);
  void execute(const char* sql);
  [[nodiscard]] std::int64_t number(const char* sql);
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  void roll_back() noexcept;

  // Throws the Error that belongs to a result code.
  [[noreturn]] void fail(int code, std::string_view doing) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const {
      return std::hash<std::string_view>{}(sql);
    }
  };
  std::unordered_map<std::string, sqlite3_stmt*, Hash, std::equal_to<>> statements_;
};

}  // namespace rectify::stores
