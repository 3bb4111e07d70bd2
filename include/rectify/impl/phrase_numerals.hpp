// impl/phrase_numerals.hpp: numbers as they are written in Chinese: 十五, 廿, 卅一, 二〇二四, 一百二十.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_text.hpp>

namespace rectify::detail::phrase {

// The digit of a numeral, −1: none. Capital ones (叁拾) too, and O for 〇, as in 二OO七.
constexpr int chinese_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'o': return 0;
    case U'一':
    case U'壹': return 1;
    case U'二':
    case U'两':
    case U'贰': return 2;
    case U'三':
    case U'叁': return 3;
    case U'四':
    case U'肆': return 4;
    case U'五':
    case U'伍': return 5;
    case U'六':
    case U'陆': return 6;
    case U'七':
    case U'柒': return 7;
    case U'八':
    case U'捌': return 8;
    case U'九':
    case U'玖': return 9;
    default: return -1;
  }
}
// What a numeral multiplies by, or 0: 十 10, 廿 20 and 卅 30 are tens by themselves.
constexpr int chinese_unit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾': return 10;
    case U'廿': return 20;
    case U'卅': return 30;
    case U'百':
    case U'佰': return 100;
    case U'千':
    case U'仟': return 1000;
    default: return 0;
  }
}
constexpr bool capital(char32_t c) { return one_of(c, U"壹贰叁肆伍陆柒捌玖拾佰仟"); }

struct Numeral {
  int value = -1;  // −1: no number (三五, 十百)
  int digits = 0;  // of one that is written digit by digit: 4 for 二〇二四; else 0
  int size = 0;    // characters
};

// The run of numerals at `i`, read as a whole. Nothing above 9999.
inline Numeral numeral(const Text& text, int i) {
  Numeral read;
  const auto at = [&](int k) { return text.c[static_cast<std::size_t>(k)]; };
  bool units = false, capitals = false;
  for (; i + read.size < text.size; ++read.size) {
    const char32_t c = at(i + read.size);
    if (c == 'o' && read.size == 0) break;
    if (chinese_digit(c) < 0 && chinese_unit(c) == 0) break;
    units = units || chinese_unit(c) != 0;
    capitals = capitals || capital(c);
  }
  if (read.size == 0) return read;
  if (capitals && !one_of(at(i + read.size), U"年月日天个周号")) return {};
  if (!units) {
    if (read.size > 8) return read;
    int value = 0;
    for (int k = 0; k < read.size; ++k) value = value * 10 + chinese_digit(at(i + k));
    if (read.size == 1 || read.size == 2 || read.size == 4) read.value = value;
    read.digits = read.size == 1 ? 0 : read.size;
    return read;
  }
  // [digit 千] [digit 百] [digit] 十 [digit], 零 where a place is left out
  int value = 0, last = 10000, digit = -1;
  for (int k = 0; k < read.size; ++k) {
    const char32_t c = at(i + k);
    if (const int unit = chinese_unit(c); unit != 0) {
      const int place = unit == 20 || unit == 30 ? 10 : unit;
      if (place >= last || digit == 0 || (unit != place && digit > 0)) return read;
      value += unit == place ? (digit < 0 ? 1 : digit) * unit : unit;
      last = place;
      digit = -1;
    } else {
      const int d = chinese_digit(c);
      if (digit > 0 || (digit == 0 && d == 0)) return read;
      digit = d;
      if (d == 0 && k + 1 == read.size) return read;
    }
  }
  // A digit at the end counts ones: 一百二 is refused, for it may mean 120.
  if (digit > 0) {
    if (last > 10 && at(i + read.size - 2) != U'〇' && at(i + read.size - 2) != U'零') return read;
    value += digit;
  }
  read.value = value;
  return read;
}

}  // namespace rectify::detail::phrase
