// rectify.hpp: all that a host of the ledger needs.
//
//     auto ledger = rectify::Ledger::open(":memory:");
//     rectify::Actor wang{.name = "王芳", .unit = "办公室", .roles = {"clerk"}};
//     auto id = ledger.report({.title = "接访窗口周五提前下班", .source = "选民座谈会"}, wang);
//     auto item = ledger.find(id.value());
//     auto line = rectify::to_json(*item);
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/diagram.hpp>
#include <rectify/ledger.hpp>
#include <rectify/phrase.hpp>
#include <rectify/wire.hpp>
