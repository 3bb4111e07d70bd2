// proto.hpp: for a host that works with protobuf messages. Model values as rectify.v1's own classes.
//
//     rectify::v1::Item message = to_message(item);     // protobuf's full runtime: reflection, JSON
//     Result<Item> same = from_message(message);        // hostile until checked, as bytes are
//
// Optional: CMake rectify::proto (find_package(rectify COMPONENTS proto)) has the generated classes,
// <rectify/v1/*.pb.h>, and links protobuf; no other header shows it. For Item, Command, Policy,
// Answer, Event, LedgerEvent and Recorded, and (only to a message) Refusal. An event's message comes
// back as a Recorded without its hash. It goes through the bytes of wire.hpp, so what a newer version
// wrote is kept, and the refusals are those of decode. Any thread; O(size).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/wire.hpp>

#include <rectify/v1/answer.pb.h>
#include <rectify/v1/command.pb.h>
#include <rectify/v1/event.pb.h>
#include <rectify/v1/item.pb.h>
#include <rectify/v1/policy.pb.h>

namespace rectify {

namespace detail {

template <class Model, class Message>
struct Pair {
  using model = Model;
  using message = Message;
};
Pair<Item, v1::Item> pair_of(const Item*);
Pair<Command, v1::Command> pair_of(const Command*);
Pair<Policy, v1::Policy> pair_of(const Policy*);
Pair<Answer, v1::Answer> pair_of(const Answer*);
Pair<Refusal, v1::Refusal> pair_of(const Refusal*);
Pair<Event, v1::Event> pair_of(const Event*);
Pair<LedgerEvent, v1::Event> pair_of(const LedgerEvent*);
Pair<Recorded, v1::Event> pair_of(const Recorded*);

Pair<Item, v1::Item> pair_of(const v1::Item*);
Pair<Command, v1::Command> pair_of(const v1::Command*);
Pair<Policy, v1::Policy> pair_of(const v1::Policy*);
Pair<Answer, v1::Answer> pair_of(const v1::Answer*);
Pair<Recorded, v1::Event> pair_of(const v1::Event*);

template <class T>
using PairOf = decltype(pair_of(static_cast<const T*>(nullptr)));

}  // namespace detail

// Throws Refused (wire.form) for a value that no message can hold: one with a text that isn't UTF-8.
template <class Model>
typename detail::PairOf<Model>::message to_message(const Model& value) {
  typename detail::PairOf<Model>::message message;
  const std::string bytes = encode(value);
  if (!message.ParseFromString(bytes))
    throw Refused(refuse("wire.form", message.GetTypeName(),
                         std::to_string(bytes.size()) + " bytes",
                         {"a value whose texts are UTF-8"}));
  return message;
}

template <class Message>
Result<typename detail::PairOf<Message>::model> from_message(const Message& message) {
  return decode<typename detail::PairOf<Message>::model>(message.SerializeAsString());
}

}  // namespace rectify
