// plugin.hpp: what a plugin with a rectify of its own offers to its host (plugin_host.cpp).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

struct Plugin {
  std::int64_t (*report)(const char* file);  // into the ledger there; the item's number
  void (*fail)();                            // throws rectify::Error
  void (*refuse)();                          // throws rectify::Refused
  const void* (*library)();                  // where the plugin's rectify lies
};

extern "C" __attribute__((visibility("default"))) const Plugin* rectify_test_plugin();
