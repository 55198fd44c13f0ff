/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The departments (部门) that a matter can be passed on to (转办); department.def has them.
 * They have no account here: the unit that passed it on follows it, and writes down the answer.
 */
#ifndef QIAO_SERVICE_DEPARTMENT_H
#define QIAO_SERVICE_DEPARTMENT_H

#include <stddef.h>

#include "base/lang.h"

struct department {
	const char *code;		/* "civil-affairs", as in application.department */
	struct local name;
	struct local handles;		/* what it is competent for */
};

/* The i-th; NULL past the last. */
const struct department *department_at(size_t i);
/* NULL if there is no such code, or none at all. */
const struct department *department_find(const char *code);

#endif
