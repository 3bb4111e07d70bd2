// command.cpp: commands, made of keywords or of dicts, without a list of them.
// SPDX-License-Identifier: BSL-1.0
#include "command.hpp"

#include <rectify/diagram.hpp>
#include <rectify/wire.hpp>

#include <algorithm>

namespace rectify::python {

namespace {

template <std::size_t I>
Kind kind_at() {
  using T = std::variant_alternative_t<I, Body>;
  constexpr bool described = boost::describe::has_describe_members<T>::value;
  Kind kind{T::name,
            described,
            {},
            [](const py::dict& given) {
              T body;
              if constexpr (described) fill(&body, fields_of<T>(), given, T::name);
              return Body(std::move(body));
            },
            [](const Body& body) -> const void* { return std::get_if<I>(&body); }};
  if constexpr (described) kind.fields = fields_of<T>();
  return kind;
}
template <std::size_t... I>
std::array<Kind, sizeof...(I)> all_kinds(std::index_sequence<I...>) {
  return {kind_at<I>()...};
}

// The names that proto/ has: "grant-extension" is its grant_extension, and JSON's grantExtension.
std::string in_proto(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}
std::string in_json(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i)
    out += name[i] == '-' ? static_cast<char>(name[++i] - 'a' + 'A') : name[i];
  return out;
}
std::string of_json(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c >= 'A' && c <= 'Z')
      (out += '-') += static_cast<char>(c - 'A' + 'a');
    else
      out += c;
  return out;
}

py::object json(const char* function, py::handle of) {
  return py::module_::import("json").attr(function)(of);
}
Command from_dict(py::handle dict) {
  return from_json<Command>(from_python<std::string>(json("dumps", dict), "command")).value();
}

Value<Command> command_of(const py::args& args, const py::kwargs& named) {
  const auto take = [&](const char* key, py::object unset) {
    return named.contains(key) ? py::object(named.attr("pop")(key)) : std::move(unset);
  };
  if (args.empty() || args.size() > 2)
    throw py::type_error("Command takes a command's name, an item and its fields by name");
  const auto item = args.size() > 1 ? py::object(args[1]) : take("item", py::int_(0));
  const auto by = take("by", py::cast(Value<Actor>{})), id = take("id", py::str());
  const auto version = take("expected_version", py::none()), at = take("at", py::none());
  return {make_command(args[0], {item, by, id, version, at}, named)};
}

}  // namespace

const std::array<Kind, command_kinds>& kinds() {
  static const auto all = all_kinds(std::make_index_sequence<command_kinds>{});
  return all;
}

Command make_command(py::handle name, const Envelope& envelope, const py::dict& fields) {
  const auto& kind = kinds()[static_cast<std::size_t>(from_python<CommandKind>(name, "command"))];
  Command command;
  if (kind.described) {
    command.body = kind.make(fields);
  } else {
    py::dict whole;
    whole[in_proto(kind.name).c_str()] = fields;
    command = from_dict(whole);
  }
  command.item = from_python<ItemId>(envelope.item, "item");
  command.actor = from_python<Actor>(envelope.by, "by");
  command.id = from_python<std::string>(envelope.id, "id");
  command.expected_version =
      from_python<std::optional<std::uint32_t>>(envelope.expected_version, "expected_version");
  command.at = from_python<std::optional<Instant>>(envelope.at, "at");
  return command;
}

Command command_from(py::handle given) {
  if (py::isinstance<Value<Command>>(given)) return given.cast<const Value<Command>&>().value;
  if (!PyDict_Check(given.ptr())) wrong_type("command", "a Command or a dict", given);
  return from_dict(given);
}

template <class Whole>
py::dict fields_of(const Whole& whole, const Home& home) {
  const auto& kind = kinds()[whole.body.index()];
  if (!kind.described) {
    const py::object message = json("loads", to_python(to_json(whole)));
    return py::dict(message[in_json(kind.name).c_str()]);
  }
  py::dict out;
  for (const auto& field : kind.fields) out[field.name] = field.get(kind.inside(whole.body), home);
  return out;
}
template py::dict fields_of(const Command&, const Home&);
template py::dict fields_of(const Event&, const Home&);

std::pair<std::string, py::object> told(const LedgerEvent& event) {
  for (const auto& [key, value] : json("loads", to_python(to_json(event))).cast<py::dict>()) {
    const auto name = from_python<std::string>(key, "json");
    if (name != "seq" && name != "at" && name != "actor" && name != "commandId")
      return {of_json(name), py::reinterpret_borrow<py::object>(value)};
  }
  return {"", py::dict()};
}

void bind_commands(py::module_& m) {
  py::class_<Value<Command>> command(m, "Command",
                                     "What somebody asks for, to be given to Ledger.apply or "
                                     "apply_all: the name of a command and\n"
                                     "its fields, as the method of that name has them.");
  command
      .def(py::init(&command_of),
           "__init__(self, name, item=0, *, by=..., id='', expected_version=None, at=None, "
           "**fields)\n--\n\n")
      .def_property_readonly(
          "name", [](const Value<Command>& v) { return to_python(kind_of(v.value.body)); },
          "Which command: 'assign'.")
      .def_property_readonly(
          "fields", [](const Value<Command>& v) { return fields_of(v.value, v.home); },
          "What was given, by name.")
      .def("__eq__",
           [](const Value<Command>& a, py::handle b) -> py::object {
             if (!py::isinstance<Value<Command>>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a.value == b.cast<const Value<Command>&>().value);
           })
      .def("__hash__", [](const Value<Command>& v) { return py::hash(py::bytes(encode(v.value))); })
      .def("__repr__", [](const Value<Command>& v) {
        return "<Command " + std::string(name(kind_of(v.value.body))) + " " +
               std::to_string(v.value.item) + ">";
      });
  const auto show = [&](const char* name, auto member) {
    command.def_property_readonly(
        name, [member](const Value<Command>& v) { return to_python(v.value.*member, v.home); },
        meaning(name));
  };
  show("id", &Command::id);
  show("item", &Command::item);
  show("expected_version", &Command::expected_version);
  show("actor", &Command::actor);
  show("at", &Command::at);
  bind_wire(command);

  // For commands.py, which writes their methods, and for the type stubs.
  m.def("_commands", [] {
    const auto machine = describe_item_machine();
    py::list all;
    for (const auto& kind : kinds()) {
      const Body empty = kind.make(py::dict());
      py::list fields, moves;
      for (const auto& field : kind.fields)
        fields.append(py::make_tuple(field.name, field.given(), field.get(kind.inside(empty), {}),
                                     meaning(field.name)));
      for (const auto& row : machine.rows)
        if (row.command == kind.name) moves.append(py::make_tuple(row.from, row.to));
      all.append(py::make_tuple(kind.name, kind.described, fields, moves));
    }
    return all;
  });
}

}  // namespace rectify::python
