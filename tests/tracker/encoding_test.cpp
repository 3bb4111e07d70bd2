// encoding_test.cpp: bytes of any kind become UTF-8 or an error with its place.
// SPDX-License-Identifier: BSL-1.0
#include "encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tracker {
namespace {

using namespace std::string_literals;

// "UTF-8: text" or "encoding.bytes at 5, line 2: D5".
std::string reads(const std::string& bytes) {
  const auto read = decode(bytes);
  if (read) return std::string(name(read->encoding)) + ": " + read->text;
  const TextError& error = read.error();
  EXPECT_THAT(error.zh, testing::Not(testing::IsEmpty()));
  EXPECT_THAT(error.en, testing::Not(testing::IsEmpty()));
  return error.code + " at " + std::to_string(error.offset) + ", line " +
         std::to_string(error.line) + ": " + error.value;
}

std::string utf16(std::u16string_view text, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST(Encoding, TriesUtf8First) {
  EXPECT_EQ(reads(""), "UTF-8: ");
  EXPECT_EQ(reads("plain"), "UTF-8: plain");
  EXPECT_EQ(reads("序号,问题😀"), "UTF-8: 序号,问题😀");
}

TEST(Encoding, TakesTheByteOrderMarkOff) {
  EXPECT_EQ(reads("\xEF\xBB\xBF序号"), "UTF-8 with BOM: 序号");
  EXPECT_EQ(reads("\x84\x31\x95\x33\xD0\xF2\xBA\xC5"), "GB18030: 序号");
}

TEST(Encoding, ReadsWhatIsNotUtf8AsGb18030) {
  EXPECT_EQ(reads("\xD0\xF2\xBA\xC5,\xCE\xCA\xCC\xE2\n"), "GB18030: 序号,问题\n");
  EXPECT_EQ(reads("\x82\x35\x8F\x33\xBA\xC5"), "GB18030: \u9FA6号");
  EXPECT_EQ(reads("\xD0\xF2\x94\x39\xFC\x36"), "GB18030: 序😀");
}

TEST(Encoding, NeitherUtf8NorGb18030IsRefusedWithItsPlace) {
  EXPECT_EQ(reads("\xD0\xF2\n\xBA\xC5\xFF\xFF"), "encoding.bytes at 5, line 2: FF FF");
  EXPECT_EQ(reads("\xD0\xF2\n\n\xBA\xC5\xCE"), "encoding.bytes at 6, line 3: CE");  // cut off
  EXPECT_EQ(reads("\xD0\xF2\x81\x30\x81"), "encoding.bytes at 2, line 1: 81 30");
}

TEST(Encoding, BrokenUtf8IsNeverShownAsChineseOfAnotherKind) {
  const std::string words = "常委会会议请假手续不规范\n印章使用登记不全";
  EXPECT_EQ(reads("\xEF\xBB\xBF"
                  "ab\xFF"),
            "encoding.damaged at 5, line 1: FF");
  EXPECT_EQ(reads(words.substr(0, words.size() - 1)),
            "encoding.damaged at 58, line 2: E5 85");  // a download that broke off
  EXPECT_EQ(reads(words + "\xB0\xA1"), "encoding.damaged at 61, line 2: B0 A1");
}

TEST(Encoding, SurrogatesOverlongFormsAndTooHighValuesAreNotUtf8) {
  for (const auto& bytes : {"\xC0\x80"s, "\xC1\xBF"s, "\xE0\x9F\xBF"s, "\xED\xA0\x80"s,
                            "\xED\xBF\xBF"s, "\xF0\x8F\xBF\xBF"s, "\xF4\x90\x80\x80"s,
                            "\xF5\x80\x80\x80"s, "\x80"s, "\xE5\xBA"s, "\xE5\xBAx"s}) {
    EXPECT_EQ(character_at(bytes, 0).length, 0u) << testing::PrintToString(bytes);
    EXPECT_FALSE(encode_gb18030(bytes)) << testing::PrintToString(bytes);
  }
  EXPECT_EQ(character_at("\xF4\x8F\xBF\xBF", 0).value, char32_t{0x10FFFF});
  EXPECT_EQ(character_at("\xED\x9F\xBF", 0).value, char32_t{0xD7FF});
  EXPECT_EQ(character_at("", 0).length, 0u);
}

TEST(Encoding, ReadsTheUnicodeTextOfSpreadsheets) {
  EXPECT_EQ(reads(utf16(u"序号\t问题😀\r\n", false)), "UTF-16LE: 序号\t问题😀\r\n");
  EXPECT_EQ(reads(utf16(u"序号", true)), "UTF-16BE: 序号");
  EXPECT_EQ(reads(utf16(u"", true)), "UTF-16BE: ");
}

TEST(Encoding, BrokenUtf16IsRefusedWithItsPlace) {
  EXPECT_EQ(reads(utf16(u"a\n", false) + "x"), "encoding.bytes at 6, line 2: 78");
  EXPECT_EQ(reads("\xFE\xFF\xD8\x3D"), "encoding.bytes at 2, line 1: D8 3D");
  EXPECT_EQ(reads("\xFE\xFF\xDE\x00\x00\x61"s), "encoding.bytes at 2, line 1: DE 00");
  EXPECT_EQ(reads("\xFE\xFF\xD8\x3D\x00\x61"s), "encoding.bytes at 2, line 1: D8 3D");
}

TEST(Encoding, AWorkbookIsNamed) {
  EXPECT_THAT(reads("PK\x03\x04 and so on"), testing::StartsWith("encoding.workbook"));
  EXPECT_THAT(reads("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), testing::StartsWith("encoding.workbook"));
}

TEST(Encoding, AnErrorIsOneSentenceInBothLanguages) {
  const auto read = decode("\xD0\xF2\n\xBA\xC5\xFF\xFF");
  EXPECT_EQ(text(read.error(), Lang::en),
            "line 2: the bytes FF FF at offset 5 are not UTF-8 / GB18030; save the file as \"CSV "
            "UTF-8\" and try again");
  EXPECT_EQ(text(read.error(), Lang::zh),
            "第2行：第5字节起的 FF FF 不是 UTF-8 / GB18030 字符；请将文件另存为“CSV UTF-8”后再试");
}

TEST(Encoding, EveryCharacterComesBackFromGb18030ButForSomeOfPrivateUse) {
  std::string all;
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF, left_out = c >= 0xE78D && c <= 0xE864;
    if (!surrogate && !left_out) append_utf8(all, c);
  }
  const auto encoded = encode_gb18030(all);
  ASSERT_TRUE(encoded) << text(encoded.error(), Lang::en);
  const auto decoded = decode(*encoded);
  ASSERT_TRUE(decoded) << text(decoded.error(), Lang::en);
  EXPECT_EQ(decoded->encoding, Encoding::gb18030);
  EXPECT_TRUE(decoded->text == all);

  const auto refused = encode_gb18030("一\n二\uE78D");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "encoding.not-gb18030");
  EXPECT_EQ(text(refused.error(), Lang::en),
            "line 2: the character EE 9E 8D has no place in GB18030; write UTF-8 instead");
}

TEST(Encoding, ChineseTextComesBackFromGb18030WhateverItSays) {
  std::mt19937 random(2018);
  std::uniform_int_distribution<unsigned> character(0x4E00, 0x9FA5), length(1, 200);
  int taken_for_utf8 = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (unsigned left = length(random); left > 0; --left) append_utf8(text, character(random));
    const auto decoded = decode(*encode_gb18030(text));
    ASSERT_TRUE(decoded) << text;
    taken_for_utf8 += decoded->text != text;
  }
  EXPECT_LT(taken_for_utf8, 10);  // a word or two of GB18030 can be UTF-8 throughout
}

TEST(Encoding, AppendsTheReplacementForWhatIsNoCharacter) {
  std::string out;
  append_utf8(out, 0xD800);
  append_utf8(out, 0x110000);
  EXPECT_EQ(out, "\uFFFD\uFFFD");
}

}  // namespace
}  // namespace tracker
