// turns.hpp: two sides in turn within one run, and what their times say.
//
//     Turns turns;
//     for (auto _ : state) {
//       turns.ours([&] { ledger.apply(commands); });
//       turns.peer([&] { plain.write(rows); });
//     }
//     turns.tell(state, 1000, at_least(0.7));   // µs a command on either side, and the ratio
//
// The ratio is that of the medians. Beside it: that of the sums, since a checkpoint or a slow disk
// falls on few turns, and that of processor time alone, which a busy machine doesn't blur. SPDX-License-Identifier: BSL-1.0
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

#include <time.h>  // clock_gettime, POSIX

using Times = std::vector<double>;  // seconds

template <class Act>
double time_of(Act&& act) {
  const auto begun = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}
// What the calling thread worked, without waiting.
inline double processor_time() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}
inline double median(Times times) {
  if (times.empty()) return 0;
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}
inline double worst(const Times& times) { return *std::max_element(times.begin(), times.end()); }
inline double sum(const Times& times) { return std::accumulate(times.begin(), times.end(), 0.0); }

struct Target {
  double bound = 0;
  bool most = false;
  [[nodiscard]] std::string says(double value) const {
    if (bound == 0) return {};
    const bool reached = most ? value <= bound : value >= bound;
    char text[80];
    std::snprintf(text, sizeof text, "%s %s %g: %.3g", reached ? "reached" : "MISSED",
                  most ? "at most" : "at least", bound, value);
    return text;
  }
};
inline Target at_least(double bound) { return {bound, false}; }
inline Target at_most(double bound) { return {bound, true}; }

class Turns {
 public:
  template <class Act>
  void ours(Act&& act) {
    take(ours_, ours_cpu_, act);
  }
  template <class Act>
  void peer(Act&& act) {
    take(peer_, peer_cpu_, act);
  }
  // `of`: how many commands a turn has. The speed is the peer's time by ours: above 1, ours is
  // faster; of a cost, `target.most`, it is the inverse.
  void tell(benchmark::State& state, double of, Target target = {}) const {
    const double speed = median(peer_) / median(ours_), whole = sum(peer_) / sum(ours_);
    const double ratio = target.most ? 1 / speed : speed;
    state.counters["ours_us"] = median(ours_) / of * 1e6;
    state.counters["peer_us"] = median(peer_) / of * 1e6;
    state.counters["ratio"] = ratio;
    const double cpu = median(peer_cpu_) / median(ours_cpu_);
    state.counters["ratio_of_sums"] = target.most ? 1 / whole : whole;
    state.counters["ours_cpu_us"] = median(ours_cpu_) / of * 1e6;
    state.counters["peer_cpu_us"] = median(peer_cpu_) / of * 1e6;
    state.counters["cpu_ratio"] = target.most ? 1 / cpu : cpu;
    state.SetLabel(target.says(ratio));
  }

 private:
  template <class Act>
  static void take(Times& times, Times& cpu, Act& act) {
    const double begun = processor_time();
    times.push_back(time_of(act));
    cpu.push_back(processor_time() - begun);
  }
  Times ours_, peer_, ours_cpu_, peer_cpu_;
};
