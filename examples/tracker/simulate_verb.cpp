// simulate_verb.cpp: tracker simulate: a year of an office's people, for the tour and for a try.
// SPDX-License-Identifier: BSL-1.0
#include "importing.hpp"
#include "json_text.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "session.hpp"
#include "simulation.hpp"
#include "table.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"

#include <rectify/ledger.hpp>

namespace tracker {

using namespace rectify;

namespace {

std::string told(const Tally& tally, const Session& session) {
  Table commands({{std::string(session.say("操作", "Command")), 30},
                  {std::string(session.say("次数", "Times")), 8, Align::right}});
  for (const auto& [command, times] : tally.accepted)
    commands.add({{session.lang == Lang::zh
                       ? std::string(word_of_command(command, session.lang)) + " " + command
                       : command},
                  {std::to_string(times)}});
  Table refusals({{std::string(session.say("退回", "Refused")), 30},
                  {std::string(session.say("次数", "Times")), 8, Align::right},
                  {std::string(session.say("规则", "The rule")), 60}});
  for (const auto& [code, times] : tally.refused)
    refusals.add(
        {{code}, {std::to_string(times)}, {rule(refuse(code, {}, {}, {"…", "…"}), session.lang)}});
  const TableLook look{.colours = session.colours, .places = session.places, .line_break = " "};
  return commands.text(look) + "\n" + refusals.text(look);
}

std::string json(const Tally& tally) {
  tracker::Object accepted, refused;
  for (const auto& [command, times] : tally.accepted) accepted.put(command, times);
  for (const auto& [code, times] : tally.refused) refused.put(code, times);
  return tracker::Object()
      .put("commands", tally.commands)
      .put("until", write_day(tally.until))
      .raw("accepted", accepted.text())
      .raw("refused", refused.text())
      .text();
}

Exit simulate(Session& session, const Given& given) {
  auto ledger = session.open();
  Year year{.from = rectify::day_of(session.now(ledger), ledger.zone()),
            .days = static_cast<int>(given.number("days", 365, 1, 36'500)),
            .seed = static_cast<std::uint64_t>(given.number("seed", 2018, 0, INT64_MAX)),
            .lang = session.lang};
  Simulation simulation(ledger, People(read_people(given.one("people"))), year);
  for (const auto& path : given.all("list")) {
    const List list = read_list(path, "", "");
    const auto intake = intake_of(list.mapped, {.assign = true, .dated = true});
    for (std::size_t i = 0; i < list.mapped.rows.size(); ++i) {
      const MappedRow& row = list.mapped.rows[i];
      const std::optional<Day> due =
          row.due.empty() ? std::nullopt : std::optional(read_day(row.due).value());
      if (!row.reported.empty())
        simulation.report_on(read_day(row.reported).value(),
                             std::get<Report>(intake.candidates[i].report.body), due);
      else if (due)
        simulation.expect(row.reference, *due);
    }
  }
  Progress progress(std::string(session.say("模拟", "simulating")),
                    static_cast<std::size_t>(year.days), session.lang);
  const Tally tally = simulation.run([&] { progress.add(); });
  progress.finish();
  print(session.json ? json(tally) + "\n" : told(tally, session));
  return Exit::done;
}

}  // namespace

Verb simulate_verb() {
  return {
      .name = "simulate",
      .group = Group::demonstration,
      .zh = "让一个单位的人按操作过一年（演练用台账，勿用于正式台账）",
      .en = "lets an office's people work for a year, by commands (on a ledger made for it)",
      .options = {{"--people", "FILE", "人员名单 csv：name,unit,roles", "people: name,unit,roles",
                   Option::one, true},
                  {"--list", "FILE", "清单，可重复：截止日期，以及有登记日期的后续问题",
                   "lists: their due dates; rows with a reported day come up on it", Option::many},
                  {"--days", "N", "天数（默认 365）", "how long (default 365)"},
                  {"--seed", "N", "随机种子（默认 2018）；同一种子同一结果",
                   "the same seed gives the same year (default 2018)"}},
      .run = simulate,
      .more_zh = "从 --at 那天开始。",
      .more_en = "It begins on the day of --at."};
}

}  // namespace tracker
