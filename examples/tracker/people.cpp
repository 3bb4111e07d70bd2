// people.cpp: who works where, in which roles.
// SPDX-License-Identifier: BSL-1.0
#include "people.hpp"

#include "csv.hpp"
#include "reading.hpp"
#include "session.hpp"

#include <algorithm>

namespace tracker {

using rectify::Actor;

std::vector<Actor> read_people(const std::string& path) {
  const auto decoded = decode(bytes_of_file(path));
  if (!decoded) throw Unreadable(path, decoded.error());
  const auto csv = read_csv(decoded->text);
  if (!csv) throw Unreadable(path, csv.error());
  if (csv->rows.empty() || csv->rows[0].cells != std::vector<std::string>{"name", "unit", "roles"})
    throw Usage(path + "：表头应为 name,unit,roles",
                path + ": its headings should be name,unit,roles");
  std::vector<Actor> all;
  for (std::size_t i = 1; i < csv->rows.size(); ++i) {
    auto cells = csv->rows[i].cells;
    cells.resize(3);
    if (!cells[0].empty())
      all.push_back({.name = cells[0], .unit = cells[1], .roles = parted(cells[2], ';')});
  }
  return all;
}

std::vector<Actor> People::with_role(std::string_view role) const {
  std::vector<Actor> out;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(out), [&](const Actor& actor) {
    return std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end();
  });
  return out;
}

std::vector<Actor> People::of_unit(std::string_view unit) const {
  std::vector<Actor> out;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(out),
               [&](const Actor& actor) { return actor.unit == unit && actor.roles.empty(); });
  return out;
}

std::vector<Actor> People::staff() const {
  std::vector<Actor> out;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(out),
               [](const Actor& actor) { return actor.roles.empty(); });
  return out;
}

const Actor* People::named(std::string_view name) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const Actor& actor) { return actor.name == name; });
  return found == all_.end() ? nullptr : &*found;
}

}  // namespace tracker
