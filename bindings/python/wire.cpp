// wire.cpp: protobuf bytes and JSON of what proto/ has a message for.
// SPDX-License-Identifier: BSL-1.0
#include "value.hpp"

#include <rectify/wire.hpp>

namespace rectify::python {

namespace {

// An item with all that it may have is larger than a command that is taken from others.
constexpr std::size_t most = 64U << 20U;

std::string_view bytes_from(py::handle given) {
  if (!PyBytes_Check(given.ptr())) wrong_type("data", "bytes", given);
  return {PyBytes_AS_STRING(given.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(given.ptr()))};
}

}  // namespace

template <class T>
void bind_wire(py::class_<Value<T>>& bound) {
  bound
      .def(
          "to_bytes", [](const Value<T>& v) { return py::bytes(encode(v.value)); },
          "to_bytes(self)\n--\n\nAs protobuf, the message of this name in proto/rectify/v1.")
      .def_static(
          "from_bytes",
          [](py::handle given) { return Value<T>{decode<T>(bytes_from(given), most).value()}; },
          "from_bytes(data, /)\n--\n\nFrom protobuf's bytes, at most 64 MiB. Raises Refused for "
          "what is none.")
      .def(
          "to_json",
          [](const Value<T>& v, py::handle lang) {
            return to_python(to_json(v.value, from_python<Lang>(lang, "lang")));
          },
          py::arg("lang") = "en",
          "to_json(self, lang='en')\n--\n\nAs one line of protobuf's JSON; lang: of the words in "
          "refusals.")
      .def_static(
          "from_json",
          [](py::handle given) {
            return Value<T>{from_json<T>(from_python<std::string>(given, "text"), most).value()};
          },
          "from_json(text, /)\n--\n\nFrom protobuf's JSON, at most 64 MiB. Raises Refused for "
          "what is none.")
      .def(py::pickle(
          [](const Value<T>& v) {
            py::object hash = py::none();
            if constexpr (std::same_as<T, Recorded>)
              hash = py::bytes(std::string(v.value.hash.begin(), v.value.hash.end()));
            return py::make_tuple(py::bytes(encode(v.value)), v.home.zone.count(), hash);
          },
          [](const py::tuple& state) {
            if (state.size() != 3) throw py::value_error("this is no pickle of rectify's");
            const auto bytes = bytes_from(state[0]);
            Value<T> made{decode<T>(bytes, bytes.size()).value()};
            made.home.zone = zone_of_minutes(state[1]);
            if constexpr (std::same_as<T, Recorded>) {
              const auto hash = bytes_from(state[2]);
              if (hash.size() != made.value.hash.size())
                wrong_value("hash", "32 bytes were wanted");
              std::copy(hash.begin(), hash.end(), made.value.hash.begin());
            }
            return made;
          }));
}

template void bind_wire(py::class_<Value<Item>>&);
template void bind_wire(py::class_<Value<Policy>>&);
template void bind_wire(py::class_<Value<Answer>>&);
template void bind_wire(py::class_<Value<Command>>&);
template void bind_wire(py::class_<Value<Recorded>>&);

}  // namespace rectify::python
