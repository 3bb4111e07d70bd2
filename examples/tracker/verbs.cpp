// verbs.cpp: all that the tracker does, in the order of its help.
// SPDX-License-Identifier: BSL-1.0
#include "verb.hpp"

#include <iterator>

namespace tracker {

std::vector<Verb> all_verbs() {
  std::vector<Verb> all;
  const auto add = [&](std::vector<Verb> verbs) {
    all.insert(all.end(), std::make_move_iterator(verbs.begin()),
               std::make_move_iterator(verbs.end()));
  };
  add(ledger_verbs());
  add({list_verb(), show_verb()});
  add(history_verbs());
  add({stats_verb(), diagram_verb()});
  add(machine_verbs());
  add(deadline_verbs());
  add(calendar_verbs());
  add({import_verb(), export_verb(), restore_verb(), apply_verb(), simulate_verb()});
  return all;
}

}  // namespace tracker
