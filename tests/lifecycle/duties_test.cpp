// duties_test.cpp: who may, and that nobody judges their own work.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

void grant_stand_in(Desk& desk, const Actor& who, const Actor& for_whom) {
  desk.policy.stand_ins.push_back({who.name, for_whom.name, day(2018, 6, 1), day(2018, 6, 30), {}});
}

TEST(Verification, IsByTheSupervisingUnit) {
  EXPECT_THAT(Desk::at("submitted").give(Verify{}, supervisor), accepted());
}
TEST(Verification, IsByARoleOfThePolicy) {
  EXPECT_THAT(Desk::at("submitted").give(Verify{}, verifier), accepted());
}
TEST(Verification, IsNotByAnybodyElse) {
  Desk desk = Desk::at("submitted");
  for (const auto& actor : {sun, clerk, coordinator, administrator, li})
    EXPECT_THAT(desk.give(Verify{}, actor), refused("actor.not-supervisor")) << actor.name;
  EXPECT_EQ(desk.state(), "rectifying.submitted");  // nothing moved
}
TEST(Verification, IsNeverByTheOwner) {
  Desk desk = Desk::at("submitted");
  for (const auto& owner : {zhou, zheng, Actor{.name = "何平", .unit = "办公室"}})
    for (const Body& judgement : {Body(Verify{}), Body(Reject{"不行", {}})})
      EXPECT_THAT(desk.give(judgement, with_roles(owner, {"verifier"})),
                  refused("duties.owner-verifies"))
          << owner.name;
  EXPECT_EQ(desk.state(), "rectifying.submitted");
}
TEST(Verification, IsNotByTheOwnerWithEveryRoleThereIs) {
  Desk desk = Desk::at("submitted");
  EXPECT_THAT(desk.give(Verify{}, with_roles(zhou, desk.policy.roles)),
              refused("duties.owner-verifies"));
}
TEST(Verification, IsNotByTheOwnerWhateverThePolicySays) {
  Desk desk = Desk::at("submitted");
  desk.policy.permit("verify", {});  // everybody
  EXPECT_THAT(desk.give(Verify{}, sun), accepted());
  desk = Desk::at("submitted");
  desk.policy.permit("verify", {});
  EXPECT_THAT(desk.give(Verify{}, zhou), refused("duties.owner-verifies"));
}
TEST(Verification, IsNotByWhoSubmittedFromAnotherUnit) {
  Desk desk = Desk::at("found");
  const Actor helper = with_roles(sun, {"verifier"});  // fixes it at once, for the office
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, helper);
  EXPECT_THAT(desk.give(Verify{}, helper), refused("duties.submitter-verifies"));
  EXPECT_THAT(desk.give(Reject{"不行", {}}, helper), refused("duties.submitter-verifies"));
  EXPECT_THAT(desk.give(Verify{}, verifier), accepted());
}
TEST(Verification, IsNotByWhoStandsInForTheOwner) {
  Desk desk = Desk::at("submitted");
  grant_stand_in(desk, verifier, zhou);
  EXPECT_THAT(desk.give(Verify{}, standing_in(verifier, zhou)), refused("duties.owner-verifies"));
  EXPECT_THAT(desk.give(Verify{}, verifier), accepted());  // as themselves
}
TEST(Verification, IsNotByWhoStandsInForTheSubmitter) {
  Desk desk = Desk::at("found");
  grant_stand_in(desk, verifier, sun);
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, sun);
  EXPECT_THAT(desk.give(Verify{}, standing_in(verifier, sun)),
              refused("duties.submitter-verifies"));
}
TEST(Verification, IsNotByWhomTheSubmitterStoodInFor) {
  Desk desk = Desk::at("working");
  grant_stand_in(desk, li, zhou);
  desk.must(Submit{{photo()}, "", {}}, standing_in(li, zhou));
  EXPECT_THAT(desk.give(Verify{}, with_roles(li, {"verifier"})),
              refused("duties.submitter-verifies"));
  Actor moved = with_roles(zhou, {"verifier"});
  moved.unit = "纪检组";  // Zhou, who has left the office since
  EXPECT_THAT(desk.give(Verify{}, moved), refused("duties.owner-verifies"));
  desk.item.owner.handler = "";
  EXPECT_THAT(desk.give(Verify{}, moved), refused("duties.submitter-verifies"));
}
TEST(Verification, IsNotByAnotherWhoStandsInForTheSamePerson) {
  Desk desk = Desk::at("found");
  grant_stand_in(desk, sun, clerk);
  grant_stand_in(desk, verifier, clerk);
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, standing_in(sun, clerk));
  EXPECT_THAT(desk.give(Verify{}, standing_in(verifier, clerk)),
              refused("duties.submitter-verifies"));
}
TEST(Verification, RemembersTheSubmitterThroughARejection) {
  Desk desk = Desk::at("found");
  desk.must(FixAtOnce{.owner = office, .evidence = {photo()}}, sun);
  desk.must(Reject{"不行", {}}, verifier).must(Submit{}, zhou);
  EXPECT_EQ(desk.item.submitted_by, zhou);
  EXPECT_THAT(desk.give(Verify{}, with_roles(sun, {"verifier"})), accepted());  // not theirs now
}
TEST(Verification, OfAReassignedItemIsNotByTheNewOwner) {
  Desk desk = Desk::at("submitted");
  desk.must(Reassign{.owner = {.unit = "纪检组"}, .reason = "职责"}, coordinator);
  EXPECT_FALSE(desk.item.submitted_by);
  const Actor member{.name = "何平", .unit = "纪检组"};
  desk.must(Start{}, member).must(Submit{}, member);
  EXPECT_THAT(desk.give(Verify{}, verifier), refused("duties.owner-verifies"));
}

TEST(StandingIn, CountsForBothDuringTheGrantedPeriod) {
  Desk desk = Desk::at("assigned");
  grant_stand_in(desk, sun, zhou);
  EXPECT_THAT(desk.give(Start{}, sun), refused("actor.not-owner"));
  EXPECT_THAT(desk.give(Start{}, standing_in(sun, zhou)), accepted());
}
TEST(StandingIn, IsRefusedOutsideThePeriod) {
  Desk desk = Desk::at("assigned");
  grant_stand_in(desk, sun, zhou);
  const auto acting = standing_in(sun, zhou);
  EXPECT_THAT(desk.on(day(2018, 5, 31)).give(Start{}, acting), refused("actor.no-stand-in"));
  EXPECT_THAT(desk.on(day(2018, 7, 1)).give(Start{}, acting), refused("actor.no-stand-in"));
  EXPECT_THAT(desk.on(day(2018, 6, 30)).give(Start{}, acting), accepted());  // to the last day
}
TEST(StandingIn, IsRefusedWithoutAGrant) {
  Desk desk = Desk::at("assigned");
  grant_stand_in(desk, sun, zhou);
  EXPECT_THAT(desk.give(Start{}, standing_in(li, zhou)), refused("actor.no-stand-in"));
  EXPECT_THAT(desk.give(Start{}, standing_in(sun, zheng)), refused("actor.no-stand-in"));
  Actor unnamed = sun;
  unnamed.stands_in_for_unit = "办公室";
  EXPECT_THAT(desk.give(Start{}, unnamed), refused("actor.no-stand-in"));
}

TEST(Extension, IsNotDecidedByWhoAsked) {
  Desk desk = Desk::at("working");
  const Actor both = with_roles(zhou, {"coordinator"});
  desk.must(RequestExtension{"下雨", "2018-08-31", "", {}}, both);
  EXPECT_THAT(desk.give(GrantExtension{}, both), refused("duties.requester-decides"));
  EXPECT_THAT(desk.give(DenyExtension{"不", {}}, both), refused("duties.requester-decides"));
  EXPECT_THAT(desk.give(GrantExtension{}, coordinator), accepted());
}
TEST(Extension, IsNotDecidedThroughAStandIn) {
  Desk desk = Desk::at("working");
  grant_stand_in(desk, coordinator, zhou);
  grant_stand_in(desk, sun, zhou);
  desk.must(RequestExtension{"下雨", "2018-08-31", "", {}}, standing_in(sun, zhou));
  EXPECT_THAT(desk.give(GrantExtension{}, standing_in(coordinator, zhou)),
              refused("duties.requester-decides"));
  EXPECT_THAT(desk.give(GrantExtension{}, with_roles(sun, {"coordinator"})),
              refused("duties.requester-decides"));
  EXPECT_THAT(desk.give(GrantExtension{}, with_roles(zhou, {"coordinator"})),
              refused("duties.requester-decides"));
}

TEST(Owner, AloneDeclinesStartsSubmitsRecallsAndAsks) {
  const auto only_owner = [](std::string_view state, const Body& body) {
    for (const auto& actor : {sun, coordinator, administrator, verifier, li})
      EXPECT_THAT(Desk::at(state).give(body, actor), refused("actor.not-owner")) << actor.name;
    for (const auto& actor : {zhou, zheng, Actor{.name = "何平", .unit = "办公室"}})
      EXPECT_THAT(Desk::at(state).give(body, actor), accepted()) << actor.name;
  };
  only_owner("assigned", Decline{"不归我们", {}});
  only_owner("assigned", Start{});
  only_owner("working", Submit{{photo()}, "", {}});
  only_owner("submitted", Recall{});
  only_owner("working", RequestExtension{"下雨", "2018-08-31", "", {}});
}
TEST(Owner, AndWhoAssistsTellProgress) {
  for (const auto& actor : {zhou, zheng, li})
    EXPECT_THAT(Desk::at("working").give(Progress{30, "", "", {}}, actor), accepted());
  EXPECT_THAT(Desk::at("working").give(Progress{30, "", "", {}}, sun), refused("actor.not-owner"));
}

TEST(Roles, OfTheStrictPolicySayWhoMayGiveWhat) {
  const auto by = [](std::string_view state, const Body& body, const Actor& may,
                     const Actor& may_not) {
    Desk desk = Desk::at(state);
    EXPECT_THAT(desk.give(body, may_not), refused("actor.role")) << name(kind_of(body));
    EXPECT_THAT(desk.give(body, may), accepted()) << name(kind_of(body));
  };
  by("found", Assign{.owner = office, .deadline = "9 days"}, coordinator, clerk);
  by("found", Void{"错", {}}, administrator, verifier);
  by("verified", Close{}, coordinator, verifier);
  by("closed", Reopen{"反弹", "9 days", "", {}}, verifier, clerk);
  by("working", Hold{"等", {}}, coordinator, zhou);
  by("working", Escalate{1, "", {}}, verifier, zhou);
  by("working", Correct{.remarks = "x", .reason = "错字"}, administrator, coordinator);
  by("working", LinkTo{{LinkKind::outcome, 0, "制度", {}}, {}}, clerk, zhou);
}
TEST(Roles, OfThePolicyOnly) {
  EXPECT_THAT(Desk::at("found").give(Comment{"嗯", {}}, with_roles(sun, {"mayor"})),
              refused("actor.unknown-role", "actor.roles", "mayor"));
}
TEST(Everybody, HasAName) {
  Actor nobody = sun;
  for (const auto* name : {"", " ", "\xe3\x80\x80"}) {  // the last: an ideographic space
    nobody.name = name;
    EXPECT_THAT(Desk::at("found").give(Comment{"嗯", {}}, nobody), refused("actor.missing"));
  }
}
// Whoever could write a name that looks the same would be somebody else.
TEST(Everybody, IsWhoTheySeemToBe) {
  for (const auto* name : {"周明远 ", " 周明远", "周明远\xe3\x80\x80", "周\xe2\x80\x8b明远",
                           "\xef\xbb\xbf周明远", "周明远\xe2\x80\xae"}) {
    Actor seeming = with_roles(zhou, {"verifier"});
    seeming.name = name;
    EXPECT_THAT(Desk::at("submitted").give(Verify{}, seeming),
                refused("name.unseen", "actor.name", name));
    seeming = with_roles(zhou, {"verifier"});
    seeming.unit = name;
    EXPECT_THAT(Desk::at("submitted").give(Verify{}, seeming),
                refused("name.unseen", "actor.unit", name));
    Owner owner = desk::office;
    owner.handler = name;
    EXPECT_THAT(Desk::at("found").give(Assign{.owner = owner, .deadline = "9 days"}, coordinator),
                refused("name.unseen", "assign.owner.handler", name));
    EXPECT_THAT(
        Desk::at("found").give(
            Assign{.owner = desk::office, .supervisor = name, .deadline = "9 days"}, coordinator),
        refused("name.unseen", "assign.supervisor", name));
  }
  Actor spaced = sun;
  spaced.name = "Anna Maria Sun";
  EXPECT_THAT(Desk::at("found").give(Comment{"嗯", {}}, spaced), accepted());
}
TEST(Administrators, CorrectByAnEventOfItsOwnAndEvenWhatIsClosed) {
  Desk desk = Desk::at("closed");
  const auto event =
      desk.give(Correct{.title = "接访窗口提前下班", .reason = "错字"}, administrator);
  ASSERT_THAT(event, accepted());
  EXPECT_EQ(name(kind_of(event->body)), "correct");
  EXPECT_EQ(desk.item.title, "接访窗口提前下班");
  EXPECT_EQ(desk.state(), "closed");
}

}  // namespace
