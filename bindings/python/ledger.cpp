// ledger.cpp: the ledger, raw; rectify/_ledger.py dresses it.
//
// Python's lock is let go around every call of the ledger, so threads read while another waits for
// the disk. A clock and a progress are Python's own functions, which take the lock again; what they
// raise goes through the ledger to the caller, and nothing was changed.
// SPDX-License-Identifier: BSL-1.0
#include "command.hpp"

#include <rectify/flow.hpp>
#include <rectify/migration.hpp>
#include <rectify/wire.hpp>

#include <unistd.h>

#include <algorithm>

namespace rectify::python {

Open::~Open() {
  // In a process that was forked off the file's locks are not ours to let go: left as it is.
  if (ledger && process != getpid()) new (std::nothrow) std::shared_ptr<Ledger>(std::move(ledger));
}

std::shared_ptr<Ledger> Open::use() const {
  if (!ledger) throw py::value_error("the ledger is closed; open it again");
  if (process != getpid())
    throw py::value_error(
        "the ledger was opened before this process was forked off; open it again here");
  return ledger;
}

namespace {

using Shared = std::shared_ptr<Open>;

// A function of Python's, held and called from where its lock isn't held.
class Callback {
 public:
  explicit Callback(py::object function)
      : function_(new py::object(std::move(function)), [](py::object* held) {
          const py::gil_scoped_acquire back;
          delete held;
        }) {}
  [[nodiscard]] const py::object& operator*() const { return *function_; }

 private:
  std::shared_ptr<py::object> function_;
};

Clock clock_from(py::handle given) {
  if (given.is_none()) return {};
  if (PyCallable_Check(given.ptr()) == 0)
    wrong_type("clock", "a function without arguments", given);
  return Clock([function = Callback(py::reinterpret_borrow<py::object>(given))]() -> Instant {
    const py::gil_scoped_acquire back;
    return from_python<Instant>((*function)(), "clock");
  });
}

Shared open(const py::bytes& path, py::handle policy, py::handle zone, py::handle calendar,
            py::handle clock, py::handle create) {
  Options options;
  if (!zone.is_none()) options.zone = from_python<Zone>(zone, "zone");
  options.policy = from_python<std::optional<Policy>>(policy, "policy");
  options.calendar = from_python<std::optional<WorkCalendar>>(calendar, "calendar");
  options.create = from_python<bool>(create, "create");
  options.clock = clock_from(clock);
  const std::string where(path);
  auto made = std::make_shared<Open>();
  {
    const py::gil_scoped_release away;
    made->ledger = std::make_shared<Ledger>(Ledger::open(where, std::move(options)));
  }
  made->zone = made->ledger->zone();
  made->process = getpid();
  return made;
}

void close(const Shared& open) {
  if (!open->ledger) return;
  auto last = open->use();
  open->ledger.reset();
  const py::gil_scoped_release away;  // the file is written out
  last.reset();
}

Home home_of(const Shared& open) { return {open->zone, open}; }

py::object give(const Shared& open, py::handle name, py::handle item, py::handle by, py::handle id,
                py::handle expected_version, py::handle at, const py::dict& fields) {
  const auto ledger = open->use();
  Command command = make_command(name, {item, by, id, expected_version, at}, fields);
  const Actor actor = command.actor;
  const auto when = command.at;
  const auto kind = kind_of(command.body);
  const auto* given = std::get_if<Act>(&command.body);
  const std::string act = given != nullptr ? given->command : std::string();
  Answer answer = away(ledger, [&](Ledger& l) { return l.apply(std::move(command)); });
  if (answer.accepted) return to_python(answer, home_of(open));
  // All that stands against it, the refusal first.
  std::vector<Refusal> reasons{*answer.refusal};
  const auto all =
      away(ledger, [&](const Ledger& l) { return l.allowed(answer.item, actor, when); });
  for (const auto& one : all) {
    if (one.command != kind || one.act != act) continue;
    for (const auto& reason : one.reasons)
      if (reason.code != reasons.front().code) reasons.push_back(reason);
  }
  raise(*answer.refusal, reasons, answer.in_between, home_of(open));
}

py::object apply(const Shared& open, py::handle given) {
  Command command = command_from(given);
  const Answer answer = away(open->use(), [&](Ledger& l) { return l.apply(std::move(command)); });
  if (!answer.accepted) raise(*answer.refusal, {*answer.refusal}, answer.in_between, home_of(open));
  return to_python(answer, home_of(open));
}

py::object apply_all(const Shared& open, py::handle given, py::handle all_or_nothing,
                     py::handle dry_run, py::handle batch_id) {
  std::vector<Command> commands;
  for (const auto one : entries(given, "commands")) commands.push_back(command_from(one));
  const Batch batch{from_python<bool>(all_or_nothing, "all_or_nothing"),
                    from_python<bool>(dry_run, "dry_run"),
                    from_python<std::string>(batch_id, "batch_id")};
  return to_python(
      away(open->use(), [&](Ledger& l) { return l.apply(std::move(commands), batch); }),
      home_of(open));
}

Query query_from(const py::dict& conditions) {
  Query query;
  fill(&query, fields_of<Query>(), conditions, "a query");
  return query;
}

py::object page(const Shared& open, const py::dict& conditions) {
  const Query query = query_from(conditions);
  Page page = away(open->use(), [&](const Ledger& l) { return l.page(query).value(); });
  const Home home = home_of(open);
  py::tuple items(page.items.size());
  for (std::size_t i = 0; i < page.items.size(); ++i)
    items[i] = py::cast(Value<Item>{std::move(page.items[i]), home});
  return py::make_tuple(items, to_python(page.next));
}

py::object events(const Shared& open, py::handle after, py::handle limit) {
  const auto from = from_python<std::uint64_t>(after, "after");
  const auto most = static_cast<std::size_t>(number_from(limit, "limit", 1, 10000, false));
  return to_python(away(open->use(), [&](const Ledger& l) { return l.events(from, most); }),
                   home_of(open));
}

// The events of an item; a number that no item can have has none, as in find.
py::object history(const Shared& open, py::handle item) {
  const auto id = from_python<ItemId>(item, "item");
  return to_python(away(open->use(), [&](const Ledger& l) { return l.history(id); }),
                   home_of(open));
}

py::object find(const Shared& open, py::handle item) {
  const auto id = from_python<ItemId>(item, "item");
  auto found = away(open->use(), [&](const Ledger& l) { return l.find(id); });
  if (!found) return py::none();
  return py::cast(Value<Item>{*std::move(found), home_of(open)});
}

py::object allowed(const Shared& open, py::handle item, py::handle by, py::handle at) {
  const auto id = from_python<ItemId>(item, "item");
  const auto actor = from_python<Actor>(by, "by");
  const auto when = from_python<std::optional<Instant>>(at, "at");
  return to_python(away(open->use(), [&](const Ledger& l) { return l.allowed(id, actor, when); }),
                   home_of(open));
}

py::object tick(const Shared& open, py::handle now) {
  const auto at = from_python<std::optional<Instant>>(now, "now");
  return to_python(away(open->use(), [&](Ledger& l) { return l.tick(at.value_or(l.now())); }),
                   home_of(open));
}

// The ledger's own commands refuse in an answer too.
void must(const Answer& answer) {
  if (!answer.accepted) raise(*answer.refusal, {*answer.refusal});
}

py::object set_policy(const Shared& open, py::handle policy, py::handle by, py::handle at) {
  const auto wanted = from_python<Policy>(policy, "policy");
  const auto actor = from_python<Actor>(by, "by");
  const auto when = from_python<std::optional<Instant>>(at, "at");
  const auto answer =
      away(open->use(), [&](Ledger& l) { return l.set_policy(wanted, actor, when); });
  must(answer);
  return to_python(answer, home_of(open));
}

py::object set_calendar(const Shared& open, py::handle calendar, py::handle by, py::handle at) {
  const auto wanted = from_python<WorkCalendar>(calendar, "calendar");
  const auto actor = from_python<Actor>(by, "by");
  const auto when = from_python<std::optional<Instant>>(at, "at");
  const auto answers =
      away(open->use(), [&](Ledger& l) { return l.set_calendar(wanted, actor, when); });
  if (!answers.empty()) must(answers.front());
  return to_python(answers, home_of(open));
}

// ── machines of a host's own, as JSON, which Python has already ──

py::object define(const Shared& open, py::handle definition, py::handle by, py::handle at) {
  const auto flow =
      make_flow(from_json<Description>(from_python<std::string>(definition, "definition")).value())
          .value();
  const auto actor = from_python<Actor>(by, "by");
  const auto when = from_python<std::optional<Instant>>(at, "at");
  const auto answer = away(open->use(), [&](Ledger& l) { return l.define(flow, actor, when); });
  must(answer);
  return to_python(answer, home_of(open));
}

py::object workflows(const Shared& open) {
  return to_python(to_json(away(open->use(), [](const Ledger& l) { return l.workflows(); })));
}

std::uint64_t fingerprint_from(py::handle given, std::string_view where) {
  if (!PyLong_Check(given.ptr())) wrong_type(where, "a fingerprint, as an int", given);
  const auto fingerprint = PyLong_AsUnsignedLongLong(given.ptr());
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  return fingerprint;
}

py::object plan(const Shared& open, py::handle old_version, py::handle new_version) {
  const auto from = fingerprint_from(old_version, "old"), to = fingerprint_from(new_version, "new");
  return to_python(
      to_json(away(open->use(), [&](const Ledger& l) { return l.plan(from, to); }).value()));
}

// Refused as a whole, and not for one of the items.
py::object of_items(const std::vector<Answer>& answers, const Home& home) {
  if (answers.size() == 1 && answers.front().item == 0) must(answers.front());
  return to_python(answers, home);
}

py::object migrate(const Shared& open, py::handle plan, py::handle by, py::handle dry_run,
                   py::handle reason, py::handle batch) {
  const auto wanted = from_json<MigrationPlan>(from_python<std::string>(plan, "plan")).value();
  const auto actor = from_python<Actor>(by, "by");
  const Migration how{from_python<bool>(dry_run, "dry_run"),
                      from_python<std::string>(reason, "reason"),
                      from_python<std::string>(batch, "batch_id")};
  return of_items(away(open->use(), [&](Ledger& l) { return l.migrate(wanted, actor, how); }),
                  home_of(open));
}

py::object undo_migration(const Shared& open, py::handle batch, py::handle by, py::handle dry_run,
                          py::handle reason) {
  const auto id = from_python<std::string>(batch, "batch_id");
  const auto actor = from_python<Actor>(by, "by");
  const Migration how{
      from_python<bool>(dry_run, "dry_run"), from_python<std::string>(reason, "reason"), {}};
  return of_items(away(open->use(), [&](Ledger& l) { return l.undo_migration(id, actor, how); }),
                  home_of(open));
}

py::object check(const Shared& open, py::handle progress) {
  const auto ledger = open->use();
  if (progress.is_none())
    return to_python(away(ledger, [](const Ledger& l) { return l.check(); }), home_of(open));
  if (PyCallable_Check(progress.ptr()) == 0)
    wrong_type("progress", "a function of (done, total)", progress);
  const auto tell = [progress](std::uint64_t done, std::uint64_t total) {
    const py::gil_scoped_acquire back;
    progress(done, total);
  };
  return to_python(away(ledger, [&](const Ledger& l) { return l.check(tell); }), home_of(open));
}

template <class F>
auto asked(F f) {  // a question without arguments
  return [f](const Shared& open) { return to_python(away(open->use(), f), home_of(open)); };
}

}  // namespace

void bind_ledger(py::module_& m) {
  py::class_<Open, Shared>(m, "Open", "An open ledger, raw: rectify.Ledger is it, dressed.")
      .def(py::init(&open))
      .def("close", &close)
      .def("is_closed", [](const Shared& open) { return open->ledger == nullptr; })
      .def("give", &give)
      .def("apply", &apply)
      .def("apply_all", &apply_all)
      .def("page", &page)
      .def_static("check_query", [](const py::dict& conditions) { query_from(conditions); })
      .def("find", &find)
      .def("history", &history)
      .def("events", &events)
      .def("allowed", &allowed)
      .def("tick", &tick)
      .def("set_policy", &set_policy)
      .def("set_calendar", &set_calendar)
      .def("define", &define)
      .def("workflows", &workflows)
      .def("plan", &plan)
      .def("migrate", &migrate)
      .def("undo_migration", &undo_migration)
      .def("check", &check)
      .def("counters", asked([](const Ledger& l) { return l.counters(); }))
      .def("next_due", asked([](const Ledger& l) { return l.next_due(); }))
      .def("policy", asked([](const Ledger& l) { return l.policy(); }))
      .def("calendar", asked([](const Ledger& l) { return l.calendar(); }))
      .def("zone", asked([](const Ledger& l) { return l.zone(); }))
      .def("now", asked([](const Ledger& l) { return l.now(); }));
}

}  // namespace rectify::python
