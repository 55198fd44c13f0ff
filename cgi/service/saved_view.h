/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The one view of the lists that an officer has kept: which list, which unit, which filters. */
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

/* *is_there tells whether there is one; a list that is gone counts as none. */
const struct error *saved_view_load(struct db *db, int64_t officer, struct saved_view *out,
    bool *is_there) __attribute__((warn_unused_result));
/* In the place of the one before. */
const struct error *saved_view_store(struct db *db, int64_t officer, const struct saved_view *view,
    moment now) __attribute__((warn_unused_result));
const struct error *saved_view_drop(struct db *db, int64_t officer)
    __attribute__((warn_unused_result));

#endif
