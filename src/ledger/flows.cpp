// flows.cpp: the hosts' machines that a ledger knows.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/flows.hpp"

#include <rectify/impl/guards.hpp>
#include <rectify/impl/table.hpp>

#include <algorithm>

namespace rectify::ledger {

namespace {

// A newer rectify says something of the machine that this one doesn't understand.
bool says_more(const Description& d) {
  const auto more = [](const auto& part) { return !part.unknown.bytes().empty(); };
  return more(d) || std::any_of(d.states.begin(), d.states.end(), more) ||
         std::any_of(d.rows.begin(), d.rows.end(), more);
}

// This program hasn't got the machine, or not its guards.
Refusal absent(std::string_view field, const KnownFlow& known) {
  return refuse("workflow.absent", field, known.definition.name,
                {known.definition.name, std::to_string(known.definition.version)});
}

}  // namespace

KnownFlow known_flow(Description definition, std::uint64_t seq, const GivenFlows& given) {
  definition.fingerprint = detail::fingerprint_of(definition);
  KnownFlow known{std::move(definition), seq, {}};
  if (says_more(known.definition)) return known;
  if (const auto own = given.find(known.definition.fingerprint); own != given.end())
    known.flow = own->second;
  else if (auto made = make_flow(known.definition))
    known.flow = *std::move(made);
  if (known.flow) known.definition = known.flow->description();
  return known;
}

std::optional<Refusal> no_state(std::string_view field, const Description& machine,
                                const std::string& state) {
  std::vector<std::string> names;
  for (const auto& one : machine.states) names.push_back(one.name);
  if (std::find(names.begin(), names.end(), state) != names.end()) return std::nullopt;
  return refuse("migration.unknown-place", field, state, {guards::join(names)});
}

const KnownFlow* Flows::of(std::uint64_t fingerprint) const {
  for (const auto& known : all_)
    if (known.definition.fingerprint == fingerprint) return &known;
  return nullptr;
}

const KnownFlow* Flows::version(std::string_view name, std::uint32_t version) const {
  for (const auto& known : all_)
    if (known.definition.name == name && known.definition.version == version) return &known;
  return nullptr;
}

const KnownFlow* Flows::named(std::string_view name) const {
  const KnownFlow* newest = nullptr;
  for (const auto& known : all_)
    if (known.definition.name == name &&
        (newest == nullptr || known.definition.version > newest->definition.version))
      newest = &known;
  return newest;
}

const Flow* Flows::concerned(const Item& item, const Body& body) const {
  const KnownFlow* known = nullptr;
  if (const auto* report = std::get_if<Report>(&body))
    known = named(report->workflow);
  else if (const auto* move = std::get_if<Migrate>(&body))
    known = of(move->fingerprint);
  else if (item.flow)
    known = of(item.flow->fingerprint);
  return known != nullptr && known->flow ? &*known->flow : nullptr;
}

Refusal Flows::unknown(std::string_view field, std::string_view name) const {
  if (const KnownFlow* known = named(name)) return absent(field, *known);
  std::vector<std::string> names;
  for (const auto& known : all_)
    if (std::find(names.begin(), names.end(), known.definition.name) == names.end())
      names.push_back(known.definition.name);
  return refuse("workflow.none", field, name, {guards::join(names)});
}

Refusal Flows::unknown(std::string_view field, std::uint64_t fingerprint,
                       std::string_view name) const {
  std::vector<std::string> versions;
  for (const auto& known : all_) {
    if (!name.empty() && known.definition.name != name) continue;
    if (known.definition.fingerprint == fingerprint && !known.flow) return absent(field, known);
    versions.push_back(std::to_string(known.definition.fingerprint));
  }
  return refuse("workflow.none", field, std::to_string(fingerprint), {guards::join(versions)});
}

std::optional<Refusal> Flows::unfit(const Item& before, const Event& event) const {
  const auto* report = std::get_if<Report>(&event.body);
  const bool moves = std::holds_alternative<Migrate>(event.body);
  const auto disagrees = [&](std::string_view wanted) {
    return refuse("chain.place", "flow", event.flow ? place(*event.flow) : "",
                  {std::to_string(event.item), std::string(wanted)});
  };
  std::string_view follows;
  if (report != nullptr)
    follows = report->workflow;
  else if (before.flow)
    follows = before.flow->workflow;
  const auto a_place = [&] { return "a place of \"" + std::string(follows) + '"'; };
  if (!event.flow) {
    if (report != nullptr && !follows.empty()) return disagrees(a_place());
    if (moves || std::holds_alternative<Act>(event.body)) return disagrees("a place");
    if (before.flow && event.state.main != before.state.main)
      return disagrees("the state " + std::string(name(before.state.main)));
    return std::nullopt;
  }
  if (follows.empty()) return disagrees("no place: it follows its own machine");
  if (auto no = unfit(*event.flow)) return no;
  if (event.flow->workflow != follows ||
      (before.flow && !moves && event.flow->fingerprint != before.flow->fingerprint))
    return disagrees(a_place() + " as it followed it before");
  const KnownFlow& known = *of(event.flow->fingerprint);
  if (known.flow && known.flow->counts_as(event.flow->states) != event.state.main)
    return disagrees("the state " + std::string(name(known.flow->counts_as(event.flow->states))));
  return std::nullopt;
}

std::optional<Refusal> Flows::unfit(const FlowState& at) const {
  const KnownFlow* known = of(at.fingerprint);
  if (known == nullptr) return unknown("flow.fingerprint", at.fingerprint, at.workflow);
  const Description& d = known->definition;
  if (d.name != at.workflow || d.version != at.version)
    return refuse("workflow.none", "flow.workflow", at.workflow + " " + std::to_string(at.version),
                  {d.name + " " + std::to_string(d.version)});
  if (known->flow) return known->flow->unfit(at.states);
  for (const auto& state : at.states)
    if (auto no = no_state("flow.states", d, state)) return no;
  return std::nullopt;
}

}  // namespace rectify::ledger
