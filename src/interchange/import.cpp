// import.cpp: makes a ledger of the events of another one.
//
// Until its end is reached the store names no event that holds the policy in force: that is what
// makes it no ledger yet. The last transaction names it.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/flow.hpp>
#include <rectify/wire.hpp>

#include "interchange/links.hpp"
#include "ledger/chain.hpp"
#include "ledger/draft.hpp"
#include "stores/open.hpp"

namespace rectify {

namespace {

using interchange::Links;

constexpr std::size_t most_events = 2000, most_bytes = 16U << 20U;  // of a transaction

class Import {
 public:
  Import(Links& links, Store& store, Told told) : links_(links), store_(store), told_(told) {
    const Head head = store_.read()->head();
    if (head.policy_event != 0 || head.calendar_event != 0)
      throw Error("store.taken", store_.address(),
                  "there is a ledger already (of " + std::to_string(head.seq) +
                      " events), and was left as it is: import to another address");
    there_ = head.seq, there_hash_ = head.hash;
  }

  // `link`: the first.
  void run(ChainLink link, Imported& imported) {
    auto& refusal = imported.refusal;
    do refusal = take(link);
    while (!refusal && links_.next(link));
    if (!refusal) refusal = links_.refusal;
    if (!refusal && seq_ < there_) refusal = other();
    commit();
    imported.events = std::max(seq_, there_);
    if (refusal) return;
    set_ticks();
    // Now it is a ledger.
    Changes last;
    last.policy_event = policy_event_, last.calendar_event = calendar_event_;
    writer()->commit(last);
    if (told_) told_(seq_, links_.bytes);
  }

 private:
  std::optional<Refusal> take(ChainLink& link) {
    auto recorded = decode<Recorded>(link.record, interchange::most_link);
    if (!recorded) return std::move(recorded).refusal();
    recorded->hash = link.hash;
    const auto* of_ledger = std::get_if<LedgerEvent>(&recorded->what);
    const bool opens =
        of_ledger != nullptr && std::holds_alternative<LedgerOpened>(of_ledger->body);
    if (opens != (seq_ == 0))
      return refuse("chain.first", "seq", std::to_string(seq_of(*recorded)));

    std::optional<Refusal> no;
    std::optional<ledger::Rules> rules;
    if (of_ledger != nullptr) rules = rules_after(*of_ledger, no);
    if (no) return no;
    if (seq_ < there_) {  // it is in the store from the time before
      hash_ = ledger::link(hash_, link.record);
      if (hash_ != link.hash) return refuse("chain.hash", "hash", hex(link.hash), {hex(hash_)});
      if (seq_ + 1 == there_ && hash_ != there_hash_) return other();
    } else {
      if (!transaction_) transaction_.emplace(*this);
      const std::size_t size = link.record.size();
      no = transaction_->draft.adopt(*recorded, std::move(link.record));
      if (no) return no;
      transaction_->bytes += size;
      ++transaction_->events;
      hash_ = link.hash;
    }
    ++seq_;
    if (rules) {
      if (opens || std::holds_alternative<PolicySet>(of_ledger->body)) policy_event_ = seq_;
      if (opens || std::holds_alternative<CalendarLoaded>(of_ledger->body)) calendar_event_ = seq_;
      commit();  // whose rows are made by the former rules
      rules_ = *std::move(rules);
    }
    if (transaction_ && (transaction_->events == most_events || transaction_->bytes >= most_bytes))
      commit();
    return std::nullopt;
  }

  // What is in force behind the event, or why it can't be.
  ledger::Rules rules_after(const LedgerEvent& event, std::optional<Refusal>& no) const {
    const auto* opened = std::get_if<LedgerOpened>(&event.body);
    const auto* policy_set = std::get_if<PolicySet>(&event.body);
    const auto* calendar_loaded = std::get_if<CalendarLoaded>(&event.body);
    if (opened != nullptr) {
      const WorkflowId ours = item_workflow();
      if (opened->workflow_name != ours.name || opened->workflow_version > ours.version)
        no = refuse("chain.workflow", "ledger_opened.workflow",
                    opened->workflow_name + " " + std::to_string(opened->workflow_version),
                    {std::string(ours.name), std::to_string(ours.version)});
    }
    auto rules = rules_;
    if (const auto* defined = std::get_if<WorkflowDefined>(&event.body)) {
      // A machine with guards of another program's own can't be looked at whole.
      const auto made = make_flow(defined->definition);
      if (!made && made.refusal().code != "workflow.guard") no = made.refusal();
      rules.flows.add(ledger::known_flow(defined->definition, event.seq, {}));
    }
    if (opened != nullptr || policy_set != nullptr) {
      rules.policy = opened != nullptr ? opened->policy : policy_set->policy;
      if (!no) no = check(rules.policy);
    }
    if (opened != nullptr || calendar_loaded != nullptr) {
      auto calendar = ledger::calendar_of_text(opened != nullptr ? opened->calendar
                                                                 : calendar_loaded->calendar);
      if (!calendar)
        no = std::move(calendar).refusal();
      else
        rules.calendar = *std::move(calendar);
    }
    return rules;
  }

  // A writer, if nobody else has written meanwhile.
  std::unique_ptr<Writer> writer() {
    auto writer = store_.write();
    const Head head = writer->head();
    if (head.seq != std::max(written_, there_) || head.policy_event != 0)
      throw Error("store.busy", store_.address(),
                  "somebody else writes to it while it is imported: look who");
    return writer;
  }

  struct Transaction {
    explicit Transaction(Import& import)
        : writer(import.writer()),
          head(writer->head()),
          ground{*writer, import.rules_, shanghai, import.store_.address(), import.kept_},
          draft((import.kept_.follow(head), ground), head) {}
    std::unique_ptr<Writer> writer;
    Head head;
    ledger::Draft::Ground ground;
    ledger::Draft draft;
    std::size_t events = 0, bytes = 0;
  };
  void commit() {
    if (!transaction_) return;
    if (transaction_->events != 0) {
      transaction_->writer->commit(transaction_->draft.changes());
      written_ = transaction_->head.seq + transaction_->events;
      std::move(transaction_->draft).keep();
    }
    transaction_.reset();
    if (told_) told_(seq_, links_.bytes);
  }

  // The days on which lights change are those of the rules in force now.
  void set_ticks() {
    Query open{.limit = 1000};
    for (std::size_t state = 1; state < main_names.size(); ++state)
      if (static_cast<Main>(state) != Main::closed) open.states.push_back(static_cast<Main>(state));
    const Context context = rules_.context(shanghai);
    for (Place after;;) {
      const auto writer = this->writer();
      auto rows = writer->page(open, after);
      if (rows.empty()) return;
      after.key = after.id = rows.back().id;
      Changes changes;
      for (auto& row : rows) {
        const auto next = next_tick(ledger::item_of(row, store_.address()), context);
        if (next == row.next_tick) continue;
        row.next_tick = next;
        changes.items.push_back({std::move(row), Changes::Was::open});
      }
      if (!changes.items.empty()) writer->commit(changes);
    }
  }

  [[nodiscard]] Refusal other() const { return refuse("chain.other", "seq", std::to_string(seq_)); }

  Links& links_;
  Store& store_;
  Told told_;
  std::uint64_t there_ = 0;  // events of an import that was cut short
  Hash there_hash_{};
  std::uint64_t seq_ = 0, written_ = 0;  // checked; of these, written
  Hash hash_{};
  ledger::Rules rules_{};
  std::uint64_t policy_event_ = 0, calendar_event_ = 0;
  ledger::Kept kept_{};
  std::optional<Transaction> transaction_{};
};

// `store_at` gives the store, once there is something to put into it.
template <class Open>
Imported import_into(Open store_at, Source source, Options options, Told told) {
  Links links(source);
  ChainLink first;
  Imported imported;
  if (links.next(first)) {
    std::unique_ptr<Store> store = store_at();
    Import(links, *store, told).run(std::move(first), imported);
    options.create = false;
    if (!imported.refusal) imported.ledger = Ledger::over(std::move(store), std::move(options));
  } else {
    imported.refusal = links.refusal ? std::move(links.refusal) : refuse("chain.first");
  }
  if (imported.refusal) imported.line = std::max<std::uint64_t>(links.line, 1);
  return imported;
}

}  // namespace

Imported import_events(Source source, Store* owned, Options options, Told told) {
  std::unique_ptr<Store> store(owned);
  return import_into([&] { return std::move(store); }, source, std::move(options), told);
}

Imported import_events(Source source, const std::string& where, Options options, Told told) {
  return import_into([&] { return stores::at(where, true); }, source, std::move(options), told);
}

}  // namespace rectify
