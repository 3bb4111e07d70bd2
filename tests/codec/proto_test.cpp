// proto_test.cpp: rectify::proto leads from the model to protobuf's own classes and back.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/proto.hpp>

#include <set>

#include "codec/random_messages.hpp"

#include <google/protobuf/stubs/logging.h>

namespace rectify::tests {
namespace {

template <class Message>
class Proto : public testing::Test {};
using All = testing::Types<v1::Item, v1::Command, v1::Event, v1::Policy>;
TYPED_TEST_SUITE(Proto, All);

TYPED_TEST(Proto, AMessageComesBackAsItWas) {
  Messages messages(1);
  for (int i = 0; i < 200; ++i) {
    messages.body = i;
    messages.full = i % 3 == 0;
    messages.unknown = i % 2 == 0;
    const auto message = messages.made<TypeParam>();
    const auto value = from_message(message);
    ASSERT_TRUE(value) << text(value.refusal(), Lang::en);
    ASSERT_EQ(to_message(*value).SerializeAsString(), message.SerializeAsString());
  }
}

TEST(ProtoOf, AnItemHasItsFields) {
  const Item item{.id = 7, .state = {.main = Main::working}, .title = "接访窗口周五提前下班"};
  const v1::Item message = to_message(item);
  EXPECT_EQ(message.id(), 7);
  EXPECT_EQ(message.title(), "接访窗口周五提前下班");
  EXPECT_EQ(message.state().main(), "rectifying.working");
  EXPECT_EQ(from_message(message).value(), item);
}

TEST(ProtoOf, ARefusalAndAnAnswerBringTheirWords) {
  const Refusal no = refuse("wire.form", "bytes", "3 bytes", {"the whole message"});
  EXPECT_EQ(to_message(no).code(), "wire.form");
  EXPECT_EQ(to_message(no).rule(), rule(no, Lang::en));
  const Answer answer{.command_id = "a", .refusal = no};
  EXPECT_EQ(to_message(answer).refusal().wanted(), wanted(no, Lang::en));
  EXPECT_EQ(from_message(to_message(answer)).value().refusal, no);
}

TEST(ProtoOf, AMessageThatIsNoItemIsRefused) {
  v1::Item message;
  message.set_id(7);
  message.mutable_state()->set_main("half done");
  const auto no = from_message(message);
  ASSERT_FALSE(no);
  EXPECT_EQ(no.refusal().code, "state.unknown");
  EXPECT_EQ(no.refusal().value, "half done");
}

TEST(ProtoOf, ATextThatIsNotUtf8IsNoMessage) {
  const google::protobuf::LogSilencer no_output;
  try {
    (void)to_message(Item{.id = 7, .title = "\xff"});
    FAIL() << "a message was made";
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.refusal().code, "wire.form");
    EXPECT_EQ(refused.refusal().field, "rectify.v1.Item");
  }
}

}  // namespace
}  // namespace rectify::tests
