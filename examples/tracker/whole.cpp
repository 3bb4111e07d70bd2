// whole.cpp: exports of the whole ledger: its events, and its history for process mining.
// SPDX-License-Identifier: BSL-1.0
#include "whole.hpp"

#include "json_text.hpp"
#include "progress.hpp"
#include "target.hpp"

#include <rectify/interchange.hpp>

#include <algorithm>
#include <optional>

namespace tracker {

using namespace rectify;

namespace {

struct Whole {
  std::string_view name, ending;
  void (*write)(const Ledger&, Sink, Told);
};
constexpr Whole wholes[] = {
    {"events", "events.jsonl",
     [](const Ledger& ledger, Sink sink, Told told) {
       export_events(ledger, sink, Format::json, 0, told);
     }},
    {"events-pb", "events.pb",
     [](const Ledger& ledger, Sink sink, Told told) {
       export_events(ledger, sink, Format::protobuf, 0, told);
     }},
    {"xes", "xes", export_xes},
    {"ocel", "ocel.json", export_ocel},
};

const Whole* find(std::string_view format) {
  const auto* found = std::find_if(std::begin(wholes), std::end(wholes),
                                   [&](const Whole& whole) { return whole.name == format; });
  return found == std::end(wholes) ? nullptr : found;
}

}  // namespace

bool is_of_the_whole(std::string_view format) { return find(format) != nullptr; }

std::string_view ending_of(std::string_view format) { return find(format)->ending; }

Exit write_whole(Session& session, const Ledger& ledger, std::string_view format,
                 const std::string& path, bool force) {
  Target target(path, force);
  std::optional<Progress> progress;
  std::uint64_t before = 0;
  const std::uint64_t events = ledger.counters().events;
  find(format)->write(
      ledger, [&](std::string_view bytes) { target.write(bytes); },
      [&](std::uint64_t done, std::uint64_t total) {
        if (!progress)
          progress.emplace(std::string(session.say("导出", "exporting")),
                           static_cast<std::size_t>(total), session.lang);
        progress->add(static_cast<std::size_t>(done - before));
        before = done;
      });
  progress.reset();
  target.finish();
  if (path == "-") return Exit::done;
  if (session.json)
    print(tracker::Object().put("file", path).put("events", events).text() + "\n");
  else
    print(std::string(session.say("已导出 ", "exported ")) + std::to_string(events) +
          std::string(session.say(" 条记录到 ", " events to ")) + path + "\n");
  return Exit::done;
}

}  // namespace tracker
