/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Corrections (补正): one notice with everything that is missing or wrong, each item a field
 * or a material with a sentence for the resident (Licensing Law art. 32(4)).
 */
#ifndef QIAO_SERVICE_CORRECTION_H
#define QIAO_SERVICE_CORRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/pairs.h"

struct application;
struct db;
struct error;
struct papers;

/* Of their seals: an item's sentence, the answers that the notice was about. */
#define CORRECTION_CONTEXT "correction"
#define CORRECTION_ANSWERS "correction-answers"

#define CORRECTION_ITEMS_MOST 40
#define CORRECTION_SENTENCE_MOST 1950	/* bytes, of one wording */

struct correction_item {
	const char *what;		/* field or material */
	const char *code, *sentence;
	const char *zh;			/* the paper's wording, or NULL: wording.h */
	moment answered;		/* when the resident last saved it, 0: not yet */
};

struct correction {
	int64_t id;
	int round;
	moment asked, due, answered;	/* answered: 0 while open */
	moment extended;		/* when the resident asked for more time, 0: not yet */
	struct correction_item *items;
	size_t count;
};

/*
 * Store the notice of the next round; the caller then acts ASK_CORRECTION. ERROR_INVALID for
 * no items, too many, two for one thing or a sentence over CORRECTION_SENTENCE_MOST;
 * ERROR_CONFLICT after CORRECTIONS_MOST rounds.
 */
const struct error *correction_ask(struct db *db, const struct application *a, int64_t officer,
    const struct correction_item *items, size_t count, moment now)
    __attribute__((warn_unused_result));
/* The newest round, or NULL if there never was one. */
const struct error *correction_load(struct db *db, int64_t application, struct correction **out)
    __attribute__((warn_unused_result));
/* The answers as they were when it was asked; none of one that was asked before they were kept. */
const struct error *correction_before(struct db *db, const struct correction *c, struct pairs *out)
    __attribute__((warn_unused_result));
/* ERROR_CONFLICT if it was answered before. */
const struct error *correction_answered(struct db *db, const struct correction *c, moment now)
    __attribute__((warn_unused_result));
/* The resident has saved this field, or added to this material. */
const struct error *correction_touch(struct db *db, const struct correction *c, const char *what,
    const char *code, moment now) __attribute__((warn_unused_result));
/*
 * CORRECTION_MORE_DAYS more, once; *due is the later day, and the caller then acts MORE_TIME.
 * ERROR_CONFLICT if it was extended, answered or over before.
 */
const struct error *correction_extend(struct db *db, const struct correction *c, moment now,
    moment *due) __attribute__((warn_unused_result));
/* What it would be extended to. */
moment correction_later(const struct correction *c);
/* Its day by the calendar as it is counted now. */
moment correction_counted(const struct correction *c);
/* Count its day again, by days off that were announced since; it never becomes an earlier one. */
const struct error *correction_recount(struct db *db, const struct correction *c, moment *due)
    __attribute__((warn_unused_result));
bool correction_has(const struct correction *c, const char *what, const char *code);
/* What it says of that; NULL: nothing. */
const char *correction_sentence(const struct correction *c, const char *what, const char *code);
/* Whether an answer is what it was before the notice (correction_before()); false if nobody knows. */
bool correction_is_same(const struct pairs *was, const struct pairs *now, const char *field);
/*
 * Whether the answer to this notice has changed this: another answer, a new paper, asked for or open beside
 * that. A second notice may concern this and nothing else. was: correction_before(); papers: as they are now.
 */
bool correction_is_changed(const struct correction *c, const struct pairs *was,
    const struct pairs *now, const struct papers *papers, const char *what, const char *code);

#endif
