// preview.cpp: the tables of a preview, and their rows as data.
// SPDX-License-Identifier: BSL-1.0
#include "preview.hpp"

#include "json_text.hpp"
#include "table.hpp"
#include "vocabulary.hpp"

#include <rectify/wire.hpp>

#include <algorithm>

namespace tracker {
namespace {

using rectify::write_day;

std::string headings_of(const Taken& taken) {
  std::string all;
  for (const auto& heading : taken.headings) all += (all.empty() ? "" : " + ") + heading;
  return printable(all, " ");
}

Colour colour_of(PhraseSort sort) {
  switch (sort) {
    case PhraseSort::refused: return Colour::red;
    case PhraseSort::past:
    case PhraseSort::state: return Colour::yellow;
    default: return Colour::none;
  }
}

std::string deadline_json(const PhraseReading& reading, Lang lang) {
  Object object;
  object.put("sort", name(reading.sort)).put("reference", write_day(reading.reference));
  if (reading.deadline) {
    const auto& read = *reading.deadline;
    object.put("kind", name(read.kind));
    if (read.start) object.put("start", write_day(*read.start));
    if (read.due) object.put("due", write_day(*read.due));
    object.put("provisional", read.provisional).put("canonical", format(read, lang));
  }
  if (reading.refusal) object.raw("refusal", rectify::to_json(*reading.refusal, lang));
  return object.text();
}

}  // namespace

std::string preview_told(const List& list, const Intake& intake, const Session& session) {
  const auto say = [&](std::string_view zh, std::string_view en) {
    return std::string(session.say(zh, en));
  };
  Table fields({{say("字段", "Field"), 20}, {say("读自列", "Read from"), 60}});
  for (const auto& taken : list.mapped.taken)
    fields.add({{std::string(word_of_field(taken.field, session.lang))}, {headings_of(taken)}});
  const TableLook look{.colours = session.colours, .places = session.places, .line_break = " "};
  std::string out = fields.text(look);
  if (!list.mapped.unused.empty()) {
    out += say("未读的列：", "columns not read: ");
    for (std::size_t i = 0; i < list.mapped.unused.size(); ++i)
      out += (i > 0 ? say("、", ", ") : "") + printable(list.mapped.unused[i], " ");
    out += "\n";
  }
  const auto& all = list.mapped.rows;
  const bool days =
      std::any_of(all.begin(), all.end(), [](const auto& r) { return !r.due.empty(); });
  std::vector<Column> columns{{say("行", "Line"), 8, Align::right},
                              {say("问题", "Problem"), 32},
                              {say("责任单位", "Unit"), 20},
                              {say("时限原文", "Deadline as written"), 30}};
  if (days) columns.push_back({say("截止日期", "Due date"), 10});
  columns.push_back({say("读作", "Understood"), 34});
  Table rows(columns);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& reading = intake.candidates[i].reading;
    std::vector<Cell> cells{
        {std::to_string(all[i].line)}, {all[i].title}, {all[i].unit}, {all[i].phrase}};
    if (days) cells.push_back({all[i].due});
    cells.push_back({in_short(reading, session.lang), colour_of(reading.sort)});
    rows.add(std::move(cells));
  }
  return out + "\n" + rows.text(look) + "\n";
}

std::string preview_json(const List& list, const Intake& intake, const Session& session) {
  std::string out;
  for (std::size_t i = 0; i < list.mapped.rows.size(); ++i) {
    const auto& row = list.mapped.rows[i];
    out += Object()
               .put("line", row.line)
               .put("title", row.title)
               .put("unit", row.unit)
               .put("phrase", row.phrase)
               .put("due", row.due)
               .raw("understood", deadline_json(intake.candidates[i].reading, session.lang))
               .text() +
           "\n";
  }
  return out;
}

}  // namespace tracker
