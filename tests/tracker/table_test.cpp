// table_test.cpp: columns stay aligned on the screen, whatever the script.
// SPDX-License-Identifier: BSL-1.0
#include "table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace tracker {
namespace {

TEST(Table, AlignsChineseAndNumbers) {
  Table table({{"编号"}, {"问题", 20}, {"天数", 6, Align::right}});
  table.add({{"1"}, {"印章使用登记不全"}, {"-3", Colour::red}});
  table.add({{"2018-12"}, {"WeChat 推送\n太少"}, {"120"}});
  table.add({{"3"}});
  EXPECT_EQ(table.text(),
            "编号     问题              天数\n"
            "-------  ----------------  ----\n"
            "1        印章使用登记不全    -3\n"
            "2018-12  WeChat 推送⏎太少   120\n"
            "3\n");
}

TEST(Table, WidthIsThatOfTheScreen) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("整改，（一）"), 12u);
  EXPECT_EQ(display_width("ｱ한あ😀✅"), 9u);
  EXPECT_EQ(display_width("e\u0301\u200B"), 1u);  // a combining mark, a zero-width space
  EXPECT_EQ(display_width("\u3000"), 2u);         // the ideographic space
  EXPECT_EQ(display_width("か\u3099"), 2u);       // a mark among the wide ones
  EXPECT_EQ(display_width("“①…"), 3u);            // ambiguous: narrow
  EXPECT_EQ(display_width("\xE5\xBA"), 2u);       // broken bytes: one each
  EXPECT_EQ(display_width(U'𠀀'), 2u);
  EXPECT_EQ(display_width(U'\u00AD'), 1u);
}

TEST(Table, CutsAtACharactersEnd) {
  EXPECT_EQ(cut("整改措施", 8), "整改措施");
  EXPECT_EQ(cut("整改措施", 7), "整改措…");
  EXPECT_EQ(cut("整改措施", 6), "整改…");  // a half character is left empty
  EXPECT_EQ(cut("abcdef", 4), "abc…");
  EXPECT_EQ(cut("abcdef", 1), "…");
  EXPECT_EQ(cut("abcdef", 0), "");
  EXPECT_EQ(cut("整", 1), "…");
  EXPECT_EQ(cut("", 0), "");
}

TEST(Table, NeverCutsAMarkOrAJoinedEmojiApart) {
  EXPECT_EQ(cut("ae\u0301bc", 3), "ae\u0301…");
  EXPECT_EQ(cut("ae\u0301", 2), "ae\u0301");
  EXPECT_EQ(cut("a👩\u200D🔬bc", 4), "a…");
}

TEST(Table, WhatSteersATerminalIsNotPrinted) {
  EXPECT_EQ(printable("a\033[31mb\tc\x7F"), "a\uFFFD[31mb c\uFFFD");
  EXPECT_EQ(printable("a\u202Eb\u2066c\u0085d"), "abc⏎d");
  EXPECT_EQ(printable("\xE5x"), "\uFFFDx");
  EXPECT_EQ(printable("a\r\nb\rc\n\nd", " "), "a b c  d");
}

TEST(Table, IsColouredOnlyIfAsked) {
  Table table({{"A"}, {"B"}});
  table.add({{"x", Colour::red}, {"y"}});
  EXPECT_EQ(table.text(), "A  B\n-  -\nx  y\n");
  EXPECT_EQ(table.text({.colours = true}),
            "\033[1mA\033[0m  \033[1mB\033[0m\n-  -\n\033[31mx\033[0m  y\n");
}

TEST(Table, NarrowsTheWidestColumnsToFit) {
  Table table({{"No."}, {"Problem"}, {"Unit"}});
  table.add({{"1"}, {"the register is incomplete"}, {"General Office"}});
  EXPECT_EQ(table.text({.places = 30}),
            "No.  Problem      Unit\n"
            "---  -----------  ------------\n"
            "1    the regist…  General Off…\n");
  EXPECT_EQ(table.text({.places = 1}), "No.  Pro…  Unit\n---  ----  ----\n1    the…  Gen…\n");
}

TEST(Table, IsEmptyWithoutColumnsOrRows) {
  EXPECT_EQ(Table({}).text(), "\n\n");
  EXPECT_TRUE(Table({{"A"}}).empty());
}

TEST(Table, RandomTextIsNeverWiderThanItsColumnNorLonger) {
  std::mt19937 random(9);
  const std::vector<std::string> pieces{"a",    "整", "😀",    "e\u0301", "\u200D", "\n",
                                        "\xE5", "，", "\033", " ",       "…",      "\u3099"};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1), length(0, 12);
  for (int round = 0; round < 5000; ++round) {
    std::string words;
    for (std::size_t left = length(random); left > 0; --left) words += pieces[piece(random)];
    const std::string safe = printable(words);
    const std::size_t places = length(random);
    const std::string shown = cut(safe, places);
    ASSERT_LE(display_width(shown), places) << safe;
    ASSERT_TRUE(shown == safe || display_width(safe) > places) << safe;

    Table table({{"x", 10}, {"y", places}, {"z"}});
    table.add({{"1"}, {words}, {"|"}});
    table.add({{"整"}, {"b"}, {"|"}});
    std::istringstream lines(table.text());
    std::string heading, rule, first, second;
    std::getline(lines, heading), std::getline(lines, rule), std::getline(lines, first);
    std::getline(lines, second);
    ASSERT_EQ(display_width(first), display_width(second)) << first << '\n' << second;
  }
}

TEST(Colours, AreNotWantedInAFileNorUnderNoColor) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(colours_wanted(ends[1]));
  EXPECT_EQ(terminal_places(ends[1]), 0u);
  close(ends[0]), close(ends[1]);
  const int terminal = posix_openpt(2 /* O_RDWR */);
  if (terminal < 0) return;  // no terminals in this sandbox
  setenv("TERM", "xterm", 1);
  unsetenv("NO_COLOR");
  EXPECT_TRUE(colours_wanted(terminal));
  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(colours_wanted(terminal));  // as no-color.org has it
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(colours_wanted(terminal));
  unsetenv("NO_COLOR");
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(colours_wanted(terminal));
  close(terminal);
}

}  // namespace
}  // namespace tracker
