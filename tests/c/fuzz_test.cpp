// fuzz_test.cpp: whatever bytes, sizes, flags and numbers a host gives, each call ends with a status,
// what it gives is freed by rule, and the ledger stays whole. What comes in is made of an office's
// commands and of messages of every kind, as they are, damaged, cut off, or made up.
// RECTIFY_FUZZ_SECONDS makes it longer, RECTIFY_FUZZ_SEED another one. SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <set>

#include "c/asking.hpp"
#include "codec/random_messages.hpp"
#include "model/random_office.hpp"
#include "rectify/v1/host.pb.h"

#include <rectify/flow.hpp>
#include <rectify/migration.hpp>
#include <rectify/rectify.hpp>

namespace rectify::tests {
namespace {

unsigned long from_environment(const char* name, unsigned long otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoul(value, nullptr, 10);
}

class Fuzz {
 public:
  explicit Fuzz(unsigned long seed) : random_(seed), messages_(seed), office_(seed) {}

  // One ledger's life: it is opened, asked a few hundred things, and proves itself.
  void ledger() {
    Morning morning;
    morning.now += static_cast<std::int64_t>(random_() % 1'000'000'000);
    const std::string policy = bytes<v1::Policy, Policy>(RECTIFY_JSON);
    if (chance(4))
      morning.options.policy = policy.data(), morning.options.policy_size = policy.size();
    if (chance(8)) morning.options.zone_minutes = static_cast<std::int32_t>(random_());
    if (chance(16)) morning.options.size = random_() % 128;
    if (Handle odd(":memory:", &morning.options); odd.get() != nullptr) talk(odd, 20);
    Morning sane;
    Handle handle(":memory:", &sane.options);
    ASSERT_EQ(RECTIFY_OK, handle.opened.status);
    talk(handle, 200);
    const Reply whole = ask(rectify_verify, handle.get(), RECTIFY_JSON,
                            static_cast<rectify_progress>(nullptr), static_cast<void*>(nullptr));
    ASSERT_EQ(RECTIFY_OK, whole.status) << whole.out;
  }
  [[nodiscard]] const std::array<std::uint64_t, 4>& ended() const { return ended_; }

 private:
  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  void talk(const Handle& handle, int times) {
    for (int n = 0; n < times; ++n) {
      if (::testing::Test::HasFailure()) return;
      const unsigned flags =
          chance(50) ? static_cast<unsigned>(random_()) : static_cast<unsigned>(random_() % 4);
      const Reply reply = one(chance(200) ? nullptr : handle.get(), flags);
      ++ended_.at(static_cast<std::size_t>(reply.status));
    }
  }

  Reply one(rectify_ledger* ledger, unsigned flags) {
    if (chance(100)) return of_calendars(ledger, flags);  // large, and so slow
    const rectify_ledger* const asked = ledger;
    switch (random_() % 30) {
      case 0: return ask(rectify_tick, ledger, flags, time());
      case 1: {
        Reply reply;
        rectify_error* error = nullptr;
        std::int64_t at = 0;
        reply.status = rectify_next_due(asked, &at, &error);
        take(error, reply);
        return reply;
      }
      case 2: return ask(rectify_get, asked, flags, number());
      case 3: return ask(rectify_query, asked, flags, bytes<v1::Query, Query>(flags));
      case 4: return ask(rectify_history, asked, flags, number());
      case 5: {
        std::uint64_t last = 0;
        return ask_events(asked, flags, chance(4) ? random_() : random_() % 40,
                          chance(4) ? random_() : random_() % 40, last);
      }
      case 6:
        return ask(rectify_allowed, asked, flags, number(), bytes<v1::Actor, Actor>(flags), time());
      case 7: return ask(rectify_counters, asked, flags);
      case 8: return ask(rectify_policy, asked, flags);
      case 9:
        return ask(rectify_set_policy, ledger, flags, bytes<v1::Policy, Policy>(flags),
                   administrator(flags));
      case 10:
        return ask(rectify_deadline_parse, asked, flags, phrase(),
                   chance(4) ? damaged("2018-06-25") : std::string("2018-06-25"));
      case 11:
        return ask(rectify_render, asked, static_cast<rectify_picture>(random_() % 4), number());
      case 12: return ask(rectify_apply_batch, ledger, flags, bytes<v1::Commands, Commands>(flags));
      case 13: return ask(rectify_apply_batch, ledger, flags, several(flags));
      case 14: return ask(rectify_apply, ledger, flags, bytes<v1::Command, Command>(flags));
      case 15: return ask(rectify_apply, ledger, flags, made_up());
      case 16: return ask(rectify_workflows, asked, flags);
      case 17:
        return ask(rectify_define, ledger, flags,
                   chance(2) ? written(paper(), flags) : bytes<v1::Definition, Description>(flags),
                   administrator(flags));
      case 18: return ask(rectify_plan, asked, flags, fingerprint(), fingerprint());
      case 19:
        return ask(
            rectify_migrate, ledger, flags,
            chance(2) ? written(moved(), flags) : bytes<v1::MigrationOrder, MigrationOrder>(flags),
            administrator(flags));
      case 20:
        return ask(rectify_undo_migration, ledger, flags,
                   chance(2) ? written(MigrationUndo{"batch", {chance(4), "", ""}}, flags)
                             : bytes<v1::MigrationUndo, MigrationUndo>(flags),
                   administrator(flags));
      case 21: return ask(rectify_apply, ledger, flags, written(acted(), flags));
      default: return ask(rectify_apply, ledger, flags, of_an_office(ledger, flags));
    }
  }

  Reply of_calendars(rectify_ledger* ledger, unsigned flags) {
    if (chance(3)) return ask(rectify_calendar, static_cast<const rectify_ledger*>(ledger));
    return ask(rectify_set_calendar, ledger, flags, calendar(), administrator(flags));
  }

  // ── machines of the host's own: versions of one, now and then flawed ──

  Description paper() {
    Description d;
    d.name = "paper", d.version = static_cast<std::uint32_t>(1 + random_() % 3);
    const std::string middle = d.version == 1 ? "check" : "review";
    d.states = {{.name = "draft", .initial = true, .counts_as = "found"},
                {.name = middle, .within = chance(4) ? phrase() : "5个工作日内"},
                {.name = "done", .final = !chance(8)}};
    d.rows = {{"draft", "next", middle, {}, 0, {}},
              {middle, "next", chance(8) ? phrase() : "done", {}, 0, {}},
              {middle, "back", "draft", {chance(4) ? phrase() : "reason-given"}, 0, {}}};
    return d;
  }
  std::uint64_t fingerprint() {
    if (chance(4)) return random_();
    const auto flow = make_flow(paper());
    return flow ? flow->description().fingerprint : 0;
  }
  MigrationOrder moved() {
    MigrationOrder order;
    order.plan.workflow = chance(8) ? phrase() : "paper";
    order.plan.from = fingerprint(), order.plan.to = fingerprint();
    for (const auto* from : {"draft", "check", "review"})
      order.plan.places[from] = chance(8) ? phrase() : chance(2) ? "review" : "draft";
    order.how = {chance(4), "", "batch"};
    return order;
  }
  Command acted() {
    Command command;
    command.item = chance(3) ? 0 : number();
    command.actor = {.name = "王芳", .unit = "办公室", .roles = {"clerk", "administrator"}};
    if (command.item == 0)
      command.body = Report{.title = "通知", .workflow = "paper"};
    else
      command.body = Act{.command = chance(4)   ? phrase()
                                    : chance(2) ? "next"
                                                : "back",
                         .reason = chance(2) ? "" : "退回",
                         .deadline = chance(4) ? phrase() : ""};
    return command;
  }

  std::int64_t number() {
    return chance(8) ? static_cast<std::int64_t>(random_())
                     : static_cast<std::int64_t>(random_() % 12);
  }
  std::int64_t time() {
    if (chance(8)) return static_cast<std::int64_t>(random_());
    return chance(3) ? RECTIFY_NOW : 1529888400000 + static_cast<std::int64_t>(random_() >> 27U);
  }

  // ── bytes ──

  template <class T>
  static std::string written(const T& value, unsigned flags) {
    return (flags & RECTIFY_JSON) != 0 ? to_json(value) : encode(value);
  }
  std::string damaged(std::string text) {
    static const std::vector<std::string> pieces{
        "{",  "}",    "[",    "]",    ",",  ":",    "\"",      "\\",   "null",
        "-1", "1e99", "\xff", "true", "\t", "\x80", "\\ud800", "整改", "7月底前"};
    for (auto n = 1 + random_() % 4; n-- > 0 && !text.empty();) {
      const auto at = random_() % text.size();
      switch (random_() % 5) {
        case 0: text[at] = static_cast<char>(random_()); break;
        case 1: text[at] ^= static_cast<char>(1U << (random_() % 8)); break;
        case 2: text.erase(at, 1 + random_() % 5); break;
        case 3: text.insert(at, pieces[random_() % pieces.size()]); break;
        default: text.resize(at);
      }
    }
    return text;
  }
  std::string made_up() {
    std::string text(random_() % 64, '\0');
    for (char& c : text) c = static_cast<char>(random_());
    return text;
  }
  std::string perhaps_damaged(std::string text) {
    return chance(3) ? damaged(std::move(text)) : text;
  }
  // A message with something in about half of its fields.
  template <class Message, class Model>
  std::string bytes(unsigned flags) {
    ++messages_.body;
    messages_.unknown = chance(4);
    const std::string wire = messages_.made<Message>().SerializeAsString();
    if ((flags & RECTIFY_JSON) == 0) return perhaps_damaged(wire);
    const auto model = decode<Model>(wire);
    return perhaps_damaged(model ? to_json(*model) : wire);
  }
  Command plausible(const rectify_ledger* ledger) {
    const std::int64_t id = static_cast<std::int64_t>(random_() % 6);
    Item item;
    if (ledger != nullptr)
      if (auto found = decode<Item>(ask(rectify_get, ledger, RECTIFY_PROTOBUF, id).out);
          found && found->id != 0)
        item = *std::move(found);
    Command command = office_.command(item);
    command.item = item.id;
    if (chance(3)) command.id = "id-" + std::to_string(random_() % 50);
    if (chance(4)) command.expected_version = static_cast<std::uint32_t>(random_() % 9);
    return command;
  }
  std::string of_an_office(const rectify_ledger* ledger, unsigned flags) {
    return chance(5) ? damaged(written(plausible(ledger), flags))
                     : written(plausible(ledger), flags);
  }
  std::string several(unsigned flags) {
    Commands commands;
    for (auto n = random_() % 8; n-- > 0;) commands.commands.push_back(plausible(nullptr));
    commands.batch = {chance(3), chance(3), chance(3) ? "batch" : ""};
    return perhaps_damaged(written(commands, flags));
  }
  std::string administrator(unsigned flags) {
    return perhaps_damaged(written(Actor{.name = "何伟", .roles = {"administrator"}}, flags));
  }
  std::string phrase() {
    static const std::vector<std::string> phrases{"7月底前",
                                                  "15个工作日内",
                                                  "立行立改",
                                                  "长期坚持",
                                                  "6月底前完成排查；10月底前完成整改",
                                                  "within 45 days"};
    return perhaps_damaged(phrases[random_() % phrases.size()]);
  }
  std::string calendar() {
    return perhaps_damaged("weekend\t6,7\n2018-07-0" + std::to_string(1 + random_() % 9) +
                           "\t0\t校庆\n");
  }

  std::mt19937_64 random_;
  Messages messages_;
  naive::RandomOffice office_;
  std::array<std::uint64_t, 4> ended_{};  // by status
};

TEST(CFuzz, EveryCallEndsWellAndTheLedgerStaysWhole) {
  const auto seconds = from_environment("RECTIFY_FUZZ_SECONDS", 0);
  Fuzz fuzz(from_environment("RECTIFY_FUZZ_SEED", 20240520));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  int ledgers = 0;
  do {
    fuzz.ledger();
    ++ledgers;
  } while (!HasFailure() && (ledgers < 3 || std::chrono::steady_clock::now() < end));
  const auto& ended = fuzz.ended();
  EXPECT_GT(ended[RECTIFY_OK], ended[RECTIFY_REFUSED] / 10);  // it does not knock at a closed door
  EXPECT_GT(ended[RECTIFY_REFUSED], 0U);
  EXPECT_GT(ended[RECTIFY_MISUSE], 0U);
  EXPECT_EQ(0U, ended[RECTIFY_ERROR]);  // there is no disk that could fail
  for (std::size_t i = 0; i < ended.size(); ++i)
    RecordProperty("status_" + std::to_string(i), std::to_string(ended[i]));
}

}  // namespace
}  // namespace rectify::tests
