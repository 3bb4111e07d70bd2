// mining.cpp: what a log for process mining tells of items and events, whatever its format.
// SPDX-License-Identifier: BSL-1.0
#include "interchange/mining.hpp"

#include <rectify/impl/text.hpp>

namespace rectify::interchange {

namespace {

template <auto Member>
std::string text_of(const Item& item) {
  return item.*Member;
}
template <auto Member>
std::string number_of(const Item& item) {
  return std::to_string(item.*Member);
}
template <auto Member>
std::string owner_of(const Item& item) {
  return item.owner.*Member;
}
template <auto Member>
std::string region_of(const Item& item) {
  return std::string(name(item.state.*Member));
}

}  // namespace

// clang-format off
const std::array<ItemField, 23> item_fields{{
  {"title", Kind::text, text_of<&Item::title>},
  {"source", Kind::text, text_of<&Item::source>},
  {"category", Kind::text, text_of<&Item::category>},
  {"reference", Kind::text, text_of<&Item::reference>},
  {"severity", Kind::text, [](const Item& i) { return std::string(name(i.severity)); }},
  {"state", Kind::text, region_of<&ItemState::main>},
  {"extension", Kind::text, region_of<&ItemState::extension>},
  {"holding", Kind::text, region_of<&ItemState::holding>},
  {"timeliness", Kind::text, region_of<&ItemState::timeliness>},
  {"workflow", Kind::text, [](const Item& i) { return i.flow ? i.flow->workflow : std::string(); }},
  {"place", Kind::text, place},
  {"resolution", Kind::text, [](const Item& i) { return std::string(name(i.resolution)); }},
  {"unit", Kind::text, owner_of<&Owner::unit>},
  {"leader", Kind::text, owner_of<&Owner::leader>},
  {"handler", Kind::text, owner_of<&Owner::handler>},
  {"supervisor", Kind::text, text_of<&Item::supervisor>},
  {"deadline", Kind::text, [](const Item& i) { return i.deadline ? i.deadline->text : std::string(); }},
  {"due", Kind::text, [](const Item& i) { return due(i) ? write_day(*due(i)) : std::string(); }},
  {"percent", Kind::number, number_of<&Item::percent>},
  {"extensions", Kind::number, number_of<&Item::extensions>},
  {"rejections", Kind::number, number_of<&Item::rejections>},
  {"reopenings", Kind::number, number_of<&Item::reopenings>},
  {"escalation", Kind::number, number_of<&Item::escalation>},
}};
// clang-format on

void each_life(const Ledger& ledger, std::uint64_t last, Told told,
               const std::function<void(const Item&, const std::vector<Event>&)>& life) {
  std::uint64_t done = 0;
  for (const Item& listed : ledger.query({.limit = 100})) {
    Item item;
    std::vector<Event> events;
    for (auto& recorded : ledger.history(listed.id)) {
      auto* event = std::get_if<Event>(&recorded.what);
      if (event == nullptr || event->seq > last) continue;
      evolve(item, *event);
      events.push_back(std::move(*event));
    }
    if (events.empty()) continue;
    life(item, events);
    done += events.size();
    if (told) told(done, last);
  }
}

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const auto c = detail::next_character(text, i);
    if (!c) i = at + 1;
    const bool fits =
        c && (*c >= 0x20 || *c == '\t' || *c == '\n' || *c == '\r') && *c != 0xfffe && *c != 0xffff;
    if (!fits)
      out += "\xef\xbf\xbd";
    else if (*c < 0x20)  // as it is, a line's end in an attribute is read as a space
      out += "&#" + std::to_string(static_cast<unsigned>(*c)) + ";";
    else if (*c == '&')
      out += "&amp;";
    else if (*c == '<')
      out += "&lt;";
    else if (*c == '>')
      out += "&gt;";
    else if (*c == '"')
      out += "&quot;";
    else
      out += text.substr(at, i - at);
  }
}

void append_json(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const auto c = detail::next_character(text, i);
    if (!c) {
      i = at + 1;
      out += "\xef\xbf\xbd";
    } else if (*c < 0x20) {
      ((out += "\\u00") += digits[*c >> 4U]) += digits[*c & 15U];
    } else {
      if (*c == '"' || *c == '\\') out += '\\';
      out += text.substr(at, i - at);
    }
  }
  out += '"';
}

}  // namespace rectify::interchange
