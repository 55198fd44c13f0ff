/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Papers whose time is over (到期销毁): the matters of a formality that ended in a year. One person proposes
 * them, another confirms (proposal.h); then each resident is told, and DISPOSAL_NOTICE later retention.h
 * destroys the matter with all it has, and the row here keeps the bare fact. The leaves in the ledger stay,
 * so every root and every proof that somebody has kept still holds.
 *
 * A matter on hold (holding.h), or with a bad rating that is followed up, is passed over as long as that
 * lasts.
 */
#ifndef QIAO_SERVICE_DISPOSAL_H
#define QIAO_SERVICE_DISPOSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct catalogue;
struct clockwork_done;
struct db;
struct error;
struct pool;

#define DISPOSAL_NOTICE (30 * DAY)

/* For a statement: a is an application's row. */
#define DISPOSAL_HELD "(EXISTS (SELECT 1 FROM hold h WHERE h.application = a.id AND h.ended IS NULL) OR " \
    "EXISTS (SELECT 1 FROM follow_up u WHERE u.application = a.id AND u.closed IS NULL))"

/* What is meant by a proposal; as its body has it: "cert-no-crime 2016 2026-11-27". */
struct disposal_set {
	const char *formality;
	int year;		/* in which they ended */
	day before;		/* their time was over then */
};
const char *disposal_write(struct pool *pool, const struct disposal_set *set);
bool disposal_read(struct pool *pool, const char *body, struct disposal_set *out);

struct disposal_due {
	const char *formality;
	int year;
	int64_t matters, held, told;	/* all of them; on hold; confirmed and told already */
};
struct disposal_dues {
	struct disposal_due *at;
	size_t count;
};
/* By formality and year. */
const struct error *disposal_list(struct db *db, moment now, struct disposal_dues *out)
    __attribute__((warn_unused_result));

struct disposal_count {
	int64_t matters, papers, bytes;	/* that would go */
	int64_t held;
};
const struct error *disposal_count(struct db *db, const struct disposal_set *set,
    struct disposal_count *out) __attribute__((warn_unused_result));

struct disposal_progress {
	int64_t told, destroyed;
	moment due;			/* when the first that is left goes; 0 */
};
const struct error *disposal_progress(struct db *db, int64_t proposal, struct disposal_progress *out)
    __attribute__((warn_unused_result));

/* A duty of the courier's: who is to be told is told, a batch of each proposal a run. */
const struct error *disposal_carry_out(struct db *db, const struct catalogue *catalogue, moment now,
    struct clockwork_done *done) __attribute__((warn_unused_result));

#endif
