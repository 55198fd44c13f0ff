/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whoever works on matters says once a year whose they never handle (bar.h), or that there are none;
 * until then the desk does no act of theirs (web/route.h, ACT). Each time is a row of audit.h.
 */
#ifndef QIAO_SERVICE_DECLARATION_H
#define QIAO_SERVICE_DECLARATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct db;
struct error;

#define DECLARATION_LASTS (365 * DAY)

/* declared: the last time; 0: never. */
bool declaration_is_due(enum role role, moment declared, moment now);
/* That so many are all of them. */
const struct error *declaration_make(struct db *db, int64_t officer, size_t marks, moment now)
    __attribute__((warn_unused_result));
/* For the record alone: one was added, and not who. */
const struct error *declaration_note(struct db *db, int64_t officer, moment now)
    __attribute__((warn_unused_result));
/* 0: never. */
const struct error *declaration_last(struct db *db, int64_t officer, moment *out)
    __attribute__((warn_unused_result));
/* How many of those at work owe one. */
const struct error *declaration_count_due(struct db *db, moment now, int64_t *out)
    __attribute__((warn_unused_result));

/* For a statement: o is an officer's row; owes one at a moment that is DECLARATION_LASTS after the value. */
#define DECLARATION_DUE "(o.is_active = 1 AND o.role IN ('officer', 'approver', 'supervisor', 'clerk') " \
	"AND (o.declared IS NULL OR o.declared <= ?))"

#endif
