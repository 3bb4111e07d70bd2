// impl/flow_guards.hpp: the guards that every host's machine may name.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow.hpp>

#include <rectify/impl/guards.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rectify::detail::flow_guards {

using Args = FlowGuard::Args;

// The field as it would be after the command.
inline std::string_view value_of(const Ask& ask, std::string_view name) {
  for (const Field& one : ask.act.fields)
    if (one.name == name) return one.value;
  return field(ask.item, name).value_or(std::string_view());
}
inline std::optional<double> number(std::string_view text) {
  double n = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
      !std::isfinite(n))
    return std::nullopt;
  return n;
}
inline bool is_in(const Args& args, std::string_view word, std::size_t first = 0) {
  return std::find(args.begin() + static_cast<std::ptrdiff_t>(std::min(first, args.size())),
                   args.end(), word) != args.end();
}
inline std::string list(const Args& args, std::size_t first = 0) {
  std::string all;
  for (std::size_t i = first; i < args.size(); ++i)
    all.append(all.empty() ? "" : ", ").append(args[i]);
  return all;
}

inline const FlowGuards& all() {
  static const FlowGuards guards{
      {"by-owner",
       {[](const Ask& ask, const Args&) { return owned_by(ask.item.owner, ask.actor); },
        [](const Ask& ask, const Args&) {
          return refuse("actor.not-owner", "actor.unit", ask.actor.unit,
                        {ask.act.command, ask.item.owner.unit});
        }}},
      {"by-supervisor",
       {[](const Ask& ask, const Args&) {
          return !ask.item.supervisor.empty() &&
                 (ask.actor.unit == ask.item.supervisor ||
                  (!ask.actor.stands_in_for.empty() &&
                   ask.actor.stands_in_for_unit == ask.item.supervisor));
        },
        [](const Ask& ask, const Args&) {
          return refuse("actor.unit", "actor.unit", ask.actor.unit,
                        {ask.act.command, ask.item.supervisor});
        }}},
      {"by-unit",
       {[](const Ask& ask, const Args& args) { return is_in(args, ask.actor.unit); },
        [](const Ask& ask, const Args& args) {
          return refuse("actor.unit", "actor.unit", ask.actor.unit, {ask.act.command, list(args)});
        },
        false, 1, 16}},
      {"role",
       {[](const Ask& ask, const Args& args) {
          return std::any_of(ask.actor.roles.begin(), ask.actor.roles.end(),
                             [&](const auto& role) { return is_in(args, role); });
        },
        [](const Ask& ask, const Args& args) {
          return refuse("actor.role", "actor.roles", list(ask.actor.roles),
                        {ask.act.command, list(args)});
        },
        false, 1, 16}},
      {"another-person",
       {[](const Ask& ask, const Args&) {
          return !ask.item.submitted_by || !guards::same_person(ask.actor, *ask.item.submitted_by);
        },
        [](const Ask& ask, const Args&) {
          return refuse("duties.same-person", "actor.name", ask.actor.name, {ask.act.command});
        }}},
      {"reason-given",
       {[](const Ask& ask, const Args&) { return !blank(ask.act.reason); },
        [](const Ask& ask, const Args&) {
          return refuse("reason.missing", "act.reason", ask.act.reason);
        },
        true}},
      {"evidence-given",
       {[](const Ask& ask, const Args&) {
          return !ask.act.evidence.empty() || !ask.item.evidence.empty();
        },
        [](const Ask&, const Args&) { return refuse("evidence.missing", "act.evidence"); }, true}},
      {"owner-named",
       {[](const Ask& ask, const Args&) {
          return !blank(ask.act.owner.unit.empty() ? ask.item.owner.unit : ask.act.owner.unit);
        },
        [](const Ask& ask, const Args&) {
          return refuse("owner.missing", "act.owner.unit", ask.act.owner.unit);
        },
        true}},
      {"deadline-given",
       {[](const Ask& ask, const Args&) { return !blank(ask.act.deadline) || due(ask.item); },
        [](const Ask& ask, const Args&) {
          return refuse("deadline.missing", "act.deadline", ask.act.deadline);
        },
        true}},
      {"field-given",
       {[](const Ask& ask, const Args& args) {
          return std::all_of(args.begin(), args.end(),
                             [&](const auto& name) { return !blank(value_of(ask, name)); });
        },
        [](const Ask& ask, const Args& args) {
          for (const auto& name : args)
            if (blank(value_of(ask, name))) return refuse("fields.missing", "act.fields", name);
          return refuse("fields.missing", "act.fields");
        },
        true, 1, 16}},
      {"field-is",
       {[](const Ask& ask, const Args& args) { return is_in(args, value_of(ask, args[0]), 1); },
        [](const Ask& ask, const Args& args) {
          return refuse("fields.other", "act.fields", value_of(ask, args[0]),
                        {args[0], list(args, 1)});
        },
        true, 2, 16}},
      {"field-at-most",
       {[](const Ask& ask, const Args& args) {
          const auto value = number(value_of(ask, args[0])), most = number(args[1]);
          return value && most && *value <= *most;
        },
        [](const Ask& ask, const Args& args) {
          return refuse("fields.above", "act.fields", value_of(ask, args[0]), {args[0], args[1]});
        },
        true, 2, 2}},
  };
  return guards;
}

}  // namespace rectify::detail::flow_guards

namespace rectify {

const FlowGuards& standard_guards() { return detail::flow_guards::all(); }

}  // namespace rectify
