// ledger.cpp: opening a ledger, giving it commands, asking for one item.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "ledger/chain.hpp"
#include "ledger/inside.hpp"
#include "ledger/rows.hpp"

#include <rectify/impl/validate.hpp>

#include <sodium.h>

#include <algorithm>

namespace rectify {

namespace {

// The first event of a new ledger: under which rules its records are read.
void found(Writer& writer, const Options& options, Instant at) {
  const WorkflowId workflow = item_workflow();
  LedgerOpened opened{options.zone,
                      std::string(workflow.name),
                      workflow.version,
                      workflow.fingerprint,
                      options.policy.value_or(strict_policy()),
                      {}};
  if (auto no = check(opened.policy)) throw Refused(std::move(*no));
  opened.calendar = ledger::calendar_text(options.calendar.value_or(china())).value();
  if (opened.zone < std::chrono::hours{-14} || opened.zone > std::chrono::hours{14})
    throw Refused(
        refuse("policy.range", "zone", std::to_string(opened.zone.count()), {"-840", "840"}));
  if (auto no = detail::unfit_instant(at, opened.zone)) throw Refused(std::move(*no));
  LedgerEvent event{1, at, {}, "ledger-opened", std::move(opened), {}};
  Changes changes;
  EventRow row;
  row.seq = 1;
  row.command_id = event.command_id;
  row.record = encode(event);
  row.hash = ledger::link(Hash{}, row.record);
  changes.events.push_back(std::move(row));
  changes.policy_event = changes.calendar_event = 1;
  writer.commit(changes);
}

// What the first event says, checked against this library.
Zone zone_of(Reader& reader, const std::string& address) {
  const auto row = reader.event(1);
  if (!row) ledger::damaged(address, "its first event is missing");
  const Recorded recorded = ledger::recorded_of(*row, address);
  const auto* event = std::get_if<LedgerEvent>(&recorded.what);
  const auto* opened = event == nullptr ? nullptr : std::get_if<LedgerOpened>(&event->body);
  if (opened == nullptr) ledger::damaged(address, "its first event opens no ledger");
  const WorkflowId ours = item_workflow();
  if (opened->workflow_name != ours.name || opened->workflow_version > ours.version)
    throw Error("store.newer", address,
                "its items follow the workflow " + opened->workflow_name + " version " +
                    std::to_string(opened->workflow_version) + ", this library knows " +
                    std::string(ours.name) + " version " + std::to_string(ours.version) +
                    "; open it with a newer rectify");
  return opened->zone;
}

// The end of the chain, which is the part that a torn write would hit.
void check_tail(Reader& reader, const Head& head, const std::string& address) {
  Hash former{};
  if (head.seq > 1) {
    const auto row = reader.event(head.seq - 1);
    if (!row) ledger::damaged(address, "event " + std::to_string(head.seq - 1) + " is missing");
    former = row->hash;
  }
  const auto last = reader.event(head.seq);
  if (!last || ledger::link(former, last->record) != last->hash)
    ledger::damaged(address,
                    "the hash of its last event, " + std::to_string(head.seq) + ", is wrong");
}

}  // namespace

Ledger::Ledger(Ledger&& other) noexcept : inside_(std::exchange(other.inside_, nullptr)) {}
Ledger& Ledger::operator=(Ledger&& other) noexcept {
  std::swap(inside_, other.inside_);
  return *this;
}
Ledger::~Ledger() { delete inside_; }

Ledger Ledger::over(Store* owned, Options options) {
  std::unique_ptr<Store> store(owned);
  if (sodium_init() < 0)
    throw Error("store.io", store->address(), "libsodium can't start: no source of random numbers");
  if (!options.clock)
    options.clock = Clock([] {
      return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    });
  Head head;
  Zone zone = options.zone;
  {
    const auto reader = store->read();
    head = reader->head();
    if (head.seq != 0) {
      if (head.policy_event == 0 && head.calendar_event == 0)
        throw Error("store.incomplete", store->address(),
                    "an import into it did not come to its end (it has " +
                        std::to_string(head.seq) +
                        " events so far): give the same import again, or remove it");
      zone = zone_of(*reader, store->address());
      check_tail(*reader, head, store->address());
    }
  }
  if (head.seq == 0) {
    // A store without a first event: whoever was to write it had the policy and the zone.
    if (!options.create)
      throw Error("store.none", store->address(), "there is no ledger here; make one first");
    const auto writer = store->write();
    head = writer->head();  // another process may have been quicker
    if (head.seq == 0)
      found(*writer, options, options.clock.now());
    else
      zone = zone_of(*writer, store->address());
  }
  return Ledger(new Inside(std::move(store), zone, std::move(options.clock)));
}

Answer Ledger::apply(Command command) {
  std::vector<Command> one;
  one.push_back(std::move(command));
  return std::move(inside_->desk.apply(std::move(one), {}, inside_->clock.now()).front());
}

std::vector<Answer> Ledger::apply(std::vector<Command> commands, const Batch& batch) {
  if (auto no = detail::unfit(batch.id, "batch", limits::name, detail::Lines::one))
    throw Refused(std::move(*no));
  if (commands.empty()) return {};
  return inside_->desk.apply(std::move(commands), batch, inside_->clock.now());
}

Result<ItemId> Ledger::report(Report body, Actor by) {
  Answer answer = apply({.actor = std::move(by), .body = std::move(body)});
  if (!answer.accepted) return *std::move(answer.refusal);
  return answer.item;
}

#define RECTIFY_VERB(verb, Struct)                                                 \
  Answer Ledger::verb(ItemId item, Struct body, Actor by) {                        \
    return apply({.item = item, .actor = std::move(by), .body = std::move(body)}); \
  }
RECTIFY_VERB(assign, Assign)
RECTIFY_VERB(fix_at_once, FixAtOnce)
RECTIFY_VERB(void_item, Void)
RECTIFY_VERB(merge, Merge)
RECTIFY_VERB(decline, Decline)
RECTIFY_VERB(reassign, Reassign)
RECTIFY_VERB(start, Start)
RECTIFY_VERB(progress, Progress)
RECTIFY_VERB(submit, Submit)
RECTIFY_VERB(recall, Recall)
RECTIFY_VERB(verify, Verify)
RECTIFY_VERB(reject, Reject)
RECTIFY_VERB(object, Object)
RECTIFY_VERB(close, Close)
RECTIFY_VERB(reopen, Reopen)
RECTIFY_VERB(request_extension, RequestExtension)
RECTIFY_VERB(grant_extension, GrantExtension)
RECTIFY_VERB(deny_extension, DenyExtension)
RECTIFY_VERB(hold, Hold)
RECTIFY_VERB(resume, Resume)
RECTIFY_VERB(comment, Comment)
RECTIFY_VERB(attach, Attach)
RECTIFY_VERB(escalate, Escalate)
RECTIFY_VERB(change_severity, ChangeSeverity)
RECTIFY_VERB(link, LinkTo)
RECTIFY_VERB(correct, Correct)
RECTIFY_VERB(act, Act)
#undef RECTIFY_VERB

std::optional<Item> Ledger::find(ItemId id) const {
  const auto row = inside_->store->read()->item(id);
  if (!row) return std::nullopt;
  return ledger::item_of(*row, inside_->store->address());
}

std::optional<std::string> Ledger::record(ItemId id) const {
  auto row = inside_->store->read()->item(id);
  if (!row) return std::nullopt;
  (void)ledger::item_of(*row, inside_->store->address());
  return std::move(row->record);
}

std::vector<Recorded> Ledger::history(ItemId id) const {
  const auto reader = inside_->store->read();
  const auto& address = inside_->store->address();
  const auto item = reader->item(id);
  std::vector<Recorded> events;
  for (std::uint64_t seq = item ? item->last_event : 0; seq != 0;) {
    const auto row = reader->event(seq);
    if (!row || row->item != id || row->former >= seq)
      ledger::damaged(address, "event " + std::to_string(seq) + " of item " + std::to_string(id) +
                                   " is missing or not its own");
    events.push_back(ledger::recorded_of(*row, address));
    seq = row->former;
  }
  std::reverse(events.begin(), events.end());
  return events;
}

std::vector<Recorded> Ledger::events(std::uint64_t after, std::size_t limit) const {
  const auto& address = inside_->store->address();
  std::vector<Recorded> events;
  for (const auto& row :
       inside_->store->read()->events(after, std::clamp<std::size_t>(limit, 1, 10000)))
    events.push_back(ledger::recorded_of(row, address));
  return events;
}

std::vector<Allowance> Ledger::allowed(ItemId id, const Actor& actor,
                                       std::optional<Instant> at) const {
  const auto rules = inside_->desk.rules();
  const Item item = find(id).value_or(Item{});
  return rectify::allowed(item, actor, at.value_or(inside_->clock.now()),
                          rules->context(inside_->zone, item, Act{}));
}

Answer Ledger::define(const Flow& flow, Actor by, std::optional<Instant> at) {
  return inside_->desk.define(flow, std::move(by), at.value_or(inside_->clock.now()));
}
std::vector<Description> Ledger::workflows() const {
  std::vector<Description> all;
  const auto rules = inside_->desk.rules();
  for (const auto& known : rules->flows.all()) all.push_back(known.definition);
  return all;
}
std::optional<Description> Ledger::workflow_of(const Item& item) const {
  if (!item.flow) return describe_item_machine();
  const auto rules = inside_->desk.rules();
  const auto* known = rules->flows.of(item.flow->fingerprint);
  return known == nullptr ? std::nullopt : std::optional(known->definition);
}
Result<MigrationPlan> Ledger::plan(std::uint64_t from, std::uint64_t to) const {
  const auto rules = inside_->desk.rules();
  const auto *old_version = rules->flows.of(from), *new_version = rules->flows.of(to);
  if (old_version == nullptr) return rules->flows.unknown("from", from, {});
  const std::string& workflow = old_version->definition.name;
  if (new_version == nullptr || new_version == old_version ||
      new_version->definition.name != workflow)
    return rules->flows.unknown("to", to, workflow);
  return diff(old_version->definition, new_version->definition);
}
std::vector<Answer> Ledger::migrate(const MigrationPlan& plan, Actor by, const Migration& how) {
  return inside_->desk.migrate(plan, std::move(by), how, inside_->clock.now());
}
std::vector<Answer> Ledger::undo_migration(const std::string& batch, Actor by,
                                           const Migration& how) {
  return inside_->desk.undo_migration(batch, std::move(by), how, inside_->clock.now());
}

Policy Ledger::policy() const { return inside_->desk.rules()->policy; }
WorkCalendar Ledger::calendar() const { return inside_->desk.rules()->calendar; }
Zone Ledger::zone() const { return inside_->zone; }
Instant Ledger::now() const { return inside_->clock.now(); }

Answer Ledger::set_policy(const Policy& policy, Actor by, std::optional<Instant> at) {
  return inside_->desk.set_policy(policy, std::move(by), at.value_or(inside_->clock.now()));
}
std::vector<Answer> Ledger::set_calendar(const WorkCalendar& calendar, Actor by,
                                         std::optional<Instant> at) {
  return inside_->desk.set_calendar(calendar, std::move(by), at.value_or(inside_->clock.now()));
}

}  // namespace rectify
