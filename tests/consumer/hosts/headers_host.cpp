// headers_host.cpp: a host with a database of its own uses the calendar and the lifecycle without our
// library. Its other file, headers_machine.cpp, has their bodies.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/diagram.hpp>
#include <rectify/lifecycle.hpp>
#include <rectify/phrase.hpp>

#ifndef RECTIFY_HEADER_ONLY
#error "rectify::headers says that there is no compiled library"
#endif

using namespace rectify;

namespace {

bool the_calendar_works() {
  const auto deadline = read_phrase("15个工作日内", day(2018, 6, 25));
  return deadline && write_day(deadline->due.value()) == "2018-07-16" && !read_day("2018-02-30");
}

bool the_lifecycle_works() {
  const Policy policy = strict_policy();
  const Command command{.item = 1,
                        .actor = {.name = "王芳", .roles = {"clerk"}},
                        .at = read_instant("2018-06-25T09:00:00+08:00").value(),
                        .body = Report{.title = "接访窗口周五提前下班"}};
  Item item;
  const auto event = step(item, command, {.policy = policy});
  if (!event) return false;
  evolve(item, *event);
  const auto no = step(item, command, {.policy = policy});
  return item.state.main == Main::found && !no && !text(no.refusal(), Lang::zh).empty() &&
         !allowed(item, command.actor, *command.at, {.policy = policy}).empty();
}

}  // namespace

int main() { return !the_calendar_works() ? 1 : !the_lifecycle_works() ? 2 : 0; }
