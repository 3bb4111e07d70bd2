// actor.hpp: who gives a command, and who must rectify.
//
//     Actor zhou{.name = "周明远", .unit = "办公室"};
//     Actor chen{.name = "陈静", .unit = "整改办", .roles = {"coordinator"}};
//     Actor li{.name = "李芳", .stands_in_for = "周明远", .stands_in_for_unit = "办公室"};
//     Owner owner{.unit = "办公室", .handler = "周明远"};
//     owned_by(owner, zhou) && owned_by(owner, li);   // true: of the unit that must rectify
//
// Names and units are compared letter by letter. Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/unknown.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rectify {

struct Actor {
  std::string name{};                // a person, as the host knows them; identity is the name
  std::string unit{};                // the unit in which they act
  std::vector<std::string> roles{};  // of Policy::roles
  std::string stands_in_for{};       // "A for B": B's name; the policy must have granted it
  std::string stands_in_for_unit{};  // B's unit
  Unknown unknown{};

  friend bool operator==(const Actor&, const Actor&) = default;
};

struct Owner {
  std::string unit{};                   // the lead unit, 牵头单位
  std::string leader{};                 // its responsible leader, 责任领导
  std::string handler{};                // who does it, 经办人
  std::vector<std::string> co_units{};  // units that assist, 配合单位
  Unknown unknown{};

  friend bool operator==(const Owner&, const Owner&) = default;
};

// Of the owner's unit, or its leader or handler by name. Standing in doesn't count here.
inline bool owned_by(const Owner& owner, std::string_view name, std::string_view unit) {
  return (!unit.empty() && unit == owner.unit) ||
         (!name.empty() && (name == owner.leader || name == owner.handler));
}
// The same, also as the one whom the actor stands in for.
inline bool owned_by(const Owner& owner, const Actor& actor) {
  return owned_by(owner, actor.name, actor.unit) ||
         (!actor.stands_in_for.empty() &&
          owned_by(owner, actor.stands_in_for, actor.stands_in_for_unit));
}
inline bool assists(const Owner& owner, const Actor& actor) {
  for (const auto& unit : owner.co_units)
    if (unit == actor.unit || (!actor.stands_in_for.empty() && unit == actor.stands_in_for_unit))
      return true;
  return false;
}

}  // namespace rectify
