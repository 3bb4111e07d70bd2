// random_office.hpp: people who give commands at random, about half of them sensible.
//
//     RandomOffice office(seed);
//     Command command = office.command(item);         // at a time that only moves forward
//     office.policy;                                  // random too, but always fit
//     office.calendar, office.working_days();         // the same days for the library and by hand
//
// The same seed gives the same office.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/policy.hpp>

#include "model/naive_calendar.hpp"

#include <random>

namespace naive {

using namespace rectify;

class RandomOffice {
 public:
  explicit RandomOffice(std::uint64_t seed) : random_(seed), policy(strict_policy()) {
    policy.evidence_needed = number(0, 2);
    policy.notice_days = one_in(3) ? number(1, 20) : 0;
    policy.outcome_needed = one_in(4);
    policy.extension_limit = number(0, 3);
    policy.hold_stops_clock = !one_in(4);
    policy.reopening = static_cast<Reopening>(number(0, 2));
    if (one_in(4)) policy.escalation = {};
    if (one_in(4)) policy.escalation = {{2, 2, {}}, {3, 3, {}}};
    if (one_in(3)) policy.immediate_days = number(0, 3);
    if (one_in(6)) policy.immediate_days.reset();
    policy.roll_off_holidays = one_in(3);
    policy.review_months = one_in(2) ? 6 : 0;
    for (auto& warn : policy.warn_days) warn = number(0, 8);
    published = random_calendar(seed, 2018, 2023);
    calendar = unpublished.calendar();
    if (one_in(4)) policy.permit("verify", {}).permit("reject", {});
    if (one_in(4)) policy.permit("comment", {"clerk"}).permit("attach", {"administrator"});
    policy.stand_ins = {{"李芳", "周明远", day(2018, 1, 1), day(2018, 12, 31), {}},
                        {"陈静", "李芳", day(2018, 3, 1), day(2019, 6, 30), {}},
                        {"吴敏", "周明远", day(2018, 1, 1), day(2030, 1, 1), {}}};
  }

  // The clock goes on by up to some days now and then.
  Instant now() const { return now_; }
  [[nodiscard]] Day today() const { return day_of(now_, shanghai); }
  // The years are published: from now on these are the days.
  void load_years() {
    unpublished = published;
    calendar = published.calendar();
  }
  [[nodiscard]] const NaiveCalendar& working_days() const { return unpublished; }

  Command command(const Item& item) {
    now_ += std::chrono::minutes(number(1, 600));
    if (one_in(6)) now_ += days(number(1, 9));
    const ItemId id = item.id != 0 ? item.id : 7;
    Command c{.item = id, .at = now_, .body = body(id, one_in(4) ? number(0, 34) : fitting(item))};
    c.actor = one_in(4) ? actor() : actor_for(c.body, item);
    if (c.body.index() >= Body(Tick{}).index() && !one_in(4)) c.actor = {};
    if (one_in(60)) c.expected_version = static_cast<std::uint32_t>(number(0, 12));
    return c;
  }

  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool one_in(int n) { return number(1, n) == 1; }

 private:
  template <class T>
  T any_of(std::initializer_list<T> list) {
    return list.begin()[static_cast<std::size_t>(number(0, static_cast<int>(list.size()) - 1))];
  }
  std::string text() { return one_in(9) ? std::string(" ") : std::string("because 因为"); }
  std::string unit() { return any_of<const char*>({"办公室", "办公室", "研究室", "信息中心", ""}); }
  std::string supervisor() { return any_of<const char*>({"", "", "督查室", "办公室"}); }
  Owner owner() {
    Owner o{.unit = unit()};
    if (one_in(2)) o.handler = any_of<const char*>({"周明远", "李芳"});
    if (one_in(4)) o.leader = "郑国栋";
    if (one_in(3)) o.co_units = {"研究室", "信息中心"};
    return o;
  }
  std::string deadline() {
    if (one_in(8))
      return any_of<const char*>({"", "", "soon", "0 days", "3661天", "2018-02-30", "9 d"});
    if (one_in(12)) return "长期坚持";
    if (one_in(8)) return "立行立改";
    if (one_in(3)) return std::to_string(number(1, 25)) + "个工作日内";
    if (one_in(2)) return std::to_string(number(1, 40)) + any_of<const char*>({" days", "天"});
    return write_day(today() + days(number(-4, 60)));
  }
  std::string phrase() { return any_of<const char*>({"", "尽快", "30天"}); }
  std::optional<Day> reference() {
    return one_in(4) ? std::optional(today() - days(number(0, 30))) : std::nullopt;
  }
  std::vector<Evidence> evidence() {
    std::vector<Evidence> list;
    for (int n = number(0, 2); n > 0; --n) list.push_back({EvidenceKind::text, "photo", "", {}});
    return list;
  }
  Actor actor() {
    switch (number(0, 10)) {
      case 0: return {.name = "王芳", .unit = "接待窗口", .roles = {"clerk"}};
      case 1:
      case 2: return {.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
      case 3: return {.name = "吴敏", .unit = "督查室", .roles = {"verifier"}};
      case 4: return {.name = "高原", .unit = "办公室", .roles = {"administrator", "verifier"}};
      case 5:
      case 6: return {.name = "周明远", .unit = "办公室"};
      case 7: return {.name = "李芳", .unit = "研究室", .roles = {"verifier"}};
      case 8:
        return {.name = "李芳",
                .unit = "研究室",
                .stands_in_for = "周明远",
                .stands_in_for_unit = "办公室"};
      case 9:
        return {.name = any_of<const char*>({"陈静", "吴敏"}),
                .unit = "整改办",
                .roles = {"coordinator", "verifier"},
                .stands_in_for = any_of<const char*>({"李芳", "周明远"}),
                .stands_in_for_unit = unit()};
      default:
        return {.name = any_of<const char*>({"", "孙伟", "郑国栋"}),
                .unit = "信息中心",
                .roles = {any_of<const char*>({"clerk", "verifier", "mayor"})}};
    }
  }
  // Somebody who probably may.
  Actor actor_for(const Body& body, const Item& item) {
    const auto command = name(kind_of(body));
    for (const auto owners :
         {"decline", "start", "progress", "submit", "recall", "request-extension"})
      if (command == owners) return {.name = "何平", .unit = item.owner.unit};
    if (command == "verify" || command == "reject")
      return {.name = "吴敏", .unit = "督查室", .roles = {"verifier"}};
    if (command == "correct" || command == "attach")
      return {.name = "马丽", .unit = "整改办", .roles = {"administrator"}};
    return {.name = "陈静", .unit = "整改办", .roles = {"clerk", "coordinator"}};
  }
  // A command that the item's state has: its place in body().
  int fitting(const Item& item) {
    if (item.state.extension == Extension::requested && one_in(3)) return any_of({23, 24});
    if (item.state.holding == Holding::on_hold && one_in(4)) return 26;
    if (one_in(8)) return any_of({27, 28, 29, 30, 31, 32, 33, 34});
    switch (item.state.main) {
      case Main::unlisted: return 0;
      case Main::found: return any_of({2, 2, 2, 2, 4, 5});
      case Main::assigned: return any_of({9, 9, 9, 7, 8, 21, 25, 33, 6});
      case Main::working: return any_of({12, 12, 12, 11, 8, 21, 25, 33});
      case Main::submitted: return any_of({15, 15, 15, 17, 10, 14, 11, 21, 25, 33});
      case Main::verified: return any_of({19, 19, 19, 18, 31});
      default: return any_of({20, 20, 32});
    }
  }
  Body body(ItemId item, int place) {
    switch (place) {
      case 0:
      case 1:
        return Report{.title = text(),
                      .source = "来访",
                      .phrase = phrase(),
                      .document_day = reference(),
                      .severity = static_cast<Severity>(number(0, 3)),
                      .owner = owner(),
                      .supervisor = supervisor()};
      case 2:
      case 3: {
        Assign c{.owner = owner(),
                 .supervisor = supervisor(),
                 .deadline = deadline(),
                 .phrase = phrase()};
        c.reference_day = reference();
        if (one_in(4)) c.goal = "goal";
        return c;
      }
      case 4: return FixAtOnce{owner(), supervisor(), text(), evidence(), {}};
      case 5: return one_in(3) ? Body(Void{text(), {}}) : Body(Start{});
      case 6:
        return one_in(3) ? Body(Merge{any_of<ItemId>({0, item, item + 1}), text(), {}})
                         : Body(Start{});
      case 7: return Decline{text(), {}};
      case 8:
        return Reassign{
            owner(), supervisor(), one_in(2) ? deadline() : "", phrase(), reference(), text(), {}};
      case 9:
      case 10: return Start{};
      case 11: return Progress{number(-1, 101), one_in(3) ? text() : "", "", {}};
      case 12:
      case 13: return Submit{evidence(), "", {}};
      case 14: return Recall{};
      case 15:
      case 16: return Verify{};
      case 17: return Reject{text(), {}};
      case 18: return Object{text(), {}};
      case 19: return Close{};
      case 20: return Reopen{text(), one_in(2) ? deadline() : "", phrase(), reference(), {}};
      case 21:
      case 22: return RequestExtension{text(), deadline(), phrase(), reference(), {}};
      case 23: return GrantExtension{};
      case 24: return DenyExtension{text(), {}};
      case 25: return Hold{text(), {}};
      case 26: return Resume{};
      case 27: return Comment{text(), {}};
      case 28: return Attach{evidence(), {}};
      case 29: return Escalate{number(0, 4), text(), {}};
      case 30: return ChangeSeverity{static_cast<Severity>(number(0, 3)), text(), {}};
      case 31:
        return LinkTo{
            {static_cast<LinkKind>(number(0, 2)), any_of<ItemId>({0, item, item + 1}), text(), {}},
            {}};
      case 32: {
        Correct c{.reason = text()};
        if (one_in(2)) c.title = text();
        if (one_in(2)) c.remarks = text();
        return c;
      }
      case 33: return Tick{};
      default: return Reckon{};
    }
  }

  std::mt19937_64 random_;
  NaiveCalendar published, unpublished;
  Instant now_ = read_instant("2018-01-02T09:00:00+08:00").value();

 public:
  Policy policy;
  WorkCalendar calendar;
};

}  // namespace naive
