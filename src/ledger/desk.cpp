// desk.cpp: where callers queue. Those who come at the same time share one transaction (group
// commit). SPDX-License-Identifier: BSL-1.0
#include "ledger/desk.hpp"

#include "ledger/answers.hpp"
#include "ledger/chain.hpp"
#include "ledger/rows.hpp"

#include <rectify/impl/clock.hpp>
#include <rectify/impl/validate.hpp>

#include <algorithm>

namespace rectify::ledger {

namespace {

constexpr std::size_t most_in_a_group = 4096;  // commands in one transaction of several callers

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
  const auto rules = rules_at(*writer, head);
  kept_.follow(head);
  const Draft::Ground ground{*writer, *rules, zone_, store_.address(), kept_};
  Draft draft(ground, head);
  for (auto* request : group)
    request->answers = answers_to(draft, request->commands, *request->batch);
  if (!draft.empty()) writer->commit(draft.changes());
  std::move(draft).keep();
}

std::shared_ptr<const Rules> Desk::rules_at(Reader& reader, const Head& head) {
  const std::lock_guard lock(rules_lock_);
  if (rules_ && policy_event_ == head.policy_event && calendar_event_ == head.calendar_event &&
      workflow_event_ == head.workflow_event)
    return rules_;
  rules_ = std::make_shared<const Rules>(rules_of(reader, head, store_.address(), given_));
  policy_event_ = head.policy_event, calendar_event_ = head.calendar_event;
  workflow_event_ = head.workflow_event;
  return rules_;
}

std::shared_ptr<const Rules> Desk::rules() {
  const auto reader = store_.read();
  return rules_at(*reader, reader->head());
}

// Whoever may set a policy may set a calendar.
std::optional<Refusal> Desk::unfit_to_set(const char* what, const Actor& by, Instant at,
                                          const Policy& policy) const {
  if (auto no = detail::unfit_actor(by, day_of(at, zone_), policy)) return no;
  if (detail::may_set(by, policy)) return std::nullopt;
  return refuse("actor.role", "actor.roles", detail::joined(by.roles),
                {what, detail::joined(policy.policy_roles)});
}

// One transaction: the ledger's event, the deadlines that the new rules make others, and the days on
// which lights change.
std::vector<Answer> Desk::put_in_force(Writer& writer, const Head& head, const Rules& rules,
                                       LedgerEvent event) {
  kept_.follow(head);
  const Draft::Ground ground{writer, rules, zone_, store_.address(), kept_};
  Draft draft(ground, head);
  std::vector<Answer> answers(1);
  answers[0].accepted = true;
  answers[0].command_id = event.command_id;
  const bool sets_policy = std::holds_alternative<PolicySet>(event.body);
  const Instant at = event.at;
  const Actor by = event.actor;
  const std::uint64_t seq = answers[0].seq = draft.record(std::move(event));

  std::vector<ItemRow> retimed;
  const Context context = rules.context(zone_);
  const Query dated{.states = {Main::assigned, Main::working, Main::submitted, Main::verified},
                    .limit = 1000};
  for (Place after;;) {
    auto rows = writer.page(dated, after);
    if (rows.empty()) break;
    after.key = after.id = rows.back().id;
    for (auto& row : rows) {
      const Item item = item_of(row, store_.address());
      if (!sets_policy && item.deadline && detail::reckons_anew(*item.deadline, rules.calendar)) {
        answers.push_back(draft.answer(
            {.id = make_id(at), .item = row.id, .actor = by, .at = at, .body = Reckon{}}, {}));
      } else if (const auto next = next_tick(item, context); next != row.next_tick) {
        row.next_tick = next;
        retimed.push_back(std::move(row));
      }
    }
  }
  Changes changes = draft.changes();
  for (auto& row : retimed) changes.items.push_back({std::move(row), Changes::Was::open});
  (sets_policy ? changes.policy_event : changes.calendar_event) = seq;
  writer.commit(changes);
  std::move(draft).keep();
  return answers;
}

Answer Desk::set_policy(const Policy& policy, Actor by, Instant at) {
  Answer refused;
  refused.command_id = make_id(at);
  if (!(refused.refusal = rectify::check(policy)))
    refused.refusal = detail::unfit_instant(at, zone_);
  if (refused.refusal) return refused;

  const auto writer = store_.write();
  const Head head = writer->head();
  const auto former = rules_at(*writer, head);
  refused.refusal = unfit_to_set("set-policy", by, at, former->policy);
  if (refused.refusal) return refused;
  return put_in_force(*writer, head, {policy, former->calendar, former->flows},
                      {0, at, std::move(by), refused.command_id, PolicySet{policy}, {}})
      .front();
}

std::vector<Answer> Desk::set_calendar(const WorkCalendar& calendar, Actor by, Instant at) {
  std::vector<Answer> refused(1);
  refused[0].command_id = make_id(at);
  auto text = calendar_text(calendar);
  refused[0].refusal = text ? detail::unfit_instant(at, zone_) : text.refusal();
  if (refused[0].refusal) return refused;

  const auto writer = store_.write();
  const Head head = writer->head();
  const auto former = rules_at(*writer, head);
  refused[0].refusal = unfit_to_set("set-calendar", by, at, former->policy);
  if (refused[0].refusal) return refused;
  if (former->calendar == calendar) return {};
  return put_in_force(
      *writer, head, {former->policy, calendar, former->flows},
      {0, at, std::move(by), refused[0].command_id, CalendarLoaded{*std::move(text)}, {}});
}

}  // namespace rectify::ledger
