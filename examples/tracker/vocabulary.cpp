// vocabulary.cpp: the tracker's vocabulary in both languages.
// SPDX-License-Identifier: BSL-1.0
#include "vocabulary.hpp"

#include <algorithm>
#include <iterator>

namespace tracker {
namespace {

struct Word {
  std::string_view name, zh, en;
};

// clang-format off
constexpr Word states[] = {
  {"unlisted", "未登记", "unlisted"}, {"found", "已登记", "found"}, {"assigned", "已交办", "assigned"},
  {"rectifying.working", "整改中", "working"}, {"rectifying.submitted", "待验收", "submitted"},
  {"verified", "已验收", "verified"}, {"closed", "已销号", "closed"},
};
constexpr Word lights[] = {
  {"grey", "灰", "grey"}, {"green", "绿", "green"}, {"yellow", "黄", "yellow"}, {"red", "红", "red"},
};
constexpr Word severities[] = {
  {"minor", "轻微", "minor"}, {"moderate", "一般", "moderate"}, {"serious", "较重", "serious"},
  {"critical", "严重", "critical"},
};
constexpr Word resolutions[] = {
  {"none", "", ""}, {"rectified", "整改完成", "rectified"}, {"void", "不属问题", "void"},
  {"duplicate", "重复合并", "duplicate"},
};
constexpr Word commands[] = {
  {"report", "登记", "report"}, {"assign", "交办", "assign"}, {"fix-at-once", "即知即改", "fix at once"},
  {"void", "作废", "void"}, {"merge", "合并", "merge"}, {"decline", "退回交办", "decline"},
  {"reassign", "重新交办", "reassign"}, {"start", "开始整改", "start"}, {"progress", "报进度", "progress"},
  {"submit", "提交验收", "submit"}, {"recall", "撤回提交", "recall"}, {"verify", "验收通过", "verify"},
  {"reject", "验收退回", "reject"}, {"object", "公示异议", "object"}, {"close", "销号", "close"},
  {"reopen", "回头看重开", "reopen"}, {"request-extension", "申请延期", "request extension"},
  {"grant-extension", "批准延期", "grant extension"}, {"deny-extension", "不予延期", "deny extension"},
  {"hold", "挂起", "hold"}, {"resume", "恢复", "resume"}, {"comment", "备注", "comment"},
  {"attach", "补充佐证", "attach"}, {"escalate", "督办升级", "escalate"},
  {"change-severity", "调整等级", "change severity"}, {"link", "关联", "link"},
  {"correct", "更正", "correct"}, {"tick", "时间推移", "tick"},
  {"reckon", "重新推算时限", "reckon again"}, {"ledger-opened", "建账", "ledger opened"},
  {"policy-set", "更换制度", "policy set"},
};
constexpr Word fields[] = {
  {"reference", "原编号", "reference"}, {"title", "问题", "title"}, {"description", "描述", "description"},
  {"source", "来源", "source"}, {"category", "分类", "category"}, {"severity", "严重程度", "severity"},
  {"measures", "整改措施", "measures"}, {"goal", "整改目标", "goal"}, {"leader", "责任领导", "leader"},
  {"unit", "责任单位", "unit"}, {"handler", "经办人", "handler"}, {"co_units", "配合单位", "assisting units"},
  {"supervisor", "督导单位", "supervisor"}, {"phrase", "时限原文", "deadline as written"},
  {"due", "截止日期", "due date"}, {"reported", "登记日期", "reported on"}, {"remarks", "备注", "remarks"},
};
constexpr Word levels[] = {
  {"0", "", ""}, {"1", "催办", "urged"}, {"2", "督办", "supervised"}, {"3", "挂牌督办", "listed"},
};
constexpr Word roles[] = {
  {"clerk", "登记员", "clerk"}, {"coordinator", "协调员", "coordinator"}, {"verifier", "督导员", "verifier"},
  {"administrator", "管理员", "administrator"},
};
// clang-format on

template <std::size_t size>
std::string_view find(const Word (&words)[size], std::string_view name, Lang lang) {
  const auto* found = std::find_if(std::begin(words), std::end(words),
                                   [&](const Word& w) { return w.name == name; });
  if (found == std::end(words)) return name;
  return lang == Lang::zh ? found->zh : found->en;
}

template <std::size_t size>
std::optional<std::size_t> place(const Word (&words)[size], std::string_view said) {
  for (std::size_t i = 0; i < size; ++i)
    if (words[i].name == said || words[i].zh == said || words[i].en == said) return i;
  return std::nullopt;
}

constexpr Word conditions[] = {
    {"extension none", "未申请延期", ""},
    {"extension requested", "已申请延期", ""},
    {"hold running", "未挂起", ""},
    {"hold on-hold", "已挂起", ""},
};

// "found, assigned" → "已登记、已交办"; what is not known stays.
std::string each_in_words(std::string_view list) {
  std::string out;
  while (!list.empty()) {
    const auto end = std::min(list.find(", "), list.size());
    std::string_view said = find(states, list.substr(0, end), Lang::zh);
    said = find(roles, find(conditions, said, Lang::zh), Lang::zh);
    out.append(out.empty() ? "" : "、").append(said);
    list.remove_prefix(std::min(end + 2, list.size()));
  }
  return out;
}

}  // namespace

rectify::Refusal in_words(rectify::Refusal no, Lang lang) {
  if (lang != Lang::zh) return no;
  const bool of_state = no.code == "state.wrong";
  if (of_state || no.code == "actor.role" || no.code == "actor.not-owner") {
    if (of_state) no.value = word_of_command(no.value, lang), no.field.clear();
    if (!of_state && !no.args.empty()) no.args[0] = word_of_command(no.args[0], lang);
    if (of_state && !no.args.empty()) no.args[0] = each_in_words(no.args[0]);
    if (no.code != "actor.not-owner" && no.args.size() > 1) no.args[1] = each_in_words(no.args[1]);
  }
  if (no.code == "actor.not-supervisor" && no.args.size() > 1)
    no.args[1] = each_in_words(no.args[1]);
  return no;
}

std::string_view word(rectify::Main s, Lang lang) { return find(states, name(s), lang); }
std::string_view word(rectify::Light l, Lang lang) { return find(lights, name(l), lang); }
std::string_view word(rectify::Severity s, Lang lang) { return find(severities, name(s), lang); }
std::string_view word(rectify::Resolution r, Lang lang) { return find(resolutions, name(r), lang); }
std::string_view word_of_command(std::string_view command, Lang lang) {
  return find(commands, command, lang);
}
std::string_view word_of_field(std::string_view field, Lang lang) {
  return find(fields, field, lang);
}
std::string_view word_of_level(int level, Lang lang) {
  if (level < 0 || level >= static_cast<int>(std::size(levels))) return {};
  const Word& found = levels[level];
  return lang == Lang::zh ? found.zh : found.en;
}
std::string_view word_of_role(std::string_view role, Lang lang) { return find(roles, role, lang); }

std::optional<std::vector<rectify::Main>> read_states(std::string_view said) {
  using rectify::Main;
  if (said == "rectifying") return {{Main::working, Main::submitted}};
  if (said == "open" || said == "未销号")
    return {{Main::found, Main::assigned, Main::working, Main::submitted, Main::verified}};
  const auto at = place(states, said);
  if (!at || *at == 0) return std::nullopt;
  return {{static_cast<Main>(*at)}};
}

std::optional<rectify::Light> read_light(std::string_view said) {
  for (const std::string_view suffix : {"灯", "色"})
    if (said.ends_with(suffix)) said.remove_suffix(suffix.size());
  const auto at = place(lights, said);
  if (!at) return std::nullopt;
  return static_cast<rectify::Light>(*at);
}

}  // namespace tracker
