/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What an officer looks at: a list of service/queue.def, the units, the filters. The same names stand
 * in every address and form that has to lead back to it.
 *
 *	#define QUEUE_FORM(FIELD) VIEW_FIELDS(FIELD) FIELD(due, …)
 *	struct list_view view;
 *
 *	if ((e = view_read(q, &VIEW_OF(form), &view)))
 *		return e;
 *	view.asked …, view_query(q, &view.asked) is "list=new&country=IT"
 */
#ifndef QIAO_DESK_FILTER_H
#define QIAO_DESK_FILTER_H

#include "desk/desk.h"
#include "service/queue.h"
#include "service/saved_view.h"

/*
 * unit: an id, or VIEW_ALL; without it the officer's own, for a supervisor who asks for no list either all.
 * since, until: 2026-11-26.
 */
#define VIEW_FIELDS(FIELD) \
	FIELD(list,      WORD,   1, 16,        OPTIONAL) \
	FIELD(unit,      NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(formality, WORD,   1, 40,        OPTIONAL) \
	FIELD(state,     WORD,   1, 12,        OPTIONAL) \
	FIELD(country,   WORD,   2, 2,         OPTIONAL) \
	FIELD(since,     LINE,   1, 20,        OPTIONAL) \
	FIELD(until,     LINE,   1, 20,        OPTIONAL)

#define VIEW_ALL 1		/* no unit's id: those are made from moments */

struct view_typed {
	const char *list, *formality, *state, *country, *since, *until;
	int64_t unit;
};
#define VIEW_OF(form) ((struct view_typed){(form)->list, (form)->formality, (form)->state, \
	(form)->country, (form)->since, (form)->until, (form)->unit})

struct list_view {
	struct queue_asked asked;	/* .after is the handler's */
	struct desk_units units;	/* what this officer looks after, the own one first */
};

/* What is not known, or not this officer's to see, counts as not asked for. */
const struct error *view_read(struct request *q, const struct view_typed *typed, struct list_view *out)
    __attribute__((warn_unused_result));
/* One that the officer has kept. */
const struct error *view_kept(struct request *q, const struct saved_view *kept, struct list_view *out)
    __attribute__((warn_unused_result));
struct saved_view view_to_keep(const struct request *q, const struct list_view *view);
/* As an address has it, and as a form has it: hidden fields (View). */
const char *view_query(const struct request *q, const struct queue_asked *asked);
void view_hidden(struct request *q, const struct queue_asked *asked);
bool view_is_filtered(const struct queue_asked *asked);
/* "312", "4999+". */
const char *count_text(const struct request *q, int count);
/* The tabs of the units and the form of the filters. */
void view_units(struct request *q, const struct list_view *view);
void view_filters(struct request *q, const struct list_view *view);

/* A day as a date's field takes it; NULL, or the key of what is wrong with it. */
const char *day_typed(struct request *q, const char *typed, day *out);
/* Above the list, what was not understood of the address: Misread. */
void view_misread(struct request *q, const struct queue_asked *asked);
/* Beside the days of the filter, which keep what was typed, what is wrong with them: the list is without. */
void view_problems(struct request *q, const struct view_typed *typed);

#endif
