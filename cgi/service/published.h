/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The public figures (公开数据): of each quarter that is over how much came in and was decided, how fast, how
 * much of it on time, by formality and by unit, and how it was rated. Counted by the courier from intake,
 * outcome and rating; nobody types a number.
 *
 * No figure tells of one person. Of a row that stands for itself at least PUBLISHED_LEAST were received
 * and at least as many decided, or none; all others are counted together, and if that is fewer the
 * smallest of the rest joins them, so that nothing is left over when the rows are taken from the total.
 * A level that so few chose is left out, and with it the smallest other one. Quarters do not overlap, and
 * each is made once and never again: neither two of them nor two days give a number by difference.
 */
#ifndef QIAO_SERVICE_PUBLISHED_H
#define QIAO_SERVICE_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "service/taken.h"

struct db;
struct error;

#define PUBLISHED_LEAST 5
#define PUBLISHED_QUARTERS 8		/* that are looked back */
#define PUBLISHED_LEVELS 5

struct published_count {
	const char *code;		/* NULL: it is in the rest */
	int received, decided, late;
	struct taken taken;
};

/*
 * Which stand for themselves; the rest together, all 0 if every one does. False if not even all of them
 * together may be told.
 */
bool published_fold(struct published_count *at, size_t count, struct published_count *rest);
/* level[1] to level[5]; what is left out becomes -1. The sum, or -1. */
int published_levels(int level[PUBLISHED_LEVELS + 1]);

/* The last PUBLISHED_QUARTERS that are over and of which there is something, each once. */
const struct error *published_make(struct db *db, moment now) __attribute__((warn_unused_result));

struct published_row {
	const char *code;		/* "" of the rest */
	const char *zh, *en;		/* of a unit */
	int received, decided;
	int on_time;			/* in hundredths, rounded down */
	int half, most;			/* working days within which half, and nine in ten, were decided */
};

struct published_rows {
	struct published_row *at;	/* most decided first, the rest at the end */
	size_t count;
};

struct published {
	const char *quarter;		/* 2026-Q3; NULL: none was made yet */
	struct published_row all;
	struct published_rows formalities, units;
	int rated, level[PUBLISHED_LEVELS + 1];	/* -1: too few */
	const char *quarters[PUBLISHED_QUARTERS + 1];	/* the newest first, NULL at the end */
};

/* Of that quarter, or of the newest one if it is NULL or not there. */
const struct error *published_load(struct db *db, const char *quarter, struct published *out)
    __attribute__((warn_unused_result));

#endif
