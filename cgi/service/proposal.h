/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What one person proposes and another one confirms (双人复核). Confirming is the act: the caller does it in
 * the same transaction, or the courier does it afterwards, step by step, and says what came of it.
 *
 *	if ((e = proposal_end(q->db, p, PROPOSAL_CONFIRMED, q->actor.id, q->actor.name, q->now)))
 *		return e;	ERROR_ROLE: it is their own; ERROR_CONFLICT: somebody was first
 */
#ifndef QIAO_SERVICE_PROPOSAL_H
#define QIAO_SERVICE_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct db;
struct error;

enum proposal_kind { PROPOSAL_CALENDAR, PROPOSAL_PUBLISH, PROPOSAL_DISPOSE, PROPOSAL_EXCLUDE,
	PROPOSAL_INCLUDE, PROPOSAL_MAILBOX, PROPOSAL_KINDS };
enum proposal_outcome { PROPOSAL_CONFIRMED, PROPOSAL_REFUSED, PROPOSAL_WITHDRAWN, PROPOSAL_OUTCOMES };

#define PROPOSAL_SUBJECT_MOST 120	/* code points */

struct proposal {
	int64_t id;
	enum proposal_kind kind;
	const char *subject, *body;
	const char *words;		/* stored sealed, those of a matter gone with it; or NULL */
	int64_t stamp;
	int64_t made_by, ended_by;
	const char *made_number, *ended_number;		/* officers' */
	moment made, ended;				/* ended: 0 while it waits */
	enum proposal_outcome outcome;			/* once it ended */
	moment done;
	const char *result;				/* of what was left to do, or NULL */
};

struct proposals {
	struct proposal *at;
	size_t count;
};

const char *proposal_kind_word(enum proposal_kind kind);	/* "calendar" */
const char *proposal_outcome_word(enum proposal_outcome outcome);

/* Fills in id and made. */
const struct error *proposal_add(struct db *db, struct proposal *p, moment now)
    __attribute__((warn_unused_result));
/* NULL if there is none of this kind. */
const struct error *proposal_find(struct db *db, enum proposal_kind kind, int64_t id,
    struct proposal **out) __attribute__((warn_unused_result));
/* The newest 50 of a kind, without their bodies and words; those that wait first. */
const struct error *proposal_list(struct db *db, enum proposal_kind kind, struct proposals *out)
    __attribute__((warn_unused_result));
/* How many of a kind wait for somebody else than this officer. */
const struct error *proposal_waiting(struct db *db, int64_t officer, int64_t out[PROPOSAL_KINDS])
    __attribute__((warn_unused_result));
/*
 * by, number: who ends it. Only another person confirms or refuses, and an officer's number is the
 * person's: whoever has two accounts is one. Only who made it withdraws it.
 */
bool proposal_may_end(const struct proposal *p, enum proposal_outcome outcome, int64_t by,
    const char *number);
const struct error *proposal_end(struct db *db, const struct proposal *p,
    enum proposal_outcome outcome, int64_t by, const char *number, moment now)
    __attribute__((warn_unused_result));

/* The first behind `after` that is confirmed and has something left to do; NULL if there is none. */
const struct error *proposal_left(struct db *db, enum proposal_kind kind, int64_t after,
    struct proposal **out) __attribute__((warn_unused_result));
const struct error *proposal_done(struct db *db, int64_t id, const char *result, moment now)
    __attribute__((warn_unused_result));

#endif
