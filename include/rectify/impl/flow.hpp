// impl/flow.hpp: a machine that a ledger runs: its table, checked, and the way through it.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/flow.hpp>

#include <rectify/impl/flow_body.hpp>
#include <rectify/impl/flow_guards.hpp>
#include <rectify/impl/text.hpp>

#include <algorithm>

namespace rectify {

namespace detail {

constexpr std::size_t no_place = ~std::size_t{0};

inline std::size_t state_at(const Flow::Body& body, std::string_view name) {
  for (std::size_t i = 0; i < body.states.size(); ++i)
    if (body.states[i].name == name) return i;
  return no_place;
}
inline std::size_t input_at(const Flow::Body& body, std::string_view name) {
  for (std::size_t i = 0; i < body.inputs.size(); ++i)
    if (body.inputs[i] == name) return i;
  return no_place;
}
inline Main counted(const Description::State& state) {
  if (const auto main = named<Main>(main_names, state.counts_as)) return *main;
  return state.final ? Main::closed : Main::working;
}
inline bool asks(const FlowRowGuard& guard, const Ask& ask) {
  return guard.holds(ask, guard.args) != guard.negated;
}
inline Refusal answer(const FlowRowGuard& guard, const Ask& ask, const Description& machine) {
  if (guard.why != nullptr && !guard.negated) return guard.why(ask, guard.args);
  return refuse("workflow.guard-says-no", "act.command", ask.act.command,
                {guard.text, machine.name});
}
Refusal no_row(const Flow::Body& body, const std::vector<std::string>& states,
               std::string_view command) {
  std::vector<std::string> from;
  for (const auto& row : body.description.rows)
    if (row.command == command && std::find(from.begin(), from.end(), row.from) == from.end())
      from.push_back(row.from);
  if (from.empty())
    return refuse("kind.unknown", "act.command", command,
                  {guards::join({body.inputs.begin(), body.inputs.end()})});
  return refuse("state.wrong", "act.command", command, {guards::join(states), guards::join(from)});
}

// The table as the checks and the dispatch of compiled machines see it.
struct FlowTable {
  std::vector<TableState> states;
  std::vector<std::vector<TableGuard>> guards;
  std::vector<TableRow> rows;
  std::vector<std::vector<std::string_view>> excluded;
};

// A state from which no row leads to an end; no_place: none. So that no item stays open for ever.
inline std::size_t stuck_state(const FlowTable& table) {
  std::vector<bool> ends(table.states.size());
  for (std::size_t i = 0; i < ends.size(); ++i) ends[i] = table.states[i].final;
  for (bool more = true; more;) {
    more = false;
    for (const auto& row : table.rows)
      if (ends[row.to] && !ends[row.from]) ends[row.from] = more = true;
  }
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (!ends[i]) return i;
  return no_place;
}

inline std::string opposite(const FlowRowGuard& guard) {
  return guard.negated ? guard.text.substr(4) : "not " + guard.text;
}

// What is wrong with a definition's words, before its table is looked at.
inline std::optional<Refusal> unfit_words(const Description& d) {
  const auto fits = [](std::string_view text, std::string_view field) -> std::optional<Refusal> {
    if (auto no = detail::unfit(text, field, limits::name, Lines::one)) return no;
    if (blank(text) || text.find('+') != std::string_view::npos)
      return refuse("workflow.form", field, text, {"a name that is not blank and has no +"});
    if (const auto at = unseen(text))
      return refuse("name.unseen", field, text, {std::to_string(*at)});
    return std::nullopt;
  };
  const auto sized = [](std::size_t n, std::size_t most,
                        std::string_view field) -> std::optional<Refusal> {
    if (n >= 1 && n <= most) return std::nullopt;
    return refuse("workflow.form", field, std::to_string(n), {"1 to " + std::to_string(most)});
  };
  if (auto no = fits(d.name, "workflow.name")) return no;
  if (d.name == "item" || d.name == item_workflow().name)
    return refuse("workflow.form", "workflow.name", d.name,
                  {"another name: this is the item's own"});
  if (d.version == 0) return refuse("workflow.form", "workflow.version", "0", {"1 or more"});
  if (auto no = sized(d.states.size(), 200, "workflow.states")) return no;
  if (auto no = sized(d.rows.size(), 1000, "workflow.rows")) return no;
  for (const auto& s : d.states) {
    if (auto no = fits(s.name, "workflow.states.name")) return no;
    for (const auto& other : d.states)
      if (&other != &s && other.name == s.name)
        return refuse("workflow.form", "workflow.states.name", s.name, {"each state once"});
    const auto main = named<Main>(main_names, s.counts_as);
    if (!s.counts_as.empty() && (!main || *main == Main::unlisted))
      return refuse(
          "workflow.form", "workflow.states.counts_as", s.counts_as,
          {"found, assigned, rectifying.working, rectifying.submitted, verified, closed"});
    if (s.final != (counted(s) == Main::closed))
      return refuse("workflow.form", "workflow.states.counts_as", s.counts_as,
                    {"closed for final states and for no other"});
    if (auto no = detail::unfit(s.within, "workflow.states.within", longest_phrase, Lines::one))
      return no;
    if (s.within.empty()) continue;
    // On one half of the year or the other: 6月底前 is past for half of it.
    auto read = read_phrase(s.within, day(2024, 1, 1));
    if (!read) read = read_phrase(s.within, day(2024, 7, 1));
    if (read && (!read->due || *read->due >= read->reference)) continue;
    if (read)
      return refuse("deadline.past", "workflow.states.within", write_day(*read->due),
                    {write_day(read->reference)});
    Refusal no = std::move(read).refusal();
    no.field = "workflow.states.within";
    return no;
  }
  for (const auto& r : d.rows) {
    if (auto no = fits(r.command, "workflow.rows.command")) return no;
    if (r.guards.size() > 16)
      return refuse("workflow.form", "workflow.rows.guards", std::to_string(r.guards.size()),
                    {"at most 16"});
    for (const auto& guard : r.guards) {
      if (auto no = detail::unfit(guard, "workflow.rows.guards", limits::title, Lines::one))
        return no;
      const std::string_view words(guard.data(), guard.find_last_not_of(' ') + 1);
      if (const auto at = unseen(words))
        return refuse("name.unseen", "workflow.rows.guards", guard, {std::to_string(*at)});
    }
  }
  return std::nullopt;
}

// Puts the body's rows into order and says what is wrong with them.
inline std::optional<Refusal> lay_out(Flow::Body& body) {
  Description& d = body.description;
  FlowTable table;
  for (const auto& s : d.states) {
    table.states.push_back({.name = s.name, .final = s.final});
    if (s.initial) body.initial.push_back(table.states.size() - 1);
  }
  if (body.initial.empty() || body.initial.size() > 8)
    return refuse("workflow.form", "workflow.states.initial", std::to_string(body.initial.size()),
                  {"one initial state in each region, 1 to 8"});
  for (const auto& row : d.rows)
    if (std::find(body.inputs.begin(), body.inputs.end(), row.command) == body.inputs.end())
      body.inputs.push_back(row.command);
  const auto place = [&](const std::string& name) {
    std::size_t i = 0;
    while (i < d.states.size() && d.states[i].name != name) ++i;
    return i;
  };
  table.excluded.reserve(d.rows.size() * 17), table.guards.reserve(d.rows.size());
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    const auto& row = d.rows[i];
    const std::size_t from = place(row.from), to = row.to.empty() ? from : place(row.to);
    for (const auto at : {from, to})
      if (at == d.states.size())
        return refuse("workflow.form", at == from ? "workflow.rows.from" : "workflow.rows.to",
                      at == from ? row.from : row.to, {"one of the states"});
    body.rows[i].from = from, body.rows[i].to = to;
    body.rows[i].input = static_cast<std::size_t>(
        std::find(body.inputs.begin(), body.inputs.end(), row.command) - body.inputs.begin());
    auto& guards = table.guards.emplace_back();
    for (auto& guard : body.rows[i].guards) {
      guard.opposite = opposite(guard);
      auto& excluded = table.excluded.emplace_back(guard.excludes);
      excluded.push_back(guard.opposite);
      guards.push_back({guard.text, excluded});
    }
    if (d.states[from].final)  // what is over stays so: reopening is another item's business
      return refuse("workflow.form", "workflow.rows.from", row.from, {"a state that is not final"});
    table.rows.push_back({from, body.rows[i].input, to, row.to.empty(), guards});
  }
  detail::lay_out(table.states, table.rows, body.initial);
  const std::vector<std::string_view> inputs(body.inputs.begin(), body.inputs.end());
  const auto [flaw, at] = flaw_of({d.name, d.version, table.states, inputs, table.rows});
  switch (flaw) {
    case Flaw::none: break;
    case Flaw::unreachable: return refuse("workflow.unreachable", "workflow.states", at);
    case Flaw::dead_end: return refuse("workflow.dead-end", "workflow.states", at);
    case Flaw::two_rows_fire: return refuse("workflow.two-rows", "workflow.rows", at);
    case Flaw::state_in_two_regions: return refuse("workflow.two-regions", "workflow.states", at);
  }
  if (const auto stuck = stuck_state(table); stuck != no_place)
    return refuse("workflow.dead-end", "workflow.states", d.states[stuck].name);
  for (std::size_t i = 0; i < d.states.size(); ++i) {
    d.states[i].region = table.states[i].region;
    body.states.push_back({d.states[i].name, table.states[i].region, table.states[i].place});
  }
  for (std::size_t i = 0; i < d.rows.size(); ++i)
    d.rows[i].region = body.states[body.rows[i].from].region;
  d.fingerprint = fingerprint_of(d);
  // Of the rows of a state and a command the last is tried first, as in MSM.
  body.by_state.resize(d.states.size() * body.inputs.size());
  for (std::size_t i = d.rows.size(); i-- > 0;)
    body.by_state[body.rows[i].from * body.inputs.size() + body.rows[i].input].push_back(i);
  return std::nullopt;
}

// "not role(manager, director)" with the function that it names.
inline Result<FlowRowGuard> read_guard(const std::string& text, const FlowGuards& guards) {
  FlowRowGuard guard;
  std::string_view words = text;
  if (words.starts_with("not ")) guard.negated = true, words.remove_prefix(4);
  const auto open = words.find('(');
  const std::string_view name = words.substr(0, open);
  const auto trimmed = [](std::string_view word) {
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    return std::string(word);
  };
  const auto wrong = [&](const std::string& right) {
    return refuse("workflow.guard", "workflow.rows.guards", text, {right});
  };
  if (open != std::string_view::npos) {
    if (!words.ends_with(')')) return wrong("name(argument, argument)");
    std::string_view list = words.substr(open + 1, words.size() - open - 2);
    while (true) {
      const auto comma = list.find(',');
      guard.args.push_back(trimmed(list.substr(0, comma)));
      if (guard.args.back().empty() || guard.args.back().find_first_of("()") != std::string::npos)
        return wrong("name(argument, argument)");
      if (comma == std::string_view::npos) break;
      list.remove_prefix(comma + 1);
    }
  }
  const auto known = guards.find(name);
  if (known == guards.end()) {
    std::string all;
    for (const auto& [one, unused] : guards) all.append(all.empty() ? "" : ", ").append(one);
    return wrong(all);
  }
  const FlowGuard& function = known->second;
  if (guard.args.size() < function.least || guard.args.size() > function.most)
    return wrong(std::string(name) + " with " + std::to_string(function.least) + " to " +
                 std::to_string(function.most) + " arguments");
  if (name == "field-at-most" && !flow_guards::number(guard.args[1]))
    return wrong("field-at-most(name, a number)");
  guard.holds = function.holds, guard.why = function.why, guard.of_data = function.of_data;
  if (guard.negated) guard.of_data = false;  // nothing that a form could ask for
  guard.text = std::string(guard.negated ? "not " : "") + std::string(name);
  if (!guard.args.empty()) guard.text += "(" + guards::join(guard.args) + ")";
  return guard;
}

FlowRowGuard standard_guard(std::string_view text) {
  return read_guard(std::string(text), standard_guards()).value();
}

Result<Flow> flow_on(std::shared_ptr<Flow::Body> body) {
  if (auto no = unfit_words(body->description)) return *std::move(no);
  if (auto no = lay_out(*body)) return *std::move(no);
  return Flow(std::move(body));
}

}  // namespace detail

Result<Flow> make_flow(Description definition, const FlowGuards& guards) {
  auto body = std::make_shared<Flow::Body>();
  if (auto no = detail::unfit_words(definition)) return *std::move(no);
  for (auto& row : definition.rows) {
    auto& made = body->rows.emplace_back();
    for (auto& text : row.guards) {
      auto guard = detail::read_guard(text, guards);
      if (!guard) return std::move(guard).refusal();
      for (const auto& other : made.guards)
        if (other.text == detail::opposite(*guard))
          return refuse("workflow.guard", "workflow.rows.guards", text,
                        {"either this guard or its \"not\", since both never hold"});
      text = guard->text;
      made.guards.push_back(*std::move(guard));
    }
  }
  body->description = std::move(definition);
  return detail::flow_on(std::move(body));
}

Flow::Flow(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

const Description& Flow::description() const { return body_->description; }

FlowState Flow::initial() const {
  const Description& d = body_->description;
  FlowState at{d.name, d.version, d.fingerprint, {}};
  for (const auto state : body_->initial) at.states.push_back(d.states[state].name);
  return at;
}

std::optional<Refusal> Flow::unfit(const std::vector<std::string>& states) const {
  const auto& all = body_->states;
  if (states.size() != body_->initial.size())
    return refuse("migration.unknown-place", "states", guards::join(states),
                  {std::to_string(body_->initial.size()) + " states, one of each region"});
  for (std::size_t region = 0; region < states.size(); ++region) {
    const auto at = detail::state_at(*body_, states[region]);
    if (at != detail::no_place && all[at].region == region) continue;
    std::vector<std::string> known;
    for (const auto& state : all)
      if (state.region == region) known.push_back(state.name);
    return refuse("migration.unknown-place", "states", states[region], {guards::join(known)});
  }
  return std::nullopt;
}

Result<std::vector<std::string>> Flow::step(const std::vector<std::string>& states,
                                            const Ask& ask) const {
  const Body& body = *body_;
  const std::size_t input = detail::input_at(body, ask.act.command);
  if (input == detail::no_place) return detail::no_row(body, states, ask.act.command);
  if (body.move != nullptr) return body.move(body, states, input, ask);
  std::vector<std::string> next = states;
  bool fired = false;
  const detail::FlowRowGuard* said_no = nullptr;
  for (std::size_t region = 0; region < states.size(); ++region) {
    const std::size_t from = detail::state_at(body, states[region]);
    if (from == detail::no_place) continue;
    for (const std::size_t i : body.by_state[from * body.inputs.size() + input]) {
      const detail::FlowRowGuard* no = nullptr;
      for (const auto& guard : body.rows[i].guards)
        if (!detail::asks(guard, ask)) {
          no = &guard;
          break;
        }
      if (no == nullptr) {
        if (body.rows[i].to != from) next[region] = body.states[body.rows[i].to].name;
        fired = true;
        break;
      }
      if (said_no == nullptr) said_no = no;
    }
  }
  if (fired) return next;
  if (said_no != nullptr) return detail::answer(*said_no, ask, body.description);
  return detail::no_row(body, states, ask.act.command);
}

std::vector<Allowance> Flow::allowed(const std::vector<std::string>& states, const Ask& ask) const {
  const Body& body = *body_;
  std::vector<Allowance> all;
  const CommandKind kind = kind_of(Body::Command(Act{}));
  for (std::size_t input = 0; input < body.inputs.size(); ++input) {
    Act act = ask.act;
    act.command = body.inputs[input];
    const Ask one{ask.item, act, ask.actor, ask.today, ask.context};
    std::optional<Allowance> best;
    for (const auto& state : states) {
      const std::size_t from = detail::state_at(body, state);
      if (from == detail::no_place) continue;
      for (const std::size_t i : body.by_state[from * body.inputs.size() + input]) {
        Allowance answer{kind, act.command, true, {}, {}};
        for (const auto& guard : body.rows[i].guards)
          if (!detail::asks(guard, one))
            (guard.of_data ? answer.needs : answer.reasons)
                .push_back(detail::answer(guard, one, body.description));
        answer.allowed = answer.reasons.empty();
        // Of several rows the one that wants least.
        const bool better = !best || (answer.allowed &&
                                      (!best->allowed || answer.needs.size() < best->needs.size()));
        if (better) best = std::move(answer);
      }
    }
    if (!best)
      best = Allowance{kind, act.command, false, {detail::no_row(body, states, act.command)}, {}};
    all.push_back(*std::move(best));
  }
  return all;
}

Main Flow::counts_as(const std::vector<std::string>& states) const {
  for (const auto& state : states) {
    const auto at = detail::state_at(*body_, state);
    if (at == detail::no_place) continue;
    const auto main = detail::counted(body_->description.states[at]);
    if (main != Main::closed) return main;
  }
  return Main::closed;
}

std::string_view Flow::within(const std::vector<std::string>& former,
                              const std::vector<std::string>& states) const {
  for (std::size_t region = 0; region < states.size(); ++region) {
    if (region < former.size() && former[region] == states[region]) continue;
    const auto at = detail::state_at(*body_, states[region]);
    if (at != detail::no_place && !body_->description.states[at].within.empty())
      return body_->description.states[at].within;
  }
  return {};
}

}  // namespace rectify
