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
  if (const KnownFlow* known = named(name))
    return refuse("workflow.absent", field, name,
                  {std::string(name), std::to_string(known->definition.version)});
  std::vector<std::string_view> names;
  for (const auto& known : all_)
    if (std::find(names.begin(), names.end(), known.definition.name) == names.end())
      names.push_back(known.definition.name);
  std::string all;
  for (const auto one : names) all.append(all.empty() ? "" : ", ").append(one);
  return refuse("workflow.none", field, name, {all});
}

Refusal Flows::no_version(std::string_view field, std::uint64_t fingerprint,
                          std::string_view name) const {
  std::vector<std::string> versions;
  for (const auto& known : all_)
    if (name.empty() || known.definition.name == name)
      versions.push_back(std::to_string(known.definition.fingerprint));
  return refuse("workflow.none", field, std::to_string(fingerprint), {guards::join(versions)});
}

std::optional<Refusal> Flows::unfit(const FlowState& at) const {
  const KnownFlow* known = of(at.fingerprint);
  if (known == nullptr || known->definition.name != at.workflow ||
      known->definition.version != at.version)
    return no_version("flow.fingerprint", at.fingerprint, at.workflow);
  if (known->flow) return known->flow->unfit(at.states);
  const auto& states = known->definition.states;
  for (const auto& state : at.states)
    if (std::none_of(states.begin(), states.end(),
                     [&](const auto& one) { return one.name == state; }))
      return refuse("migration.unknown-place", "flow.states", state, {known->definition.name});
  return std::nullopt;
}

}  // namespace rectify::ledger
