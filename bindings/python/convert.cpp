// convert.cpp: texts, numbers, days and times, checked as they come in from Python.
// SPDX-License-Identifier: BSL-1.0
#include "convert.hpp"

#include <datetime.h>

#include <charconv>

namespace rectify::python {

namespace {

// Python's datetime has its functions behind a pointer that each file fetches for itself.
void need_datetime() {
  if (PyDateTimeAPI == nullptr) {
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  }
}
py::object owned(PyObject* made) {
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}
std::chrono::microseconds length_of(PyObject* delta) {
  return days(PyDateTime_DELTA_GET_DAYS(delta)) +
         std::chrono::seconds(PyDateTime_DELTA_GET_SECONDS(delta)) +
         std::chrono::microseconds(PyDateTime_DELTA_GET_MICROSECONDS(delta));
}
Day civil(PyObject* date) {
  return day(PyDateTime_GET_YEAR(date), static_cast<unsigned>(PyDateTime_GET_MONTH(date)),
             static_cast<unsigned>(PyDateTime_GET_DAY(date)));
}
std::string listed(const std::string_view* names, std::size_t size) {
  std::string all = "one of ";
  for (std::size_t i = 0; i < size; ++i) (all += i == 0 ? "" : ", ") += names[i];
  return all += " was wanted";
}

}  // namespace

void wrong_type(std::string_view where, std::string_view wanted, py::handle given) {
  throw py::type_error(std::string(where) + ": " + std::string(wanted) + " was wanted, not " +
                       Py_TYPE(given.ptr())->tp_name);
}
void wrong_value(std::string_view where, std::string_view wanted) {
  throw py::value_error(std::string(where) + ": " + std::string(wanted));
}

bool Convert<bool>::from(py::handle given, std::string_view where) {
  if (!PyBool_Check(given.ptr())) wrong_type(where, "a bool", given);
  return given.ptr() == Py_True;
}

py::object Convert<std::string>::to(const std::string& value, const Home&) {
  // What a ledger keeps is UTF-8; a value that broke a rule may be anything.
  return owned(
      PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), "replace"));
}
std::string Convert<std::string>::from(py::handle given, std::string_view where) {
  if (!PyUnicode_Check(given.ptr())) wrong_type(where, "a str", given);
  Py_ssize_t size = 0;
  const char* text = PyUnicode_AsUTF8AndSize(given.ptr(), &size);
  if (text == nullptr) throw py::error_already_set();  // a lone surrogate: UnicodeEncodeError
  return {text, static_cast<std::size_t>(size)};
}

py::object Convert<Day>::to(Day value, const Home&) {
  need_datetime();
  const std::chrono::year_month_day date(value);
  return owned(PyDate_FromDate(static_cast<int>(date.year()),
                               static_cast<int>(static_cast<unsigned>(date.month())),
                               static_cast<int>(static_cast<unsigned>(date.day()))));
}
Day Convert<Day>::from(py::handle given, std::string_view where) {
  need_datetime();
  if (!PyDate_Check(given.ptr()) || PyDateTime_Check(given.ptr()))
    wrong_type(where, "a datetime.date without a time", given);
  const Day read = civil(given.ptr());
  if (read < first_day || read > last_day)
    raise(refuse("day.range", where, from_python<std::string>(py::str(given), where)));
  return read;
}

py::object Convert<Instant>::to(Instant value, const Home& home) {
  need_datetime();
  using namespace std::chrono;
  const Day today = day_of(value, home.zone);
  const year_month_day date(today);
  const hh_mm_ss clock(value - start_of(today, home.zone));
  const auto zone = to_python(home.zone);
  return owned(PyDateTimeAPI->DateTime_FromDateAndTime(
      static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
      static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      static_cast<int>(microseconds(clock.subseconds()).count()), zone.ptr(),
      PyDateTimeAPI->DateTimeType));
}
Instant Convert<Instant>::from(py::handle given, std::string_view where) {
  need_datetime();
  PyObject* const time = given.ptr();
  if (!PyDateTime_Check(time)) wrong_type(where, "a datetime.datetime", given);
  const py::object offset = given.attr("utcoffset")();
  if (!PyDelta_Check(offset.ptr()))
    wrong_value(where, "a datetime with a time zone was wanted: give it a tzinfo");
  using namespace std::chrono;
  const auto local = civil(time).time_since_epoch() + hours(PyDateTime_DATE_GET_HOUR(time)) +
                     minutes(PyDateTime_DATE_GET_MINUTE(time)) +
                     seconds(PyDateTime_DATE_GET_SECOND(time)) +
                     microseconds(PyDateTime_DATE_GET_MICROSECOND(time));
  return Instant(floor<milliseconds>(local - length_of(offset.ptr())));
}

py::object Convert<Zone>::to(Zone value, const Home&) {
  need_datetime();
  const auto delta = owned(PyDelta_FromDSU(0, static_cast<int>(value.count()) * 60, 0));
  return owned(PyTimeZone_FromOffset(delta.ptr()));
}
Zone Convert<Zone>::from(py::handle given, std::string_view where) {
  need_datetime();
  auto delta = py::reinterpret_borrow<py::object>(given);
  if (PyTZInfo_Check(given.ptr())) delta = given.attr("utcoffset")(py::none());
  if (delta.is_none())
    wrong_value(where, "a fixed offset from UTC was wanted, as datetime.timezone has it");
  if (!PyDelta_Check(delta.ptr()))
    wrong_type(where, "a datetime.timezone or datetime.timedelta", given);
  const auto exact = length_of(delta.ptr());
  const auto whole = std::chrono::floor<Zone>(exact);
  if (whole != exact) wrong_value(where, "an offset of whole minutes was wanted");
  return zone_of_minutes(py::int_(whole.count()));
}
Zone zone_of_minutes(py::handle given) {
  return Zone(number_from(given, "zone, in minutes", -14LL * 60, 14LL * 60, false));
}

py::object Convert<ItemState>::to(ItemState value, const Home& home) {
  return to_python(value.main, home);
}
ItemState Convert<ItemState>::from(py::handle given, std::string_view where) {
  return {.main = from_python<Main>(given, where)};
}

WorkCalendar Convert<WorkCalendar>::from(py::handle given, std::string_view where) {
  if (!py::isinstance<WorkCalendar>(given)) wrong_type(where, "a WorkCalendar", given);
  return given.cast<WorkCalendar>();
}

py::object Convert<std::array<std::vector<std::string>, command_kinds>>::to(const Roles& value,
                                                                            const Home& home) {
  py::dict by_command;
  for (std::size_t i = 0; i < value.size(); ++i)
    if (!value[i].empty())
      by_command[py::str(command_names[i].data(), command_names[i].size())] =
          to_python(value[i], home);
  return by_command;
}
std::array<std::vector<std::string>, command_kinds>
Convert<std::array<std::vector<std::string>, command_kinds>>::from(py::handle given,
                                                                   std::string_view where) {
  if (!PyDict_Check(given.ptr())) wrong_type(where, "a dict of commands and their roles", given);
  Roles roles;
  for (const auto& [command, may] : py::reinterpret_borrow<py::dict>(given))
    roles[static_cast<std::size_t>(from_python<CommandKind>(command, where))] =
        from_python<std::vector<std::string>>(may, where);
  return roles;
}

py::object Convert<std::array<std::int32_t, 4>>::to(const Days& value, const Home&) {
  py::dict by_severity;
  for (std::size_t i = 0; i < value.size(); ++i)
    by_severity[py::str(severity_names[i].data(), severity_names[i].size())] = py::int_(value[i]);
  return by_severity;
}
std::array<std::int32_t, 4> Convert<std::array<std::int32_t, 4>>::from(py::handle given,
                                                                       std::string_view where) {
  if (!PyDict_Check(given.ptr())) wrong_type(where, "a dict of severities and days", given);
  Days days = Policy().warn_days;
  for (const auto& [severity, number] : py::reinterpret_borrow<py::dict>(given))
    days[static_cast<std::size_t>(from_python<Severity>(severity, where))] =
        from_python<std::int32_t>(number, where);
  return days;
}

py::object Convert<std::vector<rectify::Field>>::to(const Fields& value, const Home&) {
  py::dict by_name;
  for (const auto& field : value) by_name[to_python(field.name)] = to_python(field.value);
  return by_name;
}
std::vector<rectify::Field> Convert<std::vector<rectify::Field>>::from(py::handle given,
                                                                       std::string_view where) {
  if (!PyDict_Check(given.ptr())) wrong_type(where, "a dict of names and texts", given);
  Fields fields;
  for (const auto& [name, value] : py::reinterpret_borrow<py::dict>(given))
    fields.push_back(
        {from_python<std::string>(name, where), from_python<std::string>(value, where), {}});
  return fields;
}

std::string phrase_from(py::handle given, std::string_view where) {
  need_datetime();
  if (PyDate_Check(given.ptr())) return write_day(from_python<Day>(given, where));
  if (!PyUnicode_Check(given.ptr())) wrong_type(where, "a str or a datetime.date", given);
  return from_python<std::string>(given, where);
}

long long number_from(py::handle given, std::string_view where, long long least, long long most,
                      bool item) {
  if (item && py::isinstance<Value<Item>>(given)) return given.cast<const Value<Item>&>().value.id;
  if (PyBool_Check(given.ptr()) || !PyIndex_Check(given.ptr()))
    wrong_type(where, item ? "an Item or an int" : "an int", given);
  const auto index = owned(PyNumber_Index(given.ptr()));
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
  if (number == -1 && overflow == 0 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  if (overflow != 0 || number < least || number > most)
    wrong_value(where, "a number from " + std::to_string(least) + " to " + std::to_string(most) +
                           " was wanted");
  return number;
}

std::size_t place_from(py::handle given, std::string_view where, const std::string_view* names,
                       std::size_t size) {
  const auto name = from_python<std::string>(given, where);
  for (std::size_t i = 0; i < size; ++i)
    if (names[i] == name) return i;
  wrong_value(where, listed(names, size) + ", not '" + name.substr(0, 40) + "'");
}

py::object entries(py::handle given, std::string_view where) {
  if (!PyList_Check(given.ptr()) && !PyTuple_Check(given.ptr()))
    wrong_type(where, "a list or tuple", given);
  // A copy: converting an entry may run Python code, which could change a list.
  return owned(PySequence_Tuple(given.ptr()));
}

}  // namespace rectify::python
