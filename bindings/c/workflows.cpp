// workflows.cpp: machines of a host's own, as data, and items that go from one version to another.
// SPDX-License-Identifier: BSL-1.0
#include "boundary.hpp"

#include <rectify/flow.hpp>
#include <rectify/migration.hpp>

using namespace rectify;
using namespace rectify::c;

extern "C" {

rectify_status rectify_define(rectify_ledger* ledger, unsigned flags, const char* definition,
                              size_t definition_size, const char* actor, size_t actor_size,
                              char** answer, size_t* answer_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answer", answer, answer_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto read = form.read<Description>(in("definition", definition, definition_size));
    if (!read) return std::move(read).refusal();
    const auto flow = make_flow(*std::move(read));
    if (!flow) return flow.refusal();
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return std::move(by).refusal();
    return give(form, out, open.define(*flow, *std::move(by)));
  });
}

rectify_status rectify_workflows(const rectify_ledger* ledger, unsigned flags, char** workflows,
                                 size_t* workflows_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("workflows", workflows, workflows_size);
    const Form form(flags);
    out.give(form.write(of(ledger).workflows()));
    return {};
  });
}

rectify_status rectify_plan(const rectify_ledger* ledger, unsigned flags, uint64_t from,
                            uint64_t to, char** plan, size_t* plan_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("plan", plan, plan_size);
    const Form form(flags);
    auto made = of(ledger).plan(from, to);
    if (!made) return std::move(made).refusal();
    out.give(form.write(*made));
    return {};
  });
}

rectify_status rectify_migrate(rectify_ledger* ledger, unsigned flags, const char* order,
                               size_t order_size, const char* actor, size_t actor_size,
                               char** answers, size_t* answers_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto read = form.read<MigrationOrder>(in("order", order, order_size));
    if (!read) return std::move(read).refusal();
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return std::move(by).refusal();
    return give(form, out, open.migrate(read->plan, *std::move(by), read->how));
  });
}

rectify_status rectify_undo_migration(rectify_ledger* ledger, unsigned flags, const char* undo,
                                      size_t undo_size, const char* actor, size_t actor_size,
                                      char** answers, size_t* answers_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto read = form.read<MigrationUndo>(in("undo", undo, undo_size));
    if (!read) return std::move(read).refusal();
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return std::move(by).refusal();
    return give(form, out, open.undo_migration(read->batch, *std::move(by), read->how));
  });
}

}  // extern "C"
