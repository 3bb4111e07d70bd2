// impl/lifecycle.hpp: the bodies of the calendar and the lifecycle. Include it in exactly one file
// of a program that defines RECTIFY_HEADER_ONLY (CMake: rectify::headers); the compiled library has
// it already. That file takes some 8 s to compile and 0.5 GB, the others nothing.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/impl/allowed.hpp>
#include <rectify/impl/calendar.hpp>
#include <rectify/impl/diagram.hpp>
#include <rectify/impl/evolve.hpp>
#include <rectify/impl/flow.hpp>
#include <rectify/impl/migration.hpp>
#include <rectify/impl/policy.hpp>
