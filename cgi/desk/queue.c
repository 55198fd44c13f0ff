/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The queue of a unit: seven lists with their counts, what is due first on top. */
#include "service/queue.h"

#include "base/error.h"
#include "desk/desk.h"
#include "service/catalogue.h"
#include "service/reference.h"
#include "service/timing.h"

/* list: a word of queue.h; unit: for supervisors; due and id: the last one of the page before. */
#define QUEUE_FORM(FIELD) \
	FIELD(list, WORD,   1, 10,        OPTIONAL) \
	FIELD(unit, NUMBER, 1, INT64_MAX, OPTIONAL) \
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
	    f ? f->promise_days : 0, timing_check_days(f)};
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
	show_papers_due(q, node, item->owed);
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

const char *
list_url(const struct request *q, const struct queue_asked *asked)
{
	const char *list = queue_word(asked->list);

	if (asked->unit == q->actor.unit)
		return url(q, "/?list=%s", list);
	return url(q, "/?list=%s&unit=%lld", list, (long long)asked->unit);
}

static void
show_lists(struct request *q, const struct queue_asked *asked, const int counts[QUEUES])
{
	for (int i = 0; i < QUEUES; i++) {
		struct tree *node = tree_append(q->page, "Lists");
		struct queue_asked list = *asked;
		const char *word;

		list.list = (enum queue_name)i;
		word = queue_word(list.list);
		tree_set(node, "Href", list_url(q, &list));
		tree_set(node, "Name", say(q, pool_format(q->pool, "desk.list.%s", word)));
		tree_set(node, "Count", counts[i] < QUEUE_COUNT_MOST ?
		    pool_format(q->pool, "%d", counts[i]) :
		    pool_format(q->pool, "%d+", QUEUE_COUNT_MOST - 1));
		if (asked->list == list.list)
			tree_set_number(node, "Here", 1);
	}
}

/* A supervisor looks after the units below too, one at a time; an approver after the service sites. */
static const struct error *
choose_unit(struct request *q, int64_t chosen, struct queue_asked *asked)
{
	struct desk_units units;
	const struct error *e;

	if (q->actor.who < WHO_APPROVER)
		return NULL;
	if ((e = queue_units(q->db, q->actor.unit, q->actor.who == WHO_APPROVER, &units)))
		return e;
	for (size_t i = 0; i < units.count; i++)
		if (units.at[i].id == chosen)
			asked->unit = chosen;
	for (size_t i = 0; i < units.count && units.count > 1; i++) {
		struct tree *node = tree_append(q->page, "Units");
		struct queue_asked there = *asked;

		there.unit = units.at[i].id;
		tree_set(node, "Name", q->lang == LANG_ZH ? units.at[i].zh : units.at[i].en);
		tree_set(node, "Href", list_url(q, &there));
		if (there.unit == asked->unit)
			tree_set_number(node, "Here", 1);
	}
	return NULL;
}

/* GET /: one list, 30 a page, what is due first on top; 200. Without a list: the whole unit. */
HANDLER(queue, queue)
{
	struct queue_asked asked = {.unit = q->actor.unit, .officer = q->actor.id, .now = q->now,
	    .after = {form->due, form->id}};
	struct queue queue;
	const struct error *e;
	int counts[QUEUES];

	if (!queue_read(form->list, &asked.list))
		asked.list = QUEUE_UNIT;
	if ((e = choose_unit(q, form->unit, &asked)) ||
	    (e = queue_list(q->db, &asked, &queue)) ||
	    (e = queue_counts(q->db, &asked, counts)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.queue"));
	show_lists(q, &asked, counts);
	show_queue(q, &queue, queue_word(asked.list), NULL);
	if (queue.has_more) {
		const struct queue_item *last = &queue.at[queue.count - 1];

		tree_set(q->page, "More", pool_format(q->pool, "%s&due=%lld&id=%lld",
		    list_url(q, &asked), (long long)last->due, (long long)last->id));
	}
	if (form->due)
		tree_set(q->page, "First", list_url(q, &asked));
	return reply_page(q, "queue");
}

/* GET /matters?ref=: 303 to the matter of that number, or 404. Numbers only, never names. */
HANDLER(matter_find, find)
{
	char ref[REFERENCE_TEXT];

	if (!form->ref)
		return reply_see_other(q, url(q, "/"));
	if (!reference_read(form->ref, ref))
		return fail(ERROR_NOT_FOUND, "not a reference");
	return reply_see_other(q, url(q, "/matters/%s", ref));
}
