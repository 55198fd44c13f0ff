/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tracking page in one round trip: the application and the steps of its history, as one
 * statement. Only while a correction is open, another one fetches what it asks for.
 */
#ifndef QIAO_SERVICE_TRACKING_H
#define QIAO_SERVICE_TRACKING_H

#include "service/application.h"
#include "service/correction.h"
#include "service/history.h"

struct tracking {
	/* id, ref, person, formality and its version, state, unit, officer and since when,
	 * submitted, due, law_due, stopped, department; of a draft all */
	struct application application;
	struct events events;			/* at, action, role, unit's names, number, detail */
	struct correction correction;		/* id 0 if none is open */
	const char *reason;			/* the newest detail of an event, or NULL */
};

/* ERROR_NOT_FOUND if it is not this person's. */
const struct error *tracking_load(struct db *db, int64_t person, const char *ref,
    moment now, struct tracking *out) __attribute__((warn_unused_result));

#endif
