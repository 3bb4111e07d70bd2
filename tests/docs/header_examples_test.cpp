// header_examples_test.cpp: the examples that open the codec's and the ledger's headers, compiled and run.
// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rectify/rectify.hpp>

namespace rectify {
namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};

template <class... T>
void show(const T&...) {}
void notify(const Item&) {}

TEST(HeaderExamples, OfTheLedger) {
  Ledger ledger = Ledger::open(
      ":memory:", {.clock = [] { return read_instant("2018-06-25T09:00:00+08:00").value(); }});
  const Actor& chief = secretary;
  ItemId id = ledger.report({.title = "接访窗口周五提前下班"}, clerk).value();
  Answer a = ledger.assign(id, {.owner = {.unit = "办公室"}, .deadline = "2018-07-31"}, chief);
  if (!a.accepted) show(text(*a.refusal, Lang::zh));
  for (const Item& item : ledger.query({.light = Light::red})) notify(item);
  EXPECT_TRUE(a.accepted);
}

TEST(HeaderExamples, OfQueries) {
  Ledger ledger = Ledger::open(":memory:");
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(ledger.report({.title = "问题", .owner = {.unit = "办公室"}}, clerk));
  Query red{.light = Light::red, .sort = Sort::due};
  for (const Item& item : ledger.query(red)) notify(item);  // every page, one after the other
  Page page = ledger.page({.unit = "办公室", .limit = 50}).value();
  show(page.items);
  Page next = ledger.page({.unit = "办公室", .limit = 50, .after = page.next}).value();
  EXPECT_EQ(next.items.size(), 10U);
  EXPECT_EQ(next.next, "");
}

TEST(HeaderExamples, OfRecords) {
  Ledger ledger = Ledger::open(":memory:");
  Command command{.actor = clerk, .body = Report{.title = "漏水"}};
  Answer answer = ledger.apply(command);
  for (const Recorded& r : ledger.events(0, 100))
    if (const auto* event = std::get_if<Event>(&r.what))
      show(event->seq, name(kind_of(event->body)), hex(r.hash));
  EXPECT_EQ(answer.accepted ? answer.seq : 0, 2U);
}

TEST(HeaderExamples, OfTheWire) {
  Ledger ledger = Ledger::open(":memory:");
  const Item item = ledger.find(ledger.report({.title = "漏水"}, clerk).value()).value();
  std::string bytes = encode(item);  // rectify.v1.Item, proto/rectify/v1/item.proto
  Result<Item> same = decode<Item>(bytes);
  std::string line = to_json(*same);  // {"id":"7","version":3,"state":{"main":"found"},…}
  Result<Command> command = from_json<Command>(R"({"item":"7","start":{}})");
  if (!command) show(text(command.refusal(), Lang::en));
  EXPECT_EQ(*same, item);
  EXPECT_THAT(line, testing::StartsWith(R"({"id":"1","version":1,)"));
  EXPECT_TRUE(command);
}

TEST(HeaderExamples, OfAllTogether) {
  auto ledger = rectify::Ledger::open(":memory:");
  rectify::Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
  auto id = ledger.report({.title = "接访窗口周五提前下班", .source = "选民座谈会"}, wang);
  auto item = ledger.find(id.value());
  auto line = rectify::to_json(*item);
  EXPECT_THAT(line, testing::HasSubstr("选民座谈会"));
}

}  // namespace
}  // namespace rectify
