// query_test.cpp: every filter, order and page against a look at all items by hand.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>
#include <rectify/wire.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <tuple>

#include "ledger/district.hpp"
#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

bool fits(const Item& item, const Query& q) {
  if (!q.states.empty() && std::count(q.states.begin(), q.states.end(), item.state.main) == 0)
    return false;
  if (q.light && light(item) != *q.light) return false;
  if (!q.unit.empty() && item.owner.unit != q.unit) return false;
  if (!q.owner.empty() && item.owner.leader != q.owner && item.owner.handler != q.owner)
    return false;
  if (!q.source.empty() && item.source != q.source) return false;
  if (q.severity && item.severity != *q.severity) return false;
  if (q.due_from && (!due(item) || *due(item) < *q.due_from)) return false;
  return !q.due_to || (due(item) && *due(item) <= *q.due_to);
}
bool before(const Item& a, const Item& b, Sort sort) {
  switch (sort) {
    case Sort::due: {
      const Day never = last_day + days(1);
      const Day due_a = due(a).value_or(never);
      const Day due_b = due(b).value_or(never);
      return std::tie(due_a, a.id) < std::tie(due_b, b.id);
    }
    case Sort::severity: return std::tie(a.severity, a.id) < std::tie(b.severity, b.id);
    case Sort::changed: return std::tie(a.changed_at, a.id) < std::tie(b.changed_at, b.id);
    default: return a.id < b.id;
  }
}
std::vector<ItemId> by_hand(const std::vector<Item>& all, const Query& query) {
  std::vector<Item> some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [&](const Item& item) { return fits(item, query); });
  std::sort(some.begin(), some.end(), [&](const Item& a, const Item& b) {
    return query.descending ? before(b, a, query.sort) : before(a, b, query.sort);
  });
  std::vector<ItemId> ids;
  for (const Item& item : some) ids.push_back(item.id);
  return ids;
}
std::vector<ItemId> by_pages(const Ledger& ledger, Query query) {
  std::vector<ItemId> ids;
  for (;;) {
    const Page page = ledger.page(query).value();
    EXPECT_LE(page.items.size(), query.limit);
    for (const Item& item : page) ids.push_back(item.id);
    if (page.next.empty() || ids.size() > 10'000) return ids;  // that many there are not
    EXPECT_EQ(page.items.size(), query.limit);
    query.after = page.next;
  }
}
std::string code_of(const Ledger& ledger, const Query& query) {
  const auto page = ledger.page(query);
  return page ? "" : page.refusal().code;
}

// One ledger in the middle of its life for all that only look.
class Queries : public OverEachStore {
 protected:
  Queries() {
    then = live(ledger, {.open = 200, .commands = 5000});
    ledger.tick(then + days(3));
    for (ItemId id = 1; const auto item = ledger.find(id); ++id) all.push_back(*item);
  }
  Ledger ledger = open();
  Instant then;
  std::vector<Item> all;
};
OVER_EACH_STORE(Queries);

TEST_P(Queries, FindWhatEachConditionSaysAndAllOfThemTogether) {
  ASSERT_GT(all.size(), 500U);
  const Item& some = all[all.size() - 50];
  ASSERT_TRUE(some.deadline);
  const Day due = *rectify::due(some);
  const std::vector<std::function<void(Query&)>> conditions{
      [](Query& q) { q.states = {Main::working}; },
      [](Query& q) {
        q.states = {Main::closed, Main::found, Main::verified};
      },
      [](Query& q) { q.light = Light::red; },
      [](Query& q) { q.light = Light::yellow; },
      [](Query& q) { q.light = Light::grey; },
      [&](Query& q) { q.unit = some.owner.unit; },
      [&](Query& q) { q.owner = some.owner.leader; },
      [&](Query& q) { q.owner = some.owner.handler; },
      [&](Query& q) { q.source = some.source; },
      [](Query& q) { q.severity = Severity::minor; },
      [&](Query& q) { q.severity = some.severity; },
      [&](Query& q) { q.due_from = due; },
      [&](Query& q) { q.due_to = due; },
      [&](Query& q) { q.due_from = q.due_to = due; },
  };
  std::size_t pairs_found = 0;
  for (std::size_t a = 0; a < conditions.size(); ++a) {
    Query one;
    one.limit = 1000;
    conditions[a](one);
    const auto found = by_hand(all, one);
    EXPECT_EQ(by_pages(ledger, one), found) << "condition " << a;
    EXPECT_FALSE(found.empty()) << "condition " << a;
    EXPECT_LT(found.size(), all.size()) << "condition " << a;
    for (std::size_t b = a + 1; b < conditions.size(); ++b) {
      Query two = one;
      conditions[b](two);
      two.sort = static_cast<Sort>((a + b) % sort_names.size());
      two.descending = b % 3 == 0;
      const auto both = by_hand(all, two);
      pairs_found += both.empty() ? 0 : 1;
      EXPECT_EQ(by_pages(ledger, two), both) << "conditions " << a << ", " << b;
    }
  }
  EXPECT_GT(pairs_found, 40U);
}
TEST_P(Queries, FindNothingForWhatNobodyIsCalled) {
  for (const Query& query :
       {Query{.unit = "没有"}, Query{.owner = "没有"}, Query{.source = "' --"},
        Query{.due_from = day(2500, 1, 1)}, Query{.states = {Main::unlisted}}}) {
    EXPECT_TRUE(ledger.page(query).value().items.empty());
    EXPECT_EQ(ledger.page(query).value().next, "");
  }
}
TEST_P(Queries, PageInEveryOrderWithoutALossOrADouble) {
  for (std::size_t sort = 0; sort < sort_names.size(); ++sort)
    for (const bool descending : {false, true})
      for (const std::size_t limit : {7U, 50U, 211U, 1000U}) {
        Query query;
        query.sort = static_cast<Sort>(sort);
        query.descending = descending, query.limit = limit;
        EXPECT_EQ(by_pages(ledger, query), by_hand(all, query))
            << sort_names[sort] << (descending ? " descending, " : ", ") << limit;
      }
  Query one{.light = Light::red, .sort = Sort::due, .limit = 1};
  EXPECT_EQ(by_pages(ledger, one), by_hand(all, one));
}
TEST_P(Queries, GiveWholeItems) {
  const Page page = ledger.page({.limit = 1000}).value();
  for (const Item& item : page) EXPECT_EQ(item, all[static_cast<std::size_t>(item.id) - 1]);
}
TEST_P(Queries, HandOnTheRecordsAsTheyAreKept) {
  Query query{.sort = Sort::due, .limit = 7};
  std::size_t seen = 0;
  for (bool more = true; more;) {
    const Page page = ledger.page(query).value();
    const RecordPage kept = ledger.records(query).value();
    EXPECT_EQ(encode(kept), encode(page));
    EXPECT_EQ(kept.next, page.next);
    for (const Item& item : page) {
      EXPECT_EQ(ledger.record(item.id), encode(item));
      EXPECT_EQ(decode<Item>(kept.records[seen++ % query.limit]).value(), item);
    }
    query.after = page.next;
    more = !page.next.empty();
  }
  EXPECT_EQ(seen, all.size());
  EXPECT_FALSE(ledger.record(1'000'000));
  EXPECT_EQ(ledger.records({.limit = 0}).refusal().code, "query.limit");
  EXPECT_EQ(ledger.records({.after = "x"}).refusal().code, "query.cursor");
}
TEST_P(Queries, AreReadPageByPageWhileOneLooks) {
  Query query{.states = {Main::found, Main::working}, .sort = Sort::changed, .limit = 3};
  std::vector<ItemId> ids;
  for (const Item& item : ledger.query(query)) ids.push_back(item.id);
  EXPECT_EQ(ids, by_hand(all, query));
  for (const Item& item : ledger.query({.unit = "没有"})) ADD_FAILURE() << item.id;
  EXPECT_THROW((void)ledger.query({.limit = 0}), Refused);
}
TEST_P(Queries, HaveOneToAThousandItemsAPage) {
  EXPECT_EQ(code_of(ledger, {.limit = 0}), "query.limit");
  EXPECT_EQ(code_of(ledger, {.limit = 1001}), "query.limit");
  EXPECT_EQ(code_of(ledger, {.limit = 1}), "");
  EXPECT_EQ(code_of(ledger, {.limit = 1000}), "");
}
TEST_P(Queries, GoOnOnlyFromACursorOfTheirOwn) {
  const std::string next = ledger.page({.sort = Sort::due, .limit = 5}).value().next;
  EXPECT_EQ(code_of(ledger, {.sort = Sort::due, .after = next}), "");
  EXPECT_EQ(code_of(ledger, {.sort = Sort::number, .after = next}), "query.cursor");
  EXPECT_EQ(code_of(ledger, {.sort = Sort::due, .descending = true, .after = next}),
            "query.cursor");
  for (const std::string& garbage :
       {std::string("x"), std::string("due:asc:"), std::string("due:asc:1"),
        std::string("due:asc:1:"), std::string("due:asc:1:x"), std::string("due:asc::1"),
        next + " ", next + ":1", " " + next, std::string("due:asc:99999999999999999999:1"),
        std::string("due:asc:1:1\0", 12)})
    EXPECT_EQ(code_of(ledger, {.sort = Sort::due, .after = garbage}), "query.cursor") << garbage;
}
TEST_P(Queries, StayInPlaceWhileOthersWrite) {
  Query query{.limit = 40};
  std::vector<ItemId> ids;
  for (int n = 0;; ++n) {
    const Page page = ledger.page(query).value();
    for (const Item& item : page) ids.push_back(item.id);
    if (page.next.empty() || n > 100) break;
    query.after = page.next;
    // Each item shown is struck off or commented on, and some more are reported.
    std::vector<Command> commands;
    for (const Item& item : page) {
      if (item.state.main != Main::closed)
        commands.push_back(
            {.item = item.id, .actor = desk::coordinator, .body = Void{.reason = "错"}});
    }
    ledger.apply(std::move(commands));
    if (n < 3) must(ledger.apply(report("新")));
  }
  std::vector<ItemId> expected(all.size() + 3);
  for (std::size_t n = 0; n < expected.size(); ++n) expected[n] = static_cast<ItemId>(n) + 1;
  EXPECT_EQ(ids, expected);
}

}  // namespace
