// export.cpp: a ledger's events out, with their hashes.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/interchange.hpp>
#include <rectify/wire.hpp>

#include "ledger/inside.hpp"

namespace rectify {

namespace {

constexpr std::size_t at_once = 256;                   // events
constexpr std::size_t enough = std::size_t{1} << 16U;  // bytes for the sink

void append(std::string& out, const ChainLink& link, Format format) {
  if (format == Format::json) {
    out += to_json(link);
    out += '\n';
    return;
  }
  const std::string message = encode(link);
  std::size_t size = message.size();
  for (; size >= 0x80; size >>= 7U) out += static_cast<char>((size & 0x7fU) | 0x80U);
  out += static_cast<char>(size);
  out += message;
}

}  // namespace

void export_events(const Ledger& ledger, Sink sink, Format format, std::uint64_t after, Told told) {
  auto& store = *Ledger::Opened::of(ledger).store;
  const std::uint64_t last = store.read()->head().seq;
  std::string out;
  // A reader for each page: who reads slowly holds up no writer. Events never change.
  for (std::uint64_t seq = after; seq < last;) {
    const auto rows = store.read()->events(seq, std::min<std::uint64_t>(at_once, last - seq));
    for (const auto& row : rows) {
      if (row.seq != seq + 1) break;
      append(out, {row.record, row.hash}, format);
      if (out.size() >= enough) sink(out), out.clear();
      seq = row.seq;
    }
    if (rows.empty() || rows.back().seq != seq)
      ledger::damaged(store.address(), "event " + std::to_string(seq + 1) + " is missing");
    if (told) told(seq, last);
  }
  if (!out.empty()) sink(out);
}

}  // namespace rectify
