// encoding.cpp: strict UTF-8 and UTF-16 by hand, GB18030 through the C library's iconv.
// SPDX-License-Identifier: BSL-1.0
#include "encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace tracker {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

unsigned byte_at(std::string_view bytes, std::size_t offset) {
  return static_cast<unsigned char>(bytes[offset]);
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) out += ' ';
    out += digits[byte_at(bytes, i) / 16];
    out += digits[byte_at(bytes, i) % 16];
  }
  return out;
}

// An error at an offset of bytes in which a line ends with a byte of 0x0A (UTF-8, GB18030).
TextError error_at(std::string_view bytes, std::size_t offset, std::size_t length) {
  const auto before = bytes.substr(0, offset);
  const auto line_feeds = std::count(before.begin(), before.end(), '\n');
  TextError error;
  error.code = "encoding.bytes";
  error.offset = offset;
  error.line = 1 + static_cast<std::size_t>(line_feeds);
  error.value = hex(bytes.substr(offset, length));
  return error;
}

TextError with_texts(TextError error, const std::string& encoding) {
  const std::string place = std::to_string(error.offset);
  error.zh = "第" + place + "字节起的 " + error.value + " 不是 " + encoding +
             " 字符；请将文件另存为“CSV UTF-8”后再试";
  error.en = "the bytes " + error.value + " at offset " + place + " are not " + encoding +
             "; save the file as \"CSV UTF-8\" and try again";
  return error;
}

std::size_t first_not_utf8(std::string_view bytes, std::size_t offset = 0) {
  while (offset < bytes.size()) {
    const std::size_t length = character_at(bytes, offset).length;
    if (length == 0) return offset;
    offset += length;
  }
  return std::string_view::npos;
}

// The well-formed start of a character and the byte that breaks it off: what to show.
TextError utf8_error(std::string_view bytes, std::size_t offset) {
  return with_texts(error_at(bytes, offset, 3), "UTF-8");
}

// Whether text that is not UTF-8 was meant to be: three in four of its bytes above ASCII are
// characters of three or four bytes. In GB18030 text such runs are chance, far below one in two.
bool damaged_utf8(std::string_view bytes) {
  std::size_t fitting = 0, above_ascii = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = std::max<std::size_t>(character_at(bytes, i).length, 1);
    if (byte_at(bytes, i) >= 0x80) above_ascii += length;
    if (length >= 3) fitting += length;
    i += length;
  }
  return fitting * 4 >= above_ascii * 3;
}

// Whole bytes from one encoding to another, or those before the first that can't be read.
struct Converted {
  std::string text;
  std::size_t read = 0;  // bytes
};
Outcome<Converted> convert(std::string_view bytes, const char* to, const char* from) {
  const iconv_t converter = iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return TextError{.code = "encoding.converter",
                     .zh = "本机的 iconv 没有 GB18030；请将文件另存为“CSV UTF-8”后再试",
                     .en = "this system's iconv lacks GB18030; save the file as \"CSV UTF-8\""};
  }
  std::string out;
  std::array<char, 1 << 16> buffer;
  // iconv only reads, but its interface asks for a pointer to what it might write.
  char* in = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  std::size_t left = bytes.size();
  bool failed = false;
  while (left > 0 && !failed) {
    char* end = buffer.data();
    std::size_t room = buffer.size();
    failed =
        iconv(converter, &in, &left, &end, &room) == static_cast<std::size_t>(-1) && errno != E2BIG;
    out.append(buffer.data(), buffer.size() - room);
  }
  iconv_close(converter);
  return Converted{std::move(out), bytes.size() - left};
}

Outcome<Decoded> decode_utf16(std::string_view bytes, Encoding encoding) {
  const std::size_t high = encoding == Encoding::utf16be ? 0 : 1;
  const auto unit_at = [&](std::size_t offset) {
    return static_cast<char32_t>(byte_at(bytes, offset + high) << 8 |
                                 byte_at(bytes, offset + 1 - high));
  };
  Decoded out{{}, encoding};
  std::size_t line = 1;
  for (std::size_t i = 2; i < bytes.size();) {
    std::size_t length = 0;
    if (i + 1 < bytes.size()) {
      char32_t value = unit_at(i);
      if (value < 0xD800 || value > 0xDFFF) {
        length = 2;
      } else if (value < 0xDC00 && i + 3 < bytes.size()) {
        const char32_t low = unit_at(i + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) length = 4;
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
      }
      if (length > 0) append_utf8(out.text, value);
      if (value == U'\n') ++line;
    }
    if (length == 0) {
      TextError error = error_at(bytes, i, 2);
      error.line = line;
      return with_texts(error, std::string(name(encoding)));
    }
    i += length;
  }
  return out;
}

}  // namespace

std::string text(const TextError& error, Lang lang) {
  const std::string line = std::to_string(error.line), column = std::to_string(error.column);
  if (lang == Lang::zh) {
    return (error.line ? "第" + line + "行" : "") + (error.column ? "第" + column + "列" : "") +
           (error.line || error.column ? "：" : "") + error.zh;
  }
  return (error.line ? "line " + line : "") + (error.line && error.column ? ", " : "") +
         (error.column ? "column " + column : "") + (error.line || error.column ? ": " : "") +
         error.en;
}

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf8_bom: return "UTF-8 with BOM";
    case Encoding::gb18030: return "GB18030";
    case Encoding::utf16le: return "UTF-16LE";
    case Encoding::utf16be: return "UTF-16BE";
  }
  return "";
}

Outcome<Decoded> decode(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("PK\x03\x04", 4)) ||
      bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    return TextError{.code = "encoding.workbook",
                     .zh = "这是 Excel 工作簿，不是文本；请另存为“CSV UTF-8”",
                     .en = "this is an Excel workbook, not text; save it as \"CSV UTF-8\""};
  }
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes, Encoding::utf16le);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes, Encoding::utf16be);
  const bool marked = bytes.starts_with(utf8_mark);
  const std::size_t bad = first_not_utf8(bytes);
  if (bad == std::string_view::npos) {
    return marked ? Decoded{std::string(bytes.substr(utf8_mark.size())), Encoding::utf8_bom}
                  : Decoded{std::string(bytes), Encoding::utf8};
  }
  if (marked || damaged_utf8(bytes)) {
    TextError error = utf8_error(bytes, bad);
    error.code = "encoding.damaged";
    return error;
  }
  auto converted = convert(bytes, "UTF-8", "GB18030");
  if (!converted) return converted.error();
  if (converted->read < bytes.size())
    return with_texts(error_at(bytes, converted->read, 2), "UTF-8 / GB18030");
  if (converted->text.starts_with(utf8_mark)) converted->text.erase(0, utf8_mark.size());
  return Decoded{std::move(converted->text), Encoding::gb18030};
}

Outcome<std::string> encode_gb18030(std::string_view utf8) {
  const std::size_t bad = first_not_utf8(utf8);
  if (bad != std::string_view::npos) return utf8_error(utf8, bad);
  auto converted = convert(utf8, "GB18030", "UTF-8");
  if (!converted) return converted.error();
  if (converted->read == utf8.size()) return std::move(converted->text);
  TextError error = error_at(utf8, converted->read, character_at(utf8, converted->read).length);
  error.code = "encoding.not-gb18030";
  error.zh = "字符 " + error.value + " 在 GB18030 里没有位置；请改用 UTF-8";
  error.en = "the character " + error.value + " has no place in GB18030; write UTF-8 instead";
  return error;
}

Character character_at(std::string_view utf8, std::size_t offset) {
  if (offset >= utf8.size()) return {};
  const unsigned first = byte_at(utf8, offset);
  if (first < 0x80) return {first, 1};
  if (first < 0xC2 || first > 0xF4) return {};
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (utf8.size() - offset < length) return {};
  char32_t value = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte_at(utf8, offset + i);
    if ((next & 0xC0) != 0x80) return {};
    value = value << 6 | (next & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80 | ((value >> shift) & 0x3F));
  };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
    tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    tail(12), tail(6), tail(0);
  }
}

}  // namespace tracker
