// ledger_bench.cpp: durable commands, against a plain sqlite3 program, many callers, and age.
// SPDX-License-Identifier: BSL-1.0
#include "plain_sqlite.hpp"
#include "stage.hpp"
#include "turns.hpp"

#include <thread>

namespace {

using namespace rectify;
using support::District;

// A district at work on a copy of a kept ledger.
struct Desk {
  Desk(ItemId all, ItemId open, const std::string& name)
      : from(stage::ledger(all, open)),
        copy(from, name),
        ledger(Ledger::open(copy.path())),
        district(ledger, {.items = 1'000'000'000, .open = open, .seed = 7}) {}
  std::string from;
  stage::Copy copy;
  Ledger ledger;
  District district;

  std::vector<Answer> apply(const std::vector<Command>& commands) {
    return commands.size() == 1 ? std::vector{ledger.apply(commands.front())}
                                : ledger.apply(commands);
  }
};

void must(const std::vector<Answer>& answers) {
  for (const auto& answer : answers)
    if (!answer.accepted) throw std::logic_error(text(*answer.refusal, Lang::en));
}

// ── against the plain program ──────────────────────────────────────────────────────────────────

void Durable(benchmark::State& state, std::size_t batch, ItemId open_wanted, Target target) {
  const ItemId all = stage::items(), open = stage::open_of(all, open_wanted);
  Desk desk(all, open, "ours");
  const stage::Copy other(desk.from, "plain");
  Plain plain(other.path(), desk.copy.path());
  Turns turns;
  for (auto _ : state) {
    const auto commands = desk.district.next(batch);
    std::vector<Answer> answers;
    // Both look at what they are going to write, so that neither finds SQLite's code cold.
    for (const auto& command : commands) benchmark::DoNotOptimize(desk.ledger.find(command.item));
    turns.ours([&] { answers = desk.apply(commands); });
    must(answers);
    plain.look(commands);
    turns.peer([&] { plain.write(); });
  }
  turns.tell(state, static_cast<double>(batch), target);
}
BENCHMARK_CAPTURE(Durable, of_1, 1, 5'000, at_least(0.9))->Iterations(400);
BENCHMARK_CAPTURE(Durable, of_8, 8, 5'000, Target{})->Iterations(200);
BENCHMARK_CAPTURE(Durable, of_64, 64, 5'000, Target{})->Iterations(100);
BENCHMARK_CAPTURE(Durable, of_1000, 1000, 5'000, at_least(0.7))->Iterations(60);
BENCHMARK_CAPTURE(Durable, of_1000_with_50000_open, 1000, 50'000, at_least(0.7))->Iterations(60);

// ── many callers ───────────────────────────────────────────────────────────────────────────────

void SixtyFourCallers(benchmark::State& state) {
  constexpr std::size_t callers = 64, each = 8;
  const ItemId all = stage::items();
  Desk desk(all, stage::open_of(all, 5'000), "ours");
  Times one_by_one, together;
  for (auto _ : state) {
    auto commands = desk.district.comments(callers);
    one_by_one.push_back(time_of([&] {
                           for (auto& command : commands) desk.ledger.apply(std::move(command));
                         }) /
                         static_cast<double>(callers));

    commands = desk.district.comments(callers * each);
    together.push_back(time_of([&] {
                         std::vector<std::thread> threads;
                         for (std::size_t t = 0; t < callers; ++t)
                           threads.emplace_back([&, t] {
                             for (std::size_t i = t; i < commands.size(); i += callers)
                               desk.ledger.apply(std::move(commands[i]));
                           });
                         for (auto& thread : threads) thread.join();
                       }) /
                       static_cast<double>(callers * each));
  }
  const double ratio = median(one_by_one) / median(together);
  state.counters["one_caller_us"] = median(one_by_one) * 1e6;
  state.counters["together_us"] = median(together) * 1e6;
  state.counters["ratio"] = ratio;
  state.SetLabel(at_least(3).says(ratio));
}
BENCHMARK(SixtyFourCallers)->Iterations(9);

// ── what an id costs ───────────────────────────────────────────────────────────────────────────

// Ids without an order, as of a UUID version 4, against those that grow with time.
void RandomIds(benchmark::State& state, std::size_t batch) {
  const ItemId all = stage::items();
  Desk desk(all, stage::open_of(all, 5'000), "ours");
  support::Dice dice(99);
  Turns turns;
  for (auto _ : state) {
    auto random = desk.district.next(batch);
    for (auto& command : random) {
      char id[40];
      std::snprintf(id, sizeof id, "%016llx%013llx", static_cast<unsigned long long>(dice.roll()),
                    static_cast<unsigned long long>(dice.roll() >> 12U));
      command.id = id;
    }
    std::vector<Answer> answers;
    turns.ours([&] { answers = desk.apply(random); });
    must(answers);
    const auto ordered = desk.district.next(batch);
    turns.peer([&] { answers = desk.apply(ordered); });
    must(answers);
  }
  turns.tell(state, static_cast<double>(batch), Target{0, true});
}
BENCHMARK_CAPTURE(RandomIds, of_1, 1)->Iterations(200);
BENCHMARK_CAPTURE(RandomIds, of_1000, 1000)->Iterations(40);

// ── age ────────────────────────────────────────────────────────────────────────────────────────

void Age(benchmark::State& state) {
  const ItemId all = stage::items(), young = std::min<ItemId>(10'000, all / 2);
  const ItemId open = std::min<ItemId>(5'000, young / 2);
  Desk old_desk(all, open, "old"), young_desk(young, open, "young");
  Turns turns;
  for (auto _ : state) {
    std::vector<Answer> answers;
    auto commands = old_desk.district.next(1000);
    turns.ours([&] { answers = old_desk.apply(commands); });
    must(answers);
    commands = young_desk.district.next(1000);
    turns.peer([&] { answers = young_desk.apply(commands); });
    must(answers);
  }
  turns.tell(state, 1000, at_most(1.4));
}
BENCHMARK(Age)->Iterations(60);

}  // namespace

BENCHMARK_MAIN();
