/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The record of administration (操作留痕): every act one row, in the act's own transaction, all in one
 * chain of hashes, which are keyed (history.h). Rows are inserted and never changed, and none is ever
 * deleted (schema/grants.sql).
 *
 *	if ((e = audit_add(db, &(struct audit){.action = AUDIT_SUSPEND, .actor = q->actor.id,
 *	    .role = role_word(role_of(q)), .target = o->id, .name = o->name, .detail = reason}, q->now)))
 *		return e;
 *
 * A name or detail says what anybody may know who reads the record: no password, code, secret or
 * contact, and nothing of a resident.
 */
#ifndef QIAO_SERVICE_AUDIT_H
#define QIAO_SERVICE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

enum audit_action {
#define AUDIT(action, word, subject) AUDIT_##action,
#include "service/audit.def"
#undef AUDIT
	AUDIT_ACTIONS
};

#define AUDIT_NAME_MOST 80		/* code points; what is longer is cut */
#define AUDIT_DETAIL_MOST 1000
#define AUDIT_OPERATOR "operator"	/* the role of who runs qiao-admin */

struct audit {
	enum audit_action action;
	int64_t actor;			/* 0: the operator */
	const char *role;
	int64_t target;			/* or 0 */
	const char *name, *detail;	/* detail: or NULL */
};

const struct error *audit_add(struct db *db, const struct audit *a, moment now)
    __attribute__((warn_unused_result));

struct audit_filter {
	const char *subject, *name, *number;	/* of the actor; NULL: any */
	moment since, until;			/* until: not included; 0: any */
	int64_t before;				/* seq; 0: from the newest */
};

struct audit_row {
	int64_t id, seq;
	moment at;
	const char *action, *subject, *role, *name, *detail;
	const char *number, *full_name;		/* of the actor; NULL for the operator */
	int64_t actor, target;
};

struct audit_rows {
	struct audit_row *at;
	size_t count;
	bool has_more;
};

#define AUDIT_PAGE 50
#define AUDIT_FILE 500
/* The newest first: AUDIT_PAGE of them, or AUDIT_FILE for a file. */
const struct error *audit_list(struct db *db, const struct audit_filter *f, bool is_file,
    struct audit_rows *out) __attribute__((warn_unused_result));

/*
 * How many there are, the first that does not fit: changed, added or lacking; 0. And the last row that is
 * hashed without the key, as they were before migration 059; 0.
 */
const struct error *audit_verify(struct db *db, int64_t *count, int64_t *wrong, int64_t *plain)
    __attribute__((warn_unused_result));

const char *audit_word(enum audit_action action) __attribute__((returns_nonnull));
/* The n-th subject, each once; NULL behind the last. */
const char *audit_subject(size_t n);

#endif
