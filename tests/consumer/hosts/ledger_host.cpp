// ledger_host.cpp: a host of the compiled library keeps a ledger, catches what the library throws, and
// finds its process as it was: no output (which ./build looks for), no threads, fork as docs/embedding.md
// has it. In its working folder it makes the files ours.rectify and theirs.rectify.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/rectify.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

using namespace rectify;

namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};

bool keeps_a_ledger() {
  auto ledger = Ledger::open(":memory:");
  const auto id = ledger.report({.title = "接访窗口周五提前下班"}, clerk);
  const auto item = ledger.find(id.value()).value();
  return decode<Item>(encode(item)).value() == item && to_json(item).starts_with(R"({"id":"1")") &&
         ledger.check().whole;
}

bool catches_errors() {
  try {
    Ledger::open("/no such folder/a.rectify");
    return false;
  } catch (const Error& error) {
    return error.code() == "store.io";
  }
}

bool catches_refusals() {
  try {
    Ledger::open(":memory:").tick(Instant::max());
    return false;
  } catch (const Refused& refused) {
    return refused.refusal().code == "instant.range";
  }
}

// What protobuf would write a line to standard error for.
bool refuses_quietly() {
  const std::string no_utf8 = "\x1a\x02\xff\xfe";
  return !decode<Item>("\xff\xff") && !decode<Item>(no_utf8) && !from_json<Item>("{\"id\":") &&
         !encode(Item{.id = 7, .title = "\xff"}).empty() &&
         !Ledger::open(":memory:").report({.title = "\xff"}, clerk);
}

bool has_one_thread() {
  const auto threads = std::filesystem::directory_iterator("/proc/self/task");
  return std::distance(begin(threads), end(threads)) == 1;
}

// A ledger is not taken across a fork; the child opens one of its own.
bool a_child_may_open_its_own() {
  std::filesystem::remove("ours.rectify"), std::filesystem::remove("theirs.rectify");
  auto ours = Ledger::open("ours.rectify");
  const pid_t child = fork();
  if (child == 0) {
    const bool done = Ledger::open("theirs.rectify").report({.title = "漏水"}, clerk).has_value();
    _exit(done ? 0 : 1);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && status == 0 &&
         ours.report({.title = "漏水"}, clerk) && Ledger::open("theirs.rectify").find(1) &&
         ours.check().whole;
}

}  // namespace

int main() {
  if (!keeps_a_ledger()) return 1;
  if (!catches_errors()) return 2;
  if (!catches_refusals()) return 3;
  if (!refuses_quietly()) return 4;
  if (!has_one_thread()) return 5;
  return a_child_may_open_its_own() ? 0 : 6;
}
