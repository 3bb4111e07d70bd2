// impl/validate.hpp: is a command fit to be looked at? Its texts, its lists and its actor.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>

#include <rectify/impl/text.hpp>

namespace rectify::detail {

// Remembers the first thing that is wrong.
class Fitness {
 public:
  explicit Fitness(std::string_view command) : command_(command) {}

  Fitness& name(std::string_view text, std::string_view field, std::size_t most = limits::name) {
    return check(text, field, most, Lines::one);
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
      if (!no_ && e.text.find_first_not_of(" \t\r\n") == std::string::npos)
        no_ = refuse("evidence.blank", path("evidence.text"), e.text);
      const bool digest = e.sha256.size() == 64 &&
                          e.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (!no_ && (e.kind == EvidenceKind::file ? !digest : !e.sha256.empty()))
        no_ = refuse("evidence.sha256", path("evidence.sha256"), shorten(e.sha256, 100));
    }
    return *this;
  }
  Fitness& owner(const Owner& o) {
    name(o.unit, "owner.unit").name(o.leader, "owner.leader").name(o.handler, "owner.handler");
    list(o.co_units, "owner.co_units");
    for (const auto& unit : o.co_units) name(unit, "owner.co_units");
    return *this;
  }
  Fitness& deadline(std::string_view deadline, std::string_view phrase) {
    return name(deadline, "deadline").name(phrase, "phrase");
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

inline void fit(Fitness& f, const Item&, const Report& c) {
  f.title(c.title, "title").text(c.description, "description").title(c.source, "source");
  f.name(c.category, "category").name(c.reference, "reference").text(c.measures, "measures");
  f.text(c.goal, "goal").name(c.phrase, "phrase").text(c.remarks, "remarks").owner(c.owner);
  f.name(c.supervisor, "supervisor");
}
inline void fit(Fitness& f, const Item&, const Assign& c) {
  f.owner(c.owner).name(c.supervisor, "supervisor").deadline(c.deadline, c.phrase);
  f.text(c.measures, "measures").text(c.goal, "goal");
}
inline void fit(Fitness& f, const Item& item, const FixAtOnce& c) {
  f.owner(c.owner).name(c.supervisor, "supervisor").text(c.measures, "measures");
  f.evidence(c.evidence, item);
}
inline void fit(Fitness& f, const Item&, const Reassign& c) {
  f.owner(c.owner).name(c.supervisor, "supervisor").deadline(c.deadline, c.phrase);
  f.text(c.reason, "reason");
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
  f.text(c.link.text, "text").list(item.links, "links", limits::whole_list - 1);
}
inline void fit(Fitness& f, const Item&, const Correct& c) {
  const std::string none;
  f.title(c.title.value_or(none), "title").text(c.description.value_or(none), "description");
  f.title(c.source.value_or(none), "source").name(c.category.value_or(none), "category");
  f.name(c.reference.value_or(none), "reference").text(c.measures.value_or(none), "measures");
  f.text(c.goal.value_or(none), "goal").text(c.remarks.value_or(none), "remarks");
  f.text(c.reason, "reason");
}
// The others have a reason or a note, and some a deadline.
template <class C>
void fit(Fitness& f, const Item&, const C& c) {
  if constexpr (requires { c.reason; }) f.text(c.reason, "reason");
  if constexpr (requires { c.note; }) f.text(c.note, "note");
  if constexpr (requires { c.deadline; }) f.deadline(c.deadline, c.phrase);
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all;
}

// Who acts: named, in roles that the policy knows, standing in only where that was granted.
inline std::optional<Refusal> unfit_actor(const Actor& actor, Day today, const Policy& policy) {
  Fitness f("");
  f.name(actor.name, "actor.name").name(actor.unit, "actor.unit").list(actor.roles, "actor.roles");
  f.name(actor.stands_in_for, "actor.stands_in_for");
  f.name(actor.stands_in_for_unit, "actor.stands_in_for_unit");
  if (auto no = std::move(f).first()) return no;
  if (actor.name.find_first_not_of(' ') == std::string::npos)
    return refuse("actor.missing", "actor.name", actor.name);
  for (const auto& role : actor.roles)
    if (std::find(policy.roles.begin(), policy.roles.end(), role) == policy.roles.end())
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

inline std::optional<Refusal> unfit_command(const Item& item, const Command& command,
                                            const Context& context) {
  const Day today = day_of(command.at.value_or(Instant{}), context.zone);
  if (today < day(1900, 1, 1) || today > day(2999, 12, 31))
    return refuse("instant.range", "at", std::to_string(today.time_since_epoch().count()));
  Fitness head("");
  if (auto no = std::move(head.name(command.id, "id")).first()) return no;
  // Time passes by itself: the ledger's tick has no person behind it.
  if (!std::holds_alternative<Tick>(command.body) || !(command.actor == Actor{}))
    if (auto no = unfit_actor(command.actor, today, context.policy)) return no;
  Fitness body(name(kind_of(command.body)));
  std::visit([&](const auto& c) { fit(body, item, c); }, command.body);
  return std::move(body).first();
}

}  // namespace rectify::detail
