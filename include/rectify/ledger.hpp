// ledger.hpp: start here for the whole engine. All items of an organisation with their history.
//
//     Ledger ledger = Ledger::open("district.rectify");            // a SQLite file; ":memory:"
//     ItemId id = ledger.report({.title = "接访窗口周五提前下班"}, clerk).value();
//     Answer a = ledger.assign(id, {.owner = {.unit = "办公室"}, .deadline = "2018-07-31"}, chief);
//     if (!a.accepted) show(text(*a.refusal, Lang::zh));
//     for (const Item& item : ledger.query({.light = Light::red})) notify(item);
//
// A command is answered when its event is durable. Every function may be called from any thread,
// and callers at the same time share a transaction (group commit); several processes may open one
// file. What can't be done (disk full, file damaged) is thrown as Error, and then nothing was
// changed; what may not be done is an answer with a refusal. No thread of its own, no signals, no
// output: the host calls tick(now), and next_due() says when that is worth it. Don't use a ledger
// across fork().
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/host.hpp>
#include <rectify/query.hpp>
#include <rectify/record.hpp>
#include <rectify/work_calendar.hpp>

#include <iterator>

namespace rectify {

class Store;
struct MigrationPlan;
struct Migration;

// What time it is: any function object that gives an Instant. (std::function costs each includer
// 0.2 s.)
class Clock {
 public:
  Clock() = default;
  template <class F>
  requires std::is_invocable_r_v<Instant, F&> Clock(F f)
      : held_(new Holder<F>(std::move(f))) {}  // NOLINT(google-explicit-constructor): stands for it
  Clock(const Clock& other) : held_(other.held_ == nullptr ? nullptr : other.held_->copy()) {}
  Clock(Clock&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Clock& operator=(Clock other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Clock() { delete held_; }
  explicit operator bool() const { return held_ != nullptr; }
  [[nodiscard]] Instant now() const { return held_->now(); }

 private:
  struct Held {
    virtual ~Held() = default;
    virtual Instant now() = 0;
    [[nodiscard]] virtual Held* copy() const = 0;
  };
  template <class F>
  struct Holder final : Held {
    explicit Holder(F f) : function(std::move(f)) {}
    Instant now() override { return function(); }
    [[nodiscard]] Held* copy() const override { return new Holder(function); }
    F function;
  };
  Held* held_ = nullptr;
};

struct Options {
  Zone zone = shanghai;                    // of a new ledger: whose day it is. Kept in it for ever
  std::optional<Policy> policy{};          // of a new ledger; none: strict_policy()
  std::optional<WorkCalendar> calendar{};  // of a new ledger; none: china()
  bool create = true;                      // false: an Error if there is no ledger at the address
  Clock clock{};                           // none: the system's. Called for commands without a time
};

class Listing;

class RECTIFY_API Ledger {
 public:
  // Opens or makes one. `where`: a file's path, or ":memory:". Errors: store.foreign (not a ledger;
  // left untouched), store.newer (of a newer rectify), store.older (from before
  // the first release), store.incomplete (an import that did not come to its end), store.damaged,
  // store.io, store.full. O(1).
  static Ledger open(const std::string& where, Options options = {});
  // Over a store of the host's own.
  // `store`: a std::unique_ptr<Store>.
  template <class StorePointer>
  static Ledger over(StorePointer store, Options options = {}) {
    return over(static_cast<Store*>(store.release()), std::move(options));
  }
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // One command, one answer; durable when it returns. O(log items).
  Answer apply(Command command);
  // Many, in order, in one transaction, with an answer each. Throws Refused for an unfit batch id.
  std::vector<Answer> apply(std::vector<Command> commands, const Batch& batch = {});

  // The same in words: ledger.assign(id, {…}, actor). Each is apply of one command at the clock's
  // time.
  Result<ItemId> report(Report body, Actor by);
#define RECTIFY_VERB(verb, Struct) Answer verb(ItemId item, Struct body, Actor by);
  RECTIFY_VERB(assign, Assign)
  RECTIFY_VERB(fix_at_once, FixAtOnce)
  RECTIFY_VERB(void_item, Void)
  RECTIFY_VERB(merge, Merge)
  RECTIFY_VERB(decline, Decline)
  RECTIFY_VERB(reassign, Reassign)
  RECTIFY_VERB(start, Start)
  RECTIFY_VERB(progress, Progress)
  RECTIFY_VERB(submit, Submit)
  RECTIFY_VERB(recall, Recall)
  RECTIFY_VERB(verify, Verify)
  RECTIFY_VERB(reject, Reject)
  RECTIFY_VERB(object, Object)
  RECTIFY_VERB(close, Close)
  RECTIFY_VERB(reopen, Reopen)
  RECTIFY_VERB(request_extension, RequestExtension)
  RECTIFY_VERB(grant_extension, GrantExtension)
  RECTIFY_VERB(deny_extension, DenyExtension)
  RECTIFY_VERB(hold, Hold)
  RECTIFY_VERB(resume, Resume)
  RECTIFY_VERB(comment, Comment)
  RECTIFY_VERB(attach, Attach)
  RECTIFY_VERB(escalate, Escalate)
  RECTIFY_VERB(change_severity, ChangeSeverity)
  RECTIFY_VERB(link, LinkTo)
  RECTIFY_VERB(correct, Correct)
  RECTIFY_VERB(act, Act)  // a command of a host's machine
#undef RECTIFY_VERB

  [[nodiscard]] std::optional<Item> find(ItemId) const;
  // Every item that matches, read page by page as they are looked at.
  [[nodiscard]] Listing query(Query query) const;
  // One page. Refusals: query.cursor, query.limit.
  [[nodiscard]] Result<Page> page(const Query& query) const;
  // The same for who passes the bytes on: the records as they are kept, read only to see that they
  // can be. What encode would give of find and page, without making it again.
  [[nodiscard]] std::optional<std::string> record(ItemId) const;
  [[nodiscard]] Result<RecordPage> records(const Query& query) const;
  [[nodiscard]] Counters counters() const;
  // An item's events, oldest first; empty if there is no such item. O(events of the item).
  [[nodiscard]] std::vector<Recorded> history(ItemId) const;
  // For subscribers: what stands behind `after` in the chain, at most `limit` (1 to 10,000).
  [[nodiscard]] std::vector<Recorded> events(std::uint64_t after, std::size_t limit = 1000) const;
  // What may be done now; `at`: none is the clock's time. An item that there is not can be
  // reported.
  [[nodiscard]] std::vector<Allowance> allowed(ItemId, const Actor&,
                                               std::optional<Instant> at = {}) const;

  // Changes the lights that are due to change, each once however many call, and answers for those
  // that this call changed. O(those due). Throws Refused (instant.range) for a time that is none.
  std::vector<Answer> tick(Instant now);
  // When tick has something to do next; none if never. O(log items).
  [[nodiscard]] std::optional<Instant> next_due() const;

  [[nodiscard]] Policy policy() const;
  // Refusals: those of check(policy), actor.role. The lights follow the new policy at the next
  // tick.
  Answer set_policy(const Policy& policy, Actor by, std::optional<Instant> at = {});
  // The working days that deadlines are reckoned on. They are kept in the ledger, so that another
  // version of the library reckons as this one did.
  [[nodiscard]] WorkCalendar calendar() const;
  // Sets others, whole: read_calendar(next_year, ledger.calendar()). In the same transaction what was
  // provisional is reckoned again, as an event of its item. The first answer is the ledger's own, the
  // others are of those items; none at all if this calendar is in force already. Refusals: those of
  // read_calendar for one too large, actor.role as for set_policy. O(items with a deadline).
  std::vector<Answer> set_calendar(const WorkCalendar& calendar, Actor by,
                                   std::optional<Instant> at = {});

  // A host's machine (flow.hpp): items that follow it can be reported from now on. Its definition is
  // kept in the ledger, so that every program can show and check them; what it does is this
  // program's, which defines it each time it opens the ledger (from the second time on nothing is
  // written, `repeated`). A machine from data with standard guards needs that once. Refusals:
  // actor.role as for set_policy, workflow.version-taken.
  Answer define(const Flow& flow, Actor by, std::optional<Instant> at = {});
  // All that were defined, the newest first.
  [[nodiscard]] std::vector<Description> workflows() const;
  // The machine that an item follows, its own or a host's; none if the ledger doesn't know it.
  [[nodiscard]] std::optional<Description> workflow_of(const Item& item) const;
  // What differs between two versions of a machine, by their fingerprints (migration.hpp). Refusals:
  // workflow.none.
  [[nodiscard]] Result<MigrationPlan> plan(std::uint64_t from, std::uint64_t to) const;
  // Moves the open items that follow one version of a machine to another, as a plan says
  // (migration.hpp): an answer an item, in one transaction, all or none. Refusals: actor.role,
  // workflow.none, workflow.absent, migration.unknown-place, no-place and two-places, text.*.
  // O(items of the workflow).
  std::vector<Answer> migrate(const MigrationPlan& plan, Actor by, const Migration& how);
  // Takes a migration back, by its batch id: an answer an item that it moved. One that somebody has
  // worked on since stays (migration.moved-on). O(events of the items of the workflow).
  std::vector<Answer> undo_migration(const std::string& batch, Actor by, const Migration& how);

  // Where a day ends. Days are those of a fixed offset from UTC, kept in the ledger for ever: in a
  // place with summer time a day ends an hour late or early for half of the year, and no deadline
  // moves when the clocks do.
  [[nodiscard]] Zone zone() const;
  [[nodiscard]] Instant now() const;  // of the ledger's clock

  // Walks the chain, makes every item again from its events and compares with all that is stored.
  // `progress` is called now and then with (done, total) and asks nothing of this ledger.
  // O(events).
  [[nodiscard]] Verification check() const { return check(nullptr, nullptr); }
  template <class Progress>
  [[nodiscard]] Verification check(Progress progress) const {
    return check([](void* told, std::uint64_t done,
                    std::uint64_t total) { (*static_cast<Progress*>(told))(done, total); },
                 &progress);
  }

  struct Opened;  // the library's own way in

 private:
  struct Inside;
  using Tell = void (*)(void* told, std::uint64_t done, std::uint64_t total);
  explicit Ledger(Inside* inside) : inside_(inside) {}
  static Ledger over(Store* owned, Options options);
  [[nodiscard]] Verification check(Tell tell, void* told) const;

  Inside* inside_;  // its own; none once moved from
};

// A range of items: for (const Item& item : ledger.query({…})). Lives no longer than its ledger;
// the iterators are single-pass.
class RECTIFY_API Listing {
 public:
  class RECTIFY_API Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = const Item*;
    using reference = const Item&;
    const Item& operator*() const;
    const Item* operator->() const { return &**this; }
    Iterator& operator++();
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const;

   private:
    friend class Listing;
    explicit Iterator(Listing* listing) : listing_(listing) {}
    Listing* listing_;
    std::size_t at_ = 0;
  };

  Iterator begin() { return Iterator(this); }
  static std::default_sentinel_t end() { return {}; }

 private:
  friend class Ledger;
  Listing(const Ledger& ledger, Query query);
  void turn();  // to the next page; throws Refused if the query is unfit

  const Ledger* ledger_;
  Query query_;
  Page page_{};
  bool last_ = false;
};

}  // namespace rectify
