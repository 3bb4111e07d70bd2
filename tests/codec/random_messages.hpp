// random_messages.hpp: messages of rectify.v1 with something in every field, by protobuf's own
// reflection over its full code: a field that is added to a proto is in these tests at once.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/wire.hpp>

#include "rectify/v1/answer.pb.h"
#include "rectify/v1/command.pb.h"
#include "rectify/v1/event.pb.h"
#include "rectify/v1/item.pb.h"
#include "rectify/v1/policy.pb.h"

#include <google/protobuf/unknown_field_set.h>

#include <random>

namespace rectify::tests {

namespace pb = google::protobuf;

class Messages {
 public:
  explicit Messages(std::uint64_t seed) : random_(seed) {}
  bool unknown = false;  // puts fields into every message that no proto has
  bool full = false;     // every field is there; else about half of them
  int body = 0;          // which member of a oneof: the nth, round and round

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  template <class Message>
  Message made() {
    Message message;
    fill(message);
    return message;
  }

  void fill(pb::Message& message) {
    const auto* type = message.GetDescriptor();
    const auto* reflection = message.GetReflection();
    if (type->full_name() == "google.protobuf.Timestamp") {
      reflection->SetInt64(&message, type->FindFieldByName("seconds"),
                           static_cast<std::int64_t>(below(32'000'000'000U)) - 2'000'000'000);
      reflection->SetInt32(&message, type->FindFieldByName("nanos"),
                           static_cast<std::int32_t>(below(1000)) * 1'000'000);
      return;
    }
    const pb::OneofDescriptor* oneof = type->oneof_decl_count() > 0 ? type->oneof_decl(0) : nullptr;
    if (oneof != nullptr && oneof->is_synthetic()) oneof = nullptr;
    for (int i = 0; i < type->oneof_decl_count(); ++i)
      if (type->oneof_decl(i)->name() == "body") oneof = type->oneof_decl(i);
    const auto* member = oneof == nullptr ? nullptr : oneof->field(body % oneof->field_count());
    const bool of_ledger = member != nullptr && member->number() >= 60;
    for (int i = 0; i < type->field_count(); ++i) {
      const auto* field = type->field(i);
      if (oneof != nullptr && field->containing_oneof() == oneof && field != member) continue;
      const std::string& name = field->name();
      // An event of the ledger itself has no item, and what follows from it.
      static const std::set<std::string> of_items{
          "item",       "version", "batch_id", "state", "deadline", "day", "hold_stops_clock",
          "escalation", "clock",   "rung",     "flow"};
      if (of_ledger && of_items.count(name) != 0) continue;
      if (!(full || field == member || always(*type, name) || below(2) == 0)) continue;
      const std::size_t times = field->is_repeated() ? 1 + below(3) : 1;
      for (std::size_t n = 0; n < times; ++n) set(message, *field);
    }
    // An item stands in the states of a host's machine, or follows the item's own.
    if (type->name() == "FlowState")
      static_cast<rectify::v1::FlowState&>(message).mutable_workflow()->set_name("paper");
    if (type->name() == "Item" && static_cast<rectify::v1::Item&>(message).flow_states_size() > 0)
      static_cast<rectify::v1::Item&>(message).mutable_workflow()->set_name("paper");
    if (type->name() == "Policy") permissions(static_cast<rectify::v1::Policy&>(message));
    if (unknown) {
      auto* strange = reflection->MutableUnknownFields(&message);
      strange->AddVarint(1000 + static_cast<int>(below(50)), below(1U << 30U));
      strange->AddLengthDelimited(2000 + static_cast<int>(below(50)), text());
      strange->AddFixed32(3000, 7);
      strange->AddFixed64(3001, 8);
    }
  }

  std::string text() {
    static const std::vector<std::string> pieces{
        "整改", "问题", "a", "Z", " ", "é",    "\xF0\x9F\x93\x8B",
        "\"",   "\\",   "<", "&", "0", "督办", "x"};
    std::string out;
    for (std::size_t n = 1 + below(8); n-- > 0;) out += pieces[below(pieces.size())];
    return out;
  }

 private:
  // What the model always writes, so that the bytes can be compared.
  static bool always(const pb::Descriptor& type, const std::string& name) {
    static const std::set<std::pair<std::string, std::string>> fields{
        {"State", "main"},
        {"Evidence", "kind"},
        {"Link", "kind"},
        {"Milestone", "due"},
        {"Deadline", "reference"},
        {"WorkflowDefined", "definition"},
        {"FlowState", "workflow"},
        {"FlowState", "states"},
        {"Item", "workflow"},
        {"Item", "state"},
        {"Item", "severity"},
        {"Item", "reported_at"},
        {"Item", "changed_at"},
        {"Event", "at"},
        {"Event", "state"},
        {"Report", "severity"},
        {"ChangeSeverity", "severity"},
        {"Policy", "warn_days"},
        {"StandIn", "from"},
        {"StandIn", "to"},
        {"LinkTo", "link"},
        {"Permission", "command"},
        {"Permission", "roles"},
        {"LedgerOpened", "policy"},
        {"PolicySet", "policy"},
        {"LedgerOpened", "workflow"},
        {"ExtensionRequest", "deadline"},
        {"ExtensionRequest", "by"},
        {"FormerDeadline", "deadline"},
        {"FormerDeadline", "until"},
        {"Owner", "unit"},
        {"Actor", "name"},
        {"Workflow", "name"},
        {"Workflow", "version"},
        {"Workflow", "fingerprint"}};
    return fields.count({type.name(), name}) != 0;
  }
  template <std::size_t N>
  std::string one_of(const std::array<std::string_view, N>& names, std::size_t first = 0) {
    return std::string(names[first + below(N - first)]);
  }
  std::string day() { return write_day(first_day + days(below(401'000))); }

  std::string string_for(const std::string& type, const std::string& name) {
    if (type == "Deadline" && name == "kind") return one_of(deadline_names, 1);
    if (name == "kind") return type == "Link" ? one_of(link_names) : one_of(evidence_names);
    if (name == "reopening") return one_of(reopening_names, 1);
    if (name == "severity") return one_of(severity_names);
    if (name == "resolution") return one_of(resolution_names, 1);
    if (name == "main") return one_of(main_names, 1);
    if (type == "State" && name == "extension") return one_of(extension_names, 1);
    if (name == "holding") return one_of(holding_names, 1);
    if (name == "timeliness") return one_of(timeliness_names, 1);
    if (name == "light") return one_of(light_names);
    if (type == "Workflow") return std::string(item_workflow().name);
    if (type == "Permission" && name == "command") return one_of(command_names);
    if (name == "due" || name == "reference_day" || name == "held_since" || name == "day" ||
        name == "from" || name == "to" || name == "document_day" || name == "start" ||
        name == "counted" || (type == "Deadline" && name == "reference"))
      return day();
    return text();
  }

  void set(pb::Message& message, const pb::FieldDescriptor& field) {
    const auto* r = message.GetReflection();
    const auto& type = message.GetDescriptor()->name();
    const auto number = [&] { return 1 + below(1'000'000); };
    using Type = pb::FieldDescriptor;
    switch (field.cpp_type()) {
      case Type::CPPTYPE_STRING: {
        const auto value = string_for(type, field.name());
        field.is_repeated() ? r->AddString(&message, &field, value)
                            : r->SetString(&message, &field, value);
        return;
      }
      case Type::CPPTYPE_MESSAGE:
        return fill(*(field.is_repeated() ? r->AddMessage(&message, &field)
                                          : r->MutableMessage(&message, &field)));
      case Type::CPPTYPE_BOOL: return r->SetBool(&message, &field, true);
      case Type::CPPTYPE_INT32:
        return r->SetInt32(&message, &field,
                           field.name() == "zone_minutes" ? 480
                           : type == "Deadline" || type == "Milestone"
                               ? static_cast<std::int32_t>(1 + below(120))
                               : static_cast<std::int32_t>(number()));
      case Type::CPPTYPE_INT64:
        return r->SetInt64(&message, &field, static_cast<std::int64_t>(number()));
      case Type::CPPTYPE_UINT32:
        return r->SetUInt32(
            &message, &field,
            type == "Workflow" ? item_workflow().version : static_cast<std::uint32_t>(number()));
      case Type::CPPTYPE_UINT64:
        return r->SetUInt64(&message, &field,
                            type == "Workflow" ? item_workflow().fingerprint : number() << 20U);
      default: FAIL() << "a field of a type that these tests don't know: " << field.full_name();
    }
  }

  // A command has one permission, in the order of commands, as the model has it.
  static void permissions(rectify::v1::Policy& policy) {
    std::map<std::size_t, rectify::v1::Permission> by_command;
    for (const auto& p : policy.permissions())
      for (std::size_t i = 0; i < command_kinds; ++i)
        if (command_names[i] == p.command()) by_command[i] = p;
    policy.clear_permissions();
    for (const auto& [i, p] : by_command) *policy.add_permissions() = p;
  }

  std::mt19937_64 random_;
};

}  // namespace rectify::tests
