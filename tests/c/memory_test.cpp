// memory_test.cpp: when an allocation fails, whichever it is, the call says so and the ledger goes on.
// In protobuf's bytes: its JSON writer ends the process when it runs out of memory (docs/c.md says so).
// SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "c/asking.hpp"

#include <rectify/wire.hpp>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace {
thread_local long until_failure = -1;  // allocations; negative: none fails
}
// Not inlined, or the compiler takes malloc and delete for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (until_failure >= 0 && until_failure-- == 0) throw std::bad_alloc();
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (until_failure >= 0 && until_failure-- == 0) return nullptr;
  return std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace rectify::tests {
namespace {

struct Outcome {
  rectify_status status{};
  std::string code{};
};

// The call with its nth allocation failing.
template <class Call>
Outcome with_failure(long nth, Call call) {
  char* data = nullptr;
  std::size_t size = 0;
  rectify_error* error = nullptr;
#if defined(__SANITIZE_ADDRESS__)
  // protobuf forgets what it was about to put into a list when the list can't grow.
  const __lsan::ScopedDisabler not_ours;
#endif
  until_failure = nth;
  Outcome outcome;
  outcome.status = call(&data, &size, &error);
  until_failure = -1;
  if (error != nullptr) outcome.code = error->code;
  rectify_free(error);
  rectify_free(data);
  return outcome;
}

// Every allocation of a call fails once; then it goes well. How many there were.
template <class Call>
long through_each_failure(const char* name, Call call) {
  with_failure(-1, call);  // what is made once for all is there
  for (long nth = 0;; ++nth) {
    const Outcome outcome = with_failure(nth, call);
    if (outcome.status == RECTIFY_OK) return nth;
    EXPECT_EQ(RECTIFY_ERROR, outcome.status) << name << ", allocation " << nth;
    EXPECT_EQ("memory", outcome.code) << name << ", allocation " << nth;
    if (nth > 20'000) {
      ADD_FAILURE() << name << " never goes well";
      return nth;
    }
  }
}

constexpr unsigned flags = RECTIFY_PROTOBUF;

TEST(CMemory, RunsOutInEveryQuestion) {
  const Handle ledger(":memory:");
  ask(rectify_apply, ledger.get(), RECTIFY_JSON, report("漏水"));
  ask(rectify_apply, ledger.get(), RECTIFY_JSON, assign(1, "15个工作日内"));
  long failures = 0;
  const auto each = [&](const char* name, auto call) {
    failures += through_each_failure(name, call);
  };
  each("get", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_get(ledger.get(), flags, 1, out, size, error);
  });
  each("query", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_query(ledger.get(), flags, "", 0, out, size, error);
  });
  each("history", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_history(ledger.get(), flags, 1, out, size, error);
  });
  each("allowed", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_allowed(ledger.get(), flags, 1, "", 0, RECTIFY_NOW, out, size, error);
  });
  each("counters", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_counters(ledger.get(), flags, out, size, error);
  });
  each("deadline_parse", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_deadline_parse(ledger.get(), flags, "7月底前", 10, "2024-05-20", 10, out, size,
                                  error);
  });
  each("render", [&](char** out, std::size_t* size, rectify_error** error) {
    return rectify_render(ledger.get(), RECTIFY_DOT, 1, out, size, error);
  });
  EXPECT_GT(failures, 200);
}

TEST(CMemory, RunsOutInACommandThatIsThenGivenAgain) {
  const Handle ledger(":memory:");
  const std::string command = encode(from_json<Command>(report("漏水", "once")).value());
  rectify_status status = RECTIFY_ERROR;
  for (long nth = 0; status != RECTIFY_OK && nth < 20'000; ++nth)
    status = with_failure(nth, [&](char** out, std::size_t* size, rectify_error** error) {
               return rectify_apply(ledger.get(), flags, command.data(), command.size(), out, size,
                                    error);
             }).status;
  EXPECT_EQ(RECTIFY_OK, status);
  EXPECT_EQ(RECTIFY_REFUSED, ask(rectify_get, ledger.get(), flags, std::int64_t{2}).status);
  EXPECT_EQ(RECTIFY_OK, ask(rectify_verify, ledger.get(), flags,
                            static_cast<rectify_progress>(nullptr), static_cast<void*>(nullptr))
                            .status);
}

}  // namespace
}  // namespace rectify::tests
