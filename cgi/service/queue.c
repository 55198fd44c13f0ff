/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* queue.def as a table, and what a list of several units is: each unit's, merged. */
#include "service/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/absence.h"
#include "service/deadline.h"
#include "service/queue_part.h"
#include "store/db.h"

enum span { SPAN_EVER, SPAN_SOON, SPAN_LATE };
enum order { ORDER_DUE };

static const enum state office[] = {STATE_SUBMITTED, STATE_ACCEPTED, STATE_PROPOSED, STATE_APPROVED,
    STATE_REFUSED, STATE_TRANSFERRED};
static const enum state hands[] = {STATE_SUBMITTED, STATE_ACCEPTED, STATE_APPROVED, STATE_REFUSED,
    STATE_TRANSFERRED};
static const enum state resident[] = {STATE_CORRECTION, STATE_INTERVIEW, STATE_VISIT};

static const enum state ended[] = {STATE_CLOSED, STATE_DECLINED};

#define OF(array) array, sizeof array / sizeof *array
#define STATES_OFFICE OF(office)
#define STATES_HANDS OF(hands)
#define STATES_RESIDENT OF(resident)
#define STATES_ENDED OF(ended)
#define STATES_SUBMITTED (const enum state[]){STATE_SUBMITTED}, 1
#define STATES_PROPOSED (const enum state[]){STATE_PROPOSED}, 1
#define STATES_TRANSFERRED (const enum state[]){STATE_TRANSFERRED}, 1

static const struct list {
	const char *word;
	enum queue_statement statement;
	const enum state *states;
	size_t state_count;
	enum span span;
	enum order order;
	enum role least;
} lists[QUEUES] = {
#define QUEUE(name, word, statement, states, span, order, who) \
	[QUEUE_##name] = {word, WALK_##statement, STATES_##states, SPAN_##span, ORDER_##order, \
	    ROLE_##who},
#include "service/queue.def"
};

/*
 * The counts of all lists but AWAKE's, whose zones C knows, in up to UNITS units at once: the bound
 * is for all of them together. t/unit/queue.c holds them to queue.def.
 */
#define UNITS 8
#define OF_UNITS "unit IN (?, ?, ?, ?, ?, ?, ?, ?)"
#define UNITS_IN "iiiiiiii"
#define SEEN "NOT IN (SELECT application FROM barred WHERE officer = ?)"
#define COUNT(index, where) "(SELECT COUNT(*) FROM (SELECT 1 FROM queue_entry FORCE INDEX (queue_entry_" \
	index ") WHERE " OF_UNITS " AND " where " AND id " SEEN " LIMIT " QUEUE_COUNT_BOUND ") k)"
#define OFFICE "state IN ('submitted', 'accepted', 'proposed', 'approved', 'refused', 'transferred')"
#define HANDS "state IN ('submitted', 'accepted', 'approved', 'refused', 'transferred')"
STATEMENT(queue_tabs, UNITS_IN "i" UNITS_IN "ii" UNITS_IN "i" UNITS_IN "i" UNITS_IN "i" UNITS_IN "tti"
    UNITS_IN "ti" UNITS_IN "i" "ss" UNITS_IN "i" UNITS_IN "ii", "iiiiiiiiii",
    "SELECT " COUNT("state", OFFICE) ", " COUNT("officer", "officer = ? AND " HANDS) ", "
    COUNT("officer", "officer = 0 AND state = 'submitted'") ", "
    COUNT("state", "state = 'proposed'") ", "
    COUNT("state", "state IN ('correction', 'interview', 'visit')") ", "
    COUNT("state", OFFICE " AND due >= ? AND due < ?") ", " COUNT("state", OFFICE " AND due < ?") ", "
    COUNT("state", "state = 'transferred'") ", "
    "(SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT DISTINCT officer FROM absence WHERE ended IS NULL "
    "AND since <= ? AND until >= ?) b JOIN queue_entry e FORCE INDEX (queue_entry_officer) "
    "ON e." OF_UNITS " AND e.officer = b.officer AND e." HANDS " AND e.id " SEEN
    " LIMIT " QUEUE_COUNT_BOUND ") k), "
    "(SELECT COUNT(*) FROM (SELECT 1 FROM follow_up f FORCE INDEX (follow_up_due) "
    "JOIN application a ON a.id = f.application WHERE f." OF_UNITS " AND f.closed IS NULL AND "
    FOLLOW_UP_SEEN " LIMIT " QUEUE_COUNT_BOUND ") k)")

static const enum queue_name tabs[] = {QUEUE_UNIT, QUEUE_MINE, QUEUE_NEW, QUEUE_APPROVAL, QUEUE_WAITING,
    QUEUE_SOON, QUEUE_OVERDUE, QUEUE_TRANSFERRED, QUEUE_AWAY, QUEUE_RATINGS};

#define FIRST ((moment)1)		/* 0 is NULL */
#define LAST (QUEUE_NEVER + 1)

const char *
queue_word(enum queue_name name)
{
	return lists[name].word;
}

bool
queue_read(const char *word, enum queue_name *out)
{
	for (int i = 0; word && i < QUEUES; i++)
		if (strcmp(word, lists[i].word) == 0) {
			*out = (enum queue_name)i;
			return true;
		}
	return false;
}

bool
queue_may_see(enum queue_name name, enum role role)
{
	return role <= ROLE_SUPERVISOR && role >= lists[name].least;
}

bool
queue_has(enum queue_name name, enum state state)
{
	for (size_t i = 0; i < lists[name].state_count; i++)
		if (lists[name].states[i] == state)
			return true;
	return false;
}

bool
queue_is_awake(moment now, const char *zone)
{
	int hour;

	if (!zone || !*zone)
		return false;
	hour = clock_civil(now, zone).hour;
	return hour >= 7 && hour < 23;
}

static moment
soon_end(moment now)
{
	return deadline_working(now, 1);
}

static struct queue_walk
walk_of(const struct queue_asked *asked, enum queue_name name, int64_t unit)
{
	const struct list *list = &lists[name];
	const struct queue_filter *filter = &asked->filter;
	struct queue_walk walk = {.statement = list->statement, .unit = unit, .asked = asked,
	    .from = list->span == SPAN_SOON ? asked->now : FIRST,
	    .to = list->span == SPAN_SOON ? soon_end(asked->now) + 1 :
	    list->span == SPAN_LATE ? asked->now : LAST};

	if (filter->since && clock_wenzhou_end(filter->since - 1) + 1 > walk.from)
		walk.from = clock_wenzhou_end(filter->since - 1) + 1;
	if (filter->until && clock_wenzhou_end(filter->until) + 1 < walk.to)
		walk.to = clock_wenzhou_end(filter->until) + 1;
	for (size_t i = 0; i < list->state_count; i++)
		if (!filter->has_state || filter->state == list->states[i])
			walk.states[walk.state_count++] = list->states[i];
	return walk;
}

/* By (due, id), as each statement has them. */
static int
compare(const void *one, const void *other)
{
	const struct queue_place *a = &((const struct queue_item *)one)->place;
	const struct queue_place *b = &((const struct queue_item *)other)->place;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

const struct error *
queue_list(struct db *db, const struct queue_asked *asked, struct queue *out)
{
	struct queue_found found = {NULL, 0};
	const struct error *e = NULL;

	for (size_t i = 0; i <= asked->below_count && !e; i++) {
		struct queue_walk walk = walk_of(asked, asked->list,
		    i ? asked->below[i - 1] : asked->unit);

		e = queue_walk(db, &walk, &found);
	}
	if (e)
		return e;
	if (found.count)
		qsort(found.at, found.count, sizeof *found.at, compare);
	out->has_more = found.count > QUEUE_PAGE;
	out->count = out->has_more ? QUEUE_PAGE : found.count;
	out->at = found.at;
	return NULL;
}

static int
bounded(int count)
{
	return count < QUEUE_COUNT_MOST ? count : QUEUE_COUNT_MOST;
}

struct tab_values {
	struct value at[UNITS * 10 + 6 + 11];
	size_t count;
};

static void
add(struct tab_values *v, struct value value)
{
	v->at[v->count++] = value;
}

static void
add_units(struct tab_values *v, const int64_t *units)
{
	for (int i = 0; i < UNITS; i++)
		add(v, db_int(units[i]));
}

/* In the order of queue_tabs. */
static struct tab_values
tab_values(struct db *db, const struct queue_asked *asked, const int64_t units[UNITS])
{
	struct value today = db_text(absence_today(db, asked->now)), now = db_moment(asked->now),
	    viewer = db_int(asked->viewer);
	struct tab_values v = {.count = 0};

	add_units(&v, units);
	add(&v, viewer);
	add_units(&v, units);
	add(&v, db_int(asked->officer));
	add(&v, viewer);
	for (int i = 0; i < 3; i++) {
		add_units(&v, units);
		add(&v, viewer);
	}
	add_units(&v, units);
	add(&v, now);
	add(&v, db_moment(soon_end(asked->now) + 1));
	add(&v, viewer);
	add_units(&v, units);
	add(&v, now);
	add(&v, viewer);
	add_units(&v, units);
	add(&v, viewer);
	add(&v, today);
	add(&v, today);
	add_units(&v, units);
	add(&v, viewer);
	add_units(&v, units);
	add(&v, viewer);
	add(&v, viewer);
	return v;
}

static const struct error *
count_awake(struct db *db, const struct queue_asked *asked, int64_t unit, int *out)
{
	struct queue_asked whole = {.list = QUEUE_AWAKE, .unit = unit, .viewer = asked->viewer,
	    .now = asked->now};
	struct queue_walk walk = walk_of(&whole, QUEUE_AWAKE, unit);
	const struct error *e;
	int count;

	if (*out >= QUEUE_COUNT_MOST)
		return NULL;
	e = queue_walk_count(db, &walk, &count);
	*out = bounded(*out + count);
	return e;
}

static const struct error *
count_units(struct db *db, const struct queue_asked *asked, const int64_t units[UNITS], int out[QUEUES])
{
	struct tab_values v = tab_values(db, asked, units);
	const struct error *e;
	struct row *row;

	if ((e = db_row(db, &queue_tabs, (struct values){v.at, v.count}, &row)))
		return e;
	for (size_t i = 0; row && i < sizeof tabs / sizeof *tabs; i++)
		out[tabs[i]] = bounded(out[tabs[i]] + (int)row_int(row, (int)i));
	for (int i = 0; i < UNITS && !e; i++)
		e = units[i] ? count_awake(db, asked, units[i], &out[QUEUE_AWAKE]) : NULL;
	return e;
}

const struct error *
queue_counts(struct db *db, const struct queue_asked *asked, int out[QUEUES])
{
	int64_t units[UNITS] = {asked->unit};
	const struct error *e = NULL;
	size_t at = 1;

	memset(out, 0, QUEUES * sizeof *out);
	for (size_t i = 0; i < asked->below_count && !e; i++) {
		units[at++] = asked->below[i];
		if (at == UNITS) {
			e = count_units(db, asked, units, out);
			memset(units, 0, sizeof units);
			at = 0;
		}
	}
	return e || !at ? e : count_units(db, asked, units, out);
}

const struct error *
queue_count(struct db *db, const struct queue_asked *asked, int *out)
{
	const struct error *e = NULL;
	int count;

	*out = 0;
	for (size_t i = 0; i <= asked->below_count && !e && *out < QUEUE_COUNT_MOST; i++) {
		struct queue_walk walk = walk_of(asked, asked->list,
		    i ? asked->below[i - 1] : asked->unit);

		e = queue_walk_count(db, &walk, &count);
		*out = bounded(*out + count);
	}
	return e;
}
