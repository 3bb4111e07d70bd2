// ledger_host.cpp: a host of the compiled library opens a ledger.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/rectify.hpp>

int main() {
  auto ledger = rectify::Ledger::open(":memory:");
  return ledger ? 0 : 1;
}
