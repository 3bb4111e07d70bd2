// progress.cpp: one line that overwrites itself.
// SPDX-License-Identifier: BSL-1.0
#include "progress.hpp"

#include "table.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace tracker {
namespace {

constexpr auto between_drawings = std::chrono::milliseconds(100);
constexpr std::size_t bar_places = 20;
constexpr std::string_view wipe = "\r\033[K";  // to the line's start; clear to its end

std::string two_digits(long long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string minutes(double seconds) {  // 0:06, 12:30, 1:02:05
  const long long all = std::llround(std::ceil(seconds));
  if (all < 3600) return std::to_string(all / 60) + ":" + two_digits(all % 60);
  return std::to_string(all / 3600) + ":" + two_digits(all / 60 % 60) + ":" + two_digits(all % 60);
}

}  // namespace

Progress::Screen Progress::standard_error() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  if (isatty(STDERR_FILENO) != 1 || dumb) return {};
  const std::size_t places = terminal_places(STDERR_FILENO);
  return {[](std::string_view line) {
            // What a terminal doesn't take is lost: the next drawing repeats it.
            [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
          },
          places > 0 ? places : 80};
}

Progress::Progress(std::string label, std::size_t total, rectify::Lang lang, Screen screen,
                   Clock now)
    : label_(std::move(label)),
      total_(total),
      lang_(lang),
      screen_(std::move(screen)),
      now_(std::move(now)),
      started_(now_()),
      drawn_(started_) {}

Progress::~Progress() {
  try {
    finish();
  } catch (...) {
  }
}

void Progress::add(std::size_t done) {
  done_ += done;
  if (!screen_.write) return;
  const auto now = now_();
  if (now - drawn_ >= between_drawings) draw(now);
}

void Progress::finish() {
  if (shown_) screen_.write(wipe);
  shown_ = false;
}

void Progress::draw(std::chrono::steady_clock::time_point now) {
  drawn_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const double rate = static_cast<double>(done_) / seconds;
  std::string line = printable(label_, " ") + ' ';
  if (total_ > 0) {
    const double part = std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_));
    const auto full = static_cast<std::size_t>(part * static_cast<double>(bar_places));
    line += '[' + std::string(full, '#') + std::string(bar_places - full, '-') + "] " +
            std::to_string(done_) + '/' + std::to_string(total_) + ' ' +
            std::to_string(static_cast<int>(part * 100)) + "% ";
  } else {
    line += std::to_string(done_) + ' ';
  }
  line += std::to_string(std::llround(rate)) + "/s";
  if (total_ > done_ && done_ > 0) {
    const std::string left = minutes(static_cast<double>(total_ - done_) / rate);
    line += lang_ == rectify::Lang::zh ? " 还剩 " + left : ' ' + left + " left";
  }
  // One place less than the terminal has, so that it doesn't wrap.
  screen_.write(std::string(wipe) + cut(line, std::max<std::size_t>(screen_.places, 2) - 1));
}

}  // namespace tracker
