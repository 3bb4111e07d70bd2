// impl/day.hpp: reads and writes days and instants.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/day.hpp>

namespace rectify {

namespace detail {

// The number in digits at [at, at + length), or −1.
constexpr int number(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return -1;
  int n = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    n = n * 10 + (text[i] - '0');
  }
  return n;
}
inline void digits(std::string& out, int value, int width) {
  char buffer[12];
  for (int i = width; i-- > 0; value /= 10) buffer[i] = static_cast<char>('0' + value % 10);
  out.append(buffer, static_cast<std::size_t>(width));
}

}  // namespace detail

Result<Day> read_day(std::string_view text) {
  const int y = detail::number(text, 0, 4), m = detail::number(text, 5, 2),
            d = detail::number(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || y < 0 || m < 0 || d < 0)
    return refuse("day.form", {}, text);
  const auto ymd = std::chrono::year{y} / m / d;
  if (!ymd.ok()) return refuse("day.none", {}, text);
  if (Day{ymd} < first_day || Day{ymd} > last_day) return refuse("day.range", {}, text);
  return Day{ymd};
}

std::string write_day(Day day) {
  const std::chrono::year_month_day ymd{day};
  std::string out;
  detail::digits(out, static_cast<int>(ymd.year()), 4);
  detail::digits(out += '-', static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
  detail::digits(out += '-', static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
  return out;
}

Result<Instant> read_instant(std::string_view text) {
  const auto form = [&] { return refuse("instant.form", {}, text); };
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return form();
  const auto date = read_day(text.substr(0, 10));
  if (!date) {
    const auto& code = date.refusal().code;
    if (code == "day.form") return form();
    return refuse(code == "day.range" ? "instant.range" : code, {}, text);
  }
  const int h = detail::number(text, 11, 2), m = detail::number(text, 14, 2),
            s = detail::number(text, 17, 2);
  if (text[13] != ':' || text[16] != ':' || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
    return form();
  std::size_t i = 19;
  int thousandths = 0;
  if (text[i] == '.') {
    const std::size_t first = ++i;
    for (int weight = 100; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i, weight /= 10)
      thousandths += (text[i] - '0') * weight;
    if (i == first || i - first > 9) return form();
  }
  Zone offset{0};
  const std::string_view zone = text.substr(i);
  if (zone != "Z" && zone != "z") {
    const int zh = detail::number(zone, 1, 2), zm = detail::number(zone, 4, 2);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || zh < 0 ||
        zh > 14 || zm < 0 || zm > 59)
      return form();
    offset = Zone{(zone[0] == '-' ? -1 : 1) * (zh * 60 + zm)};
  }
  const Instant at = start_of(*date, offset) + std::chrono::hours{h} + std::chrono::minutes{m} +
                     std::chrono::seconds{s} + std::chrono::milliseconds{thousandths};
  const Day utc = day_of(at, Zone{0});
  if (utc < first_day || utc > last_day) return refuse("instant.range", {}, text);
  return at;
}

std::string write_instant(Instant at, Zone zone) {
  const Day day = day_of(at, zone);
  auto rest = at - start_of(day, zone);
  std::string out = write_day(day);
  const auto take = [&](auto unit, char before) {
    const auto n = std::chrono::floor<decltype(unit)>(rest);
    rest -= n;
    detail::digits(out += before, static_cast<int>(n.count()), 2);
  };
  take(std::chrono::hours{}, 'T');
  take(std::chrono::minutes{}, ':');
  take(std::chrono::seconds{}, ':');
  if (rest.count() != 0) detail::digits(out += '.', static_cast<int>(rest.count()), 3);
  if (zone.count() == 0) return out += 'Z';
  const int minutes = static_cast<int>(zone.count() < 0 ? -zone.count() : zone.count());
  detail::digits(out += zone.count() < 0 ? '-' : '+', minutes / 60, 2);
  detail::digits(out += ':', minutes % 60, 2);
  return out;
}

}  // namespace rectify
