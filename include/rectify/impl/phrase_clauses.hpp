// impl/phrase_clauses.hpp: a whole phrase: its times, their acts, and what else is said.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/phrase_time.hpp>

namespace rectify::detail::phrase {

class Clauses : public Times {
 public:
  using Times::Times;

  static constexpr int most_times = 16;

  //  phrase = {[word] time [word] | immediate | continuous | review | word | separator}
  bool run() {
    for (int p = 0; p < tokens_.size;) {
      Time now{};
      const Day base = times_ == 0 ? reference_ : time_[times_ - 1].span.due.value_or(reference_);
      const int from = p;
      const Got got = time(p, now, base);
      if (got == Got::bad) return false;
      if (got == Got::yes ? !take(now, from) : !word(p)) return false;
    }
    return finish();
  }

  Deadline deadline(std::string_view phrase) {
    Deadline out;
    out.reference = reference_;
    out.text = phrase;
    out.continuous = continuous_;
    if (continuous_) out.review_months = review_ != 0 ? review_ : rules_.review_months;
    if (times_ > 1) {
      out.kind = DeadlineKind::milestones;
      out.milestones.reserve(static_cast<std::size_t>(times_));
      for (int k = 0; k < times_; ++k)
        out.milestones.push_back({time_[k].span, act(k, phrase), {}});
      take_last(out);
      return out;
    }
    if (times_ == 1) {
      const Time& only = time_[0];
      static_cast<Span&>(out) = only.span;
      out.kind = continuous_                        ? DeadlineKind::date_and_continuous
                 : only.span.count.working_days > 0 ? DeadlineKind::workdays
                 : only.period                      ? DeadlineKind::period
                                                    : DeadlineKind::date;
      return out;
    }
    out.kind = continuous_ ? DeadlineKind::continuous : DeadlineKind::immediate;
    if (start_)
      out.start = start_;
    else if (immediate_)
      out.start = reference_;
    if (!continuous_ && rules_.immediate_working_days) {
      out.count.working_days = *rules_.immediate_working_days;
      out.to_working_day = out.count.working_days == 0;
      reckon(out, reference_, calendar());
    }
    return out;
  }

 private:
  // A run of words around a time.
  struct Run {
    int from = -1, to = -1;  // tokens
    bool verb = false;
    int unknown = -1;
    [[nodiscard]] bool empty() const { return from < 0; }
    void add(int k, bool is_verb, bool is_unknown) {
      if (from < 0) from = k;
      to = k + 1;
      verb = verb || is_verb;
      if (is_unknown && unknown < 0) unknown = k;
    }
    void add(const Run& run) {
      if (run.empty()) return;
      if (from < 0) from = run.from;
      to = run.to;
      verb = verb || run.verb;
      if (unknown < 0) unknown = run.unknown;
    }
  };

  bool take(const Time& now, int from) {
    if (now.start_only) {
      if (start_) return fail("deadline.several", now.from, now.to), false;
      start_ = now.span.start;
      start_from_ = now.from;
      start_to_ = now.to;
      return true;
    }
    if (from > 0 && kind(from - 1) == W::continuous && is(from, W::to, W::until, W::until_en))
      return fail("deadline.two-readings", from - 1, now.to), false;  // 持续推进至年底: and then?
    // 下周三（5月29日）前: the same day again
    if (times_ > 0 && parted_ == 0 && settled_.empty() && pending_.empty() && now.day &&
        time_[times_ - 1].day && now.span == time_[times_ - 1].span) {
      time_[times_ - 1].to = now.to;
      return true;
    }
    if (times_ == most_times) return fail("deadline.several", from, now.to), false;
    // what a count is counted from can hide in the words before it: 验收合格10日内
    if (now.counted && from > 0 &&
        (is(from - 1, W::han, W::latin, W::number) ||
         (is(from - 1, W::verb) && first(from - 1) != U'整' && first(from - 1) != U'完')) &&
        first(from - 1) >= 0x80)
      return fail("deadline.anchor", from - 1, now.to), false;
    if (times_ == 0) {
      lead_[0] = settled_;
      lead_[0].add(pending_);
    } else if (parted_ == 0) {
      trail_[times_ - 1] = pending_;
    } else {
      trail_[times_ - 1] = settled_;
      lead_[times_] = pending_;
    }
    part_[times_] = parted_;
    time_[times_++] = now;
    settled_ = pending_ = {};
    parted_ = 0;
    return true;
  }

  bool content(int& p, bool verb, bool unknown) {
    pending_.add(p++, verb, unknown);
    return true;
  }
  bool separate(int& p, int strength) {
    settled_.add(pending_);
    pending_ = {};
    parted_ = std::max(parted_, strength);
    ++p;
    return true;
  }
  bool no(const char* code, int p) { return fail(code, p, p + 1), false; }

  // A word that is no time. Moves on, or refuses.
  bool word(int& p) {
    switch (kind(p)) {
      case W::verb: return content(p, true, false);
      case W::noun: return content(p, false, false);
      case W::anchor: return content(p, true, false);
      case W::review:
        if (t(p).value > 1) {
          review_ = t(p).value == 10 ? 1 : t(p).value;
          review_at_ = p++;
          return true;
        }
        if (first(p) < 0x80) return review(p, p + 1);
        return content(p, true, false);
      case W::lead:
      case W::label:
      case W::conjunction:
      case W::and_en:
      case W::thereafter:
      case W::the:
      case W::of:
      case W::in:
      case W::article:
      case W::now:
      case W::colon: return ++p, true;
      case W::urgent: urgent_ = p; return ++p, true;
      case W::immediate: immediate_ = true; return ++p, true;
      case W::continuous: continuous_ = true; return ++p, true;
      case W::comma:
      case W::pause: return separate(p, 1);
      case W::semicolon:
      case W::stop: return separate(p, 2);
      case W::dot:
        return p + 1 == tokens_.size || t(p + 1).gap || is(p + 1, W::stop, W::semicolon)
                   ? separate(p, 2)
                   : no("deadline.unread", p);
      case W::sign: return first(p) == U'…' ? separate(p, 1) : no("deadline.unread", p);
      case W::slash:
        if (tokens_.size == 1) return no("deadline.state", p);
        return no("deadline.unread", p);
      case W::dash:
        if (tokens_.size == 1) return no("deadline.state", p);
        if (p == 0 && t(1).gap && kind(1) != W::number) return ++p, true;
        return no("deadline.unread", p);
      case W::han:
      case W::latin:
      case W::mid:
      case W::each:
      case W::half:
      case W::minute:
      case W::percent:
      case W::during:
      case W::letter_q:
      case W::letter_h:
      case W::letter_w:
      case W::letter_t:
        if (kind(p) == W::mid && t(p).value == 1) return no("deadline.fuzzy", p);
        return content(p, false, true);
      case W::nth: {  // 第二批 is a word of an act, 第二周 a time that we don't know
        int k = p + 1;
        skip(k, W::number, W::each);
        if (is(k, W::week, W::month, W::year, W::day, W::quarter, W::calendar_day, W::work_day))
          return no("deadline.unread", p);
        if (kind(k) == W::fuzzy && first(k) == U'阶') {  // 第一阶段 names what the time is of
          while (p < k) content(p, false, false);
          return content(p, false, false);
        }
        return content(p, false, true);
      }
      case W::approximate:
        return t(p).value == 1 ? content(p, false, true) : no("deadline.approximate", p);
      case W::hour:
      case W::to:
        if (first(p) == U'点' || first(p) == U'到') return content(p, false, true);
        if (kind(p) == W::to && t(p).value == 1 && first(p) == 't') return ++p, true;
        return no("deadline.unread", p);
      case W::number:
        if (is(p + 1, W::han, W::each, W::percent, W::noun, W::verb, W::latin, W::hour) ||
            (kind(p + 1) == W::day && t(p + 1).value == 1))
          return content(p, false, true);
        return no("deadline.unread", p);
      case W::from_here:
        return first(p) == U'开' ? content(p, true, false) : no("deadline.lower-bound", p);
      case W::until: return first(p) == U'结' ? content(p, true, false) : no("deadline.unread", p);
      case W::at_most:
        return first(p) == U'限' ? (urgent_ = p, ++p, true) : no("deadline.unread", p);
      case W::not_after:
        if (times_ > 0 && time_[times_ - 1].to == p && first(p) < 0x80 && !time_[times_ - 1].period)
          return ++p, true;
        return no(times_ > 0 ? "deadline.two-readings" : "deadline.unread", p);
      case W::each_time:
      case W::recurring: return review(p, p);
      case W::after: return after(p);
      case W::that_day:
      case W::before:
      case W::from:
      case W::before_en: return no("deadline.anchor", p);
      case W::fuzzy:
      case W::early:
      case W::some:
      case W::next: return no("deadline.fuzzy", p);
      case W::later: return no("deadline.lower-bound", p);
      case W::negation:
        if (tokens_.size == 1) return no("deadline.state", p);
        return no("deadline.negation", p);
      case W::condition: return no("deadline.condition", p);
      case W::alternative: return no("deadline.several", p);
      case W::season: return no("deadline.season", p);
      case W::apart: return no("deadline.several", p);
      case W::masked:
        return no(tokens_.size == 1 && first(p) != U'某' ? "deadline.state" : "deadline.masked", p);
      case W::fiscal: return no("deadline.fiscal", p);
      case W::hours: return no("deadline.hours", p);
      case W::weekend: return no("deadline.two-readings", p);
      case W::state:
        if (t(p).value == 1) return done_ = p, content(p, true, false);  // 7月底前整改完成: an act
        state_ = p;
        return ++p, true;
      default: return no("deadline.unread", p);
    }
  }

  // 后: between a date and a continuous word it is harmless; elsewhere it is a day we don't know.
  bool after(int& p) {
    int k = p + 1;
    skip(k, W::comma, W::lead, W::conjunction);
    const bool begins = parted_ > 0 && pending_.empty();
    if (kind(k) == W::continuous && (begins || times_ > 0)) return ++p, true;
    return no("deadline.anchor", p);
  }

  //  review = ("每" | "every") [number] ["个"] ("月" | "季度" | "半年" | "年") review ["一次"]
  bool review(int& p, int from) {
    int k = from;
    int months = 0;
    if (kind(k) == W::recurring) {
      const char32_t a = first(k), b = text_.c[static_cast<std::size_t>(t(k).begin) + 1];
      const int size = t(k).end - t(k).begin;
      if (a == U'每' && size <= 4)
        months =
            b == U'年'                                ? 12
            : b == U'季' || (b == U'个' && size == 4) ? 3
            : b == U'半' && size == 3 && text_.c[static_cast<std::size_t>(t(k).begin) + 2] == U'年'
                ? 6
            : b == U'月' || (b == U'个' && size == 3) ? 1
                                                      : 0;
      ++k;
    } else if (kind(k) == W::each_time) {
      ++k;
      int n = 1;
      const int before = k;
      if (is(k, W::number)) n = t(k++).value;
      skip(k, W::each);
      if (n >= 1 && n <= 120 && is(k, W::month, W::quarter, W::year, W::half_years))
        months = n * (kind(k) == W::month     ? 1
                      : kind(k) == W::quarter ? 3
                      : kind(k) == W::year    ? 12
                                              : 6),
        ++k;
      else if (kind(before) == W::half && kind(before + 1) == W::year)
        months = 6, k = before + 2;
    }
    skip(k, W::lead);
    const bool english = from > p;
    if (months == 0 || months > 120 || (!english && !(kind(k) == W::review && t(k).value <= 1)))
      return no(english ? "deadline.unread" : "deadline.recurring", p);
    if (!english) ++k;
    skip(k, W::review);
    review_ = months;
    review_at_ = p;
    p = k;
    return true;
  }

  bool readable(const Run& run, bool verb) {
    if (run.unknown < 0 || verb) return true;
    int end = run.unknown + 1;
    while (end < run.to && is(end, W::han, W::latin)) ++end;
    return fail("deadline.unread", run.unknown, end), false;
  }

  // What the parts make together.
  bool finish() {
    settled_.add(pending_);
    if (times_ > 0) trail_[times_ - 1] = settled_;
    if (state_ >= 0 && (times_ > 0 || immediate_ || !continuous_))
      return no("deadline.state", state_);
    if (start_ && (times_ > 0 || !(continuous_ || (immediate_ && start_ == reference_))))
      return fail("deadline.lower-bound", start_from_, start_to_), false;
    if (review_ != 0 && !continuous_) return no("deadline.recurring", review_at_);
    for (int k = 0; k < times_; ++k) {
      // 长期坚持 is a verb too, but not one of an act
      const bool verb =
          lead_[k].verb || trail_[k].verb || (times_ == 1 && (continuous_ || immediate_));
      if (!readable(lead_[k], verb) || !readable(trail_[k], verb)) return false;
      const bool acts = has_act(k) && (k == 0 || has_act(k - 1));
      if (k > 0 && part_[k] < 2 && !acts)
        return fail("deadline.several", time_[k - 1].from, time_[k].to), false;
    }
    if (times_ > 0) return true;
    if (!readable(settled_, settled_.verb || immediate_ || continuous_)) return false;
    if (immediate_ || continuous_) return true;
    if (done_ >= 0) return no("deadline.state", done_);
    if (urgent_ >= 0) return no("deadline.fuzzy", urgent_);
    return fail(tokens_.size == 0 ? "deadline.missing" : "deadline.no-time", 0,
                std::max(1, tokens_.size)),
           false;
  }
  [[nodiscard]] bool has_act(int k) const { return !lead_[k].empty() || !trail_[k].empty(); }

  [[nodiscard]] std::string act(int k, std::string_view phrase) const {
    const auto words = [&](const Run& run) {
      if (run.empty()) return std::string_view();
      const auto begin = text_.at[static_cast<std::size_t>(t(run.from).begin)];
      const auto end = text_.end[static_cast<std::size_t>(t(run.to - 1).end - 1)];
      return phrase.substr(begin, static_cast<std::size_t>(end - begin));
    };
    std::string out(words(lead_[k]));
    if (!out.empty() && !trail_[k].empty()) out += "，";
    return out += words(trail_[k]);
  }

  Time time_[most_times];
  Run lead_[most_times], trail_[most_times], settled_, pending_;
  int part_[most_times] = {};  // how strongly each is parted from the one before: 2 by ；
  int times_ = 0, parted_ = 0, review_ = 0, review_at_ = 0, urgent_ = -1, state_ = -1, done_ = -1;
  bool immediate_ = false, continuous_ = false;
  std::optional<Day> start_{};
  int start_from_ = 0, start_to_ = 0;
};

}  // namespace rectify::detail::phrase
