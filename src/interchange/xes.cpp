// xes.cpp: a ledger's history as an event log of IEEE 1849-2016 (XES): a trace an item.
// SPDX-License-Identifier: BSL-1.0
#include "interchange/mining.hpp"

namespace rectify {

namespace {

using interchange::Kind;
using interchange::Out;

// The order of a log's parts, and that each global attribute is in every event, is the standard's.
constexpr std::string_view head =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
    <string key="lifecycle:transition" value="complete"/>
    <string key="org:resource" value=""/>
  </global>
  <classifier name="Command" keys="concept:name"/>
  <classifier name="Person" keys="org:resource"/>
  <string key="concept:name" value="rectify"/>
)";

void attribute(Out& out, std::string_view type, std::string_view key, std::string_view value) {
  out << "<" << type << " key=\"" << key << "\" value=\"";
  interchange::append_xml(out.text(), value);
  out << "\"/>\n";
}
void attribute(Out& out, Kind kind, std::string_view key, std::string_view value) {
  attribute(out, kind == Kind::number ? "int" : "string", key, value);
}

void event(Out& out, const Event& e, Zone zone) {
  const auto given = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) attribute(out, "string", key, value);
  };
  std::string roles;
  for (const auto& role : e.actor.roles) roles += (roles.empty() ? "" : ", ") + role;
  out << "<event>\n";
  const auto* act = std::get_if<Act>(&e.body);  // which is one of many commands
  attribute(out, "string", "concept:name",
            act != nullptr ? std::string_view(act->command) : name(kind_of(e.body)));
  attribute(out, "date", "time:timestamp", write_instant(e.at, zone));
  attribute(out, "string", "lifecycle:transition", "complete");
  attribute(out, "string", "org:resource", e.actor.name);
  given("org:role", roles);
  given("org:group", e.actor.unit);
  given("stands_in_for", e.actor.stands_in_for);
  attribute(out, "int", "seq", std::to_string(e.seq));
  given("batch", e.batch_id);
  given("state", name(e.state.main));
  if (e.flow) given("place", place(*e.flow));
  if (e.deadline && e.deadline->due) given("due", write_day(*e.deadline->due));
  interchange::each_word(e.body, [&](std::string_view key, Kind kind, const std::string& value) {
    if (!value.empty()) attribute(out, kind, key, value);
  });
  out << "</event>\n";
}

}  // namespace

void export_xes(const Ledger& ledger, Sink sink, Told told) {
  Out out(sink);
  out << head;
  const Zone zone = ledger.zone();
  interchange::each_life(ledger, ledger.counters().events, told,
                         [&](const Item& item, const std::vector<Event>& life) {
                           out << "<trace>\n";
                           attribute(out, "string", "concept:name", std::to_string(item.id));
                           for (const auto& field : interchange::item_fields)
                             if (const auto value = field.of(item); !value.empty())
                               attribute(out, field.kind, field.name, value);
                           for (const auto& e : life) event(out, e, zone);
                           out << "</trace>\n";
                           out.flush(interchange::worth_it);
                         });
  out << "</log>\n";
  out.flush();
}

}  // namespace rectify
