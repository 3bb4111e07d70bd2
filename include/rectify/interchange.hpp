// interchange.hpp: a whole ledger out and into another one, event by event; and its history for
// process mining.
//
//     std::ofstream out("district.jsonl", std::ios::binary);
//     export_events(ledger, [&](std::string_view bytes) { out << bytes; });
//
//     std::ifstream in("district.jsonl", std::ios::binary);
//     Imported moved = import_events(
//         [&](char* into, std::size_t most) { return in.read(into, most), in.gcount(); },
//         "copy.rectify");
//     if (!moved.ledger) show(moved.line, text(*moved.refusal, Lang::en));
//
// The copy is equal: events, hashes, items, counters, answers to repeated commands, whatever the
// store. docs/interchange.md has the formats, and what each keeps and loses. Everything streams: the
// memory needed doesn't grow with the ledger. Errors are thrown as elsewhere; what the functions
// given throw comes through.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/ledger.hpp>

#include <type_traits>

namespace rectify {

// Somebody else's function, for as long as a call lasts: any function object. (std::function costs
// each includer 0.2 s.)
template <class>
class Borrowed;
template <class R, class... A>
class Borrowed<R(A...)> {
 public:
  Borrowed() = default;
  // NOLINTBEGIN: stands for any function, one that is const too.
  template <class F>
  requires(std::is_invocable_r_v<R, F&, A...> && !std::is_same_v<std::remove_cvref_t<F>, Borrowed>)
      Borrowed(F&& f)
      : f_(const_cast<void*>(static_cast<const void*>(&f))), call_([](void* held, A... a) -> R {
          return static_cast<R>((*static_cast<std::remove_reference_t<F>*>(held))(a...));
        }) {}
  // NOLINTEND
  explicit operator bool() const { return call_ != nullptr; }
  R operator()(A... a) const { return call_(f_, a...); }

 private:
  void* f_ = nullptr;
  R (*call_)(void*, A...) = nullptr;
};

using Sink = Borrowed<void(std::string_view bytes)>;
// Reads up to `most` bytes, at least one; 0: that was all.
using Source = Borrowed<std::size_t(char* into, std::size_t most)>;
// Is told now and then how many of how many events are done.
using Told = Borrowed<void(std::uint64_t done, std::uint64_t total)>;

enum class Format : std::uint8_t { json, protobuf };  // JSON lines; a stream with lengths

// Every event behind `after` that is there when it is called, with its hash. O(events).
RECTIFY_API void export_events(const Ledger&, Sink, Format = Format::json, std::uint64_t after = 0,
                               Told = {});

struct Imported {
  std::optional<Ledger> ledger{};  // the new one, whole; none where something was wrong
  std::uint64_t events = 0;        // that are in it now
  std::uint64_t line = 0;          // what was wrong: which line, or which message of a stream
  std::optional<Refusal> refusal{};
};

// Makes a ledger of exported events, of either format, where there is none yet; `options` give its
// clock. Each event is checked: the chain's hash and order, the record's form, its item's next
// version, its command's id. Items, counters, lights and rules are made from the events anew. In
// transactions of bounded size: what was cut short, by a wrong line, a full disk or kill -9, is no
// ledger (Ledger::open says store.incomplete), and the same import again goes on where it stopped.
// Refusals: chain.*, item.*, command.id-reused and what decode refuses. Errors: store.taken, and those of
// Ledger::open. `told`: events and bytes so far. O(events).
RECTIFY_API Imported import_events(Source, const std::string& where, Options options = {},
                                   Told = {});
// Into a store of the host's own, a std::unique_ptr<Store>.
RECTIFY_API Imported import_events(Source, Store* owned, Options options, Told);
template <class StorePointer>
requires requires(StorePointer store) { store.release(); }
Imported import_events(Source source, StorePointer store, Options options = {}, Told told = {}) {
  return import_events(source, static_cast<Store*>(store.release()), std::move(options), told);
}

// For process mining. XES (IEEE 1849-2016): a trace an item, an event a command.
RECTIFY_API void export_xes(const Ledger&, Sink, Told = {});
// OCEL 2.0 as JSON: objects are items, units and persons; an item's attributes with their changes
// over time. Memory: the names of all units and persons.
RECTIFY_API void export_ocel(const Ledger&, Sink, Told = {});

}  // namespace rectify
