// model_test.cpp: the machine and an independent model answer alike, command after command.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include <map>

#include "model/naive_model.hpp"
#include "model/random_office.hpp"

using namespace rectify;

namespace {

std::string told(const Item& item, const Command& command) {
  return std::string(name(kind_of(command.body))) + " by " + command.actor.name + " at " +
         write_instant(*command.at) + " on an item " + std::string(name(item.state.main)) + ", " +
         std::string(name(item.state.extension)) + ", " + std::string(name(item.state.holding)) +
         ", " + std::string(name(item.state.timeliness));
}

TEST(Model, AgreesOnEveryAnswerAndEveryItemAfterIt) {
  std::map<std::string, int> answers, accepted;
  int commands = 0;
  for (std::uint64_t seed = 1; commands < 100'000; ++seed) {
    naive::RandomOffice office(seed);
    const Policy& policy = office.policy;
    ASSERT_FALSE(check(policy));
    Item item, open, closed;
    open.state.main = Main::found;
    closed.state.main = Main::closed;
    for (int n = 0; n < 100; ++n, ++commands) {
      const Item* target = office.one_in(5) ? nullptr : office.one_in(5) ? &closed : &open;
      const Command command = office.command(item);
      if (n == 50) office.load_years();
      const auto expected =
          naive::judge(item, command, policy, shanghai, target, office.working_days());
      const Context context{policy, shanghai, target, &office.calendar};
      const auto answer = step(item, command, context);
      ASSERT_EQ(answer ? "" : answer.refusal().code, expected.code)
          << "seed " << seed << ": " << told(item, command);
      ++answers[expected.code];
      const auto state = advance(item, command, context);
      if (answer) {
        ++accepted[std::string(name(kind_of(command.body)))];
        ASSERT_TRUE(state) << told(item, command);
        ASSERT_EQ(*state, answer->state) << told(item, command);
        evolve(item, *answer);
      } else if (answer.refusal().code != "version.conflict") {
        ASSERT_EQ(item, expected.item);
      }
      ASSERT_EQ(item, expected.item) << "seed " << seed << ": " << told(item, command);
      ASSERT_EQ(light(item) == Light::grey, !clock_runs(item));
    }
  }
  // The random office reaches the whole machine: every command is accepted somewhere, often.
  for (const auto kind : command_names) {
    if (kind == "act" || kind == "migrate") continue;  // of hosts' machines
    EXPECT_GE(accepted[std::string(kind)], 20) << kind;
  }
  EXPECT_GE(answers.size(), 38U);
  EXPECT_GE(answers[""], 30'000);
}

}  // namespace
