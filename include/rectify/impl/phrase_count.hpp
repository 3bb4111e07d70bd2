// impl/phrase_count.hpp: a number of days, weeks, months, years, or working days: 15个工作日内, P1M.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_english.hpp>

namespace rectify::detail::phrase {

class Counts : public EnglishDates {
 public:
  using EnglishDates::EnglishDates;

 protected:
  //  count = duration | "半年" | number ["个"] unit | number "年半" | ("a" | number) ["-"] unit
  Got count(int& p, Count& count) {
    const int from = p;
    if (kind(p) == W::duration) {
      count = {t(p).value, t(p).extra, 0};
      return ++p, Got::yes;
    }
    if (kind(p) == W::half_years) {
      count.months = 6;
      return ++p, Got::yes;
    }
    if (kind(p) == W::half) return half(p, count);
    if (!is(p, W::number, W::article)) return Got::no;
    const int n = t(p).value;
    int k = p + 1;
    if (kind(k) == W::number && t(k).value == n && !t(p).arabic != !t(k).arabic)
      ++k;  // 30 (thirty)
    if (kind(k) == W::dash && touches(k) && touches(k + 1) && first(k + 1) < 0x80 && unit(k + 1))
      ++k;
    // 3至5个, 三、五天, 1.5个, 十几天: no one number
    if (is(k, W::dash, W::to, W::pause, W::dot, W::alternative) && kind(k + 1) == W::number) {
      int u = k + 2;
      skip(u, W::each);
      if (unit(u)) return fail("deadline.count", from, u + 1);
      return Got::no;
    }
    if (kind(k) == W::approximate || (is(k, W::fuzzy) && first(k) == U'几')) {
      int u = k + 1;
      skip(u, W::each);
      if (unit(u)) return fail("deadline.approximate", from, u + 1);
      return Got::no;
    }
    const bool each = kind(k) == W::each;
    if (each) ++k;
    if (each && kind(k) == W::approximate) return fail("deadline.approximate", from, k + 1);
    if (each && kind(k) == W::half) return fail("deadline.count", from, k + 2);  // 一个半月
    if (!unit(k)) return Got::no;
    const bool chinese = t(k).value == 0;
    if (n < 0 || (!t(p).arabic && t(p).digits == 2 && kind(k) != W::year))
      return fail("deadline.count", from, k + 1);
    switch (kind(k)) {
      case W::calendar_day: count.days = n; break;
      case W::fortnight: count.days = std::min(n, 10000) * 14; break;
      case W::week: count.days = std::min(n, 10000) * 7; break;
      case W::work_day: count.working_days = n; break;
      case W::day:
        if (each || t(k).value != 0) return Got::no;
        count.days = n;
        break;
      case W::month:
        if (chinese && !each) return Got::no;  // 3月 is March
        count.months = n;
        break;
      case W::half_years: count.months = 6 * std::min(n, 1000); break;
      case W::year:
        if (each) return Got::no;
        // 24年内: 24 years, or within 2024?
        if (t(p).digits == 2 && short_year(n)) return fail("deadline.two-readings", from, k + 1);
        if (t(p).digits == 2 && !t(p).arabic) return fail("deadline.count", from, k + 1);
        count.months = 12 * std::min(n, 10000);
        if (kind(k + 1) == W::half && chinese) count.months += 6, ++k;
        break;
      case W::hours: return fail("deadline.hours", from, k + 1);
      default: return each || !chinese ? fail("deadline.count", from, k + 1) : Got::no;
    }
    p = k + 1;
    if (count.none() || count.months > 120 || count.days > 3660 || count.working_days > 3660)
      return fail("deadline.count", from, p);
    return Got::yes;
  }

  // Words between 自 and 之日起: what the days are counted from. The reference day, or something that
  // the phrase doesn't tell.
  Got anchor(int& p) {
    int k = p;
    const bool from = kind(k) == W::from && t(k).value == 0;
    if (from)
      ++k;
    else
      skip(k, W::lead);
    bool known = false, unknown = false, strong = false;
    const int begin = k;
    for (; k < begin + 16; ++k) {
      if (kind(k) == W::anchor && t(k).value == 0) {
        known = true;
        strong = strong || first(k) == U'收' || first(k) == U'接';
      } else if (is(k, W::han, W::noun, W::verb, W::latin, W::label, W::mid, W::hour)) {
        unknown = unknown || !one_of(first(k), U"本该此贵正式文书或和及、");
      } else if (!is(k, W::lead, W::conjunction, W::pause)) {
        break;
      }
    }
    if (k == begin) return Got::no;
    const int words = k;
    if (kind(k) == W::that_day || (kind(k) == W::day_from_now && t(k).value == 0)) {
      ++k;
      skip(k, W::from_here);
      skip(k, W::after);
    } else if (is(k, W::from_here, W::after) && (known || from)) {
      ++k;
    } else if (!strong || k != begin + (k - begin) || !is(k, W::number)) {
      return Got::no;
    }
    if (!known || unknown) return fail("deadline.anchor", p, std::max(k, words));
    p = k;
    return Got::yes;
  }

  // "from receipt of notice", "of today", behind a count. `day` is what it is counted from.
  Got anchor_behind(int& p, std::optional<Day>& day) {
    if (!(is(p, W::from, W::of, W::in, W::after) && (first(p) < 0x80))) return Got::no;
    int k = p + 1;
    skip(k, W::the);
    if ((kind(k) == W::anchor && t(k).value == 1) ||
        (kind(k) == W::day_from_now && t(k).value == 0)) {
      p = k + 1;
      return Got::yes;
    }
    Part part;
    if (!is(p, W::from, W::after)) return fail("deadline.anchor", p, k + 1);
    const Got got = point(k, part);
    if (got == Got::no) return fail("deadline.anchor", p, k + 1);
    if (got == Got::bad) return got;
    if (!part.is_day()) return fail("deadline.two-readings", p, k);
    Trouble trouble;
    const auto found = resolve(part, reference_, trouble);
    if (!found) return fail(trouble, p, k);
    day = found->last;
    p = k;
    return Got::yes;
  }

 private:
  [[nodiscard]] bool unit(int k) const {
    return is(k, W::calendar_day, W::fortnight, W::week, W::work_day, W::day, W::month,
              W::half_years, W::year, W::hours, W::quarter);
  }
  // Half a month is no number of days; half a year is six months.
  Got half(int& p, Count& count) {
    int k = p + 1;
    skip(k, W::article, W::each);
    if (!unit(k)) return Got::no;
    if (kind(k) != W::year) return fail("deadline.count", p, k + 1);
    count.months = 6;
    p = k + 1;
    return Got::yes;
  }
};

}  // namespace rectify::detail::phrase
