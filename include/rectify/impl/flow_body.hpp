// impl/flow_body.hpp: what a Flow stands on: its table with the functions of its guards.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow.hpp>

#include <rectify/impl/table.hpp>

namespace rectify {

namespace detail {

// A guard as a row has it, with its arguments.
struct FlowRowGuard {
  std::string text{};  // "not role(manager)": as the definition has it
  bool (*holds)(const Ask&, const FlowGuard::Args&) = nullptr;
  Refusal (*why)(const Ask&, const FlowGuard::Args&) = nullptr;
  FlowGuard::Args args{};
  bool negated = false, of_data = false;
  std::string opposite{};                    // the text of what it excludes
  std::vector<std::string_view> excludes{};  // beyond that
};
struct FlowRow {
  std::size_t from = 0, input = 0, to = 0;
  std::vector<FlowRowGuard> guards{};
};
struct FlowPlace {
  std::string name{};
  std::uint8_t region = 0, place = 0;  // as in TableState
};

}  // namespace detail

struct Flow::Body {
  using Command = rectify::Body;
  // The way through a compiled machine; none: the rows are looked through.
  using Move = Result<std::vector<std::string>> (*)(const Body&, const std::vector<std::string>&,
                                                    std::size_t input, const Ask&);

  Description description{};
  std::vector<detail::FlowPlace> states{};
  std::vector<std::string> inputs{};
  std::vector<std::size_t> initial{};
  std::vector<detail::FlowRow> rows{};
  std::vector<std::vector<std::size_t>> by_state{};  // rows by state and input, in MSM's order
  Move move = nullptr;
};

namespace detail {

// The machine of a body that has its description and its rows' guards. Refusals: as make_flow's.
RECTIFY_API Result<Flow> flow_on(std::shared_ptr<Flow::Body> body);
// Why a command that no row takes from these states is refused.
RECTIFY_API Refusal no_row(const Flow::Body& body, const std::vector<std::string>& states,
                           std::string_view command);
// A guard of standard_guards() from its text; an unknown one is a bug of the caller (Refused).
RECTIFY_API FlowRowGuard standard_guard(std::string_view text);

}  // namespace detail

}  // namespace rectify
