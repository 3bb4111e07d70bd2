// plugin.cpp: a plugin that has the static library of rectify inside.
// SPDX-License-Identifier: BSL-1.0
#include "plugin.hpp"

#include <rectify/rectify.hpp>

namespace {

std::int64_t report(const char* file) {
  auto ledger = rectify::Ledger::open(file);
  return ledger.report({.title = "从插件来"}, {.name = "王芳", .roles = {"clerk"}}).value();
}
void fail() { rectify::Ledger::open("/no such folder/a.rectify"); }
void refuse() { rectify::Ledger::open(":memory:").tick(rectify::Instant::max()); }
const void* library() { return reinterpret_cast<const void*>(&rectify::catalogue); }

constexpr Plugin plugin{report, fail, refuse, library};

}  // namespace

const Plugin* rectify_test_plugin() { return &plugin; }
