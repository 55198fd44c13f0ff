/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who acted, as pages name them: a unit's two names and an officer's number. Every event of a
 * history names one of each, so a process keeps them: it reads all at the first use, after ten
 * minutes, and when it meets one that it does not know.
 *
 *	if (!(e = staff_ready(db, now)) && !(e = staff_unit(db, a->unit, &a->unit_zh, &a->unit_en))) ...
 */
#ifndef QIAO_SERVICE_STAFF_H
#define QIAO_SERVICE_STAFF_H

#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

const struct error *staff_ready(struct db *db, moment now) __attribute__((warn_unused_result));
/* In the database's pool; NULL for id 0 and for one that is not in the store. */
const struct error *staff_unit(struct db *db, int64_t id, const char **zh, const char **en)
    __attribute__((warn_unused_result));
const struct error *staff_number(struct db *db, int64_t officer, const char **out)
    __attribute__((warn_unused_result));

#endif
