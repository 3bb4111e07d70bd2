// deadline_report.cpp: counted, grouped by phrase, and told.
// SPDX-License-Identifier: BSL-1.0
#include "deadline_report.hpp"

#include "json_text.hpp"
#include "table.hpp"
#include "telling.hpp"

#include <rectify/wire.hpp>

#include <array>

namespace tracker {
namespace {

constexpr PhraseSort looked_at[] = {PhraseSort::refused, PhraseSort::past, PhraseSort::state};

// The rows in question, and the readings of those whose deadline wants a look.
struct Rows {
  std::vector<PhraseReading> all, wanting;
  std::array<std::size_t, 6> unassigned{};  // by Unassigned
  [[nodiscard]] std::size_t left_found() const {
    std::size_t sum = 0;
    for (std::size_t i = 1; i < unassigned.size(); ++i) sum += unassigned[i];
    return sum;
  }
};

Rows rows_of(const Intake& intake, DeadlineReport of, bool assign) {
  Rows rows;
  for (const auto& candidate : intake.candidates) {
    if (of == DeadlineReport::brought && (candidate.there || candidate.refused)) continue;
    rows.all.push_back(candidate.reading);
    ++rows.unassigned[static_cast<std::size_t>(candidate.unassigned)];
    // To be assigned: those that its deadline keeps from it. Else those that will want a day by
    // hand; a day that is past is told when somebody would give it.
    if (assign && candidate.unassigned != Unassigned::no)
      rows.wanting.push_back(candidate.binding);
    else if (!assign && candidate.reading.sort != PhraseSort::past)
      rows.wanting.push_back(candidate.reading);
  }
  return rows;
}

std::string counted(const Rows& rows, Lang lang) {
  const auto counts = count(rows.all);
  const auto n = [](std::size_t number) { return std::to_string(number); };
  if (lang == Lang::zh)
    return "整改时限：读懂 " + n(counts.read) +
           (counts.past > 0 ? "（其中已过期 " + n(counts.past) + "）" : "") + "，读不懂 " +
           n(counts.refused) + "，只写状态 " + n(counts.states) + "，未写 " + n(counts.none) +
           "。\n";
  return "deadlines: " + n(counts.read) + " read" +
         (counts.past > 0 ? " (" + n(counts.past) + " of them past)" : "") + ", " +
         n(counts.refused) + " refused, " + n(counts.states) + " only a state, " + n(counts.none) +
         " without one.\n";
}

// Why the rows that stay found do, in numbers.
std::string left_found(const Rows& rows, Lang lang) {
  if (rows.left_found() == 0) return {};
  const bool zh = lang == Lang::zh;
  constexpr std::array<std::string_view, 6> chinese{"",         "无责任单位", "未写时限",
                                                    "时限已过", "只写状态",   "时限读不懂"};
  constexpr std::array<std::string_view, 6> english{"",     "without a unit", "without a deadline",
                                                    "past", "only a state",   "refused"};
  std::string why;
  for (std::size_t i = 1; i < rows.unassigned.size(); ++i) {
    if (rows.unassigned[i] == 0) continue;
    const std::string n = std::to_string(rows.unassigned[i]);
    why += why.empty() ? "" : zh ? "，" : ", ";
    why += zh ? std::string(chinese[i]) + " " + n : n + " " + std::string(english[i]);
  }
  const std::string n = std::to_string(rows.left_found());
  return zh ? "留作已登记、未交办 " + n + " 行：" + why + "。\n"
            : n + (rows.left_found() == 1 ? " row stays" : " rows stay") +
                  " found, not assigned: " + why + ".\n";
}

std::string heading(PhraseSort sort, const Session& session) {
  switch (sort) {
    case PhraseSort::refused:
      return std::string(session.say("读不懂的时限（问题照样登记，须另定时限）：\n",
                                     "refused as deadlines (the problems come in; each wants a "
                                     "deadline by hand):\n"));
    case PhraseSort::past: return std::string(session.say("时限已过：\n", "past already:\n"));
    case PhraseSort::state:
      return std::string(session.say("写的是状态，不是时限：\n", "a state and no deadline:\n"));
    default: return {};
  }
}

std::string group_json(const PhraseGroup& group, Lang lang) {
  Object object;
  object.put("phrase", group.first.words)
      .put("sort", name(group.first.sort))
      .put("rows", group.lines.size())
      .raw("lines", json_list(group.lines, [](std::size_t line) { return std::to_string(line); }));
  if (group.first.deadline && group.first.deadline->due)
    object.put("due", rectify::write_day(*group.first.deadline->due));
  if (group.first.refusal) object.raw("refusal", rectify::to_json(*group.first.refusal, lang));
  return object.text();
}

}  // namespace

std::string deadlines_told(const Intake& intake, DeadlineReport of, bool assign,
                           const Session& session) {
  const Rows rows = rows_of(intake, of, assign);
  if (rows.all.empty()) return {};
  std::string out = counted(rows, session.lang) + left_found(rows, session.lang);
  for (const PhraseSort sort : looked_at) {
    const auto groups = grouped(rows.wanting, sort);
    if (groups.empty()) continue;
    out += heading(sort, session);
    for (const auto& group : groups)
      out += coloured("· ", Colour::yellow, session.colours) +
             wrapped(told(group, session.lang), session.places, 2) + "\n";
  }
  return out;
}

std::string deadlines_json(const Intake& intake, DeadlineReport of, bool assign, Lang lang) {
  const Rows rows = rows_of(intake, of, assign);
  const auto counts = count(rows.all);
  std::vector<PhraseGroup> groups;
  for (const PhraseSort sort : looked_at)
    for (auto& group : grouped(rows.wanting, sort)) groups.push_back(std::move(group));
  Object object;
  object.put("read", counts.read)
      .put("past", counts.past)
      .put("refused", counts.refused)
      .put("states", counts.states)
      .put("none", counts.none);
  if (assign) object.put("leftFound", rows.left_found());
  return object.raw("lookAt", json_list(groups, [&](const auto& g) { return group_json(g, lang); }))
      .text();
}

}  // namespace tracker
