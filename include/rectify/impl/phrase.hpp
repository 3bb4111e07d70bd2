// impl/phrase.hpp: the body of phrase.hpp: reads a phrase, or says why not.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/phrase.hpp>

#include <rectify/impl/phrase_clauses.hpp>
#include <rectify/impl/phrase_explain.hpp>
#include <rectify/impl/phrase_format.hpp>

namespace rectify {

namespace detail::phrase {

// The part of the phrase that a fault is about.
inline std::string_view part_of(std::string_view phrase, const Text& text, const Tokens& tokens,
                                const Fault& fault) {
  if (tokens.size == 0) return phrase;
  const int last = tokens.size - 1;
  const auto& from = tokens.t[static_cast<std::size_t>(std::clamp(fault.from, 0, last))];
  const auto& to = tokens.t[static_cast<std::size_t>(std::clamp(fault.to - 1, 0, last))];
  const std::size_t begin = text.at[static_cast<std::size_t>(from.begin)];
  const std::size_t end =
      text.end[static_cast<std::size_t>(std::max(to.end - 1, static_cast<int>(from.begin)))];
  return end > begin ? phrase.substr(begin, end - begin) : phrase;
}

inline Refusal refusal(std::string_view phrase, const Text& text, const Tokens& tokens,
                       const Fault& fault) {
  std::vector<std::string> args;
  const auto writable = [](const std::optional<Day>& day) {
    return day && *day >= first_day && *day <= last_day;
  };
  if (writable(fault.why.a)) args.push_back(write_day(*fault.why.a));
  if (writable(fault.why.b)) args.push_back(write_day(*fault.why.b));
  std::string_view code = fault.why.code != nullptr ? fault.why.code : "deadline.unread";
  if ((code == "deadline.two-readings" || code == "deadline.no-year") && args.size() != 2)
    code = "deadline.unclear";  // its readings are no days that could be named
  return refuse(code, "deadline", part_of(phrase, text, tokens, fault), std::move(args));
}

}  // namespace detail::phrase

Result<Deadline> read_phrase(std::string_view phrase, Day reference, const ReadingRules& rules) {
  namespace p = detail::phrase;
  if (auto no = detail::unfit(phrase, "deadline", longest_phrase, detail::Lines::many)) return *no;
  if (reference < first_day || reference > last_day)
    return refuse("day.range", "reference", std::to_string(reference.time_since_epoch().count()));
  if (phrase.size() == 10 && phrase[4] == '-' && phrase[7] == '-') {  // a day, as programs write it
    if (const auto day = read_day(phrase)) {
      Deadline deadline;
      deadline.due = *day;
      deadline.reference = reference;
      deadline.text = phrase;
      return deadline;
    }
  }
  p::Text text;  // no initialiser: only what the phrase has is written, and read
  p::Tokens tokens;
  p::normalise(phrase, text);
  p::Lexer(text, tokens).run();
  p::Clauses clauses(text, tokens, reference, rules);
  if (!clauses.run()) return p::refusal(phrase, text, tokens, clauses.fault());
  Deadline deadline = clauses.deadline(phrase);
  if (deadline.due && (*deadline.due < first_day || *deadline.due > last_day))
    return refuse("day.range", "deadline", phrase);
  return deadline;
}

}  // namespace rectify
