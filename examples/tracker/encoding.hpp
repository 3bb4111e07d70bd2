// encoding.hpp: turns the bytes of a file into UTF-8, or says which of them can't be read.
//
//     Outcome<Decoded> read = decode(bytes);
//     if (read) use(read->text, name(read->encoding));    // "GB18030"
//     else      show(text(read.error(), Lang::zh));       // 第1行：…
//
// UTF-8 is tried first, and strictly, since its bytes often pass for GB18030; a byte order mark
// decides and is taken off. Text that is UTF-8 but for a few bytes is refused as damaged, never
// shown as wrong characters. Short GB18030 text that happens to be UTF-8 throughout can't be told
// from it. Pure; any thread; O(bytes).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace tracker {

using rectify::Lang;

// What couldn't be read, and where: how the tracker's readers of text say no.
struct TextError {
  std::string code{};      // stable: "encoding.bytes", "csv.unclosed-quote"
  std::size_t offset = 0;  // byte of the input, from 0
  std::size_t line = 0;    // physical line, from 1; 0: no line of its own
  std::size_t column = 0;  // column of a table, from 1; 0: none
  std::string value{};     // what stood there: bytes as hex, or text
  std::string zh{}, en{};  // what is wrong, then what would be right
};

// "line 3, column 2: …", in one line.
std::string text(const TextError&, Lang);

// A value, or the place that couldn't be read. Dereference it only where has_value().
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Outcome(TextError error) : held_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  T& operator*() & noexcept { return *std::get_if<0>(&held_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&held_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() noexcept { return std::get_if<0>(&held_); }
  const T* operator->() const noexcept { return std::get_if<0>(&held_); }
  [[nodiscard]] const TextError& error() const noexcept { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, TextError> held_;
};

enum class Encoding : unsigned char { utf8, utf8_bom, gb18030, utf16le, utf16be };
std::string_view name(Encoding);  // "UTF-8", "UTF-8 with BOM", "GB18030", "UTF-16LE", "UTF-16BE"

struct Decoded {
  std::string text;  // UTF-8, without a byte order mark; line ends as they were
  Encoding encoding;
};

// Codes: encoding.bytes (can't be read), encoding.damaged (UTF-8 but for these bytes),
// encoding.workbook (an .xlsx or .xls file), encoding.converter (the system lacks GB18030).
Outcome<Decoded> decode(std::string_view bytes);

// For programs that read nothing else. No byte order mark. Each character has its place in it, but
// for 24 of private use that the C library leaves out (U+E78D to U+E864): encoding.not-gb18030.
// Code too: encoding.bytes, where the text is not UTF-8.
Outcome<std::string> encode_gb18030(std::string_view utf8);

// The character that begins at a byte of a text. Length 0: no well-formed one does (surrogates,
// overlong forms and what lies above U+10FFFF aren't), or the text ends.
struct Character {
  char32_t value = 0;
  std::size_t length = 0;
};
Character character_at(std::string_view utf8, std::size_t offset);

void append_utf8(std::string& out, char32_t);  // U+FFFD for a surrogate or above U+10FFFF

}  // namespace tracker
