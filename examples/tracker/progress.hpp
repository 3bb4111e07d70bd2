// progress.hpp: how far a long command has come, on stderr where somebody can see it.
//
//     Progress progress("导入", rows.size(), Lang::zh);
//     for (const auto& row : rows) import(row), progress.add();
//     progress.finish();    // the line is gone; what follows is printed in its place
//
//     导入 [##########----------] 1500/3000 50% 250/s 还剩 0:06
//
// Silent where stderr is no terminal (or a dumb one). Drawn at most ten times a second, and not in
// the first tenth: a short command shows nothing. One thread; O(1) between drawings, one look at
// the clock each.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace tracker {

class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  struct Screen {
    std::function<void(std::string_view)> write;  // empty: silent
    std::size_t places = 80;                      // a line is never as long
  };
  static Screen standard_error();

  // total 0: not known; then the count and the rate alone are shown.
  Progress(std::string label, std::size_t total, rectify::Lang lang,
           Screen screen = standard_error(), Clock now = std::chrono::steady_clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();  // as finish(); swallows a failure to write, since the bar is only a courtesy

  void add(std::size_t done = 1);
  void finish();  // wipes the line; adding more draws it anew

 private:
  void draw(std::chrono::steady_clock::time_point);

  std::string label_;
  std::size_t total_;
  std::size_t done_ = 0;
  rectify::Lang lang_;
  Screen screen_;
  Clock now_;
  std::chrono::steady_clock::time_point started_, drawn_;
  bool shown_ = false;
};

}  // namespace tracker
