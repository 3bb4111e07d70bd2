// stage.hpp: the ledgers that the benches play on. Made once, kept, and copied for each bench.
//
//     const auto million = stage::ledger(stage::items(), 5'000);   // the file's path
//     stage::Copy copy(million);                                   // gone when it goes
//     Ledger ledger = Ledger::open(copy.path());
//
// RECTIFY_BENCH_DIR: where they are kept (default: bench-data in the working directory).
// RECTIFY_BENCH_ITEMS: how many items the large ledger has (default 20,000; for figures: 1000000).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/generator.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace stage {

namespace fs = std::filesystem;
using rectify::ItemId;
using rectify::Ledger;

inline ItemId items() {
  const char* given = std::getenv("RECTIFY_BENCH_ITEMS");
  return std::max<ItemId>(2'000, given != nullptr ? std::atoll(given) : 20'000);
}
// As many open ones as asked for, but at most a quarter.
inline ItemId open_of(ItemId all, ItemId wanted) { return std::min(wanted, all / 4); }

inline fs::path folder() {
  const char* given = std::getenv("RECTIFY_BENCH_DIR");
  fs::path path = given != nullptr ? given : "bench-data";
  fs::create_directories(path);
  return path;
}

inline std::string ledger(ItemId all, ItemId open) {
  const fs::path path =
      folder() / ("ledger-" + std::to_string(all) + "-" + std::to_string(open) + ".rectify");
  if (fs::exists(path)) {
    try {
      const Ledger kept = Ledger::open(path.string());
      return path.string();
    } catch (const rectify::Error&) {  // of another schema
      fs::remove(path);
    }
  }
  const fs::path half = path.string() + ".half";
  for (const char* tail : {"", "-wal", "-shm"}) fs::remove(half.string() + tail);
  {
    const auto begun = std::chrono::steady_clock::now();
    Ledger fresh = Ledger::open(half.string());
    rectify::support::make(fresh, {.items = all, .open = open, .seed = 1});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::fprintf(stderr, "made %s: %llu events in %.1f s\n", path.filename().c_str(),
                 static_cast<unsigned long long>(fresh.counters().events), took.count());
  }
  fs::rename(half, path);
  return path.string();
}

// A copy that a bench may write to.
class Copy {
 public:
  explicit Copy(const std::string& of, const std::string& name = "copy")
      : path_((folder() / (name + ".rectify")).string()) {
    drop();
    fs::copy_file(of, path_);
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() { drop(); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void drop() const {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(path_ + tail, ignored);
  }
  std::string path_;
};

}  // namespace stage
