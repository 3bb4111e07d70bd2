// show_verb.cpp: tracker show N: one item, and what may be done with it now.
// SPDX-License-Identifier: BSL-1.0
#include "json_text.hpp"
#include "session.hpp"
#include "telling.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"

#include <rectify/phrase.hpp>
#include <rectify/rectify.hpp>

#include <algorithm>

namespace tracker {

using namespace rectify;

namespace {

// "label  value" lines, the labels padded to one width.
class Facts {
 public:
  Facts(const Session& session, std::string& out) : session_(session), out_(out) {}
  Facts& line(std::string_view zh, std::string_view en, std::string_view value) {
    if (value.empty()) return *this;
    const std::string label(session_.say(zh, en));
    const std::size_t width = session_.lang == Lang::zh ? 10 : 13;
    const std::size_t used = display_width(label);
    out_ += "  " + coloured(label, Colour::dim, session_.colours) +
            std::string(used < width ? width - used : 1, ' ');
    // Further lines of a text stand below its first.
    const std::string margin(width + 2, ' ');
    std::string all;
    for (std::size_t begin = 0; begin <= value.size();) {
      const auto end = std::min(value.find('\n', begin), value.size());
      all +=
          (begin == 0 ? "" : "\n" + margin) +
          wrapped(printable(value.substr(begin, end - begin), " "), session_.places, margin.size());
      begin = end + 1;
    }
    out_ += all + "\n";
    return *this;
  }

 private:
  const Session& session_;
  std::string& out_;
};

std::string count_or_none(std::int64_t n) { return n == 0 ? "" : std::to_string(n); }

// How far the clock had come when it was stopped.
ClockDays stopped_clock(const Deadline& deadline, Day since, const WorkCalendar& calendar) {
  const Day from = deadline.counted.value_or(deadline.reference);
  if (counts_working_days(deadline))
    return {calendar.between(from, since), calendar.between(since, *deadline.due), true};
  return {static_cast<std::int32_t>((since - from).count()),
          static_cast<std::int32_t>((*deadline.due - since).count()), false};
}

// The deadline: its words, what they were read as and when, and what belongs to its kind.
void deadline_facts(const Item& item, const Session& session, const WorkCalendar& calendar,
                    Day today, Facts& facts) {
  const Lang lang = session.lang;
  const auto say = [&](std::string_view zh, std::string_view en) {
    return std::string(session.say(zh, en));
  };
  const Deadline& d = *item.deadline;
  facts.line("整改时限", "Deadline", deadline(d, lang))
      .line("读作", "Read as",
            format(d, lang) + say("，自 ", ", on ") + write_day(d.reference) + say(" 起", ""));
  if (!d.phrase.empty() && d.phrase != d.text) facts.line("所读", "Words read", d.text);
  if (d.start) facts.line("起始", "From", write_day(*d.start));
  for (const auto& step : d.milestones) {
    if (!step.span.due) continue;
    const bool past = *step.span.due < today;
    facts.line("分步", "Step",
               write_day(*step.span.due) + (step.act.empty() ? "" : " " + step.act) +
                   (step.span.provisional ? say("（暂定）", " (provisional)") : "") +
                   (past ? say(" · 已过", " · past") : ""));
  }
  if (d.continuous)
    facts.line("长期坚持", "Ongoing",
               d.review_months > 0
                   ? say("每 ", "reviewed every ") + std::to_string(d.review_months) +
                         say(" 个月复核一次", d.review_months == 1 ? " month" : " months")
                   : say("未定复核周期", "no review interval"));
  if (d.provisional)
    facts.line("暂定", "Provisional",
               say("超出已公布的放假安排，公布后重新推算",
                   "beyond the published working days; reckoned again when they are known"));
  if (item.state.holding == Holding::on_hold && item.held_since) {
    std::string held = write_day(*item.held_since) + say(" 起", "");
    if (item.hold_stops_clock && d.due)
      held += say("，停钟：", ", its clock stopped: ") +
              clock(stopped_clock(d, *item.held_since, calendar), lang);
    else
      held += say("，不停钟", ", its clock goes on");
    facts.line("挂起", "On hold", held);
  }
}

std::string facts(const Item& item, const Session& session, const Ledger& ledger) {
  const Zone zone = ledger.zone();
  const Lang lang = session.lang;
  std::string out = coloured("#" + std::to_string(item.id) + "  " + printable(item.title, " "),
                             Colour::bold, session.colours) +
                    "\n";
  Facts facts(session, out);
  const Light lamp = light(item);
  std::string state =
      coloured("● " + std::string(word(lamp, lang)), colour_of(lamp), session.colours) + "  " +
      state_and_name(item, lang);
  if (item.state.extension == Extension::requested)
    state += session.say(" · 申请延期中", " · extension requested");
  if (item.state.holding == Holding::on_hold) state += session.say(" · 挂起", " · on hold");
  if (item.flow) {
    state.append(session.say(" · 流程 ", " · workflow ")).append(item.flow->workflow);
    state.append(" ").append(std::to_string(item.flow->version)).append(": ").append(place(item));
  }
  out += "  " + state + "\n";
  facts.line("描述", "Description", item.description)
      .line("来源", "Source", item.source)
      .line("分类", "Category", item.category)
      .line("程度", "Severity", word(item.severity, lang))
      .line("原编号", "Reference", item.reference)
      .line("责任主体", "Owner", owner(item.owner, lang))
      .line("督导单位", "Supervisor", item.supervisor)
      .line("整改措施", "Measures", item.measures)
      .line("整改目标", "Goal", item.goal);
  if (item.deadline)
    deadline_facts(item, session, ledger.calendar(), session.today(ledger), facts);
  else
    facts.line("时限原文", "As written", item.phrase);
  if (item.document_day && !item.deadline)
    facts.line("清单日期", "List of", write_day(*item.document_day));
  for (const auto& former : item.former_deadlines)
    facts.line("原时限", "Before",
               deadline(former.deadline, lang) + std::string(session.say(" · 至 ", " · until ")) +
                   moment(former.until, zone) + " " +
                   std::string(word_of_command(former.why, lang)));
  if (item.extension)
    facts.line("申请延至", "Asked for",
               deadline(item.extension->deadline, lang) + " · " + item.extension->reason + " · " +
                   person(item.extension->by, lang));
  if (item.percent > 0 || item.state.main == Main::working)
    facts.line("进度", "Progress", std::to_string(item.percent) + "%");
  for (const auto& proof : item.evidence) facts.line("佐证", "Evidence", evidence(proof, lang));
  for (const auto& link : item.links)
    facts.line("关联", "Link",
               std::string(name(link.kind)) +
                   (link.target != 0 ? " #" + std::to_string(link.target) : "") +
                   (link.text.empty() ? "" : " " + link.text));
  facts
      .line("并入", "Merged into",
            item.merged_into != 0 ? "#" + std::to_string(item.merged_into) : "")
      .line("延期次数", "Extensions", count_or_none(item.extensions))
      .line("退回次数", "Rejections", count_or_none(item.rejections))
      .line("重开次数", "Reopenings", count_or_none(item.reopenings))
      .line("督办级别", "Escalation", level(item.escalation, lang));
  if (item.submitted_by && item.submitted_at)
    facts.line("提交", "Submitted",
               moment(*item.submitted_at, zone) + "  " + person(*item.submitted_by, lang));
  if (item.verified_by && item.verified_at)
    facts.line("验收", "Verified",
               moment(*item.verified_at, zone) + "  " + person(*item.verified_by, lang));
  if (item.closed_at) facts.line("销号", "Closed", moment(*item.closed_at, zone));
  facts.line("备注", "Remarks", item.remarks)
      .line("登记", "Reported", moment(item.reported_at, zone))
      .line("版本", "Version", std::to_string(item.version));
  return out;
}

std::string joined(const std::vector<Refusal>& refusals, Lang lang) {
  std::string out;
  for (const auto& no : refusals)
    out += (out.empty() ? "" : lang == Lang::zh ? "；" : "; ") + rule(in_words(no, lang), lang);
  return out;
}

std::string label(CommandKind kind, Lang lang) {
  const std::string command(name(kind));
  return lang == Lang::zh ? std::string(word_of_command(command, lang)) + " " + command : command;
}

std::string line(std::string_view mark, Colour colour, const Allowance& each, std::string_view said,
                 const Session& session) {
  std::string out = coloured(mark, colour, session.colours) + label(each.command, session.lang);
  if (said.empty()) return out + "\n";
  constexpr std::size_t column = 28;  // where the words begin, four places in
  const std::size_t used = display_width(label(each.command, session.lang));
  if (session.places != 0 && session.places < column + 34)  // narrow: below the command
    return out + "\n      " + wrapped(said, session.places, 6) + "\n";
  return out + std::string(used < column ? column - used : 1, ' ') +
         wrapped(said, session.places, column + 4) + "\n";
}

// What may be done, what else may not and why; what the item's state rules out is told together.
std::string may(const std::vector<Allowance>& allowances, const Item& item,
                const Session& session) {
  const Lang lang = session.lang;
  const bool zh = lang == Lang::zh;
  std::string now, not_now, not_here;
  for (const auto& each : allowances) {
    const auto command = name(each.command);
    if (command == "tick" || command == "report") continue;
    if (each.allowed) {
      const std::string needs = joined(each.needs, lang);
      now +=
          line("  ✓ ", Colour::green, each,
               needs.empty() ? "" : std::string(session.say("须填：", "wants: ")) + needs, session);
    } else if (std::any_of(each.reasons.begin(), each.reasons.end(),
                           [](const Refusal& no) { return no.code == "state.wrong"; })) {
      not_here += (not_here.empty() ? "" : zh ? "、" : ", ") + label(each.command, lang);
    } else {
      not_now += line("  ✗ ", Colour::red, each, joined(each.reasons, lang), session);
    }
  }
  const std::string who = person(session.actor, lang);
  std::string out;
  if (!now.empty()) out += (zh ? who + " 现在可以：\n" : "May be done now by " + who + ":\n") + now;
  if (!not_now.empty())
    out += (zh ? who + " 现在不可以：\n" : "May not be done now by " + who + ":\n") + not_now;
  if (!not_here.empty())
    out += std::string(session.say("当前状态（", "Not from the state ")) +
           std::string(zh ? word(item.state.main, lang) : name(item.state.main)) +
           std::string(session.say("）不适用：", ": ")) + "\n    " +
           wrapped(not_here, session.places, 4) + "\n";
  return out;
}

std::string allowances_json(const std::vector<Allowance>& allowances, Lang lang) {
  const auto refusals = [&](const std::vector<Refusal>& all) {
    return json_list(all, [&](const Refusal& no) { return to_json(no, lang); });
  };
  return json_list(allowances, [&](const Allowance& each) {
    return tracker::Object()
        .put("command", name(each.command))
        .put("allowed", each.allowed)
        .raw("reasons", refusals(each.reasons))
        .raw("needs", refusals(each.needs))
        .text();
  });
}

Exit show(Session& session, const Given& given) {
  const auto ledger = session.open();
  const ItemId id = given.number("number", 0, 1, INT64_MAX);
  const auto item = ledger.find(id);
  if (!item) throw Refused(refuse("item.none", "item", std::to_string(id)));
  const auto now = session.now(ledger);
  const auto allowances = session.actor.name.empty() ? std::vector<Allowance>()
                                                     : ledger.allowed(id, session.actor, now);
  if (session.json) {
    print(tracker::Object()
              .raw("item", to_json(*item))
              .raw("allowed", allowances_json(allowances, session.lang))
              .text() +
          "\n");
    return Exit::done;
  }
  print(facts(*item, session, ledger));
  if (session.actor.name.empty())
    print(std::string(session.say("用 --as 姓名 --unit 单位 --role 角色 可看到此人现在能办什么\n",
                                  "with --as NAME --unit UNIT --role ROLE it says what they may do "
                                  "now\n")));
  else
    print(may(allowances, *item, session));
  return Exit::done;
}

}  // namespace

Verb show_verb() {
  return {.name = "show",
          .group = Group::list,
          .zh = "查看一个问题，以及此人现在能办什么、其余为何不能",
          .en = "shows one item, and what may be done now, and why not the rest",
          .options = {{"number", "N", "问题编号", "the item's number", Option::one, true}},
          .run = show};
}

}  // namespace tracker
