/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tracking page in one round trip: the application, its history, the newest views and
 * the open items of a correction, as one statement.
 */
#ifndef QIAO_SERVICE_TRACKING_H
#define QIAO_SERVICE_TRACKING_H

#include "service/application.h"
#include "service/correction.h"
#include "service/history.h"

#define TRACKING_VIEWS 3

struct tracking {
	struct application application;		/* without its answers */
	struct events events;
	struct view_list views;			/* the newest few */
	struct correction correction;		/* id 0 if none is open */
	const char *reason;			/* what the newest act said, or NULL */
};

/* ERROR_NOT_FOUND if it is not this person's. */
const struct error *tracking_load(struct db *db, int64_t person, const char *ref,
    struct tracking *out) __attribute__((warn_unused_result));

#endif
