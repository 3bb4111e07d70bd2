// deadline.cpp: phrases read, and the days that are worked.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

#include <rectify/phrase.hpp>
#include <rectify/policy.hpp>

namespace rectify::python {

namespace {

// What a phrase is read by: the arguments calendar and policy, which may be None.
struct Rules {
  WorkCalendar calendar;
  ReadingRules rules;
};
std::unique_ptr<Rules> rules_from(py::handle calendar, py::handle policy) {
  auto made = std::make_unique<Rules>();
  made->calendar = calendar.is_none() ? china() : from_python<WorkCalendar>(calendar, "calendar");
  if (!policy.is_none())
    made->rules = reading_rules(from_python<Policy>(policy, "policy"), made->calendar);
  made->rules.calendar = &made->calendar;
  return made;
}

void bind_phrases(py::module_& m) {
  bind_value<Count>(m, "A number that was counted: months first, then days; or working days.");
  bind_value<Span>(m, "Days, and how the last of them came about.");
  bind_value<Milestone>(m, "One of several dates, with its act.");
  auto deadline = bind_value<Deadline>(
      m,
      "By when something must be done, how that came about, and the words it came from.\n\n"
      "Deadline.parse reads one. due is None where no day is named (长期坚持).");
  deadline
      .def_static(
          "parse",
          [](py::handle phrase, py::handle on, py::handle calendar, py::handle policy) {
            const auto rules = rules_from(calendar, policy);
            return Value<Deadline>{
                read_phrase(phrase_from(phrase, "phrase"), from_python<Day>(on, "on"), rules->rules)
                    .value()};
          },
          // `on` is wanted, and told by its name where it is missing.
          py::arg("phrase"), py::arg("on") = py::none(), py::kw_only(),
          py::arg("calendar") = py::none(), py::arg("policy") = py::none(),
          "parse(phrase, on, *, calendar=None, policy=None)\n--\n\nReads a phrase as an office "
          "writes it, on its reference day.\n\ncalendar: none is China's official one; policy: how "
          "立行立改 falls due, and the like. Raises\nRefused, with both readings, for what can't "
          "be "
          "read for certain; never a guess.")
      .def(
          "explain",
          [](const Value<Deadline>& v, py::handle lang, py::handle calendar, py::handle policy) {
            const auto rules = rules_from(calendar, policy);
            return to_python(text(explain(v.value, rules->rules), from_python<Lang>(lang, "lang")));
          },
          py::arg("lang") = "en", py::kw_only(), py::arg("calendar") = py::none(),
          py::arg("policy") = py::none(),
          "explain(self, lang='en', *, calendar=None, policy=None)\n--\n\nWhat was read and every "
          "day that was skipped, a line each; by the rules it was read with.")
      .def(
          "format",
          [](const Value<Deadline>& v, py::handle lang) {
            return to_python(format(v.value, from_python<Lang>(lang, "lang")));
          },
          py::arg("lang") = "en",
          "format(self, lang='en')\n--\n\nThe canonical phrase, which reads back to the same.");
  bind_value<ExtensionRequest>(m, "A later deadline that was asked for.");
  bind_value<FormerDeadline>(m, "A deadline that was moved, and what moved it.");
}

void bind_calendar(py::module_& m) {
  bind_value<CalendarDay>(m, "A day off, or a make-up working day, with the holiday's name.");
  const auto day_from = [](py::handle given) { return from_python<Day>(given, "day"); };
  py::class_<WorkCalendar>(m, "WorkCalendar",
                           "Which days are worked: Saturday and Sunday off, and nothing else.\n\n"
                           "WorkCalendar.china() has China's official days, WorkCalendar.read a "
                           "host's own. Never changes;"
                           "\nany thread; years 1900 to 2999.")
      .def(py::init<>(), "__init__(self)\n--\n\n")
      .def_static(
          "china", [] { return china(); }, "china()\n--\n\nChina's official days of 2004 to 2026.")
      .def_static(
          "read",
          [](py::handle text, py::handle over) {
            const auto base =
                over.is_none() ? WorkCalendar() : from_python<WorkCalendar>(over, "over");
            return read_calendar(from_python<std::string>(text, "text"), base).value();
          },
          py::arg("text"), py::arg("over") = py::none(),
          "read(text, over=None)\n--\n\nA calendar's text (docs/deadlines.md), put over a base. "
          "Raises Refused, its field\n'calendar:3' for the third line.")
      .def(
          "write", [](const WorkCalendar& c) { return to_python(write_calendar(c)); },
          "write(self)\n--\n\nThe text that read reads.")
      .def(
          "over", [](const WorkCalendar& c, const WorkCalendar& base) { return c.over(base); },
          "over(self, base, /)\n--\n\nThis calendar on top of another: it wins day by day.")
      .def(
          "is_working",
          [=](const WorkCalendar& c, py::handle day) { return c.is_working(day_from(day)); },
          "is_working(self, day, /)\n--\n\nWhether the day is worked.")
      .def(
          "add",
          [=](const WorkCalendar& c, py::handle day, py::handle n) {
            const Day reached = c.add(day_from(day), from_python<int>(n, "n"));
            if (reached < first_day || reached > last_day) raise(refuse("day.range", "n"));
            return to_python(reached);
          },
          "add(self, day, n, /)\n--\n\nThe n-th working day after the day, which isn't counted; "
          "before it where n is negative.")
      .def(
          "between",
          [=](const WorkCalendar& c, py::handle from, py::handle to) {
            return c.between(day_from(from), day_from(to));
          },
          "between(self, start, end, /)\n--\n\nWorking days after start up to end; the inverse of "
          "add.")
      .def(
          "name",
          [=](const WorkCalendar& c, py::handle day, py::handle lang) {
            return to_python(
                std::string(c.info(day_from(day), from_python<Lang>(lang, "lang")).name));
          },
          py::arg("day"), py::arg("lang") = "zh",
          "name(self, day, lang='zh')\n--\n\nThe holiday's name, also of a make-up day; '' of "
          "others.")
      .def(
          "is_published",
          [=](const WorkCalendar& c, py::handle day) { return c.is_published(day_from(day)); },
          "is_published(self, day, /)\n--\n\nWhether the day is certain: an authority has "
          "published "
          "it.")
      .def_property_readonly(
          "days", [](const WorkCalendar& c) { return to_python(c.rules().days); },
          "Its exceptions, a tuple of CalendarDay, sorted.")
      .def("__eq__",
           [](const WorkCalendar& a, py::handle b) -> py::object {
             if (!py::isinstance<WorkCalendar>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a == b.cast<const WorkCalendar&>());
           })
      .def("__hash__", [](const WorkCalendar& c) { return c.size(); })
      .def("__repr__",
           [](const WorkCalendar& c) {
             const Years years = c.published();
             return "<WorkCalendar of " + std::to_string(c.size()) + " days, published for " +
                    (years.last == 0
                         ? "no year"
                         : std::to_string(years.first) + " to " + std::to_string(years.last)) +
                    ">";
           })
      .def(py::pickle(
          [](const WorkCalendar& c) { return to_python(write_calendar(c)); },
          [](const py::object& text) {
            return read_calendar(from_python<std::string>(text, "text"), WorkCalendar()).value();
          }));
}

}  // namespace

void bind_deadline(py::module_& m) {
  bind_phrases(m);
  bind_calendar(m);
}

}  // namespace rectify::python
