// history_verb.cpp: tracker history N, an item's life as a timeline; tracker events, the chain.
// SPDX-License-Identifier: BSL-1.0
#include "session.hpp"
#include "telling.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"

#include <rectify/rectify.hpp>

namespace tracker {

using namespace rectify;

namespace {

std::string told(const Event& event, const Item& before, const Item& after, const Session& session,
                 Zone zone) {
  const Lang lang = session.lang;
  const auto* act = std::get_if<Act>(&event.body);  // which is one of many commands
  const auto command = act != nullptr
                           ? printable(act->command, " ")
                           : std::string(word_of_command(name(kind_of(event.body)), lang));
  std::string line = moment(event.at, zone) + "  " +
                     coloured(command, Colour::bold, session.colours) + " → " +
                     standing_at(after, lang) + "  " +
                     coloured(person(event.actor, lang), Colour::dim, session.colours) + "\n";
  if (const auto more = particulars(event, lang, &before); !more.empty())
    line += std::string(18, ' ') + wrapped(more, session.places, 18) + "\n";
  return line;
}

Exit history(Session& session, const Given& given) {
  const auto ledger = session.open();
  const ItemId id = given.number("number", 0, 1, INT64_MAX);
  const auto item = ledger.find(id);
  if (!item) throw Refused(refuse("item.none", "item", std::to_string(id)));
  const auto events = ledger.history(id);
  if (!session.json)
    print(coloured("#" + std::to_string(id) + "  " + printable(item->title, " "), Colour::bold,
                   session.colours) +
          "\n");
  Item before, after;  // each event
  for (const auto& recorded : events) {
    const auto* event = std::get_if<Event>(&recorded.what);
    if (session.json) print(to_json(recorded, session.lang) + "\n");
    if (session.json || event == nullptr) continue;
    evolve(after, *event);
    print(told(*event, before, after, session, ledger.zone()));
    before = after;
  }
  return Exit::done;
}

Exit events(Session& session, const Given& given) {
  const auto ledger = session.open();
  auto after = static_cast<std::uint64_t>(given.number("after", 0, 0, INT64_MAX));
  auto left = given.number("limit", INT64_MAX, 1, INT64_MAX);
  while (left > 0) {
    const auto page =
        ledger.events(after, static_cast<std::size_t>(std::min<std::int64_t>(left, 1000)));
    if (page.empty()) break;
    std::string lines;
    for (const auto& recorded : page) lines += to_json(recorded, session.lang) + "\n";
    print(lines);
    after = seq_of(page.back());
    left -= static_cast<std::int64_t>(page.size());
  }
  return Exit::done;
}

}  // namespace

std::vector<Verb> history_verbs() {
  return {{.name = "history",
           .group = Group::list,
           .zh = "一个问题从登记到销号的全过程",
           .en = "an item's whole life, as a timeline",
           .options = {{"number", "N", "问题编号", "the item's number", Option::one, true}},
           .run = history},
          {.name = "events",
           .group = Group::list,
           .zh = "台账的全部记录，每行一个 JSON 对象（供程序订阅）",
           .en = "the ledger's events, one JSON object a line, for programs that follow it",
           .options = {{"--after", "SEQ", "从该记录号之后开始", "those after this number"},
                       {"--limit", "N", "最多条数（默认全部）", "at most so many (default: all)"}},
           .run = events}};
}

}  // namespace tracker
