/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * History (办理记录): every act, chained by hash per application; and the views, who opened
 * it when and why. Rows are inserted and never changed (schema/grants.sql).
 *
 * hash = BLAKE2b(previous hash | seq | at | action | state | role | actor | unit | the keyed
 * hash of the detail's words)
 */
#ifndef QIAO_SERVICE_HISTORY_H
#define QIAO_SERVICE_HISTORY_H

#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"
#include "service/lifecycle.h"

struct application;
struct db;
struct deed;
struct error;

struct event {
	int seq;
	moment at;
	const char *action, *state, *role;	/* words of lifecycle.def */
	int64_t actor, unit;
	const char *unit_zh, *unit_en, *number;	/* of the office; NULL for the resident and the clock */
	const char *detail;			/* or NULL */
};

struct events {
	struct event *at;
	size_t count;
};

const struct error *history_add(struct db *db, const struct application *a, const struct deed *deed)
    __attribute__((warn_unused_result));
const struct error *history_list(struct db *db, int64_t application, struct events *out)
    __attribute__((warn_unused_result));
/* False in *is_whole and the first wrong seq if a row was changed, added or removed. */
const struct error *history_verify(struct db *db, int64_t application, bool *is_whole, int *wrong)
    __attribute__((warn_unused_result));
/* A detail's part in the hash; nothing for none. */
struct bytes history_mark(struct pool *pool, const char *detail);
/* The hash of one row (detail: its mark), for whoever writes rows in bulk: the sample data. */
struct bytes history_hash(struct pool *pool, struct bytes previous, int seq, moment at,
    const char *action, const char *state, const char *role, int64_t actor, int64_t unit,
    struct bytes detail);

struct view {
	moment at;
	const char *unit_zh, *unit_en, *number, *role, *what, *reason;
};

struct view_list {
	struct view *at;
	size_t count;
};

/* what: matter, material, result, identity; reason: check, decide, issue, supervise. */
const struct error *view_add(struct db *db, int64_t application, int64_t officer, int64_t unit,
    const char *role, const char *what, const char *reason, moment at)
    __attribute__((warn_unused_result));
const struct error *view_list(struct db *db, int64_t application, struct view_list *out)
    __attribute__((warn_unused_result));

#endif
