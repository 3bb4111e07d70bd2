/* c_host.c: a day of a host that is written in C99. SPDX-License-Identifier: BSL-1.0 */
#include <rectify.h>

#include "c_host.h"

#include <string.h>

static int64_t morning(void* context) { return *(const int64_t*)context; }

const char* c_host_day(void) {
  static const char report[] =
      "{\"id\":\"c-1\",\"actor\":{\"name\":\"W\",\"unit\":\"U\",\"roles\":[\"clerk\"]},"
      "\"report\":{\"title\":\"leak\"}}";
  static const char start[] =
      "{\"item\":\"1\",\"actor\":{\"name\":\"W\",\"unit\":\"U\"},\"start\":{}}";
  int64_t now = INT64_C(1529888400000);
  rectify_options options = RECTIFY_OPTIONS_INIT;
  rectify_ledger* ledger;
  rectify_error* error;
  char* answer;
  size_t size;

  options.now = morning;
  options.context = &now;
  if (rectify_open(":memory:", 8, &options, &ledger, &error) != RECTIFY_OK) return "open";
  if (rectify_apply(ledger, RECTIFY_JSON, report, strlen(report), &answer, &size, &error))
    return "report";
  if (error != NULL || answer == NULL || strlen(answer) != size) return "answer";
  if (strstr(answer, "\"accepted\":true") == NULL) return "accepted";
  rectify_free(answer);
  if (rectify_apply(ledger, RECTIFY_JSON, start, strlen(start), &answer, &size, &error) !=
      RECTIFY_REFUSED)
    return "refused";
  if (answer == NULL || error == NULL || strcmp(error->code, "state.wrong") != 0) return "why";
  rectify_free(answer);
  rectify_free(error);
  rectify_close(&ledger);
  return ledger == NULL ? NULL : "close";
}

unsigned long c_host_layout(int which) {
  switch (which) {
    case 0: return RECTIFY_ABI;
    case 1: return (unsigned long)sizeof(rectify_options);
    case 2: return (unsigned long)sizeof(rectify_error);
    case 3: return (unsigned long)offsetof(rectify_error, text_zh);
    default: return (unsigned long)RECTIFY_MOST_BATCH;
  }
}
