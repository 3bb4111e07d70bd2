// lifecycle.cpp: the one place where the compiled library has the calendar's and the lifecycle's
// bodies. SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/lifecycle.hpp>
