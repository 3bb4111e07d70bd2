// chain.hpp: the hash that makes each event cover the one before.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/record.hpp>

namespace rectify::ledger {

// SHA-256 (FIPS 180-4) of the former event's hash, 32 bytes (zeros before the first), and the
// record.
Hash link(const Hash& former, std::string_view record);

// An id for a command whose caller gave none: grows with time, so that ids lie together in an
// index.
std::string make_id(Instant now);

}  // namespace rectify::ledger
