/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Units as administrators see them: what stands in cgi/admin/units.def, to be read; where to find them,
 * to be written; and whether they are open. A closed one receives neither matters nor officers; it is
 * closed once it holds none of either. The centre and other departments are not closed here.
 */
#ifndef QIAO_SERVICE_UNIT_H
#define QIAO_SERVICE_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

#define UNIT_LINE_MOST 200
#define UNIT_PHONE_MOST 40
#define UNIT_COUNT_MOST 1000		/* matters are counted so far */

/*
 * In a statement: this column's unit is the one that is its value, or below that one, however deep: what a
 * supervisor of it answers for (schema/052-unit-above.sql).
 */
#define UNIT_UNDER(column) \
	"EXISTS (SELECT 1 FROM unit_above w WHERE w.unit = " column " AND w.above = ?)"
const struct error *unit_is_under(struct db *db, int64_t unit, int64_t top, bool *out)
    __attribute__((warn_unused_result));

struct unit {
	int64_t id, version;
	const char *code, *kind, *zh, *en, *area;		/* area: NULL if it is no county's */
	const char *parent_zh, *parent_en;			/* NULL for the first */
	const char *address_zh, *address_en, *hours_zh, *hours_en, *phone;	/* or NULL */
	moment closed;						/* 0: open */
	int officers, below;					/* active ones; open units below it */
};

struct units {
	struct unit *at;
	size_t count;
};

/* By kind and code, without liaison sites (licences have pages of their own). */
const struct error *unit_list(struct db *db, struct units *out) __attribute__((warn_unused_result));
/* NULL if there is none. */
const struct error *unit_find(struct db *db, int64_t id, struct unit **out)
    __attribute__((warn_unused_result));
/* Matters that have not ended, at most UNIT_COUNT_MOST. */
const struct error *unit_matters(struct db *db, int64_t id, int *out)
    __attribute__((warn_unused_result));

/* + digits, blanks, brackets and dashes. */
bool unit_is_phone(const char *s);

/* Address, hours and telephone of u; ERROR_CONFLICT if it is another version by now. by: an administrator. */
const struct error *unit_describe(struct db *db, const struct unit *u, int64_t by, moment now)
    __attribute__((warn_unused_result));

enum unit_fault { UNIT_FINE, UNIT_MATTERS, UNIT_OFFICERS, UNIT_BELOW, UNIT_KIND, UNIT_STALE };
const char *unit_fault_word(enum unit_fault fault) __attribute__((returns_nonnull));
/* Close it, or open it again; the reason is for the record. *fault: what stands against it. */
const struct error *unit_switch(struct db *db, int64_t id, int64_t version, bool is_open,
    const char *reason, int64_t by, moment now, enum unit_fault *fault)
    __attribute__((warn_unused_result));

#endif
