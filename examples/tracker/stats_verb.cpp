// stats_verb.cpp: tracker stats: the dashboard, from the counters that are kept with every event.
// SPDX-License-Identifier: BSL-1.0
#include "json_text.hpp"
#include "session.hpp"
#include "table.hpp"
#include "telling.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"

#include <rectify/rectify.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace tracker {

using namespace rectify;

namespace {

constexpr std::array shown{Main::found,     Main::assigned, Main::working,
                           Main::submitted, Main::verified, Main::closed};

struct Row {
  std::array<std::int64_t, main_names.size()> by_state{};
  std::array<std::int64_t, light_names.size()> by_light{};
  [[nodiscard]] std::int64_t total() const {
    std::int64_t n = 0;
    for (const auto each : by_state) n += each;
    return n;
  }
  void add(const Counter& counter) {
    by_state[static_cast<std::size_t>(counter.state)] += counter.items;
    by_light[static_cast<std::size_t>(counter.light)] += counter.items;
  }
  [[nodiscard]] std::int64_t of(Main state) const {
    return by_state[static_cast<std::size_t>(state)];
  }
  [[nodiscard]] std::int64_t of(Light light) const {
    return by_light[static_cast<std::size_t>(light)];
  }
};

std::string percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "" : std::to_string((part * 200 + whole) / (2 * whole)) + "%";
}

std::vector<Cell> cells(const std::string& name, const Row& row, Colour colour = Colour::none) {
  const auto number = [](std::int64_t n) { return n == 0 ? std::string("·") : std::to_string(n); };
  std::vector<Cell> out{{name, colour}};
  for (const auto state : shown) out.push_back({number(row.of(state)), colour});
  for (const auto lamp : {Light::green, Light::yellow, Light::red})
    out.push_back({number(row.of(lamp)), row.of(lamp) == 0 ? Colour::none : colour_of(lamp)});
  out.push_back({std::to_string(row.total()), colour});
  out.push_back({percent(row.of(Main::closed), row.total()), colour});
  return out;
}

std::string by_unit(const std::map<std::string, Row>& rows, const Row& all,
                    const Session& session) {
  const auto say = [&](std::string_view zh, std::string_view en) {
    return std::string(session.say(zh, en));
  };
  std::vector<Column> columns{{say("责任单位", "Unit"), 32}};
  for (const auto state : shown)
    columns.push_back({std::string(word(state, session.lang)), 10, Align::right});
  for (const auto lamp : {Light::green, Light::yellow, Light::red})
    columns.push_back({std::string(word(lamp, session.lang)) + say("灯", ""), 8, Align::right});
  columns.push_back({say("合计", "All"), 8, Align::right});
  columns.push_back({say("销号率", "Closed"), 8, Align::right});
  Table table(std::move(columns));
  for (const auto& [unit, row] : rows)
    table.add(cells(unit.empty() ? say("（未交办）", "(nobody yet)") : unit, row));
  table.add(cells(say("合计", "All"), all, Colour::bold));
  return table.text({.colours = session.colours, .places = session.places, .line_break = " "});
}

std::string bar(std::int64_t n, std::int64_t most) {
  constexpr std::int64_t places = 40;
  const auto full = most == 0 ? 0 : std::max<std::int64_t>(n * places / most, n > 0 ? 1 : 0);
  std::string out;
  for (std::int64_t i = 0; i < full; ++i) out += "█";
  return out;
}

// What falls due in the next two weeks, and what is past already.
std::string by_day(const std::vector<DueCount>& due, Day today, const Session& session) {
  constexpr int ahead = 14;
  std::int64_t past = 0, later = 0, most = 1;
  std::array<std::int64_t, ahead> days_ahead{};
  for (const auto& [day, items] : due) {
    if (day < today)
      past += items;
    else if (day >= today + days(ahead))
      later += items;
    else
      days_ahead[static_cast<std::size_t>((day - today).count())] += items;
  }
  for (const auto n : days_ahead) most = std::max(most, n);
  most = std::max(most, past);
  std::string out =
      coloured(session.say("到期", "Falling due"), Colour::bold, session.colours) + "\n";
  const auto line = [&](const std::string& label, std::int64_t n, Colour colour) {
    const std::size_t width = display_width(label);
    out += "  " + label + std::string(width < 12 ? 12 - width : 1, ' ') +
           coloured(bar(n, most), colour, session.colours) + (n > 0 ? " " : "") +
           std::to_string(n) + "\n";
  };
  line(std::string(session.say("已逾期", "overdue")), past, Colour::red);
  for (int i = 0; i < ahead; ++i) {
    const auto n = days_ahead[static_cast<std::size_t>(i)];
    if (n > 0) line(write_day(today + days(i)), n, i < 7 ? Colour::yellow : Colour::green);
  }
  out += "  " + std::string(session.say("其后到期 ", "later: ")) + std::to_string(later) + "\n";
  return out;
}

std::string json(const Counters& counters) {
  const auto by_unit_json = json_list(counters.by_unit, [](const Counter& c) {
    return tracker::Object()
        .put("unit", c.unit)
        .put("state", name(c.state))
        .put("severity", name(c.severity))
        .put("light", name(c.light))
        .put("items", c.items)
        .text();
  });
  const auto by_due_json = json_list(counters.by_due, [](const DueCount& c) {
    return tracker::Object().put("due", write_day(c.due)).put("items", c.items).text();
  });
  return tracker::Object()
      .put("events", counters.events)
      .put("items", counters.total())
      .raw("byUnit", by_unit_json)
      .raw("byDue", by_due_json)
      .text();
}

Exit stats(Session& session, const Given&) {
  const auto ledger = session.open();
  const auto counters = ledger.counters();
  if (session.json) {
    print(json(counters) + "\n");
    return Exit::done;
  }
  std::map<std::string, Row> rows;
  Row all;
  for (const auto& counter : counters.by_unit) rows[counter.unit].add(counter), all.add(counter);
  print(by_unit(rows, all, session));
  print("\n" + by_day(counters.by_due, day_of(session.now(ledger), ledger.zone()), session));
  print(std::string(session.say("共 ", "")) + std::to_string(counters.total()) +
        std::string(session.say(" 个问题，", " items, ")) + std::to_string(counters.events) +
        std::string(session.say(" 条记录，销号率 ", " events, closed: ")) +
        percent(all.of(Main::closed), all.total()) + "\n");
  return Exit::done;
}

}  // namespace

Verb stats_verb() {
  return {.name = "stats",
          .group = Group::list,
          .zh = "看板：各单位各状态数量、灯色、未来到期",
          .en = "the dashboard: units by states, lights, what falls due",
          .run = stats,
          .alias = "dashboard"};
}

}  // namespace tracker
