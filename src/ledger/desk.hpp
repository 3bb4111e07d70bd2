// desk.hpp: where callers queue. Those who come at the same time share one transaction (group
// commit). SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/kept.hpp"

#include <rectify/ledger.hpp>

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

  // The policy in force. Another process may have set another.
  Policy policy();
  // Reads it again if the store has a newer one. Any thread.
  std::shared_ptr<const Policy> policy_at(Reader& reader, std::uint64_t policy_event);

 private:
  struct Request {
    std::vector<Command> commands;
    const Batch* batch;
    std::vector<Answer> answers;
    std::exception_ptr failure;
    bool done = false;
  };
  void serve(const std::vector<Request*>& group);

  Store& store_;
  Zone zone_;
  Kept kept_;  // of whoever serves

  std::mutex queue_lock_;
  std::condition_variable served_;
  std::vector<Request*> queue_;
  bool busy_ = false;  // somebody serves the queue

  std::mutex policy_lock_;
  std::uint64_t policy_event_ = 0;
  std::shared_ptr<const Policy> policy_;
};

}  // namespace rectify::ledger
