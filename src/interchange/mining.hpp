// mining.hpp: what a log for process mining tells of items and events, whatever its format.
//
//     each_life(ledger, told, [](const Item& item, const std::vector<Event>& life) { … });
//     for (const auto& field : item_fields) write(field.name, field.of(item));   // "": none
//     each_word(event.body, [](std::string_view name, Kind kind, const std::string& value) { … });
//
// What a command says (a reason, a note, a severity) is found by the names of its members, so that
// a new command comes along by itself.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/interchange.hpp>

#include <functional>

namespace rectify::interchange {

enum class Kind : std::uint8_t { text, number };

struct ItemField {
  std::string_view name;
  Kind kind;
  std::string (*of)(const Item&);
};
extern const std::array<ItemField, 23> item_fields;

// What a body says in words or numbers. An empty text is none.
template <class C, class See>
void each_word_in(const C& c, const See& see) {
  if constexpr (requires { std::string_view(c.command); }) see("command", Kind::text, c.command);
  if constexpr (requires { std::string_view(c.reason); }) see("reason", Kind::text, c.reason);
  if constexpr (requires { std::string_view(c.note); }) see("note", Kind::text, c.note);
  if constexpr (requires { std::string_view(c.text); }) see("text", Kind::text, c.text);
  if constexpr (requires { std::string_view(c.deadline); }) see("deadline", Kind::text, c.deadline);
  if constexpr (requires { name(c.severity); })
    see("severity", Kind::text, std::string(name(c.severity)));
  if constexpr (requires { c.percent + 1; })
    see("percent", Kind::number, std::to_string(c.percent));
  if constexpr (requires { c.level + 1; }) see("level", Kind::number, std::to_string(c.level));
}
template <class See>
void each_word(const Body& body, const See& see) {
  std::visit([&](const auto& c) { each_word_in(c, see); }, body);
}

// Every item by number, as it is after its events up to the chain's `last`, with these.
void each_life(const Ledger& ledger, std::uint64_t last, Told told,
               const std::function<void(const Item&, const std::vector<Event>&)>& life);

// Texts, as XML and JSON quote them. What may not stand in XML at all is U+FFFD.
void append_xml(std::string& out, std::string_view text);
void append_json(std::string& out, std::string_view text);

// Gives what was gathered to the sink when it is worth it.
class Out {
 public:
  explicit Out(Sink sink) : sink_(sink) {}
  Out& operator<<(std::string_view text) {
    text_ += text;
    return *this;
  }
  std::string& text() { return text_; }
  void flush(std::size_t from = 1) {
    if (text_.size() < from) return;
    sink_(text_);
    text_.clear();
  }

 private:
  Sink sink_;
  std::string text_{};
};
inline constexpr std::size_t worth_it = std::size_t{1} << 16U;

}  // namespace rectify::interchange
