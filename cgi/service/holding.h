/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What keeps a matter that has ended beyond its time (暂缓销毁): a complaint, a review, a lawsuit. As wide
 * as destruction is: any supervisor may hold any matter, and nobody destroys it, whoever proposed and
 * confirmed that; the store itself refuses (schema/046-may-forget.sql). It ends by a supervisor of the unit
 * which set it, or of one above. Both are acts in the matter's chain; the reason is sealed, and goes
 * with the matter.
 */
#ifndef QIAO_SERVICE_HOLDING_H
#define QIAO_SERVICE_HOLDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct application;
struct db;
struct deed;
struct error;

#define HOLD_REASON_MOST 300		/* characters */

struct holding {
	int64_t id, unit;		/* of whoever set it */
	const char *unit_zh, *unit_en, *number;
	const char *reason;
	moment made;
};

/* The matter of that number, whichever unit has it; ERROR_NOT_FOUND, also of a draft. */
const struct error *holding_matter(struct db *db, const char *ref, struct application **out)
    __attribute__((warn_unused_result));
/* *out is NULL if there is none. */
const struct error *holding_find(struct db *db, int64_t application, struct holding **out)
    __attribute__((warn_unused_result));
/*
 * In the caller's transaction, by a supervisor: role, actor, unit and moment are read of `by`.
 * ERROR_CONFLICT if there is one, or the matter has not ended.
 */
const struct error *holding_set(struct db *db, struct application *a, const char *reason,
    const struct deed *by) __attribute__((warn_unused_result));
/* Whether a supervisor of that unit may end it. */
const struct error *holding_may_end(struct db *db, const struct holding *hold, int64_t unit, bool *out)
    __attribute__((warn_unused_result));
/*
 * ERROR_CONFLICT if there is none, ERROR_ROLE if it is not theirs to end. Nothing of the matter goes before
 * DISPOSAL_NOTICE has passed again.
 */
const struct error *holding_end(struct db *db, struct application *a, const struct deed *by)
    __attribute__((warn_unused_result));

/* Seals what older versions wrote in clear; *count: how many. With the owner's account. */
const struct error *holding_seal_older(struct db *db, int64_t *count) __attribute__((warn_unused_result));

#endif
