// leave.hpp: a leave request, the second machine: with actions, entries and exits that it writes
// down.
//
//     Leave leave;  leave.days = 3;
//     auto at = Workflow<Leave>::initial();
//     Workflow<Leave>::process(at, leave::Ask{}, leave);
//     leave.diary;                                    // "draft> ask >asked "
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/workflow.hpp>

namespace leave {

using namespace rectify;

struct Ask {
  static constexpr std::string_view name = "ask";
};
struct Approve {
  static constexpr std::string_view name = "approve";
};
struct Refuse {
  static constexpr std::string_view name = "refuse";
};
struct Withdraw {
  static constexpr std::string_view name = "withdraw";
};
struct Remind {
  static constexpr std::string_view name = "remind";
};

template <class State>
struct Told : front::state<> {
  template <class Event, class Fsm>
  void on_entry(const Event&, Fsm& fsm) {
    if constexpr (requires { Event::name; }) fsm.diary.append(">").append(State::name).append(" ");
  }
  template <class Event, class Fsm>
  void on_exit(const Event&, Fsm& fsm) {
    if constexpr (requires { Event::name; }) fsm.diary.append(State::name).append("> ");
  }
};
struct Draft : Told<Draft> {
  static constexpr std::string_view name = "draft";
};
struct Asked : Told<Asked> {
  static constexpr std::string_view name = "asked";
};
struct WithDirector : Told<WithDirector> {
  static constexpr std::string_view name = "asked.with-director";
};
struct Approved : Told<Approved> {
  static constexpr std::string_view name = "approved";
  static constexpr bool is_final = true;
};
struct Refused : Told<Refused> {
  static constexpr std::string_view name = "refused";
  static constexpr bool is_final = true;
};
struct Quiet : Told<Quiet> {
  static constexpr std::string_view name = "quiet";
};
struct Reminded : Told<Reminded> {
  static constexpr std::string_view name = "reminded";
};

struct Note {
  template <class Event, class Fsm, class Source, class Target>
  void operator()(const Event&, Fsm& fsm, Source&, Target&) const {
    fsm.diary.append(Event::name).append(" ");
  }
};
struct Long {
  static constexpr std::string_view name = "long";
  template <class Event, class Fsm, class Source, class Target>
  bool operator()(const Event&, Fsm& fsm, Source&, Target&) const {
    return fsm.days > 5;
  }
};
struct Short {
  static constexpr std::string_view name = "short";
  using excludes = mp::mp_list<Long>;
  template <class Event, class Fsm, class Source, class Target>
  bool operator()(const Event&, Fsm& fsm, Source&, Target&) const {
    return fsm.days <= 5;
  }
};
struct DaysLeft {
  static constexpr std::string_view name = "days-left";
  template <class Event, class Fsm, class Source, class Target>
  bool operator()(const Event&, Fsm& fsm, Source&, Target&) const {
    return fsm.days_left >= fsm.days;
  }
};

// clang-format off
using Rows = mp::mp_list<
//          from           event      to             action        guard
front::Row< Draft        , Ask      , Asked        , Note        , DaysLeft    >,
front::Row< Asked        , Approve  , Approved     , Note        , Short       >,
front::Row< Asked        , Approve  , WithDirector , Note        , Long        >,
front::Row< Asked        , Refuse   , Refused      , front::none , front::none >,
front::Row< Asked        , Withdraw , Draft        , Note        , front::none >,
front::Row< Asked        , Ask      , Asked        , Note        , front::none >,  // once more: out and in
front::Row< Asked        , Remind   , front::none  , Note        , front::none >,  // stays
front::Row< WithDirector , Approve  , Approved     , Note        , front::none >,
front::Row< WithDirector , Refuse   , Refused      , Note        , front::none >,
front::Row< Quiet        , Remind   , Reminded     , Note        , front::none >,
front::Row< Reminded     , Withdraw , Quiet        , front::none , front::none >
>;
// clang-format on

}  // namespace leave

struct Leave : rectify::front::state_machine_def<Leave> {
  static constexpr std::string_view name = "leave";
  static constexpr std::uint32_t version = 2;
  using initial_state = rectify::mp::mp_list<leave::Draft, leave::Quiet>;
  using transition_table = leave::Rows;

  int days = 1, days_left = 10;
  std::string diary{};

  template <class Fsm, class Event>
  void no_transition(const Event&, Fsm&, int) {}
};
