// csv.hpp: comma-separated tables (RFC 4180), read with their line numbers and written.
//
//     Outcome<Csv> list = read_csv("No.,Problem\r\n1,\"a \"\"b\"\", c\"\r\n");
//     if (list) use(list->rows[1].line, list->rows[1].cells[1]);    // 2, a "b", c
//     else      show(text(list.error(), Lang::en));    // line 7, column 2: a quote …
//     std::string file = write_csv({{"序号", "问题"}, {"1", "=1+1"}});    // the cell reads '=1+1
//
// Rows may differ in length, and an empty line is a row of one empty cell. Lines end with CRLF, LF
// or a lone CR; within quotes they are kept as they are. A quote inside a cell that doesn't begin
// with one is an ordinary character, as spreadsheet programs have it. Pure; any thread; O(text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "encoding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

struct CsvRow {
  std::size_t line = 0;  // the first physical line of the row, from 1, as an editor counts
  std::vector<std::string> cells;
};

struct Csv {
  char separator = ',';
  std::vector<CsvRow> rows;
};

// What a file may hold. Beyond it is refused, so that a file that is no list can't fill the memory.
struct CsvReading {
  char separator = 0;                             // 0: detected among comma, semicolon and tab
  std::size_t most_bytes = std::size_t{1} << 20;  // of one cell
  std::size_t most_columns = 1000;
  std::size_t most_rows = 2'000'000;
};

// Reads UTF-8 without a byte order mark, as decode() gives it. Codes: csv.unclosed-quote (its place
// is where the quote was opened), csv.after-quote (text between a closing quote and the separator),
// csv.cell-size, csv.columns, csv.rows, csv.nul.
Outcome<Csv> read_csv(std::string_view utf8, const CsvReading& reading = {});

// The separator that cuts most of the first rows into equally many cells; comma where none does.
char detect_separator(std::string_view utf8);

struct CsvWriting {
  char separator = ',';
  bool byte_order_mark = true;  // without it, Excel takes UTF-8 for the system's code page
  bool crlf = true;             // else LF
  // A cell that starts with = + - @, a tab or a carriage return gets a leading ', so that no
  // spreadsheet program runs it as a formula. Negative numbers too. Reading back strips nothing:
  // the ' stays, since a reader can't know whether it was there before.
  bool guard_formulas = true;
};

// Cells with the separator, quotes, line ends or outer blanks are quoted; else as they are.
std::string write_csv(const std::vector<std::vector<std::string>>& rows,
                      const CsvWriting& writing = {});

// One row and its line end, for tables written as they come: no byte order mark. A row of no cells
// is written, and read back, as one of one empty cell.
void append_csv_row(std::string& out, const std::vector<std::string>& cells,
                    const CsvWriting& writing = {});

}  // namespace tracker
