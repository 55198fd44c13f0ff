/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The lists of service/queue.def with their counts, what is due first on top; a kept view of each. */
#include "service/queue.h"

#include "base/error.h"
#include "desk/filter.h"
#include "service/calendar.h"
#include "service/catalogue.h"
#include "service/reference.h"
#include "service/timing.h"
#include "service/version.h"
#include "store/seal.h"
#include "web/gate.h"

/* due and id: the last one of the page before; all: all of it ticked; claimed: of a claim from the list. */
#define QUEUE_FORM(FIELD) \
	VIEW_FIELDS(FIELD) \
	FIELD(due,     NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(id,      NUMBER, 1, INT64_MAX, OPTIONAL) \
	FIELD(all,     FLAG,   0, 1,         OPTIONAL) \
	FIELD(claimed, WORD,   9, 9,         OPTIONAL)
FORM(queue, QUEUE_FORM)

/* drop: no view is kept any more. */
#define KEEP_FORM(FIELD) \
	VIEW_FIELDS(FIELD) \
	FIELD(drop, FLAG, 0, 1, OPTIONAL)
FORM(keep, KEEP_FORM)

#define FIND_FORM(FIELD) \
	FIELD(ref, LINE, 1, 40, OPTIONAL)
FORM(find, FIND_FORM)

static void
show_item(struct request *q, struct tree *node, const struct queue_item *item)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q),
	    item->formality);
	struct due due = {item->state, item->due, item->stopped, item->is_extended,
	    f ? f->promise_days : 0, timing_check_days(f)};
	char ref[REFERENCE_SHOWN];

	/* the matter has ended, its follow-up has a clock of its own */
	if (item->step) {
		tree_set_number(node, "Followed", 1);
		due.state = STATE_ACCEPTED;
		due.promise_days = MEND_DAYS;
	}

	reference_show(item->ref, ref);
	tree_set(node, "Ref", ref);
	tree_set(node, "Name", f ? local_text(q, &f->name) : item->formality);
	tree_set(node, "State", say(q, item->step ? pool_format(q->pool, "desk.follow.step_%s", item->step) :
	    item->answered ? "clerk.state_answered" :
	    pool_format(q->pool, "state.%s", state_word(item->state))));
	tree_set(node, "Place", place_text(q, item->zone, item->country));
	tree_set(node, "Time", clock_text(q, q->now, item->zone));
	if (is_asleep(q->now, item->zone))
		tree_set_number(node, "Asleep", 1);
	tree_set(node, "Officer", item->officer_number);
	if (item->is_away)
		tree_set_number(node, "Away", 1);
	show_papers_due(q, node, item->owed);
	show_due(q, node, &due);
}

/* The one behind `ref` in the list gets Next, the one before it Back. */
void
show_queue(struct request *q, const struct queue *queue, const char *query, const char *ref)
{
	size_t here = queue->count;

	for (size_t i = 0; i < queue->count; i++)
		if (text_same(queue->at[i].ref, ref))
			here = i;
	for (size_t i = 0; i < queue->count; i++) {
		struct tree *node = tree_append(q->page, "Queue");

		tree_set(node, "Href", url(q, "/matters/%s%s%s%s", queue->at[i].ref,
		    queue->at[i].step ? "/follow-up" : "", query ? "?" : "", query ? query : ""));
		if (i == here)
			tree_set_number(node, "Here", 1);
		if (here == queue->count ? i == 0 && ref : i == here + 1)
			tree_set_number(node, "Next", 1);
		if (here < queue->count && i + 1 == here)
			tree_set_number(node, "Back", 1);
		show_item(q, node, &queue->at[i]);
	}
}

/* What may be done to it from the list: it is ticked, or claimed at once. */
static void
show_handles(struct request *q, const struct queue *queue)
{
	struct tree *node = tree_child(tree_at(q->page, "Queue"));
	struct act act;

	for (size_t i = 0; i < queue->count && node; i++, node = tree_next(node)) {
		const struct queue_item *item = &queue->at[i];

		if (item->step)
			continue;
		tree_set(node, "Tick", pool_format(q->pool, "m-%s", item->ref));
		tree_set(node, "Version", pool_format(q->pool, "%lld", (long long)item->version));
		if (!item->officer && item->unit == q->actor.unit &&
		    lifecycle_next(item->state, ACT_CLAIM, role_of(q), &act))
			tree_set_number(node, "Claim", 1);
	}
}

/* This page again, all of it ticked, or nothing. A script does the same without going there. */
static void
show_all(struct request *q, const struct queue_form *form, const struct list_view *view)
{
	const char *here = list_url(q, &view->asked);

	if (form->due && form->id)
		here = pool_format(q->pool, "%s&due=%lld&id=%lld", here, (long long)form->due,
		    (long long)form->id);
	tree_set(q->page, "AllHref", form->all ? here : pool_format(q->pool, "%s&all=1", here));
	if (form->all)
		tree_set_number(q->page, "IsAll", 1);
}

static const char *
unit_name(const struct request *q, const struct desk_units *units, int64_t id)
{
	for (size_t i = 0; i < units->count; i++)
		if (units->at[i].id == id)
			return q->lang == LANG_ZH ? units->at[i].zh : units->at[i].en;
	return NULL;
}

/* In a list of several units, whose each one is. */
static void
show_whose(struct request *q, const struct list_view *view, const struct queue *queue)
{
	struct tree *node = tree_child(tree_at(q->page, "Queue"));

	for (size_t i = 0; i < queue->count && node && view->asked.below_count; i++, node = tree_next(node))
		tree_set(node, "Unit", unit_name(q, &view->units, queue->at[i].unit));
}

static void
show_lists(struct request *q, const struct queue_asked *asked, const int counts[QUEUES])
{
	for (int i = 0; i < QUEUES; i++) {
		struct queue_asked list = {.list = (enum queue_name)i, .unit = asked->unit,
		    .below = asked->below, .below_count = asked->below_count};
		const char *word = queue_word(list.list);
		struct tree *node;

		if (!queue_may_see(list.list, role_of(q)) ||
		    (list.list == QUEUE_AWAY && !counts[i] && asked->list != QUEUE_AWAY))
			continue;
		node = tree_append(q->page, "Lists");
		tree_set(node, "Href", list_url(q, &list));
		tree_set(node, "Name", say(q, pool_format(q->pool, "desk.list.%s", word)));
		/* beside what a filter found they would be numbers of something else */
		if (!view_is_filtered(asked))
			tree_set_number(node, "Count", counts[i]);
		if (asked->list == list.list)
			tree_set_number(node, "Here", 1);
	}
}

static bool
is_same_view(const struct request *q, const struct list_view *one, const struct list_view *other)
{
	return text_same(view_query(q, &one->asked), view_query(q, &other->asked));
}

/* "N found", where a filter makes it another number than the tab's. */
static const struct error *
show_found(struct request *q, const struct list_view *view)
{
	const struct error *e;
	int found;

	if (!view_is_filtered(&view->asked))
		return NULL;
	if ((e = queue_count(q->db, &view->asked, &found)))
		return e;
	tree_set(q->page, "Filter.Found", say1(q, found == 1 ? "desk.filter.found_one" : "desk.filter.found",
	    count_text(q, found)));
	return NULL;
}

static void
show_pages(struct request *q, const struct list_view *view, const struct queue *queue)
{
	if (queue->has_more) {
		const struct queue_place *last = &queue->at[queue->count - 1].place;

		tree_set(q->page, "More", pool_format(q->pool, "%s&due=%lld&id=%lld",
		    list_url(q, &view->asked), (long long)last->due, (long long)last->id));
	}
	if (view->asked.after.due)
		tree_set(q->page, "First", list_url(q, &view->asked));
}

/* Each kept view has a tab of its own; that which was kept last is where the desk begins. */
static const struct error *
choose_view(struct request *q, const struct queue_form *form, struct list_view *view)
{
	struct saved_views kept;
	const struct error *e;

	if ((e = view_read(q, &VIEW_OF(form), view)) || (e = saved_views_load(q->db, q->actor.id, &kept)))
		return e;
	for (size_t i = 0; i < kept.count; i++) {
		struct list_view one;
		struct tree *node;

		if ((e = view_kept(q, &kept.at[i], &one)))
			return e;
		if (i == 0 && !form->list && !form->unit)
			*view = one;
		node = tree_append(q->page, "Kept");
		tree_set(node, "Href", list_url(q, &one.asked));
		tree_set(node, "Name", say(q, pool_format(q->pool, "desk.list.%s",
		    queue_word(one.asked.list))));
		if (!is_same_view(q, &one, view))
			continue;
		tree_set_number(node, "Here", 1);
		tree_set_number(q->page, "IsKept", 1);
	}
	return NULL;
}

/*
 * GET /: one list, 30 a page, what is due first on top; 200. Without a list: the kept view, or the unit,
 * for a supervisor all units.
 * 303 for whoever has no matters: other departments' people and administrators have pages of their own.
 */
HANDLER(queue, queue)
{
	struct queue queue;
	const struct error *e;
	int counts[QUEUES];
	struct list_view view;
	char ref[REFERENCE_SHOWN];

	if (q->actor.who < WHO_OFFICER)
		return reply_see_other(q, q->actor.who <= WHO_CLERK ? clerk_front(q) :
		    url(q, q->actor.who == WHO_ADMINISTRATOR ? "/officers" : "/audit"));
	if ((e = choose_view(q, form, &view)))
		return e;
	view.asked.after = (struct queue_place){form->due, form->id};
	/* days left are counted by today's calendar, whichever worker answers */
	if ((e = calendar_refresh(q->db)) || (e = queue_list(q->db, &view.asked, &queue)) ||
	    (e = queue_counts(q->db, &view.asked, counts)) || (e = show_found(q, &view)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "desk.queue"));
	tree_set(q->page, "Page.List", say(q, pool_format(q->pool, "desk.list.%s",
	    queue_word(view.asked.list))));
	view_units(q, &view);
	show_lists(q, &view.asked, counts);
	view_filters(q, &view);
	view_problems(q, &VIEW_OF(form));
	view_misread(q, &view.asked);
	view_hidden(q, &view.asked);
	show_queue(q, &queue, view_query(q, &view.asked), NULL);
	show_handles(q, &queue);
	show_all(q, form, &view);
	show_whose(q, &view, &queue);
	show_pages(q, &view, &queue);
	if (role_of(q) == ROLE_SUPERVISOR)
		tree_set(q->page, "CsvHref", url(q, "/queue.csv?%s", view_query(q, &view.asked)));
	tree_set(q->page, "BulkHref", url(q, "/bulk"));
	tree_set(q->page, "AbsenceHref", url(q, "/absence"));
	tree_set(q->page, "ClaimOnce", random_token(q->pool, 16));
	tree_set(q->page, "KeepOnce", random_token(q->pool, 16));
	tree_set(q->page, "Token", gate_make_token(q));
	if (form->claimed && reference_read(form->claimed, ref)) {
		tree_set(q->page, "Claimed.Href", url(q, "/matters/%s?%s", ref, view_query(q, &view.asked)));
		reference_show(form->claimed, ref);
		tree_set(q->page, "Claimed.Text", say1(q, "desk.claimed_now", ref));
	}
	return reply_page(q, "queue");
}

/* POST /: this view is kept for its list in the place of the one before, or none any more; 303 to it. */
HANDLER(queue_keep, keep)
{
	const struct error *e;
	struct saved_view kept;
	struct list_view view;

	if ((e = view_read(q, &VIEW_OF(form), &view)))
		return e;
	kept = view_to_keep(q, &view);
	e = form->drop ? saved_view_drop(q->db, q->actor.id, view.asked.list) :
	    saved_view_store(q->db, q->actor.id, &kept, q->now);
	return e ? e : reply_see_other(q, list_url(q, &view.asked));
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
