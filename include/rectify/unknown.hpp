// unknown.hpp: what a newer version wrote into a record and this one can't read, kept.
//
//     Item item = decode<Item>(bytes).value();        // written by rectify 0.9
//     item.unknown.bytes();                           // its new fields, as they came
//     encode(item);                                   // … and they are there again
//
// Costs a pointer where there is nothing to keep, which is the rule. Values; as safe as a string.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace rectify {

class Unknown {
 public:
  Unknown() = default;
  explicit Unknown(std::string bytes)
      : held_(bytes.empty() ? nullptr : new std::string(std::move(bytes))) {}
  Unknown(const Unknown& other) : Unknown(std::string(other.bytes())) {}
  Unknown(Unknown&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Unknown& operator=(Unknown other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Unknown() { delete held_; }

  [[nodiscard]] std::string_view bytes() const {
    return held_ != nullptr ? std::string_view(*held_) : std::string_view();
  }
  friend bool operator==(const Unknown& a, const Unknown& b) { return a.bytes() == b.bytes(); }

 private:
  std::string* held_ = nullptr;  // owned; a bare pointer, since <memory> costs a host 0.15 s a file
};

}  // namespace rectify
