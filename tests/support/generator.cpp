// generator.cpp: ledgers of any size, with the shape of a district's list.
// SPDX-License-Identifier: BSL-1.0
#include "support/generator.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rectify::support {

namespace {

using Words = std::vector<std::string_view>;

const Words places{"东山",     "西善桥", "铁心桥", "板桥", "赛虹桥",
                   "雨花新村", "梅山",   "古雄",   "宁南", "岱山"};
const Words offices{"街道办事处", "市场监管所", "城管中队", "派出所",     "社区卫生中心",
                    "水务站",     "司法所",     "便民中心", "综合执法队", "建设管理办"};
const Words sources{"选民座谈会",   "代表建议",   "专题调研",   "区委巡察反馈", "群众来信",
                    "12345热线",    "接访窗口",   "媒体报道",   "民主生活会",   "执法检查",
                    "审计报告",     "代表联络站", "网上留言",   "年度考核",     "环保督察反馈",
                    "安全生产检查", "社区走访",   "企业座谈会", "代表视察",     "回头看复查"};
const Words spots{"农贸市场", "老旧小区", "主干道",     "办事窗口",  "背街小巷",
                  "河道沿线", "学校周边", "工地出入口", "公交站台",  "停车场",
                  "社区广场", "菜场后门", "地铁口",     "卫生服务站"};
const Words troubles{"占道经营长期无人管理影响通行", "路灯损坏三个月未修复夜间出行不便",
                     "提前下班群众办事跑空多次投诉", "污水管网混接雨天外溢异味扰民严重",
                     "消防通道被占堆放杂物存在隐患", "施工扬尘未按要求覆盖洒水措施缺失",
                     "代表意见办理答复慢且内容空泛", "垃圾清运不及时蚊蝇滋生居民不满",
                     "电梯年检过期仍在使用物业推诿", "公示栏信息更新不及时政策看不到",
                     "制度执行不到位台账记录不完整", "窗口一次性告知不落实材料反复补"};
const Words categories{"工作作风", "市容环境", "安全隐患", "民生服务", "制度建设"};
const Words measures{"明确专人负责，每周巡查两次，建立台账并向群众公示进展情况",
                     "召开现场协调会，落实经费，月底前完成改造并组织代表验收",
                     "修订窗口值班制度，安排轮岗，主任带班，接受群众监督评议",
                     "与相关单位联合执法，清理存量问题，建立长效管护机制"};
const Words notes{"已完成现场勘查，施工单位进场", "材料已补齐，正在走审批程序",
                  "整改过半，居民反映良好", "协调会已开，分工已明确"};
const Words surnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                     "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};
const Words names{"明远", "静", "建国", "芳", "志强", "丽华", "伟", "晓东", "敏", "海燕"};

constexpr std::size_t units = 100;
constexpr int commands_of_an_item = 8;
constexpr auto life = days(40);

std::string text(std::string_view words) { return std::string(words); }
std::string_view any(Dice& dice, const Words& words) { return words[dice.below(words.size())]; }

std::string person(std::size_t n) {
  return text(surnames[n % surnames.size()]) + text(names[n / surnames.size() % names.size()]);
}
std::string handler(std::size_t unit, std::size_t which) { return person(unit * 3 + which + 11); }

Actor clerk() { return {.name = "顾晓岚", .unit = "整改办", .roles = {"clerk"}}; }
Actor coordinator() { return {.name = "沈致远", .unit = "整改办", .roles = {"coordinator"}}; }
Actor verifier() { return {.name = "严正平", .unit = "督查室", .roles = {"verifier"}}; }
Actor worker(std::size_t unit) { return {.name = handler(unit, 0), .unit = District::unit(unit)}; }
Owner owner(std::size_t unit, Dice& dice) {
  Owner o{.unit = District::unit(unit), .leader = District::leader(unit)};
  o.handler = handler(unit, dice.below(3));
  if (dice.percent(30)) o.co_units.push_back(District::unit((unit + 1 + dice.below(9)) % units));
  return o;
}

}  // namespace

std::uint64_t Dice::roll() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::string District::unit(std::size_t n) {
  return text(places[n / offices.size() % places.size()]) + text(offices[n % offices.size()]);
}
std::string District::source(std::size_t n) { return text(sources[n % sources.size()]); }
std::string District::leader(std::size_t unit) { return person(unit * 7 + 3); }

District::District(const Ledger& ledger, const Plan& plan) : plan_(plan), dice_(plan.seed) {
  using namespace std::chrono;
  pace_ = milliseconds(life) / std::max<ItemId>(1, plan.open * commands_of_an_item);
  now_ = start_of(day(2004, 1, 5), ledger.zone()) + hours(9);
  const Counters counters = ledger.counters();
  reported_ = counters.total();
  commands_ = counters.events;
  dice_ = Dice(plan.seed + commands_);  // not the same rolls again
  if (reported_ == 0) return;
  Query open;
  open.states = {Main::found, Main::assigned, Main::working, Main::submitted, Main::verified};
  open.limit = 1000;
  for (const Item& item : ledger.query(open)) {
    std::size_t n = 0;
    while (n < units && unit(n) != item.owner.unit) ++n;
    open_.push_back({item.id,
                     item.state.main,
                     static_cast<std::uint16_t>(n % units),
                     due(item).value_or(Day{}),
                     item.extensions,
                     {}});
    if (item.extension) open_.back().asked = item.extension->deadline.due;
    now_ = std::max(now_, item.changed_at);
  }
}

Command District::command(Actor by, ItemId item, Body body) {
  constexpr std::string_view digits = "0123456789abcdef";
  now_ += pace_;
  std::string id;
  const auto ms = static_cast<std::uint64_t>(now_.time_since_epoch().count());
  for (int shift = 44; shift >= 0; shift -= 4)
    id += digits[ms >> static_cast<unsigned>(shift) & 15U];
  id += '-';
  ++commands_;
  for (int shift = 60; shift >= 0; shift -= 4)  // what tells two of a millisecond apart
    id += digits[commands_ * 0x9e3779b97f4a7c15U >> static_cast<unsigned>(shift) & 15U];
  return {.id = std::move(id),
          .item = item,
          .actor = std::move(by),
          .at = now_,
          .body = std::move(body)};
}

Command District::report() {
  const std::size_t n = dice_.below(units);
  Report r;
  r.title = text(places[n / offices.size()]) + text(any(dice_, spots)) + text(any(dice_, troubles));
  r.source = text(any(dice_, sources));
  r.category = text(any(dice_, categories));
  r.measures = text(any(dice_, measures));
  r.reference = "第" + std::to_string(reported_ + 1) + "号";
  r.phrase = std::to_string(1 + dice_.below(12)) + "月底前";
  const auto severity = dice_.below(100);
  r.severity = severity < 25   ? Severity::minor
               : severity < 75 ? Severity::moderate
               : severity < 95 ? Severity::serious
                               : Severity::critical;
  r.owner = owner(n, dice_);
  r.supervisor = "督查室";
  open_.push_back({++reported_, Main::found, static_cast<std::uint16_t>(n), Day{}, 0, {}});
  return command(clerk(), reported_, std::move(r));
}

bool District::advance(Case& at, Command& into) {
  const auto give = [&](Actor by, Body body) {
    into = command(std::move(by), at.id, std::move(body));
    return true;
  };
  const Day today = day_of(now_, shanghai);
  if (dice_.percent(4)) return give(clerk(), Comment{.text = text(any(dice_, notes))});
  switch (at.state) {
    case Main::found:
      if (dice_.percent(2)) {
        at.state = Main::closed;
        return give(coordinator(), Void{.reason = "经核实不属实"});
      }
      at.state = Main::assigned;
      at.due = today + days(10 + static_cast<int>(dice_.below(60)));
      return give(coordinator(), Assign{.deadline = write_day(at.due)});
    case Main::assigned: at.state = Main::working; return give(worker(at.unit), Start{});
    case Main::working:
      if (at.asked) {
        const Day asked = *std::exchange(at.asked, std::nullopt);
        if (asked < today || dice_.percent(30))
          return give(coordinator(), DenyExtension{.reason = "理由不充分"});
        at.due = asked;
        ++at.granted;
        return give(coordinator(), GrantExtension{});
      }
      if (at.granted < 2 && dice_.percent(4)) {
        at.asked = std::max(at.due, today) + days(30);
        return give(worker(at.unit),
                    RequestExtension{.reason = "施工许可未批复", .deadline = write_day(*at.asked)});
      }
      if (dice_.percent(60))
        return give(worker(at.unit),
                    Progress{.percent = static_cast<std::int32_t>(10 + dice_.below(90)),
                             .note = text(any(dice_, notes))});
      at.state = Main::submitted;
      return give(worker(at.unit), Submit{.evidence = {{.text = "整改前后对比照片及验收单"}}});
    case Main::submitted:
      if (dice_.percent(10)) {
        at.state = Main::working;
        return give(verifier(), Reject{.reason = "佐证材料不足，现场仍有反弹"});
      }
      at.state = Main::verified;
      return give(verifier(), Verify{.note = "现场核查属实"});
    case Main::verified:
      if (done()) return false;
      at.state = Main::closed;
      return give(coordinator(), Close{});
    default: return false;
  }
}

std::vector<Command> District::next(std::size_t count) {
  std::vector<Command> commands;
  commands.reserve(count);
  while (commands.size() < count) {
    if (!done() && static_cast<ItemId>(open_.size()) < plan_.open) {
      commands.push_back(report());
      continue;
    }
    if (open_.empty()) break;
    Case& at = open_[dice_.below(open_.size())];
    Command command;
    if (!advance(at, command)) continue;
    commands.push_back(std::move(command));
    if (at.state == Main::closed) {
      at = open_.back();
      open_.pop_back();
    }
  }
  return commands;
}

std::vector<Command> District::comments(std::size_t count) {
  std::vector<Command> commands;
  for (; commands.size() < count && !open_.empty();)
    commands.push_back(command(clerk(), open_[dice_.below(open_.size())].id,
                               Comment{.text = text(any(dice_, notes))}));
  return commands;
}

void make(Ledger& ledger, const Plan& plan,
          const std::function<void(ItemId done, ItemId of)>& progress) {
  District district(ledger, plan);
  Day ticked{};
  const auto give = [&] {
    for (const auto& answer : ledger.apply(district.next(1000)))
      if (!answer.accepted)
        throw std::logic_error("generator: item " + std::to_string(answer.item) + ": " +
                               rectify::text(*answer.refusal, Lang::en));
    if (const Day today = day_of(district.now(), ledger.zone()); today != ticked) {
      ticked = today;
      ledger.tick(district.now());
    }
    if (progress) progress(district.reported(), plan.items);
  };
  while (!district.done()) give();
  // Of a ledger that was never full the items would all stand at their beginning.
  if (plan.items < 2 * plan.open)
    for (ItemId more = 3 * plan.open; more > 0; more -= 1000) give();
}

}  // namespace rectify::support
