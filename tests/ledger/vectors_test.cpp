// vectors_test.cpp: the commands of tests/model/commands.tsv, which the bindings are held to as well.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>
#include <rectify/wire.hpp>

#include <gtest/gtest.h>

#include <fstream>

using namespace rectify;

namespace {

TEST(SharedCommands, AreAnsweredAsTheirTableSays) {
  Ledger ledger = Ledger::open(":memory:");
  std::ifstream table("tests/model/commands.tsv");
  std::size_t told = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto command = line.find('\t', line.find('\t') + 1) + 1;
    const Answer answer = ledger.apply(from_json<Command>(line.substr(command)).value());
    const std::string says = answer.accepted ? "accepted\t" + std::string(name(answer.state.main))
                                             : answer.refusal->code + "\t";
    EXPECT_EQ(says, line.substr(0, command - 1)) << line;
    ++told;
  }
  EXPECT_GT(told, 20U);
}

}  // namespace
