// impl/phrase_lexicon.hpp: finds the longest known word at a place.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_acts.hpp>
#include <rectify/impl/phrase_text.hpp>

#include <span>

namespace rectify::detail::phrase {

template <std::size_t n>
constexpr std::size_t words_in(const Words (&lists)[n]) {
  std::size_t all = 0;
  for (const Words& words : lists)
    all += 1 + static_cast<std::size_t>(std::count(words.list.begin(), words.list.end(), U'|'));
  return all;
}

// Every word, to be found by its first character; where two lists have the same word, the first
// list has it.
class Lexicon {
 public:
  struct Entry {
    std::u32string_view word;
    W kind;
    int value;
  };

  Lexicon() {
    std::size_t n = 0;
    for (const std::span<const Words> list :
         {std::span<const Words>(time_words), std::span<const Words>(immediate_words),
          std::span<const Words>(continuous_words), std::span<const Words>(around_words)})
      for (const Words& words : list)
        for (std::u32string_view rest = words.list; !rest.empty();) {
          const auto bar = std::min(rest.find(U'|'), rest.size());
          entries_[n++] = {rest.substr(0, bar), words.kind, words.value};
          rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.word[0] != b.word[0] ? a.word[0] < b.word[0] : a.word.size() > b.word.size();
    });
    for (std::size_t i = 0; i < entries_.size(); ++i)
      if (i == 0 || entries_[i].word[0] != entries_[i - 1].word[0]) {
        auto slot = hash(entries_[i].word[0]);
        while (first_[slot] >= 0) slot = (slot + 1) % slots;
        first_[slot] = static_cast<short>(i);
      }
  }

  enum class Of : unsigned char { all, no_act, time };

  // The longest word of a kind at character `i`, or null.
  [[nodiscard]] const Entry* longest(const Text& text, int i, Of of) const {
    const char32_t c = text.c[static_cast<std::size_t>(i)];
    auto slot = hash(c);
    while (first_[slot] >= 0 && entries_[static_cast<std::size_t>(first_[slot])].word[0] != c)
      slot = (slot + 1) % slots;
    if (first_[slot] < 0) return nullptr;
    for (auto k = static_cast<std::size_t>(first_[slot]);
         k < entries_.size() && entries_[k].word[0] == c; ++k)
      if (fits(entries_[k].kind, of) && length(entries_[k].word, text, i) > 0) return &entries_[k];
    return nullptr;
  }
  // How many characters the word takes at `i`; 0: it isn't there.
  static int length(std::u32string_view word, const Text& text, int i) {
    auto at = static_cast<std::size_t>(i);
    char32_t before = 0;
    bool space = false;
    for (const char32_t w : word) {
      if (w == ' ') {
        if (!text.gap[at]) return 0;
        space = true;
        before = 0;
        continue;
      }
      const char32_t c = text.c[at];
      if (c == 0 || (w == '?' ? c < 0x4e00 : c != w)) return 0;
      if (before != 0 && before < 0x80 && text.gap[at] && !space) return 0;
      before = c;
      space = false;
      ++at;
    }
    if (letter(before) && letter(text.c[at]) && !text.gap[at]) return 0;
    return static_cast<int>(at) - i;
  }
  static constexpr bool letter(char32_t c) { return c >= 'a' && c <= 'z'; }

 private:
  static constexpr bool fits(W kind, Of of) {
    if (of == Of::time) return kind < W::anchor;
    return of == Of::all || (kind != W::noun && kind != W::verb && kind != W::label);
  }
  static constexpr std::size_t slots = 4096;
  static constexpr std::size_t hash(char32_t c) { return (c * 2654435761U >> 7U) % slots; }
  std::array<Entry, words_in(time_words) + words_in(immediate_words) + words_in(continuous_words) +
                        words_in(around_words)>
      entries_{};
  std::array<short, slots> first_ = [] {
    std::array<short, slots> none{};
    none.fill(-1);
    return none;
  }();
};

inline const Lexicon& lexicon() {
  static const Lexicon words;
  return words;
}

}  // namespace rectify::detail::phrase
