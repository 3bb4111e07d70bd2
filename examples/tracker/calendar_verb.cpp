// calendar_verb.cpp: tracker calendar show, days and load: which days are worked, as a picture, as
// lines, and for a ledger. SPDX-License-Identifier: BSL-1.0
#include "calendar_option.hpp"
#include "json_text.hpp"
#include "month_picture.hpp"
#include "session.hpp"
#include "table.hpp"
#include "telling.hpp"
#include "verb.hpp"

#include <rectify/work_calendar.hpp>

namespace tracker {

using rectify::Day;
using rectify::WorkCalendar;
using rectify::write_day;

namespace {

struct Shown {
  int year = 0;
  unsigned first_month = 1, last_month = 12;
  WorkCalendar calendar;

  [[nodiscard]] std::chrono::year_month month(unsigned number) const {
    return std::chrono::year{year} / std::chrono::month{number};
  }
  [[nodiscard]] Day first() const { return Day{month(first_month) / 1}; }
  [[nodiscard]] Day last() const { return Day{month(last_month) / std::chrono::last}; }
  [[nodiscard]] int worked_in(unsigned number) const {
    const Day begin{month(number) / 1}, end{month(number) / std::chrono::last};
    return calendar.between(begin - rectify::days(1), end);
  }
  [[nodiscard]] int worked_in_year() const {
    int sum = 0;
    for (unsigned number = 1; number <= 12; ++number) sum += worked_in(number);
    return sum;
  }
  [[nodiscard]] bool published() const {
    return calendar.published().first <= year && year <= calendar.published().last;
  }
  // The first of the days that the next year's notice can still move; of the last year published.
  [[nodiscard]] std::optional<Day> unsure_from() const {
    const auto until = calendar.published_until();
    if (!published() || !until || year != calendar.published().last) return std::nullopt;
    return *until + rectify::days(1);
  }
};

std::string years_of(const WorkCalendar& calendar) {
  const auto years = calendar.published();
  return std::to_string(years.first) +
         (years.last == years.first ? "" : "–" + std::to_string(years.last));
}

// Whether the year is published, and what holds if not.
std::string standing(const Shown& shown, const Session& session) {
  const bool zh = session.lang == Lang::zh;
  const std::string year = std::to_string(shown.year);
  if (const auto unsure = shown.unsure_from())
    return zh ? "放假安排已公布；" + write_day(*unsure) + " 起的日子仍可能因下一年的安排而调整。"
              : "Published; the days from " + write_day(*unsure) +
                    " can still be moved by the next year's notice.";
  if (shown.published()) return zh ? "放假安排已公布。" : "Published.";
  const auto known = shown.calendar.published();
  const std::string until = known.first == 0
                                ? (zh ? "没有已公布的年份" : "no year is")
                                : (zh ? "已公布 " : "published: ") + years_of(shown.calendar);
  if (known.first != 0 && shown.year < known.first)
    return zh ? year + " 年的放假安排不在本日历中（" + until +
                    "）：以下只有周末和列出的放假日，不含春节和调休，工作日数仅供参考。"
              : "NOT PUBLISHED in this calendar (" + until +
                    "): only weekends and the days listed below are off; Spring Festival and "
                    "make-up working days are not known, so the counts are approximate.";
  return zh ? year + " 年的放假安排尚未公布（" + until +
                  "）：以下只有周末和列出的法定固定放假日；春节、清明、端午、中秋和调休待公布，"
                  "届时以公布的为准，工作日数为暂定。"
            : "NOT PUBLISHED yet (" + until +
                  "): only weekends and the fixed days listed below are off. Spring Festival, "
                  "Tomb-sweeping Day, Dragon Boat and Mid-Autumn Festival and the make-up working "
                  "days will be added by the notice; until then the counts are provisional.";
}

DayMark mark_of(Nature is) {
  switch (is) {
    case Nature::worked: return {};
    case Nature::weekend: return {' ', '-', Colour::dim};
    case Nature::holiday: return {' ', '*', Colour::red};
    case Nature::make_up: return {' ', '+', Colour::blue};
  }
  return {};
}

std::string legend(const Session& session) {
  const auto one = [&](std::string_view sign, Nature is, std::string_view zh, std::string_view en) {
    return coloured(sign, mark_of(is).colour, session.colours) + " " +
           std::string(session.say(zh, en));
  };
  return one("1*", Nature::holiday, "放假", "holiday") + "   " +
         one("1-", Nature::weekend, "周末", "weekend") + "   " +
         one("1+", Nature::make_up, "调休上班", "make-up working day") + "\n";
}

std::string month_heading(const Shown& shown, unsigned number, Lang lang) {
  const std::string worked = std::to_string(shown.worked_in(number));
  if (lang == Lang::zh) return std::to_string(number) + "月（" + worked + " 个工作日）";
  return std::string(month_name(number).substr(0, 3)) + " (" + worked + " working days)";
}

std::string holidays(const Shown& shown, const Session& session) {
  const auto say = [&](std::string_view zh, std::string_view en) {
    return std::string(session.say(zh, en));
  };
  const auto runs = exceptions(shown.calendar, shown.first(), shown.last(), session.lang);
  if (runs.empty()) return say("没有放假日和调休日。\n", "No holidays, no make-up days.\n");
  Table table({{say("日期", "Days"), 24}, {say("安排", "What"), 20}, {say("名称", "Name"), 60}});
  for (const auto& run : runs) {
    const bool make_up = run.nature == Nature::make_up;
    std::string when = write_day(run.first);
    if (run.length() > 1) when += say(" 至 ", " to ") + write_day(run.last);
    std::string what = make_up ? say("调休上班", "worked") : say("放假", "off");
    if (run.length() > 1)
      what += session.lang == Lang::zh ? " " + std::to_string(run.length()) + " 天"
                                       : ", " + std::to_string(run.length()) + " days";
    table.add({{when}, {what, mark_of(run.nature).colour}, {run.name}});
  }
  return table.text({.colours = session.colours, .places = session.places, .line_break = " "});
}

std::string json(const Shown& shown, Lang lang) {
  std::vector<unsigned> numbers;
  for (unsigned number = shown.first_month; number <= shown.last_month; ++number)
    numbers.push_back(number);
  const auto months = json_list(numbers, [&](unsigned number) {
    return Object().put("month", number).put("workingDays", shown.worked_in(number)).text();
  });
  std::vector<unsigned> weekend;
  for (unsigned i = 0; i < 7; ++i)
    if ((shown.calendar.weekend() >> i & 1U) != 0) weekend.push_back(i + 1);
  std::string off, make_up;
  for (const auto& run : exceptions(shown.calendar, shown.first(), shown.last(), lang)) {
    std::string& list = run.nature == Nature::make_up ? make_up : off;
    Object object;
    object.put("first", write_day(run.first)).put("last", write_day(run.last));
    (list += list.empty() ? "" : ",") += object.put("name", run.name).text();
  }
  Object object;
  object.put("year", shown.year).put("published", shown.published());
  if (const auto unsure = shown.unsure_from()) object.put("provisionalFrom", write_day(*unsure));
  return object.put("workingDays", shown.worked_in_year())
      .raw("weekend", json_list(weekend, [](unsigned day) { return std::to_string(day); }))
      .raw("months", months)
      .raw("daysOff", "[" + off + "]")
      .raw("makeUpDays", "[" + make_up + "]")
      .text();
}

Exit show(Session& session, const Given& given) {
  Shown shown{.year = static_cast<int>(given.number("year", 0, 1900, 2999)),
              .calendar = rules_of(session, given).calendar};
  if (given.has("month"))
    shown.first_month = shown.last_month = static_cast<unsigned>(given.number("month", 1, 1, 12));
  if (session.json) {
    print(json(shown, session.lang) + "\n");
    return Exit::done;
  }
  const std::string days = std::to_string(shown.worked_in_year());
  const std::string title = session.lang == Lang::zh
                                ? std::to_string(shown.year) + " 年：" + days + " 个工作日"
                                : std::to_string(shown.year) + ": " + days + " working days";
  std::string out = coloured(title, Colour::bold, session.colours) + "\n";
  const std::size_t places = session.places == 0 ? 80 : session.places;
  out += wrapped(standing(shown, session), places, 2) + "\n\n";
  std::vector<Month> months;
  for (unsigned number = shown.first_month; number <= shown.last_month; ++number)
    months.push_back({shown.month(number), month_heading(shown, number, session.lang)});
  out += month_pictures(
      months, [&](Day day) { return mark_of(nature(shown.calendar, day)); },
      {.lang = session.lang, .colours = session.colours, .places = places, .signs_before = false});
  print(out + "\n" + legend(session) + "\n" + holidays(shown, session));
  return Exit::done;
}

Exit days(Session& session, const Given& given) {
  const auto calendar = rules_of(session, given, false).calendar;
  const Day first = day_said(given, "from"), last = day_said(given, "to");
  if (last < first)
    throw Usage(
        "--to：" + write_day(last) + " 早于 --from 的 " + write_day(first) + "；先写早的一天",
        "--to: " + write_day(last) + " is before --from " + write_day(first) +
            "; give the earlier day first");
  // By --lang alone, not by the locale: what a program reads is the same everywhere.
  const Lang lang = session.lang_said ? session.lang : Lang::zh;
  std::string lines;
  for (Day day = first; day <= last; day += rectify::days(1)) {
    const auto info = calendar.info(day, lang);
    if (session.json)
      lines += Object()
                   .put("date", write_day(day))
                   .put("working", info.working)
                   .put("name", info.name)
                   .put("published", info.published)
                   .text();
    else
      lines.append(write_day(day))
          .append(info.working ? "\t1\t" : "\t0\t")
          .append(info.name)
          .append(info.published ? "\t1" : "\t0");
    lines += '\n';
    if (lines.size() < (std::size_t{1} << 16U)) continue;
    print(lines);
    lines.clear();
  }
  print(lines);
  return Exit::done;
}

// Without a file: the built-in days under the ledger's own, since a newer tracker knows more years.
Exit load(Session& session, const Given& given) {
  auto ledger = session.open();
  const auto before = ledger.calendar();
  const auto wanted = given.has("file") ? calendar_of_file(given.one("file"), before)
                                        : before.over(rectify::china());
  const auto answers = ledger.set_calendar(wanted, session.actor, session.when(ledger.zone()));
  if (!answers.empty() && !answers[0].accepted) return tell_answer(session, ledger, answers[0], "");
  const auto until = wanted.published_until();
  const std::string day = until ? write_day(*until) : std::string(session.say("无", "none"));
  if (session.json) {
    print(Object()
              .put("changed", !answers.empty())
              .put("publishedUntil", until ? day : "")
              .put("reckoned", answers.empty() ? 0 : answers.size() - 1)
              .text() +
          "\n");
    return Exit::done;
  }
  if (answers.empty()) {
    print(std::string(session.say("台账的日历已是如此，未作改动；已公布至 ",
                                  "the ledger has this calendar already; published until ")) +
          day + "\n");
    return Exit::done;
  }
  print(std::string(session.say("已更换日历，已公布至 ", "the calendar is set, published until ")) +
        day + std::string(session.say("；重新推算时限 ", "; deadlines reckoned again: ")) +
        std::to_string(answers.size() - 1) + "\n");
  std::string lines;
  for (std::size_t i = 1; i < answers.size(); ++i) {
    const auto item = ledger.find(answers[i].item);
    if (!item || !item->deadline) continue;
    lines += "  #" + std::to_string(item->id) + " " + cut(printable(item->title, " "), 50) +
             std::string(session.say(" · 时限 ", " · due ")) +
             deadline_day(*item->deadline, session.lang) + "\n";
  }
  print(lines);
  return Exit::done;
}

}  // namespace

std::vector<Verb> calendar_verbs() {
  return {
      {.name = "calendar",
       .group = Group::days,
       .zh = "工作日历：哪天上班、哪天放假",
       .en = "the working-day calendar: which days are worked, which are off"},
      {.name = "calendar show",
       .group = Group::days,
       .zh = "一年的日历：放假、调休、各月工作日数",
       .en = "a year as a picture: holidays, make-up days, working days of each month",
       .options = {{"year", "YEAR", "年份，1900 至 2999", "a year, 1900 to 2999", Option::one,
                    true},
                   {"--month", "M", "只看这个月（1 至 12）", "this month alone (1 to 12)"},
                   calendar_option()},
       .run = show},
      {.name = "calendar days",
       .group = Group::days,
       .zh = "逐日列出：日期、上班 1/放假 0、名称、已公布 1/0（供程序使用）",
       .en = "day by day: date, worked 1/0, name, published 1/0, for programs",
       .options = {{"--from", "DAY", "第一天", "the first day", Option::one, true},
                   {"--to", "DAY", "最后一天", "the last day", Option::one, true},
                   calendar_option()},
       .run = days,
       .more_zh = "以制表符分隔；名称为中文，加 --lang en 则为英文。日期在 1900-01-01 至 "
                  "2999-12-31 之间。",
       .more_en = "Parted by tabs; names in Chinese, with --lang en in English. Days between "
                  "1900-01-01 and 2999-12-31."},
      {.name = "calendar load",
       .group = Group::days,
       .zh = "把日历文件加到台账的日历之上，并重新推算暂定的时限",
       .en = "puts a calendar's file over the ledger's, and reckons provisional deadlines again",
       .options = {{"file", "FILE",
                    "rectify 的 tsv，或 chinese-days 的 JSON；不写则用程序内置的日历",
                    "rectify's lines, or chinese-days' JSON; none: what is built in"}},
       .run = load,
       .more_zh =
           "须有制度指定的角色（严格制度：administrator）。每个重新推算的时限都记入该问题的历史。",
       .more_en = "It takes a role that the policy names (the strict one: administrator). Each "
                  "deadline that is reckoned again\nis recorded in its item's history."}};
}

}  // namespace tracker
