// query.cpp: pages of items, and the counters.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/ledger.hpp>

#include "ledger/inside.hpp"
#include "ledger/rows.hpp"

#include <charconv>

namespace rectify {

namespace {

// A cursor is "sort:direction:key:id"; whoever changes the order in the middle is told so.
std::string write_cursor(const Query& query, const ItemRow& last) {
  return std::string(name(query.sort)) + (query.descending ? ":desc:" : ":asc:") +
         std::to_string(key_of(last, query.sort)) + ":" + std::to_string(last.id);
}
std::optional<Place> read_cursor(const Query& query) {
  const std::string head = std::string(name(query.sort)) + (query.descending ? ":desc:" : ":asc:");
  const std::string_view text = query.after;
  if (!text.starts_with(head)) return std::nullopt;
  Place place;
  const char* at = text.data() + head.size();
  const char* const end = text.data() + text.size();
  const auto key = std::from_chars(at, end, place.key);
  if (key.ec != std::errc{} || key.ptr == end || *key.ptr != ':') return std::nullopt;
  const auto id = std::from_chars(key.ptr + 1, end, place.id);
  if (id.ec != std::errc{} || id.ptr != end) return std::nullopt;
  return place;
}

// The rows of a page; where the next one begins in `next`.
Result<std::vector<ItemRow>> rows_of(Store& store, const Query& query, std::string& next) {
  if (query.limit < 1 || query.limit > 1000)
    return refuse("query.limit", "limit", std::to_string(query.limit));
  std::optional<Place> after;
  if (!query.after.empty()) {
    after = read_cursor(query);
    if (!after) return refuse("query.cursor", "after", query.after);
  }
  Query one_more = query;
  ++one_more.limit;
  auto rows = store.read()->page(one_more, after);
  if (rows.size() > query.limit) {
    rows.pop_back();
    next = write_cursor(query, rows.back());
  }
  return rows;
}

}  // namespace

Result<Page> Ledger::page(const Query& query) const {
  Page page;
  const auto rows = rows_of(*inside_->store, query, page.next);
  if (!rows) return rows.refusal();
  page.items.reserve(rows->size());
  for (const auto& row : *rows)
    page.items.push_back(ledger::item_of(row, inside_->store->address()));
  return page;
}

Result<RecordPage> Ledger::records(const Query& query) const {
  RecordPage page;
  auto rows = rows_of(*inside_->store, query, page.next);
  if (!rows) return std::move(rows).refusal();
  page.records.reserve(rows->size());
  for (auto& row : *rows) {
    (void)ledger::item_of(row, inside_->store->address());
    page.records.push_back(std::move(row.record));
  }
  return page;
}

Listing Ledger::query(Query query) const { return {*this, std::move(query)}; }

Listing::Listing(const Ledger& ledger, Query query) : ledger_(&ledger), query_(std::move(query)) {
  turn();
}

const Item& Listing::Iterator::operator*() const { return listing_->page_.items[at_]; }

Listing::Iterator& Listing::Iterator::operator++() {
  if (++at_ == listing_->page_.items.size()) at_ = 0, listing_->turn();
  return *this;
}

bool Listing::Iterator::operator==(std::default_sentinel_t) const {
  return listing_->page_.items.empty();
}

void Listing::turn() {
  if (last_) {
    page_ = {};
    return;
  }
  page_ = ledger_->page(query_).value();
  query_.after = page_.next;
  last_ = page_.next.empty();
}

Counters Ledger::counters() const { return inside_->store->read()->counters(); }

}  // namespace rectify
