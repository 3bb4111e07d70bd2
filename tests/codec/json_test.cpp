// json_test.cpp: JSON that can't be read is refused, and the refusal says where.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

namespace rectify::tests {
namespace {

struct No {
  const char* json;
  const char* code;
  const char* field;
  const char* value;
};
void PrintTo(const No& no, std::ostream* out) { *out << no.json; }

class Json : public testing::TestWithParam<No> {};
TEST_P(Json, IsRefusedWithThePlace) {
  const auto command = from_json<Command>(GetParam().json);
  ASSERT_FALSE(command);
  EXPECT_EQ(GetParam().code, command.refusal().code) << text(command.refusal(), Lang::en);
  EXPECT_EQ(GetParam().field, command.refusal().field);
  EXPECT_EQ(GetParam().value, command.refusal().value);
  EXPECT_NE("", rule(command.refusal(), Lang::zh));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Commands, Json, testing::Values(
  No{R"({"item":"7","start":{"note2":"x"}})",                    "field.unknown", "start.note2", "note2"},
  No{R"({"item":"7","bogus":{}})",                               "field.unknown", "bogus", "bogus"},
  No{R"({"submit":{"evidence":[{},{"bogus":1}]}})",              "field.unknown", "submit.evidence[1].bogus", "bogus"},
  No{R"({"start":{"note":"a","note":"b"}})",                     "field.twice",   "start.note", "note"},
  No{R"({"start":{"note":"a","n\u006fte":"b"}})",                "field.twice",   "start.note", "note"},
  No{R"({"item":"7","item":"8","start":{}})",                    "field.twice",   "item", "item"},
  No{R"({"assign":{"referenceDay":"","reference_day":""}})",     "field.twice",   "assign.reference_day", "reference_day"},
  No{R"({"start":{},"start":{}})",                               "field.twice",   "start", "start"},
  No{R"({"start":{},"submit":{}})",                              "field.twice",   "submit", "submit"},
  No{R"({"submit":{"evidence":[{"kind":"text","kind":"text"}]}})", "field.twice", "submit.evidence.kind", "kind"},
  No{R"({"item":NaN,"start":{}})",                               "json.form",     "", R"(NaN,"start":{}})"},
  No{R"({"item":7.5,"start":{}})",                               "json.form",     "item", "7.5"},
  No{R"({"item":"9223372036854775808","start":{}})",             "json.form",     "item", R"("9223372036854775808")"},
  No{R"({"progress":{"percent":99999999999}})",                  "json.form",     "progress.percent", "99999999999"},
  No{R"({"progress":{"percent":true}})",                         "json.form",     "progress.percent", "true"},
  No{R"({"expectedVersion":-1,"start":{}})",                     "json.form",     "expected_version", "-1"},
  No{R"({"start":{"note":5}})",                                  "json.form",     "start.note", "5"},
  No{R"({"start":{"note":["a"]}})",                              "json.form",     "start.note", "["},
  No{R"({"start":"x"})",                                         "json.form",     "start", R"("x")"},
  No{R"({"actor":{"roles":[{}]},"start":{}})",                   "json.form",     "actor.roles", "Starting an object on a scalar field"},
  No{R"({"item":"7","start":{}} {})",                            "json.form",     "", "{}"},
  No{R"({"item":"7","start":{})",                                "json.form",     "", ""},
  No{R"({"start":{"note":"\ud800"}})",                           "json.form",     "", R"(\ud800"}})"},
  No{"",                                                         "json.form",     "", ""},
  No{"[]",                                                       "json.form",     "", "[]"},
  No{"null",                                                     "json.form",     "", "null"},
  No{"\"start\"",                                                "json.form",     "", "\"start\""},
  No{"{\"start\":{\"note\":\"\xff\"}}",                          "text.utf8",     "json", R"({"start":{"note":")"},
  No{"{\"start\":{\"note\":\"\x01\"}}",                          "text.control",  "json", R"({"start":{"note":")"},
  No{R"({})",                                                    "command.none",  "command", ""},
  No{R"({"start":null})",                                        "command.none",  "command", ""},
  No{R"({"at":"2018-06-25","start":{}})",                        "instant.form",  "at", "2018-06-25"},
  No{R"({"at":17,"start":{}})",                                  "instant.form",  "at", ""},
  No{R"({"at":"2018-02-30T00:00:00Z","start":{}})",              "instant.form",  "at", "2018-02-30T00:00:00Z"},
  No{R"({"at":"9999-06-25T09:00:00Z","start":{}})",              "instant.range", "at", "253385917200"},
  No{R"({"assign":{"referenceDay":"2018-02-30"}})",              "day.none",      "assign.reference_day", "2018-02-30"},
  No{R"({"assign":{"referenceDay":"18-02-03"}})",                "day.form",      "assign.reference_day", "18-02-03"},
  No{R"({"submit":{"evidence":[{"kind":"foto"}]}})",             "kind.unknown",  "submit.evidence.kind", "foto"},
  No{R"({"link":{"link":{"kind":"bogus"}}})",                    "kind.unknown",  "link.link.kind", "bogus"},
  No{R"({"report":{"severity":"awful"}})",                       "severity.unknown", "report.severity", "awful"},
  No{R"({"changeSeverity":{}})",                                 "severity.unknown", "change-severity.severity", ""}
));
// clang-format on

TEST(JsonOfItems, NamesThatAreNotKnownAreRefused) {
  const auto state = from_json<Item>(R"({"state":{"main":"lost"}})");
  ASSERT_FALSE(state);
  EXPECT_EQ("state.unknown", state.refusal().code);
  EXPECT_EQ("state.main", state.refusal().field);
  EXPECT_THAT(wanted(state.refusal(), Lang::en), testing::HasSubstr("rectifying.working"));
  EXPECT_FALSE(from_json<Item>(R"({"state":{"main":"unlisted"}})"));  // never written, never read
  EXPECT_FALSE(from_json<Item>("{}"));
  const auto workflow =
      from_json<Item>(R"({"workflow":{"name":"leave"},"state":{"main":"found"}})");
  ASSERT_FALSE(workflow);
  EXPECT_EQ("workflow.name", workflow.refusal().field);
}

TEST(JsonOfPolicies, UnknownCommandsAndDaysAreRefused) {
  const auto command = from_json<Policy>(R"({"permissions":[{"command":"cloze","roles":["x"]}]})");
  ASSERT_FALSE(command);
  EXPECT_EQ("policy.permissions.command", command.refusal().field);
  EXPECT_FALSE(from_json<Policy>(R"({"permissions":[{"roles":["x"]}]})"));
  EXPECT_FALSE(
      from_json<Policy>(R"({"standIns":[{"name":"a","forName":"b","from":"2018-07-01"}]})"));
}

TEST(Json, TakesProtobufsOwnLiberties) {
  const auto same =
      from_json<Command>(R"({"item":"7","expectedVersion":3,"progress":{"percent":40}})").value();
  for (const auto* json :
       {R"({"item":7,"expected_version":"3","progress":{"percent":4e1}})",
        R"( { "progress" : { "percent" : 40.0 } , "item" : 7 , "expectedVersion":3 , "id":null } )",
        R"({item:7,'expectedVersion':3,progress:{percent:40}})"})
    EXPECT_EQ(same, from_json<Command>(json).value()) << json;
}

TEST(Json, TextsInKeysOrValuesAreNotTakenForFields) {
  const auto c = from_json<Command>(
      R"({"start":{"note":"{\"note\":1,\"note\":2}, note: [}"},"actor":{"name":"start, \\","unit":"name"}})");
  ASSERT_TRUE(c) << text(c.refusal(), Lang::en);
  EXPECT_EQ(R"({"note":1,"note":2}, note: [})", std::get<Start>(c->body).note);
}

TEST(Json, DeepAndHugeAreRefused) {
  std::string deep = R"({"start":)";
  for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
  EXPECT_FALSE(from_json<Command>(deep));
  EXPECT_FALSE(from_json<Command>("{\"item\":" + std::string(200'000, '[')));
  const auto huge =
      from_json<Command>("{\"id\":\"" + std::string(10'000'000, 'a') + "\",\"start\":{}}");
  ASSERT_FALSE(huge);
  EXPECT_EQ("line.too-long", huge.refusal().code);
}

}  // namespace
}  // namespace rectify::tests
