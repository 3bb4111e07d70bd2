// month_picture.cpp: a month line by line, and months beside each other.
// SPDX-License-Identifier: BSL-1.0
#include "month_picture.hpp"

#include <algorithm>
#include <array>

namespace tracker {
namespace {

using rectify::Day;
using rectify::days;
using rectify::Lang;

constexpr std::size_t gap = 2;  // places between months
constexpr std::array<std::string_view, 7> weekdays_zh{"一", "二", "三", "四", "五", "六", "日"};
constexpr std::array<std::string_view, 7> weekdays_en{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

// A line as it is built: blanks are owed until something follows, so that it ends with none.
class BuiltLine {
 public:
  void blanks_to(std::size_t place) {
    owed_ += place > place_ + owed_ ? place - place_ - owed_ : 0;
  }
  void put(std::string_view text, Colour colour = Colour::none, bool colours = false) {
    place_ += owed_ + display_width(text);
    text_.append(owed_, ' ').append(coloured(text, colour, colours));
    owed_ = 0;
  }
  // Blanks inside of what is coloured are the caller's: those at its ends are owed.
  void put_padded(std::string_view text, Colour colour, bool colours) {
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos) {
      owed_ += text.size();
      return;
    }
    const auto last = text.find_last_not_of(' ');
    owed_ += first;
    put(text.substr(first, last + 1 - first), colour, colours);
    owed_ += text.size() - 1 - last;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t place_ = 0, owed_ = 0;
};

// "[10]", " [1]", "  8*": the sign before stands close to the number.
std::string cell(unsigned of_month, const DayMark& mark, bool signs_before) {
  std::string number = std::to_string(of_month);
  if (signs_before && mark.before != ' ') number.insert(0, 1, mark.before);
  const std::size_t width = signs_before ? 3 : 2;
  if (number.size() < width) number.insert(0, width - number.size(), ' ');
  return number + mark.after;
}

// Line 0 is the heading, 1 the weekdays, then the weeks.
void put_month_line(BuiltLine& line, const Month& month, std::size_t number,
                    const std::function<DayMark(Day)>& mark, const MonthLook& look,
                    std::size_t left) {
  const std::size_t cell_width = look.signs_before ? 4 : 3;
  if (number == 0) {
    line.put(cut(printable(month.heading, " "), 7 * cell_width), Colour::bold, look.colours);
    return;
  }
  if (number == 1) {
    for (std::size_t i = 0; i < 7; ++i) {
      line.blanks_to(left + i * cell_width + cell_width - 3);
      line.put((look.lang == Lang::zh ? weekdays_zh : weekdays_en)[i], Colour::dim, look.colours);
    }
    return;
  }
  const Day first{month.of / 1}, last{month.of / std::chrono::last};
  const int lead = static_cast<int>(std::chrono::weekday(first).iso_encoding()) - 1;
  const Day monday = first + days(static_cast<int>(number - 2) * 7 - lead);
  for (std::size_t i = 0; i < 7; ++i) {
    const Day day = monday + days(static_cast<int>(i));
    if (day < first || day > last) continue;
    line.blanks_to(left + i * cell_width);
    const DayMark marked = mark(day);
    const auto of_month = static_cast<unsigned>((day - first).count()) + 1;
    line.put_padded(cell(of_month, marked, look.signs_before), marked.colour, look.colours);
  }
}

std::size_t lines_of(const Month& month) {
  const Day first{month.of / 1}, last{month.of / std::chrono::last};
  const auto lead = std::chrono::weekday(first).iso_encoding() - 1;
  return 2 + (lead + static_cast<std::size_t>((last - first).count()) + 7) / 7;
}

}  // namespace

Nature nature(const rectify::WorkCalendar& calendar, Day day) {
  const auto info = calendar.info(day);
  const bool off_each_week =
      (calendar.weekend() >> (std::chrono::weekday(day).iso_encoding() - 1) & 1U) != 0;
  if (info.working) return off_each_week ? Nature::make_up : Nature::worked;
  return off_each_week && info.name.empty() ? Nature::weekend : Nature::holiday;
}

std::vector<DayRun> exceptions(const rectify::WorkCalendar& calendar, Day first, Day last,
                               Lang lang) {
  std::vector<DayRun> runs;
  for (Day day = first; day <= last; day += days(1)) {
    const Nature is = nature(calendar, day);
    if (is != Nature::holiday && is != Nature::make_up) continue;
    const auto name = calendar.info(day, lang).name;
    if (!runs.empty() && runs.back().last + days(1) == day && runs.back().nature == is &&
        runs.back().name == name)
      runs.back().last = day;
    else
      runs.push_back({day, day, is, std::string(name)});
  }
  return runs;
}

std::string_view month_name(unsigned month) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  return names[(month + 11) % 12];
}

std::string month_pictures(const std::vector<Month>& months,
                           const std::function<DayMark(Day)>& mark, const MonthLook& look) {
  const std::size_t width = look.signs_before ? 28 : 21;
  const std::size_t places = look.places == 0 ? 80 : look.places;
  const std::size_t across = std::clamp<std::size_t>((places + gap) / (width + gap), 1,
                                                     std::max<std::size_t>(look.most_across, 1));
  std::string out;
  for (std::size_t begin = 0; begin < months.size(); begin += across) {
    const std::size_t end = std::min(begin + across, months.size());
    std::size_t height = 0;
    for (auto i = begin; i < end; ++i) height = std::max(height, lines_of(months[i]));
    if (begin > 0) out += '\n';
    for (std::size_t number = 0; number < height; ++number) {
      BuiltLine line;
      for (auto i = begin; i < end; ++i) {
        const std::size_t left = (i - begin) * (width + gap);
        line.blanks_to(left);
        put_month_line(line, months[i], number, mark, look, left);
      }
      out += line.text() + '\n';
    }
  }
  return out;
}

}  // namespace tracker
