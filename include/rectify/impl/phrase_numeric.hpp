// impl/phrase_numeric.hpp: dates in digits: ISO 8601, dotted and slashed, compact.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_cursor.hpp>

namespace rectify::detail::phrase {

class NumericDates : public Cursor {
 public:
  using Cursor::Cursor;

 protected:
  //  numeric = year "-" month "-" day | year "." month "." day | year "/" month "/" day
  //          | year sign month | year "-" ordinal-day | year ["-"] "W" week ["-" weekday]
  //          | year month day (eight digits) | month sign day (where only that is possible)
  Got numeric(int& p, Part& part) {
    const Token& a = t(p);
    if (!a.arabic) return Got::no;
    if (a.digits == 8) {
      Part day = in_year(of_day(a.value / 100 % 100, a.value % 100), a.value / 10000);
      return date(p, p + 1, day, part);
    }
    if (a.digits == 4 && week(p, part) != Got::no) return fault().why.code ? Got::bad : Got::yes;
    const int s = p + 1, b = p + 2;
    if (!is(s, W::dash, W::dot, W::slash) || !touches(s) || !touches(b) || kind(b) != W::number ||
        !t(b).arabic)
      return Got::no;
    const char32_t sign = first(s);
    if (sign == '~' || t(s).end - t(s).begin != 1) return Got::no;
    const bool three = kind(b + 1) == kind(s) && first(b + 1) == sign && touches(b + 1) &&
                       kind(b + 2) == W::number && t(b + 2).arabic && touches(b + 2);
    const int end = three ? b + 3 : b + 1;
    if (a.digits == 4) {
      if (three && t(b + 2).digits <= 2 && t(b).digits <= 2) {
        Part day = in_year(of_day(t(b).value, t(b + 2).value), a.value);
        day.style = static_cast<char>(sign);
        return date(p, kind(end) == W::day ? end + 1 : end, day, part);
      }
      if (t(b).digits == 3 && sign == '-' && !three) return ordinal_day(p, part);
      if (t(b).digits > 2 || is(b + 1, W::year, W::quarter)) return Got::no;
      if (t(b).value < 1 || t(b).value > 12) return fail("day.none", p, b + 1);
      part = in_year(of_months(Grain::month, t(b).value, t(b).value), a.value);
      part.style = static_cast<char>(sign);
      p = kind(b + 1) == W::month ? b + 2 : b + 1;
      return Got::yes;
    }
    if (three) return fail("deadline.two-readings", p, end);  // 03/04/2025, 24.9.30
    if (a.digits > 2 || t(b).digits > 2 ||
        is(b + 1, W::each, W::work_day, W::calendar_day, W::week, W::year, W::half_years, W::hours,
           W::colon))
      return Got::no;
    if (sign == '-' && style_ != '-') return Got::no;
    const bool only = a.value <= 12 && t(b).value > 12;
    if (is(b + 1, W::month) || (style_ != static_cast<char>(sign) && !only))
      return a.value <= 31 && t(b).value <= 31 ? fail("deadline.two-readings", p, b + 1) : Got::no;
    const Part day = of_day(a.value, t(b).value);
    return date(p, kind(b + 1) == W::day ? b + 2 : b + 1, day, part);
  }

  // Takes tokens [p, end) as a day, if it exists.
  Got date(int& p, int end, const Part& day, Part& part) {
    const bool possible =
        day_in(day.year_is == YearIs::given ? day.year : 2024, day.m1, day.d1).has_value();
    if (!possible) return fail("day.none", p, end);
    part = day;
    p = end;
    return Got::yes;
  }

  char style_ = 0;  // the sign of the date before, in a period: 2024.7.1-7.31

 private:
  Got ordinal_day(int& p, Part& part) {
    const int year = t(p).value, n = t(p + 2).value;
    const Day day = rectify::day(year, 1, 1) + days(n - 1);
    if (n < 1 || year_of(day) != year) return fail("day.none", p, p + 3);
    part = fixed(Grain::day, day, day);
    p += 3;
    return Got::yes;
  }
  Got week(int& p, Part& part) {
    int k = p + 1;
    if (kind(k) == W::dash && touches(k) && kind(k + 1) == W::letter_w && touches(k + 1)) ++k;
    if (kind(k) != W::letter_w || !touches(k) || !touches(k + 1) || kind(k + 1) != W::number)
      return Got::no;
    const Token& number = t(k + 1);
    int n = number.value, of_week = 0;
    int end = k + 2;
    if (number.digits == 3) {
      of_week = n % 10;
      n /= 10;
    } else if (number.digits != 2) {
      return Got::no;
    } else if (kind(end) == W::dash && touches(end) && touches(end + 1) &&
               kind(end + 1) == W::number && t(end + 1).digits == 1) {
      of_week = t(end + 1).value;
      if (of_week == 0) return fail("day.none", p, end + 2);
      end += 2;
    }
    const auto monday = iso_week(t(p).value, n);
    if (!monday || of_week > 7 || (number.digits == 3 && of_week == 0))
      return fail("day.none", p, end);
    part = of_week == 0
               ? fixed(Grain::week, *monday, *monday + days(6))
               : fixed(Grain::day, *monday + days(of_week - 1), *monday + days(of_week - 1));
    p = end;
    return Got::yes;
  }
};

}  // namespace rectify::detail::phrase
