// impl/diagram.hpp: draws a machine as Mermaid, DOT and SCXML text.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>

#include <algorithm>
#include <map>

namespace rectify {

namespace detail {

// "rectifying.working" → "rectifying_working": a name that each of the three languages takes.
inline std::string identifier(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
  return out;
}
// The identifier of a state, which no other state has.
inline std::string identifier_of(const Description& d, std::string_view name) {
  std::string id = identifier(name);
  for (std::size_t i = 0; i < d.states.size(); ++i)
    if (d.states[i].name == name) {
      for (const auto& other : d.states)
        if (other.name != name && identifier(other.name) == id) return id + "_" + std::to_string(i);
      return id;
    }
  return id;
}
struct Mark {
  char mark;
  std::string_view instead;
};
// A text whose marks are written as a language wants them.
template <std::size_t n>
std::string in_place_of(const Mark (&marks)[n], std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto* mark = std::find_if(marks, marks + n, [c](const Mark& m) { return m.mark == c; });
    if (mark == marks + n)
      out += c;
    else
      out += mark->instead;
  }
  return out;
}
inline std::string in_mermaid(std::string_view text) {  // by entities of its own
  constexpr Mark marks[] = {{'"', "#quot;"}, {'#', "#35;"}, {';', "#59;"},
                            {':', "#58;"},   {'<', "#lt;"}, {'>', "#gt;"}};
  return in_place_of(marks, text);
}
inline std::string in_dot(std::string_view text) {  // in quotes
  constexpr Mark marks[] = {{'"', "\\\""}, {'\\', "\\\\"}};
  return in_place_of(marks, text);
}
// "rectifying" of "rectifying.working"; nothing where a state itself has that name.
inline std::string composite(const Description& d, std::string_view name) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return {};
  std::string whole(name.substr(0, dot));
  for (const auto& s : d.states)
    if (s.name == whole) return {};
  return whole;
}
inline std::size_t regions_of(const Description& d) {
  std::size_t n = 0;
  for (const auto& s : d.states) n = std::max(n, s.region + 1);
  return n;
}
inline bool is_current(const std::vector<std::string>& current, const Description::State& s) {
  return std::find(current.begin(), current.end(), s.name) != current.end();
}
inline std::string escaped(std::string_view text) {  // in SCXML
  constexpr Mark marks[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
  return in_place_of(marks, text);
}

// The arrows of a region, in the table's order: several commands between the same two states share
// one.
struct Arrow {
  std::string from, to, commands;
};
inline std::vector<Arrow> arrows(const Description& d, std::size_t region, const char* between) {
  std::vector<Arrow> out;
  for (const auto& r : d.rows) {
    if (r.region != region || r.to.empty()) continue;
    const auto known = std::find_if(
        out.begin(), out.end(), [&](const Arrow& a) { return a.from == r.from && a.to == r.to; });
    if (known == out.end())
      out.push_back({r.from, r.to, r.command});
    else if (known->commands != r.command && !known->commands.ends_with(between + r.command))
      known->commands += between + r.command;
  }
  return out;
}
// The commands that a state takes and stays, on lines that a page can hold.
inline std::vector<std::string> taken_in(const Description& d, const Description::State& s) {
  std::vector<std::string> lines;
  for (const auto& r : d.rows) {
    if (r.from != s.name || !r.to.empty()) continue;
    if (lines.empty() || lines.back().size() + r.command.size() > 64)
      lines.push_back(r.command);
    else
      lines.back() += ", " + r.command;
  }
  return lines;
}
// The states of a composite, or those of none, in a region.
inline std::vector<const Description::State*> states_in(const Description& d, std::size_t region,
                                                        std::string_view within) {
  std::vector<const Description::State*> out;
  for (const auto& s : d.states)
    if (s.region == region && composite(d, s.name) == within) out.push_back(&s);
  return out;
}
inline std::vector<std::string> composites_in(const Description& d, std::size_t region) {
  std::vector<std::string> out;
  for (const auto& s : d.states)
    if (const auto c = composite(d, s.name);
        s.region == region && !c.empty() && std::find(out.begin(), out.end(), c) == out.end())
      out.push_back(c);
  return out;
}

}  // namespace detail

std::string mermaid(const Description& d, const std::vector<std::string>& current) {
  std::string out = "stateDiagram-v2\n";
  const std::size_t regions = detail::regions_of(d);
  const bool several = regions > 1;
  if (several) out += "  state " + detail::identifier(d.name) + " {\n";
  for (std::size_t region = 0; region < regions; ++region) {
    if (region > 0) out += "    --\n";
    const auto state = [&](const Description::State& s) {
      const auto id = detail::identifier_of(d, s.name);
      out += "    state \"" + detail::in_mermaid(s.name) + "\" as " + id + "\n";
      for (const auto& line : detail::taken_in(d, s))
        out += "    " + id + " : (" + detail::in_mermaid(line) + ")\n";
    };
    for (const auto* s : detail::states_in(d, region, "")) state(*s);
    for (const auto& c : detail::composites_in(d, region)) {
      out += "    state " + detail::identifier(c) + " {\n";
      for (const auto* s : detail::states_in(d, region, c)) state(*s);
      out += "    }\n";
    }
    for (const auto& s : d.states)
      if (s.region == region && s.initial)
        out += "    [*] --> " + detail::identifier_of(d, s.name) + "\n";
    for (const auto& [from, to, commands] : detail::arrows(d, region, ", "))
      out += "    " + detail::identifier_of(d, from) + " --> " + detail::identifier_of(d, to) +
             " : " + detail::in_mermaid(commands) + "\n";
    for (const auto& s : d.states)
      if (s.region == region && s.final)
        out += "    " + detail::identifier_of(d, s.name) + " --> [*]\n";
  }
  if (several) out += "  }\n";
  out += "  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px\n";
  for (const auto& s : d.states)
    if (detail::is_current(current, s))
      out += "  class " + detail::identifier_of(d, s.name) + " current\n";
  return out;
}

std::string dot(const Description& d, const std::vector<std::string>& current) {
  const auto quoted = [](const std::string& text) { return "\"" + detail::in_dot(text) + "\""; };
  std::string out = "digraph " + quoted(d.name) +
                    " {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", "
                    "fillcolor=white];\n";
  for (std::size_t region = 0; region < detail::regions_of(d); ++region) {
    const auto n = std::to_string(region);
    out += "  subgraph cluster_" + n + " {\n    start_" + n + " [shape=point];\n";
    for (const auto& s : d.states) {
      if (s.region != region) continue;
      std::string label = detail::in_dot(s.name);
      for (const auto& line : detail::taken_in(d, s)) label += "\\n(" + detail::in_dot(line) + ")";
      out += "    " + quoted(s.name) + " [label=\"" + label + "\"" +
             (s.final ? ", peripheries=2" : "") +
             (detail::is_current(current, s) ? ", fillcolor=\"#ffd54f\", penwidth=3" : "") + "];\n";
      if (s.initial) out += "    start_" + n + " -> " + quoted(s.name) + ";\n";
    }
    for (const auto& [from, to, commands] : detail::arrows(d, region, "\n")) {
      std::string label = detail::in_dot(commands);  // a line's end is one of ours
      for (auto at = label.find('\n'); at != label.npos; at = label.find('\n', at + 2))
        label.replace(at, 1, "\\n");
      out += "    " + quoted(from) + " -> " + quoted(to) + " [label=\"" + label + "\"];\n";
    }
    out += "  }\n";
  }
  return out + "}\n";
}

std::string scxml(const Description& d, const std::vector<std::string>& current) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scxml "
      "xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"" +
      detail::escaped(d.name) + "\">\n";
  const std::size_t regions = detail::regions_of(d);
  if (regions > 1) out += "<parallel id=\"" + detail::escaped(d.name) + ".regions\">\n";
  for (std::size_t region = 0; region < regions; ++region) {
    const auto state = [&](const Description::State& s) {
      if (detail::is_current(current, s)) out += "  <!-- current -->\n";
      out += "  <state id=\"" + detail::escaped(s.name) + "\">\n";
      // SCXML takes the first transition that fits, the table's dispatch the last row.
      for (std::size_t left = d.rows.size(); left > 0; --left) {
        const auto& r = d.rows[left - 1];
        if (r.from != s.name) continue;
        std::string condition;
        for (const auto& g : r.guards) condition += (condition.empty() ? "" : " and ") + g;
        out += "    <transition event=\"" + detail::escaped(r.command) + "\"" +
               (condition.empty() ? "" : " cond=\"" + detail::escaped(condition) + "\"") +
               (r.to.empty() ? "" : " target=\"" + detail::escaped(r.to) + "\"") + "/>\n";
      }
      out += "  </state>\n";
    };
    std::string initial;
    for (const auto& s : d.states)
      if (s.region == region && s.initial) initial = detail::escaped(s.name);
    out += "<state id=\"region." + std::to_string(region) + "\" initial=\"" + initial + "\">\n";
    for (const auto* s : detail::states_in(d, region, "")) state(*s);
    for (const auto& c : detail::composites_in(d, region)) {
      out += "  <state id=\"" + detail::escaped(c) + "\">\n";
      for (const auto* s : detail::states_in(d, region, c)) state(*s);
      out += "  </state>\n";
    }
    out += "</state>\n";
  }
  if (regions > 1) out += "</parallel>\n";
  return out + "</scxml>\n";
}

}  // namespace rectify
