// commands.cpp: a ledger is opened, closed, and given commands, a policy, working days.
// SPDX-License-Identifier: BSL-1.0
#include "boundary.hpp"

using namespace rectify;
using namespace rectify::c;

namespace {

Options read_options(const rectify_options& given) {
  if (given.size != sizeof(rectify_options))
    throw Misuse{"misuse.options", "options",
                 "RECTIFY_OPTIONS_INIT of a rectify.h that this library knows",
                 "本库所知 rectify.h 的 RECTIFY_OPTIONS_INIT"};
  Options options;
  options.create = given.create != 0;
  options.zone = Zone{given.zone_minutes};
  const auto policy = in("policy", given.policy, given.policy_size);
  if (!policy.empty()) options.policy = from_json<Policy>(policy).value();
  const auto calendar = in("calendar", given.calendar, given.calendar_size, RECTIFY_MOST_BATCH);
  if (!calendar.empty()) options.calendar = read_calendar(calendar, WorkCalendar()).value();
  if (given.now != nullptr)
    options.clock = [now = given.now, context = given.context] { return instant(now(context)); };
  return options;
}

// What could not be read is answered as well.
Refusals give(const Form& form, const Out& out, Refusal no) {
  return give(form, out, Answer{.refusal = std::move(no)});
}

}  // namespace

extern "C" {

rectify_status rectify_open(const char* where, size_t where_size, const rectify_options* options,
                            rectify_ledger** ledger, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    there("ledger", ledger) = nullptr;
    there("where", where);
    std::string address(in("where", where, where_size));
    Ledger open = Ledger::open(address, options != nullptr ? read_options(*options) : Options{});
    *ledger = new rectify_ledger{std::move(open), std::move(address)};
    return {};
  });
}

void rectify_close(rectify_ledger** ledger) {
  if (ledger == nullptr) return;
  delete std::exchange(*ledger, nullptr);
}

rectify_status rectify_apply(rectify_ledger* ledger, unsigned flags, const char* command,
                             size_t command_size, char** answer, size_t* answer_size,
                             rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answer", answer, answer_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto read = form.read<Command>(in("command", command, command_size));
    if (!read) return give(form, out, std::move(read).refusal());
    return give(form, out, open.apply(*std::move(read)));
  });
}

rectify_status rectify_apply_batch(rectify_ledger* ledger, unsigned flags, const char* commands,
                                   size_t commands_size, char** answers, size_t* answers_size,
                                   rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto read = form.read<Commands>(in("commands", commands, commands_size, RECTIFY_MOST_BATCH),
                                    RECTIFY_MOST_BATCH);
    if (!read) return std::move(read).refusal();
    return give(form, out, open.apply(std::move(read->commands), read->batch));
  });
}

rectify_status rectify_tick(rectify_ledger* ledger, unsigned flags, int64_t now, char** answers,
                            size_t* answers_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    return give(form, out, open.tick(now == RECTIFY_NOW ? open.now() : instant(now)));
  });
}

rectify_status rectify_set_policy(rectify_ledger* ledger, unsigned flags, const char* policy,
                                  size_t policy_size, const char* actor, size_t actor_size,
                                  char** answer, size_t* answer_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answer", answer, answer_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    auto next = form.read<Policy>(in("policy", policy, policy_size));
    if (!next) return give(form, out, std::move(next).refusal());
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return give(form, out, std::move(by).refusal());
    return give(form, out, open.set_policy(*next, *std::move(by)));
  });
}

rectify_status rectify_set_calendar(rectify_ledger* ledger, unsigned flags, const char* calendar,
                                    size_t calendar_size, const char* actor, size_t actor_size,
                                    char** answers, size_t* answers_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("answers", answers, answers_size);
    const Form form(flags);
    Ledger& open = of(ledger);
    const auto next =
        read_calendar(in("calendar", calendar, calendar_size, RECTIFY_MOST_BATCH), open.calendar());
    if (!next) return next.refusal();
    auto by = form.read<Actor>(in("actor", actor, actor_size));
    if (!by) return std::move(by).refusal();
    return give(form, out, open.set_calendar(*next, *std::move(by)));
  });
}

}  // extern "C"
