// apply_verb.cpp: tracker apply, the face of stream.hpp.
// SPDX-License-Identifier: BSL-1.0
#include "policy_file.hpp"
#include "progress.hpp"
#include "session.hpp"
#include "stream.hpp"
#include "verb.hpp"

#include <rectify/wire.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace tracker {
namespace {

// A file that is closed again, or standard input.
class Input {
 public:
  explicit Input(const std::string& path)
      : fd_(path.empty() || path == "-" ? STDIN_FILENO
                                        : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0) {
      const std::string why = std::strerror(errno);
      throw Cannot(path + "：无法打开：" + why, path + ": can't be opened: " + why);
    }
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() {
    if (fd_ != STDIN_FILENO) ::close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

// How many lines a file has, for the progress bar; 0 where only reading it tells.
std::size_t lines_in(const std::string& path) {
  std::error_code error;
  if (path.empty() || path == "-" || !std::filesystem::is_regular_file(path, error)) return 0;
  const Input input(path);
  std::string buffer(std::size_t{1} << 16U, '\0');
  std::size_t lines = 0;
  for (;;) {
    const auto read = ::read(input.fd(), buffer.data(), buffer.size());
    if (read <= 0) return lines;
    lines += static_cast<std::size_t>(std::count(buffer.begin(), buffer.begin() + read, '\n'));
  }
}

rectify::Ledger ledger_for(const Session& session, const Given& given) {
  if (!given.has("memory")) {
    if (given.has("policy") || given.has("zone"))
      throw Usage("--policy、--zone 只与 --memory 合用；文件台账在 init 时指定",
                  "--policy and --zone go with --memory; a file's ledger has them from init");
    return session.open();
  }
  rectify::Options options;
  if (given.has("zone")) options.zone = read_zone(given.one("zone"));
  if (given.has("policy")) options.policy = policy_of_file(given.one("policy"));
  if (const auto at = session.when(options.zone)) options.clock = [at] { return *at; };
  return rectify::Ledger::open(":memory:", options);
}

Exit apply(Session& session, const Given& given) {
  auto ledger = ledger_for(session, given);
  Manner manner;
  manner.batch = static_cast<std::size_t>(given.number("batch", 1, 1, 100'000));
  manner.all_or_nothing = given.has("all-or-nothing");
  manner.dry_run = given.has("dry-run");
  manner.at = session.when(ledger.zone());
  manner.lang = session.lang;

  const std::string path = given.one("file");
  const Input input(path);
  Progress progress(std::string(session.say("执行", "applying")), lines_in(path), session.lang);
  Stream stream(ledger, manner, [](std::string_view lines) { print(lines); });
  Lines lines(input.fd(), rectify::max_message);
  for (Line line; lines.next(line);) {
    stream.take(line);
    if (!path.empty()) progress.add();
  }
  stream.finish();
  progress.finish();
  if (given.has("items"))
    for (const auto& item : ledger.query({.limit = 1000})) print(to_json(item) + "\n");
  return Exit::done;
}

}  // namespace

Verb apply_verb() {
  return {
      .name = "apply",
      .group = Group::exchange,
      .zh = "程序接口：逐行读入 JSON 操作，逐行答复（见 docs/apply.md）",
      .en = "for programs: commands as JSON lines in, one answer line each (docs/apply.md)",
      .options =
          {{"file", "FILE", "操作文件（默认标准输入）", "the commands (default: standard input)"},
           {"--batch", "N", "每 N 行一个事务（默认 1）", "lines in one transaction (default 1)"},
           {"--all-or-nothing", "", "一批中有一行退回则整批不生效",
            "one refused line refuses its whole batch", Option::flag},
           {"--dry-run,-n", "", "只答复，不生效；每批各自从台账现状算起",
            "answers only; each batch starts from the ledger as it is", Option::flag},
           {"--memory", "", "用内存台账，结束即弃", "on a ledger in memory, gone at the end",
            Option::flag},
           {"--policy", "FILE", "内存台账的制度（JSON）", "the policy of the ledger in memory"},
           {"--zone", "OFFSET", "内存台账的时区", "its zone"},
           {"--items", "", "最后输出每个问题，每行一个 JSON 对象",
            "at the end, every item, one JSON object a line", Option::flag}},
      .run = apply,
      .more_zh =
          "每行答复在落盘之后输出。读不懂的行以退回答复，其余照常。只要每行都已答复，退出码为 0。",
      .more_en =
          "A line is answered once it is durable. A line that can't be read is answered with "
          "a refusal,\nand the stream goes on. The exit code is 0 when every line was answered."};
}

}  // namespace tracker
