// vocabulary.hpp: states, lights and commands as people say them, and back.
//
//     word(Main::closed, Lang::zh);        // "已销号"
//     word_of_command("assign", Lang::zh); // "交办"
//     read_state("已销号");                // Main::closed; the machine's own names too
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/item.hpp>
#include <rectify/refusal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracker {

using rectify::Lang;

std::string_view word(rectify::Main, Lang);
std::string_view word(rectify::Light, Lang);
std::string_view word(rectify::Severity, Lang);
std::string_view word(rectify::Resolution, Lang);
std::string_view word_of_command(std::string_view command, Lang);
std::string_view word_of_field(std::string_view field, Lang);  // of a list: "due"
std::string_view word_of_level(int level, Lang);  // of an escalation: 2 is 督办; empty for 0
std::string_view word_of_role(std::string_view role, Lang);  // the role itself if it is not known

// A refusal whose commands, states and roles are said in the language; its code stays.
rectify::Refusal in_words(rectify::Refusal no, Lang lang);

// Of a filter: "found", "已登记"; "rectifying" is both of its substates, "open" all but closed.
std::optional<std::vector<rectify::Main>> read_states(std::string_view);
std::optional<rectify::Light> read_light(std::string_view);

}  // namespace tracker
