// draft.hpp: what a transaction has decided so far, before it is written.
//
// A draft lies over a store's writer, or over another draft (of which it becomes a part, or not:
// all-or-nothing, dry runs). Commands are answered from it in order, each seeing those before.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/kept.hpp"

namespace rectify::ledger {

// An answer's words on the item, as it is.
void describe(const Item& item, Answer& answer);

class Draft {
 public:
  // What holds for the whole transaction.
  struct Ground {
    Writer& writer;
    const Rules& rules;
    Zone zone;
    std::string address;
    Kept& kept;  // as the store has them
  };

  Draft(const Ground& ground, const Head& head) : ground_(&ground), head_(head) {}
  explicit Draft(Draft& below) : ground_(below.ground_), below_(&below), head_(below.head_) {}

  // Puts an event of the ledger itself into the chain; its number comes with it. Gives that number.
  std::uint64_t record(LedgerEvent event);
  // Puts an event that another ledger recorded into the chain as it is, if it is the next one there;
  // else why not, and nothing is changed. `hash` in it and `record` are of that event.
  std::optional<Refusal> adopt(const Recorded& recorded, std::string record);
  // `command` has its id and time.
  Answer answer(Command command, const std::string& batch_id);
  // The draft below takes over what this one decided.
  void merge();
  // Nothing came of a command for `item`: its answer as the item stands in this draft, which is the
  // one below, and without the events that were only tried.
  void take_back(ItemId item, Answer& answer);

  [[nodiscard]] bool empty() const { return events_.empty(); }
  // All of it as rows. Only of a draft that lies on the store, and once.
  Changes changes();
  // The changes are written: the items are kept for the next transactions.
  void keep() &&;

 private:
  void defines(EventRow& row);  // a host's machine: its row names the one before
  Known* find(
      ItemId);  // in this draft, copied up from below or the store; none: there is no such item
  const Known* look(ItemId);  // without copying up
  std::uint64_t event_of(const std::string& command_id);
  std::optional<EventRow> row(std::uint64_t seq);  // drafted here, below, or stored
  Recorded event(std::uint64_t seq, std::uint64_t* former = nullptr);
  Item as_of(std::uint64_t seq);  // the event's item, as it made it
  Answer again(const Command&, std::uint64_t seq, Answer);
  void tell_in_between(const Known&, std::uint32_t expected, Answer&);

  const Ground* ground_;
  Draft* below_ = nullptr;
  Head head_;
  Kept::Items items_;
  std::unordered_map<std::string, std::uint64_t> commands_;
  std::vector<EventRow> events_;
  std::uint64_t workflow_event_ = 0;  // the newest of them that defines a host's machine
};

}  // namespace rectify::ledger
