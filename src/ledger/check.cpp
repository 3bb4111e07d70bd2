// check.cpp: does the ledger prove itself? The chain, every item from its events, and all that is
// kept beside them. SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "ledger/chain.hpp"
#include "ledger/inside.hpp"
#include "ledger/rows.hpp"

#include <algorithm>

namespace rectify {

namespace {

constexpr std::size_t at_once = 1000;

class Checker {
 public:
  Checker(Reader& reader, const std::string& address,
          const std::function<void(std::uint64_t, std::uint64_t)>& progress)
      : reader_(reader), address_(address), progress_(progress) {}

  Verification run() {
    try {
      head_ = reader_.head();
      if (auto flaw = reader_.flaw(); !flaw.empty()) fail(flaw);
      if (ok()) chain();
      if (ok()) items();
      if (ok()) counters();
      if (ok() && reader_.commands() != commands_)
        fail(std::to_string(reader_.commands()) + " command ids are kept, the chain has " +
             std::to_string(commands_));
    } catch (const Error& error) {
      fail(error.what());
    }
    found_.whole = ok();
    return found_;
  }

 private:
  [[nodiscard]] bool ok() const { return found_.flaw.empty(); }
  void fail(const std::string& flaw, std::uint64_t seq = 0, ItemId item = 0) {
    if (ok()) found_.flaw = flaw, found_.seq = seq, found_.item = item;
  }
  void tell() const {
    if (progress_) progress_(found_.events + found_.items, 2 * head_.seq);
  }

  void chain() {
    Hash former{};
    std::uint64_t policy = 0;
    for (std::uint64_t seq = 0; seq < head_.seq && ok();) {
      const auto rows = reader_.events(seq, at_once);
      if (rows.empty()) return fail("event " + std::to_string(seq + 1) + " is missing", seq + 1);
      for (const auto& row : rows) {
        const auto n = std::to_string(seq + 1);
        if (row.seq != seq + 1) return fail("event " + n + " is missing", seq + 1);
        if (ledger::link(former, row.record) != row.hash)
          return fail("the hash of event " + n + " is wrong: it or the one before was changed",
                      seq + 1);
        const Recorded recorded = ledger::recorded_of(row, address_);
        if (!agrees(row, recorded, policy)) return;
        former = row.hash;
        seq = row.seq;
        ++found_.events;
      }
      tell();
    }
    if (ok() && policy != head_.policy_event)
      fail("the policy in force is event " + std::to_string(head_.policy_event) +
           ", the chain's last is " + std::to_string(policy));
    if (ok() && former != head_.hash)
      fail("the chain does not end with the ledger's hash", head_.seq);
  }

  // An event's columns against its record.
  bool agrees(const EventRow& row, const Recorded& recorded, std::uint64_t& policy) {
    const auto n = std::to_string(row.seq);
    const auto* event = std::get_if<Event>(&recorded.what);
    const auto* of_ledger = std::get_if<LedgerEvent>(&recorded.what);
    const auto& id = event != nullptr ? event->command_id : of_ledger->command_id;
    if (seq_of(recorded) != row.seq || (event != nullptr ? event->item : 0) != row.item)
      return fail("event " + n + " stands with other columns than its record has", row.seq), false;
    if (row.former >= row.seq)
      return fail("event " + n + " names a later one as the one before", row.seq), false;
    if (reader_.event_of_command(id) != row.seq)
      return fail("the command id of event " + n + " is not kept, or of another event", row.seq),
             false;
    ++commands_;
    if (event != nullptr)
      ++item_events_;
    else
      policy = row.seq;
    return true;
  }

  void items() {
    const auto policy = current_policy();
    std::uint64_t events = 0;
    for (ItemId after = 0; ok();) {
      const auto rows = reader_.items(after, at_once);
      if (rows.empty()) break;
      for (const auto& row : rows) {
        if (row.id <= after)
          return fail("item " + std::to_string(row.id) + " stands twice", 0, row.id);
        after = row.id;
        events += item(row, policy);
        if (!ok()) return;
        ++found_.items;
      }
      tell();
    }
    if (ok() && events != item_events_)
      fail("the items have " + std::to_string(events) + " events, the chain has " +
           std::to_string(item_events_));
  }

  // Makes the item again from its events, compares, and says how many they were.
  std::uint64_t item(const ItemRow& row, const Policy& policy) {
    const auto n = std::to_string(row.id);
    std::vector<Event> events;
    for (std::uint64_t seq = row.last_event; seq != 0;) {
      const auto event = reader_.event(seq);
      if (!event || event->item != row.id || event->former >= seq)
        return fail("event " + std::to_string(seq) + " of item " + n + " is missing or of another",
                    seq, row.id),
               0;
      auto recorded = ledger::recorded_of(*event, address_);
      events.push_back(std::move(std::get<Event>(recorded.what)));
      seq = event->former;
    }
    Item made;
    for (auto event = events.rbegin(); event != events.rend(); ++event) evolve(made, *event);
    Item stored = ledger::item_of(row, address_);
    made.unknown = stored.unknown;  // a newer version's fields are not ours to make
    if (!(made == stored))
      return fail("item " + n + " is stored otherwise than its events make it", row.last_event,
                  row.id),
             0;
    ItemRow columns = ledger::row_of(made, row.last_event, policy);
    columns.record = row.record;
    if (!(columns == row))
      return fail("item " + n + " stands with other columns than its record has", row.last_event,
                  row.id),
             0;
    ledger::count(counted_, columns, 1);
    return events.size();
  }

  Policy current_policy() {
    const auto row = reader_.event(head_.policy_event);
    if (!row) return {};
    const Recorded recorded = ledger::recorded_of(*row, address_);
    const auto& event = std::get<LedgerEvent>(recorded.what);
    const auto* opened = std::get_if<LedgerOpened>(&event.body);
    return opened != nullptr ? opened->policy : std::get<PolicySet>(event.body).policy;
  }

  void counters() {
    const Counters kept = reader_.counters();
    std::map<CounterKey, std::int64_t> by_unit;
    for (const auto& c : kept.by_unit) by_unit[{c.unit, c.state, c.severity, c.light}] += c.items;
    std::map<Day, std::int64_t> by_due;
    for (const auto& c : kept.by_due) by_due[c.due] += c.items;
    if (by_unit != counted_.counters)
      return fail("the counters by unit don't agree with the items");
    if (by_due != counted_.due) return fail("the counters by due day don't agree with the items");
  }

  Reader& reader_;
  const std::string& address_;
  const std::function<void(std::uint64_t, std::uint64_t)>& progress_;
  Head head_;
  Verification found_;
  std::uint64_t commands_ = 0, item_events_ = 0;
  Changes counted_;
};

}  // namespace

Verification Ledger::check(
    const std::function<void(std::uint64_t, std::uint64_t)>& progress) const {
  const auto reader = inside_->store->read();
  return Checker(*reader, inside_->store->address(), progress).run();
}

}  // namespace rectify
