// open.cpp: which store an address means.
// SPDX-License-Identifier: BSL-1.0
#include "stores/open.hpp"

#include <rectify/ledger.hpp>

#include "stores/memory.hpp"
#include "stores/sqlite_store.hpp"

#include <filesystem>

namespace rectify {

std::unique_ptr<Store> stores::at(const std::string& where, bool create) {
  if (where.empty() || where.find('\0') != std::string::npos)
    throw Error("store.none", "", "a ledger has an address: a file's path or :memory:");
  return where == ":memory:" ? memory() : sqlite(where, create);
}

Ledger Ledger::open(const std::string& where, Options options) {
  const bool create = options.create;
  // Before a file is made for it; one that is there has its own.
  if (options.policy && where.find('\0') == std::string::npos && !std::filesystem::exists(where))
    if (auto no = rectify::check(*options.policy)) throw Refused(std::move(*no));
  return over(stores::at(where, create), std::move(options));
}

}  // namespace rectify
