// table.hpp: tables for terminals whose columns stay aligned where the text is Chinese.
//
//     Table table({{"编号"}, {"问题", 20}, {"天数", 6, Align::right}});
//     table.add({{"1"}, {"印章使用登记不全"}, {"-3", Colour::red}});
//     std::string screen = table.text({.colours = colours_wanted(STDOUT_FILENO)});
//
// A Chinese character and an emoji take two places, a combining mark none, as Unicode 14's
// East_Asian_Width has it; its ambiguous characters (“”, ①, …) take one, as most terminals draw
// them. Whatever could steer a terminal (escape, bidirectional controls) is never printed: cells
// come from other people's files. Pure but for the two questions about a terminal; O(text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracker {

std::size_t display_width(char32_t);          // places on the screen: 0, 1 or 2
std::size_t display_width(std::string_view);  // of UTF-8; a broken byte takes one

// One line that is safe to print: line breaks as line_break, tabs as a space, other control
// characters and broken bytes as U+FFFD, bidirectional controls dropped.
std::string printable(std::string_view utf8, std::string_view line_break = "⏎");

// At most so many places; what is longer ends with …, cut at a character's end, marks included.
std::string cut(std::string_view utf8, std::size_t places);

enum class Colour : unsigned char { none, bold, dim, red, green, yellow, blue };
std::string coloured(std::string_view text, Colour colour, bool colours);  // as it is, if not
enum class Align : unsigned char { left, right };

struct Cell {
  std::string text;
  Colour colour = Colour::none;
};

struct Column {
  std::string heading;
  std::size_t most_places = 40;  // longer cells are cut
  Align align = Align::left;
};

struct TableLook {
  bool colours = false;               // see colours_wanted
  std::size_t places = 0;             // of the whole; wider columns give way first. 0: no bound
  std::string_view line_break = "⏎";  // " " for tables that are copied elsewhere
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Missing cells are empty, further ones are left out.
  void add(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  // Headings, a rule, a line for each row; each with its line end, none with blanks before it.
  [[nodiscard]] std::string text(const TableLook& look = {}) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// Whether what is written to a file descriptor may be coloured: it is a terminal, not a dumb one,
// and NO_COLOR (no-color.org) is unset or empty.
bool colours_wanted(int fd);

// The terminal's width, or 0 where the descriptor is none: then nothing need be cut.
std::size_t terminal_places(int fd);

}  // namespace tracker
