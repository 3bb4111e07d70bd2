// deadline_picture.cpp: which role each day has in a deadline, and how it is marked.
// SPDX-License-Identifier: BSL-1.0
#include "deadline_picture.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace tracker {
namespace {

using rectify::Day;
using rectify::days;
using rectify::Lang;
using rectify::WorkCalendar;
using std::chrono::year_month;

// In the order of the legend; of a day's roles the first one wins.
enum class Role : unsigned char {
  due,
  reference,
  milestone,
  start,
  counted_make_up,
  counted,
  skipped_holiday,
  skipped_weekend,
  make_up,
  holiday,
  weekend,
  off_outside,  // of a count: no matter
  none
};
struct Look {
  DayMark mark;
  std::string_view sample;  // in the legend
  std::string_view zh, en;
};
constexpr std::array<Look, 13> looks{{
    {{'[', ']', Colour::yellow}, "[1]", "到期日", "due day"},
    {{'(', ')', Colour::bold}, "(1)", "基准日", "reference day"},
    {{'<', '>', Colour::yellow}, "<1>", "阶段期限", "milestone"},
    {{'{', '}', Colour::bold}, "{1}", "起始日", "start"},
    {{' ', '+', Colour::blue}, "1+", "调休上班，计入", "make-up working day, counted"},
    {{' ', '.', Colour::green}, "1.", "计入", "counted"},
    {{' ', '*', Colour::red}, "1*", "节假日，跳过", "holiday, skipped"},
    {{' ', '-', Colour::dim}, "1-", "周末，跳过", "weekend, skipped"},
    {{' ', '+', Colour::blue}, "1+", "调休上班", "make-up working day"},
    {{' ', '*', Colour::red}, "1*", "节假日", "holiday"},
    {{' ', '-', Colour::dim}, "1-", "周末", "weekend"},
    {{' ', ' ', Colour::dim}, "", "", ""},
    {},
}};

bool among(const std::vector<Day>& some, Day day) {
  return std::find(some.begin(), some.end(), day) != some.end();
}

Role role(Day day, const DeadlineDays& of, const WorkCalendar& calendar) {
  if (day == of.due) return Role::due;
  if (day == of.reference) return Role::reference;
  if (among(of.milestones, day)) return Role::milestone;
  if (among(of.starts, day)) return Role::start;
  const Nature is = nature(calendar, day);
  bool passed_over = false;
  for (const auto& count : of.counted) {
    if (day <= count.from || day > count.to) continue;
    if (!count.working_days_only) return Role::counted;
    if (is == Nature::worked) return Role::counted;
    if (is == Nature::make_up) return Role::counted_make_up;
    passed_over = true;
  }
  if (passed_over) return is == Nature::holiday ? Role::skipped_holiday : Role::skipped_weekend;
  const bool off = is == Nature::holiday || is == Nature::weekend;
  if (!of.counted.empty()) return off ? Role::off_outside : Role::none;
  switch (is) {
    case Nature::worked: break;
    case Nature::make_up: return Role::make_up;
    case Nature::holiday: return Role::holiday;
    case Nature::weekend: return Role::weekend;
  }
  return Role::none;
}

year_month month_of(Day day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}

std::vector<year_month> months_between(Day first, Day last) {
  std::vector<year_month> out;
  for (auto month = month_of(first); month <= month_of(last); month += std::chrono::months(1))
    out.push_back(month);
  return out;
}

std::string heading(year_month month, Lang lang) {
  const int year = static_cast<int>(month.year());
  const unsigned number = static_cast<unsigned>(month.month());
  if (lang == Lang::zh) return std::to_string(year) + "年" + std::to_string(number) + "月";
  return std::string(month_name(number)) + " " + std::to_string(year);
}

std::string said(const DayRun& run, Lang lang) {
  std::string out = rectify::write_day(run.first);
  if (run.length() > 1) out += (lang == Lang::zh ? " 至 " : " to ") + rectify::write_day(run.last);
  const bool zh = lang == Lang::zh;
  out += "  ";
  if (run.nature == Nature::make_up) {
    out += zh ? "调休上班" : "make-up working day";
    if (!run.name.empty()) out += (zh ? "（" : " (") + run.name + (zh ? "）" : ")");
  } else {
    out += !run.name.empty() ? run.name : zh ? "放假" : "day off";
  }
  return printable(out, " ");
}

class Picture {
 public:
  Picture(const DeadlineDays& of, const WorkCalendar& calendar, MonthLook look)
      : of_(of), calendar_(calendar), look_(look) {
    look_.signs_before = true;
    look_.most_across = 3;
  }

  std::string text() {
    auto first = std::min(of_.reference, *of_.due), last = std::max(of_.reference, *of_.due);
    for (const Day start : of_.starts) first = std::min(first, start);
    const auto months = months_between(first, last);
    if (months.size() <= 4) {
      show(months);
    } else {
      show({months.front()});
      const auto left_out = std::to_string(months.size() - 3);
      out_ += zh() ? "\n……（其间 " + left_out + " 个月略去）\n\n"
                   : "\n… (" + left_out + " months between are left out)\n\n";
      show({months.end() - 2, months.end()});
    }
    return out_ + "\n" + legend() + (holidays_.empty() ? "" : "\n") + holidays_;
  }

 private:
  [[nodiscard]] bool zh() const { return look_.lang == Lang::zh; }

  void show(const std::vector<year_month>& months) {
    std::vector<Month> drawn;
    drawn.reserve(months.size());
    for (const auto month : months) drawn.push_back({month, heading(month, look_.lang)});
    out_ += month_pictures(
        drawn,
        [&](Day day) {
          const Role is = role(day, of_, calendar_);
          seen_.insert(is);
          return looks[static_cast<std::size_t>(is)].mark;
        },
        look_);
    const Day first{months.front() / 1}, last{months.back() / std::chrono::last};
    for (const auto& run : exceptions(calendar_, first, last, look_.lang))
      holidays_ += said(run, look_.lang) + "\n";
  }

  // Those that are in the picture, as many a line as fit.
  std::string legend() const {
    const std::size_t places = look_.places == 0 ? 80 : look_.places;
    std::string out;
    std::size_t place = 0;
    for (const Role each : seen_) {
      if (each >= Role::off_outside) continue;
      const auto& look = looks[static_cast<std::size_t>(each)];
      std::string words(zh() ? look.zh : look.en);
      if (each == Role::due && of_.provisional) words += zh() ? "（暂定）" : " (provisional)";
      const std::size_t width = display_width(look.sample) + 1 + display_width(words);
      if (place > 0 && place + 3 + width > places) {
        out += '\n';
        place = 0;
      }
      out.append(place > 0 ? 3 : 0, ' ');
      out += coloured(look.sample, look.mark.colour, look_.colours) + " " + words;
      place += (place > 0 ? 3 : 0) + width;
    }
    return out.empty() ? out : out + "\n";
  }

  const DeadlineDays& of_;
  const WorkCalendar& calendar_;
  MonthLook look_;
  std::string out_, holidays_;
  std::set<Role> seen_;
};

}  // namespace

std::string deadline_picture(const DeadlineDays& of, const WorkCalendar& calendar, MonthLook look) {
  return of.due ? Picture(of, calendar, look).text() : std::string();
}

}  // namespace tracker
