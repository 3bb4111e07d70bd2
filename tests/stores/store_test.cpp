// store_test.cpp: our stores pass the suite of all stores.
// SPDX-License-Identifier: BSL-1.0
#include "stores/store_suite.hpp"

#include "stores/memory.hpp"
#include "stores/sqlite_store.hpp"
#include "support/folder.hpp"

namespace rectify::tests {

struct Memory {
  std::unique_ptr<Store> store = stores::memory();
};
struct Sqlite {
  Folder folder;
  std::unique_ptr<Store> store = stores::sqlite(folder / "a.rectify", true);
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StoreSuite, Memory);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreSuite, Sqlite);

}  // namespace rectify::tests
