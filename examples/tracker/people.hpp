// people.hpp: the people of an office, from a csv with the columns name, unit, roles.
//
//     People people(read_people("data/people.csv"));
//     people.with_role("coordinator");                 // their actors
//     people.of_unit("办公室");                        // plain staff of a unit
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/actor.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tracker {

// Unreadable, Cannot or Usage where the file is no such list.
std::vector<rectify::Actor> read_people(const std::string& path);

class People {
 public:
  explicit People(std::vector<rectify::Actor> all) : all_(std::move(all)) {}

  [[nodiscard]] std::vector<rectify::Actor> with_role(std::string_view role) const;
  [[nodiscard]] std::vector<rectify::Actor> of_unit(std::string_view unit) const;
  [[nodiscard]] std::vector<rectify::Actor> staff() const;  // all without a role
  [[nodiscard]] const rectify::Actor* named(std::string_view name) const;

 private:
  std::vector<rectify::Actor> all_;
};

}  // namespace tracker
