// library.cpp: what needs no ledger, or looks at one only for its rules: the version, a deadline's
// reading, the machine's picture.
// SPDX-License-Identifier: BSL-1.0
#include "boundary.hpp"

using namespace rectify;
using namespace rectify::c;

#define RECTIFY_TEXT_OF(number) #number
#define RECTIFY_NUMBER(macro) RECTIFY_TEXT_OF(macro)

extern "C" {

const char* rectify_version() {
  // Of version.hpp: the compiler compares it with rectify.h, where both are included.
  return RECTIFY_NUMBER(RECTIFY_VERSION_MAJOR) "." RECTIFY_NUMBER(
      RECTIFY_VERSION_MINOR) "." RECTIFY_NUMBER(RECTIFY_VERSION_PATCH);
}

int rectify_abi() { return RECTIFY_ABI; }

rectify_status rectify_deadline_parse(const rectify_ledger* ledger, unsigned flags,
                                      const char* phrase, size_t phrase_size, const char* reference,
                                      size_t reference_size, char** reading, size_t* reading_size,
                                      rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("reading", reading, reading_size);
    const Form form(flags);
    const std::string_view words = in("phrase", phrase, phrase_size);
    auto on = read_day(in("reference", reference, reference_size));
    if (!on) {
      Refusal no = std::move(on).refusal();
      no.field = "reference";
      return no;
    }
    const Policy policy = ledger != nullptr ? ledger->ledger.policy() : Policy{};
    const WorkCalendar calendar = ledger != nullptr ? ledger->ledger.calendar() : china();
    const ReadingRules rules =
        ledger != nullptr ? reading_rules(policy, calendar) : ReadingRules{.calendar = &calendar};
    auto deadline = read_phrase(words, *on, rules);
    if (!deadline) return std::move(deadline).refusal();
    out.give(form.write(rectify::reading(*std::move(deadline), rules)));
    return {};
  });
}

rectify_status rectify_render(const rectify_ledger* ledger, rectify_picture picture, int64_t item,
                              char** text, size_t* text_size, rectify_error** error) {
  return call(error, [&]() -> Refusals {
    const Out out("text", text, text_size);
    std::vector<std::string> current;
    Description machine = describe_item_machine();
    if (ledger != nullptr || item != 0) {
      const auto found = of(ledger).find(item);
      if (!found && item != 0) return refuse("item.none", "item", std::to_string(item));
      if (found) {
        machine = of(ledger).workflow_of(*found).value_or(std::move(machine));
        current = states_of(*found);
      }
    }
    switch (picture) {
      case RECTIFY_MERMAID: out.give(mermaid(machine, current)); return {};
      case RECTIFY_DOT: out.give(dot(machine, current)); return {};
      case RECTIFY_SCXML: out.give(scxml(machine, current)); return {};
    }
    throw Misuse{"misuse.picture", "picture", "RECTIFY_MERMAID, RECTIFY_DOT or RECTIFY_SCXML",
                 " RECTIFY_MERMAID、RECTIFY_DOT 或 RECTIFY_SCXML"};
  });
}

}  // extern "C"
