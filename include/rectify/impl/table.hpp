// impl/table.hpp: a transition table as names and numbers, and what can be read from it.
//
// workflow.hpp makes one of an MSM front-end when it is compiled. What is asked of it here needs no
// types, so it is compiled once and not for each row.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>

#include <array>
#include <bit>
#include <span>
#include <string_view>
#include <utility>

namespace rectify {

enum class Flaw : std::uint8_t { none, unreachable, dead_end, two_rows_fire, state_in_two_regions };

namespace detail {

struct TableState {
  std::string_view name;
  bool initial = false, final = false;
  std::uint32_t reached_from = 0;  // a bit for each region whose first state leads here
  std::uint8_t region = 0;         // the first of them
  std::uint8_t place = 0;          // among the states of its region
};
struct TableGuard {
  std::string_view name;
  std::span<const std::string_view> excludes;  // guards that never hold together with it
};
struct TableRow {
  std::size_t from = 0, input = 0, to = 0;  // places among the table's states and inputs
  bool internal = false;                    // the state stays, and isn't left and entered again
  std::span<const TableGuard> guards;
};
struct Table {
  std::string_view name;
  std::uint32_t version = 0;
  std::span<const TableState> states;
  std::span<const std::string_view> inputs;
  std::span<const TableRow> rows;
};

// Finds out to which region each state belongs: the one whose first state leads to it. At most 32.
constexpr void lay_out(std::span<TableState> states, std::span<const TableRow> rows,
                       std::span<const std::size_t> first) {
  for (std::size_t r = 0; r < first.size(); ++r) {
    states[first[r]].initial = true;
    states[first[r]].reached_from |= 1U << r;
  }
  for (bool more = true; more;) {
    more = false;
    for (const auto& row : rows) {
      const auto both = states[row.to].reached_from | states[row.from].reached_from;
      more = more || both != states[row.to].reached_from;
      states[row.to].reached_from = both;
    }
  }
  std::array<std::uint8_t, 33> next{};  // countr_zero of none is 32
  for (auto& state : states) {
    state.region = static_cast<std::uint8_t>(std::countr_zero(state.reached_from));
    state.place = next[state.region]++;
  }
}
template <std::size_t States, std::size_t Rows, std::size_t Regions>
constexpr std::array<TableState, States> laid_out(std::array<TableState, States> states,
                                                  const std::array<TableRow, Rows>& rows,
                                                  const std::array<std::size_t, Regions>& first) {
  static_assert(Regions <= 32);
  lay_out(states, rows, first);
  return states;
}

constexpr bool names(std::span<const TableGuard> guards, std::string_view name) {
  for (const auto& guard : guards)
    if (guard.name == name) return true;
  return false;
}
// One of the guards says of one of the others that both can't hold.
constexpr bool excludes(std::span<const TableGuard> guards, std::span<const TableGuard> others) {
  for (const auto& guard : guards)
    for (const auto excluded : guard.excludes)
      if (names(others, excluded)) return true;
  return false;
}

// What is wrong with a table, guards not asked, and with which state or input.
constexpr std::pair<Flaw, std::string_view> flaw_of(const Table& table) {
  for (std::size_t s = 0; s < table.states.size(); ++s) {
    const auto& state = table.states[s];
    if (state.reached_from == 0) return {Flaw::unreachable, state.name};
    if (std::popcount(state.reached_from) > 1) return {Flaw::state_in_two_regions, state.name};
    bool left = state.final;
    for (const auto& row : table.rows) left = left || (row.from == s && row.to != s);
    if (!left) return {Flaw::dead_end, state.name};
  }
  for (std::size_t a = 0; a < table.rows.size(); ++a)
    for (std::size_t b = a + 1; b < table.rows.size(); ++b) {
      const auto &one = table.rows[a], &other = table.rows[b];
      if (one.from == other.from && one.input == other.input &&
          !excludes(one.guards, other.guards) && !excludes(other.guards, one.guards))
        return {Flaw::two_rows_fire, table.inputs[one.input]};
    }
  return {Flaw::none, {}};
}

// FNV-1a (64 bits) over name, version, states and rows: two tables that differ differ here.
inline std::uint64_t fingerprint_of(const Description& d) {
  std::uint64_t h = 14695981039346656037ULL;
  const auto eat = [&](std::string_view text) {
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h = (h ^ 0x0aU) * 1099511628211ULL;
  };
  eat(d.name), eat(std::to_string(d.version));
  for (const auto& s : d.states) {
    eat(s.name), eat(s.initial ? "initial" : s.final ? "final" : "");
    if (!s.counts_as.empty()) eat("counts as " + s.counts_as);
    if (!s.within.empty()) eat("within " + s.within);
  }
  for (const auto& r : d.rows) {
    eat(r.from), eat(r.command), eat(r.to);
    for (const auto& g : r.guards) eat(g);
  }
  return h;
}

inline Description description_of(const Table& table) {
  Description d{std::string(table.name), table.version, 0, {}, {}, {}};
  for (const auto& s : table.states)
    d.states.push_back({std::string(s.name), s.region, s.initial, s.final, {}, {}, {}});
  for (const auto& row : table.rows) {
    const auto& from = table.states[row.from];
    Description::Row line{std::string(from.name),
                          std::string(table.inputs[row.input]),
                          row.internal ? std::string() : std::string(table.states[row.to].name),
                          {},
                          from.region,
                          {}};
    for (const auto& guard : row.guards) line.guards.emplace_back(guard.name);
    d.rows.push_back(std::move(line));
  }
  d.fingerprint = fingerprint_of(d);
  return d;
}

}  // namespace detail

}  // namespace rectify
