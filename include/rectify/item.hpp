// item.hpp: one problem, tracked until it is struck off. A plain value.
//
//     Item item = ledger.find(7).value();
//     name(item.state.main);                          // "rectifying.working"
//     is_open(item.state);                            // not closed
//     due(item) ? write_day(*due(item)) : "";         // none for 长期坚持
//     item.former_deadlines.size();                   // how often it was moved; all are kept
//
// An item changes by events only (evolve in lifecycle.hpp). Its whole machine state is four bytes;
// on the wire and at rest states stand by their names. Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/actor.hpp>
#include <rectify/deadline.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace rectify {

using ItemId = std::int64_t;  // positive; 0 means none

// The regions of the item's machine, design: main, extension, hold, timeliness. The order of
// enumerators is that of the machine's table and is checked when machine.hpp compiles; it is never
// stored.
enum class Main : std::uint8_t { unlisted, found, assigned, working, submitted, verified, closed };
enum class Extension : std::uint8_t { none, requested };
enum class Holding : std::uint8_t { running, on_hold };
enum class Timeliness : std::uint8_t { on_track, due_soon, overdue };

inline constexpr std::array<std::string_view, 7> main_names{
    "unlisted", "found", "assigned", "rectifying.working", "rectifying.submitted",
    "verified", "closed"};
inline constexpr std::array<std::string_view, 2> extension_names{"none", "requested"};
inline constexpr std::array<std::string_view, 2> holding_names{"running", "on-hold"};
inline constexpr std::array<std::string_view, 3> timeliness_names{"on-track", "due-soon",
                                                                  "overdue"};

constexpr std::string_view name(Main s) { return main_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name(Extension s) {
  return extension_names[static_cast<std::size_t>(s)];
}
constexpr std::string_view name(Holding s) { return holding_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name(Timeliness s) {
  return timeliness_names[static_cast<std::size_t>(s)];
}

struct ItemState {
  Main main = Main::unlisted;
  Extension extension = Extension::none;
  Holding holding = Holding::running;
  Timeliness timeliness = Timeliness::on_track;

  friend constexpr bool operator==(ItemState, ItemState) = default;
};

constexpr bool is_open(ItemState s) { return s.main != Main::unlisted && s.main != Main::closed; }
// Assigned or rectifying: with somebody who must rectify, and a clock.
constexpr bool is_in_hand(ItemState s) {
  return s.main == Main::assigned || s.main == Main::working || s.main == Main::submitted;
}

enum class Severity : std::uint8_t { minor, moderate, serious, critical };  // 轻微 一般 较重 严重
enum class Resolution : std::uint8_t { none, rectified, voided, duplicate };
enum class EvidenceKind : std::uint8_t { text, link, file };
enum class LinkKind : std::uint8_t { related, follows, outcome };

inline constexpr std::array<std::string_view, 4> severity_names{"minor", "moderate", "serious",
                                                                "critical"};
inline constexpr std::array<std::string_view, 4> resolution_names{"none", "rectified", "void",
                                                                  "duplicate"};
inline constexpr std::array<std::string_view, 3> evidence_names{"text", "link", "file"};
inline constexpr std::array<std::string_view, 3> link_names{"related", "follows", "outcome"};
inline constexpr std::array<std::string_view, 4> light_names{"grey", "green", "yellow", "red"};

constexpr std::string_view name(Severity s) { return severity_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name(Resolution s) {
  return resolution_names[static_cast<std::size_t>(s)];
}
constexpr std::string_view name(EvidenceKind s) {
  return evidence_names[static_cast<std::size_t>(s)];
}
constexpr std::string_view name(LinkKind s) { return link_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name(Light s) { return light_names[static_cast<std::size_t>(s)]; }

// The enumerator of a name in one of the lists above; none if the name isn't there.
template <class Enum, std::size_t N>
constexpr std::optional<Enum> named(const std::array<std::string_view, N>& names,
                                    std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

// What proves a rectification. A file is kept by the host: here is its SHA-256.
struct Evidence {
  EvidenceKind kind = EvidenceKind::text;
  std::string text{};    // the text, the address, or the file's name
  std::string sha256{};  // of a file: 64 hex digits, lower case; else empty
  Unknown unknown{};

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Link {
  LinkKind kind = LinkKind::related;
  ItemId target = 0;   // another item; 0 where the text says what is linked
  std::string text{};  // an outcome's title or address, or a note
  Unknown unknown{};

  friend bool operator==(const Link&, const Link&) = default;
};

// A value of a host's own: what its guards ask about, what its forms show. Names are the host's.
struct Field {
  std::string name{};
  std::string value{};
  Unknown unknown{};

  friend bool operator==(const Field&, const Field&) = default;
};

// Where an item stands in a machine that isn't the item's own but a host's (flow.hpp).
struct FlowState {
  std::string workflow{};  // the machine's name
  std::uint32_t version = 0;
  std::uint64_t fingerprint = 0;      // of its table: the item keeps it until it is migrated
  std::vector<std::string> states{};  // one a region, by their names

  friend bool operator==(const FlowState&, const FlowState&) = default;
};

struct ExtensionRequest {
  Deadline deadline{};  // what is asked for
  std::string reason{};
  Actor by{};
  Unknown unknown{};

  friend bool operator==(const ExtensionRequest&, const ExtensionRequest&) = default;
};

struct FormerDeadline {
  Deadline deadline{};
  Instant until{};    // when it was moved
  std::string why{};  // the command that moved it: "grant-extension"
  Unknown unknown{};

  friend bool operator==(const FormerDeadline&, const FormerDeadline&) = default;
};

struct Item {
  ItemId id = 0;
  std::uint32_t version = 0;  // how many events it has had
  ItemState state{};
  Resolution resolution = Resolution::none;
  Severity severity = Severity::moderate;

  std::string title{};                // 问题
  std::string description{};          // more of it
  std::string source{};               // 来源
  std::string category{};             // 问题分类
  std::string reference{};            // the host's own number: 序号, "CVE-2025-48384"
  std::string measures{};             // 整改措施
  std::string goal{};                 // 整改目标
  std::string phrase{};               // 整改时限 as the list says it, before it is assigned
  std::optional<Day> document_day{};  // of that list
  std::string remarks{};              // 备注

  Owner owner{};             // while found: as the list proposes it; binding from assigned on
  std::string supervisor{};  // the unit that verifies, 督导单位; never the owner's
  std::optional<Deadline> deadline{};
  std::vector<FormerDeadline> former_deadlines{};  // oldest first
  std::optional<ExtensionRequest> extension{};     // while one is requested
  std::optional<Day> held_since{};                 // while on hold
  bool hold_stops_clock = false;                   // what the policy said when it was put on hold

  std::int32_t percent = 0;  // 0 to 100
  std::vector<Evidence> evidence{};
  std::vector<Link> links{};
  // Of an item that follows a host's machine; its `state.main` is then what that machine's state
  // counts as, so that lights, counters and queries hold for it as for any other.
  std::optional<FlowState> flow{};
  std::vector<Field> fields{};  // sorted by name
  ItemId merged_into = 0;
  std::int32_t extensions = 0;  // granted
  std::int32_t rejections = 0;
  std::int32_t reopenings = 0;
  std::int32_t escalation = 0;  // 0 none, 1 催办, 2 督办, 3 挂牌督办
  std::int32_t rung = 0;  // step of the policy's ladder that this deadline has reached: in working
                          // days overdue; 0: none

  Instant reported_at{};
  Instant changed_at{};
  std::optional<Actor> submitted_by{};  // of the present or last submission
  std::optional<Instant> submitted_at{};
  std::optional<Actor> verified_by{};
  std::optional<Instant> verified_at{};
  std::optional<Instant> closed_at{};
  Unknown unknown{};

  friend bool operator==(const Item&, const Item&) = default;
};

// The day that the item's deadline names, if it has one and that names one.
inline std::optional<Day> due(const Item& item) {
  return item.deadline ? item.deadline->due : std::nullopt;
}
// A clock runs: in hand, with a due day, and not on a hold that stops it.
inline bool clock_runs(const Item& item) {
  return is_in_hand(item.state) && due(item) &&
         !(item.state.holding == Holding::on_hold && item.hold_stops_clock);
}
// Where it stands in its machine, region by region, by the states' names: for pictures.
inline std::vector<std::string> states_of(const Item& item) {
  if (item.flow) return item.flow->states;
  const ItemState& s = item.state;
  return {std::string(name(s.main)), std::string(name(s.extension)), std::string(name(s.holding)),
          std::string(name(s.timeliness))};
}
// The value of a host's own field; none if the item hasn't got it. O(fields).
inline std::optional<std::string_view> field(const Item& item, std::string_view name) {
  for (const Field& one : item.fields)
    if (one.name == name) return one.value;
  return std::nullopt;
}
// The states in a host's machine in one text, parted by "+".
inline std::string place(const FlowState& at) {
  std::string all;
  for (const auto& state : at.states) all.append(all.empty() ? "" : "+").append(state);
  return all;
}
// Likewise of an item; empty of one that follows its own machine. What Query::place is compared with.
inline std::string place(const Item& item) { return item.flow ? place(*item.flow) : std::string(); }
inline Light light(const Item& item) {
  if (!clock_runs(item)) return Light::grey;
  switch (item.state.timeliness) {
    case Timeliness::due_soon: return Light::yellow;
    case Timeliness::overdue: return Light::red;
    default: return Light::green;
  }
}

}  // namespace rectify
