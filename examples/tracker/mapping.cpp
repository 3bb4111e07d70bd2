// mapping.cpp: the usual headings looked for, or a mapping file obeyed.
// SPDX-License-Identifier: BSL-1.0
#include "mapping.hpp"

#include "words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace tracker {
namespace {

constexpr std::size_t rows_searched = 20;

TextError refusal(std::string code, std::size_t line, std::string value, std::string zh,
                  std::string en) {
  return {std::move(code), 0, line, 0, std::move(value), std::move(zh), std::move(en)};
}

// Whether a field could hold what a mapping file gives it.
bool holds(std::string_view field, const std::string& value) {
  if (value.empty()) return true;
  if (field == "severity") return read_severity(value).has_value();
  return (field != "due" && field != "reported") || read_date(value).has_value();
}

// At most 30 names, so that a message stays one.
std::string listed(std::vector<std::string> names) {
  std::erase(names, "");
  if (names.size() > 30) names.resize(30), names.emplace_back("…");
  return joined(names, ", ");
}

std::vector<Plan> plan_by_usual_headings(const std::vector<std::string>& headings) {
  static const auto known = [] {
    std::vector<std::vector<std::string>> out;
    for (const auto& usual : usual_headings()) {
      auto& names = out.emplace_back();
      for (const auto heading : usual.headings) names.push_back(normalised_heading(heading));
    }
    return out;
  }();
  std::vector<std::string> free;
  free.reserve(headings.size());
  for (const auto& heading : headings) free.push_back(normalised_heading(heading));
  std::vector<Plan> plan;
  for (std::size_t f = 0; f < known.size(); ++f) {
    for (const auto& name : known[f]) {
      const auto column = std::find(free.begin(), free.end(), name);
      if (column == free.end()) continue;
      plan.push_back(
          {usual_headings()[f].field, {static_cast<std::size_t>(column - free.begin())}});
      column->clear();
      break;
    }
  }
  return plan;
}

// The columns of a name: those that are spelt so, or else those that are nearly.
std::vector<std::size_t> columns_named(const std::string& name,
                                       const std::vector<std::string>& headings) {
  std::vector<std::size_t> same, alike;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i] == name) same.push_back(i);
    if (!headings[i].empty() && normalised_heading(headings[i]) == normalised_heading(name))
      alike.push_back(i);
  }
  return same.empty() ? alike : same;
}

TextError not_one_column(const std::string& name, const std::vector<std::string>& headings,
                         std::size_t found, std::size_t line) {
  if (found > 1) {
    return refusal("mapping.column-twice", line, name,
                   "有" + std::to_string(found) + "列叫“" + name + "”；请给列另起名字",
                   std::to_string(found) + " columns are called \"" + name + "\"; rename them");
  }
  const std::string like = closest(name, headings), all = listed(headings);
  return refusal("mapping.no-column", line, name,
                 "表里没有“" + name + "”这一列；是不是“" + like + "”？表头是：" + all,
                 "there is no column \"" + name + "\"; did you mean \"" + like +
                     "\"? The headings are: " + all);
}

// ---- a mapping file ----

Mapping::Source source_of(const nlohmann::json& value) {
  if (value.is_array()) return {value.get<std::vector<std::string>>(), {}};
  const auto words = value.get<std::string>();
  if (words.starts_with('=')) return {{}, words.substr(1)};
  return {{words}, {}};
}

std::optional<TextError> unknown_field(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& usual : usual_headings()) names.emplace_back(usual.field);
  if (std::find(names.begin(), names.end(), name) != names.end()) return {};
  const std::string like = closest(name, names), all = listed(names);
  return refusal(
      "mapping.field", 0, name,
      "没有“" + name + "”这个字段；是不是“" + like + "”？可用的有：" + all,
      "there is no field \"" + name + "\"; did you mean \"" + like + "\"? There are: " + all);
}

std::optional<TextError> unfit(const std::string& field, const std::string& value) {
  if (holds(field, value)) return {};
  const bool severity = field == "severity";
  return refusal("mapping.value", 0, value,
                 "“" + field + "”不能是“" + value + "”；应为" +
                     (severity ? "minor、moderate、serious 或 critical" : "2026-07-31 这样的日期"),
                 '"' + field + "\" can't be \"" + value + "\"; write " +
                     (severity ? "minor, moderate, serious or critical" : "a date as 2026-07-31"));
}

// nlohmann::json::type_error where a value is neither text, list nor object as it should be.
std::optional<TextError> read_fields(const nlohmann::json& file, Mapping& mapping) {
  for (const auto& [name, value] : file.items()) {
    if (name == "values") {
      mapping.values = value.get<decltype(mapping.values)>();
      continue;
    }
    if (auto error = unknown_field(name)) return error;
    const auto& source = mapping.fields[name] = source_of(value);
    if (source.constant) {
      if (auto error = unfit(name, *source.constant)) return error;
    }
  }
  for (const auto& [name, replacements] : mapping.values) {
    if (auto error = unknown_field(name)) return error;
    if (!mapping.fields.contains(name)) {
      return refusal("mapping.value", 0, name,
                     "“values”里有“" + name + "”，但没有写它读哪一列；请补上",
                     R"("values" has ")" + name + R"(", which is read from no column; name one)");
    }
    for (const auto& [from, to] : replacements) {
      if (auto error = unfit(name, to)) return error;
    }
  }
  const auto title = mapping.fields.find("title");
  if (title != mapping.fields.end() && !title->second.columns.empty()) return {};
  return refusal("mapping.no-title", 0, "title",
                 R"(没有写问题在哪一列；请补上，例如 "title": "问题")",
                 R"(it doesn't say which column is the title; add e.g. "title": "Problem")");
}

}  // namespace

Outcome<Mapping> read_mapping(std::string_view text) {
  using nlohmann::json;
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  std::string twice;
  const auto watch = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end) keys.pop_back();
    if (event == json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second)
      twice = parsed.get<std::string>();
    return true;
  };
  try {
    const json file = json::parse(text, watch);
    if (!twice.empty()) {
      return refusal("mapping.twice", 0, twice, "“" + twice + "”写了两次；请只留一个",
                     '"' + twice + "\" stands there twice; keep one");
    }
    Mapping mapping;
    if (file.is_object()) {
      if (auto error = read_fields(file, mapping)) return *error;
      return mapping;
    }
  } catch (const json::parse_error& error) {
    const auto before = text.substr(0, std::max<std::size_t>(error.byte, 1) - 1);
    auto refused = refusal("mapping.json", 0, error.what(), "这里不是合格的 JSON；请检查引号和逗号",
                           "this is no JSON; check the quotes and commas");
    refused.offset = before.size();
    refused.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return refused;
  } catch (const json::exception&) {  // of another type than asked for: refused below
  }
  return refusal("mapping.form", 0, {},
                 "每个字段应写列名、列名的数组，或等号加固定值；“values”里每个字段写原值和新值",
                 "a field is a column's name, a list of names, or \"=\" and a constant; \"values\" "
                 "has an object of old and new values for each field");
}

Outcome<Mapped> map_rows(const Csv& csv) {
  std::size_t header = 0;
  std::vector<Plan> best;
  for (std::size_t i = 0; i < std::min(csv.rows.size(), rows_searched); ++i) {
    auto plan = plan_by_usual_headings(all_trimmed(csv.rows[i].cells));
    const bool has_title = !plan.empty() && plan[0].field == "title";
    if (has_title && plan.size() > best.size()) best = std::move(plan), header = i;
  }
  if (!best.empty()) return read_rows(csv, header, best, true);
  const std::string found = csv.rows.empty() ? "" : listed(all_trimmed(csv.rows[0].cells));
  return refusal(
      "mapping.no-header", csv.rows.empty() ? 0 : csv.rows[0].line, found,
      "前20行里找不到表头；表头里要有“问题”一列，或者用映射文件写明列名",
      "the first 20 rows have no headings; one should read \"Problem\", or a mapping file "
      "should say which column is the title");
}

Outcome<Mapped> map_rows(const Csv& csv, const Mapping& mapping) {
  std::optional<TextError> nearest;  // of the row that has the most of the columns
  std::size_t fewest_missing = std::string::npos;
  for (std::size_t i = 0; i < std::min(csv.rows.size(), rows_searched); ++i) {
    const auto headings = all_trimmed(csv.rows[i].cells);
    std::vector<Plan> plan;
    std::size_t missing = 0;
    std::optional<TextError> error;
    for (const auto& [name, source] : mapping.fields) {
      plan.push_back({name, {}, source.constant});
      const auto values = mapping.values.find(name);
      if (values != mapping.values.end()) plan.back().values = &values->second;
      for (const auto& column : source.columns) {
        const auto found = columns_named(column, headings);
        if (found.size() == 1) plan.back().columns.push_back(found[0]);
        if (found.empty()) ++missing;
        if (found.size() != 1 && !error)
          error = not_one_column(column, headings, found.size(), csv.rows[i].line);
      }
    }
    if (!error) return read_rows(csv, i, plan);
    if (missing < fewest_missing) fewest_missing = missing, nearest = std::move(error);
  }
  if (nearest) return *nearest;
  return refusal("mapping.no-header", 0, {}, "表格是空的", "the table is empty");
}

}  // namespace tracker
