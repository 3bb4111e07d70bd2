// evolve.cpp: what events change in an item, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/evolve.hpp>
