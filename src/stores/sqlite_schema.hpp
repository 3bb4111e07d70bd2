// sqlite_schema.hpp: the tables of a ledger's file. docs/format.md explains them.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rectify::stores {

inline constexpr std::int32_t application_id = 0x52454354;  // "RECT"
inline constexpr std::int32_t schema_number = 3;

// Open and closed items stand apart, so that the closed million doesn't weigh on the open
// thousands.
#define RECTIFY_HOST_COLUMNS ", workflow TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT ''"
#define RECTIFY_ITEM_COLUMNS                                                                \
  "(id INTEGER PRIMARY KEY, version INTEGER NOT NULL, last_event INTEGER NOT NULL, "        \
  "state TEXT NOT NULL, light TEXT NOT NULL, severity INTEGER NOT NULL, "                   \
  "unit TEXT NOT NULL, leader TEXT NOT NULL, handler TEXT NOT NULL, source TEXT NOT NULL, " \
  "title TEXT NOT NULL, due INTEGER NOT NULL, next_tick INTEGER, "                          \
  "changed INTEGER NOT NULL, record BLOB NOT NULL" RECTIFY_HOST_COLUMNS ") STRICT"
#define RECTIFY_ITEM_VIEW                                                           \
  "SELECT id AS number, title, state, light, "                                      \
  "CASE severity WHEN 0 THEN 'minor' WHEN 1 THEN 'moderate' WHEN 2 THEN 'serious' " \
  "ELSE 'critical' END AS severity, unit, leader, handler, source, "                \
  "CASE WHEN due < 9999999 THEN date(due * 86400, 'unixepoch') END AS due, "        \
  "datetime(changed / 1000, 'unixepoch') AS changed_utc, workflow, place FROM "

// By name, as sqlite_schema lists them in that order. An index ends with the item's number (its
// rowid). Those of closed items by owner, unit, source and range hold what every order asks, so that
// the rows themselves are read only for the page; one for each order would weigh on every closing.
struct SchemaEntry {
  const char* name;
  const char* sql;
};
inline constexpr std::array schema{
    SchemaEntry{"closed_changed", "CREATE INDEX closed_changed ON closed_item (changed)"},
    SchemaEntry{"closed_due", "CREATE INDEX closed_due ON closed_item (due)"},
    SchemaEntry{"closed_handler",
                "CREATE INDEX closed_handler ON closed_item (handler, due, severity, changed)"},
    SchemaEntry{"closed_item", "CREATE TABLE closed_item " RECTIFY_ITEM_COLUMNS},
    SchemaEntry{"closed_leader",
                "CREATE INDEX closed_leader ON closed_item (leader, due, severity, changed)"},
    SchemaEntry{"closed_place",
                "CREATE INDEX closed_place ON closed_item (workflow, place) WHERE workflow <> ''"},
    SchemaEntry{"closed_range",
                "CREATE INDEX closed_range ON closed_item (due, severity, changed)"},
    SchemaEntry{"closed_severity", "CREATE INDEX closed_severity ON closed_item (severity)"},
    SchemaEntry{"closed_source",
                "CREATE INDEX closed_source ON closed_item (source, due, severity, changed)"},
    SchemaEntry{"closed_unit",
                "CREATE INDEX closed_unit ON closed_item (unit, due, severity, changed)"},
    SchemaEntry{"command",
                "CREATE TABLE command (id TEXT PRIMARY KEY, event INTEGER NOT NULL) "
                "STRICT, WITHOUT ROWID"},
    SchemaEntry{"counter",
                "CREATE TABLE counter (unit TEXT NOT NULL, state TEXT NOT NULL, "
                "severity INTEGER NOT NULL, light TEXT NOT NULL, items INTEGER NOT NULL, "
                "PRIMARY KEY (unit, state, severity, light)) STRICT, WITHOUT ROWID"},
    SchemaEntry{
        "due_counter",
        "CREATE TABLE due_counter (due INTEGER PRIMARY KEY, items INTEGER NOT NULL) STRICT"},
    SchemaEntry{"event",
                "CREATE TABLE event (seq INTEGER PRIMARY KEY, item INTEGER NOT NULL, "
                "former INTEGER NOT NULL, record BLOB NOT NULL, hash BLOB NOT NULL) STRICT"},
    SchemaEntry{"item", "CREATE VIEW item AS " RECTIFY_ITEM_VIEW
                        "open_item UNION ALL " RECTIFY_ITEM_VIEW "closed_item"},
    SchemaEntry{"meta",
                "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) "
                "STRICT, WITHOUT ROWID"},
    SchemaEntry{"open_changed", "CREATE INDEX open_changed ON open_item (changed)"},
    SchemaEntry{"open_due", "CREATE INDEX open_due ON open_item (due)"},
    SchemaEntry{"open_item", "CREATE TABLE open_item " RECTIFY_ITEM_COLUMNS},
    SchemaEntry{"open_place",
                "CREATE INDEX open_place ON open_item (workflow, place) WHERE workflow <> ''"},
    SchemaEntry{"open_severity", "CREATE INDEX open_severity ON open_item (severity)"},
    SchemaEntry{"open_tick",
                "CREATE INDEX open_tick ON open_item (next_tick) WHERE next_tick IS NOT NULL"},
    SchemaEntry{"open_unit", "CREATE INDEX open_unit ON open_item (unit, due)"},
};
#undef RECTIFY_ITEM_COLUMNS
#undef RECTIFY_ITEM_VIEW
inline constexpr std::string_view host_columns = RECTIFY_HOST_COLUMNS;
#undef RECTIFY_HOST_COLUMNS

// From schema 2: a host's machines came. The two columns come to stand where a new table has them.
inline constexpr std::array from_schema_2{
    "ALTER TABLE open_item ADD COLUMN workflow TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE open_item ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE closed_item ADD COLUMN workflow TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE closed_item ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "DROP VIEW item",
};

}  // namespace rectify::stores
