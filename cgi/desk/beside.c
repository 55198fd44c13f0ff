/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands beside a matter: the queue it came from, and what else its person has here. */
#include "base/error.h"
#include "desk/filter.h"
#include "service/bar.h"
#include "service/catalogue.h"
#include "service/others.h"
#include "service/queue.h"
#include "service/reference.h"
#include "service/version.h"

/* Of a long list the part behind this matter, so that the next one is always there. */
#define TWICE_SHOWN 3			/* two are one too many already */

const struct error *
show_list_beside(struct request *q, const struct matter *m, const struct looking *looking)
{
	struct queue_asked asked = {.unit = m->a->unit, .officer = q->actor.id,
	    .viewer = q->actor.id, .now = q->now};
	struct queue queue;
	const struct error *e;
	bool is_in = false;

	if (looking->view)
		asked = *looking->view;
	if ((e = queue_list(q->db, &asked, &queue)))
		return e;
	for (size_t i = 0; i < queue.count; i++)
		is_in |= text_same(queue.at[i].ref, m->a->ref);
	if (!is_in && queue.has_more && m->a->due) {
		asked.after = (struct queue_place){m->a->due, m->a->id};
		if ((e = queue_list(q->db, &asked, &queue)))
			return e;
	}
	tree_set(q->page, "List.Name", say(q, pool_format(q->pool, "desk.list.%s",
	    queue_word(asked.list))));
	tree_set(q->page, "List.Href", list_url(q, &asked));
	show_queue(q, &queue, view_query(q, &asked), m->a->ref);
	return NULL;
}

static void
show_other(struct request *q, struct tree *node, const struct other *other, bool opens)
{
	const struct formality *f = version_newest(q->db, catalogue_of(q),
	    other->formality);
	char ref[REFERENCE_SHOWN];

	reference_show(other->ref, ref);
	tree_set(node, "Ref", ref);
	tree_set(node, "Name", f ? local_text(q, &f->name) : other->formality);
	tree_set(node, "State", say(q, pool_format(q->pool, "state.%s", state_word(other->state))));
	tree_set(node, "Unit", q->lang == LANG_ZH ? other->unit_zh : other->unit_en);
	tree_set(node, "Day", day_text(q, other->submitted));
	if (opens)
		tree_set(node, "Href", url(q, "/matters/%s", other->ref));
}

static bool
is_ours(const struct request *q, const struct other *other)
{
	return looks_after(q, &(struct holder){other->unit, other->parent, other->unit_kind,
	    other->is_under});
}

static const struct error *
leave_barred(struct request *q, const struct bar_view *view, struct others *others)
{
	const struct error *e;
	bool is_hidden;
	size_t n = 0;

	for (size_t i = 0; i < others->count; i++) {
		if ((e = bar_hides(q->db, view, others->at[i].ref, &is_hidden)))
			return e;
		if (!is_hidden)
			others->at[n++] = others->at[i];
	}
	others->count = n;
	return NULL;
}

static bool
is_twice(const struct matter *m, const struct other *other)
{
	return lifecycle_is_open(other->state) && lifecycle_is_open(m->a->state) &&
	    text_same(other->formality, m->a->formality);
}

const struct error *
matter_is_twice(struct request *q, const struct matter *m, bool *out)
{
	struct others others;
	struct bar_view view;
	const struct error *e;

	*out = false;
	if ((e = bar_view_load(q->db, q->actor.id, &view)) ||
	    (e = others_alike(q->db, m->a, q->actor.unit, &others)) ||
	    (e = leave_barred(q, &view, &others)))
		return e;
	*out = others.count > 0;
	if (*out || (e = others_load(q->db, m->a, q->actor.unit, &others)) ||
	    (e = leave_barred(q, &view, &others)))
		return e;
	for (size_t i = 0; i < others.count; i++)
		*out |= is_twice(m, &others.at[i]);
	return NULL;
}

/* Of another unit's matters only the one that may be this one again is told, and not opened. */
const struct error *
show_others(struct request *q, const struct matter *m)
{
	struct others others;
	struct bar_view view;
	const struct error *e;
	int twice = 0;

	if ((e = bar_view_load(q->db, q->actor.id, &view)) ||
	    (e = others_alike(q->db, m->a, q->actor.unit, &others)) ||
	    (e = leave_barred(q, &view, &others)))
		return e;
	for (size_t i = 0; i < others.count && i < TWICE_SHOWN; i++)
		show_other(q, tree_append(q->page, "Alike"), &others.at[i], is_ours(q, &others.at[i]));
	if ((e = others_load(q->db, m->a, q->actor.unit, &others)) ||
	    (e = leave_barred(q, &view, &others)))
		return e;
	for (size_t i = 0; i < others.count; i++) {
		const struct other *other = &others.at[i];
		bool ours = is_ours(q, other);

		if (is_twice(m, other) && twice++ < TWICE_SHOWN)
			show_other(q, tree_append(q->page, "Twice"), other, ours);
		if (ours)
			show_other(q, tree_append(q->page, "Others"), other, true);
	}
	return NULL;
}
