// calendar_bench.cpp: working days added and counted, against a loop over the days and numpy's
// busday_offset.
//
// One deadline of one to sixty working days after another on China's calendar, from random days of
// 2004 to 2026. numpy knows no make-up working days: it gets the days off alone. Its figure is there
// where python3 has numpy, from the same run. SPDX-License-Identifier: BSL-1.0
#include <rectify/work_calendar.hpp>

#include <random>

#include "turns.hpp"

namespace {

using namespace rectify;

constexpr std::size_t many = 10'000;

struct Question {
  Day from;
  int n;
  Day to;
};
const std::vector<Question>& questions() {
  static const std::vector<Question> all = [] {
    std::mt19937 dice(7);
    std::uniform_int_distribution<int> day_of(0, 8000), count(1, 60);
    std::vector<Question> some;
    for (std::size_t i = 0; i < many; ++i) {
      const Day from = day(2004, 1, 1) + days(day_of(dice));
      const int n = count(dice);
      some.push_back({from, n, china().add(from, n)});
    }
    return some;
  }();
  return all;
}

Day add_by_loop(const WorkCalendar& calendar, Day from, int n) {
  while (n > 0)
    if (calendar.is_working(from += days(1))) --n;
  return from;
}
int between_by_loop(const WorkCalendar& calendar, Day from, Day to) {
  int count = 0;
  for (Day d = from + days(1); d <= to; d += days(1)) count += calendar.is_working(d) ? 1 : 0;
  return count;
}

template <class Ours, class Peer>
void race(benchmark::State& state, Ours ours, Peer peer) {
  for (const auto& q : questions())
    if (ours(q) != peer(q)) return state.SkipWithError("the two disagree");
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] {
      for (const auto& q : questions()) benchmark::DoNotOptimize(ours(q));
    });
    turns.peer([&] {
      for (const auto& q : questions()) benchmark::DoNotOptimize(peer(q));
    });
  }
  turns.tell(state, many, at_least(1));
  state.counters["ours_per_s"] = 1e6 / state.counters["ours_us"];
}

void AddAgainstALoop(benchmark::State& state) {
  race(
      state, [](const Question& q) { return china().add(q.from, q.n); },
      [](const Question& q) { return add_by_loop(china(), q.from, q.n); });
}
BENCHMARK(AddAgainstALoop);

void BetweenAgainstALoop(benchmark::State& state) {
  race(
      state, [](const Question& q) { return china().between(q.from, q.to); },
      [](const Question& q) { return between_by_loop(china(), q.from, q.to); });
}
BENCHMARK(BetweenAgainstALoop);

// The least a call needs: as many additions a second as were promised.
void AMillionAdditionsASecond(benchmark::State& state) {
  Times times;
  for (auto _ : state)
    times.push_back(time_of([] {
      for (const auto& q : questions()) benchmark::DoNotOptimize(china().add(q.from, q.n));
    }));
  const double a_second = static_cast<double>(many) / median(times);
  state.counters["per_s"] = a_second;
  state.SetLabel(at_least(1e6).says(a_second));
}
BENCHMARK(AMillionAdditionsASecond);

// What bench/busday.py says: seconds an addition; 0 where there is no numpy.
double seconds_of_numpy() {
  std::string command = "python3 " RECTIFY_BENCH "/busday.py " + std::to_string(many);
  for (Day d = day(2004, 1, 1); d <= day(2026, 12, 31); d += days(1))
    if (const auto info = china().info(d); !info.working && !info.name.empty())
      command += ' ' + write_day(d);
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return 0;
  double seconds = 0;
  const bool read = std::fscanf(pipe, "%lf", &seconds) == 1;
  return pclose(pipe) == 0 && read ? seconds : 0;
}
void AddAgainstNumpy(benchmark::State& state) {
  const double theirs = seconds_of_numpy();
  if (theirs == 0) return state.SkipWithError("python3 has no numpy here (Debian: python3-numpy)");
  Times times;
  for (auto _ : state)
    times.push_back(time_of([] {
      for (const auto& q : questions()) benchmark::DoNotOptimize(china().add(q.from, q.n));
    }));
  const double ours = median(times) / static_cast<double>(many);
  state.counters["ours_us"] = ours * 1e6;
  state.counters["peer_us"] = theirs * 1e6;
  state.counters["ratio"] = theirs / ours;
  state.SetLabel(at_least(1).says(theirs / ours));
}
BENCHMARK(AddAgainstNumpy);

void Reading(benchmark::State& state) {  // what a host pays to load a file of one year
  const std::string text = "published\t2027\n2027-01-01\t0\t元旦\n";
  for (auto _ : state) benchmark::DoNotOptimize(read_calendar(text, china()));
}
BENCHMARK(Reading);

}  // namespace

BENCHMARK_MAIN();
