// headers_host.cpp: a host with a database of its own uses the lifecycle without our library.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/lifecycle.hpp>

#ifndef RECTIFY_HEADER_ONLY
#error "rectify::headers says that there is no compiled library"
#endif

int main() { return 0; }
