// impl/phrase_cursor.hpp: what all rules of the grammar share: the words, and where it went wrong.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_resolve.hpp>
#include <rectify/impl/phrase_tokens.hpp>

namespace rectify::detail::phrase {

// What a rule says of the words before it: they are something else, they are its own, or they are
// its own and refused.
enum class Got : unsigned char { no, yes, bad };

// The first thing that was wrong, and the tokens it is about.
struct Fault {
  Trouble why{};
  int from = 0, to = 0;
};

class Cursor {
 public:
  Cursor(const Text& text, const Tokens& tokens, Day reference)
      : text_(text), tokens_(tokens), reference_(reference) {}
  [[nodiscard]] const Fault& fault() const { return fault_; }

 protected:
  [[nodiscard]] const Token& t(int k) const {
    return tokens_.t[static_cast<std::size_t>(std::min(k, tokens_.size))];
  }
  [[nodiscard]] W kind(int k) const { return t(k).kind; }
  [[nodiscard]] char32_t first(int k) const {  // the token's first character
    return text_.c[static_cast<std::size_t>(t(k).begin)];
  }
  // No space between this token and the one before.
  [[nodiscard]] bool touches(int k) const { return !t(k).gap; }
  template <class... K>
  [[nodiscard]] bool is(int k, K... kinds) const {
    return ((kind(k) == kinds) || ...);
  }
  template <class... K>
  void skip(int& k, K... kinds) const {
    while (is(k, kinds...)) ++k;
  }
  // Tokens [from, to) are refused; the first refusal stays.
  Got fail(const char* code, int from, int to, std::optional<Day> a = {},
           std::optional<Day> b = {}) {
    if (fault_.why.code == nullptr) fault_ = {{code, a, b}, from, std::max(to, from + 1)};
    return Got::bad;
  }
  Got fail(const Trouble& trouble, int from, int to) {
    return fail(trouble.code, from, to, trouble.a, trouble.b);
  }
  // The two days that a part may stand for when it is said to be a limit: 9月前.
  Got two_readings(const Part& part, int from, int to) {
    Trouble ignored;
    auto found = resolve(part, reference_, ignored);
    if (!found && part.year_is == YearIs::open) found = days_in(part, year_of(reference_) + 1);
    if (!found) return fail("deadline.two-readings", from, to);
    return fail("deadline.two-readings", from, to, found->first - days(1), found->last);
  }
  // A four-digit year that can be one.
  [[nodiscard]] bool is_year(int k) const {
    return kind(k) == W::number && t(k).digits == 4 && t(k).value >= 1000;
  }
  [[nodiscard]] bool is_number(int k, int least, int most) const {
    return kind(k) == W::number && t(k).value >= least && t(k).value <= most;
  }
  // Of the reference's century, within ten years of it.
  [[nodiscard]] std::optional<int> short_year(int value) const {
    const int now = year_of(reference_), year = now / 100 * 100 + value;
    return std::abs(year - now) <= 10 ? std::optional(year) : std::nullopt;
  }

  const Text& text_;
  const Tokens& tokens_;
  Day reference_;

 private:
  Fault fault_{};
};

}  // namespace rectify::detail::phrase
