// words.cpp: the usual words as data, and how they are compared.
// SPDX-License-Identifier: BSL-1.0
#include "words.hpp"

#include "encoding.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace tracker {
namespace {

// clang-format off
// In the order in which they choose among a list's columns; within a field the likelier heading
// first. A heading may stand in two fields: 问题描述 is the title, or beside 问题 the description.
struct Field { std::string_view name; std::string_view headings; };
constexpr Field all_fields[] = {
  {"title", "问题|存在问题|存在的问题|主要问题|突出问题|具体问题|反馈问题|问题清单|问题名称|问题标题|问题描述|问题内容|问题表现|问题隐患|隐患|整改事项|整改任务|整改问题|反馈意见|任务|事项|标题|Problem|Issue|Finding|Title|Problem title|Problem description|Weakness|Summary|Task"},
  {"reference", "序号|编号|问题编号|问题序号|整改编号|号|项号|序|No.|Nr.|Number|ID|Ref|Reference|#|№"},
  {"description", "描述|具体描述|详细描述|问题描述|问题详情|具体表现|问题表现|问题说明|详情|情况描述|具体情况|问题内容|具体问题|Description|Details|Problem description"},
  {"source", "来源|问题来源|反馈来源|线索来源|发现渠道|发现方式|Source|Origin|Found by"},
  {"category", "问题分类|问题类别|问题类型|分类|类别|类型|领域|问题领域|Category|Type|Kind|Area"},
  {"severity", "严重程度|问题严重程度|等级|问题等级|风险等级|隐患等级|级别|程度|Severity|Level|Risk|Risk level|Priority"},
  {"measures", "整改措施|措施|具体措施|具体整改措施|整改举措|整改落实措施|Measures|Corrective action|Corrective actions|Actions|Action|Remediation"},
  {"goal", "整改目标|目标|预期目标|整改要求|目标任务|Goal|Target|Objective"},
  {"leader", "责任领导|牵头领导|分管领导|整改责任领导|包案领导|包保领导|责任县领导|Responsible leader|Leader|Sponsor"},
  {"unit", "责任单位|整改责任单位|牵头单位|责任部门|整改单位|牵头责任单位|牵头部门|主办单位|主责单位|承办单位|Responsible unit|Unit|Owner|Lead unit|Department|Assigned to"},
  {"handler", "经办人|责任人|具体负责人|整改责任人|具体责任人|直接责任人|负责人|承办人|联系人|Handler|Responsible person|Contact|Assignee"},
  {"co_units", "配合单位|协办单位|责任配合单位|配合部门|协同单位|协助单位|Assisting units|Co-units|Assisting unit|Supporting units"},
  {"supervisor", "督导单位|验收单位|督办单位|牵头督导单位|督查单位|监督单位|督导部门|Supervising unit|Supervisor|Verifier|Verified by"},
  {"phrase", "整改时限|完成时限|整改期限|时限要求|整改完成时限|整改完成时间|办理时限|完成期限|时限|期限|完成时间|整改时间|Deadline|Time limit"},
  {"due", "截止日期|到期日|完成日期|到期日期|截止时间|截止日|Due date|Due|Due by"},
  {"reported", "登记日期|反馈日期|发现日期|交办日期|发现时间|反馈时间|交办时间|Reported|Date reported|Reported on|Date found|Date added"},
  {"remarks", "备注|说明|备注说明|Remarks|Remark|Notes|Note|Comments|Comment"},
};
constexpr struct { std::string_view name, words; } severities[] = {
  {"minor",    "轻微|较轻|低|低风险|轻|小|minor|low|slight"},
  {"moderate", "一般|中|中等|中风险|普通|moderate|medium|normal"},
  {"serious",  "较重|较大|较严重|高|高风险|突出|serious|major|high"},
  {"critical", "严重|重大|特别重大|特别严重|极高|critical|severe|very high|extreme"},
};
// clang-format on

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  for (std::size_t end = 0; end != words.npos; words.remove_prefix(end == words.npos ? 0 : end + 1))
    out.push_back(words.substr(0, end = words.find('|')));
  return out;
}

}  // namespace

char32_t half_width(char32_t c) {
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 || c == 0xA0 ? U' ' : c;
}

const std::vector<UsualHeadings>& usual_headings() {
  static const auto all = [] {
    std::vector<UsualHeadings> out;
    for (const Field& field : all_fields) out.push_back({field.name, split(field.headings)});
    return out;
  }();
  return all;
}

std::string normalised_heading(std::string_view heading) {
  constexpr std::u32string_view opening = U"([{【〔〖", closing = U")]}】〕〗";
  std::string whole, outside;
  int depth = 0;
  for (char32_t c : characters(heading)) {
    c = half_width(c);
    if (closing.find(c) != closing.npos && depth > 0) --depth;
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '#';
    if (c >= 'A' && c <= 'Z')
      c += 'a' - 'A';
    else if (opening.find(c) != opening.npos)
      ++depth;
    const bool kept = letter || (c >= 'a' && c <= 'z') ||
                      (c >= 0x80 && opening.find(c) == opening.npos &&
                       closing.find(c) == closing.npos && c != 0x200B && c != 0xFEFF && c != 0xB7);
    if (!kept) continue;
    append_utf8(whole, c);
    if (depth == 0) append_utf8(outside, c);
  }
  return outside.empty() || depth > 0 ? whole : outside;
}

std::optional<std::string> read_date(std::string_view written) {
  const std::u32string c = [&] {
    std::u32string out;
    for (const char32_t one : characters(trimmed(written))) out += half_width(one);
    if (out.find(U'年') != out.npos) std::erase(out, U' ');
    return out;
  }();
  std::size_t at = 0;
  const auto number = [&](std::size_t most) {
    int value = 0;
    const std::size_t begin = at;
    while (at < c.size() && at < begin + most && c[at] >= '0' && c[at] <= '9')
      value = value * 10 + static_cast<int>(c[at++] - '0');
    return at > begin ? value : -1;
  };
  const auto next = [&] { return at < c.size() ? c[at++] : U'\0'; };
  const int year = number(4);
  const char32_t first = next();
  const int month = number(2);
  const char32_t second = next();
  const int day = number(2);
  const bool chinese = first == U'年' && second == U'月' && next() == U'日';
  const bool plain = first == second && (first == '-' || first == '/' || first == '.');
  if (!(chinese || plain) || at != c.size() || month < 1 || day < 1) return {};
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1900 || year > 2999) return {};
  const auto two = [](int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
  return std::to_string(year) + two(month) + two(day);
}

std::optional<std::string> read_severity(std::string_view written) {
  std::string word = normalised_heading(written);
  for (const std::string_view suffix : {"问题", "隐患"}) {
    if (word.ends_with(suffix)) word.erase(word.size() - suffix.size());
  }
  for (const auto& [name, words] : severities) {
    for (const auto known : split(words)) {
      if (normalised_heading(known) == word) return std::string(name);
    }
  }
  return {};
}

std::u32string characters(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const Character c = character_at(utf8, i);
    out += c.length > 0 ? c.value : 0xFFFD;
    i += std::max<std::size_t>(c.length, 1);
  }
  return out;
}

std::string trimmed(std::string_view cell) {
  constexpr std::string_view blanks[] = {" ",      "\t",     "\n",     "\r",
                                         "\u3000", "\u00A0", "\u200B", "\uFEFF"};
  for (std::size_t before = 0; before != cell.size();) {
    before = cell.size();
    for (const auto blank : blanks) {
      if (cell.starts_with(blank)) cell.remove_prefix(blank.size());
      if (cell.ends_with(blank)) cell.remove_suffix(blank.size());
    }
  }
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool crlf = cell.substr(i).starts_with("\r\n");
    if (!crlf) out += cell[i] == '\r' ? '\n' : cell[i];
  }
  return out;
}

std::string closest(std::string_view name, const std::vector<std::string>& names) {
  const std::u32string wanted = characters(normalised_heading(name)).substr(0, 100);
  std::size_t fewest = std::string::npos;
  std::string best;
  for (const auto& candidate : names) {
    const std::u32string other = characters(normalised_heading(candidate));
    if (other.size() > 100) continue;
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0u);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      std::size_t corner = std::exchange(row[0], i + 1);
      for (std::size_t j = 0; j < other.size(); ++j) {
        const std::size_t changed = corner + (wanted[i] == other[j] ? 0 : 1);
        corner = row[j + 1];
        row[j + 1] = std::min({changed, corner + 1, row[j] + 1});
      }
    }
    if (row.back() < fewest) fewest = row.back(), best = candidate;
  }
  return best;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : between).append(word);
  return out;
}

}  // namespace tracker
