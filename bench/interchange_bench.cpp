// interchange_bench.cpp: a whole ledger out and in, against a plain sqlite3 program that dumps or copies
// the rows; and the memory that it takes. SPDX-License-Identifier: BSL-1.0
#include "stage.hpp"
#include "turns.hpp"

#include <rectify/interchange.hpp>

#include <sqlite3.h>

#include <fstream>
#include <memory>
#include <stdexcept>

namespace {

using namespace rectify;

constexpr ItemId items = 10'000;  // about 90,000 events

std::string ledger_path(ItemId all = items) { return stage::ledger(all, all / 4); }
std::string beside(const std::string& name) { return (stage::folder() / name).string(); }
void drop(const std::string& path) {
  for (const char* tail : {"", "-wal", "-shm"}) stage::fs::remove(path + tail);
}

// ── ours ───────────────────────────────────────────────────────────────────────────────────────

template <class Write>
std::uint64_t out(const std::string& from, const std::string& to, Write write) {
  const Ledger ledger = Ledger::open(from, {.create = false});
  std::ofstream file(to, std::ios::binary);
  write(ledger, [&](std::string_view bytes) { file << bytes; });
  return ledger.counters().events;
}
std::uint64_t out(const std::string& from, const std::string& to, Format format) {
  return out(from, to,
             [&](const Ledger& ledger, Sink sink) { export_events(ledger, sink, format); });
}
void in(const std::string& from, const std::string& to) {
  drop(to);
  std::ifstream file(from, std::ios::binary);
  const Imported done = import_events(
      [&](char* into, std::size_t most) {
        file.read(into, static_cast<std::streamsize>(most));
        return file.gcount();
      },
      to);
  if (!done.ledger) throw std::runtime_error(text(*done.refusal, Lang::en));
}

// ── the peer: SQL and nothing else ─────────────────────────────────────────────────────────────

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
Database open(const std::string& path) {
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  return {db, sqlite3_close};
}
void run(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
}
// Events as INSERTs with hex, as `sqlite3 .dump` writes them.
void dump(const std::string& from, const std::string& to) {
  const Database db = open(from);
  std::ofstream file(to, std::ios::binary);
  sqlite3_stmt* rows = nullptr;
  sqlite3_prepare_v2(db.get(),
                     "SELECT seq, item, former, quote(record), quote(hash) FROM event ORDER BY seq",
                     -1, &rows, nullptr);
  const auto column = [&](int c) {
    return reinterpret_cast<const char*>(sqlite3_column_text(rows, c));
  };
  while (sqlite3_step(rows) == SQLITE_ROW)
    file << "INSERT INTO event VALUES(" << column(0) << ',' << column(1) << ',' << column(2) << ','
         << column(3) << ',' << column(4) << ");\n";
  sqlite3_finalize(rows);
}
// All tables and indexes, in one transaction: no look at any row.
void copy(const std::string& from, const std::string& to) {
  drop(to);
  const Database db = open(to);
  run(db.get(), "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  run(db.get(), "ATTACH '" + from + "' AS theirs");
  run(db.get(), "BEGIN");
  for (const char* kind : {"table", "index"}) {
    std::string sql;
    sqlite3_exec(
        db.get(),
        (std::string(
             "SELECT sql, name FROM theirs.sqlite_schema WHERE sql IS NOT NULL AND type = '") +
         kind + "'")
            .c_str(),
        [](void* all, int, char** row, char**) {
          auto& into = *static_cast<std::string*>(all);
          into.append(row[0]).append(";");
          if (std::string_view(row[0]).starts_with("CREATE TABLE"))
            into.append("INSERT INTO ")
                .append(row[1])
                .append(" SELECT * FROM theirs.")
                .append(row[1])
                .append(";");
          return 0;
        },
        &sql, nullptr);
    run(db.get(), sql);
  }
  run(db.get(), "COMMIT");
}

// ── the races ──────────────────────────────────────────────────────────────────────────────────

void Out(benchmark::State& state, Format format) {
  const std::string from = ledger_path(), to = beside("out");
  Turns turns;
  std::uint64_t events = 0;
  for (auto _ : state) {
    turns.ours([&] { events = out(from, to, format); });
    turns.peer([&] { dump(from, beside("dump")); });
  }
  turns.tell(state, static_cast<double>(events));
  state.counters["events"] = static_cast<double>(events);
  state.counters["MB"] = static_cast<double>(stage::fs::file_size(to)) / 1e6;
}
void In(benchmark::State& state, Format format) {
  const std::string from = ledger_path(), exported = beside("in");
  const std::uint64_t events = out(from, exported, format);
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] { in(exported, beside("imported.rectify")); });
    turns.peer([&] { copy(from, beside("copied.rectify")); });
  }
  turns.tell(state, static_cast<double>(events));
}
void Mining(benchmark::State& state, void (*write)(const Ledger&, Sink, Told)) {
  const std::string from = ledger_path();
  Turns turns;
  std::uint64_t events = 0;
  for (auto _ : state) {
    turns.ours([&] {
      events = out(from, beside("mining"),
                   [&](const Ledger& ledger, Sink sink) { write(ledger, sink, {}); });
    });
    turns.peer([&] { dump(from, beside("dump")); });
  }
  turns.tell(state, static_cast<double>(events));
}
BENCHMARK_CAPTURE(Out, json, Format::json)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Out, protobuf, Format::protobuf)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(In, json, Format::json)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(In, protobuf, Format::protobuf)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Mining, xes, export_xes)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Mining, ocel, export_ocel)->Iterations(3)->Unit(benchmark::kMillisecond);

// ── memory ─────────────────────────────────────────────────────────────────────────────────────

// The most that the process had, in MiB, while it acted: VmHWM of /proc, set back before.
template <class Act>
double most_memory(Act act) {
  std::ofstream("/proc/self/clear_refs") << "5";
  act();
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      double kib = 0;
      status >> kib;
      return kib / 1024;
    }
  return 0;
}
void Memory(benchmark::State& state) {
  const auto all = static_cast<ItemId>(state.range(0));
  const std::string from = ledger_path(all), exported = beside("in");
  for (auto _ : state) {
    state.counters["out_MiB"] = most_memory(
        [&] { state.counters["events"] = static_cast<double>(out(from, exported, Format::json)); });
    state.counters["in_MiB"] = most_memory([&] { in(exported, beside("imported.rectify")); });
  }
}
BENCHMARK(Memory)->Arg(1'000)->Arg(10'000)->Arg(40'000)->Iterations(1)->Unit(
    benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
