// batch_test.cpp: many commands at once, one by one, all or nothing, or only tried.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <gtest/gtest.h>

#include "ledger/ledgers.hpp"
#include "model/random_office.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Batches : public OverEachStore {};
OVER_EACH_STORE(Batches);

Command assign(ItemId item) {
  return {.item = item,
          .actor = desk::coordinator,
          .body = Assign{.owner = desk::office, .deadline = "9 days"}};
}
Command merge(ItemId item, ItemId into) {
  return {.item = item, .actor = desk::coordinator, .body = Merge{into, "同", {}}};
}

TEST_P(Batches, AreAppliedOneByOneWhereNothingElseIsAsked) {
  Ledger ledger = open();
  const auto answers = ledger.apply({report("一"), report(" "), report("三")}, Batch{});
  EXPECT_THAT(answers, testing::ElementsAre(accepted(), refused("title.missing"), accepted()));
  EXPECT_EQ(ledger.counters().total(), 2);
}
TEST_P(Batches, OfNoCommandHaveNoAnswer) {
  Ledger ledger = open();
  EXPECT_TRUE(ledger.apply(std::vector<Command>{}, {.all_or_nothing = true}).empty());
  EXPECT_EQ(ledger.counters().events, 1U);
}
TEST_P(Batches, SeeWhatTheyHaveDoneBefore) {
  for (const bool whole : {false, true}) {
    Ledger ledger = open();
    const ItemId one = must(ledger.apply(report("零"))).item + 1, two = one + 1;
    Command conflict = comment(one, "迟");
    conflict.expected_version = 1;
    const auto answers = ledger.apply({report("一"),
                                       report("二"),
                                       assign(one),
                                       merge(two, one),
                                       {.item = one, .actor = desk::zhou, .body = Start{}}},
                                      {.all_or_nothing = whole});
    EXPECT_THAT(answers, testing::Each(accepted()));
    EXPECT_EQ(answers[4].version, 3U);
    EXPECT_EQ(ledger.find(two)->merged_into, one);
    EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
  }
}
TEST_P(Batches, RefuseToMergeIntoWhatTheyHaveClosedOrNotYetReported) {
  Ledger ledger = open();
  const auto answers = ledger.apply(
      {report("一"),
       merge(1, 2),
       report("二"),
       report("三"),
       merge(1, 2),
       merge(3, 1),
       {.item = 3, .actor = desk::clerk, .body = LinkTo{{LinkKind::related, 1, "", {}}, {}}}},
      Batch{});
  EXPECT_THAT(answers,
              testing::ElementsAre(accepted(), refused("item.none"), accepted(), accepted(),
                                   accepted(), refused("merge.target-closed"), accepted()));
}
TEST_P(Batches, TellOfAConflictWithThemselves) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  Command late = comment(id, "迟");
  late.expected_version = 1;
  const auto answers = ledger.apply({comment(id, "早"), late}, Batch{});
  ASSERT_THAT(answers[1], refused("version.conflict"));
  EXPECT_EQ(answers[1].in_between, (std::vector<Recorded>{ledger.history(id).back()}));
}
TEST_P(Batches, RepeatACommandThatTheyHoldTwice) {
  Ledger ledger = open();
  const auto answers =
      ledger.apply({report("一", "a"), report("一", "a"), report("二", "a")}, Batch{});
  EXPECT_THAT(answers, testing::ElementsAre(accepted(), accepted(), refused("command.id-reused")));
  EXPECT_EQ(answers[1].seq, answers[0].seq);
  EXPECT_TRUE(answers[1].repeated);
  EXPECT_EQ(ledger.counters().total(), 1);
}

TEST_P(Batches, OfAllOrNothingAreWholeOrLeaveNothing) {
  Ledger ledger = open();
  const ItemId id = at(ledger, "found");
  must(ledger.apply(comment(id, "已经", "old")));
  const Sight before = sight_of(ledger);
  Command late = comment(id, "迟");
  late.expected_version = 1;
  const std::vector<Command> commands{report("一", "new"), assign(id), comment(id, "已经", "old"),
                                      late, comment(id, " ")};
  const auto answers = ledger.apply(commands, {.all_or_nothing = true, .id = "b"});
  EXPECT_THAT(answers, testing::ElementsAre(
                           refused("batch.not-applied", "batch"), refused("batch.not-applied"),
                           accepted(), refused("version.conflict"), refused("comment.missing")));
  EXPECT_EQ(sight_of(ledger), before);
  EXPECT_EQ(answers[0].item, 0);  // it got no number
  EXPECT_EQ(answers[1].version, 2U);
  EXPECT_EQ(name(answers[1].state.main), "found");
  EXPECT_EQ(answers[1].seq, 0U);
  EXPECT_TRUE(answers[2].repeated);
  EXPECT_EQ(answers[2].seq, 3U);
  EXPECT_EQ(answers[3].in_between,
            (std::vector<Recorded>{ledger.history(id).back()}));  // only what is kept
  // Mended, the same ids are still free.
  EXPECT_THAT(ledger.apply({commands[0], commands[1], commands[2]}, {.all_or_nothing = true}),
              testing::Each(accepted()));
  EXPECT_EQ(ledger.counters().events, before.events.size() + 2);
  EXPECT_TRUE(ledger.check().whole);
}

TEST_P(Batches, HaveOneIdThatTheLedgerMakesIfNoneIsGiven) {
  Ledger ledger = open();
  const auto given = ledger.apply({report("一"), report("二")}, {.id = "邮件 7"});
  const auto made = ledger.apply({report("三"), report("四")}, Batch{});
  const auto more = ledger.apply({report("五"), report("六")}, Batch{});
  EXPECT_EQ(given[0].batch_id, "邮件 7");
  EXPECT_EQ(given[1].batch_id, "邮件 7");
  EXPECT_NE(made[0].batch_id, "");
  EXPECT_EQ(made[0].batch_id, made[1].batch_id);
  EXPECT_NE(made[0].batch_id, more[0].batch_id);
  EXPECT_EQ(must(ledger.apply(report("七"))).batch_id, "");
  EXPECT_EQ(event_of(ledger.history(4).front()).batch_id, made[1].batch_id);
}
TEST_P(Batches, WithAnUnfitIdAreNotLookedAt) {
  Ledger ledger = open();
  for (const auto& [id, code] : std::vector<std::pair<std::string, std::string>>{
           {std::string(limits::name + 1, 'x'), "text.too-long"},
           {"a\nb", "text.control"},
           {"\xff", "text.utf8"}}) {
    try {
      ledger.apply({report("一")}, {.id = id});
      ADD_FAILURE() << "taken: " << id;
    } catch (const Refused& no) {
      EXPECT_EQ(no.refusal().code, code);
      EXPECT_EQ(no.refusal().field, "batch");
    }
  }
  EXPECT_EQ(ledger.counters().events, 1U);
}

TEST_P(Batches, OnlyTriedAreAnsweredAsTheyWouldBeAndNothingIsKept) {
  std::size_t refusals = 0, conflicts = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    naive::RandomOffice office(seed);
    Ledger ledger = Clocked::open(
        GetParam() == std::string("memory") ? ":memory:" : file() + std::to_string(seed),
        {.policy = office.policy});
    for (int n = 0; n < 12; ++n) {
      std::vector<Command> commands;
      for (int i = 0; i < 30; ++i) {
        Item item = ledger.find(office.number(1, 6)).value_or(Item{.id = office.number(1, 6)});
        commands.push_back(office.command(item));
        commands.back().id = std::to_string(n) + "-" + std::to_string(office.number(1, 40));
        if (office.one_in(5)) commands.back().expected_version = item.version;
      }
      Batch batch{.all_or_nothing = n % 3 == 0, .dry_run = true, .id = "b" + std::to_string(n)};
      if (batch.all_or_nothing) commands.resize(2);
      const Sight before = sight_of(ledger);
      const auto tried = ledger.apply(commands, batch);
      EXPECT_EQ(sight_of(ledger), before);
      batch.dry_run = false;
      EXPECT_EQ(ledger.apply(commands, batch), tried);
      for (const auto& answer : tried) {
        refusals += answer.refusal ? 1 : 0;
        conflicts += answer.in_between.empty() ? 0 : 1;
      }
    }
    EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
  }
  EXPECT_GT(refusals, 100U);
  EXPECT_GT(conflicts, 20U);
}

}  // namespace
