// given_test.cpp: what a command must bring, and what becomes of it in the item.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

TEST(Report, HasATitle) {
  for (const auto* title : {"", "  ", "\xe3\x80\x80\xc2\xa0", "\xef\xbb\xbf"})
    EXPECT_THAT(Desk().give(Report{.title = title}, clerk), refused("title.missing"));
}
TEST(Report, HasAKnownSeverity) {
  EXPECT_THAT(Desk().give(Report{.title = "题", .severity = static_cast<Severity>(4)}, clerk),
              refused("severity.unknown", "report.severity", "4"));
  EXPECT_THAT(Desk::at("found").give(ChangeSeverity{static_cast<Severity>(9), "", {}}, coordinator),
              refused("severity.unknown", "change-severity.severity", "9"));
}
TEST(Report, IsKeptWhole) {
  const Report report{"题", "说明", "座谈会",          "作风", "序号 3", "措施", "目标", "7月底前",
                      {},   "备注", Severity::serious, office, "督查室", {}};
  Desk desk;
  desk.must(report, clerk);
  const Item& i = desk.item;
  EXPECT_EQ(std::tie(i.title, i.description, i.source, i.category, i.reference, i.measures, i.goal,
                     i.phrase, i.remarks, i.severity, i.owner, i.supervisor),
            std::tie(report.title, report.description, report.source, report.category,
                     report.reference, report.measures, report.goal, report.phrase, report.remarks,
                     report.severity, report.owner, report.supervisor));
  EXPECT_EQ(i.id, 7);
  EXPECT_EQ(i.version, 1U);
  EXPECT_EQ(i.reported_at, desk.now());
}

TEST(Assign, NamesAnOwnerOrTakesTheProposedOne) {
  const Assign nameless{.deadline = "9 days"};
  Desk desk = Desk::at("found");
  EXPECT_THAT(desk.give(nameless, coordinator), refused("owner.missing", "assign.owner.unit", ""));
  desk.item.owner = office;
  desk.must(nameless, coordinator);
  EXPECT_EQ(desk.item.owner, office);
}
TEST(Assign, AddsAHandlerToTheProposedUnit) {
  Desk desk = Desk::at("found");
  desk.item.owner = {.unit = "办公室", .leader = "郑国栋"};
  desk.must(Assign{.owner = {.handler = "周明远"}, .deadline = "9 days"}, coordinator);
  EXPECT_EQ(desk.item.owner, (Owner{.unit = "办公室", .leader = "郑国栋", .handler = "周明远"}));
}
TEST(Assign, HasASupervisorOutsideTheOwnersUnit) {
  Desk desk = Desk::at("found");
  Assign assign{.owner = office, .supervisor = "办公室", .deadline = "9 days"};
  EXPECT_THAT(desk.give(assign, coordinator), refused("supervisor.is-owner"));
  assign.supervisor = "";  // the report's: 督查室
  assign.owner.unit = "督查室";
  EXPECT_THAT(desk.give(assign, coordinator), refused("supervisor.is-owner"));
  assign.supervisor = "纪检组";
  EXPECT_THAT(desk.give(assign, coordinator), accepted());
  EXPECT_EQ(desk.item.supervisor, "纪检组");
}
TEST(Assign, HasADeadlineThatCanBeRead) {
  const auto with = [](const char* deadline) {
    Desk desk = Desk::at("found");
    desk.item.phrase = "";
    return desk.give(Assign{.owner = office, .deadline = deadline}, coordinator);
  };
  EXPECT_THAT(with(""), refused("deadline.missing", "assign.deadline", ""));
  EXPECT_THAT(with("尽快"), refused("deadline.fuzzy", "assign.deadline", "尽快"));
  EXPECT_THAT(with("0 days"), refused("deadline.count", "assign.deadline", "0 days"));
  EXPECT_THAT(with("2018-02-30"), refused("day.none", "assign.deadline", "2018-02-30"));
  EXPECT_THAT(with("1899-12-31"), refused("day.range", "assign.deadline", "1899-12-31"));
}

TEST(FixAtOnce, GoesTheWholeWayToSubmitted) {
  Desk desk = Desk::at("found");
  EXPECT_THAT(desk.give(FixAtOnce{.owner = office}, sun), refused("evidence.too-little"));
  EXPECT_THAT(desk.give(FixAtOnce{.evidence = {photo()}}, sun), refused("owner.missing"));
  desk.must(FixAtOnce{.owner = office, .measures = "换锁", .evidence = {photo()}}, sun);
  EXPECT_EQ(desk.state(), "rectifying.submitted");
  EXPECT_EQ(desk.item.percent, 100);
  EXPECT_EQ(desk.item.measures, "换锁");
  EXPECT_EQ(desk.item.evidence, std::vector{photo()});
  EXPECT_EQ(desk.item.submitted_by, sun);
}

TEST(Reason, IsGivenWhereTheRulebookAsks) {
  const auto needs_reason = [](std::string_view state, const Body& body, const Actor& actor) {
    EXPECT_THAT(Desk::at(state).give(body, actor),
                refused("reason.missing", std::string(name(kind_of(body))) + ".reason", ""));
  };
  needs_reason("found", Void{}, coordinator);
  needs_reason("assigned", Decline{}, zhou);
  needs_reason("submitted", Reject{}, verifier);
  needs_reason("verified", Object{}, sun);
  needs_reason("closed", Reopen{.deadline = "9 days"}, verifier);
  needs_reason("working", RequestExtension{.deadline = "2018-08-31"}, zhou);
  needs_reason("working", Hold{}, coordinator);
  needs_reason("working", Correct{.title = "题"}, administrator);
  Desk desk = Desk::at("working");
  desk.must(RequestExtension{.reason = "下雨", .deadline = "2018-08-31"}, zhou);
  EXPECT_THAT(desk.give(DenyExtension{}, coordinator), refused("reason.missing"));
}

TEST(Merge, IsIntoAnotherOpenItem) {
  Desk desk = Desk::at("working");
  const auto into = [&](ItemId id) { return desk.give(Merge{id, "", {}}, coordinator); };
  EXPECT_THAT(into(0), refused("merge.missing"));
  EXPECT_THAT(into(-3), refused("merge.missing"));
  EXPECT_THAT(into(7), refused("merge.itself"));
  EXPECT_THAT(into(8), refused("item.none", "merge.into", "8"));
  desk.target.emplace();
  desk.target->state.main = Main::closed;
  EXPECT_THAT(into(8), refused("merge.target-closed"));
  EXPECT_THAT(into(0), refused("merge.missing"));
  desk.target->state.main = Main::verified;
  EXPECT_THAT(into(8), accepted());
  EXPECT_EQ(desk.item.resolution, Resolution::duplicate);
  EXPECT_EQ(desk.item.merged_into, 8);
  EXPECT_EQ(desk.item.closed_at, desk.now());
}
TEST(Link, NamesAnotherItemOrSaysWhat) {
  Desk desk = Desk::at("working");
  const auto link = [&](ItemId id, const char* what) {
    return desk.give(LinkTo{{LinkKind::related, id, what, {}}, {}}, clerk);
  };
  EXPECT_THAT(link(0, " "), refused("link.empty"));
  EXPECT_THAT(link(7, ""), refused("link.itself"));
  EXPECT_THAT(link(8, ""), refused("item.none", "link.link.target", "8"));
  EXPECT_THAT(link(0, "考勤办法"), accepted());
  desk.target.emplace();
  EXPECT_THAT(link(8, ""), accepted());
  EXPECT_EQ(desk.item.links.size(), 2U);
}
TEST(Close, WantsAnOutcomeWhereThePolicyAsks) {
  Desk desk = Desk::at("verified");
  desk.policy.outcome_needed = true;
  EXPECT_THAT(desk.give(Close{}, coordinator), refused("outcome.missing"));
  desk.must(LinkTo{{LinkKind::follows, 0, "别的", {}}, {}}, clerk);
  EXPECT_THAT(desk.give(Close{}, coordinator), refused("outcome.missing"));
  desk.must(LinkTo{{LinkKind::outcome, 0, "考勤办法", {}}, {}}, clerk);
  EXPECT_THAT(desk.give(Close{}, coordinator), accepted());
  EXPECT_EQ(desk.item.resolution, Resolution::rectified);
}

TEST(Reassign, NamesAnotherOwner) {
  Desk desk = Desk::at("submitted");
  EXPECT_THAT(desk.give(Reassign{.reason = "职责"}, coordinator), refused("owner.missing"));
  EXPECT_THAT(desk.give(Reassign{.owner = office}, coordinator), refused("owner.same"));
  Owner other = office;
  other.handler = "何平";
  EXPECT_THAT(desk.give(Reassign{.owner = other, .supervisor = "办公室"}, coordinator),
              refused("supervisor.is-owner"));
  desk.must(Reassign{.owner = other}, coordinator);  // another handler is enough
  EXPECT_EQ(desk.state(), "assigned");
  EXPECT_EQ(desk.due(), "2018-07-31");
  EXPECT_FALSE(desk.item.submitted_by || desk.item.submitted_at);
}
TEST(Progress, IsAPercentage) {
  Desk desk = Desk::at("working");
  for (const int percent : {-1, 101})
    EXPECT_THAT(desk.give(Progress{percent, "", "", {}}, zhou), refused("progress.percent"));
  desk.must(Progress{100, "装门禁", "", {}}, zhou);
  EXPECT_EQ(desk.item.percent, 100);
  EXPECT_EQ(desk.item.measures, "装门禁");
  desk.must(Progress{0, "", "", {}}, zhou);
  EXPECT_EQ(desk.item.measures, "装门禁");  // left empty: unchanged
}
TEST(Submit, CountsTheEvidenceThatIsThereAlready) {
  Desk desk = Desk::at("working");
  desk.policy.evidence_needed = 2;
  EXPECT_THAT(desk.give(Submit{{photo()}, "", {}}, zhou),
              refused("evidence.too-little", "submit.evidence", "1"));
  desk.must(Attach{{photo()}, {}}, sun);
  EXPECT_THAT(desk.give(Submit{{photo()}, "", {}}, zhou), accepted());
  EXPECT_EQ(desk.item.evidence.size(), 2U);
}
TEST(Reject, IsCounted) {
  Desk desk = Desk::at("submitted");
  desk.must(Reject{"没改好", {}}, supervisor);
  EXPECT_EQ(desk.item.rejections, 1);
  EXPECT_EQ(desk.state(), "rectifying.working");
}
TEST(Escalate, GoesUpToTheThirdLevel) {
  Desk desk = Desk::at("working");
  desk.must(Escalate{0, "", {}}, coordinator);  // the next one
  EXPECT_EQ(desk.item.escalation, 1);
  EXPECT_THAT(desk.give(Escalate{1, "", {}}, coordinator), refused("escalation.level"));
  EXPECT_THAT(desk.give(Escalate{4, "", {}}, coordinator), refused("escalation.level"));
  EXPECT_THAT(desk.give(Escalate{-1, "", {}}, coordinator), refused("escalation.level"));
  desk.must(Escalate{3, "", {}}, coordinator);
  EXPECT_THAT(desk.give(Escalate{0, "", {}}, coordinator), refused("escalation.level"));
}
TEST(Comment, SaysSomething) {
  EXPECT_THAT(Desk::at("found").give(Comment{" \n", {}}, sun), refused("comment.missing"));
}
TEST(Attach, BringsEvidence) {
  EXPECT_THAT(Desk::at("found").give(Attach{}, sun), refused("evidence.missing"));
}
TEST(Correct, ChangesSomethingAndLeavesATitle) {
  Desk desk = Desk::at("found");
  EXPECT_THAT(desk.give(Correct{.reason = "错字"}, administrator), refused("correct.nothing"));
  EXPECT_THAT(desk.give(Correct{.title = " ", .reason = "错字"}, administrator),
              refused("title.missing", "correct.title", " "));
  desk.must(Correct{.source = "", .remarks = "补记", .reason = "错字"}, administrator);
  EXPECT_EQ(desk.item.source, "");  // given as empty: emptied
  EXPECT_EQ(desk.item.remarks, "补记");
}

TEST(Version, ThatWasExpectedMustBeTheItems) {
  Desk desk = Desk::at("found");
  Command command{
      .item = 7, .expected_version = 2, .actor = sun, .at = desk.now(), .body = Comment{"嗯", {}}};
  const auto no = step(desk.item, command, desk.context());
  ASSERT_THAT(no, refused("version.conflict", "expected_version", "2"));
  EXPECT_EQ(wanted(no.refusal(), Lang::en), "version 1, after a look at what happened in between");
  command.expected_version = 1;
  EXPECT_THAT(step(desk.item, command, desk.context()), accepted());
}
TEST(Event, HasAllThatTheItemNeeds) {
  Desk desk = Desk::at("assigned");
  const auto event = desk.give(Start{}, zhou);
  ASSERT_THAT(event, accepted());
  EXPECT_EQ(event->item, 7);
  EXPECT_EQ(event->version, 3U);
  EXPECT_EQ(event->at, desk.now());
  EXPECT_EQ(event->actor, zhou);
  EXPECT_EQ(event->command_id, "t");
  EXPECT_EQ(name(event->state.main), "rectifying.working");
}
TEST(Event, ReplaysWithoutPolicyOrClock) {
  Desk desk;
  Item replayed;
  const auto play = [&](const Body& body, const Actor& actor) {
    const auto event = desk.give(body, actor);
    ASSERT_THAT(event, accepted());
    evolve(replayed, *event);
    ASSERT_EQ(replayed, desk.item);
  };
  play(Report{.title = "题", .supervisor = "督查室"}, clerk);
  play(Assign{.owner = office, .deadline = "2018-07-31"}, coordinator);
  play(RequestExtension{.reason = "下雨", .deadline = "2018-08-31"}, zhou);
  play(Hold{"等批复", {}}, coordinator);
  desk.on(day(2018, 7, 5));
  play(GrantExtension{}, coordinator);
  play(Resume{}, coordinator);
  play(Start{}, zhou);
  play(Submit{{photo()}, "", {}}, zhou);
  play(Verify{}, supervisor);
  play(Close{}, coordinator);
}

}  // namespace
