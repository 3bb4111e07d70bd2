// host_put.cpp: what a host asks and is told, to the wire.
// SPDX-License-Identifier: BSL-1.0
#include "codec/convert.hpp"

namespace rectify::codec {

namespace {

std::string word(const std::optional<Day>& day) { return day ? write_day(*day) : std::string(); }
template <class Enum>
std::string word(const std::optional<Enum>& value) {
  return value ? std::string(name(*value)) : std::string();
}

}  // namespace

void put(const Query& v, wire::Query& m) {
  for (const Main state : v.states) m.add_states(std::string(name(state)));
  m.set_light(word(v.light)), m.set_unit(v.unit), m.set_owner(v.owner), m.set_source(v.source);
  m.set_severity(word(v.severity));
  m.set_due_from(word(v.due_from)), m.set_due_to(word(v.due_to));
  if (v.sort != Sort::number) m.set_sort(std::string(name(v.sort)));
  m.set_descending(v.descending), m.set_limit(static_cast<std::uint32_t>(v.limit));
  m.set_after(v.after), m.set_workflow(v.workflow), m.set_place(v.place);
}

void put(const Commands& v, wire::Commands& m) {
  for (const Command& command : v.commands) put(command, *m.add_commands());
  const Batch& batch = v.batch;
  if (!batch.all_or_nothing && !batch.dry_run && batch.id.empty()) return;
  m.mutable_batch()->set_all_or_nothing(batch.all_or_nothing);
  m.mutable_batch()->set_dry_run(batch.dry_run);
  m.mutable_batch()->set_id(batch.id);
}

void put(const MigrationPlan& v, wire::MigrationPlan& m) {
  m.set_workflow(v.workflow), m.set_from(v.from), m.set_to(v.to);
  for (const auto& [from, to] : v.places) {
    auto& place = *m.add_places();
    place.set_from(from), place.set_to(to);
  }
  for (const auto& one : v.without_place) m.add_without_place(one);
  for (const auto& one : v.added_states) m.add_added_states(one);
  for (const auto& one : v.removed_states) m.add_removed_states(one);
  for (const auto& one : v.added_rows) m.add_added_rows(one);
  for (const auto& one : v.removed_rows) m.add_removed_rows(one);
}

namespace {

// How a migration is done, or taken back.
template <class Message>
void put_how(const Migration& how, Message& m) {
  m.set_dry_run(how.dry_run), m.set_reason(how.reason), m.set_id(how.id);
}

}  // namespace

void put(const MigrationOrder& v, wire::MigrationOrder& m) {
  put(v.plan, *m.mutable_plan());
  put_how(v.how, m);
}

void put(const MigrationUndo& v, wire::MigrationUndo& m) {
  m.set_batch(v.batch);
  put_how(v.how, m);
}

void put(const std::vector<Description>& v, wire::Workflows& m) {
  for (const Description& workflow : v) {
    auto& known = *m.add_workflows();
    put(workflow, *known.mutable_definition());
    known.set_fingerprint(workflow.fingerprint);
  }
}

void put(const std::vector<Answer>& v, wire::Answers& m, Lang lang) {
  for (const Answer& answer : v) put(answer, *m.add_answers(), lang);
}

void put(const Page& v, wire::Page& m) {
  for (const Item& item : v.items) put(item, *m.add_items());
  m.set_next(v.next);
}

void put(const std::vector<Recorded>& v, wire::History& m) {
  for (const Recorded& recorded : v) {
    auto& entry = *m.add_entries();
    std::visit([&](const auto& event) { put(event, *entry.mutable_event()); }, recorded.what);
    entry.set_hash(hex(recorded.hash));
  }
}

void put(const std::vector<Allowance>& v, wire::Allowances& m, Lang lang) {
  for (const Allowance& allowance : v) {
    auto& a = *m.add_allowances();
    a.set_command(std::string(name(allowance.command))), a.set_allowed(allowance.allowed);
    a.set_act(allowance.act);
    for (const Refusal& reason : allowance.reasons) put(reason, *a.add_reasons(), lang);
    for (const Refusal& need : allowance.needs) put(need, *a.add_needs(), lang);
  }
}

void put(const Counters& v, wire::Counters& m) {
  for (const Counter& counter : v.by_unit) {
    auto& c = *m.add_by_unit();
    c.set_unit(counter.unit), c.set_state(std::string(name(counter.state)));
    c.set_severity(std::string(name(counter.severity)));
    c.set_light(std::string(name(counter.light))), c.set_items(counter.items);
  }
  for (const DueCount& count : v.by_due) {
    auto& d = *m.add_by_due();
    d.set_due(write_day(count.due)), d.set_items(count.items);
  }
  m.set_events(v.events);
}

void put(const Verification& v, wire::Verification& m) {
  m.set_whole(v.whole), m.set_events(v.events), m.set_items(v.items);
  m.set_flaw(v.flaw), m.set_seq(v.seq), m.set_item(v.item);
}

void put(const DeadlineReading& v, wire::DeadlineReading& m) {
  put(v.deadline, *m.mutable_deadline());
  m.set_en(v.en), m.set_zh(v.zh);
  for (const auto& line : v.explanation.en) m.add_explanation_en(line);
  for (const auto& line : v.explanation.zh) m.add_explanation_zh(line);
  for (const Skipped& skipped : v.explanation.skipped) {
    auto& s = *m.add_skipped();
    s.set_first(write_day(skipped.first)), s.set_last(write_day(skipped.last));
    s.set_why(skipped.why), s.set_why_en(skipped.why_en);
  }
}

}  // namespace rectify::codec
