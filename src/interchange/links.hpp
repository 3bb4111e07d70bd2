// links.hpp: reads exported events one by one, whichever of the two formats they have.
//
//     Links links(source);
//     ChainLink link;
//     while (links.next(link)) …;                 // false: the end, or
//     if (links.refusal) show(links.line, *links.refusal);
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/interchange.hpp>

namespace rectify::interchange {

// What a line or a message may have at most. A calendar may be 10 MiB, and JSON twice that.
inline constexpr std::size_t most_link = 64U << 20U;

class Links {
 public:
  explicit Links(Source source) : source_(source) {}
  bool next(ChainLink& link);

  std::uint64_t line = 0;   // of the link given last, from 1
  std::uint64_t bytes = 0;  // read so far
  std::optional<Refusal> refusal{};

 private:
  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  bool more();  // reads on; false: there is no more
  bool refuse_it(Refusal no) { return refusal = std::move(no), false; }
  bool next_line(ChainLink&);
  bool next_message(ChainLink&);
  bool take(Result<ChainLink>, ChainLink&);

  Source source_;
  std::string buffer_{};
  std::size_t at_ = 0;  // of what is not yet taken
  std::optional<Format> format_{};
};

}  // namespace rectify::interchange
