// misuse_test.cpp: calls that are wrong, and bytes that mean harm: each is answered, none crashes.
// SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "c/asking.hpp"

#include <rectify/rectify.hpp>

namespace rectify::tests {
namespace {

using testing::HasSubstr;

// What a call is given; each function takes what it takes of it.
struct Given {
  rectify_ledger* ledger = nullptr;
  unsigned flags = RECTIFY_JSON;
  const char* data = "{}";
  std::size_t size = 2;
  char** out = nullptr;
  std::size_t* out_size = nullptr;
  rectify_error** error = nullptr;
  std::int64_t number = 1;
};
struct Function {
  const char* name;
  std::function<rectify_status(const Given&)> call;
  bool takes_ledger = true, takes_flags = true, takes_bytes = false;
};

const std::vector<Function>& functions() {
  static std::uint64_t last = 0;
  static const char actor[] = R"({"name":"王芳"})";
  static const std::vector<Function> all{
      {"rectify_apply",
       [](const Given& g) {
         return rectify_apply(g.ledger, g.flags, g.data, g.size, g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_apply_batch",
       [](const Given& g) {
         return rectify_apply_batch(g.ledger, g.flags, g.data, g.size, g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_tick",
       [](const Given& g) {
         return rectify_tick(g.ledger, g.flags, g.number, g.out, g.out_size, g.error);
       }},
      {"rectify_get",
       [](const Given& g) {
         return rectify_get(g.ledger, g.flags, g.number, g.out, g.out_size, g.error);
       }},
      {"rectify_query",
       [](const Given& g) {
         return rectify_query(g.ledger, g.flags, g.data, g.size, g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_history",
       [](const Given& g) {
         return rectify_history(g.ledger, g.flags, g.number, g.out, g.out_size, g.error);
       }},
      {"rectify_events",
       [](const Given& g) {
         return rectify_events(g.ledger, g.flags, 0, 10, g.out, g.out_size, &last, g.error);
       }},
      {"rectify_allowed",
       [](const Given& g) {
         return rectify_allowed(g.ledger, g.flags, g.number, g.data, g.size, RECTIFY_NOW, g.out,
                                g.out_size, g.error);
       },
       true, true, true},
      {"rectify_counters",
       [](const Given& g) {
         return rectify_counters(g.ledger, g.flags, g.out, g.out_size, g.error);
       }},
      {"rectify_verify",
       [](const Given& g) {
         return rectify_verify(g.ledger, g.flags, nullptr, nullptr, g.out, g.out_size, g.error);
       }},
      {"rectify_policy",
       [](const Given& g) {
         return rectify_policy(g.ledger, g.flags, g.out, g.out_size, g.error);
       }},
      {"rectify_set_policy, its policy",
       [](const Given& g) {
         return rectify_set_policy(g.ledger, g.flags, g.data, g.size, actor, sizeof actor - 1,
                                   g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_set_policy, its actor",
       [](const Given& g) {
         return rectify_set_policy(g.ledger, g.flags, "{}", g.flags == RECTIFY_JSON ? 2 : 0, g.data,
                                   g.size, g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_calendar",
       [](const Given& g) { return rectify_calendar(g.ledger, g.out, g.out_size, g.error); }, true,
       false},
      {"rectify_set_calendar, its calendar",
       [](const Given& g) {
         return rectify_set_calendar(g.ledger, g.flags, g.data, g.size, actor, sizeof actor - 1,
                                     g.out, g.out_size, g.error);
       },
       true, true, true},
      {"rectify_set_calendar, its actor",
       [](const Given& g) {
         return rectify_set_calendar(g.ledger, g.flags, "", 0, g.data, g.size, g.out, g.out_size,
                                     g.error);
       },
       true, true, true},
      {"rectify_deadline_parse, its phrase",
       [](const Given& g) {
         return rectify_deadline_parse(g.ledger, g.flags, g.data, g.size, "2024-05-20", 10, g.out,
                                       g.out_size, g.error);
       },
       false, true, true},
      {"rectify_deadline_parse, its reference",
       [](const Given& g) {
         return rectify_deadline_parse(g.ledger, g.flags, "7月底前", 10, g.data, g.size, g.out,
                                       g.out_size, g.error);
       },
       false, true, true},
      {"rectify_render",
       [](const Given& g) {
         return rectify_render(g.ledger, RECTIFY_DOT, g.number, g.out, g.out_size, g.error);
       },
       true, false}};
  return all;
}

Reply call(const Function& function, Given given) {
  return ask([&](char** out, std::size_t* out_size, rectify_error** error) {
    given.out = out, given.out_size = out_size, given.error = error;
    return function.call(given);
  });
}

TEST(CMisuse, ALedgerThatIsNoneIsAnswered) {
  for (const Function& function : functions()) {
    if (!function.takes_ledger) continue;
    const Reply reply = call(function, {});
    EXPECT_EQ(RECTIFY_MISUSE, reply.status) << function.name;
    EXPECT_EQ("misuse.null ledger", reply.code + " " + reply.field) << function.name;
    EXPECT_FALSE(reply.given) << function.name;
  }
}

TEST(CMisuse, AClosedLedgerIsNone) {
  Handle handle(":memory:");
  handle.close();
  EXPECT_EQ(nullptr, handle.get());
  handle.close();  // again
  rectify_close(nullptr);
  std::int64_t at = 0;
  EXPECT_EQ(RECTIFY_MISUSE, rectify_next_due(handle.get(), &at, nullptr));
  EXPECT_EQ(RECTIFY_NEVER, at);
}

TEST(CMisuse, WithoutAPlaceForTheAnswerItIsNotDone) {
  const Handle handle(":memory:");
  const std::string command = report("漏水");
  for (const Function& function : functions()) {
    Given given{.ledger = handle.get(), .data = command.data(), .size = command.size()};
    char* data = rubbish();
    std::size_t size = 77;
    rectify_error* error = nullptr;
    given.error = &error;
    given.out = &data;  // and no size
    Reply reply{.status = function.call(given)};
    take(error, reply);
    EXPECT_EQ("misuse.null", reply.code) << function.name;
    EXPECT_EQ(nullptr, data) << function.name;
    given.out = nullptr, given.out_size = &size;
    reply.status = function.call(given);
    take(error, reply);
    EXPECT_EQ(RECTIFY_MISUSE, reply.status) << function.name;
    EXPECT_EQ(0U, size) << function.name;
  }
  EXPECT_THAT(ask(rectify_counters, handle.get(), RECTIFY_JSON).out, HasSubstr(R"("events":"1")"));
}

TEST(CMisuse, OfTheOtherPlacesIsAnswered) {
  const Handle handle(":memory:");
  rectify_error* error = nullptr;
  Reply reply{.status = rectify_open(":memory:", 8, nullptr, nullptr, &error)};
  take(error, reply);
  EXPECT_EQ("misuse.null ledger", reply.code + " " + reply.field);
  rectify_ledger* ledger = handle.get();
  reply.status = rectify_open(nullptr, 0, nullptr, &ledger, &error);
  take(error, reply);
  EXPECT_EQ("misuse.null where", reply.code + " " + reply.field);
  EXPECT_EQ(nullptr, ledger);
  reply.status = rectify_next_due(handle.get(), nullptr, &error);
  take(error, reply);
  EXPECT_EQ("misuse.null at", reply.code + " " + reply.field);
  reply = ask([&](char** out, std::size_t* size, rectify_error** e) {
    return rectify_events(handle.get(), RECTIFY_JSON, 0, 10, out, size, nullptr, e);
  });
  EXPECT_EQ("misuse.null last", reply.code + " " + reply.field);
  reply = ask(rectify_render, handle.get(), static_cast<rectify_picture>(3), std::int64_t{0});
  EXPECT_EQ("misuse.picture", reply.code);
}

TEST(CMisuse, OptionsOfAnotherSizeAreAnswered) {
  for (const std::size_t size : {std::size_t{0}, sizeof(rectify_options) - 8,
                                 sizeof(rectify_options) + 8, std::size_t{SIZE_MAX}}) {
    rectify_options options = RECTIFY_OPTIONS_INIT;
    options.size = size;
    const Handle handle(":memory:", &options);
    EXPECT_EQ("misuse.options", handle.opened.code);
  }
  rectify_options options = RECTIFY_OPTIONS_INIT;
  options.policy_size = 7;  // of no policy
  EXPECT_EQ("misuse.null", Handle(":memory:", &options).opened.code);
}

TEST(CMisuse, FlagsThatAreNoneAreAnswered) {
  const Handle handle(":memory:");
  for (const Function& function : functions()) {
    if (!function.takes_flags) continue;
    for (const unsigned flags : {4U, 7U, 1U << 31U, ~0U}) {
      const Reply reply = call(function, {.ledger = handle.get(), .flags = flags});
      EXPECT_EQ("misuse.flags", reply.code) << function.name;
      EXPECT_EQ(RECTIFY_MISUSE, reply.status);
    }
  }
}

TEST(CMisuse, NoBufferWithASizeIsAnswered) {
  const Handle handle(":memory:");
  for (const Function& function : functions()) {
    if (!function.takes_bytes) continue;
    const Reply reply = call(function, {.ledger = handle.get(), .data = nullptr, .size = 5});
    EXPECT_EQ(RECTIFY_MISUSE, reply.status) << function.name;
    EXPECT_EQ("misuse.null", reply.code) << function.name;
    const Reply empty = call(function, {.ledger = handle.get(), .data = nullptr, .size = 0});
    EXPECT_NE(RECTIFY_MISUSE, empty.status) << function.name;
  }
}

TEST(CHostile, ASizeThatCantBeIsRefusedBeforeABytesIsRead) {
  const Handle handle(":memory:");
  const std::string small = "{";
  for (const Function& function : functions()) {
    if (!function.takes_bytes) continue;
    for (const std::size_t size : {std::size_t{SIZE_MAX}, std::size_t{SIZE_MAX} / 2,
                                   std::size_t{1} << 31U, RECTIFY_MOST_BATCH + 1})
      for (const unsigned flags : {unsigned{RECTIFY_JSON}, unsigned{RECTIFY_PROTOBUF}}) {
        const Reply reply = call(
            function, {.ledger = handle.get(), .flags = flags, .data = small.data(), .size = size});
        EXPECT_EQ("line.too-long", reply.code) << function.name;
        EXPECT_EQ(std::to_string(size), reply.value);
      }
  }
  rectify_options options = RECTIFY_OPTIONS_INIT;
  options.calendar = small.data(), options.calendar_size = SIZE_MAX;
  EXPECT_EQ("line.too-long", Handle(":memory:", &options).opened.code);
  EXPECT_EQ("line.too-long", Handle({small.data(), SIZE_MAX / 2}).opened.code);
}

// What every function that takes bytes says to some: the same code however it is asked.
std::map<std::string, std::string> codes(rectify_ledger* ledger, std::string_view bytes,
                                         unsigned flags) {
  std::map<std::string, std::string> all;
  for (const Function& function : functions()) {
    if (!function.takes_bytes) continue;
    const Reply reply = call(
        function, {.ledger = ledger, .flags = flags, .data = bytes.data(), .size = bytes.size()});
    EXPECT_EQ(RECTIFY_REFUSED, reply.status) << function.name << ": " << reply.code;
    all[function.name] = reply.code;
  }
  return all;
}

TEST(CHostile, GarbageIsRefused) {
  const Handle handle(":memory:");
  const auto json = codes(handle.get(), "}{", RECTIFY_JSON);
  EXPECT_EQ("json.form", json.at("rectify_apply"));
  EXPECT_EQ("json.form", json.at("rectify_apply_batch"));
  EXPECT_EQ("json.form", json.at("rectify_query"));
  EXPECT_EQ("json.form", json.at("rectify_allowed"));
  EXPECT_EQ("json.form", json.at("rectify_set_policy, its policy"));
  EXPECT_EQ("calendar.line", json.at("rectify_set_calendar, its calendar"));
  EXPECT_EQ("json.form", json.at("rectify_set_calendar, its actor"));
  EXPECT_EQ("day.form", json.at("rectify_deadline_parse, its reference"));
  const auto bytes = codes(handle.get(), std::string_view("\x0a\xff\xff\xff\xff\x07", 6), 0);
  EXPECT_EQ("wire.form", bytes.at("rectify_apply"));
  EXPECT_EQ("wire.form", bytes.at("rectify_apply_batch"));
  EXPECT_EQ("wire.form", bytes.at("rectify_query"));
  EXPECT_EQ("wire.form", bytes.at("rectify_allowed"));
}

TEST(CHostile, WhatIsNotUtf8IsRefused) {
  const Handle handle(":memory:");
  for (const auto& [name, code] : codes(handle.get(), "{\"x\":\"\xff\xfe\"}", RECTIFY_JSON)) {
    const bool is_day = name == "rectify_deadline_parse, its reference";
    EXPECT_EQ(is_day ? "day.form" : "text.utf8", code) << name;
  }
}

TEST(CHostile, UnknownFieldsAreRefusedInJson) {
  const Handle handle(":memory:");
  for (const auto& [name, code] : codes(handle.get(), R"({"colour":"red"})", RECTIFY_JSON)) {
    const bool is_message = name.find("its calendar") == std::string::npos &&
                            name.find("deadline") == std::string::npos;
    if (is_message) {
      EXPECT_EQ("field.unknown", code) << name;
    }
  }
}

TEST(CHostile, ACommandCutOffAtEveryByteChangesNothing) {
  const Handle handle(":memory:");
  const std::string json = report("漏水", "one");
  const std::string bytes = encode(from_json<Command>(json).value());
  for (std::size_t size = 0; size < json.size(); ++size)
    EXPECT_EQ(RECTIFY_REFUSED,
              ask(rectify_apply, handle.get(), RECTIFY_JSON, std::string_view(json).substr(0, size))
                  .status);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_apply, handle.get(), RECTIFY_PROTOBUF,
                                   std::string_view(bytes).substr(0, size))
                                   .status);
  EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_get, handle.get(), RECTIFY_JSON, std::int64_t{1}).status);
  EXPECT_EQ(RECTIFY_OK, ask(rectify_apply, handle.get(), RECTIFY_PROTOBUF, bytes).status);
}

TEST(CHostile, NumbersOfNobodyAreRefused) {
  const Handle handle(":memory:");
  for (const std::int64_t item : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN, INT64_MAX}) {
    EXPECT_EQ("item.none", ask(rectify_get, handle.get(), RECTIFY_JSON, item).code);
    EXPECT_EQ("item.none", ask(rectify_history, handle.get(), RECTIFY_JSON, item).code);
    EXPECT_EQ(RECTIFY_OK, ask(rectify_allowed, handle.get(), RECTIFY_JSON, item, R"({"name":"x"})",
                              std::int64_t{RECTIFY_NOW})
                              .status);
  }
  std::uint64_t last = 0;
  EXPECT_EQ("{}", ask_events(handle.get(), RECTIFY_JSON, UINT64_MAX, SIZE_MAX, last).out);
  EXPECT_EQ(UINT64_MAX, last);
  EXPECT_EQ(RECTIFY_OK, ask_events(handle.get(), RECTIFY_JSON, 0, 0, last).status);
  EXPECT_EQ(1U, last);
}

TEST(CHostile, ManyCommandsInMoreThanAMebibyteAreTaken) {
  const Handle handle(":memory:");
  std::string json = R"({"commands":[)";
  const std::string text(9000, 'x');
  for (int i = 0; i < 130; ++i)
    json += (i == 0 ? "" : ",") +
            command(0, clerk, R"("report":{"title":"a","description":")" + text + "\"}");
  json += "]}";
  ASSERT_GT(json.size(), RECTIFY_MOST);
  EXPECT_EQ(RECTIFY_OK, ask(rectify_apply_batch, handle.get(), RECTIFY_JSON, json).status);
  EXPECT_EQ("line.too-long", ask(rectify_apply, handle.get(), RECTIFY_JSON, json).code);
}

}  // namespace
}  // namespace rectify::tests
