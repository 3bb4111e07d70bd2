// command.hpp: a command out of what Python gives, for every body that the library has.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "value.hpp"

namespace rectify::python {

// How a command of a kind is made and read. A kind without described fields (describe.hpp) is made
// and read through JSON.
struct Kind {
  std::string_view name;
  bool described;
  std::span<const Field> fields;
  Body (*make)(const py::dict& fields);
  const void* (*inside)(const Body&);
};
const std::array<Kind, command_kinds>& kinds();

struct Envelope {  // what every command may have
  py::handle item, by, id, expected_version, at;
};
// Raises TypeError, ValueError, or Refused for what JSON can't say.
Command make_command(py::handle name, const Envelope&, const py::dict& fields);
// A Command, or a dict in the shape of proto/rectify/v1/command.proto.
Command command_from(py::handle);

// The fields of a command, or of the event that it became, by their names.
template <class Whole>
py::dict fields_of(const Whole& whole, const Home&);
// An event of the ledger itself: its name and its fields, as JSON has them.
std::pair<std::string, py::object> told(const LedgerEvent&);

}  // namespace rectify::python
