// diagram.hpp: a machine as a table of names, and the pictures that are drawn from it.
//
//     Description d = describe_item_machine();
//     mermaid(d, {"rectifying.working"});             // text for a page; the current state marked
//     dot(d, {"rectifying.working"});                 // for Graphviz
//     scxml(d);                                       // W3C SCXML, for other engines' tools
//     d.rows.size();                                  // the transition table, row by row
//
// A description is read from the transition table itself (workflow.hpp), never written by hand.
// Pure; any thread; O(rows).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/unknown.hpp>
#include <rectify/version.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace rectify {

struct Description {
  struct State {
    std::string name{};      // "rectifying.working": a dot puts it into a composite
    std::size_t region = 0;  // orthogonal regions, from 0
    bool initial = false, final = false;
    // Of a host's machine (flow.hpp): what the state counts as, by a name of main_names; empty:
    // rectifying.working, or closed if it is final. And the deadline that comes with it, a phrase.
    std::string counts_as{}, within{};
    Unknown unknown{};
    friend bool operator==(const State&, const State&) = default;
  };
  struct Row {
    std::string from{}, command{}, to{};  // to is empty: the state stays
    std::vector<std::string> guards{};
    std::size_t region = 0;
    Unknown unknown{};
    friend bool operator==(const Row&, const Row&) = default;
  };
  std::string name{};
  std::uint32_t version = 0;
  std::uint64_t fingerprint = 0;  // of name, version and rows; FNV-1a
  std::vector<State> states{};
  std::vector<Row> rows{};
  Unknown unknown{};
  friend bool operator==(const Description&, const Description&) = default;
};

RECTIFY_API Description describe_item_machine();

RECTIFY_API std::string mermaid(const Description&, const std::vector<std::string>& current = {});
RECTIFY_API std::string dot(const Description&, const std::vector<std::string>& current = {});
RECTIFY_API std::string scxml(const Description&, const std::vector<std::string>& current = {});

}  // namespace rectify
