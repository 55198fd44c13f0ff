/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From one matter to the next: whoever came from a list goes on in it. What the list is stands in
 * every address on the way, so that each act leads to the next matter, and to the list at its end.
 */
#include "base/error.h"
#include "desk/filter.h"
#include "service/reference.h"

/* What an address of a list may say. */
static const char *const names[] = {"list", "unit", "formality", "state", "country", "since", "until"};

static bool
is_plain(const char *s)
{
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
		    *s == '-' || *s == '_'))
			return false;
	return true;
}

const char *
list_query(const struct request *q)
{
	struct text out = {.pool = q->pool};

	if (!pairs_get(&q->query, "list"))
		return NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = pairs_get(&q->query, names[i]);

		if (value && *value && is_plain(value))
			text_addf(&out, "%s%s=%s", out.n ? "&" : "", names[i], value);
	}
	return out.s;
}

const char *
matter_url(const struct request *q, const char *ref, const char *page)
{
	const char *query = list_query(q);

	return url(q, "/matters/%s%s%s%s%s", ref, page ? "/" : "", page ? page : "", query ? "?" : "",
	    query ? query : "");
}

static const struct queue_item *
other_than(const struct queue *queue, const char *ref)
{
	for (size_t i = 0; i < queue->count; i++)
		if (!text_same(queue->at[i].ref, ref))
			return &queue->at[i];
	return NULL;
}

/* The one behind the place that it had, or the first of the list; *out NULL: there is no other. */
static const struct error *
find_next(struct request *q, const struct matter *m, const struct queue_place *place,
    const char **out)
{
	struct view_typed typed = {.list = pairs_get(&q->query, "list"),
	    .formality = pairs_get(&q->query, "formality"), .state = pairs_get(&q->query, "state"),
	    .country = pairs_get(&q->query, "country"), .since = pairs_get(&q->query, "since"),
	    .until = pairs_get(&q->query, "until")};
	const char *unit = pairs_get(&q->query, "unit");
	const struct queue_item *item;
	const struct error *e;
	struct list_view view;
	struct queue queue;

	*out = NULL;
	if (unit && !text_number(unit, 1, INT64_MAX, &typed.unit))
		typed.unit = 0;
	if ((e = view_read(q, &typed, &view)))
		return e;
	view.asked.after = *place;
	if ((e = queue_list(q->db, &view.asked, &queue)))
		return e;
	if (!(item = other_than(&queue, m->a->ref)) && place->due) {
		view.asked.after = (struct queue_place){0, 0};
		if ((e = queue_list(q->db, &view.asked, &queue)))
			return e;
		item = other_than(&queue, m->a->ref);
	}
	*out = item ? item->ref : NULL;
	return NULL;
}

const struct error *
go_on(struct request *q, const struct matter *m, const struct queue_place *place, bool is_ours)
{
	const char *query = list_query(q), *next = NULL, *done;
	const struct error *e;

	if (!query)
		return reply_see_other(q, is_ours ? url(q, "/matters/%s", m->a->ref) : url(q, "/"));
	if ((e = find_next(q, m, place, &next)))
		return e;
	/* what another unit has now is not to be looked at again */
	done = is_ours ? pool_format(q->pool, "&done=%s", m->a->ref) : "";
	return reply_see_other(q, next ? url(q, "/matters/%s?%s%s", next, query, done) :
	    url(q, "/?%s%s", query, done));
}

void
show_done(struct request *q)
{
	char ref[REFERENCE_TEXT], shown[REFERENCE_SHOWN];
	const char *done = pairs_get(&q->query, "done");

	if (!done || !reference_read(done, ref))
		return;
	reference_show(ref, shown);
	tree_set(q->page, "Done.Ref", shown);
	tree_set(q->page, "Done.Href", url(q, "/matters/%s", ref));
}
