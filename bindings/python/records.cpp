// records.cpp: items, events and answers: what comes out of a ledger.
// SPDX-License-Identifier: BSL-1.0
#include "command.hpp"

#include <rectify/diagram.hpp>

namespace rectify::python {

namespace {

void bind_item(py::module_& m) {
  auto item = bind_value<Item>(
      m,
      "One problem, tracked until it is struck off; as it was when it was read.\n\n"
      "A value: equal where all of it is equal, hashed by id. It knows its ledger, for allowed "
      "and\n"
      "may; one that was unpickled knows none. Times are in the ledger's zone.");
  const auto show = [&](const char* name, auto get) {
    item.def_property_readonly(
        name, [get](const Value<Item>& v) { return to_python(get(v.value), v.home); },
        meaning(name));
  };
  show("holding", [](const Item& i) { return i.state.holding; });
  show("timeliness", [](const Item& i) { return i.state.timeliness; });
  show("light", [](const Item& i) { return light(i); });
  show("due", [](const Item& i) { return due(i); });
  show("is_open", [](const Item& i) { return is_open(i.state); });
  show("place", [](const Item& i) { return place(i); });
  item.attr("__hash__") =
      py::cpp_function([](const Value<Item>& v) { return std::hash<ItemId>{}(v.value.id); },
                       py::name("__hash__"), py::is_method(item));
  item.attr("__repr__") = py::cpp_function(
      [](const Value<Item>& v) {
        const Item& i = v.value;
        std::string out = "<Item " + std::to_string(i.id) + " " +
                          from_python<std::string>(py::repr(to_python(i.title)), "title") + " " +
                          (i.flow ? place(i) : std::string(name(i.state.main)));
        if (!i.owner.unit.empty()) out += " " + i.owner.unit;
        if (due(i)) out += " due " + write_day(*due(i));
        if (light(i) != Light::grey) out += " " + std::string(name(light(i)));
        return out + ">";
      },
      py::name("__repr__"), py::is_method(item));
  item.attr("to_dict") = py::cpp_function(
      [](const Value<Item>& v) {
        // Without a deadline, a request or a submission there are their columns none the less.
        static const Item full = [] {
          Item whole;
          whole.deadline.emplace();
          whole.extension.emplace();
          whole.submitted_by.emplace();
          whole.verified_by.emplace();
          whole.flow.emplace();
          return whole;
        }();
        py::dict all, out;
        flatten(all, "", fields_of<Item>(), &full, {});
        flatten(out, "", fields_of<Item>(), &v.value, v.home);
        py::dict row;
        for (const auto& [key, unset] : all)
          row[key] = out.contains(key) ? py::object(out[key]) : py::none();
        for (const char* name : {"holding", "timeliness", "light", "due", "is_open", "place"})
          row[name] = py::cast(v).attr(name);
        return row;
      },
      py::name("to_dict"), py::is_method(item),
      "to_dict(self)\n--\n\nA flat dict, a row for pandas.DataFrame: what belongs to a field "
      "stands "
      "beside it as\nowner_unit, deadline_due; every item has the same keys.");
  item.def(
          "allowed",
          [](const Value<Item>& v, py::handle by, py::handle at) {
            if (!v.home.ledger)
              throw py::value_error("this item came from no ledger: ask a ledger");
            const auto actor = from_python<Actor>(by, "by");
            const auto when = from_python<std::optional<Instant>>(at, "at");
            return to_python(
                away(v.home.ledger->use(),
                     [&](const Ledger& ledger) { return ledger.allowed(v.value.id, actor, when); }),
                v.home);
          },
          py::arg("by"), py::arg("at") = py::none(),
          "allowed(self, by, at=None)\n--\n\nWhat the actor may do with the item as it is in the "
          "ledger now, a tuple with every command:\nwhy not the others, and what the allowed ones "
          "still need to be given. at: none is the clock's time.")
      .def("_machine",
           [](const Value<Item>& v, py::handle language) {
             if (!v.home.ledger)
               throw py::value_error("this item came from no ledger, which has its machine");
             const auto known = away(v.home.ledger->use(), [&](const Ledger& ledger) {
               return ledger.workflow_of(v.value);
             });
             const auto wanted = from_python<std::string>(language, "language");
             const auto draw = wanted == "dot" ? dot : wanted == "scxml" ? scxml : mermaid;
             return to_python(draw(known.value_or(describe_item_machine()), states_of(v.value)));
           })
      .def(
          "may",
          [](py::handle self, py::handle command, py::handle by, py::handle at) {
            // A command of its host's machine, or of the item's own.
            const py::tuple all(self.attr("allowed")(by, at));
            for (const char* kind : {"act", "command"})
              for (const auto one : all)
                if (py::object(one.attr(kind)).equal(command) &&
                    (*kind == 'a' || py::len(one.attr("act")) == 0))
                  return py::object(one.attr("allowed"));
            if (!self.attr("flow").is_none()) return py::object(py::bool_(false));
            (void)from_python<CommandKind>(command, "command");  // says which there are
            return py::object(py::bool_(false));
          },
          py::arg("command"), py::arg("by"), py::arg("at") = py::none(),
          "may(self, command, by, at=None)\n--\n\nWhether the actor may give the command now: "
          "item.may('verify', chen).");
}

void bind_event(py::module_& m) {
  py::class_<Value<Recorded>> event(
      m, "Event",
      "What happened: one link of the ledger's chain.\n\n"
      "An event of the ledger itself (it was opened, its policy or calendar was set) has no item.");
  const auto show = [&](const char* name, auto get) {
    event.def_property_readonly(
        name,
        [get](const Value<Recorded>& v) {
          return std::visit([&](const auto& e) { return get(e, v); }, v.value.what);
        },
        meaning(name));
  };
  const auto both = [&](const char* name, auto get) {
    show(name,
         [get](const auto& e, const Value<Recorded>& v) { return to_python(get(e), v.home); });
  };
  const auto items = [&](const char* name, auto member) {  // None of the ledger's own events
    show(name, [member](const auto& e, const Value<Recorded>& v) -> py::object {
      if constexpr (std::same_as<std::remove_cvref_t<decltype(e)>, Event>)
        return to_python(e.*member, v.home);
      else
        return py::none();
    });
  };
  both("seq", [](const auto& e) { return e.seq; });
  both("at", [](const auto& e) { return e.at; });
  both("actor", [](const auto& e) { return e.actor; });
  both("command_id", [](const auto& e) { return e.command_id; });
  items("item", &Event::item);
  items("version", &Event::version);
  items("state", &Event::state);
  items("deadline", &Event::deadline);
  items("batch_id", &Event::batch_id);
  show("command", [](const auto& e, const Value<Recorded>&) -> py::object {
    if constexpr (std::same_as<std::remove_cvref_t<decltype(e)>, Event>)
      return to_python(kind_of(e.body));
    else
      return to_python(told(e).first);
  });
  show("fields", [](const auto& e, const Value<Recorded>& v) -> py::object {
    if constexpr (std::same_as<std::remove_cvref_t<decltype(e)>, Event>)
      return fields_of(e, v.home);
    else
      return told(e).second;
  });
  const auto flow_of = [](const Value<Recorded>& v) -> const FlowState* {
    const auto* of_item = std::get_if<Event>(&v.value.what);
    return of_item != nullptr && of_item->flow ? &*of_item->flow : nullptr;
  };
  event.def_property_readonly(
      "flow",
      [flow_of](const Value<Recorded>& v) {
        const auto* flow = flow_of(v);
        return flow != nullptr ? to_python(*flow, v.home) : py::none();
      },
      "Where it led in a host's machine; None: nowhere else.");
  event.def_property_readonly(
      "place",
      [flow_of](const Value<Recorded>& v) {
        const auto* flow = flow_of(v);
        return to_python(flow != nullptr ? place(*flow) : std::string());
      },
      "The states that it led to in a host's machine, parted by +; '': nowhere else.");
  show("hash", [](const auto&, const Value<Recorded>& v) { return to_python(hex(v.value.hash)); });
  event
      .def("__eq__",
           [](const Value<Recorded>& a, py::handle b) -> py::object {
             if (!py::isinstance<Value<Recorded>>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a.value == b.cast<const Value<Recorded>&>().value);
           })
      .def("__hash__", [](const Value<Recorded>& v) { return seq_of(v.value); })
      .def("__repr__", [](py::handle self) {
        return py::str("<Event {} {}{} by {} at {}>")
            .format(self.attr("seq"), self.attr("command"),
                    self.attr("item").is_none() ? py::str()
                                                : py::str(" of {}").format(self.attr("item")),
                    self.attr("actor").attr("name"), self.attr("at"));
      });
  bind_wire(event);
}

}  // namespace

void bind_records(py::module_& m) {
  bind_event(m);
  bind_item(m);
  bind_value<Answer>(
      m,
      "What the ledger says to a command: accepted, or the refusal that says why not."
      "\n\nversion, state and light are the item's after it; of a refused one, now.")
      .def("__bool__", [](const Value<Answer>& v) { return v.value.accepted; });
  bind_value<Allowance>(m, "Whether a command may be given now, and why not.")
      .def("__bool__", [](const Value<Allowance>& v) { return v.value.allowed; });
  bind_value<Verification>(m, "What Ledger.check found; true if the ledger is whole.")
      .def("__bool__", [](const Value<Verification>& v) { return v.value.whole; });
  bind_value<Counter>(m, "How many items a unit has in a state, of a severity, with a light.");
  bind_value<DueCount>(m, "How many items in hand are due on a day.");
  bind_value<Counters>(m, "For a dashboard: how many items, by what an office asks first.")
      .def_property_readonly(
          "total", [](const Value<Counters>& v) { return v.value.total(); }, meaning("total"));
}

}  // namespace rectify::python
