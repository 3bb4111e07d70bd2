// trouble.hpp: what went wrong, said to people on standard error, and as an exit code to scripts.
//
//     return static_cast<int>(without_trouble(lang, json, [&] { return work(); }));
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "verb.hpp"

#include <rectify/refusal.hpp>

#include <functional>

namespace tracker {

// Runs it; what it throws is told and becomes the exit code. `lang` and `json` are read afterwards.
// With json, a refusal is also a line on standard output, as an answer would be.
Exit without_trouble(const Lang& lang, const bool& json, const std::function<Exit()>& work);

// One refusal for people: what was refused and why, and a hint where the tracker knows one.
std::string told(const rectify::Refusal& refusal, Lang lang);

}  // namespace tracker
