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

std::string told(const Event& event, const Item& before, const Session& session, Zone zone) {
  const Lang lang = session.lang;
  const auto command = name(kind_of(event.body));
  std::string line = moment(event.at, zone) + "  " +
                     coloured(word_of_command(command, lang), Colour::bold, session.colours) +
                     " → " + std::string(word(event.state.main, lang)) + "  " +
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
  Item life;  // as it was before each event
  for (const auto& recorded : events) {
    const auto* event = std::get_if<Event>(&recorded.what);
    if (session.json)
      print(to_json(recorded, session.lang) + "\n");
    else if (event != nullptr)
      print(told(*event, life, session, ledger.zone()));
    if (event != nullptr) evolve(life, *event);
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
