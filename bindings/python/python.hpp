// python.hpp: what the files of the extension module share: a value in Python's hands, the ledger it
// came from, and how a wrong argument is told.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>

#include <pybind11/pybind11.h>

#include <memory>

namespace rectify::python {

namespace py = pybind11;

// An open ledger. Closing takes it out of `ledger`; who is inside of a call keeps it until done.
struct Open {
  std::shared_ptr<Ledger> ledger{};
  Zone zone = shanghai;
  int process = 0;  // that opened it

  Open() = default;
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open();

  // Raises ValueError once it is closed, or in a process that was forked off.
  [[nodiscard]] std::shared_ptr<Ledger> use() const;
};

// Where a value came from: in whose zone its times are written, and whom `allowed` is asked of.
struct Home {
  Zone zone = shanghai;
  std::shared_ptr<Open> ledger{};
};

// What Python holds of every struct of the library.
template <class T>
struct Value {
  T value{};
  Home home{};
};

// pybind11 gives memory that was never constructed for what Python made by __new__ alone.
template <class T>
struct Made : py::detail::type_caster_base<T> {
  bool load(py::handle from, bool convert) {
    if (py::isinstance<T>(from) && !reinterpret_cast<py::detail::instance*>(from.ptr())
                                        ->get_value_and_holder()
                                        .holder_constructed())
      return false;  // a TypeError
    return py::detail::type_caster_base<T>::load(from, convert);
  }
};

// Runs f(ledger) while other threads of Python go on. What it returns is no Python object.
template <class F>
auto away(const std::shared_ptr<Ledger>& ledger, F&& f) {
  const py::gil_scoped_release away;
  return std::forward<F>(f)(*ledger);
}

// TypeError: "title: a str was wanted, not int".
[[noreturn]] void wrong_type(std::string_view where, std::string_view wanted, py::handle given);
// ValueError: "severity: one of minor, moderate … was wanted".
[[noreturn]] void wrong_value(std::string_view where, std::string_view wanted);

// Python's Refused; of a version.conflict with what happened in between, a Conflict.
[[noreturn]] void raise(const Refusal& refusal, const std::vector<Refusal>& reasons = {},
                        const std::vector<Recorded>& in_between = {}, const Home& home = {});

void bind_errors(py::module_&);
void bind_values(py::module_&);
void bind_records(py::module_&);
void bind_commands(py::module_&);
void bind_deadline(py::module_&);
void bind_ledger(py::module_&);

}  // namespace rectify::python

template <class T>
struct pybind11::detail::type_caster<rectify::python::Value<T>>
    : rectify::python::Made<rectify::python::Value<T>> {};
template <>
struct pybind11::detail::type_caster<rectify::WorkCalendar>
    : rectify::python::Made<rectify::WorkCalendar> {};
