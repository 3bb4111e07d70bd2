// ledger_test.cpp: opening with options, and what is told when it can't be done.
// SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "c/asking.hpp"
#include "stores/plain_sql.hpp"
#include "support/folder.hpp"

#include <rectify/rectify.hpp>

namespace rectify::tests {
namespace {

using testing::HasSubstr;

TEST(COpening, TakesPolicyCalendarZoneAndClock) {
  Morning morning;
  Policy policy = strict_policy();
  policy.name = "campus", policy.notice_days = 9;
  const std::string policy_text = to_json(policy), calendar = "weekend\t5,6\n2018-06-27\t0\t校庆\n";
  morning.options.policy = policy_text.data(), morning.options.policy_size = policy_text.size();
  morning.options.calendar = calendar.data(), morning.options.calendar_size = calendar.size();
  morning.options.zone_minutes = -300;
  const Handle ledger(":memory:", &morning.options);
  EXPECT_EQ(policy, from_json<Policy>(ask(rectify_policy, ledger.get(), RECTIFY_JSON).out).value());
  EXPECT_EQ(read_calendar(calendar, WorkCalendar()).value(),
            read_calendar(ask(rectify_calendar, ledger.get()).out, WorkCalendar()).value());
  std::uint64_t last = 0;
  const auto opened = ask_events(ledger.get(), RECTIFY_JSON, 0, 1, last).out;
  EXPECT_THAT(opened, HasSubstr(R"("zoneMinutes":-300)"));
  EXPECT_THAT(opened, HasSubstr(R"("at":"2018-06-25T01:00:01Z")"));
}

TEST(COpening, KeepsTheFileAndFindsItAgain) {
  const Folder folder;
  const std::string path = folder / "office.rectify";
  {
    const Handle ledger(path);
    EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水")).status);
  }
  rectify_options options = RECTIFY_OPTIONS_INIT;
  options.create = 0;
  const Handle again(path, &options);
  EXPECT_EQ(
      "漏水",
      from_json<Item>(ask(rectify_get, again.get(), RECTIFY_JSON, std::int64_t{1}).out)->title);
}

TEST(COpening, IsRefusedWithAnUnfitPolicyOrZoneOrCalendar) {
  const auto code = [](auto change) {
    rectify_options options = RECTIFY_OPTIONS_INIT;
    change(options);
    const Handle ledger(":memory:", &options);
    EXPECT_EQ(RECTIFY_REFUSED, ledger.opened.status);
    return ledger.opened.code;
  };
  const auto put = [](const char*& text, std::size_t& size, const char* value) {
    text = value, size = std::strlen(value);
  };
  EXPECT_EQ("field.unknown",
            code([&](auto& o) { put(o.policy, o.policy_size, R"({"nmae":"x"})"); }));
  EXPECT_EQ("json.form", code([&](auto& o) { put(o.policy, o.policy_size, "{"); }));
  EXPECT_EQ("policy.no-roles", code([&](auto& o) { put(o.policy, o.policy_size, "{}"); }));
  EXPECT_EQ("calendar.line", code([&](auto& o) { put(o.calendar, o.calendar_size, "soon"); }));
  EXPECT_EQ("policy.range", code([](auto& o) { o.zone_minutes = 841; }));
  EXPECT_EQ("instant.range",
            code([](auto& o) { o.now = [](void*) { return std::int64_t{INT64_MIN + 1}; }; }));
}

TEST(COpening, CantBeDoneIsAnErrorWithItsPath) {
  const Folder folder;
  const std::string nowhere = folder / "no folder/a.rectify";
  const Handle missing(nowhere);
  EXPECT_EQ(RECTIFY_ERROR, missing.opened.status);
  EXPECT_EQ("store.io", missing.opened.code);
  EXPECT_EQ(nowhere, missing.opened.path);
  EXPECT_THAT(missing.opened.en, HasSubstr(nowhere));

  rectify_options options = RECTIFY_OPTIONS_INIT;
  options.create = 0;
  EXPECT_EQ("store.none", Handle(folder / "none.rectify", &options).opened.code);
  EXPECT_FALSE(std::filesystem::exists(folder / "none.rectify"));
  EXPECT_EQ("store.none", Handle("").opened.code);
  EXPECT_EQ("store.none", Handle(std::string_view("a\0b", 3)).opened.code);

  write_bytes(folder / "letter.txt", "Dear colleagues, this is a letter and no ledger.");
  EXPECT_EQ("store.foreign", Handle(folder / "letter.txt").opened.code);
}

TEST(CVerifying, OfADamagedLedgerIsAnErrorAndTellsWhere) {
  const Folder folder;
  const std::string path = folder / "office.rectify";
  const Handle ledger(path);
  for (const char* title : {"漏水", "停电"})
    ask(rectify_apply, ledger.get(), RECTIFY_JSON, report(title));
  PlainSql(path).run("UPDATE event SET record = CAST(record || x'00' AS BLOB) WHERE seq = 2");
  const Reply reply = ask(rectify_verify, ledger.get(), RECTIFY_JSON,
                          static_cast<rectify_progress>(nullptr), static_cast<void*>(nullptr));
  EXPECT_EQ(RECTIFY_ERROR, reply.status);
  EXPECT_EQ("store.damaged", reply.code);
  EXPECT_EQ(path, reply.path);
  EXPECT_TRUE(reply.given);
  EXPECT_THAT(reply.out, HasSubstr(R"("seq":"2")"));
  EXPECT_THAT(reply.out, HasSubstr(R"("flaw":")"));
}

TEST(CCallbacks, ThatThrowAreErrors) {
  rectify_options options = RECTIFY_OPTIONS_INIT;
  bool broken = false;
  options.context = &broken;
  options.now = [](void* context) -> std::int64_t {
    if (*static_cast<bool*>(context)) throw std::runtime_error("the clock stands");
    return 1529888400000;
  };
  const Handle ledger(":memory:", &options);
  broken = true;
  const Reply reply = ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水"));
  EXPECT_EQ(RECTIFY_ERROR, reply.status);
  EXPECT_EQ("internal the clock stands", reply.code + " " + reply.en);
  const auto progress = [](void*, std::uint64_t, std::uint64_t) { throw 7; };
  EXPECT_EQ("internal", ask(rectify_verify, ledger.get(), RECTIFY_JSON,
                            static_cast<rectify_progress>(progress), static_cast<void*>(nullptr))
                            .code);
  broken = false;
  EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水")).status);
}

TEST(CTimes, OutOfAllRangeAreRefusedOrAnswered) {
  const Handle ledger(":memory:");
  ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水"));
  for (const std::int64_t wild : {INT64_MAX, INT64_MIN + 1, std::int64_t{1} << 60}) {
    EXPECT_EQ("instant.range", ask(rectify_tick, ledger.get(), RECTIFY_JSON, wild).code);
    const Reply allowed = ask(rectify_allowed, ledger.get(), RECTIFY_JSON, std::int64_t{1},
                              R"({"name":"王芳"})", wild);
    EXPECT_EQ(RECTIFY_OK, allowed.status);
    EXPECT_THAT(allowed.out, HasSubstr("instant.range"));
  }
}

TEST(CTimes, NextDueIsNeverWhereNothingIs) {
  const Handle ledger(":memory:");
  std::int64_t at = 0;
  EXPECT_EQ(RECTIFY_OK, rectify_next_due(ledger.get(), &at, nullptr));
  EXPECT_EQ(RECTIFY_NEVER, at);
}

TEST(CErrors, NeedNotBeAskedFor) {
  const Handle ledger(":memory:");
  char* data = nullptr;
  std::size_t size = 0;
  EXPECT_EQ(RECTIFY_REFUSED, rectify_get(ledger.get(), 0, 1, &data, &size, nullptr));
  EXPECT_EQ(RECTIFY_MISUSE, rectify_get(nullptr, 0, 1, &data, &size, nullptr));
  rectify_ledger* none = nullptr;
  EXPECT_EQ(RECTIFY_ERROR, rectify_open("", 0, nullptr, &none, nullptr));
}

}  // namespace
}  // namespace rectify::tests
