/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Between the table of lists (queue.c), the ways down the store (queue_walk.c,
 * queue_follow_up.c), the counts (queue_tabs.c).
 */
#ifndef QIAO_SERVICE_QUEUE_PART_H
#define QIAO_SERVICE_QUEUE_PART_H

#include "service/bar.h"
#include "service/queue.h"
#include "store/db.h"

enum queue_statement { WALK_STATES, WALK_SECONDS, WALK_MINE, WALK_NOBODYS, WALK_AWAYS, WALK_AWAKE,
	WALK_FOLLOW_UPS };

/*
 * Of a follow-up's `application a`, three times the viewer's id: what `barred` has of those that wait, and
 * of these by a number alone (schema/084-follow-up-number.sql).
 */
#define FOLLOW_UP_SEEN "NOT (" BAR_EXISTS ") AND NOT EXISTS (SELECT 1 FROM barred n " \
	"WHERE n.officer = ? AND n.application = a.id)"

enum queue_span { SPAN_EVER, SPAN_SOON, SPAN_LATE };
enum queue_order { ORDER_DUE };

struct queue_row {		/* of queue.def */
	const char *word;
	enum queue_statement statement;
	const enum state *states;
	size_t state_count;
	enum queue_span span;
	enum queue_order order;
	enum role least;
};

const struct queue_row *queue_row(enum queue_name name) __attribute__((returns_nonnull));
moment queue_soon_end(moment now);	/* the last moment of what is due soon */
/* Of each unit what is late since today began, which the sums have as due today: out[count], zeroed. */
const struct error *queue_late_today(struct db *db, const int64_t *units, size_t count, moment now, int *out)
    __attribute__((warn_unused_result));

struct rows;

#define QUEUE_STATES 6			/* at most, of one list */

/* One list in one unit, as it is asked for: from `from` on, before `to`. */
struct queue_walk {
	enum queue_statement statement;
	int64_t unit;
	enum state states[QUEUE_STATES];
	size_t state_count;		/* 0: a filter left none, and nothing is found */
	moment from, to;
	const struct queue_asked *asked;
};

/* The first QUEUE_PAGE + 1 items of all walks so far, in their order. */
struct queue_found {
	struct queue_item *at;
	size_t count;
	struct queue_place until;	/* what comes from there on comes behind them */
};

/* After a walk has added to them; the next need not go further than what is already first. */
void queue_merge(struct queue_found *found);

/* Up to QUEUE_PAGE + 1 items behind asked->after, put in among those. */
const struct error *queue_walk(struct db *db, const struct queue_walk *walk,
    struct queue_found *out) __attribute__((warn_unused_result));
/* A unit's zones in which it is day, one a row. */
const struct error *queue_zones(struct db *db, int64_t unit, moment now, struct rows *out)
    __attribute__((warn_unused_result));

/* The values of a statement, in their order. */
#define QUEUE_PARAMETERS 80
struct queue_values {
	struct value at[QUEUE_PARAMETERS];
	size_t count;
};

void queue_add(struct queue_values *v, struct value value);
/* The viewer, from asked->after or walk->from on, and before `before` or walk->to: the end of each WHERE. */
void queue_add_span(struct queue_values *v, const struct queue_walk *walk, const struct queue_place *before);
struct values queue_all(const struct queue_values *v);
/* The state in that place; "" is none, and matches nothing. */
const char *queue_state_at(const struct queue_walk *walk, size_t i);
const char *queue_or_any(const char *filter);	/* for LIKE */

/* For queue_walk() and queue_walk_count(): WALK_FOLLOW_UPS. */
const struct error *queue_walk_follow_ups(struct db *db, const struct queue_walk *walk,
    struct queue_found *out) __attribute__((warn_unused_result));
const struct error *queue_count_follow_ups(struct db *db, const struct queue_walk *walk, int *out)
    __attribute__((warn_unused_result));

/* How many there are, counted to QUEUE_COUNT_MOST; asked->after is not looked at. */
const struct error *queue_walk_count(struct db *db, const struct queue_walk *walk, int *out)
    __attribute__((warn_unused_result));

#endif
