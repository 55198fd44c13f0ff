/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A matter at another department (转办): what was forwarded, who there took it, what it answered.
 *
 *	if ((e = transfer_pass(db, a, f, &(struct passing){.department = d, .chosen = &chosen,
 *	    .officer = q->actor.id, .at = q->now})))
 *		return e;
 *	return act_end(…ACT_TRANSFER…);
 *
 * A department's people see a transfer while it is theirs and not ended, and of the matter what
 * the transfer holds: a copy of the chosen answers, and the chosen papers. Every act of theirs is one
 * of lifecycle.def, through application_act().
 */
#ifndef QIAO_SERVICE_TRANSFER_H
#define QIAO_SERVICE_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/pairs.h"
#include "service/material.h"

struct application;
struct db;
struct department;
struct error;
struct formality;

#define TRANSFER_TEXT_MOST 7900		/* bytes of a note, a question or an answer */

struct passing {
	const struct department *department;
	const struct pairs *chosen;	/* names of forward_list()'s boxes */
	const char *note;		/* for the department, may be NULL */
	int64_t officer;
	moment at;
};

/*
 * Before the act TRANSFER, in its transaction; a->answers are open. The department is told by mail.
 * ERROR_FORBIDDEN for something that its person has not agreed to, ERROR_INVALID if nothing is
 * chosen. What was passed on is listed by transfer_of().
 */
const struct error *transfer_pass(struct db *db, const struct application *a,
    const struct formality *f, const struct passing *p) __attribute__((warn_unused_result));

struct transfer {
	int64_t id, application, unit;
	int version;			/* the application's, for its acts */
	const char *ref, *formality;
	int64_t formality_version;
	enum lang lang;			/* the resident's */
	moment at, take_by, taken, answered, due;
	bool is_final;			/* the centre has decided: it is not handed back again */
	struct pairs forwarded;		/* answers by field code; contact-1, contact-2 */
	struct papers papers;		/* file, code, type, pages */
	const char *note, *question, *answer, *answer_own;	/* or NULL */
};

/* The unit's, if it is there now; else ERROR_NOT_FOUND. */
const struct error *transfer_load(struct db *db, int64_t id, int64_t unit, struct transfer **out)
    __attribute__((warn_unused_result));
/* The one that an application is at now, for the office; NULL if it is at none. */
const struct error *transfer_of(struct db *db, int64_t application, struct transfer **out)
    __attribute__((warn_unused_result));

struct transfers {
	struct transfer *at;		/* id, ref, formality, at, take_by, taken, answered, due, is_final */
	size_t count;
	bool has_more;
};

#define TRANSFER_PAGE 30

/* What is at a unit now and not barred to `viewer`, behind `after`, in the order in which it came. */
const struct error *transfer_list(struct db *db, int64_t unit, int64_t viewer, int64_t after,
    struct transfers *out) __attribute__((warn_unused_result));

/* The record of what a department's act changes; the act itself is application_act()'s. */
const struct error *transfer_take(struct db *db, const struct transfer *t, moment now)
    __attribute__((warn_unused_result));
/* answer: in Chinese; own: in the resident's language, NULL if nobody there writes it. */
const struct error *transfer_answer(struct db *db, const struct transfer *t, const char *answer,
    const char *own, moment now) __attribute__((warn_unused_result));
/* The office's question about an answer, which is the department's turn again, and is told to it. */
const struct error *transfer_ask_again(struct db *db, const struct transfer *t,
    const char *question, moment now) __attribute__((warn_unused_result));
/*
 * Whom a hand-back of now goes to: the centre's unit after HAND_BACKS_MOST of departments, else 0.
 * is_theirs: a department's, which counts; else an officer takes it back.
 */
const struct error *transfer_back_to(struct db *db, int64_t application, bool is_theirs, int64_t *unit)
    __attribute__((warn_unused_result));

/* A department's people, who saw what: at most one record in OPENING_LASTS. officer: 0 for a link. */
const struct error *transfer_seen(struct db *db, const struct transfer *t, int64_t officer,
    bool is_paper, moment now) __attribute__((warn_unused_result));

/*
 * A mail to the department's mailbox, with a link of its own if it has no accounts; none if it has
 * no mailbox. kind: forwarded, asked_again, take_soon, take_late, answer_soon, answer_late.
 */
struct telling {
	int64_t transfer, unit;
	const char *kind, *ref, *formality;
	moment due;
};

const struct error *transfer_tell(struct db *db, const struct telling *what, moment now)
    __attribute__((warn_unused_result));

/* How departments are reached; one that is not in the list by telephone and letter only. */
struct reach {
	const char *department;		/* its code */
	bool has_clerks;		/* else by link */
};

struct reaches {
	struct reach *at;
	size_t count;
};

const struct error *transfer_reaches(struct db *db, struct reaches *out)
    __attribute__((warn_unused_result));

#endif
