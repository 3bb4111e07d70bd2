// sqlite_store.hpp: a ledger in one SQLite file.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

namespace rectify::stores {

// Opens or, if `create`, makes the file. Looks before it touches: a file that is not a ledger stays
// as it is.
std::unique_ptr<Store> sqlite(const std::string& path, bool create);

}  // namespace rectify::stores
