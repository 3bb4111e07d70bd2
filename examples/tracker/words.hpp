// words.hpp: what the words of a list mean: its headings, its dates, its grades of severity.
//
//     normalised_heading("整改时限\n（2018年）");    // "整改时限"
//     read_date("2018年7月31日");                    // "2018-07-31"
//     read_severity("较重");                         // "serious"
//
// Pure; any thread; O(text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

// For help texts: the fields, and the headings by which they are known, the usual one first.
struct UsualHeadings {
  std::string_view field;
  std::vector<std::string_view> headings;
};
const std::vector<UsualHeadings>& usual_headings();

// A heading as it is compared: half-width, small letters, no blanks, line breaks, punctuation, nor
// what stands in brackets: "整改时限\n（2018年）" is "整改时限", "Due date" is "duedate".
std::string normalised_heading(std::string_view);

// 2018-07-31, 2018/7/31, 2018.7.31, 2018年7月31日, full-width too, as 2018-07-31; else nothing.
std::optional<std::string> read_date(std::string_view);

// "minor", "moderate", "serious" or "critical" for a word of Chinese or English; else nothing.
std::optional<std::string> read_severity(std::string_view);

// The name that needs the fewest changes (insert, remove, replace a character). Of names above 100
// characters, none: they are no headings, and each costs the product of both lengths.
std::string closest(std::string_view name, const std::vector<std::string>& names);

char32_t half_width(char32_t);                     // ５ as 5, a wide or hard blank as a blank
std::u32string characters(std::string_view utf8);  // a broken byte is U+FFFD
std::string trimmed(std::string_view cell);  // no outer blanks, of any script; line ends as LF
std::string joined(const std::vector<std::string>& words, std::string_view between);

}  // namespace tracker
