/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A malicious rating (恶意评价) is taken out of the totals, the public ones too, and of the lists behind them: a
 * supervisor above the rated unit proposes it with a reason, another one confirms (proposal.h). Nothing is
 * deleted: the rating, its words and its follow-up stay.
 */
#ifndef QIAO_SERVICE_EXCLUSION_H
#define QIAO_SERVICE_EXCLUSION_H

#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;
struct follower;

#define EXCLUSION_REASON_LEAST 10	/* characters */
#define EXCLUSION_REASON_MOST 500

struct exclusion {
	int64_t application;
	const char *ref, *formality;	/* ref: NULL once the application is deleted */
	int level;
	moment at, excluded;		/* rated; 0: it counts */
	int64_t proposal;		/* one that waits for another's answer, or 0 */
};

/*
 * By the number. ERROR_NOT_FOUND if it is not rated, or not below the follower's unit, or of the unit
 * itself; ERROR_ROLE for who had the matter in hand, or to whom it is barred (bar.h).
 */
const struct error *exclusion_find(struct db *db, const struct follower *by, const char *ref,
    struct exclusion *out) __attribute__((warn_unused_result));
/* The same of one that is known. */
const struct error *exclusion_load(struct db *db, const struct follower *by, int64_t application,
    struct exclusion *out) __attribute__((warn_unused_result));
/* Once a proposal is confirmed, in its transaction. ERROR_CONFLICT: it is excluded already. */
const struct error *exclusion_do(struct db *db, int64_t application, int64_t proposal, moment now)
    __attribute__((warn_unused_result));

#endif
