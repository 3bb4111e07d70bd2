// put.cpp: from the model to the wire.
// SPDX-License-Identifier: BSL-1.0
#include "codec/convert.hpp"

namespace rectify::codec {

namespace {

// A field is written only if it isn't empty, as proto3 has it.
template <class Message>
void keep(const Unknown& unknown, Message& m) {
  // Read as a part of the message: what it doesn't know, it keeps.
  if (!unknown.bytes().empty()) m.MergeFromString(std::string(unknown.bytes()));
}
// An enumerator's name; nothing for a number that is none, which only a cast makes.
template <class Enum, std::size_t N>
std::string word(const std::array<std::string_view, N>& names, Enum value) {
  const auto i = static_cast<std::size_t>(value);
  return i < N ? std::string(names[i]) : std::string();
}
void put(Instant at, wire::Timestamp& m) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  m.set_seconds(seconds.time_since_epoch().count());
  m.set_nanos(static_cast<std::int32_t>((at - seconds).count()) * 1'000'000);
}
}  // namespace

void put(const Actor& v, wire::Actor& m) {
  m.set_name(v.name), m.set_unit(v.unit);
  for (const auto& role : v.roles) m.add_roles(role);
  m.set_stands_in_for(v.stands_in_for), m.set_stands_in_for_unit(v.stands_in_for_unit);
  keep(v.unknown, m);
}

namespace {

bool given(const Actor& v) { return !(v == Actor{}); }
void put(const Owner& v, wire::Owner& m) {
  m.set_unit(v.unit), m.set_leader(v.leader), m.set_handler(v.handler);
  for (const auto& unit : v.co_units) m.add_co_units(unit);
  keep(v.unknown, m);
}
bool given(const Owner& v) { return !(v == Owner{}); }
void put(const Evidence& v, wire::Evidence& m) {
  m.set_kind(word(evidence_names, v.kind)), m.set_text(v.text), m.set_sha256(v.sha256);
  keep(v.unknown, m);
}
void put(const Link& v, wire::Link& m) {
  m.set_kind(word(link_names, v.kind)), m.set_target(v.target), m.set_text(v.text);
  keep(v.unknown, m);
}
std::string word(const std::optional<Day>& day) { return day ? write_day(*day) : std::string(); }
template <class Message>
void put_span(const Span& v, Message& m) {
  m.set_due(word(v.due)), m.set_start(word(v.start)), m.set_counted(word(v.counted));
  m.set_months(v.count.months), m.set_days(v.count.days);
  m.set_working_days(v.count.working_days);
  m.set_to_working_day(v.to_working_day), m.set_provisional(v.provisional);
}
}  // namespace

void put(const Deadline& v, wire::Deadline& m) {
  put_span(v, m);
  if (v.kind != DeadlineKind::date) m.set_kind(word(deadline_names, v.kind));
  m.set_reference(write_day(v.reference)), m.set_text(v.text), m.set_phrase(v.phrase);
  for (const Milestone& one : v.milestones) {
    auto& milestone = *m.add_milestones();
    put_span(one.span, milestone);
    milestone.set_act(one.act);
    keep(one.unknown, milestone);
  }
  m.set_continuous(v.continuous), m.set_review_months(v.review_months);
  keep(v.unknown, m);
}

namespace {

void put(ItemState v, wire::State& m) {
  m.set_main(word(main_names, v.main));
  if (v.extension != Extension{}) m.set_extension(word(extension_names, v.extension));
  if (v.holding != Holding{}) m.set_holding(word(holding_names, v.holding));
  if (v.timeliness != Timeliness{}) m.set_timeliness(word(timeliness_names, v.timeliness));
}
template <class Message>
void put_evidence(const std::vector<Evidence>& evidence, Message& m) {
  for (const auto& e : evidence) put(e, *m.add_evidence());
}
template <class Message>
void put_fields(const std::vector<Field>& fields, Message& m) {
  for (const auto& field : fields) {
    auto& f = *m.add_fields();
    f.set_name(field.name), f.set_value(field.value);
    keep(field.unknown, f);
  }
}
void put(const FlowState& v, wire::Workflow& m) {
  m.set_name(v.workflow), m.set_version(v.version), m.set_fingerprint(v.fingerprint);
}

// ── the bodies of commands and events ──────────────────────────────────────────────────────────

void put(const Report& c, wire::Report& m) {
  m.set_title(c.title), m.set_description(c.description), m.set_source(c.source);
  m.set_category(c.category), m.set_reference(c.reference), m.set_measures(c.measures);
  m.set_goal(c.goal), m.set_phrase(c.phrase), m.set_remarks(c.remarks);
  m.set_document_day(word(c.document_day));
  m.set_severity(word(severity_names, c.severity));
  if (given(c.owner)) put(c.owner, *m.mutable_owner());
  m.set_supervisor(c.supervisor);
  m.set_workflow(c.workflow);
  put_fields(c.fields, m);
}
void put(const Assign& c, wire::Assign& m) {
  if (given(c.owner)) put(c.owner, *m.mutable_owner());
  m.set_supervisor(c.supervisor), m.set_deadline(c.deadline), m.set_phrase(c.phrase);
  m.set_reference_day(word(c.reference_day));
  m.set_measures(c.measures), m.set_goal(c.goal);
}
void put(const FixAtOnce& c, wire::FixAtOnce& m) {
  if (given(c.owner)) put(c.owner, *m.mutable_owner());
  m.set_supervisor(c.supervisor), m.set_measures(c.measures);
  put_evidence(c.evidence, m);
}
void put(const Void& c, wire::Void& m) { m.set_reason(c.reason); }
void put(const Merge& c, wire::Merge& m) { m.set_into(c.into), m.set_reason(c.reason); }
void put(const Decline& c, wire::Decline& m) { m.set_reason(c.reason); }
void put(const Reassign& c, wire::Reassign& m) {
  if (given(c.owner)) put(c.owner, *m.mutable_owner());
  m.set_supervisor(c.supervisor), m.set_deadline(c.deadline), m.set_phrase(c.phrase);
  m.set_reference_day(word(c.reference_day)), m.set_reason(c.reason);
}
void put(const Start& c, wire::Start& m) { m.set_note(c.note); }
void put(const Progress& c, wire::Progress& m) {
  m.set_percent(c.percent), m.set_measures(c.measures), m.set_note(c.note);
}
void put(const Submit& c, wire::Submit& m) {
  put_evidence(c.evidence, m);
  m.set_note(c.note);
}
void put(const Recall& c, wire::Recall& m) { m.set_reason(c.reason); }
void put(const Verify& c, wire::Verify& m) { m.set_note(c.note); }
void put(const Reject& c, wire::Reject& m) { m.set_reason(c.reason); }
void put(const Object& c, wire::Object& m) { m.set_reason(c.reason); }
void put(const Close& c, wire::Close& m) { m.set_note(c.note); }
void put(const Reopen& c, wire::Reopen& m) {
  m.set_reason(c.reason), m.set_deadline(c.deadline), m.set_phrase(c.phrase);
  m.set_reference_day(word(c.reference_day));
}
void put(const RequestExtension& c, wire::RequestExtension& m) {
  m.set_reason(c.reason), m.set_deadline(c.deadline), m.set_phrase(c.phrase);
  m.set_reference_day(word(c.reference_day));
}
void put(const GrantExtension& c, wire::GrantExtension& m) { m.set_note(c.note); }
void put(const DenyExtension& c, wire::DenyExtension& m) { m.set_reason(c.reason); }
void put(const Hold& c, wire::Hold& m) { m.set_reason(c.reason); }
void put(const Resume& c, wire::Resume& m) { m.set_note(c.note); }
void put(const Comment& c, wire::Comment& m) { m.set_text(c.text); }
void put(const Attach& c, wire::Attach& m) { put_evidence(c.evidence, m); }
void put(const Escalate& c, wire::Escalate& m) { m.set_level(c.level), m.set_reason(c.reason); }
void put(const ChangeSeverity& c, wire::ChangeSeverity& m) {
  m.set_severity(word(severity_names, c.severity));
  m.set_reason(c.reason);
}
void put(const LinkTo& c, wire::LinkTo& m) { put(c.link, *m.mutable_link()); }
void put(const Correct& c, wire::Correct& m) {
  if (c.title) m.set_title(*c.title);
  if (c.description) m.set_description(*c.description);
  if (c.source) m.set_source(*c.source);
  if (c.category) m.set_category(*c.category);
  if (c.reference) m.set_reference(*c.reference);
  if (c.measures) m.set_measures(*c.measures);
  if (c.goal) m.set_goal(*c.goal);
  if (c.remarks) m.set_remarks(*c.remarks);
  m.set_reason(c.reason);
}
void put(const Tick&, wire::Tick&) {}
void put(const Reckon&, wire::Reckon&) {}
void put(const Act& c, wire::Act& m) {
  m.set_command(c.command), m.set_reason(c.reason), m.set_supervisor(c.supervisor);
  if (given(c.owner)) put(c.owner, *m.mutable_owner());
  m.set_deadline(c.deadline), m.set_phrase(c.phrase);
  m.set_reference_day(word(c.reference_day));
  put_evidence(c.evidence, m);
  put_fields(c.fields, m);
}
void put(const Migrate& c, wire::Migrate& m) {
  m.set_fingerprint(c.fingerprint), m.set_reason(c.reason);
  for (const auto& state : c.states) m.add_states(state);
}

// Chooses the field of the body in a command or an event.
template <class Message>
struct PutBody {
  Message& m;
  template <class C, class Field>
  void set(const C& c, Field* field) const {
    put(c, *field);
    keep(c.unknown, *field);
  }
  void operator()(const Report& c) const { set(c, m.mutable_report()); }
  void operator()(const Assign& c) const { set(c, m.mutable_assign()); }
  void operator()(const FixAtOnce& c) const { set(c, m.mutable_fix_at_once()); }
  void operator()(const Void& c) const { set(c, m.mutable_void_()); }
  void operator()(const Merge& c) const { set(c, m.mutable_merge()); }
  void operator()(const Decline& c) const { set(c, m.mutable_decline()); }
  void operator()(const Reassign& c) const { set(c, m.mutable_reassign()); }
  void operator()(const Start& c) const { set(c, m.mutable_start()); }
  void operator()(const Progress& c) const { set(c, m.mutable_progress()); }
  void operator()(const Submit& c) const { set(c, m.mutable_submit()); }
  void operator()(const Recall& c) const { set(c, m.mutable_recall()); }
  void operator()(const Verify& c) const { set(c, m.mutable_verify()); }
  void operator()(const Reject& c) const { set(c, m.mutable_reject()); }
  void operator()(const Object& c) const { set(c, m.mutable_object()); }
  void operator()(const Close& c) const { set(c, m.mutable_close()); }
  void operator()(const Reopen& c) const { set(c, m.mutable_reopen()); }
  void operator()(const RequestExtension& c) const { set(c, m.mutable_request_extension()); }
  void operator()(const GrantExtension& c) const { set(c, m.mutable_grant_extension()); }
  void operator()(const DenyExtension& c) const { set(c, m.mutable_deny_extension()); }
  void operator()(const Hold& c) const { set(c, m.mutable_hold()); }
  void operator()(const Resume& c) const { set(c, m.mutable_resume()); }
  void operator()(const Comment& c) const { set(c, m.mutable_comment()); }
  void operator()(const Attach& c) const { set(c, m.mutable_attach()); }
  void operator()(const Escalate& c) const { set(c, m.mutable_escalate()); }
  void operator()(const ChangeSeverity& c) const { set(c, m.mutable_change_severity()); }
  void operator()(const LinkTo& c) const { set(c, m.mutable_link()); }
  void operator()(const Correct& c) const { set(c, m.mutable_correct()); }
  void operator()(const Tick& c) const { set(c, m.mutable_tick()); }
  void operator()(const Reckon& c) const { set(c, m.mutable_reckon()); }
  void operator()(const Act& c) const { set(c, m.mutable_act()); }
  void operator()(const Migrate& c) const { set(c, m.mutable_migrate()); }
};

}  // namespace

void put(const Item& v, wire::Item& m) {
  m.set_id(v.id), m.set_version(v.version);
  if (v.flow) {
    put(*v.flow, *m.mutable_workflow());
    for (const auto& state : v.flow->states) m.add_flow_states(state);
  } else {
    const WorkflowId workflow = item_workflow();
    m.mutable_workflow()->set_name(std::string(workflow.name));
    m.mutable_workflow()->set_version(workflow.version);
    m.mutable_workflow()->set_fingerprint(workflow.fingerprint);
  }
  put_fields(v.fields, m);
  put(v.state, *m.mutable_state());
  if (v.resolution != Resolution::none) m.set_resolution(word(resolution_names, v.resolution));
  m.set_severity(word(severity_names, v.severity));
  m.set_title(v.title), m.set_description(v.description), m.set_source(v.source);
  m.set_category(v.category), m.set_reference(v.reference), m.set_measures(v.measures);
  m.set_goal(v.goal), m.set_phrase(v.phrase), m.set_remarks(v.remarks);
  m.set_document_day(word(v.document_day));
  if (given(v.owner)) put(v.owner, *m.mutable_owner());
  m.set_supervisor(v.supervisor);
  if (v.deadline) put(*v.deadline, *m.mutable_deadline());
  for (const auto& former : v.former_deadlines) {
    auto& f = *m.add_former_deadlines();
    put(former.deadline, *f.mutable_deadline());
    put(former.until, *f.mutable_until());
    f.set_why(former.why);
    keep(former.unknown, f);
  }
  if (v.extension) {
    auto& e = *m.mutable_extension();
    put(v.extension->deadline, *e.mutable_deadline());
    e.set_reason(v.extension->reason);
    put(v.extension->by, *e.mutable_by());
    keep(v.extension->unknown, e);
  }
  m.set_held_since(word(v.held_since));
  m.set_hold_stops_clock(v.hold_stops_clock);
  m.set_percent(v.percent);
  put_evidence(v.evidence, m);
  for (const auto& link : v.links) put(link, *m.add_links());
  m.set_merged_into(v.merged_into), m.set_extensions(v.extensions);
  m.set_rejections(v.rejections), m.set_reopenings(v.reopenings), m.set_escalation(v.escalation);
  m.set_rung(v.rung);
  put(v.reported_at, *m.mutable_reported_at());
  put(v.changed_at, *m.mutable_changed_at());
  if (v.submitted_by) put(*v.submitted_by, *m.mutable_submitted_by());
  if (v.submitted_at) put(*v.submitted_at, *m.mutable_submitted_at());
  if (v.verified_by) put(*v.verified_by, *m.mutable_verified_by());
  if (v.verified_at) put(*v.verified_at, *m.mutable_verified_at());
  if (v.closed_at) put(*v.closed_at, *m.mutable_closed_at());
  keep(v.unknown, m);
}

void put(const Command& v, wire::Command& m) {
  m.set_id(v.id), m.set_item(v.item);
  if (v.expected_version) m.set_expected_version(*v.expected_version);
  if (given(v.actor)) put(v.actor, *m.mutable_actor());
  if (v.at) put(*v.at, *m.mutable_at());
  std::visit(PutBody<wire::Command>{m}, v.body);
  keep(v.unknown, m);
}

void put(const Event& v, wire::Event& m) {
  m.set_seq(v.seq), m.set_item(v.item), m.set_version(v.version);
  put(v.at, *m.mutable_at());
  if (given(v.actor)) put(v.actor, *m.mutable_actor());
  m.set_command_id(v.command_id), m.set_batch_id(v.batch_id);
  put(v.state, *m.mutable_state());
  if (v.deadline) put(*v.deadline, *m.mutable_deadline());
  m.set_day(word(v.day));
  if (v.clock) {
    auto& clock = *m.mutable_clock();
    clock.set_used(v.clock->used), clock.set_left(v.clock->left);
    clock.set_working(v.clock->working);
  }
  m.set_hold_stops_clock(v.hold_stops_clock), m.set_escalation(v.escalation);
  m.set_rung(v.rung);
  if (v.flow) {
    put(*v.flow, *m.mutable_flow()->mutable_workflow());
    for (const auto& state : v.flow->states) m.mutable_flow()->add_states(state);
  }
  std::visit(PutBody<wire::Event>{m}, v.body);
  keep(v.unknown, m);
}

void put(const LedgerEvent& v, wire::Event& m) {
  m.set_seq(v.seq);
  put(v.at, *m.mutable_at());
  if (given(v.actor)) put(v.actor, *m.mutable_actor());
  m.set_command_id(v.command_id);
  if (const auto* opened = std::get_if<LedgerOpened>(&v.body)) {
    auto& o = *m.mutable_ledger_opened();
    o.set_zone_minutes(static_cast<std::int32_t>(opened->zone.count()));
    o.mutable_workflow()->set_name(opened->workflow_name);
    o.mutable_workflow()->set_version(opened->workflow_version);
    o.mutable_workflow()->set_fingerprint(opened->workflow_fingerprint);
    put(opened->policy, *o.mutable_policy());
    o.set_calendar(opened->calendar);
  } else if (const auto* set = std::get_if<PolicySet>(&v.body)) {
    put(set->policy, *m.mutable_policy_set()->mutable_policy());
  } else if (const auto* loaded = std::get_if<CalendarLoaded>(&v.body)) {
    m.mutable_calendar_loaded()->set_calendar(loaded->calendar);
  } else {
    put(std::get<WorkflowDefined>(v.body).definition,
        *m.mutable_workflow_defined()->mutable_definition());
  }
  keep(v.unknown, m);
}

void put(const Description& v, wire::Definition& m) {
  m.set_name(v.name), m.set_version(v.version);
  for (const auto& state : v.states) {
    auto& s = *m.add_states();
    s.set_name(state.name), s.set_initial(state.initial), s.set_final(state.final);
    s.set_counts_as(state.counts_as), s.set_within(state.within);
    keep(state.unknown, s);
  }
  for (const auto& row : v.rows) {
    auto& r = *m.add_rows();
    r.set_from(row.from), r.set_command(row.command), r.set_to(row.to);
    for (const auto& guard : row.guards) r.add_guards(guard);
    keep(row.unknown, r);
  }
  keep(v.unknown, m);
}

void put(const Policy& v, wire::Policy& m) {
  m.set_name(v.name);
  for (const auto& role : v.roles) m.add_roles(role);
  for (std::size_t i = 0; i < command_kinds; ++i) {
    if (v.permitted[i].empty()) continue;
    auto& p = *m.add_permissions();
    p.set_command(std::string(command_names[i]));
    for (const auto& role : v.permitted[i]) p.add_roles(role);
  }
  m.set_evidence_needed(v.evidence_needed), m.set_notice_days(v.notice_days);
  m.set_outcome_needed(v.outcome_needed), m.set_extension_limit(v.extension_limit);
  auto& warn = *m.mutable_warn_days();
  warn.set_minor(v.warn_days[0]), warn.set_moderate(v.warn_days[1]);
  warn.set_serious(v.warn_days[2]), warn.set_critical(v.warn_days[3]);
  m.set_hold_stops_clock(v.hold_stops_clock);
  if (v.reopening != Reopening::given) m.set_reopening(word(reopening_names, v.reopening));
  for (const auto& step : v.escalation) {
    auto& s = *m.add_escalation();
    s.set_working_days(step.working_days), s.set_level(step.level);
    keep(step.unknown, s);
  }
  if (v.immediate_days) m.set_immediate_days(*v.immediate_days);
  m.set_roll_off_holidays(v.roll_off_holidays), m.set_review_months(v.review_months);
  for (const auto& s : v.stand_ins) {
    auto& t = *m.add_stand_ins();
    t.set_name(s.name), t.set_for_name(s.for_name);
    t.set_from(write_day(s.from)), t.set_to(write_day(s.to));
    keep(s.unknown, t);
  }
  for (const auto& role : v.policy_roles) m.add_policy_roles(role);
  const int own = m.permissions_size();
  keep(v.unknown, m);
  // What a newer version says of a permission comes as one more of the same command: join them.
  for (int i = own; i < m.permissions_size(); ++i)
    for (int j = 0; j < own; ++j)
      if (m.permissions(i).command() == m.permissions(j).command()) {
        m.mutable_permissions(j)->MergeFrom(m.permissions(i));
        m.mutable_permissions()->DeleteSubrange(i--, 1);
        break;
      }
}

void put(const Refusal& v, wire::Refusal& m, Lang lang) {
  m.set_code(v.code), m.set_field(v.field), m.set_value(v.value);
  for (const auto& arg : v.args) m.add_args(arg);
  m.set_rule(rule(v, lang)), m.set_wanted(wanted(v, lang));
}

void put(const Answer& v, wire::Answer& m, Lang lang) {
  m.set_command_id(v.command_id), m.set_batch_id(v.batch_id);
  m.set_accepted(v.accepted), m.set_repeated(v.repeated), m.set_seq(v.seq);
  m.set_item(v.item), m.set_version(v.version), m.set_line(v.line);
  if (v.version != 0) {
    put(v.state, *m.mutable_state());
    m.set_light(word(light_names, v.light));
  }
  if (v.refusal) put(*v.refusal, *m.mutable_refusal(), lang);
  for (const auto& r : v.in_between)
    std::visit([&](const auto& event) { put(event, *m.add_in_between()); }, r.what);
}

}  // namespace rectify::codec
