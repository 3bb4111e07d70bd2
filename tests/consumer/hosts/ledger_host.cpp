// ledger_host.cpp: a host of the compiled library keeps a ledger, and catches what the library throws.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/rectify.hpp>

int main() {
  auto ledger = rectify::Ledger::open(":memory:");
  const auto id = ledger.report({.title = "接访窗口周五提前下班"},
                                {.name = "王芳", .unit = "办公室", .roles = {"clerk"}});
  if (!id || !ledger.find(*id)) return 1;
  try {
    rectify::Ledger::open("/no such folder/a.rectify");
  } catch (const rectify::Error& error) {
    return error.code() == "store.io" ? 0 : 2;
  }
  return 3;
}
