// sqlite_page.cpp: the statements that make a page of items, each of which walks one index.
// SPDX-License-Identifier: BSL-1.0
#include "stores/sqlite_page.hpp"

#include <algorithm>

namespace rectify::stores {

namespace {

const char* column_of(Sort sort) {
  switch (sort) {
    case Sort::due: return "due";
    case Sort::severity: return "severity";
    case Sort::changed: return "changed";
    default: return "id";
  }
}

// Which part of the rows a statement asks for.
enum class Part : std::uint8_t { all, same_key, beyond };

class Builder {
 public:
  Builder(std::string_view table, const Query& query, const char* owner)
      : table_(table), q_(query), owner_(owner), closed_(table == closed_item) {}

  std::string build(Part part) {
    // The first of these leads to an index.
    equal("leader", owner, owner_ != nullptr && std::string_view(owner_) == "leader");
    equal("handler", owner, owner_ != nullptr && std::string_view(owner_) == "handler");
    equal("unit", unit, !q_.unit.empty());
    equal("source", source, !q_.source.empty());
    equal("severity", severity, q_.severity.has_value());
    host();
    if (!q_.owner.empty() && owner_ == nullptr) where_ += " AND (leader = ?4 OR handler = ?4)";
    states_and_light();
    if (!driven_ && closed_ && q_.sort != Sort::due && has_range()) index_ = "closed_range";
    range();
    place(part);
    const std::string order = ordered(part);
    // What the index knows is put in order first, and only the page's rows are read.
    if (!index_.empty())
      return select() + " WHERE id IN (SELECT id FROM closed_item INDEXED BY " + index_ +
             " WHERE 1" + where_ + order + " LIMIT ?11)" + order;
    return select() + " WHERE 1" + where_ + order + " LIMIT ?11";
  }

 private:
  [[nodiscard]] std::string select() const {
    return std::string("SELECT ") + item_columns + " FROM " + std::string(table_);
  }
  [[nodiscard]] bool has_range() const { return q_.due_from || q_.due_to; }

  // A "+" before a column keeps SQLite from looking for an index on it.
  void equal(const char* column, int parameter, bool asked) {
    if (!asked) return;
    const bool leads =
        !driven_ && (parameter == severity
                         ? q_.sort == Sort::severity || q_.sort == Sort::number  // its own order
                         : closed_ || parameter == unit);
    driven_ = driven_ || leads;
    if (leads && closed_ && parameter != severity) index_ = std::string("closed_") + column;
    where_ +=
        std::string(" AND ") + (leads ? "" : "+") + column + " = ?" + std::to_string(parameter);
  }
  // Items of hosts' machines have an index of their own, in which no other item stands.
  void host() {
    if (q_.workflow.empty() && q_.place.empty()) return;
    const char* plus = driven_ ? "+" : "";
    where_ += std::string(" AND ") + plus + "workflow <> ''";
    if (!q_.workflow.empty()) where_ += std::string(" AND ") + plus + "workflow = ?9";
    if (!q_.place.empty()) where_ += std::string(" AND ") + plus + "place = ?10";
    driven_ = true;
  }
  void states_and_light() {
    if (closed_) return;  // closed items are closed and grey
    if (!q_.states.empty()) {
      where_ += " AND +state IN (";
      for (const auto state : q_.states)
        where_ += (where_.back() == '(' ? "'" : ",'") + std::string(name(state)) + "'";
      where_ += ")";
    }
    if (q_.light) where_ += " AND +light = '" + std::string(name(*q_.light)) + "'";
  }
  void range() {
    if (!has_range()) return;
    const char* due = q_.sort == Sort::due || !index_.empty() ? "due" : "+due";
    where_ += std::string(" AND ") + due + " >= ?7 AND " + due + " <= ?8";
  }
  void place(Part part) {
    if (part == Part::all) return;
    const char* than = q_.descending ? " < " : " > ";
    if (q_.sort == Sort::number) {
      where_ += std::string(" AND id") + than + "?2";
      return;
    }
    const std::string column = column_of(q_.sort);
    if (part == Part::same_key)
      where_ += " AND " + column + " = ?1 AND id" + than + "?2";
    else
      where_ += " AND " + column + than + "?1";
  }
  [[nodiscard]] std::string ordered(Part part) const {
    const std::string direction = q_.descending ? " DESC" : "";
    if (q_.sort == Sort::number || part == Part::same_key) return " ORDER BY id" + direction;
    return " ORDER BY " + std::string(column_of(q_.sort)) + direction + ", id" + direction;
  }

  std::string_view table_;
  const Query& q_;
  const char* owner_;
  bool closed_;
  bool driven_ = false;  // a column leads to an index
  std::string index_;    // of closed items, whose rows are read only for the page
  std::string where_;
};

}  // namespace

std::vector<std::string> page_statements(std::string_view table, const Query& query,
                                         const std::optional<Place>& after) {
  std::vector<const char*> owners{nullptr};
  if (table == closed_item && !query.owner.empty()) owners = {"leader", "handler"};
  std::vector<Part> parts{Part::all};
  if (after) parts = {Part::beyond};
  if (after && query.sort != Sort::number) parts = {Part::same_key, Part::beyond};
  std::vector<std::string> statements;
  for (const char* owner : owners)
    for (const Part part : parts) statements.push_back(Builder(table, query, owner).build(part));
  return statements;
}

}  // namespace rectify::stores
