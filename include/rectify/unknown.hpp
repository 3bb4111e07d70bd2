// unknown.hpp: what a newer version wrote into a record and this one can't read, kept.
//
//     Item item = decode<Item>(bytes).value();        // written by rectify 0.9
//     item.unknown.bytes();                           // its new fields, as they came
//     encode(item);                                   // … and they are there again
//
// Costs a pointer where there is nothing to keep, which is the rule. Values; as safe as
// std::string. SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rectify {

class Unknown {
 public:
  Unknown() = default;
  explicit Unknown(std::string bytes)
      : held_(bytes.empty() ? nullptr : std::make_unique<std::string>(std::move(bytes))) {}
  Unknown(const Unknown& other)
      : held_(other.held_ ? std::make_unique<std::string>(*other.held_) : nullptr) {}
  Unknown(Unknown&&) noexcept = default;
  Unknown& operator=(Unknown other) noexcept {
    held_ = std::move(other.held_);
    return *this;
  }
  ~Unknown() = default;

  [[nodiscard]] std::string_view bytes() const {
    return held_ ? std::string_view(*held_) : std::string_view();
  }
  friend bool operator==(const Unknown& a, const Unknown& b) { return a.bytes() == b.bytes(); }

 private:
  std::unique_ptr<std::string> held_;
};

}  // namespace rectify
