// forms.cpp: the forms, in the order of the machine's table.
// SPDX-License-Identifier: BSL-1.0
#include "forms.hpp"

#include "calendar_option.hpp"
#include "proof.hpp"
#include "vocabulary.hpp"

#include <rectify/day.hpp>

namespace tracker {

using namespace rectify;

namespace {

// Options that several forms have.
constexpr Option reason{"--reason", "TEXT", "理由", "why"};
constexpr Option note{"--note", "TEXT", "说明", "a note"};
constexpr Option unit{"--owner,--to", "UNIT", "责任单位（牵头单位）", "the unit that must rectify"};
constexpr Option leader{"--leader", "NAME", "责任领导", "its responsible leader"};
constexpr Option handler{"--handler", "NAME", "经办人", "who does it"};
constexpr Option co_unit{"--co-unit", "UNIT", "配合单位，可重复",
                         "a unit that assists; may be repeated", Option::many};
constexpr Option supervisor{"--supervisor", "UNIT", "督导单位（验收），不得为责任单位",
                            "the unit that verifies; never the owner's"};
constexpr Option deadline{"--deadline,--by", "PHRASE",
                          "整改时限，按措辞读：7月底前、15个工作日内、2018-07-31",
                          "the deadline, in words or as a day: \"by end of July\", 15个工作日内, "
                          "2018-07-31"};
// Of assign: the list has brought one perhaps.
constexpr Option deadline_or_lists{
    "--deadline,--by", "PHRASE",
    "整改时限，按措辞读：7月底前、15个工作日内、2018-07-31；不写则读清单上的时限原文",
    "the deadline, in words or as a day: \"by end of July\", 15个工作日内, 2018-07-31; without it "
    "the list's own words are read"};
constexpr Option phrase{"--phrase", "TEXT", "文件上的时限原文，与时限不同时另记；原样保留",
                        "the document's own words, kept, where they are others than the deadline"};
constexpr Option lists_phrase{"--phrase", "TEXT",
                              "清单上的时限原文，如 7月底前；原样保留，交办时读",
                              "the list's words for the deadline (\"by end of July\"), kept, and "
                              "read when it is assigned"};
constexpr Option document_day{"--document-day", "DAY", "清单的日期：时限原文从这一天读起",
                              "the day of the list, on which its words are read"};
constexpr Option from{"--from,--reference-day", "DAY",
                      "时限从哪一天读起，天数从次日起算（默认操作当天）",
                      "the day on which the words are read; days count from the day after it "
                      "(default: the command's day)"};
constexpr Option from_or_lists{
    "--from,--reference-day", "DAY",
    "时限从哪一天读起，天数从次日起算（默认当天；读清单原文时为清单的日期）",
    "the day on which the words are read; days count from the day after it (default: the "
    "command's day, or the list's where its words are read)"};
constexpr Option measures{"--measures", "TEXT", "整改措施", "what is to be done"};
constexpr Option goal{"--goal", "TEXT", "整改目标", "what is to be reached"};
constexpr Option severity{"--severity", "LEVEL", "严重程度：轻微 一般 较重 严重",
                          "minor, moderate, serious or critical"};
constexpr Option text{"--text", "TEXT", "文字佐证，可重复", "evidence as text; may be repeated",
                      Option::many};
constexpr Option link{"--link", "ADDRESS", "链接佐证，可重复",
                      "evidence as an address; may be repeated", Option::many};
constexpr Option file{"--file", "PATH", "文件佐证（记录文件名和 SHA-256），可重复",
                      "a file as evidence (its name and SHA-256 are kept); may be repeated",
                      Option::many};

constexpr std::string_view how_words_are_read_zh =
    "时限怎样读：tracker deadline explain 15个工作日内。";
constexpr std::string_view how_words_are_read_en =
    "How a deadline's words are read: tracker deadline explain \"within 15 working days\".";

Owner owner_of(const Given& given) {
  return {.unit = given.one("owner"),
          .leader = given.one("leader"),
          .handler = given.one("handler"),
          .co_units = given.all("co-unit")};
}
Severity severity_of(const Given& given) {
  const std::string said = given.one("severity");
  if (said.empty()) return Severity::moderate;
  for (const auto level :
       {Severity::minor, Severity::moderate, Severity::serious, Severity::critical})
    if (said == name(level) || said == word(level, Lang::zh)) return level;
  throw Refused(refuse("severity.unknown", "severity", said));
}
std::optional<std::string> optional(const Given& given, std::string_view name) {
  return given.has(name) ? std::optional(given.one(name)) : std::nullopt;
}
std::optional<Day> day_of_option(const Given& given, std::string_view name) {
  if (!given.has(name)) return std::nullopt;
  return day_said(given, name);
}
template <class C>
Body with_reason(const Given& given) {
  C c;
  c.reason = given.one("reason");
  return c;
}
template <class C>
Body with_note(const Given& given) {
  C c;
  c.note = given.one("note");
  return c;
}
template <class C>
Body with_deadline(const Given& given) {
  C c;
  c.reason = given.one("reason");
  c.deadline = given.one("deadline");
  c.phrase = given.one("phrase");
  c.reference_day = day_of_option(given, "from");
  return c;
}

// clang-format off
std::vector<Form> make_forms() {
  return {
      {"report", "登记一个问题", "puts a problem on the list",
       {{"title", "TITLE", "问题", "the problem"},
        {"--description", "TEXT", "详细描述", "more of it"},
        {"--source", "TEXT", "来源", "where it came from"},
        {"--category", "TEXT", "问题分类", "its category"},
        {"--reference", "TEXT", "原编号", "the list's own number"},
        severity, measures, goal, lists_phrase, document_day, unit, leader, handler, co_unit,
        supervisor, {"--remarks", "TEXT", "备注", "remarks"},
        {"--item", "N", "指定问题编号（默认顺序编号）", "the item number wished for (default: the next)"}},
       [](const Given& g) -> Body {
         return Report{.title = g.one("title"), .description = g.one("description"),
                       .source = g.one("source"), .category = g.one("category"),
                       .reference = g.one("reference"), .measures = g.one("measures"),
                       .goal = g.one("goal"), .phrase = g.one("phrase"),
                       .document_day = day_of_option(g, "document-day"),
                       .remarks = g.one("remarks"), .severity = severity_of(g),
                       .owner = owner_of(g), .supervisor = g.one("supervisor")};
       },
       "已登记", "reported"},
      {"assign", "交办：明确责任主体和整改时限", "gives it an owner and a deadline",
       {unit, leader, handler, co_unit, supervisor, deadline_or_lists, phrase, from_or_lists,
        measures, goal},
       [](const Given& g) -> Body {
         return Assign{.owner = owner_of(g), .supervisor = g.one("supervisor"),
                       .deadline = g.one("deadline"), .phrase = g.one("phrase"),
                       .reference_day = day_of_option(g, "from"),
                       .measures = g.one("measures"), .goal = g.one("goal")};
       },
       "已交办", "assigned", how_words_are_read_zh, how_words_are_read_en},
      {"fix-at-once", "即知即改：当场整改并提交，仍须验收", "fixed on the spot; still to be verified",
       {unit, leader, handler, co_unit, supervisor, measures, text, link, file},
       [](const Given& g) -> Body {
         return FixAtOnce{.owner = owner_of(g), .supervisor = g.one("supervisor"),
                          .measures = g.one("measures"), .evidence = evidence_of(g)};
       },
       "已即知即改", "fixed at once"},
      {"void", "作废：不属于问题", "it is no problem", {reason}, with_reason<Void>, "已作废", "voided"},
      {"merge", "并入另一问题", "merges it into another item",
       {{"--into", "N", "保留的问题编号", "the item that stays"}, reason},
       [](const Given& g) -> Body {
         return Merge{.into = g.number("into", 0, 1, INT64_MAX), .reason = g.one("reason")};
       },
       "已合并", "merged"},
      {"decline", "责任单位退回交办：不属本单位职责", "the owner sends it back: not ours", {reason},
       with_reason<Decline>, "已退回交办", "declined"},
      {"reassign", "重新交办给另一责任主体", "gives it to another owner",
       {unit, leader, handler, co_unit, supervisor, deadline, phrase, from, reason},
       [](const Given& g) -> Body {
         return Reassign{.owner = owner_of(g), .supervisor = g.one("supervisor"),
                         .deadline = g.one("deadline"), .phrase = g.one("phrase"),
                         .reference_day = day_of_option(g, "from"),
                         .reason = g.one("reason")};
       },
       "已重新交办", "reassigned",
       how_words_are_read_zh, how_words_are_read_en},
      {"start", "责任单位开始整改", "the owner starts to work on it", {note}, with_note<Start>,
       "已开始整改", "started"},
      {"progress", "报告整改进度", "tells how far it is",
       {{"--percent", "0-100", "完成百分比", "percent done"}, measures, note},
       [](const Given& g) -> Body {
         return Progress{.percent = static_cast<std::int32_t>(
                             g.number("percent", 0, INT32_MIN, INT32_MAX)),
                         .measures = g.one("measures"), .note = g.one("note")};
       },
       "已报进度", "progress noted"},
      {"submit", "提交验收，附佐证材料", "submits the result with its evidence",
       {text, link, file, note},
       [](const Given& g) -> Body {
         return Submit{.evidence = evidence_of(g), .note = g.one("note")};
       },
       "已提交验收", "submitted"},
      {"recall", "撤回提交", "takes a submission back", {reason}, with_reason<Recall>, "已撤回",
       "recalled"},
      {"verify", "验收通过；不带编号则校验台账", "accepts the result; without a number: proves the ledger",
       {note}, with_note<Verify>, "验收通过", "verified"},
      {"reject", "验收退回，须说明理由", "sends a submission back, saying why", {reason},
       with_reason<Reject>, "已退回整改", "rejected"},
      {"object", "公示期内提出异议", "objects in the public notice", {reason},
       with_reason<rectify::Object>, "已提出异议", "objected"},
      {"close", "销号", "strikes it off", {note}, with_note<Close>, "已销号", "closed"},
      {"reopen", "回头看发现反弹，重新打开", "a look-back found it again",
       {reason, deadline, phrase, from}, with_deadline<Reopen>, "已重新打开", "reopened",
       how_words_are_read_zh, how_words_are_read_en},
      {"request-extension", "责任单位申请延期", "the owner asks for a later deadline",
       {reason, deadline, phrase, from}, with_deadline<RequestExtension>, "已申请延期",
       "extension requested", how_words_are_read_zh, how_words_are_read_en},
      {"grant-extension", "批准延期", "grants the extension", {note}, with_note<GrantExtension>,
       "已批准延期", "extension granted"},
      {"deny-extension", "不予延期，须说明理由", "denies the extension, saying why", {reason},
       with_reason<DenyExtension>, "未予延期", "extension denied"},
      {"hold", "挂起（暂停计时与否由制度定）", "puts it on hold", {reason}, with_reason<Hold>, "已挂起",
       "on hold"},
      {"resume", "恢复", "ends the hold", {note}, with_note<Resume>, "已恢复", "resumed"},
      {"comment", "添加备注", "adds a comment", {{"text", "TEXT", "内容", "what to say"}},
       [](const Given& g) -> Body { return Comment{.text = g.one("text")}; }, "已备注", "noted"},
      {"attach", "补充佐证材料", "adds evidence", {text, link, file},
       [](const Given& g) -> Body { return Attach{.evidence = evidence_of(g)}; }, "已附佐证",
       "attached"},
      {"escalate", "督办升级：1 催办，2 督办，3 挂牌督办", "escalates it: 1 urged, 2 supervised, 3 listed",
       {{"--level", "1-3", "级别（默认下一级）", "the level (default: the next)"}, reason},
       [](const Given& g) -> Body {
         return Escalate{
             .level = static_cast<std::int32_t>(g.number("level", 0, INT32_MIN, INT32_MAX)),
             .reason = g.one("reason")};
       },
       "已升级督办", "escalated"},
      {"change-severity", "调整严重程度", "changes its severity", {severity, reason},
       [](const Given& g) -> Body {
         if (!g.has("severity")) throw Refused(refuse("severity.unknown", "severity", ""));
         return ChangeSeverity{.severity = severity_of(g), .reason = g.one("reason")};
       },
       "已调整等级", "severity changed"},
      {"link", "关联其他问题或成果", "links another item or an outcome",
       {{"--target", "N", "关联的问题编号", "the other item"},
        {"--kind", "KIND", "related 相关（默认）、follows 后续、outcome 成果",
         "related (default), follows or outcome"},
        {"--text", "TEXT", "说明，或成果的名称、地址", "a note, or the outcome's title or address"}},
       [](const Given& g) -> Body {
         const std::string kind = g.has("kind") ? g.one("kind") : "related";
         const auto known = named<LinkKind>(link_names, kind);
         if (!known) throw Refused(refuse("kind.unknown", "kind", kind, {"related, follows, outcome"}));
         return LinkTo{.link = {.kind = *known, .target = g.number("target", 0, 1, INT64_MAX),
                                .text = g.one("text")}};
       },
       "已关联", "linked"},
      {"correct", "管理员更正文字（留痕，不改旧记录）", "an administrator's correction, kept as an event",
       {{"--title", "TEXT", "问题", "the problem"},
        {"--description", "TEXT", "详细描述", "more of it"},
        {"--source", "TEXT", "来源", "where it came from"},
        {"--category", "TEXT", "问题分类", "its category"},
        {"--reference", "TEXT", "原编号", "the list's own number"},
        measures, goal,
        {"--remarks", "TEXT", "备注", "remarks"},
        reason},
       [](const Given& g) -> Body {
         return Correct{.title = optional(g, "title"), .description = optional(g, "description"),
                        .source = optional(g, "source"), .category = optional(g, "category"),
                        .reference = optional(g, "reference"), .measures = optional(g, "measures"),
                        .goal = optional(g, "goal"), .remarks = optional(g, "remarks"),
                        .reason = g.one("reason")};
       },
       "已更正", "corrected"},
  };
}
// clang-format on

}  // namespace

const std::vector<Form>& forms() {
  static const std::vector<Form> all = make_forms();
  return all;
}

}  // namespace tracker
