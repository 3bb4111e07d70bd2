// progress_test.cpp: a line for people at a terminal, and nothing for anyone else.
// SPDX-License-Identifier: BSL-1.0
#include "progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace tracker {
namespace {

using rectify::Lang;
using testing::ElementsAre;
using testing::IsEmpty;

class ProgressOnAScreen : public testing::Test {
 protected:
  Progress::Screen screen(std::size_t places = 80) {
    return {[this](std::string_view line) { lines.emplace_back(line); }, places};
  }
  Progress::Clock clock() {
    return [this] { return now; };
  }
  void later(int milliseconds) { now += std::chrono::milliseconds(milliseconds); }

  std::vector<std::string> lines;
  std::chrono::steady_clock::time_point now{};
};

TEST_F(ProgressOnAScreen, ShowsCountRateAndTimeLeftAndIsWiped) {
  Progress progress("导入", 3000, Lang::zh, screen(), clock());
  later(6000);
  progress.add(1500);
  progress.finish();
  progress.finish();
  EXPECT_THAT(
      lines,
      ElementsAre("\r\033[K导入 [##########----------] 1500/3000 50% 250/s 还剩 0:06", "\r\033[K"));
}

TEST_F(ProgressOnAScreen, IsDrawnAtMostTenTimesASecond) {
  Progress progress("x", 0, Lang::en, screen(), clock());
  for (int i = 0; i < 1000; ++i) later(1), progress.add();
  EXPECT_EQ(lines.size(), 10u);
  EXPECT_EQ(lines[0], "\r\033[Kx 100 1000/s");
}

TEST_F(ProgressOnAScreen, AShortCommandShowsNothing) {
  {
    Progress progress("x", 2, Lang::en, screen(), clock());
    later(99), progress.add(2);
  }
  EXPECT_THAT(lines, IsEmpty());
}

TEST_F(ProgressOnAScreen, NeverFillsTheLineNorPassesTheWhole) {
  Progress progress("x", 10, Lang::en, screen(20), clock());
  later(100);
  progress.add(20);
  EXPECT_EQ(lines[0], "\r\033[Kx [###############…");
  later(100);
  progress.add(0);
  EXPECT_EQ(lines.size(), 2u);
}

TEST_F(ProgressOnAScreen, HoursAndNothingDoneAreShownSanely) {
  Progress progress("x", 10000, Lang::en, screen(), clock());
  later(1000), progress.add(0);
  later(1000), progress.add(2);
  EXPECT_EQ(lines[0], "\r\033[Kx [--------------------] 0/10000 0% 0/s");
  EXPECT_EQ(lines[1], "\r\033[Kx [--------------------] 2/10000 0% 1/s 2:46:38 left");
}

TEST(Progress, IsSilentWithoutATerminal) {
  int looks = 0;
  Progress progress("x", 10, Lang::en, {},
                    [&] { return ++looks, std::chrono::steady_clock::now(); });
  progress.add(5);
  EXPECT_EQ(looks, 1);  // the clock isn't even asked
}

}  // namespace
}  // namespace tracker
