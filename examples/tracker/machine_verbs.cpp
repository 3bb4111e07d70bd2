// machine_verbs.cpp: every command of the item's machine as a verb: a form, filled and applied.
// SPDX-License-Identifier: BSL-1.0
#include "checking.hpp"
#include "forms.hpp"
#include "session.hpp"
#include "telling.hpp"
#include "verb.hpp"

#include <rectify/ledger.hpp>

namespace tracker {
namespace {

constexpr Option of_item{"number", "N", "问题编号", "the item's number"};
constexpr Option of_command[] = {
    {"--id", "ID", "操作编号：同一编号只执行一次", "the command's id: the same id is applied once"},
    {"--expect", "VERSION", "看到的版本；其间有变化则退回",
     "the version that was seen; refused if it moved on"},
    {"--dry-run,-n", "", "只看结果，不生效", "shows what would happen; nothing is kept",
     Option::flag},
};

Exit give(Session& session, const Given& given, const Form& form) {
  const bool is_report = form.name == "report";
  rectify::Command command;
  command.item = given.number(is_report ? "item" : "number", 0, 1, INT64_MAX);
  command.body = form.body(given);
  command.id = given.one("id");
  if (given.has("expect"))
    command.expected_version = static_cast<std::uint32_t>(given.number("expect", 0, 0, UINT32_MAX));
  command.actor = session.actor;
  auto ledger = session.open();
  command.at = session.when(ledger.zone());
  const bool dry = given.has("dry-run");
  const auto answers = ledger.apply({std::move(command)}, {.dry_run = dry});
  std::string done(session.say(form.done_zh, form.done_en));
  if (dry) done += session.say("（试算，未生效）", " (a trial: nothing is kept)");
  return tell_answer(session, ledger, answers.front(), done);
}

Verb verb_of(const Form& form) {
  Verb verb{.name = form.name, .group = Group::command, .zh = form.zh, .en = form.en};
  verb.more_zh = form.more_zh, verb.more_en = form.more_en;
  const bool proves = form.name == "verify";
  if (form.name != "report") {
    verb.options.push_back(of_item);
    verb.options.back().required = !proves;
  }
  verb.options.insert(verb.options.end(), form.options.begin(), form.options.end());
  verb.options.insert(verb.options.end(), std::begin(of_command), std::end(of_command));
  verb.run = [&form, proves](Session& session, const Given& given) {
    if (proves && !given.has("number")) return check(session);
    return give(session, given, form);
  };
  if (proves) {
    verb.more_zh =
        "tracker verify N：督导单位验收问题 N。tracker verify：校验整个台账，同 tracker check。";
    verb.more_en =
        "tracker verify N: the supervisor accepts item N. tracker verify: proves the whole "
        "ledger,\nas tracker check does.";
  }
  return verb;
}

}  // namespace

std::vector<Verb> machine_verbs() {
  std::vector<Verb> verbs;
  for (const auto& form : forms()) verbs.push_back(verb_of(form));
  return verbs;
}

}  // namespace tracker
