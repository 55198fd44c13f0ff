/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What supervision counts: decisions of a span of days, by formality, unit, officer or month, and the
 * matters behind each number. Those are `outcome` (schema/028-outcome.sql), one row a decision, which
 * the store keeps in the transaction of the deciding act, and with it sums by month (047-figure-sum.sql).
 *
 *	struct figures_asked asked = {.by = FIGURES_FORMALITY, .unit = q->actor.unit,
 *	    .since = first, .until = last};
 *
 *	if ((e = figures_load(db, &asked, &figures)))
 *		return e;
 *
 * Days are working days from acceptance to the decision, both as days in Wenzhou, counted when it was
 * decided. Late is what was
 * decided after the day that was promised, with every stop of the clock taken off.
 */
#ifndef QIAO_SERVICE_FIGURES_H
#define QIAO_SERVICE_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;
struct taken;

/* A unit with its service sites, or each site by itself. */
enum figures_by { FIGURES_FORMALITY, FIGURES_UNIT, FIGURES_SITE, FIGURES_OFFICER, FIGURES_MONTH,
	FIGURES_WAYS };

const char *figures_word(enum figures_by by);		/* as an address has it */
bool figures_read(const char *word, enum figures_by *out);

const char *figures_month(struct db *db, day d);	/* "2026-11" */

struct figures_asked {
	enum figures_by by;
	int64_t unit;			/* it, the units below it, and their service sites; 0: all */
	int64_t only;			/* one of those with its sites, or 0 */
	int64_t viewer;			/* whose lists leave out what is barred (bar.h); 0: nobody's */
	day since, until;		/* the first of a month and the last of one */
};

struct figure {
	const char *key;		/* formality's code, unit's code, officer's number, 2026-11 */
	const char *zh, *en;		/* a unit's names, else NULL */
	int decided, late, refused;
	int corrections;		/* how many of the decided were corrected before */
	int half, most;			/* working days within which half, and nine in ten, were decided */
	const struct taken *taken;	/* … of which those are */
	int received, handed_back;	/* by figures_volumes(); nobody has received for an officer */
};

struct figures {
	struct figure *at;		/* most decided first; months the newest first */
	size_t count;
	struct figure all;
};

const struct error *figures_load(struct db *db, const struct figures_asked *asked, struct figures *out)
    __attribute__((warn_unused_result));

/*
 * Also how many came in in that time; figures of which nothing else is known are added at the end. The
 * second tells how many a department handed back, too.
 */
const struct error *figures_received(struct db *db, const struct figures_asked *asked, struct figures *out)
    __attribute__((warn_unused_result));
const struct error *figures_volumes(struct db *db, const struct figures_asked *asked, struct figures *out)
    __attribute__((warn_unused_result));

/* Which of the matters behind a figure. */
enum figures_which {
	FIGURES_DECIDED, FIGURES_ON_TIME, FIGURES_LATE, FIGURES_REFUSED,	/* those with an outcome */
	FIGURES_CORRECTED,
	FIGURES_RECEIVED, FIGURES_HANDED_BACK,
	FIGURES_WHICHES
};

const char *figures_which_word(enum figures_which which);	/* as an address has it */
bool figures_which_read(const char *word, enum figures_which *out);

struct outcome {
	int64_t id;			/* of the application, or the hand-back: what a page ends with */
	const char *ref;		/* NULL once the application is deleted */
	const char *formality, *unit_zh, *unit_en, *officer;	/* who did it */
	moment decided;			/* or received, or handed back */
	bool is_late, is_granted;
	int took;			/* working days; -1: it is no decision */
	bool may_open;			/* it is the asking unit's now, or of one below */
};

struct outcomes {
	struct outcome *at;
	size_t count;
	bool has_more;
	int hidden;			/* left out of these */
	int64_t last;			/* where the next ones begin */
};

#define OUTCOMES_PAGE 50
#define OUTCOMES_FILE 500

/* Letters, digits, '-' and '.', and not empty: could it be the key of a figure? */
bool figures_is_key(const char *key);
/*
 * Those behind the figure `key`, or behind all if it is NULL; the latest application first, from the
 * one after `before` on (0: from the start), so many at most.
 */
const struct error *figures_outcomes(struct db *db, const struct figures_asked *asked, const char *key,
    enum figures_which which, int64_t before, int most, struct outcomes *out)
    __attribute__((warn_unused_result));

struct ratings_figure {
	const char *key, *zh, *en;	/* as of a figure */
	int rated, level[6];		/* how many of each level, from 1 */
	int again;			/* rated once more after a follow-up */
};

struct ratings_figures {
	struct ratings_figure *at;	/* most rated first; months the newest first */
	size_t count;
	struct ratings_figure all;
};

/* The same of ratings (rating.h), by the day on which the matter was rated; excluded ones are none. */
const struct error *figures_ratings(struct db *db, const struct figures_asked *asked,
    struct ratings_figures *out) __attribute__((warn_unused_result));

struct rated_matter {
	int64_t application;
	const char *ref;		/* NULL once the application is deleted */
	const char *formality, *unit_zh, *unit_en, *officer;
	moment at;
	int level, again;		/* 0: not rated again */
	moment due, closed;		/* of its follow-up; 0: it has none, it is not closed */
	bool may_open;			/* as of an outcome */
};

struct rated_matters {
	struct rated_matter *at;
	size_t count;
	bool has_more;
	int hidden;			/* as of outcomes */
	int64_t last;
};

/* Of one level or (0) of all; those that were rated again, or all. */
struct rated_asked {
	const char *key;
	int level;
	bool is_again;
};

/* Those behind the figure; as figures_outcomes(). */
const struct error *figures_rated(struct db *db, const struct figures_asked *asked,
    const struct rated_asked *rated, int64_t before, int most, struct rated_matters *out)
    __attribute__((warn_unused_result));

struct standing_now {
	int64_t unit;
	const char *zh, *en;
	int open, overdue, soon;	/* the office's turn; soon: by the end of the next working day */
};

/* How the units stand at this moment, the most overdue first, without what is barred to the viewer. */
const struct error *figures_now(struct db *db, int64_t unit, int64_t viewer, moment now,
    struct standing_now **out, size_t *count) __attribute__((warn_unused_result));

#endif
