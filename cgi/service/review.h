/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sampling (抽查): a supervisor draws matters that have ended at random and looks at each again.
 *
 * How it is drawn, so that anybody can draw it again: of the matters that ended in the period and by the
 * moment of the draw, in that way, of that unit and formality, in which the supervisor had no hand by then
 * and none that is barred to them, each gets the number BLAKE2b-256("qiao-review-1|SEED|ID"), SEED being 32
 * hexadecimal digits of getrandom(2) in small letters and ID the application's number in decimal; the
 * smallest numbers are drawn, in their order. So each of N matters is as likely as any other, and whoever
 * draws cannot choose: the seed is made with the draw and kept.
 *
 *	if ((e = review_draw(db, &drawer, &wish, q->now, &id)))
 *		return e;		ERROR_NOT_FOUND: nothing to draw from; ERROR_INVALID: too much
 *
 * A finding is an act of the matter (REVIEW), whose words officers read and residents do not.
 */
#ifndef QIAO_SERVICE_REVIEW_H
#define QIAO_SERVICE_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct application;
struct db;
struct deed;
struct error;

enum review_ending {
#define ENDING(name, word) ENDING_##name,
#include "service/review.def"
	ENDINGS
};

const char *ending_word(enum review_ending how) __attribute__((returns_nonnull));
bool ending_read(const char *word, enum review_ending *out);

enum review_finding {
#define FINDING(name, word, needs_words) FINDING_##name,
#include "service/review.def"
	FINDINGS
};

const char *finding_word(enum review_finding f) __attribute__((returns_nonnull));
bool finding_read(const char *word, enum review_finding *out);
bool finding_needs_words(enum review_finding f);

#define REVIEW_MOST 50			/* matters of one draw */
#define REVIEW_POPULATION_MOST 50000	/* to draw from; more is a narrower question */
#define REVIEW_DAYS_MOST 366

struct review_drawer {
	int64_t officer, unit;
};

struct review_wish {
	int64_t of_unit;		/* the own or one right below it; 0: all of these */
	const char *formality;		/* code, or NULL */
	enum review_ending ending;
	day since, until;		/* ended on these days and between them; ENDING_DECISION: decided */
	int count;
};

const struct error *review_draw(struct db *db, const struct review_drawer *by,
    const struct review_wish *wish, moment now, int64_t *id) __attribute__((warn_unused_result));

struct review_matter {
	int place;
	int64_t application;
	const char *ref;		/* NULL once the application is deleted */
	const char *formality, *unit_zh, *unit_en;
	moment ended, decided, reviewed;	/* 0: gone, no decision, not yet */
	enum review_ending ending;	/* ENDING_ANY: gone */
	enum review_finding finding;	/* if it was reviewed */
};

struct review {
	int64_t id, officer, unit;
	const char *number;		/* the drawer's, who reviews */
	struct review_wish wish;	/* formality NULL: any */
	const char *zh, *en;		/* of of_unit, or NULL */
	int population, drawn_count, reviewed_count;
	int counts[FINDINGS];
	const char *seed;
	moment drawn;
	struct review_matter *at;	/* drawn_count of them, by review_load() */
};

struct reviews {
	struct review *at;
	size_t count;
	bool has_more;
};

#define REVIEWS_PAGE 30
/* Of this unit's supervisors, the latest first, behind `before` (0: from the start). */
const struct error *review_list(struct db *db, int64_t unit, int64_t before, struct reviews *out)
    __attribute__((warn_unused_result));
/* This unit's, or ERROR_NOT_FOUND. */
const struct error *review_load(struct db *db, int64_t unit, int64_t id, struct review *out)
    __attribute__((warn_unused_result));
/* Draws it again by its seed: *is_same if the same come out; population: of how many now. */
const struct error *review_check(struct db *db, const struct review *r, bool *is_same, int *population)
    __attribute__((warn_unused_result));

/* The draw in which this officer has still to look at that matter, or 0. */
const struct error *review_open(struct db *db, int64_t application, int64_t officer, int64_t *id)
    __attribute__((warn_unused_result));
/*
 * The act and the finding. deed: role, actor, unit, at, formality. words: may be NULL. ERROR_CONFLICT if
 * it was reviewed before or is not theirs to review.
 */
const struct error *review_find(struct db *db, struct application *a, enum review_finding finding,
    const char *words, const struct deed *by) __attribute__((warn_unused_result));
/* The finding and the words of that act's detail; false for another act's. */
struct event;
bool review_said(const struct event *event, enum review_finding *finding, const char **words);

/* For review_draw() and its tests: the smallest of what was offered, in their order. */
struct lot {
	unsigned char rank[32];
	int64_t id;
};

struct lots {
	struct lot *at;			/* room for `most` */
	size_t count, most;
};

void lot_rank(const char *seed, int64_t id, struct lot *out);
void lot_offer(struct lots *lots, const struct lot *lot);

#endif
