// refusal.hpp: why not. A value that says what was wrong, with what value, and what would be right.
//
//     Refusal no = refuse("deadline.past", "deadline", "2018-06-01", {"2018-06-15"});
//     no.code;                    // stable, for programs: "deadline.past"
//     rule(no, Lang::en);         // "a deadline is not before the day on which it is given"
//     wanted(no, Lang::zh);       // what would be right, in Chinese
//     text(no, Lang::en);         // one sentence of all of it, for people
//
// Three things are never mixed: a refusal (no; a value), an Error (can't; an exception with what
// to do about it) and a bug of ours (an assertion). All texts come from one catalogue, in
// impl/catalogue.hpp; a code that is not there is a bug, which a test finds. Pure; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/version.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rectify {

enum class Lang : unsigned char { en, zh };

struct Refusal {
  std::string code;  // stable: "duties.owner-verifies"
  std::string
      field;  // which part of the input, in the names of the wire: "assign.deadline"; may be empty
  std::string value;              // what stood there, shortened to 200 characters; may be empty
  std::vector<std::string> args;  // what the texts need besides: {0}, {1} of the catalogue

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

// Makes a refusal; a value longer than 200 characters is shortened at a character's end. O(value).
RECTIFY_API Refusal refuse(std::string_view code, std::string_view field = {},
                           std::string_view value = {}, std::vector<std::string> args = {});

RECTIFY_API std::string rule(const Refusal&, Lang);    // the rule that was broken
RECTIFY_API std::string wanted(const Refusal&, Lang);  // what would be right
RECTIFY_API std::string text(const Refusal&, Lang);    // field, value, rule and wanted in one line

// One entry a code; sorted by code. For documents and tests: every refusal that there is.
struct CatalogueEntry {
  std::string_view code, rule_en, wanted_en, rule_zh, wanted_zh;
};
struct Catalogue {
  const CatalogueEntry* first;
  const CatalogueEntry* last;
  [[nodiscard]] const CatalogueEntry* begin() const { return first; }
  [[nodiscard]] const CatalogueEntry* end() const { return last; }
};
RECTIFY_API Catalogue catalogue();

// What Result::value() throws: the refusal, for hosts that prefer exceptions.
class RECTIFY_API Refused : public std::runtime_error {
 public:
  explicit Refused(Refusal refusal)
      : std::runtime_error(text(refusal, Lang::en)), refusal_(std::move(refusal)) {}
  [[nodiscard]] const Refusal& refusal() const noexcept { return refusal_; }

 private:
  Refusal refusal_;
};

// What could not be done: the disk is full, the file is damaged or of somebody else. Says which
// file, which operation and what to do. Nothing was changed unless the text says so.
class RECTIFY_API Error : public std::runtime_error {
 public:
  Error(std::string code, std::string path, const std::string& what_and_what_to_do)
      : std::runtime_error(path.empty() ? what_and_what_to_do : path + ": " + what_and_what_to_do),
        code_(std::move(code)),
        path_(std::move(path)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }  // "store.full", …
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string code_, path_;
};

}  // namespace rectify
