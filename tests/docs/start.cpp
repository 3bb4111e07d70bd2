// start.cpp: the program of docs/start-cpp.md, which shows it piece by piece. What it prints is
// start.txt.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/rectify.hpp>

#include <iostream>

using namespace rectify;

int main() {
  const Actor clerk{.name = "王芳", .unit = "整改办", .roles = {"clerk"}};
  const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
  const Actor zhou{.name = "周明远", .unit = "办公室"};
  const Actor inspector{.name = "程守正", .unit = "机关纪委", .roles = {"verifier"}};
  const Actor administrator{.name = "袁书恒", .unit = "信息中心", .roles = {"administrator"}};

  Instant now = read_instant("2024-05-20T09:00:00+08:00").value();  // without it: the system's
  Ledger ledger = Ledger::open(":memory:", {.clock = [&now] { return now; }});

  const ItemId id =
      ledger.report({.title = "接访窗口周五提前下班", .source = "选民座谈会"}, clerk).value();
  Answer answer = ledger.assign(
      id, {.owner = {.unit = "办公室"}, .supervisor = "机关纪委", .deadline = "15个工作日内"},
      secretary);
  const Item item = ledger.find(id).value();
  std::cout << name(item.state.main) << ", due " << write_day(due(item).value()) << '\n';

  answer = ledger.verify(id, {}, zhou);
  if (!answer.accepted)
    std::cout << answer.refusal->code << '\n' << text(*answer.refusal, Lang::zh) << '\n';

  for (const Allowance& one : ledger.allowed(id, zhou))
    if (one.allowed) std::cout << "- " << name(one.command) << '\n';

  ledger.start(id, {}, zhou);
  now += days(30);
  ledger.tick(now);  // the lights follow the clock when the host says so
  for (const Item& red : ledger.query({.light = Light::red, .unit = "办公室"}))
    std::cout << red.id << ' ' << red.title << ' ' << name(light(red)) << '\n';

  ledger.submit(id, {.evidence = {{.text = "新的排班表"}}}, zhou);
  ledger.verify(id, {}, inspector);
  ledger.close(id, {}, secretary);
  for (const Recorded& link : ledger.history(id)) {
    const auto& event = std::get<Event>(link.what);
    std::cout << event.seq << ' ' << name(kind_of(event.body)) << ' ' << event.actor.name << '\n';
  }

  Policy policy = ledger.policy();
  policy.evidence_needed = 2;                 // pieces, before a result is submitted
  policy.notice_days = 7;                     // 公示 for a week before striking off
  policy.permit("close", {"administrator"});  // and by nobody else
  answer = ledger.set_policy(policy, administrator);
  std::cout << (answer.accepted ? "policy set" : text(*answer.refusal, Lang::en)) << '\n';

  const Verification proof = ledger.check();
  std::cout << (proof.whole ? "whole: " : proof.flaw) << proof.events << " events\n";
}
