// rules.cpp: what holds in a ledger: its policy and its working days, from the events that set them.
// SPDX-License-Identifier: BSL-1.0
#include "ledger/rules.hpp"

#include "ledger/rows.hpp"

namespace rectify::ledger {

namespace {

// China's calendar as it is written down: most ledgers have it, and needn't read it again.
const std::string& china_text() {
  static const std::string text = write_calendar(china());
  return text;
}

LedgerEvent::Body setting(Reader& reader, std::uint64_t seq, const std::string& address,
                          const char* what) {
  const auto row = reader.event(seq);
  if (!row) damaged(address, std::string(what) + "'s event " + std::to_string(seq) + " is missing");
  Recorded recorded = recorded_of(*row, address);
  auto* event = std::get_if<LedgerEvent>(&recorded.what);
  if (event == nullptr) damaged(address, "event " + std::to_string(seq) + " sets no " + what);
  return std::move(event->body);
}

Policy policy_of(LedgerEvent::Body body, std::uint64_t seq, const std::string& address) {
  if (auto* opened = std::get_if<LedgerOpened>(&body)) return std::move(opened->policy);
  if (auto* set = std::get_if<PolicySet>(&body)) return std::move(set->policy);
  damaged(address, "event " + std::to_string(seq) + " sets no policy");
}

WorkCalendar calendar_of(const LedgerEvent::Body& body, std::uint64_t seq,
                         const std::string& address) {
  const auto* opened = std::get_if<LedgerOpened>(&body);
  const auto* loaded = std::get_if<CalendarLoaded>(&body);
  if (opened == nullptr && loaded == nullptr)
    damaged(address, "event " + std::to_string(seq) + " sets no calendar");
  const std::string& text = opened != nullptr ? opened->calendar : loaded->calendar;
  auto read = calendar_of_text(text);
  if (!read)
    damaged(address, "the calendar of event " + std::to_string(seq) + " can't be read (" +
                         rectify::text(read.refusal(), Lang::en) + ")");
  return *std::move(read);
}

}  // namespace

Result<WorkCalendar> calendar_of_text(const std::string& text) {
  if (text.empty() || text == china_text()) return china();
  return read_calendar(text, WorkCalendar());
}

Rules rules_of(Reader& reader, const Head& head, const std::string& address,
               const GivenFlows& given) {
  std::vector<KnownFlow> flows;
  for (std::uint64_t seq = head.workflow_event; seq != 0;) {
    const auto row = reader.event(seq);
    if (!row || row->former >= seq)
      damaged(address, "the workflow's event " + std::to_string(seq) +
                           " is missing, or names a later one as former");
    auto body = setting(reader, seq, address, "workflow");
    auto* defined = std::get_if<WorkflowDefined>(&body);
    if (defined == nullptr)
      damaged(address, "event " + std::to_string(seq) + " defines no workflow");
    flows.push_back(known_flow(std::move(defined->definition), seq, given));
    seq = row->former;
  }
  return {
      policy_of(setting(reader, head.policy_event, address, "policy"), head.policy_event, address),
      calendar_of(setting(reader, head.calendar_event, address, "calendar"), head.calendar_event,
                  address),
      Flows(std::move(flows))};
}

Result<std::string> calendar_text(const WorkCalendar& calendar) {
  if (calendar == china()) return china_text();
  std::string text = write_calendar(calendar);
  if (text.empty()) text = "# weekends\n";  // no text at all would be China's
  auto again = read_calendar(text, WorkCalendar());
  if (!again) return std::move(again).refusal();
  return text;
}

}  // namespace rectify::ledger
