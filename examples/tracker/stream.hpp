// stream.hpp: commands as JSON lines in, answers as JSON lines out. What `tracker apply` does.
//
//     Stream stream(ledger, {.batch = 64}, [](std::string_view lines) { print(lines); });
//     for (Line line; lines.next(line);) stream.take(line);
//     stream.finish();    // what is left of the last batch
//
// Each line is answered by one line, in order, once it is durable. A line that can't be read is
// answered with a refusal and the stream goes on. docs/apply.md is the whole story. One thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "lines.hpp"

#include <rectify/ledger.hpp>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace tracker {

struct Manner {
  std::size_t batch = 1;        // lines in one transaction
  bool all_or_nothing = false;  // one refusal refuses its batch
  bool dry_run = false;
  std::optional<rectify::Instant> at = {};  // of commands without a time; none: the ledger's clock
  rectify::Lang lang = rectify::Lang::en;   // of the words in refusals
};

class Stream {
 public:
  using Out = std::function<void(std::string_view)>;  // whole lines, to be passed on at once

  Stream(rectify::Ledger& ledger, Manner manner, Out out)
      : ledger_(ledger), manner_(manner), out_(std::move(out)) {}

  void take(const Line& line);
  void finish() { flush(); }
  [[nodiscard]] std::uint64_t accepted() const { return accepted_; }
  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  struct Place {  // of a line in its batch
    std::uint64_t line = 0;
    std::optional<rectify::Answer> unread = {};  // answered already, for it gave no command
  };
  void flush();
  void tick_all(const rectify::Command& command, std::uint64_t line);
  void tell(rectify::Answer answer, std::uint64_t line, std::string& lines);

  rectify::Ledger& ledger_;
  Manner manner_;
  Out out_;
  std::vector<Place> places_;
  std::vector<rectify::Command> commands_;
  std::uint64_t accepted_ = 0, refused_ = 0;
};

// What can be told of a line that is no command: its "id" and "item", as far as it can be read.
struct Told {
  std::string id;
  std::int64_t item = 0;
};
Told told_by(std::string_view line);

}  // namespace tracker
