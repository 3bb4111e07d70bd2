// migration.cpp: what differs between two versions of a machine, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/migration.hpp>
