// flow.cpp: the machines of hosts, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/flow.hpp>
