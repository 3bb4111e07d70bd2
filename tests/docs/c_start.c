/* c_start.c: the start that docs/c.md shows, compiled and run as it stands there.
 * SPDX-License-Identifier: BSL-1.0 */
#include <rectify.h>

#include <stdio.h>
#include <string.h>

int main(void) {
  const char* report =
      "{\"id\":\"desk-1\",\"actor\":{\"name\":\"王芳\",\"unit\":\"办公室\",\"roles\":[\"clerk\"]},"
      "\"report\":{\"title\":\"接访窗口周五提前下班\"}}";
  const char* verify = "{\"item\":\"1\",\"actor\":{\"name\":\"王芳\"},\"verify\":{}}";
  rectify_ledger* ledger;
  rectify_error* error;
  char* answer;
  size_t size;

  if (rectify_open(":memory:", 8, NULL, &ledger, &error) != RECTIFY_OK) {
    fprintf(stderr, "%s\n", error->text_en); /* "a.rectify: what went wrong; what to do" */
    rectify_free(error);
    return 1;
  }

  rectify_apply(ledger, RECTIFY_JSON, report, strlen(report), &answer, &size, &error);
  puts(answer); /* {"commandId":"desk-1","accepted":true,"seq":"2","item":"1",…} */
  rectify_free(answer);
  rectify_free(error);

  if (rectify_apply(ledger, RECTIFY_JSON, verify, strlen(verify), &answer, &size, &error) ==
      RECTIFY_REFUSED)
    printf("%s: %s\n", error->code, error->text_zh);
  rectify_free(answer);
  rectify_free(error);

  rectify_close(&ledger);
  return 0;
}
