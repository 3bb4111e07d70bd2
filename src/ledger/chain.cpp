// chain.cpp: the hash that makes each event cover the one before.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/chain.hpp"

#include <sodium.h>

namespace rectify::ledger {

Hash link(const Hash& former, std::string_view record) {
  static_assert(std::tuple_size_v<Hash> == crypto_hash_sha256_BYTES);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, former.data(), former.size());
  crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(record.data()),
                            record.size());
  Hash hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

std::string make_id(Instant now) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, 8> random{};
  randombytes_buf(random.data(), random.size());
  std::string id;
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int shift = 44; shift >= 0; shift -= 4)
    id += digits[(ms >> static_cast<unsigned>(shift)) & 15U];
  id += '-';
  for (const auto byte : random) (id += digits[byte >> 4U]) += digits[byte & 15U];
  return id;
}

}  // namespace rectify::ledger
