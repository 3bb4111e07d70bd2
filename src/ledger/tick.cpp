// tick.cpp: time passes. Finds through an index what is due to change its light.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "ledger/inside.hpp"

#include <rectify/impl/validate.hpp>

#include <iterator>

namespace rectify {

namespace {

constexpr std::size_t at_once = 1000;  // items ticked in one transaction

// Names the change, so that the history tells what a tick was for.
std::string tick_id(const ItemRow& row, Day today) {
  return "tick/" + std::to_string(row.id) + "/" + std::to_string(row.version) + "/" +
         (row.due && today > *row.due ? "overdue" : "due-soon");
}

}  // namespace

std::vector<Answer> Ledger::tick(Instant now) {
  if (auto no = detail::unfit_instant(now, inside_->zone)) throw Refused(std::move(*no));
  const Day today = day_of(now, inside_->zone);
  std::vector<Answer> all;
  for (;;) {
    const auto rows = inside_->store->read()->ticking(today, at_once);
    std::vector<Command> commands;
    commands.reserve(rows.size());
    for (const auto& row : rows)
      commands.push_back({.id = tick_id(row, today), .item = row.id, .at = now, .body = Tick{}});
    if (commands.empty()) return all;
    auto answers = inside_->desk.apply(std::move(commands), {}, now);
    // Somebody gave a command this name before: then the ledger makes one. If that was another
    // ticker for the same change, there is nothing left to do and this is refused.
    std::vector<Command> unnamed;
    for (const auto& answer : answers)
      if (answer.repeated || (answer.refusal && answer.refusal->code == "command.id-reused"))
        unnamed.push_back({.item = answer.item, .at = now, .body = Tick{}});
    if (!unnamed.empty()) {
      auto more = inside_->desk.apply(std::move(unnamed), {}, now);
      std::move(more.begin(), more.end(), std::back_inserter(answers));
    }
    // Another ticker may have been quicker: what it changed is refused here and not told again.
    bool moved = false;
    for (auto& answer : answers) {
      if (!answer.accepted || answer.repeated) continue;
      all.push_back(std::move(answer));
      moved = true;
    }
    if (!moved) return all;
  }
}

std::optional<Instant> Ledger::next_due() const {
  const auto day = inside_->store->read()->next_tick();
  if (!day) return std::nullopt;
  return start_of(*day, inside_->zone);
}

}  // namespace rectify
