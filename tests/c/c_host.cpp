// c_host.cpp: the same header, read by a C++ compiler first and alone. SPDX-License-Identifier: BSL-1.0
#include <rectify.h>

#include "c_host.h"

unsigned long cpp_host_layout(int which) {
  switch (which) {
    case 0: return RECTIFY_ABI;
    case 1: return sizeof(rectify_options);
    case 2: return sizeof(rectify_error);
    case 3: return offsetof(rectify_error, text_zh);
    default: return RECTIFY_MOST_BATCH;
  }
}
