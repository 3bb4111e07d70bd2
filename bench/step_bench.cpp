// step_bench.cpp: one step of the item's machine, against the ways in which others would write it.
//
// advance(item, command, context) races with a switch by hand and with MSM's own back-end on a mix
// of accepted (item, command) pairs of every kind of command; with a variant and with
// Boost.Statechart, which keep their state themselves, on a walk round the main region. All ask the
// same guards. The ratio is our time by the peer's: below 1 we are faster. SPDX-License-Identifier:
// BSL-1.0
#include <rectify/lifecycle.hpp>

#include "../tests/model/plain_msm.hpp"
#include "../tests/model/random_office.hpp"
#include "../tests/support/allocations.hpp"
#include "step_peers.hpp"
#include "turns.hpp"

#include <rectify/machine.hpp>

namespace {

using namespace rectify;

struct Pair {
  Item item;
  Command command;
};
const Policy& policy() {
  static const Policy strict = strict_policy();
  return strict;
}
const Item& target() {
  static const Item open = [] {
    Item item;
    item.state.main = Main::found;
    return item;
  }();
  return open;
}
Context context() { return {policy(), shanghai, &target()}; }

// Accepted commands as they come in an office, at most 64 of a kind so that none is all there is.
const std::vector<Pair>& mix() {
  static const std::vector<Pair> pairs = [] {
    std::vector<Pair> all;
    std::array<int, command_kinds> count{};
    for (std::uint64_t seed = 1; seed <= 2000 && all.size() < 64 * command_kinds; ++seed) {
      naive::RandomOffice office(seed);
      Item item;
      for (int n = 0; n < 100; ++n) {
        Command command = office.command(item);
        auto event = step(item, command, context());
        if (!event) continue;
        if (count[command.body.index()]++ < 64) all.push_back({item, std::move(command)});
        evolve(item, *event);
      }
    }
    naive::RandomOffice dice(7);  // no order that a processor could learn
    for (std::size_t i = all.size(); i > 1; --i)
      std::swap(all[i - 1], all[static_cast<std::size_t>(dice.number(0, static_cast<int>(i) - 1))]);
    return all;
  }();
  return pairs;
}

struct MsmJudge {
  const guards::Facts* facts = nullptr;
  template <class Guard, class C>
  bool holds(const C& c) {
    if constexpr (requires { Guard::holds(*facts); })
      return Guard::holds(*facts);
    else
      return Guard::holds(c, *facts);
  }
};
using Flow = Workflow<ItemMachine<MsmJudge>>;

// MSM's own back-end, put into the item's state for each step.
class PlainStep {
 public:
  [[gnu::noinline]] bool operator()(const Pair& pair, ItemState& state) {
    const Context world = context();
    const guards::Facts facts(pair.item, pair.command, world);
    plain_.machine.judge.facts = &facts;
    plain_.put(std::bit_cast<Flow::Configuration>(pair.item.state));
    const bool moved = std::visit([&](const auto& c) { return plain_.give(c); }, pair.command.body);
    state = std::bit_cast<ItemState>(plain_.at());
    return moved;
  }
  static constexpr std::size_t bytes = sizeof(PlainMsm<Flow, ItemMachine<MsmJudge>>::Machine);

 private:
  PlainMsm<Flow, ItemMachine<MsmJudge>> plain_;
};

constexpr Target cost{0, true};  // no bound is set: the ratio is told

void keep(const auto& value) { benchmark::DoNotOptimize(value); }

void our_mix() {
  const Context world = context();
  for (const auto& pair : mix()) keep(advance(pair.item, pair.command, world));
}
// Allocations of one step of ours, over the whole mix.
double allocations_per_step() {
  const auto before = allocations;
  our_mix();
  return static_cast<double>(allocations - before) / static_cast<double>(mix().size());
}

void AgainstASwitchByHand(benchmark::State& state) {
  for (const auto& pair : mix()) {
    const auto ours = advance(pair.item, pair.command, context());
    const auto theirs = peers::by_switch(pair.item, pair.command, context());
    if (!ours || !theirs || *ours != *theirs) return state.SkipWithError("the two disagree");
  }
  Turns turns;
  for (auto _ : state) {
    turns.ours(our_mix);
    turns.peer([] {
      const Context world = context();
      for (const auto& pair : mix()) keep(peers::by_switch(pair.item, pair.command, world));
    });
  }
  turns.tell(state, static_cast<double>(mix().size()), at_most(1.1));
  state.counters["state_bytes"] = sizeof(ItemState);
  state.counters["allocations"] = allocations_per_step();
}
BENCHMARK(AgainstASwitchByHand);

void AgainstPlainMsm(benchmark::State& state) {
  PlainStep plain;
  for (const auto& pair : mix()) {
    ItemState next;
    const auto ours = advance(pair.item, pair.command, context());
    if (!ours || !plain(pair, next) || *ours != next) return state.SkipWithError("they disagree");
  }
  Turns turns;
  for (auto _ : state) {
    turns.ours(our_mix);
    turns.peer([&] {
      for (const auto& pair : mix()) {
        ItemState next;
        keep(plain(pair, next));
        keep(next);
      }
    });
  }
  turns.tell(state, static_cast<double>(mix().size()), cost);
  state.counters["msm_bytes"] = static_cast<double>(PlainStep::bytes);
}
BENCHMARK(AgainstPlainMsm);

// Every guard granted, on both sides: dispatch alone.
struct GrantedJudge {
  template <class Guard, class C>
  bool holds(const C&) {
    return !std::is_same_v<Guard, guards::NowOverdue>;  // two rows must not fire
  }
};
using GrantedFlow = Workflow<ItemMachine<GrantedJudge>>;
template <class... C>
constexpr auto granted_steps(mp::mp_list<C...>) {
  using Give = bool (*)(GrantedFlow::Configuration&, const Body&);
  return std::array<Give, sizeof...(C)>{[](GrantedFlow::Configuration& at, const Body& body) {
    ItemMachine<GrantedJudge> machine;
    return GrantedFlow::process(at, *std::get_if<C>(&body), machine);
  }...};
}
[[gnu::noinline]] Result<ItemState> granted(const Item& item, const Command& command,
                                            const Context& world) {
  static constexpr auto give = granted_steps(mp::mp_rename<Body, mp::mp_list>{});
  const guards::Facts facts(item, command, world);
  auto at = std::bit_cast<GrantedFlow::Configuration>(item.state);
  if (!give[command.body.index()](at, command.body)) return guards::wrong_state(facts, "");
  return std::bit_cast<ItemState>(at);
}
void DispatchAlone(benchmark::State& state) {
  Turns turns;
  const Context world = context();
  for (auto _ : state) {
    turns.ours([&] {
      for (const auto& pair : mix()) keep(granted(pair.item, pair.command, world));
    });
    turns.peer([&] {
      for (const auto& pair : mix())
        keep(peers::by_switch<peers::Granted>(pair.item, pair.command, world));
    });
  }
  turns.tell(state, static_cast<double>(mix().size()), cost);
}
BENCHMARK(DispatchAlone);

// Round the main region: each command with the item as it is then.
const std::vector<Pair>& walk() {
  static const std::vector<Pair> pairs = [] {
    const Actor owner{.name = "周明远", .unit = "办公室"};
    const Actor verifier{.name = "吴敏", .unit = "督查室", .roles = {"verifier"}};
    const Actor coordinator{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
    const Submit submit{{{EvidenceKind::text, "photo", "", {}}}, "", {}};
    const std::vector<std::pair<Body, Actor>> before{
        {Report{.title = "漏水"}, coordinator},
        {Assign{.owner = {.unit = "办公室"}, .deadline = "30 days"}, coordinator},
        {Start{}, owner}};
    const std::vector<std::pair<Body, Actor>> round{{submit, owner},
                                                    {Reject{"no", {}}, verifier},
                                                    {submit, owner},
                                                    {Recall{}, owner},
                                                    {submit, owner},
                                                    {Verify{}, verifier},
                                                    {Object{"no", {}}, owner},
                                                    {submit, owner},
                                                    {Verify{}, verifier},
                                                    {Close{}, coordinator},
                                                    {Reopen{"again", "30 days", "", {}}, verifier}};
    std::vector<Pair> all;
    Item item;
    const auto at = read_instant("2018-06-25T09:00:00+08:00").value();
    for (const auto& list : {before, round})
      for (const auto& [body, actor] : list) {
        Command command{.item = 7, .actor = actor, .at = at, .body = body};
        const auto event = step(item, command, context());
        if (item.state.main >= Main::working) all.push_back({item, command});
        evolve(item, event.value());
      }
    return all;
  }();
  return pairs;
}

template <class Peer>
void AgainstOnesThatKeepTheirState(benchmark::State& state) {
  Peer peer;
  constexpr int rounds = 100;
  const Context world = context();
  const auto theirs = [&] {
    bool moved = true;
    for (int n = 0; n < rounds; ++n)
      for (const auto& pair : walk())
        moved = peer.give(guards::Facts(pair.item, pair.command, world)) && moved;
    return moved;
  };
  if (!theirs()) return state.SkipWithError("the peer refused");
  Turns turns;
  for (auto _ : state) {
    turns.ours([&] {
      for (int n = 0; n < rounds; ++n)
        for (const auto& pair : walk()) keep(advance(pair.item, pair.command, world));
    });
    turns.peer([&] { keep(theirs()); });
  }
  turns.tell(state, static_cast<double>(rounds * walk().size()), cost);
}
BENCHMARK(AgainstOnesThatKeepTheirState<peers::MainByVariant>)->Name("AgainstVariantAndVisit");
BENCHMARK(AgainstOnesThatKeepTheirState<peers::MainByStatechart>)->Name("AgainstStatechart");

}  // namespace

BENCHMARK_MAIN();
