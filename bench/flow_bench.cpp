// flow_bench.cpp: a host's machine as data against the same machine compiled from its MSM front-end,
// on the leave request of examples/workflows: every state by every command by several actors. At
// most 3 × is wanted of the way through the machine; the whole step is what a ledger does with it.
// SPDX-License-Identifier: BSL-1.0
#include "../examples/workflows/leave.hpp"
#include "turns.hpp"

#include <rectify/wire.hpp>

#include <cstdlib>

namespace {

using namespace rectify;

// The compiled machine's own definition: the same states, rows and guards.
const Flow& compiled() {
  static const Flow flow = flow_of<leave::Leave>();
  return flow;
}
const Flow& data() {
  static const Flow flow =
      make_flow(from_json<Description>(to_json(compiled().description())).value()).value();
  return flow;
}

struct Case {
  Item item;
  Command command;
};
// Those that are accepted, as they come in an office, and where `all` the others too.
std::vector<Case> cases(bool all) {
  static const Policy policy = strict_policy();
  std::vector<Case> cases;
  for (const auto& state : compiled().description().states)
    for (const auto* command : {"ask", "approve", "refuse", "withdraw"})
      for (const auto* role : {"head", "director"})
        for (const auto* person : {"王芳", "赵宁"})
          for (const auto* days : {"2", "4"}) {
            Item item;
            item.id = 7, item.version = 3;
            item.state.main = Main::working;
            item.owner.handler = "王芳";
            item.submitted_by = Actor{.name = "王芳"};
            item.fields = {{"days", days, {}}};
            item.flow = FlowState{"leave", 1, compiled().description().fingerprint, {state.name}};
            const Act act{.command = command, .reason = "忙"};
            const Actor actor{.name = person, .roles = {role}};
            const Context context{.policy = policy};
            const Ask ask{item, act, actor, day(2018, 6, 25), context};
            if (!all && !compiled().step({state.name}, ask)) continue;
            cases.push_back({item, {.item = 7, .actor = actor, .at = Instant{}, .body = act}});
          }
  return cases;
}

void Machine(benchmark::State& state, bool all) {
  const Policy policy = strict_policy();
  const Context context{.policy = policy};
  const auto mix = cases(all);
  const auto walk = [&](const Flow& flow) {
    for (int n = 0; n < 20; ++n)
      for (const auto& one : mix) {
        const auto& act = std::get<Act>(one.command.body);
        auto next = flow.step(one.item.flow->states,
                              {one.item, act, one.command.actor, day(2018, 6, 25), context});
        benchmark::DoNotOptimize(next);
      }
  };
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] { walk(data()); });
    turns.peer([&] { walk(compiled()); });
  }
  turns.tell(state, 20.0 * static_cast<double>(mix.size()), at_most(3));
}
void Step(benchmark::State& state) {
  Policy policy = strict_policy();
  policy.roles = {"head", "director"};
  const auto mix = cases(false);
  const auto walk = [&](const Flow& flow) {
    const Context context{.policy = policy, .flow = &flow};
    for (int n = 0; n < 20; ++n)
      for (const auto& one : mix) {
        auto event = step(one.item, one.command, context);
        if (!event) std::abort();
        benchmark::DoNotOptimize(event);
      }
  };
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] { walk(data()); });
    turns.peer([&] { walk(compiled()); });
  }
  turns.tell(state, 20.0 * static_cast<double>(mix.size()), at_most(3));
}

BENCHMARK_CAPTURE(Machine, accepted, false)->UseRealTime();
BENCHMARK_CAPTURE(Machine, accepted_and_refused, true)->UseRealTime();
BENCHMARK(Step)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
