/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The queue of a unit: seven lists with their counts, what is due first on top. */
#include "service/queue.h"

#include "base/error.h"
#include "desk/desk.h"
#include "service/catalogue.h"
#include "service/reference.h"

/* list: a word of queue.h; unit: a code, for supervisors; due and id: the last one of the page before. */
#define QUEUE_FORM(FIELD) \
	FIELD(list, WORD,   1, 10,        OPTIONAL) \
	FIELD(unit, WORD,   1, 40,        OPTIONAL) \
	FIELD(due,  NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(id,   NUMBER, 1, INT64_MAX, OPTIONAL)
FORM(queue, QUEUE_FORM)

#define FIND_FORM(FIELD) \
	FIELD(ref, LINE, 1, 40, OPTIONAL)
FORM(find, FIND_FORM)

static void
show_item(struct request *q, struct tree *node, const struct queue_item *item)
{
	const struct formality *f = catalogue_find(catalogue_of(q), item->formality);
	struct due due = {item->state, item->due, item->stopped, item->is_extended,
	    f ? f->promise_days : 0};
	char ref[REFERENCE_SHOWN];

	reference_show(item->ref, ref);
	tree_set(node, "Ref", ref);
	tree_set(node, "Name", f ? local_text(q, &f->name) : item->formality);
	tree_set(node, "State", say(q, pool_format(q->pool, "state.%s", state_word(item->state))));
	tree_set(node, "Place", place_text(q, item->zone, item->country));
	tree_set(node, "Time", clock_text(q, q->now, item->zone));
	if (is_asleep(q->now, item->zone))
		tree_set_number(node, "Asleep", 1);
	tree_set(node, "Officer", item->officer_number);
	show_due(q, node, &due);
}

/* The one behind `ref` in the list gets Next, the one before it Back. */
void
show_queue(struct request *q, const struct queue *queue, const char *list, const char *ref)
{
	size_t here = queue->count;

	for (size_t i = 0; i < queue->count; i++)
		if (text_same(queue->at[i].ref, ref))
			here = i;
	for (size_t i = 0; i < queue->count; i++) {
		struct tree *node = tree_append(q->page, "Queue");

		tree_set(node, "Href", url(q, "/matters/%s%s%s", queue->at[i].ref,
		    list ? "?list=" : "", list ? list : ""));
		if (i == here)
			tree_set_number(node, "Here", 1);
		if (here == queue->count ? i == 0 && ref : i == here + 1)
			tree_set_number(node, "Next", 1);
		if (here < queue->count && i + 1 == here)
			tree_set_number(node, "Back", 1);
		show_item(q, node, &queue->at[i]);
	}
}

static void
show_lists(struct request *q, const struct queue_asked *asked, const int counts[QUEUES],
    const char *unit)
{
	for (int i = 0; i < QUEUES; i++) {
		struct tree *node = tree_append(q->page, "Lists");
		const char *word = queue_word((enum queue_name)i);

		tree_set(node, "Href", url(q, "/?list=%s%s%s", word, unit ? "&unit=" : "",
		    unit ? unit : ""));
		tree_set(node, "Name", say(q, pool_format(q->pool, "desk.list.%s", word)));
		tree_set(node, "Count", counts[i] < QUEUE_COUNT_MOST ?
		    pool_format(q->pool, "%d", counts[i]) :
		    pool_format(q->pool, "%d+", QUEUE_COUNT_MOST - 1));
		tree_set(node, "Word", word);
		if (asked->list == (enum queue_name)i)
			tree_set_number(node, "Here", 1);
	}
}

/* A supervisor looks after the units below too, one at a time. */
static const struct error *
choose_unit(struct request *q, const char *code, struct queue_asked *asked, const char **chosen)
{
	struct desk_units units;
	const struct error *e;

	*chosen = NULL;
	if (q->actor.who != WHO_SUPERVISOR)
		return NULL;
	if ((e = queue_units(q->db, q->actor.unit, &units)))
		return e;
	for (size_t i = 0; i < units.count && units.count > 1; i++) {
		const struct desk_unit *unit = &units.at[i];
		struct tree *node = tree_append(q->page, "Units");
		bool is_own = unit->id == q->actor.unit;

		tree_set(node, "Name", q->lang == LANG_ZH ? unit->zh : unit->en);
		tree_set(node, "Href", is_own ? url(q, "/") : url(q, "/?unit=%s", unit->code));
		if (text_same(code, unit->code) && !is_own) {
			asked->unit = unit->id;
			*chosen = unit->code;
		}
		if (asked->unit == unit->id)
			tree_set(q->page, "UnitHere", tree_get(node, "Href"));
	}
	return NULL;
}

/* GET /: one list, 30 a page, what is due first on top; 200. An unknown list is the whole unit's. */
HANDLER(queue, queue)
{
	struct queue_asked asked = {.unit = q->actor.unit, .officer = q->actor.id, .now = q->now,
	    .after = {form->due, form->id}};
	struct queue queue;
	const struct error *e;
	const char *unit;
	int counts[QUEUES];

	if (!queue_read(form->list, &asked.list))
		asked.list = QUEUE_UNIT;
	if ((e = choose_unit(q, form->unit, &asked, &unit)) ||
	    (e = queue_list(q->db, &asked, &queue)) ||
	    (e = queue_counts(q->db, &asked, counts)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.queue"));
	show_lists(q, &asked, counts, unit);
	show_queue(q, &queue, queue_word(asked.list), NULL);
	if (queue.has_more) {
		const struct queue_item *last = &queue.at[queue.count - 1];

		tree_set(q->page, "More", url(q, "/?list=%s%s%s&due=%lld&id=%lld",
		    queue_word(asked.list), unit ? "&unit=" : "", unit ? unit : "",
		    (long long)last->due, (long long)last->id));
	}
	if (form->due)
		tree_set(q->page, "First", url(q, "/?list=%s%s%s", queue_word(asked.list),
		    unit ? "&unit=" : "", unit ? unit : ""));
	return reply_page(q, "queue");
}

/* GET /matters?ref=: 303 to the matter of a number that somebody gave, or 404. Numbers only, never names. */
HANDLER(matter_find, find)
{
	char ref[REFERENCE_TEXT];

	if (!form->ref)
		return reply_see_other(q, url(q, "/"));
	if (!reference_read(form->ref, ref))
		return fail(ERROR_NOT_FOUND, "not a reference");
	return reply_see_other(q, url(q, "/matters/%s", ref));
}
