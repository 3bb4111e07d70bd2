// result.hpp: a value, or the reason why there is none.
//
//     Result<Day> day = read_day("2018-02-30");
//     if (day) plan(*day);
//     else     show(text(day.refusal(), Lang::en));
//     Day sure = read_day("2018-02-28").value();   // throws Refused when refused
//
// Shaped as std::expected (C++23), which g++ 12 lacks. A refusal is an answer, not an accident:
// a Result must be looked at ([[nodiscard]]). Safe from any thread as its value is.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <utility>
#include <variant>

namespace rectify {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : held_(std::in_place_index<0>, std::move(value)) {
  }  // NOLINT(google-explicit-constructor): a value is a result
  Result(Refusal refusal)
      : held_(std::in_place_index<1>, std::move(refusal)) {
  }  // NOLINT(google-explicit-constructor): a refusal is a result

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  // Only where has_value(): asking a refused result for its value here is a bug of the caller.
  T& operator*() & noexcept { return *std::get_if<0>(&held_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&held_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() noexcept { return std::get_if<0>(&held_); }
  const T* operator->() const noexcept { return std::get_if<0>(&held_); }

  // The value, or throws Refused with the reason.
  T& value() & { return require(), **this; }
  const T& value() const& { return require(), **this; }
  T&& value() && { return require(), std::move(**this); }

  // Only where !has_value().
  [[nodiscard]] const Refusal& refusal() const& noexcept { return *std::get_if<1>(&held_); }
  [[nodiscard]] Refusal&& refusal() && noexcept { return std::move(*std::get_if<1>(&held_)); }

 private:
  void require() const {
    if (!has_value()) throw Refused(refusal());
  }

  std::variant<T, Refusal> held_;
};

}  // namespace rectify
