// stream.cpp: lines to commands, batches to the ledger, answers to lines.
// SPDX-License-Identifier: BSL-1.0
#include "stream.hpp"

#include <rectify/wire.hpp>

namespace tracker {

using rectify::Answer;
using rectify::Command;

namespace {

Answer refusing(const Told& told, rectify::Refusal no) {
  Answer answer;
  answer.command_id = told.id;
  answer.item = told.item;
  answer.refusal = std::move(no);
  return answer;
}

}  // namespace

void Stream::take(const Line& line) {
  if (line.too_long) {
    places_.push_back(
        {line.number, refusing(told_by(line.text),
                               rectify::refuse("line.too-long", {}, std::to_string(line.bytes),
                                               {std::to_string(rectify::max_message)}))});
  } else if (auto command = rectify::from_json<Command>(line.text); !command) {
    places_.push_back({line.number, refusing(told_by(line.text), std::move(command).refusal())});
  } else {
    if (!command->at) command->at = manner_.at;
    if (command->item == 0 && std::holds_alternative<rectify::Tick>(command->body)) {
      tick_all(*command, line.number);
      return;
    }
    commands_.push_back(*std::move(command));
    places_.push_back({line.number});
  }
  if (places_.size() >= manner_.batch) flush();
}

void Stream::flush() {
  std::vector<Answer> answers;
  // All or nothing: a line that can't be read refuses its batch too.
  bool unread = false;
  for (const auto& place : places_) unread = unread || place.unread.has_value();
  if (manner_.all_or_nothing && unread && !commands_.empty()) {
    answers = ledger_.apply(std::move(commands_), {.all_or_nothing = true, .dry_run = true});
    for (auto& answer : answers) {
      if (!answer.accepted || answer.repeated) continue;
      answer.accepted = false;
      answer.seq = 0;
      answer.refusal = rectify::refuse("batch.not-applied", "batch", answer.batch_id);
    }
  } else if (!commands_.empty()) {
    answers = ledger_.apply(std::move(commands_),
                            {.all_or_nothing = manner_.all_or_nothing, .dry_run = manner_.dry_run});
  }
  commands_.clear();
  std::string lines;
  auto next = answers.begin();
  for (auto& place : places_)
    tell(place.unread ? *std::move(place.unread) : std::move(*next++), place.line, lines);
  places_.clear();
  if (!lines.empty()) out_(lines);
}

// A tick that names no item is for all that are due. It has a transaction of its own.
void Stream::tick_all(const Command& command, std::uint64_t line) {
  flush();
  Answer answer;
  answer.command_id = command.id;
  if (manner_.dry_run || manner_.all_or_nothing) {
    answer.refusal = rectify::refuse("item.missing", "item");
  } else {
    const auto changed = ledger_.tick(command.at.value_or(ledger_.now()));
    answer.accepted = true;
    if (!changed.empty()) answer.seq = changed.back().seq;
  }
  std::string lines;
  tell(std::move(answer), line, lines);
  out_(lines);
}

void Stream::tell(Answer answer, std::uint64_t line, std::string& lines) {
  ++(answer.accepted ? accepted_ : refused_);
  answer.line = line;
  lines += rectify::to_json(answer, manner_.lang);
  lines += '\n';
}

}  // namespace tracker
