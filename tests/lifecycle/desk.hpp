// desk.hpp: one item on a desk, the people around it, and tests that read like sentences.
//
//     auto desk = Desk::at("submitted");
//     EXPECT_THAT(desk.give(Verify{}, zhou), refused("duties.owner-verifies"));
//     EXPECT_EQ(desk.state(), "rectifying.submitted");          // nothing moved
//
// It is Monday, 2018-06-25, nine o'clock in Shanghai; the item is due on 2018-07-31.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>

#include <gmock/gmock.h>

namespace rectify {

inline void PrintTo(const Result<Event>& answer, std::ostream* out) {
  *out << (answer ? name(kind_of(answer->body)) : text(answer.refusal(), Lang::en));
}

}  // namespace rectify

namespace rectify::desk {

inline const Owner office{
    .unit = "办公室", .leader = "郑国栋", .handler = "周明远", .co_units = {"研究室"}};
inline const Owner station{.unit = "信息中心", .handler = "孙伟"};

// Of the owner's unit, its leader and handler from elsewhere, one who assists, one from nowhere
// near.
inline const Actor zhou{.name = "周明远", .unit = "办公室"};
inline const Actor zheng{.name = "郑国栋", .unit = "区委"};
inline const Actor li{.name = "李芳", .unit = "研究室"};
inline const Actor sun{.name = "孙伟", .unit = "信息中心"};
// Those with a role, and the unit that supervises.
inline const Actor clerk{.name = "王芳", .unit = "接待窗口", .roles = {"clerk"}};
inline const Actor coordinator{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
inline const Actor verifier{.name = "吴敏", .unit = "纪检组", .roles = {"verifier"}};
inline const Actor administrator{.name = "马丽", .unit = "整改办", .roles = {"administrator"}};
inline const Actor supervisor{.name = "赵宁", .unit = "督查室"};

inline Actor with_roles(Actor actor, std::vector<std::string> roles) {
  actor.roles = std::move(roles);
  return actor;
}
inline Actor standing_in(Actor actor, const Actor& other) {
  actor.stands_in_for = other.name;
  actor.stands_in_for_unit = other.unit;
  return actor;
}
inline Evidence photo() { return {EvidenceKind::text, "照片", "", {}}; }

class Desk {
 public:
  Policy policy = strict_policy();
  Item item;
  std::optional<Item> target;  // of merge and link
  const WorkCalendar* calendar = nullptr;

  // An item in a main state: "found", "assigned", "working", "submitted", "verified", "closed".
  static Desk at(std::string_view state) {
    Desk desk;
    desk.must(Report{.title = "接访窗口周五提前下班", .phrase = "7月底前", .supervisor = "督查室"},
              clerk);
    const std::vector<std::pair<std::string_view, std::pair<Body, Actor>>> way{
        {"assigned", {Assign{.owner = office, .deadline = "2018-07-31"}, coordinator}},
        {"working", {Start{}, zhou}},
        {"submitted", {Submit{.evidence = {photo()}}, zhou}},
        {"verified", {Verify{}, verifier}},
        {"closed", {Close{}, coordinator}}};
    for (const auto& [to, step] : way) {
      if (state == "found" || desk.state().ends_with(state)) break;
      desk.must(step.first, step.second);
    }
    EXPECT_TRUE(desk.state().ends_with(state)) << state;
    return desk;
  }

  Result<Event> give(const Body& body, const Actor& actor) {
    Command command{.id = "t", .item = 7, .actor = actor, .at = now(), .body = body};
    auto answer = step(item, command, context());
    if (answer) evolve(item, *answer);
    return answer;
  }
  // What is only a way to where the test begins.
  Desk& must(const Body& body, const Actor& actor) {
    const auto answer = give(body, actor);
    EXPECT_TRUE(answer) << name(kind_of(body)) << ": " << text(answer.refusal(), Lang::en);
    return *this;
  }
  Desk& on(Day day) {
    today = day;
    return *this;
  }
  Result<Event> tick() { return give(Tick{}, {}); }

  // The states: the main one, and of the other regions those that aren't as at the beginning.
  [[nodiscard]] std::string state() const {
    std::string all(name(item.state.main));
    if (item.state.extension != Extension::none) all += ", requested";
    if (item.state.holding != Holding::running) all += ", on-hold";
    if (item.state.timeliness != Timeliness::on_track)
      all += ", " + std::string(name(item.state.timeliness));
    return all;
  }
  [[nodiscard]] std::string due() const {
    const auto day = rectify::due(item);
    return day ? write_day(*day) : "none";
  }
  [[nodiscard]] std::vector<Allowance> allowed(const Actor& actor) const {
    return rectify::allowed(item, actor, now(), context());
  }
  [[nodiscard]] Allowance allowed(std::string_view command, const Actor& actor) const {
    for (auto& one : allowed(actor))
      if (name(one.command) == command) return one;
    throw std::out_of_range(std::string(command));
  }
  [[nodiscard]] Instant now() const { return start_of(today, shanghai) + std::chrono::hours(9); }
  [[nodiscard]] Context context() const {
    return {policy, shanghai, target ? &*target : nullptr, calendar};
  }

  Day today = day(2018, 6, 25);
};

MATCHER(accepted, "") {
  if (arg) return true;
  *result_listener << text(arg.refusal(), Lang::en);
  return false;
}
MATCHER_P(refused, code, std::string("is refused with ") + code) {
  if (arg) *result_listener << "accepted";
  if (!arg) *result_listener << text(arg.refusal(), Lang::en);
  return !arg && arg.refusal().code == code;
}
// … with a field and a value too.
MATCHER_P3(refused, code, field, value, "") {
  if (arg) return false;
  const Refusal& no = arg.refusal();
  *result_listener << no.code << " " << no.field << " " << no.value;
  return no.code == code && no.field == field && no.value == value;
}

}  // namespace rectify::desk
