// questions.cpp: what a ledger is asked, none of which changes it.
// SPDX-License-Identifier: BSL-1.0
#include "boundary.hpp"

using namespace rectify;
using namespace rectify::c;

namespace {

Refusal no_such(ItemId item) { return refuse("item.none", "item", std::to_string(item)); }

}  // namespace

extern "C" {

rectify_status rectify_next_due(const rectify_ledger* ledger, int64_t* at, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    there("at", at) = RECTIFY_NEVER;
    if (const auto due = of(ledger).next_due()) *at = due->time_since_epoch().count();
    return {};
  });
}

rectify_status rectify_get(const rectify_ledger* ledger, unsigned flags, int64_t item, char** out,
                           size_t* out_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out given("out", out, out_size);
    const Form form(flags);
    const Ledger& open = of(ledger);
    if (!form.json()) {
      const auto record = open.record(item);
      if (!record) return no_such(item);
      given.give(*record);
    } else {
      const auto found = open.find(item);
      if (!found) return no_such(item);
      given.give(form.write(*found));
    }
    return {};
  });
}

rectify_status rectify_query(const rectify_ledger* ledger, unsigned flags, const char* query,
                             size_t query_size, char** page, size_t* page_size,
                             rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("page", page, page_size);
    const Form form(flags);
    const Ledger& open = of(ledger);
    auto asked = form.read<Query>(in("query", query, query_size));
    if (!asked) return std::move(asked).refusal();
    if (!form.json()) {
      auto found = open.records(*asked);
      if (!found) return std::move(found).refusal();
      out.give(encode(*found));
    } else {
      auto found = open.page(*asked);
      if (!found) return std::move(found).refusal();
      out.give(form.write(*found));
    }
    return {};
  });
}

rectify_status rectify_history(const rectify_ledger* ledger, unsigned flags, int64_t item,
                               char** history, size_t* history_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("history", history, history_size);
    const Form form(flags);
    const auto events = of(ledger).history(item);
    if (events.empty()) return no_such(item);
    out.give(form.write(events));
    return {};
  });
}

rectify_status rectify_events(const rectify_ledger* ledger, unsigned flags, uint64_t after,
                              size_t limit, char** history, size_t* history_size, uint64_t* last,
                              rectify_error** error) {
  return call(error, [&]() -> Refusals {
    if (last != nullptr) *last = after;  // also where it fails: the next call asks the same
    const Out out("history", history, history_size);
    there("last", last);
    const Form form(flags);
    const auto events = of(ledger).events(after, limit);
    out.give(form.write(events));
    if (!events.empty()) *last = seq_of(events.back());
    return {};
  });
}

rectify_status rectify_allowed(const rectify_ledger* ledger, unsigned flags, int64_t item,
                               const char* actor, size_t actor_size, int64_t at, char** allowances,
                               size_t* allowances_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("allowances", allowances, allowances_size);
    const Form form(flags);
    const Ledger& open = of(ledger);
    auto who = form.read<Actor>(in("actor", actor, actor_size));
    if (!who) return std::move(who).refusal();
    out.give(form.write(open.allowed(item, *who, instant_or_now(at))));
    return {};
  });
}

rectify_status rectify_counters(const rectify_ledger* ledger, unsigned flags, char** counters,
                                size_t* counters_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("counters", counters, counters_size);
    const Form form(flags);
    out.give(form.write(of(ledger).counters()));
    return {};
  });
}

rectify_status rectify_verify(const rectify_ledger* ledger, unsigned flags,
                              rectify_progress progress, void* context, char** verification,
                              size_t* verification_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("verification", verification, verification_size);
    const Form form(flags);
    const Verification found = of(ledger).check([&](std::uint64_t done, std::uint64_t total) {
      if (progress != nullptr) progress(context, done, total);
    });
    out.give(form.write(found));
    if (!found.whole)
      throw Error("store.damaged", ledger->address,
                  found.flaw + "; take the ledger from a backup that is whole");
    return {};
  });
}

rectify_status rectify_policy(const rectify_ledger* ledger, unsigned flags, char** policy,
                              size_t* policy_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("policy", policy, policy_size);
    const Form form(flags);
    out.give(form.write(of(ledger).policy()));
    return {};
  });
}

rectify_status rectify_calendar(const rectify_ledger* ledger, char** calendar,
                                size_t* calendar_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("calendar", calendar, calendar_size);
    out.give(write_calendar(of(ledger).calendar()));
    return {};
  });
}

}  // extern "C"
