// open.hpp: the store at an address.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

namespace rectify::stores {

// `where`: a file's path, or ":memory:". `create`: false: an Error if there is none.
std::unique_ptr<Store> at(const std::string& where, bool create);

}  // namespace rectify::stores
