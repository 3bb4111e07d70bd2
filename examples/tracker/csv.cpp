// csv.cpp: one pass over the text, cell by cell; a separator is found by trying each.
// SPDX-License-Identifier: BSL-1.0
#include "csv.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace tracker {
namespace {

bool ends_line(char c) { return c == '\n' || c == '\r'; }

// Reads rows one after the other; stops for good at the first error.
class Reader {
 public:
  Reader(std::string_view text, char separator, const CsvReading& bounds)
      : text_(text), separator_(separator), bounds_(bounds) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size() || error_; }
  [[nodiscard]] const std::optional<TextError>& error() const { return error_; }

  CsvRow row() {
    CsvRow row{line_, {}};
    for (bool more = true; more && !error_;) {
      if (row.cells.size() == bounds_.most_columns) {
        fail("csv.columns", row.cells.size() + 1, {},
             "一行超过" + std::to_string(bounds_.most_columns) + "列；请检查分隔符和引号",
             "a row has more than " + std::to_string(bounds_.most_columns) +
                 " columns; check the separator and the quotes");
        break;
      }
      row.cells.push_back(cell(row.cells.size() + 1));
      more = at_ < text_.size() && text_[at_] == separator_ && !error_;
      if (more) ++at_;
    }
    if (!at_end()) skip_line_end();
    return row;
  }

 private:
  // Leaves at_ on the separator, on a line end or at the text's end.
  std::string cell(std::size_t column) {
    std::string out;
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted(out, column);
      return out;
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) {
      if (!allowed(at_ - begin, column)) return out;
      ++at_;
    }
    out = text_.substr(begin, at_ - begin);
    return out;
  }

  void quoted(std::string& out, std::size_t column) {
    const std::size_t opened_at = at_, opened_line = line_;
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_];
      const bool doubled = text_.substr(at_, 2) == "\"\"";
      if (c == '"' && !doubled) {
        ++at_;
        if (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) {
          fail("csv.after-quote", column, rest_of_line(at_),
               "引号结束后还有文字；单元格里的引号要写成两个（\"\"）",
               "text follows a closing quote; a quote within a cell is written twice (\"\")");
        }
        return;
      }
      if (!allowed(out.size(), column)) return;
      if (doubled) {
        out += '"';
        at_ += 2;
      } else if (ends_line(c)) {
        const std::size_t begin = at_;
        skip_line_end();
        out += text_.substr(begin, at_ - begin);
      } else {
        out += c;
        ++at_;
      }
    }
    at_ = opened_at;
    line_ = opened_line;
    fail("csv.unclosed-quote", column, rest_of_line(opened_at),
         "引号从这里开始，到文件末尾也没有结束；请补上引号",
         "a quote opens here and is not closed by the end of the file; close it");
  }

  bool allowed(std::size_t size, std::size_t column) {
    if (text_[at_] == '\0') {
      fail("csv.nul", column, "00", "文件里有空字节，不是文本表格；请另存为“CSV UTF-8”",
           "the file holds a NUL byte, so it is no text table; save it as \"CSV UTF-8\"");
    } else if (size >= bounds_.most_bytes) {
      fail("csv.cell-size", column, {},
           "单元格超过" + std::to_string(bounds_.most_bytes) + "字节；请检查引号是否成对",
           "a cell has more than " + std::to_string(bounds_.most_bytes) +
               " bytes; check that quotes come in pairs");
    }
    return !error_;
  }

  void skip_line_end() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  // Up to 40 bytes, cut at a character's end.
  [[nodiscard]] std::string rest_of_line(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && !ends_line(text_[end])) {
      const std::size_t length = std::max<std::size_t>(character_at(text_, end).length, 1);
      if (end + length - begin > 40) break;
      end += length;
    }
    return std::string(text_.substr(begin, end - begin));
  }

  void fail(const char* code, std::size_t column, std::string value, std::string zh,
            std::string en) {
    error_ = TextError{code, at_, line_, column, std::move(value), std::move(zh), std::move(en)};
  }

  std::string_view text_;
  char separator_;
  CsvReading bounds_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::optional<TextError> error_;
};

// Of the first 20 rows that aren't empty: how many share the commonest number of cells above one,
// and that number.
std::pair<std::size_t, std::size_t> evenness(std::string_view text, char separator) {
  std::map<std::size_t, std::size_t> rows_of_size;
  Reader reader(text, separator, CsvReading{});
  for (int rows = 0; rows < 20 && !reader.at_end();) {
    const auto cells = reader.row().cells;
    if (cells.size() == 1 && cells[0].empty()) continue;
    if (cells.size() > 1) ++rows_of_size[cells.size()];
    ++rows;
  }
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (const auto& [size, rows] : rows_of_size) best = std::max(best, std::pair(rows, size));
  return best;
}

bool needs_quotes(std::string_view cell, char separator) {
  if (cell.empty()) return false;
  return cell.front() == ' ' || cell.back() == ' ' || cell.find(separator) != cell.npos ||
         cell.find_first_of("\"\r\n") != cell.npos;
}

}  // namespace

char detect_separator(std::string_view utf8) {
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (evenness(utf8, candidate) > evenness(utf8, best)) best = candidate;
  }
  return best;
}

Outcome<Csv> read_csv(std::string_view utf8, const CsvReading& reading) {
  Csv csv;
  csv.separator = reading.separator ? reading.separator : detect_separator(utf8);
  Reader reader(utf8, csv.separator, reading);
  while (!reader.at_end()) {
    CsvRow row = reader.row();
    if (reader.error()) break;
    if (csv.rows.size() == reading.most_rows) {
      const std::string most = std::to_string(reading.most_rows);
      return TextError{.code = "csv.rows",
                       .line = row.line,
                       .zh = "表格超过" + most + "行；请分成几个文件",
                       .en = "the table has more than " + most + " rows; split the file"};
    }
    csv.rows.push_back(std::move(row));
  }
  if (reader.error()) return *reader.error();
  return csv;
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells,
                    const CsvWriting& writing) {
  constexpr std::string_view starts_formula = "=+-@\t\r";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += writing.separator;
    const std::string& cell = cells[i];
    const bool guarded = writing.guard_formulas && !cell.empty() &&
                         starts_formula.find(cell.front()) != starts_formula.npos;
    const bool quoted = needs_quotes(cell, writing.separator);
    if (quoted) out += '"';
    if (guarded) out += '\'';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    if (quoted) out += '"';
  }
  // An empty line would be skipped by many readers, so a lone empty cell shows its quotes.
  if (cells.size() <= 1 && (cells.empty() || cells[0].empty())) out += "\"\"";
  out += writing.crlf ? "\r\n" : "\n";
}

std::string write_csv(const std::vector<std::vector<std::string>>& rows,
                      const CsvWriting& writing) {
  std::string out = writing.byte_order_mark ? "\xEF\xBB\xBF" : "";
  for (const auto& row : rows) append_csv_row(out, row, writing);
  return out;
}

}  // namespace tracker
