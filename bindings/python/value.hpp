// value.hpp: a struct of the library as an immutable Python class, from the list of its fields.
//
//     bind_value<Owner>(m, "Who must rectify.");
//     // Owner(unit='办公室', handler='周明远'); .unit; ==; hash; repr; replace; to_dict; pickle
//
// The fields are a table of plain functions, so that what is done with them is compiled once and not
// for each struct.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "convert.hpp"
#include "meanings.hpp"

#include <boost/mp11/algorithm.hpp>

#include <cstring>
#include <span>

namespace rectify::python {

struct Field {
  const char* name;
  py::object (*get)(const void* value, const Home&);
  void (*set)(void* value, py::handle given, std::string_view where);
  std::string (*given)();  // how it is annotated as an argument
  std::string (*kept)();   // and as an attribute
};

template <class T>
std::span<const Field> fields_of() {
  using namespace boost::describe;
  static const std::vector<Field> all = [] {
    std::vector<Field> fields;
    using Members = describe_members<T, mod_any_access | mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      using M = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
      using C = Convert<M>;
      Field field{
          member.name,
          [](const void* value, const Home& home) {
            return to_python(static_cast<const T*>(value)->*decltype(member)::pointer, home);
          },
          [](void* value, py::handle given, std::string_view where) {
            static_cast<T*>(value)->*decltype(member)::pointer = from_python<M>(given, where);
          },
          &C::given, &C::kept};
      if (std::strcmp(member.name, "from") == 0) field.name = "from_";  // a word of Python's
      if constexpr (std::same_as<M, std::string>) {
        if (std::strcmp(member.name, "deadline") == 0) {
          field.set = [](void* value, py::handle given, std::string_view where) {
            static_cast<T*>(value)->*decltype(member)::pointer = phrase_from(given, where);
          };
          field.given = [] { return std::string("str | datetime.date"); };
        }
      }
      fields.push_back(field);
    });
    return fields;
  }();
  return all;
}

// Sets what is named; TypeError for what isn't a field, or is given twice or missing.
void fill(void* value, std::span<const Field>, const py::args&, const py::kwargs&,
          std::string_view what);
void fill(void* value, std::span<const Field>, const py::dict&, std::string_view what);
py::tuple all_of(const void* value, std::span<const Field>, const Home&);
// Only what differs from an empty one: "Owner(unit='办公室')".
std::string shown(const void* value, const void* empty, std::span<const Field>, const Home&,
                  std::string_view what);
// One level: a struct's fields stand beside it as owner_unit, owner_leader …
void flatten(py::dict& out, const std::string& prefix, std::span<const Field>, const void* value,
             const Home&);
// "__init__(self, unit='', leader='', …)": what inspect and help read.
std::string signature(std::span<const Field>, const void* empty);

void restore(void* value, Home&, std::span<const Field>, const py::tuple& state);

// What proto/ has a message for: its bytes and JSON. It is pickled as bytes, so that the fields of a
// newer version are kept.
template <class T>
inline constexpr bool on_the_wire =
    std::same_as<T, Item> || std::same_as<T, Policy> || std::same_as<T, Answer> ||
    std::same_as<T, Command> || std::same_as<T, Recorded>;
template <class T>
void bind_wire(py::class_<Value<T>>& bound);  // wire.cpp

template <class T>
py::class_<Value<T>> bind_value(py::module_& m, const char* text) {
  const auto fields = fields_of<T>();
  const char* const name = class_name<T>;
  static const T empty{};
  py::class_<Value<T>> bound(m, name, text);
  bound
      .def(py::init([fields, name](const py::args& args, const py::kwargs& named) {
             Value<T> made;
             fill(&made.value, fields, args, named, name);
             return made;
           }),
           signature(fields, &empty).c_str())
      .def("__eq__",
           [](const Value<T>& a, py::handle b) -> py::object {
             if (!py::isinstance<Value<T>>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             const auto& other = b.cast<const Value<T>&>();
             if constexpr (std::equality_comparable<T>)
               return py::bool_(a.value == other.value);
             else
               return py::bool_(all_of(&a.value, fields_of<T>(), a.home)
                                    .equal(all_of(&other.value, fields_of<T>(), other.home)));
           })
      .def("__hash__",
           [fields](const Value<T>& v) { return py::hash(all_of(&v.value, fields, v.home)); })
      .def("__repr__",
           [fields, name](const Value<T>& v) {
             return shown(&v.value, &empty, fields, v.home, name);
           })
      .def(
          "replace",
          [fields, name](const Value<T>& v, const py::kwargs& changes) {
            Value<T> made = v;
            fill(&made.value, fields, changes, name);
            return made;
          },
          "replace(self, **changes)\n--\n\nA copy with other values in the named fields.")
      .def(
          "to_dict",
          [fields](const Value<T>& v) {
            py::dict out;
            flatten(out, "", fields, &v.value, v.home);
            return out;
          },
          "to_dict(self)\n--\n\nA flat dict, a row for pandas.DataFrame: what belongs to a field "
          "stands beside it as\nowner_unit, owner_leader; every object of the class has the same "
          "keys.");
  if constexpr (on_the_wire<T>)
    bind_wire(bound);
  else
    bound.def(py::pickle(
        [fields](const Value<T>& v) {
          return py::make_tuple(all_of(&v.value, fields, v.home), v.home.zone.count());
        },
        [fields](const py::tuple& state) {
          Value<T> made;
          restore(&made.value, made.home, fields, state);
          return made;
        }));
  for (const auto& field : fields)
    bound.def_property_readonly(
        field.name, [get = field.get](const Value<T>& v) { return get(&v.value, v.home); },
        meaning(field.name));
  return bound;
}

}  // namespace rectify::python
