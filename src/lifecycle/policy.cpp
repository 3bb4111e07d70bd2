// policy.cpp: policies, compiled.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/policy.hpp>
