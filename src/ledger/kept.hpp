// kept.hpp: items that the last transactions touched, so that the next ones needn't read them again.
//
//     kept.follow(writer->head());      // forgets all if another process has written meanwhile
//     kept.take(id);                    // the item as the store has it, taken out; or none
//     kept.give(items, head);           // what a transaction wrote, behind which the chain ends so
//
// Of one thread at a time: whoever has the writer. A transaction that fails leaves out what it took.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/rows.hpp"

#include <unordered_map>

namespace rectify::ledger {

struct Known {
  Item item{};
  std::uint64_t last_event = 0;
  std::optional<Share> before{};  // as the store has it; none: a new item
};

class Kept {
 public:
  using Items = std::unordered_map<ItemId, Known>;

  // Every change of an item adds an event: where the chain ends as it did, nothing has changed.
  void follow(const Head& head) {
    if (head.seq != seq_ || head.hash != hash_) items_.clear();
    seq_ = head.seq, hash_ = head.hash;
  }
  Items::node_type take(ItemId id) { return items_.extract(id); }
  void give(Items&& items, const Head& head) {
    items_.merge(items);
    while (items_.size() > most) items_.erase(items_.begin());
    seq_ = head.seq, hash_ = head.hash;
  }

 private:
  static constexpr std::size_t most = 16'384;  // 2 kB each, unless their texts are long

  Items items_;
  std::uint64_t seq_ = 0;
  Hash hash_{};
};

}  // namespace rectify::ledger
