// telling.cpp: people, deadlines, events and answers in words.
// SPDX-License-Identifier: BSL-1.0
#include "telling.hpp"

#include "encoding.hpp"
#include "trouble.hpp"
#include "vocabulary.hpp"

#include <rectify/wire.hpp>

#include <algorithm>
#include <cstdlib>
#include <type_traits>

namespace tracker {

using namespace rectify;

namespace {

// Parts of a sentence, joined by " · ".
class Parts {
 public:
  explicit Parts(Lang lang) : lang_(lang) {}
  void add(std::string_view zh, std::string_view en, std::string_view value) {
    if (value.empty()) return;
    if (!text_.empty()) text_ += " · ";
    const std::string_view label = lang_ == Lang::zh ? zh : en;
    text_.append(label).append(label.empty() ? "" : lang_ == Lang::zh ? "：" : ": ");
    text_ += printable(value, " ");
  }
  void add(std::string_view value) { add({}, {}, value); }
  std::string text() && { return std::move(text_); }

 private:
  Lang lang_;
  std::string text_;
};

}  // namespace

std::string wrapped(std::string_view text, std::size_t places, std::size_t margin) {
  if (places < margin + 20) return std::string(text);
  const std::size_t room = places - margin;
  std::string out;
  std::size_t used = 0, begin = 0, blank = std::string_view::npos;  // of the line now
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const std::size_t length = std::max<std::size_t>(c.length, 1);
    const std::size_t width = display_width(c.length > 0 ? c.value : U'?');
    if (used + width > room) {
      // Back to the last blank, unless the line would be half empty.
      const bool back = blank != std::string_view::npos && blank > begin + (at - begin) / 2;
      const std::size_t end = back ? blank : at;
      out.append(text.substr(begin, end - begin)).append("\n").append(margin, ' ');
      begin = at = back ? blank + 1 : at;
      used = 0, blank = std::string_view::npos;
      continue;
    }
    if (text[at] == '\n') {
      out.append(text.substr(begin, at + 1 - begin));
      begin = ++at;
      used = 0, blank = std::string_view::npos;
      continue;
    }
    if (text[at] == ' ') blank = at;
    used += width;
    at += length;
  }
  return out.append(text.substr(begin));
}

std::string moment(Instant at, Zone zone) {
  return write_instant(at, zone).substr(0, 16).replace(10, 1, " ");
}

std::string person(const Actor& actor, Lang lang) {
  if (actor.name.empty()) return lang == Lang::zh ? "（系统）" : "(the clock)";
  const bool zh = lang == Lang::zh;
  std::string out = printable(actor.name, " ");
  if (!actor.unit.empty())
    out += (zh ? "（" : " (") + printable(actor.unit, " ") + (zh ? "）" : ")");
  if (!actor.stands_in_for.empty())
    out += (zh ? " 代 " : " for ") + printable(actor.stands_in_for, " ");
  return out;
}

std::string owner(const Owner& who, Lang lang) {
  const bool zh = lang == Lang::zh;
  Parts parts(lang);
  parts.add(who.unit);
  parts.add("责任领导", "leader", who.leader);
  parts.add("经办人", "handler", who.handler);
  std::string co;
  for (const auto& unit : who.co_units) co += (co.empty() ? "" : zh ? "、" : "; ") + unit;
  parts.add("配合单位", "with", co);
  return std::move(parts).text();
}

std::string deadline_day(const Deadline& d, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (!d.due) return d.continuous ? (zh ? "长期" : "ongoing") : (zh ? "立即" : "at once");
  return write_day(*d.due) + (d.provisional ? (zh ? "（暂定）" : " (provisional)") : "");
}
std::string deadline(const Deadline& d, Lang lang) {
  std::string out = deadline_day(d, lang);
  const std::string& said = d.phrase.empty() ? d.text : d.phrase;
  if (said.empty() || said == out) return out;
  return out + (lang == Lang::zh ? "（" : " (") + printable(said, " ") +
         (lang == Lang::zh ? "）" : ")");
}

std::string evidence(const Evidence& e, Lang lang) {
  const bool zh = lang == Lang::zh;
  switch (e.kind) {
    case EvidenceKind::text: return printable(e.text, " ");
    case EvidenceKind::link: return (zh ? "链接 " : "link ") + printable(e.text, " ");
    case EvidenceKind::file:
      return (zh ? "文件 " : "file ") + printable(e.text, " ") +
             " sha256:" + e.sha256.substr(0, 12) + "…";
  }
  return {};
}

Colour colour_of(Light light) {
  switch (light) {
    case Light::grey: return Colour::dim;
    case Light::green: return Colour::green;
    case Light::yellow: return Colour::yellow;
    case Light::red: return Colour::red;
  }
  return Colour::none;
}

std::string standing_at(const Item& item, Lang lang) {
  return item.flow ? printable(place(item), " ") : std::string(word(item.state.main, lang));
}

std::string state_and_name(const Item& item, Lang lang) {
  std::string out(lang == Lang::zh ? word(item.state.main, lang) : name(item.state.main));
  if (lang == Lang::zh) out += " " + std::string(name(item.state.main));
  if (item.resolution != Resolution::none) {
    out += lang == Lang::zh ? "（" + std::string(word(item.resolution, lang)) + " " : " (";
    out += std::string(name(item.resolution)) + (lang == Lang::zh ? "）" : ")");
  }
  return out;
}

namespace {

// "1 working day", "5 days", "5 个工作日".
std::string days_told(std::int32_t days, bool working, Lang lang) {
  const std::string n = std::to_string(std::abs(days));
  if (lang == Lang::zh) return n + (working ? " 个工作日" : " 天");
  return n + (working ? " working day" : " day") + (std::abs(days) == 1 ? "" : "s");
}

}  // namespace

std::string clock(const ClockDays& days, Lang lang) {
  const std::string used = days_told(days.used, days.working, lang);
  const std::string left = days_told(days.left, days.working, lang);
  if (days.used < 0)  // counted from a day to come
    return lang == Lang::zh ? used + "后起算，剩 " + left
                            : "begins in " + used + ", " + left + " left";
  if (lang == Lang::zh) return "已用 " + used + (days.left < 0 ? "，已逾期 " : "，剩 ") + left;
  return used + " used, " + left + (days.left < 0 ? " overdue" : " left");
}

std::string level(int escalation, Lang lang) {
  if (escalation == 0) return {};
  return std::to_string(escalation) + " " + std::string(word_of_level(escalation, lang));
}

namespace {

// A tick's new light, and the step of the ladder that it reached.
void tell_tick(const Event& event, Lang lang, Parts& parts) {
  const bool zh = lang == Lang::zh;
  const bool overdue = event.state.timeliness == Timeliness::overdue;
  parts.add(overdue ? (zh ? "红灯：已逾期" : "red: overdue")
                    : (zh ? "黄灯：临近到期" : "yellow: due soon"));
  if (event.rung == 0) return;
  const std::string n = days_told(event.rung, true, lang);
  parts.add("逾期满 " + n + "，升至", n + " overdue, raised to", level(event.escalation, lang));
}

// The deadline that an event brings: from which day to which.
void tell_deadline(const Event& event, Lang lang, const Item* before, Parts& parts) {
  if (!event.deadline) return;
  const bool zh = lang == Lang::zh;
  const bool asked = std::holds_alternative<RequestExtension>(event.body);
  const bool reckoned = std::holds_alternative<Reckon>(event.body);
  std::string words = deadline(*event.deadline, lang);
  if (!asked && before != nullptr && before->deadline) {
    if (due(*before) != event.deadline->due)
      words = deadline_day(*before->deadline, lang) + " → " + words;
    else if (reckoned && !event.deadline->provisional)
      words += zh ? "，不再暂定" : ", no longer provisional";
  }
  parts.add(asked ? "延至" : "时限", asked ? "until" : "due", words);
  if (reckoned) parts.add(zh ? "按新载入的日历" : "by the calendar that was loaded");
}

}  // namespace

std::string particulars(const Event& event, Lang lang, const Item* before) {
  Parts parts(lang);
  std::visit(
      [&](const auto& c) {
        using C = std::decay_t<decltype(c)>;
        if constexpr (std::is_same_v<C, Report>) parts.add("来源", "source", c.source);
        if constexpr (requires { c.owner; }) parts.add(owner(c.owner, lang));
        if constexpr (requires { c.supervisor; }) parts.add("督导", "supervisor", c.supervisor);
        if constexpr (std::is_same_v<C, Report>)
          parts.add("时限原文", "deadline as written", c.phrase);
        if constexpr (std::is_same_v<C, Report>)
          if (c.document_day) parts.add("清单日期", "day of the list", write_day(*c.document_day));
        if constexpr (std::is_same_v<C, Progress>) parts.add(std::to_string(c.percent) + "%");
        if constexpr (std::is_same_v<C, Merge>)
          parts.add("并入", "into", "#" + std::to_string(c.into));
        if constexpr (std::is_same_v<C, ChangeSeverity>) parts.add(word(c.severity, lang));
        if constexpr (std::is_same_v<C, Escalate>)
          parts.add("级别", "level", level(event.escalation, lang));
        if constexpr (std::is_same_v<C, LinkTo>) {
          parts.add(name(c.link.kind));
          if (c.link.target != 0) parts.add("#" + std::to_string(c.link.target));
          parts.add(c.link.text);
        }
        if constexpr (std::is_same_v<C, Correct>) {
          const auto corrected = [&](std::string_view zh, std::string_view en, const auto& value) {
            if (value) parts.add(zh, en, value->empty() ? std::string("—") : *value);
          };
          corrected("问题", "title", c.title), corrected("描述", "description", c.description);
          corrected("来源", "source", c.source), corrected("分类", "category", c.category);
          corrected("编号", "reference", c.reference), corrected("措施", "measures", c.measures);
          corrected("目标", "goal", c.goal), corrected("备注", "remarks", c.remarks);
        }
        if constexpr (requires { c.fields; })
          for (const auto& field : c.fields) parts.add(field.name, field.name, field.value);
        if constexpr (std::is_same_v<C, Migrate>)
          if (event.flow) parts.add("流程版本", "version", std::to_string(event.flow->version));
        if constexpr (std::is_same_v<C, Tick>) tell_tick(event, lang, parts);
        if constexpr (std::is_same_v<C, Reopen>)
          if (event.deadline && c.deadline.empty())
            parts.add(lang == Lang::zh ? "时限按制度" : "its deadline by the policy");
        tell_deadline(event, lang, before, parts);
        if (event.clock) parts.add("时钟", "clock", clock(*event.clock, lang));
        if constexpr (std::is_same_v<C, Hold>)
          if (!event.hold_stops_clock) parts.add(lang == Lang::zh ? "不停钟" : "its clock goes on");
        if constexpr (requires { c.evidence; })
          for (const auto& e : c.evidence) parts.add("佐证", "evidence", evidence(e, lang));
        if constexpr (requires { c.reason; }) parts.add("理由", "reason", c.reason);
        if constexpr (requires { c.note; }) parts.add(c.note);
        if constexpr (requires { c.text; }) parts.add(c.text);
      },
      event.body);
  return std::move(parts).text();
}

Exit tell_answer(const Session& session, const Ledger& ledger, const Answer& answer,
                 std::string_view done) {
  const Lang lang = session.lang;
  if (session.json) {
    print(to_json(answer, lang) + "\n");
    return answer.accepted ? Exit::done : Exit::refused;
  }
  if (answer.accepted) {
    std::string out(done);
    if (answer.item != 0) {
      out = "#" + std::to_string(answer.item) + " " + out;
      // Of a trial the ledger knows no more than the answer.
      const auto item = ledger.find(answer.item);
      const bool kept = item && item->version == answer.version;
      Item tried;
      tried.state = answer.state;
      out += " → " + state_and_name(kept ? *item : tried, lang);
      if (kept && item->deadline && is_in_hand(item->state))
        out += std::string(session.say(" · 时限 ", " · due ")) + deadline(*item->deadline, lang);
    }
    if (answer.repeated)
      out += session.say("（此前已执行，未重复）", " (was applied before; not again)");
    print(out + "\n");
    return Exit::done;
  }
  std::string why(session.say("退回：", "refused: "));
  why += answer.refusal ? told(*answer.refusal, lang) : "";
  for (const auto& between : answer.in_between) {
    const auto* event = std::get_if<Event>(&between.what);
    if (event == nullptr) continue;
    why += "\n  " + moment(event->at, ledger.zone()) + "  " + person(event->actor, lang) + "  " +
           std::string(word_of_command(name(kind_of(event->body)), lang)) + "  " +
           particulars(*event, lang);
  }
  complain(wrapped(why, session.places, 2) + "\n");
  return Exit::refused;
}

std::string ticked(const Session& session, const Ledger& ledger,
                   const std::vector<Answer>& answers) {
  if (answers.empty()) return std::string(session.say("灯色没有变化\n", "no light changed\n"));
  std::string out;
  for (const auto& answer : answers) {
    const auto item = ledger.find(answer.item);
    if (!item) continue;
    const auto light = "● " + std::string(word(answer.light, session.lang));
    out += coloured(light, colour_of(answer.light), session.colours) + "  #" +
           std::to_string(item->id) + " " + cut(printable(item->title, " "), 50);
    if (item->deadline)
      out += std::string(session.say(" · 时限 ", " · due ")) +
             deadline_day(*item->deadline, session.lang);
    if (answer.light == rectify::Light::red && item->escalation > 0)
      out += " · " + std::string(word_of_level(item->escalation, session.lang));
    out += " · " + printable(item->owner.unit, " ") + "\n";
  }
  return out;
}

}  // namespace tracker
