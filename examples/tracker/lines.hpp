// lines.hpp: reads a stream line by line, and never more of a line than a bound.
//
//     Lines lines(STDIN_FILENO, 1 << 20);
//     for (Line line; lines.next(line);) line.too_long ? skip(line.number) : read(line.text);
//
// A longer line is skipped to its end; its first bytes are kept. The last line need not end. A line
// comes as soon as its end has been read. One thread; O(bytes), memory O(bound).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tracker {

struct Line {
  std::uint64_t number = 0;  // from 1
  std::string text;          // without its end (LF, or CR LF)
  std::size_t bytes = 0;     // in the stream, with its end
  bool too_long = false;
};

class Lines {
 public:
  Lines(int from, std::size_t most)
      : from_(from), most_(most), buffer_(std::size_t{1} << 16U, '\0') {}

  // Cannot if the stream can't be read.
  bool next(Line& line);
  // Whether the next line has been read already; else `next` may wait for whoever writes it.
  [[nodiscard]] bool has_line() const {
    return std::string_view(buffer_).substr(begin_, end_ - begin_).find('\n') !=
           std::string_view::npos;
  }

 private:
  bool fill();

  int from_;
  std::size_t most_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace tracker
