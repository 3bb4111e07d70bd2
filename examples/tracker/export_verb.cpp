// export_verb.cpp: tracker export: the list as a csv for a spreadsheet, as a calendar file, or as JSON
// lines; or the whole ledger, event by event.
// SPDX-License-Identifier: BSL-1.0
#include "csv.hpp"
#include "encoding.hpp"
#include "filters.hpp"
#include "icalendar.hpp"
#include "json_text.hpp"
#include "session.hpp"
#include "target.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"
#include "whole.hpp"

#include <rectify/rectify.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>

namespace tracker {

using namespace rectify;

namespace {

struct Field {
  std::string_view zh, en;
  std::string (*of)(const Item&, const Session&, Zone);
};

std::string day_text(const std::optional<Instant>& at, Zone zone) {
  return at ? write_day(day_of(*at, zone)) : std::string();
}

// clang-format off
// The headings are the usual ones, so that import reads what export has written.
constexpr Field fields[] = {
  {"编号", "No.", [](const Item& i, const Session&, Zone) { return std::to_string(i.id); }},
  {"问题", "Problem", [](const Item& i, const Session&, Zone) { return i.title; }},
  {"描述", "Description", [](const Item& i, const Session&, Zone) { return i.description; }},
  {"来源", "Source", [](const Item& i, const Session&, Zone) { return i.source; }},
  {"问题分类", "Category", [](const Item& i, const Session&, Zone) { return i.category; }},
  {"严重程度", "Severity", [](const Item& i, const Session& s, Zone) { return std::string(word(i.severity, s.lang)); }},
  {"整改措施", "Measures", [](const Item& i, const Session&, Zone) { return i.measures; }},
  {"整改目标", "Goal", [](const Item& i, const Session&, Zone) { return i.goal; }},
  {"责任领导", "Responsible leader", [](const Item& i, const Session&, Zone) { return i.owner.leader; }},
  {"责任单位", "Responsible unit", [](const Item& i, const Session&, Zone) { return i.owner.unit; }},
  {"经办人", "Handler", [](const Item& i, const Session&, Zone) { return i.owner.handler; }},
  {"配合单位", "Assisting units", [](const Item& i, const Session& s, Zone) {
     std::string all;
     for (const auto& unit : i.owner.co_units) all += (all.empty() ? "" : s.lang == Lang::zh ? "、" : "; ") + unit;
     return all; }},
  {"督导单位", "Supervising unit", [](const Item& i, const Session&, Zone) { return i.supervisor; }},
  {"整改时限", "Deadline", [](const Item& i, const Session&, Zone) {
     if (!i.deadline) return i.phrase;  // the document's words, or those that were read
     return i.deadline->phrase.empty() ? i.deadline->text : i.deadline->phrase; }},
  {"截止日期", "Due date", [](const Item& i, const Session&, Zone) { return due(i) ? write_day(*due(i)) : std::string(); }},
  {"暂定", "Provisional", [](const Item& i, const Session& s, Zone) {
     return std::string(i.deadline && i.deadline->provisional ? s.say("是", "yes") : ""); }},
  {"状态", "State", [](const Item& i, const Session& s, Zone) { return std::string(word(i.state.main, s.lang)); }},
  {"灯色", "Light", [](const Item& i, const Session& s, Zone) { return std::string(word(light(i), s.lang)); }},
  {"进度", "Progress", [](const Item& i, const Session&, Zone) { return std::to_string(i.percent) + "%"; }},
  {"登记日期", "Reported", [](const Item& i, const Session&, Zone z) { return day_text(i.reported_at, z); }},
  {"销号日期", "Closed on", [](const Item& i, const Session&, Zone z) { return day_text(i.closed_at, z); }},
  {"销号方式", "Resolution", [](const Item& i, const Session& s, Zone) { return std::string(word(i.resolution, s.lang)); }},
  {"备注", "Remarks", [](const Item& i, const Session&, Zone) { return i.remarks; }},
};
// clang-format on

std::string default_name(const Session& session, const Ledger& ledger, std::string_view ending) {
  std::string day = write_day(day_of(session.now(ledger), ledger.zone()));
  std::erase(day, '-');
  return std::string(session.say("台账_", "ledger_")) + day + "." + std::string(ending);
}

std::string in_gb18030(const std::string& utf8) {
  auto converted = encode_gb18030(utf8);
  if (!converted)
    throw Cannot(text(converted.error(), Lang::zh) + "；请用 --encoding utf-8-bom",
                 text(converted.error(), Lang::en) + "; use --encoding utf-8-bom");
  return *std::move(converted);
}

// A format: what stands before the items, what an item is ("" if it has no place in it), what stands
// behind them.
struct Format {
  std::string head{}, tail{};
  std::function<std::string(const Item&)> of{};
};

Format as_csv(const Session& session, const Ledger& ledger, bool mark) {
  std::vector<std::string> headings;
  for (const auto& field : fields) headings.emplace_back(session.say(field.zh, field.en));
  Format format{.head = mark ? "\xEF\xBB\xBF" : ""};
  append_csv_row(format.head, headings);
  format.of = [&session, zone = ledger.zone()](const Item& item) {
    std::vector<std::string> cells;
    for (const auto& field : fields) cells.push_back(field.of(item, session, zone));
    std::string row;
    append_csv_row(row, cells);
    return row;
  };
  return format;
}

Format as_json_lines() {
  return {.of = [](const Item& item) { return to_json(item) + "\n"; }};
}

Format as_calendar(const Session& session, const Ledger& ledger, Query& query, bool cancelled) {
  if (!cancelled) only_in_hand(query, "--format ics");
  const CalendarFile file({.identity = identity_of(ledger),
                           .policy = ledger.policy(),
                           .calendar = ledger.calendar(),
                           .zone = ledger.zone(),
                           .lang = session.lang,
                           .cancelled = cancelled});
  std::string name(session.say("整改台账", "Rectification"));
  for (const auto& whose : {query.unit, query.owner})
    if (!whose.empty()) (name += " · ") += whose;
  return {.head = file.head(name), .tail = CalendarFile::tail(), .of = [file](const Item& item) {
            return file.event(item);
          }};
}

std::string one_of(const Given& given, std::string_view option,
                   std::initializer_list<std::string_view> values) {
  if (!given.has(option)) return std::string(*values.begin());
  std::string said = given.one(option);
  if (std::find(values.begin(), values.end(), said) != values.end()) return said;
  std::string zh, en;
  for (const auto& value : values) {
    const bool first = &value == values.begin(), last = &value == values.end() - 1;
    zh.append(first ? "" : last ? " 或 " : "、").append(value);
    en.append(first ? "" : last ? " or " : ", ").append(value);
  }
  const std::string name = "--" + std::string(option);
  throw Usage(name + "：“" + said + "”应为 " + zh, name + ": \"" + said + "\" is not " + en);
}

// --xes is the same as --format xes, and so on.
constexpr std::string_view short_ways[] = {"ics", "events", "xes", "ocel"};

std::string format_of(const Given& given) {
  std::string format =
      one_of(given, "format", {"csv", "jsonl", "ics", "events", "events-pb", "xes", "ocel"});
  std::string said = given.has("format") ? format : std::string();
  for (const auto way : short_ways) {
    if (!given.has(way)) continue;
    if (!said.empty() && said != way) {
      const std::string name(way);
      throw Usage(
          "--" + name + " 即 --format " + name + "，与 --format " + said + " 只能取其一",
          "--" + name + " is --format " + name + "; leave out one of it and --format " + said);
    }
    said = format = way;
  }
  return format;
}

// "--due-from" of "--due-from,…", as Given knows it.
std::string first_name(const Option& option) {
  for (const auto& name : parted(option.names))
    if (name.starts_with("--")) return name.substr(2);
  return std::string(option.names);
}

Exit write_out(Session& session, const Given& given) {
  const std::string format = format_of(given);
  const std::string encoding = one_of(given, "encoding", {"utf-8-bom", "utf-8", "gb18030"});
  if (format != "csv" && given.has("encoding"))
    throw Usage("--encoding 只用于 csv；其他格式总是 UTF-8",
                "--encoding is for csv; the other formats are always UTF-8");
  if (format != "ics" && given.has("cancelled"))
    throw Usage("--cancelled 只用于日历文件；请加 --format ics，或去掉它",
                "--cancelled is for calendar files; add --format ics, or leave it out");
  if (is_of_the_whole(format)) {
    for (const auto& option : filter_options())
      if (const auto name = first_name(option); given.has(name))
        throw Usage("--format " + format + " 导出整个台账；请去掉 --" + name,
                    "--format " + format + " is of the whole ledger; leave out --" + name);
  }
  const auto ledger = session.open();
  if (is_of_the_whole(format)) {
    const std::string path = given.has("output") ? given.one("output")
                                                 : default_name(session, ledger, ending_of(format));
    return write_whole(session, ledger, format, path, given.has("force"));
  }
  Query query = query_of(session, ledger, given);
  query.limit = 1000;
  const Format as = format == "csv" ? as_csv(session, ledger, encoding == "utf-8-bom")
                    : format == "jsonl"
                        ? as_json_lines()
                        : as_calendar(session, ledger, query, given.has("cancelled"));
  const std::string path =
      given.has("output") ? given.one("output") : default_name(session, ledger, format);
  Target target(path, given.has("force"));
  std::size_t items = 0;
  std::string out = as.head;
  const auto write = [&] {  // whole rows
    target.write(encoding == "gb18030" ? in_gb18030(out) : out);
    out.clear();
  };
  for (const Item& item : ledger.query(query)) {
    const std::string one = as.of(item);
    items += one.empty() ? 0 : 1;
    out += one;
    if (out.size() > std::size_t{1} << 16U) write();
  }
  out += as.tail;
  write();
  target.finish();
  if (path == "-") return Exit::done;
  if (session.json)
    print(tracker::Object().put("file", path).put("items", items).text() + "\n");
  else
    print(std::string(session.say("已导出 ", "exported ")) + std::to_string(items) +
          std::string(session.say(" 个问题到 ", " items to ")) + path + "\n");
  return Exit::done;
}

}  // namespace

Verb export_verb() {
  std::vector<Option> options = filter_options();
  options.push_back({"--format", "FORMAT",
                     "csv（默认）、jsonl、ics（日历文件）；整个台账：events、events-pb、xes、ocel",
                     "csv (default), jsonl, ics (a calendar file); of the whole ledger: events, "
                     "events-pb, xes, ocel"});
  options.push_back({"--ics", "", "即 --format ics", "the same as --format ics", Option::flag});
  options.push_back({"--events", "", "即 --format events：全部记录及其哈希，供 restore 恢复",
                     "--format events: every event with its hash, for restore", Option::flag});
  options.push_back({"--xes", "", "即 --format xes：供流程挖掘（IEEE 1849）",
                     "--format xes: for process mining (IEEE 1849)", Option::flag});
  options.push_back({"--ocel", "", "即 --format ocel：供流程挖掘（OCEL 2.0）",
                     "--format ocel: for process mining (OCEL 2.0)", Option::flag});
  options.push_back({"--cancelled", "", "ics：不再在办的问题也写入，标为已取消，供导入过的日历删除",
                     "ics: what is out of hand has an event too, cancelled, for calendars that "
                     "imported it before",
                     Option::flag});
  options.push_back({"--encoding", "NAME", "csv 的编码：utf-8-bom（默认）、utf-8、gb18030",
                     "of csv: utf-8-bom (default), utf-8 or gb18030"});
  options.push_back({"-o,--output", "FILE", "输出文件（默认 台账_年月日.csv；- 为标准输出）",
                     "the file (default ledger_YYYYMMDD.csv; - is standard output)"});
  options.push_back(
      {"--force", "", "覆盖已有文件", "overwrites a file that is there", Option::flag});
  return {.name = "export",
          .group = Group::exchange,
          .zh = "导出台账：csv（可用 Excel、WPS 打开）、日历文件、JSON 行，或全部记录",
          .en =
              "writes the list as csv for a spreadsheet, a calendar file or JSON lines; or every "
              "event",
          .options = std::move(options),
          .run = write_out,
          .more_zh =
              "以 = + - @ 开头的单元格前加 '，不会被当作公式执行。\n"
              "日历文件：每个在办且有期限的问题一个全天日程，预警日 9 点提醒。",
          .more_en =
              "A cell that begins with = + - @ gets a ', so that no\nspreadsheet runs it as a "
              "formula.\nA calendar file has an all-day event for each item in hand, on its "
              "due day,\nwith an alarm at nine on the warning day."};
}

}  // namespace tracker
