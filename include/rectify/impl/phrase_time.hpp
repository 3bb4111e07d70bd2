// impl/phrase_time.hpp: one time of a phrase, with the words that belong to it: from its 自 to its 前.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_tails.hpp>

namespace rectify::detail::phrase {

// A time as it was read.
struct Time {
  Span span{};
  bool period = false;      // a span alone, or from … to …
  bool counted = false;     // within so many
  bool start_only = false;  // 自7月1日起: span.start alone
  bool day = false;         // it names a day
  int from = 0, to = 0;     // its tokens
};

class Times : public Tails {
 public:
  Times(const Text& text, const Tokens& tokens, Day reference, const ReadingRules& rules)
      : Tails(text, tokens, reference), rules_(rules) {}

 protected:
  //  time = {preposition} (count [within] | part {tail} [("至" | dash) part {tail}])
  //       | anchor ["起"] count [within] | part "起" [count]
  //  tail = weekday | hour | "底" | "期间" | "内" | "前" | "止"
  // `base` is the reference day, or the milestone before.
  Got time(int& p, Time& time, Day base) {
    if (!begins(p)) return Got::no;
    Ask ask;
    int k = p;
    time.from = p;
    if (is(p, W::from, W::anchor, W::lead)) {
      const Got got = anchor(k);
      if (got == Got::bad) return got;
      if (got == Got::yes) return anchored(p, k, time, base);
      if (kind(p) != W::from) return Got::no;
      k = p;
    }
    prepositions(k, ask);
    counts_ = ask.at_most;
    limited_ = ask.limit || ask.from;
    const Got got = one(k, time, base, ask);
    counts_ = limited_ = false;
    if (got == Got::yes) time.to = p = k;
    return got;
  }
  [[nodiscard]] const WorkCalendar& calendar() const {
    return rules_.calendar != nullptr ? *rules_.calendar : china();
  }

  const ReadingRules& rules_;

 private:
  // What the words before a time ask of it.
  struct Ask {
    bool limit = false;   // by, 最迟, 到: it must be a day
    bool by = false;      // not for counts
    bool before = false;  // English: the day itself isn't meant
    bool within = false, at_most = false, from = false;
  };
  [[nodiscard]] bool begins(int k) const {
    switch (kind(k)) {
      case W::number:
      case W::plan:
      case W::duration:
      case W::year:
      case W::month:
      case W::quarter:
      case W::half:
      case W::half_year:
      case W::half_years:
      case W::year_from_now:
      case W::year_after:
      case W::month_from_now:
      case W::month_after:
      case W::week_from_now:
      case W::quarter_from_now:
      case W::day_from_now:
      case W::weekday:
      case W::month_name:
      case W::nth:
      case W::ordinal:
      case W::until:
      case W::from:
      case W::to:
      case W::by:
      case W::at_most:
      case W::not_after:
      case W::before_en:
      case W::within_en:
      case W::until_en:
      case W::in:
      case W::the:
      case W::next:
      case W::now:
      case W::article:
      case W::letter_q:
      case W::letter_h:
      case W::to_year_end:
      case W::to_month_end:
      case W::to_quarter_end:
      case W::anchor: return true;
      case W::end: return t(k).value == 1;
      case W::lead: return first(k) == U'本' || first(k) == U'该' || first(k) == U'此';
      default: return false;
    }
  }

  void prepositions(int& k, Ask& ask) const {
    for (;; ++k) switch (kind(k)) {
        case W::from: ask.from = true; break;
        case W::to:
          if (t(k).value != 0) return;
          ask.limit = true;
          break;
        case W::by: ask.limit = ask.by = true; break;
        case W::not_after: ask.limit = true; break;
        case W::until:
        case W::until_en:
          ask.limit = ask.by = true;
          if (kind(k + 1) == W::colon) ++k;
          break;
        case W::before_en: ask.before = ask.by = true; break;
        case W::within_en: ask.within = true; break;
        case W::at_most: ask.at_most = true; break;
        case W::in:
        case W::the: break;
        default: return;
      }
  }

  Got one(int& k, Time& time, Day base, const Ask& ask) {
    const int from = k;
    Part a;
    style_ = 0;
    same_month_.reset();
    Got got = point(k, a);
    if (got == Got::bad) return got;
    if (got == Got::no) {
      got = count(k, time.span.count);
      if (got == Got::yes && ask.by) return fail("deadline.unread", time.from, k);
      return got == Got::yes ? counted(k, time) : got;
    }
    Tail tail;
    if (tails(k, a, tail) == Got::bad) return Got::bad;
    if (tail.start) return started(k, a, time, base, from);
    // "between X and Y" too; ISO's slash; never behind a 前, which has ended it
    const bool joins = is(k, W::to, W::dash) || (ask.from && kind(k) == W::and_en) ||
                       is(k, W::until_en) || (kind(k) == W::slash && touches(k) && touches(k + 1));
    if (joins && !tail.end) {
      int q = k + 1;
      if (kind(k) == W::slash && kind(q) == W::duration) return iso_duration(k, a, time, base);
      const Got range = period(q, a, time, base, from);
      if (range != Got::no) {
        if (range == Got::yes && (ask.before || (ask.limit && !ask.from)))
          return fail("deadline.two-readings", time.from, q);
        k = q;
        return range;
      }
      if (kind(k) == W::slash || kind(k) == W::dash) return fail("deadline.unread", k, k + 2);
    }
    return single(k, a, tail, ask, time, base, from);
  }

  // One day, or one span.
  Got single(int k, const Part& a, const Tail& tail, const Ask& ask, Time& time, Day base,
             int from) {
    const bool is_day = a.is_day();
    if (!is_day && !tail.end && (ask.limit || ask.before)) return two_readings(a, time.from, k);
    Trouble trouble;
    // Before a day is by the day before it, which must not be past either.
    const auto found =
        resolve(a, ask.before && a.year_is == YearIs::open ? base + days(1) : base, trouble);
    if (!found) return fail(trouble, from, k);
    if (a.weekday != 0 && weekday_of(found->last) != a.weekday)
      return fail("deadline.weekday", from, k, found->last);
    const bool relative =
        a.year_is == YearIs::fixed || a.year_is == YearIs::bare || a.year_is == YearIs::day;
    if (ask.before && relative && found->last <= reference_)
      return fail("deadline.past", from, k, reference_);
    if (ask.from && !tail.end) {  // from 1 July: it begins there
      time.start_only = true;
      time.span.start = found->first;
      return in_range(time, from, k);
    }
    time.day = is_day;
    time.period = !is_day && !tail.end && !ask.within;
    if (time.period) time.span.start = found->first;
    time.span.due = ask.before ? found->last - days(1) : found->last;
    return in_range(time, from, k);
  }

  Got period(int& k, const Part& a, Time& time, Day base, int from) {
    Part b;
    style_ = a.style;
    limited_ = true;
    const int begin = k;
    Got got = Got::no;
    if (same_month_ && is(k, W::number, W::ordinal)) {
      b = *same_month_;
      b.d1 = b.d2 = t(k).value;
      k = same_month_end_;
      if (!day_in(b.year_is == YearIs::given ? b.year : 2024, b.m1, b.d1))
        return fail("day.none", begin, k);
      got = Got::yes;
    } else {
      int q = k;
      if (kind(q) == W::from) ++q;
      if (kind(q) == W::ten_days && (a.grain == Grain::ten_days || a.grain == Grain::day)) {
        b = a;  // 9月上旬至中旬
        b.m1 = b.m2 = a.m2;
        b.from = q;
        got = in_month(q, b);
      } else if (kind(q) == W::weekday && a.year_is == YearIs::fixed) {
        b = fixed(Grain::day, reference_, reference_);
        b.from = q++;
        got = Got::yes;
      } else {
        got = point(q, b);
      }
      if (got == Got::yes) k = q;
    }
    if (got != Got::yes) return got;
    if (kind(begin) == W::weekday && k == begin + 1 && a.year_is == YearIs::fixed)  // 下周一至周五
      b.first = b.last = a.first + days((t(begin).value - weekday_of(a.first) + 7) % 7);
    Tail tail;
    if (tails(k, b, tail) == Got::bad) return Got::bad;
    if (tail.start) return fail("deadline.lower-bound", from, k);
    // 即日起至6月: until it begins, or until its end?
    const bool coarse = !b.is_day() && b.grain != Grain::ten_days;
    if (a.is_day() && coarse && !tail.end && !tail.during) return two_readings(b, begin, k);
    Part start = a;
    start.year_follows = b.year_follows;
    Trouble trouble;
    const auto found = resolve(start, b, base, trouble);
    if (!found) return fail(trouble, from, k);
    if (a.weekday != 0 && weekday_of(found->first) != a.weekday)
      return fail("deadline.weekday", from, k, found->first);
    if (b.weekday != 0 && weekday_of(found->last) != b.weekday)
      return fail("deadline.weekday", begin, k, found->last);
    time.period = true;
    time.day = b.is_day();
    time.span.start = found->first;
    time.span.due = found->last;
    return in_range(time, from, k);
  }
  Got iso_duration(int& k, const Part& a, Time& time, Day base) {
    Trouble trouble;
    const Count count{t(k + 1).value, t(k + 1).extra, 0};
    const auto start = resolve(a, base, trouble);
    if (!start || !a.is_day())
      return fail(trouble.code ? trouble.code : "deadline.two-readings", time.from, k + 2);
    if (!within_ten_years(count, start->first, calendar()))
      return fail("deadline.count", time.from, k + 2);
    time.period = true;
    time.span.start = start->first;
    time.span.due = months_after(start->first, count.months) + days(count.days);
    k += 2;
    return in_range(time, time.from, k);
  }

  // Behind 起: a period's end, a count, or nothing.
  Got started(int& k, const Part& a, Time& time, Day base, int from) {
    int q = k;
    skip(q, W::comma);
    if (is(q, W::to, W::dash)) {
      const Got got = period(++q, a, time, base, from);
      if (got == Got::yes) k = q;
      return got == Got::no ? fail("deadline.unread", from, q + 1) : got;
    }
    Trouble trouble;
    const auto found = resolve(a, base, trouble);
    if (!found) return fail(trouble, from, k);
    skip(q, W::lead, W::at_most, W::within_en);
    counts_ = true;
    const Got got = count(q, time.span.count);
    counts_ = false;
    if (got == Got::bad) return got;
    if (got == Got::yes) {
      if (!a.is_day()) return two_readings(a, from, q);
      // 次日起5日内: is the next day the first of them?
      if (is(from, W::day_from_now) && t(from).value > 0)
        return fail("deadline.two-readings", time.from, q);
      if (found->last != reference_) time.span.counted = found->last;
      k = q;
      return counted(k, time);
    }
    time.start_only = true;
    time.span.start = found->first;
    return in_range(time, from, k);
  }

  // Behind 自收到通知之日起: a count, or a period's end.
  Got anchored(int& p, int k, Time& time, Day base) {
    skip(k, W::comma, W::lead, W::colon, W::at_most, W::within_en, W::the);
    if (kind(k) == W::to) {
      const Part today = fixed(Grain::day, reference_, reference_);
      const Got got = period(++k, today, time, base, p);
      if (got == Got::yes) time.to = p = k;
      return got == Got::no ? fail("deadline.anchor", p, k) : got;
    }
    counts_ = true;
    const Got got = count(k, time.span.count);
    counts_ = false;
    if (got == Got::no) return fail("deadline.anchor", p, k);
    if (got == Got::bad || counted(k, time) == Got::bad) return Got::bad;
    time.to = p = k;
    return Got::yes;
  }

  Got counted(int& k, Time& time) {
    if (kind(k) == W::before) return fail("deadline.two-readings", time.from, k + 1);
    if (kind(k) == W::after && first(k) >= 0x80)
      return fail("deadline.lower-bound", time.from, k + 1);
    if (kind(k) == W::approximate) return fail("deadline.approximate", time.from, k + 1);
    skip(k, W::within);
    if (is(k, W::approximate)) return fail("deadline.approximate", time.from, k + 1);
    if (anchor_behind(k, time.span.counted) == Got::bad) return Got::bad;
    if (time.span.counted == reference_) time.span.counted.reset();
    const Day from = time.span.counted.value_or(reference_);
    if (!within_ten_years(time.span.count, from, calendar()))
      return fail("deadline.count", time.from, k);
    time.span.to_working_day = rules_.roll_off_holidays && time.span.count.working_days == 0;
    reckon(time.span, from, calendar());
    time.counted = true;
    return in_range(time, time.from, k);
  }

  Got in_range(const Time& time, int from, int to) {
    const auto out = [](const std::optional<Day>& day) {
      return day && (*day < first_day || *day > last_day);
    };
    if (out(time.span.due) || out(time.span.start)) return fail("day.range", from, to);
    return Got::yes;
  }
};

}  // namespace rectify::detail::phrase
