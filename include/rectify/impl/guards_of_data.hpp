// impl/guards_of_data.hpp: the guards that ask what a command brings: a reason, an owner, a day.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/guards.hpp>

namespace rectify::guards {

template <class Guard>
using OfData = Asked<Guard, true>;

struct TitleGiven : OfData<TitleGiven> {
  static constexpr std::string_view name = "title-given";
  static bool holds(const Report& c, const Facts&) { return !blank(c.title); }
  static Refusal why(const Report& c, const Facts&) {
    return refuse("title.missing", "report.title", c.title);
  }
};
struct SeverityKnown : OfData<SeverityKnown> {
  static constexpr std::string_view name = "severity-known";
  template <class C>
  static bool holds(const C& c, const Facts&) {
    return static_cast<std::size_t>(c.severity) < severity_names.size();
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    return refuse("severity.unknown", field_of(facts, "severity"),
                  std::to_string(static_cast<int>(c.severity)));
  }
};
struct ReasonGiven : OfData<ReasonGiven> {
  static constexpr std::string_view name = "reason-given";
  template <class C>
  static bool holds(const C& c, const Facts&) {
    return !blank(c.reason);
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    return refuse("reason.missing", field_of(facts, "reason"), c.reason);
  }
};

// The owner that the command would leave the item with: of assign and fix at once, where none is
// named, the one that the list proposed.
template <class C>
const std::string& unit_of(const C& c, const Facts& facts) {
  return c.owner.unit.empty() ? facts.item.owner.unit : c.owner.unit;
}
template <class C>
const std::string& supervisor_of(const C& c, const Facts& facts) {
  return c.supervisor.empty() ? facts.item.supervisor : c.supervisor;
}
struct OwnerNamed : OfData<OwnerNamed> {
  static constexpr std::string_view name = "owner-named";
  template <class C>
  static bool holds(const C& c, const Facts& facts) {
    return !blank(unit_of(c, facts));
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    return refuse("owner.missing", field_of(facts, "owner.unit"), c.owner.unit);
  }
};
struct AnotherOwner : OfData<AnotherOwner> {
  static constexpr std::string_view name = "another-owner";
  static bool holds(const Reassign& c, const Facts& facts) {
    const Owner& now = facts.item.owner;
    return !blank(c.owner.unit) && !(c.owner.unit == now.unit && c.owner.leader == now.leader &&
                                     c.owner.handler == now.handler);
  }
  static Refusal why(const Reassign& c, const Facts& facts) {
    if (blank(c.owner.unit)) return refuse("owner.missing", "reassign.owner.unit", c.owner.unit);
    return refuse("owner.same", "reassign.owner", c.owner.unit, {facts.item.owner.unit});
  }
};
struct SupervisorElsewhere : OfData<SupervisorElsewhere> {
  static constexpr std::string_view name = "supervisor-elsewhere";
  template <class C>
  static bool holds(const C& c, const Facts& facts) {
    return supervisor_of(c, facts).empty() || supervisor_of(c, facts) != unit_of(c, facts);
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    return refuse("supervisor.is-owner", field_of(facts, "supervisor"), supervisor_of(c, facts));
  }
};

struct DeadlineAhead : OfData<DeadlineAhead> {
  static constexpr std::string_view name = "deadline-ahead";
  // A deadline without a day (长期坚持) is never past.
  template <class C>
  static bool holds(const C& c, const Facts& facts) {
    const auto& brought = facts.deadline(c);
    return brought && (!brought->due || *brought->due >= facts.today);
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    const auto field = field_of(facts, "deadline");
    const auto& brought = facts.deadline(c);
    if (brought)
      return refuse("deadline.past", field, write_day(*brought->due), {write_day(facts.today)});
    Refusal no = brought.refusal();
    no.field = field;
    return no;
  }
};
struct DeadlineAheadIfGiven : OfData<DeadlineAheadIfGiven> {
  static constexpr std::string_view name = "deadline-ahead-if-given";
  static bool holds(const Reassign& c, const Facts& facts) {
    return c.deadline.empty() || DeadlineAhead::holds(c, facts);
  }
  static Refusal why(const Reassign& c, const Facts& facts) { return DeadlineAhead::why(c, facts); }
};
struct DeadlineGiven : OfData<DeadlineGiven> {
  static constexpr std::string_view name = "deadline-given";
  static bool holds(const Reassign& c, const Facts&) { return !c.deadline.empty(); }
  static Refusal why(const Reassign&, const Facts&) {
    return refuse("deadline.missing", "reassign.deadline");
  }
};
struct LaterThanDeadline : OfData<LaterThanDeadline> {
  static constexpr std::string_view name = "later-than-deadline";
  static bool holds(const RequestExtension& c, const Facts& facts) {
    return DeadlineAhead::holds(c, facts) && facts.deadline(c)->due > due(facts.item);
  }
  static Refusal why(const RequestExtension& c, const Facts& facts) {
    if (!DeadlineAhead::holds(c, facts)) return DeadlineAhead::why(c, facts);
    const auto& asked = *facts.deadline(c);
    if (!asked.due) return refuse("extension.no-day", field_of(facts, "deadline"), asked.text);
    return refuse("extension.not-later", field_of(facts, "deadline"), write_day(*asked.due),
                  {due(facts.item) ? write_day(*due(facts.item)) : ""});
  }
};

struct EnoughEvidence : OfData<EnoughEvidence> {
  static constexpr std::string_view name = "enough-evidence";
  template <class C>
  static bool holds(const C& c, const Facts& facts) {
    return c.evidence.size() + facts.item.evidence.size() >=
           static_cast<std::size_t>(facts.policy().evidence_needed);
  }
  template <class C>
  static Refusal why(const C& c, const Facts& facts) {
    return refuse("evidence.too-little", field_of(facts, "evidence"),
                  std::to_string(c.evidence.size() + facts.item.evidence.size()),
                  {std::to_string(facts.policy().evidence_needed)});
  }
};
struct EvidenceGiven : OfData<EvidenceGiven> {
  static constexpr std::string_view name = "evidence-given";
  static bool holds(const Attach& c, const Facts&) { return !c.evidence.empty(); }
  static Refusal why(const Attach&, const Facts&) {
    return refuse("evidence.missing", "attach.evidence");
  }
};
struct CommentGiven : OfData<CommentGiven> {
  static constexpr std::string_view name = "comment-given";
  static bool holds(const Comment& c, const Facts&) { return !blank(c.text); }
  static Refusal why(const Comment& c, const Facts&) {
    return refuse("comment.missing", "comment.text", c.text);
  }
};
struct PercentInRange : OfData<PercentInRange> {
  static constexpr std::string_view name = "percent-in-range";
  static bool holds(const Progress& c, const Facts&) { return c.percent >= 0 && c.percent <= 100; }
  static Refusal why(const Progress& c, const Facts&) {
    return refuse("progress.percent", "progress.percent", std::to_string(c.percent));
  }
};
struct TargetOpen : OfData<TargetOpen> {
  static constexpr std::string_view name = "target-open";
  // An open item is merged into nothing, so that no cycle can come of it but with itself.
  static bool holds(const Merge& c, const Facts& facts) {
    return c.into > 0 && c.into != facts.item.id && facts.context.target != nullptr &&
           is_open(facts.context.target->state);
  }
  static Refusal why(const Merge& c, const Facts& facts) {
    const auto value = std::to_string(c.into);
    if (c.into <= 0) return refuse("merge.missing", "merge.into");
    if (c.into == facts.item.id) return refuse("merge.itself", "merge.into", value);
    if (facts.context.target == nullptr) return refuse("item.none", "merge.into", value);
    return refuse("merge.target-closed", "merge.into", value);
  }
};
struct LinkHolds : OfData<LinkHolds> {
  static constexpr std::string_view name = "link-holds";
  static bool holds(const LinkTo& c, const Facts& facts) {
    if (c.link.target == 0) return !blank(c.link.text);
    return c.link.target != facts.item.id && facts.context.target != nullptr;
  }
  static Refusal why(const LinkTo& c, const Facts& facts) {
    const auto value = std::to_string(c.link.target);
    if (c.link.target == 0) return refuse("link.empty", "link.link.target");
    if (c.link.target == facts.item.id) return refuse("link.itself", "link.link.target", value);
    return refuse("item.none", "link.link.target", value);
  }
};
struct LevelLeft : Asked<LevelLeft> {
  static constexpr std::string_view name = "level-left";
  static bool holds(const Facts& facts) { return facts.item.escalation < 3; }
  static Refusal why(const Facts& facts) {
    const auto now = std::to_string(facts.item.escalation);
    return refuse("escalation.level", "escalate.level", now, {now});
  }
};
struct LevelRises : OfData<LevelRises> {
  static constexpr std::string_view name = "level-rises";
  static std::int32_t level(const Escalate& c, const Facts& facts) {
    return c.level == 0 ? facts.item.escalation + 1 : c.level;
  }
  static bool holds(const Escalate& c, const Facts& facts) {
    return level(c, facts) > facts.item.escalation && level(c, facts) <= 3;
  }
  static Refusal why(const Escalate& c, const Facts& facts) {
    return refuse("escalation.level", "escalate.level", std::to_string(level(c, facts)),
                  {std::to_string(facts.item.escalation)});
  }
};
struct SomethingCorrected : OfData<SomethingCorrected> {
  static constexpr std::string_view name = "something-corrected";
  static bool holds(const Correct& c, const Facts&) {
    const bool any = c.title || c.description || c.source || c.category || c.reference ||
                     c.measures || c.goal || c.remarks;
    return any && !(c.title && blank(*c.title));
  }
  static Refusal why(const Correct& c, const Facts&) {
    if (c.title && blank(*c.title)) return refuse("title.missing", "correct.title", *c.title);
    return refuse("correct.nothing", "correct");
  }
};

}  // namespace rectify::guards
