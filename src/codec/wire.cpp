// wire.cpp: encode, decode, to_json, from_json.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/wire.hpp>

#include "codec/convert.hpp"
#include "codec/field.hpp"
#include "codec/json.hpp"

#include <rectify/impl/text.hpp>

#include <google/protobuf/arena.h>
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <array>
#include <limits>

namespace rectify {

namespace {

namespace wire = codec::wire;

// Which message a model type is on the wire.
template <class T>
struct On;
#define RECTIFY_ON(T, M)                         \
  template <>                                    \
  struct On<T> {                                 \
    using Message = wire::M;                     \
    static constexpr std::string_view name = #M; \
  };
RECTIFY_ON(Item, Item)
RECTIFY_ON(Command, Command)
RECTIFY_ON(Event, Event)
RECTIFY_ON(LedgerEvent, Event)
RECTIFY_ON(Recorded, Event)
RECTIFY_ON(Policy, Policy)
RECTIFY_ON(Description, Definition)
RECTIFY_ON(Refusal, Refusal)
RECTIFY_ON(Answer, Answer)
RECTIFY_ON(Actor, Actor)
RECTIFY_ON(Query, Query)
RECTIFY_ON(Commands, Commands)
RECTIFY_ON(MigrationPlan, MigrationPlan)
RECTIFY_ON(MigrationOrder, MigrationOrder)
RECTIFY_ON(MigrationUndo, MigrationUndo)
RECTIFY_ON(std::vector<Description>, Workflows)
RECTIFY_ON(std::vector<Answer>, Answers)
RECTIFY_ON(Page, Page)
RECTIFY_ON(std::vector<Recorded>, History)
RECTIFY_ON(std::vector<Allowance>, Allowances)
RECTIFY_ON(Counters, Counters)
RECTIFY_ON(Verification, Verification)
RECTIFY_ON(DeadlineReading, DeadlineReading)
#undef RECTIFY_ON

// A message for a moment: its parts lie together, on the stack unless they are many, and go at once.
template <class Message>
class Momentary {
 public:
  Momentary() : arena_(on(room_)) {}
  Message& operator*() { return message_; }

 private:
  using Room = std::array<char, 4096>;
  static google::protobuf::ArenaOptions on(Room& room) {
    google::protobuf::ArenaOptions options;
    options.initial_block = room.data(), options.initial_block_size = room.size();
    return options;
  }
  alignas(std::max_align_t) Room room_;
  google::protobuf::Arena arena_;
  Message& message_ = *google::protobuf::Arena::CreateMessage<Message>(&arena_);
};

template <class T>
std::string bytes_in(const T& value, Lang lang) {
  Momentary<typename On<T>::Message> moment;
  auto& m = *moment;
  if constexpr (requires { codec::put(value, m, lang); })
    codec::put(value, m, lang);
  else if constexpr (std::is_same_v<T, Recorded>)
    std::visit([&](const auto& event) { codec::put(event, m); }, value.what);
  else
    codec::put(value, m);
  const google::protobuf::LogSilencer no_output;  // of what isn't UTF-8
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

// What is between two words of a text; empty if they aren't there.
std::string between(const std::string& text, std::string_view before, std::string_view after) {
  const auto from = text.find(before);
  const auto to = from == std::string::npos ? from : text.find(after, from + before.size());
  if (to == std::string::npos) return {};
  return text.substr(from + before.size(), to - from - before.size());
}

// What protobuf says of JSON that it can't read, in our words: which field, what stood there, what
// would be right. It says one of
//     (start) note2: Cannot find field.
//     (progress.percent): invalid value true for type TYPE_INT32
//     : invalid value oneof field 'body' is already set. Cannot set 'start' for type oneof
//     start: Proto field is not repeating, cannot start list.
// or what is wrong with the JSON itself, and in two more lines the text around it and a mark below.
Refusal not_json(const std::string& error) {
  const std::string first = error.substr(0, error.find('\n'));
  const auto field_before = [&](std::size_t end) {
    std::string path = first.substr(0, end);
    std::erase_if(path, [](char c) { return c == '(' || c == ')'; });
    std::replace(path.begin(), path.end(), ' ', '.');
    return path;
  };
  if (const auto end = first.find(": Cannot find field"); end != std::string::npos) {
    const std::string path = field_before(end);
    return refuse("field.unknown", path, path.substr(path.rfind('.') + 1));
  }
  if (first.find("is already set. Cannot set") != std::string::npos) {
    const std::string field = between(first, "Cannot set '", "'");
    return refuse("field.twice", field, field);
  }
  if (const auto end = first.find(": invalid value "); end != std::string::npos) {
    const std::string path = field_before(end),
                      value = between(first, ": invalid value ", " for type ");
    const std::string type = first.substr(first.rfind(" for type ") + 10);
    if (type.ends_with("Timestamp")) {
      const std::string written = between(first, "Invalid time format: ", " for type ");
      return refuse("instant.form", path, written);
    }
    const char* right = type.ends_with("INT32") || type.ends_with("INT64")
                            ? "a whole number in its range"
                        : type.ends_with("STRING") ? "a text in quotes"
                        : type.ends_with("BOOL")   ? "true or false"
                                                   : "an object: {…}";
    return refuse("json.form", path, value, {right});
  }
  if (const auto end = first.find(": Proto field is not repeating"); end != std::string::npos)
    return refuse("json.form", field_before(end), "[", {"one value and no list"});
  // The text from the mark on.
  const std::string text = between(error, "\n", "\n"), mark = error.substr(error.rfind('\n') + 1);
  const auto at = std::min(mark.size() - std::min<std::size_t>(mark.size(), 1), text.size());
  return refuse("json.form", {}, text.substr(at), {"well-formed JSON (" + first + ")"});
}

}  // namespace

Result<std::string> codec::bytes_of_json(std::string_view message, std::string_view json,
                                         std::size_t most) {
  if (json.size() > most)
    return refuse("line.too-long", {}, std::to_string(json.size()), {std::to_string(most)});
  if (auto no = detail::unfit(json, "json", most, detail::Lines::many)) return std::move(*no);
  const auto first = json.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || json[first] != '{')
    return refuse("json.form", {}, json, {"a JSON object: {…}"});
  std::string bytes, error;
  if (!codec::bytes_of(message, json, bytes, error)) return not_json(error);
  if (auto no = codec::passed_over(message, json)) return *std::move(no);
  return bytes;
}

template <class T>
std::string encode(const T& value, Lang lang) {
  return bytes_in(value, lang);
}

template <class T>
Result<T> decode(std::string_view bytes, std::size_t most) {
  typename On<T>::Message m;
  most = std::min<std::size_t>(most, std::numeric_limits<int>::max());
  if (bytes.size() > most)
    return refuse("line.too-long", {}, std::to_string(bytes.size()), {std::to_string(most)});
  const google::protobuf::LogSilencer no_output;
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
Result<T> from_json(std::string_view json, std::size_t most) {
  auto bytes = codec::bytes_of_json(On<T>::name, json, most);
  if (!bytes) return std::move(bytes).refusal();
  return decode<T>(*bytes, most);
}

std::string hex(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const auto byte : hash) (out += digits[byte >> 4U]) += digits[byte & 15U];
  return out;
}

#define RECTIFY_WRITE(T)                                   \
  template RECTIFY_API std::string encode(const T&, Lang); \
  template RECTIFY_API std::string to_json(const T&, Lang);
#define RECTIFY_WIRE(T)                                                 \
  RECTIFY_WRITE(T)                                                      \
  template RECTIFY_API Result<T> decode(std::string_view, std::size_t); \
  template RECTIFY_API Result<T> from_json(std::string_view, std::size_t);
RECTIFY_WIRE(Item)
RECTIFY_WIRE(Event)
RECTIFY_WIRE(LedgerEvent)
RECTIFY_WIRE(Recorded)
RECTIFY_WIRE(Command)
RECTIFY_WIRE(Policy)
RECTIFY_WIRE(Description)
RECTIFY_WRITE(Refusal)  // a part of answers: never read alone
RECTIFY_WIRE(Answer)
RECTIFY_WIRE(Actor)
RECTIFY_WIRE(Query)
RECTIFY_WIRE(Commands)
RECTIFY_WIRE(MigrationPlan)
RECTIFY_WIRE(MigrationOrder)
RECTIFY_WIRE(MigrationUndo)
RECTIFY_WRITE(std::vector<Description>)
RECTIFY_WRITE(std::vector<Answer>)
RECTIFY_WRITE(Page)
RECTIFY_WRITE(std::vector<Recorded>)
RECTIFY_WRITE(std::vector<Allowance>)
RECTIFY_WRITE(Counters)
RECTIFY_WRITE(Verification)
RECTIFY_WRITE(DeadlineReading)
#undef RECTIFY_WIRE
#undef RECTIFY_WRITE

template <>
std::string encode(const RecordPage& value, Lang) {
  std::string bytes;
  for (const std::string& record : value.records)
    codec::append_field(bytes, codec::wire::Page::kItemsFieldNumber, record);
  if (!value.next.empty())
    codec::append_field(bytes, codec::wire::Page::kNextFieldNumber, value.next);
  return bytes;
}

}  // namespace rectify
