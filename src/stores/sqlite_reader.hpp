// sqlite_reader.hpp: what can be asked of a ledger's file, within a transaction of its connection.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stores/sqlite.hpp"

#include <rectify/store.hpp>

namespace rectify::stores {

// Serves as Reader and as the asking half of Writer.
template <class Base>
class SqliteAsking : public Base {
 public:
  explicit SqliteAsking(Connection& connection) : connection_(connection) {}

  Head head() override;
  std::optional<ItemRow> item(ItemId id) override;
  std::optional<EventRow> event(std::uint64_t seq) override;
  std::uint64_t event_of_command(std::string_view id) override;
  std::vector<ItemRow> page(const Query& query, const std::optional<Place>& after) override;
  std::vector<EventRow> events(std::uint64_t after, std::size_t limit) override;
  std::vector<ItemRow> ticking(Day until, std::size_t limit) override;
  std::optional<Day> next_tick() override;
  Counters counters() override;
  std::vector<ItemRow> items(ItemId after, std::size_t limit) override;
  std::uint64_t commands() override;
  std::string flaw() override;

 protected:
  Connection& connection_;
};

extern template class SqliteAsking<Reader>;
extern template class SqliteAsking<Writer>;

}  // namespace rectify::stores
