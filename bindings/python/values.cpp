// values.cpp: who, what proves it, and what an office decides.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

namespace rectify::python {

void bind_values(py::module_& m) {
  bind_value<Actor>(m,
                    "Who gives a command: a person, the unit in which they act, their roles.\n\n"
                    "Names and units are compared letter by letter.");
  bind_value<Owner>(m,
                    "Who must rectify. A str stands for one with that unit wherever an Owner is "
                    "given.");
  bind_value<Evidence>(m,
                       "What proves a rectification: a text, a link, or a file by its SHA-256.\n\n"
                       "A str stands for a text wherever an Evidence is given. The host keeps the "
                       "file.");
  bind_value<Link>(m, "Another item, or an outcome in words.");
  bind_value<FlowState>(m, "Where an item stands in a host's machine: its states, one a region.");
  bind_value<StandIn>(m, "During a period somebody acts for somebody else; both days included.");
  bind_value<EscalationStep>(m, "A step of the ladder on which overdue items are escalated.");
  bind_value<Policy>(m,
                     "What an office decides about its lists, as data.\n\n"
                     "permitted: which roles may give a command; a command that isn't there is "
                     "everybody's, or its\nowner's. Begin with strict_policy() and replace what is "
                     "otherwise.")
      .def(
          "permit",
          [](const Value<Policy>& v, py::handle command, py::handle roles) {
            Value<Policy> made = v;
            made.value.permit(name(from_python<CommandKind>(command, "command")),
                              from_python<std::vector<std::string>>(roles, "roles"));
            return made;
          },
          "permit(self, command, roles, /)\n--\n\nA copy in which these roles may give the "
          "command; "
          "none: everybody.")
      .def(
          "check",
          [](const Value<Policy>& v) {
            if (const auto no = check(v.value)) raise(*no);
          },
          "check(self)\n--\n\nRaises Refused if something is wrong with it, as opening and "
          "set_policy do.");
  m.def(
      "strict_policy", [] { return Value<Policy>{strict_policy()}; },
      "strict_policy()\n--\n\nThe default: clerk, coordinator, verifier, administrator; "
      "docs/policy.md shows it whole.");
}

}  // namespace rectify::python
