// random_year.hpp: a year in an office: when problems are found, and what becomes of each when.
//
//     RandomYear year(seed, 10'000);                  // from July to June
//     while (auto command = year.next(moment)) …      // those before that moment, in order of time
//     year.items.at(7);                               // as the naive model has it
//
// Most commands are sensible; the naive model says which are accepted. The same seed, the same year.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "model/naive_clock.hpp"
#include "model/naive_model.hpp"
#include "model/random_office.hpp"

#include <queue>

namespace naive {

inline const Instant year_begins = read_instant("2018-07-01T00:00:00+08:00").value();
inline const Instant year_ends = read_instant("2019-07-01T00:00:00+08:00").value();

struct Given {
  Command command;
  std::string code;  // "" if the model accepts it
};

class RandomYear {
 public:
  // `last`: the last year whose days off are published when it begins.
  RandomYear(std::uint64_t seed, int problems, int last = 2020, Zone at = shanghai)
      : zone(at),
        calendar(random_calendar(seed, 2018, last)),
        dice_(seed),
        policy(dice_.policy),
        clock(policy, calendar) {
    policy.evidence_needed = 1;
    policy.outcome_needed = false;
    policy.notice_days = dice_.one_in(2) ? dice_.number(1, 10) : 0;
    policy.extension_limit = 2;
    policy.policy_roles = {"administrator"};
    for (int n = 1; n <= problems; ++n)
      agenda_.push({year_begins + std::chrono::minutes(dice_.number(0, 330 * 24 * 60)), n});
  }

  std::optional<Given> next(Instant until) {
    while (!agenda_.empty() && agenda_.top().first < std::min(until, year_ends)) {
      const auto [at, id] = agenda_.top();
      agenda_.pop();
      Item& item = items[id];
      item.id = id;
      auto body = what_next(item, civil(at));
      if (!body) continue;
      Given given{{.id = "c-" + std::to_string(++commands_),
                   .item = id,
                   .actor = who(*body, item),
                   .at = at,
                   .body = std::move(*body)},
                  ""};
      take(item, given);
      // They do nothing for months, or come back the same day.
      const int pause = dice_.one_in(2) ? dice_.number(15, 90) : dice_.number(0, 20);
      agenda_.push({at + days(pause) + std::chrono::minutes(dice_.number(1, 1440)), id});
      return given;
    }
    return std::nullopt;
  }

  // The days, or the policy, are others from now on. The items that are reckoned again.
  std::vector<ItemId> load(const NaiveCalendar& other, const Actor& by, Instant at) {
    calendar = other;
    std::vector<ItemId> reckoned;
    for (auto& [id, item] : items) {
      Given given{{.item = id, .actor = by, .at = at, .body = Reckon{}}, ""};
      take(item, given);
      if (given.code.empty()) reckoned.push_back(id);
    }
    clock.follow_rules(items);
    return reckoned;
  }
  void set(const Policy& other) {
    policy = other;
    clock.follow_rules(items);
  }
  std::vector<Notice> tick(Instant now) {
    auto notices = clock.tick(civil(now));
    for (const Notice& notice : notices) {
      Item& item = items.at(notice.item);
      ++item.version;
      item.changed_at = now;
      item.state.timeliness = notice.rung == due_soon ? Timeliness::due_soon : Timeliness::overdue;
      if (notice.rung < 1) continue;
      item.rung = notice.rung;
      item.escalation = std::max(item.escalation, notice.level);
    }
    return notices;
  }

  int number(int low, int high) { return dice_.number(low, high); }
  bool one_in(int n) { return dice_.one_in(n); }

  [[nodiscard]] Day civil(Instant at) const {
    return Day{std::chrono::floor<days>((at + zone).time_since_epoch())};
  }
  // When there is something to tell next.
  [[nodiscard]] std::optional<Instant> next_due() const {
    const auto next = clock.next();
    if (!next) return std::nullopt;
    return Instant(std::chrono::milliseconds(next->time_since_epoch())) - zone;
  }

  Zone zone;
  NaiveCalendar calendar;

 private:
  RandomOffice dice_;

 public:
  Policy policy;
  NaiveClock clock;
  std::map<ItemId, Item> items;

 private:
  void take(Item& item, Given& given) {
    const Item before = item;
    auto verdict = judge(before, given.command, policy, zone, nullptr, calendar);
    given.code = verdict.code;
    if (!given.code.empty()) return;
    item = std::move(verdict.item);
    const auto& body = given.command.body;
    const auto* reassign = std::get_if<Reassign>(&body);
    const bool moved_later =
        std::holds_alternative<Reckon>(body) && *item.deadline->due > *before.deadline->due;
    clock.follow(item, std::holds_alternative<Assign>(body) ||
                           (reassign != nullptr && !reassign->deadline.empty()) ||
                           std::holds_alternative<GrantExtension>(body) ||
                           std::holds_alternative<Reopen>(body) || moved_later);
  }

  std::string deadline(Day today, int least = 1) {
    if (dice_.one_in(20)) return "长期坚持";
    if (dice_.one_in(12)) return "立行立改";
    if (dice_.one_in(3)) return std::to_string(dice_.number(least, 40)) + "个工作日内";
    if (dice_.one_in(2)) return std::to_string(dice_.number(least, 60)) + "天";
    return write_day(today + days(dice_.number(least - 1, 70)));
  }
  template <class T>
  T any_of(std::initializer_list<T> list) {
    return list
        .begin()[static_cast<std::size_t>(dice_.number(0, static_cast<int>(list.size()) - 1))];
  }

  // None: nothing will ever happen to it again.
  std::optional<Body> what_next(const Item& item, Day today) {
    if (item.state.extension == Extension::requested && dice_.one_in(2))
      return dice_.one_in(3) ? Body(DenyExtension{"不同意", {}}) : Body(GrantExtension{});
    if (item.state.holding == Holding::on_hold && dice_.one_in(2)) return Resume{};
    if (item.state.main != Main::unlisted && dice_.one_in(12))
      return any_of<Body>(
          {ChangeSeverity{static_cast<Severity>(dice_.number(0, 3)), "", {}}, Escalate{},
           Hold{"等", {}}, Resume{}, GrantExtension{}, Comment{"已到现场", {}},
           Reassign{other_unit(item), "", dice_.one_in(2) ? deadline(today) : "", "", {}, "", {}},
           Void{"重复", {}}});
    switch (item.state.main) {
      case Main::unlisted:
        return Report{.title = "漏水", .severity = static_cast<Severity>(dice_.number(0, 3))};
      case Main::found:
        if (dice_.one_in(30)) return FixAtOnce{{.unit = "办公室"}, "", "", {evidence()}, {}};
        return Assign{.owner = {.unit = "办公室"}, .deadline = deadline(today)};
      case Main::assigned:
        if (dice_.one_in(15)) return Decline{"不归我们", {}};
        if (dice_.one_in(8)) return ask(today);
        return Start{};
      case Main::working:
        if (dice_.one_in(4)) return ask(today);
        if (dice_.one_in(5)) return Hold{"等", {}};
        if (dice_.one_in(10)) return Progress{dice_.number(0, 100), "", "", {}};
        return Submit{{evidence()}, "", {}};
      case Main::submitted:
        if (dice_.one_in(4)) return Reject{"没有修好", {}};
        if (dice_.one_in(12)) return Recall{};
        return Verify{};
      case Main::verified: return dice_.one_in(10) ? Body(Object{"还在漏", {}}) : Body(Close{});
      default:
        if (item.resolution != Resolution::rectified || !dice_.one_in(6)) return std::nullopt;
        return Reopen{"反弹", dice_.one_in(3) ? "" : deadline(today), "", {}, {}};
    }
  }
  Body ask(Day today) { return RequestExtension{"来不及", deadline(today, 20), "", {}, {}}; }
  static Evidence evidence() { return {EvidenceKind::text, "照片", "", {}}; }
  static Owner other_unit(const Item& item) {
    return {.unit = item.owner.unit == "办公室" ? "信息中心" : "办公室"};
  }

  static Actor who(const Body& body, const Item& item) {
    const auto command = name(kind_of(body));
    for (const auto owners :
         {"decline", "start", "progress", "submit", "request-extension", "recall"})
      if (command == owners) return {.name = "何平", .unit = item.owner.unit};
    if (command == "verify" || command == "reject")
      return {.name = "吴敏", .unit = "督查室", .roles = {"verifier"}};
    return {.name = "陈静", .unit = "整改办", .roles = {"clerk", "coordinator"}};
  }

  using Turn = std::pair<Instant, ItemId>;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> agenda_;
  int commands_ = 0;
};

}  // namespace naive
