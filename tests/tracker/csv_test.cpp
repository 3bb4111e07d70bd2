// csv_test.cpp: tables are read as spreadsheet programs write them, and come back as written.
// SPDX-License-Identifier: BSL-1.0
#include "csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace tracker {
namespace {

using namespace std::string_literals;
using Rows = std::vector<std::vector<std::string>>;

// Each row as "line:[cell][cell]"; an error as "code line:column value".
std::string reads(std::string_view text, const CsvReading& reading = {}) {
  const auto csv = read_csv(text, reading);
  std::string out;
  if (!csv) {
    const TextError& error = csv.error();
    EXPECT_FALSE(error.zh.empty() || error.en.empty());
    return error.code + ' ' + std::to_string(error.line) + ':' + std::to_string(error.column) +
           ' ' + error.value;
  }
  for (const auto& row : csv->rows) {
    out += (out.empty() ? "" : " ") + std::to_string(row.line) + ':';
    for (const auto& cell : row.cells) out += '[' + cell + ']';
  }
  return out;
}

Rows cells_of(const Csv& csv) {
  Rows rows;
  for (const auto& row : csv.rows) rows.push_back(row.cells);
  return rows;
}

TEST(Csv, TheHeadersExampleIsTrue) {
  Outcome<Csv> list = read_csv("No.,Problem\r\n1,\"a \"\"b\"\", c\"\r\n");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->rows[1].line, 2u);
  EXPECT_EQ(list->rows[1].cells[1], "a \"b\", c");
  std::string file = write_csv({{"序号", "问题"}, {"1", "=1+1"}});
  EXPECT_EQ(file, "\xEF\xBB\xBF序号,问题\r\n1,'=1+1\r\n");
}

TEST(Csv, ReadsAnyLineEndAndNone) {
  EXPECT_EQ(reads("a,b\r\nc,d\r\n"), "1:[a][b] 2:[c][d]");
  EXPECT_EQ(reads("a,b\nc,d"), "1:[a][b] 2:[c][d]");
  EXPECT_EQ(reads("a,b\rc,d\r"), "1:[a][b] 2:[c][d]");
  EXPECT_EQ(reads(""), "");
}

TEST(Csv, KeepsEmptyCellsAndLines) {
  EXPECT_EQ(reads("a,,\n\n,b"), "1:[a][][] 2:[] 3:[][b]");
  EXPECT_EQ(reads("a,"), "1:[a][]");
  EXPECT_EQ(reads("a,\"\""), "1:[a][]");
}

TEST(Csv, KeepsALineBreakInsideQuotes) {
  EXPECT_EQ(reads("\"a\nb\",c\nd,e"), "1:[a\nb][c] 3:[d][e]");
  EXPECT_EQ(reads("\"a\r\nb\rc\"\r\nd"), "1:[a\r\nb\rc] 4:[d]");
}

TEST(Csv, ReadsDoubledQuotesAsOne) {
  EXPECT_EQ(reads("\"a \"\"b\"\"\",\"\"\"\""), "1:[a \"b\"][\"]");
}

TEST(Csv, AQuoteInTheMiddleIsAnOrdinaryCharacter) {
  EXPECT_EQ(reads("5\" pipe, \"x\""), "1:[5\" pipe][ \"x\"]");
}

TEST(Csv, AnUnclosedQuoteIsToldWhereItOpened) {
  EXPECT_EQ(reads("a,b\nc,\"d\ne,f\n"), "csv.unclosed-quote 2:2 \"d");
  EXPECT_EQ(reads("\""), "csv.unclosed-quote 1:1 \"");
}

TEST(Csv, TextAfterAClosingQuoteIsRefused) {
  EXPECT_EQ(reads("a\n\"b\nc\"d,e"), "csv.after-quote 3:1 d,e");
  EXPECT_EQ(reads("\"b\" ,e"), "csv.after-quote 1:1  ,e");
}

TEST(Csv, NulBytesAreRefused) {
  EXPECT_EQ(reads("a,b\nc,d\0"s), "csv.nul 2:2 00");
  EXPECT_EQ(reads("\"\0\""s), "csv.nul 1:1 00");
}

TEST(Csv, BoundsAreToTheByteColumnAndRow) {
  const CsvReading small{',', 3, 2, 2};
  EXPECT_EQ(reads("abc,\"a\"\"c\"\na,b\n", small), "1:[abc][a\"c] 2:[a][b]");
  EXPECT_EQ(reads("a,abcd", small), "csv.cell-size 1:2 ");
  EXPECT_EQ(reads("a,\"abcd\"", small), "csv.cell-size 1:2 ");
  EXPECT_EQ(reads("a\n1,2,3", small), "csv.columns 2:3 ");
  EXPECT_EQ(reads("a\nb\nc", small), "csv.rows 3:0 ");
}

TEST(Csv, FindsTheSeparator) {
  EXPECT_EQ(detect_separator("a,b\n1,2\n"), ',');
  EXPECT_EQ(detect_separator("a;b\n1,5;2\n3;4\n"), ';');
  EXPECT_EQ(detect_separator("序号\t问题\n1\t甲,乙\n"), '\t');
  EXPECT_EQ(detect_separator("one column\nonly\n"), ',');
  EXPECT_EQ(
      detect_separator("list of 2018; all units\nNo.,Problem,Unit\n1,\"x; y; z\",u; v\n2,p,q\n"),
      ',');
  EXPECT_EQ(detect_separator("\"a;b;c\",d\n\"e;f;g\",h\n"), ',');  // quoted ones don't count
}

TEST(Csv, TakesTheSeparatorItIsGiven) {
  EXPECT_EQ(reads("a;b,c", {.separator = ';'}), "1:[a][b,c]");
}

TEST(Csv, QuotesOnlyWhatNeedsIt) {
  const CsvWriting plain{',', false, false, true};
  EXPECT_EQ(write_csv({{"a b", "a,b", "a\"b", "a\nb", " a", "a ", "a;b", "，"}}, plain),
            "a b,\"a,b\",\"a\"\"b\",\"a\nb\",\" a\",\"a \",a;b,，\n");
  EXPECT_EQ(write_csv({{""}, {}, {"", ""}}, plain), "\"\"\n\"\"\n,\n");
}

TEST(Csv, NoCellStartsAFormula) {
  const CsvWriting plain{',', false, false, true};
  EXPECT_EQ(write_csv({{"=A1", "+1", "-1", "@x", "\tx", "\rx", "a=b", "＝"}}, plain),
            "'=A1,'+1,'-1,'@x,'\tx,\"'\rx\",a=b,＝\n");
  EXPECT_EQ(write_csv({{"=1,2"}}, plain), "\"'=1,2\"\n");
  EXPECT_EQ(reads("'=A1"), "1:['=A1]");  // and it stays: it may have been there before
  EXPECT_EQ(write_csv({{"=A1"}}, {',', false, false, false}), "=A1\n");
}

TEST(Csv, RandomTablesComeBackAsWritten) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{",", ";", "\t", "\"",   "\n", "\r", "\r\n",   " ", "'",
                                        "=", "a", "b",  "问题", "，", "😀",  "\u3000", "-1"};
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1), few(0, 6), some(1, 8);
  for (int round = 0; round < 3000; ++round) {
    Rows rows(few(random));
    for (auto& row : rows) {
      row.resize(some(random));
      for (auto& cell : row) {
        for (std::size_t left = few(random); left > 0; --left) cell += pieces[piece(random)];
      }
    }
    for (const char separator : {',', ';', '\t'}) {
      const CsvWriting writing{separator, round % 2 == 0, round % 3 == 0, false};
      const auto decoded = decode(write_csv(rows, writing));
      ASSERT_TRUE(decoded);
      const auto csv = read_csv(decoded->text, {.separator = separator});
      ASSERT_TRUE(csv) << text(csv.error(), Lang::en) << '\n' << decoded->text;
      ASSERT_EQ(cells_of(*csv), rows) << decoded->text;
      ASSERT_TRUE(csv->rows.empty() || csv->rows[0].line == 1);
    }
  }
}

TEST(Csv, RandomBytesAreReadOrRefusedNeverWorse) {
  std::mt19937 random(8);
  const std::string alphabet = "\",\n\rab;\t\0\xE5\xBA"s;
  std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1), length(0, 30);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (std::size_t left = length(random); left > 0; --left) bytes += alphabet[letter(random)];
    const auto csv = read_csv(bytes);
    ASSERT_TRUE(csv || csv.error().line >= 1) << testing::PrintToString(bytes);
  }
}

}  // namespace
}  // namespace tracker
