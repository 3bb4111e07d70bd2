// simulation.hpp: the people of an office work on their list, day by day, by commands alone.
//
//     Simulation year(ledger, people, {.from = day(2018, 6, 25), .days = 365, .seed = 2018});
//     year.expect("1", rectify::day(2018, 7, 31));        // the list's due days, by reference
//     year.report_on(day(2018, 9, 3), later_problem, due);
//     Tally tally = year.run();
//
// Problems are assigned, worked on, submitted, sent back, verified, struck off, some reopened;
// people are late, ask for extensions, and try what they may not. The same seed gives the same
// year, event for event. One thread; O(commands). SPDX-License-Identifier: BSL-1.0
#pragma once

#include "people.hpp"

#include <rectify/ledger.hpp>

#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <vector>

namespace tracker {

struct Year {
  rectify::Day from{};
  int days = 365;
  std::uint64_t seed = 2018;
  rectify::Lang lang = rectify::Lang::en;  // of what people write
};

struct Tally {
  std::map<std::string, int> accepted;  // by command
  std::map<std::string, int> refused;   // by the refusal's code
  int commands = 0;
  rectify::Day until{};
};

class Simulation {
 public:
  using Tell = std::function<void()>;  // a day is over

  Simulation(rectify::Ledger& ledger, People people, Year year);
  void expect(const std::string& reference, rectify::Day due) { due_[reference] = due; }
  void report_on(rectify::Day day, rectify::Report problem, std::optional<rectify::Day> due);
  Tally run(const Tell& tell = {});

 private:
  enum class Act : std::uint8_t {
    report,
    assign,
    decline,
    start,
    progress,
    hold,
    resume,
    ask,
    decide,
    submit,
    judge,
    object,
    close,
    look_back,
    escalate,
    settle,
    comment
  };
  struct Step {
    rectify::Instant at;
    std::uint64_t order = 0;
    Act act{};
    rectify::ItemId item = 0;
    int round = 0;  // how often it has been sent back; of report: which problem
    friend bool operator<(const Step& a, const Step& b) {  // the earliest on top of the queue
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };

  // Chance.
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  const rectify::Actor& one_of(const std::vector<rectify::Actor>& people);
  std::string_view words(std::initializer_list<std::pair<const char*, const char*>> choices);

  // Time.
  void plan(Act act, rectify::ItemId item, rectify::Day day, int round = 0);
  [[nodiscard]] rectify::Day day_of(rectify::Instant at) const;

  // Commands.
  rectify::Answer give(rectify::ItemId item, const rectify::Actor& by, rectify::Body body);
  void act(const Step& step);
  void report(const Step& step);
  void assign(const rectify::Item& item);
  void fix_or_settle(const rectify::Item& item);
  void settle(const rectify::Item& item);
  void begin_work(const rectify::Item& item);
  void submit(const rectify::Item& item, int round);
  void judge(const rectify::Item& item, int round);
  void decide(const rectify::Item& item);
  void strike_off(const rectify::Item& item, int round);
  void look_back(const rectify::Item& item);
  [[nodiscard]] rectify::Actor worker(const rectify::Item& item);
  [[nodiscard]] rectify::Actor judge_of(const rectify::Item& item);

  rectify::Ledger& ledger_;
  People people_;
  Year year_;
  std::mt19937_64 random_;
  std::vector<rectify::Actor> coordinators_, verifiers_, clerks_;
  std::map<std::string, rectify::Day> due_;
  std::vector<std::pair<rectify::Report, std::optional<rectify::Day>>> later_;
  std::priority_queue<Step> steps_;
  std::uint64_t order_ = 0;
  rectify::Instant now_{};
  Tally tally_;
};

}  // namespace tracker
