// sqlite_store.cpp: a ledger in one SQLite file. WAL, synchronous=FULL: what was committed stays.
// SPDX-License-Identifier: BSL-1.0
#include "stores/sqlite_store.hpp"

#include "stores/sqlite_reader.hpp"
#include "stores/sqlite_schema.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace rectify::stores {

namespace {

// ── is it ours? ────────────────────────────────────────────────────────────────────────────────

// The header of a SQLite file: https://www.sqlite.org/fileformat2.html, section 1.3. Read with
// plain file functions, since SQLite itself may write (recover a journal) when it opens.
enum class Kind : std::uint8_t { none, ours, older };

std::int32_t big_endian(const std::array<char, 100>& header, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = at; i < at + 4; ++i) n = n << 8U | static_cast<unsigned char>(header[i]);
  return static_cast<std::int32_t>(n);
}

Kind look_at(const std::string& path) {
  std::error_code none;
  const auto status = std::filesystem::status(path, none);
  if (status.type() == std::filesystem::file_type::none ||
      status.type() == std::filesystem::file_type::unknown)
    throw Error("store.io", path, "can't be looked at: " + none.message());
  if (!std::filesystem::exists(status)) return Kind::none;
  if (!std::filesystem::is_regular_file(status))
    throw Error("store.foreign", path, "is not a file; give the path of a ledger");
  if (std::filesystem::file_size(path, none) == 0 && !none) return Kind::none;
  std::ifstream file(path, std::ios::binary);
  std::array<char, 100> header{};
  if (!file) throw Error("store.io", path, "can't be read; look at its rights");
  const bool read = static_cast<bool>(file.read(header.data(), header.size()));
  // Power went while it was made: its first page never came to the disk, others did. SQLite takes
  // them back with the journal beside it, and nothing is left.
  const bool never_was =
      read && header == std::array<char, 100>{} && std::filesystem::exists(path + "-journal", none);
  if (never_was) return Kind::none;
  if (!read || std::string_view(header.data(), 16) != std::string_view("SQLite format 3\0", 16))
    throw Error("store.foreign", path, "is not a ledger (no SQLite file); it was left as it is");
  if (big_endian(header, 68) != application_id)
    throw Error("store.foreign", path, "is a SQLite file of another program; it was left as it is");
  const auto number = big_endian(header, 60);
  if (number > schema_number)
    throw Error("store.newer", path,
                "was written by a newer rectify (schema " + std::to_string(number) +
                    ", this one knows " + std::to_string(schema_number) +
                    "); it was left as it is: open it with that version");
  if (number == 1)
    throw Error(
        "store.older", path,
        "was written by a rectify from before its first release, which this one can't read; "
        "it was left as it is");
  if (number == 2) return Kind::older;
  if (number != schema_number)
    throw Error("store.damaged", path,
                "has the schema number " + std::to_string(number) +
                    ", which there never was; the ledger is damaged");
  return Kind::ours;
}

// What an entry was called in schema 2; empty: there was none.
std::string in_schema_2(const SchemaEntry& entry) {
  std::string sql = entry.sql;
  if (sql.find("_place ON ") != std::string::npos) return {};
  const auto without = [&](std::string_view part) {
    for (auto at = sql.find(part); at != std::string::npos; at = sql.find(part))
      sql.erase(at, part.size());
  };
  without(host_columns);
  without(", workflow, place");
  return sql;
}

void check_schema(Connection& connection, bool is_older = false) {
  auto s = connection.statement(
      "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
      "ORDER BY name");
  std::size_t n = 0;
  bool same = true;
  const auto pass_over = [&] {  // what came later than this file
    while (is_older && n < schema.size() && in_schema_2(schema[n]).empty()) ++n;
  };
  pass_over();
  while (same && s.step()) {
    same = n < schema.size() && s.text(0) == schema[n].name &&
           s.text(1) == (is_older ? in_schema_2(schema[n]) : schema[n].sql);
    if (same) ++n;
    pass_over();
  }
  if (!same || n != schema.size())
    throw Error("store.damaged", connection.path(),
                "its tables are not those of a ledger (at " +
                    std::string(n < schema.size() ? schema[n].name : "the end") +
                    "); somebody changed them: go on from the last backup");
}

const char* sql_of(std::string_view name) {
  return std::find_if(schema.begin(), schema.end(),
                      [&](const SchemaEntry& e) { return e.name == name; })
      ->sql;
}

// In a rollback journal, so that the header is in the file itself before anybody can look.
void make(Connection& connection) {
  connection.execute("PRAGMA journal_mode = DELETE");
  connection.execute("PRAGMA synchronous = FULL");
  connection.execute("BEGIN EXCLUSIVE");
  try {
    if (connection.number("PRAGMA application_id") != application_id) {
      // Tables first: an index needs its table.
      for (const bool index : {false, true})
        for (const auto& entry : schema)
          if (std::string_view(entry.sql).starts_with("CREATE INDEX") == index &&
              std::string_view(entry.name) != "item")
            connection.execute(entry.sql);
      connection.execute(sql_of("item"));
      connection.execute(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
      connection.execute(("PRAGMA user_version = " + std::to_string(schema_number)).c_str());
    }
    connection.execute("COMMIT");
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

// A file of an earlier version becomes one of this, all of it or nothing. Another process may have
// been quicker.
void bring_up(Connection& connection) {
  connection.execute("PRAGMA synchronous = FULL");
  connection.execute("BEGIN IMMEDIATE");
  try {
    if (connection.number("PRAGMA user_version") == 2) {
      check_schema(connection, true);  // before anything of a stranger's is touched
      for (const char* sql : from_schema_2) connection.execute(sql);
      for (const char* name : {"open_place", "closed_place", "item"})
        connection.execute(sql_of(name));
      connection.execute(("PRAGMA user_version = " + std::to_string(schema_number)).c_str());
    }
    connection.execute("COMMIT");
  } catch (...) {
    connection.roll_back();
    throw;
  }
  // So that an older rectify finds the new number in the file's header, and is polite.
  connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

void prepare(Connection& connection) {
  connection.execute("PRAGMA journal_mode = WAL");
  connection.execute("PRAGMA synchronous = FULL");
  connection.execute("PRAGMA cell_size_check = ON");
  connection.execute("PRAGMA temp_store = MEMORY");
  connection.execute("PRAGMA cache_size = -65536");
  connection.execute("PRAGMA wal_autocheckpoint = 4000");
}

// ── reading and writing ────────────────────────────────────────────────────────────────────────

// Connections that nobody reads with at the moment.
class Pool {
 public:
  explicit Pool(std::string path) : path_(std::move(path)) {}
  std::unique_ptr<Connection> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto connection = std::move(free_.back());
        free_.pop_back();
        return connection;
      }
    }
    auto connection = std::make_unique<Connection>(path_, Connection::If::exists);
    prepare(*connection);
    return connection;
  }
  void give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (free_.size() < 16) free_.push_back(std::move(connection));
  }

 private:
  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> free_;
};

class SqliteReader final : public SqliteAsking<Reader> {
 public:
  SqliteReader(Pool& pool, std::unique_ptr<Connection> connection)
      : SqliteAsking(*connection), pool_(pool), own_(std::move(connection)) {
    connection_.execute("BEGIN");
    // SQLite takes its snapshot with the first look into the file.
    (void)connection_.number("SELECT value FROM meta WHERE key = 'policy_event'");
  }
  ~SqliteReader() override {
    own_->roll_back();
    pool_.give_back(std::move(own_));
  }

 private:
  Pool& pool_;
  std::unique_ptr<Connection> own_;
};

class SqliteWriter final : public SqliteAsking<Writer> {
 public:
  SqliteWriter(Connection& connection, std::mutex& mutex) : SqliteAsking(connection), lock_(mutex) {
    connection_.execute("BEGIN IMMEDIATE");
  }
  ~SqliteWriter() override { connection_.roll_back(); }

  void commit(const Changes& changes) override {
    for (const auto& event : changes.events) put(event);
    for (const auto& change : changes.items) put(change);
    for (const auto& [key, by] : changes.counters) put(key, by);
    for (const auto& [day, by] : changes.due) put(day, by);
    if (changes.policy_event != 0) put("policy_event", changes.policy_event);
    if (changes.calendar_event != 0) put("calendar_event", changes.calendar_event);
    if (changes.workflow_event != 0) put("workflow_event", changes.workflow_event);
    connection_.execute("COMMIT");
  }

 private:
  void put(const char* key, std::uint64_t value) {
    connection_
        .statement(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = "
            "?2")
        .bind(std::string_view(key))
        .bind(static_cast<std::int64_t>(value))
        .run();
  }
  void put(const EventRow& event) {
    const auto seq = static_cast<std::int64_t>(event.seq);
    connection_
        .statement("INSERT INTO event (seq, item, former, record, hash) VALUES (?, ?, ?, ?, ?)")
        .bind(seq)
        .bind(event.item)
        .bind(static_cast<std::int64_t>(event.former))
        .blob(event.record.data(), event.record.size())
        .blob(event.hash.data(), event.hash.size())
        .run();
    connection_.statement("INSERT INTO command (id, event) VALUES (?, ?)")
        .bind(event.command_id)
        .bind(seq)
        .run();
  }

  void put(const Changes::ItemChange& change) {
    const ItemRow& row = change.row;
    const bool closed = row.state == Main::closed;
    const auto is = closed ? Changes::Was::closed : Changes::Was::open;
    if (change.was != Changes::Was::nowhere && change.was != is)
      connection_
          .statement(closed ? "DELETE FROM open_item WHERE id = ?"
                            : "DELETE FROM closed_item WHERE id = ?")
          .bind(row.id)
          .run();
    static const std::string columns =
        "(version, last_event, state, light, severity, unit, leader, handler, source, title, due, "
        "next_tick, changed, record, workflow, place, id)";
    static const std::string values = " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static const std::string insert_open = "INSERT INTO open_item " + columns + " VALUES" + values;
    static const std::string insert_closed =
        "INSERT INTO closed_item " + columns + " VALUES" + values;
    static const std::string update_open =
        "UPDATE open_item SET " + columns.substr(0, columns.size() - 5) +
        ") =" + values.substr(0, values.size() - 4) + ") WHERE id = ?";
    static const std::string update_closed =
        "UPDATE closed_item SET " + columns.substr(0, columns.size() - 5) +
        ") =" + values.substr(0, values.size() - 4) + ") WHERE id = ?";
    const bool update = change.was == is;
    auto s = connection_.statement(update ? (closed ? update_closed : update_open)
                                          : (closed ? insert_closed : insert_open));
    const auto day = [](const std::optional<Day>& d) -> std::optional<std::int64_t> {
      if (!d) return std::nullopt;
      return d->time_since_epoch().count();
    };
    s.bind(std::int64_t{row.version}).bind(static_cast<std::int64_t>(row.last_event));
    s.bind(name(row.state)).bind(name(row.light)).bind(static_cast<std::int64_t>(row.severity));
    s.bind(row.unit).bind(row.leader).bind(row.handler).bind(row.source).bind(row.title);
    s.bind(day(row.due).value_or(no_due)).bind(day(row.next_tick));
    s.bind(std::int64_t{row.changed.time_since_epoch().count()});
    s.blob(row.record.data(), row.record.size());
    s.bind(row.workflow).bind(row.place).bind(row.id).run();
  }

  void put(const CounterKey& key, std::int64_t by) {
    const auto with = [&](const char* sql) {
      auto s = connection_.statement(sql);
      s.bind(key.unit).bind(name(key.state)).bind(static_cast<std::int64_t>(key.severity));
      s.bind(name(key.light)).bind(by).run();
    };
    with(
        "INSERT INTO counter (unit, state, severity, light, items) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (unit, state, severity, light) DO UPDATE SET items = items + ?5");
    if (by < 0)
      with(
          "DELETE FROM counter WHERE unit = ?1 AND state = ?2 AND severity = ?3 AND light = ?4 "
          "AND items = 0 AND ?5 < 0");
  }
  void put(Day due, std::int64_t by) {
    const auto with = [&](const char* sql) {
      auto s = connection_.statement(sql);
      s.bind(std::int64_t{due.time_since_epoch().count()}).bind(by).run();
    };
    with(
        "INSERT INTO due_counter (due, items) VALUES (?1, ?2) "
        "ON CONFLICT (due) DO UPDATE SET items = items + ?2");
    if (by < 0) with("DELETE FROM due_counter WHERE due = ?1 AND items = 0 AND ?2 < 0");
  }

  std::unique_lock<std::mutex> lock_;
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const std::string& path, std::unique_ptr<Connection> connection)
      : path_(path), pool_(path), writing_(std::move(connection)) {}

  std::unique_ptr<Reader> read() override {
    return std::make_unique<SqliteReader>(pool_, pool_.take());
  }
  std::unique_ptr<Writer> write() override {
    return std::make_unique<SqliteWriter>(*writing_, mutex_);
  }
  [[nodiscard]] std::string address() const override { return path_; }

 private:
  std::string path_;
  Pool pool_;
  std::mutex mutex_;  // of writing_
  std::unique_ptr<Connection> writing_;
};

[[noreturn]] void throw_none(const std::string& path) {
  throw Error("store.none", path, "there is no ledger here; make one first");
}

}  // namespace

std::unique_ptr<Store> sqlite(const std::string& path, bool create) {
  const Kind kind = look_at(path);
  if (kind == Kind::none && !create) throw_none(path);
  auto connection = std::make_unique<Connection>(
      path, kind == Kind::none ? Connection::If::needed : Connection::If::exists);
  // A process that was killed while it made the file leaves what SQLite now takes back: nothing.
  if (kind == Kind::none || connection->number("PRAGMA page_count") == 0) {
    if (!create) throw_none(path);
    make(*connection);
  }
  if (kind == Kind::older) bring_up(*connection);
  check_schema(*connection);
  prepare(*connection);
  return std::make_unique<SqliteStore>(path, std::move(connection));
}

}  // namespace rectify::stores
