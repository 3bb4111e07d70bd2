// describe.hpp: the fields of rectify's structs by their names, which C++20 can't ask for.
//
//     boost::describe::describe_members<Owner, …>      // name, unit, roles … with their pointers
//
// The one list that the package keeps: constructors, attributes, repr, the methods of the commands
// and their type stubs come from it. A test holds it against proto/, so a field can't be forgotten.
// A command that isn't here has its method too, which goes through JSON (command.cpp).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>
#include <rectify/phrase.hpp>

#include <boost/describe.hpp>

namespace rectify {

// clang-format off
// ── values ─────────────────────────────────────────────────────────────────────────────────────
BOOST_DESCRIBE_STRUCT(Actor, (), (name, unit, roles, stands_in_for, stands_in_for_unit))
BOOST_DESCRIBE_STRUCT(Owner, (), (unit, leader, handler, co_units))
BOOST_DESCRIBE_STRUCT(Evidence, (), (text, kind, sha256))
BOOST_DESCRIBE_STRUCT(Link, (), (target, kind, text))
BOOST_DESCRIBE_STRUCT(Count, (), (months, days, working_days))
BOOST_DESCRIBE_STRUCT(Span, (), (start, due, counted, count, to_working_day, provisional))
BOOST_DESCRIBE_STRUCT(Milestone, (), (span, act))
BOOST_DESCRIBE_STRUCT(Deadline, (Span), (kind, reference, milestones, continuous, review_months, text, phrase))
BOOST_DESCRIBE_STRUCT(ExtensionRequest, (), (deadline, reason, by))
BOOST_DESCRIBE_STRUCT(FormerDeadline, (), (deadline, until, why))
BOOST_DESCRIBE_STRUCT(FlowState, (), (workflow, version, fingerprint, states))
BOOST_DESCRIBE_STRUCT(Item, (),
    (id, version, state, resolution, severity, title, description, source, category, reference,
     measures, goal, phrase, document_day, remarks, owner, supervisor, deadline, former_deadlines,
     extension, held_since, hold_stops_clock, percent, evidence, links, flow, fields, merged_into, extensions,
     rejections, reopenings, escalation, rung, reported_at, changed_at, submitted_by, submitted_at,
     verified_by, verified_at, closed_at))
BOOST_DESCRIBE_STRUCT(Refusal, (), (code, field, value, args))
BOOST_DESCRIBE_STRUCT(Answer, (),
    (command_id, batch_id, accepted, repeated, seq, item, version, state, light, refusal,
     in_between))
BOOST_DESCRIBE_STRUCT(Allowance, (), (command, act, allowed, reasons, needs))
BOOST_DESCRIBE_STRUCT(Verification, (), (whole, events, items, flaw, seq, item))
BOOST_DESCRIBE_STRUCT(Counter, (), (unit, state, severity, light, items))
BOOST_DESCRIBE_STRUCT(DueCount, (), (due, items))
BOOST_DESCRIBE_STRUCT(Counters, (), (by_unit, by_due, events))
BOOST_DESCRIBE_STRUCT(Query, (),
    (states, light, unit, owner, source, workflow, place, severity, due_from, due_to, sort, descending,
     limit, after))
BOOST_DESCRIBE_STRUCT(StandIn, (), (name, for_name, from, to))
BOOST_DESCRIBE_STRUCT(EscalationStep, (), (working_days, level))
BOOST_DESCRIBE_STRUCT(Policy, (),
    (name, roles, permitted, evidence_needed, notice_days, outcome_needed, extension_limit,
     warn_days, hold_stops_clock, reopening, escalation, immediate_days, roll_off_holidays,
     review_months, policy_roles, stand_ins))
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (day, working, name, name_en))

// ── commands ───────────────────────────────────────────────────────────────────────────────────
BOOST_DESCRIBE_STRUCT(Report, (),
    (title, description, source, category, reference, measures, goal, phrase, document_day, remarks,
     severity, owner, supervisor, workflow, fields))
BOOST_DESCRIBE_STRUCT(Assign, (),
    (owner, supervisor, deadline, phrase, reference_day, measures, goal))
BOOST_DESCRIBE_STRUCT(FixAtOnce, (), (owner, supervisor, measures, evidence))
BOOST_DESCRIBE_STRUCT(Void, (), (reason))
BOOST_DESCRIBE_STRUCT(Merge, (), (into, reason))
BOOST_DESCRIBE_STRUCT(Decline, (), (reason))
BOOST_DESCRIBE_STRUCT(Reassign, (), (owner, supervisor, deadline, phrase, reference_day, reason))
BOOST_DESCRIBE_STRUCT(Start, (), (note))
BOOST_DESCRIBE_STRUCT(Progress, (), (percent, measures, note))
BOOST_DESCRIBE_STRUCT(Submit, (), (evidence, note))
BOOST_DESCRIBE_STRUCT(Recall, (), (reason))
BOOST_DESCRIBE_STRUCT(Verify, (), (note))
BOOST_DESCRIBE_STRUCT(Reject, (), (reason))
BOOST_DESCRIBE_STRUCT(Object, (), (reason))
BOOST_DESCRIBE_STRUCT(Close, (), (note))
BOOST_DESCRIBE_STRUCT(Reopen, (), (reason, deadline, phrase, reference_day))
BOOST_DESCRIBE_STRUCT(RequestExtension, (), (reason, deadline, phrase, reference_day))
BOOST_DESCRIBE_STRUCT(GrantExtension, (), (note))
BOOST_DESCRIBE_STRUCT(DenyExtension, (), (reason))
BOOST_DESCRIBE_STRUCT(Hold, (), (reason))
BOOST_DESCRIBE_STRUCT(Resume, (), (note))
BOOST_DESCRIBE_STRUCT(Comment, (), (text))
BOOST_DESCRIBE_STRUCT(Attach, (), (evidence))
BOOST_DESCRIBE_STRUCT(Escalate, (), (level, reason))
BOOST_DESCRIBE_STRUCT(ChangeSeverity, (), (severity, reason))
BOOST_DESCRIBE_STRUCT(LinkTo, (), (link))
BOOST_DESCRIBE_STRUCT(Correct, (),
    (title, description, source, category, reference, measures, goal, remarks, reason))
BOOST_DESCRIBE_STRUCT(Tick, (), ())
BOOST_DESCRIBE_STRUCT(Reckon, (), ())
BOOST_DESCRIBE_STRUCT(Act, (),
    (command, reason, owner, supervisor, deadline, phrase, reference_day, evidence, fields))
BOOST_DESCRIBE_STRUCT(Migrate, (), (fingerprint, states, reason))
// clang-format on

}  // namespace rectify
