// get.cpp: from the wire to the model. Whatever comes is hostile until it is read here.
// SPDX-License-Identifier: BSL-1.0
#include "codec/convert.hpp"

namespace rectify::codec {

namespace {

// The unknown fields that a lite message keeps. protobuf 3.21 has no public way to them in lite
// code, so this names the protected member, as a derived class may.
struct Kept : google::protobuf::MessageLite {
  static const std::string& of(const google::protobuf::MessageLite& m) {
    static const std::string none;
    return (m.*(&Kept::_internal_metadata_))
        .unknown_fields<std::string>([]() -> const std::string& { return none; });
  }
};
}  // namespace

const std::string& unknown_bytes(const google::protobuf::MessageLite& m) { return Kept::of(m); }

namespace {

// Keeps the first thing that is wrong; fields after it are not read.
class Reader {
 public:
  template <class Message>
  static Unknown unknown(const Message& m) {
    return Unknown(unknown_bytes(m));
  }
  // A part of the message that has no Unknown of its own in the model (a state, say) leaves what it
  // doesn't know with the whole: as one more field of that number, which merges into the part again.
  static std::string of_part(int field, const std::string& unknown) {
    if (unknown.empty()) return {};
    std::string bytes;
    const auto varint = [&](std::size_t n) {
      for (; n >= 0x80; n >>= 7U) bytes += static_cast<char>((n & 0x7fU) | 0x80U);
      bytes += static_cast<char>(n);
    };
    varint(static_cast<std::size_t>(field) << 3U | 2U);
    varint(unknown.size());
    return bytes + unknown;
  }
  void wrong(Refusal no) {
    if (no_) return;
    no_ = std::move(no);
    if (!command_.empty()) no_->field = std::string(command_) + "." + no_->field;
  }
  std::optional<Refusal> first() && { return std::move(no_); }

  template <class Enum, std::size_t N>
  void word(const std::string& text, std::string_view field, std::string_view code,
            const std::array<std::string_view, N>& names, Enum& into, std::size_t first = 0) {
    if (text.empty()) return;
    if (const auto found = named<Enum>(names, text);
        found && static_cast<std::size_t>(*found) >= first) {
      into = *found;
      return;
    }
    std::string known;
    for (std::size_t i = first; i < N; ++i)
      known.append(known.empty() ? "" : ", ").append(names[i]);
    wrong(refuse(code, field, text, {known}));
  }
  void day(const std::string& text, std::string_view field, std::optional<Day>& into) {
    if (text.empty()) return;
    auto day = read_day(text);
    if (day) {
      into = *day;
    } else {
      Refusal no = std::move(day).refusal();
      no.field = field;
      wrong(std::move(no));
    }
  }
  void day(const std::string& text, std::string_view field, Day& into) {
    std::optional<Day> day_read;
    day(text.empty() ? std::string("(empty)") : text, field, day_read);
    into = day_read.value_or(Day{});
  }
  Instant instant(const wire::Timestamp& m, std::string_view field) {
    // 1899-12-31 to 3000-01-02: the years of day.hpp in every zone.
    const bool inside = m.seconds() >= -2208988800 - 86400 && m.seconds() < 32503680000 + 86400 &&
                        m.nanos() >= 0 && m.nanos() < 1'000'000'000;
    if (!inside) {
      wrong(refuse("instant.range", field, std::to_string(m.seconds())));
      return {};
    }
    return Instant{std::chrono::seconds{m.seconds()}} +
           std::chrono::milliseconds{m.nanos() / 1'000'000};
  }

  void actor(const wire::Actor& m, Actor& v) {
    v.name = m.name(), v.unit = m.unit();
    v.roles.assign(m.roles().begin(), m.roles().end());
    v.stands_in_for = m.stands_in_for(), v.stands_in_for_unit = m.stands_in_for_unit();
    v.unknown = unknown(m);
  }
  void owner(const wire::Owner& m, Owner& v) {
    v.unit = m.unit(), v.leader = m.leader(), v.handler = m.handler();
    v.co_units.assign(m.co_units().begin(), m.co_units().end());
    v.unknown = unknown(m);
  }
  template <class Field>
  void evidence(const Field& field, std::vector<Evidence>& into) {
    into.reserve(static_cast<std::size_t>(field.size()));
    for (const auto& m : field) {
      Evidence v;
      word(m.kind(), "evidence.kind", "kind.unknown", evidence_names, v.kind);
      v.text = m.text(), v.sha256 = m.sha256(), v.unknown = unknown(m);
      into.push_back(std::move(v));
    }
  }
  template <class Repeated>
  void fields(const Repeated& fields, std::vector<Field>& into) {
    for (const auto& m : fields) into.push_back({m.name(), m.value(), unknown(m)});
  }
  template <class Repeated>
  void flow(const wire::Workflow& m, const Repeated& states, FlowState& v) {
    v.workflow = m.name(), v.version = m.version(), v.fingerprint = m.fingerprint();
    v.states.assign(states.begin(), states.end());
    if (v.workflow.empty() || v.workflow == item_workflow().name || v.states.empty() ||
        v.states.size() > 8)
      wrong(refuse("state.unknown", "flow", v.workflow, {"a workflow and a state in each region"}));
  }
  void link(const wire::Link& m, Link& v) {
    word(m.kind(), "link.kind", "kind.unknown", link_names, v.kind);
    v.target = m.target(), v.text = m.text(), v.unknown = unknown(m);
  }
  // A count is reckoned with: nothing that a phrase couldn't say.
  template <class Message>
  void span(const Message& m, Span& v) {
    day(m.due(), "deadline.due", v.due);
    day(m.start(), "deadline.start", v.start);
    day(m.counted(), "deadline.counted", v.counted);
    v.count = {m.months(), m.days(), m.working_days()};
    const auto countable = [&](std::int32_t n, std::int32_t most) {
      if (n < 0 || n > most) wrong(refuse("deadline.count", "deadline", std::to_string(n)));
    };
    countable(v.count.months, 120);
    countable(v.count.days, 3660);
    countable(v.count.working_days, 3660);
    v.to_working_day = m.to_working_day(), v.provisional = m.provisional();
  }
  void deadline(const wire::Deadline& m, Deadline& v) {
    span(m, v);
    word(m.kind(), "deadline.kind", "kind.unknown", deadline_names, v.kind);
    day(m.reference(), "deadline.reference", v.reference);
    v.text = m.text(), v.phrase = m.phrase(), v.unknown = unknown(m);
    for (const auto& one : m.milestones()) {
      auto& milestone = v.milestones.emplace_back();
      span(one, milestone.span);
      if (!milestone.span.due) wrong(refuse("day.form", "deadline.milestones.due", one.due()));
      milestone.act = one.act(), milestone.unknown = unknown(one);
    }
    v.continuous = m.continuous(), v.review_months = m.review_months();
  }
  void state(const wire::State& m, ItemState& v) {
    if (m.main().empty()) wrong(refuse("state.unknown", "state.main", "", {"found …"}));
    word(m.main(), "state.main", "state.unknown", main_names, v.main, 1);
    word(m.extension(), "state.extension", "state.unknown", extension_names, v.extension);
    word(m.holding(), "state.holding", "state.unknown", holding_names, v.holding);
    word(m.timeliness(), "state.timeliness", "state.unknown", timeliness_names, v.timeliness);
  }
  void policy(const wire::Policy& m, Policy& v) {
    std::string parts;
    v.name = m.name();
    v.roles.assign(m.roles().begin(), m.roles().end());
    for (const auto& p : m.permissions()) {
      CommandKind kind{};
      word(p.command(), "policy.permissions.command", "kind.unknown", command_names, kind);
      if (p.command().empty())
        wrong(refuse("kind.unknown", "policy.permissions.command", "", {"report …"}));
      auto& roles = v.permitted[static_cast<std::size_t>(kind)];
      roles.insert(roles.end(), p.roles().begin(), p.roles().end());
      if (const auto& bytes = unknown_bytes(p); !bytes.empty()) {
        wire::Permission named;
        named.set_command(p.command());
        parts += of_part(wire::Policy::kPermissionsFieldNumber, named.SerializeAsString() + bytes);
      }
    }
    v.evidence_needed = m.evidence_needed(), v.notice_days = m.notice_days();
    v.outcome_needed = m.outcome_needed(), v.extension_limit = m.extension_limit();
    const auto& warn = m.warn_days();
    v.warn_days = {warn.minor(), warn.moderate(), warn.serious(), warn.critical()};
    v.hold_stops_clock = m.hold_stops_clock();
    for (const auto& t : m.stand_ins()) {
      StandIn s;
      s.name = t.name(), s.for_name = t.for_name(), s.unknown = unknown(t);
      day(t.from(), "policy.stand_ins.from", s.from);
      day(t.to(), "policy.stand_ins.to", s.to);
      v.stand_ins.push_back(std::move(s));
    }
    word(m.reopening(), "policy.reopening", "kind.unknown", reopening_names, v.reopening);
    for (const auto& s : m.escalation())
      v.escalation.push_back({s.working_days(), s.level(), unknown(s)});
    if (m.has_immediate_days())
      v.immediate_days = m.immediate_days();
    else
      v.immediate_days.reset();
    v.roll_off_holidays = m.roll_off_holidays(), v.review_months = m.review_months();
    v.policy_roles.assign(m.policy_roles().begin(), m.policy_roles().end());
    parts += of_part(wire::Policy::kWarnDaysFieldNumber, unknown_bytes(warn));
    v.unknown = Unknown(unknown_bytes(m) + parts);
  }

  // ── the bodies ───────────────────────────────────────────────────────────────────────────────

  void body(const wire::Report& m, Report& c) {
    c.title = m.title(), c.description = m.description(), c.source = m.source();
    c.category = m.category(), c.reference = m.reference(), c.measures = m.measures();
    c.goal = m.goal(), c.phrase = m.phrase(), c.remarks = m.remarks();
    day(m.document_day(), "document_day", c.document_day);
    word(m.severity(), "severity", "severity.unknown", severity_names, c.severity);
    owner(m.owner(), c.owner);
    c.supervisor = m.supervisor();
    c.workflow = m.workflow();
    fields(m.fields(), c.fields);
  }
  void body(const wire::Assign& m, Assign& c) {
    owner(m.owner(), c.owner);
    c.supervisor = m.supervisor(), c.deadline = m.deadline(), c.phrase = m.phrase();
    day(m.reference_day(), "reference_day", c.reference_day);
    c.measures = m.measures(), c.goal = m.goal();
  }
  void body(const wire::FixAtOnce& m, FixAtOnce& c) {
    owner(m.owner(), c.owner);
    c.supervisor = m.supervisor(), c.measures = m.measures();
    evidence(m.evidence(), c.evidence);
  }
  void body(const wire::Void& m, Void& c) { c.reason = m.reason(); }
  void body(const wire::Merge& m, Merge& c) { c.into = m.into(), c.reason = m.reason(); }
  void body(const wire::Decline& m, Decline& c) { c.reason = m.reason(); }
  void body(const wire::Reassign& m, Reassign& c) {
    owner(m.owner(), c.owner);
    c.supervisor = m.supervisor(), c.deadline = m.deadline(), c.phrase = m.phrase();
    day(m.reference_day(), "reference_day", c.reference_day);
    c.reason = m.reason();
  }
  void body(const wire::Start& m, Start& c) { c.note = m.note(); }
  void body(const wire::Progress& m, Progress& c) {
    c.percent = m.percent(), c.measures = m.measures(), c.note = m.note();
  }
  void body(const wire::Submit& m, Submit& c) {
    evidence(m.evidence(), c.evidence);
    c.note = m.note();
  }
  void body(const wire::Recall& m, Recall& c) { c.reason = m.reason(); }
  void body(const wire::Verify& m, Verify& c) { c.note = m.note(); }
  void body(const wire::Reject& m, Reject& c) { c.reason = m.reason(); }
  void body(const wire::Object& m, Object& c) { c.reason = m.reason(); }
  void body(const wire::Close& m, Close& c) { c.note = m.note(); }
  void body(const wire::Reopen& m, Reopen& c) {
    c.reason = m.reason(), c.deadline = m.deadline(), c.phrase = m.phrase();
    day(m.reference_day(), "reference_day", c.reference_day);
  }
  void body(const wire::RequestExtension& m, RequestExtension& c) {
    c.reason = m.reason(), c.deadline = m.deadline(), c.phrase = m.phrase();
    day(m.reference_day(), "reference_day", c.reference_day);
  }
  void body(const wire::GrantExtension& m, GrantExtension& c) { c.note = m.note(); }
  void body(const wire::DenyExtension& m, DenyExtension& c) { c.reason = m.reason(); }
  void body(const wire::Hold& m, Hold& c) { c.reason = m.reason(); }
  void body(const wire::Resume& m, Resume& c) { c.note = m.note(); }
  void body(const wire::Comment& m, Comment& c) { c.text = m.text(); }
  void body(const wire::Attach& m, Attach& c) { evidence(m.evidence(), c.evidence); }
  void body(const wire::Escalate& m, Escalate& c) { c.level = m.level(), c.reason = m.reason(); }
  void body(const wire::ChangeSeverity& m, ChangeSeverity& c) {
    if (m.severity().empty()) wrong(refuse("severity.unknown", "severity", m.severity()));
    word(m.severity(), "severity", "severity.unknown", severity_names, c.severity);
    c.reason = m.reason();
  }
  void body(const wire::LinkTo& m, LinkTo& c) { link(m.link(), c.link); }
  void body(const wire::Correct& m, Correct& c) {
    if (m.has_title()) c.title = m.title();
    if (m.has_description()) c.description = m.description();
    if (m.has_source()) c.source = m.source();
    if (m.has_category()) c.category = m.category();
    if (m.has_reference()) c.reference = m.reference();
    if (m.has_measures()) c.measures = m.measures();
    if (m.has_goal()) c.goal = m.goal();
    if (m.has_remarks()) c.remarks = m.remarks();
    c.reason = m.reason();
  }
  void body(const wire::Tick&, Tick&) {}
  void body(const wire::Reckon&, Reckon&) {}
  void body(const wire::Act& m, Act& c) {
    c.command = m.command(), c.reason = m.reason(), c.supervisor = m.supervisor();
    owner(m.owner(), c.owner);
    c.deadline = m.deadline(), c.phrase = m.phrase();
    day(m.reference_day(), "reference_day", c.reference_day);
    evidence(m.evidence(), c.evidence);
    fields(m.fields(), c.fields);
  }
  void body(const wire::Migrate& m, Migrate& c) {
    c.fingerprint = m.fingerprint(), c.reason = m.reason();
    c.states.assign(m.states().begin(), m.states().end());
  }

  template <class C, class Message>
  void take(const Message& m, Body& into) {
    C c;
    command_ = C::name;
    body(m, c);
    command_ = {};
    c.unknown = unknown(m);
    into = std::move(c);
  }
  template <class Message>
  void one_of(const Message& m, Body& into) {
    switch (m.body_case()) {
      case Message::kReport: return take<Report>(m.report(), into);
      case Message::kAssign: return take<Assign>(m.assign(), into);
      case Message::kFixAtOnce: return take<FixAtOnce>(m.fix_at_once(), into);
      case Message::kVoid: return take<Void>(m.void_(), into);
      case Message::kMerge: return take<Merge>(m.merge(), into);
      case Message::kDecline: return take<Decline>(m.decline(), into);
      case Message::kReassign: return take<Reassign>(m.reassign(), into);
      case Message::kStart: return take<Start>(m.start(), into);
      case Message::kProgress: return take<Progress>(m.progress(), into);
      case Message::kSubmit: return take<Submit>(m.submit(), into);
      case Message::kRecall: return take<Recall>(m.recall(), into);
      case Message::kVerify: return take<Verify>(m.verify(), into);
      case Message::kReject: return take<Reject>(m.reject(), into);
      case Message::kObject: return take<Object>(m.object(), into);
      case Message::kClose: return take<Close>(m.close(), into);
      case Message::kReopen: return take<Reopen>(m.reopen(), into);
      case Message::kRequestExtension: return take<RequestExtension>(m.request_extension(), into);
      case Message::kGrantExtension: return take<GrantExtension>(m.grant_extension(), into);
      case Message::kDenyExtension: return take<DenyExtension>(m.deny_extension(), into);
      case Message::kHold: return take<Hold>(m.hold(), into);
      case Message::kResume: return take<Resume>(m.resume(), into);
      case Message::kComment: return take<Comment>(m.comment(), into);
      case Message::kAttach: return take<Attach>(m.attach(), into);
      case Message::kEscalate: return take<Escalate>(m.escalate(), into);
      case Message::kChangeSeverity: return take<ChangeSeverity>(m.change_severity(), into);
      case Message::kLink: return take<LinkTo>(m.link(), into);
      case Message::kCorrect: return take<Correct>(m.correct(), into);
      case Message::kTick: return take<Tick>(m.tick(), into);
      case Message::kReckon: return take<Reckon>(m.reckon(), into);
      case Message::kAct: return take<Act>(m.act(), into);
      case Message::kMigrate: return take<Migrate>(m.migrate(), into);
      default: break;
    }
    std::string known;
    for (const auto& name : command_names) known.append(known.empty() ? "" : ", ").append(name);
    wrong(refuse("command.none", "command", "", {known}));
  }

 private:
  std::string_view command_;  // whose body is read
  std::optional<Refusal> no_;
};

void instants(Reader& r, const wire::Item& m, Item& v) {
  v.reported_at = r.instant(m.reported_at(), "reported_at");
  v.changed_at = r.instant(m.changed_at(), "changed_at");
  if (m.has_submitted_at()) v.submitted_at = r.instant(m.submitted_at(), "submitted_at");
  if (m.has_verified_at()) v.verified_at = r.instant(m.verified_at(), "verified_at");
  if (m.has_closed_at()) v.closed_at = r.instant(m.closed_at(), "closed_at");
}

}  // namespace

std::optional<Refusal> get(const wire::Item& m, Item& v) {
  Reader r;
  v.id = m.id(), v.version = m.version();
  if (m.flow_states_size() > 0)
    r.flow(m.workflow(), m.flow_states(), v.flow.emplace());
  else if (m.has_workflow() && m.workflow().name() != item_workflow().name)
    r.wrong(refuse("kind.unknown", "workflow.name", m.workflow().name(),
                   {std::string(item_workflow().name)}));
  r.fields(m.fields(), v.fields);
  r.state(m.state(), v.state);
  r.word(m.resolution(), "resolution", "state.unknown", resolution_names, v.resolution);
  r.word(m.severity(), "severity", "severity.unknown", severity_names, v.severity);
  v.title = m.title(), v.description = m.description(), v.source = m.source();
  v.category = m.category(), v.reference = m.reference(), v.measures = m.measures();
  v.goal = m.goal(), v.phrase = m.phrase(), v.remarks = m.remarks();
  r.day(m.document_day(), "document_day", v.document_day);
  r.owner(m.owner(), v.owner);
  v.supervisor = m.supervisor();
  if (m.has_deadline()) r.deadline(m.deadline(), v.deadline.emplace());
  for (const auto& f : m.former_deadlines()) {
    auto& former = v.former_deadlines.emplace_back();
    r.deadline(f.deadline(), former.deadline);
    former.until = r.instant(f.until(), "former_deadlines.until");
    former.why = f.why(), former.unknown = Reader::unknown(f);
  }
  if (m.has_extension()) {
    auto& e = v.extension.emplace();
    r.deadline(m.extension().deadline(), e.deadline);
    e.reason = m.extension().reason();
    r.actor(m.extension().by(), e.by);
    e.unknown = Reader::unknown(m.extension());
  }
  r.day(m.held_since(), "held_since", v.held_since);
  v.hold_stops_clock = m.hold_stops_clock();
  v.percent = m.percent();
  r.evidence(m.evidence(), v.evidence);
  for (const auto& l : m.links()) r.link(l, v.links.emplace_back());
  v.merged_into = m.merged_into(), v.extensions = m.extensions();
  v.rejections = m.rejections(), v.reopenings = m.reopenings(), v.escalation = m.escalation();
  v.rung = m.rung();
  if (m.has_submitted_by()) r.actor(m.submitted_by(), v.submitted_by.emplace());
  if (m.has_verified_by()) r.actor(m.verified_by(), v.verified_by.emplace());
  instants(r, m, v);
  v.unknown =
      Unknown(unknown_bytes(m) +
              Reader::of_part(wire::Item::kWorkflowFieldNumber, unknown_bytes(m.workflow())) +
              Reader::of_part(wire::Item::kStateFieldNumber, unknown_bytes(m.state())));
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Command& m, Command& v) {
  Reader r;
  v.id = m.id(), v.item = m.item();
  if (m.has_expected_version()) v.expected_version = m.expected_version();
  r.actor(m.actor(), v.actor);
  if (m.has_at()) v.at = r.instant(m.at(), "at");
  r.one_of(m, v.body);
  v.unknown = Reader::unknown(m);
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Event& m, Event& v) {
  Reader r;
  v.seq = m.seq(), v.item = m.item(), v.version = m.version();
  v.at = r.instant(m.at(), "at");
  r.actor(m.actor(), v.actor);
  v.command_id = m.command_id(), v.batch_id = m.batch_id();
  r.state(m.state(), v.state);
  if (m.has_deadline()) r.deadline(m.deadline(), v.deadline.emplace());
  r.day(m.day(), "day", v.day);
  std::string parts;
  if (m.has_clock()) {
    v.clock = ClockDays{m.clock().used(), m.clock().left(), m.clock().working()};
    parts = Reader::of_part(wire::Event::kClockFieldNumber, unknown_bytes(m.clock()));
  }
  v.hold_stops_clock = m.hold_stops_clock(), v.escalation = m.escalation();
  v.rung = m.rung();
  if (m.has_flow()) {
    r.flow(m.flow().workflow(), m.flow().states(), v.flow.emplace());
    parts += Reader::of_part(
        wire::Event::kFlowFieldNumber,
        unknown_bytes(m.flow()) + Reader::of_part(wire::FlowState::kWorkflowFieldNumber,
                                                  unknown_bytes(m.flow().workflow())));
  }
  r.one_of(m, v.body);
  v.unknown =
      Unknown(unknown_bytes(m) +
              Reader::of_part(wire::Event::kStateFieldNumber, unknown_bytes(m.state())) + parts);
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Event& m, LedgerEvent& v) {
  Reader r;
  v.seq = m.seq();
  v.at = r.instant(m.at(), "at");
  r.actor(m.actor(), v.actor);
  v.command_id = m.command_id();
  std::string parts;
  if (m.has_ledger_opened()) {
    parts = Reader::of_part(wire::Event::kLedgerOpenedFieldNumber,
                            unknown_bytes(m.ledger_opened()) +
                                Reader::of_part(wire::LedgerOpened::kWorkflowFieldNumber,
                                                unknown_bytes(m.ledger_opened().workflow())));
    LedgerOpened o;
    o.zone = Zone{m.ledger_opened().zone_minutes()};
    o.workflow_name = m.ledger_opened().workflow().name();
    o.workflow_version = m.ledger_opened().workflow().version();
    o.workflow_fingerprint = m.ledger_opened().workflow().fingerprint();
    r.policy(m.ledger_opened().policy(), o.policy);
    if (o.zone < std::chrono::hours{-14} || o.zone > std::chrono::hours{14})
      r.wrong(
          refuse("policy.range", "zone_minutes", std::to_string(o.zone.count()), {"-840", "840"}));
    o.calendar = m.ledger_opened().calendar();
    v.body = std::move(o);
  } else if (m.has_calendar_loaded()) {
    parts = Reader::of_part(wire::Event::kCalendarLoadedFieldNumber,
                            unknown_bytes(m.calendar_loaded()));
    v.body = CalendarLoaded{m.calendar_loaded().calendar()};
  } else if (m.has_workflow_defined()) {
    parts = Reader::of_part(wire::Event::kWorkflowDefinedFieldNumber,
                            unknown_bytes(m.workflow_defined()));
    WorkflowDefined defined;
    if (auto no = get(m.workflow_defined().definition(), defined.definition))
      r.wrong(std::move(*no));
    v.body = std::move(defined);
  } else {
    parts = Reader::of_part(wire::Event::kPolicySetFieldNumber, unknown_bytes(m.policy_set()));
    PolicySet s;
    r.policy(m.policy_set().policy(), s.policy);
    v.body = std::move(s);
  }
  v.unknown = Unknown(unknown_bytes(m) + parts);
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Definition& m, Description& v) {
  v.name = m.name(), v.version = m.version();
  for (const auto& s : m.states())
    v.states.push_back(
        {s.name(), 0, s.initial(), s.final(), s.counts_as(), s.within(), Reader::unknown(s)});
  v.unknown = Reader::unknown(m);
  for (const auto& r : m.rows())
    v.rows.push_back({r.from(),
                      r.command(),
                      r.to(),
                      {r.guards().begin(), r.guards().end()},
                      0,
                      Reader::unknown(r)});
  return std::nullopt;
}

std::optional<Refusal> get(const wire::Policy& m, Policy& v) {
  Reader r;
  r.policy(m, v);
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Actor& m, Actor& v) {
  Reader r;
  r.actor(m, v);
  return std::move(r).first();
}

std::optional<Refusal> get(const wire::Refusal& m, Refusal& v) {
  v.code = m.code(), v.field = m.field(), v.value = m.value();
  v.args.assign(m.args().begin(), m.args().end());
  return std::nullopt;
}

std::optional<Refusal> get(const wire::Answer& m, Answer& v) {
  Reader r;
  v.command_id = m.command_id(), v.batch_id = m.batch_id();
  v.accepted = m.accepted(), v.repeated = m.repeated(), v.seq = m.seq();
  v.item = m.item(), v.version = m.version(), v.line = m.line();
  if (m.has_state()) r.state(m.state(), v.state);
  r.word(m.light(), "light", "state.unknown", light_names, v.light);
  if (m.has_refusal())
    if (auto no = get(m.refusal(), v.refusal.emplace())) r.wrong(std::move(*no));
  for (const auto& e : m.in_between()) {
    auto& what = v.in_between.emplace_back().what;
    auto no = is_of_ledger(e) ? get(e, what.emplace<LedgerEvent>()) : get(e, what.emplace<Event>());
    if (no) r.wrong(std::move(*no));
  }
  return std::move(r).first();
}

}  // namespace rectify::codec
