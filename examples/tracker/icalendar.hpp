// icalendar.hpp: due days as a calendar file (RFC 5545), for the calendars that people look at.
//
//     const CalendarFile file({.identity = identity_of(ledger), .policy = ledger.policy(), …});
//     out = file.head("整改台账");
//     for (const Item& item : ledger.query({})) out += file.event(item);    // "": it has none
//     out += file.tail();
//
// An item in hand with a due day is an all-day event on that day. What it says comes from the ledger
// alone, never from the clock: the same ledger gives the same bytes. One thread; O(the item's text).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>

#include <string>
#include <string_view>

namespace rectify {
class WorkCalendar;
}

namespace tracker {

using rectify::Lang;

// What a ledger and its copies have in common and no other ledger has: 32 hexadecimal digits, from
// the hashes of its first events. The same for ever once there is an item.
std::string identity_of(const rectify::Ledger& ledger);

class CalendarFile {
 public:
  struct Of {
    std::string identity{};
    rectify::Policy policy{};
    rectify::WorkCalendar calendar{};
    rectify::Zone zone = rectify::shanghai;
    Lang lang = Lang::zh;
    bool cancelled = false;  // what is out of hand has an event too, cancelled
  };
  explicit CalendarFile(Of of) : of_(std::move(of)) {}

  [[nodiscard]] std::string head(std::string_view name) const;
  [[nodiscard]] std::string event(const rectify::Item& item) const;
  [[nodiscard]] static std::string tail();

 private:
  Of of_;
};

}  // namespace tracker
