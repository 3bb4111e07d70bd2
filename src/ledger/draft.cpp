// draft.cpp: what a transaction has decided so far, before it is written.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/draft.hpp"

#include "ledger/chain.hpp"
#include "ledger/rows.hpp"

#include <algorithm>

namespace rectify::ledger {

namespace {

constexpr std::size_t most_in_between = 100;  // events told with a conflict
// The greatest number that a caller may wish for: 15 digits, what a spreadsheet keeps. There are
// always numbers above it for those who wish for none.
constexpr ItemId most_wished = 999'999'999'999'999;

Answer refused(Answer answer, Refusal no) {
  answer.refusal = std::move(no);
  return answer;
}

// The item that a command names besides its own.
ItemId other_item(const Body& body) {
  if (const auto* merge = std::get_if<Merge>(&body)) return merge->into;
  if (const auto* link = std::get_if<LinkTo>(&body)) return link->link.target;
  return 0;
}

}  // namespace

void describe(const Item& item, Answer& answer) {
  answer.item = item.id;
  answer.version = item.version;
  answer.state = item.state;
  answer.light = light(item);
}

const Known* Draft::look(ItemId id) {
  const auto known = items_.find(id);
  if (known != items_.end()) return &known->second;
  return below_ != nullptr ? below_->look(id) : find(id);
}

Known* Draft::find(ItemId id) {
  const auto known = items_.find(id);
  if (known != items_.end()) return &known->second;
  if (below_ != nullptr) {
    const Known* there = below_->look(id);
    return there == nullptr ? nullptr : &items_.emplace(id, *there).first->second;
  }
  if (auto kept = ground_->kept.take(id)) return &items_.insert(std::move(kept)).position->second;
  const auto row = ground_->writer.item(id);
  if (!row) return nullptr;
  Known loaded{item_of(*row, ground_->address), row->last_event, {}};
  loaded.before = share_of(loaded.item);
  return &items_.emplace(id, std::move(loaded)).first->second;
}

std::uint64_t Draft::event_of(const std::string& command_id) {
  const auto known = commands_.find(command_id);
  if (known != commands_.end()) return known->second;
  return below_ != nullptr ? below_->event_of(command_id)
                           : ground_->writer.event_of_command(command_id);
}

std::optional<EventRow> Draft::row(std::uint64_t seq) {
  if (!events_.empty() && seq >= events_.front().seq) {
    const auto at = seq - events_.front().seq;
    return at < events_.size() ? std::optional(events_[at]) : std::nullopt;
  }
  return below_ != nullptr ? below_->row(seq) : ground_->writer.event(seq);
}

Recorded Draft::event(std::uint64_t seq, std::uint64_t* former) {
  const auto found = row(seq);
  if (!found) damaged(ground_->address, "event " + std::to_string(seq) + " is missing");
  if (former != nullptr) *former = found->former;
  return recorded_of(*found, ground_->address);
}

Item Draft::as_of(std::uint64_t seq) {
  std::vector<Recorded> events;
  while (seq != 0) {
    std::uint64_t former = 0;
    events.push_back(event(seq, &former));
    if (former >= seq)
      damaged(ground_->address, "event " + std::to_string(seq) + " names a later one as former");
    seq = former;
  }
  Item item;
  std::reverse(events.begin(), events.end());
  for (const auto& recorded : events)
    if (const auto* event = std::get_if<Event>(&recorded.what)) evolve(item, *event);
  return item;
}

// The id was applied before: answered as the first time if the command is the same.
Answer Draft::again(const Command& command, std::uint64_t seq, Answer answer) {
  const Recorded recorded = event(seq);
  const auto* first = std::get_if<Event>(&recorded.what);
  const bool unnumbered = command.item == 0 && std::holds_alternative<Report>(command.body);
  const bool same = first != nullptr && first->body == command.body &&
                    first->actor == command.actor && (unnumbered || command.item == first->item);
  if (!same) {
    if (const Known* now = command.item > 0 ? look(command.item) : nullptr)
      describe(now->item, answer);
    return refused(std::move(answer),
                   refuse("command.id-reused", "id", command.id, {std::to_string(seq)}));
  }
  answer.accepted = answer.repeated = true;
  answer.seq = seq, answer.batch_id = first->batch_id;
  describe(as_of(seq), answer);
  return answer;
}

void Draft::tell_in_between(const Known& known, std::uint32_t expected, Answer& answer) {
  std::uint64_t seq = known.last_event;
  for (std::uint32_t version = known.item.version; version > expected && seq != 0; --version) {
    if (answer.in_between.size() == most_in_between) break;
    std::uint64_t former = 0;
    answer.in_between.push_back(event(seq, &former));
    seq = former;
  }
  std::reverse(answer.in_between.begin(), answer.in_between.end());
}

std::uint64_t Draft::record(LedgerEvent event) {
  event.seq = head_.seq + 1;
  EventRow row;
  row.seq = event.seq;
  if (std::holds_alternative<WorkflowDefined>(event.body)) defines(row);
  row.command_id = event.command_id;
  row.record = encode(event);
  row.hash = link(head_.hash, row.record);
  head_.seq = row.seq, head_.hash = row.hash;
  commands_.emplace(row.command_id, row.seq);
  events_.push_back(std::move(row));
  return event.seq;
}

void Draft::defines(EventRow& row) {
  row.former = head_.workflow_event;
  head_.workflow_event = workflow_event_ = row.seq;
}

std::optional<Refusal> Draft::adopt(const Recorded& recorded, std::string record) {
  const auto* event = std::get_if<Event>(&recorded.what);
  EventRow row;
  row.seq = seq_of(recorded), row.record = std::move(record), row.hash = recorded.hash;
  std::visit([&](const auto& e) { row.command_id = e.command_id; }, recorded.what);
  if (row.seq != head_.seq + 1)
    return refuse("chain.seq", "seq", std::to_string(row.seq), {std::to_string(head_.seq + 1)});
  if (const Hash right = link(head_.hash, row.record); row.hash != right)
    return refuse("chain.hash", "hash", hex(row.hash), {hex(right)});
  if (const auto seq = event_of(row.command_id))
    return refuse("command.id-reused", "command_id", row.command_id, {std::to_string(seq)});
  if (event != nullptr) {
    const bool is_report = std::holds_alternative<Report>(event->body);
    Known fresh;
    Known* known = find(event->item);
    const auto item = std::to_string(event->item);
    // No ledger gives a higher one: each that isn't wished for is one above the last.
    const ItemId most = most_wished + static_cast<ItemId>(row.seq);
    if (event->item <= 0 || event->item > most)
      return refuse("item.number", "item", item, {std::to_string(most)});
    if (is_report && known != nullptr) return refuse("item.taken", "item", item);
    if (!is_report && known == nullptr) return refuse("item.none", "item", item);
    if (is_report) known = &fresh;
    if (event->version != known->item.version + 1)
      return refuse("chain.version", "version", std::to_string(event->version),
                    {item, std::to_string(known->item.version + 1)});
    if (auto no = ground_->rules.flows.unfit(known->item, *event)) return no;
    row.item = event->item, row.former = known->last_event;
    evolve(known->item, *event);
    known->last_event = row.seq;
    head_.last_item = std::max(head_.last_item, event->item);
    if (is_report) items_.emplace(event->item, std::move(fresh));
  } else if (std::holds_alternative<WorkflowDefined>(std::get<LedgerEvent>(recorded.what).body)) {
    defines(row);
  }
  head_.seq = row.seq, head_.hash = row.hash;
  commands_.emplace(row.command_id, row.seq);
  events_.push_back(std::move(row));
  return std::nullopt;
}

Answer Draft::answer(Command command, const std::string& batch_id) {
  Answer answer;
  answer.command_id = command.id;
  answer.item = command.item;
  if (const auto seq = event_of(command.id)) return again(command, seq, std::move(answer));

  const bool is_report = std::holds_alternative<Report>(command.body);
  Known fresh;
  Known* known = command.item > 0 ? find(command.item) : nullptr;
  if (command.item < 0 || (is_report && known == nullptr && command.item > most_wished))
    return refused(std::move(answer), refuse("item.number", "item", std::to_string(command.item),
                                             {std::to_string(most_wished)}));
  if (is_report && known != nullptr) {
    describe(known->item, answer);
    return refused(std::move(answer), refuse("item.taken", "item", std::to_string(command.item)));
  }
  if (!is_report && known == nullptr)
    return refused(std::move(answer),
                   command.item == 0 ? refuse("item.missing", "item")
                                     : refuse("item.none", "item", std::to_string(command.item)));
  if (is_report) {
    known = &fresh;
    if (command.item == 0) command.item = head_.last_item + 1;
  } else {
    describe(known->item, answer);
  }

  Context context = ground_->rules.context(ground_->zone, known->item, command.body);
  if (const ItemId other = other_item(command.body); other > 0 && other != command.item) {
    const Known* target = look(other);
    if (!is_report) known = find(command.item);  // the map may have grown
    if (target != nullptr) context.target = &target->item;
  }
  const auto expected = command.expected_version;
  const auto* move = std::get_if<Migrate>(&command.body);
  const std::uint64_t version = move != nullptr ? move->fingerprint : 0;
  auto result = step(known->item, std::move(command), context);
  if (!result) {
    if (result.refusal().code == "version.conflict" && expected)
      tell_in_between(*known, *expected, answer);
    if (result.refusal().code == "workflow.none") {
      const auto& flows = ground_->rules.flows;
      if (is_report)
        return refused(std::move(answer), flows.unknown("report.workflow", result.refusal().value));
      return refused(std::move(answer),
                     flows.unknown("migrate.fingerprint", version, known->item.flow->workflow));
    }
    return refused(std::move(answer), std::move(result).refusal());
  }

  Event& event = *result;
  event.seq = head_.seq + 1;
  event.batch_id = batch_id;
  EventRow row;
  row.seq = event.seq, row.item = event.item, row.former = known->last_event;
  row.command_id = event.command_id;
  row.record = encode(event);
  row.hash = link(head_.hash, row.record);
  evolve(known->item, event);
  known->last_event = row.seq;

  answer.accepted = true;
  answer.seq = row.seq, answer.batch_id = batch_id;
  describe(known->item, answer);
  head_.seq = row.seq, head_.hash = row.hash;
  head_.last_item = std::max(head_.last_item, event.item);
  commands_.emplace(row.command_id, row.seq);
  if (is_report) items_.emplace(event.item, std::move(fresh));
  events_.push_back(std::move(row));
  return answer;
}

void Draft::take_back(ItemId item, Answer& answer) {
  const bool applied = answer.accepted && answer.seq <= head_.seq;  // earlier: it is repeated here
  if (applied) return;
  if (answer.accepted) {
    answer.accepted = answer.repeated = false;
    answer.refusal = refuse("batch.not-applied", "batch", answer.batch_id);
  }
  answer.seq = 0, answer.batch_id.clear();
  std::erase_if(answer.in_between, [&](const Recorded& r) { return seq_of(r) > head_.seq; });
  const Known* known = item > 0 ? look(item) : nullptr;
  answer.item = item;
  if (known != nullptr)
    describe(known->item, answer);
  else
    answer.version = 0, answer.state = {}, answer.light = Light::grey;
}

void Draft::merge() {
  for (auto& [id, known] : items_) below_->items_.insert_or_assign(id, std::move(known));
  below_->commands_.merge(commands_);
  std::move(events_.begin(), events_.end(), std::back_inserter(below_->events_));
  below_->head_ = head_;
}

Changes Draft::changes() {
  Changes changes;
  for (auto& [id, known] : items_) {
    if (known.before && known.before->version == known.item.version) continue;  // only looked at
    Changes::ItemChange change;
    if (known.before) {
      change.was =
          known.before->key.state == Main::closed ? Changes::Was::closed : Changes::Was::open;
      count(changes, *known.before, -1);
    }
    change.row = row_of(known.item, known.last_event, ground_->rules);
    known.before = share_of(known.item);
    count(changes, *known.before, 1);
    changes.items.push_back(std::move(change));
  }
  std::sort(changes.items.begin(), changes.items.end(),
            [](const auto& a, const auto& b) { return a.row.id < b.row.id; });
  std::erase_if(changes.counters, [](const auto& c) { return c.second == 0; });
  std::erase_if(changes.due, [](const auto& c) { return c.second == 0; });
  changes.events = std::move(events_);
  changes.workflow_event = workflow_event_;
  return changes;
}

void Draft::keep() && { ground_->kept.give(std::move(items_), head_); }

}  // namespace rectify::ledger
