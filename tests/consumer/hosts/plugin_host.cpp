// plugin_host.cpp: a host with its rectify loads plugins that have another inside, both ways in which
// a plugin can be loaded. Both work on one file, each with its own code, and what a plugin throws is
// caught by its type.
//
//     plugin_host FILE PLUGIN...      FILE is a new ledger's
// SPDX-License-Identifier: BSL-1.0
#include "plugin.hpp"

#include <rectify/rectify.hpp>

#include <dlfcn.h>

#include <cstdio>

namespace {

bool throws_as_ours(const Plugin& plugin) {
  try {
    plugin.fail();
    return false;
  } catch (const rectify::Error& error) {
    if (error.code() != "store.io") return false;
  }
  try {
    plugin.refuse();
    return false;
  } catch (const rectify::Refused& refused) {
    return refused.refusal().code == "instant.range";
  }
}

// What is wrong with the plugin; nothing if it works.
const char* flaw(const char* path, int how, const char* file, rectify::Ledger& ledger) {
  void* loaded = dlopen(path, RTLD_NOW | how);
  if (loaded == nullptr) return dlerror();
  const auto get =
      reinterpret_cast<decltype(&rectify_test_plugin)>(dlsym(loaded, "rectify_test_plugin"));
  if (get == nullptr) return "it isn't a plugin";
  const Plugin& plugin = *get();
  if (plugin.library() == reinterpret_cast<const void*>(&rectify::catalogue))
    return "it uses the host's rectify and not its own";
  const auto item = ledger.find(plugin.report(file));
  if (!item || item->title != "从插件来") return "the host doesn't see what it reported";
  if (!ledger.check().whole) return "the ledger isn't whole";
  if (!throws_as_ours(plugin)) return "what it throws isn't caught as ours";
  dlclose(loaded);
  return nullptr;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  auto ledger = rectify::Ledger::open(words[1]);
  for (int i = 2; i < count; ++i)
    for (const int how : {RTLD_LOCAL, RTLD_GLOBAL})
      if (const char* why = flaw(words[i], how, words[1], ledger); why != nullptr) {
        std::fprintf(stderr, "%s, %s: %s\n", words[i],
                     how == RTLD_LOCAL ? "RTLD_LOCAL" : "RTLD_GLOBAL", why);
        return 1;
      }
  return 0;
}
