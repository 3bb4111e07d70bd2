// checking.cpp: walks the chain and says what was found.
// SPDX-License-Identifier: BSL-1.0
#include "checking.hpp"

#include "json_text.hpp"
#include "progress.hpp"
#include "telling.hpp"

#include <rectify/ledger.hpp>

#include <memory>

namespace tracker {

Exit check(Session& session) {
  const auto ledger = session.open();
  std::unique_ptr<Progress> progress;
  std::uint64_t before = 0;
  const auto proof = ledger.check([&](std::uint64_t done, std::uint64_t total) {
    if (!progress)
      progress = std::make_unique<Progress>(std::string(session.say("校验", "checking")),
                                            static_cast<std::size_t>(total), session.lang);
    if (done > before) progress->add(static_cast<std::size_t>(done - before));
    before = std::max(before, done);
  });
  progress.reset();
  // The last link of the chain: kept elsewhere, it shows that nothing before it was changed.
  std::string last;
  if (const auto events = ledger.events(ledger.counters().events - 1, 1); !events.empty())
    last = rectify::hex(events.back().hash);
  if (session.json) {
    print(Object()
              .put("whole", proof.whole)
              .put("events", proof.events)
              .put("items", proof.items)
              .put("flaw", proof.flaw)
              .put("seq", proof.seq)
              .put("item", proof.item)
              .put("hash", last)
              .text() +
          "\n");
    return proof.whole ? Exit::done : Exit::flawed;
  }
  const auto counts = std::to_string(proof.events) +
                      std::string(session.say(" 条记录，", " events, ")) +
                      std::to_string(proof.items) + std::string(session.say(" 个问题", " items"));
  if (proof.whole) {
    print(coloured(session.say("台账完整", "the ledger is whole"), Colour::green, session.colours) +
          std::string(session.say("：记录链逐条相符，重建结果一致。",
                                  ": every link holds, every item follows from its events. ")) +
          counts + "\n" + std::string(session.say("末条记录 ", "last link ")) + last + "\n");
    return Exit::done;
  }
  complain(std::string(session.say("台账不符：", "the ledger is not whole: ")) + proof.flaw +
           (proof.seq != 0 ? std::string(session.say("（记录 ", " (event ")) +
                                 std::to_string(proof.seq) + std::string(session.say("）", ")"))
                           : "") +
           "\n" + counts + "\n");
  return Exit::flawed;
}

}  // namespace tracker
