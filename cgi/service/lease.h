/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One holder of a background duty at a time, over all machines: a written row, since a
 * cluster knows no other lock that holds. A holder that dies is followed when its lease is over.
 */
#ifndef QIAO_SERVICE_LEASE_H
#define QIAO_SERVICE_LEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

/* Take it, or keep it, until now + lasts; outside a transaction. owner: an id of the process. */
const struct error *lease_take(struct db *db, const char *name, int64_t owner, moment now,
    moment lasts, bool *is_ours) __attribute__((warn_unused_result));
/* Whatever the owner has: at its end, so that the next one need not wait. */
const struct error *lease_end(struct db *db, int64_t owner, moment now)
    __attribute__((warn_unused_result));

#endif
