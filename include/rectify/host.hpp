// host.hpp: what a host asks a ledger and is told, where that is more than one value.
//
//     ledger.apply(commands, {.all_or_nothing = true});
//     Commands same = from_json<Commands>(R"({"commands":[…],"batch":{"dryRun":true}})").value();
//     DeadlineReading r = reading(read_phrase("7月底前", day(2024, 5, 20)).value());
//     to_json(r);                 // {"deadline":{"due":"2024-07-31",…},"en":"by 31 July 2024",…}
//
// On the wire: proto/rectify/v1/host.proto. Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/command.hpp>
#include <rectify/phrase.hpp>

namespace rectify {

struct Batch {
  bool all_or_nothing = false;  // one refusal refuses all
  bool dry_run = false;         // the answers as they would be; nothing is kept
  std::string id{};  // in each event; empty: the ledger makes one for more than one command
};

// Several commands and how they belong together, as one message.
struct Commands {
  std::vector<Command> commands{};
  Batch batch{};
};

struct Verification {
  bool whole = false;
  std::uint64_t events = 0, items = 0;  // looked at
  std::string flaw{};                   // the first difference, in words: where and what
  std::uint64_t seq = 0;                // of that difference, if it is at an event
  ItemId item = 0;                      // likewise, if it is at an item
};

// A phrase as it was read, and how.
struct DeadlineReading {
  Deadline deadline{};
  std::string en{}, zh{};  // the canonical phrase, which reads the same
  Explanation explanation{};
};
// By the rules that it was read with. O(days counted).
inline DeadlineReading reading(Deadline deadline, const ReadingRules& rules = {}) {
  std::string en = format(deadline, Lang::en), zh = format(deadline, Lang::zh);
  Explanation explanation = explain(deadline, rules);
  return {std::move(deadline), std::move(en), std::move(zh), std::move(explanation)};
}

}  // namespace rectify
