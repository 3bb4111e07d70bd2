// ledger_verbs.cpp: init, policy, tick, check, refusals: what concerns the ledger as a whole.
// SPDX-License-Identifier: BSL-1.0
#include "checking.hpp"
#include "json_text.hpp"
#include "policy_file.hpp"
#include "session.hpp"
#include "telling.hpp"
#include "verb.hpp"

#include <rectify/rectify.hpp>

#include <algorithm>
#include <filesystem>

namespace tracker {
namespace {

// A file is no ledger yet if it is empty, or if its maker was killed before the first event.
bool is_ledger_or_foreign(const std::string& where) {
  std::error_code ignored;
  if (where == ":memory:" || !std::filesystem::exists(where, ignored)) return false;
  try {
    (void)rectify::Ledger::open(where, {.create = false});
  } catch (const rectify::Error& error) {
    return error.code() != "store.none";
  }
  return true;
}

Exit init(Session& session, const Given& given) {
  rectify::Options options;
  if (given.has("zone")) options.zone = read_zone(given.one("zone"));
  if (given.has("policy")) options.policy = policy_of_file(given.one("policy"));
  if (const auto at = session.when(options.zone)) options.clock = [at] { return *at; };
  if (is_ledger_or_foreign(session.where))
    throw Cannot(session.where + "：已经存在，未作改动；换一个文件名",
                 session.where + ": is there already and was left as it is; give another name");
  const auto ledger = rectify::Ledger::open(session.where, options);
  if (session.json) {
    print(Object().put("ledger", session.where).put("policy", ledger.policy().name).text() + "\n");
  } else {
    print(std::string(session.say("已建立台账 ", "made the ledger ")) + session.where +
          std::string(session.say("，制度：", ", policy: ")) + ledger.policy().name + "\n");
  }
  return Exit::done;
}

Exit policy(Session& session, const Given& given) {
  auto ledger = session.open();
  const std::string what = given.one("what");
  if (what.empty() || what == "show") {
    print(to_json(ledger.policy(), session.lang) + "\n");
    return Exit::done;
  }
  if (what != "set" || !given.has("file"))
    throw Usage("policy：应为 policy show 或 policy set 文件.json",
                "policy: say policy show, or policy set FILE.json");
  const auto answer = ledger.set_policy(policy_of_file(given.one("file")), session.actor,
                                        session.when(ledger.zone()));
  return tell_answer(session, ledger, answer, session.say("已更换制度", "the policy is set"));
}

Exit tick(Session& session, const Given&) {
  auto ledger = session.open();
  auto answers = ledger.tick(session.now(ledger));
  if (session.json) {
    for (const auto& answer : answers) print(to_json(answer, session.lang) + "\n");
    return Exit::done;
  }
  // What is worst comes first, each by number.
  std::stable_sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) {
    return a.light != b.light ? a.light > b.light : a.item < b.item;
  });
  print(ticked(session, ledger, answers));
  return Exit::done;
}

Exit refusals(Session& session, const Given&) {
  for (const auto& entry : rectify::catalogue()) {
    if (session.json)
      print(Object()
                .put("code", entry.code)
                .put("rule", session.say(entry.rule_zh, entry.rule_en))
                .put("wanted", session.say(entry.wanted_zh, entry.wanted_en))
                .text() +
            "\n");
    else
      print("| `" + std::string(entry.code) + "` | " +
            std::string(session.say(entry.rule_zh, entry.rule_en)) + " | " +
            std::string(session.say(entry.wanted_zh, entry.wanted_en)) + " |\n");
  }
  return Exit::done;
}

}  // namespace

std::vector<Verb> ledger_verbs() {
  return {
      {.name = "init",
       .group = Group::ledger,
       .zh = "建立新台账",
       .en = "makes a new ledger",
       .options = {{"--policy", "FILE", "制度文件（JSON；默认严格制度）",
                    "a policy as JSON (default: the strict one)"},
                   {"--zone", "OFFSET", "时区（默认 +08:00），定下后不变",
                    "the ledger's zone for ever (default +08:00)"}},
       .run = init},
      {.name = "policy",
       .group = Group::ledger,
       .zh = "查看或更换制度：policy show、policy set 文件.json",
       .en = "shows the policy, or sets another: policy show, policy set FILE.json",
       .options = {{"what", "show|set", "show 查看（默认），set 更换", "show (default) or set"},
                   {"file", "FILE", "制度文件（JSON）", "the policy as JSON"}},
       .run = policy,
       .more_zh = "更换制度须有制度指定的角色（严格制度：administrator）；更换本身也记入历史。",
       .more_en = "Setting it takes a role that the policy names (the strict one: administrator), "
                  "and is\nrecorded in the history."},
      {.name = "tick",
       .group = Group::ledger,
       .zh = "让时间推动灯色：到期提醒、逾期亮红灯",
       .en = "lets time pass: changes the lights that are due to change",
       .run = tick,
       .more_zh = "每个提醒只发生一次，漏跑一个月也不会重复。可放进定时任务，每天一次即可。",
       .more_en = "Each change happens once, also after a month without a tick. Once a day is "
                  "enough, from a timer."},
      {.name = "check",
       .group = Group::ledger,
       .zh = "校验台账：逐条核对记录链，由记录重建每个问题并比对",
       .en = "proves the ledger: walks the chain, makes every item again from its events, compares",
       .run = [](Session& session, const Given&) { return check(session); },
       .more_zh = "不带编号的 tracker verify 与此相同。退出码 4 表示发现不符。",
       .more_en =
           "tracker verify without a number is the same. Exit code 4: a difference was found."},
      {.name = "refusals",
       .group = Group::ledger,
       .zh = "列出所有退回原因（编码、规则、应为）",
       .en = "lists every refusal that there is: code, rule, what would be right",
       .run = refusals},
  };
}

}  // namespace tracker
