/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Roles of the desk as role.def declares them: what each opens, and which one person may hold. */
#ifndef QIAO_SERVICE_ROLE_H
#define QIAO_SERVICE_ROLE_H

#include <stdbool.h>
#include <stddef.h>

#include "service/lifecycle.h"

enum role_opens {
	OPEN_MATTERS = 1, OPEN_TRANSFERS = 2, OPEN_RECORD = 4, OPEN_STAFF = 8, OPEN_AFFAIRS = 16
};

/* For a statement: o is an officer's row. */
#define ROLE_WORKS "o.role IN ('officer', 'approver', 'supervisor')"

/* Of OPEN_…; 0 for what is no role of the desk. */
unsigned role_opens(enum role role);
/* Whether it has its place at a unit of this kind. */
bool role_is_at(enum role role, const char *unit_kind);
/* Whether one person may have an account of each. */
bool role_together(enum role a, enum role b);
/* The roles of the desk in their order: the n-th; false behind the last. */
bool role_at(size_t n, enum role *out);

#endif
