// target.cpp: where an export goes: a file that wasn't there, or standard output.
// SPDX-License-Identifier: BSL-1.0
#include "target.hpp"

#include "session.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace tracker {

Target::Target(std::string path, bool force) : path_(std::move(path)) {
  if (path_ == "-") return;
  part_ = path_ + ".part";
  std::error_code ignored;
  if (!force && std::filesystem::exists(path_, ignored))
    throw Cannot(
        path_ + "：已经存在，未覆盖；换一个名字（-o），或用 --force 覆盖",
        path_ + ": is there already and was left as it is; give another name (-o) or --force");
  fd_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd_ < 0) fail();
}

Target::~Target() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(part_.c_str());
}

void Target::write(std::string_view text) {
  if (path_ == "-") return print(text);
  while (!text.empty()) {
    const auto written = ::write(fd_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Target::finish() {
  if (path_ == "-") return;
  const bool closed = ::close(fd_) == 0;
  fd_ = -1;
  if (!closed || std::rename(part_.c_str(), path_.c_str()) != 0) fail();
}

void Target::fail() const {
  const std::string why = std::strerror(errno);
  throw Cannot(path_ + "：无法写入：" + why, path_ + ": can't be written: " + why);
}

}  // namespace tracker
