// impl/text.hpp: is a text from outside fit to be kept? UTF-8, bounded, without control characters.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <cstdint>
#include <optional>

namespace rectify::detail {

// One character of UTF-8 at `i`, which moves behind it; none where the bytes are not UTF-8
// (overlong forms, surrogates and what lies above U+10FFFF included: Unicode 15, table 3-7).
constexpr std::optional<char32_t> next_character(std::string_view text, std::size_t& i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned first = byte(i);
  if (first < 0x80) return ++i, static_cast<char32_t>(first);
  const std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4 || text.size() - i <= more) return std::nullopt;
  char32_t c = first & (0x3fU >> more);
  for (std::size_t k = 1; k <= more; ++k) {
    if ((byte(i + k) & 0xc0U) != 0x80U) return std::nullopt;
    c = (c << 6U) | (byte(i + k) & 0x3fU);
  }
  if ((more == 2 && (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))) ||
      (more == 3 && (c < 0x10000 || c > 0x10ffff)))
    return std::nullopt;
  i += more + 1;
  return c;
}

// Nothing that can be seen: empty, or only spaces, Unicode's and the ideographic one included.
inline bool blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_character(text, i);
    const bool space = c && (*c == ' ' || (*c >= '\t' && *c <= '\r') || *c == 0x85 || *c == 0xa0 ||
                             (*c >= 0x2000 && *c <= 0x200d) || *c == 0x2028 || *c == 0x2029 ||
                             *c == 0x202f || *c == 0x205f || *c == 0x3000 || *c == 0xfeff);
    if (!space) return false;
  }
  return true;
}

// Where a name is not what it looks like: a space at its beginning or end, or anywhere a character
// that can't be seen (zero width, soft hyphen, direction). So that names that look alike are alike:
// who may do what is decided by them.
inline std::optional<std::size_t> unseen(std::string_view name) {
  std::optional<std::size_t> space;  // at the end, as far as has been looked
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t at = i;
    const auto c = next_character(name, i);
    if (!c || *c == 0xad || (*c >= 0x200b && *c <= 0x200f) || (*c >= 0x202a && *c <= 0x202e) ||
        (*c >= 0x2060 && *c <= 0x206f) || *c == 0xfeff)
      return at;
    const bool is_space = blank(name.substr(at, i - at));
    if (is_space && at == 0) return at;
    if (!is_space)
      space.reset();
    else if (!space)
      space = at;
  }
  return space;
}

enum class Lines : bool { one, many };

// text.utf8, text.control or text.too-long; none if the text is fit. O(text).
inline std::optional<Refusal> unfit(std::string_view text, std::string_view field, std::size_t most,
                                    Lines lines) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const std::size_t at = i;
    const auto c = next_character(text, i);
    if (!c) return refuse("text.utf8", field, text.substr(0, at), {std::to_string(at)});
    const bool control = *c < 0x20 || (*c >= 0x7f && *c < 0xa0) || *c == 0x2028 || *c == 0x2029;
    if (control && !(lines == Lines::many && (*c == '\n' || *c == '\r' || *c == '\t')))
      return refuse("text.control", field, text.substr(0, at), {std::to_string(at)});
  }
  if (count > most)
    return refuse("text.too-long", field, text, {std::to_string(count), std::to_string(most)});
  return std::nullopt;
}

// The first `most` characters; what isn't UTF-8 ends it.
inline std::string shorten(std::string_view text, std::size_t most) {
  std::size_t i = 0;
  for (std::size_t count = 0; i < text.size(); ++count) {
    if (count == most) return std::string(text.substr(0, i)) + "…";
    if (!next_character(text, i)) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

}  // namespace rectify::detail
