// convert.hpp: a C++ value as a Python object and back, type by type.
//
//     py::object day = to_python(item.document_day, home);       // datetime.date or None
//     auto roles = from_python<std::vector<std::string>>(given, "roles");
//
// What comes in is hostile: each conversion checks type and range itself and says which field was
// wrong; nothing is guessed (a datetime is no date, True no number, a str no list). Each type also
// says how it is annotated: `given` as an argument, `kept` as an attribute.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe.hpp"
#include "python.hpp"

#include <concepts>
#include <limits>

namespace rectify::python {

template <class T>
struct Convert;

template <class T>
py::object to_python(const T& value, const Home& home = {}) {
  return Convert<T>::to(value, home);
}
template <class T>
T from_python(py::handle given, std::string_view where) {
  return Convert<T>::from(given, where);
}

// ── one by one, in convert.cpp ───────────────────────────────────────────────────────────────────
template <>
struct Convert<bool> {
  static py::object to(bool value, const Home&) { return py::bool_(value); }
  static bool from(py::handle, std::string_view where);
  static std::string given() { return "bool"; }
  static std::string kept() { return "bool"; }
};
template <>
struct Convert<std::string> {
  static py::object to(const std::string& value, const Home&);
  static std::string from(py::handle, std::string_view where);
  static std::string given() { return "str"; }
  static std::string kept() { return "str"; }
};
template <>
struct Convert<Day> {
  static py::object to(Day value, const Home&);
  static Day from(py::handle, std::string_view where);
  static std::string given() { return "datetime.date"; }
  static std::string kept() { return "datetime.date"; }
};
template <>
struct Convert<Instant> {  // in the home's zone
  static py::object to(Instant value, const Home&);
  static Instant from(py::handle, std::string_view where);
  static std::string given() { return "datetime.datetime"; }
  static std::string kept() { return "datetime.datetime"; }
};
template <>
struct Convert<Zone> {
  static py::object to(Zone value, const Home&);
  static Zone from(py::handle, std::string_view where);
  static std::string given() { return "datetime.timezone | datetime.timedelta"; }
  static std::string kept() { return "datetime.timezone"; }
};
template <>
struct Convert<ItemState> {  // the main region; an item shows the others beside it
  static py::object to(ItemState value, const Home&);
  static ItemState from(py::handle, std::string_view where);
  static std::string given() { return "State"; }
  static std::string kept() { return "State"; }
};
template <>
struct Convert<WorkCalendar> {
  static py::object to(const WorkCalendar& value, const Home&) { return py::cast(value); }
  static WorkCalendar from(py::handle, std::string_view where);
};
// The two arrays of a policy, as dicts by their names.
template <>
struct Convert<std::array<std::vector<std::string>, command_kinds>> {
  using Roles = std::array<std::vector<std::string>, command_kinds>;
  static py::object to(const Roles& value, const Home&);
  static Roles from(py::handle, std::string_view where);
  static std::string given() { return "Mapping[str, list[str] | tuple[str, ...]]"; }
  static std::string kept() { return "dict[str, tuple[str, ...]]"; }
};
template <>
struct Convert<std::array<std::int32_t, 4>> {
  using Days = std::array<std::int32_t, 4>;
  static py::object to(const Days& value, const Home&);
  static Days from(py::handle, std::string_view where);
  static std::string given() { return "Mapping[Severity, int]"; }
  static std::string kept() { return "dict[Severity, int]"; }
};

// A host's own fields, as a dict by their names.
template <>
struct Convert<std::vector<rectify::Field>> {
  using Fields = std::vector<rectify::Field>;
  static py::object to(const Fields& value, const Home&);
  static Fields from(py::handle, std::string_view where);
  static std::string given() { return "Mapping[str, str]"; }
  static std::string kept() { return "dict[str, str]"; }
};

// Of a pickle.
Zone zone_of_minutes(py::handle);

// A phrase of a deadline, or its day.
std::string phrase_from(py::handle, std::string_view where);

// ── numbers ──────────────────────────────────────────────────────────────────────────────────────
// The number in [least, most]; an Item stands for its id where `item`.
long long number_from(py::handle, std::string_view where, long long least, long long most,
                      bool item);
template <std::integral I>
struct Convert<I> {
  static constexpr bool is_item = std::same_as<I, ItemId>;
  static py::object to(I value, const Home&) { return py::int_(value); }
  static I from(py::handle given, std::string_view where) {
    constexpr auto top = std::numeric_limits<long long>::max();
    using Limits = std::numeric_limits<I>;
    return static_cast<I>(number_from(
        given, where, static_cast<long long>(Limits::min()),
        std::cmp_greater(Limits::max(), top) ? top : static_cast<long long>(Limits::max()),
        is_item));
  }
  static std::string given() { return is_item ? "Item | int" : "int"; }
  static std::string kept() { return "int"; }
};

// ── enumerations: their stable names ─────────────────────────────────────────────────────────────
template <class E>
struct Named;
#define RECTIFY_NAMED(Enum, type, names_of_it)        \
  template <>                                         \
  struct Named<Enum> {                                \
    static constexpr const char* alias = type;        \
    static constexpr const auto& names = names_of_it; \
  };
inline constexpr std::array<std::string_view, 2> lang_names{"en", "zh"};
RECTIFY_NAMED(Main, "State", main_names)
RECTIFY_NAMED(Severity, "Severity", severity_names)
RECTIFY_NAMED(Resolution, "Resolution", resolution_names)
RECTIFY_NAMED(EvidenceKind, "EvidenceKind", evidence_names)
RECTIFY_NAMED(LinkKind, "LinkKind", link_names)
RECTIFY_NAMED(Light, "Light", light_names)
RECTIFY_NAMED(Holding, "Holding", holding_names)
RECTIFY_NAMED(Timeliness, "Timeliness", timeliness_names)
RECTIFY_NAMED(DeadlineKind, "DeadlineKind", deadline_names)
RECTIFY_NAMED(Sort, "Sort", sort_names)
RECTIFY_NAMED(Reopening, "Reopening", reopening_names)
RECTIFY_NAMED(Lang, "Lang", lang_names)
RECTIFY_NAMED(CommandKind, "str", command_names)
#undef RECTIFY_NAMED
using Enums = std::tuple<Main, Severity, Resolution, EvidenceKind, LinkKind, Light, Holding,
                         Timeliness, DeadlineKind, Sort, Reopening, Lang>;

std::size_t place_from(py::handle, std::string_view where, const std::string_view* names,
                       std::size_t size);
template <class E>
requires std::is_enum_v<E>
struct Convert<E> {
  static constexpr const auto& names = Named<E>::names;
  static py::object to(E value, const Home&) {
    const auto name = names[static_cast<std::size_t>(value)];
    return py::str(name.data(), name.size());
  }
  static E from(py::handle given, std::string_view where) {
    return static_cast<E>(place_from(given, where, names.data(), names.size()));
  }
  static std::string given() { return Named<E>::alias; }
  static std::string kept() { return Named<E>::alias; }
};

// ── what is made of others ───────────────────────────────────────────────────────────────────────
template <class T>
struct Convert<std::optional<T>> {
  static py::object to(const std::optional<T>& value, const Home& home) {
    return value ? to_python(*value, home) : py::none();
  }
  static std::optional<T> from(py::handle given, std::string_view where) {
    if (given.is_none()) return std::nullopt;
    return from_python<T>(given, where);
  }
  static std::string given() { return Convert<T>::given() + " | None"; }
  static std::string kept() { return Convert<T>::kept() + " | None"; }
};

// A list or tuple; a str, which is a sequence too, is a mistake.
py::object entries(py::handle, std::string_view where);
template <class T>
struct Convert<std::vector<T>> {
  static py::object to(const std::vector<T>& values, const Home& home) {
    py::tuple all(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) all[i] = to_python(values[i], home);
    return all;
  }
  static std::vector<T> from(py::handle given, std::string_view where) {
    std::vector<T> all;
    for (const auto one : entries(given, where)) all.push_back(from_python<T>(one, where));
    return all;
  }
  static std::string given() {
    return "list[" + Convert<T>::given() + "] | tuple[" + Convert<T>::given() + ", ...]";
  }
  static std::string kept() { return "tuple[" + Convert<T>::kept() + ", ...]"; }
};

// What a struct is called in Python.
template <class T>
inline constexpr const char* class_name = nullptr;
#define RECTIFY_CLASS(Struct) \
  template <>                 \
  inline constexpr const char* class_name<Struct> = #Struct;
RECTIFY_CLASS(Actor)
RECTIFY_CLASS(Owner)
RECTIFY_CLASS(Evidence)
RECTIFY_CLASS(Link)
RECTIFY_CLASS(Count)
RECTIFY_CLASS(Span)
RECTIFY_CLASS(Milestone)
RECTIFY_CLASS(Deadline)
RECTIFY_CLASS(ExtensionRequest)
RECTIFY_CLASS(FormerDeadline)
RECTIFY_CLASS(FlowState)
RECTIFY_CLASS(Item)
RECTIFY_CLASS(Refusal)
RECTIFY_CLASS(Answer)
RECTIFY_CLASS(Allowance)
RECTIFY_CLASS(Verification)
RECTIFY_CLASS(Counter)
RECTIFY_CLASS(DueCount)
RECTIFY_CLASS(Counters)
RECTIFY_CLASS(StandIn)
RECTIFY_CLASS(EscalationStep)
RECTIFY_CLASS(Policy)
RECTIFY_CLASS(CalendarDay)
template <>
inline constexpr const char* class_name<Recorded> = "Event";
#undef RECTIFY_CLASS

template <class T>
concept HasClass = class_name<T>
!= nullptr;

// A word stands for the struct of which it is the first thing to say.
template <class T>
inline constexpr bool from_a_word = std::same_as<T, Owner> || std::same_as<T, Evidence>;

template <HasClass T>
struct Convert<T> {
  static py::object to(const T& value, const Home& home) {
    // Only an item asks its ledger; the others don't keep it open.
    return py::cast(Value<T>{value, std::same_as<T, Item> ? home : Home{home.zone, {}}});
  }
  static T from(py::handle given, std::string_view where) {
    if (py::isinstance<Value<T>>(given)) return given.cast<const Value<T>&>().value;
    if constexpr (std::same_as<T, Owner>)
      if (PyUnicode_Check(given.ptr())) return {.unit = from_python<std::string>(given, where)};
    if constexpr (std::same_as<T, Evidence>)
      if (PyUnicode_Check(given.ptr())) return {.text = from_python<std::string>(given, where)};
    wrong_type(where, from_a_word<T> ? std::string(class_name<T>) + " or str" : class_name<T>,
               given);
  }
  static std::string given() {
    return from_a_word<T> ? std::string(class_name<T>) + " | str" : class_name<T>;
  }
  static std::string kept() { return class_name<T>; }
};

}  // namespace rectify::python
