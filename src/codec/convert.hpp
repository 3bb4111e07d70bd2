// convert.hpp: model ↔ the library's private protobuf classes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "rectify_wire/answer.pb.h"
#include "rectify_wire/command.pb.h"
#include "rectify_wire/event.pb.h"
#include "rectify_wire/host.pb.h"
#include "rectify_wire/item.pb.h"
#include "rectify_wire/policy.pb.h"
#include "rectify_wire/workflow.pb.h"

#include <rectify/host.hpp>
#include <rectify/migration.hpp>
#include <rectify/query.hpp>
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
void put(const Actor&, wire::Actor&);
void put(const Deadline&, wire::Deadline&);
// What a host asks and is told: host_put.cpp.
void put(const Query&, wire::Query&);
void put(const Commands&, wire::Commands&);
void put(const MigrationPlan&, wire::MigrationPlan&);
void put(const MigrationOrder&, wire::MigrationOrder&);
void put(const MigrationUndo&, wire::MigrationUndo&);
void put(const std::vector<Description>&, wire::Workflows&);
void put(const std::vector<Answer>&, wire::Answers&, Lang);
void put(const Page&, wire::Page&);
void put(const std::vector<Recorded>&, wire::History&);
void put(const std::vector<Allowance>&, wire::Allowances&, Lang);
void put(const Counters&, wire::Counters&);
void put(const Verification&, wire::Verification&);
void put(const DeadlineReading&, wire::DeadlineReading&);

// Wire to model; the first thing that is wrong with the message.
std::optional<Refusal> get(const wire::Item&, Item&);
std::optional<Refusal> get(const wire::Command&, Command&);
std::optional<Refusal> get(const wire::Event&, Event&);
std::optional<Refusal> get(const wire::Event&, LedgerEvent&);
std::optional<Refusal> get(const wire::Policy&, Policy&);
std::optional<Refusal> get(const wire::Definition&, Description&);
std::optional<Refusal> get(const wire::Refusal&, Refusal&);
std::optional<Refusal> get(const wire::Answer&, Answer&);
std::optional<Refusal> get(const wire::Actor&, Actor&);
// What a host asks: host_get.cpp. A field that isn't known is refused, for to pass over a condition
// would be to answer another question.
std::optional<Refusal> get(const wire::Query&, Query&);
std::optional<Refusal> get(const wire::Commands&, Commands&);
std::optional<Refusal> get(const wire::MigrationPlan&, MigrationPlan&);
std::optional<Refusal> get(const wire::MigrationOrder&, MigrationOrder&);
std::optional<Refusal> get(const wire::MigrationUndo&, MigrationUndo&);

// The unknown fields that a message has kept.
const std::string& unknown_bytes(const google::protobuf::MessageLite&);

inline bool is_of_ledger(const wire::Event& e) {
  return e.body_case() == wire::Event::kLedgerOpened || e.body_case() == wire::Event::kPolicySet ||
         e.body_case() == wire::Event::kCalendarLoaded ||
         e.body_case() == wire::Event::kWorkflowDefined;
}

}  // namespace rectify::codec
