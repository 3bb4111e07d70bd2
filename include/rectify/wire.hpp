// wire.hpp: model values as protobuf bytes and as protobuf's JSON, and back.
//
//     std::string bytes = encode(item);            // rectify.v1.Item, proto/rectify/v1/item.proto
//     Result<Item> same = decode<Item>(bytes);
//     std::string line = to_json(*same);           // {"id":"7","state":{"main":"found"},…}
//     Result<Command> command = from_json<Command>(R"({"item":"7","start":{}})");
//     if (!command) show(text(command.refusal(), Lang::en));
//
// For Item, Event, LedgerEvent, Recorded, ChainLink, Command, Policy, Description, Actor, Answer,
// Query, Commands, MigrationPlan, MigrationOrder and MigrationUndo; only written: Refusal, Page, Counters,
// Verification, DeadlineReading and vectors of Answer, Recorded (with its hash), Allowance and
// Description (with its fingerprint), as proto/rectify/v1/host.proto has them.
// What is read is hostile until checked: at most 1 MiB, nesting bounded, names and days known, each
// field once, else a refusal (wire.form, json.form, *.unknown, day.*, instant.range, line.too-long).
// Fields of a newer version are kept in bytes (Unknown; not in answers, which nobody keeps) and
// refused in JSON, and in Query and Commands. A Recorded is its event alone: the hash is not in it.
// No protobuf type shows. Any
// thread; O(size); JSON costs about ten times the bytes.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/query.hpp>
#include <rectify/record.hpp>

namespace rectify {

inline constexpr std::size_t max_message = 1U << 20U;  // bytes

// `lang`: of the words in refusals.
template <class T>
RECTIFY_API std::string encode(const T& value, Lang lang = Lang::en);
// `most`: bytes. What a host keeps itself may be larger than what it takes from others.
template <class T>
RECTIFY_API Result<T> decode(std::string_view bytes, std::size_t most = max_message);
template <class T>
RECTIFY_API std::string to_json(const T& value, Lang lang = Lang::en);
template <class T>
RECTIFY_API Result<T> from_json(std::string_view json, std::size_t most = max_message);

// As rectify.v1.Page; only written, and only as bytes.
template <>
RECTIFY_API std::string encode(const RecordPage&, Lang);

// A link of the chain: as protobuf its hash and its record's bytes; as JSON the hash and the event,
// and beside them the bytes only where the event's JSON doesn't give the same bytes again.
template <>
RECTIFY_API std::string encode(const ChainLink&, Lang);
template <>
RECTIFY_API Result<ChainLink> decode(std::string_view bytes, std::size_t most);
template <>
RECTIFY_API std::string to_json(const ChainLink&, Lang);
template <>
RECTIFY_API Result<ChainLink> from_json(std::string_view json, std::size_t most);

}  // namespace rectify
