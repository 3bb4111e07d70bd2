// verb.hpp: one thing that the tracker does, as data: its name, its options, its function.
//
//     Verb tick_verb() {
//       return {.name = "tick", .group = Group::list, .zh = "…", .en = "changes the lights …",
//               .run = [](Session& session, const Given& given) { … return Exit::done; }};
//     }
//     given.one("owner");    // what stood behind --owner (or --to, another name of it)
//
// command_line.cpp makes the command line of these, the help too; nothing else knows how words are
// taken apart. A verb is a value; Given lives as long as the run.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracker {

using rectify::Lang;

// What a shell script learns of a run.
enum class Exit : unsigned char {
  done = 0,
  refused = 1,  // the rules say no; nothing was changed
  usage = 2,    // the words on the command line can't be understood
  cannot = 3,   // disk full, no such file, a file that is no ledger
  flawed = 4    // the ledger's proof found a difference
};

// The words on the command line can't be understood.
struct Usage : std::runtime_error {
  Usage(std::string chinese, std::string english)
      : std::runtime_error(english), zh(std::move(chinese)), en(std::move(english)) {}
  std::string zh, en;
};
// The system says no: a file that isn't there, a pipe that broke.
struct Cannot : std::runtime_error {
  Cannot(std::string chinese, std::string english)
      : std::runtime_error(english), zh(std::move(chinese)), en(std::move(english)) {}
  std::string zh, en;
};

struct Option {
  enum Kind : unsigned char { one, many, flag };
  std::string_view names;  // "--owner,--to"; without dashes: a place, "number"
  std::string_view meta;   // "UNIT"; empty for a flag
  std::string_view zh, en;
  Kind kind = one;
  bool required = false;
};

// What stood on the command line, by the first long name of each option.
class Given {
 public:
  void add(const std::string& name, std::vector<std::string> values) {
    values_[name] = std::move(values);
  }
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
  [[nodiscard]] std::string one(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? std::string() : found->second.back();
  }
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second;
  }
  // A whole number from `least` to `most`, or Usage; `otherwise` where the option wasn't given.
  [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise,
                                    std::int64_t least, std::int64_t most) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Session;

enum class Group : unsigned char { ledger, list, command, days, exchange, demonstration };

struct Verb {
  std::string_view name;  // "calendar show" stands below "calendar", a family: a verb without `run`
  Group group = Group::list;
  std::string_view zh, en;
  std::vector<Option> options = {};
  std::function<Exit(Session&, const Given&)> run = {};
  std::string_view more_zh = {}, more_en = {};  // below the options in its help
  std::string_view alias = {};
};

// Every verb, in the order of the help. Each of these stands in the file of its name.
std::vector<Verb> all_verbs();

std::vector<Verb> ledger_verbs();  // init, policy, tick, check, refusals
Verb list_verb();
Verb show_verb();
std::vector<Verb> history_verbs();  // history, events
Verb stats_verb();
Verb diagram_verb();
std::vector<Verb> machine_verbs();   // report … correct: the machine's commands
std::vector<Verb> deadline_verbs();  // deadline explain, read
std::vector<Verb> calendar_verbs();  // calendar show, days
Verb import_verb();
Verb export_verb();
Verb restore_verb();
Verb apply_verb();
Verb simulate_verb();

}  // namespace tracker
