// impl/guards.hpp: what each guard of the item's machine asks, and what it answers when it refuses.
//
// A guard is a struct: `holds` asks, `why` says why not; those that look at the command's own
// fields take it too. `of_data` marks those that ask about what the command brings (a reason, a
// day) and not about who and when: `allowed` lists the latter as reasons and the former as needs.
// `excludes` names a guard that can't hold at the same time.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>

#include <rectify/impl/clock.hpp>
#include <rectify/impl/text.hpp>

#include <boost/mp11/list.hpp>

#include <optional>

namespace rectify::guards {

// What guards look at: the item before the command, the command, and the world around it.
struct Facts {
  const Item& item;
  const Command& command;
  const Context& context;
  Day today;

  Facts(const Item& item_, const Command& command_, const Context& context_)
      : item(item_),
        command(command_),
        context(context_),
        today(day_of(command_.at.value_or(Instant{}), context_.zone)) {}

  [[nodiscard]] const Actor& actor() const { return command.actor; }
  [[nodiscard]] const Policy& policy() const { return context.policy; }
  [[nodiscard]] CommandKind kind() const { return kind_of(command.body); }

  [[nodiscard]] const WorkCalendar& calendar() const { return detail::calendar_of(context); }

  // The deadline that the command brings, read when a guard first asks.
  template <class C>
  [[nodiscard]] const Result<Deadline>& deadline(const C& c) const {
    if (!deadline_) deadline_.emplace(detail::brought(c, item, context, today));
    return *deadline_;
  }
  // One that comes by itself, with a state of a host's machine.
  void bring(Deadline deadline) const { deadline_.emplace(std::move(deadline)); }
  [[nodiscard]] bool brings() const { return deadline_ && *deadline_; }
  // That deadline, taken; none if no guard has asked for it.
  [[nodiscard]] std::optional<Deadline> taken() const {
    if (!deadline_ || !*deadline_) return std::nullopt;
    return *std::move(*deadline_);
  }

 private:
  mutable std::optional<Result<Deadline>> deadline_;
};

inline std::string field_of(const Facts& facts, std::string_view field) {
  return std::string(name(facts.kind())) + "." + std::string(field);
}
using detail::blank;
inline std::string join(const std::vector<std::string>& words, std::string_view between = ", ") {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}
inline bool has_role(const Facts& facts, CommandKind kind) {
  const auto& may = facts.policy().permitted[static_cast<std::size_t>(kind)];
  if (may.empty()) return true;
  for (const auto& role : facts.actor().roles)
    for (const auto& permitted : may)
      if (role == permitted) return true;
  return false;
}

// The base of a guard: asked by MSM as a functor, it asks the machine's judge.
template <class Guard, bool OfData = false>
struct Asked {
  static constexpr bool of_data = OfData;
  template <class Event, class Fsm, class Source, class Target>
  constexpr bool operator()(const Event& event, Fsm& fsm, Source&, Target&) const {
    return fsm.judge.template holds<Guard>(event);
  }
};
template <class... Guards>
struct All {
  using parts = boost::mp11::mp_list<Guards...>;
  static constexpr bool asks_no_state = true;
  template <class Event, class Fsm, class Source, class Target>
  constexpr bool operator()(const Event& event, Fsm& fsm, Source&, Target&) const {
    return (fsm.judge.template holds<Guards>(event) && ...);
  }
};

// ── the item's state, for rows that go along with another region's ─────────────────────────────

inline Refusal wrong_state(const Facts& facts, std::string from) {
  return refuse("state.wrong", "command", name(facts.kind()),
                {std::string(name(facts.item.state.main)), std::move(from)});
}
template <class Guard>
struct While : Asked<Guard> {
  static bool holds(const Facts& facts) { return Guard::of(facts.item.state); }
  static Refusal why(const Facts& facts) { return wrong_state(facts, std::string(Guard::states)); }
};
struct WhileInHand : While<WhileInHand> {
  static constexpr std::string_view name = "while-in-hand";
  static constexpr std::string_view states = "assigned, rectifying.working, rectifying.submitted";
  static bool of(ItemState s) { return is_in_hand(s); }
};
struct WhileDated : While<WhileDated> {
  static constexpr std::string_view name = "while-dated";
  static constexpr std::string_view states =
      "assigned, rectifying.working, rectifying.submitted, verified";
  static bool of(ItemState s) { return is_in_hand(s) || s.main == Main::verified; }
};
struct WhileUnsettled : While<WhileUnsettled> {
  static constexpr std::string_view name = "while-unsettled";
  static constexpr std::string_view states =
      "found, assigned, rectifying.working, rectifying.submitted";
  static bool of(ItemState s) { return is_in_hand(s) || s.main == Main::found; }
};
struct WhileAssigned : While<WhileAssigned> {
  static constexpr std::string_view name = "while-assigned";
  static constexpr std::string_view states = "assigned";
  static bool of(ItemState s) { return s.main == Main::assigned; }
};
struct WhileSubmitted : While<WhileSubmitted> {
  static constexpr std::string_view name = "while-submitted";
  static constexpr std::string_view states = "rectifying.submitted";
  static bool of(ItemState s) { return s.main == Main::submitted; }
};
struct WhileClosed : While<WhileClosed> {
  static constexpr std::string_view name = "while-closed";
  static constexpr std::string_view states = "closed";
  static bool of(ItemState s) { return s.main == Main::closed; }
};
struct WhileRequested : While<WhileRequested> {
  static constexpr std::string_view name = "while-requested";
  static constexpr std::string_view states = "extension requested";
  static bool of(ItemState s) { return s.extension == Extension::requested; }
};

// ── who may ────────────────────────────────────────────────────────────────────────────────────

struct RoleMay : Asked<RoleMay> {
  static constexpr std::string_view name = "role-may";
  static bool holds(const Facts& facts) { return has_role(facts, facts.kind()); }
  static Refusal why(const Facts& facts) {
    const auto& may = facts.policy().permitted[static_cast<std::size_t>(facts.kind())];
    return refuse("actor.role", "actor.roles", join(facts.actor().roles),
                  {std::string(rectify::name(facts.kind())), join(may)});
  }
};
struct ByOwner : Asked<ByOwner> {
  static constexpr std::string_view name = "by-owner";
  static bool holds(const Facts& facts) { return owned_by(facts.item.owner, facts.actor()); }
  static Refusal why(const Facts& facts) {
    return refuse("actor.not-owner", "actor.unit", facts.actor().unit,
                  {std::string(rectify::name(facts.kind())), facts.item.owner.unit});
  }
};
struct ByOwnerOrAssistant : Asked<ByOwnerOrAssistant> {
  static constexpr std::string_view name = "by-owner-or-assistant";
  static bool holds(const Facts& facts) {
    return owned_by(facts.item.owner, facts.actor()) || assists(facts.item.owner, facts.actor());
  }
  static Refusal why(const Facts& facts) {
    auto units = facts.item.owner.co_units;
    units.insert(units.begin(), facts.item.owner.unit);
    return refuse("actor.not-owner", "actor.unit", facts.actor().unit,
                  {std::string(rectify::name(facts.kind())), join(units)});
  }
};
struct BySupervisorOrRole : Asked<BySupervisorOrRole> {
  static constexpr std::string_view name = "by-supervisor-or-role";
  static bool holds(const Facts& facts) {
    const auto& actor = facts.actor();
    const auto& supervisor = facts.item.supervisor;
    return (!supervisor.empty() &&
            (actor.unit == supervisor ||
             (!actor.stands_in_for.empty() && actor.stands_in_for_unit == supervisor))) ||
           has_role(facts, facts.kind());
  }
  static Refusal why(const Facts& facts) {
    const auto& may = facts.policy().permitted[static_cast<std::size_t>(facts.kind())];
    return refuse("actor.not-supervisor", "actor.unit", facts.actor().unit,
                  {facts.item.supervisor, join(may)});
  }
};
// Separation of duties: the one place where it is enforced, for everybody. Whoever stands in for
// somebody acts as both.
inline bool same_person(const Actor& a, const Actor& b) {
  const auto same = [](const std::string& x, const std::string& y) { return !x.empty() && x == y; };
  return same(a.name, b.name) || same(a.stands_in_for, b.name) || same(a.name, b.stands_in_for) ||
         same(a.stands_in_for, b.stands_in_for);
}
struct SomebodyElse : Asked<SomebodyElse> {
  static constexpr std::string_view name = "somebody-else";
  static bool holds(const Facts& facts) {
    const auto& submitter = facts.item.submitted_by;
    return !owned_by(facts.item.owner, facts.actor()) &&
           !(submitter && same_person(facts.actor(), *submitter));
  }
  static Refusal why(const Facts& facts) {
    if (owned_by(facts.item.owner, facts.actor()))
      return refuse("duties.owner-verifies", "actor",
                    facts.actor().name + " (" + facts.actor().unit + ")", {facts.item.owner.unit});
    return refuse("duties.submitter-verifies", "actor.name", facts.actor().name);
  }
};
struct NotWhoAsked : Asked<NotWhoAsked> {
  static constexpr std::string_view name = "not-who-asked";
  static bool holds(const Facts& facts) {
    return !facts.item.extension || !same_person(facts.actor(), facts.item.extension->by);
  }
  static Refusal why(const Facts& facts) {
    return refuse("duties.requester-decides", "actor.name", facts.actor().name);
  }
};

// ── when ───────────────────────────────────────────────────────────────────────────────────────

inline Day notice_ends(const Facts& facts) {
  return day_of(facts.item.verified_at.value_or(Instant{}), facts.context.zone) +
         days(facts.policy().notice_days);
}
struct InNotice : Asked<InNotice> {
  static constexpr std::string_view name = "in-notice";
  static bool holds(const Facts& facts) {
    return facts.policy().notice_days == 0 || facts.today <= notice_ends(facts);
  }
  static Refusal why(const Facts& facts) {
    return refuse("notice.over", "at", write_day(facts.today), {write_day(notice_ends(facts))});
  }
};
struct NoticeOver : Asked<NoticeOver> {
  static constexpr std::string_view name = "notice-over";
  static bool holds(const Facts& facts) {
    return facts.policy().notice_days == 0 || facts.today > notice_ends(facts);
  }
  static Refusal why(const Facts& facts) {
    return refuse("notice.running", "at", write_day(facts.today),
                  {write_day(notice_ends(facts) + days(1))});
  }
};
struct HasDeadline : Asked<HasDeadline> {
  static constexpr std::string_view name = "has-deadline";
  static bool holds(const Facts& facts) { return due(facts.item).has_value(); }
  static Refusal why(const Facts&) { return refuse("extension.no-deadline"); }
};
struct BelowLimit : Asked<BelowLimit> {
  static constexpr std::string_view name = "below-limit";
  static bool holds(const Facts& facts) {
    return facts.item.extensions < facts.policy().extension_limit;
  }
  static Refusal why(const Facts& facts) {
    return refuse("extension.limit", "command", std::to_string(facts.item.extensions),
                  {std::to_string(facts.policy().extension_limit)});
  }
};
struct AskedDayAhead : Asked<AskedDayAhead> {
  static constexpr std::string_view name = "asked-day-ahead";
  static bool holds(const Facts& facts) {
    return !facts.item.extension || day(facts) >= facts.today;
  }
  static Refusal why(const Facts& facts) {
    return refuse("extension.asked-past", "at", write_day(facts.today), {write_day(day(facts))});
  }

 private:
  static Day day(const Facts& facts) {
    return detail::due_on(facts.item.extension->deadline, facts.calendar()).value_or(last_day);
  }
};
struct WasRectified : Asked<WasRectified> {
  static constexpr std::string_view name = "was-rectified";
  static bool holds(const Facts& facts) { return facts.item.resolution == Resolution::rectified; }
  static Refusal why(const Facts& facts) {
    return refuse("reopen.not-rectified", "command", rectify::name(facts.item.resolution));
  }
};
struct OutcomeLinked : Asked<OutcomeLinked> {
  static constexpr std::string_view name = "outcome-linked";
  static bool holds(const Facts& facts) {
    if (!facts.policy().outcome_needed) return true;
    for (const auto& link : facts.item.links)
      if (link.kind == LinkKind::outcome) return true;
    return false;
  }
  static Refusal why(const Facts&) { return refuse("outcome.missing"); }
};
struct ClockRuns : Asked<ClockRuns> {
  static constexpr std::string_view name = "clock-runs";
  static bool holds(const Facts& facts) { return clock_runs(facts.item); }
  static Refusal why(const Facts& facts) {
    return refuse("tick.no-clock", "command", rectify::name(facts.item.state.main));
  }
};
inline Refusal nothing_due(const Facts& facts) {
  return refuse("tick.nothing-due", "at", write_day(facts.today),
                {due(facts.item) ? write_day(*due(facts.item)) : ""});
}
struct NowOverdue : Asked<NowOverdue> {
  static constexpr std::string_view name = "now-overdue";
  static bool holds(const Facts& facts) {
    return due(facts.item) && facts.today > *due(facts.item);
  }
  static Refusal why(const Facts& facts) { return nothing_due(facts); }
};
struct NowDueSoon : Asked<NowDueSoon> {
  static constexpr std::string_view name = "now-due-soon";
  using excludes = boost::mp11::mp_list<NowOverdue>;
  static bool holds(const Facts& facts) {
    const auto last = due(facts.item);
    return last && facts.today <= *last &&
           facts.today >= detail::warning_day(facts.item, facts.policy(), facts.calendar());
  }
  static Refusal why(const Facts& facts) { return nothing_due(facts); }
};
struct RungReached : Asked<RungReached> {
  static constexpr std::string_view name = "rung-reached";
  static bool holds(const Facts& facts) {
    return detail::rung_reached(facts.item, facts.policy(), facts.calendar(), facts.today) !=
           nullptr;
  }
  static Refusal why(const Facts& facts) { return nothing_due(facts); }
};
struct ReckonsAnew : Asked<ReckonsAnew> {
  static constexpr std::string_view name = "reckons-anew";
  static bool holds(const Facts& facts) {
    return facts.item.deadline && detail::reckons_anew(*facts.item.deadline, facts.calendar());
  }
  static Refusal why(const Facts& facts) {
    return refuse("reckon.same", "command", due(facts.item) ? write_day(*due(facts.item)) : "");
  }
};
struct ReckonsLater : Asked<ReckonsLater> {
  static constexpr std::string_view name = "reckons-later";
  static bool holds(const Facts& facts) {
    return facts.item.deadline &&
           detail::due_on(*facts.item.deadline, facts.calendar()) > due(facts.item);
  }
  static Refusal why(const Facts& facts) { return ReckonsAnew::why(facts); }
};

}  // namespace rectify::guards

#include <rectify/impl/guards_of_data.hpp>
