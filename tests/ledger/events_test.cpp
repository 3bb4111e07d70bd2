// events_test.cpp: the chain as a subscriber reads it, and as anybody can compute it again.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>
#include <rectify/wire.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

#include <limits>
#include <map>

#include "ledger/district.hpp"
#include "ledger/ledgers.hpp"

using namespace rectify;
using namespace rectify::ledgers;

namespace {

class Events : public OverEachStore {};
OVER_EACH_STORE(Events);

Hash sha256_of(const Hash& former, const std::string& record) {
  const std::string both(former.begin(), former.end());
  const std::string bytes = both + record;
  Hash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hash;
}

TEST_P(Events, BeginWithWhatTheLedgerWasOpenedAs) {
  Policy policy = strict_policy();
  policy.name = "ours";
  Ledger ledger = open({.zone = Zone{0}, .policy = policy});
  const auto events = ledger.events(0);
  ASSERT_EQ(events.size(), 1U);
  const auto& first = std::get<LedgerEvent>(events[0].what);
  EXPECT_EQ(first.seq, 1U);
  EXPECT_EQ(first.at, monday);
  const auto& opened = std::get<LedgerOpened>(first.body);
  EXPECT_EQ(opened.policy, policy);
  EXPECT_EQ(opened.zone, Zone{0});
  EXPECT_EQ(opened.workflow_name, item_workflow().name);
  EXPECT_EQ(opened.workflow_fingerprint, item_workflow().fingerprint);
}
TEST_P(Events, AreReadBehindANumberUpToALimit) {
  Ledger ledger = open();
  for (int n = 2; n <= 30; ++n) must(ledger.apply(report(std::to_string(n))));
  const auto all = all_events(ledger);
  ASSERT_EQ(all.size(), 30U);
  for (const std::uint64_t after : {0U, 1U, 17U, 29U, 30U, 31U, 1000U})
    for (const std::size_t limit : {0U, 1U, 5U, 30U, 20'000U}) {
      const auto first = std::min<std::size_t>(after, all.size());
      const auto most = std::max<std::size_t>(limit, 1);  // at least one
      const auto last = std::min(first + most, all.size());
      EXPECT_EQ(ledger.events(after, limit),
                std::vector<Recorded>(all.begin() + static_cast<std::ptrdiff_t>(first),
                                      all.begin() + static_cast<std::ptrdiff_t>(last)))
          << after << ", " << limit;
    }
  EXPECT_TRUE(ledger.events(std::numeric_limits<std::uint64_t>::max() / 2).empty());
}
TEST_P(Events, AreSeenOnceAndInOrderWhileOthersWrite) {
  Ledger ledger = open();
  std::vector<std::string> ids, seen;
  std::uint64_t last = 0;
  for (int n = 0; n < 60; ++n) {
    for (int more = 0; more <= n % 4; ++more)
      ids.push_back(must(ledger.apply(report("漏水"))).command_id);
    for (const auto& recorded : ledger.events(last, 2)) {
      EXPECT_EQ(seq_of(recorded), ++last);
      if (last > 1) seen.push_back(event_of(recorded).command_id);
    }
  }
  EXPECT_LT(seen.size(), ids.size());  // it reads slower than they write
  for (const auto& recorded : ledger.events(last)) seen.push_back(event_of(recorded).command_id);
  EXPECT_EQ(seen, ids);
}
TEST_P(Events, OfAnItemAreItsHistory) {
  Ledger ledger = open();
  live(ledger, {.open = 40, .commands = 800});
  must(ledger.set_policy(strict_policy(), desk::administrator));
  std::map<ItemId, std::vector<Recorded>> histories;
  for (const auto& recorded : all_events(ledger))
    if (const auto* event = std::get_if<Event>(&recorded.what))
      histories[event->item].push_back(recorded);
  EXPECT_EQ(std::ssize(histories), ledger.counters().total());
  for (const auto& [id, history] : histories) {
    EXPECT_EQ(ledger.history(id), history) << id;
    Item made;
    for (const auto& recorded : history) evolve(made, event_of(recorded));
    EXPECT_EQ(ledger.find(id), made);
  }
  EXPECT_TRUE(ledger.history(1'000'000).empty());
  EXPECT_TRUE(ledger.history(0).empty());
}
TEST_P(Events, EachCoverTheOneBeforeByItsHash) {
  Ledger ledger = open();
  live(ledger, {.open = 40, .commands = 500});
  must(ledger.set_policy(strict_policy(), desk::administrator));
  Hash former{};
  for (const auto& recorded : all_events(ledger)) {
    const std::string record =
        std::visit([](const auto& event) { return encode(event); }, recorded.what);
    former = sha256_of(former, record);
    ASSERT_EQ(hex(recorded.hash), hex(former)) << "event " << seq_of(recorded);
  }
}

}  // namespace
