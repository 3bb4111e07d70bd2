// hostile_test.cpp: bytes from outside, cut off, changed, made up: a value or a refusal, never more.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

#include <set>

#include "codec/random_messages.hpp"

namespace rectify::tests {
namespace {

// Whatever can be read can be written, and read again as the same.
template <class T>
bool reads(std::string_view bytes) {
  const auto value = decode<T>(bytes);
  if (!value) {
    EXPECT_NE("", rule(value.refusal(), Lang::en)) << value.refusal().code;
    return false;
  }
  const auto again = decode<T>(encode(*value));
  EXPECT_TRUE(again && *again == *value);
  return true;
}
bool reads_any(int which, std::string_view bytes) {
  switch (which % 5) {
    case 0: return reads<Item>(bytes);
    case 1: return reads<Command>(bytes);
    case 2: return reads<Recorded>(bytes);
    case 3: return reads<Policy>(bytes);
    default: return decode<Answer>(bytes).has_value();
  }
}
std::string made(Messages& messages, int which) {
  std::string bytes;
  switch (which % 5) {
    case 0: messages.made<v1::Item>().SerializeToString(&bytes); break;
    case 1: messages.made<v1::Command>().SerializeToString(&bytes); break;
    case 2: messages.made<v1::Event>().SerializeToString(&bytes); break;
    case 3: messages.made<v1::Policy>().SerializeToString(&bytes); break;
    default: messages.made<v1::Answer>().SerializeToString(&bytes);
  }
  return bytes;
}

TEST(Hostile, CutOffAtEveryByte) {
  Messages messages(11);
  messages.full = true;
  for (int which = 0; which < 4; ++which) {
    for (messages.body = 0; messages.body < (which == 1 || which == 2 ? 30 : 1); ++messages.body) {
      const auto whole = made(messages, which);
      ASSERT_TRUE(reads_any(which, whole));
      for (std::size_t size = 0; size < whole.size(); ++size)
        reads_any(which, std::string_view(whole).substr(0, size));
    }
  }
}

TEST(Hostile, TwentyThousandMutations) {
  Messages messages(12);
  std::mt19937_64 random(13);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    messages.body = i;
    messages.unknown = i % 4 == 0;
    auto bytes = made(messages, i);
    for (auto n = 1 + random() % 4; n-- > 0 && !bytes.empty();) {
      const auto at = random() % bytes.size();
      switch (random() % 4) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes[at] ^= static_cast<char>(1U << (random() % 8)); break;
        case 2: bytes.erase(at, 1 + random() % 5); break;
        default: bytes.insert(at, std::string(1 + random() % 5, static_cast<char>(random())));
      }
    }
    read += reads_any(i, bytes) ? 1 : 0;
  }
  EXPECT_GT(read, 1000);
  EXPECT_LT(read, 19'000);
}

TEST(Hostile, TwentyThousandMutationsOfJson) {
  Messages messages(14);
  std::mt19937_64 random(15);
  static const std::vector<std::string> pieces{"{",  "}",    "[",    "]",  ",",     ":",
                                               "\"", "\\",   "null", "-1", "1e999", "\\u0000",
                                               "'",  "true", "\xff", "\n"};
  for (int i = 0; i < 20'000; ++i) {
    messages.body = i;
    std::string bytes;
    messages.made<v1::Command>().SerializeToString(&bytes);
    auto json = to_json(decode<Command>(bytes).value());
    for (auto n = 1 + random() % 3; n-- > 0 && !json.empty();) {
      const auto at = random() % json.size();
      random() % 2 == 0 ? json.insert(at, pieces[random() % pieces.size()])
                        : json.erase(at, 1 + random() % 4);
    }
    const auto value = from_json<Command>(json);
    if (!value) {
      ASSERT_NE("", rule(value.refusal(), Lang::en)) << value.refusal().code;
    } else {
      ASSERT_TRUE(decode<Command>(encode(*value)));
    }
  }
}

TEST(Hostile, NestedWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep = deep.size() < 100'000 ? "\x0b" + deep : deep;  // groups
  EXPECT_FALSE(decode<Item>(deep));
  // answer { in_between { report { owner {} } } } is the deepest there is; unknown groups go deeper
  std::string groups;
  for (int i = 0; i < 90; ++i) groups = "\xa3\x3e" + groups + "\xa4\x3e";
  Item item;
  item.state.main = Main::found;
  EXPECT_TRUE(decode<Item>(encode(item) + groups));
  for (int i = 0; i < 90; ++i) groups = "\xa3\x3e" + groups + "\xa4\x3e";
  EXPECT_FALSE(decode<Item>(encode(item) + groups));
}

TEST(Hostile, Huge) {
  const std::string huge(max_message + 1, '\0');
  const auto item = decode<Item>(huge);
  ASSERT_FALSE(item);
  EXPECT_EQ("line.too-long", item.refusal().code);
  EXPECT_FALSE(decode<Item>(std::string("\x3a\xff\xff\xff\xff\x07", 6)));  // a title of 2 GiB
}

TEST(Hostile, TextsThatAreNotUtf8) {
  testing::internal::CaptureStderr();
  v1::Command message;
  std::string bytes("\xda\x01\x03\x0a\x01\xff", 6);  // start { note: FF }
  const auto command = decode<Command>(bytes);
  ASSERT_FALSE(command);
  EXPECT_EQ("wire.form", command.refusal().code);
  Command ours;
  ours.body = Start{.note = "\xff"};
  EXPECT_EQ(bytes, encode(ours));
  EXPECT_EQ("", testing::internal::GetCapturedStderr());  // a library says nothing by itself
}

TEST(Hostile, NamesAndDaysOfNobody) {
  v1::Item item;
  item.mutable_state()->set_main("found");
  const auto refused = [&](auto change, std::string_view code, std::string_view field) {
    v1::Item other = item;
    change(other);
    std::string bytes;
    other.SerializeToString(&bytes);
    const auto value = decode<Item>(bytes);
    ASSERT_FALSE(value) << field;
    EXPECT_EQ(code, value.refusal().code);
    EXPECT_EQ(field, value.refusal().field);
  };
  refused([](auto& i) { i.mutable_state()->set_main(""); }, "state.unknown", "state.main");
  refused([](auto& i) { i.mutable_state()->set_main("unlisted"); }, "state.unknown", "state.main");
  refused([](auto& i) { i.mutable_state()->set_extension("x"); }, "state.unknown",
          "state.extension");
  refused([](auto& i) { i.mutable_state()->set_holding("x"); }, "state.unknown", "state.holding");
  refused([](auto& i) { i.mutable_state()->set_timeliness("x"); }, "state.unknown",
          "state.timeliness");
  refused([](auto& i) { i.set_resolution("x"); }, "state.unknown", "resolution");
  refused([](auto& i) { i.set_severity("x"); }, "severity.unknown", "severity");
  refused([](auto& i) { i.add_evidence()->set_kind("x"); }, "kind.unknown", "evidence.kind");
  refused([](auto& i) { i.add_links()->set_kind("x"); }, "kind.unknown", "link.kind");
  refused([](auto& i) { i.set_held_since("2018-02-29"); }, "day.none", "held_since");
  refused([](auto& i) { i.mutable_deadline(); }, "day.form", "deadline.reference");
  const auto deadline = [](auto& i) -> auto& {
    i.mutable_deadline()->set_reference("2018-06-01");
    return *i.mutable_deadline();
  };
  refused([&](auto& i) { deadline(i).set_kind("x"); }, "kind.unknown", "deadline.kind");
  refused([&](auto& i) { deadline(i).set_months(121); }, "deadline.count", "deadline");
  refused([&](auto& i) { deadline(i).set_days(-1); }, "deadline.count", "deadline");
  refused([&](auto& i) { deadline(i).set_working_days(3661); }, "deadline.count", "deadline");
  refused([&](auto& i) { deadline(i).set_counted("x"); }, "day.form", "deadline.counted");
  refused([&](auto& i) { deadline(i).add_milestones(); }, "day.form", "deadline.milestones.due");
  refused([](auto& i) { i.set_document_day("2018-02-29"); }, "day.none", "document_day");
  refused([](auto& i) { i.mutable_deadline()->set_due("3000-01-01"); }, "day.range",
          "deadline.due");
  refused([](auto& i) { i.mutable_closed_at()->set_seconds(1LL << 60); }, "instant.range",
          "closed_at");
  refused([](auto& i) { i.mutable_closed_at()->set_nanos(-1); }, "instant.range", "closed_at");
  refused([](auto& i) { i.mutable_workflow()->set_name("x"); }, "kind.unknown", "workflow.name");
}

TEST(Hostile, ZonesOutOfTheWorld) {
  LedgerEvent event;
  event.body = LedgerOpened{.zone = Zone{841}, .policy = strict_policy()};
  EXPECT_FALSE(decode<LedgerEvent>(encode(event)));
  event.body = LedgerOpened{.zone = Zone{-840}, .policy = strict_policy()};
  EXPECT_TRUE(decode<LedgerEvent>(encode(event)));
}

}  // namespace
}  // namespace rectify::tests
