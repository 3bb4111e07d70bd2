// ocel.cpp: a ledger's history as an object-centric event log, OCEL 2.0 in JSON. Objects are items,
// units and persons.
// SPDX-License-Identifier: BSL-1.0
#include "interchange/mining.hpp"

#include <map>
#include <set>

namespace rectify {

namespace {

using interchange::Kind;
using interchange::Out;

std::string of_item(ItemId id) { return "item:" + std::to_string(id); }

// Writes one log. Units and persons are gathered on the way and written at the end.
class Log {
 public:
  Log(const Ledger& ledger, Sink sink, Told told)
      : ledger_(ledger),
        zone_(ledger.zone()),
        last_(ledger.counters().events),
        out_(sink),
        told_(told) {}

  void write() {
    types();
    out_ << ",\n\"events\":[";
    events();
    out_ << "\n],\n\"objects\":[";
    objects();
    out_ << "\n]}\n";
    out_.flush();
  }

 private:
  // ── pieces of JSON ───────────────────────────────────────────────────────────────────────────
  void text(std::string_view value) { interchange::append_json(out_.text(), value); }
  void member(std::string_view key, std::string_view value) {
    text(key);
    out_ << ":";
    text(value);
  }
  void part(bool& first) {
    out_ << (first ? "" : ",");
    first = false;
  }
  void value(Kind kind, std::string_view words) {
    out_ << ",\"value\":";
    if (kind == Kind::number)
      out_ << words;
    else
      text(words);
  }
  void begin(std::string_view id, std::string_view type, bool& first) {
    part(first);
    out_ << "\n{";
    member("id", id);
    out_ << ",";
    member("type", type);
  }

  // Whom or what something is related to, each with the word for how; once.
  class Relations {
   public:
    explicit Relations(Log& log) : log_(log) {}
    void add(const std::string& object, std::string_view how) { all_.emplace(object, how); }
    void unit(const std::string& name, std::string_view how) {
      if (name.empty()) return;
      log_.units_.insert(name);
      add("unit:" + name, how);
    }
    void person(const std::string& name, const std::string& unit, std::string_view how) {
      if (name.empty()) return;
      auto& units = log_.persons_[name];
      if (!unit.empty()) units.insert(unit), log_.units_.insert(unit);
      add("person:" + name, how);
    }
    void owner(const Owner& owner) {
      unit(owner.unit, "owner");
      person(owner.leader, owner.unit, "leader");
      person(owner.handler, owner.unit, "handler");
      for (const auto& other : owner.co_units) unit(other, "assists");
    }
    void item(ItemId id, std::string_view how) {  // only of what is there
      if (id > 0 && log_.ledger_.find(id)) add(of_item(id), how);
    }
    void write() {
      bool first = true;
      log_.out_ << ",\"relationships\":[";
      for (const auto& [object, how] : all_) {
        log_.part(first);
        log_.out_ << "{";
        log_.member("objectId", object);
        log_.out_ << ",";
        log_.member("qualifier", how);
        log_.out_ << "}";
      }
      log_.out_ << "]}";
    }

   private:
    Log& log_;
    std::set<std::pair<std::string, std::string>> all_{};
  };

  // ── types ────────────────────────────────────────────────────────────────────────────────────
  void declare(bool& first, std::string_view name, Kind kind) {
    part(first);
    out_ << "{";
    member("name", name);
    out_ << (kind == Kind::number ? R"(,"type":"integer"})" : R"(,"type":"string"})");
  }
  template <std::size_t... Kinds>
  void event_types(std::index_sequence<Kinds...>) {
    bool first_type = true;
    const auto type = [&](std::string_view name, const auto& body) {
      part(first_type);
      out_ << "\n{";
      member("name", name);
      out_ << ",\"attributes\":[";
      bool first = true;
      for (const auto always : {"state", "due", "roles", "batch"})
        declare(first, always, Kind::text);
      interchange::each_word_in(
          body, [&](std::string_view word, Kind kind, const auto&) { declare(first, word, kind); });
      out_ << "]}";
    };
    (type(command_names[Kinds], std::variant_alternative_t<Kinds, Body>{}), ...);
  }
  void types() {
    out_ << "{\"eventTypes\":[";
    event_types(std::make_index_sequence<command_kinds>{});
    out_ << "\n],\n\"objectTypes\":[\n{\"name\":\"item\",\"attributes\":[";
    bool first = true;
    for (const auto& field : interchange::item_fields) declare(first, field.name, field.kind);
    out_ << "]},\n{\"name\":\"unit\",\"attributes\":[{\"name\":\"name\",\"type\":\"string\"}]},"
         << "\n{\"name\":\"person\",\"attributes\":[{\"name\":\"name\",\"type\":\"string\"}]}\n]";
  }

  // ── events ───────────────────────────────────────────────────────────────────────────────────
  void event(const Event& e, bool& first_event) {
    begin("event:" + std::to_string(e.seq), name(kind_of(e.body)), first_event);
    out_ << ",";
    member("time", write_instant(e.at, zone_));
    out_ << ",\"attributes\":[";
    bool first = true;
    const auto attribute = [&](std::string_view key, Kind kind, const std::string& words) {
      if (words.empty()) return;
      part(first);
      out_ << "{";
      member("name", key);
      value(kind, words);
      out_ << "}";
    };
    std::string roles;
    for (const auto& role : e.actor.roles) roles += (roles.empty() ? "" : ", ") + role;
    attribute("state", Kind::text, std::string(name(e.state.main)));
    if (e.deadline && e.deadline->due) attribute("due", Kind::text, write_day(*e.deadline->due));
    attribute("roles", Kind::text, roles);
    attribute("batch", Kind::text, e.batch_id);
    interchange::each_word(e.body, attribute);
    out_ << "]";

    Relations to(*this);
    to.add(of_item(e.item), "item");
    to.person(e.actor.name, e.actor.unit, "by");
    to.unit(e.actor.unit, "from");
    to.person(e.actor.stands_in_for, e.actor.stands_in_for_unit, "for");
    std::visit(
        [&](const auto& c) {
          if constexpr (requires { Owner(c.owner); }) to.owner(c.owner);
          if constexpr (requires { std::string(c.supervisor); })
            to.unit(c.supervisor, "supervisor");
          if constexpr (requires { ItemId{c.into}; }) to.item(c.into, "merged into");
          if constexpr (requires { ItemId{c.link.target}; })
            to.item(c.link.target, name(c.link.kind));
        },
        e.body);
    to.write();
    out_.flush(interchange::worth_it);
  }
  void events() {
    bool first = true;
    for (std::uint64_t seq = 0; seq < last_;) {
      const auto page = ledger_.events(seq, std::min<std::uint64_t>(256, last_ - seq));
      if (page.empty()) return;
      for (const auto& recorded : page)
        if (const auto* e = std::get_if<Event>(&recorded.what)) event(*e, first);
      seq = seq_of(page.back());
      if (told_) told_(seq, 2 * last_);  // the objects look at each once more
    }
  }

  // ── objects ──────────────────────────────────────────────────────────────────────────────────
  void item(const Item& now, const std::vector<Event>& life, bool& first_object) {
    begin(of_item(now.id), "item", first_object);
    out_ << ",\"attributes\":[";
    bool first = true;
    Item item;
    std::array<std::string, interchange::item_fields.size()> former;
    for (const auto& e : life) {
      evolve(item, e);
      for (std::size_t i = 0; i < former.size(); ++i) {
        const auto& field = interchange::item_fields[i];
        auto words = field.of(item);
        if (words == former[i]) continue;
        part(first);
        out_ << "{";
        member("name", field.name);
        out_ << ",";
        member("time", write_instant(e.at, zone_));
        value(field.kind, words);
        out_ << "}";
        former[i] = std::move(words);
      }
    }
    out_ << "]";
    Relations to(*this);
    to.owner(now.owner);
    to.unit(now.supervisor, "supervisor");
    to.item(now.merged_into, "merged into");
    for (const auto& link : now.links) to.item(link.target, name(link.kind));
    to.write();
    out_.flush(interchange::worth_it);
  }
  void named(std::string_view type, const std::string& name, const std::set<std::string>& units,
             bool& first) {
    begin(std::string(type) + ":" + name, type, first);
    out_ << R"(,"attributes":[{"name":"name","time":"1970-01-01T00:00:00Z")";
    value(Kind::text, name);
    out_ << "}]";
    Relations to(*this);
    for (const auto& unit : units) to.unit(unit, "of");
    to.write();
    out_.flush(interchange::worth_it);
  }
  void objects() {
    bool first = true;
    const auto tell = [&](std::uint64_t done, std::uint64_t total) {
      if (told_) told_(total + done, 2 * total);
    };
    interchange::each_life(
        ledger_, last_, tell,
        [&](const Item& now, const std::vector<Event>& life) { item(now, life, first); });
    for (const auto& [name, units] : persons_) named("person", name, units, first);
    for (const auto& name : units_) named("unit", name, {}, first);
  }

  const Ledger& ledger_;
  Zone zone_;
  std::uint64_t last_;  // what comes meanwhile is left out
  Out out_;
  Told told_;
  std::set<std::string> units_{};
  std::map<std::string, std::set<std::string>> persons_{};  // with their units
};

}  // namespace

void export_ocel(const Ledger& ledger, Sink sink, Told told) { Log(ledger, sink, told).write(); }

}  // namespace rectify
