/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The sums that the store keeps of itself: of supervision (schema/047-figure-sum.sql, read by figures.h) and
 * of the desk's lists (041-tally.sql, read by queue.h). Whether they are right, and making them so.
 */
#ifndef QIAO_SERVICE_SUMS_H
#define QIAO_SERVICE_SUMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;

/*
 * What acts have noted since becomes part of the sums: two duties of the courier's (clockwork.h), at most
 * SUMS_FOLD_MOST rows at a time.
 */
#define SUMS_FOLD_MOST 2000
const struct error *sums_fold_figures(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));
const struct error *sums_fold_lists(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

struct sum_wrong {
	const char *what;		/* "figures 2026-11 f cert-no-crime 3", "lists s submitted" */
	int64_t unit;
	const char *by;			/* "1 too many, 1 late too few" */
};

struct sums_wrong {
	struct sum_wrong *at;		/* the first SUMS_WRONG_MOST of them */
	size_t count;
};

/* Counts everything anew. */
#define SUMS_WRONG_MOST 100
const struct error *sums_check(struct db *db, struct sums_wrong *out) __attribute__((warn_unused_result));

/* The same, and writes what was wrong right: how many sums. In one transaction. As the tables' owner. */
const struct error *sums_mend(struct db *db, int64_t *mended) __attribute__((warn_unused_result));

#endif
