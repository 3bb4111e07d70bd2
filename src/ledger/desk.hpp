// desk.hpp: where callers queue. Those who come at the same time share one transaction (group
// commit). SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/kept.hpp"

#include <rectify/ledger.hpp>
#include <rectify/migration.hpp>

#include <condition_variable>
#include <mutex>

namespace rectify::ledger {

class Desk {
 public:
  Desk(Store& store, Zone zone) : store_(store), zone_(zone) {}

  // Answers when all that was accepted is durable. Throws what the store throws; then nothing was
  // changed.
  std::vector<Answer> apply(std::vector<Command> commands, const Batch& batch, Instant now);
  // The ledger's own events go through the same door.
  Answer set_policy(const Policy& policy, Actor by, Instant at);
  std::vector<Answer> set_calendar(const WorkCalendar& calendar, Actor by, Instant at);

  // A host's machine: from now on this program has it; the chain too, if it hadn't.
  Answer define(const Flow& flow, Actor by, Instant at);
  std::vector<Answer> migrate(const MigrationPlan& plan, Actor by, const Migration& how,
                              Instant at);
  std::vector<Answer> undo_migration(const std::string& batch, Actor by, const Migration& how,
                                     Instant at);

  // What is in force. Another process may have set something else. Any thread.
  std::shared_ptr<const Rules> rules();

 private:
  struct Request {
    std::vector<Command> commands;
    const Batch* batch;
    std::vector<Answer> answers;
    std::exception_ptr failure;
    bool done = false;
  };
  void serve(const std::vector<Request*>& group);
  std::shared_ptr<const Rules> rules_at(Reader& reader, const Head& head);
  [[nodiscard]] std::optional<Refusal> unfit_to_set(const char* what, const Actor& by, Instant at,
                                                    const Policy& policy) const;
  std::vector<Answer> put_in_force(Writer& writer, const Head& head, const Rules& rules,
                                   LedgerEvent event);

  std::vector<Answer> together(Writer& writer, const Head& head, const Rules& rules,
                               std::vector<Command> commands, const Migration& how, Instant at);

  Store& store_;
  Zone zone_;
  Kept kept_;  // of whoever serves

  std::mutex queue_lock_;
  std::condition_variable served_;
  std::vector<Request*> queue_;
  bool busy_ = false;  // somebody serves the queue

  std::mutex rules_lock_;
  std::uint64_t policy_event_ = 0, calendar_event_ = 0;  // that the rules are of
  std::shared_ptr<const Rules> rules_;
  std::uint64_t workflow_event_ = 0;
  GivenFlows given_;
};

}  // namespace rectify::ledger
