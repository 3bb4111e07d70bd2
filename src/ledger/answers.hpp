// answers.hpp: what commands given together are answered: all or none, for trial, or one by one.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/draft.hpp"

#include <rectify/ledger.hpp>

namespace rectify::ledger {

// The answers of one caller, on a draft of the transaction.
inline std::vector<Answer> answers_to(Draft& draft, std::vector<Command>& commands,
                                      const Batch& batch) {
  std::vector<Answer> all;
  std::vector<ItemId> items;
  all.reserve(commands.size());
  const bool apart = batch.all_or_nothing || batch.dry_run;
  std::optional<Draft> own;
  if (apart) own.emplace(draft);
  bool refused = false;
  for (auto& command : commands) {
    items.push_back(command.item);
    all.push_back((apart ? *own : draft).answer(std::move(command), batch.id));
    refused = refused || !all.back().accepted;
  }
  if (batch.all_or_nothing && refused) {
    for (std::size_t i = 0; i < all.size(); ++i) draft.take_back(items[i], all[i]);
  } else if (apart && !batch.dry_run) {
    own->merge();
  }
  return all;
}

}  // namespace rectify::ledger
