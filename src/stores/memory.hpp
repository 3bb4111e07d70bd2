// memory.hpp: a store that keeps everything in memory, and nothing when it goes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/store.hpp>

namespace rectify::stores {

std::unique_ptr<Store> memory();

}  // namespace rectify::stores
