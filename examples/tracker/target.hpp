// target.hpp: where an export goes: a file that wasn't there, or standard output.
//
//     Target target("list.csv", false);     // Cannot if it is there; "-": standard output
//     target.write(row);
//     target.finish();                      // the file is there, whole; without it nothing is
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace tracker {

class Target {
 public:
  Target(std::string path, bool force);  // `force`: a file that is there is replaced
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target();  // what was not finished is taken away again
  void write(std::string_view text);
  void finish();

 private:
  [[noreturn]] void fail() const;
  std::string path_, part_;
  int fd_ = -1;
};

}  // namespace tracker
