// flow_test.cpp: hosts' machines as data: what is fit, what each guard asks, where a command leads.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/flow.hpp>

#include <gmock/gmock.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using testing::ElementsAre;

namespace {

using Row = Description::Row;
using State = Description::State;

// draft → review → done, where it may go back.
Description paper() {
  Description d;
  d.name = "paper", d.version = 1;
  d.states = {{.name = "draft", .initial = true, .counts_as = "found"},
              {.name = "review", .within = "5 working days"},
              {.name = "done", .final = true}};
  d.rows = {{"draft", "submit", "review", {"by-owner"}, 0},
            {"review", "pass", "done", {"role(head, director)"}, 0},
            {"review", "return", "draft", {"role(head)", "reason-given"}, 0},
            {"review", "note", "", {}, 0}};
  return d;
}
Description with(const std::function<void(Description&)>& change) {
  Description d = paper();
  change(d);
  return d;
}
std::string code(const Result<Flow>& made) { return made ? "" : made.refusal().code; }
std::string code_of(const Description& d) { return code(make_flow(d)); }

// Somebody asks something of an item of the paper.
struct Asking {
  Item item;
  Act act;
  Actor actor{.name = "王芳", .unit = "办公室"};
  Policy policy = strict_policy();

  explicit Asking(std::string command) {
    act.command = std::move(command);
    item.owner = {.unit = "办公室"};
  }
  Asking& by(Actor who) { return actor = std::move(who), *this; }
  [[nodiscard]] Ask ask(const Context& context) const {
    return {item, act, actor, day(2018, 6, 25), context};
  }
  [[nodiscard]] std::string of(const Flow& flow, const std::vector<std::string>& states) const {
    const Context context{policy};
    const auto next = flow.step(states, ask(context));
    if (!next) return next.refusal().code;
    std::string all;
    for (const auto& state : *next) all += (all.empty() ? "" : "+") + state;
    return all;
  }
};
// Whether a guard holds: its row fires, or its refusal.
std::string holds(const std::string& guard, const Asking& asking) {
  Description d;
  d.name = "one", d.version = 1;
  d.states = {{.name = "a", .initial = true}, {.name = "b", .final = true}};
  d.rows = {{"a", "go", "b", {guard}, 0}};
  const auto flow = make_flow(d);
  if (!flow) return text(flow.refusal(), Lang::en);
  return asking.of(*flow, {"a"});
}

TEST(Flows, OfDataGoWhereTheirRowsLead) {
  const Flow flow = make_flow(paper()).value();
  EXPECT_THAT(flow.initial().states, ElementsAre("draft"));
  EXPECT_EQ(Asking("submit").of(flow, {"draft"}), "review");
  EXPECT_EQ(Asking("submit").by({.name = "孙伟", .unit = "信息中心"}).of(flow, {"draft"}),
            "actor.not-owner");
  EXPECT_EQ(Asking("pass").by({.name = "马", .roles = {"director"}}).of(flow, {"review"}), "done");
  EXPECT_EQ(Asking("pass").of(flow, {"review"}), "actor.role");
  EXPECT_EQ(Asking("note").of(flow, {"review"}), "review");
  EXPECT_EQ(Asking("pass").of(flow, {"draft"}), "state.wrong");
  EXPECT_EQ(Asking("burn").of(flow, {"draft"}), "kind.unknown");
}
TEST(Flows, SayWhatAStateCountsAsAndWhichDeadlineComesWithIt) {
  const Flow flow = make_flow(paper()).value();
  EXPECT_EQ(flow.counts_as({"draft"}), Main::found);
  EXPECT_EQ(flow.counts_as({"review"}), Main::working);
  EXPECT_EQ(flow.counts_as({"done"}), Main::closed);
  EXPECT_EQ(flow.within({"draft"}, {"review"}), "5 working days");
  EXPECT_EQ(flow.within({"review"}, {"review"}), "");
  EXPECT_EQ(flow.within({"review"}, {"draft"}), "");
}
TEST(Flows, TryTheLastOfARegionsRowsFirstAsMsmDoes) {
  const Flow flow = make_flow(with([](Description& d) {
                      d.rows = {{"draft", "go", "review", {"not reason-given"}, 0},
                                {"draft", "go", "done", {"reason-given"}, 0},
                                {"review", "go", "done", {}, 0}};
                    })).value();
  EXPECT_EQ(Asking("go").of(flow, {"draft"}), "review");
  Asking why("go");
  why.act.reason = "急件";
  EXPECT_EQ(why.of(flow, {"draft"}), "done");
}
TEST(Flows, GiveACommandToEveryRegion) {
  const Flow flow = make_flow(with([](Description& d) {
                      d.states.push_back({.name = "unpaid", .initial = true});
                      d.states.push_back({.name = "paid", .final = true});
                      d.rows.push_back({"unpaid", "pay", "paid", {}, 0});
                      d.rows.push_back({"unpaid", "pass", "paid", {}, 0});
                    })).value();
  EXPECT_THAT(flow.initial().states, ElementsAre("draft", "unpaid"));
  EXPECT_EQ(flow.description().states[4].region, 1U);
  EXPECT_EQ(Asking("pay").of(flow, {"draft", "unpaid"}), "draft+paid");
  EXPECT_EQ(Asking("pass").by({.name = "马", .roles = {"head"}}).of(flow, {"review", "unpaid"}),
            "done+paid");
  // The first region's guard says no, the other has none.
  EXPECT_EQ(Asking("pass").of(flow, {"review", "unpaid"}), "review+paid");
  EXPECT_EQ(flow.counts_as({"done", "unpaid"}), Main::working);
  EXPECT_EQ(flow.counts_as({"done", "paid"}), Main::closed);
  EXPECT_EQ(flow.unfit({"draft", "paid"}), std::nullopt);
  EXPECT_EQ(flow.unfit({"paid", "draft"})->code, "migration.unknown-place");
  EXPECT_EQ(flow.unfit({"draft"})->code, "migration.unknown-place");
}
TEST(Flows, TellWhatMayBeDoneAndWhyNot) {
  const Flow flow = make_flow(paper()).value();
  Asking asking("");
  asking.actor.roles = {"head"};
  const Context context{asking.policy};
  const auto all = flow.allowed({"review"}, asking.ask(context));
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].act, "submit");
  EXPECT_EQ(all[0].reasons.at(0).code, "state.wrong");
  EXPECT_TRUE(all[1].allowed && all[1].needs.empty()) << all[1].act;
  EXPECT_TRUE(all[2].allowed) << all[2].act;
  EXPECT_EQ(all[2].needs.at(0).code, "reason.missing");
  EXPECT_TRUE(all[3].allowed) << all[3].act;
}

TEST(FlowGuards, AskWhatTheirNamesSay) {
  const auto go = [](const auto& change) {
    Asking asking("go");
    change(asking);
    return asking;
  };
  const auto nothing = go([](Asking&) {});
  const Actor sun{.name = "孙伟", .unit = "信息中心", .roles = {"clerk", "head"}};
  const auto by_sun = go([&](Asking& a) { a.actor = sun; });

  EXPECT_EQ(holds("by-owner", nothing), "b");
  EXPECT_EQ(holds("by-owner", by_sun), "actor.not-owner");
  EXPECT_EQ(holds("not by-owner", by_sun), "b");
  EXPECT_EQ(holds("not by-owner", nothing), "workflow.guard-says-no");
  EXPECT_EQ(holds("by-supervisor", by_sun), "actor.unit");
  EXPECT_EQ(holds("by-supervisor", go([&](Asking& a) {
                    a.actor = sun;
                    a.item.supervisor = "信息中心";
                  })),
            "b");
  EXPECT_EQ(holds("by-unit(财务室, 信息中心)", by_sun), "b");
  EXPECT_EQ(holds("by-unit(财务室)", by_sun), "actor.unit");
  EXPECT_EQ(holds("role(head)", by_sun), "b");
  EXPECT_EQ(holds("role(director)", by_sun), "actor.role");
  EXPECT_EQ(holds("another-person", go([&](Asking& a) { a.item.submitted_by = sun; })), "b");
  EXPECT_EQ(holds("another-person", go([&](Asking& a) {
                    a.actor = sun;
                    a.item.submitted_by = sun;
                  })),
            "duties.same-person");
  EXPECT_EQ(holds("another-person", go([&](Asking& a) {
                    a.actor.stands_in_for = sun.name;
                    a.item.submitted_by = sun;
                  })),
            "duties.same-person");
  EXPECT_EQ(holds("reason-given", nothing), "reason.missing");
  EXPECT_EQ(holds("reason-given", go([](Asking& a) { a.act.reason = "急"; })), "b");
  EXPECT_EQ(holds("evidence-given", nothing), "evidence.missing");
  EXPECT_EQ(holds("evidence-given", go([](Asking& a) { a.act.evidence = {desk::photo()}; })), "b");
  EXPECT_EQ(holds("evidence-given", go([](Asking& a) { a.item.evidence = {desk::photo()}; })), "b");
  EXPECT_EQ(holds("owner-named", nothing), "b");
  EXPECT_EQ(holds("owner-named", go([](Asking& a) { a.item.owner = {}; })), "owner.missing");
  EXPECT_EQ(holds("deadline-given", nothing), "deadline.missing");
  EXPECT_EQ(holds("deadline-given", go([](Asking& a) { a.act.deadline = "7月底前"; })), "b");
  EXPECT_EQ(holds("field-given(days)", nothing), "fields.missing");
  const auto days = [&](std::string n) {
    return go([&](Asking& a) { a.act.fields = {{"days", n, {}}}; });
  };
  EXPECT_EQ(holds("field-given(days)", days("3")), "b");
  EXPECT_EQ(holds("field-at-most(days, 3)", days("3")), "b");
  EXPECT_EQ(holds("field-at-most(days, 3)", days("3.5")), "fields.above");
  EXPECT_EQ(holds("field-at-most(days, 3)", days("三")), "fields.above");
  EXPECT_EQ(holds("field-at-most(days, 3)", days("-inf")), "fields.above");
  EXPECT_EQ(holds("field-at-most(days, 3)", nothing), "fields.above");
  EXPECT_EQ(holds("field-is(days, 1, 2)", days("2")), "b");
  EXPECT_EQ(holds("field-is(days, 1, 2)", days("3")), "fields.other");
  // What the command brings stands above what the item has.
  EXPECT_EQ(holds("field-is(days, 1)", go([](Asking& a) {
                    a.item.fields = {{"days", "1", {}}};
                    a.act.fields = {{"days", "2", {}}};
                  })),
            "fields.other");
}

TEST(FlowDefinitions, AreCheckedWhole) {
  EXPECT_EQ(code_of(paper()), "");
  const auto flawed = [](auto change) { return code_of(with(change)); };
  EXPECT_EQ(flawed([](auto& d) { d.states.push_back({.name = "lost", .final = true}); }),
            "workflow.unreachable");
  EXPECT_EQ(flawed([](auto& d) { d.states[2].final = false; }), "workflow.dead-end");
  EXPECT_EQ(flawed([](auto& d) {
              d.rows.push_back({d.states[2].name, "again", "draft"});
            }),
            "workflow.form");
  for (const auto& [argument, code] : std::vector<std::pair<std::string, std::string>>{
           {"\xb0\xec", "text.utf8"},
           {"a\nb", "text.control"},
           {std::string("a\0b", 3), "text.control"},
           {"\u202eadmin", "name.unseen"},
           {std::string(100'000, 'x'), "text.too-long"}})
    EXPECT_EQ(flawed([&](auto& d) { d.rows[0].guards = {"by-unit(" + argument + ")"}; }), code);
  EXPECT_EQ(flawed([](auto& d) {
              d.rows.push_back({"review", "pass", "draft", {}, 0});
            }),
            "workflow.two-rows");
  EXPECT_EQ(flawed([](auto& d) {
              d.rows.push_back({"review", "pass", "draft", {"not role(head, director)"}, 0});
            }),
            "");
  EXPECT_EQ(flawed([](auto& d) {
              d.rows.push_back({"review", "pass", "draft", {"not role(head)"}, 0});
            }),
            "workflow.two-rows");
  EXPECT_EQ(flawed([](auto& d) { d.states[1].initial = true; }), "workflow.two-regions");
  EXPECT_EQ(flawed([](auto& d) { d.states[0].initial = false; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[1].within = "尽快"; }), "deadline.fuzzy");
  EXPECT_EQ(flawed([](auto& d) { d.states[1].within = "6月底前"; }), "");
  EXPECT_EQ(flawed([](auto& d) { d.rows[0].to = "nowhere"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.rows[0].from = "nowhere"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[1].name = "draft"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[0].counts_as = "closed"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[0].counts_as = "unlisted"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[2].counts_as = "found"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.name = "item"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.name = " "; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.name = "a\nb"; }), "text.control");
  EXPECT_EQ(flawed([](auto& d) { d.version = 0; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states[0].name = "a+b"; }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.states.clear(); }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.rows.clear(); }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.rows.resize(1001, d.rows[0]); }), "workflow.form");
  EXPECT_EQ(flawed([](auto& d) { d.rows[0].guards.resize(17, "by-owner"); }), "workflow.form");
}
TEST(FlowDefinitions, LeadEveryStateToAnEnd) {
  const auto loop = [](Description& d) {
    d.states.push_back({.name = "limbo"});
    d.rows.push_back({"review", "park", "limbo", {}, 0, {}});
    d.rows.push_back({"limbo", "park", "limbo", {}, 0, {}});
  };
  EXPECT_EQ(code_of(with(loop)), "workflow.dead-end");
  EXPECT_EQ(code_of(with([&](Description& d) {
              loop(d);
              d.rows.push_back({"limbo", "back", "review", {}, 0, {}});
            })),
            "");
  EXPECT_EQ(code_of(with([](Description& d) {
              d.states[1].name = "re\u200bview", d.rows.clear();
              d.rows.push_back({"draft", "go", "done", {}, 0, {}});
            })),
            "name.unseen");
  EXPECT_EQ(code_of(with([](Description& d) {
              d.rows[0].guards = {"by-owner", "not by-owner"};
            })),
            "workflow.guard");
  EXPECT_EQ(code_of(with([](Description& d) { d.states[1].within = "2020-01-01前"; })),
            "deadline.past");
}
TEST(FlowDefinitions, NameGuardsThatThereAreAndEvaluateNothing) {
  const auto guarded = [](const std::string& guard) {
    return code_of(with([&](Description& d) { d.rows[0].guards = {guard}; }));
  };
  for (const auto* fit : {"by-owner", "not by-owner", "role(a)", "role( a ,b )", "not role(a, b)"})
    EXPECT_EQ(guarded(fit), "") << fit;
  for (const auto* unfit :
       {"", "not", "not ", "os.system('x')", "by_owner", "role", "role()", "role(,)", "role(a",
        "role(a))", "role((a)", "by-owner(a)", "field-at-most(days)", "by-owner or role(a)",
        "not not by-owner", "field-at-most(days, three)", "field-at-most(days, inf)",
        "role(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)"})
    EXPECT_EQ(guarded(unfit), "workflow.guard") << unfit;
}
TEST(FlowDefinitions, MayNameGuardsOfTheHostsOwn) {
  FlowGuards guards = standard_guards();
  guards["on-monday"] = {.holds = [](const Ask& ask, const FlowGuard::Args&) {
    return std::chrono::weekday(ask.today) == std::chrono::Monday;
  }};
  const auto d = with([](Description& p) { p.rows[0].guards = {"not on-monday"}; });
  EXPECT_EQ(code_of(d), "workflow.guard");
  const Flow flow = make_flow(d, guards).value();
  EXPECT_EQ(Asking("submit").of(flow, {"draft"}), "workflow.guard-says-no");  // it is Monday
}
TEST(FlowDefinitions, AreKnownByAFingerprintOfAllTheyHave) {
  const auto print = [](auto change) {
    return make_flow(with(change)).value().description().fingerprint;
  };
  const auto same = print([](auto&) {});
  EXPECT_EQ(same, print([](auto& d) { d.fingerprint = 7; }));
  EXPECT_EQ(same, print([](auto& d) { d.rows[1].guards = {"role(head,director)"}; }));
  EXPECT_NE(same, print([](auto& d) { d.version = 2; }));
  EXPECT_NE(same, print([](auto& d) { d.states[1].within = "6 working days"; }));
  EXPECT_NE(same, print([](auto& d) { d.states[0].counts_as = "assigned"; }));
  EXPECT_NE(same, print([](auto& d) { d.rows[1].guards = {"role(head)"}; }));
  EXPECT_NE(same, print([](auto& d) { d.rows.pop_back(); }));
}

TEST(Steps, LeadItemsThroughAHostsMachine) {
  const Flow flow = make_flow(paper()).value();
  Policy policy = strict_policy();
  policy.roles.push_back("head");
  const Context context{.policy = policy, .flow = &flow};
  Item item;
  const auto at = start_of(day(2018, 6, 25), shanghai) + std::chrono::hours(9);
  const auto give = [&](Body body, const Actor& by) -> std::string {
    auto event = step(item, {.item = 7, .actor = by, .at = at, .body = std::move(body)}, context);
    if (!event) return event.refusal().code;
    evolve(item, *event);
    return place(item) + " " + std::string(name(item.state.main));
  };
  const Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
  const Actor head{.name = "赵宁", .unit = "督查室", .roles = {"head"}};

  EXPECT_EQ(give(Act{.command = "submit"}, wang), "workflow.not-its");  // no item yet
  EXPECT_EQ(give(Report{.owner = {.unit = "办公室"}, .workflow = "paper"}, wang), "title.missing");
  EXPECT_EQ(give(Report{.title = "通知",
                        .owner = {.unit = "办公室"},
                        .workflow = "paper",
                        .fields = {{"no", "3", {}}, {"copies", "20", {}}}},
                 wang),
            "draft found");
  EXPECT_EQ(field(item, "copies"), "20");
  EXPECT_EQ(item.fields[0].name, "copies");  // sorted
  EXPECT_EQ(give(Start{}, wang), "workflow.not-its");
  EXPECT_EQ(give(Act{.command = "submit", .deadline = "2018-06-01"}, wang), "deadline.past");
  EXPECT_EQ(give(Verify{}, head), "workflow.not-its");

  EXPECT_EQ(give(Act{.command = "submit", .fields = {{"no", "", {}}, {"copies", "30", {}}}}, wang),
            "review rectifying.working");
  EXPECT_EQ(due(item), day(2018, 7, 2));  // five working days
  EXPECT_EQ(light(item), Light::green);
  EXPECT_EQ(item.fields.size(), 1U);
  EXPECT_EQ(field(item, "copies"), "30");

  // Within a state its deadline is moved by an extension alone.
  EXPECT_EQ(give(Act{.command = "note", .deadline = "2030-12-31"}, wang),
            "workflow.deadline-stays");
  EXPECT_EQ(give(Act{.command = "note"}, wang), "review rectifying.working");

  // What every item takes, this one takes too, and stays where it is.
  EXPECT_EQ(give(Comment{.text = "急"}, wang), "review rectifying.working");
  EXPECT_EQ(give(RequestExtension{.reason = "会议", .deadline = "2018-07-10"}, wang),
            "review rectifying.working");
  EXPECT_EQ(give(GrantExtension{}, desk::coordinator), "review rectifying.working");
  EXPECT_EQ(due(item), day(2018, 7, 10));
  EXPECT_EQ(give(Reassign{.owner = {.unit = "信息中心"}, .reason = "分工"}, desk::coordinator),
            "review rectifying.working");
  EXPECT_EQ(give(Hold{.reason = "等"}, desk::coordinator), "review rectifying.working");
  EXPECT_EQ(light(item), Light::grey);
  EXPECT_EQ(give(Act{.command = "pass", .deadline = "2018-06-01"}, head), "deadline.past");
  EXPECT_EQ(give(Act{.command = "pass"}, head), "done closed");
  EXPECT_EQ(item.state.holding, Holding::running);
  EXPECT_EQ(item.closed_at, at);
  EXPECT_EQ(give(Act{.command = "pass"}, head), "state.wrong");
  EXPECT_EQ(give(Reopen{.reason = "x"}, desk::coordinator), "workflow.not-its");
}
TEST(Steps, RefuseAMachineThatIsNotThere) {
  const Policy policy = strict_policy();
  Item item;
  const auto at = start_of(day(2018, 6, 25), shanghai);
  const auto code_at = [&](Body body) {
    const Command command{.item = 7, .actor = desk::administrator, .at = at, .body = body};
    auto event = step(item, command, {.policy = policy});
    auto state = advance(item, command, {.policy = policy});
    EXPECT_EQ(state.has_value(), event.has_value());
    return event ? "" : event.refusal().code;
  };
  EXPECT_EQ(code_at(Report{.title = "t", .workflow = "paper"}), "workflow.none");
  item.flow = FlowState{"paper", 1, 1, {"draft"}};
  item.state.main = Main::found, item.id = 7, item.version = 1;
  EXPECT_EQ(code_at(Act{.command = "submit"}), "workflow.absent");
  EXPECT_EQ(code_at(Migrate{.fingerprint = 3, .states = {"draft"}}), "workflow.none");
  EXPECT_EQ(code_at(Comment{.text = "ok"}), "");
  const auto many = std::vector<Field>(101, Field{"f", "v", {}});
  EXPECT_EQ(code_at(Act{.command = "x", .fields = many}), "text.too-many");
  EXPECT_EQ(code_at(Act{.command = "x", .fields = {{" ", "v", {}}}}), "fields.missing");
}

}  // namespace
