// desk.cpp: where callers queue. Those who come at the same time share one transaction (group
// commit). SPDX-License-Identifier: BSL-1.0
#include "ledger/desk.hpp"

#include "ledger/chain.hpp"
#include "ledger/draft.hpp"
#include "ledger/rows.hpp"

#include <rectify/impl/validate.hpp>

#include <algorithm>

namespace rectify::ledger {

namespace {

constexpr std::size_t most_in_a_group = 4096;  // commands in one transaction of several callers

// The answers of one caller, on a draft of the transaction.
std::vector<Answer> answers(Draft& draft, std::vector<Command>& commands, const Batch& batch) {
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

}  // namespace

std::vector<Answer> Desk::apply(std::vector<Command> commands, const Batch& batch, Instant now) {
  Batch named = batch;
  if (named.id.empty() && commands.size() > 1) named.id = make_id(now);
  for (auto& command : commands) {
    if (!command.at) command.at = now;
    if (command.id.empty()) command.id = make_id(*command.at);
  }
  Request mine{std::move(commands), &named, {}, {}, false};

  std::unique_lock lock(queue_lock_);
  queue_.push_back(&mine);
  while (!mine.done) {
    if (busy_) {
      served_.wait(lock);
      continue;
    }
    std::vector<Request*> group;
    std::size_t size = 0;
    group.reserve(queue_.size());
    busy_ = true;
    while (!queue_.empty() &&
           (group.empty() || size + queue_.front()->commands.size() <= most_in_a_group)) {
      size += queue_.front()->commands.size();
      group.push_back(queue_.front());
      queue_.erase(queue_.begin());
    }
    lock.unlock();
    std::exception_ptr failure;
    try {
      serve(group);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    for (auto* request : group) request->failure = failure, request->done = true;
    busy_ = false;
    served_.notify_all();
  }
  lock.unlock();
  if (mine.failure) std::rethrow_exception(mine.failure);
  return std::move(mine.answers);
}

void Desk::serve(const std::vector<Request*>& group) {
  const auto writer = store_.write();
  const Head head = writer->head();
  const auto policy = policy_at(*writer, head.policy_event);
  kept_.follow(head);
  const Draft::Ground ground{*writer, *policy, zone_, store_.address(), kept_};
  Draft draft(ground, head);
  for (auto* request : group) request->answers = answers(draft, request->commands, *request->batch);
  if (!draft.empty()) writer->commit(draft.changes());
  std::move(draft).keep();
}

std::shared_ptr<const Policy> Desk::policy_at(Reader& reader, std::uint64_t policy_event) {
  const std::lock_guard lock(policy_lock_);
  if (policy_ && policy_event_ == policy_event) return policy_;
  const auto row = reader.event(policy_event);
  if (!row)
    damaged(store_.address(), "the policy's event " + std::to_string(policy_event) + " is missing");
  const Recorded recorded = recorded_of(*row, store_.address());
  const auto* event = std::get_if<LedgerEvent>(&recorded.what);
  if (event == nullptr)
    damaged(store_.address(), "event " + std::to_string(policy_event) + " sets no policy");
  const auto* opened = std::get_if<LedgerOpened>(&event->body);
  policy_ = std::make_shared<const Policy>(
      opened != nullptr ? opened->policy : std::get<PolicySet>(event->body).policy);
  policy_event_ = policy_event;
  return policy_;
}

Policy Desk::policy() {
  const auto reader = store_.read();
  return *policy_at(*reader, reader->head().policy_event);
}

Answer Desk::set_policy(const Policy& policy, Actor by, Instant at) {
  Answer answer;
  answer.command_id = make_id(at);
  const auto refused = [&](Refusal no) {
    answer.refusal = std::move(no);
    return answer;
  };
  if (auto no = rectify::check(policy)) return refused(std::move(*no));
  if (auto no = detail::unfit_instant(at, zone_)) return refused(std::move(*no));

  const auto writer = store_.write();
  const Head head = writer->head();
  const auto former = policy_at(*writer, head.policy_event);
  if (auto no = detail::unfit_actor(by, day_of(at, zone_), *former)) return refused(std::move(*no));
  const auto& may = former->policy_roles;
  const bool permitted = std::any_of(by.roles.begin(), by.roles.end(), [&](const auto& role) {
    return std::find(may.begin(), may.end(), role) != may.end();
  });
  if (!permitted) {
    std::string known, has;
    for (const auto& role : may) known += (known.empty() ? "" : ", ") + role;
    for (const auto& role : by.roles) has += (has.empty() ? "" : ", ") + role;
    return refused(refuse("actor.role", "actor.roles", has, {"set-policy", known}));
  }

  LedgerEvent event{head.seq + 1, at, std::move(by), answer.command_id, PolicySet{policy}, {}};
  Changes changes;
  EventRow row;
  row.seq = event.seq;
  row.command_id = event.command_id;
  row.record = encode(event);
  row.hash = link(head.hash, row.record);
  changes.events.push_back(std::move(row));
  changes.policy_event = event.seq;
  // Items' next ticks follow the new warning days.
  const Query in_hand{.states = {Main::assigned, Main::working, Main::submitted}, .limit = 1000};
  for (Place after;;) {
    auto rows = writer->page(in_hand, after);
    if (rows.empty()) break;
    after.key = after.id = rows.back().id;
    for (auto& item : rows) {
      const auto next = next_tick(item_of(item, store_.address()), policy);
      if (next == item.next_tick) continue;
      item.next_tick = next;
      changes.items.push_back({std::move(item), Changes::Was::open});
    }
  }
  writer->commit(changes);
  answer.accepted = true;
  answer.seq = event.seq;
  return answer;
}

}  // namespace rectify::ledger
