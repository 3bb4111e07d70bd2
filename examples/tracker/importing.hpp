// importing.hpp: brings the rows of a list into a ledger, as found items with their phrases kept.
//
//     Intake intake = intake_of(*mapped, {.actor = clerk, .today = today, .rules = rules,
//                                         .assign = true});
//     try_out(ledger, intake);                     // what each row would be answered
//     if (!intake.blocked()) take_in(ledger, intake, all_or_nothing);
//     for (const Remark& remark : intake.remarks) show(remark.line, remark.zh);
//
// The ids of its commands come from the rows' content, so that the same list can be imported again
// and adds nothing twice; of two identical rows in one list both come in. Rows are taken in as they
// stand: what can't be kept where it belongs is told, never dropped silently. One thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "mapping.hpp"
#include "phrases.hpp"

#include <rectify/ledger.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tracker {

// Something about a row that a person should look at.
struct Remark {
  enum Weight : unsigned char {
    note,     // the row comes in whole
    lost,     // the row comes in, but not all that stood in it
    left_out  // the row doesn't come in
  };
  std::size_t line = 0;
  std::string column, value, code, zh, en;
  Weight weight = note;
};

struct IntakeManner {
  rectify::Actor actor = {};
  std::optional<rectify::Instant> at = {};
  rectify::Zone zone = rectify::shanghai;
  rectify::Day today = {};                        // of `at`, or of the clock
  std::optional<rectify::Day> document_day = {};  // of the list; phrases are read on it
  rectify::ReadingRules rules = {};               // of the ledger
  bool assign = false;  // rows with a unit and a readable deadline are assigned at once
  bool dated = false;   // a row is reported on its own reported day
  rectify::Lang lang = rectify::Lang::en;  // of the labels in remarks
};

// Why a row that was to be assigned stays found. Those of its deadline stop nothing.
enum class Unassigned : unsigned char { no, no_unit, no_deadline, past, state, refused };

struct Candidate {
  std::size_t line = 0;
  rectify::Command report;
  std::optional<rectify::Command> assign = {};
  PhraseReading reading = {};  // of its words
  PhraseReading binding = {};  // what assigning goes by: its day where it has one, else its words
  Unassigned unassigned = Unassigned::no;
  bool there = false;    // imported before
  bool refused = false;  // with a remark
};

struct Intake {
  std::vector<Candidate> candidates;
  std::vector<Remark> remarks;  // by line
  std::vector<Taken> taken;
  rectify::Lang lang = rectify::Lang::en;  // of the labels in remarks
  std::size_t fresh = 0, there = 0;        // after try_out: rows that would come in, that are in
  std::size_t imported = 0, assigned = 0;  // after take_in

  // Something would be lost or left out: nothing is imported unless asked for.
  [[nodiscard]] bool blocked() const;
};

using Tell = std::function<void(std::size_t rows)>;  // so many more are done

Intake intake_of(const Mapped& list, const IntakeManner& manner);
// A dry run of every row.
void try_out(rectify::Ledger& ledger, Intake& intake, const Tell& tell = {});
// After try_out. All in one transaction, or (partial) those that are not refused, piece by piece.
// False: another program wrote at the same time; try again.
bool take_in(rectify::Ledger& ledger, Intake& intake, bool partial, const std::string& batch,
             const Tell& tell = {});

}  // namespace tracker
