// functions_test.cpp: each function of rectify.h gives what the C++ ledger gives, as bytes and as
// JSON; what needs no ledger. SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "boundary.hpp"
#include "c/asking.hpp"
#include "c/c_host.h"

#include <rectify/rectify.hpp>

namespace rectify::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(CLibrary, TellsItsVersionAndAbi) {
  EXPECT_STREQ("0.1.0", rectify_version());
  EXPECT_EQ(RECTIFY_ABI, rectify_abi());
}

TEST(CLibrary, IsUsedByAHostInC99) { EXPECT_STREQ(nullptr, c_host_day()); }

TEST(CLibrary, IsLaidOutTheSameForCAndCpp) {
  for (int which = 0; which < 5; ++which) EXPECT_EQ(c_host_layout(which), cpp_host_layout(which));
}

TEST(CLibrary, FreesNothing) { rectify_free(nullptr); }

// ── the same as in C++: one ledger, asked in both languages ──

class SameAsCpp : public testing::TestWithParam<unsigned> {
 protected:
  SameAsCpp() {
    for (const char* title : {"漏水", "停电", "门锁"})
      EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, c.get(), json, report(title)).status);
    EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, c.get(), json, assign(1, "7月底前")).status);
    EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, c.get(), json, assign(2, "3日内")).status);
  }
  // How the C++ library writes it.
  template <class T>
  std::string written(const T& value) {
    const Lang lang = (flags & RECTIFY_CHINESE) != 0 ? Lang::zh : Lang::en;
    return (flags & RECTIFY_JSON) != 0 ? to_json(value, lang) : encode(value, lang);
  }
  template <class T>
  void expect_told(const T& value, const Reply& reply) {
    EXPECT_EQ(RECTIFY_OK, reply.status) << reply.en;
    EXPECT_EQ(written(value), reply.out);
  }

  static constexpr unsigned json = RECTIFY_JSON;
  const unsigned flags = GetParam();
  Morning morning;
  Handle c{":memory:", &morning.options};
  Ledger& cpp = c.get()->ledger;
};
INSTANTIATE_TEST_SUITE_P(InEachForm, SameAsCpp,
                         testing::Values(RECTIFY_PROTOBUF | RECTIFY_ENGLISH,
                                         RECTIFY_JSON | RECTIFY_CHINESE));

TEST_P(SameAsCpp, Get) {
  expect_told(cpp.find(1).value(), ask(rectify_get, c.get(), flags, std::int64_t{1}));
  const Reply none = ask(rectify_get, c.get(), flags, std::int64_t{9});
  EXPECT_EQ(RECTIFY_REFUSED, none.status);
  EXPECT_EQ("item.none 9", none.code + " " + none.value);
}

TEST_P(SameAsCpp, QueryPageByPage) {
  Query query{.unit = "办公室", .sort = Sort::due, .limit = 2};
  const Page first = cpp.page(query).value();
  expect_told(first, ask(rectify_query, c.get(), flags, written(query)));
  query.after = first.next;
  const Page second = cpp.page(query).value();
  ASSERT_EQ(1U, second.items.size());
  expect_told(second, ask(rectify_query, c.get(), flags, written(query)));
  query.after = "elsewhere";
  EXPECT_EQ("query.cursor", ask(rectify_query, c.get(), flags, written(query)).code);
  query = {.limit = 1001};
  EXPECT_EQ("query.limit", ask(rectify_query, c.get(), flags, written(query)).code);
}

TEST_P(SameAsCpp, History) {
  expect_told(cpp.history(2), ask(rectify_history, c.get(), flags, std::int64_t{2}));
  EXPECT_EQ("item.none", ask(rectify_history, c.get(), flags, std::int64_t{9}).code);
}

TEST_P(SameAsCpp, EventsWithTheNumberOfTheLast) {
  std::uint64_t last = 77;
  expect_told(cpp.events(0, 4), ask_events(c.get(), flags, 0, 4, last));
  EXPECT_EQ(4U, last);
  expect_told(cpp.events(4, 100), ask_events(c.get(), flags, last, 100, last));
  EXPECT_EQ(6U, last);
  expect_told(std::vector<Recorded>{}, ask_events(c.get(), flags, last, 100, last));
  EXPECT_EQ(6U, last);
}

TEST_P(SameAsCpp, Allowed) {
  const Actor actor{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
  expect_told(cpp.allowed(3, actor), ask(rectify_allowed, c.get(), flags, std::int64_t{3},
                                         written(actor), std::int64_t{RECTIFY_NOW}));
  const auto years_later = read_instant("2021-06-25T09:00:00+08:00").value();
  expect_told(cpp.allowed(1, actor, years_later),
              ask(rectify_allowed, c.get(), flags, std::int64_t{1}, written(actor),
                  std::int64_t{years_later.time_since_epoch().count()}));
}

TEST_P(SameAsCpp, Counters) { expect_told(cpp.counters(), ask(rectify_counters, c.get(), flags)); }

TEST_P(SameAsCpp, PolicyAndCalendar) {
  expect_told(cpp.policy(), ask(rectify_policy, c.get(), flags));
  EXPECT_EQ(write_calendar(cpp.calendar()), ask(rectify_calendar, c.get()).out);
}

TEST_P(SameAsCpp, Verify) {
  std::uint64_t told = 0;
  const auto progress = [](void* context, std::uint64_t done, std::uint64_t total) {
    EXPECT_LE(done, total);
    ++*static_cast<std::uint64_t*>(context);
  };
  expect_told(cpp.check(), ask(rectify_verify, c.get(), flags,
                               static_cast<rectify_progress>(progress), static_cast<void*>(&told)));
  EXPECT_GT(told, 0U);
  expect_told(cpp.check(),
              ask(rectify_verify, c.get(), flags, static_cast<rectify_progress>(nullptr),
                  static_cast<void*>(nullptr)));
}

TEST_P(SameAsCpp, ApplyAndItsRefusals) {
  const Actor owner{.name = "周明远", .unit = "办公室"};
  const Command start{.id = "start-1", .item = 1, .actor = owner, .body = Start{}};
  const Reply done = ask(rectify_apply, c.get(), flags, written(start));
  EXPECT_EQ(RECTIFY_OK, done.status);
  // The same id again: the same answer, as one that was given before.
  Answer again = cpp.apply(start);
  EXPECT_TRUE(again.repeated);
  again.repeated = false;
  EXPECT_EQ(written(again), done.out);

  const Command verify{.id = "verify-1", .item = 1, .actor = owner, .body = Verify{}};
  const Reply refused = ask(rectify_apply, c.get(), flags, written(verify));
  const Answer theirs = cpp.apply(verify);
  EXPECT_EQ(RECTIFY_REFUSED, refused.status);
  EXPECT_EQ(written(theirs), refused.out);
  EXPECT_EQ(theirs.refusal->code, refused.code);
  EXPECT_EQ(theirs.refusal->field, refused.field);
  EXPECT_EQ(theirs.refusal->value, refused.value);
  EXPECT_EQ(text(*theirs.refusal, Lang::en), refused.en);
  EXPECT_EQ(text(*theirs.refusal, Lang::zh), refused.zh);
}

TEST_P(SameAsCpp, ACommandThatCantBeReadIsAnswered) {
  const Reply reply = ask(rectify_apply, c.get(), flags, std::string("\xff\xff"));
  EXPECT_EQ(RECTIFY_REFUSED, reply.status);
  Answer answer;
  answer.refusal = (flags & RECTIFY_JSON) != 0 ? from_json<Command>("\xff\xff").refusal()
                                               : decode<Command>("\xff\xff").refusal();
  EXPECT_EQ(written(answer), reply.out);
  EXPECT_EQ(answer.refusal->code, reply.code);
}

TEST_P(SameAsCpp, ABatchWithAnAnswerForEach) {
  const Actor owner{.name = "周明远", .unit = "办公室"};
  Commands commands;
  commands.commands = {Command{.id = "b-1", .item = 1, .actor = owner, .body = Start{}},
                       Command{.id = "b-2", .item = 1, .actor = owner, .body = Verify{}},
                       Command{.id = "b-3", .item = 2, .actor = owner, .body = Start{}}};
  commands.batch.dry_run = true;
  const auto would_be = cpp.apply(commands.commands, commands.batch);
  ASSERT_TRUE(would_be[2].accepted);
  const std::uint64_t before = cpp.counters().events;
  commands.batch = {.all_or_nothing = true, .id = "all"};
  const Reply nothing = ask(rectify_apply_batch, c.get(), flags, written(commands));
  EXPECT_EQ(RECTIFY_REFUSED, nothing.status);
  EXPECT_EQ(written(cpp.apply(commands.commands, commands.batch)), nothing.out);
  EXPECT_EQ(before, cpp.counters().events);

  commands.batch = {.id = "monday"};
  const Reply some = ask(rectify_apply_batch, c.get(), flags, written(commands));
  EXPECT_EQ(RECTIFY_REFUSED, some.status);
  EXPECT_EQ(would_be[1].refusal->code, some.code);
  EXPECT_EQ(before + 2, cpp.counters().events);

  commands.commands = {Command{.id = "b-1", .item = 1, .actor = owner, .body = Start{}}};
  const Reply repeated = ask(rectify_apply_batch, c.get(), flags, written(commands));
  EXPECT_EQ(RECTIFY_OK, repeated.status);
  EXPECT_EQ(written(cpp.apply(commands.commands, commands.batch)), repeated.out);
}

TEST_P(SameAsCpp, NextDueAndTick) {
  std::int64_t at = 77;
  rectify_error* error = nullptr;
  ASSERT_EQ(RECTIFY_OK, rectify_next_due(c.get(), &at, &error));
  EXPECT_EQ(cpp.next_due()->time_since_epoch().count(), at);
  const Reply ticked = ask(rectify_tick, c.get(), flags, at);
  EXPECT_EQ(RECTIFY_OK, ticked.status);
  EXPECT_EQ(Light::yellow, light(cpp.find(2).value()));
  const auto events = cpp.events(6);
  ASSERT_EQ(1U, events.size());
  EXPECT_THAT(ticked.out, HasSubstr(std::get<Event>(events[0].what).command_id));
  expect_told(std::vector<Answer>{}, ask(rectify_tick, c.get(), flags, at));  // once
  morning.now = at + 400LL * 86'400'000;
  EXPECT_EQ(RECTIFY_OK, ask(rectify_tick, c.get(), flags, std::int64_t{RECTIFY_NOW}).status);
  EXPECT_EQ(Timeliness::overdue, cpp.find(1)->state.timeliness);
}

TEST_P(SameAsCpp, SetPolicyAndCalendar) {
  const Actor administrator{.name = "何伟", .roles = {"administrator"}};
  Policy policy = cpp.policy();
  policy.notice_days = 7;
  const Reply set =
      ask(rectify_set_policy, c.get(), flags, written(policy), written(administrator));
  EXPECT_EQ(RECTIFY_OK, set.status) << set.en;
  EXPECT_EQ(7, cpp.policy().notice_days);
  policy.notice_days = -1;
  const Reply refused =
      ask(rectify_set_policy, c.get(), flags, written(policy), written(administrator));
  EXPECT_EQ(RECTIFY_REFUSED, refused.status);
  EXPECT_EQ("policy.range", refused.code);
  EXPECT_TRUE(refused.given);

  const std::string founders = "2018-06-28\t0\t校庆\n";
  const Reply stranger = ask(rectify_set_calendar, c.get(), flags, founders,
                             written(Actor{.name = "王芳", .roles = {"clerk"}}));
  EXPECT_EQ("actor.role", stranger.code);
  const Reply loaded = ask(rectify_set_calendar, c.get(), flags, founders, written(administrator));
  EXPECT_EQ(RECTIFY_OK, loaded.status) << loaded.en;
  EXPECT_FALSE(cpp.calendar().is_working(day(2018, 6, 28)));
  expect_told(std::vector<Answer>{},
              ask(rectify_set_calendar, c.get(), flags, founders, written(administrator)));
  EXPECT_EQ("calendar.line",
            ask(rectify_set_calendar, c.get(), flags, "tomorrow", written(administrator)).code);
}

TEST_P(SameAsCpp, DeadlineParse) {
  const auto by = [&](const rectify_ledger* ledger, std::string_view phrase) {
    return ask(rectify_deadline_parse, ledger, flags, phrase, "2024-05-20");
  };
  const rectify_ledger* const none = nullptr;
  expect_told(reading(read_phrase("15个工作日内", day(2024, 5, 20)).value()),
              by(none, "15个工作日内"));
  // By the ledger's policy 立行立改 is due on the day; by the plain rules it names none.
  const Policy policy = cpp.policy();
  const WorkCalendar calendar = cpp.calendar();
  const auto rules = reading_rules(policy, calendar);
  const auto at_once = read_phrase("立行立改", day(2024, 5, 20), rules).value();
  ASSERT_EQ(day(2024, 5, 20), at_once.due);
  expect_told(reading(at_once, rules), by(c.get(), "立行立改"));
  expect_told(reading(read_phrase("立行立改", day(2024, 5, 20)).value()), by(none, "立行立改"));

  const Reply refused = by(none, "尽快完成");
  EXPECT_EQ(RECTIFY_REFUSED, refused.status);
  EXPECT_EQ(text(read_phrase("尽快完成", day(2024, 5, 20)).refusal(), Lang::zh), refused.zh);
  const Reply nowhere = ask(rectify_deadline_parse, none, flags, "7月底前", "2024-02-30");
  EXPECT_EQ("day.none reference", nowhere.code + " " + nowhere.field);
}

// ── what is no message ──

TEST(CPictures, LightTheStatesOfTheItem) {
  Morning morning;
  const Handle ledger(":memory:", &morning.options);
  ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水"));
  ask(rectify_apply, ledger.get(), RECTIFY_JSON, assign(1, "7月底前"));
  const auto machine = describe_item_machine();
  const std::vector<std::string> lit{"assigned", "none", "running", "on-track"};
  const rectify_ledger* const none = nullptr;
  const std::int64_t nobody = 0, item = 1;
  EXPECT_EQ(mermaid(machine), ask(rectify_render, none, RECTIFY_MERMAID, nobody).out);
  EXPECT_EQ(mermaid(machine, lit), ask(rectify_render, ledger.get(), RECTIFY_MERMAID, item).out);
  EXPECT_EQ(dot(machine, lit), ask(rectify_render, ledger.get(), RECTIFY_DOT, item).out);
  EXPECT_EQ(scxml(machine, lit), ask(rectify_render, ledger.get(), RECTIFY_SCXML, item).out);
  EXPECT_EQ(scxml(machine), ask(rectify_render, ledger.get(), RECTIFY_SCXML, nobody).out);
  EXPECT_NE(mermaid(machine), mermaid(machine, lit));
  EXPECT_EQ("item.none", ask(rectify_render, ledger.get(), RECTIFY_DOT, std::int64_t{2}).code);
}

}  // namespace
}  // namespace rectify::tests
