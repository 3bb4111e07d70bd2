// header_examples_test.cpp: the examples that open the headers of calendar and lifecycle, compiled
// and run.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>
#include <rectify/machine.hpp>
#include <rectify/version.hpp>
#include <rectify/work_calendar.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace rectify;
using testing::StartsWith;

namespace {

std::string shown;
void show(std::string text) { shown = std::move(text); }
Day planned;
void plan(Day day) { planned = day; }

static_assert(RECTIFY_VERSION_MAJOR == 0, "written against rectify 0.x");

TEST(Example, OfRefusal) {
  Refusal no = refuse("deadline.past", "deadline", "2018-06-01", {"2018-06-15"});
  EXPECT_EQ(no.code, "deadline.past");
  EXPECT_EQ(rule(no, Lang::en), "a deadline is not before the day on which it is given");
  EXPECT_EQ(wanted(no, Lang::zh), "2018-06-15 或之后");
  EXPECT_THAT(text(no, Lang::en), StartsWith("deadline: \"2018-06-01\": a deadline"));
}
TEST(Example, OfResult) {
  Result<Day> day = read_day("2018-02-30");
  if (day)
    plan(*day);
  else
    show(text(day.refusal(), Lang::en));
  Day sure = read_day("2018-02-28").value();
  EXPECT_EQ(shown, "\"2018-02-30\": a day must exist in the calendar; wanted: a day of that month");
  EXPECT_EQ(write_day(sure), "2018-02-28");
  EXPECT_THROW((void)day.value(), Refused);
}
TEST(Example, OfDay) {
  Day due = read_day("2018-07-31").value();
  Instant now = read_instant("2018-07-31T23:30:00+08:00").value();
  Day today = day_of(now, shanghai);
  bool late = today > due;
  EXPECT_FALSE(late);
  EXPECT_EQ(write_day(due + days(1)), "2018-08-01");
}
TEST(Example, OfDeadline) {
  Deadline d = read_phrase("15个工作日内", day(2024, 5, 20)).value();
  EXPECT_EQ(d.kind, DeadlineKind::workdays);
  EXPECT_EQ(d.due ? write_day(*d.due) : "", "2024-06-11");
  EXPECT_EQ(d.count.working_days, 15);
  EXPECT_EQ(reckon(d, china()).due, d.due);
}
TEST(Example, OfWorkCalendar) {
  const WorkCalendar& official = china();
  EXPECT_TRUE(official.is_working(day(2023, 10, 7)));
  EXPECT_EQ(official.add(day(2024, 2, 8), 3), day(2024, 2, 19));
  EXPECT_EQ(official.between(day(2024, 2, 8), day(2024, 2, 19)), 3);
  EXPECT_EQ(official.info(day(2024, 2, 10), Lang::en).name, "Spring Festival");
  EXPECT_FALSE(official.is_published(day(2026, 12, 22)));

  WorkCalendar ours = make_calendar({.days = {{day(2024, 5, 18), false, "校庆", ""}}}).value();
  WorkCalendar both = ours.over(official);
  Result<WorkCalendar> next = read_calendar("published\t2027\n2027-01-01\t0\t元旦\n", official);
  EXPECT_EQ(both.info(day(2024, 5, 18)).name, "校庆");
  EXPECT_EQ(next->published_until(), day(2027, 12, 21));
}
TEST(Example, OfActor) {
  Actor zhou{.name = "周明远", .unit = "办公室"};
  Actor chen{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
  Actor li{.name = "李芳", .stands_in_for = "周明远", .stands_in_for_unit = "办公室"};
  Owner owner{.unit = "办公室", .handler = "周明远"};
  EXPECT_TRUE(owned_by(owner, zhou) && owned_by(owner, li));
  EXPECT_FALSE(owned_by(owner, chen));
}

// The item, the policy and the command that the other examples start from.
struct Examples : testing::Test {
  Policy policy = strict_policy();
  Context context{policy};
  Item item;
  Command c{.id = "desk-4711",
            .item = 7,
            .actor = {.name = "陈静", .unit = "整改办", .roles = {"coordinator"}},
            .at = read_instant("2018-06-25T09:00:00+08:00").value(),
            .body = Assign{.owner = {.unit = "办公室"}, .deadline = "30 days"}};
  Command report{.item = 7, .actor = c.actor, .at = c.at, .body = Report{.title = "漏水"}};
};

TEST_F(Examples, OfCommand) {
  evolve(item, step(item, report, context).value());
  Result<Event> answer = step(item, c, {.policy = policy});
  EXPECT_TRUE(answer);
}
TEST_F(Examples, OfEvent) {
  evolve(item, step(item, report, context).value());
  const Command& command = c;
  Event e = step(item, command, context).value();
  evolve(item, e);
  EXPECT_EQ(name(kind_of(e.body)), "assign");
  EXPECT_EQ(name(e.state.main), "assigned");
  EXPECT_EQ(e.deadline ? format(*e.deadline, Lang::en) : "", "within 30 days");
}
TEST_F(Examples, OfItem) {
  for (const auto& command : {report, c}) evolve(item, step(item, command, context).value());
  EXPECT_EQ(name(item.state.main), "assigned");
  EXPECT_TRUE(is_open(item.state));
  EXPECT_EQ(due(item) ? write_day(*due(item)) : "", "2018-07-25");
  EXPECT_EQ(item.former_deadlines.size(), 0U);
}
TEST_F(Examples, OfLifecycle) {
  const Command& command = c;
  Result<Event> answer = step(item, command, {.policy = policy});
  if (answer)
    evolve(item, *answer);
  else
    show(text(answer.refusal(), Lang::zh));
  EXPECT_THAT(shown, StartsWith("command：“assign”——当前状态 unlisted 下不能 assign"));
}
TEST_F(Examples, OfPolicy) {
  policy.notice_days = 7;
  policy.permit("close", {"coordinator"});
  policy.stand_ins.push_back({"李芳", "周明远", day(2018, 7, 1), day(2018, 7, 14), {}});
  std::optional<Refusal> flaw = check(policy);
  EXPECT_FALSE(flaw);
}

TEST(Example, OfDiagram) {
  Description d = describe_item_machine();
  EXPECT_THAT(mermaid(d, {"rectifying.working"}), StartsWith("stateDiagram-v2"));
  EXPECT_THAT(dot(d, {"rectifying.working"}), StartsWith("digraph"));
  EXPECT_THAT(scxml(d), StartsWith("<?xml"));
  EXPECT_EQ(d.rows.size(), 88U);
}

struct Shut : front::state<> {
  static constexpr std::string_view name = "shut";
};
struct Open : front::state<> {
  static constexpr std::string_view name = "open";
  static constexpr bool is_final = true;
};
struct Push {
  static constexpr std::string_view name = "push";
};
struct Door : front::state_machine_def<Door> {
  static constexpr std::string_view name = "door";
  static constexpr std::uint32_t version = 1;
  using initial_state = mp::mp_list<Shut>;
  using transition_table = mp::mp_list<front::Row<Shut, Push, Open>>;
};
TEST(Example, OfWorkflow) {
  Door door;
  using Flow = Workflow<Door>;
  static_assert(Flow::flaw().first == Flaw::none);
  auto at = Flow::initial();
  bool moved = Flow::process(at, Push{}, door);
  EXPECT_TRUE(moved);
  EXPECT_THAT(mermaid(Flow::describe(), Flow::names(at)),
              testing::EndsWith("class open current\n"));
}

struct Judge {
  template <class Guard, class C>
  bool holds(const C&) {
    return true;
  }
};
TEST(Example, OfMachine) {
  using Machine = Workflow<ItemMachine<Judge>>;
  static_assert(Machine::flaw().first == Flaw::none);
  EXPECT_EQ(Machine::describe().rows.size(), describe_item_machine().rows.size());
}

}  // namespace
