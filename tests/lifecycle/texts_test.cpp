// texts_test.cpp: what comes from outside is UTF-8, within bounds, and of known kinds, or it is
// refused. SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include "lifecycle/desk.hpp"

using namespace rectify;
using namespace rectify::desk;

namespace {

std::string characters(std::size_t n) {
  std::string text;
  while (n-- > 0) text += "长";
  return text;
}
Result<Event> titled(std::string title) { return Desk().give(Report{.title = title}, clerk); }
Result<Event> commented(std::string text) {
  return Desk::at("found").give(Comment{std::move(text), {}}, sun);
}

TEST(Texts, AreUtf8) {
  for (const std::string broken :
       {"\xff", "\xc3", "\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf0\x80\x80\x80", "\xe4\xb8", "\xf8\x88\x80\x80\x80"}) {
    const auto no = titled("漏" + broken + "水");
    ASSERT_THAT(no, refused("text.utf8", "report.title", "漏")) << testing::PrintToString(broken);
    EXPECT_EQ(no.refusal().args, std::vector<std::string>{"3"});  // where
  }
  EXPECT_THAT(titled("漏水 😀 é"), accepted());
  EXPECT_THAT(titled("\xef\xbf\xbf\xf4\x8f\xbf\xbf"), accepted());  // U+FFFF, U+10FFFF
}
TEST(Texts, HaveNoControlCharacters) {
  for (const std::string& control : {std::string(1, '\0'), std::string("\x1b"), std::string("\x7f"),
                                     std::string("\xc2\x85"), std::string("\xe2\x80\xa8")})
    EXPECT_THAT(titled("漏" + control + "水"), refused("text.control", "report.title", "漏"));
}
TEST(Texts, HaveLineEndsOnlyWhereTheyAreLong) {
  EXPECT_THAT(titled("一\n二"), refused("text.control"));
  EXPECT_THAT(commented("一\r\n二\t三"), accepted());
  EXPECT_THAT(commented("一\v二"), refused("text.control", "comment.text", "一"));
}
TEST(Texts, AreCountedInCharactersNotBytes) {
  EXPECT_THAT(titled(characters(limits::title)), accepted());
  const auto no = titled(characters(limits::title + 1));
  ASSERT_THAT(no, refused("text.too-long"));
  EXPECT_EQ(no.refusal().args, (std::vector<std::string>{"501", "500"}));
  EXPECT_EQ(no.refusal().value, characters(200) + "…");  // shown shortened
  EXPECT_THAT(commented(characters(limits::text)), accepted());
  EXPECT_THAT(commented(characters(limits::text + 1)), refused("text.too-long"));
  EXPECT_THAT(commented(std::string(10'000'000, 'x')), refused("text.too-long"));
}

// Every text field of every command, by its name on the wire, has a bound and must be UTF-8.
TEST(Texts, OfEveryFieldAreLookedAt) {
  const std::string bad = "\xff";
  Owner unit, leader, handler, co_unit;
  unit.unit = leader.leader = handler.handler = bad;
  co_unit.co_units = {"研究室", bad};
  const Evidence evidence{EvidenceKind::text, bad, "", {}};
  const auto looked_at = [&](std::string_view state, const Body& body, const char* field) {
    EXPECT_THAT(Desk::at(state).give(body, coordinator),
                refused("text.utf8", std::string(name(kind_of(body))) + "." + field, ""));
  };
  const auto bare = [&](const Body& body, const char* field) {
    EXPECT_THAT(Desk().give(body, clerk), refused("text.utf8", std::string("report.") + field, ""));
  };
  bare(Report{.title = bad}, "title");
  bare(Report{.description = bad}, "description");
  bare(Report{.source = bad}, "source");
  bare(Report{.category = bad}, "category");
  bare(Report{.reference = bad}, "reference");
  bare(Report{.measures = bad}, "measures");
  bare(Report{.goal = bad}, "goal");
  bare(Report{.phrase = bad}, "phrase");
  bare(Report{.remarks = bad}, "remarks");
  bare(Report{.supervisor = bad}, "supervisor");
  bare(Report{.owner = unit}, "owner.unit");
  bare(Report{.owner = leader}, "owner.leader");
  bare(Report{.owner = handler}, "owner.handler");
  bare(Report{.owner = co_unit}, "owner.co_units");
  looked_at("found", Assign{.owner = unit}, "owner.unit");
  looked_at("found", Assign{.supervisor = bad}, "supervisor");
  looked_at("found", Assign{.deadline = bad}, "deadline");
  looked_at("found", Assign{.phrase = bad}, "phrase");
  looked_at("found", Assign{.measures = bad}, "measures");
  looked_at("found", Assign{.goal = bad}, "goal");
  looked_at("found", FixAtOnce{.owner = unit}, "owner.unit");
  looked_at("found", FixAtOnce{.supervisor = bad}, "supervisor");
  looked_at("found", FixAtOnce{.measures = bad}, "measures");
  looked_at("found", FixAtOnce{.evidence = {evidence}}, "evidence.text");
  looked_at("found", Void{bad, {}}, "reason");
  looked_at("found", Merge{8, bad, {}}, "reason");
  looked_at("assigned", Decline{bad, {}}, "reason");
  looked_at("assigned", Reassign{.owner = unit}, "owner.unit");
  looked_at("assigned", Reassign{.supervisor = bad}, "supervisor");
  looked_at("assigned", Reassign{.deadline = bad}, "deadline");
  looked_at("assigned", Reassign{.phrase = bad}, "phrase");
  looked_at("assigned", Reassign{.reason = bad}, "reason");
  looked_at("assigned", Start{bad, {}}, "note");
  looked_at("working", Progress{.measures = bad}, "measures");
  looked_at("working", Progress{.note = bad}, "note");
  looked_at("working", Submit{.evidence = {evidence}}, "evidence.text");
  looked_at("working", Submit{.note = bad}, "note");
  looked_at("submitted", Recall{bad, {}}, "reason");
  looked_at("submitted", Verify{bad, {}}, "note");
  looked_at("submitted", Reject{bad, {}}, "reason");
  looked_at("verified", Object{bad, {}}, "reason");
  looked_at("verified", Close{bad, {}}, "note");
  looked_at("closed", Reopen{.reason = bad}, "reason");
  looked_at("closed", Reopen{.deadline = bad}, "deadline");
  looked_at("closed", Reopen{.phrase = bad}, "phrase");
  looked_at("working", RequestExtension{.reason = bad}, "reason");
  looked_at("working", RequestExtension{.deadline = bad}, "deadline");
  looked_at("working", RequestExtension{.phrase = bad}, "phrase");
  looked_at("working", GrantExtension{bad, {}}, "note");
  looked_at("working", DenyExtension{bad, {}}, "reason");
  looked_at("working", Hold{bad, {}}, "reason");
  looked_at("working", Resume{bad, {}}, "note");
  looked_at("working", Comment{bad, {}}, "text");
  looked_at("working", Attach{{evidence}, {}}, "evidence.text");
  looked_at("working", Escalate{1, bad, {}}, "reason");
  looked_at("working", ChangeSeverity{Severity::minor, bad, {}}, "reason");
  looked_at("working", LinkTo{{LinkKind::related, 0, bad, {}}, {}}, "link.text");
  looked_at("working", Correct{.title = bad}, "title");
  looked_at("working", Correct{.description = bad}, "description");
  looked_at("working", Correct{.source = bad}, "source");
  looked_at("working", Correct{.category = bad}, "category");
  looked_at("working", Correct{.reference = bad}, "reference");
  looked_at("working", Correct{.measures = bad}, "measures");
  looked_at("working", Correct{.goal = bad}, "goal");
  looked_at("working", Correct{.remarks = bad}, "remarks");
  looked_at("working", Correct{.reason = bad}, "reason");
}
TEST(Texts, OfTheActorAreLookedAt) {
  const auto field = [](const char* expected, const auto& spoil) {
    Actor actor = sun;
    spoil(actor);
    EXPECT_THAT(Desk::at("found").give(Comment{"嗯", {}}, actor),
                refused("text.utf8", expected, ""));
  };
  field("actor.name", [](Actor& a) { a.name = "\xff"; });
  field("actor.unit", [](Actor& a) { a.unit = "\xff"; });
  field("actor.roles", [](Actor& a) { a.roles = {"\xff"}; });
  field("actor.stands_in_for", [](Actor& a) { a.stands_in_for = "\xff"; });
  field("actor.stands_in_for_unit", [](Actor& a) { a.stands_in_for_unit = "\xff"; });
}
TEST(Texts, OfTheCommandsIdAreLookedAt) {
  Desk desk = Desk::at("found");
  const Command command{
      .id = "a\nb", .item = 7, .actor = sun, .at = desk.now(), .body = Comment{"嗯", {}}};
  EXPECT_THAT(step(desk.item, command, desk.context()), refused("text.control", "id", "a"));
}

TEST(Lists, HaveTheirLimits) {
  const std::vector<Evidence> many(limits::list + 1, photo());
  EXPECT_THAT(Desk::at("found").give(Attach{many, {}}, sun),
              refused("text.too-many", "attach.evidence", "101"));
  Owner crowd = office;
  crowd.co_units.assign(limits::list + 1, "室");
  EXPECT_THAT(Desk::at("found").give(Assign{.owner = crowd}, coordinator),
              refused("text.too-many", "assign.owner.co_units", "101"));
  EXPECT_THAT(Desk::at("found").give(Comment{"嗯", {}},
                                     with_roles(sun, std::vector<std::string>(101, "clerk"))),
              refused("text.too-many", "actor.roles", "101"));
}
TEST(Lists, OfAnItemHaveTheirLimitsToo) {
  Desk desk = Desk::at("found");
  desk.item.evidence.assign(limits::whole_list, photo());
  EXPECT_THAT(desk.give(Attach{{photo()}, {}}, sun), refused("text.too-many"));
  desk.item.links.assign(limits::whole_list - 1, {});
  const LinkTo link{{LinkKind::related, 0, "x", {}}, {}};
  EXPECT_THAT(desk.give(link, clerk), accepted());
  EXPECT_THAT(desk.give(link, clerk), refused("text.too-many"));
}

TEST(Evidence, IsFitForItsKind) {
  const auto attach = [](EvidenceKind kind, const char* text, std::string sha256) {
    return Desk::at("found").give(Attach{{{kind, text, std::move(sha256), {}}}, {}}, sun);
  };
  const std::string digest(64, 'a');
  EXPECT_THAT(attach(EvidenceKind::file, "照片.jpg", digest), accepted());
  EXPECT_THAT(attach(EvidenceKind::file, "照片.jpg", ""), refused("evidence.sha256"));
  EXPECT_THAT(attach(EvidenceKind::file, "照片.jpg", std::string(64, 'A')),
              refused("evidence.sha256"));
  EXPECT_THAT(attach(EvidenceKind::file, "照片.jpg", digest + "a"), refused("evidence.sha256"));
  EXPECT_THAT(attach(EvidenceKind::link, "https://example.org", digest),
              refused("evidence.sha256"));
  EXPECT_THAT(attach(EvidenceKind::text, " ", ""), refused("evidence.blank"));
  EXPECT_THAT(attach(static_cast<EvidenceKind>(3), "x", ""),
              refused("kind.unknown", "attach.evidence.kind", "3"));
}
TEST(Link, IsOfAKnownKind) {
  EXPECT_THAT(Desk::at("found").give(LinkTo{{static_cast<LinkKind>(7), 0, "x", {}}, {}}, clerk),
              refused("kind.unknown", "link.link.kind", "7"));
}
TEST(Times, LieInTheYearsThatCanBeWritten) {
  Desk desk = Desk::at("found");
  const auto at = [&](Instant instant) {
    const Command command{.item = 7, .actor = sun, .at = instant, .body = Comment{"嗯", {}}};
    return step(desk.item, command, desk.context());
  };
  EXPECT_THAT(at(start_of(first_day, Zone{0})), accepted());
  EXPECT_THAT(at(start_of(first_day, shanghai)), refused("instant.range"));  // in UTC, 1899
  EXPECT_THAT(at(start_of(last_day + days(1), shanghai)), refused("instant.range"));
  EXPECT_THAT(at(Instant::max() - days(1)), refused("instant.range"));
  EXPECT_THAT(at(Instant::min() + days(1)), refused("instant.range"));
  Assign assign{.owner = office, .deadline = "9 days"};
  assign.reference_day = Day::max();
  EXPECT_THAT(desk.give(assign, coordinator), refused("day.range"));
  assign.reference_day = last_day;
  EXPECT_THAT(desk.give(assign, coordinator), refused("day.range", "assign.deadline", "9 days"));
}

}  // namespace
