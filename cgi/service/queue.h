/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The desk's lists (queue.def): what waits in a unit, or in several, 30 a page and paged by key
 * (due, id). Drafts are never in one, nor what has ended, but for the follow-ups of bad ratings;
 * there is no list of persons.
 *
 *	struct queue queue;
 *
 *	if ((e = queue_list(db, &(struct queue_asked){.list = QUEUE_MINE, .unit = q->actor.unit,
 *	    .officer = q->actor.id, .now = q->now}, &queue)))
 *		return e;
 *
 * Lists read queue_entry (schema/022-queue.sql), their tabs' counts queue_tally (041-tally.sql), which the
 * store keeps in the transaction of each act. No act waits for another's count: a kept number would be
 * one row that every act in a unit has to lock until its commit (on a cluster: a conflict between two
 * servers), so each adds rows of its own, and the courier sums them up now and then. What changes by
 * itself, without an act, is put together when it is asked for: days of due, and zones in which it is day.
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

enum queue_name {
#define QUEUE(name, word, statement, states, span, order, who) QUEUE_##name,
#include "service/queue.def"
	QUEUES
};

const char *queue_word(enum queue_name name);
bool queue_read(const char *word, enum queue_name *out);	/* false if there is no such word */
bool queue_may_see(enum queue_name name, enum role role);
bool queue_has(enum queue_name name, enum state state);		/* could one in this state be in it? */
/* Between 7:00 and 23:00 there; nobody knows of "". */
bool queue_is_awake(moment now, const char *zone);

struct queue_place {		/* the last one seen; {0, 0} to start */
	moment due;
	int64_t id;
};

struct queue_filter {		/* zero: everything */
	const char *formality, *country;	/* codes or NULL */
	bool has_state;
	enum state state;
	day since, until;		/* due from this day on, and until that one; 0: open */
};

struct queue_asked {
	enum queue_name list;
	int64_t unit, officer;
	int64_t viewer;			/* what is barred to this officer is left out; 0: nothing */
	bool decides;			/* the viewer does, and what they proposed waits for somebody else */
	const int64_t *below;		/* these units too */
	size_t below_count;
	moment now;
	struct queue_filter filter;
	struct queue_place after;
};

struct queue_item {
	int64_t id, version, unit, officer;
	const char *ref, *formality;		/* formality's code */
	enum state state;
	moment due, stopped;			/* stopped: the clock stands still since then, or 0 */
	moment owed;				/* by when papers come that it was accepted without, or 0 */
	moment answered;			/* a department that has it has answered, or 0 */
	bool is_extended;
	const char *officer_number;		/* who claimed it, or NULL */
	bool is_away;				/* and is absent today */
	const char *zone, *country;		/* the resident's */
	const char *step;			/* of a follow-up: call, mend, close; else NULL */
	struct queue_place place;
};

#define QUEUE_NEVER ((moment)253370764800000)	/* 9999-01-01: the place of what is not due */
#define QUEUE_PAGE 30

struct queue {
	struct queue_item *at;
	size_t count;
	bool has_more;
};

const struct error *queue_list(struct db *db, const struct queue_asked *asked, struct queue *out)
    __attribute__((warn_unused_result));

/* Of every list, unfiltered, and exact; asked->list, ->filter and ->after are not looked at. */
const struct error *queue_counts(struct db *db, const struct queue_asked *asked, int out[QUEUES])
    __attribute__((warn_unused_result));
/* Of asked->list with its filter, from an index alone; counting stops there. Shown as "4999+". */
#define QUEUE_COUNT_MOST 5000
#define QUEUE_COUNT_BOUND "5000"	/* the same, in SQL */
const struct error *queue_count(struct db *db, const struct queue_asked *asked, int *out)
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
 * This unit and all below it, liaison sites left out: what its supervisors look after; or its service
 * sites only: what its approvers decide on too.
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
	const char *away_until;		/* 2026-12-04 if absent today, else NULL */
	bool is_waiting;		/* has not enrolled (roster.h): can open nothing yet */
};

struct colleagues {
	struct colleague *at;
	size_t count;
};

/* The active officers of a unit, by number. What is new is assigned to nobody who is away or waiting. */
const struct error *queue_colleagues(struct db *db, int64_t unit, moment now, struct colleagues *out)
    __attribute__((warn_unused_result));

#endif
