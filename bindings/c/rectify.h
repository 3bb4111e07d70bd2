/* rectify.h: the whole ledger for C, and so for any language that can call C.
 *
 *     rectify_ledger* ledger;
 *     char* answer;
 *     size_t size;
 *     rectify_error* error;
 *     rectify_open("district.rectify", 16, NULL, &ledger, &error);
 *     if (rectify_apply(ledger, RECTIFY_JSON, command, strlen(command), &answer, &size, &error))
 *       fprintf(stderr, "%s: %s\n", error->code, error->text_zh);
 *     rectify_free(error);
 *     rectify_free(answer);
 *     rectify_close(&ledger);
 *
 * Conventions, of every function:
 *
 * Status. What is done is RECTIFY_OK, which is 0. RECTIFY_REFUSED: it may not be done, and the error
 * says why and what would be right. RECTIFY_ERROR: it could not be done (disk full, file damaged).
 * RECTIFY_MISUSE: the call itself is wrong (a null pointer, a flag that isn't one); a bug in the
 * host, never a crash. After the last three nothing was changed, but by a rectify_apply_batch that is
 * not all-or-nothing, and where the error is "memory": then a command may have been applied, and
 * given again with the same id it is not applied twice. A refused command is never RECTIFY_OK.
 *
 * Buffers. What goes in is a pointer and its size in bytes, borrowed for the call; no zero byte is
 * asked for. NULL is a buffer of size 0. What comes out is a pointer and a size, the host's from then
 * on, to be freed with rectify_free and nothing else; a zero byte follows it that isn't counted.
 *
 * Out-parameters come last, must be there, and are always written: NULL and 0 where there is nothing
 * to give. What they held before is not looked at, so free it first. `error` alone may be NULL, where
 * the host doesn't want it; else it is NULL after RECTIFY_OK, and to be freed after all else.
 *
 * Messages are those of proto/rectify/v1, named below; flags choose how they are written, in and out
 * of one call: RECTIFY_PROTOBUF or RECTIFY_JSON (protobuf's JSON mapping), with the words of refusals
 * in RECTIFY_ENGLISH or RECTIFY_CHINESE. They go with the call and not with the ledger, so that the
 * part of a host that speaks JSON and the one that keeps bytes may share one ledger. Texts are UTF-8.
 * All that comes in is checked: at most RECTIFY_MOST bytes (of many commands and of calendars
 * RECTIFY_MOST_BATCH), names, days and nesting; fields that aren't known are refused in JSON.
 *
 * Times are milliseconds since 1970-01-01 UTC; days are "2018-07-31".
 *
 * Threads. Every function may be called from any thread, on one ledger too, without locks;
 * rectify_close when no other call on that ledger runs. The library starts no thread, sets no signal
 * handler and no locale, prints nothing, and keeps nothing outside of its handles. Don't use a ledger
 * across fork(). No C++ exception leaves a function; don't leave a callback by longjmp.
 *
 * Versions. Functions and fields are added, never changed: a program that was built with an older
 * rectify.h of the same RECTIFY_ABI runs with this library.
 *
 * SPDX-License-Identifier: BSL-1.0
 */
#ifndef RECTIFY_H
#define RECTIFY_H

#include <stddef.h>
#include <stdint.h>

/* The version of this header, the same as in rectify/version.hpp; rectify_version() tells that of the
 * library. */
#define RECTIFY_VERSION_MAJOR 0
#define RECTIFY_VERSION_MINOR 1
#define RECTIFY_VERSION_PATCH 0
#define RECTIFY_ABI 1

#if defined(__GNUC__) && !defined(RECTIFY_STATIC)
#define RECTIFY_C_API __attribute__((visibility("default")))
#else
#define RECTIFY_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rectify_status {
  RECTIFY_OK = 0,
  RECTIFY_REFUSED = 1,
  RECTIFY_ERROR = 2,
  RECTIFY_MISUSE = 3
} rectify_status;

/* How messages are written: one of the first two, with one of the last two. */
enum { RECTIFY_PROTOBUF = 0, RECTIFY_JSON = 1, RECTIFY_ENGLISH = 0, RECTIFY_CHINESE = 2 };

#define RECTIFY_MOST ((size_t)1 << 20)       /* bytes of a message */
#define RECTIFY_MOST_BATCH ((size_t)1 << 24) /* bytes of many commands, of a calendar */
#define RECTIFY_NOW INT64_MIN                /* as a time: the ledger's clock */
#define RECTIFY_NEVER INT64_MAX              /* as a time: none */

/* Why not. One block, freed with rectify_free. Texts are never NULL; what doesn't apply is "". */
typedef struct rectify_error {
  rectify_status status;
  const char* code;    /* stable: "duties.owner-verifies", "store.full", "misuse.null" */
  const char* field;   /* which part of what came in */
  const char* value;   /* what stood there */
  const char* path;    /* of an error: the ledger's file */
  const char* text_en; /* all of it in one line, for people; of an error, both are in English */
  const char* text_zh;
} rectify_error;

typedef struct rectify_ledger rectify_ledger;

/* What a new ledger is made with, and whose clock is used. Begin with the default:
 * rectify_options options = RECTIFY_OPTIONS_INIT; */
typedef struct rectify_options {
  size_t size;          /* sizeof(rectify_options), so that fields can be added */
  int create;           /* 0: an error if there is no ledger at the address */
  int32_t zone_minutes; /* of a new ledger: whose day it is, as an offset from UTC; for ever */
  const char* policy;   /* of a new ledger: rectify.v1.Policy as JSON; NULL: the strict one */
  size_t policy_size;
  const char* calendar; /* of a new ledger: whole, as rectify_calendar gives it; NULL: China's */
  size_t calendar_size;
  int64_t (*now)(void* context); /* the clock, called from any thread; NULL: the system's */
  void* context;                 /* for it */
} rectify_options;
#define RECTIFY_OPTIONS_INIT \
  { sizeof(rectify_options), 1, 480, NULL, 0, NULL, 0, NULL, NULL }

/* ── the library ── */

/* "0.1.0"; it is never freed. */
RECTIFY_C_API const char* rectify_version(void);
/* To be compared with RECTIFY_ABI by who loads the library at run time. */
RECTIFY_C_API int rectify_abi(void);

/* Frees any buffer or error that a function gave. NULL is fine. */
RECTIFY_C_API void rectify_free(void* buffer);

/* ── opening ── */

/* Opens or makes the ledger at `where`: a file's path in UTF-8, or ":memory:". `options`: NULL for
 * the default. Errors: store.none, store.foreign, store.newer, store.older, store.damaged, store.io,
 * store.full. */
RECTIFY_C_API rectify_status rectify_open(const char* where, size_t where_size,
                                          const rectify_options* options, rectify_ledger** ledger,
                                          rectify_error** error);

/* Closes it and sets it to NULL, so that a later use is answered as misuse. NULL, or a pointer to
 * NULL, is fine. */
RECTIFY_C_API void rectify_close(rectify_ledger** ledger);

/* ── commands: durable when the call returns ── */

/* One Command in, its Answer out. RECTIFY_REFUSED has its Answer too: the refusal, the item's state and
 * version, of a conflict what happened in between. */
RECTIFY_C_API rectify_status rectify_apply(rectify_ledger* ledger, unsigned flags,
                                           const char* command, size_t command_size, char** answer,
                                           size_t* answer_size, rectify_error** error);

/* Commands in, in one transaction; Answers out, one each, in order. RECTIFY_REFUSED when any was
 * refused: the error is the first one's, and the answers tell of each. Where one can't be read there
 * are no answers, and none was applied. */
RECTIFY_C_API rectify_status rectify_apply_batch(rectify_ledger* ledger, unsigned flags,
                                                 const char* commands, size_t commands_size,
                                                 char** answers, size_t* answers_size,
                                                 rectify_error** error);

/* Changes the lights that are due to change and climbs the policy's ladder, each once however many
 * call; Answers of those that this call changed. `now`: a time, or RECTIFY_NOW. */
RECTIFY_C_API rectify_status rectify_tick(rectify_ledger* ledger, unsigned flags, int64_t now,
                                          char** answers, size_t* answers_size,
                                          rectify_error** error);

/* When tick has something to do next; RECTIFY_NEVER if never. */
RECTIFY_C_API rectify_status rectify_next_due(const rectify_ledger* ledger, int64_t* at,
                                              rectify_error** error);

/* ── questions ── */

/* An Item; RECTIFY_REFUSED (item.none) if there is none of that number. */
RECTIFY_C_API rectify_status rectify_get(const rectify_ledger* ledger, unsigned flags, int64_t item,
                                         char** out, size_t* out_size, rectify_error** error);

/* A Query in, a Page out; the next page is asked for with the Page's `next` as the Query's `after`. */
RECTIFY_C_API rectify_status rectify_query(const rectify_ledger* ledger, unsigned flags,
                                           const char* query, size_t query_size, char** page,
                                           size_t* page_size, rectify_error** error);

/* An item's events, oldest first, as a History; RECTIFY_REFUSED (item.none) if there is no such item. */
RECTIFY_C_API rectify_status rectify_history(const rectify_ledger* ledger, unsigned flags,
                                             int64_t item, char** history, size_t* history_size,
                                             rectify_error** error);

/* For subscribers, who ask again and again: a History of what stands behind the event `after` (0: from
 * the first), at most `limit` events (brought into 1 to 10,000). `last` is the number of the last of them, for the
 * next call; `after` itself if there is nothing new. */
RECTIFY_C_API rectify_status rectify_events(const rectify_ledger* ledger, unsigned flags,
                                            uint64_t after, size_t limit, char** history,
                                            size_t* history_size, uint64_t* last,
                                            rectify_error** error);

/* An Actor in; Allowances out: every command, whether this actor may give it to this item, and why
 * not. `item`: one that there isn't can be reported. `at`: a time, or RECTIFY_NOW. */
RECTIFY_C_API rectify_status rectify_allowed(const rectify_ledger* ledger, unsigned flags,
                                             int64_t item, const char* actor, size_t actor_size,
                                             int64_t at, char** allowances, size_t* allowances_size,
                                             rectify_error** error);

/* Counters, for a dashboard. */
RECTIFY_C_API rectify_status rectify_counters(const rectify_ledger* ledger, unsigned flags,
                                              char** counters, size_t* counters_size,
                                              rectify_error** error);

/* Called now and then while a ledger is verified; must not call the ledger. */
typedef void (*rectify_progress)(void* context, uint64_t done, uint64_t total);

/* Walks the chain and makes every item again. A Verification out; RECTIFY_ERROR (store.damaged) with
 * it if the ledger is not whole. `progress`: NULL for none. */
RECTIFY_C_API rectify_status rectify_verify(const rectify_ledger* ledger, unsigned flags,
                                            rectify_progress progress, void* context,
                                            char** verification, size_t* verification_size,
                                            rectify_error** error);

/* ── policy and working days ── */

/* The Policy in force. */
RECTIFY_C_API rectify_status rectify_policy(const rectify_ledger* ledger, unsigned flags,
                                            char** policy, size_t* policy_size,
                                            rectify_error** error);

/* Sets another Policy, whole, by an Actor; an Answer out. */
RECTIFY_C_API rectify_status rectify_set_policy(rectify_ledger* ledger, unsigned flags,
                                                const char* policy, size_t policy_size,
                                                const char* actor, size_t actor_size, char** answer,
                                                size_t* answer_size, rectify_error** error);

/* The working days in force, as a text (docs/deadlines.md). */
RECTIFY_C_API rectify_status rectify_calendar(const rectify_ledger* ledger, char** calendar,
                                              size_t* calendar_size, rectify_error** error);

/* Puts a calendar's text over the one in force, by an Actor. Answers out: the ledger's own first, then
 * those of the items whose deadline moved; none at all if nothing changes. */
RECTIFY_C_API rectify_status rectify_set_calendar(rectify_ledger* ledger, unsigned flags,
                                                  const char* calendar, size_t calendar_size,
                                                  const char* actor, size_t actor_size,
                                                  char** answers, size_t* answers_size,
                                                  rectify_error** error);

/* ── machines of the host's own (docs/workflows.md) ── */

/* A Definition in, by an Actor: items that follow it can be reported from now on. An Answer out. A
 * machine that is there already is answered as repeated. Refusals: workflow.*, actor.role. */
RECTIFY_C_API rectify_status rectify_define(rectify_ledger* ledger, unsigned flags,
                                            const char* definition, size_t definition_size,
                                            const char* actor, size_t actor_size, char** answer,
                                            size_t* answer_size, rectify_error** error);

/* Workflows out: all that were defined, the newest first, each with its fingerprint. */
RECTIFY_C_API rectify_status rectify_workflows(const rectify_ledger* ledger, unsigned flags,
                                               char** workflows, size_t* workflows_size,
                                               rectify_error** error);

/* What differs between two versions, by their fingerprints: a MigrationPlan out, to be completed where
 * it has no place for a state. */
RECTIFY_C_API rectify_status rectify_plan(const rectify_ledger* ledger, unsigned flags,
                                          uint64_t from, uint64_t to, char** plan,
                                          size_t* plan_size, rectify_error** error);

/* A MigrationOrder in, by an Actor; Answers out, one for each open item of the old version, all or
 * none. RECTIFY_REFUSED when any was refused, as rectify_apply_batch. */
RECTIFY_C_API rectify_status rectify_migrate(rectify_ledger* ledger, unsigned flags,
                                             const char* order, size_t order_size,
                                             const char* actor, size_t actor_size, char** answers,
                                             size_t* answers_size, rectify_error** error);

/* A MigrationUndo in, by an Actor: takes a migration back. Answers out, one for each item that it moved;
 * those on which somebody has worked since stay (migration.moved-on). RECTIFY_REFUSED when any stayed,
 * as rectify_apply_batch: the others are moved back. */
RECTIFY_C_API rectify_status rectify_undo_migration(rectify_ledger* ledger, unsigned flags,
                                                    const char* undo, size_t undo_size,
                                                    const char* actor, size_t actor_size,
                                                    char** answers, size_t* answers_size,
                                                    rectify_error** error);

/* ── without changing anything ── */

/* Reads a phrase, "7月底前", on a reference day: a DeadlineReading out, which explains itself. `ledger`
 * gives its calendar and its policy's rules; NULL: China's official calendar and the plain rules. */
RECTIFY_C_API rectify_status rectify_deadline_parse(const rectify_ledger* ledger, unsigned flags,
                                                    const char* phrase, size_t phrase_size,
                                                    const char* reference, size_t reference_size,
                                                    char** reading, size_t* reading_size,
                                                    rectify_error** error);

typedef enum rectify_picture {
  RECTIFY_MERMAID = 0,
  RECTIFY_DOT = 1,
  RECTIFY_SCXML = 2
} rectify_picture;

/* The machine as a text for a drawing program. With a ledger and an item's number it is that item's,
 * and its present states are lit; without (NULL, 0) it is the item's own, and none is. */
RECTIFY_C_API rectify_status rectify_render(const rectify_ledger* ledger, rectify_picture picture,
                                            int64_t item, char** text, size_t* text_size,
                                            rectify_error** error);

#ifdef __cplusplus
}
#endif

#endif
