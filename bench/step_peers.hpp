// step_peers.hpp: the item's machine as others would write it: a switch, a variant with visit,
// Boost.Statechart. All ask the library's own guards, so a race is about dispatch alone.
//
//     Result<ItemState> next = by_switch(item, command, context);   // the whole machine
//     MainByVariant main;  main.give(facts);                        // the main region alone
//     MainByStatechart chart;  chart.give(facts);
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/guards.hpp>

#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>

#include <boost/mpl/list.hpp>

namespace peers {

using namespace rectify;
using namespace rectify::guards;

// Do all guards hold? The first that doesn't is kept, with its reason, as the library keeps it.
struct Asker {
  const Facts& facts;
  Refusal (*first)(const Facts&) = nullptr;

  template <class Guard, class C>
  bool one(const C& c) {
    bool holds = false;
    if constexpr (requires { Guard::holds(facts); })
      holds = Guard::holds(facts);
    else
      holds = Guard::holds(c, facts);
    if (holds) return true;
    first = [](const Facts& f) {
      if constexpr (requires { Guard::why(f); })
        return Guard::why(f);
      else
        return Guard::why(*std::get_if<C>(&f.command.body), f);
    };
    return false;
  }
  template <class... Guards, class C>
  bool all(const C& c) {
    return (one<Guards>(c) && ...);
  }
};

// Takes every guard for granted: what is left is dispatch.
struct Granted {
  const Facts& facts;
  Refusal (*first)(const Facts&) = nullptr;
  template <class... Guards, class C>
  bool all(const C&) {
    return true;
  }
};

// The whole machine, as a careful programmer would write it by hand: a switch over the command, in
// it one over the state. What goes along in the other regions is done without asking again.
template <class Ask = Asker>
[[gnu::noinline]] Result<ItemState> by_switch(const Item& item, const Command& command,
                                              const Context& context) {
  const Facts facts(item, command, context);
  Ask ask{facts};
  ItemState s = item.state;
  const auto refused = [&] {
    return ask.first != nullptr ? ask.first(facts) : wrong_state(facts, "…");
  };
  const auto over = [&] {  // requests and holds end
    s.extension = Extension::none;
    s.holding = Holding::running;
  };
  switch (command.body.index()) {
    case 0: {
      const auto& c = *std::get_if<Report>(&command.body);
      if (s.main != Main::unlisted) return refused();
      if (!ask.template all<RoleMay, TitleGiven, SeverityKnown>(c)) return refused();
      s.main = Main::found;
      return s;
    }
    case 1: {
      const auto& c = *std::get_if<Assign>(&command.body);
      if (s.main != Main::found) return refused();
      if (!ask.template all<RoleMay, OwnerNamed, SupervisorElsewhere, DeadlineAhead>(c))
        return refused();
      s.main = Main::assigned;
      return s;
    }
    case 2: {
      const auto& c = *std::get_if<FixAtOnce>(&command.body);
      if (s.main != Main::found) return refused();
      if (!ask.template all<RoleMay, OwnerNamed, SupervisorElsewhere, EnoughEvidence>(c))
        return refused();
      s.main = Main::submitted;
      return s;
    }
    case 3:
      switch (s.main) {
        case Main::found:
        case Main::assigned:
        case Main::working:
        case Main::submitted:
          if (!ask.template all<RoleMay, ReasonGiven>(*std::get_if<Void>(&command.body)))
            return refused();
          s.main = Main::closed;
          over();
          return s;
        default: return refused();
      }
    case 4:
      switch (s.main) {
        case Main::found:
        case Main::assigned:
        case Main::working:
        case Main::submitted:
          if (!ask.template all<RoleMay, TargetOpen>(*std::get_if<Merge>(&command.body)))
            return refused();
          s.main = Main::closed;
          over();
          return s;
        default: return refused();
      }
    case 5: {
      if (s.main != Main::assigned) return refused();
      if (!ask.template all<ByOwner, ReasonGiven>(*std::get_if<Decline>(&command.body)))
        return refused();
      return ItemState{.main = Main::found};
    }
    case 6:
      switch (s.main) {
        case Main::assigned:
        case Main::working:
        case Main::submitted: {
          const auto& c = *std::get_if<Reassign>(&command.body);
          if (!ask.template all<RoleMay, AnotherOwner, SupervisorElsewhere, DeadlineAheadIfGiven>(
                  c))
            return refused();
          s.main = Main::assigned;
          s.extension = Extension::none;
          if (!c.deadline.empty()) s.timeliness = Timeliness::on_track;
          return s;
        }
        default: return refused();
      }
    case 7: {
      if (s.main != Main::assigned) return refused();
      if (!ask.template all<ByOwner>(*std::get_if<Start>(&command.body))) return refused();
      s.main = Main::working;
      return s;
    }
    case 8:
      switch (s.main) {
        case Main::working:
        case Main::submitted: {
          const auto& c = *std::get_if<Progress>(&command.body);
          if (!ask.template all<ByOwnerOrAssistant, PercentInRange>(c)) return refused();
          return s;
        }
        default: return refused();
      }
    case 9: {
      if (s.main != Main::working) return refused();
      if (!ask.template all<ByOwner, EnoughEvidence>(*std::get_if<Submit>(&command.body)))
        return refused();
      s.main = Main::submitted;
      return s;
    }
    case 10: {
      if (s.main != Main::submitted) return refused();
      if (!ask.template all<ByOwner>(*std::get_if<Recall>(&command.body))) return refused();
      s.main = Main::working;
      return s;
    }
    case 11: {
      if (s.main != Main::submitted) return refused();
      if (!ask.template all<BySupervisorOrRole, SomebodyElse>(*std::get_if<Verify>(&command.body)))
        return refused();
      s.main = Main::verified;
      over();
      return s;
    }
    case 12: {
      const auto& c = *std::get_if<Reject>(&command.body);
      if (s.main != Main::submitted) return refused();
      if (!ask.template all<BySupervisorOrRole, SomebodyElse, ReasonGiven>(c)) return refused();
      s.main = Main::working;
      return s;
    }
    case 13: {
      const auto& c = *std::get_if<Object>(&command.body);
      if (s.main != Main::verified) return refused();
      if (!ask.template all<RoleMay, InNotice, ReasonGiven>(c)) return refused();
      s.main = Main::working;
      return s;
    }
    case 14: {
      const auto& c = *std::get_if<Close>(&command.body);
      if (s.main != Main::verified) return refused();
      if (!ask.template all<RoleMay, NoticeOver, OutcomeLinked>(c)) return refused();
      s.main = Main::closed;
      return s;
    }
    case 15: {
      const auto& c = *std::get_if<Reopen>(&command.body);
      if (s.main != Main::closed) return refused();
      if (!ask.template all<RoleMay, WasRectified, ReasonGiven, DeadlineAhead>(c)) return refused();
      s.main = Main::working;
      s.timeliness = Timeliness::on_track;
      return s;
    }
    case 16: {
      const auto& c = *std::get_if<RequestExtension>(&command.body);
      if (s.extension != Extension::none) return refused();
      if (!ask.template all<WhileInHand, ByOwner, HasDeadline, BelowLimit, ReasonGiven,
                            LaterThanDeadline>(c))
        return refused();
      s.extension = Extension::requested;
      return s;
    }
    case 17: {
      const auto& c = *std::get_if<GrantExtension>(&command.body);
      if (s.extension != Extension::requested) return refused();
      if (!ask.template all<WhileInHand, RoleMay, NotWhoAsked, AskedDayAhead>(c)) return refused();
      s.extension = Extension::none;
      s.timeliness = Timeliness::on_track;
      return s;
    }
    case 18: {
      const auto& c = *std::get_if<DenyExtension>(&command.body);
      if (s.extension != Extension::requested) return refused();
      if (!ask.template all<WhileInHand, RoleMay, NotWhoAsked, ReasonGiven>(c)) return refused();
      s.extension = Extension::none;
      return s;
    }
    case 19: {
      if (s.holding != Holding::running) return refused();
      if (!ask.template all<WhileInHand, RoleMay, ReasonGiven>(*std::get_if<Hold>(&command.body)))
        return refused();
      s.holding = Holding::on_hold;
      return s;
    }
    case 20: {
      if (s.holding != Holding::on_hold) return refused();
      if (!ask.template all<WhileInHand, RoleMay>(*std::get_if<Resume>(&command.body)))
        return refused();
      s.holding = Holding::running;
      return s;
    }
    case 26: {
      const auto& c = *std::get_if<Correct>(&command.body);
      if (s.main == Main::unlisted) return refused();
      if (!ask.template all<RoleMay, ReasonGiven, SomethingCorrected>(c)) return refused();
      return s;
    }
    case 27: {
      const auto& c = *std::get_if<Tick>(&command.body);
      switch (s.timeliness) {
        case Timeliness::on_track:
          if (ask.template all<ClockRuns, NowOverdue>(c)) {
            s.timeliness = Timeliness::overdue;
            return s;
          }
          if (!ask.template all<ClockRuns, NowDueSoon>(c)) return refused();
          s.timeliness = Timeliness::due_soon;
          return s;
        case Timeliness::due_soon:
          if (!ask.template all<ClockRuns, NowOverdue>(c)) return refused();
          s.timeliness = Timeliness::overdue;
          return s;
        default:
          if (!ask.template all<ClockRuns, RungReached>(c)) return refused();
          return s;
      }
    }
    case 28: {
      const auto& c = *std::get_if<Reckon>(&command.body);
      if (!is_in_hand(s) && s.main != Main::verified) return refused();
      if (!ask.template all<ReckonsAnew>(c)) return refused();
      if (s.timeliness != Timeliness::on_track && ask.template all<ReckonsLater>(c))
        s.timeliness = Timeliness::on_track;
      return s;
    }
    default: break;
  }
  // What any open item takes and stays.
  if (!is_open(s)) return refused();
  switch (command.body.index()) {
    case 21:
      if (!ask.template all<RoleMay, CommentGiven>(*std::get_if<Comment>(&command.body)))
        return refused();
      return s;
    case 22:
      if (!ask.template all<RoleMay, EvidenceGiven>(*std::get_if<Attach>(&command.body)))
        return refused();
      return s;
    case 23:
      if (!ask.template all<RoleMay, LevelLeft, LevelRises>(*std::get_if<Escalate>(&command.body)))
        return refused();
      return s;
    case 24:
      if (!ask.template all<RoleMay, SeverityKnown>(*std::get_if<ChangeSeverity>(&command.body)))
        return refused();
      return s;
    case 25:
      if (!ask.template all<RoleMay, LinkHolds>(*std::get_if<LinkTo>(&command.body)))
        return refused();
      return s;
    default: return refused();
  }
}

// ── the main region from working to closed and back, for those who keep their state themselves ──

struct InWork {};
struct InHands {};
struct Seen {};
struct Off {};

class MainByVariant {
 public:
  [[gnu::noinline]] bool give(const Facts& facts) {
    Asker ask{facts};
    const auto to = [&](auto state, bool allowed) {
      if (allowed) at_ = state;
      return allowed;
    };
    return std::visit(
        [&]<class S, class C>(const S&, const C& c) {
          if constexpr (std::is_same_v<S, InWork> && std::is_same_v<C, Submit>)
            return to(InHands{}, ask.all<ByOwner, EnoughEvidence>(c));
          else if constexpr (std::is_same_v<S, InHands> && std::is_same_v<C, Recall>)
            return to(InWork{}, ask.all<ByOwner>(c));
          else if constexpr (std::is_same_v<S, InHands> && std::is_same_v<C, Verify>)
            return to(Seen{}, ask.all<BySupervisorOrRole, SomebodyElse>(c));
          else if constexpr (std::is_same_v<S, InHands> && std::is_same_v<C, Reject>)
            return to(InWork{}, ask.all<BySupervisorOrRole, SomebodyElse, ReasonGiven>(c));
          else if constexpr (std::is_same_v<S, Seen> && std::is_same_v<C, Object>)
            return to(InWork{}, ask.all<RoleMay, InNotice, ReasonGiven>(c));
          else if constexpr (std::is_same_v<S, Seen> && std::is_same_v<C, Close>)
            return to(Off{}, ask.all<RoleMay, NoticeOver, OutcomeLinked>(c));
          else if constexpr (std::is_same_v<S, Off> && std::is_same_v<C, Reopen>)
            return to(InWork{}, ask.all<RoleMay, WasRectified, ReasonGiven, DeadlineAhead>(c));
          else
            return false;
        },
        at_, facts.command.body);
  }

 private:
  std::variant<InWork, InHands, Seen, Off> at_;
};

namespace sc = boost::statechart;

template <class C>
struct Given : sc::event<Given<C>> {
  const Facts* facts = nullptr;
  const C* c = nullptr;
};
struct ChartWorking;
struct Chart : sc::state_machine<Chart, ChartWorking> {
  bool moved = false;
};
struct ChartSubmitted;
struct ChartVerified;
struct ChartClosed;

struct ChartWorking : sc::simple_state<ChartWorking, Chart> {
  using reactions = boost::mpl::list<sc::custom_reaction<Given<Submit>>>;
  sc::result react(const Given<Submit>& e) {
    context<Chart>().moved = Asker{*e.facts}.all<ByOwner, EnoughEvidence>(*e.c);
    return context<Chart>().moved ? transit<ChartSubmitted>() : discard_event();
  }
};
struct ChartSubmitted : sc::simple_state<ChartSubmitted, Chart> {
  using reactions =
      boost::mpl::list<sc::custom_reaction<Given<Recall>>, sc::custom_reaction<Given<Verify>>,
                       sc::custom_reaction<Given<Reject>>>;
  sc::result react(const Given<Recall>& e) {
    context<Chart>().moved = Asker{*e.facts}.all<ByOwner>(*e.c);
    return context<Chart>().moved ? transit<ChartWorking>() : discard_event();
  }
  sc::result react(const Given<Verify>& e) {
    context<Chart>().moved = Asker{*e.facts}.all<BySupervisorOrRole, SomebodyElse>(*e.c);
    return context<Chart>().moved ? transit<ChartVerified>() : discard_event();
  }
  sc::result react(const Given<Reject>& e) {
    context<Chart>().moved =
        Asker{*e.facts}.all<BySupervisorOrRole, SomebodyElse, ReasonGiven>(*e.c);
    return context<Chart>().moved ? transit<ChartWorking>() : discard_event();
  }
};
struct ChartVerified : sc::simple_state<ChartVerified, Chart> {
  using reactions =
      boost::mpl::list<sc::custom_reaction<Given<Object>>, sc::custom_reaction<Given<Close>>>;
  sc::result react(const Given<Object>& e) {
    context<Chart>().moved = Asker{*e.facts}.all<RoleMay, InNotice, ReasonGiven>(*e.c);
    return context<Chart>().moved ? transit<ChartWorking>() : discard_event();
  }
  sc::result react(const Given<Close>& e) {
    context<Chart>().moved = Asker{*e.facts}.all<RoleMay, NoticeOver, OutcomeLinked>(*e.c);
    return context<Chart>().moved ? transit<ChartClosed>() : discard_event();
  }
};
struct ChartClosed : sc::simple_state<ChartClosed, Chart> {
  using reactions = boost::mpl::list<sc::custom_reaction<Given<Reopen>>>;
  sc::result react(const Given<Reopen>& e) {
    context<Chart>().moved =
        Asker{*e.facts}.all<RoleMay, WasRectified, ReasonGiven, DeadlineAhead>(*e.c);
    return context<Chart>().moved ? transit<ChartWorking>() : discard_event();
  }
};

class MainByStatechart {
 public:
  MainByStatechart() { chart_.initiate(); }
  [[gnu::noinline]] bool give(const Facts& facts) {
    chart_.moved = false;
    std::visit(
        [&]<class C>(const C& c) {
          Given<C> event;
          event.facts = &facts;
          event.c = &c;
          chart_.process_event(event);
        },
        facts.command.body);
    return chart_.moved;
  }
  static constexpr std::size_t bytes = sizeof(Chart);

 private:
  Chart chart_;
};

}  // namespace peers
