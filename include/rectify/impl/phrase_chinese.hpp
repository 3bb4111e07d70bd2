// impl/phrase_chinese.hpp: days and spans as they are named in Chinese: 2024年7月31日, 上半年, “十四五”.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_numeric.hpp>

namespace rectify::detail::phrase {

class ChineseDates : public NumericDates {
 public:
  using NumericDates::NumericDates;

 protected:
  //  chinese = year [in-year] | in-year | month-name [in-month] | day | week [weekday] | plan
  //  in-year = number "月" [in-month] | ["第"] number "季度" | "上半年" | "下半年" | "第" number "周"
  //  in-month = number "日" | "上旬" | "中旬" | "下旬"                 (底 and 末 follow: phrase_time.hpp)
  Got chinese(int& p, Part& part) {
    const Token& token = t(p);
    switch (token.kind) {
      case W::number: return numbered(p, part);
      case W::nth: return in_year_of(p, part, false);
      case W::half_year:
        part = of_months(Grain::half, token.value == 1 ? 1 : 7, token.value == 1 ? 6 : 12);
        return ++p, Got::yes;
      case W::plan: return plan(p, part);
      case W::year_from_now:
        part = in_year(of_months(Grain::year, 1, 12), year_of(reference_) + token.value);
        return after_year(++p, part);
      case W::year_after:
        part = of_months(Grain::year, 1, 12);
        part.year_is = YearIs::after;
        part.year = token.value;
        return after_year(++p, part);
      case W::year:  // 年底, 年内
        if (token.value != 0) return Got::no;
        if (is(p + 1, W::mid, W::before, W::after))
          return fail("deadline.fuzzy", p, p + 2);  // 年初, 年前
        if (!is(p + 1, W::end, W::within)) return Got::no;
        part = in_year(of_months(Grain::year, 1, 12), year_of(reference_));
        return ++p, Got::yes;
      case W::month:  // 月底, 月内
        if (token.value != 0) return Got::no;
        if (kind(p + 1) == W::mid) return fail("deadline.fuzzy", p, p + 2);
        if (!is(p + 1, W::end, W::within)) return Got::no;
        part = month_of_now(0);
        return ++p, Got::yes;
      case W::month_from_now:
        if (token.value < 0) return fail("deadline.past", p, p + 1, reference_);
        part = month_of_now(token.value);
        return in_month(++p, part);
      case W::month_after:
        part = of_months(Grain::month, 1, 1);
        part.year_is = YearIs::month;
        part.year = token.value;
        return in_month(++p, part);
      case W::quarter:  // 季度末
        if (token.value != 0 || !is(p + 1, W::end, W::within)) return Got::no;
        part = quarter_of_now(0);
        return ++p, Got::yes;
      case W::quarter_from_now:
        if (token.value < 0) return fail("deadline.past", p, p + 1, reference_);
        part = quarter_of_now(token.value);
        return ++p, Got::yes;
      case W::week_from_now: return week_of_now(p, part);
      case W::weekday: return bare_weekday(p, part);
      case W::day_from_now:
        if (token.value == 1 && first(p) != U'明' && token.end - token.begin == 2 &&
            first(p) >= 0x4e00) {
          part = of_day(1, 1);  // 次日: after the day before it
          part.year_is = YearIs::day;
          part.year = 1;
        } else {
          part = fixed(Grain::day, reference_ + days(token.value), reference_ + days(token.value));
        }
        return ++p, Got::yes;
      default: return Got::no;
    }
  }

  // What may follow a year; the part is the year itself.
  Got after_year(int& p, Part& part) {
    if (kind(p) == W::year && t(p).value == 0) ++p;  // 今年年底, 2024年年底
    if (kind(p) == W::mid) return fail("deadline.fuzzy", p - 1, p + 1);
    Part inside = part;
    const Got got = in_year_of(p, inside, true);
    if (got != Got::yes) return got == Got::no ? Got::yes : got;
    if (inside.year_is == YearIs::open) {
      inside.year_is = part.year_is;
      inside.year = part.year;
    }
    part = inside;
    return Got::yes;
  }

  // A month's rest; the part is the month.
  Got in_month(int& p, Part& part) {
    if (kind(p) == W::month && t(p).value == 0 && kind(p + 1) == W::end) ++p;  // 7月月底
    if (is(p, W::mid, W::early)) return fail("deadline.fuzzy", p - 1, p + 1);
    if (kind(p) == W::ten_days) {
      const int n = t(p).value;
      part.grain = Grain::ten_days;
      part.d1 = n * 10 - 9;
      part.d2 = n == 3 ? month_end : n * 10;
      return ++p, Got::yes;
    }
    if (kind(p) != W::number) return Got::yes;
    const bool range =
        is(p + 1, W::dash, W::to) && kind(p + 2) == W::number && kind(p + 3) == W::day;
    const bool closed = is(p + 1, W::finish, W::before, W::within, W::until, W::comma, W::semicolon,
                           W::stop, W::weekday, W::dash, W::to, W::conjunction, W::verb);
    if (!range && !closed && kind(p + 1) != W::day) return Got::yes;
    if (is(p + 1, W::pause) && kind(p + 2) == W::number) return fail("deadline.several", p, p + 3);
    const int from = p, d = t(p).value;
    part.grain = Grain::day;
    part.d1 = part.d2 = d;
    p += kind(p + 1) == W::day ? 2 : 1;
    const int year = part.year_is == YearIs::given ? part.year : 2024;  // 2024 has all days
    if (part.year_is != YearIs::month && !day_in(year, part.m1, d))
      return fail("day.none", from - 2, p);
    return Got::yes;
  }

  [[nodiscard]] Part month_of_now(int after) const {
    const Day then = months_after(
        reference_ -
            days(static_cast<int>(unsigned{std::chrono::year_month_day{reference_}.day()}) - 1),
        after);
    return in_year(of_months(Grain::month, month_of(then), month_of(then)), year_of(then));
  }
  [[nodiscard]] Part quarter_of_now(int after) const {
    const int n = (month_of(reference_) - 1) / 3 + after;
    return in_year(of_months(Grain::quarter, n % 4 * 3 + 1, n % 4 * 3 + 3),
                   year_of(reference_) + n / 4);
  }
  [[nodiscard]] Day monday() const { return reference_ - days(weekday_of(reference_) - 1); }

  Got bare_weekday(int& p, Part& part) {
    const Day day = monday() + days(t(p).value - 1);
    if (day < reference_) return fail("deadline.past", p, p + 1, reference_);
    part = fixed(Grain::day, day, day);
    return ++p, Got::yes;
  }

 private:
  // A number, and what it is a number of.
  Got numbered(int& p, Part& part) {
    const Token& n = t(p);
    const W next = kind(p + 1);
    if (next == W::year && t(p + 1).value == 0) {
      if (n.digits == 4 && n.value >= 1000) {
        part = in_year(of_months(Grain::year, 1, 12), n.value);
        return after_year(p += 2, part);
      }
      // 24年9月底; 24年 alone may be a count, see phrase_count.hpp
      int k = p + 2;
      if (n.digits != 2 || n.value < 0 || !opens_year(k)) return Got::no;
      const auto year = short_year(n.value);
      if (!year) return fail("deadline.no-year", p, p + 2);
      part = in_year(of_months(Grain::year, 1, 12), *year);
      return after_year(p = k, part);
    }
    if (const Got got = in_year_of(p, part, false); got != Got::no) return got;
    if (next == W::day) return bare_day(p, part);
    if (is(p + 1, W::pause, W::comma, W::conjunction) && kind(p + 2) == W::number &&
        is(p + 3, W::month, W::quarter, W::pause))
      return fail("deadline.several", p, p + 3);
    if (is_year(p) && !n.arabic) return Got::no;
    if (is_year(p) &&
        is(p + 1, W::letter_q, W::letter_h, W::half_year, W::end, W::quarter, W::nth)) {
      part = in_year(of_months(Grain::year, 1, 12), n.value);
      return after_year(++p, part);
    }
    if (is_year(p) && next == W::dash && touches(p + 1) && touches(p + 2) &&
        is(p + 2, W::letter_q, W::letter_h)) {  // 2024-Q3
      part = in_year(of_months(Grain::year, 1, 12), n.value);
      return after_year(p += 2, part);
    }
    return Got::no;
  }

  // 24年 begins a date if a part of the year follows.
  [[nodiscard]] bool opens_year(int k) const {
    return is(k, W::end, W::half_year, W::nth, W::letter_q, W::letter_h) ||
           (kind(k) == W::year && is(k + 1, W::end)) ||
           (kind(k) == W::number &&
            (is(k + 1, W::month, W::quarter) || unit_after(k) != W::finish));
  }
  // 7-9月: the unit that the second number lends to the first, or finish.
  [[nodiscard]] W unit_after(int k) const {
    if (!is(k + 1, W::dash, W::to) || kind(k + 2) != W::number) return W::finish;
    const W unit = kind(k + 3);
    return unit == W::month || unit == W::quarter || unit == W::year ? unit : W::finish;
  }

  // A month, quarter, half or week; `year` says whether a year stands before it.
  Got in_year_of(int& p, Part& part, bool year) {
    if (kind(p) == W::half_year) {
      const bool late = t(p).value == 2;
      part = of_months(Grain::half, late ? 7 : 1, late ? 12 : 6);
      return ++p, Got::yes;
    }
    if (is(p, W::letter_q, W::letter_h) && touches(p + 1) && t(p + 1).arabic && year)
      return letter(p, part);
    const bool nth = kind(p) == W::nth;
    const int k = nth ? p + 1 : p;
    if (kind(k) != W::number) return Got::no;
    const int n = t(k).value;
    const W lent = unit_after(k);
    if (kind(k + 1) == W::quarter || lent == W::quarter) {
      if (n < 1 || n > 4) return fail("day.none", p, k + 2);
      part = of_months(Grain::quarter, n * 3 - 2, n * 3);
      p = lent == W::quarter ? k + 1 : k + 2;
      return Got::yes;
    }
    if (nth) {
      if (kind(k + 1) != W::week || !year || part.year_is != YearIs::given) return Got::no;
      const auto monday = iso_week(part.year, n);
      if (!monday) return fail("day.none", p, k + 2);
      part = fixed(Grain::week, *monday, *monday + days(6));
      p = k + 2;
      return Got::yes;
    }
    if (lent == W::year && t(k).digits == 4 && !year) {
      part = in_year(of_months(Grain::year, 1, 12), n);
      return p = k + 1, Got::yes;
    }
    if ((kind(k + 1) != W::month || t(k + 1).value != 0) && lent != W::month) return Got::no;
    if (n < 1 || n > 12 || (t(k).digits == 2 && !t(k).arabic)) return fail("day.none", p, k + 2);
    const int years = part.year;
    const YearIs is_of = part.year_is;
    part = of_months(Grain::month, n, n);
    if (year) {
      part.year_is = is_of;
      part.year = years;
    }
    p = lent == W::month ? k + 1 : k + 2;
    return lent == W::month ? Got::yes : in_month(p, part);
  }

  Got bare_day(int& p, Part& part) {
    // 15日内 is a count, and 15日 alone could be one
    const int d = t(p).value;
    if (t(p + 1).value == 0) {
      if (is(p + 2, W::within) || counts_) return Got::no;
      const bool named =
          limited_ || is(p + 2, W::before, W::until, W::weekday, W::to, W::dash, W::from_here);
      const bool timed = is(p + 2, W::part_of_day, W::midnight) ||
                         (kind(p + 2) == W::number && is(p + 3, W::hour, W::colon));
      if (!named && !timed) {
        if (is(p + 2, W::after, W::approximate)) return Got::no;
        return fail("deadline.two-readings", p, p + 2);
      }
    }
    if (d < 1 || d > 31) return fail("day.none", p, p + 2);
    part = of_day(1, d);
    part.year_is = YearIs::bare;
    p += 2;
    return Got::yes;
  }

  Got plan(int& p, Part& part) {
    part = of_months(Grain::plan, 1, 12);
    part.year_is = YearIs::given;
    part.year = 1966 + 5 * (t(p).value - 3);  // the third began in 1966
    return ++p, Got::yes;
  }

  Got week_of_now(int& p, Part& part) {
    const int weeks = t(p).value, from = p;
    if (weeks < 0) return fail("deadline.past", p, p + 1, reference_);
    const Day first = monday() + days(7 * weeks);
    int of_week = 0;
    ++p;
    const bool numbered = kind(p) == W::number && t(p).value >= 1 && t(p).value <= 6 &&
                          (touches(p) || !t(p).arabic) &&
                          !is(p + 1, W::each, W::work_day, W::calendar_day, W::day, W::month);
    if ((is(p, W::day) && t(p).value == 0) || (is(p, W::calendar_day) && first_is(p, U'天')))
      of_week = 7;
    else if (numbered || kind(p) == W::weekday)
      of_week = t(p).value;
    if (of_week == 0) {
      part = fixed(Grain::week, first, first + days(6));
      return Got::yes;
    }
    ++p;
    const Day day = first + days(of_week - 1);
    if (day < reference_) return fail("deadline.past", from, p, reference_);
    part = fixed(Grain::day, day, day);
    return Got::yes;
  }
  [[nodiscard]] bool first_is(int k, char32_t c) const { return first(k) == c; }

 protected:
  // Q3, H2; the year's own part of the rule is with those who call it
  Got letter(int& p, Part& part) {
    const bool quarter = kind(p) == W::letter_q;
    const int n = t(p + 1).value;
    if (kind(p + 1) != W::number || !touches(p + 1)) return Got::no;
    if (n < 1 || n > (quarter ? 4 : 2)) return fail("day.none", p, p + 2);
    part = quarter ? of_months(Grain::quarter, n * 3 - 2, n * 3)
                   : of_months(Grain::half, n * 6 - 5, n * 6);
    p += 2;
    return Got::yes;
  }

  bool counts_ = false;   // a number of 日 is a count: 不超过15日
  bool limited_ = false;  // it is a day: 到15日, or a period's end
};

}  // namespace rectify::detail::phrase
