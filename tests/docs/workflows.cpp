// workflows.cpp: the examples of docs/workflows.md and of the headers of hosts' machines, compiled
// and run.
// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>

#include <rectify/flow_machine.hpp>
#include <rectify/migration.hpp>
#include <rectify/rectify.hpp>

using namespace rectify;
using front::none;
using guards::All;

namespace {

struct AskFor {
  static constexpr std::string_view name = "ask";
};
struct Approve {
  static constexpr std::string_view name = "approve";
};
struct Draft : FlowStep {
  static constexpr std::string_view name = "draft";
};
struct WithHead : FlowStep {
  static constexpr std::string_view name = "with-head";
  static constexpr std::string_view within = "3个工作日内";
};
struct Approved : FlowStep {
  static constexpr std::string_view name = "approved";
  static constexpr bool is_final = true;
};
using ByOwner = Standard<"by-owner">;
using ByHead = Standard<"role", "verifier">;

struct Leave : FlowMachine<Leave> {
  static constexpr std::string_view name = "leave";
  static constexpr std::uint32_t version = 1;
  using initial_state = Draft;
  // clang-format off
  using transition_table = mp::mp_list<
  //           from      command   to        do    unless refused by
  front::Row < Draft   , AskFor  , WithHead, none, All<ByOwner> >,
  front::Row < WithHead, Approve , Approved, none, All<ByHead>  >>;
  // clang-format on
};

constexpr auto as_data = R"json(
{"name": "leave", "version": 2,
 "states": [{"name": "draft", "initial": true, "countsAs": "found"},
            {"name": "with-head", "within": "3个工作日内"},
            {"name": "approved", "final": true}],
 "rows": [{"from": "draft", "command": "ask", "to": "with-head", "guards": ["by-owner", "field-given(days)"]},
          {"from": "with-head", "command": "approve", "to": "approved", "guards": ["role(head)", "another-person"]},
          {"from": "with-head", "command": "refuse", "to": "draft", "guards": ["role(head)", "reason-given"]}]}
)json";

const Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
const Actor administrator{.name = "马丽", .unit = "信息中心", .roles = {"administrator"}};

TEST(DocsOfWorkflows, Run) {
  Ledger ledger = Ledger::open(":memory:");
  ledger.define(flow_of<Leave>(), administrator);
  int told = 0;
  const auto notify = [&](const Item&) { ++told; };

  ItemId id = ledger
                  .report({.title = "年假",
                           .owner = {.handler = "王芳"},
                           .workflow = "leave",
                           .fields = {{.name = "days", .value = "5"}}},
                          wang)
                  .value();
  ledger.act(id, {.command = "ask"}, wang);
  for (const Item& item : ledger.query({.light = Light::green, .workflow = "leave"})) notify(item);
  EXPECT_EQ(told, 1);

  Result<Flow> next = make_flow(from_json<Description>(as_data).value());
  ASSERT_TRUE(next) << text(next.refusal(), Lang::en);
  ledger.define(*next, administrator);
  const Description old_version = ledger.workflows()[1], new_version = ledger.workflows()[0];
  const Actor& chief = administrator;
  const auto show = [&](const Answer& answer) { told += answer.accepted ? 1 : 0; };

  MigrationPlan plan = diff(old_version, new_version);  // of ledger.workflows(): by names
  for (const auto& state : plan.without_place) plan.places[state] = "draft";
  for (const Answer& a : ledger.migrate(plan, chief, {.dry_run = true})) show(a);
  auto answers = ledger.migrate(plan, chief, {.reason = "新版流程"});
  if (!answers.empty()) ledger.undo_migration(answers.front().batch_id, chief, {});

  EXPECT_EQ(told, 2);
  EXPECT_EQ(ledger.find(id)->flow->version, 1U);
  EXPECT_EQ(ledger.history(id).size(), 4U);
}

}  // namespace
