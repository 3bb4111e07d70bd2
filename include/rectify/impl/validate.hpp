// impl/validate.hpp: is a command fit to be looked at? Its texts, its lists and its actor.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>

#include <rectify/impl/text.hpp>

#include <algorithm>

namespace rectify::detail {

// Remembers the first thing that is wrong.
class Fitness {
 public:
  explicit Fitness(std::string_view command) : command_(command) {}

  Fitness& name(std::string_view text, std::string_view field, std::size_t most = limits::name) {
    return check(text, field, most, Lines::one);
  }
  // Of a person or a unit.
  Fitness& who(std::string_view text, std::string_view field) {
    name(text, field);
    if (no_ || blank(text)) return *this;
    if (const auto at = unseen(text))
      no_ = refuse("name.unseen", path(field), text, {std::to_string(*at)});
    return *this;
  }
  Fitness& title(std::string_view text, std::string_view field) {
    return check(text, field, limits::title, Lines::one);
  }
  Fitness& text(std::string_view text, std::string_view field) {
    return check(text, field, limits::text, Lines::many);
  }
  template <class T>
  Fitness& list(const std::vector<T>& list, std::string_view field,
                std::size_t most = limits::list) {
    if (!no_ && list.size() > most)
      no_ =
          refuse("text.too-many", path(field), std::to_string(list.size()), {std::to_string(most)});
    return *this;
  }
  Fitness& evidence(const std::vector<Evidence>& list_, const Item& item) {
    list(list_, "evidence");
    if (!no_ && list_.size() + item.evidence.size() > limits::whole_list)
      no_ = refuse("text.too-many", path("evidence"),
                   std::to_string(list_.size() + item.evidence.size()),
                   {std::to_string(limits::whole_list)});
    for (const auto& e : list_) {
      if (no_) return *this;
      text(e.text, "evidence.text");
      known(e.kind, evidence_names, "evidence.kind");
      if (!no_ && blank(e.text)) no_ = refuse("evidence.blank", path("evidence.text"), e.text);
      const bool digest = e.sha256.size() == 64 &&
                          e.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (!no_ && (e.kind == EvidenceKind::file ? !digest : !e.sha256.empty()))
        no_ = refuse("evidence.sha256", path("evidence.sha256"), shorten(e.sha256, 100));
    }
    return *this;
  }
  Fitness& owner(const Owner& o) {
    who(o.unit, "owner.unit").who(o.leader, "owner.leader").who(o.handler, "owner.handler");
    list(o.co_units, "owner.co_units");
    for (const auto& unit : o.co_units) who(unit, "owner.co_units");
    return *this;
  }
  // Those of the item are counted with them: names that are new come on top.
  Fitness& fields(const std::vector<Field>& fields, const Item& item) {
    list(fields, "fields");
    std::size_t all = item.fields.size();
    for (const Field& one : fields) {
      name(one.name, "fields.name").text(one.value, "fields.value");
      if (!no_ && blank(one.name)) no_ = refuse("fields.missing", path("fields.name"), one.name);
      if (!field(item, one.name)) ++all;
    }
    if (!no_ && all > limits::list)
      no_ = refuse("text.too-many", path("fields"), std::to_string(all),
                   {std::to_string(limits::list)});
    return *this;
  }
  Fitness& phrase(std::string_view text, std::string_view field) {
    return check(text, field, longest_phrase, Lines::many);
  }
  Fitness& deadline(std::string_view deadline, std::string_view phrase) {
    return this->phrase(deadline, "deadline").phrase(phrase, "phrase");
  }
  template <class Enum, std::size_t N>
  Fitness& known(Enum value, const std::array<std::string_view, N>& names, std::string_view field) {
    if (no_ || static_cast<std::size_t>(value) < N) return *this;
    std::string all;
    for (const auto name : names) all.append(all.empty() ? "" : ", ").append(name);
    no_ = refuse("kind.unknown", path(field), std::to_string(static_cast<int>(value)), {all});
    return *this;
  }
  Fitness& civil(const std::optional<Day>& day, std::string_view field) {
    if (!no_ && day && (*day < first_day || *day > last_day))
      no_ = refuse("day.range", path(field), std::to_string(day->time_since_epoch().count()));
    return *this;
  }
  std::optional<Refusal> first() && { return std::move(no_); }

 private:
  Fitness& check(std::string_view text, std::string_view field, std::size_t most, Lines lines) {
    if (!no_ && !text.empty()) {
      no_ = unfit(text, field, most, lines);
      if (no_) no_->field = path(field);
    }
    return *this;
  }
  [[nodiscard]] std::string path(std::string_view field) const {
    return command_.empty() ? std::string(field) : std::string(command_) + "." + std::string(field);
  }

  std::string_view command_;
  std::optional<Refusal> no_;
};

inline void fit(Fitness& f, const Item& item, const Report& c) {
  f.title(c.title, "title").text(c.description, "description").title(c.source, "source");
  f.name(c.category, "category").name(c.reference, "reference").text(c.measures, "measures");
  f.text(c.goal, "goal").phrase(c.phrase, "phrase").civil(c.document_day, "document_day");
  f.text(c.remarks, "remarks").owner(c.owner).who(c.supervisor, "supervisor");
  f.name(c.workflow, "workflow").fields(c.fields, item);
}
inline void fit(Fitness& f, const Item& item, const Act& c) {
  f.name(c.command, "command").text(c.reason, "reason").owner(c.owner);
  f.who(c.supervisor, "supervisor").deadline(c.deadline, c.phrase);
  f.civil(c.reference_day, "reference_day").evidence(c.evidence, item).fields(c.fields, item);
}
inline void fit(Fitness& f, const Item&, const Migrate& c) {
  f.list(c.states, "states").text(c.reason, "reason");
  for (const auto& state : c.states) f.name(state, "states");
}
inline void fit(Fitness& f, const Item&, const Assign& c) {
  f.owner(c.owner).who(c.supervisor, "supervisor").deadline(c.deadline, c.phrase);
  f.text(c.measures, "measures").text(c.goal, "goal").civil(c.reference_day, "reference_day");
}
inline void fit(Fitness& f, const Item& item, const FixAtOnce& c) {
  f.owner(c.owner).who(c.supervisor, "supervisor").text(c.measures, "measures");
  f.evidence(c.evidence, item);
}
inline void fit(Fitness& f, const Item&, const Reassign& c) {
  f.owner(c.owner).who(c.supervisor, "supervisor").deadline(c.deadline, c.phrase);
  f.civil(c.reference_day, "reference_day").text(c.reason, "reason");
}
inline void fit(Fitness& f, const Item&, const Progress& c) {
  f.text(c.measures, "measures").text(c.note, "note");
}
inline void fit(Fitness& f, const Item& item, const Submit& c) {
  f.evidence(c.evidence, item).text(c.note, "note");
}
inline void fit(Fitness& f, const Item& item, const Attach& c) { f.evidence(c.evidence, item); }
inline void fit(Fitness& f, const Item&, const Comment& c) { f.text(c.text, "text"); }
inline void fit(Fitness& f, const Item& item, const LinkTo& c) {
  f.known(c.link.kind, link_names, "link.kind").text(c.link.text, "link.text");
  f.list(item.links, "links", limits::whole_list - 1);
}
inline void fit(Fitness& f, const Item&, const Correct& c) {
  const auto given = [](const std::optional<std::string>& text) -> std::string_view {
    return text ? std::string_view(*text) : std::string_view();
  };
  f.title(given(c.title), "title").text(given(c.description), "description");
  f.title(given(c.source), "source").name(given(c.category), "category");
  f.name(given(c.reference), "reference").text(given(c.measures), "measures");
  f.text(given(c.goal), "goal").text(given(c.remarks), "remarks");
  f.text(c.reason, "reason");
}
// The others have a reason or a note, and some a deadline.
template <class C>
void fit(Fitness& f, const Item&, const C& c) {
  if constexpr (requires { c.reason; }) f.text(c.reason, "reason");
  if constexpr (requires { c.note; }) f.text(c.note, "note");
  if constexpr (requires { c.deadline; })
    f.deadline(c.deadline, c.phrase).civil(c.reference_day, "reference_day");
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all;
}

// Who acts: named, in roles that the policy knows, standing in only where that was granted.
inline std::optional<Refusal> unfit_actor(const Actor& actor, Day today, const Policy& policy) {
  Fitness f("");
  f.who(actor.name, "actor.name").who(actor.unit, "actor.unit").list(actor.roles, "actor.roles");
  for (const auto& role : actor.roles) f.name(role, "actor.roles");
  f.who(actor.stands_in_for, "actor.stands_in_for");
  f.who(actor.stands_in_for_unit, "actor.stands_in_for_unit");
  if (auto no = std::move(f).first()) return no;
  if (blank(actor.name)) return refuse("actor.missing", "actor.name", actor.name);
  const auto& known = policy.roles;
  for (const auto& role : actor.roles)
    if (std::find(known.begin(), known.end(), role) == known.end())
      return refuse("actor.unknown-role", "actor.roles", role, {joined(policy.roles)});
  if (actor.stands_in_for.empty()) {
    if (actor.stands_in_for_unit.empty()) return std::nullopt;
    return refuse("actor.no-stand-in", "actor.stands_in_for", "", {actor.name});
  }
  for (const auto& grant : policy.stand_ins)
    if (grant.name == actor.name && grant.for_name == actor.stands_in_for && grant.from <= today &&
        today <= grant.to)
      return std::nullopt;
  return refuse("actor.no-stand-in", "actor.stands_in_for", actor.stands_in_for,
                {actor.name, write_day(today)});
}

// Who may set another policy, and whatever else is the ledger's own.
inline bool may_set(const Actor& actor, const Policy& policy) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const auto& role) {
    const auto& may = policy.policy_roles;
    return std::find(may.begin(), may.end(), role) != may.end();
  });
}

// When: in the years that can be written, here and in UTC.
inline std::optional<Refusal> unfit_instant(Instant at, Zone zone) {
  for (const Day day : {day_of(at, zone), day_of(at, Zone{0})})
    if (day < first_day || day > last_day)
      return refuse("instant.range", "at", std::to_string(at.time_since_epoch().count()));
  return std::nullopt;
}

// Who and when, of a command or of one that might be given. Time passes by itself, and a calendar is
// as it is: tick and reckon need no person behind them.
inline std::optional<Refusal> unfit_setting(const Actor& actor, CommandKind kind, Instant at,
                                            const Context& context) {
  if (auto no = unfit_instant(at, context.zone)) return no;
  if ((name(kind) == Tick::name || name(kind) == Reckon::name) && actor == Actor{})
    return std::nullopt;
  return unfit_actor(actor, day_of(at, context.zone), context.policy);
}

inline std::optional<Refusal> unfit_command(const Item& item, const Command& command,
                                            const Context& context) {
  const auto kind = kind_of(command.body);
  Fitness head("");
  if (auto no = std::move(head.name(command.id, "id")).first()) return no;
  if (auto no = unfit_setting(command.actor, kind, command.at.value_or(Instant{}), context))
    return no;
  Fitness body(name(kind));
  std::visit([&](const auto& c) { fit(body, item, c); }, command.body);
  return std::move(body).first();
}

}  // namespace rectify::detail
