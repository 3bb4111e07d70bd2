// phrase_fuzz_test.cpp: whatever stands there, reading it ends well: it is refused, or it is read, and
// then its canonical phrase reads the same. RECTIFY_FUZZ_SECONDS makes it longer, RECTIFY_FUZZ_SEED
// another one; the same seed gives the same phrases. SPDX-License-Identifier: BSL-1.0
#include <rectify/phrase.hpp>

#include <gtest/gtest.h>

#include <cstdlib>

#include "calendar/phrase_soup.hpp"

using namespace rectify;

namespace {

unsigned long from_environment(const char* name, unsigned long otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoul(value, nullptr, 10);
}

TEST(Fuzz, WhatIsAcceptedReadsBack) {
  const auto seconds = from_environment("RECTIFY_FUZZ_SECONDS", 0);
  soup::Random random(from_environment("RECTIFY_FUZZ_SEED", 20240520));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  std::string before = "7月底前";
  long read = 0, accepted = 0;
  do {
    for (int k = 0; k < 20000; ++k, ++read) {
      std::string phrase;
      switch (soup::up_to(random, 7)) {
        case 0: phrase = soup::bytes(random); break;
        case 1: phrase = soup::damaged(random, before); break;
        default: phrase = soup::words(random);
      }
      const Day reference = soup::day(random);
      const ReadingRules rules = soup::rules(random);
      const auto reading = read_phrase(phrase, reference, rules);
      if (!reading) {
        ASSERT_FALSE(text(reading.refusal(), Lang::zh).empty());
        continue;
      }
      ++accepted;
      before = phrase;
      const auto wrong = soup::wrong(*reading, reference, rules);
      ASSERT_TRUE(wrong.empty()) << testing::PrintToString(phrase) << " on " << write_day(reference)
                                 << ": " << wrong;
    }
  } while (std::chrono::steady_clock::now() < end);
  EXPECT_GT(accepted, read / 200);
  RecordProperty("read", std::to_string(read));
  RecordProperty("accepted", std::to_string(accepted));
}

}  // namespace
