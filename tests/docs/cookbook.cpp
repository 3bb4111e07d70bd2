// cookbook.cpp: the C++ of docs/cookbook.md, each task as it stands there, and what comes of it.
// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/vector.hpp>

#include <rectify/archive.hpp>
#include <rectify/flow.hpp>
#include <rectify/interchange.hpp>
#include <rectify/migration.hpp>
#include <rectify/rectify.hpp>

#include "support/folder.hpp"

#include <fstream>
#include <sstream>
#include <thread>

using namespace rectify;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace {

const Actor clerk{.name = "王芳", .unit = "整改办", .roles = {"clerk"}};
const Actor secretary{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
const Actor zhou{.name = "周明远", .unit = "办公室"};
const Actor administrator{.name = "袁书恒", .unit = "信息中心", .roles = {"administrator"}};

// An office of the page: a ledger on 20 May 2024, a folder for its files, and what it was told.
class Cookbook : public testing::Test {
 protected:
  ItemId assigned(const std::string& deadline) {
    const ItemId id = ledger.report({.title = "漏水"}, clerk).value();
    const Answer answer = ledger.assign(
        id, {.owner = {.unit = "办公室"}, .supervisor = "机关纪委", .deadline = deadline},
        secretary);
    EXPECT_TRUE(answer.accepted) << text(*answer.refusal, Lang::en);
    return id;
  }
  void show(const std::string& words) { told.push_back(words); }
  void show(const Item& item) { told.push_back(std::to_string(item.id)); }
  void notify(ItemId item, int level) {
    told.push_back(std::to_string(item) + " level " + std::to_string(level));
  }

  tests::Folder folder;
  Instant time = read_instant("2024-05-20T09:00:00+08:00").value();
  Ledger ledger = Ledger::open(":memory:", {.clock = [this] { return time; }});
  std::vector<std::string> told;
};

TEST_F(Cookbook, ListsWhatIsDueInFiveWorkingDays) {
  assigned("2024-05-28");
  assigned("2024-05-27");  // the fifth working day
  assigned("2024-05-24");

  const Day today = day_of(ledger.now(), ledger.zone());
  const Day until = ledger.calendar().add(today, 5);
  for (const Item& item : ledger.query({.due_from = today, .due_to = until, .sort = Sort::due}))
    if (is_in_hand(item.state)) show(item);

  EXPECT_THAT(told, ElementsAre("3", "2"));
}

TEST_F(Cookbook, NotifiesOfWhatTurnedRedAndOfEachStepOfTheLadder) {
  assigned("2024-05-21");
  assigned("7月底前");
  std::uint64_t seen = ledger.counters().events;
  const auto round = [&] {
    ledger.tick(ledger.now());
    for (const Recorded& link : ledger.events(seen)) {  // at most 1,000 a call
      const auto* event = std::get_if<Event>(&link.what);
      if (event != nullptr && kind_of(event->body) == kind_of(Tick{}) &&
          event->state.timeliness == Timeliness::overdue)
        notify(event->item, event->escalation);  // 1 催办, 2 督办, 3 挂牌督办
      seen = seq_of(link);                       // kept for the next time
    }
  };
  round();
  EXPECT_THAT(told, IsEmpty());  // yellow
  time += days(2);
  round();
  round();
  EXPECT_THAT(told, ElementsAre("1 level 1"));
  time += days(7);
  round();
  EXPECT_THAT(told, ElementsAre("1 level 1", "1 level 2"));
}

TEST_F(Cookbook, TellsWhatAFormShows) {
  const ItemId id = assigned("7月底前");

  for (const Allowance& one : ledger.allowed(id, zhou)) {
    if (!one.allowed) continue;  // else one.reasons says why not
    show(std::string(name(one.command)));
    for (const Refusal& need : one.needs) show("  " + need.field + ": " + wanted(need, Lang::en));
  }

  EXPECT_THAT(told, testing::Contains("start"));
  EXPECT_THAT(told, testing::Contains(StartsWith("  decline.reason: ")));
  EXPECT_THAT(told, testing::Not(testing::Contains("verify")));
}

TEST_F(Cookbook, LoadsNextYearsWorkingDays) {
  time = read_instant("2026-12-24T09:00:00+08:00").value();
  const ItemId id = assigned("5个工作日内");
  EXPECT_EQ(due(*ledger.find(id)), day(2026, 12, 31));
  std::ofstream(folder / "2027.tsv") << "published\t2027\n2027-01-01\t0\t元旦\n"
                                        "2026-12-31\t0\t元旦\n2027-01-02\t1\t元旦\n";

  std::ifstream file(folder / "2027.tsv");
  const std::string lines((std::istreambuf_iterator<char>(file)), {});
  const Result<WorkCalendar> next = read_calendar(lines, ledger.calendar());
  if (!next) return show(text(next.refusal(), Lang::zh));  // which line, and what would be right
  for (const Answer& answer : ledger.set_calendar(*next, administrator))
    if (answer.item != 0) show(*ledger.find(answer.item));  // its due day was reckoned again

  EXPECT_THAT(told, ElementsAre("1"));
  EXPECT_EQ(due(*ledger.find(id)), day(2027, 1, 2));
}

TEST_F(Cookbook, MovesALedger) {
  assigned("7月底前");
  const std::string copy = folder / "copy.rectify";

  std::stringstream wire;  // or files, or a socket
  export_events(ledger, [&](std::string_view bytes) { wire << bytes; });

  Imported moved = import_events(
      [&](char* into, std::size_t most) {
        wire.read(into, static_cast<std::streamsize>(most));
        return static_cast<std::size_t>(wire.gcount());
      },
      copy);
  if (!moved.ledger) show(std::to_string(moved.line) + ": " + text(*moved.refusal, Lang::en));

  EXPECT_THAT(told, IsEmpty());
  EXPECT_EQ(moved.ledger->events(0), ledger.events(0));
  EXPECT_EQ(moved.ledger->find(1), ledger.find(1));
}

TEST_F(Cookbook, WritesAHistoryForProcessMining) {
  assigned("7月底前");

  std::ofstream xes(folder / "history.xes", std::ios::binary);
  export_xes(ledger, [&](std::string_view bytes) { xes << bytes; });
  std::ofstream ocel(folder / "history.jsonocel", std::ios::binary);
  export_ocel(ledger, [&](std::string_view bytes) { ocel << bytes; });

  xes.close(), ocel.close();
  EXPECT_THAT(tests::bytes_of(folder / "history.xes"), HasSubstr("assign"));
  EXPECT_THAT(tests::bytes_of(folder / "history.jsonocel"), HasSubstr("assign"));
}

constexpr auto leave_json = R"json({"name": "leave", "version": 1,
  "states": [{"name": "draft", "initial": true, "countsAs": "found"},
             {"name": "check", "within": "3个工作日内"},
             {"name": "approved", "final": true}],
  "rows": [{"from": "draft", "command": "ask", "to": "check", "guards": ["by-owner", "field-given(days)"]},
           {"from": "check", "command": "approve", "to": "approved",
            "guards": ["role(verifier)", "another-person"]}]})json";
constexpr auto renamed_json = R"json({"name": "leave", "version": 2,
  "states": [{"name": "draft", "initial": true, "countsAs": "found"},
             {"name": "review", "within": "3个工作日内"},
             {"name": "approved", "final": true}],
  "rows": [{"from": "draft", "command": "ask", "to": "review", "guards": ["by-owner"]},
           {"from": "review", "command": "approve", "to": "approved", "guards": ["role(verifier)"]}]})json";

Result<Flow> read_machine(std::string_view json) {
  Result<Description> definition = from_json<Description>(json);
  if (!definition) return std::move(definition).refusal();
  return make_flow(*std::move(definition));  // checked whole
}

TEST_F(Cookbook, RunsAndMigratesAMachineFromJson) {
  const std::string machine_json = leave_json;

  const Result<Flow> leave = read_machine(machine_json);
  if (!leave) return show(text(leave.refusal(), Lang::en));
  ledger.define(*leave, administrator);

  const ItemId id = ledger
                        .report({.title = "年假",
                                 .owner = {.handler = "王芳"},
                                 .workflow = "leave",
                                 .fields = {{.name = "days", .value = "5"}}},
                                clerk)
                        .value();
  ledger.act(id, {.command = "ask"}, clerk);
  EXPECT_EQ(place(*ledger.find(id)), "check");
  EXPECT_EQ(due(*ledger.find(id)), day(2024, 5, 23));

  ledger.define(read_machine(renamed_json).value(), administrator);
  const std::vector<Description> versions = ledger.workflows();  // the newest first
  MigrationPlan plan = diff(versions[1], versions[0]);
  for (const auto& state : plan.without_place) plan.places[state] = "review";
  for (const Answer& one : ledger.migrate(plan, administrator, {.dry_run = true}))
    if (!one.accepted) show(text(*one.refusal, Lang::en));
  const auto moved = ledger.migrate(plan, administrator, {.reason = "新版流程"});

  EXPECT_THAT(told, IsEmpty());
  EXPECT_EQ(place(*ledger.find(id)), "review");

  if (!moved.empty()) ledger.undo_migration(moved.front().batch_id, administrator, {});

  EXPECT_EQ(place(*ledger.find(id)), "check");
  EXPECT_THAT(mermaid(*ledger.workflow_of(*ledger.find(id)), states_of(*ledger.find(id))),
              HasSubstr("check"));
}

TEST_F(Cookbook, KeepsItemsInAnArchiveOfTheHosts) {
  assigned("7月底前");
  const std::vector<Item> shown = ledger.page({}).value().items;

  std::stringstream cache;
  {
    boost::archive::binary_oarchive out(cache);
    out << shown;  // #include <rectify/archive.hpp>, <boost/serialization/vector.hpp>
  }
  std::vector<Item> again;
  boost::archive::binary_iarchive in(cache);
  in >> again;

  EXPECT_EQ(again, shown);
}

TEST_F(Cookbook, StepsWithoutALedger) {
  const Item row{.id = 7, .version = 1, .state = {.main = Main::found}, .title = "漏水"};
  const auto save = [&](const Item& item, const Event& event) {
    show(std::string(name(kind_of(event.body))) + ' ' + std::string(name(item.state.main)));
  };
  const Instant now = time;

  Item item = row;  // as the host's own database has it
  const Policy policy = strict_policy();
  const Command command{
      .item = item.id,
      .actor = secretary,
      .at = now,
      .body = Assign{.owner = {.unit = "办公室"}, .supervisor = "机关纪委", .deadline = "7月底前"}};
  const Result<Event> event = step(item, command, {.policy = policy});
  if (!event) return show(text(event.refusal(), Lang::zh));
  evolve(item, *event);
  save(item, *event);

  EXPECT_THAT(told, ElementsAre("assign assigned"));
  EXPECT_EQ(due(item), day(2024, 7, 31));
}

TEST_F(Cookbook, IsNotOverrunByTwoPeopleAtOnce) {
  const ItemId id = assigned("7月底前");

  const Item seen = ledger.find(id).value();  // shown to somebody, who thinks about it
  ledger.comment(id, {.text = "已转物业"}, clerk);
  Command command{.item = id, .expected_version = seen.version, .actor = zhou, .body = Start{}};
  const Answer answer = ledger.apply(command);
  if (!answer.accepted)  // version.conflict
    for (const Recorded& link : answer.in_between)
      show(std::string(name(kind_of(std::get<Event>(link.what).body))));

  EXPECT_THAT(told, ElementsAre("comment"));
  EXPECT_EQ(answer.refusal->code, "version.conflict");
}

TEST_F(Cookbook, ServesEightThreads) {
  std::vector<std::jthread> desks;
  for (int desk = 0; desk < 8; ++desk)
    desks.emplace_back([&, desk] {
      ledger.report({.title = "问题" + std::to_string(desk)}, clerk).value();
      for (const Item& item : ledger.query({.states = {Main::found}})) (void)item;
    });
  desks.clear();  // joins them

  EXPECT_EQ(ledger.counters().total(), 8);
}

TEST_F(Cookbook, DrawsAnItemsMachine) {
  const ItemId id = assigned("7月底前");

  const Item item = ledger.find(id).value();
  const Description machine = ledger.workflow_of(item).value();            // its own, or a host's
  std::ofstream(folder / "machine.dot") << dot(machine, states_of(item));  // dot -Tsvg machine.dot
  show(mermaid(machine, states_of(item)));

  EXPECT_THAT(told.front(), StartsWith("stateDiagram-v2"));
  EXPECT_THAT(tests::bytes_of(folder / "machine.dot"), StartsWith("digraph"));
}

}  // namespace
