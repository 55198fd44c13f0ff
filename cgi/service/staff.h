/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who acted, as pages name them: a unit's two names and an officer's number. Every event of a
 * history names one of each, so a process keeps them: it reads all at the first use, after a
 * minute, and when it meets one that it does not know.
 *
 *	if (!(e = staff_ready(db, now)) && !(e = staff_unit(db, a->unit, &a->unit_zh, &a->unit_en))) ...
 */
#ifndef QIAO_SERVICE_STAFF_H
#define QIAO_SERVICE_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;
struct pool;

const struct error *staff_ready(struct db *db, moment now) __attribute__((warn_unused_result));
/* In the database's pool; NULL for id 0 and for one that is not in the store. */
const struct error *staff_unit(struct db *db, int64_t id, const char **zh, const char **en)
    __attribute__((warn_unused_result));
/* The county that it is of, or that the nearest one above it is; NULL: the city's. After staff_ready(). */
const char *staff_area(struct pool *pool, int64_t id);

/* Where it is and when it is open, as administrators wrote it down (unit.h); what is not known is NULL. */
struct place {
	const char *code, *zh, *en;
	const char *address_zh, *address_en, *hours_zh, *hours_en, *phone;
};

/* In the database's pool; *out is NULL if nothing is known of it, or it is closed. After staff_ready(). */
const struct error *staff_place(struct db *db, int64_t id, const struct place **out)
    __attribute__((warn_unused_result));
/* Of all units of which an address or hours are known, by code; the same. */
bool staff_has_places(void);
void staff_places(struct db *db, const struct place **out, size_t *count);
const struct error *staff_number(struct db *db, int64_t officer, const char **out)
    __attribute__((warn_unused_result));

#endif
