// impl/lifecycle.hpp: the bodies of the calendar and the lifecycle. Include it in exactly one file
// of a program that defines RECTIFY_HEADER_ONLY (CMake: rectify::headers); the compiled library has
// it already. SPDX-License-Identifier: BSL-1.0
#pragma once

// clang-format off: each body below what it uses
#include <rectify/impl/allowed.hpp>
#include <rectify/impl/day.hpp>
#include <rectify/impl/deadline.hpp>
#include <rectify/impl/diagram.hpp>
#include <rectify/impl/evolve.hpp>
#include <rectify/impl/policy.hpp>
#include <rectify/impl/refusal.hpp>
#include <rectify/impl/step.hpp>
// clang-format on
