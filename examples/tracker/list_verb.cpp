// list_verb.cpp: tracker list: the items that match, page by page.
// SPDX-License-Identifier: BSL-1.0
#include "filters.hpp"
#include "json_text.hpp"
#include "session.hpp"
#include "table.hpp"
#include "telling.hpp"
#include "verb.hpp"
#include "vocabulary.hpp"

#include <rectify/rectify.hpp>

namespace tracker {

using rectify::Item;

namespace {

// The days left, as the list says it: "3 天", "逾期 5 天".
Cell left(const Item& item, rectify::Day today, const Session& session) {
  if (!clock_runs(item)) return {};
  const auto n = (*due(item) - today).count();
  if (n < 0)
    return {session.lang == Lang::zh ? "逾期 " + std::to_string(-n) + " 天"
                                     : std::to_string(-n) + " d late",
            Colour::red};
  return {std::to_string(n) + (session.lang == Lang::zh ? " 天" : " d"), Colour::none};
}

std::string title_of(const Item& item, const Session& session) {
  std::string out;
  if (item.state.holding == rectify::Holding::on_hold) out += session.say("[挂起] ", "[on hold] ");
  if (item.state.extension == rectify::Extension::requested)
    out += session.say("[申请延期] ", "[extension asked] ");
  if (item.escalation > 0)
    out += std::string(session.say("[督办", "[level ")) + std::to_string(item.escalation) + "] ";
  return out + item.title;
}

std::string table(const std::vector<Item>& items, const Session& session, rectify::Day today) {
  const auto say = [&](std::string_view zh, std::string_view en) {
    return std::string(session.say(zh, en));
  };
  Table out({{say("编号", "No."), 10, Align::right},
             {say("灯", "Light"), 8},
             {say("状态", "State"), 12},
             {say("程度", "Severity"), 10},
             {say("问题", "Problem"), session.places > 0 ? std::size_t{60} : std::size_t{44}},
             {say("责任单位", "Unit"), 22},
             {say("时限", "Due"), 24},
             {say("剩余", "Left"), 14, Align::right}});
  for (const auto& item : items) {
    const auto light = rectify::light(item);
    const bool closed = item.state.main == rectify::Main::closed;
    out.add({{std::to_string(item.id)},
             {"● " + std::string(word(light, session.lang)), colour_of(light)},
             {standing_at(item, session.lang), closed ? Colour::green : Colour::none},
             {std::string(word(item.severity, session.lang)),
              item.severity == rectify::Severity::critical ? Colour::red : Colour::none},
             {title_of(item, session)},
             {item.owner.unit},
             {item.deadline ? deadline_day(*item.deadline, session.lang) : ""},
             left(item, today, session)});
  }
  return out.text({.colours = session.colours, .places = session.places, .line_break = " "});
}

Exit list(Session& session, const Given& given) {
  const auto ledger = session.open();
  rectify::Query query = query_of(session, ledger, given);
  const bool all = given.has("all");
  query.limit = static_cast<std::size_t>(given.number("limit", all ? 1000 : 50, 1, 1000));
  query.after = given.one("page");
  const auto now = session.now(ledger);
  const auto today = session.today(ledger);
  std::size_t shown = 0;
  for (;;) {
    const auto page = ledger.page(query).value();
    shown += page.items.size();
    if (session.json)
      for (const auto& item : page) print(to_json(item) + "\n");
    else if (!page.items.empty())
      print(table(page.items, session, today));
    query.after = page.next;
    if (page.next.empty() || !all) break;
  }
  // What isn't an item goes to standard error, so that the output is the list alone.
  if (!query.after.empty()) {
    if (session.json)
      complain(Object().put("next", query.after).text() + "\n");
    else
      complain(std::string(session.say("还有更多：--page ", "there is more: --page ")) +
               query.after + std::string(session.say("，或 --all\n", ", or --all\n")));
  } else if (shown == 0 && !session.json) {
    complain(session.say("没有符合条件的问题\n", "no item matches\n"));
  }
  if (const auto next = ledger.next_due(); !session.json && next && *next <= now)
    complain(session.say("有灯色待更新：tracker tick\n",
                         "some lights are due to change: tracker tick\n"));
  return Exit::done;
}

}  // namespace

Verb list_verb() {
  std::vector<Option> options = filter_options();
  options.push_back({"--limit", "N", "每页条数（默认 50）", "items a page (default 50)"});
  options.push_back({"--page", "CURSOR", "从上一页给出的游标继续", "the page after this cursor"});
  options.push_back({"--all", "", "全部，不分页", "all of them", Option::flag});
  return {
      .name = "list",
      .group = Group::list,
      .zh = "列出问题：可按状态、灯色、单位、来源、时限筛选",
      .en = "lists items, by state, light, unit, source, deadline",
      .options = std::move(options),
      .run = list,
      .more_zh =
          "例：tracker list --red --sort due；tracker list --due-in 5wd --overdue --unit 办公室",
      .more_en =
          "For example: tracker list --red --sort due; tracker list --due-in 5wd --overdue "
          "--unit Office",
      .alias = "ls"};
}

}  // namespace tracker
