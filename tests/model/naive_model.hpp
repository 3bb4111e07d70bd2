// naive_model.hpp: the rules of an item's life once more, by hand, to hold the machine against.
//
//     auto verdict = naive::judge(item, command, policy, shanghai, target, calendar);
//     verdict.code;                                   // "" if accepted, else the refusal's code
//     verdict.item;                                   // as it is afterwards
//
// Written from the rulebook with if and else: it shares the values (Item, Command, Policy) with the
// library and none of its code, so a mistake would have to be made twice. Looks at no texts but
// whether they are blank; texts out of bounds have their own tests.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "model/naive_situation.hpp"

namespace naive {

struct Verdict {
  std::string code;
  Item item;
};

class Judge : Situation {
 public:
  using Situation::Situation;

  Verdict judge() {
    std::string code = setting();
    if (code.empty()) code = std::visit([&](const auto& c) { return given(c); }, command_.body);
    if (!code.empty()) return {code, before_};
    after_.id = before_.id != 0 ? before_.id : command_.item;
    after_.version = before_.version + 1;
    after_.changed_at = *command_.at;
    if (after_.state.timeliness != Timeliness::overdue) after_.rung = 0;
    return {"", after_};
  }

 private:
  // ── command by command ───────────────────────────────────────────────────────────────────────
  std::string given(const Report& c) {
    if (!is(Main::unlisted)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.title)) return "title.missing";
    Item& i = after_;
    i.state.main = Main::found;
    i.title = c.title, i.description = c.description, i.source = c.source;
    i.category = c.category, i.reference = c.reference, i.measures = c.measures, i.goal = c.goal;
    i.document_day = c.document_day;
    i.phrase = c.phrase, i.remarks = c.remarks, i.severity = c.severity, i.owner = c.owner;
    i.supervisor = c.supervisor, i.reported_at = *command_.at;
    return "";
  }
  std::string given(const Assign& c) {
    if (!is(Main::found)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.owner.unit) && empty(before_.owner.unit)) return "owner.missing";
    if (supervises_itself(c.owner, c.supervisor)) return "supervisor.is-owner";
    Day from = c.reference_day ? *c.reference_day : today_;
    const bool listed = empty(c.deadline);  // as the list says it
    if (listed && !c.reference_day && before_.document_day) from = *before_.document_day;
    const auto [code, deadline] =
        listed ? brought(before_.phrase, from, c.phrase)
               : brought(c.deadline, from, c.phrase.empty() ? before_.phrase : c.phrase);
    if (!code.empty()) return code;
    after_.state.main = Main::assigned;
    give_to(c.owner, c.supervisor);
    set(after_.measures, c.measures);
    set(after_.goal, c.goal);
    put(deadline);
    return "";
  }
  std::string given(const FixAtOnce& c) {
    if (!is(Main::found)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.owner.unit) && empty(before_.owner.unit)) return "owner.missing";
    if (supervises_itself(c.owner, c.supervisor)) return "supervisor.is-owner";
    if (pieces(c.evidence) < static_cast<std::size_t>(policy_.evidence_needed))
      return "evidence.too-little";
    give_to(c.owner, c.supervisor);
    set(after_.measures, c.measures);
    add(c.evidence);
    after_.percent = 100;
    submitted();
    return "";
  }
  std::string given(const Void& c) {
    if (!in_hand() && !is(Main::found)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.reason)) return "reason.missing";
    close(Resolution::voided);
    return "";
  }
  std::string given(const Merge& c) {
    if (!in_hand() && !is(Main::found)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (c.into == 0) return "merge.missing";
    if (c.into == before_.id) return "merge.itself";
    if (target_ == nullptr) return "item.none";
    if (target_->state.main == Main::closed) return "merge.target-closed";
    close(Resolution::duplicate);
    after_.merged_into = c.into;
    return "";
  }
  std::string given(const Decline& c) {
    if (!is(Main::assigned)) return "state.wrong";
    if (!of_owner()) return "actor.not-owner";
    if (empty(c.reason)) return "reason.missing";
    if (before_.deadline)
      after_.former_deadlines.push_back({*before_.deadline, *command_.at, "decline", {}});
    after_.deadline.reset();
    after_.owner = {};
    drop_extension();
    end_hold();
    after_.state = {Main::found, Extension::none, Holding::running, Timeliness::on_track};
    return "";
  }
  std::string given(const Reassign& c) {
    if (!in_hand()) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.owner.unit)) return "owner.missing";
    const Owner& now = before_.owner;
    if (c.owner.unit == now.unit && c.owner.leader == now.leader && c.owner.handler == now.handler)
      return "owner.same";
    if (supervises_itself(c.owner, c.supervisor)) return "supervisor.is-owner";
    if (!c.deadline.empty()) {
      const auto [code, deadline] =
          brought(c.deadline, c.reference_day ? *c.reference_day : today_, c.phrase);
      if (!code.empty()) return code;
      put(deadline);
      after_.state.timeliness = Timeliness::on_track;
    }
    after_.state.main = Main::assigned;
    give_to(c.owner, c.supervisor);
    after_.submitted_by.reset();
    after_.submitted_at.reset();
    drop_extension();
    return "";
  }
  std::string given(const Start&) {
    if (!is(Main::assigned)) return "state.wrong";
    if (!of_owner()) return "actor.not-owner";
    after_.state.main = Main::working;
    return "";
  }
  std::string given(const Progress& c) {
    if (!is(Main::working) && !is(Main::submitted)) return "state.wrong";
    if (!of_owner() && !of_assistant()) return "actor.not-owner";
    if (c.percent < 0 || c.percent > 100) return "progress.percent";
    after_.percent = c.percent;
    set(after_.measures, c.measures);
    return "";
  }
  std::string given(const Submit& c) {
    if (!is(Main::working)) return "state.wrong";
    if (!of_owner()) return "actor.not-owner";
    if (pieces(c.evidence) < static_cast<std::size_t>(policy_.evidence_needed))
      return "evidence.too-little";
    add(c.evidence);
    submitted();
    return "";
  }
  std::string given(const Recall&) {
    if (!is(Main::submitted)) return "state.wrong";
    if (!of_owner()) return "actor.not-owner";
    after_.state.main = Main::working;
    return "";
  }
  [[nodiscard]] std::string may_judge() const {
    if (!is(Main::submitted)) return "state.wrong";
    if (!of_supervisor() && !in_role()) return "actor.not-supervisor";
    if (of_owner()) return "duties.owner-verifies";
    if (before_.submitted_by && am(*before_.submitted_by)) return "duties.submitter-verifies";
    return "";
  }
  std::string given(const Verify&) {
    if (auto code = may_judge(); !code.empty()) return code;
    make_up_for_hold();
    end_hold();
    drop_extension();
    after_.state.main = Main::verified;
    after_.verified_by = me_;
    after_.verified_at = *command_.at;
    return "";
  }
  std::string given(const Reject& c) {
    if (auto code = may_judge(); !code.empty()) return code;
    if (empty(c.reason)) return "reason.missing";
    after_.state.main = Main::working;
    after_.rejections += 1;
    return "";
  }
  std::string given(const Object& c) {
    if (!is(Main::verified)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (policy_.notice_days > 0 && today_ > notice_end()) return "notice.over";
    if (empty(c.reason)) return "reason.missing";
    after_.state.main = Main::working;
    unverified();
    return "";
  }
  std::string given(const Close&) {
    if (!is(Main::verified)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (policy_.notice_days > 0 && today_ <= notice_end()) return "notice.running";
    if (policy_.outcome_needed) {
      bool linked = false;
      for (const auto& l : before_.links) linked = linked || l.kind == LinkKind::outcome;
      if (!linked) return "outcome.missing";
    }
    close(Resolution::rectified);
    return "";
  }
  std::string given(const Reopen& c) {
    if (!is(Main::closed)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (before_.resolution != Resolution::rectified) return "reopen.not-rectified";
    if (empty(c.reason)) return "reason.missing";
    const auto [code, deadline] =
        empty(c.deadline)
            ? reopened()
            : brought(c.deadline, c.reference_day ? *c.reference_day : today_, c.phrase);
    if (!code.empty()) return code;
    after_.state.main = Main::working;
    after_.state.timeliness = Timeliness::on_track;
    after_.resolution = Resolution::none;
    after_.closed_at.reset();
    unverified();
    after_.percent = 0;
    after_.reopenings += 1;
    put(deadline);
    return "";
  }
  // Without a deadline of its own: the time of the last one again, or what was left of it.
  [[nodiscard]] Read reopened() const {
    if (policy_.reopening == Reopening::given || !before_.deadline) return {"deadline.missing"};
    Deadline d = *before_.deadline;
    if (!d.due) {
      d.reference = today_;
      if (d.start) d.start = today_;
      return {"", d};
    }
    if (policy_.reopening == Reopening::continued) {
      const Day stopped = civil(*before_.verified_at);
      const int left = left_on(d, stopped);
      if (left < 1) return {"reopen.no-days-left"};
      return {"", with_left(d, left, in_working_days(d), today_)};
    }
    Read first = read(d.text, d.reference, policy_, calendar_);
    if (!first.deadline.count.none() || first.deadline.to_working_day) {
      first = read(d.text, today_, policy_, calendar_);
      first.deadline.phrase = d.phrase;
      return first;
    }
    d = with_left(d, static_cast<int>((*d.due - d.reference).count()), false, today_);
    d.reference = today_;
    d.start.reset();
    return {"", d};
  }
  std::string given(const RequestExtension& c) {
    if (before_.state.extension == Extension::requested || !in_hand()) return "state.wrong";
    if (!of_owner()) return "actor.not-owner";
    if (!has_day()) return "extension.no-deadline";
    if (before_.extensions >= policy_.extension_limit) return "extension.limit";
    if (empty(c.reason)) return "reason.missing";
    const auto [code, deadline] =
        brought(c.deadline, c.reference_day ? *c.reference_day : today_, c.phrase);
    if (!code.empty()) return code;
    if (!deadline.due) return "extension.no-day";
    if (*deadline.due <= *before_.deadline->due) return "extension.not-later";
    after_.state.extension = Extension::requested;
    after_.extension = ExtensionRequest{deadline, c.reason, me_, {}};
    return "";
  }
  [[nodiscard]] std::string may_decide() const {
    if (before_.state.extension != Extension::requested || !in_hand()) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (am(before_.extension->by)) return "duties.requester-decides";
    return "";
  }
  std::string given(const GrantExtension&) {
    if (auto code = may_decide(); !code.empty()) return code;
    const Deadline asked = again(before_.extension->deadline, calendar_);
    if (*asked.due < today_) return "extension.asked-past";
    put(asked);
    after_.extensions += 1;
    after_.state.timeliness = Timeliness::on_track;
    drop_extension();
    return "";
  }
  std::string given(const DenyExtension& c) {
    if (auto code = may_decide(); !code.empty()) return code;
    if (empty(c.reason)) return "reason.missing";
    drop_extension();
    return "";
  }
  std::string given(const Hold& c) {
    if (held() || !in_hand()) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.reason)) return "reason.missing";
    after_.state.holding = Holding::on_hold;
    after_.held_since = today_;
    after_.hold_stops_clock = policy_.hold_stops_clock;
    return "";
  }
  std::string given(const Resume&) {
    if (!held() || !in_hand()) return "state.wrong";
    if (!in_role()) return "actor.role";
    make_up_for_hold();
    end_hold();
    return "";
  }
  std::string given(const Comment& c) {
    if (!open()) return "state.wrong";
    if (!in_role()) return "actor.role";
    return empty(c.text) ? "comment.missing" : "";
  }
  std::string given(const Attach& c) {
    if (!open()) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (c.evidence.empty()) return "evidence.missing";
    add(c.evidence);
    return "";
  }
  std::string given(const Escalate& c) {
    if (!open()) return "state.wrong";
    if (!in_role()) return "actor.role";
    const int level = c.level == 0 ? before_.escalation + 1 : c.level;
    if (level <= before_.escalation || level > 3) return "escalation.level";
    after_.escalation = level;
    return "";
  }
  std::string given(const ChangeSeverity& c) {
    if (!open()) return "state.wrong";
    if (!in_role()) return "actor.role";
    after_.severity = c.severity;
    return "";
  }
  std::string given(const LinkTo& c) {
    if (!open()) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (c.link.target == 0 && empty(c.link.text)) return "link.empty";
    if (c.link.target != 0 && c.link.target == before_.id) return "link.itself";
    if (c.link.target != 0 && target_ == nullptr) return "item.none";
    after_.links.push_back(c.link);
    return "";
  }
  std::string given(const Correct& c) {
    if (is(Main::unlisted)) return "state.wrong";
    if (!in_role()) return "actor.role";
    if (empty(c.reason)) return "reason.missing";
    if (c.title && empty(*c.title)) return "title.missing";
    bool any = false;
    const auto correct = [&](std::string& field, const std::optional<std::string>& text) {
      any = any || text.has_value();
      if (text) field = *text;
    };
    correct(after_.title, c.title), correct(after_.description, c.description);
    correct(after_.source, c.source), correct(after_.category, c.category);
    correct(after_.reference, c.reference), correct(after_.measures, c.measures);
    correct(after_.goal, c.goal), correct(after_.remarks, c.remarks);
    return any ? "" : "correct.nothing";
  }
  std::string given(const Tick&) {
    auto& light = after_.state.timeliness;
    const bool stopped = held() && before_.hold_stops_clock;
    if (!in_hand() || !has_day() || stopped) return "tick.no-clock";
    const Day due = *before_.deadline->due;
    if (today_ > due) {
      // The highest step of the ladder that it stands on by now.
      int rung = 0, level = 0;
      for (const auto& step : policy_.escalation)
        if (calendar_.between(due, today_) >= step.working_days &&
            (step.working_days > before_.rung || step.level > before_.escalation))
          rung = step.working_days, level = step.level;
      if (rung > 0) {
        after_.rung = std::max(before_.rung, rung);
        after_.escalation = std::max(before_.escalation, level);
      } else if (light == Timeliness::overdue) {
        return "tick.nothing-due";
      }
      light = Timeliness::overdue;
      return "";
    }
    const int warn = policy_.warn_days[static_cast<std::size_t>(before_.severity)];
    const bool soon = today_ >= calendar_.add(due, -warn);
    if (light != Timeliness::on_track || !soon) return "tick.nothing-due";
    light = Timeliness::due_soon;
    return "";
  }
  // Of hosts' machines, which no item here follows.
  std::string given(const Act&) { return "workflow.not-its"; }
  std::string given(const Migrate&) { return "workflow.not-its"; }
  std::string given(const Reckon&) {
    if (!in_hand() && !is(Main::verified)) return "state.wrong";
    if (!before_.deadline) return "reckon.same";
    const Deadline now = again(*before_.deadline, calendar_);
    if (now == *before_.deadline) return "reckon.same";
    if (now.due != before_.deadline->due) {
      after_.former_deadlines.push_back({*before_.deadline, *command_.at, "reckon", {}});
      if (*now.due > *before_.deadline->due) after_.state.timeliness = Timeliness::on_track;
    }
    after_.deadline = now;
    return "";
  }
};

inline Verdict judge(const Item& item, const Command& command, const Policy& policy, Zone zone,
                     const Item* target, const NaiveCalendar& calendar) {
  return Judge(item, command, policy, zone, target, calendar).judge();
}

}  // namespace naive
