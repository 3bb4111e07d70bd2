// main.cpp: starts the tests of one executable.
// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
