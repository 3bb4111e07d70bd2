// impl/phrase_tails.hpp: what follows a day or a span and belongs to it: 底, 前, （周五）, 18时.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_count.hpp>

namespace rectify::detail::phrase {

class Tails : public Counts {
 public:
  using Counts::Counts;

 protected:
  // What its tails say.
  struct Tail {
    bool end = false;  // names an end: 前, 内, 止
    bool during = false;
    bool start = false;  // 起
  };

  //  tail = weekday | hour | "底" | "期间" | "内" | "前" | "止" | "起"
  Got tails(int& k, Part& part, Tail& tail) {
    for (;;) {
      const bool day = part.is_day();
      switch (kind(k)) {
        case W::weekday:
          if (!day) return Got::yes;
          if (part.weekday != 0 && part.weekday != t(k).value)
            return fail("deadline.weekday", part.from, k + 1);
          part.weekday = t(k++).value;
          continue;
        case W::comma: {  // 31 July 2024, 17:00
          int q = k + 1;
          const Got got = day ? hour(q, part) : Got::no;
          if (got == Got::bad) return got;
          if (got == Got::no || first(part.from) >= 0x80) return Got::yes;
          k = q;
          continue;
        }
        case W::number:
        case W::part_of_day:
        case W::midnight:
        case W::letter_t: {
          const Got got = day ? hour(k, part) : Got::no;
          if (got != Got::yes) return got == Got::bad ? got : Got::yes;
          continue;
        }
        case W::end:
          if (t(k).value != 0) return Got::yes;
          if (day && part.grain != Grain::day) return fail("deadline.unread", k, k + 1);
          if (day || tail.end) return fail("deadline.unread", k, k + 1);
          if (part.grain == Grain::week && first(k) == U'末')
            return fail("deadline.two-readings", part.from, k + 1, part.last - days(2), part.last);
          part.end = true;
          ++k;
          continue;
        case W::during:
          if (day || (t(k).end - t(k).begin == 1 && part.grain != Grain::plan)) return Got::yes;
          tail.during = true;
          ++k;
          continue;
        case W::mid:
          if (!day) return fail("deadline.fuzzy", part.from, k + 1);
          return Got::yes;
        case W::lead:  // (含当日)前
          if (first(k) == U'含' || first(k) == U'当' || first(k) == U'包' ||
              kind(k + 1) == W::before) {
            ++k;
            continue;
          }
          return Got::yes;
        case W::within:
          // 6月内: within June, or six months?
          if (part.grain == Grain::month && part.year_is == YearIs::open &&
              t(k - 1).end - t(k - 1).begin == 1 && kind(k - 1) == W::month)
            return fail("deadline.two-readings", part.from, k + 1);
          tail.end = true;
          ++k;
          continue;
        case W::before:
          if (!day) return two_readings(part, part.from, k + 1);
          tail.end = true;
          ++k;
          continue;
        case W::until:
          if (kind(k + 1) == W::colon) return Got::yes;
          if (!day && !tail.end) return two_readings(part, part.from, k + 1);
          tail.end = true;
          ++k;
          continue;
        case W::after: return fail("deadline.lower-bound", part.from, k + 1);
        case W::approximate:
          if (t(k).value == 1 && first(k) != U'上') return Got::yes;
          return fail("deadline.approximate", part.from, k + 1);
        case W::from_here:
          if (tail.end) return Got::yes;
          tail.start = true;
          ++k;
          return Got::yes;
        default: return Got::yes;
      }
    }
  }

 private:
  //  hour = {"上午"} number ("时" | "点") [number "分" | "半"] | hh:mm[:ss] | "下班" | "5 pm"
  Got hour(int& k, const Part&) {
    const int from = k;
    int q = k;
    skip(q, W::part_of_day);
    if (kind(q) == W::midnight) return fail("deadline.two-readings", from, q + 1);
    if (kind(q) == W::letter_t) {
      if (!touches(q) || kind(q + 1) != W::number || kind(q + 2) != W::colon) return Got::no;
      ++q;
    }
    if (kind(q) == W::number && kind(q + 1) == W::hour) {
      if (t(q).value < 1 || t(q).value > 24) return fail("deadline.two-readings", from, q + 2);
      q += 2;
      if (kind(q) == W::half)
        ++q;
      else if (kind(q) == W::number && kind(q + 1) == W::minute && t(q).value < 60)
        q += 2;
    } else if (kind(q) == W::number && kind(q + 1) == W::colon && kind(q + 2) == W::number &&
               t(q + 2).digits == 2 && touches(q + 2)) {
      if (t(q).value > 24 || t(q + 2).value > 59) return fail("deadline.unread", from, q + 3);
      if (t(q).value == 0) return fail("deadline.two-readings", from, q + 3);
      q += 3;
      if (kind(q) == W::colon && kind(q + 1) == W::number && t(q + 1).digits == 2) q += 2;
    } else if (kind(q) == W::number && kind(q + 1) == W::part_of_day && first(q + 1) < 0x80) {
      if (t(q).value < 1 || t(q).value > 12) return fail("deadline.unread", from, q + 2);
      q += 2;
    }
    skip(q, W::part_of_day);
    if (q == k) return Got::no;
    k = q;
    return Got::yes;
  }
};

}  // namespace rectify::detail::phrase
