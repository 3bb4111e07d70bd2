// event.hpp: what happened. The ledger's truth is the sequence of these.
//
//     Event e = step(item, command, context).value();
//     evolve(item, e);                               // the item after it
//     name(kind_of(e.body));                         // "assign"
//     name(e.state.main);                            // "assigned": where it led
//     e.deadline ? format(*e.deadline, Lang::zh) : "";   // the new one, if it moved
//
// An event has all that is needed to make the item again without policy, calendar or clock.
// Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/command.hpp>

namespace rectify {

struct Event {
  std::uint64_t seq = 0;  // the ledger's number, from 1 without gaps; 0 before it is in a ledger
  ItemId item = 0;
  std::uint32_t version = 0;  // the item's after this event
  Instant at{};
  Actor actor{};
  std::string command_id{};
  std::string batch_id{};  // of commands given together; may be empty
  ItemState state{};       // after it
  Body body;
  std::optional<Deadline>
      deadline{};            // the new one, or the one asked for, if the command names or moves one
  std::optional<Day> day{};  // the civil day of `at` in the ledger's zone, where the item keeps it
  bool hold_stops_clock = false;     // hold: what the policy said
  std::optional<ClockDays> clock{};  // of a hold that stops the clock, and when it ends
  std::int32_t escalation =
      0;  // escalate, and a tick that reached a step of the ladder: the level after it
  std::int32_t rung = 0;            // of such a tick: that step, in working days overdue
  std::optional<FlowState> flow{};  // where the item stands in a host's machine, if it moved there
  Unknown unknown{};

  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace rectify
