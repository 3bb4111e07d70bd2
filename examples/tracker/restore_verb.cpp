// restore_verb.cpp: tracker restore: makes a ledger of the events that export has written.
// SPDX-License-Identifier: BSL-1.0
#include "json_text.hpp"
#include "progress.hpp"
#include "session.hpp"
#include "trouble.hpp"
#include "verb.hpp"

#include <rectify/interchange.hpp>
#include <rectify/wire.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

namespace tracker {

using namespace rectify;

namespace {

// A file's bytes, or those of standard input.
class Input {
 public:
  explicit Input(std::string path)
      : path_(std::move(path)),
        fd_(path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0) fail();
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() {
    if (path_ != "-") ::close(fd_);
  }
  std::size_t operator()(char* into, std::size_t most) const {
    for (;;) {
      const auto read = ::read(fd_, into, most);
      if (read >= 0) return static_cast<std::size_t>(read);
      if (errno != EINTR) fail();
    }
  }

 private:
  [[noreturn]] void fail() const {
    const std::string why = std::strerror(errno);
    throw Cannot(path_ + "：无法读取：" + why, path_ + ": can't be read: " + why);
  }
  std::string path_;
  int fd_;
};

Exit tell_refused(const Session& session, const std::string& path, const Imported& done) {
  const bool begun = done.events != 0;
  if (session.json)
    print(tracker::Object()
              .put("file", path)
              .put("line", done.line)
              .put("events", done.events)
              .raw("refusal", to_json(*done.refusal, session.lang))
              .text() +
          "\n");
  const std::string line = std::to_string(done.line);
  complain(std::string(session.say("退回：", "refused: ")) + path +
           std::string(session.say("：第 " + line + " 条：", ": line " + line + ": ")) +
           told(*done.refusal, session.lang) + "\n");
  if (begun)
    complain(session.where +
             std::string(session.say(
                 "：恢复未完成，还不是台账；改正后再次恢复可续，或删除该文件",
                 ": is not whole and no ledger yet; restore the mended file and it goes on, or "
                 "remove it")) +
             "\n");
  return Exit::refused;
}

Exit restore(Session& session, const Given& given) {
  const std::string path = given.one("file");
  const Input input(path);
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  std::optional<Progress> progress;  // in KiB
  std::uint64_t before = 0;
  const Imported done =
      import_events(input, session.where, {}, [&](std::uint64_t, std::uint64_t bytes) {
        if (!progress)
          progress.emplace(std::string(session.say("恢复", "restoring")),
                           ignored ? 0 : static_cast<std::size_t>(size >> 10U), session.lang);
        progress->add(static_cast<std::size_t>((bytes >> 10U) - before));
        before = bytes >> 10U;
      });
  progress.reset();
  if (!done.ledger) return tell_refused(session, path, done);
  const auto items = done.ledger->counters().total();
  const std::string last = hex(done.ledger->events(done.events - 1, 1).back().hash);
  if (session.json)
    print(tracker::Object()
              .put("ledger", session.where)
              .put("events", done.events)
              .put("items", items)
              .put("hash", last)
              .text() +
          "\n");
  else
    print(std::string(session.say("已恢复 ", "restored ")) + std::to_string(done.events) +
          std::string(session.say(" 条记录、", " events, ")) + std::to_string(items) +
          std::string(session.say(" 个问题到 ", " items to ")) + session.where + "\n" +
          std::string(session.say("末条记录 ", "last link ")) + last + "\n");
  return Exit::done;
}

}  // namespace

Verb restore_verb() {
  return {.name = "restore",
          .group = Group::exchange,
          .zh = "由导出的全部记录（export --events）恢复台账",
          .en = "makes a ledger of exported events (export --events)",
          .options = {{.names = "file",
                       .meta = "FILE",
                       .zh = "JSON 行或 protobuf 流（- 为标准输入）",
                       .en = "JSON lines or a protobuf stream (- is standard input)",
                       .required = true}},
          .run = restore,
          .more_zh =
              "逐条核对记录链，写入尚不存在的台账（--ledger）。中断后再次恢复可续。\n"
              "请将末条记录的哈希与另存的对照：截去末尾若干条，文件本身看不出来。",
          .more_en =
              "Every link is checked on the way into a ledger that isn't there yet "
              "(--ledger). What was cut\nshort goes on when it is given again. Compare the "
              "last link with the one you noted: that a\ntail was cut off can't be seen in "
              "the file itself."};
}

}  // namespace tracker
