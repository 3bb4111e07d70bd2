// approval.hpp: how a document is issued (发文): draft → review → countersign → sign → issued.
//
//     ledger.define(flow_of<approval::Approval>(), administrator);
//     auto id = ledger.report({.title = "关于……的通知", .workflow = "approval"}, drafter).value();
//     ledger.act(id, {.command = "submit", .evidence = {{.text = "正文.docx"}}}, drafter);
//
// Countersigning may take five working days, unless the command says otherwise. One guard is this
// program's own: whoever drafted a document doesn't sign it.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow_machine.hpp>

namespace approval {

using namespace rectify;
using front::none;
using guards::All;

struct Submit {
  static constexpr std::string_view name = "submit";
};
struct Pass {
  static constexpr std::string_view name = "pass";
};
struct Countersign {
  static constexpr std::string_view name = "countersign";
};
struct Sign {
  static constexpr std::string_view name = "sign";
};
struct Issue {
  static constexpr std::string_view name = "issue";
};
struct Return {
  static constexpr std::string_view name = "return";
};

struct Draft : FlowStep {  // 拟稿
  static constexpr std::string_view name = "draft";
  static constexpr Main counts_as = Main::assigned;
};
struct Review : FlowStep {  // 审核
  static constexpr std::string_view name = "review";
  static constexpr std::string_view within = "2个工作日内";
};
struct Countersigning : FlowStep {  // 会签
  static constexpr std::string_view name = "countersign";
  static constexpr std::string_view within = "5个工作日内";
};
struct Signing : FlowStep {  // 签发
  static constexpr std::string_view name = "sign";
  static constexpr std::string_view within = "2个工作日内";
};
struct Signed : FlowStep {  // 待印发
  static constexpr std::string_view name = "signed";
  static constexpr std::string_view within = "1个工作日内";
};
struct Issued : FlowStep {  // 已印发
  static constexpr std::string_view name = "issued";
  static constexpr bool is_final = true;
};

using ByOwner = Standard<"by-owner">;
using TextAttached = Standard<"evidence-given">;
using ByOffice = Standard<"role", "office">;
using ByLeader = Standard<"role", "leader">;
using ReasonGiven = Standard<"reason-given">;
using NumberGiven = Standard<"field-given", "number">;

// The document's drafter, whom the host keeps in a field, signs nothing of theirs.
struct NotTheDrafter : AskedHere<NotTheDrafter> {
  static constexpr std::string_view name = "not-the-drafter";
  static bool holds(const Ask& ask) { return field(ask.item, "drafter") != ask.actor.name; }
  static Refusal why(const Ask& ask) {
    return refuse("duties.same-person", "actor.name", ask.actor.name, {ask.act.command});
  }
};

struct Approval : FlowMachine<Approval> {
  static constexpr std::string_view name = "approval";
  static constexpr std::uint32_t version = 1;
  using initial_state = Draft;
  // clang-format off
  using transition_table = mp::mp_list<
  //           from            command      to              do    unless refused by
  front::Row < Draft         , Submit     , Review        , none, All<ByOwner, TextAttached>   >,

  front::Row < Review        , Pass       , Countersigning, none, All<ByOffice>                >,
  front::Row < Review        , Return     , Draft         , none, All<ByOffice, ReasonGiven>   >,

  front::Row < Countersigning, Countersign, none          , none, All<Not<ByOwner>>            >,
  front::Row < Countersigning, Pass       , Signing       , none, All<ByOffice>                >,
  front::Row < Countersigning, Return     , Draft         , none, All<ByOffice, ReasonGiven>   >,

  front::Row < Signing       , Sign       , Signed        , none, All<ByLeader, NotTheDrafter> >,
  front::Row < Signing       , Return     , Draft         , none, All<ByLeader, ReasonGiven>   >,

  front::Row < Signed        , Issue      , Issued        , none, All<ByOffice, NumberGiven>   >>;
  // clang-format on
};

}  // namespace approval
