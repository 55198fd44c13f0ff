/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What else the person of a matter has here. It is looked at from a matter, and there is no way to
 * it from a person.
 */
#ifndef QIAO_SERVICE_OTHERS_H
#define QIAO_SERVICE_OTHERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct error;

struct other {
	const char *ref, *formality;	/* formality's code */
	enum state state;
	moment submitted;
	int64_t unit, parent;		/* who holds it; the unit above that one, or 0 */
	bool is_under;			/* of the looking unit, or of one below it */
	const char *unit_kind, *unit_zh, *unit_en;
};

struct others {
	struct other *at;
	size_t count;
};

#define OTHERS_MOST 30

/*
 * All but this one and drafts, newest first; whoever shows them looks at the unit first. viewer: the unit of
 * whoever looks.
 */
const struct error *others_load(struct db *db, const struct application *a, int64_t viewer,
    struct others *out) __attribute__((warn_unused_result));

/*
 * Open ones of other accounts for the same formality whose applicant has the same document's number, or
 * the same name and day of birth (alike.def): it may be one person with two accounts. a->answers are opened
 * if need be. For officers only: neither account is told.
 */
const struct error *others_alike(struct db *db, struct application *a, int64_t viewer,
    struct others *out) __attribute__((warn_unused_result));

#endif
