/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ready sentences (常用语) that the desk keeps itself, of one formality or of all, beside those of
 * sentence.def. One wording is one row, which is never changed: what somebody ticked, and what was
 * sent, can be read as it was.
 */
#ifndef QIAO_SERVICE_READY_H
#define QIAO_SERVICE_READY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "service/sentence.h"

struct db;
struct error;

#define READY_ZH_MOST 300	/* characters */
#define READY_EN_MOST 600	/* and it, es */
#define READY_MOST 30		/* of a formality and a kind */

struct ready {
	int64_t id, root;
	int version;
	const char *formality;	/* "" for all */
	enum sentence_kind kind;
	struct local text;	/* zh and en, and perhaps it and es */
	const char *number;	/* who wrote it */
	moment made;
};
struct readies {
	struct ready *at;
	size_t count;
};

/* What is in use: of this formality (NULL: of all there are), its own first, then what is for all. */
const struct error *ready_list(struct db *db, const char *formality, struct readies *out)
    __attribute__((warn_unused_result));
/* NULL if there is none, or another wording took its place. */
const struct error *ready_find(struct db *db, int64_t id, struct ready **out)
    __attribute__((warn_unused_result));
/*
 * A new one, or another wording of r->id, which ends; ERROR_CONFLICT if that had ended already,
 * ERROR_TOO_MANY beyond READY_MOST.
 */
const struct error *ready_write(struct db *db, const struct ready *r, int64_t officer, moment now)
    __attribute__((warn_unused_result));
const struct error *ready_retire(struct db *db, int64_t id, int64_t officer, moment now)
    __attribute__((warn_unused_result));

#endif
