// filters.cpp: options to a query.
// SPDX-License-Identifier: BSL-1.0
#include "filters.hpp"

#include "vocabulary.hpp"

namespace tracker {

using namespace rectify;

namespace {

std::string all_states() {
  std::string all = "open, rectifying";
  for (std::size_t i = 1; i < main_names.size(); ++i) (all += ", ") += main_names[i];
  return all;
}

Severity severity_said(const std::string& said) {
  for (const auto level :
       {Severity::minor, Severity::moderate, Severity::serious, Severity::critical})
    if (said == name(level) || said == word(level, Lang::zh)) return level;
  throw Refused(refuse("severity.unknown", "severity", said));
}

}  // namespace

const std::vector<Option>& filter_options() {
  static const std::vector<Option> options{
      {"--state", "STATE",
       "状态，可重复：found assigned rectifying verified "
       "closed，或已登记、已交办、整改中、待验收、已验收、已销号、未销号",
       "found, assigned, rectifying[.working|.submitted], verified, closed, or open; may be "
       "repeated",
       Option::many},
      {"--light", "LIGHT", "灯色：红 黄 绿 灰", "red, yellow, green or grey"},
      {"--red", "", "只看红灯（逾期）", "only the overdue", Option::flag},
      {"--unit,--owner-unit", "UNIT", "责任单位", "the owner's unit"},
      {"--owner,--person", "NAME", "责任领导或经办人", "the owner's leader or handler"},
      {"--source", "SOURCE", "来源", "where it came from"},
      {"--severity", "LEVEL", "严重程度", "minor, moderate, serious or critical"},
      {"--due-from", "DAY", "时限不早于", "due on or after"},
      {"--due-to", "DAY", "时限不晚于", "due on or before"},
      {"--sort", "KEY", "排序：number 编号、due 时限、severity 程度、changed 最近变动",
       "number, due, severity or changed"},
      {"--desc", "", "倒序", "the other way round", Option::flag},
  };
  return options;
}

Query query_of(const Given& given) {
  Query query;
  for (const auto& said : given.all("state")) {
    const auto states = read_states(said);
    if (!states) throw Refused(refuse("state.unknown", "state", said, {all_states()}));
    query.states.insert(query.states.end(), states->begin(), states->end());
  }
  if (given.has("light")) {
    query.light = read_light(given.one("light"));
    if (!query.light)
      throw Usage("--light：“" + given.one("light") + "”应为 红、黄、绿 或 灰",
                  "--light: \"" + given.one("light") + "\" is not red, yellow, green or grey");
  }
  if (given.has("red")) query.light = Light::red;
  query.unit = given.one("unit");
  query.owner = given.one("owner");
  query.source = given.one("source");
  if (given.has("severity")) query.severity = severity_said(given.one("severity"));
  if (given.has("due-from")) query.due_from = read_day(given.one("due-from")).value();
  if (given.has("due-to")) query.due_to = read_day(given.one("due-to")).value();
  if (given.has("sort")) {
    const auto sort = named<Sort>(sort_names, given.one("sort"));
    if (!sort)
      throw Usage("--sort：“" + given.one("sort") + "”应为 number、due、severity 或 changed",
                  "--sort: \"" + given.one("sort") + "\" is not number, due, severity or changed");
    query.sort = *sort;
  }
  query.descending = given.has("desc");
  return query;
}

}  // namespace tracker
