// flow.hpp: a host's own machine (a leave request, a document approval), as a ledger runs it.
//
//     Flow leave = flow_of<Leave>();                     // a Boost.MSM front-end (flow_machine.hpp)
//     Result<Flow> same = make_flow(definition);         // or data, as rectify.v1.Definition
//     ledger.define(leave, administrator);
//     ItemId id = ledger.report({.title = "年假", .workflow = "leave"}, wang).value();
//     ledger.act(id, {.command = "approve"}, director);
//
// A machine has one region or several, and a row leads from a state by a command to another if all
// its guards hold. What every item has comes with it: deadlines and lights, owners, extensions,
// holds, evidence, history. A machine is identified by its name, its version and a fingerprint of
// its table. Guards are functions under a name; data names them, and is never evaluated. Values;
// any thread; a copy shares its table.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>
#include <rectify/lifecycle.hpp>

#include <map>
#include <memory>
#include <span>

namespace rectify {

// What a guard looks at: the item before the command, what is asked, by whom, on which day.
struct Ask {
  const Item& item;
  const Act& act;
  const Actor& actor;
  Day today;
  const Context& context;  // policy and calendar
};

// A guard by its name. `why` may be null: then the refusal names the guard (workflow.guard).
struct FlowGuard {
  using Args = std::vector<std::string>;
  bool (*holds)(const Ask&, const Args&) = nullptr;
  Refusal (*why)(const Ask&, const Args&) = nullptr;
  // Asks about what the command brings (a reason, a day) and not about who and when: `allowed` lists
  // it among the needs.
  bool of_data = false;
  std::size_t least = 0, most = 0;  // arguments: "role(manager, director)" has two
};
using FlowGuards = std::map<std::string, FlowGuard, std::less<>>;

// by-owner, by-supervisor, by-unit(…), role(…), another-person (than who gave the last command),
// reason-given, evidence-given, owner-named, deadline-given, field-given(names…),
// field-at-most(name, number), field-is(name, values…). docs/workflows.md tells what each asks.
RECTIFY_API const FlowGuards& standard_guards();

class RECTIFY_API Flow {
 public:
  [[nodiscard]] const Description& description() const;
  // Where a new item stands.
  [[nodiscard]] FlowState initial() const;
  // Where the command `ask.act.command` leads from these states, one a region. Refusals:
  // kind.unknown for a command that the machine hasn't got, state.wrong, those of the guards.
  [[nodiscard]] Result<std::vector<std::string>> step(const std::vector<std::string>& states,
                                                      const Ask& ask) const;
  // Each command of the machine, with its reasons and needs. O(rows).
  [[nodiscard]] std::vector<Allowance> allowed(const std::vector<std::string>& states,
                                               const Ask& ask) const;
  // What an item in these states is counted and lighted as: closed when every region is final, else
  // what the first region that isn't says.
  [[nodiscard]] Main counts_as(const std::vector<std::string>& states) const;
  // The phrase of the deadline that comes with states, coming from others; empty: none.
  [[nodiscard]] std::string_view within(const std::vector<std::string>& former,
                                        const std::vector<std::string>& states) const;
  // Are these states of the machine, one a region in their order?
  [[nodiscard]] std::optional<Refusal> unfit(const std::vector<std::string>& states) const;

  // What the others stand on (impl/flow.hpp).
  struct Body;
  explicit Flow(std::shared_ptr<const Body> body);

 private:
  std::shared_ptr<const Body> body_;
};

// A machine from data, checked whole. Refusals: workflow.form (names, sizes), workflow.unreachable,
// workflow.dead-end, workflow.two-rows (which may fire together: unless one has the guard that the
// other has with "not"), workflow.two-regions, workflow.guard (unknown, or with other arguments).
// O(rows²) within a state.
RECTIFY_API Result<Flow> make_flow(Description definition,
                                   const FlowGuards& guards = standard_guards());

}  // namespace rectify
