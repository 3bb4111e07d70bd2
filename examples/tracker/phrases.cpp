// phrases.cpp: cells read, sorted and grouped.
// SPDX-License-Identifier: BSL-1.0
#include "phrases.hpp"

#include "table.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace tracker {

using namespace rectify;

namespace {

struct Said {
  std::string_view code, zh, en;
};
// clang-format off
constexpr Said reasons[] = {
  {"deadline.anchor", "起算日不明", "no day to count from"}, {"deadline.approximate", "约数", "approximate"},
  {"deadline.condition", "附条件", "a condition"}, {"deadline.count", "天数不当", "an unfit number"},
  {"deadline.fiscal", "财年或学年", "a fiscal or school year"}, {"deadline.fuzzy", "日期不明确", "no certain day"},
  {"deadline.hours", "以小时计", "hours"}, {"deadline.lower-bound", "只写始于何时", "only says from when"},
  {"deadline.masked", "日期未填", "not filled in"}, {"deadline.missing", "未写时限", "no deadline"},
  {"deadline.negation", "否定说法", "a negation"}, {"deadline.no-time", "没有写何时", "doesn't say when"},
  {"deadline.no-year", "缺年份", "no year"}, {"deadline.order", "起止颠倒", "ends before it begins"},
  {"deadline.past", "已过期", "past"}, {"deadline.recurring", "周期重复", "comes again"},
  {"deadline.season", "节日或时节", "a feast or season"}, {"deadline.several", "多个日期", "several dates"},
  {"deadline.state", "状态，非时限", "a state, no deadline"}, {"deadline.two-readings", "两种读法", "two readings"},
  {"deadline.unclear", "读法不定", "not certain"},
  {"deadline.unread", "有未读懂的字", "words not understood"}, {"deadline.weekday", "星期不符", "another weekday"},
  {"day.none", "没有这一天", "no such day"}, {"day.range", "年份太远", "too far away"},
  {"text.too-long", "太长", "too long"}, {"text.control", "有控制字符", "control characters"},
  {"text.utf8", "编码有误", "broken characters"},
};
constexpr Said kinds[] = {
  {"date", "日期", "date"}, {"period", "时段", "period"}, {"workdays", "工作日", "working days"},
  {"immediate", "立行立改", "immediate"}, {"continuous", "长期坚持", "ongoing"},
  {"date+continuous", "此后长期坚持", "then ongoing"}, {"milestones", "分步", "milestones"},
};
// clang-format on

template <std::size_t size>
std::string_view said(const Said (&all)[size], std::string_view code, Lang lang) {
  const auto* found = std::find_if(std::begin(all), std::end(all),
                                   [&](const Said& each) { return each.code == code; });
  if (found == std::end(all)) return {};
  return lang == Lang::zh ? found->zh : found->en;
}

constexpr std::size_t lines_shown = 5;

}  // namespace

std::string_view name(PhraseSort sort) {
  constexpr std::array<std::string_view, 5> names{"none", "read", "past", "state", "refused"};
  return names[static_cast<std::size_t>(sort)];
}

PhraseReading understand(std::size_t line, std::string words, Day reference, Day today,
                         const ReadingRules& rules) {
  PhraseReading out{.line = line, .words = std::move(words), .reference = reference};
  if (out.words.empty()) return out;
  auto read = read_phrase(out.words, reference, rules);
  if (read) {
    out.sort = read->due && *read->due < today ? PhraseSort::past : PhraseSort::read;
    out.deadline = std::move(*read);
  } else {
    out.sort = read.refusal().code == "deadline.state" ? PhraseSort::state : PhraseSort::refused;
    out.refusal = read.refusal();
  }
  return out;
}

std::string reason_in_short(const Refusal& no, Lang lang) {
  const auto words = said(reasons, no.code, lang);
  return words.empty() ? rule(no, lang) : std::string(words);
}

std::string in_short(const PhraseReading& reading, Lang lang) {
  const bool zh = lang == Lang::zh;
  switch (reading.sort) {
    case PhraseSort::none: return {};
    case PhraseSort::state: return reason_in_short(*reading.refusal, lang);
    case PhraseSort::refused: return "✗ " + reason_in_short(*reading.refusal, lang);
    case PhraseSort::read:
    case PhraseSort::past: break;
  }
  const Deadline& read = *reading.deadline;
  if (!read.due) return format(read, lang);
  std::string out = write_day(*read.due) + " · " + std::string(said(kinds, name(read.kind), lang));
  if (read.provisional) out += zh ? " · 暂定" : " · provisional";
  if (reading.sort == PhraseSort::past) out += zh ? " · 已过期" : " · past";
  return out;
}

PhraseCounts count(const std::vector<PhraseReading>& readings) {
  PhraseCounts out;
  for (const auto& each : readings) {
    out.read += each.sort == PhraseSort::read || each.sort == PhraseSort::past ? 1 : 0;
    out.past += each.sort == PhraseSort::past ? 1 : 0;
    out.refused += each.sort == PhraseSort::refused ? 1 : 0;
    out.states += each.sort == PhraseSort::state ? 1 : 0;
    out.none += each.sort == PhraseSort::none ? 1 : 0;
  }
  return out;
}

std::vector<PhraseGroup> grouped(const std::vector<PhraseReading>& readings, PhraseSort sort) {
  std::vector<PhraseGroup> out;
  // Read on another day the same words can be refused for another reason, or name other days.
  std::map<std::vector<std::string>, std::size_t> places;
  for (const auto& each : readings) {
    if (each.sort != sort) continue;
    std::vector<std::string> key{each.words};
    if (each.refusal) {
      key.push_back(each.refusal->code);
      key.insert(key.end(), each.refusal->args.begin(), each.refusal->args.end());
    }
    if (each.deadline && each.deadline->due) key.push_back(write_day(*each.deadline->due));
    const auto [place, is_new] = places.emplace(std::move(key), out.size());
    if (is_new) out.push_back({each, {}});
    out[place->second].lines.push_back(each.line);
  }
  return out;
}

std::string lines_told(const std::vector<std::size_t>& lines, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = zh ? "第 " : lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < std::min(lines.size(), lines_shown); ++i)
    out += (i == 0 ? "" : zh ? "、" : ", ") + std::to_string(lines[i]);
  if (zh) out += " 行";
  if (lines.size() > lines_shown)
    out += zh ? "等共 " + std::to_string(lines.size()) + " 行"
              : " and " + std::to_string(lines.size() - lines_shown) + " more";
  return out;
}

std::string told(const PhraseGroup& group, Lang lang) {
  const bool zh = lang == Lang::zh;
  const PhraseReading& first = group.first;
  const auto quoted = [zh](std::string_view words) {
    return (zh ? "“" : "\"") + cut(printable(words, " "), 60) + (zh ? "”" : "\"");
  };
  std::string out = lines_told(group.lines, lang) + (zh ? "：" : ": ") + quoted(first.words);
  if (first.deadline) {
    if (first.deadline->due)
      out += (zh ? "——" : ": ") + write_day(*first.deadline->due) +
             (first.sort == PhraseSort::past ? (zh ? " 已过期" : " is past") : "");
    return out;
  }
  if (!first.refusal) return out;
  const Refusal& no = *first.refusal;
  // The part in question, where it isn't all of it.
  if (!no.value.empty() && no.value != first.words)
    out += (zh ? "，其中" : ", of it ") + quoted(no.value);
  out += (zh ? "——" : ": ") + printable(rule(no, lang), " ");
  if (const auto right = wanted(no, lang); !right.empty())
    out += (zh ? "；可写：" : "; write instead: ") + printable(right, " ");
  return out + " [" + no.code + "]";
}

}  // namespace tracker
