// open.cpp: which store an address means.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "stores/memory.hpp"
#include "stores/sqlite_store.hpp"

#include <filesystem>

namespace rectify {

Ledger Ledger::open(const std::string& where, Options options) {
  if (where.empty() || where.find('\0') != std::string::npos)
    throw Error("store.none", "", "a ledger has an address: a file's path or :memory:");
  if (where == ":memory:") return over(stores::memory(), std::move(options));
  const bool create = options.create;
  // Before a file is made for it; one that is there has its own.
  if (options.policy && !std::filesystem::exists(where))
    if (auto no = rectify::check(*options.policy)) throw Refused(std::move(*no));
  return over(stores::sqlite(where, create), std::move(options));
}

}  // namespace rectify
