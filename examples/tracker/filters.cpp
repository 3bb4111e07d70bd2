// filters.cpp: options to a query.
// SPDX-License-Identifier: BSL-1.0
#include "filters.hpp"

#include "ahead.hpp"
#include "vocabulary.hpp"

#include <rectify/work_calendar.hpp>

#include <algorithm>

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

// The day that --due-in reaches to.
Day reached(const Session& session, const Ledger& ledger, const std::string& said) {
  const auto ahead = read_ahead(said);
  if (!ahead) {
    const std::string most = std::to_string(most_ahead);
    throw Usage(
        "--due-in：“" + said + "”应为 5wd（5个工作日）、10d（10天）或 2w（2周），数为 0 到 " + most,
        "--due-in: \"" + said +
            "\" is not a number of working days, days or weeks, like 5wd, 10d or 2w, from "
            "0 to " +
            most);
  }
  const auto calendar = ledger.calendar();
  const Day day = day_after(*ahead, session.today(ledger), calendar);
  if (ahead->unit == Ahead::working_days && !calendar.is_published(day) && !session.json)
    complain(
        std::string(session.say("--due-in：到 ", "--due-in: until ")) + write_day(day) +
        std::string(session.say("（暂定：此前的放假安排尚未全部公布）\n",
                                " (provisional: not all days off until then are published)\n")));
  return day;
}

// What is due, by today: within --due-in, or past with --overdue, or both.
void add_due(Query& query, const Session& session, const Ledger& ledger, const Given& given) {
  const bool ahead = given.has("due-in"), overdue = given.has("overdue");
  if (!ahead && !overdue) return;
  only_in_hand(query, ahead ? "--due-in" : "--overdue");
  const Day today = session.today(ledger);
  const Day to = ahead ? reached(session, ledger, given.one("due-in")) : today - days(1);
  if (!overdue) query.due_from = std::max(query.due_from.value_or(today), today);
  query.due_to = std::min(query.due_to.value_or(to), to);
}

}  // namespace

void only_in_hand(Query& query, std::string_view option) {
  std::vector<Main> left;
  for (std::size_t i = 0; i < main_names.size(); ++i) {
    const auto state = static_cast<Main>(i);
    const auto& asked = query.states;
    if (is_in_hand({.main = state}) &&
        (asked.empty() || std::find(asked.begin(), asked.end(), state) != asked.end()))
      left.push_back(state);
  }
  if (left.empty()) {
    std::string zh, en;
    for (const Main state : query.states) {
      zh.append(zh.empty() ? "" : "、").append(word(state, Lang::zh));
      en.append(en.empty() ? "" : ", ").append(name(state));
    }
    throw Usage(std::string(option) + "：只涉及在办的问题，--state “" + zh +
                    "”都不是；应为 已交办、整改中 或 待验收，或不写 --state",
                std::string(option) + ": is of items in hand, which \"" + en +
                    "\" of --state is not; leave it out, or name assigned, rectifying.working or "
                    "rectifying.submitted");
  }
  query.states = std::move(left);
}

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
      {"--workflow", "NAME", "所用流程（自定流程的名称）", "the host's machine that it follows"},
      {"--place", "PLACE", "在自定流程中的状态", "where it stands in a host's machine"},
      {"--severity", "LEVEL", "严重程度", "minor, moderate, serious or critical"},
      {"--due-from", "DAY", "时限不早于", "due on or after"},
      {"--due-to", "DAY", "时限不晚于", "due on or before"},
      {"--due-in", "SPAN",
       "从今天起多久之内到期，不含已逾期：5wd 或 5个工作日、10d 或 10天、2w 或 2周",
       "in hand and due from today on within 5wd (working days), 10d or 2w"},
      {"--overdue", "", "已过期限仍在办（按今天算）；与 --due-in 合用：两者都要",
       "in hand and past its due day by today; with --due-in: both", Option::flag},
      {"--sort", "KEY", "排序：number 编号、due 时限、severity 程度、changed 最近变动",
       "number, due, severity or changed"},
      {"--desc", "", "倒序", "the other way round", Option::flag},
  };
  return options;
}

Query query_of(const Session& session, const Ledger& ledger, const Given& given) {
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
  query.workflow = given.one("workflow"), query.place = given.one("place");
  if (given.has("severity")) query.severity = severity_said(given.one("severity"));
  if (given.has("due-from")) query.due_from = read_day(given.one("due-from")).value();
  if (given.has("due-to")) query.due_to = read_day(given.one("due-to")).value();
  add_due(query, session, ledger, given);
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
