// machine.hpp: the item's machine. The table below is the rulebook: everything else reads it.
//
//     using Machine = Workflow<ItemMachine<Judge>>;   // the judge answers for the guards
//     static_assert(Machine::flaw().first == Flaw::none);
//     Machine::describe().rows;                       // the same table as names (diagram.hpp)
//     boost::msm::back::state_machine<ItemMachine<Judge>> plain;   // MSM's back-end runs it too
//
// Four orthogonal regions: main, extension, hold, timeliness. Rows have no effects: what a command
// changes in an item is in evolve (impl/evolve.hpp), from its event. What each guard asks, and what
// it answers when it refuses, is in impl/guards.hpp; a guard asks through the machine's judge, so
// that a test can force every outcome. Includes MSM's front-end: hosts include lifecycle.hpp.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/command.hpp>
#include <rectify/impl/guards.hpp>
#include <rectify/workflow.hpp>

namespace rectify {

namespace machine {

template <class Enum, Enum Value>
struct State : front::state<> {
  static constexpr std::string_view name = rectify::name(Value);
  static constexpr bool is_quiet = true;
};
struct Unlisted : State<Main, Main::unlisted> {};
struct Found : State<Main, Main::found> {};
struct Assigned : State<Main, Main::assigned> {};
struct Working : State<Main, Main::working> {};
struct Submitted : State<Main, Main::submitted> {};
struct Verified : State<Main, Main::verified> {};
struct Closed : State<Main, Main::closed> {
  static constexpr bool is_final = true;
};
struct NotAsked : State<Extension, Extension::none> {};
struct Requested : State<Extension, Extension::requested> {};
struct Running : State<Holding, Holding::running> {};
struct OnHold : State<Holding, Holding::on_hold> {};
struct OnTrack : State<Timeliness, Timeliness::on_track> {};
struct DueSoon : State<Timeliness, Timeliness::due_soon> {};
struct Overdue : State<Timeliness, Timeliness::overdue> {};

struct Same {};  // the state stays
template <class... States>
using Any = mp::mp_list<States...>;

// One line of the table: from one state, or Any of several, by a command, to another, if all guards
// hold.
template <class Command, class To, class... Guards>
struct Line {
  template <class From>
  using Row = front::Row<From, Command, mp::mp_if<std::is_same<To, Same>, front::none, To>,
                         front::none, guards::All<Guards...>>;
};
template <class From, class Command, class To, class... Guards>
using On = mp::mp_transform<Line<Command, To, Guards...>::template Row, detail::ListOf<From>>;

using Late = Any<DueSoon, Overdue>;  // or soon to be
using Open = Any<Found, Assigned, Working, Submitted, Verified>;
using Unsettled = Any<Found, Assigned, Working, Submitted>;
using InHand = Any<Assigned, Working, Submitted>;
using Dated = Any<Assigned, Working, Submitted, Verified>;  // whose deadline may come to count

using namespace guards;

// clang-format off
using ItemRows = mp::mp_append<
//  from          command            to          refused unless
On< Unlisted    , Report           , Found     , RoleMay, TitleGiven, SeverityKnown >,

On< Found       , Assign           , Assigned  , RoleMay, OwnerNamed, SupervisorElsewhere, DeadlineAhead >,
On< Found       , FixAtOnce        , Submitted , RoleMay, OwnerNamed, SupervisorElsewhere, EnoughEvidence >,

On< Unsettled   , Void             , Closed    , RoleMay, ReasonGiven >,
On< Unsettled   , Merge            , Closed    , RoleMay, TargetOpen >,

On< Assigned    , Decline          , Found     , ByOwner, ReasonGiven >,
On< Assigned    , Start            , Working   , ByOwner >,
On< InHand      , Reassign         , Assigned  , RoleMay, AnotherOwner, SupervisorElsewhere, DeadlineAheadIfGiven >,

On< Working     , Progress         , Same      , ByOwnerOrAssistant, PercentInRange >,
On< Working     , Submit           , Submitted , ByOwner, EnoughEvidence >,

On< Submitted   , Progress         , Same      , ByOwnerOrAssistant, PercentInRange >,
On< Submitted   , Recall           , Working   , ByOwner >,
On< Submitted   , Verify           , Verified  , BySupervisorOrRole, SomebodyElse >,
On< Submitted   , Reject           , Working   , BySupervisorOrRole, SomebodyElse, ReasonGiven >,

On< Verified    , Object           , Working   , RoleMay, InNotice, ReasonGiven >,
On< Verified    , Close            , Closed    , RoleMay, NoticeOver, OutcomeLinked >,

On< Closed      , Reopen           , Working   , RoleMay, WasRectified, ReasonGiven, DeadlineAhead >,

On< Open        , Comment          , Same      , RoleMay, CommentGiven >,
On< Open        , Attach           , Same      , RoleMay, EvidenceGiven >,
On< Open        , Escalate         , Same      , RoleMay, LevelLeft, LevelRises >,
On< Open        , ChangeSeverity   , Same      , RoleMay, SeverityKnown >,
On< Open        , LinkTo           , Same      , RoleMay, LinkHolds >,
On< Open        , Correct          , Same      , RoleMay, ReasonGiven, SomethingCorrected >,
On< Closed      , Correct          , Same      , RoleMay, ReasonGiven, SomethingCorrected >,

On< Dated       , Reckon           , Same      , ReckonsAnew >,

// extension
On< NotAsked    , RequestExtension , Requested , WhileInHand, ByOwner, HasDeadline, BelowLimit, ReasonGiven, LaterThanDeadline >,
On< Requested   , GrantExtension   , NotAsked  , WhileInHand, RoleMay, NotWhoAsked, AskedDayAhead >,
On< Requested   , DenyExtension    , NotAsked  , WhileInHand, RoleMay, NotWhoAsked, ReasonGiven >,
On< Requested   , Void             , NotAsked  , WhileUnsettled, RoleMay, ReasonGiven >,
On< Requested   , Merge            , NotAsked  , WhileUnsettled, RoleMay, TargetOpen >,
On< Requested   , Decline          , NotAsked  , WhileAssigned, ByOwner, ReasonGiven >,
On< Requested   , Reassign         , NotAsked  , WhileInHand, RoleMay, AnotherOwner, SupervisorElsewhere, DeadlineAheadIfGiven >,
On< Requested   , Verify           , NotAsked  , WhileSubmitted, BySupervisorOrRole, SomebodyElse >,

// hold
On< Running     , Hold             , OnHold    , WhileInHand, RoleMay, ReasonGiven >,
On< OnHold      , Resume           , Running   , WhileInHand, RoleMay >,
On< OnHold      , Void             , Running   , WhileUnsettled, RoleMay, ReasonGiven >,
On< OnHold      , Merge            , Running   , WhileUnsettled, RoleMay, TargetOpen >,
On< OnHold      , Decline          , Running   , WhileAssigned, ByOwner, ReasonGiven >,
On< OnHold      , Verify           , Running   , WhileSubmitted, BySupervisorOrRole, SomebodyElse >,

// timeliness: moved by the clock alone; a new deadline sets it back
On< OnTrack     , Tick             , DueSoon   , ClockRuns, NowDueSoon >,
On< OnTrack     , Tick             , Overdue   , ClockRuns, NowOverdue >,
On< DueSoon     , Tick             , Overdue   , ClockRuns, NowOverdue >,
On< Overdue     , Tick             , Same      , ClockRuns, RungReached >,
On< Late        , Reckon           , OnTrack   , WhileDated, ReckonsAnew, ReckonsLater >,
On< Late        , Decline          , OnTrack   , WhileAssigned, ByOwner, ReasonGiven >,
On< Late        , Reassign         , OnTrack   , WhileInHand, RoleMay, AnotherOwner, SupervisorElsewhere, DeadlineAheadIfGiven, DeadlineGiven >,
On< Late        , GrantExtension   , OnTrack   , WhileRequested, WhileInHand, RoleMay, NotWhoAsked, AskedDayAhead >,
On< Late        , Reopen           , OnTrack   , WhileClosed, RoleMay, WasRectified, ReasonGiven, DeadlineAhead >
>;
// clang-format on

}  // namespace machine

template <class Judge>
struct ItemMachine : front::state_machine_def<ItemMachine<Judge>> {
  static constexpr std::string_view name = "item";
  static constexpr std::uint32_t version = 1;

  static constexpr std::array<std::string_view, 4> region_names{"main", "extension", "hold",
                                                                "timeliness"};
  using states = mp::mp_list<machine::Unlisted, machine::Found, machine::Assigned, machine::Working,
                             machine::Submitted, machine::Verified, machine::Closed,
                             machine::NotAsked, machine::Requested, machine::Running,
                             machine::OnHold, machine::OnTrack, machine::DueSoon, machine::Overdue>;
  using initial_state =
      mp::mp_list<machine::Unlisted, machine::NotAsked, machine::Running, machine::OnTrack>;
  using transition_table = machine::ItemRows;

  Judge judge{};

  // A command that no row takes is refused by step; MSM's own default would stop the program.
  template <class Fsm, class Event>
  void no_transition(const Event&, Fsm&, int) {}
};

}  // namespace rectify
