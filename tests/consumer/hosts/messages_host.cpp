// messages_host.cpp: a host has protobuf's own full code of our very .proto files (rectify::proto), and
// uses it and the library's private copy in one process. That it starts says that they don't clash
// when they register; that the values agree, that neither took the other's functions.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/proto.hpp>
#include <rectify/rectify.hpp>

#include <google/protobuf/util/json_util.h>

using namespace rectify;

namespace {

const Actor clerk{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};

bool theirs_reads_ours(const Item& item) {
  v1::Item message;
  return message.ParseFromString(encode(item)) && message.title() == item.title &&
         message.GetDescriptor()->file()->name() == "rectify/v1/item.proto" &&
         decode<Item>(message.SerializeAsString()).value() == item;
}

bool both_write_the_same_json(const Item& item) {
  std::string json;
  return google::protobuf::util::MessageToJsonString(to_message(item), &json).ok() &&
         from_json<Item>(json).value() == item;
}

bool messages_are_commands(Ledger& ledger) {
  v1::Command message;
  message.mutable_actor()->set_name("王芳");
  message.mutable_actor()->add_roles("clerk");
  message.mutable_report()->set_title("漏水");
  const Answer answer = ledger.apply(from_message(message).value());
  return to_message(answer).accepted() && from_message(to_message(answer)).value() == answer;
}

}  // namespace

int main() {
  Ledger ledger = Ledger::open(":memory:");
  const Item item = ledger.find(ledger.report({.title = "屋顶漏水"}, clerk).value()).value();
  for (int i = 0; i < 1000; ++i)  // a wrong size of a message would not live long
    if (!theirs_reads_ours(item)) return 1;
  if (!both_write_the_same_json(item)) return 2;
  return messages_are_commands(ledger) ? 0 : 3;
}
