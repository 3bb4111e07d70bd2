// simulation.cpp: the queue of what people are going to do, and the commands that come of it.
// SPDX-License-Identifier: BSL-1.0
#include "simulation.hpp"

#include "verb.hpp"

#include <algorithm>

namespace tracker {

using namespace rectify;

Simulation::Simulation(Ledger& ledger, People people, Year year)
    : ledger_(ledger),
      people_(std::move(people)),
      year_(year),
      random_(year.seed),
      coordinators_(people_.with_role("coordinator")),
      verifiers_(people_.with_role("verifier")),
      clerks_(people_.with_role("clerk")) {
  if (coordinators_.empty() || verifiers_.empty() || clerks_.empty())
    throw Usage("人员名单里至少要有一名 clerk、coordinator、verifier",
                "among the people there must be a clerk, a coordinator and a verifier");
}

const Actor& Simulation::one_of(const std::vector<Actor>& people) {
  return people[static_cast<std::size_t>(below(static_cast<int>(people.size())))];
}

std::string_view Simulation::words(
    std::initializer_list<std::pair<const char*, const char*>> choices) {
  const auto& [zh, en] = *(choices.begin() + below(static_cast<int>(choices.size())));
  return year_.lang == Lang::zh ? zh : en;
}

Day Simulation::day_of(Instant at) const { return rectify::day_of(at, ledger_.zone()); }

// In office hours of that day, or of the Monday after; never before now.
void Simulation::plan(Act act, ItemId item, Day day, int round) {
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{day.time_since_epoch()}};
  if (weekday == std::chrono::Saturday) day += days(2);
  if (weekday == std::chrono::Sunday) day += days(1);
  Instant at =
      start_of(day, ledger_.zone()) + std::chrono::hours(9) + std::chrono::minutes(below(8 * 60));
  at = std::max(at, now_ + std::chrono::minutes(5));
  steps_.push({at, order_++, act, item, round});
}

void Simulation::report_on(Day day, Report problem, std::optional<Day> due) {
  later_.emplace_back(std::move(problem), due);
  plan(Act::report, 0, day, static_cast<int>(later_.size()) - 1);
}

Answer Simulation::give(ItemId item, const Actor& by, Body body) {
  const std::string command(name(kind_of(body)));
  Answer answer = ledger_.apply({.id = "year/" + std::to_string(++tally_.commands),
                                 .item = item,
                                 .actor = by,
                                 .at = now_,
                                 .body = std::move(body)});
  if (answer.accepted)
    ++tally_.accepted[command];
  else
    ++tally_.refused[answer.refusal->code];
  return answer;
}

Tally Simulation::run(const Tell& tell) {
  for (const Item& item : ledger_.query({.states = {Main::found}, .limit = 1000})) {
    // What is to be fixed at once comes first.
    const bool at_once = item.phrase.find("即") != std::string::npos ||
                         item.phrase.find("at once") != std::string::npos ||
                         item.phrase.find("mmediate") != std::string::npos;
    plan(Act::assign, item.id, year_.from + days(at_once ? 0 : below(3)));
  }
  for (Day today = year_.from; today < year_.from + days(year_.days); today += days(1)) {
    now_ = start_of(today, ledger_.zone()) + std::chrono::minutes(5);
    for (const auto& changed : ledger_.tick(now_)) {
      ++tally_.accepted["tick"];
      if (changed.light == Light::red)
        plan(Act::escalate, changed.item, today + days(5 + below(10)));
    }
    const Instant evening = start_of(today + days(1), ledger_.zone());
    while (!steps_.empty() && steps_.top().at < evening) {
      const Step step = steps_.top();
      steps_.pop();
      now_ = step.at;
      act(step);
    }
    if (tell) tell();
  }
  tally_.until = year_.from + days(year_.days - 1);
  now_ = start_of(tally_.until, ledger_.zone()) + std::chrono::hours(23);
  return tally_;
}

void Simulation::act(const Step& step) {
  if (step.act == Act::report) return report(step);
  const auto found = ledger_.find(step.item);
  if (!found || !is_open(found->state)) {
    if (found && step.act == Act::look_back) look_back(*found);
    return;
  }
  const Item& item = *found;
  switch (step.act) {
    case Act::report:
    case Act::look_back: break;
    case Act::assign: assign(item); break;
    case Act::settle: settle(item); break;
    case Act::decline:
      if (give(item.id, worker(item),
               Decline{.reason = std::string(
                           words({{"不属本单位职责，建议另行交办",
                                   "not ours; please give it to the unit in charge"}}))})
              .accepted)
        plan(Act::assign, item.id, day_of(now_) + days(1 + below(2)));
      break;
    case Act::start: begin_work(item); break;
    case Act::progress:
      give(item.id, worker(item),
           Progress{.percent = std::min(90, item.percent + 20 + below(30)),
                    .note = std::string(
                        words({{"按计划推进", "as planned"},
                               {"已完成方案，正在落实", "the plan is made, work goes on"},
                               {"涉及其他单位，正在协调", "others are needed; being arranged"}}))});
      break;
    case Act::hold:
      give(item.id, one_of(coordinators_),
           Hold{.reason = std::string(
                    words({{"等待财政资金批复", "waiting for the budget"},
                           {"上位文件修订，暂缓", "a higher rule is being revised"}}))});
      break;
    case Act::resume:
      give(item.id, one_of(coordinators_),
           Resume{.note = std::string(words({{"条件已具备", "it can go on"}}))});
      break;
    case Act::ask:
      if (is_in_hand(item.state) && due(item)) {
        const Day until = *due(item) + days(20 + below(20));
        if (give(item.id, worker(item),
                 RequestExtension{
                     .reason = std::string(words(
                         {{"需区财政安排资金，评审未完成", "the funds are still being reviewed"},
                          {"牵涉单位较多，需要进一步协商", "many units are concerned"},
                          {"施工受天气影响", "the weather delayed the works"}})),
                     .deadline = write_day(until)})
                .accepted)
          plan(Act::decide, item.id, day_of(now_) + days(1));
      }
      break;
    case Act::decide: decide(item); break;
    case Act::submit: submit(item, step.round); break;
    case Act::judge: judge(item, step.round); break;
    case Act::object:
      if (give(item.id, one_of(clerks_),
               rectify::Object{.reason = std::string(words(
                                   {{"公示期内群众反映现场仍有遗留",
                                     "in the notice period a citizen reported what is left"}}))})
              .accepted)
        plan(Act::submit, item.id, day_of(now_) + days(6 + below(6)), step.round + 1);
      break;
    case Act::close: strike_off(item, step.round); break;
    case Act::escalate:
      if (light(item) == Light::red && item.escalation < 3) {
        give(item.id, one_of(coordinators_),
             Escalate{.reason = std::string(
                          words({{"逾期未完成", "overdue"},
                                 {"催办后仍无进展", "no progress after a reminder"}}))});
        plan(Act::escalate, item.id, day_of(now_) + days(25 + below(20)));
      }
      break;
    case Act::comment:
      give(item.id, one_of(clerks_),
           Comment{.text =
                       std::string(words({{"已电话提醒责任单位", "reminded the unit by phone"},
                                          {"代表询问办理情况", "a deputy asked how it goes"}}))});
      break;
  }
}

void Simulation::report(const Step& step) {
  auto& [problem, due] = later_[static_cast<std::size_t>(step.round)];
  if (due) due_[problem.reference] = *due;
  const Answer answer = give(0, one_of(clerks_), problem);
  if (answer.accepted) plan(Act::assign, answer.item, day_of(now_) + days(1 + below(3)));
}

Actor Simulation::worker(const Item& item) {
  if (const auto* handler = people_.named(item.owner.handler);
      handler != nullptr && owned_by(item.owner, *handler))
    return *handler;
  const auto staff = people_.of_unit(item.owner.unit);
  if (!staff.empty()) return one_of(staff);
  return {.name = item.owner.unit, .unit = item.owner.unit};
}

Actor Simulation::judge_of(const Item& item) {
  for (const auto& verifier : verifiers_)
    if (verifier.unit == item.supervisor) return verifier;
  return one_of(verifiers_);
}

}  // namespace tracker
