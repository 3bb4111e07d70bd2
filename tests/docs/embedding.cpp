// embedding.cpp: the examples of docs/embedding.md, compiled and run as they stand there.
// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <rectify/proto.hpp>
#include <rectify/rectify.hpp>

#include <thread>

using namespace rectify;

namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
std::string shown;
void show(const std::string& words) { shown = words; }

void answers_and_errors(const std::string& file) {
  try {
    Ledger ledger = Ledger::open(file);
    Answer answer = ledger.start(7, {}, clerk);
    if (!answer.accepted) show(text(*answer.refusal, Lang::zh));  // no: a value
    ItemId id = ledger.report({.title = ""}, clerk).value();      // insists: throws Refused
    show(std::to_string(id));
  } catch (const Refused& no) {
    show(no.refusal().code);  // "title.missing"
  } catch (const Error& cannot) {
    show(cannot.code() + ": " + cannot.what());  // "store.io": which file, what to do
  }
}

void many_threads(Ledger& ledger) {
  std::vector<std::jthread> desks;
  for (int desk = 0; desk < 4; ++desk)
    desks.emplace_back([&] { ledger.report({.title = "漏水"}, clerk).value(); });
}

void lights_by_the_hosts_own_timer(Ledger& ledger, void (*call_at)(Instant)) {
  ledger.tick(ledger.now());
  if (const auto due = ledger.next_due()) call_at(*due);
}

v1::Answer serve(Ledger& ledger, const v1::Command& request) {
  Result<Command> command = from_message(request);
  if (command) return to_message(ledger.apply(*command));
  return to_message(Answer{.refusal = command.refusal()});
}

TEST(Embedding, NoAndCannotAreTold) {
  answers_and_errors(":memory:");
  EXPECT_EQ(shown, "title.missing");
  answers_and_errors("/no such folder/a.rectify");
  EXPECT_TRUE(shown.starts_with("store.io: ")) << shown;
}

TEST(Embedding, OneLedgerServesManyThreads) {
  Ledger ledger = Ledger::open(":memory:");
  many_threads(ledger);
  EXPECT_TRUE(ledger.find(4));
}

TEST(Embedding, TheHostIsToldWhenToCall) {
  static std::optional<Instant> asked;
  Ledger ledger = Ledger::open(":memory:");
  lights_by_the_hosts_own_timer(ledger, [](Instant at) { asked = at; });
  EXPECT_FALSE(asked);
  const ItemId id = ledger.report({.title = "漏水"}, clerk).value();
  const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
  const Answer answer = ledger.assign(
      id, {.owner = {.unit = "办公室"}, .supervisor = "机关纪委", .deadline = "30日内"}, secretary);
  ASSERT_TRUE(answer.accepted) << text(*answer.refusal, Lang::en);
  lights_by_the_hosts_own_timer(ledger, [](Instant at) { asked = at; });
  EXPECT_TRUE(asked);
}

TEST(Embedding, MessagesAreServed) {
  Ledger ledger = Ledger::open(":memory:");
  v1::Command request;
  request.mutable_report()->set_title("漏水");
  EXPECT_EQ(serve(ledger, request).refusal().code(), "actor.missing");
  *request.mutable_actor() = to_message(Command{.actor = clerk, .body = Report{}}).actor();
  EXPECT_TRUE(serve(ledger, request).accepted());
  request.mutable_report()->set_severity("worst");
  EXPECT_EQ(serve(ledger, request).refusal().code(), "severity.unknown");
}

}  // namespace
