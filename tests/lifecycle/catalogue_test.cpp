// catalogue_test.cpp: every refusal has its words, in both languages, and a test that gives it.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace rectify;

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}
// The text of all C++ files of some folders, this one left out.
std::string sources(std::initializer_list<const char*> folders) {
  std::string all;
  for (const auto* folder : folders)
    for (const auto& file : fs::recursive_directory_iterator(folder))
      if ((file.path().extension() == ".hpp" || file.path().extension() == ".cpp") &&
          file.path().filename() != "catalogue.hpp" &&
          file.path().filename() != "catalogue_test.cpp")
        all += contents(file);
  return all;
}
std::set<std::string> placeholders(std::string_view words) {
  std::set<std::string> all;
  for (auto i = words.find('{'); i != words.npos; i = words.find('{', i + 1))
    all.insert(std::string(words.substr(i, words.find('}', i) + 1 - i)));
  return all;
}
bool quoted(const std::string& text, std::string_view code) {
  return text.find('"' + std::string(code) + '"') != std::string::npos;
}

TEST(Catalogue, IsSortedByCodeWithoutTwins) {
  std::string_view before;
  for (const auto& entry : catalogue()) {
    EXPECT_LT(before, entry.code);
    before = entry.code;
  }
}
TEST(Catalogue, HasWordsInBothLanguages) {
  for (const auto& e : catalogue()) {
    for (const auto words : {e.rule_en, e.wanted_en, e.rule_zh, e.wanted_zh})
      EXPECT_NE(words.find_first_not_of(' '), words.npos) << e.code;
    EXPECT_FALSE(e.rule_en.ends_with('.')) << e.code;  // what is wanted follows it
    EXPECT_NE(e.rule_en, e.rule_zh) << e.code;
  }
}
TEST(Catalogue, SaysTheSameInBothLanguages) {
  for (const auto& e : catalogue()) {
    const auto both = [](std::string_view a, std::string_view b) {
      return placeholders(std::string(a) + std::string(b));
    };
    EXPECT_EQ(both(e.rule_en, e.wanted_en), both(e.rule_zh, e.wanted_zh)) << e.code;
  }
}
TEST(Catalogue, HasNothingThatIsNeverGiven) {
  const auto all = sources({"include", "src"});
  for (const auto& e : catalogue()) EXPECT_TRUE(quoted(all, e.code)) << e.code;
}
TEST(Catalogue, HasEveryCodeThatIsRefused) {
  const auto all = sources({"include", "src"});
  int codes = 0;
  for (auto i = all.find("refuse(\""); i != all.npos; i = all.find("refuse(\"", i + 1)) {
    const auto code = all.substr(i + 8, all.find('"', i + 8) - i - 8);
    bool known = false;
    for (const auto& e : catalogue()) known = known || e.code == code;
    EXPECT_TRUE(known) << code;
    ++codes;
  }
  EXPECT_GT(codes, 60);
}
TEST(Catalogue, HasATestForEveryCodeOfTheCalendarAndTheLifecycle) {
  const auto given = sources({"include/rectify/impl"});
  const auto tested = sources({"tests/lifecycle", "tests/calendar"});
  for (const auto& e : catalogue())
    if (quoted(given, e.code)) {
      EXPECT_TRUE(tested.find(std::string(e.code)) != std::string::npos) << e.code;
    }
}

}  // namespace
