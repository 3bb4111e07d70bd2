// check.cpp: does the ledger prove itself? The chain, every item from its events, and all that is
// kept beside them.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "ledger/chain.hpp"
#include "ledger/inside.hpp"
#include "ledger/rows.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>

namespace rectify {

namespace {

constexpr std::size_t at_once = 1000;

// The first column in which two rows of an item differ; none: they are the same.
const char* difference(const ItemRow& a, const ItemRow& b) {
  if (a.version != b.version) return "version";
  if (a.last_event != b.last_event) return "last_event";
  if (a.state != b.state) return "state";
  if (a.light != b.light) return "light";
  if (a.severity != b.severity) return "severity";
  if (a.title != b.title) return "title";
  if (a.unit != b.unit) return "unit";
  if (a.leader != b.leader) return "leader";
  if (a.handler != b.handler) return "handler";
  if (a.source != b.source) return "source";
  if (a.workflow != b.workflow) return "workflow";
  if (a.place != b.place) return "place";
  if (a.due != b.due) return "due";
  if (a.next_tick != b.next_tick) return "next_tick";
  if (a.changed != b.changed) return "changed";
  if (a.record != b.record) return "record";
  return a == b ? nullptr : "id";
}

class Checker {
 public:
  Checker(Reader& reader, const std::string& address,
          std::function<void(std::uint64_t, std::uint64_t)> progress)
      : reader_(reader), address_(address), progress_(std::move(progress)) {}

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
      fail(error.what(), seq_, item_);
    }
    found_.whole = ok();
    return found_;
  }

 private:
  [[nodiscard]] bool ok() const { return found_.flaw.empty(); }
  void fail(const std::string& flaw, std::uint64_t seq = 0, ItemId item = 0) {
    if (ok()) found_.flaw = flaw, found_.seq = seq, found_.item = item;
  }
  void tell() const {  // each event is looked at in the chain and once more in its item
    if (progress_) progress_(found_.events + again_, 2 * head_.seq);
  }

  void chain() {
    Hash former{};
    std::uint64_t policy = 0, calendar = 0, workflow = 0;
    for (std::uint64_t seq = 0; seq < head_.seq && ok();) {
      const auto rows = reader_.events(seq, at_once);
      if (rows.empty()) return fail("event " + std::to_string(seq + 1) + " is missing", seq + 1);
      for (const auto& row : rows) {
        seq_ = seq + 1;
        const auto n = std::to_string(seq_);
        if (row.seq != seq + 1) return fail("event " + n + " is missing", seq + 1);
        if (ledger::link(former, row.record) != row.hash)
          return fail("the hash of event " + n + " is wrong: it or the one before was changed",
                      seq + 1);
        const Recorded recorded = ledger::recorded_of(row, address_);
        if (!agrees(row, recorded, policy, calendar, workflow)) return;
        former = row.hash;
        seq = row.seq;
        ++found_.events;
      }
      tell();
    }
    seq_ = 0;
    if (ok() && policy != head_.policy_event)
      fail("the policy in force is event " + std::to_string(head_.policy_event) +
           ", the chain's last is " + std::to_string(policy));
    if (ok() && calendar != head_.calendar_event)
      fail("the calendar in force is event " + std::to_string(head_.calendar_event) +
           ", the chain's last is " + std::to_string(calendar));
    if (ok() && workflow != head_.workflow_event)
      fail("the newest workflow is event " + std::to_string(head_.workflow_event) +
           ", the chain's last is " + std::to_string(workflow));
    if (ok() && former != head_.hash)
      fail("the chain does not end with the ledger's hash", head_.seq);
  }

  // An event's columns against its record.
  bool agrees(const EventRow& row, const Recorded& recorded, std::uint64_t& policy,
              std::uint64_t& calendar, std::uint64_t& workflow) {
    const auto n = std::to_string(row.seq);
    const auto* event = std::get_if<Event>(&recorded.what);
    const auto* of_ledger = std::get_if<LedgerEvent>(&recorded.what);
    const auto& id = event != nullptr ? event->command_id : of_ledger->command_id;
    if (seq_of(recorded) != row.seq || (event != nullptr ? event->item : 0) != row.item)
      return fail("event " + n + " stands with other columns than its record has", row.seq), false;
    std::uint64_t none = 0;
    const bool defines =
        of_ledger != nullptr && std::holds_alternative<WorkflowDefined>(of_ledger->body);
    auto& newest = event != nullptr ? newest_[event->item] : defines ? workflow : none;
    if (row.former != newest)
      return fail("event " + n + " names event " + std::to_string(row.former) +
                      " as the one before of its item, which is " + std::to_string(newest),
                  row.seq, row.item),
             false;
    newest = row.seq;
    if (reader_.event_of_command(id) != row.seq)
      return fail("the command id of event " + n + " is not kept, or of another event", row.seq),
             false;
    ++commands_;
    if (event == nullptr) {
      ++again_;
      const bool opens = std::holds_alternative<LedgerOpened>(of_ledger->body);
      if (opens || std::holds_alternative<PolicySet>(of_ledger->body)) policy = row.seq;
      if (opens || std::holds_alternative<CalendarLoaded>(of_ledger->body)) calendar = row.seq;
    }
    return true;
  }

  // Those behind `after`. An Error says in words which of them can't be read; here is its number.
  std::vector<ItemRow> rows_of_items(ItemId after) {
    try {
      return reader_.items(after, at_once);
    } catch (const Error& error) {
      std::set<ItemId> left;
      for (const auto& [id, seq] : newest_) left.insert(id);
      for (const auto id : left) try {
          (void)reader_.item(id);
        } catch (const Error&) {
          fail(error.what(), 0, id);
          return {};
        }
      throw;
    }
  }

  void items() {
    const auto rules = ledger::rules_of(reader_, head_, address_);
    for (ItemId after = 0; ok();) {
      const auto rows = rows_of_items(after);
      if (rows.empty()) break;
      for (const auto& row : rows) {
        if (row.id <= after)
          return fail("item " + std::to_string(row.id) + " stands twice", 0, row.id);
        after = item_ = row.id;
        item(row, rules);
        if (!ok()) return;
        ++found_.items;
      }
      tell();
    }
    item_ = 0;
    if (!ok() || newest_.empty()) return;
    const auto missing = std::min_element(newest_.begin(), newest_.end());
    fail("item " + std::to_string(missing->first) + " is missing: the chain has events of it",
         missing->second, missing->first);
  }

  // Makes the item again from its events and compares.
  void item(const ItemRow& row, const ledger::Rules& rules) {
    const auto n = std::to_string(row.id);
    const auto newest = newest_.find(row.id);
    if (newest == newest_.end()) return fail("item " + n + " has no events", 0, row.id);
    if (newest->second != row.last_event)
      return fail("item " + n + " names event " + std::to_string(row.last_event) +
                      " as its newest, which is " + std::to_string(newest->second),
                  newest->second, row.id);
    newest_.erase(newest);
    std::vector<Event> events;
    for (std::uint64_t seq = row.last_event; seq != 0;) {
      const auto event = reader_.event(seq);
      if (!event || event->item != row.id || event->former >= seq)
        return fail("event " + std::to_string(seq) + " of item " + n + " is missing or of another",
                    seq, row.id);
      auto recorded = ledger::recorded_of(*event, address_);
      events.push_back(std::move(std::get<Event>(recorded.what)));
      seq = event->former;
    }
    Item made;
    std::reverse(events.begin(), events.end());
    for (const auto& event : events) {
      if (const auto no = rules.flows.unfit(made, event))
        return fail("event " + std::to_string(event.seq) + " leads item " + n + " to \"" +
                        (event.flow ? place(*event.flow) : "") +
                        "\", where it can't stand: wanted " + wanted(*no, Lang::en),
                    event.seq, row.id);
      evolve(made, event);
    }
    Item stored = ledger::item_of(row, address_);
    made.unknown = stored.unknown;  // a newer version's fields are not ours to make
    const ItemRow columns = ledger::row_of(made, row.last_event, rules);
    if (const char* column = difference(columns, row))
      return fail(
          "item " + n + " is stored otherwise than its events make it, in the column " + column,
          row.last_event, row.id);
    ledger::count(counted_, ledger::share_of(made), 1);
    again_ += events.size();
  }

  void counters() {
    const Counters stored = reader_.counters();
    std::map<CounterKey, std::int64_t> by_unit;
    for (const auto& c : stored.by_unit) by_unit[{c.unit, c.state, c.severity, c.light}] += c.items;
    std::map<Day, std::int64_t> by_due;
    for (const auto& c : stored.by_due) by_due[c.due] += c.items;
    const auto agree = [&](const auto& kept, const auto& counted, const auto& words) {
      const auto differs = [&](const auto& entry) {
        const auto there = counted.find(entry.first);
        if (there != counted.end() && there->second == entry.second) return false;
        fail("the counter of " + words(entry.first) + " says " + std::to_string(entry.second) +
             " items, there are " + std::to_string(there == counted.end() ? 0 : there->second));
        return true;
      };
      if (std::any_of(kept.begin(), kept.end(), differs)) return;
      for (const auto& [key, items] : counted)
        if (kept.find(key) == kept.end())
          return fail("the counter of " + words(key) + " is missing, there are " +
                      std::to_string(items) + " items");
    };
    agree(by_unit, counted_.counters, [](const CounterKey& key) {
      return "\"" + key.unit + "\", " + std::string(name(key.state)) + ", " +
             std::string(name(key.severity)) + ", " + std::string(name(key.light));
    });
    if (ok()) agree(by_due, counted_.due, [](Day due) { return "the due day " + write_day(due); });
  }

  Reader& reader_;
  const std::string& address_;
  std::function<void(std::uint64_t, std::uint64_t)> progress_;
  Head head_;
  Verification found_;
  std::uint64_t seq_ = 0;  // what is being looked at, for what is thrown
  ItemId item_ = 0;
  std::uint64_t commands_ = 0;
  std::uint64_t again_ = 0;                             // events looked at in their items
  std::unordered_map<ItemId, std::uint64_t> newest_{};  // event of each item not yet looked at
  Changes counted_;
};

}  // namespace

Verification Ledger::check(Tell tell, void* told) const {
  std::function<void(std::uint64_t, std::uint64_t)> progress;
  if (tell != nullptr)
    progress = [&](std::uint64_t done, std::uint64_t total) { tell(told, done, total); };
  const auto reader = inside_->store->read();
  return Checker(*reader, inside_->store->address(), std::move(progress)).run();
}

}  // namespace rectify
