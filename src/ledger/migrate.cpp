// migrate.cpp: a host's machine comes into the ledger, and items go from one version to another.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/answers.hpp"
#include "ledger/chain.hpp"
#include "ledger/desk.hpp"
#include "ledger/rows.hpp"

#include <rectify/impl/guards.hpp>
#include <rectify/impl/validate.hpp>

#include <algorithm>

namespace rectify::ledger {

namespace {

Answer refused(ItemId item, Refusal no) {
  Answer answer;
  answer.item = item;
  answer.refusal = std::move(no);
  return answer;
}

// Every item of a workflow, whatever its version.
template <class Take>
void each_item(Reader& reader, const std::string& address, const std::string& workflow, Take take) {
  const Query query{.workflow = workflow, .limit = 1000};
  for (Place after;;) {
    const auto rows = reader.page(query, after);
    if (rows.empty()) return;
    after.key = after.id = rows.back().id;
    for (const auto& row : rows) take(row, item_of(row, address));
  }
}

// Where an item of the old version stands in the new one.
Result<std::vector<std::string>> goal_of(const MigrationPlan& plan, const FlowState& at,
                                         const Flow& flow) {
  const auto& states = flow.description().states;
  std::vector<std::string> goal = flow.initial().states;
  std::vector<bool> set(goal.size(), false);
  for (const auto& state : at.states) {
    const auto place = plan.places.find(state);
    if (place == plan.places.end())
      return refuse("migration.no-place", "plan.places", state, {state});
    const auto& goes_to = *std::find_if(states.begin(), states.end(),
                                        [&](const auto& one) { return one.name == place->second; });
    auto& there = goal[goes_to.region];
    if (set[goes_to.region] && there != goes_to.name)  // regions that were two may become one
      return refuse("migration.two-places", "plan.places", place->second,
                    {guards::join(at.states), there + ", " + goes_to.name});
    there = goes_to.name, set[goes_to.region] = true;
  }
  return goal;
}

// All or none, with what stood in the way of each.
std::vector<Answer> none_applied(std::vector<Answer> answers) {
  for (auto& answer : answers)
    if (!answer.refusal) answer.refusal = refuse("batch.not-applied", "batch", "");
  return answers;
}

}  // namespace

Answer Desk::define(const Flow& flow, Actor by, Instant at) {
  Answer answer;
  answer.command_id = make_id(at);
  const Description& d = flow.description();
  const auto refuse_with = [&](Refusal no) {
    answer.refusal = std::move(no);
    return answer;
  };
  if (auto no = detail::unfit_instant(at, zone_)) return refuse_with(std::move(*no));
  const auto writer = store_.write();
  const Head head = writer->head();
  const auto rules = rules_at(*writer, head);
  const KnownFlow* known = rules->flows.of(d.fingerprint);
  if (known != nullptr) {
    answer.accepted = answer.repeated = true;
    answer.seq = known->seq;
  } else {
    if (auto no = unfit_to_set("define-workflow", by, at, rules->policy))
      return refuse_with(std::move(*no));
    if (const auto* taken = rules->flows.version(d.name, d.version))
      return refuse_with(
          refuse("workflow.version-taken", "workflow.version", d.name,
                 {std::to_string(d.version), std::to_string(taken->definition.fingerprint)}));
    kept_.follow(head);
    const Draft::Ground ground{*writer, *rules, zone_, store_.address(), kept_};
    Draft draft(ground, head);
    answer.seq = draft.record({0, at, std::move(by), answer.command_id, WorkflowDefined{d}, {}});
    writer->commit(draft.changes());
    std::move(draft).keep();
    answer.accepted = true;
  }
  const std::lock_guard lock(rules_lock_);
  given_.insert_or_assign(d.fingerprint, flow);
  rules_.reset();
  return answer;
}

std::vector<Answer> Desk::migrate(const MigrationPlan& plan, Actor by, const Migration& how,
                                  Instant at) {
  const auto writer = store_.write();
  const Head head = writer->head();
  const auto rules = rules_at(*writer, head);
  if (auto no = unfit_to_set("migrate", by, at, rules->policy)) return {refused(0, *std::move(no))};
  if (auto no = detail::unfit(how.id, "batch", limits::name, detail::Lines::one))
    return {refused(0, *std::move(no))};
  const KnownFlow *from = rules->flows.of(plan.from), *goal = rules->flows.of(plan.to);
  if (from == nullptr || from->definition.name != plan.workflow)
    return {refused(0, rules->flows.unknown("plan.from", plan.from, plan.workflow))};
  if (goal == nullptr || goal->definition.name != plan.workflow || goal == from)
    return {refused(0, rules->flows.unknown("plan.to", plan.to, plan.workflow))};
  for (const auto& [old_place, new_place] : plan.places) {
    if (auto no = no_state("plan.places", from->definition, old_place))
      return {refused(0, *std::move(no))};
    if (auto no = no_state("plan.places", goal->definition, new_place))
      return {refused(0, *std::move(no))};
  }
  if (!goal->flow) return {refused(0, rules->flows.unknown("plan.to", plan.to, plan.workflow))};

  std::vector<Command> commands;
  std::vector<Answer> placeless;
  bool all_placed = true;
  each_item(*writer, store_.address(), plan.workflow, [&](const ItemRow& row, const Item& item) {
    if (row.state == Main::closed || !item.flow || item.flow->fingerprint != plan.from) return;
    auto goal_states = goal_of(plan, *item.flow, *goal->flow);
    Answer answer;
    describe(item, answer);
    if (!goal_states) {
      answer.refusal = std::move(goal_states).refusal();
      all_placed = false;
    } else {
      commands.push_back({.id = make_id(at),
                          .item = item.id,
                          .expected_version = item.version,
                          .actor = by,
                          .at = at,
                          .body = Migrate{plan.to, *std::move(goal_states), how.reason, {}}});
    }
    placeless.push_back(std::move(answer));
  });
  if (!all_placed) return none_applied(std::move(placeless));
  return together(*writer, head, *rules, std::move(commands), how, at);
}

std::vector<Answer> Desk::undo_migration(const std::string& batch, Actor by, const Migration& how,
                                         Instant at) {
  const auto writer = store_.write();
  const Head head = writer->head();
  const auto rules = rules_at(*writer, head);
  if (auto no = unfit_to_set("migrate", by, at, rules->policy)) return {refused(0, *std::move(no))};
  if (auto no = detail::unfit(how.id, "id", limits::name, detail::Lines::one))
    return {refused(0, *std::move(no))};

  std::vector<Command> commands;
  std::vector<Answer> answers;
  std::vector<std::string> names;
  for (const auto& known : rules->flows.all())
    if (std::find(names.begin(), names.end(), known.definition.name) == names.end())
      names.push_back(known.definition.name);
  for (const auto& name : names)
    each_item(*writer, store_.address(), name, [&](const ItemRow& row, const Item& item) {
      bool moved_on = false, undone = false;
      std::optional<FlowState> former;
      for (std::uint64_t seq = row.last_event; seq != 0 && !former;) {
        const auto event_row = writer->event(seq);
        if (!event_row || event_row->former >= seq)
          damaged(store_.address(), "event " + std::to_string(seq) + " is missing");
        const Recorded recorded = recorded_of(*event_row, store_.address());
        const auto& event = std::get<Event>(recorded.what);
        seq = event_row->former;
        const bool by_itself =
            std::holds_alternative<Tick>(event.body) || std::holds_alternative<Reckon>(event.body);
        if (undone && event.flow) former = event.flow;
        if (!undone && !batch.empty() && event.batch_id == batch &&
            std::holds_alternative<Migrate>(event.body))
          undone = true;
        else if (!undone && !by_itself)
          moved_on = true;
      }
      if (!undone || !former) return;
      Answer answer;
      describe(item, answer);
      if (moved_on || row.state == Main::closed) {
        answer.refusal = refuse("migration.moved-on", "item", std::to_string(item.id));
        answers.push_back(std::move(answer));
      } else {
        commands.push_back({.id = make_id(at),
                            .item = item.id,
                            .expected_version = item.version,
                            .actor = by,
                            .at = at,
                            .body = Migrate{former->fingerprint, former->states, how.reason, {}}});
      }
    });
  if (commands.empty() && answers.empty())
    return {refused(0, refuse("migration.none", "batch", batch))};
  auto done = together(*writer, head, *rules, std::move(commands), how, at);
  std::move(answers.begin(), answers.end(), std::back_inserter(done));
  std::sort(done.begin(), done.end(),
            [](const Answer& a, const Answer& b) { return a.item < b.item; });
  return done;
}

// Commands in a transaction of their own, all or none.
std::vector<Answer> Desk::together(Writer& writer, const Head& head, const Rules& rules,
                                   std::vector<Command> commands, const Migration& how,
                                   Instant at) {
  if (commands.empty()) return {};
  Batch batch{.all_or_nothing = true, .dry_run = how.dry_run, .id = how.id};
  if (batch.id.empty()) batch.id = make_id(at);
  kept_.follow(head);
  const Draft::Ground ground{writer, rules, zone_, store_.address(), kept_};
  Draft draft(ground, head);
  auto answers = answers_to(draft, commands, batch);
  if (!draft.empty()) writer.commit(draft.changes());
  std::move(draft).keep();
  return answers;
}

}  // namespace rectify::ledger
