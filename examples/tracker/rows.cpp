// rows.cpp: each row is a problem, or told as something else.
// SPDX-License-Identifier: BSL-1.0
#include "rows.hpp"

#include "words.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tracker {
namespace {

constexpr std::string_view totals[] = {"合计",  "总计",     "小计",       "共计", "总数",
                                       "total", "subtotal", "grandtotal", "sum"};

// The text fields; the assisting units are a list and read on their own.
constexpr std::pair<std::string_view, std::string MappedRow::*> slots[] = {
    {"reference", &MappedRow::reference},     {"title", &MappedRow::title},
    {"description", &MappedRow::description}, {"source", &MappedRow::source},
    {"category", &MappedRow::category},       {"severity", &MappedRow::severity},
    {"measures", &MappedRow::measures},       {"goal", &MappedRow::goal},
    {"leader", &MappedRow::leader},           {"unit", &MappedRow::unit},
    {"handler", &MappedRow::handler},         {"supervisor", &MappedRow::supervisor},
    {"phrase", &MappedRow::phrase},           {"due", &MappedRow::due},
    {"reported", &MappedRow::reported},       {"remarks", &MappedRow::remarks},
};

bool is_total(std::string_view cell) {
  const std::string word = normalised_heading(cell);
  for (const auto total : totals) {
    if (!word.starts_with(total)) continue;
    const auto rest = characters(std::string_view(word).substr(total.size()));
    if (rest.find_first_not_of(U"0123456789项个件条类") == rest.npos) return true;
  }
  return false;
}

// Cuts at separators that don't stand in brackets, unless a bracket isn't closed.
std::vector<std::string> cut_at(std::u32string_view separators, std::string_view cell,
                                bool brackets = true) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (const char32_t c : characters(cell)) {
    if (brackets && std::u32string_view(U"（([【").find(c) != std::u32string_view::npos) ++depth;
    if (brackets && std::u32string_view(U"）)]】").find(c) != std::u32string_view::npos) --depth;
    if (depth == 0 && separators.find(c) != separators.npos)
      out.emplace_back();
    else
      append_utf8(out.back(), c);
  }
  if (depth != 0) return cut_at(separators, cell, false);
  out = all_trimmed(out);
  std::erase(out, "");
  return out;
}

// A unit's own name may have commas in it ("Education, Science and Health Committee").
std::vector<std::string> split_units(std::string_view cell, const std::set<std::string>& names) {
  std::vector<std::string> out;
  for (auto& part : cut_at(U"、，;；/\n", cell)) {
    if (names.contains(part))
      out.push_back(std::move(part));
    else
      for (auto& name : cut_at(U",", part)) out.push_back(std::move(name));
  }
  return out;
}

// Reads the rows below a header into fields.
class RowReader {
 public:
  RowReader(const Csv& csv, std::size_t header, std::vector<Plan> plan, bool usual = false)
      : csv_(csv),
        header_(header),
        plan_(std::move(plan)),
        usual_(usual),
        headings_(all_trimmed(csv.rows[header].cells)) {}

  Mapped read() {
    mapped_.header_line = csv_.rows[header_].line;
    for (std::size_t i = 0; i < header_; ++i) {
      const auto cells = all_trimmed(csv_.rows[i].cells);
      const std::string words = joined(cells, " ");
      if (trimmed(words).empty()) continue;
      leave_out(csv_.rows[i].line, trimmed(words), "mapping.title-row",
                "表头以上的文字，未作为问题读入",
                "stands above the headings; not read as a problem");
    }
    tell_columns();
    if (usual_) tell_second_columns();
    find_names_with_commas();
    for (std::size_t i = header_ + 1; i < csv_.rows.size(); ++i) read_row(csv_.rows[i]);
    return std::move(mapped_);
  }

 private:
  void tell_columns() {
    std::vector<bool> used(headings_.size(), false);
    for (const Plan& plan : plan_) {
      Taken taken{std::string(plan.field), {}};
      if (plan.constant) taken.headings.push_back("=" + *plan.constant);
      for (const std::size_t column : plan.columns) {
        taken.headings.push_back(headings_[column]);
        used[column] = true;
      }
      if (plan.field == "title") title_ = taken.headings[0];
      mapped_.taken.push_back(std::move(taken));
    }
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      if (!used[i] && !headings_[i].empty()) mapped_.unused.push_back(headings_[i]);
    }
  }

  // Of two columns for one field, one is read. A mapping file has named the other nowhere: its
  // wish.
  void tell_second_columns() {
    for (const auto& heading : mapped_.unused) {
      const std::string name = normalised_heading(heading);
      for (const auto& usual : usual_headings()) {
        if (std::none_of(usual.headings.begin(), usual.headings.end(),
                         [&](auto known) { return normalised_heading(known) == name; }))
          continue;
        mapped_.problems.push_back(
            {mapped_.header_line, heading, "", "mapping.same-field",
             "另一列已作为“" + std::string(usual.field) + "”读入，这一列未读入",
             "another column is read as " + std::string(usual.field) + "; this one is not"});
        break;
      }
    }
  }

  void find_names_with_commas() {
    for (const Plan& plan : plan_) {
      if (plan.field != "unit" && plan.field != "supervisor") continue;
      for (std::size_t i = header_ + 1; i < csv_.rows.size(); ++i) {
        std::string name = value_of(plan, csv_.rows[i].cells);
        if (name.find(',') != name.npos) names_with_commas_.insert(std::move(name));
      }
    }
  }

  static std::string value_of(const Plan& plan, const std::vector<std::string>& cells) {
    std::vector<std::string> parts;
    for (const std::size_t column : plan.columns) {
      if (column < cells.size()) parts.push_back(trimmed(cells[column]));
    }
    std::erase(parts, "");
    std::string value = plan.constant ? *plan.constant : joined(parts, "\n");
    if (plan.values != nullptr) {
      const auto replaced = plan.values->find(value);
      if (replaced != plan.values->end()) value = replaced->second;
    }
    return value;
  }

  void read_row(const CsvRow& csv_row) {
    auto cells = all_trimmed(csv_row.cells);
    const auto first =
        std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
    if (first == cells.end()) return;
    const std::string first_words = *first;
    const auto filled = cells.end() - first - std::count(first, cells.end(), "");
    tell_cells_without_heading(csv_row.line, cells);
    cells.resize(headings_.size());
    MappedRow row;
    row.line = csv_row.line;
    std::vector<MappingProblem> unreadable;
    for (const Plan& plan : plan_) fill(row, plan, value_of(plan, cells), unreadable);
    if (cells == headings_) {
      leave_out(row.line, first_words, "mapping.header-again", "又是一行表头，未读入",
                "the headings once more; left out");
    } else if (is_total(first_words)) {
      leave_out(row.line, first_words, "mapping.total-row", "合计行，未作为问题读入",
                "a row of totals; not read as a problem");
    } else if (!row.title.empty()) {
      std::move(unreadable.begin(), unreadable.end(), std::back_inserter(mapped_.problems));
      mapped_.rows.push_back(std::move(row));
    } else if (filled == 1 && headings_.size() > 2) {
      leave_out(row.line, first_words, "mapping.section-row",
                "只有一格有文字，按小标题处理，未读入",
                "only one cell is filled, as in a section's heading; not read as a problem");
    } else {
      leave_out(row.line, first_words, "mapping.no-title",
                "没有写问题，未读入；请补上“" + title_ + "”",
                "names no problem, so it was left out; fill in \"" + title_ + '"');
    }
  }

  void fill(MappedRow& row, const Plan& plan, std::string value,
            std::vector<MappingProblem>& unreadable) {
    const std::string_view name = plan.field;
    if (plan.field == "co_units") {
      row.co_units = split_units(value, names_with_commas_);
      return;
    }
    std::optional<std::string> read = value;
    if (name == "severity" && !value.empty()) read = read_severity(value);
    if ((name == "due" || name == "reported") && !value.empty()) read = read_date(value);
    if (read) {
      for (const auto& [field, slot] : slots) {
        if (field == name) row.*slot = std::move(*read);
      }
    } else if (name == "severity") {
      tell(unreadable, row.line, plan, std::move(value),
           "看不懂这个严重程度；应为轻微、一般、较重或严重",
           "no known severity; write minor, moderate, serious or critical");
    } else {
      tell(unreadable, row.line, plan, std::move(value),
           "不是日期；应写成 2026-07-31 或 2026年7月31日",
           "not a date that exists; write 2026-07-31");
    }
  }

  void tell(std::vector<MappingProblem>& problems, std::size_t line, const Plan& plan,
            std::string value, std::string zh, std::string en) {
    problems.push_back({line, plan.columns.empty() ? "" : headings_[plan.columns[0]],
                        std::move(value), "mapping." + std::string(plan.field), std::move(zh),
                        std::move(en)});
  }

  // Once for each column: that it has words but no heading.
  void tell_cells_without_heading(std::size_t line, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty() || (i < headings_.size() && !headings_[i].empty())) continue;
      if (!without_heading_.insert(i).second) continue;
      const std::string number = std::to_string(i + 1);
      mapped_.problems.push_back({line, "", cells[i], "mapping.extra-cell",
                                  "第" + number + "列没有表头，这一列未读入",
                                  "column " + number + " has no heading; it was not read"});
    }
  }

  void leave_out(std::size_t line, std::string value, std::string code, std::string zh,
                 std::string en) {
    mapped_.problems.push_back(
        {line, "", std::move(value), std::move(code), std::move(zh), std::move(en), true});
  }

  const Csv& csv_;
  std::size_t header_;
  std::vector<Plan> plan_;
  bool usual_;  // no mapping file
  std::vector<std::string> headings_;
  std::string title_;  // the heading of the title's column
  std::set<std::string> names_with_commas_;
  std::set<std::size_t> without_heading_;
  Mapped mapped_;
};

}  // namespace

Mapped read_rows(const Csv& csv, std::size_t header, const std::vector<Plan>& plan, bool usual) {
  return RowReader(csv, header, plan, usual).read();
}

std::vector<std::string> all_trimmed(const std::vector<std::string>& cells) {
  std::vector<std::string> out;
  out.reserve(cells.size());
  for (const auto& cell : cells) out.push_back(trimmed(cell));
  return out;
}

}  // namespace tracker
