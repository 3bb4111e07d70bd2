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
    const auto known = of(ledger).workflows();
    const auto version = [&](std::uint64_t fingerprint) -> const Description* {
      for (const Description& one : known)
        if (one.fingerprint == fingerprint) return &one;
      return nullptr;
    };
    const Description *old_version = version(from), *new_version = version(to);
    if (old_version == nullptr || new_version == nullptr) {
      std::string names;
      for (const Description& one : known)
        names.append(names.empty() ? "" : ", ").append(std::to_string(one.fingerprint));
      return refuse("workflow.none", old_version == nullptr ? "from" : "to",
                    std::to_string(old_version == nullptr ? from : to), {names});
    }
    out.give(form.write(diff(*old_version, *new_version)));
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

rectify_status rectify_undo_migration(rectify_ledger* ledger, unsigned flags, const char* batch,
                                      size_t batch_size, const char* actor, size_t actor_size,
                                      char** answers, size_t* answers_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    const std::string id(in("batch", batch, batch_size));
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return std::move(by).refusal();
    return give(form, out, open.undo_migration(id, *std::move(by), {}));
  });
}

}  // extern "C"
