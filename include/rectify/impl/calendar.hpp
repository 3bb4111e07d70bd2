// impl/calendar.hpp: the bodies of the calendar. Comes with impl/lifecycle.hpp.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/calendar_text.hpp>
#include <rectify/impl/china.hpp>
#include <rectify/impl/day.hpp>
#include <rectify/impl/deadline.hpp>
#include <rectify/impl/phrase.hpp>
#include <rectify/impl/refusal.hpp>
#include <rectify/impl/work_calendar.hpp>
