/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The queue of one unit: what waits there, what is due first on top, 30 a page and paged by
 * key (due, id). Drafts and what has ended are never in it; there is no list of persons.
 *
 *	struct queue queue;
 *
 *	if ((e = queue_list(db, &(struct queue_asked){.list = QUEUE_MINE, .unit = q->actor.unit,
 *	    .officer = q->actor.id, .now = q->now}, &queue)))
 *		return e;
 */
#ifndef QIAO_SERVICE_QUEUE_H
#define QIAO_SERVICE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/lifecycle.h"

struct db;
struct error;

/* Words, as in links: unit mine new approval waiting soon overdue. */
enum queue_name {
	QUEUE_UNIT,		/* it is the office's turn */
	QUEUE_MINE,		/* … and this officer has claimed it; not what was proposed */
	QUEUE_NEW,		/* submitted, claimed by nobody */
	QUEUE_APPROVAL,		/* proposed: a second person decides */
	QUEUE_WAITING,		/* it is the resident's turn */
	QUEUE_SOON,		/* the office's turn, due by the end of the next working day */
	QUEUE_OVERDUE,		/* the office's turn, and late */
	QUEUES
};

const char *queue_word(enum queue_name name);
bool queue_read(const char *word, enum queue_name *out);	/* false if there is no such word */

struct queue_place {		/* the last one seen; {0, 0} to start */
	moment due;
	int64_t id;
};

struct queue_asked {
	enum queue_name list;
	int64_t unit, officer;
	moment now;
	struct queue_place after;
};

struct queue_item {
	int64_t id;
	const char *ref, *formality;		/* formality's code */
	enum state state;
	moment due, stopped;			/* stopped: the clock stands still since then, or 0 */
	moment owed;				/* by when papers come that it was accepted without, or 0 */
	bool is_extended;
	const char *officer_number;		/* who claimed it, or NULL */
	const char *zone, *country;		/* the resident's */
};

#define QUEUE_PAGE 30

struct queue {
	struct queue_item *at;
	size_t count;
	bool has_more;
};

const struct error *queue_list(struct db *db, const struct queue_asked *asked, struct queue *out)
    __attribute__((warn_unused_result));

/* Counting stops there: nobody needs to know more, and it stays quick. Shown as "999+". */
#define QUEUE_COUNT_MOST 1000
/* Of every list; asked->list and ->after are not looked at. */
const struct error *queue_counts(struct db *db, const struct queue_asked *asked, int out[QUEUES])
    __attribute__((warn_unused_result));

struct desk_unit {
	int64_t id;
	const char *code, *zh, *en;
};

struct desk_units {
	struct desk_unit *at;
	size_t count;
};

/*
 * This unit and those right below it, liaison sites left out: what its supervisors look after;
 * or of those below its service sites only: what its approvers decide on too.
 */
const struct error *queue_units(struct db *db, int64_t unit, bool is_sites_only,
    struct desk_units *out) __attribute__((warn_unused_result));
/*
 * Where an officer of `own` may move what `holder` has: from the centre to every unit in which
 * somebody works, from elsewhere to the units right above and below, and to the centre.
 */
const struct error *queue_receivers(struct db *db, int64_t own, int64_t holder,
    struct desk_units *out) __attribute__((warn_unused_result));

struct colleague {
	int64_t id;
	const char *number, *full_name;
	enum role role;
};

struct colleagues {
	struct colleague *at;
	size_t count;
};

/* The active officers of a unit, by number: whom a supervisor may assign to. */
const struct error *queue_colleagues(struct db *db, int64_t unit, struct colleagues *out)
    __attribute__((warn_unused_result));

#endif
