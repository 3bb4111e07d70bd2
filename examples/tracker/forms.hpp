// forms.hpp: each of the machine's commands as a form: the options it takes and the body they make.
//
//     for (const Form& form : forms()) verbs.push_back(verb_of(form));
//     rectify::Body body = form.body(given);     // Assign{.owner = …} of --owner, --deadline, …
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "verb.hpp"

#include <rectify/command.hpp>

#include <vector>

namespace tracker {

struct Form {
  std::string_view name;  // as in rectify::command_names
  std::string_view zh, en;
  std::vector<Option> options = {};
  rectify::Body (*body)(const Given&) = nullptr;  // Usage, Cannot or Refused where it can't be made
  std::string_view done_zh = {}, done_en = {};    // "已交办"
  std::string_view more_zh = {}, more_en = {};    // below the options in its help
};

const std::vector<Form>& forms();  // all but tick, which is the ledger's

}  // namespace tracker
