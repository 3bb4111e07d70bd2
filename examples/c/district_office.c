/* district_office.c: some weeks of a district office in C: problems are reported and assigned, nobody
 * verifies their own work, the red ones are listed, a subscriber follows, the ledger proves itself.
 *
 *     district_office              a ledger in memory
 *     district_office a.rectify    or in a file, which must be new: the days are those of 2018
 *
 * Messages are JSON here, and read with a helper of ten lines that will do for this program only; a
 * host that has a JSON library uses it, one that has protobuf asks with RECTIFY_PROTOBUF.
 * SPDX-License-Identifier: BSL-1.0 */
#include <rectify.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLERK "\"actor\":{\"name\":\"王芳\",\"unit\":\"办公室\",\"roles\":[\"clerk\"]}"
#define SECRETARY "\"actor\":{\"name\":\"陈静\",\"unit\":\"整改办\",\"roles\":[\"coordinator\"]}"

static const int64_t day = INT64_C(86400000);

/* The office's clock: it stands at what the program says. A host without one leaves it out. */
static int64_t office_clock(void* context) { return *(const int64_t*)context; }

/* What can't be done ends this program; what may not be done is told, and it goes on. */
static void tell(rectify_status status, rectify_error** error) {
  if (status == RECTIFY_OK) return;
  printf("  %s\n  %s\n", (*error)->text_zh, (*error)->text_en);
  if (status != RECTIFY_REFUSED) exit(EXIT_FAILURE);
  rectify_free(*error);
}

/* The text of the next "key":"…" in the JSON from *at on, into `text`; 0 if there is none. */
static int next_text(const char** at, const char* key, char* text, size_t size) {
  char wanted[32];
  const char *from, *to;
  snprintf(wanted, sizeof wanted, "\"%s\":\"", key);
  if ((from = strstr(*at, wanted)) == NULL) return 0;
  from += strlen(wanted);
  if ((to = strchr(from, '"')) == NULL || (size_t)(to - from) >= size) return 0;
  memcpy(text, from, (size_t)(to - from));
  text[to - from] = '\0';
  *at = to;
  return 1;
}

/* One command, its answer looked at only for the state that it led to. */
static void give(rectify_ledger* ledger, const char* what, const char* command) {
  rectify_error* error;
  char* answer;
  size_t size;
  char state[64] = "";
  rectify_status status =
      rectify_apply(ledger, RECTIFY_JSON, command, strlen(command), &answer, &size, &error);
  if (status == RECTIFY_OK) {
    const char* at = answer;
    next_text(&at, "main", state, sizeof state);
  }
  printf("%s: %s\n", what, status == RECTIFY_OK ? state : "no");
  tell(status, &error);
  rectify_free(answer);
}

/* A list that came in, all of it or nothing. */
static void report_list(rectify_ledger* ledger) {
  static const char list[] =
      "{\"commands\":["
      "{\"id\":\"list-1\"," CLERK
      ",\"report\":{\"title\":\"接访窗口周五提前下班\",\"source\":\"选民座谈会\"}},"
      "{\"id\":\"list-2\"," CLERK
      ",\"report\":{\"title\":\"办事指南未及时更新\"}},"
      "{\"id\":\"list-3\"," CLERK
      ",\"report\":{\"title\":\"停车位划线不清\"}}],"
      "\"batch\":{\"allOrNothing\":true,\"id\":\"list-2018-06\"}}";
  rectify_error* error;
  char* answers;
  size_t size;
  rectify_status status =
      rectify_apply_batch(ledger, RECTIFY_JSON, list, sizeof list - 1, &answers, &size, &error);
  printf("a list of three: %s\n", status == RECTIFY_OK ? "reported" : "no");
  tell(status, &error);
  rectify_free(answers);
}

/* What a phrase means, before anybody is bound by it. */
static void explain(const rectify_ledger* ledger, const char* phrase) {
  rectify_error* error;
  char* reading;
  size_t size;
  char due[16];
  rectify_status status = rectify_deadline_parse(ledger, RECTIFY_JSON, phrase, strlen(phrase),
                                                 "2018-06-25", 10, &reading, &size, &error);
  const char* at = reading;
  if (status == RECTIFY_OK && next_text(&at, "due", due, sizeof due))
    printf("%s: until %s\n", phrase, due);
  else
    printf("%s: no\n", phrase);
  tell(status, &error);
  rectify_free(reading);
}

/* Every item with a red light, a page at a time. */
static void list_red(const rectify_ledger* ledger) {
  char query[256], title[256], after[128] = "";
  do {
    rectify_error* error;
    char* page;
    size_t size;
    const char* at;
    snprintf(query, sizeof query,
             "{\"light\":\"red\",\"sort\":\"due\",\"limit\":2,\"after\":\"%s\"}", after);
    tell(rectify_query(ledger, RECTIFY_JSON, query, strlen(query), &page, &size, &error), &error);
    at = page;
    while (next_text(&at, "title", title, sizeof title)) printf("  red: %s\n", title);
    at = page;
    if (!next_text(&at, "next", after, sizeof after)) after[0] = '\0';
    rectify_free(page);
  } while (after[0] != '\0');
}

/* What is new since the event `last`, for another system of the house. */
static uint64_t follow(const rectify_ledger* ledger, uint64_t last) {
  for (;;) {
    rectify_error* error;
    char *history, hash[80];
    size_t size;
    uint64_t before = last;
    const char* at;
    unsigned events = 0;
    tell(rectify_events(ledger, RECTIFY_JSON, before, 5, &history, &size, &last, &error), &error);
    at = history;
    while (next_text(&at, "hash", hash, sizeof hash)) ++events;
    rectify_free(history);
    if (last == before) return last;
    printf("  %u events, to number %lu\n", events, (unsigned long)last);
  }
}

static void count(void* context, uint64_t done, uint64_t total) {
  (void)total;
  *(uint64_t*)context = done;
}

int main(int argc, char** argv) {
  const char* where = argc > 1 ? argv[1] : ":memory:";
  int64_t now = INT64_C(1529888400000); /* 2018-06-25, nine in the morning in Shanghai */
  int64_t due;
  uint64_t last, looked_at = 0;
  rectify_options options = RECTIFY_OPTIONS_INIT;
  rectify_ledger* ledger;
  rectify_error* error;
  char* out;
  size_t size;

  if (rectify_abi() != RECTIFY_ABI) return EXIT_FAILURE;
  options.now = office_clock;
  options.context = &now;
  tell(rectify_open(where, strlen(where), &options, &ledger, &error), &error);

  report_list(ledger);
  explain(ledger, "7月底前");
  explain(ledger, "尽快完成");
  give(ledger, "assigned by 7月底前",
       "{\"item\":\"1\"," SECRETARY
       ",\"assign\":{\"owner\":{\"unit\":\"办公室\"},"
       "\"supervisor\":\"机关纪委\",\"deadline\":\"7月底前\"}}");
  give(ledger, "assigned by 10个工作日内",
       "{\"item\":\"2\"," SECRETARY
       ",\"assign\":{\"owner\":{\"unit\":\"办公室\"},"
       "\"supervisor\":\"机关纪委\",\"deadline\":\"10个工作日内\"}}");
  give(ledger, "assigned by 3日内",
       "{\"item\":\"3\"," SECRETARY
       ",\"assign\":{\"owner\":{\"unit\":\"后勤处\"},"
       "\"supervisor\":\"机关纪委\",\"deadline\":\"3日内\"}}");
  give(ledger, "started", "{\"item\":\"1\"," CLERK ",\"start\":{}}");
  give(ledger, "submitted",
       "{\"item\":\"1\"," CLERK ",\"submit\":{\"evidence\":[{\"text\":\"新的值班表\"}]}}");
  give(ledger, "verified in her own unit",
       "{\"item\":\"1\",\"actor\":{\"name\":\"李芳\",\"unit\":\"办公室\",\"roles\":[\"verifier\"]},"
       "\"verify\":{}}");
  puts("so far:");
  last = follow(ledger, 0);

  tell(rectify_next_due(ledger, &due, &error), &error);
  printf("the clock has something to do: %s\n", due == RECTIFY_NEVER ? "never"
                                                : due <= now         ? "now"
                                                                     : "later");
  now += 42 * day; /* 6 August */
  tell(rectify_tick(ledger, RECTIFY_JSON, RECTIFY_NOW, &out, &size, &error), &error);
  rectify_free(out);
  puts("on 6 August:");
  list_red(ledger);
  puts("since then:");
  follow(ledger, last);

  tell(rectify_verify(ledger, RECTIFY_JSON, count, &looked_at, &out, &size, &error), &error);
  printf("the ledger is whole: %s\n", strstr(out, "\"whole\":true") != NULL ? "yes" : "no");
  rectify_free(out);
  rectify_close(&ledger);
  return EXIT_SUCCESS;
}
