// impl/phrase_english.hpp: days and spans as they are named in English: 15 September, end of Q3 2024.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_chinese.hpp>

namespace rectify::detail::phrase {

class EnglishDates : public ChineseDates {
 public:
  using ChineseDates::ChineseDates;

 protected:
  //  point = "end" ["of"] point | english | numeric | chinese
  Got point(int& p, Part& part) {
    const int from = p;
    int k = p;
    skip(k, W::the);
    bool end = false;
    if (kind(k) == W::end && t(k).value == 1) {
      end = true;
      ++k;
      skip(k, W::dash);
      skip(k, W::of, W::in, W::the);
    }
    Got got = english(k, part, end);
    if (got == Got::no) got = numeric(k, part);
    if (got == Got::no) got = chinese(k, part);
    if (got == Got::no && is_year(k) && t(k).arabic && closes_year(k + 1)) {
      part = in_year(of_months(Grain::year, 1, 12), t(k++).value);
      if (is(k, W::to_year_end)) part.end = true, ++k;
      got = Got::yes;
    }
    if (got == Got::no) return end ? fail("deadline.unread", from, k) : got;
    if (got == Got::bad) return got;
    if (end) {
      if (part.is_day()) return fail("deadline.unread", from, k);
      part.end = true;
    }
    part.from = from;
    part.to = p = k;
    return got;
  }

 private:
  //  english = [weekday [","]] (day ["of"] month | month day) [[","] year] | month [year]
  //          | ("Q" n | nth "quarter" | "H" n | nth "half") [["of"] year] | nth "five-year plan"
  //          | "year-end" [year] | "the" nth ["of" "this month"] | "this" weekday
  Got english(int& p, Part& part, bool end) {
    const Token& token = t(p);
    switch (token.kind) {
      case W::month_name: return month_first(p, part);
      case W::number: return day_first(p, part);
      case W::ordinal: return ordinal(p, part);
      case W::letter_q:
      case W::letter_h:
        if (!touches(p + 1)) return Got::no;
        if (const Got got = letter(p, part); got != Got::yes) return got;
        return with_year(p, part);
      case W::now:
        if (kind(p + 1) == W::weekday) return bare_weekday(++p, part);
        return Got::no;
      case W::next:
        if (kind(p + 1) == W::weekday)
          return fail("deadline.two-readings", p, p + 2, monday() + days(t(p + 1).value - 1),
                      monday() + days(t(p + 1).value + 6));
        return Got::no;
      case W::weekday: return weekday_first(p, part);
      case W::to_year_end:
        part = of_months(Grain::year, 1, 12);
        part.end = true;
        if (++p; with_year(p, part) == Got::bad) return Got::bad;
        if (part.year_is == YearIs::open) part = in_year(part, year_of(reference_));
        return Got::yes;
      case W::to_month_end:
        part = month_of_now(0);
        part.end = true;
        return ++p, Got::yes;
      case W::to_quarter_end:
        part = quarter_of_now(0);
        part.end = true;
        return ++p, Got::yes;
      // "the month", of which the end is meant
      case W::month:
        if (!end || token.value != 1) return Got::no;
        part = month_of_now(0);
        return ++p, Got::yes;
      case W::quarter:
        if (!end || token.value != 1) return Got::no;
        part = quarter_of_now(0);
        return ++p, Got::yes;
      case W::year:
        if (!end || token.value != 1) return Got::no;
        part = in_year(of_months(Grain::year, 1, 12), year_of(reference_));
        return ++p, Got::yes;
      case W::week:
        if (!end || token.value != 1) return Got::no;
        part = fixed(Grain::week, monday(), monday() + days(6));
        return ++p, Got::yes;
      default: return Got::no;
    }
  }

  // [","|"of"] year
  Got with_year(int& p, Part& part) {
    int k = p;
    skip(k, W::comma, W::of, W::in, W::the);
    if (is(k, W::dash, W::dot) && is_year(k + 1)) ++k;
    if (is_year(k) && t(k).arabic && closes_year(k + 1)) {
      part = in_year(part, t(k).value);
      part.year_follows = true;
      p = k + 1;
    } else if (is(k, W::year_from_now) && k > p) {
      part = in_year(part, year_of(reference_) + t(k).value);
      p = k + 1;
    }
    return Got::yes;
  }
  // What stands behind a year in digits doesn't make it a number of something.
  [[nodiscard]] bool closes_year(int k) const {
    return !is(k, W::each, W::work_day, W::calendar_day, W::week, W::month, W::year, W::percent,
               W::han, W::hours, W::number, W::day, W::fortnight, W::latin) &&
           !(is(k, W::dot, W::slash) && kind(k + 1) == W::number && touches(k) && touches(k + 1) &&
             t(k + 1).digits < 4);
  }

  Got month_first(int& p, Part& part) {
    const int from = p, month = t(p).value;
    int k = p + 1;
    if (kind(k) == W::dot && is(k + 1, W::number, W::ordinal)) ++k;  // Sept. 15
    if (kind(k) == W::the) ++k;
    const bool day =
        (is(k, W::ordinal) || (kind(k) == W::number && t(k).arabic && t(k).digits <= 2)) &&
        !is(k + 1, W::work_day, W::calendar_day, W::week, W::month, W::year, W::quarter, W::half,
            W::hours, W::month_name);
    if (!day) {
      part = of_months(Grain::month, month, month);
      return with_year(++p, part);
    }
    part = of_day(month, t(k).value);
    p = k + 1;
    // July 1-15, 2024
    if (is(p, W::dash, W::to) && is(p + 1, W::number, W::ordinal) && t(p + 1).digits <= 2 &&
        kind(p + 2) != W::month_name) {
      int after = p + 2;
      if (with_year(after, part) == Got::bad) return Got::bad;
      same_month_ = part;
      same_month_end_ = after;
    } else if (with_year(p, part) == Got::bad) {
      return Got::bad;
    }
    return exists(part, from, p);
  }

  Got day_first(int& p, Part& part) {
    const Token& n = t(p);
    if (!n.arabic && kind(p) == W::number) return Got::no;
    if (n.digits > 2) return Got::no;
    int k = p + 1;
    // 1-15 July 2024
    if (is(k, W::dash, W::to) && is(k + 1, W::number, W::ordinal) && kind(k + 2) == W::month_name) {
      int after = k + 1;
      if (const Got got = day_first(after, part); got != Got::yes) return got;
      part.d1 = part.d2 = n.value;
      const Got got = exists(part, p, k + 3);
      p = k;
      return got;
    }
    skip(k, W::of, W::dash, W::dot);
    if (kind(k) != W::month_name) return Got::no;
    const int from = p;
    part = of_day(t(k).value, n.value);
    p = k + 1;
    if (kind(p) == W::dot && is(p + 1, W::number)) ++p;
    int y = p;
    skip(y, W::dash);
    if (kind(y) == W::number && t(y).arabic && t(y).digits == 2 &&
        is(y + 1, W::finish, W::comma, W::semicolon, W::to, W::stop)) {
      const auto year = short_year(t(y).value);
      if (!year) return fail("deadline.no-year", from, y + 1);
      part = in_year(part, *year);
      p = y + 1;
    } else if (with_year(p, part) == Got::bad) {
      return Got::bad;
    }
    return exists(part, from, p);
  }

  Got ordinal(int& p, Part& part) {
    const int n = t(p).value;
    if (kind(p + 1) == W::plan_en) {
      if (n < 10 || n > 20) return fail("deadline.unread", p, p + 2);
      part = in_year(of_months(Grain::plan, 1, 12), 1966 + 5 * (n - 3));
      return p += 2, Got::yes;
    }
    if (is(p + 1, W::quarter, W::half)) {
      const bool quarter = kind(p + 1) == W::quarter;
      if (n < 1 || n > (quarter ? 4 : 2)) return fail("day.none", p, p + 2);
      part = quarter ? of_months(Grain::quarter, n * 3 - 2, n * 3)
                     : of_months(Grain::half, n * 6 - 5, n * 6);
      int of = p += 2;
      skip(of, W::of, W::in, W::the);
      if (of > p && is(of, W::month_name, W::month_from_now, W::quarter_from_now))
        return fail("deadline.unread", p - 2, of + 1);
      if (of > p && kind(of) == W::year && t(of).value == 1) {
        part = in_year(part, year_of(reference_));
        p = of + 1;
        return Got::yes;
      }
      return with_year(p, part);
    }
    if (t(p).digits == 0) return Got::no;  // "first" is no day
    if (const Got got = day_first(p, part); got != Got::no) return got;
    int k = p + 1;
    skip(k, W::of, W::the);
    if (k > p + 1 && kind(k) == W::month_from_now && t(k).value >= 0) {
      part = month_of_now(t(k).value);
      part.grain = Grain::day;
      part.d1 = part.d2 = n;
      const int from = p;
      p = k + 1;
      return exists(part, from, p);
    }
    if (n < 1 || n > 31) return fail("day.none", p, p + 1);
    part = of_day(1, n);
    part.year_is = YearIs::bare;
    return ++p, Got::yes;
  }

  Got weekday_first(int& p, Part& part) {
    const int of_week = t(p).value, from = p;
    int k = p + 1;
    skip(k, W::comma, W::dot, W::the);
    if (is(k, W::number, W::ordinal, W::month_name)) {
      Part day;
      int q = k;
      Got got = english(q, day, false);
      if (got == Got::no) got = numeric(q, day);
      if (got == Got::no) got = chinese(q, day);
      if (got == Got::bad) return got;
      if (got == Got::yes && day.grain == Grain::day) {
        part = day;
        part.weekday = of_week;
        p = q;
        return Got::yes;
      }
      if (got == Got::yes) return fail("deadline.unread", from, q);
    }
    int of = p + 1;
    skip(of, W::of);
    if (kind(of) == W::week_from_now && t(of).value >= 0 &&
        first(p) < 0x80) {  // Friday of next week
      const Day day = monday() + days(7 * t(of).value + of_week - 1);
      if (day < reference_) return fail("deadline.past", p, of + 1, reference_);
      part = fixed(Grain::day, day, day);
      p = of + 1;
      return Got::yes;
    }
    return bare_weekday(p, part);
  }

  Got exists(const Part& part, int from, int to) {
    const int year = part.year_is == YearIs::given ? part.year : 2024;
    return day_in(year, part.m1, part.d1) ? Got::yes : fail("day.none", from, to);
  }

 protected:
  // "July 1-15": what a number behind the dash is a day of, and where its words end.
  std::optional<Part> same_month_{};
  int same_month_end_ = 0;
};

}  // namespace rectify::detail::phrase
