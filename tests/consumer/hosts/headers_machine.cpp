// headers_machine.cpp: the one file in which a headers-only host asks for the machine.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/impl/lifecycle.hpp>
