// oracle_test.cpp: the same bytes and the same JSON as protobuf's own full code of our protos.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

#include <set>

#include "codec/random_messages.hpp"

#include <google/protobuf/util/json_util.h>

namespace rectify::tests {
namespace {

std::string json_of(const pb::Message& message) {
  std::string json;
  EXPECT_TRUE(pb::util::MessageToJsonString(message, &json).ok());
  return json;
}
std::string bytes_of(const pb::Message& message) {
  std::string bytes;
  EXPECT_TRUE(message.SerializeToString(&bytes));
  return bytes;
}

template <class Model, class Message>
struct Pair {
  using model = Model;
  using message = Message;
};
template <class P>
class Oracle : public testing::Test {};
using Pairs = testing::Types<Pair<Item, v1::Item>, Pair<Command, v1::Command>,
                             Pair<Recorded, v1::Event>, Pair<Policy, v1::Policy>>;
TYPED_TEST_SUITE(Oracle, Pairs);

TYPED_TEST(Oracle, BytesComeBackAsTheyWere) {
  using Model = typename TypeParam::model;
  using Message = typename TypeParam::message;
  Messages messages(1);
  for (int i = 0; i < 600; ++i) {
    messages.body = i;
    messages.full = i % 3 == 0;
    messages.unknown = i % 2 == 0;
    const auto message = messages.made<Message>();
    const auto bytes = bytes_of(message);
    const auto value = decode<Model>(bytes);
    ASSERT_TRUE(value) << text(value.refusal(), Lang::en) << message.DebugString();
    Message again;
    ASSERT_TRUE(again.ParseFromString(encode(*value)));
    ASSERT_EQ(message.DebugString(), again.DebugString());
    ASSERT_EQ(bytes, encode(*value));
    const auto twice = decode<Model>(encode(*value));
    ASSERT_TRUE(twice);
    ASSERT_EQ(*value, *twice);
  }
}

TYPED_TEST(Oracle, JsonIsProtobufsOwn) {
  using Model = typename TypeParam::model;
  using Message = typename TypeParam::message;
  Messages messages(2);
  for (int i = 0; i < 300; ++i) {
    messages.body = i;
    messages.full = i % 3 == 0;
    const auto message = messages.made<Message>();
    const auto json = json_of(message);
    const auto value = decode<Model>(bytes_of(message));
    ASSERT_TRUE(value) << text(value.refusal(), Lang::en);
    ASSERT_EQ(json, to_json(*value));
    const auto read = from_json<Model>(json);
    ASSERT_TRUE(read) << text(read.refusal(), Lang::en) << json;
    ASSERT_EQ(*value, *read);
    // protobuf reads what we write, also with the proto's own names and spaced out.
    Message again;
    ASSERT_TRUE(pb::util::JsonStringToMessage(to_json(*value), &again).ok());
    ASSERT_EQ(bytes_of(message), bytes_of(again));
    pb::util::JsonPrintOptions spaced;
    spaced.add_whitespace = spaced.preserve_proto_field_names = true;
    std::string wide;
    ASSERT_TRUE(pb::util::MessageToJsonString(message, &wide, spaced).ok());
    const auto same = from_json<Model>(wide);
    ASSERT_TRUE(same) << text(same.refusal(), Lang::en) << wide;
    ASSERT_EQ(*value, *same);
  }
}

TEST(OracleOfAnswers, BytesAndJsonComeBack) {
  Messages messages(3);
  for (int i = 0; i < 300; ++i) {
    messages.body = i;
    auto message = messages.made<v1::Answer>();
    if (message.version() == 0) message.set_version(1);
    if (!message.has_state()) message.mutable_state()->set_main("found");
    message.set_light("grey");
    message.clear_in_between();
    if (message.has_refusal()) message.mutable_refusal()->set_code("owner.same");
    const auto value = decode<Answer>(bytes_of(message));
    ASSERT_TRUE(value) << text(value.refusal(), Lang::en) << message.DebugString();
    if (message.has_refusal()) {  // the words come from the code
      message.mutable_refusal()->set_rule(rule(*value->refusal, Lang::zh));
      message.mutable_refusal()->set_wanted(wanted(*value->refusal, Lang::zh));
    }
    ASSERT_EQ(json_of(message), to_json(*value, Lang::zh));
    ASSERT_EQ(*value, from_json<Answer>(to_json(*value)).value());
  }
}

TEST(UnknownFields, SurviveARoundTripAtEveryLevel) {
  Messages messages(4);
  messages.unknown = messages.full = true;
  for (int i = 0; i < 60; ++i) {
    messages.body = i;
    const auto item = messages.made<v1::Item>();
    const auto value = decode<Item>(bytes_of(item)).value();
    EXPECT_FALSE(value.unknown.bytes().empty());
    EXPECT_FALSE(value.owner.unknown.bytes().empty());
    EXPECT_FALSE(value.extension->by.unknown.bytes().empty());
    const auto event = messages.made<v1::Event>();
    ASSERT_EQ(bytes_of(event), encode(decode<Recorded>(bytes_of(event)).value()));
  }
}

// A part without a place of its own for them (a state) keeps them with the whole.
TEST(UnknownFields, OfAStateStayInTheState) {
  v1::Item item;
  item.set_id(7);
  item.mutable_state()->set_main("found");
  item.mutable_state()
      ->GetReflection()
      ->MutableUnknownFields(item.mutable_state())
      ->AddVarint(99, 1);
  const auto value = decode<Item>(bytes_of(item)).value();
  v1::Item again;
  ASSERT_TRUE(again.ParseFromString(encode(value)));
  EXPECT_EQ(1, again.state().GetReflection()->GetUnknownFields(again.state()).field_count());
  EXPECT_EQ(0, again.GetReflection()->GetUnknownFields(again).field_count());
}

TEST(UnknownFields, AreRefusedInJson) {
  for (const auto* json : {R"({"item":"7","start":{"note2":"x"}})", R"({"itm":"7","start":{}})"}) {
    const auto command = from_json<Command>(json);
    ASSERT_FALSE(command) << json;
    EXPECT_EQ("field.unknown", command.refusal().code);
  }
}

TEST(UnknownFields, AreNotMistakenForKnownOnes) {
  // Field 1 of Start is a text: as a number it is kept beside the text, which stays empty.
  const std::string bytes("\x10\x07\xda\x01\x02\x08\x05", 7);  // item 7, start { 1: 5 }
  const auto command = decode<Command>(bytes).value();
  EXPECT_EQ("", std::get<Start>(command.body).note);
  EXPECT_EQ(bytes, encode(command));
}

}  // namespace
}  // namespace rectify::tests
