// version.hpp: which rectify this is, and what its shared library shows.
//
//     static_assert(RECTIFY_VERSION_MAJOR == 0, "written against rectify 0.x");
//
// The three numbers are the version's only place: CMake, the package files and the library's file
// name are read from here.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#define RECTIFY_VERSION_MAJOR 0
#define RECTIFY_VERSION_MINOR 1
#define RECTIFY_VERSION_PATCH 0

// Marks what a host may call in the compiled library; all else is hidden in it. It says nothing in
// header-only use, and in a static library, so that a host's own shared object doesn't export us.
#if defined(RECTIFY_HEADER_ONLY) || defined(RECTIFY_STATIC)
#define RECTIFY_API
#else
#define RECTIFY_API __attribute__((visibility("default")))
#endif
