// importing.cpp: rows to commands, tried and applied.
// SPDX-License-Identifier: BSL-1.0
#include "importing.hpp"

#include "proof.hpp"

#include <algorithm>
#include <map>

namespace tracker {

using namespace rectify;

namespace {

// A line of its own: line breaks and what stands around them are one space.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r' && text[i] != '\t') {
      out += text[i];
      continue;
    }
    while (out.ends_with(' ')) out.pop_back();
    while (i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r' ||
                                   text[i + 1] == '\t' || text[i + 1] == ' '))
      ++i;
    if (!out.empty() && i + 1 < text.size()) out += ' ';
  }
  return out;
}

// What makes a row itself, whoever imports it and when.
std::string digest(const MappedRow& row) {
  std::string all;
  for (const auto* text :
       {&row.reference, &row.title, &row.description, &row.source, &row.category, &row.severity,
        &row.measures, &row.goal, &row.leader, &row.unit, &row.handler, &row.supervisor,
        &row.phrase, &row.due, &row.reported, &row.remarks})
    all.append(*text).append(1, '\x1f');
  for (const auto& unit : row.co_units) all.append(unit).append(1, '\x1e');
  return sha256_of(all).substr(0, 40);
}

// As a found item keeps them: word for word. A line break parts milestones, so it stays.
const std::string& words_of(const MappedRow& row) {
  return row.phrase.empty() ? row.due : row.phrase;
}

Unassigned unassigned_of(const MappedRow& row, const PhraseReading& binding) {
  if (row.unit.empty()) return Unassigned::no_unit;
  switch (binding.sort) {
    case PhraseSort::none: return Unassigned::no_deadline;
    case PhraseSort::past: return Unassigned::past;
    case PhraseSort::state: return Unassigned::state;
    case PhraseSort::refused: return Unassigned::refused;
    case PhraseSort::read: break;
  }
  return Unassigned::no;
}

// A day that no field of a found item holds stays readable in the remarks.
void keep(Report& report, Lang lang, std::string_view zh, std::string_view en,
          const std::string& day) {
  if (day.empty()) return;
  if (!report.remarks.empty()) report.remarks += '\n';
  report.remarks += std::string(lang == Lang::zh ? zh : en) + day;
}
void keep_due(Report& report, const std::string& due, Lang lang) {
  keep(report, lang, "截止日期：", "due date: ", due);
}

// `assigned`: its day stands in its deadline then.
Report report_of(const MappedRow& row, const IntakeManner& manner, bool assigned) {
  Report report;
  report.title = one_line(row.title);
  report.description = row.description;
  report.source = one_line(row.source);
  report.category = one_line(row.category);
  report.reference = one_line(row.reference);
  report.measures = row.measures;
  report.goal = row.goal;
  report.phrase = words_of(row);
  report.document_day = manner.document_day;
  if (const auto severity = named<Severity>(severity_names, row.severity))
    report.severity = *severity;
  report.owner.unit = one_line(row.unit);
  report.owner.leader = one_line(row.leader);
  report.owner.handler = one_line(row.handler);
  for (const auto& unit : row.co_units) report.owner.co_units.push_back(one_line(unit));
  report.supervisor = one_line(row.supervisor);
  report.remarks = row.remarks;
  if (!assigned && report.phrase != row.due) keep_due(report, row.due, manner.lang);
  if (!manner.dated) keep(report, manner.lang, "登记日期：", "reported on: ", row.reported);
  return report;
}

std::string heading_of(const std::vector<Taken>& taken, std::string_view field) {
  for (const auto& each : taken)
    if (each.field == field && !each.headings.empty()) return each.headings.front();
  return std::string(field);
}

// "report.owner.unit" → the heading of "unit"; "assign.deadline" → that of "due".
std::string column_of(const std::vector<Taken>& taken, const std::string& field) {
  std::string name = field.substr(field.rfind('.') + 1);
  if (name == "deadline") name = "due";
  if (field == "actor" || field.starts_with("actor.") || field == "id" || field == "item")
    return {};
  return heading_of(taken, name);
}

Remark remark_of(const Intake& intake, std::size_t line, const Refusal& no) {
  const auto said = [&](Lang lang) {
    const auto right = wanted(no, lang);
    return rule(no, lang) +
           (right.empty() ? "" : (lang == Lang::zh ? "；应为：" : "; wanted: ") + right);
  };
  return {line,
          column_of(intake.taken, no.field),
          no.value,
          no.code,
          said(Lang::zh),
          said(Lang::en),
          Remark::left_out};
}

std::optional<Day> due_of(const PhraseReading& reading) {
  return reading.deadline ? reading.deadline->due : std::nullopt;
}

void look_at(const MappedRow& row, const Candidate& candidate, Intake& intake) {
  const auto note = [&](std::string_view field, const std::string& value, std::string code,
                        std::string zh, std::string en) {
    intake.remarks.push_back({row.line, heading_of(intake.taken, field), value, std::move(code),
                              std::move(zh), std::move(en), Remark::note});
  };
  if (!row.due.empty() && !row.reported.empty() && row.due < row.reported)
    note("due", row.due, "import.due-before-reported",
         "截止日期早于登记日期 " + row.reported + "；已按原样读入，请核对",
         "the due date lies before the day it was reported, " + row.reported +
             "; it came in as it stands, please look");
  const auto said = due_of(candidate.reading), dated = due_of(candidate.binding);
  if (!row.due.empty() && said && dated && *said != *dated)
    note("due", row.due, "import.due-differs",
         "整改时限“" + row.phrase + "”读作 " + write_day(*said) +
             "，与截止日期不一；交办以截止日期为准，请核对",
         "the deadline's words \"" + row.phrase + "\" mean " + write_day(*said) +
             ", another day; assigning takes the due date, please look");
  if (!row.supervisor.empty() && row.supervisor == row.unit)
    note("supervisor", row.supervisor, "import.supervisor-is-owner",
         "督导单位就是责任单位；交办时须换一个",
         "the supervisor is the owner; assigning it will want another");
}

Remark::Weight weight_of(const MappingProblem& problem) {
  if (problem.code == "mapping.no-title") return Remark::left_out;
  const bool lost = problem.code == "mapping.severity" || problem.code == "mapping.due" ||
                    problem.code == "mapping.reported";
  return lost ? Remark::lost : Remark::note;
}

ItemId last_item(const Ledger& ledger) {
  const auto page = ledger.page({.sort = Sort::number, .descending = true, .limit = 1}).value();
  return page.items.empty() ? 0 : page.items.front().id;
}

std::vector<Command> commands_of(const Candidate& candidate, ItemId number) {
  std::vector<Command> both{candidate.report};
  both.front().item = number;
  if (candidate.assign) {
    both.push_back(*candidate.assign);
    both.back().item = number;
  }
  return both;
}

bool imported_before(const Answer& answer) {
  return answer.repeated || (answer.refusal && answer.refusal->code == "command.id-reused");
}

constexpr std::size_t piece = 500;  // rows tried, or applied, at once

}  // namespace

bool Intake::blocked() const {
  return std::any_of(remarks.begin(), remarks.end(),
                     [](const Remark& remark) { return remark.weight != Remark::note; });
}

Intake intake_of(const Mapped& list, const IntakeManner& manner) {
  Intake intake;
  intake.taken = list.taken;
  intake.lang = manner.lang;
  for (const auto& p : list.problems)
    intake.remarks.push_back({p.line, p.column, p.value, p.code, p.zh, p.en, weight_of(p)});
  std::map<std::string, int> seen;
  for (const auto& row : list.rows) {
    const std::string mark = digest(row);
    const int before = seen[mark]++;
    const std::string id = "import/" + mark + (before > 0 ? "/" + std::to_string(before + 1) : "");
    std::optional<Instant> at = manner.at;
    if (manner.dated && !row.reported.empty())
      at = start_of(read_day(row.reported).value(), manner.zone);
    const Day today = at ? day_of(*at, manner.zone) : manner.today;
    const Day reference = manner.document_day.value_or(today);
    Candidate candidate{.line = row.line, .report = {}};
    candidate.reading = understand(row.line, words_of(row), reference, today, manner.rules);
    candidate.binding = row.due.empty()
                            ? candidate.reading
                            : understand(row.line, row.due, reference, today, manner.rules);
    if (manner.assign) candidate.unassigned = unassigned_of(row, candidate.binding);
    const bool assigned = manner.assign && candidate.unassigned == Unassigned::no;
    candidate.report = {
        .id = id, .actor = manner.actor, .at = at, .body = report_of(row, manner, assigned)};
    // Without a day of its own the engine reads the item's phrase, on the day of the list.
    if (assigned)
      candidate.assign = Command{
          .id = id + "/assign",
          .actor = manner.actor,
          .at = at,
          .body = row.due.empty() ? Assign{} : Assign{.deadline = row.due, .phrase = row.phrase}};
    look_at(row, candidate, intake);
    intake.candidates.push_back(std::move(candidate));
  }
  std::stable_sort(intake.remarks.begin(), intake.remarks.end(),
                   [](const Remark& a, const Remark& b) { return a.line < b.line; });
  return intake;
}

void try_out(Ledger& ledger, Intake& intake, const Tell& tell) {
  intake.fresh = intake.there = 0;
  ItemId number = last_item(ledger);
  for (std::size_t from = 0; from < intake.candidates.size(); from += piece) {
    const std::size_t to = std::min(from + piece, intake.candidates.size());
    std::vector<Command> commands;
    for (std::size_t i = from; i < to; ++i)
      for (auto& command : commands_of(intake.candidates[i], ++number))
        commands.push_back(std::move(command));
    const auto answers = ledger.apply(std::move(commands), {.dry_run = true});
    auto answer = answers.begin();
    for (std::size_t i = from; i < to; ++i) {
      auto& candidate = intake.candidates[i];
      const Answer& reported = *answer++;
      const Answer* assigned = candidate.assign ? &*answer++ : nullptr;
      candidate.there = imported_before(reported);
      candidate.refused = !candidate.there && !reported.accepted;
      if (candidate.refused)
        intake.remarks.push_back(remark_of(intake, candidate.line, *reported.refusal));
      intake.there += candidate.there ? 1 : 0;
      intake.fresh += !candidate.there && !candidate.refused ? 1 : 0;
      if (candidate.there || candidate.refused || assigned == nullptr || assigned->accepted)
        continue;
      // Found, but not assigned: the item comes in without it.
      Remark remark = remark_of(intake, candidate.line, *assigned->refusal);
      remark.weight = Remark::lost;
      remark.zh = "不能交办：" + remark.zh;
      remark.en = "can't be assigned: " + remark.en;
      intake.remarks.push_back(std::move(remark));
      auto& report = std::get<Report>(candidate.report.body);
      const auto& due = std::get<Assign>(candidate.assign->body).deadline;
      if (due != report.phrase) keep_due(report, due, intake.lang);
      candidate.assign.reset();
    }
    if (tell) tell(to - from);
  }
  std::stable_sort(intake.remarks.begin(), intake.remarks.end(),
                   [](const Remark& a, const Remark& b) { return a.line < b.line; });
}

bool take_in(Ledger& ledger, Intake& intake, bool partial, const std::string& batch,
             const Tell& tell) {
  std::vector<const Candidate*> fresh;
  for (const auto& candidate : intake.candidates)
    if (!candidate.there && !candidate.refused) fresh.push_back(&candidate);
  ItemId number = last_item(ledger);
  const std::size_t at_once = partial ? piece : std::max<std::size_t>(fresh.size(), 1);
  for (std::size_t from = 0; from < fresh.size(); from += at_once) {
    const std::size_t to = std::min(from + at_once, fresh.size());
    std::vector<Command> commands;
    for (std::size_t i = from; i < to; ++i)
      for (auto& command : commands_of(*fresh[i], ++number)) commands.push_back(std::move(command));
    const auto answers = ledger.apply(std::move(commands), {.all_or_nothing = true, .id = batch});
    for (const auto& answer : answers)
      if (!answer.accepted) return false;
    for (std::size_t i = from; i < to; ++i) {
      ++intake.imported;
      if (fresh[i]->assign) ++intake.assigned;
    }
    if (tell) tell(to - from);
  }
  return true;
}

}  // namespace tracker
