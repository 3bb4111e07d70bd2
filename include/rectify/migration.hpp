// migration.hpp: items of a host's machine go on with another version of it.
//
//     MigrationPlan plan = diff(old_version, new_version);        // two of ledger.workflows()
//     for (const auto& state : plan.without_place) plan.places[state] = "review";
//     for (const Answer& a : ledger.migrate(plan, chief, {.dry_run = true})) show(a);
//     auto answers = ledger.migrate(plan, chief, {.reason = "新版流程"});
//     if (!answers.empty()) ledger.undo_migration(answers.front().batch_id, chief, {});
//
// A stored item keeps the version in which it was reported until it is moved. Names lead: a state
// that both versions have keeps its place; for another the plan must name one. Values; pure.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>

#include <map>

namespace rectify {

struct MigrationPlan {
  std::string workflow{};
  std::uint64_t from = 0, to = 0;               // fingerprints
  std::map<std::string, std::string> places{};  // a state of the old version → of the new one
  // States of the old version in which an item may stand and that have no place yet. Only a hint:
  // what counts is whether an open item stands there.
  std::vector<std::string> without_place{};

  // What else differs, for who decides.
  std::vector<std::string> added_states{}, removed_states{};
  std::vector<std::string> added_rows{}, removed_rows{};  // "from command to [guards]"

  friend bool operator==(const MigrationPlan&, const MigrationPlan&) = default;
};

// How a migration is done.
struct Migration {
  bool dry_run = false;  // the answers as they would be; nothing is kept
  std::string reason{};  // in each item's history
  std::string id{};      // of the batch; empty: the ledger makes one
};

// A plan and how it is carried out, as one message.
struct MigrationOrder {
  MigrationPlan plan{};
  Migration how{};
};

// A migration taken back, and how, as one message.
struct MigrationUndo {
  std::string batch{};  // the batch_id of its answers
  Migration how{};
};

RECTIFY_API MigrationPlan diff(const Description& old_version, const Description& new_version);

}  // namespace rectify
