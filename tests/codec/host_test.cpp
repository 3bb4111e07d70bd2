// host_test.cpp: what a host asks and is told, as protobuf and as JSON; checked with protobuf's own
// full code of host.proto. SPDX-License-Identifier: BSL-1.0
#include <rectify/migration.hpp>
#include <rectify/wire.hpp>

#include <rectify/ledger.hpp>

#include <set>

#include "codec/random_messages.hpp"
#include "rectify/v1/host.pb.h"

#include <google/protobuf/util/json_util.h>

namespace rectify::tests {
namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};

Instant noon() { return read_instant("2018-06-25T12:00:00+08:00").value(); }
Ledger office() {
  Ledger ledger = Ledger::open(":memory:", {.clock = [] { return noon(); }});
  for (const char* title : {"漏水", "停电", "门锁"})
    EXPECT_TRUE(ledger.report({.title = title, .owner = {.unit = "办公室"}}, clerk));
  EXPECT_TRUE(
      ledger.assign(1, {.supervisor = "机关纪委", .deadline = "7月底前"}, secretary).accepted);
  return ledger;
}

// What protobuf reads in our bytes; its own JSON of that is ours.
template <class Message, class T>
Message told(const T& value) {
  Message message;
  EXPECT_TRUE(message.ParseFromString(encode(value)));
  EXPECT_EQ(0, message.GetReflection()->GetUnknownFields(message).field_count());
  std::string json;
  EXPECT_TRUE(pb::util::MessageToJsonString(message, &json).ok());
  EXPECT_EQ(json, to_json(value));
  return message;
}
template <class Part, class T>
void expect_same(const Part& part, const T& value) {
  EXPECT_EQ(part.SerializeAsString(), encode(value));
}

TEST(HostMessages, APageHasItsItemsAndWhereTheNextBegins) {
  const Ledger ledger = office();
  const Page page = ledger.page({.limit = 2}).value();
  const auto message = told<v1::Page>(page);
  ASSERT_EQ(2, message.items_size());
  expect_same(message.items(0), page.items[0]);
  expect_same(message.items(1), page.items[1]);
  EXPECT_EQ(page.next, message.next());
}

TEST(HostMessages, AHistoryHasEachEventWithItsHash) {
  const Ledger ledger = office();
  const auto chain = ledger.events(0);  // the ledger's own first event too
  const auto message = told<v1::History>(chain);
  ASSERT_EQ(5, message.entries_size());
  for (int i = 0; i < 5; ++i) {
    const auto& recorded = chain[static_cast<std::size_t>(i)];
    expect_same(message.entries(i).event(), recorded);
    EXPECT_EQ(hex(recorded.hash), message.entries(i).hash());
  }
}

TEST(HostMessages, AnswersSpeakTheLanguageThatIsAskedFor) {
  Ledger ledger = office();
  const std::vector<Answer> answers{ledger.verify(1, {}, clerk), ledger.start(1, {}, clerk)};
  const auto message = told<v1::Answers>(answers);
  ASSERT_EQ(2, message.answers_size());
  expect_same(message.answers(0), answers[0]);
  expect_same(message.answers(1), answers[1]);
  v1::Answers chinese;
  ASSERT_TRUE(chinese.ParseFromString(encode(answers, Lang::zh)));
  EXPECT_EQ(rule(*answers[0].refusal, Lang::zh), chinese.answers(0).refusal().rule());
}

TEST(HostMessages, AllowancesSayEachCommandAndWhyNot) {
  const Ledger ledger = office();
  const auto allowances = ledger.allowed(2, secretary);
  const auto message = told<v1::Allowances>(allowances);
  ASSERT_EQ(static_cast<int>(allowances.size()), message.allowances_size());
  for (int i = 0; i < message.allowances_size(); ++i) {
    const auto& mine = allowances[static_cast<std::size_t>(i)];
    const auto& theirs = message.allowances(i);
    EXPECT_EQ(name(mine.command), theirs.command());
    EXPECT_EQ(mine.allowed, theirs.allowed());
    ASSERT_EQ(static_cast<int>(mine.reasons.size()), theirs.reasons_size());
    for (int k = 0; k < theirs.reasons_size(); ++k)
      expect_same(theirs.reasons(k), mine.reasons[static_cast<std::size_t>(k)]);
    ASSERT_EQ(static_cast<int>(mine.needs.size()), theirs.needs_size());
    for (int k = 0; k < theirs.needs_size(); ++k)
      expect_same(theirs.needs(k), mine.needs[static_cast<std::size_t>(k)]);
  }
}

TEST(HostMessages, CountersHaveEveryRow) {
  const Ledger ledger = office();
  const Counters counters = ledger.counters();
  const auto message = told<v1::Counters>(counters);
  ASSERT_EQ(2, message.by_unit_size());
  EXPECT_EQ("办公室/found/moderate/grey/2",
            message.by_unit(0).unit() + "/" + message.by_unit(0).state() + "/" +
                message.by_unit(0).severity() + "/" + message.by_unit(0).light() + "/" +
                std::to_string(message.by_unit(0).items()));
  ASSERT_EQ(1, message.by_due_size());
  EXPECT_EQ("2018-07-31", message.by_due(0).due());
  EXPECT_EQ(1, message.by_due(0).items());
  EXPECT_EQ(5U, message.events());
}

TEST(HostMessages, AVerificationSaysWhereTheFlawIs) {
  const auto message = told<v1::Verification>(Verification{false, 9, 4, "a hash", 7, 3});
  EXPECT_EQ("false 9 4 a hash 7 3", std::string(message.whole() ? "true" : "false") + " " +
                                        std::to_string(message.events()) + " " +
                                        std::to_string(message.items()) + " " + message.flaw() +
                                        " " + std::to_string(message.seq()) + " " +
                                        std::to_string(message.item()));
}

TEST(HostMessages, AReadingShowsTheDayTheWayAndTheDaysThatAreSkipped) {
  const auto read = reading(read_phrase("15个工作日内", day(2024, 5, 20)).value());
  const auto message = told<v1::DeadlineReading>(read);
  EXPECT_EQ("2024-06-11", message.deadline().due());
  EXPECT_EQ(15, message.deadline().working_days());
  EXPECT_EQ(format(read.deadline, Lang::en), message.en());
  EXPECT_EQ(format(read.deadline, Lang::zh), message.zh());
  EXPECT_EQ(static_cast<int>(read.explanation.en.size()), message.explanation_en_size());
  EXPECT_EQ(read.explanation.zh.front(), message.explanation_zh(0));
  ASSERT_EQ(static_cast<int>(read.explanation.skipped.size()), message.skipped_size());
  EXPECT_EQ("2024-05-25/2024-05-26/", message.skipped(0).first() + "/" + message.skipped(0).last() +
                                          "/" + message.skipped(0).why());
}

// ── asked ──

TEST(HostQuestions, AQueryComesBackWhole) {
  const Query query{.states = {Main::found, Main::working},
                    .light = Light::red,
                    .unit = "办公室",
                    .owner = "周明远",
                    .source = "选民座谈会",
                    .severity = Severity::serious,
                    .due_from = day(2018, 7, 1),
                    .due_to = day(2018, 7, 31),
                    .sort = Sort::due,
                    .descending = true,
                    .limit = 7,
                    .after = "due:desc:17743:5"};
  const auto message = told<v1::Query>(query);
  EXPECT_EQ("rectifying.working", message.states(1));
  for (const auto& back : {decode<Query>(encode(query)), from_json<Query>(to_json(query))}) {
    ASSERT_TRUE(back) << text(back.refusal(), Lang::en);
    EXPECT_EQ(encode(query), encode(*back));
  }
}

TEST(HostQuestions, AnEmptyQueryIsOfEveryItemFiftyAtATime) {
  const auto query = decode<Query>("");
  ASSERT_TRUE(query);
  EXPECT_EQ(encode(Query{}), encode(*query));
  EXPECT_EQ(50U, query->limit);
  EXPECT_EQ(0U, from_json<Query>(R"({"limit":0})")->limit);  // for the ledger to refuse
}

TEST(HostQuestions, AStateCountsOnceHoweverOftenItIsSent) {
  v1::Query message;
  for (int i = 0; i < 40'000; ++i) message.add_states("found");
  EXPECT_EQ(std::vector<Main>{Main::found}, decode<Query>(message.SerializeAsString())->states);
}

template <class T>
std::string refused(std::string_view json) {
  const auto value = from_json<T>(json);
  return value ? "read" : value.refusal().code + " " + value.refusal().field;
}

TEST(HostQuestions, NamesAndDaysOfNobodyAreRefused) {
  EXPECT_EQ("state.unknown states", refused<Query>(R"({"states":["found","lost"]})"));
  EXPECT_EQ("state.unknown states", refused<Query>(R"({"states":[""]})"));
  EXPECT_EQ("state.unknown light", refused<Query>(R"({"light":"blue"})"));
  EXPECT_EQ("severity.unknown severity", refused<Query>(R"({"severity":"bad"})"));
  EXPECT_EQ("kind.unknown sort", refused<Query>(R"({"sort":"title"})"));
  EXPECT_EQ("day.none due_from", refused<Query>(R"({"dueFrom":"2018-02-30"})"));
  EXPECT_EQ("day.form due_to", refused<Query>(R"({"dueTo":"tomorrow"})"));
  EXPECT_EQ("json.form limit", refused<Query>(R"({"limit":-1})"));
  EXPECT_EQ("field.twice unit", refused<Query>(R"({"unit":"a","unit":"b"})"));
}
// protobuf's reader takes "no" for false and "yes" for true: a dry run must not hang on that.
TEST(HostQuestions, TrueAndFalseAreNothingElse) {
  for (const std::string odd : {"\"no\"", "\"yes\"", "\"true\"", "\"0\"", "'false'"}) {
    EXPECT_EQ("json.form dryRun", refused<MigrationOrder>("{\"dryRun\":" + odd + "}"));
    EXPECT_EQ("json.form dry_run", refused<MigrationUndo>("{\"dry_run\":" + odd + "}"));
    EXPECT_EQ("json.form batch.allOrNothing",
              refused<Commands>("{\"batch\":{\"id\":\"no\",\"allOrNothing\":" + odd + "}}"));
    EXPECT_EQ("json.form states.initial",
              refused<Description>("{\"states\":[{\"name\":\"a\"},{\"initial\":" + odd + "}]}"));
  }
  for (const std::string fit : {"true", "false", "null", " true "})
    EXPECT_TRUE(from_json<MigrationOrder>("{\"dryRun\":" + fit + ",\"reason\":\"no\"}")) << fit;
}

TEST(HostQuestions, AConditionOfANewerVersionIsRefusedNotPassedOver) {
  EXPECT_EQ("field.unknown colour", refused<Query>(R"({"colour":"red"})"));
  EXPECT_EQ("field.unknown batch.sometimes", refused<Commands>(R"({"batch":{"sometimes":true}})"));
  Messages messages(31);
  messages.unknown = true;
  const auto strange = messages.made<v1::Batch>();
  v1::Commands commands;
  *commands.mutable_batch() = strange;
  EXPECT_EQ("batch", decode<Commands>(commands.SerializeAsString()).refusal().field);
  const std::string newer("\x98\x06\x01", 3);  // field 99: 1
  EXPECT_EQ("field.unknown", decode<Query>(newer).refusal().code);
  EXPECT_EQ("commands", decode<Commands>(newer).refusal().field);
}

TEST(HostQuestions, CommandsComeBackWithTheirBatch) {
  Commands commands;
  commands.commands = {Command{.id = "a", .actor = clerk, .body = Report{.title = "漏水"}},
                       Command{.item = 1, .actor = clerk, .body = Start{}}};
  commands.batch = {true, true, "monday"};
  const auto message = told<v1::Commands>(commands);
  expect_same(message.commands(0), commands.commands[0]);
  for (const auto& back :
       {decode<Commands>(encode(commands)), from_json<Commands>(to_json(commands))}) {
    ASSERT_TRUE(back) << text(back.refusal(), Lang::en);
    EXPECT_EQ(commands.commands, back->commands);
    EXPECT_TRUE(back->batch.all_or_nothing && back->batch.dry_run);
    EXPECT_EQ("monday", back->batch.id);
  }
}

TEST(HostQuestions, ARefusedCommandOfManyIsNamedByItsPlace) {
  EXPECT_EQ(
      "commands[1].report.severity",
      from_json<Commands>(R"({"commands":[{"item":"1","start":{}},{"report":{"severity":"bad"}}]})")
          .refusal()
          .field);
  EXPECT_EQ("commands[0].command",
            from_json<Commands>(R"({"commands":[{"item":"1"}]})").refusal().field);
}

TEST(HostQuestions, MoreThanAMebibyteIsReadWhereItIsAskedFor) {
  const std::string wide = std::string(max_message, ' ') + R"({"name":"王芳"})";
  EXPECT_EQ("line.too-long", from_json<Actor>(wide).refusal().code);
  EXPECT_EQ("王芳", from_json<Actor>(wide, 2 * max_message)->name);
}

TEST(HostQuestions, AnActorComesBackWithItsUnknownFields) {
  Messages messages(32);
  messages.unknown = messages.full = true;
  const auto message = messages.made<v1::Actor>();
  EXPECT_EQ(message.SerializeAsString(),
            encode(decode<Actor>(message.SerializeAsString()).value()));
  EXPECT_EQ("field.unknown nane", refused<Actor>(R"({"nane":"x"})"));
}

TEST(HostQuestions, TwentyThousandMutationsAreReadOrRefused) {
  Messages messages(33);
  std::mt19937_64 random(34);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    messages.body = i;
    std::string bytes = i % 2 == 0 ? messages.made<v1::Query>().SerializeAsString()
                                   : messages.made<v1::Commands>().SerializeAsString();
    for (auto n = random() % 3; n-- > 0 && !bytes.empty();)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (i % 2 == 0) {
      const auto query = decode<Query>(bytes);
      read += query ? 1 : 0;
      if (query) {
        EXPECT_EQ(encode(*query), encode(decode<Query>(encode(*query)).value()));
      }
    } else {
      const auto commands = decode<Commands>(bytes);
      read += commands ? 1 : 0;
      if (commands) {
        EXPECT_EQ(commands->commands, decode<Commands>(encode(*commands))->commands);
      }
    }
  }
  EXPECT_GT(read, 2000);
}

}  // namespace
}  // namespace rectify::tests
