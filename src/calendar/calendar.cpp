// calendar.cpp: refusals, days and deadlines, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/calendar.hpp>
