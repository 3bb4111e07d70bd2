// telling.hpp: events and answers, told to people in a line or two.
//
//     print(headline(event, session));   // "2018-07-03 10:20  顾维民（整改办）  交办 → 已交办"
//     print(particulars(event, lang));   // "办公室 · 时限 2018-07-31（7月底前）"
//     return tell_answer(session, ledger, answer, "已交办");
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"
#include "table.hpp"

#include <rectify/ledger.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tracker {

// At most so many places a line, further lines with a margin; places 0: one line as it is. Breaks
// at a blank where there is one, and between Chinese characters.
std::string wrapped(std::string_view text, std::size_t places, std::size_t margin);
// "2018-07-03 10:20" in the ledger's zone.
std::string moment(rectify::Instant at, rectify::Zone zone);
std::string person(const rectify::Actor& actor, Lang lang);
std::string owner(const rectify::Owner& who, Lang lang);
// "2018-07-31", "2027-02-20 (provisional)", "ongoing".
std::string deadline_day(const rectify::Deadline& d, Lang lang);
// "2018-07-31（7月底前）"
std::string deadline(const rectify::Deadline& d, Lang lang);
std::string evidence(const rectify::Evidence& e, Lang lang);
Colour colour_of(rectify::Light light);
// Its state in the language; of an item of a host's machine, its place there.
std::string standing_at(const rectify::Item& item, Lang lang);
// "已销号 closed": the word in the session's language, and the machine's name beside Chinese.
std::string state_and_name(const rectify::Item& item, Lang lang);

// "已用 5 个工作日，剩 5 个": how far a stopped clock has come.
std::string clock(const rectify::ClockDays& days, Lang lang);
// "2 督办"; empty for 0.
std::string level(int escalation, Lang lang);

// What a command brought, in one line; empty if nothing. `before`: the item as it was, where that is
// known; a deadline that moves is then told from its former day.
std::string particulars(const rectify::Event& event, Lang lang,
                        const rectify::Item* before = nullptr);

// An answer to one command: on standard output if accepted, the refusal on standard error.
Exit tell_answer(const Session& session, const rectify::Ledger& ledger,
                 const rectify::Answer& answer, std::string_view done);

// What a tick changed.
std::string ticked(const Session& session, const rectify::Ledger& ledger,
                   const std::vector<rectify::Answer>& answers);

}  // namespace tracker
