// errors.cpp: refusals and errors of the library as exceptions of Python.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

namespace rectify::python {

namespace {

// The classes are Python's own (rectify/_errors.py): they are subclassed, pickled and read there.
py::object exception(const char* name) { return py::module_::import("rectify._errors").attr(name); }

void set(const py::object& type, const py::object& raised) {
  PyErr_SetObject(type.ptr(), raised.ptr());
}
void set(const Refusal& refusal, const std::vector<Refusal>& reasons,
         const std::vector<Recorded>& in_between, const Home& home) {
  const bool conflict = refusal.code == "version.conflict";
  const auto type = exception(conflict ? "Conflict" : "Refused");
  set(type, type(to_python(refusal), to_python(reasons), to_python(in_between, home)));
}

}  // namespace

void raise(const Refusal& refusal, const std::vector<Refusal>& reasons,
           const std::vector<Recorded>& in_between, const Home& home) {
  set(refusal, reasons, in_between, home);
  throw py::error_already_set();
}

void bind_errors(py::module_& m) {
  bind_value<Refusal>(m,
                      "Why not: which rule was broken, by what value, and what would be right.\n\n"
                      "code is stable, for programs; text(lang) is for people.")
      .def_property_readonly(
          "rule", [](const Value<Refusal>& v) { return to_python(rule(v.value, Lang::en)); },
          "The rule that was broken, in English.")
      .def_property_readonly(
          "wanted", [](const Value<Refusal>& v) { return to_python(wanted(v.value, Lang::en)); },
          "What would be right, in English.")
      .def(
          "text",
          [](const Value<Refusal>& v, py::handle lang) {
            return to_python(text(v.value, from_python<Lang>(lang, "lang")));
          },
          py::arg("lang") = "en",
          "text(self, lang='en')\n--\n\nAll of it in one line: 'en' or 'zh'.");

  // NOLINTNEXTLINE(performance-unnecessary-value-param): the form that pybind11 asks for
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Refused& refused) {
      set(refused.refusal(), {}, {}, {});
    } catch (const Error& error) {
      const auto type = exception("Error");
      set(type, type(error.what(), error.code(), to_python(error.path())));
    }
  });
}

}  // namespace rectify::python
