// proof.cpp: digests by libsodium.
// SPDX-License-Identifier: BSL-1.0
#include "proof.hpp"

#include <rectify/record.hpp>

#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace tracker {

std::string sha256_of(std::string_view bytes) {
  rectify::Hash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return rectify::hex(hash);
}

std::string sha256_of_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file;
  if (!std::filesystem::is_directory(path, ignored)) file.open(path, std::ios::binary);
  if (!file.is_open())
    throw Cannot(path + "：无法读取；请检查路径和权限",
                 path + ": can't be read; look at its path and rights");
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::string buffer(std::size_t{1} << 16U, '\0');
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                              static_cast<unsigned long long>(file.gcount()));
  }
  if (file.bad()) throw Cannot(path + "：读取失败", path + ": reading it failed");
  rectify::Hash hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return rectify::hex(hash);
}

std::vector<rectify::Evidence> evidence_of(const Given& given) {
  using rectify::EvidenceKind;
  std::vector<rectify::Evidence> all;
  for (auto& text : given.all("text")) all.push_back({.kind = EvidenceKind::text, .text = text});
  for (auto& link : given.all("link")) all.push_back({.kind = EvidenceKind::link, .text = link});
  for (auto& path : given.all("file"))
    all.push_back({.kind = EvidenceKind::file,
                   .text = std::filesystem::path(path).filename().string(),
                   .sha256 = sha256_of_file(path)});
  return all;
}

}  // namespace tracker
