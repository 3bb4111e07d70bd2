// boundary.hpp: between C and C++. What comes in is checked, what goes out is given away, and no
// exception leaves.
//
//     return call(error, [&]() -> Refusals {
//       const Out out("out", data, size);               // written at once: NULL and 0
//       const Form form(flags);
//       const Ledger& open = of(ledger);                // these three may throw Misuse
//       out.give(form.write(open.counters()));
//       return {};                                      // or why not
//     });
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "rectify.h"

#include <rectify/rectify.hpp>

// What the handle stands for. In the global namespace, since C named it.
struct rectify_ledger {
  rectify::Ledger ledger;
  std::string address;
};

namespace rectify::c {

// The call itself is wrong: which argument, and what is wanted. The words stand in the source.
struct Misuse {
  const char* code;
  const char* argument;
  const char* wanted_en;
  const char* wanted_zh;
};

using Refusals = std::optional<Refusal>;

rectify_status refused(const Refusal& no, rectify_error** error);
// Of the exception that is being handled; never throws.
rectify_status caught(rectify_error** error) noexcept;

template <class Body>
rectify_status call(rectify_error** error, Body&& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    const Refusals no = body();
    return no ? refused(*no, error) : RECTIFY_OK;
  } catch (...) {
    return caught(error);
  }
}

// A buffer that becomes the host's.
class Out {
 public:
  Out(const char* name, char** data, std::size_t* size);
  void give(std::string_view bytes) const;

 private:
  char** data_;
  std::size_t* size_;
};

// What comes in, as far as its size is believable.
std::string_view in(const char* name, const char* data, std::size_t size,
                    std::size_t most = RECTIFY_MOST);

// How the messages of a call are written.
class Form {
 public:
  explicit Form(unsigned flags);

  [[nodiscard]] bool json() const { return json_; }
  template <class T>
  [[nodiscard]] std::string write(const T& value) const {
    return json_ ? to_json(value, lang_) : encode(value, lang_);
  }
  template <class T>
  [[nodiscard]] Result<T> read(std::string_view bytes, std::size_t most = RECTIFY_MOST) const {
    return json_ ? from_json<T>(bytes, most) : decode<T>(bytes, most);
  }

 private:
  bool json_;
  Lang lang_;
};

// What commands are answered: given away, and the first refusal among it.
inline Refusals give(const Form& form, const Out& out, const Answer& answer) {
  out.give(form.write(answer));
  return answer.refusal;
}
inline Refusals give(const Form& form, const Out& out, const std::vector<Answer>& answers) {
  out.give(form.write(answers));
  for (const Answer& answer : answers)
    if (!answer.accepted) return answer.refusal;
  return {};
}

template <class T>
T& there(const char* name, T* pointer) {
  if (pointer == nullptr) throw Misuse{"misuse.null", name, "a pointer and not NULL", "非空指针"};
  return *pointer;
}
inline Ledger& of(rectify_ledger* ledger) { return there("ledger", ledger).ledger; }
inline const Ledger& of(const rectify_ledger* ledger) { return there("ledger", ledger).ledger; }

// A time of the host's. What is out of all range stays so, and is refused where it is used, but can
// be reckoned with.
Instant instant(std::int64_t milliseconds);
// Likewise; RECTIFY_NOW is none.
std::optional<Instant> instant_or_now(std::int64_t milliseconds);

}  // namespace rectify::c
