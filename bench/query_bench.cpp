// query_bench.cpp: what can be asked of a large ledger: the dashboard, pages, opening, time passing,
// the proof, one item's history; and what it weighs. Costs against a bound, in one run.
// SPDX-License-Identifier: BSL-1.0
#include "stage.hpp"
#include "turns.hpp"

namespace {

using namespace rectify;
using support::District;

ItemId all() { return stage::items(); }
std::string path() { return stage::ledger(all(), stage::open_of(all(), 5'000)); }
Ledger& large() {  // only read
  static Ledger ledger = Ledger::open(path());
  return ledger;
}

void tell(benchmark::State& state, const Times& times, double bound_ms) {
  state.counters["median_ms"] = median(times) * 1e3;
  state.counters["worst_ms"] = worst(times) * 1e3;
  state.SetLabel(at_most(bound_ms).says(median(times) * 1e3));
}

void Dashboard(benchmark::State& state) {
  Times times;
  std::size_t rows = 0;
  for (auto _ : state) {
    Counters counters;
    times.push_back(time_of([&] { counters = large().counters(); }));
    rows = counters.by_unit.size() + counters.by_due.size();
  }
  state.counters["rows"] = static_cast<double>(rows);
  tell(state, times, 2);
}
BENCHMARK(Dashboard)->Iterations(50);

// ── pages ──────────────────────────────────────────────────────────────────────────────────────

struct Filter {
  const char* name;
  Query query;
};
std::vector<Filter> filters() {
  const Item middle = large().find(all() / 2).value();
  const Day due = rectify::due(middle).value_or(day_of(middle.changed_at, shanghai));
  return {{"none", {}},
          {"closed", {.states = {Main::closed}}},
          {"working", {.states = {Main::working}}},
          {"verified", {.states = {Main::verified}}},
          {"green", {.light = Light::green}},
          {"yellow", {.light = Light::yellow}},
          {"red", {.light = Light::red}},
          {"grey", {.light = Light::grey}},
          {"unit", {.unit = District::unit(42)}},
          {"leader", {.owner = District::leader(42)}},
          {"handler", {.owner = middle.owner.handler}},
          {"nobody", {.owner = "无此人"}},
          {"source", {.source = District::source(7)}},
          {"no_source", {.source = "无此来源"}},
          {"critical", {.severity = Severity::critical}},
          {"due_week", {.due_from = due, .due_to = due + days(6)}},
          {"due_year", {.due_from = due, .due_to = due + days(364)}},
          {"due_since", {.due_from = due}},
          {"unit_red", {.light = Light::red, .unit = District::unit(42)}},
          {"unit_source", {.unit = District::unit(42), .source = District::source(7)}}};
}

// The place of an item in a query's order.
std::string cursor(const Query& query, const Item& item) {
  std::int64_t key = item.id;
  if (query.sort == Sort::due) key = due(item) ? due(item)->time_since_epoch().count() : 9'999'999;
  if (query.sort == Sort::severity) key = static_cast<std::int64_t>(item.severity);
  if (query.sort == Sort::changed) key = item.changed_at.time_since_epoch().count();
  return std::string(name(query.sort)) + (query.descending ? ":desc:" : ":asc:") +
         std::to_string(key) + ":" + std::to_string(item.id);
}

enum class Place : std::uint8_t { first, middle, last };

// One line a filter: the slowest of all sorts, directions and places, and which that was.
void Pages(benchmark::State& state, const Filter& filter) {
  std::string slowest;
  Times medians;
  double worst_of_all = 0;
  std::size_t items = 0;
  for (auto _ : state)
    for (const Sort sort : {Sort::number, Sort::due, Sort::severity, Sort::changed})
      for (const bool descending : {false, true})
        for (const Place place : {Place::first, Place::middle, Place::last}) {
          Query query = filter.query;
          query.sort = sort, query.descending = descending;
          if (place == Place::middle) query.after = cursor(query, *large().find(all() / 2));
          if (place == Place::last) {  // the end, looked at from behind
            Query back = query;
            back.descending = !descending, back.limit = 51;
            const auto rows = large().page(back).value().items;
            if (rows.size() == 51) query.after = cursor(query, rows.back());
          }
          Times times;
          for (int i = 0; i < 9; ++i)
            times.push_back(time_of([&] { items += large().page(query).value().items.size(); }));
          medians.push_back(median(times));
          if (medians.back() <= worst_of_all) continue;
          worst_of_all = medians.back();
          slowest = std::string(name(sort)) + (descending ? " desc " : " asc ") +
                    (place == Place::first    ? "first"
                     : place == Place::middle ? "middle"
                                              : "last");
        }
  benchmark::DoNotOptimize(items);
  state.counters["median_ms"] = median(medians) * 1e3;
  state.counters["worst_ms"] = worst_of_all * 1e3;
  state.SetLabel(at_most(1).says(worst_of_all * 1e3) + " (" + slowest + ")");
}

// ── the rest ───────────────────────────────────────────────────────────────────────────────────

void Open(benchmark::State& state) {
  const auto where = path();
  Times times;
  for (auto _ : state) times.push_back(time_of([&] { Ledger::open(where); }));
  tell(state, times, 20);
}
BENCHMARK(Open)->Iterations(20);

void History(benchmark::State& state) {
  support::Dice dice(5);
  Times times;
  std::size_t events = 0;
  for (auto _ : state) {
    const auto id = static_cast<ItemId>(1 + dice.below(static_cast<std::size_t>(all())));
    times.push_back(time_of([&] { events += large().history(id).size(); }));
  }
  state.counters["events"] = static_cast<double>(events) / static_cast<double>(times.size());
  tell(state, times, 0);
}
BENCHMARK(History)->Iterations(200);

// Exactly so many lights change: items due on one far day, everything before it having been ticked.
void Tick(benchmark::State& state) {
  const auto lights = static_cast<std::size_t>(state.range(0));
  const stage::Copy copy(path(), "tick");
  Ledger ledger = Ledger::open(copy.path());
  District district(ledger, {.items = all(), .open = stage::open_of(all(), 5'000)});
  const Actor chief{.name = "沈致远", .unit = "整改办", .roles = {"coordinator"}};
  Instant now = district.now();
  Times times;
  for (auto _ : state) {
    now += days(400);
    const Day due = day_of(now, ledger.zone());
    std::vector<Command> commands;
    for (ItemId next = ledger.counters().total(), last = next + state.range(0); next < last;) {
      const ItemId id = ++next;
      commands.push_back({.item = id,
                          .actor = chief,
                          .at = now - days(390),
                          .body = Report{.title = "路灯损坏三个月未修复夜间出行不便"}});
      commands.push_back(
          {.item = id,
           .actor = chief,
           .at = now - days(389),
           .body = Assign{.owner = {.unit = District::unit(3)}, .deadline = write_day(due)}});
    }
    for (const auto& answer : ledger.apply(std::move(commands)))
      if (!answer.accepted) throw std::logic_error(text(*answer.refusal, Lang::en));
    ledger.tick(now - days(60));
    std::size_t changed = 0;
    times.push_back(time_of([&] { changed = ledger.tick(now).size(); }));
    if (changed != lights) throw std::logic_error("ticked " + std::to_string(changed));
  }
  tell(state, times, std::max(1.0, 0.1 * static_cast<double>(lights)));
}
BENCHMARK(Tick)->Arg(0)->Arg(100)->Arg(1'000)->Arg(10'000)->Iterations(5);

void Weight(benchmark::State& state) {
  const auto where = path();
  double bytes = 0;
  for (auto _ : state) bytes = static_cast<double>(std::filesystem::file_size(where));
  const Counters counters = large().counters();
  state.counters["items"] = static_cast<double>(counters.total());
  state.counters["events"] = static_cast<double>(counters.events);
  state.counters["bytes_an_item"] = bytes / static_cast<double>(counters.total());
  state.counters["bytes_an_event"] = bytes / static_cast<double>(counters.events);
}
BENCHMARK(Weight)->Iterations(1);

void Check(benchmark::State& state) {
  Verification found;
  double seconds = 0;
  for (auto _ : state) seconds = time_of([&] { found = large().check(); });
  state.counters["events_a_s"] = static_cast<double>(found.events) / seconds;
  state.counters["seconds"] = seconds;
  state.SetLabel(found.whole ? "whole" : "NOT WHOLE: " + found.flaw);
}
BENCHMARK(Check)->Iterations(1);

}  // namespace

int main(int argc, char** argv) {
  for (const auto& filter : filters())
    benchmark::RegisterBenchmark((std::string("Pages/") + filter.name).c_str(),
                                 [filter](benchmark::State& state) { Pages(state, filter); })
        ->Iterations(1);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
