// lines.cpp: a bounded reader of lines.
// SPDX-License-Identifier: BSL-1.0
#include "lines.hpp"

#include "verb.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tracker {

bool Lines::fill() {
  for (;;) {
    const auto read = ::read(from_, buffer_.data(), buffer_.size());
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) {
      const std::string why = std::strerror(errno);
      throw Cannot("读取输入失败：" + why, "the input can't be read: " + why);
    }
    begin_ = 0;
    end_ = static_cast<std::size_t>(read);
    return read > 0;
  }
}

bool Lines::next(Line& line) {
  line.text.clear();
  line.bytes = 0;
  line.too_long = false;
  bool ended = false;
  while (!ended) {
    if (begin_ == end_ && !fill()) break;
    const auto* const from = buffer_.data() + begin_;
    const auto* const to = std::find(from, static_cast<const char*>(buffer_.data()) + end_, '\n');
    const auto size = static_cast<std::size_t>(to - from);
    const std::size_t room =
        most_ + 2 - std::min(line.text.size(), most_ + 2);  // for CR, and to tell
    line.text.append(from, std::min(size, room));
    begin_ += size;
    line.bytes += size;
    if (begin_ < end_) {
      ++begin_, ++line.bytes;
      ended = true;
    }
  }
  if (!ended && line.bytes == 0) return false;
  if (ended && line.text.ends_with('\r') && line.text.size() <= most_ + 1) line.text.pop_back();
  if (line.text.size() > most_) {
    line.too_long = true;
    line.text.resize(most_);
  }
  line.number = ++number_;
  return true;
}

}  // namespace tracker
