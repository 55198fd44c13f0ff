/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was answered to an act on several matters at once, for the officer who did it to read again:
 * "REF WORD\n" for each row. What was done to each matter stands in its history as any act does.
 */
#ifndef QIAO_SERVICE_BULK_H
#define QIAO_SERVICE_BULK_H

#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct db;
struct error;

#define BULK_MOST 90			/* matters at once: fields of a form, and a short transaction */
#define BULK_KEPT (30 * DAY)

struct bulk_act {
	int64_t id, officer;
	enum action action;
	const char *answers;
	moment done;
};

const struct error *bulk_store(struct db *db, const struct bulk_act *act)
    __attribute__((warn_unused_result));
/* Theirs, or ERROR_NOT_FOUND. */
const struct error *bulk_load(struct db *db, int64_t officer, int64_t id, struct bulk_act *out)
    __attribute__((warn_unused_result));

#endif
