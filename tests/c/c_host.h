/* c_host.h: a day of a host that is written in C99.
 * SPDX-License-Identifier: BSL-1.0 */
#ifndef RECTIFY_TESTS_C_HOST_H
#define RECTIFY_TESTS_C_HOST_H

#ifdef __cplusplus
extern "C" {
#endif

/* Opens a ledger in memory, reports, is refused, asks and closes. NULL when all went well, else what
 * didn't. */
const char* c_host_day(void);
/* RECTIFY_ABI, the size of the options and of the error, as the C compiler sees them. */
unsigned long c_host_layout(int which);
unsigned long cpp_host_layout(int which);

#ifdef __cplusplus
}
#endif

#endif
