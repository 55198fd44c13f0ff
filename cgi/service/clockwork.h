/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the clock does by itself (lifecycle.def, who: SYSTEM): an application that nobody
 * checked in time is accepted (Licensing Law art. 32(4)), a correction that nobody answered
 * lapses, a result that lies there for CLOSE_DAYS is closed.
 */
#ifndef QIAO_SERVICE_CLOCKWORK_H
#define QIAO_SERVICE_CLOCKWORK_H

#include <stdbool.h>

#include "base/clock.h"

struct catalogue;
struct db;
struct error;

#define CLOCKWORK_BATCH 50

struct clockwork_done {
	int accepted, lapsed, closed;
	int freed;		/* hands.h */
	int reminded;		/* departments, by transfer_remind.h; officers and residents, by ladder.h */
	int failed;		/* each is in the log */
	bool is_more;
};

/*
 * Acceptances and lapses that are due now, one transaction an application; one that fails is
 * logged and does not hold up the others. Two at the same time are harmless, since
 * application_act() compares versions. At most CLOCKWORK_BATCH of each kind, so that notices
 * need not wait; is_more says that there may be others.
 */
const struct error *clockwork_run(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));
/* Likewise the results that lie there; it reads all issued ones, so once an hour is enough. */
const struct error *clockwork_close(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));
/*
 * The first year from now on whose days off are not announced, and how many matters are due in it
 * or later, counted to CLOCKWORK_COUNT_MOST.
 */
#define CLOCKWORK_COUNT_MOST 10000
const struct error *clockwork_unannounced(struct db *db, moment now, int *year, int64_t *matters)
    __attribute__((warn_unused_result));

#endif
