// threads_test.cpp: eight threads on one handle, writing, asking, ticking, each with what is theirs.
// SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "c/asking.hpp"

namespace rectify::tests {
namespace {

using testing::HasSubstr;

TEST(CThreads, EightOnOneHandleWriteAndReadAtOnce) {
  constexpr int threads = 8, rounds = 25;
  const Handle handle(":memory:");
  rectify_ledger* const ledger = handle.get();
  std::atomic<int> refusals = 0;
  const auto work = [&](int me) {
    std::uint64_t seen = 0;
    for (int n = 0; n < rounds; ++n) {
      const unsigned form = RECTIFY_JSON;
      const std::string id = std::to_string(me) + "-" + std::to_string(n);
      const Reply mine = ask(rectify_apply, ledger, form, report("漏水" + id, id));
      EXPECT_EQ(RECTIFY_OK, mine.status) << mine.en;
      EXPECT_THAT(mine.out, HasSubstr(R"("commandId":")" + id + "\""));
      // The error is of this call, whatever the others do.
      const Reply no = ask(rectify_deadline_parse, static_cast<const rectify_ledger*>(ledger), form,
                           me % 2 == 0 ? "尽快完成" : "9月前", "2024-05-20");
      EXPECT_EQ(me % 2 == 0 ? "deadline.fuzzy" : "deadline.two-readings", no.code);
      refusals += no.status == RECTIFY_REFUSED ? 1 : 0;
      EXPECT_EQ(RECTIFY_OK, ask(rectify_query, ledger, form, R"({"limit":5})").status);
      EXPECT_EQ(RECTIFY_OK, ask(rectify_get, ledger, form, std::int64_t{1}).status);
      EXPECT_EQ(RECTIFY_OK, ask(rectify_counters, ledger, form).status);
      EXPECT_EQ(RECTIFY_OK, ask_events(ledger, form, seen, 50, seen).status);
      if (n % 8 == 0) {
        EXPECT_EQ(RECTIFY_OK, ask(rectify_tick, ledger, form, std::int64_t{RECTIFY_NOW}).status);
        EXPECT_EQ(RECTIFY_OK, ask(rectify_allowed, ledger, form, std::int64_t{1},
                                  R"({"name":"王芳"})", std::int64_t{RECTIFY_NOW})
                                  .status);
      }
    }
  };
  ask(rectify_apply, ledger, RECTIFY_JSON, report("第一", "first"));
  std::vector<std::thread> all;
  for (int me = 0; me < threads; ++me) all.emplace_back(work, me);
  for (auto& thread : all) thread.join();
  EXPECT_EQ(threads * rounds, refusals);
  std::uint64_t last = 0;
  ask_events(ledger, RECTIFY_PROTOBUF, 0, 10'000, last);
  EXPECT_EQ(2U + threads * rounds, last);
  EXPECT_EQ(RECTIFY_OK, ask(rectify_verify, ledger, RECTIFY_JSON,
                            static_cast<rectify_progress>(nullptr), static_cast<void*>(nullptr))
                            .status);
}

}  // namespace
}  // namespace rectify::tests
