// leave.hpp: a leave request (请假) as a host writes it: a Boost.MSM front-end that a ledger runs.
//
//     ledger.define(flow_of<leave::Leave>(), administrator);
//     auto id = ledger.report({.title = "年假", .owner = {.handler = "王芳"}, .workflow = "leave",
//                              .fields = {{"days", "5"}}}, wang).value();
//     ledger.act(id, {.command = "ask"}, wang);
//
// Up to three days the head of the unit decides, beyond that the director too. Nobody decides on
// what they themselves asked for. leave.json is the same machine as data.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow_machine.hpp>

namespace leave {

using namespace rectify;
using front::none;
using guards::All;

// Events: named, and made of nothing.
struct AskFor {
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

struct Draft : FlowStep {
  static constexpr std::string_view name = "draft";
  static constexpr Main counts_as = Main::found;  // no clock runs
};
struct WithHead : FlowStep {
  static constexpr std::string_view name = "with-head";
  static constexpr std::string_view within = "3个工作日内";
};
struct WithDirector : FlowStep {
  static constexpr std::string_view name = "with-director";
  static constexpr std::string_view within = "3个工作日内";
};
struct Approved : FlowStep {
  static constexpr std::string_view name = "approved";
  static constexpr bool is_final = true;
};
struct Withdrawn : FlowStep {
  static constexpr std::string_view name = "withdrawn";
  static constexpr bool is_final = true;
};

using ByOwner = Standard<"by-owner">;
using ByHead = Standard<"role", "head">;
using ByDirector = Standard<"role", "director">;
using AnotherPerson = Standard<"another-person">;
using DaysGiven = Standard<"field-given", "days">;
using Short = Standard<"field-at-most", "days", "3">;
using ReasonGiven = Standard<"reason-given">;

struct Leave : FlowMachine<Leave> {
  static constexpr std::string_view name = "leave";
  static constexpr std::uint32_t version = 1;
  using initial_state = Draft;
  // clang-format off
  using transition_table = mp::mp_list<
  //           from          command   to            do    unless refused by
  front::Row < Draft       , AskFor  , WithHead    , none, All<ByOwner, DaysGiven>                   >,
  front::Row < Draft       , Withdraw, Withdrawn   , none, All<ByOwner>                              >,

  front::Row < WithHead    , Approve , Approved    , none, All<ByHead, AnotherPerson, Short>         >,
  front::Row < WithHead    , Approve , WithDirector, none, All<ByHead, AnotherPerson, Not<Short>>    >,
  front::Row < WithHead    , Refuse  , Draft       , none, All<ByHead, ReasonGiven>                  >,
  front::Row < WithHead    , Withdraw, Withdrawn   , none, All<ByOwner>                              >,

  front::Row < WithDirector, Approve , Approved    , none, All<ByDirector, AnotherPerson>            >,
  front::Row < WithDirector, Refuse  , Draft       , none, All<ByDirector, ReasonGiven>              >>;
  // clang-format on
};

}  // namespace leave
