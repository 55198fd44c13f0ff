/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The departments (部门) that a matter can be passed on to (转办); department.def has them.
 * In the store each is a unit of the kind "outside", with clerks or with a mailbox only (transfer.h);
 * the unit that passed it on follows it to the end.
 */
#ifndef QIAO_SERVICE_DEPARTMENT_H
#define QIAO_SERVICE_DEPARTMENT_H

#include <stddef.h>

#include "base/lang.h"

struct pool;

struct department {
	const char *code;		/* "civil-affairs", as in application.department */
	struct local name;
	struct local handles;		/* what it is competent for */
};

/* The i-th; NULL past the last. */
const struct department *department_at(size_t i);
/* NULL if there is no such code, or none at all. */
const struct department *department_find(const char *code);
/* The code of its unit ("dept-justice"), and back; NULL for another unit's. */
const char *department_unit(struct pool *pool, const struct department *d);
const char *department_of_unit(const char *unit);

#endif

