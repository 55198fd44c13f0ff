/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a formality really takes, beside what is promised: working days from acceptance to the
 * decision, of what was decided in the last PACE_DAYS. Counted by the courier now and then, read by
 * a worker when it begins, so that a page asks for nothing.
 */
#ifndef QIAO_SERVICE_PACE_H
#define QIAO_SERVICE_PACE_H

#include "base/clock.h"

struct catalogue;
struct db;
struct error;

#define PACE_DAYS 90
#define PACE_LEAST 20		/* decided matters; fewer say nothing, or too much of one person */

struct pace {
	int decided;		/* how many */
	int half, most;		/* working days within which half, and nine in ten, were decided */
};

/* Count all of the catalogue anew and store it; reads a key of the decided ones, a day at a time. */
const struct error *pace_count(struct db *db, const struct catalogue *catalogue, moment now)
    __attribute__((warn_unused_result));
/* Into this process's memory, for pace_of(). */
const struct error *pace_load(struct db *db) __attribute__((warn_unused_result));
/* NULL with fewer than PACE_LEAST, or if nobody has counted for a week. */
const struct pace *pace_of(const char *formality, moment now);

#endif
