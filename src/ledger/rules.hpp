// rules.hpp: what holds in a ledger: its policy and its working days, from the events that set them.
//
//     const auto rules = rules_of(reader, reader.head(), address);
//     step(item, command, rules->context(zone));
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/flows.hpp"

#include <rectify/store.hpp>
#include <rectify/work_calendar.hpp>

namespace rectify::ledger {

struct Rules {
  Policy policy;
  WorkCalendar calendar;
  Flows flows;

  [[nodiscard]] Context context(Zone zone, const Item* target = nullptr) const {
    return {policy, zone, target, &calendar};
  }
  // For a command on an item: with the host's machine that it concerns.
  [[nodiscard]] Context context(Zone zone, const Item& item, const Body& body) const {
    Context all = context(zone);
    all.flow = flows.concerned(item, body);
    return all;
  }
};

// Those in force at a head; `given`: the machines that this program has. Throws Error where an event
// is missing, or sets none.
Rules rules_of(Reader&, const Head&, const std::string& address, const GivenFlows& given = {});

// The calendar of such a text: none is China's. Refusals: those of read_calendar.
Result<WorkCalendar> calendar_of_text(const std::string& text);
// A calendar as events keep it, whole. Refusals: those of read_calendar.
Result<std::string> calendar_text(const WorkCalendar&);

}  // namespace rectify::ledger
