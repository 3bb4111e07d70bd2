// impl/deadline.hpp: what two deadlines mean, and a deadline on another calendar.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/reckoning.hpp>

namespace rectify {

bool alike(const Deadline& a, const Deadline& b) {
  const auto same = [](const Milestone& x, const Milestone& y) {
    return x.span == y.span && x.act == y.act;
  };
  return static_cast<const Span&>(a) == static_cast<const Span&>(b) && a.kind == b.kind &&
         a.reference == b.reference && a.continuous == b.continuous &&
         a.review_months == b.review_months &&
         std::equal(a.milestones.begin(), a.milestones.end(), b.milestones.begin(),
                    b.milestones.end(), same);
}

Deadline reckon(Deadline deadline, const WorkCalendar& calendar) {
  const auto again = [&](Span& span) {
    span = detail::reckoned(span, deadline.reference, calendar);
  };
  for (Milestone& one : deadline.milestones) again(one.span);
  if (deadline.milestones.empty())
    again(deadline);
  else
    detail::take_last(deadline);
  return deadline;
}

}  // namespace rectify
