// refusal_test.cpp: a refusal says which rule, with what value, and what would be right.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/result.hpp>

#include <gtest/gtest.h>

using namespace rectify;

namespace {

TEST(Refusal, TeachesInEnglishAndInChinese) {
  const Refusal no = refuse("deadline.past", "assign.deadline", "2018-06-01", {"2018-06-15"});
  EXPECT_EQ(rule(no, Lang::en), "a deadline is not before the day on which it is given");
  EXPECT_EQ(wanted(no, Lang::en), "2018-06-15 or later");
  EXPECT_EQ(text(no, Lang::en),
            "assign.deadline: \"2018-06-01\": a deadline is not before the day on which it is "
            "given; wanted: 2018-06-15 or later");
  EXPECT_EQ(text(no, Lang::zh),
            "assign.deadline：“2018-06-01”——整改时限不得早于给定之日；应为：2018-06-15 或之后");
}
TEST(Refusal, IsReadableWithoutAFieldOrAValue) {
  EXPECT_EQ(text(refuse("comment.missing"), Lang::en),
            "a comment says something; wanted: a text that is not blank");
  EXPECT_EQ(text(refuse("comment.missing", "comment.text"), Lang::en),
            "comment.text: a comment says something; wanted: a text that is not blank");
}
TEST(Refusal, FillsInArgumentsAndNothingTwice) {
  EXPECT_EQ(rule(refuse("state.wrong", "command", "{0}", {"{1}", "found"}), Lang::en),
            "{0} is not possible from the state {1}");  // what was put in isn't looked at again
  EXPECT_EQ(rule(refuse("state.wrong", "command", "start"), Lang::en),
            "start is not possible from the state ");  // an argument that is missing is empty
}
TEST(Refusal, ShortensAValueAtACharactersEnd) {
  std::string value;
  for (int i = 0; i < 201; ++i) value += "长";
  const Refusal no = refuse("text.too-long", "x", value);
  EXPECT_EQ(no.value, value.substr(0, 600) + "…");
  EXPECT_EQ(refuse("text.too-long", "x", value.substr(0, 600)).value, value.substr(0, 600));
  EXPECT_EQ(refuse("text.utf8", "x",
                   "ab\xff"
                   "cd")
                .value,
            "ab…");
}
TEST(Refusal, OfAnUnknownCodeIsTheCode) { EXPECT_EQ(text(refuse("no.such"), Lang::en), "no.such"); }

TEST(Result, IsAValueOrARefusal) {
  Result<int> seven = 7;
  Result<int> no = refuse("day.form", "day", "x");
  EXPECT_TRUE(seven);
  EXPECT_EQ(*seven, 7);
  EXPECT_EQ(seven.value(), 7);
  EXPECT_FALSE(no);
  EXPECT_EQ(no.refusal().code, "day.form");
}
TEST(Result, ThrowsTheRefusalForWhomPrefersThat) {
  const Result<int> no = refuse("day.form", "day", "x");
  try {
    (void)no.value();
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.refusal().code, "day.form");
    EXPECT_EQ(std::string(refused.what()), text(no.refusal(), Lang::en));
  }
}

}  // namespace
