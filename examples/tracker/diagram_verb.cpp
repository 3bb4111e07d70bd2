// diagram_verb.cpp: tracker diagram: the item's machine as a picture, from its own table.
// SPDX-License-Identifier: BSL-1.0
#include "json_text.hpp"
#include "session.hpp"
#include "verb.hpp"

#include <rectify/rectify.hpp>

namespace tracker {

using namespace rectify;

namespace {

Exit diagram(Session& session, const Given& given) {
  std::vector<std::string> current;
  auto machine = describe_item_machine();
  if (given.has("number")) {
    const ItemId id = given.number("number", 0, 1, INT64_MAX);
    const auto ledger = session.open();
    const auto item = ledger.find(id);
    if (!item) throw Refused(refuse("item.none", "item", std::to_string(id)));
    current = states_of(*item);
    machine = ledger.workflow_of(*item).value_or(std::move(machine));
  }
  const std::string format = given.has("format") ? given.one("format") : "mermaid";
  std::string picture;
  if (format == "mermaid")
    picture = mermaid(machine, current);
  else if (format == "dot")
    picture = dot(machine, current);
  else if (format == "scxml")
    picture = scxml(machine, current);
  else
    throw Usage("--format：“" + format + "”应为 mermaid、dot 或 scxml",
                "--format: \"" + format + "\" is not mermaid, dot or scxml");
  print(session.json ? Object().put("format", format).put("text", picture).text() + "\n" : picture);
  return Exit::done;
}

}  // namespace

Verb diagram_verb() {
  return {.name = "diagram",
          .group = Group::list,
          .zh = "状态机图；给出编号则标出该问题的当前状态",
          .en = "the machine as a picture; with a number, that item's state is marked",
          .options = {{"number", "N", "问题编号", "an item's number"},
                      {"--format", "FORMAT", "mermaid（默认）、dot、scxml",
                       "mermaid (default), dot or scxml"}},
          .run = diagram};
}

}  // namespace tracker
