// simulation_life.cpp: an item's life, from its assignment to the look-back.
// SPDX-License-Identifier: BSL-1.0
#include "simulation.hpp"

#include <algorithm>

namespace tracker {

using namespace rectify;

void Simulation::assign(const Item& item) {
  if (item.state.main != Main::found) return;
  const bool at_once = item.phrase.find("即知即改") != std::string::npos ||
                       item.phrase.find("立行立改") != std::string::npos ||
                       item.remarks.find("即知即改") != std::string::npos ||
                       item.phrase.find("immediate") != std::string::npos ||
                       item.remarks.find("on the spot") != std::string::npos;
  if (at_once && chance(60)) return fix_or_settle(item);
  if (item.version == 1 && chance(3)) return settle(item);
  const auto known = due_.find(item.reference);
  std::string deadline;
  if (known != due_.end() && known->second >= day_of(now_))
    deadline = write_day(known->second);
  else
    deadline = known == due_.end() ? "180 days" : "15 days";  // no end: reviewed in half a year
  Owner owner = item.owner;
  if (owner.unit.empty()) {  // sent back: to another unit
    const Actor handler = one_of(people_.staff());
    owner = {.unit = handler.unit, .handler = handler.name};
  }
  if (!give(item.id, one_of(coordinators_), Assign{.owner = owner, .deadline = deadline}).accepted)
    return;
  if (item.version == 1 && chance(4))
    plan(Act::decline, item.id, day_of(now_) + days(1));
  else
    plan(Act::start, item.id, day_of(now_) + days(1 + below(3)));
}

// 即知即改: mended on the spot, verified like any other.
void Simulation::fix_or_settle(const Item& item) {
  const Actor by = worker(item);
  if (give(item.id, by,
           FixAtOnce{
               .evidence = {{.text = std::string(words({{"现场照片两张，整改前后对比",
                                                         "two photographs, before and after"}}))}}})
          .accepted)
    plan(Act::judge, item.id, day_of(now_) + days(1 + below(3)));
}

// Not a problem after all, or the same as another.
void Simulation::settle(const Item& item) {
  if (chance(50)) {
    give(item.id, one_of(coordinators_),
         Void{.reason = std::string(words({{"经核实不属实", "looked into, and not so"},
                                           {"政策已调整，不再适用", "the rule has changed"}}))});
    return;
  }
  for (const Item& other : ledger_.query(
           {.states = {Main::found, Main::assigned, Main::working}, .source = item.source}))
    if (other.id != item.id) {
      give(item.id, one_of(coordinators_),
           Merge{.into = other.id,
                 .reason = std::string(words({{"同一问题，合并办理", "one problem"}}))});
      return;
    }
}

void Simulation::begin_work(const Item& item) {
  if (!give(item.id, worker(item), Start{}).accepted || !rectify::due(item)) return;
  const Day today = day_of(now_), due = *rectify::due(item);
  const int span = std::max(3, static_cast<int>((due - today).count()));
  for (int i = 1; i <= 2; ++i)
    if (span > 12) plan(Act::progress, item.id, today + days(span * i / 3));
  if (chance(25)) plan(Act::comment, item.id, today + days(1 + below(span)));
  if (span > 20 && chance(8)) {
    plan(Act::hold, item.id, today + days(span / 3));
    plan(Act::resume, item.id, today + days(span / 3 + 7 + below(7)));
  }
  if (span > 7 && chance(16)) plan(Act::ask, item.id, due - days(2 + below(4)));
  const int luck = below(100);
  if (luck < 70)
    plan(Act::submit, item.id, due - days(1 + below(std::max(1, span / 3))));
  else if (luck < 91)
    plan(Act::submit, item.id, due + days(2 + below(25)));
  else  // stuck, and red for long
    plan(Act::submit, item.id, due + days(90 + below(400)));
}

void Simulation::submit(const Item& item, int round) {
  if (item.state.main != Main::working) return;
  const Actor by = worker(item);
  if (round == 0 && item.evidence.empty() && chance(8)) give(item.id, by, Submit{});  // forgot it
  give(item.id, by, Progress{.percent = 100});
  const bool done =
      give(item.id, by,
           Submit{
               .evidence = {{.text = std::string(words(
                                 {{"制度文本已印发", "the new rule has been issued"},
                                  {"现场照片和签收单", "photographs and receipts"},
                                  {"台账和会议纪要", "the register and the minutes"},
                                  {"满意度回访记录", "notes of the calls to those concerned"}}))}},
               .note =
                   round > 0 ? std::string(words({{"已按退回意见补正", "mended as asked"}})) : ""})
          .accepted;
  if (!done) return;
  if (chance(7)) {  // nobody verifies their own work, whatever their roles
    Actor bold = by;
    bold.roles = {"verifier"};
    give(item.id, bold, Verify{});
  }
  plan(Act::judge, item.id, day_of(now_) + days(1 + below(4)), round);
}

void Simulation::judge(const Item& item, int round) {
  if (item.state.main != Main::submitted) return;
  const Actor by = judge_of(item);
  if (chance(round == 0 ? 20 : 8)) {
    if (give(item.id, by,
             Reject{.reason = std::string(
                        words({{"佐证材料不充分，缺少整改后照片",
                                "the evidence is thin: no photograph of the result"},
                               {"只完成了一半，继续整改", "half of it is done; go on"},
                               {"长效机制未建立", "nothing keeps it from coming back"}}))})
            .accepted)
      plan(Act::submit, item.id, day_of(now_) + days(4 + below(8)), round + 1);
    return;
  }
  if (!give(item.id, by,
            Verify{.note = std::string(words({{"现场核查属实", "seen on the spot"},
                                              {"材料齐全，同意", "complete; agreed"}}))})
           .accepted)
    return;
  const Day today = day_of(now_);
  const auto notice = ledger_.policy().notice_days;
  if (notice > 0 && chance(5)) {
    plan(Act::object, item.id, today + days(1 + below(notice)), round);
    return;
  }
  if (notice > 0 && chance(5)) give(item.id, one_of(coordinators_), Close{});  // too early
  plan(Act::close, item.id, today + days(notice + 1 + below(3)), round);
}

void Simulation::decide(const Item& item) {
  if (!item.extension) return;
  if (chance(15)) give(item.id, item.extension->by, GrantExtension{});  // not by who asked
  if (chance(70))
    give(item.id, one_of(coordinators_), GrantExtension{});
  else
    give(item.id, one_of(coordinators_),
         DenyExtension{
             .reason = std::string(words({{"理由不充分，按原时限完成", "keep to the deadline"}}))});
}

void Simulation::strike_off(const Item& item, int round) {
  if (item.state.main != Main::verified) return;
  if (chance(20))
    give(item.id, one_of(coordinators_),
         LinkTo{.link = {.kind = LinkKind::outcome,
                         .text = std::string(
                             words({{"制度成果：长效管理办法", "an institution: lasting rules"},
                                    {"实践成果：经验材料", "a practice worth copying"}}))}});
  if (give(item.id, one_of(coordinators_), Close{}).accepted && round < 3 && chance(8))
    plan(Act::look_back, item.id, day_of(now_) + days(60 + below(120)), round);
}

void Simulation::look_back(const Item& item) {
  if (item.resolution != Resolution::rectified) return;
  if (give(item.id, judge_of(item),
           Reopen{
               .reason = std::string(words({{"回头看发现问题反弹", "a look-back found it again"}})),
               .deadline = "30 days"})
          .accepted)
    plan(Act::submit, item.id, day_of(now_) + days(10 + below(40)), 3);
}

}  // namespace tracker
