// headers_host.cpp: a host with a database of its own uses the lifecycle without our library.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#ifndef RECTIFY_HEADER_ONLY
#error "rectify::headers says that there is no compiled library"
#endif

int main() {
  const rectify::Policy policy = rectify::strict_policy();
  const rectify::Command command{.item = 1,
                                 .actor = {.name = "王芳", .roles = {"clerk"}},
                                 .at = rectify::read_instant("2018-06-25T09:00:00+08:00").value(),
                                 .body = rectify::Report{.title = "接访窗口周五提前下班"}};
  rectify::Item item;
  const auto event = rectify::step(item, command, {.policy = policy});
  if (!event) return 1;
  rectify::evolve(item, *event);
  return item.state.main == rectify::Main::found ? 0 : 1;
}
