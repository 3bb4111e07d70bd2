// main.cpp: an office whose leave requests and documents go through machines of its own, in one
// ledger, with lights, deadlines, history and separation of duties that it didn't write.
// SPDX-License-Identifier: BSL-1.0
#include "approval.hpp"
#include "leave.hpp"

#include <rectify/migration.hpp>
#include <rectify/rectify.hpp>

#include <iostream>

using namespace rectify;

namespace {

const Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
const Actor head{.name = "赵宁", .unit = "办公室", .roles = {"clerk", "head", "office"}};
const Actor director{.name = "郑国栋", .unit = "区委", .roles = {"director", "leader"}};
const Actor administrator{.name = "马丽", .unit = "信息中心", .roles = {"administrator"}};

void tell(Ledger& ledger, const std::string& what, const Answer& answer) {
  std::cout << what << ": ";
  if (!answer.accepted) {
    std::cout << text(*answer.refusal, Lang::zh) << "\n";
    return;
  }
  const Item item = ledger.find(answer.item).value();
  std::cout << place(item) << ", " << name(light(item));
  if (due(item)) std::cout << ", due " << write_day(*due(item));
  std::cout << "\n";
}

}  // namespace

int main() {
  Policy policy = strict_policy();
  for (const auto* role : {"head", "office", "director", "leader"}) policy.roles.emplace_back(role);
  Instant now = read_instant("2018-06-25T09:00:00+08:00").value();
  Ledger ledger = Ledger::open(":memory:", {.policy = policy, .clock = Clock([&] { return now; })});

  ledger.define(flow_of<leave::Leave>(), administrator);
  ledger.define(flow_of<approval::Approval>(), administrator);

  const ItemId days = ledger
                          .report({.title = "王芳的年假",
                                   .owner = {.handler = "王芳"},
                                   .workflow = "leave",
                                   .fields = {{.name = "days", .value = "5"}}},
                                  wang)
                          .value();
  tell(ledger, "ask", ledger.act(days, {.command = "ask"}, wang));
  tell(ledger, "approve, by herself", ledger.act(days, {.command = "approve"}, wang));
  tell(ledger, "approve, by the head", ledger.act(days, {.command = "approve"}, head));
  tell(ledger, "approve, by the director", ledger.act(days, {.command = "approve"}, director));

  const ItemId notice = ledger
                            .report({.title = "关于开展自查的通知",
                                     .owner = {.unit = "办公室"},
                                     .workflow = "approval",
                                     .fields = {{.name = "drafter", .value = "王芳"}}},
                                    wang)
                            .value();
  tell(ledger, "submit without a text", ledger.act(notice, {.command = "submit"}, wang));
  tell(ledger, "submit",
       ledger.act(notice, {.command = "submit", .evidence = {{.text = "正文.docx"}}}, wang));
  tell(ledger, "pass, by the end of the month",
       ledger.act(notice, {.command = "pass", .deadline = "6月底前"}, head));

  now += std::chrono::days{6};  // a Sunday in July
  ledger.tick(now);
  for (const Item& late : ledger.query({.light = Light::red, .workflow = "approval"}))
    std::cout << "overdue: " << late.title << " at " << place(late) << "\n";

  for (const auto& offer : ledger.allowed(notice, head))
    if (!offer.act.empty() && offer.allowed) std::cout << "may: " << offer.act << "\n";
  std::cout << mermaid(flow_of<leave::Leave>().description(), {"with-head"});
  std::cout << (ledger.check().whole ? "the ledger is whole\n" : "the ledger is damaged\n");
}
