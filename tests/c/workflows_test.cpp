// workflows_test.cpp: a host in C gives a machine of its own as data, and its items go on with another
// version of it: the same as in C++, as bytes and as JSON.
// SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gmock/gmock.h>

#include "boundary.hpp"
#include "c/asking.hpp"

#include <rectify/migration.hpp>
#include <rectify/rectify.hpp>

namespace rectify::tests {
namespace {

// draft → MIDDLE → done
Description paper(std::uint32_t version, const std::string& middle) {
  Description d;
  d.name = "paper", d.version = version;
  d.states = {{.name = "draft", .initial = true, .counts_as = "found"},
              {.name = middle, .within = "5个工作日内"},
              {.name = "done", .final = true}};
  d.rows = {{"draft", "next", middle, {}, 0, {}},
            {middle, "next", "done", {"reason-given"}, 0, {}}};
  return d;
}

class CWorkflows : public testing::TestWithParam<unsigned> {
 protected:
  template <class T>
  std::string written(const T& value) {
    return (flags & RECTIFY_JSON) != 0 ? to_json(value, Lang::en) : encode(value, Lang::en);
  }
  template <class T>
  T read(const std::string& bytes) {
    return ((flags & RECTIFY_JSON) != 0 ? from_json<T>(bytes) : decode<T>(bytes)).value();
  }
  Reply define(const Description& d, const Actor& by) {
    return ask(rectify_define, c.get(), flags, written(d), written(by));
  }
  Reply act(ItemId item, const std::string& reason = {}) {
    return ask(rectify_apply, c.get(), flags,
               written(Command{
                   .item = item, .actor = wang, .body = Act{.command = "next", .reason = reason}}));
  }

  const unsigned flags = GetParam();
  const Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
  const Actor chief{.name = "何伟", .roles = {"administrator"}};
  Morning morning;
  Handle c{":memory:", &morning.options};
  Ledger& cpp = c.get()->ledger;
};
INSTANTIATE_TEST_SUITE_P(InEachForm, CWorkflows, testing::Values(RECTIFY_PROTOBUF, RECTIFY_JSON));

TEST_P(CWorkflows, AreDefinedFollowedMigratedAndTakenBack) {
  EXPECT_EQ("actor.role", define(paper(1, "check"), wang).code);
  auto flawed = paper(1, "check");
  flawed.rows[0].guards = {"os.system(x)"};
  EXPECT_EQ("workflow.guard", define(flawed, chief).code);
  const Reply defined = define(paper(1, "check"), chief);
  ASSERT_EQ(RECTIFY_OK, defined.status) << defined.en;
  EXPECT_TRUE(read<Answer>(define(paper(1, "check"), chief).out).repeated);

  const Reply reported =
      ask(rectify_apply, c.get(), flags,
          written(Command{.actor = wang, .body = Report{.title = "通知", .workflow = "paper"}}));
  ASSERT_EQ(RECTIFY_OK, reported.status) << reported.en;
  const ItemId id = read<Answer>(reported.out).item;
  EXPECT_EQ(RECTIFY_OK, act(id).status);
  EXPECT_EQ("reason.missing", act(id).code);
  EXPECT_EQ("check", place(cpp.find(id).value()));
  const Reply page = ask(rectify_query, c.get(), flags, written(Query{.place = "check"}));
  EXPECT_EQ(written(cpp.page({.place = "check"}).value()), page.out);
  const Reply allowed =
      ask(rectify_allowed, c.get(), flags, id, written(wang), std::int64_t{RECTIFY_NOW});
  EXPECT_EQ(written(cpp.allowed(id, wang)), allowed.out);
  EXPECT_THAT(allowed.out, testing::HasSubstr("next"));
  const Reply picture = ask(rectify_render, c.get(), RECTIFY_MERMAID, id);
  EXPECT_THAT(picture.out, testing::HasSubstr("class check current"));

  ASSERT_EQ(RECTIFY_OK, define(paper(2, "review"), chief).status);
  EXPECT_EQ(written(cpp.workflows()), ask(rectify_workflows, c.get(), flags).out);
  const auto known = cpp.workflows();
  EXPECT_EQ("workflow.none",
            ask(rectify_plan, c.get(), flags, std::uint64_t{7}, known[0].fingerprint).code);
  const Reply planned =
      ask(rectify_plan, c.get(), flags, known[1].fingerprint, known[0].fingerprint);
  ASSERT_EQ(RECTIFY_OK, planned.status) << planned.en;
  MigrationOrder order{read<MigrationPlan>(planned.out), {.reason = "新版"}};
  EXPECT_EQ(diff(known[1], known[0]), order.plan);
  const auto migrate = [&](const Actor& by) {
    return ask(rectify_migrate, c.get(), flags, written(order), written(by));
  };
  EXPECT_EQ("migration.no-place", migrate(chief).code);
  order.plan.places["check"] = "review";
  EXPECT_EQ("actor.role", migrate(wang).code);
  order.how.dry_run = true;
  EXPECT_EQ(RECTIFY_OK, migrate(chief).status);
  EXPECT_EQ("check", place(cpp.find(id).value()));
  order.how = {.reason = "新版", .id = "to-2"};
  ASSERT_EQ(RECTIFY_OK, migrate(chief).status);
  EXPECT_EQ("review", place(cpp.find(id).value()));

  const auto undo = [&](const MigrationUndo& asked) {
    return ask(rectify_undo_migration, c.get(), flags, written(asked), written(chief));
  };
  EXPECT_EQ("migration.none", undo({"to-3", {}}).code);
  EXPECT_EQ(RECTIFY_OK, undo({"to-2", {.dry_run = true}}).status);
  EXPECT_EQ("review", place(cpp.find(id).value()));
  EXPECT_EQ(RECTIFY_OK, undo({"to-2", {.reason = "有误", .id = "back"}}).status);
  EXPECT_EQ("back", std::get<Event>(cpp.history(id).back().what).batch_id);
  EXPECT_EQ("check", place(cpp.find(id).value()));
  EXPECT_TRUE(cpp.check().whole);
}
TEST_P(CWorkflows, AreRefusedWhereTheyCantBeRead) {
  const std::string rubbish_bytes = "\xff\xff", by = written(chief);
  EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_define, c.get(), flags, rubbish_bytes, by).status);
  EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_migrate, c.get(), flags, rubbish_bytes, by).status);
  for (const auto& actor : {rubbish_bytes}) {
    EXPECT_EQ(RECTIFY_REFUSED,
              ask(rectify_define, c.get(), flags, written(paper(1, "check")), actor).status);
    EXPECT_EQ(RECTIFY_REFUSED,
              ask(rectify_migrate, c.get(), flags, written(MigrationOrder{}), actor).status);
    EXPECT_EQ(RECTIFY_REFUSED,
              ask(rectify_undo_migration, c.get(), flags, written(MigrationUndo{}), actor).status);
  }
  EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_undo_migration, c.get(), flags, rubbish_bytes, by).status);
  rectify_ledger* none = nullptr;
  EXPECT_EQ(RECTIFY_MISUSE, ask(rectify_define, none, flags, by, by).status);
  EXPECT_EQ(RECTIFY_MISUSE, ask(rectify_workflows, none, flags).status);
  EXPECT_EQ(RECTIFY_MISUSE,
            ask(rectify_plan, none, flags, std::uint64_t{1}, std::uint64_t{2}).status);
  EXPECT_EQ(RECTIFY_MISUSE, ask(rectify_migrate, none, flags, by, by).status);
  EXPECT_EQ(RECTIFY_MISUSE, ask(rectify_undo_migration, none, flags, by, by).status);
}

}  // namespace
}  // namespace rectify::tests
