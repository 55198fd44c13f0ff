/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The views that an officer has kept, one for each list: which unit, which filters. */
#ifndef QIAO_SERVICE_SAVED_VIEW_H
#define QIAO_SERVICE_SAVED_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "service/queue.h"

struct saved_view {
	enum queue_name list;
	int64_t unit;			/* 0: all that the officer looks after */
	struct queue_filter filter;
};

struct saved_views {
	struct saved_view at[QUEUES];	/* that which was kept last first */
	size_t count;
};

/* A list that is gone counts as none. */
const struct error *saved_views_load(struct db *db, int64_t officer, struct saved_views *out)
    __attribute__((warn_unused_result));
/* In the place of the one before of the same list. */
const struct error *saved_view_store(struct db *db, int64_t officer, const struct saved_view *view,
    moment now) __attribute__((warn_unused_result));
const struct error *saved_view_drop(struct db *db, int64_t officer, enum queue_name list)
    __attribute__((warn_unused_result));

#endif
