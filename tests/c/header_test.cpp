// header_test.cpp: what rectify.h declares is what docs/c.md tells of, and all of it is called here.
// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <rectify/rectify.hpp>

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}
std::set<std::string> found(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}
std::set<std::string> declared() {
  return found(read("bindings/c/rectify.h"), R"(RECTIFY_C_API [a-z_ ]+\*? (rectify_[a-z_]+)\()");
}

TEST(CHeader, DeclaresTheseManyFunctions) { EXPECT_EQ(27U, declared().size()); }

TEST(CHeader, IsWhatItsPageShows) {
  EXPECT_EQ(declared(), found(read("docs/c.md"), R"(\n\| `(rectify_[a-z_]+)`)"));
}

TEST(CPage, ShowsMessagesThatAreRead) {
  const std::string page = read("docs/c.md");
  const auto block = page.find("```json\n");
  ASSERT_NE(std::string::npos, block);
  std::istringstream lines(page.substr(block + 8));
  std::string command, commands, query;
  std::getline(lines, command), std::getline(lines, commands), std::getline(lines, query);
  EXPECT_TRUE(rectify::from_json<rectify::Command>(command)) << command;
  EXPECT_TRUE(rectify::from_json<rectify::Commands>(commands)) << commands;
  EXPECT_TRUE(rectify::from_json<rectify::Query>(query)) << query;
}

TEST(CHeader, HasEachFunctionCalledByTheseTests) {
  std::string calls;
  for (const auto& file : std::filesystem::directory_iterator("tests/c"))
    if (file.path().filename().string().ends_with("_test.cpp") ||
        file.path().filename() == "asking.hpp")
      calls += read(file.path());
  for (const auto& name : declared())
    EXPECT_TRUE(std::regex_search(calls, std::regex(name + "[,(]"))) << name;
}

TEST(CHeader, IncludesTheCLibraryAlone) {
  EXPECT_EQ((std::set<std::string>{"stddef.h", "stdint.h"}),
            found(read("bindings/c/rectify.h"), R"(#include <([^>]+)>)"));
}

}  // namespace
