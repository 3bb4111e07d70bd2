// impl/evolve.hpp: what each event changes in an item. The machine's states come with the event;
// here are the effects. Asks nothing and refuses nothing.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/lifecycle.hpp>

#include <algorithm>

namespace rectify {

namespace detail {

inline void take(std::string& into, const std::string& text) {
  if (!text.empty()) into = text;
}
inline void take(std::string& into, const std::optional<std::string>& text) {
  if (text) into = *text;
}
// Where no unit is named, the proposed one stays, with what else is said of it.
inline void take(Owner& into, const Owner& owner) {
  if (!owner.unit.empty()) {
    into = owner;
    return;
  }
  take(into.leader, owner.leader);
  take(into.handler, owner.handler);
  if (!owner.co_units.empty()) into.co_units = owner.co_units;
}
inline void add(std::vector<Evidence>& into, const std::vector<Evidence>& evidence) {
  into.insert(into.end(), evidence.begin(), evidence.end());
}

// The effects of one event on an item whose states are still those before it.
struct Effects {
  Item& item;
  const Event& event;

  // Puts the event's deadline in force and keeps the former one.
  void move_deadline() const {
    if (item.deadline && item.deadline != event.deadline)
      item.former_deadlines.push_back(
          {std::move(*item.deadline), event.at, std::string(name(kind_of(event.body))), {}});
    item.deadline = event.deadline;
  }
  void drop_submission() const {
    item.submitted_by.reset();
    item.submitted_at.reset();
  }
  void submitted() const {
    item.submitted_by = event.actor;
    item.submitted_at = event.at;
  }
  // Fields are sorted by name; an empty value takes one away.
  void set(const std::vector<Field>& fields) const {
    for (const Field& field : fields) {
      const auto at =
          std::lower_bound(item.fields.begin(), item.fields.end(), field,
                           [](const Field& a, const Field& b) { return a.name < b.name; });
      const bool there = at != item.fields.end() && at->name == field.name;
      if (field.value.empty()) {
        if (there) item.fields.erase(at);
      } else if (there) {
        *at = field;
      } else {
        item.fields.insert(at, field);
      }
    }
  }
  void close(Resolution resolution) const {
    item.resolution = resolution;
    item.closed_at = event.at;
  }

  void operator()(const Report& c) const {
    item.title = c.title, item.description = c.description, item.source = c.source;
    item.category = c.category, item.reference = c.reference, item.measures = c.measures;
    item.goal = c.goal, item.phrase = c.phrase, item.document_day = c.document_day;
    item.remarks = c.remarks;
    item.severity = c.severity, item.owner = c.owner, item.supervisor = c.supervisor;
    item.reported_at = event.at;
    set(c.fields);
    if (event.flow) submitted();
    if (event.deadline) move_deadline();
  }
  void operator()(const Assign& c) const {
    take(item.owner, c.owner);
    take(item.supervisor, c.supervisor);
    take(item.measures, c.measures);
    take(item.goal, c.goal);
    move_deadline();
  }
  void operator()(const FixAtOnce& c) const {
    take(item.owner, c.owner);
    take(item.supervisor, c.supervisor);
    take(item.measures, c.measures);
    add(item.evidence, c.evidence);
    item.percent = 100;
    submitted();
  }
  void operator()(const Void&) const { close(Resolution::voided); }
  void operator()(const Merge& c) const {
    item.merged_into = c.into;
    close(Resolution::duplicate);
  }
  void operator()(const Decline&) const {
    item.owner = Owner{};
    move_deadline();
  }
  void operator()(const Reassign& c) const {
    item.owner = c.owner;
    take(item.supervisor, c.supervisor);
    drop_submission();
    if (event.deadline) move_deadline();
  }
  void operator()(const Start&) const {}
  void operator()(const Progress& c) const {
    item.percent = c.percent;
    take(item.measures, c.measures);
  }
  void operator()(const Submit& c) const {
    add(item.evidence, c.evidence);
    submitted();
  }
  void operator()(const Recall&) const {}
  void operator()(const Verify&) const {
    item.verified_by = event.actor;
    item.verified_at = event.at;
    if (event.deadline) move_deadline();
  }
  void operator()(const Reject&) const { ++item.rejections; }
  void operator()(const Object&) const {
    item.verified_by.reset();
    item.verified_at.reset();
  }
  void operator()(const Close&) const { close(Resolution::rectified); }
  void operator()(const Reopen&) const {
    ++item.reopenings;
    item.resolution = Resolution::none;
    item.closed_at.reset();
    item.verified_by.reset();
    item.verified_at.reset();
    item.percent = 0;
    move_deadline();
  }
  void operator()(const RequestExtension& c) const {
    if (event.deadline)
      item.extension = ExtensionRequest{*event.deadline, c.reason, event.actor, {}};
  }
  void operator()(const GrantExtension&) const {
    ++item.extensions;
    move_deadline();
  }
  void operator()(const DenyExtension&) const {}
  void operator()(const Hold&) const { item.hold_stops_clock = event.hold_stops_clock; }
  void operator()(const Resume&) const {
    if (event.deadline) move_deadline();
  }
  void operator()(const Comment&) const {}
  void operator()(const Attach& c) const { add(item.evidence, c.evidence); }
  void operator()(const Escalate&) const { item.escalation = event.escalation; }
  void operator()(const ChangeSeverity& c) const { item.severity = c.severity; }
  void operator()(const LinkTo& c) const { item.links.push_back(c.link); }
  void operator()(const Correct& c) const {
    take(item.title, c.title), take(item.description, c.description), take(item.source, c.source);
    take(item.category, c.category), take(item.reference, c.reference);
    take(item.measures, c.measures), take(item.goal, c.goal), take(item.remarks, c.remarks);
  }
  void operator()(const Tick&) const {
    if (event.rung == 0) return;
    item.rung = event.rung;
    item.escalation = event.escalation;
  }
  void operator()(const Act& c) const {
    take(item.owner, c.owner);
    take(item.supervisor, c.supervisor);
    add(item.evidence, c.evidence);
    set(c.fields);
    submitted();
    if (event.deadline) move_deadline();
  }
  void operator()(const Migrate&) const {}
  void operator()(const Reckon&) const {
    if (!event.deadline) return;
    if (item.deadline && item.deadline->due == event.deadline->due)
      item.deadline = event.deadline;  // certain now, and nothing else
    else
      move_deadline();
  }
};

}  // namespace detail

void evolve(Item& item, const Event& event) {
  std::visit(detail::Effects{item, event}, event.body);
  item.state = event.state;
  item.id = event.item;
  item.version = event.version;
  item.changed_at = event.at;
  if (event.flow) {
    item.flow = event.flow;
    if (is_open(item.state))
      item.closed_at.reset();
    else if (!item.closed_at)
      item.closed_at = event.at;
  }
  // What belongs to a state goes with it.
  if (item.state.timeliness != Timeliness::overdue) item.rung = 0;
  if (item.state.extension == Extension::none) item.extension.reset();
  if (item.state.holding == Holding::running) {
    item.held_since.reset();
    item.hold_stops_clock = false;
  } else if (event.day) {
    item.held_since = event.day;
  }
}

}  // namespace rectify
