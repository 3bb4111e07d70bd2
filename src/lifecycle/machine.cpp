// machine.cpp: the item's machine, compiled once: step, advance, allowed.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/allowed.hpp>
