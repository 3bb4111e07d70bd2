// record.hpp: what stands in a ledger's chain, and what the ledger answers to a command.
//
//     for (const Recorded& r : ledger.events(0, 100))
//       if (const auto* event = std::get_if<Event>(&r.what))
//         show(event->seq, name(kind_of(event->body)), hex(r.hash));
//     Answer answer = ledger.apply(command);
//     answer.accepted ? answer.seq : show(*answer.refusal);
//
// Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>
#include <rectify/lifecycle.hpp>

namespace rectify {

using Hash = std::array<std::uint8_t, 32>;  // SHA-256
RECTIFY_API std::string hex(const Hash&);

// What happens to the ledger itself.
struct LedgerOpened {  // its first event
  Zone zone = shanghai;
  std::string workflow_name{};
  std::uint32_t workflow_version = 0;
  std::uint64_t workflow_fingerprint = 0;
  Policy policy{};
  std::string calendar{};  // as write_calendar writes it; empty: China's official one
  friend bool operator==(const LedgerOpened&, const LedgerOpened&) = default;
};
struct PolicySet {
  Policy policy{};
  friend bool operator==(const PolicySet&, const PolicySet&) = default;
};
struct CalendarLoaded {
  std::string calendar{};  // whole, as write_calendar writes it
  friend bool operator==(const CalendarLoaded&, const CalendarLoaded&) = default;
};
struct WorkflowDefined {
  Description definition{};  // a host's machine, whole
  friend bool operator==(const WorkflowDefined&, const WorkflowDefined&) = default;
};
struct LedgerEvent {
  std::uint64_t seq = 0;
  Instant at{};
  Actor actor{};
  std::string command_id{};
  using Body = std::variant<LedgerOpened, PolicySet, CalendarLoaded, WorkflowDefined>;
  Body body;
  Unknown unknown{};
  friend bool operator==(const LedgerEvent&, const LedgerEvent&) = default;
};

// One link of the chain. hash = SHA-256(former hash ‖ the event's protobuf bytes), as
// docs/format.md says.
struct Recorded {
  std::variant<Event, LedgerEvent> what;
  Hash hash{};
  friend bool operator==(const Recorded&, const Recorded&) = default;
};
inline std::uint64_t seq_of(const Recorded& r) {
  return std::visit([](const auto& event) { return event.seq; }, r.what);
}

// The same as bytes, as it goes from one ledger to another (interchange.hpp). The hash covers the
// bytes as they are: what they hold of a newer version too.
struct ChainLink {
  std::string record{};  // rectify.v1.Event
  Hash hash{};
  friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

struct Answer {
  std::string command_id{};
  std::string batch_id{};
  bool accepted = false;
  bool repeated = false;  // the same command was applied before; this answers as the first time
  std::uint64_t seq = 0;  // the event's number
  ItemId item = 0;
  std::uint32_t version = 0;  // the item's: after an accepted command, now for a refused one
  ItemState state{};          // likewise
  Light light = Light::grey;  // likewise
  std::optional<Refusal> refusal{};
  std::vector<Recorded>
      in_between{};        // of version.conflict: what happened since, at most 100 events
  std::uint64_t line = 0;  // of a stream of commands: the line, from 1

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace rectify
