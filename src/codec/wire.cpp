// wire.cpp: encode, decode, to_json, from_json.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

#include "codec/convert.hpp"
#include "codec/json.hpp"

#include <rectify/impl/text.hpp>

#include <algorithm>

namespace rectify {

namespace {

namespace wire = codec::wire;

// Which message a model type is on the wire.
template <class T>
struct On;
template <>
struct On<Item> {
  using Message = wire::Item;
  static constexpr std::string_view name = "Item";
};
template <>
struct On<Command> {
  using Message = wire::Command;
  static constexpr std::string_view name = "Command";
};
template <>
struct On<Event> {
  using Message = wire::Event;
  static constexpr std::string_view name = "Event";
};
template <>
struct On<LedgerEvent> : On<Event> {};
template <>
struct On<Recorded> : On<Event> {};
template <>
struct On<Policy> {
  using Message = wire::Policy;
  static constexpr std::string_view name = "Policy";
};
template <>
struct On<Refusal> {
  using Message = wire::Refusal;
  static constexpr std::string_view name = "Refusal";
};
template <>
struct On<Answer> {
  using Message = wire::Answer;
  static constexpr std::string_view name = "Answer";
};

template <class T>
std::string bytes_in(const T& value, Lang lang) {
  typename On<T>::Message m;
  if constexpr (std::is_same_v<T, Refusal> || std::is_same_v<T, Answer>)
    codec::put(value, m, lang);
  else if constexpr (std::is_same_v<T, Recorded>)
    std::visit([&](const auto& event) { codec::put(event, m); }, value.what);
  else
    codec::put(value, m);
  return m.SerializeAsString();
}

template <class T>
Result<T> read(const typename On<T>::Message& m) {
  T value;
  std::optional<Refusal> no;
  if constexpr (std::is_same_v<T, Recorded>) {
    no = codec::is_of_ledger(m) ? codec::get(m, value.what.template emplace<LedgerEvent>())
                                : codec::get(m, value.what.template emplace<Event>());
  } else if constexpr (std::is_same_v<T, LedgerEvent>) {
    if (!codec::is_of_ledger(m))
      return refuse("wire.form", "event", "", {"an event of the ledger itself"});
    no = codec::get(m, value);
  } else {
    no = codec::get(m, value);
  }
  if (no) return std::move(*no);
  return value;
}

// protobuf says "(assign): Cannot find field." and the like: what is wrong first, then the place.
Refusal not_json(const std::string& error) {
  std::string first = error.substr(0, error.find('\n'));
  const auto colon = first.find(": Cannot find field");
  if (colon != std::string::npos) {  // "(start) note2: Cannot find field."
    std::string path = first.substr(0, colon);
    std::erase_if(path, [](char c) { return c == '(' || c == ')'; });
    std::replace(path.begin(), path.end(), ' ', '.');
    return refuse("field.unknown", path, path.substr(path.rfind('.') + 1));
  }
  return refuse("json.form", {}, {}, {first.empty() ? "a JSON object" : first});
}

}  // namespace

template <class T>
std::string encode(const T& value) {
  return bytes_in(value, Lang::en);
}

template <class T>
Result<T> decode(std::string_view bytes) {
  typename On<T>::Message m;
  if (bytes.size() > max_message)
    return refuse("line.too-long", {}, std::to_string(bytes.size()), {std::to_string(max_message)});
  if (!m.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return refuse("wire.form", On<T>::name, std::to_string(bytes.size()) + " bytes",
                  {"the whole message rectify.v1." + std::string(On<T>::name)});
  return read<T>(m);
}

template <class T>
std::string to_json(const T& value, Lang lang) {
  std::string json;
  codec::json_of(On<T>::name, bytes_in(value, lang), json);
  return json;
}

template <class T>
Result<T> from_json(std::string_view json) {
  if (json.size() > max_message)
    return refuse("line.too-long", {}, std::to_string(json.size()), {std::to_string(max_message)});
  if (auto no = detail::unfit(json, "json", max_message, detail::Lines::many))
    return std::move(*no);
  const auto first = json.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || json[first] != '{')
    return refuse("json.form", {}, json, {"a JSON object: {…}"});
  std::string bytes, error;
  if (!codec::bytes_of(On<T>::name, json, bytes, error)) return not_json(error);
  return decode<T>(bytes);
}

std::string hex(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const auto byte : hash) (out += digits[byte >> 4U]) += digits[byte & 15U];
  return out;
}

#define RECTIFY_WIRE(T)                                     \
  template RECTIFY_API std::string encode(const T&);        \
  template RECTIFY_API Result<T> decode(std::string_view);  \
  template RECTIFY_API std::string to_json(const T&, Lang); \
  template RECTIFY_API Result<T> from_json(std::string_view);
RECTIFY_WIRE(Item)
RECTIFY_WIRE(Event)
RECTIFY_WIRE(LedgerEvent)
RECTIFY_WIRE(Recorded)
RECTIFY_WIRE(Command)
RECTIFY_WIRE(Policy)
template RECTIFY_API std::string encode(const Refusal&);  // a part of answers: never read alone
template RECTIFY_API std::string to_json(const Refusal&, Lang);
RECTIFY_WIRE(Answer)
#undef RECTIFY_WIRE

}  // namespace rectify
