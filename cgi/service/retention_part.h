/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For retention.c and retention_person.c alone. */
#ifndef QIAO_SERVICE_RETENTION_PART_H
#define QIAO_SERVICE_RETENTION_PART_H

#include "service/retention.h"

#define RETENTION_PATIENCE (20 * SECOND)

/* One window of them; *is_more until the last. Who signs in meanwhile stays, and is no failure. */
const struct error *retention_persons(struct db *db, struct retention *r, moment now, int64_t *removed,
    bool *is_more) __attribute__((warn_unused_result));

#endif
