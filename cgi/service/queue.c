/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* queue.def as a table, and what a list of several units is: each unit's, merged. */
#include "service/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "service/deadline.h"
#include "service/queue_part.h"
#include "store/db.h"

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

static const struct queue_row lists[QUEUES] = {
#define QUEUE(name, word, statement, states, span, order, who) \
	[QUEUE_##name] = {word, WALK_##statement, STATES_##states, SPAN_##span, ORDER_##order, \
	    ROLE_##who},
#include "service/queue.def"
};

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

const struct queue_row *
queue_row(enum queue_name name)
{
	return &lists[name];
}

moment
queue_soon_end(moment now)
{
	return deadline_working(now, 1);
}

static struct queue_walk
walk_of(const struct queue_asked *asked, enum queue_name name, int64_t unit)
{
	const struct queue_row *list = &lists[name];
	const struct queue_filter *filter = &asked->filter;
	struct queue_walk walk = {.statement = list->statement, .unit = unit, .asked = asked,
	    .from = list->span == SPAN_SOON ? asked->now : FIRST,
	    .to = list->span == SPAN_SOON ? queue_soon_end(asked->now) + 1 :
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

void
queue_merge(struct queue_found *found)
{
	if (found->count)
		qsort(found->at, found->count, sizeof *found->at, compare);
	if (found->count <= QUEUE_PAGE)
		return;
	found->count = QUEUE_PAGE + 1;
	found->until = found->at[QUEUE_PAGE].place;
}

const struct error *
queue_list(struct db *db, const struct queue_asked *asked, struct queue *out)
{
	struct queue_found found = {.until = {LAST, 0}};
	const struct error *e = NULL;

	for (size_t i = 0; i <= asked->below_count && !e; i++) {
		struct queue_walk walk = walk_of(asked, asked->list,
		    i ? asked->below[i - 1] : asked->unit);

		e = queue_walk(db, &walk, &found);
	}
	if (e)
		return e;
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
