// import_verb.cpp: tracker import: a list comes in, and everything about it is told.
// SPDX-License-Identifier: BSL-1.0
#include "calendar_option.hpp"
#include "deadline_report.hpp"
#include "importing.hpp"
#include "json_text.hpp"
#include "preview.hpp"
#include "progress.hpp"
#include "proof.hpp"
#include "reading.hpp"
#include "session.hpp"
#include "table.hpp"
#include "telling.hpp"
#include "verb.hpp"

#include <rectify/wire.hpp>

#include <filesystem>

namespace tracker {
namespace {

std::string coloured_mark(Remark::Weight weight, bool colours) {
  if (weight == Remark::note) return coloured("· ", Colour::yellow, colours);
  return coloured("✗ ", Colour::red, colours);
}

void tell(const Intake& intake, const Session& session, bool partial) {
  std::string out;
  for (const auto& remark : intake.remarks) {
    const std::string_view said = session.say(remark.zh, remark.en);
    if (session.json) {
      constexpr std::string_view weights[] = {"note", "lost", "left-out"};
      out += Object()
                 .put("line", remark.line)
                 .put("column", remark.column)
                 .put("value", remark.value)
                 .put("code", remark.code)
                 .put("reason", said)
                 .put("weight", weights[remark.weight])
                 .text() +
             "\n";
      continue;
    }
    const bool stops = remark.weight != Remark::note && !partial;
    out += coloured_mark(remark.weight, session.colours) +
           std::string(session.say("第 ", "line ")) + std::to_string(remark.line) +
           std::string(session.say(" 行", ""));
    if (!remark.column.empty())
      out += std::string(session.say("“", ", \"")) + printable(remark.column, " ") +
             std::string(session.say("”", "\""));
    if (!remark.value.empty())
      out += std::string(session.say("：“", ": \"")) + cut(printable(remark.value, " "), 60) +
             std::string(session.say("”", "\""));
    out += std::string(session.say("——", ": ")) + printable(said, " ");
    if (remark.weight == Remark::left_out && !stops)
      out += session.say("（此行未导入）", " (this row was left out)");
    out += "  [" + remark.code + "]\n";
  }
  print(out);
}

void tell_summary(const Intake& intake, const List& list, const Session& session, bool assign,
                  bool applied) {
  const auto of = applied ? DeadlineReport::brought : DeadlineReport::preview;
  if (session.json) {
    print(Object()
              .put("file", list.path)
              .put("encoding", name(list.encoding))
              .put("rows", list.mapped.rows.size())
              .put("new", intake.fresh)
              .put("already", intake.there)
              .put("imported", intake.imported)
              .put("assigned", intake.assigned)
              .put("remarks", intake.remarks.size())
              .put("applied", applied)
              .raw("deadlines", deadlines_json(intake, of, assign, session.lang))
              .text() +
          "\n");
    return;
  }
  const auto n = [](std::size_t count) { return std::to_string(count); };
  print(
      session.lang == Lang::zh
          ? "共 " + n(list.mapped.rows.size()) + " 行：新 " + n(intake.fresh) + "，已在台账 " +
                n(intake.there) + "，须留意 " + n(intake.remarks.size()) + "。" +
                (applied
                     ? "已导入 " + n(intake.imported) + " 个问题" +
                           (intake.assigned > 0 ? "，其中交办 " + n(intake.assigned) + " 个" : "") +
                           "。\n"
                     : "\n")
          : n(list.mapped.rows.size()) + " rows: " + n(intake.fresh) + " new, " + n(intake.there) +
                " in the ledger already, " + n(intake.remarks.size()) + " to look at." +
                (applied
                     ? " Imported " + n(intake.imported) + " items" +
                           (intake.assigned > 0 ? ", " + n(intake.assigned) + " of them assigned"
                                                : "") +
                           ".\n"
                     : "\n"));
  print(deadlines_told(intake, of, assign, session));
}

// The ledger to import into: made if there is none; for a preview, one in memory.
rectify::Ledger ledger_for(const Session& session, bool preview) {
  std::error_code ignored;
  const bool there = std::filesystem::exists(session.where, ignored);
  if (!there && preview) return rectify::Ledger::open(":memory:");
  if (!there) {
    auto made = rectify::Ledger::open(session.where);
    complain(std::string(session.say("已建立台账 ", "made the ledger ")) + session.where + "\n");
    return made;
  }
  return session.open();
}

Exit import(Session& session, const Given& given) {
  const List list = read_list(given.one("file"), given.one("encoding"), given.one("mapping"));
  const bool preview = given.has("preview"), partial = given.has("partial");
  const bool assign = given.has("assign");
  if (!session.json) {
    print(printable(std::filesystem::path(list.path).filename().string(), " ") + " · " +
          std::string(name(list.encoding)) +
          std::string(session.say(" · 表头在第 ", " · headings in line ")) +
          std::to_string(list.mapped.header_line) + std::string(session.say(" 行 · 问题 ", " · ")) +
          std::to_string(list.mapped.rows.size()) +
          std::string(session.say(" 行\n", " rows of problems\n")));
  }
  if (session.actor.name.empty() && !preview)
    throw rectify::Refused(rectify::refuse("actor.missing", "actor.name"));

  // A list that can't come in whole makes no ledger either.
  auto trial = ledger_for(session, true);
  const auto calendar = trial.calendar();
  IntakeManner manner{.actor = session.actor,
                      .zone = trial.zone(),
                      .today = session.today(trial),
                      .rules = rectify::reading_rules(trial.policy(), calendar),
                      .assign = assign,
                      .dated = given.has("dated"),
                      .lang = session.lang};
  manner.at = session.when(manner.zone);
  if (given.has("document-day")) manner.document_day = day_said(given, "document-day");
  auto intake = intake_of(list.mapped, manner);
  if (preview)
    print(session.json ? preview_json(list, intake, session)
                       : "\n" + preview_told(list, intake, session));
  if (!session.actor.name.empty()) {
    Progress progress(std::string(session.say("核对", "trying")), intake.candidates.size(),
                      session.lang);
    try_out(trial, intake, [&](std::size_t rows) { progress.add(rows); });
  } else {
    intake.fresh = intake.candidates.size();
  }
  tell(intake, session, partial);
  const bool stopped = intake.blocked() && !partial;
  if (preview || stopped) {
    tell_summary(intake, list, session, assign, false);
    if (stopped)
      complain(session.say(
          "有行不能完整导入，因此一行也未导入；改正后重试，或用 --partial 导入其余部分\n",
          "some rows can't come in whole, so nothing was imported; mend them, or "
          "import the rest with --partial\n"));
    return stopped ? Exit::refused : Exit::done;
  }
  auto ledger = ledger_for(session, false);
  const std::string batch = "import/" + list.sha256.substr(0, 16);
  Progress progress(std::string(session.say("导入", "importing")), intake.fresh, session.lang);
  for (int tries = 0;; ++tries) {
    if (take_in(ledger, intake, partial, batch, [&](std::size_t rows) { progress.add(rows); }))
      break;
    if (tries == 5)
      throw Cannot("其他程序正在写入台账，导入未完成；稍后重试",
                   "another program keeps writing to the ledger; try again later");
    try_out(ledger, intake);
  }
  progress.finish();
  tell_summary(intake, list, session, assign, true);
  return Exit::done;
}

}  // namespace

Verb import_verb() {
  return {.name = "import",
          .group = Group::exchange,
          .zh = "导入问题清单（csv）：先说明读懂了什么，哪些行没读懂",
          .en = "brings in a list (csv), saying what was understood and which rows were not",
          .options = {{"file", "FILE", "清单文件：UTF-8、GB18030 或 UTF-16 的 csv",
                       "a csv in UTF-8, GB18030 or UTF-16", Option::one, true},
                      {"--preview", "", "只看读懂了什么，不导入",
                       "shows what was understood; imports nothing", Option::flag},
                      {"--mapping", "FILE", "映射文件（JSON）：哪一列是什么",
                       "which column is what (JSON)"},
                      {"--partial", "", "有读不懂的行也导入其余部分",
                       "imports the rest where some rows can't come in", Option::flag},
                      {"--assign", "", "有责任单位、时限也读得懂的行同时交办",
                       "assigns the rows that have a unit and a deadline that is understood",
                       Option::flag},
                      {"--document-day", "DAY", "清单的日期：时限从这一天读起（默认导入当天）",
                       "the day of the list, on which its deadlines are read (default: the "
                       "import's day)"},
                      {"--dated", "", "以登记日期作为登记时间",
                       "each row is reported on its own reported day", Option::flag},
                      {"--encoding", "NAME", "编码：utf-8、gb18030、utf-16（默认自动识别）",
                       "utf-8, gb18030 or utf-16 (default: found out)"}},
          .run = import,
          .more_zh =
              "问题以“已登记”进入台账，时限原文照录。同一清单重复导入不会重复登记。\n"
              "时限读不懂、已过或只写状态的行也照样登记，不交办，并列出原因。\n"
              "映射文件示例：examples/tracker/mappings/kev.json。",
          .more_en =
              "The problems come in as found, with their deadlines as written. The same list "
              "again adds nothing.\nWhose deadline is refused, past or only a state comes in "
              "too, isn't assigned, and is\nlisted with the reason. A mapping file: "
              "examples/tracker/mappings/kev.json."};
}

}  // namespace tracker
