// link.cpp: one link of the chain on its way to another ledger. Its record's bytes must arrive as
// they are, since the hash covers them; JSON alone carries them if it gives the same bytes again.
// SPDX-License-Identifier: BSL-1.0
#include "codec/convert.hpp"
#include "codec/field.hpp"
#include "codec/json.hpp"

#include "rectify_wire/interchange.pb.h"

#include <google/protobuf/stubs/logging.h>

#include <charconv>

namespace rectify {

namespace {

namespace wire = codec::wire;

constexpr std::string_view message = "ChainLink";

std::string json_of_event(const wire::Event& event) {
  std::string json;
  codec::json_of("Event", event.SerializeAsString(), json);
  return json;
}

bool read_hash(const std::string& digits, Hash& hash) {
  if (digits.size() != 2 * hash.size() ||
      digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    return false;
  for (std::size_t i = 0; i < hash.size(); ++i)
    std::from_chars(&digits[2 * i], &digits[2 * i] + 2, hash[i], 16);
  return true;
}

Result<ChainLink> read(std::string_view bytes) {
  const google::protobuf::LogSilencer no_output;
  wire::ChainLink m;
  if (!m.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return refuse("wire.form", message, std::to_string(bytes.size()) + " bytes",
                  {"the whole message rectify.v1.ChainLink"});
  ChainLink link;
  if (!read_hash(m.hash(), link.hash))
    return refuse("wire.form", "hash", m.hash(), {"64 hex digits in lower case"});
  link.record = m.record().empty() ? m.event().SerializeAsString() : m.record();
  if (link.record.empty())
    return refuse("wire.form", "event", "", {"an event, or a record with its bytes"});
  // The words beside the bytes are for who reads them: they may say nothing else.
  wire::Event held;
  if (m.has_event() && !m.record().empty() &&
      (!held.ParseFromString(m.record()) || json_of_event(held) != json_of_event(m.event())))
    return refuse("wire.form", "event", "", {"the event that the record holds"});
  return link;
}

}  // namespace

template <>
std::string encode(const ChainLink& value, Lang) {
  std::string bytes;
  codec::append_field(bytes, wire::ChainLink::kHashFieldNumber, hex(value.hash));
  codec::append_field(bytes, wire::ChainLink::kRecordFieldNumber, value.record);
  return bytes;
}

template <>
Result<ChainLink> decode(std::string_view bytes, std::size_t most) {
  if (bytes.size() > most)
    return refuse("line.too-long", {}, std::to_string(bytes.size()), {std::to_string(most)});
  return read(bytes);
}

template <>
std::string to_json(const ChainLink& value, Lang) {
  const google::protobuf::LogSilencer no_output;  // of a record that is no message
  std::string bytes, json, again, error;
  codec::append_field(bytes, wire::ChainLink::kHashFieldNumber, hex(value.hash));
  const std::string hash = bytes;
  codec::append_field(bytes, wire::ChainLink::kEventFieldNumber, value.record);
  const bool tells = codec::json_of(message, bytes, json);
  if (tells && codec::bytes_of(message, json, again, error))
    if (const auto same = read(again); same && same->record == value.record) return json;
  // Fields of a newer rectify, or bytes that another writer laid out otherwise.
  bytes = hash;
  codec::append_field(bytes, wire::ChainLink::kRecordFieldNumber, value.record);
  if (tells) codec::append_field(bytes, wire::ChainLink::kEventFieldNumber, value.record);
  json.clear();
  codec::json_of(message, bytes, json);
  return json;
}

template <>
Result<ChainLink> from_json(std::string_view json, std::size_t most) {
  auto bytes = codec::bytes_of_json(message, json, most);
  if (!bytes) return std::move(bytes).refusal();
  return read(*bytes);
}

}  // namespace rectify
