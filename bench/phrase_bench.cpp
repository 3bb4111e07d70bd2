// phrase_bench.cpp: phrases read in a second, and what is allocated for them: the phrase itself, where
// it is longer than a std::string holds, and a milestone's acts. SPDX-License-Identifier: BSL-1.0
#include <rectify/phrase.hpp>

#include <benchmark/benchmark.h>

#include "../tests/calendar/phrase_table.hpp"
#include "../tests/support/allocations.hpp"

namespace {

using namespace rectify;

struct Line {
  std::string phrase;
  Day reference;
};
// What the tests' table accepts, or refuses.
std::vector<Line> lines(bool refused) {
  std::vector<Line> all;
  for (const PhraseRow& row : phrase_table(RECTIFY_PHRASES))
    if ((row.kind == "refused") == refused)
      all.push_back({row.phrase, read_day(row.reference).value()});
  return all;
}

void read_lines(benchmark::State& state, const std::vector<Line>& all) {
  long read = 0;
  const auto before = allocations;
  for (auto _ : state) {
    for (const Line& line : all) benchmark::DoNotOptimize(read_phrase(line.phrase, line.reference));
    read += static_cast<long>(all.size());
  }
  state.SetItemsProcessed(read);
  state.counters["allocations/phrase"] =
      static_cast<double>(allocations - before) / static_cast<double>(read);
}
void Accepted(benchmark::State& state) { read_lines(state, lines(false)); }
void Refused(benchmark::State& state) { read_lines(state, lines(true)); }
// Nothing but the parser: phrases that a std::string holds without an allocation.
void Short(benchmark::State& state) {
  std::vector<Line> all;
  for (const Line& line : lines(false))
    if (line.phrase.size() <= 15 && line.phrase.find("；") == line.phrase.npos) all.push_back(line);
  read_lines(state, all);
}

BENCHMARK(Accepted)->Unit(benchmark::kMicrosecond);
BENCHMARK(Short)->Unit(benchmark::kMicrosecond);
BENCHMARK(Refused)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
