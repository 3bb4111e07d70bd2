// session.cpp: the session from its options and the environment; files and streams.
// SPDX-License-Identifier: BSL-1.0
#include "session.hpp"

#include "table.hpp"

#include <rectify/work_calendar.hpp>

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

namespace tracker {
namespace {

std::string of_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string first_of(const Given& given, std::string_view option, const char* variable) {
  return given.has(option) ? given.one(option) : of_environment(variable);
}

// All of it, whatever the stream does with signals; a reader that went away is told as Cannot.
void write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(to, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const std::string why = std::strerror(errno);
      throw Cannot("无法写出结果：" + why, "the output can't be written: " + why);
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::int64_t Given::number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                           std::int64_t most) const {
  if (!has(name)) return otherwise;
  const std::string text = one(name);
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < least ||
      value > most) {
    const std::string range = std::to_string(least) + " … " + std::to_string(most);
    throw Usage(std::string(name) + "：“" + text + "”应为整数 " + range,
                std::string(name) + ": \"" + text + "\" is not a whole number from " + range);
  }
  return value;
}

const std::vector<Option>& session_options() {
  static const std::vector<Option> options{
      {"-L,--ledger", "FILE", "台账文件（或环境变量 RECTIFY_LEDGER；默认 ./ledger.rectify）",
       "the ledger's file (or RECTIFY_LEDGER; default ./ledger.rectify)"},
      {"--as", "NAME", "操作人姓名（或 RECTIFY_ACTOR）", "who acts (or RECTIFY_ACTOR)"},
      {"--unit", "UNIT", "操作人单位（或 RECTIFY_UNIT）", "their unit (or RECTIFY_UNIT)"},
      {"--role", "ROLE", "操作人角色，可重复（或 RECTIFY_ROLES，逗号分隔）",
       "their role; may be repeated (or RECTIFY_ROLES, parted by commas)", Option::many},
      {"--stands-in-for", "NAME", "代谁操作（须在制度的代理期内）",
       "whom they act for (the policy must grant it)"},
      {"--stands-in-for-unit", "UNIT", "被代理人的单位", "the unit of whom they act for"},
      {"--at", "TIME",
       "操作时间：2018-07-31 或 2018-07-31T09:00:00+08:00（默认现在；补录、演练用）",
       "the time: 2018-07-31 or 2018-07-31T09:00:00+08:00 (default: now; for replays)"},
      {"--lang", "zh|en", "语言（默认按 LC_ALL、LC_MESSAGES、LANG）",
       "the language (default: by LC_ALL, LC_MESSAGES, LANG)"},
      {"--json", "", "输出 JSON（protobuf JSON；列表每行一个对象）",
       "answers as JSON (protobuf's mapping; of a list one object a line)", Option::flag},
  };
  return options;
}

Session session_of(const Given& given, Lang lang) {
  Session session;
  session.lang = lang;
  session.lang_said = given.has("lang");
  session.json = given.has("json");
  session.where = first_of(given, "ledger", "RECTIFY_LEDGER");
  session.where_said = given.has("ledger");
  session.where_known = !session.where.empty();
  if (!session.where_known) session.where = "ledger.rectify";
  session.actor.name = first_of(given, "as", "RECTIFY_ACTOR");
  session.actor.unit = first_of(given, "unit", "RECTIFY_UNIT");
  session.actor.roles =
      given.has("role") ? given.all("role") : parted(of_environment("RECTIFY_ROLES"));
  session.actor.stands_in_for = given.one("stands-in-for");
  session.actor.stands_in_for_unit = given.one("stands-in-for-unit");
  session.at = given.one("at");
  session.colours = colours_wanted(STDOUT_FILENO);
  session.places = terminal_places(STDOUT_FILENO);
  if (session.places == 0) {  // a pipe: COLUMNS, where somebody has exported it
    const std::string columns = of_environment("COLUMNS");
    std::size_t wished = 0;
    const auto read = std::from_chars(columns.data(), columns.data() + columns.size(), wished);
    if (read.ec == std::errc{} && wished <= 1000) session.places = wished;
  }
  return session;
}

Lang language_of(int count, const char* const* words) {
  std::string wished;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--") break;
    if (word == "--lang" && i + 1 < count) wished = words[i + 1];
    if (word.starts_with("--lang=")) wished = word.substr(7);
  }
  if (wished.empty()) {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      wished = of_environment(name);
      if (!wished.empty()) return wished.starts_with("zh") ? Lang::zh : Lang::en;
    }
    return Lang::en;
  }
  if (wished == "zh") return Lang::zh;
  if (wished == "en") return Lang::en;
  throw Usage("--lang：“" + wished + "”应为 zh 或 en",
              "--lang: \"" + wished + "\" is not zh or en");
}

rectify::Ledger Session::open() const { return rectify::Ledger::open(where, {.create = false}); }

std::optional<rectify::Instant> Session::when(rectify::Zone zone) const {
  if (at.empty()) return std::nullopt;
  if (const auto day = rectify::read_day(at)) return rectify::start_of(*day, zone);
  const auto instant = rectify::read_instant(at);
  if (instant) return *instant;
  throw Usage("--at：" + text(instant.refusal(), Lang::zh) + "，或 2018-06-25",
              "--at: " + text(instant.refusal(), Lang::en) + ", or 2018-06-25");
}

rectify::Instant Session::now(const rectify::Ledger& ledger) const {
  return when(ledger.zone()).value_or(ledger.now());
}

rectify::Day Session::today(rectify::Zone zone) const {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return rectify::day_of(when(zone).value_or(now), zone);
}

rectify::Day Session::today(const rectify::Ledger& ledger) const {
  return rectify::day_of(now(ledger), ledger.zone());
}

rectify::Zone read_zone(const std::string& text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text == "Z") return rectify::Zone{0};
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' && digit(1) &&
      digit(2) && digit(4) && digit(5)) {
    const int hours = (text[1] - '0') * 10 + text[2] - '0';
    const int minutes = (text[4] - '0') * 10 + text[5] - '0';
    if (minutes < 60 && hours * 60 + minutes <= 14 * 60)
      return rectify::Zone{(text[0] == '-' ? -1 : 1) * (hours * 60 + minutes)};
  }
  throw Usage("--zone：“" + text + "”应为 +08:00 这样的时差",
              "--zone: \"" + text + "\" is not an offset like +08:00");
}

std::vector<std::string> parted(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    std::string_view word = text.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) out.emplace_back(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string bytes_of_file(const std::string& path, std::size_t most) {
  const auto fail = [&](const std::string& zh, const std::string& en) -> std::string {
    throw Cannot(path + "：" + zh, path + ": " + en);
  };
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored))
    return fail("是文件夹，不是文件", "is a folder, not a file");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      path == "-" ? stdin : std::fopen(path.c_str(), "rb"),
      [](std::FILE* f) { return f == stdin ? 0 : std::fclose(f); });
  if (!file)
    return fail("无法打开；请检查路径和权限", "can't be opened; look at its path and rights");
  std::string bytes;
  std::string buffer(std::size_t{1} << 16U, '\0');
  for (;;) {
    const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), file.get());
    bytes.append(buffer, 0, read);
    if (bytes.size() > most)
      return fail("超过 " + std::to_string(most >> 20U) + " MiB，太大",
                  "is larger than " + std::to_string(most >> 20U) + " MiB");
    if (read == 0) break;
  }
  if (std::ferror(file.get()) != 0) return fail("读取失败", "reading it failed");
  return bytes;
}

void print(std::string_view text) { write_all(STDOUT_FILENO, text); }
void complain(std::string_view text) { write_all(STDERR_FILENO, text); }

}  // namespace tracker
