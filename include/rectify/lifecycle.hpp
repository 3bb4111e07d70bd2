// lifecycle.hpp: start here for the machine alone. One item, one command, one answer, no more.
//
//     Item item;                                      // not yet on the list
//     Policy policy = strict_policy();
//     Result<Event> answer = step(item, command, {.policy = policy});
//     if (answer) evolve(item, *answer);
//     else        show(text(answer.refusal(), Lang::zh));
//
// Pure: no I/O, no clock, no ids of its own; any thread. The rules are the transition table in
// machine.hpp; whoever includes this header doesn't pay for it. With the compiled library nothing
// else is needed; a host that links none defines RECTIFY_HEADER_ONLY (CMake: rectify::headers) and
// includes <rectify/impl/lifecycle.hpp> in exactly one of its files.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/event.hpp>
#include <rectify/policy.hpp>

namespace rectify {

class Flow;

struct Context {
  const Policy& policy;
  Zone zone = shanghai;                    // of the ledger: whose day it is
  const Item* target = nullptr;            // merge, link: the other item, if there is one
  const WorkCalendar* calendar = nullptr;  // borrowed; none: China's official one
  // Borrowed: the host's machine that the item follows, that a report names, or that a migration
  // leads to (flow.hpp); none: there is none, or it isn't in this program.
  const Flow* flow = nullptr;
};

// The event that the command makes of the item, or why not. The command's `at` must be set (a bug
// otherwise). Cost: a switch and the guards; allocates only what the texts in the event need,
// nothing if the command is moved in. The refusal is of the first thing wrong, in this order: texts
// out of bounds, the item's state, who may, what was given.
RECTIFY_API Result<Event> step(const Item& item, Command command, const Context& context);

// Only the machine's part of step: where the item's state would go. Allocates nothing on the
// accepted path but what a long phrase of a deadline needs.
RECTIFY_API Result<ItemState> advance(const Item& item, const Command& command,
                                      const Context& context);

// The item after an event. Total: asks no policy and refuses nothing, so a history can be replayed.
RECTIFY_API void evolve(Item& item, const Event& event);

// What may be done now? Every command, each refused one with its reasons (of an item that follows a
// host's machine: those that every item takes, and each command of its machine); `needs` says what an
// allowed one still wants to be given (a reason, a deadline …), as refusals of the empty form.
struct Allowance {
  CommandKind command{};
  std::string act{};  // of act: which command of the host's machine
  bool allowed = false;
  std::vector<Refusal> reasons;  // why not, all of them
  std::vector<Refusal> needs;    // what must be filled in
};
RECTIFY_API std::vector<Allowance> allowed(const Item& item, const Actor& actor, Instant at,
                                           const Context& context);

// The first day on which tick has something to do with the item; none if never. O(1).
RECTIFY_API std::optional<Day> next_tick(const Item& item, const Context& context);

// The item's machine, for records: name, version, and a fingerprint of its table.
struct WorkflowId {
  std::string_view name;
  std::uint32_t version = 0;
  std::uint64_t fingerprint = 0;
  friend bool operator==(const WorkflowId&, const WorkflowId&) = default;
};
RECTIFY_API WorkflowId item_workflow();

}  // namespace rectify
