// day_test.cpp: civil days and instants, read and written.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/day.hpp>

#include <gtest/gtest.h>

using namespace rectify;

namespace {

std::string read(std::string_view text) {
  const auto day = read_day(text);
  return day ? write_day(*day) : day.refusal().code;
}
std::string instant(std::string_view text, Zone zone = Zone{0}) {
  const auto at = read_instant(text);
  return at ? write_instant(*at, zone) : at.refusal().code;
}

TEST(Days, AreWrittenInOneWay) {
  EXPECT_EQ(read("2018-07-31"), "2018-07-31");
  EXPECT_EQ(read("1900-01-01"), "1900-01-01");
  EXPECT_EQ(read("2999-12-31"), "2999-12-31");
  for (const auto* other : {"", "2018", "2018-7-31", "2018/07/31", "2018-07-31 ", " 2018-07-31",
                            "2018-07-3x", "20180731", "-018-07-31", "2018-07-31T", "２018-07-31"})
    EXPECT_EQ(read(other), "day.form") << other;
}
TEST(Days, Exist) {
  EXPECT_EQ(read("2020-02-29"), "2020-02-29");
  for (const auto* none : {"2018-02-29", "2100-02-29", "2018-02-30", "2018-04-31", "2018-13-01",
                           "2018-00-10", "2018-01-00", "2018-01-32"})
    EXPECT_EQ(read(none), "day.none") << none;
}
TEST(Days, LieInTheYears1900To2999) {
  EXPECT_EQ(read("1899-12-31"), "day.range");
  EXPECT_EQ(read("3000-01-01"), "day.range");
  EXPECT_EQ(read("0000-01-01"), "day.range");
}
TEST(Days, EachOfThemReadsAsItIsWritten) {
  for (Day d = first_day; d <= last_day; d += days(13))
    EXPECT_EQ(read_day(write_day(d)).value(), d);
}

TEST(Instants, AreOfTheirOffset) {
  EXPECT_EQ(instant("2018-07-31T23:30:00+08:00"), "2018-07-31T15:30:00Z");
  EXPECT_EQ(instant("2018-07-31T23:30:00+08:00", shanghai), "2018-07-31T23:30:00+08:00");
  EXPECT_EQ(instant("2018-07-31T15:30:00Z", Zone{-210}), "2018-07-31T12:00:00-03:30");
  EXPECT_EQ(instant("2018-01-01T00:30:00-14:00"), "2018-01-01T14:30:00Z");
}
TEST(Instants, AreKeptToTheMillisecond) {
  EXPECT_EQ(instant("2018-07-31T15:30:00.5Z"), "2018-07-31T15:30:00.500Z");
  EXPECT_EQ(instant("2018-07-31T15:30:00.007Z"), "2018-07-31T15:30:00.007Z");
  EXPECT_EQ(instant("2018-07-31T15:30:00.123456789Z"), "2018-07-31T15:30:00.123Z");
  EXPECT_EQ(instant("2018-07-31T15:30:00.0Z"), "2018-07-31T15:30:00Z");
}
TEST(Instants, HaveAnHourAndAnOffset) {
  for (const auto* other :
       {"", "2018-07-31", "2018-07-31T15:30:00", "2018-07-31T15:30Z", "2018-07-31T24:00:00Z",
        "2018-07-31T15:60:00Z", "2018-07-31T15:30:60Z", "2018-07-31T15:30:00.Z",
        "2018-07-31T15:30:00.1234567890Z", "2018-07-31T15:30:00+15:00", "2018-07-31T15:30:00+0800",
        "2018-07-31T15:30:00+08:60", "2018-07-31X15:30:00Z", "2018-07-31T15:30:00ZZ",
        "2018/07/31T15:30:00Z"})
    EXPECT_EQ(instant(other), "instant.form") << other;
  EXPECT_EQ(instant("2018-02-30T15:30:00Z"), "day.none");
}
TEST(Instants, LieInTheYears1900To2999InUtcToo) {
  EXPECT_EQ(instant("1900-01-01T00:00:00Z"), "1900-01-01T00:00:00Z");
  EXPECT_EQ(instant("2999-12-31T23:59:59.999Z"), "2999-12-31T23:59:59.999Z");
  EXPECT_EQ(instant("1899-12-31T23:59:59Z"), "instant.range");
  EXPECT_EQ(instant("1900-01-01T00:00:00+08:00"), "instant.range");
  EXPECT_EQ(instant("2999-12-31T23:00:00-08:00"), "instant.range");
}

TEST(Zones, SayWhoseDayItIs) {
  const Instant at = read_instant("2018-07-31T16:00:00Z").value();
  EXPECT_EQ(write_day(day_of(at, shanghai)), "2018-08-01");
  EXPECT_EQ(write_day(day_of(at - std::chrono::milliseconds(1), shanghai)), "2018-07-31");
  EXPECT_EQ(start_of(day(2018, 8, 1), shanghai), at);
  const Instant before_1970 = read_instant("1969-12-31T15:59:59Z").value();
  EXPECT_EQ(write_day(day_of(before_1970, shanghai)), "1969-12-31");
}

}  // namespace
