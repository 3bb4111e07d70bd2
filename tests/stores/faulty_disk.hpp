// faulty_disk.hpp: a disk that is full, broken, or without power, at the write that a test names. It
// stands between SQLite and the system as SQLite's own default VFS (https://www.sqlite.org/vfs.html).
//
//     FaultyDisk disk;                          // from now on, until it goes
//     disk.fail({.from = 7, .to = 7, .code = SQLITE_FULL});
//     … disk.operations() …                     // writes, truncations and syncs since then
//     disk.lose_what_is_not_synced(dice);       // after a power cut: each such write, or not
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <vector>

namespace rectify::support {
class Dice;
}

namespace rectify::tests {

// Operations are counted from 1; those from .. to fail, with SQLITE_FULL, or SQLITE_IOERR in the form
// that belongs to each.
struct Fault {
  int from = 0;
  int to = 0;
  int code = SQLITE_FULL;
};

class FaultyDisk {
 public:
  FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  static void fail(const Fault& fault);  // counts from the beginning again
  static void mend() { fail({}); }
  static int operations();
  static bool failed();  // since fail()

  static int syncs();        // since the disk is there
  static bool all_synced();  // every byte that was written
  static void lose_what_is_not_synced(support::Dice& dice);
};

}  // namespace rectify::tests
