// workflow_test.cpp: hosts' machines in a ledger: defined, followed, queried, migrated, taken back.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/flow.hpp>
#include <rectify/ledger.hpp>
#include <rectify/migration.hpp>

#include <gmock/gmock.h>

#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;
using testing::ElementsAre;

namespace {

const Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
const Actor head{.name = "赵宁", .unit = "督查室", .roles = {"verifier"}};
const Actor& administrator = desk::administrator;

// draft → MIDDLE… → done, each next by anybody; "drop" leads out from everywhere.
Description paper(std::uint32_t version, const std::vector<std::string>& middle) {
  Description d;
  d.name = "paper", d.version = version;
  d.states = {{.name = "draft", .initial = true, .counts_as = "found"}};
  for (const auto& name : middle) d.states.push_back({.name = name, .within = "5个工作日内"});
  d.states.push_back({.name = "done", .final = true});
  for (std::size_t i = 0; i + 1 < d.states.size(); ++i) {
    d.rows.push_back({d.states[i].name, "next", d.states[i + 1].name, {}, 0});
    d.rows.push_back({d.states[i].name, "drop", "done", {"reason-given"}, 0});
  }
  return d;
}
Flow first() { return make_flow(paper(1, {"check"})).value(); }
Flow second() { return make_flow(paper(2, {"review", "sign"})).value(); }

class Workflows : public OverEachStore {
 protected:
  static ItemId reported(Ledger& ledger, const std::string& title = "通知") {
    return ledger.report({.title = title, .owner = {.unit = "办公室"}, .workflow = "paper"}, wang)
        .value();
  }
  static Answer next(Ledger& ledger, ItemId id) {
    return must(ledger.act(id, {.command = "next"}, wang));
  }
  static std::vector<ItemId> ids(Ledger& ledger, const Query& query) {
    std::vector<ItemId> all;
    for (const Item& item : ledger.query(query)) all.push_back(item.id);
    return all;
  }
};
OVER_EACH_STORE(Workflows);

TEST_P(Workflows, AreDefinedOnceByWhoMaySetThePolicy) {
  Ledger ledger = open();
  EXPECT_THAT(ledger.define(first(), wang), refused("actor.role"));
  EXPECT_TRUE(ledger.workflows().empty());
  const Answer answer = must(ledger.define(first(), administrator));
  EXPECT_EQ(answer.seq, 2U);
  const Answer again = must(ledger.define(first(), wang));  // it is there: nobody's leave is wanted
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.seq, 2U);
  auto other = paper(1, {"check", "more"});
  EXPECT_THAT(ledger.define(make_flow(other).value(), administrator),
              refused("workflow.version-taken", "workflow.version"));
  must(ledger.define(second(), administrator));
  ASSERT_EQ(ledger.workflows().size(), 2U);
  EXPECT_EQ(ledger.workflows()[0].version, 2U);
  EXPECT_EQ(ledger.workflows()[1].fingerprint, first().description().fingerprint);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Workflows, GiveTheirItemsAllThatItemsHave) {
  Ledger ledger = open();
  EXPECT_THAT(ledger.apply({.actor = wang, .body = Report{.title = "t", .workflow = "paper"}}),
              refused("workflow.none", "report.workflow"));
  must(ledger.define(first(), administrator));
  const ItemId id = reported(ledger);
  const ItemId own = at(ledger, "assigned");
  EXPECT_THAT(ledger.act(own, {.command = "next"}, wang), refused("workflow.not-its"));
  EXPECT_THAT(ledger.start(id, {}, wang), refused("workflow.not-its"));

  const Answer moved = next(ledger, id);
  EXPECT_EQ(moved.state.main, Main::working);
  EXPECT_EQ(moved.light, Light::green);
  EXPECT_EQ(due(*ledger.find(id)), day(2018, 7, 2));
  EXPECT_EQ(ledger.next_due(), start_of(day(2018, 6, 25), shanghai));  // five days before
  *now = morning_of(day(2018, 7, 3));
  EXPECT_EQ(ledger.tick(*now).size(), 1U);
  EXPECT_EQ(light(*ledger.find(id)), Light::red);

  EXPECT_THAT(ids(ledger, {.light = Light::red}), ElementsAre(id));
  EXPECT_THAT(ids(ledger, {.workflow = "paper"}), ElementsAre(id));
  EXPECT_THAT(ids(ledger, {.place = "check"}), ElementsAre(id));
  EXPECT_THAT(ids(ledger, {.workflow = "paper", .place = "draft"}), ElementsAre());
  EXPECT_THAT(ids(ledger, {.workflow = "other"}), ElementsAre());
  std::int64_t red = 0;
  for (const auto& counter : ledger.counters().by_unit)
    if (counter.light == Light::red) red += counter.items;
  EXPECT_EQ(red, 1);

  EXPECT_THAT(ledger.act(id, {.command = "drop"}, wang), refused("reason.missing", "act.reason"));
  must(ledger.act(id, {.command = "next"}, wang));
  EXPECT_EQ(ledger.find(id)->state.main, Main::closed);
  EXPECT_THAT(ids(ledger, {.workflow = "paper", .place = "done"}), ElementsAre(id));
  EXPECT_EQ(ledger.history(id).size(), 4U);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Workflows, TellWhatMayBeDone) {
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  const ItemId id = reported(ledger);
  std::map<std::string, bool> acts;
  std::set<std::string> others;
  for (const auto& one : ledger.allowed(id, wang))
    one.act.empty() ? (void)others.insert(std::string(name(one.command)))
                    : (void)acts.emplace(one.act, one.allowed);
  EXPECT_EQ(acts, (std::map<std::string, bool>{{"next", true}, {"drop", true}}));
  EXPECT_TRUE(others.contains("comment") && others.contains("hold"));
  EXPECT_FALSE(others.contains("verify") || others.contains("act"));
  const Actor nobody{.name = "孙", .roles = {"chief"}};
  for (const auto& one : ledger.allowed(id, nobody)) EXPECT_FALSE(one.allowed) << one.act;
}
TEST_P(Workflows, FollowTheNewestVersionAndKeepTheirOwn) {
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  const ItemId old = reported(ledger);
  must(ledger.define(second(), administrator));
  const ItemId fresh = reported(ledger);
  next(ledger, old), next(ledger, fresh);
  EXPECT_EQ(place(*ledger.find(old)), "check");
  EXPECT_EQ(place(*ledger.find(fresh)), "review");
  EXPECT_EQ(ledger.find(old)->flow->fingerprint, first().description().fingerprint);
  EXPECT_TRUE(ledger.check().whole);
}
TEST_P(Workflows, AreMigratedWholeOrNotAtAll) {
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  const ItemId a = reported(ledger), b = reported(ledger), c = reported(ledger);
  next(ledger, b), next(ledger, c), next(ledger, c);  // draft, check, done
  EXPECT_THAT(
      ledger.migrate(diff(first().description(), second().description()), administrator, {}).at(0),
      refused("workflow.none"));
  must(ledger.define(second(), administrator));
  auto plan = diff(first().description(), second().description());
  EXPECT_THAT(ledger.migrate(plan, wang, {}).at(0), refused("actor.role"));
  auto from_nowhere = plan;
  from_nowhere.from = 7;
  EXPECT_THAT(ledger.migrate(from_nowhere, administrator, {}).at(0),
              refused("workflow.none", "plan.from"));

  const auto events = ledger.counters().events;
  auto answers = ledger.migrate(plan, administrator, {});
  ASSERT_EQ(answers.size(), 2U);  // the closed one stays where it is
  EXPECT_THAT(answers[0], refused("batch.not-applied"));
  EXPECT_THAT(answers[1], refused("migration.no-place"));
  EXPECT_EQ(answers[1].item, b);
  EXPECT_EQ(ledger.counters().events, events);

  plan.places["check"] = "sign";
  answers = ledger.migrate(plan, administrator, {.dry_run = true});
  EXPECT_THAT(answers, ElementsAre(accepted(), accepted()));
  EXPECT_EQ(ledger.counters().events, events);
  EXPECT_EQ(place(*ledger.find(b)), "check");

  answers = ledger.migrate(plan, administrator, {.reason = "新版"});
  ASSERT_THAT(answers, ElementsAre(accepted(), accepted()));
  EXPECT_EQ(answers[0].batch_id, answers[1].batch_id);
  EXPECT_EQ(place(*ledger.find(a)), "draft");
  EXPECT_EQ(place(*ledger.find(b)), "sign");
  EXPECT_EQ(ledger.find(b)->flow->version, 2U);
  EXPECT_EQ(place(*ledger.find(c)), "done");
  EXPECT_EQ(ledger.find(c)->flow->version, 1U);
  EXPECT_TRUE(ledger.migrate(plan, administrator, {}).empty());  // nobody is left

  // Taken back: but for the one on which somebody has worked.
  const std::string batch = answers[0].batch_id;
  next(ledger, b);
  EXPECT_THAT(ledger.undo_migration(batch, wang, {}).at(0), refused("actor.role"));
  EXPECT_THAT(ledger.undo_migration("another", administrator, {}).at(0), refused("migration.none"));
  const auto undone = ledger.undo_migration(batch, administrator, {.reason = "有误"});
  ASSERT_EQ(undone.size(), 2U);
  EXPECT_THAT(undone[0], accepted());
  EXPECT_THAT(undone[1], refused("migration.moved-on"));
  EXPECT_EQ(ledger.find(a)->flow->version, 1U);
  EXPECT_EQ(place(*ledger.find(a)), "draft");
  EXPECT_EQ(ledger.find(b)->flow->version, 2U);
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
}
TEST_P(Workflows, AreTakenBackAfterATickToo) {
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  must(ledger.define(second(), administrator));
  const auto plan = [&] {
    auto all = diff(second().description(), first().description());
    all.places["review"] = all.places["sign"] = "check";
    return all;
  }();
  const ItemId id = reported(ledger);
  next(ledger, id);
  const auto answers = ledger.migrate(plan, administrator, {});
  ASSERT_THAT(answers, ElementsAre(accepted()));
  *now = morning_of(day(2018, 7, 3));
  EXPECT_EQ(ledger.tick(*now).size(), 1U);
  EXPECT_THAT(ledger.undo_migration(answers[0].batch_id, administrator, {}),
              ElementsAre(accepted()));
  EXPECT_EQ(place(*ledger.find(id)), "review");
  EXPECT_EQ(light(*ledger.find(id)), Light::red);
}
TEST_P(Workflows, KeepHoldsAndRequestsOnTheWayThereAndBack) {
  auto waiting = paper(2, {"review"});
  waiting.states[1].counts_as = "verified";
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  must(ledger.define(make_flow(waiting).value(), administrator));
  auto newest = make_flow(waiting).value();
  const ItemId id = reported(ledger);
  EXPECT_EQ(ledger.find(id)->flow->version, 2U);
  auto back = diff(newest.description(), first().description());
  must(ledger.migrate(back, administrator, {}).at(0));  // to the first version
  next(ledger, id);
  must(ledger.request_extension(id, {"等", "2018-08-01", "", {}}, wang));
  must(ledger.hold(id, {"等", {}}, desk::coordinator));
  const Item before = ledger.find(id).value();
  auto plan = diff(first().description(), newest.description());
  plan.places["check"] = "nowhere";
  EXPECT_THAT(ledger.migrate(plan, administrator, {}).at(0),
              refused("migration.unknown-place", "plan.places"));
  plan.places["check"] = "review";
  EXPECT_THAT(ledger.migrate(plan, administrator, {.id = "a\nb"}).at(0), refused("text.control"));
  const auto answers = ledger.migrate(plan, administrator, {});
  ASSERT_THAT(answers, ElementsAre(accepted()));
  EXPECT_EQ(ledger.find(id)->state.main, Main::verified);
  ASSERT_THAT(ledger.undo_migration(answers[0].batch_id, administrator, {}),
              ElementsAre(accepted()));
  Item after = ledger.find(id).value();
  after.version = before.version, after.changed_at = before.changed_at;
  EXPECT_EQ(after, before);
  plan.to = plan.from;
  EXPECT_THAT(ledger.migrate(plan, administrator, {}).at(0), refused("workflow.none", "plan.to"));
}
TEST_P(Workflows, LeadRegionsThatBecameOneToOnePlace) {
  Description two;
  two.name = "paper", two.version = 1;
  two.states = {{.name = "text", .initial = true},
                {.name = "read", .final = true},
                {.name = "money", .initial = true},
                {.name = "paid", .final = true}};
  two.rows = {{"text", "read", "read", {}, 0, {}}, {"money", "pay", "paid", {}, 0, {}}};
  Ledger ledger = open();
  const Flow old = make_flow(two).value();
  must(ledger.define(old, administrator));
  const ItemId id = reported(ledger);
  EXPECT_EQ(place(*ledger.find(id)), "text+money");
  must(ledger.define(second(), administrator));
  auto plan =
      ledger.plan(old.description().fingerprint, second().description().fingerprint).value();
  EXPECT_EQ(plan, diff(old.description(), second().description()));
  plan.places = {{"text", "review"}, {"money", "sign"}};
  EXPECT_THAT(ledger.migrate(plan, administrator, {}),
              ElementsAre(refused("migration.two-places", "plan.places")));
  plan.places["money"] = "review";
  EXPECT_THAT(ledger.migrate(plan, administrator, {.id = "one"}), ElementsAre(accepted()));
  EXPECT_EQ(place(*ledger.find(id)), "review");
  EXPECT_THAT(ledger.undo_migration("one", administrator, {.dry_run = true}),
              ElementsAre(accepted()));
  EXPECT_EQ(place(*ledger.find(id)), "review");
  EXPECT_THAT(ledger.undo_migration("one", administrator, {}), ElementsAre(accepted()));
  EXPECT_EQ(place(*ledger.find(id)), "text+money");
  EXPECT_EQ(ledger.plan(plan.from, plan.from).refusal().code, "workflow.none");
  auto leave = paper(1, {"check"});
  leave.name = "leave";
  must(ledger.define(make_flow(leave).value(), administrator));
  const auto across = ledger.plan(plan.from, make_flow(leave).value().description().fingerprint);
  EXPECT_EQ(across.refusal().code, "workflow.none");
  EXPECT_EQ(across.refusal().args.at(0).find(','), across.refusal().args.at(0).rfind(','))
      << "one of the two versions of its own: " << across.refusal().args.at(0);
  plan.places["txet"] = "review";
  EXPECT_THAT(ledger.migrate(plan, administrator, {}),
              ElementsAre(refused("migration.unknown-place", "plan.places")));
  for (const std::string odd : {"a\nb", "\xff\xfe", "a\x01"})
    EXPECT_FALSE(ledger.undo_migration("one", administrator, {.id = odd}).at(0).accepted);
  EXPECT_TRUE(ledger.check().whole);
  const auto none = ledger.plan(7, plan.to);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.refusal().code, "workflow.none");
  EXPECT_EQ(none.refusal().field, "from");
  EXPECT_EQ(ledger.plan(plan.from, 7).refusal().field, "to");
}
TEST_P(Workflows, RefuseAMoveByHandToAPlaceThatIsNone) {
  Ledger ledger = open();
  must(ledger.define(first(), administrator));
  must(ledger.define(second(), administrator));
  const ItemId id = reported(ledger);
  const auto by_hand = [&](std::uint64_t fingerprint, std::vector<std::string> states) {
    return ledger.apply({.item = id,
                         .actor = administrator,
                         .body = Migrate{fingerprint, std::move(states), "", {}}});
  };
  const auto old = first().description().fingerprint;
  EXPECT_THAT(by_hand(7, {"draft"}), refused("workflow.none"));
  EXPECT_THAT(by_hand(old, {"sign"}), refused("migration.unknown-place"));
  EXPECT_THAT(by_hand(old, {}), refused("migration.unknown-place"));
  EXPECT_THAT(by_hand(old, {"check"}), accepted());
}

class Reopened : public Clocked {};
TEST_F(Reopened, LedgersKnowTheirWorkflows) {
  ItemId id = 0;
  const auto d = paper(1, {"check"});
  auto own = d;
  own.name = "own", own.rows[0].guards = {"mine"};
  FlowGuards guards = standard_guards();
  guards["mine"] = {.holds = [](const Ask&, const FlowGuard::Args&) { return true; }};
  ItemId mine = 0;
  {
    Ledger ledger = open(file());
    must(ledger.define(make_flow(d).value(), administrator));
    must(ledger.define(make_flow(own, guards).value(), administrator));
    id = ledger.report({.title = "t", .workflow = "paper"}, wang).value();
    mine = ledger.report({.title = "t", .workflow = "own"}, wang).value();
  }
  Ledger ledger = open(file());
  // Of standard guards alone: it goes on. With others: it is shown, counted, ticked, and waits.
  EXPECT_THAT(ledger.act(id, {.command = "next"}, wang), accepted());
  EXPECT_THAT(ledger.act(mine, {.command = "next"}, wang), refused("workflow.absent"));
  EXPECT_THAT(ledger.comment(mine, {"等"}, wang), accepted());
  EXPECT_EQ(place(*ledger.find(mine)), "draft");
  EXPECT_TRUE(ledger.check().whole) << ledger.check().flaw;
  EXPECT_THAT(ledger.apply({.actor = wang, .body = Report{.title = "t", .workflow = "own"}}),
              refused("workflow.absent", "report.workflow"));
  // Nor is there a way to it, and that is why: it is known, and not here.
  auto second_own = own;
  second_own.version = 2, second_own.rows[0].guards.clear();
  must(ledger.define(make_flow(second_own).value(), administrator));
  const ItemId newer = ledger.report({.title = "t", .workflow = "own"}, wang).value();
  const auto old_version = ledger.find(mine)->flow->fingerprint;
  EXPECT_THAT(
      ledger.apply(
          {.item = newer, .actor = administrator, .body = Migrate{old_version, {"draft"}, "", {}}}),
      refused("workflow.absent", "migrate.fingerprint"));
  const auto back = ledger.plan(ledger.find(newer)->flow->fingerprint, old_version).value();
  const Answer no = ledger.migrate(back, administrator, {}).at(0);
  EXPECT_THAT(no, refused("workflow.absent", "plan.to"));
  EXPECT_EQ(no.refusal->args.at(1), "1");
  must(ledger.define(make_flow(own, guards).value(), wang));
  EXPECT_THAT(ledger.act(mine, {.command = "next"}, wang), accepted());
  EXPECT_TRUE(ledger.check().whole);
}

}  // namespace
