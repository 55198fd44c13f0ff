/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ratings (好差评) and what follows a bad one. A matter that was closed or declined is rated by its
 * resident once, from 5 (very satisfied) to 1; nobody must, and nothing is chosen for them. Level
 * and subjects are kept beside the unit, the officer and the formality for the figures, and say
 * nothing of the person. The words are the person's: they stand sealed in the matter's history and
 * nowhere else (RATE), which also locks the level into its chain, and they go when it goes.
 *
 * RATING_BAD or less opens a follow-up (回访), at the nearest unit above in which an approver or
 * supervisor works who had no hand in the matter; there is none above the highest, so then at
 * another centre. It is never the unit that was rated:
 *
 *	opened ── FOLLOW_UP_CALL, within CALL_DAYS ── FOLLOW_UP_MEND, within MEND_DAYS of the rating
 *	       ── FOLLOW_UP_CLOSE ── RATE_AGAIN, once
 *
 * A call that reached nobody is tried again by the next working day; after a try it may be mended.
 *
 *	if ((e = rating_give(db, a, &(struct rating_new){.level = 2, .subjects = subjects,
 *	    .words = form->words, .person = q->actor.id, .at = q->now, .formality = f})))
 *		return e;		ERROR_CONFLICT: it is rated already, or not ended
 */
#ifndef QIAO_SERVICE_RATING_H
#define QIAO_SERVICE_RATING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"

struct application;
struct db;
struct deed;
struct error;
struct event;
struct formality;

enum rating_about {
#define RATING_ABOUT(name, word) RATING_##name,
#include "service/rating.def"
	RATING_SUBJECTS
};

const char *rating_about_word(enum rating_about about);

#define RATING_LEVELS 5
#define RATING_BAD 2			/* that or less is followed up */
#define RATING_WORDS_MOST 1000		/* characters */

struct rating_new {
	int level;			/* 1 to RATING_LEVELS */
	unsigned subjects;		/* 1u << each enum rating_about */
	const char *words;		/* or NULL */
	bool is_again;			/* the one after the follow-up */
	int64_t person;
	enum lang lang;			/* the person's now: what follows is told in it */
	moment at;
	const struct formality *formality;
};

struct rated {
	int level;			/* 0: not rated */
	unsigned subjects;
	moment at;
};

struct follow_up {
	int64_t unit;			/* who has it; 0: there is none */
	const char *zh, *en;
	moment opened, call_by, mend_by;
	moment due;			/* of the step that is next */
	int tries;			/* calls, also those that reached nobody */
	moment tried, called, mended, closed;	/* 0: not yet; tried: the first call */
	bool is_mended;			/* else nothing was to be mended, and why was told */
};

struct rating {
	struct rated first, again;
	struct follow_up follow_up;
	moment excluded;		/* since when it is in no figure (exclusion.h), or 0 */
};

const struct error *rating_load(struct db *db, int64_t application, struct rating *out)
    __attribute__((warn_unused_result));
/* ERROR_CONFLICT if it may not be rated, or not any more. */
const struct error *rating_give(struct db *db, struct application *a, const struct rating_new *rating)
    __attribute__((warn_unused_result));
/* Whether its resident may rate it now; *is_again: once more. */
bool rating_is_open(const struct application *a, const struct rating *r, bool *is_again);
/* The words of a RATE or RATE_AGAIN; NULL if there are none or it is another act. */
const char *rating_words(const struct event *event);
/* An act of this file, or of exclusion.h: it comes after the matter's end. */
bool rating_is_after(const char *action);
/* What is for those who follow up and for the resident, and not for the desk of the rated unit. */
bool rating_is_private(const char *action);

struct follower {
	int64_t officer, unit;
	bool is_supervisor;		/* looks after the units right below, too */
};

/*
 * One that the follower's unit follows up, or ERROR_NOT_FOUND; ERROR_ROLE for somebody of the unit that
 * was rated, or who had it in hand; ERROR_BARRED for whom it is barred to (bar.h).
 */
const struct error *follow_up_load(struct db *db, const struct follower *by, const char *ref,
    struct application **a, struct rating *out) __attribute__((warn_unused_result));
/*
 * The three acts: deed's action, actor, unit and words. is_done: the call reached the resident; it is
 * mended. ERROR_CONFLICT if its turn has not come or is over, ERROR_ROLE for the unit that was rated.
 */
const struct error *follow_up_act(struct db *db, struct application *a, const struct follow_up *f,
    const struct deed *deed, bool is_done) __attribute__((warn_unused_result));

struct follow_ups {
	int open, overdue;
};

/* Of a unit and those below it, as the viewer's list has them. */
const struct error *follow_up_count(struct db *db, int64_t unit, int64_t viewer, moment now,
    struct follow_ups *out) __attribute__((warn_unused_result));

#endif
