// readme.cpp: the example of README.md, compiled and run as it stands there.
// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <rectify/rectify.hpp>

using namespace rectify;

void a_day_at_the_office() {
  const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
  const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};

  Ledger ledger = Ledger::open(":memory:");  // or a file's path
  const ItemId id =
      ledger.report({.title = "接访窗口周五提前下班", .source = "选民座谈会"}, clerk).value();

  Answer answer = ledger.assign(
      id, {.owner = {.unit = "办公室"}, .supervisor = "机关纪委", .deadline = "15个工作日内"},
      secretary);
  if (!answer.accepted) throw Refused(*answer.refusal);

  answer = ledger.verify(id, {}, clerk);  // not submitted yet, and not hers to verify
  const std::string why = text(*answer.refusal, Lang::zh);

  ledger.tick(ledger.now());  // the lights follow the clock when the host says so
  for (const Item& red : ledger.query({.light = Light::red})) (void)red;
}

TEST(Readme, ItsExampleRuns) { EXPECT_NO_THROW(a_day_at_the_office()); }
