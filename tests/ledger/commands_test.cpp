// commands_test.cpp: a command's id, its expected version, its item's number, and what an accepted
// one leaves in the history.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class CommandIds : public OverEachStore {};
OVER_EACH_STORE(CommandIds);
class CommandIdsInAFile : public Clocked {};

TEST_P(CommandIds, AreAppliedOnce) {
  Ledger ledger = open();
  const Answer first = ledger.apply(report("漏水", "desk-1"));
  ASSERT_THAT(first, accepted());
  EXPECT_FALSE(first.repeated);
  Answer again = ledger.apply(report("漏水", "desk-1"));
  EXPECT_TRUE(again.repeated);
  again.repeated = false;
  EXPECT_EQ(again, first);
  EXPECT_EQ(ledger.counters().events, 2U);
  EXPECT_EQ(ledger.counters().total(), 1);
}
TEST_P(CommandIds, AreAnsweredAsTheFirstTimeAfterMoreHasHappened) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  const Command assign{.id = "a",
                       .item = id,
                       .actor = desk::coordinator,
                       .body = Assign{.owner = desk::office, .deadline = "2018-06-26"}};
  Answer first = must(ledger.apply(assign));
  must(ledger.start(id, {}, desk::zhou));
  must(ledger.hold(id, {.reason = "等"}, desk::coordinator));
  ledger.tick(monday + days(9));
  must(ledger.void_item(id, {.reason = "错"}, desk::coordinator));
  first.repeated = true;
  EXPECT_EQ(ledger.apply(assign), first);
  EXPECT_EQ(name(first.state.main), "assigned");
  EXPECT_EQ(first.version, 2U);
  EXPECT_EQ(name(first.light), "green");
}
TEST_P(CommandIds, AreTheSameAtAnotherTimeAndWithAnotherExpectation) {
  Ledger ledger = open();
  must(ledger.apply(report("漏水", "desk-1")));
  *now += days(1);
  Command later = report("漏水", "desk-1", 1);  // the number that it got
  later.expected_version = 0;
  EXPECT_TRUE(must(ledger.apply(later)).repeated);
}
TEST_P(CommandIds, StandForOneCommandForEver) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found"), other = at(ledger, "found");
  must(ledger.apply(comment(id, "看过", "c")));
  const Sight before = sight_of(ledger);
  Command by_another = comment(id, "看过", "c");
  by_another.actor = desk::coordinator;
  for (const Command& another :
       {comment(id, "没看过", "c"), by_another, comment(other, "看过", "c"), report("漏水", "c"),
        comment(id, "看过", "ledger-opened")}) {
    const Answer no = ledger.apply(another);
    EXPECT_THAT(no, refused("command.id-reused", "id"));
    EXPECT_EQ(no.refusal->value, another.id);
    EXPECT_EQ(no.item, another.item);
  }
  EXPECT_EQ(sight_of(ledger), before);
}
TEST_P(CommandIds, ThatAreReusedAreRefusedWithTheItemAsItIs) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "working");
  must(ledger.apply(comment(id, "看过", "c")));
  const Answer no = ledger.apply(comment(id, "没看过", "c"));
  ASSERT_THAT(no, refused("command.id-reused"));
  EXPECT_EQ(no.version, 4U);
  EXPECT_EQ(name(no.state.main), "rectifying.working");
  EXPECT_EQ(no.light, Light::green);
}
TEST_P(CommandIds, OfARefusedCommandAreStillFree) {
  Ledger ledger = open();
  EXPECT_THAT(ledger.apply(report(" ", "desk-1")), refused("title.missing"));
  EXPECT_FALSE(must(ledger.apply(report("漏水", "desk-1"))).repeated);
}
TEST_P(CommandIds, AreMadeWhereNoneIsGiven) {
  Ledger ledger = open();
  std::set<std::string> ids;
  for (int n = 0; n < 50; ++n) ids.insert(must(ledger.apply(report("漏水"))).command_id);
  EXPECT_EQ(ids.size(), 50U);
  EXPECT_EQ(ids.count(""), 0U);
}
TEST_F(CommandIdsInAFile, AreRememberedWhenItIsOpenedAgain) {
  Answer first;
  {
    Ledger ledger = open(file());
    first = must(ledger.apply(report("漏水", "desk-1")));
    must(ledger.apply(comment(first.item, "看过")));
  }
  *now += days(400);
  Ledger ledger = open(file());
  first.repeated = true;
  EXPECT_EQ(ledger.apply(report("漏水", "desk-1")), first);
  EXPECT_THAT(ledger.apply(report("漏电", "desk-1")), refused("command.id-reused"));
  EXPECT_EQ(ledger.counters().events, 3U);
}
TEST_F(CommandIdsInAFile, AreSharedByAllWhoOpenIt) {
  Ledger one = open(file()), other = open(file());
  must(one.apply(report("漏水", "desk-1")));
  EXPECT_TRUE(must(other.apply(report("漏水", "desk-1"))).repeated);
}

class ExpectedVersion : public OverEachStore {};
OVER_EACH_STORE(ExpectedVersion);

TEST_P(ExpectedVersion, IsThatOfTheItemNow) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  Command command = comment(id, "看过");
  command.expected_version = 1;
  EXPECT_THAT(ledger.apply(command), accepted());
  EXPECT_THAT(ledger.apply(command), refused("version.conflict", "expected_version"));
}
TEST_P(ExpectedVersion, TellsWhatHappenedInBetween) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found"), other = at(ledger, "found");
  for (int n = 0; n < 5; ++n) {
    must(ledger.apply(comment(id, std::to_string(n))));
    must(ledger.apply(comment(other, std::to_string(n))));
  }
  const auto history = ledger.history(id);
  for (std::uint32_t expected = 0; expected < 6; ++expected) {
    Command late = comment(id, "迟");
    late.expected_version = expected;
    const Answer no = ledger.apply(late);
    ASSERT_THAT(no, refused("version.conflict"));
    EXPECT_EQ(no.in_between, std::vector<Recorded>(history.begin() + expected, history.end()));
    EXPECT_EQ(no.version, 6U);
    EXPECT_EQ(no.refusal->args, std::vector<std::string>{"6"});
  }
  Command early = comment(id, "早");
  early.expected_version = 7;  // that is still to come
  EXPECT_THAT(ledger.apply(early), refused("version.conflict"));
  EXPECT_TRUE(ledger.apply(early).in_between.empty());
}
TEST_P(ExpectedVersion, TellsOfALongTimeTheNewestHundred) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  std::vector<Command> many;
  for (int n = 0; n < 120; ++n) many.push_back(comment(id, std::to_string(n)));
  ledger.apply(many);
  const auto history = ledger.history(id);
  ASSERT_EQ(history.size(), 121U);
  const auto in_between = [&](std::uint32_t expected) {
    Command late = comment(id, "迟");
    late.expected_version = expected;
    return ledger.apply(late).in_between;
  };
  EXPECT_EQ(in_between(21), std::vector<Recorded>(history.begin() + 21, history.end()));
  EXPECT_EQ(in_between(20), in_between(21));
  EXPECT_EQ(in_between(0), in_between(21));
}

class ItemNumbers : public OverEachStore {};
OVER_EACH_STORE(ItemNumbers);

TEST_P(ItemNumbers, AreOfTheCallersChoiceOrTheNext) {
  Ledger ledger = open();
  EXPECT_EQ(must(ledger.apply(report("一"))).item, 1);
  EXPECT_EQ(must(ledger.apply(report("二", "", 70))).item, 70);
  EXPECT_EQ(must(ledger.apply(report("三"))).item, 71);
  EXPECT_EQ(must(ledger.apply(report("四", "", 9))).item, 9);
  EXPECT_EQ(must(ledger.apply(report("五"))).item, 72);
  EXPECT_EQ(ledger.find(70)->title, "二");
  EXPECT_FALSE(ledger.find(2));
  EXPECT_FALSE(ledger.find(0));
  EXPECT_FALSE(ledger.find(-1));
}
TEST_P(ItemNumbers, OfClosedItemsAreNotGivenAgain) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "closed");
  EXPECT_THAT(ledger.apply(report("又", "", id)), refused("item.taken", "item"));
  EXPECT_EQ(must(ledger.apply(report("又"))).item, id + 1);
}
TEST_P(ItemNumbers, AreGivenOnce) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "working");
  const Answer no = ledger.apply(report("又", "", id));
  EXPECT_THAT(no, refused("item.taken", "item"));
  EXPECT_EQ(no.version, 3U);
  EXPECT_EQ(name(no.state.main), "rectifying.working");
  EXPECT_EQ(ledger.find(id)->version, 3U);
}
TEST_P(ItemNumbers, HaveAtMostFifteenDigits) {
  Ledger ledger = open();
  for (const ItemId unfit : {ItemId{-1}, std::numeric_limits<ItemId>::min(),
                             ItemId{1'000'000'000'000'000}, std::numeric_limits<ItemId>::max()})
    EXPECT_THAT(ledger.apply(report("一", "", unfit)), refused("item.number", "item")) << unfit;
  EXPECT_EQ(ledger.counters().events, 1U);
  must(ledger.apply(report("一", "", 999'999'999'999'999)));
  EXPECT_EQ(must(ledger.apply(report("二"))).item, 1'000'000'000'000'000);  // always a next one
  must(ledger.apply(comment(1'000'000'000'000'000, "在")));
}
TEST_P(ItemNumbers, AreThoseInTheLedger) {
  Ledger ledger = open();
  EXPECT_THAT(ledger.apply(comment(5, "谁")), refused("item.none", "item"));
  EXPECT_THAT(ledger.apply(comment(0, "谁")), refused("item.missing", "item"));
  EXPECT_THAT(ledger.apply(comment(-5, "谁")), refused("item.number", "item"));
  EXPECT_TRUE(ledger.history(5).empty());
}
TEST_P(ItemNumbers, OfOtherItemsAreThoseInTheLedgerToo) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found"), closed = at(ledger, "closed");
  EXPECT_THAT(ledger.merge(id, {9, "同", {}}, desk::coordinator), refused("item.none"));
  EXPECT_THAT(ledger.merge(id, {id, "同", {}}, desk::coordinator), refused("merge.itself"));
  EXPECT_THAT(ledger.merge(id, {closed, "同", {}}, desk::coordinator),
              refused("merge.target-closed"));
  EXPECT_THAT(ledger.link(id, {{LinkKind::related, 9, "", {}}, {}}, desk::clerk),
              refused("item.none"));
  EXPECT_THAT(ledger.link(id, {{LinkKind::related, closed, "", {}}, {}}, desk::clerk), accepted());
}

class History : public OverEachStore {};
OVER_EACH_STORE(History);

TEST_P(History, TellsWhoAskedForWhatAndWhen) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "assigned");
  Command start{.id = "desk-7",
                .item = id,
                .actor = desk::zhou,
                .at = monday + std::chrono::milliseconds(1234),
                .body = Start{.note = "开工"}};
  const Answer answer = ledger.apply({start}, {.id = "batch-7"}).front();
  ASSERT_THAT(answer, accepted());
  EXPECT_EQ(answer.command_id, "desk-7");
  EXPECT_EQ(answer.batch_id, "batch-7");
  EXPECT_EQ(answer.item, id);
  const Event event = event_of(ledger.history(id).back());
  EXPECT_EQ(event.seq, answer.seq);
  EXPECT_EQ(event.item, id);
  EXPECT_EQ(event.version, answer.version);
  EXPECT_EQ(event.at, *start.at);
  EXPECT_EQ(event.actor, desk::zhou);
  EXPECT_EQ(event.command_id, "desk-7");
  EXPECT_EQ(event.batch_id, "batch-7");
  EXPECT_EQ(event.state, answer.state);
  EXPECT_EQ(event.body, start.body);
  EXPECT_EQ(ledger.find(id)->state, answer.state);
}
TEST_P(History, HasTheClocksTimeWhereTheCommandHasNone) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  *now += std::chrono::hours(30);
  must(ledger.apply(comment(id, "看过")));
  EXPECT_EQ(event_of(ledger.history(id).back()).at, monday + std::chrono::hours(30));
  EXPECT_EQ(ledger.find(id)->changed_at, monday + std::chrono::hours(30));
}
TEST_P(History, KnowsNothingOfARefusedCommand) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "submitted");
  const Sight before = sight_of(ledger);
  EXPECT_THAT(ledger.verify(id, {}, desk::with_roles(desk::zhou, {"verifier"})),
              refused("duties.owner-verifies"));
  EXPECT_THAT(ledger.close(id, {}, desk::coordinator), refused("state.wrong"));
  EXPECT_EQ(sight_of(ledger), before);
}

}  // namespace
