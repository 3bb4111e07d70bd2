// move_test.cpp: a ledger that goes from store to store is the same ledger.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/flow.hpp>
#include <rectify/interchange.hpp>
#include <rectify/migration.hpp>

#include <fstream>

#include "interchange/moves.hpp"
#include "stores/memory.hpp"

using namespace rectify;
using namespace rectify::ledgers;
using namespace rectify::moves;

namespace {

class Moves : public Clocked {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const { return file() + name; }
};

// All that can be asked, answered alike.
void expect_same(const Ledger& copy, const Ledger& ledger) {
  EXPECT_EQ(sight_of(copy), sight_of(ledger));
  EXPECT_EQ(copy.policy(), ledger.policy());
  EXPECT_EQ(copy.calendar(), ledger.calendar());
  EXPECT_EQ(copy.zone(), ledger.zone());
  for (const Sort sort : {Sort::due, Sort::severity, Sort::changed})
    for (const Light light : {Light::grey, Light::green, Light::yellow, Light::red}) {
      const Query query{.light = light, .sort = sort, .limit = 7};
      std::vector<Item> there, here;
      for (const Item& item : copy.query(query)) there.push_back(item);
      for (const Item& item : ledger.query(query)) here.push_back(item);
      EXPECT_EQ(there, here) << name(sort) << " " << name(light);
    }
  const Verification proof = copy.check();
  EXPECT_TRUE(proof.whole) << proof.flaw;
}

TEST_F(Moves, FromAFileToMemoryAndBackChangeNothing) {
  std::size_t events = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    naive::RandomOffice office(seed);
    const std::string from = path(std::to_string(seed)), to = path(std::to_string(seed) + "copy");
    Ledger ledger = open(seed < 2 ? from : ":memory:", {.zone = Zone{60 * static_cast<int>(seed)},
                                                        .policy = office.policy,
                                                        .calendar = office.calendar});
    live_at_random(ledger, office, 300);
    const std::string text = exported(ledger, Format::json),
                      bytes = exported(ledger, Format::protobuf);
    Imported in_memory = imported(text, ":memory:");
    ASSERT_TRUE(in_memory.ledger) << in_memory.line << " "
                                  << rectify::text(*in_memory.refusal, Lang::en);
    expect_same(*in_memory.ledger, ledger);
    EXPECT_EQ(exported(*in_memory.ledger, Format::protobuf), bytes);
    const Imported back = imported(exported(*in_memory.ledger, Format::protobuf), to);
    ASSERT_TRUE(back.ledger) << back.line << " " << rectify::text(*back.refusal, Lang::en);
    expect_same(*back.ledger, ledger);
    EXPECT_EQ(exported(*back.ledger, Format::json), text);
    EXPECT_EQ(back.events, ledger.counters().events);
    events += back.events;
    if (HasFailure()) FAIL() << "with seed " << seed;
  }
  EXPECT_GT(events, 1000U);
}

TEST_F(Moves, BringTheHostsMachinesAlong) {
  Description paper;
  paper.name = "paper", paper.version = 1;
  paper.states = {{.name = "draft", .initial = true}, {.name = "done", .final = true}};
  paper.rows = {{"draft", "next", "done", {"reason-given"}, 0, {}}};
  Ledger ledger = open(path("a"));
  must(ledger.define(make_flow(paper).value(), desk::administrator));
  const ItemId id =
      ledger
          .report({.title = "通知", .workflow = "paper", .fields = {{"no", "3", {}}}}, desk::clerk)
          .value();
  paper.version = 2, paper.states.insert(paper.states.begin() + 1, {.name = "review"});
  paper.rows.push_back({"draft", "check", "review", {}, 0, {}});
  paper.rows.push_back({"review", "next", "done", {}, 0, {}});
  must(ledger.define(make_flow(paper).value(), desk::administrator));
  const auto known = ledger.workflows();
  must(ledger.migrate(diff(known[1], known[0]), desk::administrator, {}).at(0));
  for (const Format format : {Format::json, Format::protobuf}) {
    const Imported moved =
        imported(exported(ledger, format), path(format == Format::json ? "b" : "c"));
    ASSERT_TRUE(moved.ledger) << rectify::text(*moved.refusal, Lang::en);
    Ledger copy = open(path(format == Format::json ? "b" : "c"));
    expect_same(copy, ledger);
    EXPECT_EQ(copy.workflows(), known);
    EXPECT_EQ(exported(copy, format), exported(ledger, format));
    EXPECT_THAT(copy.act(id, {.command = "check"}, desk::clerk), accepted());
    EXPECT_EQ(place(*copy.find(id)), "review");
    EXPECT_TRUE(copy.check().whole);
  }
}

TEST_F(Moves, GoOnWhereTheLedgerStood) {
  naive::RandomOffice office(99);
  Ledger ledger = open(path("a"), {.policy = office.policy});
  const ItemId id = at(ledger, "working");
  must(ledger.apply(comment(id, "已到现场", "desk-1")));
  Imported moved = imported(exported(ledger, Format::json), path("b"));
  Ledger& copy = *moved.ledger;
  const Answer again = copy.apply(comment(id, "已到现场", "desk-1"));
  EXPECT_TRUE(again.repeated) << "an id of before is known";
  const std::string report_id = "desk-2";
  const Answer a = ledger.apply(report("漏水", report_id)),
               b = copy.apply(report("漏水", report_id));
  EXPECT_EQ(a, b);
  EXPECT_EQ(ledger.tick(monday + days(60)).size(), copy.tick(monday + days(60)).size());
  EXPECT_EQ(sight_of(ledger).items, sight_of(copy).items);
  EXPECT_TRUE(copy.check().whole);
}

TEST_F(Moves, AreMadeAsTheHeaderShows) {
  const std::string exported_file = path("district.jsonl"), copy = path("copy.rectify");
  Ledger ledger = open(path("district.rectify"));
  at(ledger, "submitted");
  const auto show = [](std::uint64_t line, const std::string& why) {
    FAIL() << "line " << line << ": " << why;
  };
  {
    std::ofstream out(exported_file, std::ios::binary);
    export_events(ledger, [&](std::string_view bytes) { out << bytes; });
  }
  std::ifstream in(exported_file, std::ios::binary);
  Imported moved = import_events(
      [&](char* into, std::size_t most) { return in.read(into, most), in.gcount(); }, copy);
  if (!moved.ledger) show(moved.line, text(*moved.refusal, Lang::en));
  expect_same(*moved.ledger, ledger);
}

TEST_F(Moves, ArriveInWhateverPieces) {
  Ledger ledger = open(":memory:");
  at(ledger, "closed");
  for (const Format format : {Format::json, Format::protobuf})
    for (const std::size_t piece : {1U, 2U, 77U, 100'000U}) {
      const std::string text = exported(ledger, format);
      const Imported moved = imported(text, ":memory:", piece);
      ASSERT_TRUE(moved.ledger) << piece;
      EXPECT_EQ(exported(*moved.ledger, format), text);
    }
}

TEST_F(Moves, TakeTheWholeChainOrWhatCameAfterAnEvent) {
  Ledger ledger = open(":memory:");
  at(ledger, "verified");
  const std::string all = exported(ledger, Format::json);
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 6);
  const std::string later = exported(ledger, Format::json, 4);
  EXPECT_EQ(std::count(later.begin(), later.end(), '\n'), 2);
  EXPECT_TRUE(all.ends_with(later));
  EXPECT_EQ(exported(ledger, Format::json, 6), "");
  const Imported part = imported(later, path("part"));
  EXPECT_EQ(part.refusal->code, "chain.first");
}

TEST_F(Moves, TellHowFarTheyAre) {
  Ledger ledger = open(":memory:");
  for (int n = 0; n < 700; ++n) (void)ledger.report({.title = "漏水"}, desk::clerk);
  std::vector<std::uint64_t> out, in;
  std::string text;
  export_events(
      ledger, [&](std::string_view bytes) { text += bytes; }, Format::json, 0,
      [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_EQ(total, 701U);
        out.push_back(done);
      });
  EXPECT_EQ(out.back(), 701U);
  EXPECT_GT(out.size(), 2U);
  const auto moved =
      import_events(Pieces(text), ":memory:", {}, [&](std::uint64_t done, std::uint64_t bytes) {
        EXPECT_LE(bytes, text.size());
        in.push_back(done);
      });
  EXPECT_EQ(in.back(), 701U);
  EXPECT_TRUE(std::is_sorted(in.begin(), in.end()));
}

TEST_F(Moves, AHostsOwnStoreIsFilledToo) {
  struct Wrapped final : Store {  // as a host may have it
    std::unique_ptr<Reader> read() override { return inner->read(); }
    std::unique_ptr<Writer> write() override { return inner->write(); }
    [[nodiscard]] std::string address() const override { return "of the host"; }
    std::unique_ptr<Store> inner = stores::memory();
  };
  Ledger ledger = open(":memory:");
  at(ledger, "closed");
  const std::string text = exported(ledger, Format::json);
  const auto moved = import_events(Pieces(text), std::make_unique<Wrapped>(), Options{}, {});
  ASSERT_TRUE(moved.ledger);
  EXPECT_EQ(exported(*moved.ledger, Format::json), text);
}

// ── the bytes ─────────────────────────────────────────────────────────────────────────────────

ChainLink link_of(const std::string& record) { return {record, Hash{1, 2, 0xab}}; }

TEST(ALine, IsItsHashAndItsEventAndNothingMore) {
  const Event event{.seq = 7,
                    .item = 3,
                    .version = 1,
                    .at = monday,
                    .command_id = "a",
                    .state = {.main = Main::found},
                    .body = Report{.title = "漏水"}};
  const std::string json = to_json(link_of(encode(event)));
  EXPECT_EQ(json, R"({"hash":"0102ab)" + std::string(58, '0') +
                      R"(","event":{"seq":"7","item":"3","version":1,"at":"2018-06-25T01:00:00Z",)"
                      R"("commandId":"a","state":{"main":"found"},)"
                      R"("report":{"title":"漏水","severity":"moderate"}}})");
  EXPECT_EQ(from_json<ChainLink>(json).value(), link_of(encode(event)));
  EXPECT_EQ(decode<ChainLink>(encode(link_of(encode(event)))).value(), link_of(encode(event)));
}
TEST(ALine, HasTheBytesBesideTheWordsWhereTheseDontGiveThem) {
  const std::string known = encode(Event{.seq = 7, .item = 3, .body = Start{}});
  for (const std::string& record :
       {known + "\xf8\x3f\x01",                          // field 1023, of a newer rectify
        std::string("\x18\x01") + known.substr(0),       // the version before the number
        known + std::string("\x32\x03\x61\x62\x63")}) {  // the id at the end
    const std::string json = to_json(link_of(record));
    EXPECT_NE(json.find("\"record\":\""), std::string::npos) << json;
    EXPECT_NE(json.find("\"event\":{"), std::string::npos) << json;
    EXPECT_EQ(from_json<ChainLink>(json).value(), link_of(record)) << json;
  }
  const std::string no_message = "\xff\xff\xff";  // is carried too: whoever reads it refuses it
  EXPECT_EQ(from_json<ChainLink>(to_json(link_of(no_message))).value(), link_of(no_message));
}
TEST(ALine, MayNotSayOtherThanItsBytes) {
  const std::string record = encode(Event{.seq = 7, .item = 3, .body = Start{}}) + "\xf8\x3f\x01";
  std::string json = to_json(link_of(record));
  json.replace(json.find("\"seq\":\"7\""), 9, "\"seq\":\"8\"");
  const auto read = from_json<ChainLink>(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().field, "event");
}
TEST(ALine, IsRefusedWithoutAHashOrAnEvent) {
  const std::string record = encode(Event{.seq = 7, .item = 3, .body = Start{}});
  const auto refusal = [](const std::string& json) { return from_json<ChainLink>(json).refusal(); };
  EXPECT_EQ(refusal(R"({"event":{"seq":"7"}})").field, "hash");
  EXPECT_EQ(refusal(R"({"hash":"0102","event":{"seq":"7"}})").field, "hash");
  EXPECT_EQ(refusal("{\"hash\":\"" + std::string(64, 'A') + R"(","event":{"seq":"7"}})").field,
            "hash");
  EXPECT_EQ(refusal("{\"hash\":\"" + std::string(64, 'a') + "\"}").field, "event");
  EXPECT_EQ(refusal("{\"hash\":\"" + std::string(64, 'a') + R"(","evant":{}})").code,
            "field.unknown");
  EXPECT_EQ(refusal("{\"hash\":\"" + std::string(64, 'a') + R"(","event":{"seq":1,"seq":2}})").code,
            "field.twice");
}

}  // namespace
