/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Days off were announced: what is due on or after the first of them is counted again, from each
 * application's own history and by the calendar as it is now (timing.h).
 *
 * A day that somebody was told, and that moves, is an act of its own (RECOUNT): a row of history with
 * both days, and a message. One that nobody was told, because the clock stands still or the law
 * alone has moved, is put right without a word. The day by which the resident must answer never becomes
 * an earlier one.
 */
#ifndef QIAO_SERVICE_RECOUNT_H
#define QIAO_SERVICE_RECOUNT_H

#include <stdint.h>

#include "base/clock.h"

struct catalogue;
struct db;
struct error;

struct recounted {
	int64_t seen;
	int64_t moved;		/* and told */
	int64_t by_law;		/* the law's day alone moved, behind a promised one that stays */
	int64_t quiet;		/* that stand still: put right without a word */
	int64_t failed;		/* each is in the log */
};

/*
 * One transaction an application, so that it may be interrupted and run again: what is right
 * already is left alone. Goes round until nothing moves any more, for acts that were under way.
 * The calendar has to be loaded.
 */
const struct error *recount_all(struct db *db, const struct catalogue *catalogue, day first,
    moment now, struct recounted *done) __attribute__((warn_unused_result));

struct recount_preview {
	int64_t open;		/* due on or after the first day */
	int64_t seen;		/* of them looked at: RECOUNT_PREVIEW_MOST, those that are due first */
	int64_t moved;		/* of those; who waits would be told */
	int64_t failed;
};
#define RECOUNT_PREVIEW_MOST 1000
/* What recount_all() would do with the calendar as this process counts it now. It writes nothing. */
const struct error *recount_preview(struct db *db, const struct catalogue *catalogue, day first,
    struct recount_preview *out) __attribute__((warn_unused_result));

#endif
