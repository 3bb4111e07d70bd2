// sqlite_reader.cpp: what can be asked of a ledger's file, within a transaction of its connection.
// SPDX-License-Identifier: BSL-1.0
#include "stores/sqlite_reader.hpp"

#include "ledger/rows.hpp"
#include "stores/sqlite_page.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace rectify::stores {

namespace {

[[noreturn]] void damaged(const Statement& s, const Connection& connection, const char* what) {
  throw Error("store.damaged", connection.path(),
              "item " + std::to_string(s.integer(0)) + " " + what +
                  "; the ledger is damaged: keep the file, and go on from the last backup");
}

// Days from 1970 on which nothing is due in any ledger: too far to reckon with.
bool is_far(std::int64_t day) { return day < -1'000'000 || day > 1'000'000; }

ItemRow row_of(const Statement& s, const Connection& connection, std::string_view table) {
  ItemRow row;
  row.id = s.integer(0);
  row.version = static_cast<std::uint32_t>(s.integer(1));
  row.last_event = static_cast<std::uint64_t>(s.integer(2));
  const auto state = named<Main>(main_names, s.text(3));
  const auto light = named<Light>(light_names, s.text(4));
  const auto severity = s.integer(5);
  if (row.version != s.integer(1)) damaged(s, connection, "has a version out of range");
  if (!state) damaged(s, connection, "has an unknown state");
  if (!light) damaged(s, connection, "has an unknown light");
  if (severity < 0 || severity >= std::ssize(severity_names))
    damaged(s, connection, "has an unknown severity");
  if ((*state == Main::closed) != (table == closed_item))
    damaged(s, connection, "stands among the wrong ones, open or closed");
  row.state = *state, row.light = *light, row.severity = static_cast<Severity>(severity);
  row.unit = s.text(6), row.leader = s.text(7), row.handler = s.text(8), row.source = s.text(9);
  row.title = s.text(10);
  if (s.integer(11) != no_due && is_far(s.integer(11))) damaged(s, connection, "is due on no day");
  if (is_far(s.integer(12))) damaged(s, connection, "has its next tick on no day");
  if (s.integer(11) != no_due) row.due = Day{days(s.integer(11))};
  if (!s.null(12)) row.next_tick = Day{days(s.integer(12))};
  row.changed = Instant{std::chrono::milliseconds{s.integer(13)}};
  row.record = s.bytes(14);
  row.workflow = s.text(15), row.place = s.text(16);
  return row;
}

EventRow event_of(const Statement& s) {
  EventRow row;
  row.seq = static_cast<std::uint64_t>(s.integer(0));
  row.item = s.integer(1);
  row.former = static_cast<std::uint64_t>(s.integer(2));
  row.record = s.bytes(3);
  const auto hash = s.bytes(4);
  if (hash.size() == row.hash.size())
    std::copy(hash.begin(), hash.end(), reinterpret_cast<char*>(row.hash.data()));
  return row;
}

// The light and the state of a query may leave one of the two tables out.
bool asks_open(const Query& q) {
  return q.states.empty() || std::any_of(q.states.begin(), q.states.end(),
                                         [](Main state) { return state != Main::closed; });
}
bool asks_closed(const Query& q) {
  const bool state = q.states.empty() ||
                     std::find(q.states.begin(), q.states.end(), Main::closed) != q.states.end();
  return state && (!q.light || *q.light == Light::grey);
}

}  // namespace

template <class Base>
Head SqliteAsking<Base>::head() {
  Head head;
  {
    auto s = connection_.statement(
        "SELECT seq, item, former, x'', hash FROM event ORDER BY seq DESC LIMIT 1");
    if (s.step()) {
      const auto row = event_of(s);
      head.seq = row.seq, head.hash = row.hash;
    }
  }
  head.last_item = std::max(connection_.number("SELECT max(id) FROM open_item"),
                            connection_.number("SELECT max(id) FROM closed_item"));
  const auto meta = [&](const char* select) {
    return static_cast<std::uint64_t>(connection_.number(select));
  };
  head.policy_event = meta("SELECT value FROM meta WHERE key = 'policy_event'");
  head.calendar_event = meta("SELECT value FROM meta WHERE key = 'calendar_event'");
  head.workflow_event = meta("SELECT value FROM meta WHERE key = 'workflow_event'");
  return head;
}

template <class Base>
std::optional<ItemRow> SqliteAsking<Base>::item(ItemId id) {
  const auto in = [&](std::string_view table, const std::string& sql) -> std::optional<ItemRow> {
    auto s = connection_.statement(sql);
    if (!s.bind(id).step()) return std::nullopt;
    return row_of(s, connection_, table);
  };
  static const auto sql = [](std::string_view table) {
    return std::string("SELECT ") + item_columns + " FROM " + std::string(table) + " WHERE id = ?";
  };
  static const std::string in_open = sql(open_item), in_closed = sql(closed_item);
  auto row = in(open_item, in_open);
  return row ? row : in(closed_item, in_closed);
}

template <class Base>
std::optional<EventRow> SqliteAsking<Base>::event(std::uint64_t seq) {
  auto s = connection_.statement("SELECT seq, item, former, record, hash FROM event WHERE seq = ?");
  if (!s.bind(static_cast<std::int64_t>(seq)).step()) return std::nullopt;
  return event_of(s);
}

template <class Base>
std::uint64_t SqliteAsking<Base>::event_of_command(std::string_view id) {
  auto s = connection_.statement("SELECT event FROM command WHERE id = ?");
  return s.bind(id).step() ? static_cast<std::uint64_t>(s.integer(0)) : 0;
}

template <class Base>
std::vector<ItemRow> SqliteAsking<Base>::page(const Query& query,
                                              const std::optional<Place>& after) {
  const auto days_of = [](const std::optional<Day>& d, std::int64_t none) {
    return d ? std::int64_t{d->time_since_epoch().count()} : none;
  };
  std::vector<ItemRow> rows;
  const auto from = [&](std::string_view table) {
    const Place place = after.value_or(Place{});
    for (const auto& sql : page_statements(table, query, after)) {
      auto s = connection_.statement(sql);
      s.bind(place.key).bind(place.id).bind(query.unit).bind(query.owner).bind(query.source);
      s.bind(static_cast<std::int64_t>(query.severity.value_or(Severity{})));
      s.bind(days_of(query.due_from, std::numeric_limits<std::int64_t>::min()));
      s.bind(days_of(query.due_to, last_due)).bind(query.workflow).bind(query.place);
      s.bind(static_cast<std::int64_t>(query.limit));
      while (s.step()) rows.push_back(row_of(s, connection_, table));
    }
  };
  if (asks_open(query)) from(open_item);
  if (asks_closed(query)) from(closed_item);
  std::sort(rows.begin(), rows.end(), [&](const ItemRow& a, const ItemRow& b) {
    const auto ka = std::pair(key_of(a, query.sort), a.id);
    const auto kb = std::pair(key_of(b, query.sort), b.id);
    return query.descending ? kb < ka : ka < kb;
  });
  const auto same = [](const ItemRow& a, const ItemRow& b) { return a.id == b.id; };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  if (rows.size() > query.limit) rows.resize(query.limit);
  return rows;
}

template <class Base>
std::vector<EventRow> SqliteAsking<Base>::events(std::uint64_t after, std::size_t limit) {
  if (after > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {};
  auto s = connection_.statement(
      "SELECT seq, item, former, record, hash FROM event WHERE seq > ? ORDER BY seq LIMIT ?");
  s.bind(static_cast<std::int64_t>(after)).bind(static_cast<std::int64_t>(limit));
  std::vector<EventRow> rows;
  while (s.step()) rows.push_back(event_of(s));
  return rows;
}

template <class Base>
std::vector<ItemRow> SqliteAsking<Base>::ticking(Day until, std::size_t limit) {
  auto s = connection_.statement(std::string("SELECT ") + item_columns +
                                 " FROM open_item WHERE next_tick IS NOT NULL AND next_tick <= ? "
                                 "ORDER BY next_tick, id LIMIT ?");
  s.bind(std::int64_t{until.time_since_epoch().count()}).bind(static_cast<std::int64_t>(limit));
  std::vector<ItemRow> rows;
  while (s.step()) rows.push_back(row_of(s, connection_, open_item));
  return rows;
}

template <class Base>
std::optional<Day> SqliteAsking<Base>::next_tick() {
  auto s = connection_.statement(
      "SELECT next_tick FROM open_item WHERE next_tick IS NOT NULL ORDER BY next_tick LIMIT 1");
  if (!s.step()) return std::nullopt;
  if (is_far(s.integer(0)))
    ledger::damaged(connection_.path(), "an item has its next tick on no day");
  return Day{days(s.integer(0))};
}

template <class Base>
Counters SqliteAsking<Base>::counters() {
  Counters all;
  auto s = connection_.statement("SELECT unit, state, severity, light, items FROM counter");
  while (s.step()) {
    const auto state = named<Main>(main_names, s.text(1));
    const auto light = named<Light>(light_names, s.text(3));
    const auto severity = s.integer(2);
    if (!state || !light || severity < 0 || severity >= std::ssize(severity_names))
      throw Error("store.damaged", connection_.path(),
                  "a counter has an unknown state, light or severity; the ledger is damaged: keep "
                  "the file, and go on from the last backup");
    all.by_unit.push_back(
        {std::string(s.text(0)), *state, static_cast<Severity>(severity), *light, s.integer(4)});
  }
  // States and lights in their own order, not in that of their names.
  const auto key = [](const Counter& c) { return std::tie(c.unit, c.state, c.severity, c.light); };
  std::sort(all.by_unit.begin(), all.by_unit.end(),
            [&](const Counter& a, const Counter& b) { return key(a) < key(b); });
  auto due = connection_.statement("SELECT due, items FROM due_counter ORDER BY due");
  while (due.step()) {
    if (is_far(due.integer(0))) ledger::damaged(connection_.path(), "a counter is of no day");
    all.by_due.push_back({Day{days(due.integer(0))}, due.integer(1)});
  }
  all.events = static_cast<std::uint64_t>(connection_.number("SELECT max(seq) FROM event"));
  return all;
}

template <class Base>
std::vector<ItemRow> SqliteAsking<Base>::items(ItemId after, std::size_t limit) {
  return page({.limit = limit}, Place{0, after});
}

template <class Base>
std::uint64_t SqliteAsking<Base>::commands() {
  return static_cast<std::uint64_t>(connection_.number("SELECT count(*) FROM command"));
}

template <class Base>
std::string SqliteAsking<Base>::flaw() {
  auto s = connection_.statement("PRAGMA integrity_check(1)");
  const bool row = s.step();
  const std::string said(row ? s.text(0) : "no answer");
  if (said != "ok") return "SQLite finds the file damaged: " + said;
  // Rows that nobody asks for, since a ledger writes none such.
  for (const char* table :
       {"event WHERE seq < 1", "open_item WHERE id < 1", "closed_item WHERE id < 1",
        "meta WHERE key NOT IN ('policy_event', 'calendar_event', 'workflow_event')"}) {
    auto more = connection_.statement(std::string("SELECT * FROM ") + table + " LIMIT 1");
    if (more.step())
      return "there is a row \"" + std::string(more.text(0)) + "\" too many, in " + table;
  }
  return {};
}

template class SqliteAsking<Reader>;
template class SqliteAsking<Writer>;

}  // namespace rectify::stores
