/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * History (办理记录): every act, and the views, who opened it when and why; each of the two a
 * chain of hashes per application. Rows are inserted and never changed (schema/grants.sql).
 *
 * hash = keyed BLAKE2b(previous hash | every column of the row, for a sealed detail the keyed hash
 * of its words): who has the database and not the key adds no act that holds. Each has the days that were
 * due after it, the unit that had the matter then and the department that it was with, and the hash of what
 * was said or handed in with it (said.h). ledger.h makes a day's root over the last hashes of all chains.
 */
#ifndef QIAO_SERVICE_HISTORY_H
#define QIAO_SERVICE_HISTORY_H

#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct deed;
struct error;
struct pool;

struct event {
	int seq;
	moment at;
	const char *action, *state, *role;	/* words of lifecycle.def */
	int64_t actor, unit;
	const char *unit_zh, *unit_en, *number;	/* of the office; NULL for the resident and the clock */
	const char *detail;			/* or NULL */
	const char *zh;				/* the same in Chinese, or NULL: wording.h */
};

/*
 * Had this officer the matter in hand, apart from what came after its rating? In SQL: `column` is its id,
 * and the statement takes the officer's.
 */
#define HISTORY_HAND(column) \
	"EXISTS (SELECT 1 FROM history h WHERE h.application = " column " AND h.actor = ? " \
	"AND h.role IN ('officer', 'approver', 'supervisor') AND h.action NOT LIKE 'follow_up%' " \
	"AND h.action NOT IN ('exclude', 'include'))"

struct events {
	struct event *at;
	size_t count;
};

/* What an ASSIGN says: the office and number of whoever has it then, a line a language. */
const char *history_given_to(struct pool *pool, const char *number, const char *zh, const char *en);
/* The number out of that; NULL if it says none. */
const char *history_receiver(struct pool *pool, const char *detail);

/*
 * A notice of correction lists what it asks for, a line a language (of before, in Chinese and English
 * alone), and ASSIGN who has it, in Chinese and English: the reader's line. What has a Chinese wording beside
 * the resident's is read in that by whoever reads Chinese.
 * NULL for what is not for every reader of a record: a rating, the call after it (rating.h), why it does not
 * count (exclusion.h), what a review found (review.h).
 */
const char *event_detail(struct pool *pool, const struct event *event, enum lang lang);

/* The key of what is said of it: a second notice of correction is not once more everything. */
const char *event_did(struct pool *pool, const struct events *events, const struct event *event);
/* By the department itself; else an officer of ours took it back. */
bool event_is_handed_back(const struct event *event);

const struct error *history_add(struct db *db, const struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));
const struct error *history_list(struct db *db, int64_t application, struct events *out)
    __attribute__((warn_unused_result));

/* A chain as far as it is right, read from its first row on. */
struct chain {
	int count;
	struct bytes head;		/* the hash of the last right row */
	const char *state;		/* acts: after the last right row */
	int wrong;			/* the first seq that does not fit: changed, added or lacking; 0 */
	int plain;			/* the first so many have a hash without the key */
	int64_t plain_id;		/* … and the last of them is this row */
};

const struct error *history_verify(struct db *db, int64_t application, struct chain *out)
    __attribute__((warn_unused_result));
const struct error *view_verify(struct db *db, int64_t application, struct chain *out)
    __attribute__((warn_unused_result));

struct act_row {			/* what a hash covers */
	int64_t id, application;
	int seq;
	moment at;
	const char *action, *state, *role;
	int64_t actor, unit;
	struct bytes mark;
	moment due, law_due;		/* the application's after the act */
	struct bytes said;		/* said_hash()'s, or nothing: rows of before, and sample data */
	int64_t whose;			/* the unit that has it after the act; 0: rows of before */
	const char *department;		/* … and the department that it is with, or NULL */
};

/* A detail's part in the hash; nothing for none. */
struct bytes history_mark(struct pool *pool, const char *detail);
/* The hash of one row, for whoever writes rows in bulk: the sample data. */
struct bytes history_hash(struct pool *pool, struct bytes previous, const struct act_row *row);

struct view_row {
	int64_t id, application;
	int seq;
	moment at;
	int64_t officer, unit;
	const char *role, *what, *reason;
};

struct bytes view_hash(struct pool *pool, struct bytes previous, const struct view_row *row);
/* The end of the chain of views; seq 0 and nothing if there is none. */
const struct error *view_last(struct db *db, int64_t application, int *seq, struct bytes *hash)
    __attribute__((warn_unused_result));

struct view {
	moment at;
	const char *unit_zh, *unit_en, *role, *what, *reason;
	const char *number;		/* NULL: a department's link */
};

struct view_list {
	struct view *at;
	size_t count;
};

/*
 * what: matter, material, result, identity, rating, contact; reason: check, decide, issue, supervise,
 * transfer, follow_up, exclusion, review, or of reveal.def. note is no view and in no list: reason is its
 * hash (note.h).
 */
const struct error *view_add(struct db *db, int64_t application, int64_t officer, int64_t unit,
    const char *role, const char *what, const char *reason, moment at)
    __attribute__((warn_unused_result));
const struct error *view_list(struct db *db, int64_t application, struct view_list *out)
    __attribute__((warn_unused_result));

#endif
