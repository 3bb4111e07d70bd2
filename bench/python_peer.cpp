// python_peer.cpp: the C++ side of python_bench.py. Reads what to do from standard input, a line
// each, and answers with the microseconds of one:
//
//     python_peer LEDGER     > comment 100      100 commands, each alone
//                            > page 100         a page of 50 items, every text of it read
//
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include <chrono>
#include <iostream>

using namespace rectify;

namespace {

std::size_t texts(const Item& item) {
  return item.title.size() + item.description.size() + item.source.size() + item.measures.size() +
         item.goal.size() + item.owner.unit.size() + name(item.state.main).size() +
         name(light(item)).size() + (due(item) ? write_day(*due(item)).size() : 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "python_peer LEDGER\n", 2;
  Ledger ledger = Ledger::open(argv[1]);
  const Actor clerk{.name = "秦乐天", .unit = "整改办", .roles = {"clerk"}};
  if (!ledger.find(1))
    for (int n = 0; n < 50; ++n) (void)ledger.report({.title = "漏水"}, clerk).value();
  std::string what;
  std::size_t read = 0;
  for (int rounds = 0; std::cin >> what >> rounds;) {
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
      if (what == "comment") {
        read += ledger.comment(1 + i % 50, {.text = "现场查看，仍在漏水"}, clerk).seq;
        continue;
      }
      const Page page = ledger.page({.limit = 50}).value();
      for (const Item& item : page) read += texts(item);
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
    std::cout << took.count() / rounds << '\n' << std::flush;
  }
  return read == 0 ? 1 : 0;
}
