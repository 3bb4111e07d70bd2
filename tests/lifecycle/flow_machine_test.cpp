// flow_machine_test.cpp: a host's Boost.MSM front-end goes as its data does, and as MSM itself does.
// SPDX-License-Identifier: BSL-1.0
#include "../../examples/workflows/approval.hpp"
#include "../../examples/workflows/leave.hpp"

#include <rectify/wire.hpp>

#include <gmock/gmock.h>

#include <boost/msm/back/state_machine.hpp>

#include <fstream>
#include <random>
#include <sstream>

#include "lifecycle/desk.hpp"

using namespace rectify;

namespace {

Flow from_file(const std::string& path) {
  std::stringstream all;
  all << std::ifstream(path).rdbuf();
  return make_flow(from_json<Description>(all.str()).value()).value();
}

TEST(FlowMachines, AreTheSameAsData) {
  const Flow compiled = flow_of<leave::Leave>();
  const Flow data = from_file("examples/workflows/leave.json");
  EXPECT_EQ(to_json(compiled.description()), to_json(data.description()));
  EXPECT_EQ(compiled.description().fingerprint, data.description().fingerprint);
}
// Every state, command, role, person, number of days: the same answer from the compiled table, from
// the data, and from MSM's own back-end.
TEST(FlowMachines, GoWhereTheDataAndMsmGo) {
  const Flow compiled = flow_of<leave::Leave>();
  const Flow data = from_file("examples/workflows/leave.json");
  using Plain = boost::msm::back::state_machine<leave::Leave>;
  const std::vector<std::string> plain_names{"draft", "with-head", "with-director"};
  const Policy policy = strict_policy();
  const Context context{.policy = policy};
  int moved = 0, refused = 0;
  for (const auto& state : compiled.description().states)
    for (const auto* command : {"ask", "approve", "refuse", "withdraw"})
      for (const auto* role : {"head", "director", "clerk"})
        for (const auto* person : {"王芳", "赵宁"})
          for (const auto* days : {"", "2", "3", "4"})
            for (const auto* reason : {"", "忙"}) {
              Item item;
              item.owner.handler = "王芳";
              item.submitted_by = Actor{.name = "王芳"};
              item.flow = FlowState{"leave", 1, 0, {state.name}};
              Act act{.command = command, .reason = reason};
              if (*days != '\0') act.fields = {{"days", days, {}}};
              const Actor actor{.name = person, .roles = {role}};
              const Ask ask{item, act, actor, day(2018, 6, 25), context};
              const auto one = compiled.step({state.name}, ask);
              const auto other = data.step({state.name}, ask);
              ASSERT_EQ(one.has_value(), other.has_value()) << state.name << " " << command;
              if (one) {
                EXPECT_EQ(*one, *other);
                ++moved;
              } else {
                EXPECT_EQ(one.refusal(), other.refusal());
                ++refused;
              }
              const auto offers = compiled.allowed({state.name}, ask);
              const auto same = data.allowed({state.name}, ask);
              ASSERT_EQ(offers.size(), same.size());
              for (std::size_t i = 0; i < offers.size(); ++i) {
                EXPECT_EQ(offers[i].act, same[i].act);
                EXPECT_EQ(offers[i].allowed, same[i].allowed);
                EXPECT_EQ(offers[i].reasons, same[i].reasons);
                EXPECT_EQ(offers[i].needs, same[i].needs);
              }
              // MSM: brought to the state by the rows themselves.
              if (state.final) continue;
              Plain plain;
              plain.start();
              Item helped;
              helped.owner.handler = "王芳";
              Act way{.command = "way", .fields = {{"days", "9", {}}}};
              const Actor all{.name = "王芳", .roles = {"head", "director"}};
              const Ask free{helped, way, all, day(2018, 6, 25), context};
              plain.judge.ask = &free;
              if (state.name != "draft") plain.process_event(leave::AskFor{});
              if (state.name == "with-director") plain.process_event(leave::Approve{});
              ASSERT_EQ(plain_names[static_cast<std::size_t>(plain.current_state()[0])],
                        state.name);
              plain.judge.ask = &ask;
              const std::string_view given = command;
              const auto answer = given == "ask"       ? plain.process_event(leave::AskFor{})
                                  : given == "approve" ? plain.process_event(leave::Approve{})
                                  : given == "refuse"  ? plain.process_event(leave::Refuse{})
                                                       : plain.process_event(leave::Withdraw{});
              EXPECT_EQ(answer == boost::msm::back::HANDLED_TRUE, one.has_value())
                  << state.name << " " << command << " " << role << " " << person << " " << days;
            }
  EXPECT_GT(moved, 50);
  EXPECT_GT(refused, 300);
}
TEST(FlowMachines, OfferTheRowThatWantsLeast) {
  const Flow flow = flow_of<leave::Leave>();
  const Policy policy = strict_policy();
  const Context context{.policy = policy};
  Item item;
  item.fields = {{"days", "2", {}}};
  const Act act;
  const Actor head{.name = "赵宁", .roles = {"head"}};
  const auto all = flow.allowed({"with-head"}, {item, act, head, day(2018, 6, 25), context});
  ASSERT_EQ(all[2].act, "approve");
  EXPECT_TRUE(all[2].allowed);
  EXPECT_TRUE(all[2].needs.empty());
}
TEST(FlowMachines, MayHaveGuardsOfTheirOwn) {
  const Flow flow = flow_of<approval::Approval>();
  const Policy policy = strict_policy();
  const Context context{.policy = policy};
  Item item;
  item.fields = {{"drafter", "赵宁", {}}};
  const Act sign{.command = "sign"};
  const Actor drafter{.name = "赵宁", .roles = {"leader"}},
      other{.name = "马", .roles = {"leader"}};
  const Day today = day(2018, 6, 25);
  EXPECT_EQ(flow.step({"sign"}, {item, sign, drafter, today, context}).refusal().code,
            "duties.same-person");
  EXPECT_EQ(flow.step({"sign"}, {item, sign, other, today, context}).value().at(0), "signed");
  // Its data alone is no machine: nobody else has that guard.
  EXPECT_EQ(make_flow(flow.description()).refusal().code, "workflow.guard");
}

}  // namespace
