// diagram.cpp: pictures of machines, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/diagram.hpp>
