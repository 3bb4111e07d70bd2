// session.hpp: who works with which ledger, when, and how they want to be answered.
//
//     Ledger ledger = session.open();                  // Error if there is none
//     session.say("已导入", "imported");               // in the language of the session
//     ledger.apply({.actor = session.actor, .at = session.when(ledger.zone()), …});
//
// Filled from the command line, then from the environment: RECTIFY_LEDGER, RECTIFY_ACTOR,
// RECTIFY_UNIT, RECTIFY_ROLES (parted by commas), LC_ALL, LC_MESSAGES, LANG, NO_COLOR. One thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "verb.hpp"

#include <rectify/ledger.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tracker {

struct Session {
  Lang lang = Lang::en;
  bool lang_said = false;  // by --lang, not by the locale
  bool json = false;
  std::string where;         // the ledger's file
  bool where_said = false;   // by --ledger
  bool where_known = false;  // by that or by the environment, not by default
  rectify::Actor actor;
  std::string at;  // as written; empty: now
  bool colours = false;
  std::size_t places = 0;  // of the terminal; 0: not known

  [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const {
    return lang == Lang::zh ? zh : en;
  }
  // The ledger that is there; rectify::Error if there is none.
  [[nodiscard]] rectify::Ledger open() const;
  // --at as an instant: RFC 3339, or a day's first moment in the zone. Usage if it is neither.
  [[nodiscard]] std::optional<rectify::Instant> when(rectify::Zone zone) const;
  // The same, or now.
  [[nodiscard]] rectify::Instant now(const rectify::Ledger& ledger) const;
  // The day of --at, or of the system's clock, where there is no ledger.
  [[nodiscard]] rectify::Day today(rectify::Zone zone = rectify::shanghai) const;
  // The day of that, in the ledger's zone.
  [[nodiscard]] rectify::Day today(const rectify::Ledger& ledger) const;
};

// The options that every verb has: --ledger, --as, --unit, --role, --at, --lang, --json.
const std::vector<Option>& session_options();
Session session_of(const Given& given, Lang lang);

// The language wished for: --lang among the words, else the locale. Unknown: Usage.
Lang language_of(int count, const char* const* words);

// "+08:00" as minutes; Usage else.
rectify::Zone read_zone(const std::string& text);

// "1, 2 and 3" as the environment has lists: parted by commas, blanks dropped.
std::vector<std::string> parted(std::string_view text, char separator = ',');

// The bytes of a file, or of standard input for "-"; Cannot if it can't be read or is larger.
std::string bytes_of_file(const std::string& path, std::size_t most = std::size_t{1} << 28U);

// Words for people, on standard output and standard error; and lines for programs.
void print(std::string_view text);
void complain(std::string_view text);

}  // namespace tracker
