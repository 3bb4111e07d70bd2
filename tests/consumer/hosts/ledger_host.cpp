// ledger_host.cpp: a host of the compiled library keeps a ledger, and catches what the library throws.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/rectify.hpp>

int main() {
  auto ledger = rectify::Ledger::open(":memory:");
  const auto id = ledger.report({.title = "接访窗口周五提前下班"},
                                {.name = "王芳", .unit = "办公室", .roles = {"clerk"}});
  const auto item = ledger.find(id.value()).value();
  if (rectify::decode<rectify::Item>(rectify::encode(item)).value() != item) return 1;
  if (!rectify::to_json(item).starts_with(R"({"id":"1")")) return 1;
  try {
    rectify::Ledger::open("/no such folder/a.rectify");
    return 2;
  } catch (const rectify::Error& error) {
    if (error.code() != "store.io") return 3;
  }
  try {
    ledger.tick(rectify::Instant::max());
    return 4;
  } catch (const rectify::Refused& refused) {
    if (refused.refusal().code != "instant.range") return 5;
  }
  return 0;
}
