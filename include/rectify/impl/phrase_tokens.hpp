// impl/phrase_tokens.hpp: cuts a phrase into words: the longest known one at each place.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_lexicon.hpp>
#include <rectify/impl/phrase_numerals.hpp>

namespace rectify::detail::phrase {

struct Token {
  W kind;
  bool gap;              // a space stands before it
  bool arabic;           // a number in digits
  unsigned char digits;  // of a number written digit by digit
  int value;             // a duration: months
  int extra;             // a duration: days
  short begin, end;      // in characters
};

struct Tokens {
  std::array<Token, Text::capacity + 1> t;
  int size = 0;  // t[size] is finish
};

// P30D, P1M, P2W, P1Y6M: months and days; false where it is none, or has hours.
inline bool duration(const Text& text, int& i, Token& token) {
  auto at = static_cast<std::size_t>(i) + 1;
  const auto is_digit = [&](std::size_t k) { return text.c[k] >= '0' && text.c[k] <= '9'; };
  long long months = 0, days = 0;
  for (std::size_t unit = 0; is_digit(at) && !text.gap[at];) {
    long long n = 0;
    for (; is_digit(at) && !text.gap[at]; ++at)
      n = std::min(n * 10 + static_cast<int>(text.c[at] - '0'), 100000LL);
    const auto place = std::u32string_view(U"ymwd").find(text.c[at]);
    if (place == std::u32string_view::npos || place < unit || text.gap[at]) return false;
    (place < 2 ? months : days) += n * (place == 0 ? 12 : place == 2 ? 7 : 1);
    unit = place + 1;
    ++at;
  }
  if (Lexicon::letter(text.c[at]) && !text.gap[at]) return false;
  i = static_cast<int>(at);
  token.kind = W::duration;
  token.value = static_cast<int>(std::min(months, 100000LL));
  token.extra = static_cast<int>(std::min(days, 100000LL));
  return true;
}

class Lexer {
 public:
  Lexer(const Text& text, Tokens& tokens) : text_(text), tokens_(tokens) {}

  void run() {
    while (i_ < text_.size) step();
    put(W::finish, i_, 0);
    --tokens_.size;
  }

 private:
  [[nodiscard]] char32_t c(int k) const {
    return text_.c[static_cast<std::size_t>(std::min(k, text_.size))];
  }
  [[nodiscard]] bool gap(int k) const {
    return text_.gap[static_cast<std::size_t>(std::min(k, text_.size))];
  }
  static bool digit(char32_t d) { return d >= '0' && d <= '9'; }
  [[nodiscard]] const Token* last() const {
    return tokens_.size > 0 ? &tokens_.t[static_cast<std::size_t>(tokens_.size - 1)] : nullptr;
  }
  // Nothing has been said yet in this clause.
  [[nodiscard]] bool clause_begins() const {
    const Token* before = last();
    return before == nullptr || before->kind == W::semicolon || before->kind == W::stop ||
           before->kind == W::comma;
  }
  Token& put(W kind, int end, int value) {
    Token& token = tokens_.t[static_cast<std::size_t>(tokens_.size++)];
    token = {kind, gap(i_), false, 0, value, 0, static_cast<short>(i_), static_cast<short>(end)};
    i_ = end;
    return token;
  }

  void step() {
    const char32_t now = c(i_);
    if (digit(now)) return digits();
    if (now == '(' || now == ')') return bracket(now);
    if (now >= U'①' && now <= U'⑳' && clause_begins()) return void(++i_);
    if (mask()) return;
    if (now == 'p' && digit(c(i_ + 1)) && !gap(i_ + 1)) {
      Token token{};
      token.begin = static_cast<short>(i_);
      token.gap = gap(i_);
      if (duration(text_, i_, token)) {
        token.end = static_cast<short>(i_);
        tokens_.t[static_cast<std::size_t>(tokens_.size++)] = token;
        return;
      }
      return void(put(W::sign, i_ + 1, 0));  // P30D7, P1H: no duration, and nothing else
    }
    if (now == U'元' && c(i_ + 1) == U'月') return void(put(W::number, i_ + 1, 1).arabic = true);
    // 十四五, which is no numeral: the fourteenth five-year plan
    if (now == U'十' && chinese_digit(c(i_ + 1)) > 0 && c(i_ + 2) == U'五' &&
        chinese_digit(c(i_ + 3)) < 0 && chinese_unit(c(i_ + 3)) == 0 && c(i_ + 1) != U'两')
      return void(put(W::plan, i_ + 3, 10 + chinese_digit(c(i_ + 1))));
    // 15日报送: behind a number it is the 日, not the 日报; 7月31日前期: behind a day the 前
    auto of = Lexicon::Of::all;
    if (last() != nullptr && last()->kind == W::number && one_of(now, U"年月日天周时点号季旬个"))
      of = Lexicon::Of::time;
    else if (last() != nullptr && last()->kind < W::anchor && one_of(now, U"前内底末后"))
      of = Lexicon::Of::no_act;
    const Lexicon::Entry* word = lexicon().longest(text_, i_, of);
    const int length = word == nullptr ? 0 : Lexicon::length(word->word, text_, i_);
    const Numeral number =
        chinese_digit(now) >= 0 || chinese_unit(now) != 0 ? numeral(text_, i_) : Numeral{};
    if (number.size > 0 && number.size >= length && now != 'o') {
      if (number.size == 1 && clause_begins() && c(i_ + 1) == U'、') return void(i_ += 2);  // 一、
      put(W::number, i_ + number.size, number.value).digits =
          static_cast<unsigned char>(number.digits);
      return;
    }
    if (word != nullptr) {
      // 两周五 isn't Friday: after a number 周 is a unit.
      if (word->kind == W::weekday && now >= 0x4e00 && last() != nullptr &&
          (last()->kind == W::number || last()->kind == W::each))
        return void(put(W::week, i_ + (now == U'周' ? 1 : 2), 0));
      put(word->kind, i_ + length, word->value);
      return;
    }
    if (Lexicon::letter(now)) {
      int end = i_ + 1;
      while (Lexicon::letter(c(end)) && !gap(end)) ++end;
      return void(put(W::latin, end, 0));
    }
    put(sign(now), i_ + 1, 0);
    // a dash, a tilde, a stop or dots of several strokes are one
    const Token& put_now = *last();
    if (put_now.kind == W::dash || put_now.kind == W::dot || put_now.kind == W::sign)
      while (c(i_) == now && i_ < text_.size)
        tokens_.t[static_cast<std::size_t>(tokens_.size - 1)].end = static_cast<short>(++i_);
  }

  static W sign(char32_t now) {
    switch (now) {
      case ',': return W::comma;
      case U'、': return W::pause;
      case ';': return W::semicolon;
      case U'。':
      case '!': return W::stop;
      case ':': return W::colon;
      case '/': return W::slash;
      case '.': return W::dot;
      case '%': return W::percent;
      case '-':
      case '~': return W::dash;
      default: return now >= 0x3400 && now < 0x20000000 ? W::han : W::sign;
    }
  }

  void digits() {
    int end = i_, value = 0;
    for (; digit(c(end)) && (end == i_ || !gap(end)); ++end)
      value = std::min(value * 10 + static_cast<int>(c(end) - '0'), 100000000);
    const int count = end - i_;
    // 1. and 1) and 1、 before a clause's words are the clause's number
    if (clause_begins() && count <= 2 && ((c(end) == '.' && gap(end + 1)) || c(end) == ')'))
      return void(i_ = end + 1);
    // a number that repeats the one before it, in brackets: 三（3）个
    if (i_ > 0 && c(i_ - 1) == '(' && c(end) == ')' && last() != nullptr &&
        last()->kind == W::number && last()->value == value)
      return void(i_ = end);
    Token& token = put(W::number, end, value);
    token.arabic = true;
    token.digits = static_cast<unsigned char>(std::min(count, 9));
    // 15th
    if (Lexicon::letter(c(i_)) && !gap(i_) && !gap(i_ + 1) &&
        (!Lexicon::letter(c(i_ + 2)) || gap(i_ + 2))) {
      const char32_t a = c(i_), b = c(i_ + 1);
      if (((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
           (a == 't' && b == 'h')) &&
          count <= 2) {
        token.kind = W::ordinal;
        token.end = static_cast<short>(i_ += 2);
      }
    }
  }

  // Brackets are looked through; (1) and （一） before a clause's words are its number.
  void bracket(char32_t now) {
    if (now == '(' && clause_begins()) {
      int end = i_ + 1;
      while (digit(c(end))) ++end;
      if (end == i_ + 1) end += numeral(text_, end).size;
      if (end > i_ + 1 && end - i_ <= 3 && c(end) == ')' && !one_of(c(end + 1), U"个天日月年周工"))
        return void(i_ = end + 1);
    }
    if (now == '(' && last() != nullptr && last()->kind == W::number) {
      const Numeral again = numeral(text_, i_ + 1);
      if (again.size > 0 && c(i_ + 1 + again.size) == ')' && again.value == last()->value)
        return void(i_ += again.size + 2);
    }
    ++i_;
  }

  // X月X日, ×月, **日, __月, ○月○日: something is left out.
  bool mask() {
    const auto masks = [](char32_t m) { return m == 'x' || one_of(m, U"×✕✖*□_?〇某△▲●◎＿"); };
    int end = i_;
    while (masks(c(end)) && end < text_.size) ++end;
    if (end == i_) return false;
    const bool only = c(end) == 0 && end - i_ < 3 && i_ == 0;
    if (!one_of(c(end), U"年月日号天个周季工旬") && !only) return false;
    put(W::masked, end, 0);
    return true;
  }

  const Text& text_;
  Tokens& tokens_;
  int i_ = 0;
};

}  // namespace rectify::detail::phrase
