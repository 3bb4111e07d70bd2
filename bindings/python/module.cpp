// module.cpp: rectify._rectify, the extension module: all of its parts, and the pictures' texts.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

#include <rectify/diagram.hpp>

namespace rectify::python {

namespace {

void bind_pictures(py::module_& m) {
  const auto draw = [&](const char* name, auto function, const char* text) {
    m.def(
        name,
        [function](py::handle current) {
          return to_python(function(describe_item_machine(),
                                    from_python<std::vector<std::string>>(current, "current")));
        },
        py::arg("current") = py::tuple(), text);
  };
  draw("mermaid", mermaid,
       "mermaid(current=())\n--\n\nThe items' machine as Mermaid text; current: the states that "
       "are marked.");
  draw("dot", dot, "dot(current=())\n--\n\nThe items' machine as DOT, for Graphviz.");
  draw("scxml", scxml, "scxml(current=())\n--\n\nThe items' machine as W3C SCXML.");
}

// For the type stubs: the names of each enumeration, and the fields of each class.
template <class... E>
py::dict enumerations(const std::tuple<E...>*) {
  py::dict all;
  const auto put = [&](const char* alias, const auto& names) {
    py::list list;
    for (const auto name : names) list.append(py::str(name.data(), name.size()));
    all[alias] = py::tuple(list);
  };
  (put(Named<E>::alias, Named<E>::names), ...);
  return all;
}
template <class... T>
py::dict classes() {
  py::dict all;
  const auto put = [&](const char* name, std::span<const Field> fields) {
    py::list list;
    for (const auto& field : fields)
      list.append(py::make_tuple(field.name, field.given(), field.kept()));
    all[name] = py::tuple(list);
  };
  (put(class_name<T>, fields_of<T>()), ...);
  return all;
}

}  // namespace
}  // namespace rectify::python

PYBIND11_MODULE(_rectify, m) {
  using namespace rectify::python;
  namespace r = rectify;
  py::options options;
  options.disable_function_signatures();  // each docstring begins with its own
  m.doc() = "rectify's C++ library; import rectify, which dresses it.";
  m.attr("version") = std::to_string(RECTIFY_VERSION_MAJOR) + "." +
                      std::to_string(RECTIFY_VERSION_MINOR) + "." +
                      std::to_string(RECTIFY_VERSION_PATCH);
  bind_errors(m);
  bind_values(m);
  bind_deadline(m);
  bind_commands(m);
  bind_records(m);
  bind_ledger(m);
  bind_pictures(m);
  m.def("_enumerations", [] { return enumerations(static_cast<const Enums*>(nullptr)); });
  m.def("_classes", [] {
    return classes<r::Actor, r::Owner, r::Evidence, r::Link, r::StandIn, r::EscalationStep,
                   r::Policy, r::Count, r::Span, r::Milestone, r::Deadline, r::ExtensionRequest,
                   r::FormerDeadline, r::FlowState, r::CalendarDay, r::Refusal, r::Item, r::Answer,
                   r::Allowance, r::Verification, r::Counter, r::DueCount, r::Counters>();
  });
}
