// value.cpp: what every value class does with the table of its fields.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

namespace rectify::python {

namespace {

const Field& field_named(std::span<const Field> fields, std::string_view name,
                         std::string_view what) {
  for (const auto& field : fields)
    if (field.name == name) return field;
  std::string known;
  for (const auto& field : fields) (known += known.empty() ? "" : ", ") += field.name;
  throw py::type_error(std::string(what) + " has no " + std::string(name) + "; it has " +
                       (known.empty() ? "nothing to give" : known));
}

// The table of a nested struct, if the object is one of ours: its flat dict.
bool is_value(py::handle object) { return py::hasattr(object, "to_dict"); }

}  // namespace

void fill(void* value, std::span<const Field> fields, const py::dict& named,
          std::string_view what) {
  for (const auto& [key, given] : named) {
    const auto& field = field_named(fields, from_python<std::string>(key, what), what);
    field.set(value, given, field.name);
  }
}

void fill(void* value, std::span<const Field> fields, const py::args& args, const py::kwargs& named,
          std::string_view what) {
  if (args.size() > fields.size())
    throw py::type_error(std::string(what) + " takes at most " + std::to_string(fields.size()) +
                         " values");
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (named.contains(fields[i].name))
      throw py::type_error(std::string(what) + " was given " + fields[i].name + " twice");
    fields[i].set(value, args[i], fields[i].name);
  }
  fill(value, fields, named, what);
}

py::tuple all_of(const void* value, std::span<const Field> fields, const Home& home) {
  py::tuple all(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) all[i] = fields[i].get(value, home);
  return all;
}

void restore(void* value, Home& home, std::span<const Field> fields, const py::tuple& state) {
  if (state.size() != 2 || !py::isinstance<py::tuple>(state[0]))
    throw py::value_error("this is no pickle of rectify's");
  const auto values = py::reinterpret_borrow<py::tuple>(state[0]);
  home.zone = zone_of_minutes(state[1]);
  for (std::size_t i = 0; i < fields.size() && i < values.size(); ++i)
    fields[i].set(value, values[i], fields[i].name);
}

std::string shown(const void* value, const void* empty, std::span<const Field> fields,
                  const Home& home, std::string_view what) {
  std::string out(what);
  out += "(";
  bool first = true;
  for (const auto& field : fields) {
    const auto is = field.get(value, home);
    if (is.equal(field.get(empty, home))) continue;
    if (!std::exchange(first, false)) out += ", ";
    (out += field.name) += "=";
    out += from_python<std::string>(py::repr(is), field.name);
  }
  return out += ")";
}

void flatten(py::dict& out, const std::string& prefix, std::span<const Field> fields,
             const void* value, const Home& home) {
  for (const auto& field : fields) {
    const auto is = field.get(value, home);
    const auto name = prefix + field.name;
    if (is_value(is)) {
      for (const auto& [key, inner] : is.attr("to_dict")().cast<py::dict>())
        out[py::str(name + "_" + from_python<std::string>(key, name))] = inner;
    } else if (PyTuple_Check(is.ptr())) {
      py::list all;
      for (const auto one : is)
        all.append(is_value(one) ? one.attr("to_dict")() : py::reinterpret_borrow<py::object>(one));
      out[name.c_str()] = all;
    } else {
      out[name.c_str()] = is;
    }
  }
}

std::string signature(std::span<const Field> fields, const void* empty) {
  std::string out = "__init__(self";
  for (const auto& field : fields) {
    const auto unset = field.get(empty, {});
    // A signature holds plain literals only.
    (out += ", ") += field.name;
    out += "=" + (is_value(unset) || PyDict_Check(unset.ptr())
                      ? "..."
                      : from_python<std::string>(py::repr(unset), field.name));
  }
  return out + ")\n--\n\n";
}

}  // namespace rectify::python
