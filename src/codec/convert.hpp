// convert.hpp: model ↔ the library's private protobuf classes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "rectify_wire/answer.pb.h"
#include "rectify_wire/command.pb.h"
#include "rectify_wire/event.pb.h"
#include "rectify_wire/item.pb.h"
#include "rectify_wire/policy.pb.h"
#include "rectify_wire/workflow.pb.h"

#include <rectify/wire.hpp>

namespace rectify::codec {

namespace wire = rectify_wire;

// Model to wire. Total.
void put(const Item&, wire::Item&);
void put(const Command&, wire::Command&);
void put(const Event&, wire::Event&);
void put(const LedgerEvent&, wire::Event&);
void put(const Policy&, wire::Policy&);
void put(const Description&, wire::Definition&);
void put(const Refusal&, wire::Refusal&, Lang);
void put(const Answer&, wire::Answer&, Lang);

// Wire to model; the first thing that is wrong with the message.
std::optional<Refusal> get(const wire::Item&, Item&);
std::optional<Refusal> get(const wire::Command&, Command&);
std::optional<Refusal> get(const wire::Event&, Event&);
std::optional<Refusal> get(const wire::Event&, LedgerEvent&);
std::optional<Refusal> get(const wire::Policy&, Policy&);
std::optional<Refusal> get(const wire::Definition&, Description&);
std::optional<Refusal> get(const wire::Refusal&, Refusal&);
std::optional<Refusal> get(const wire::Answer&, Answer&);

inline bool is_of_ledger(const wire::Event& e) {
  return e.body_case() == wire::Event::kLedgerOpened || e.body_case() == wire::Event::kPolicySet ||
         e.body_case() == wire::Event::kCalendarLoaded ||
         e.body_case() == wire::Event::kWorkflowDefined;
}

}  // namespace rectify::codec
