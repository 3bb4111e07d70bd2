// c_bench.cpp: the C interface against C++, on one ledger in turns.
//
// The peer is given what a C++ host has. `Values`: commands and items as structs, so that what protobuf
// costs is ours alone. `Bytes`: the same bytes in and out with decode and encode, so that the ratio is
// what the boundary itself costs. Below 1 we are faster. SPDX-License-Identifier: BSL-1.0
#include "rectify.h"

#include "boundary.hpp"
#include "stage.hpp"
#include "turns.hpp"

#include <cstring>

namespace {

using namespace rectify;

enum class Peer { values, bytes };

void must(rectify_status status) {
  if (status != RECTIFY_OK) throw std::logic_error("the C interface did not do it");
}

// A ledger with the shape of a district's list, and the handle that C has of it.
struct Office {
  explicit Office(const std::string& where) {
    must(rectify_open(where.data(), where.size(), nullptr, &handle, nullptr));
    support::make(ledger(), {.items = 2'000, .open = 500, .seed = 1});
    district = std::make_unique<support::District>(
        ledger(), support::Plan{.items = 1'000'000'000, .open = 500, .seed = 7});
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;
  ~Office() { rectify_close(&handle); }
  [[nodiscard]] Ledger& ledger() const { return handle->ledger; }

  rectify_ledger* handle = nullptr;
  std::unique_ptr<support::District> district;
};

// What comes out of C is looked at and freed, as a host does.
template <class Call>
void asked(Call call) {
  char* out = nullptr;
  std::size_t size = 0;
  rectify_error* error = nullptr;
  must(call(&out, &size, &error));
  benchmark::DoNotOptimize(out[size]);
  rectify_free(out);
}
template <class T>
void keep(const T& value) {
  benchmark::DoNotOptimize(value);
}

// ── a command ──────────────────────────────────────────────────────────────────────────────────

void apply(benchmark::State& state, const std::string& where, std::size_t of, Peer peer,
           Target target) {
  Office office(where);
  Turns turns;
  for (auto _ : state) {
    std::vector<std::string> ours, theirs;
    for (const auto& command : office.district->comments(of)) ours.push_back(encode(command));
    std::vector<Command> values = office.district->comments(of);
    for (const auto& command : values) theirs.push_back(encode(command));
    turns.ours([&] {
      for (const auto& bytes : ours)
        asked([&](char** out, std::size_t* size, rectify_error** error) {
          return rectify_apply(office.handle, RECTIFY_PROTOBUF, bytes.data(), bytes.size(), out,
                               size, error);
        });
    });
    turns.peer([&] {
      for (std::size_t i = 0; i < of; ++i)
        if (peer == Peer::values)
          keep(office.ledger().apply(std::move(values[i])));
        else
          keep(encode(office.ledger().apply(decode<Command>(theirs[i]).value())));
    });
  }
  turns.tell(state, static_cast<double>(of), target);
}
void ApplyInMemory(benchmark::State& state, Peer peer, Target target) {
  apply(state, ":memory:", 64, peer, target);
}
BENCHMARK_CAPTURE(ApplyInMemory, values, Peer::values, Target{0, true})->Iterations(400);
BENCHMARK_CAPTURE(ApplyInMemory, bytes, Peer::bytes, at_most(1.1))->Iterations(400);

void ApplyDurably(benchmark::State& state, Peer peer, Target target) {
  const std::string path = (stage::folder() / "c.rectify").string();
  std::error_code ignored;
  const auto drop = [&] {
    for (const char* tail : {"", "-wal", "-shm"}) stage::fs::remove(path + tail, ignored);
  };
  drop();
  apply(state, path, 8, peer, target);
  drop();
}
BENCHMARK_CAPTURE(ApplyDurably, values, Peer::values, at_most(1.1))->Iterations(100);
BENCHMARK_CAPTURE(ApplyDurably, bytes, Peer::bytes, at_most(1.1))->Iterations(100);

// ── questions ──────────────────────────────────────────────────────────────────────────────────

void Get(benchmark::State& state, Peer peer, Target target) {
  const Office office(":memory:");
  Turns turns;
  constexpr ItemId of = 500;
  for (auto _ : state) {
    turns.ours([&] {
      for (ItemId id = 1; id <= of; ++id)
        asked([&](char** out, std::size_t* size, rectify_error** error) {
          return rectify_get(office.handle, RECTIFY_PROTOBUF, id, out, size, error);
        });
    });
    turns.peer([&] {
      for (ItemId id = 1; id <= of; ++id) {
        const auto item = office.ledger().find(id);
        peer == Peer::values ? keep(item) : keep(encode(*item));
      }
    });
  }
  turns.tell(state, of, target);
}
BENCHMARK_CAPTURE(Get, values, Peer::values, at_most(1.1));
BENCHMARK_CAPTURE(Get, bytes, Peer::bytes, at_most(1.1));

void PageOfFifty(benchmark::State& state, unsigned form, Peer peer, Target target) {
  const Office office(":memory:");
  const Query query{.sort = Sort::due};
  const std::string asked_for = form == RECTIFY_JSON ? to_json(query) : encode(query);
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] {
      asked([&](char** out, std::size_t* size, rectify_error** error) {
        return rectify_query(office.handle, form, asked_for.data(), asked_for.size(), out, size,
                             error);
      });
    });
    turns.peer([&] {
      if (peer == Peer::values)
        keep(office.ledger().page(query).value());
      else if (form == RECTIFY_JSON)
        keep(to_json(office.ledger().page(from_json<Query>(asked_for).value()).value()));
      else
        keep(encode(office.ledger().page(decode<Query>(asked_for).value()).value()));
    });
  }
  turns.tell(state, 1, target);
}
BENCHMARK_CAPTURE(PageOfFifty, values, RECTIFY_PROTOBUF, Peer::values, at_most(1.1));
BENCHMARK_CAPTURE(PageOfFifty, bytes, RECTIFY_PROTOBUF, Peer::bytes, at_most(1.1));
BENCHMARK_CAPTURE(PageOfFifty, json, RECTIFY_JSON, Peer::bytes, at_most(1.1));

}  // namespace

BENCHMARK_MAIN();
