/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Officers who are away from one day to another: nothing is assigned to them meanwhile, and what
 * they hold stands in the list AWAY of their unit, for colleagues to take and a supervisor to assign.
 * Days are Wenzhou's. An absence is never changed: it is ended, and another one made.
 *
 *	if ((e = absence_add(db, &(struct absence){.officer = q->actor.id, .since = since,
 *	    .until = until, .made_by = q->actor.id}, q->now)))
 *		return e;
 */
#ifndef QIAO_SERVICE_ABSENCE_H
#define QIAO_SERVICE_ABSENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

#define ABSENCE_DAYS_MOST 366
#define ABSENCE_AHEAD_MOST 400		/* days from today to its first day */
#define ABSENCE_KEPT 366		/* days after its last day */

struct absence {
	int64_t id, officer, unit, made_by;
	const char *number, *full_name, *made_by_number;
	day since, until;
	bool is_now;			/* today is one of its days */
	int holds;			/* matters in the officer's hands, counted to QUEUE_COUNT_MOST */
};

struct absences {
	struct absence *at;
	size_t count;
};

/* "2026-11-26": today in Wenzhou, in the database's pool. */
const char *absence_today(struct db *db, moment now);
/* Who of this unit is away today, each once. Only officer is filled in. */
const struct error *absence_now(struct db *db, int64_t unit, moment now, struct absences *out)
    __attribute__((warn_unused_result));
/* Those of a unit that are not over, the next ones first; officer: only theirs, or 0. */
const struct error *absence_list(struct db *db, int64_t unit, int64_t officer, moment now,
    struct absences *out) __attribute__((warn_unused_result));
/* Is this officer away today? */
const struct error *absence_is(struct db *db, int64_t officer, moment now, bool *out)
    __attribute__((warn_unused_result));
/* ERROR_INVALID if the days make no sense; ERROR_CONFLICT if one overlaps it already. */
const struct error *absence_add(struct db *db, const struct absence *a, moment now)
    __attribute__((warn_unused_result));
/* Theirs, or of a unit's officer for its supervisor; else ERROR_NOT_FOUND. */
const struct error *absence_end(struct db *db, int64_t id, int64_t officer, int64_t by, moment now)
    __attribute__((warn_unused_result));

/*
 * Whose account is suspended is away from today on, so that what they hold is in the list of those who
 * are and is given to somebody else; once it is reinstated, they are not.
 */
const struct error *absence_suspended(struct db *db, int64_t officer, int64_t by, moment now)
    __attribute__((warn_unused_result));
const struct error *absence_over(struct db *db, int64_t officer, int64_t by, moment now)
    __attribute__((warn_unused_result));

#endif
