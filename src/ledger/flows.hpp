// flows.hpp: the hosts' machines that a ledger knows, from the events that defined them.
//
//     const Flows& flows = rules.flows;
//     flows.named("leave");             // its newest version
//     flows.of(fingerprint)->flow;      // how it goes; none: this program hasn't got its guards
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/event.hpp>
#include <rectify/flow.hpp>

namespace rectify::ledger {

// The machines that the host gave to this program, by their fingerprints.
using GivenFlows = std::map<std::uint64_t, Flow>;

struct KnownFlow {
  Description definition{};
  std::uint64_t seq = 0;  // of the event that defined it
  std::optional<Flow> flow{};
};
// The host's own, or the data with the guards that everybody has.
KnownFlow known_flow(Description definition, std::uint64_t seq, const GivenFlows& given);

// Why a state can't be one of the machine's: it has no such state.
std::optional<Refusal> no_state(std::string_view field, const Description& machine,
                                const std::string& state);

class Flows {
 public:
  Flows() = default;
  explicit Flows(std::vector<KnownFlow> newest_first) : all_(std::move(newest_first)) {}

  [[nodiscard]] const std::vector<KnownFlow>& all() const { return all_; }
  [[nodiscard]] const KnownFlow* of(std::uint64_t fingerprint) const;
  [[nodiscard]] const KnownFlow* version(std::string_view name, std::uint32_t version) const;
  [[nodiscard]] const KnownFlow* named(std::string_view name) const;  // the highest version
  // The machine that a command on an item concerns; none: none, or not in this program.
  [[nodiscard]] const Flow* concerned(const Item& item, const Body& body) const;
  // Why a machine can't be followed: there is none of that name, or this program hasn't got it.
  [[nodiscard]] Refusal unknown(std::string_view field, std::string_view name) const;
  // Likewise of a version by its fingerprint, where one of the machine `name` is wanted; empty: of any.
  [[nodiscard]] Refusal unknown(std::string_view field, std::uint64_t fingerprint,
                                std::string_view name) const;
  // Can an item stand there? As far as is known: of a machine with guards of another program's own,
  // that these are its states.
  [[nodiscard]] std::optional<Refusal> unfit(const FlowState& at) const;

  // Does the event agree with the machine that its item follows: a place of it, and the state that
  // the place counts as? `before`: the item.
  [[nodiscard]] std::optional<Refusal> unfit(const Item& before, const Event& event) const;

  void add(KnownFlow newest) { all_.insert(all_.begin(), std::move(newest)); }

 private:
  std::vector<KnownFlow> all_;
};

}  // namespace rectify::ledger
