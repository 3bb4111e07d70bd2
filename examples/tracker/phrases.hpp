// phrases.hpp: what the deadlines of a list's rows were understood as, and what to tell of those
// that were not.
//
//     PhraseReading read = understand(12, "9月前", document_day, today, rules);
//     in_short(read, Lang::zh);                     // "✗ 两种读法"
//     for (const PhraseGroup& group : grouped(readings, PhraseSort::refused))
//       print(told(group, Lang::en));               // lines 12, 40: "9月前": … [deadline.two-readings]
//
// Long lists have few distinct phrases: those that weren't read are told once each, with their lines.
// Pure; any thread; O(phrases).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

using rectify::Lang;

enum class PhraseSort : unsigned char {
  none,    // the cell is empty
  read,    // a deadline
  past,    // a deadline, but its day lies before the day on which it would be given
  state,   // says how things stand, and no time: 已完成, 待定
  refused  // can't be read for certain
};
std::string_view name(PhraseSort);  // for programs: "none", "read", "past", "state", "refused"

struct PhraseReading {
  std::size_t line = 0;
  std::string words;
  rectify::Day reference{};
  PhraseSort sort = PhraseSort::none;
  std::optional<rectify::Deadline> deadline = {};  // read, past
  std::optional<rectify::Refusal> refusal = {};    // state, refused
};

// Reads a cell's words on their reference day; `today` is the day on which it would be assigned.
PhraseReading understand(std::size_t line, std::string words, rectify::Day reference,
                         rectify::Day today, const rectify::ReadingRules& rules);

// For a column: "2018-07-16 · 工作日", "长期坚持", "✗ 两种读法"; empty for an empty cell.
std::string in_short(const PhraseReading& reading, Lang lang);
// Why a phrase was refused, in two or three words; the rule's own words where there are none.
std::string reason_in_short(const rectify::Refusal& no, Lang lang);

struct PhraseCounts {
  std::size_t read = 0, past = 0, refused = 0, states = 0, none = 0;  // past: among those read
};
PhraseCounts count(const std::vector<PhraseReading>& readings);

// The same words that came out the same.
struct PhraseGroup {
  PhraseReading first;
  std::vector<std::size_t> lines;
};
// Those of a sort, in the order of their first lines.
std::vector<PhraseGroup> grouped(const std::vector<PhraseReading>& readings, PhraseSort sort);
// "第 3、7、9 行：“9月前”——…；应为：…  [deadline.two-readings]", without a line end. The words come
// from other people's files: made safe to print.
std::string told(const PhraseGroup& group, Lang lang);
// "第 3、7、9、12、15 行等共 12 行".
std::string lines_told(const std::vector<std::size_t>& lines, Lang lang);

}  // namespace tracker
