/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A minor paper that is not there yet (容缺受理): its resident says by when it comes, and submits without it.
 * Whether it is accepted so, and the day that counts, is the officer's to say (desk/pending.c).
 */
#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"

#define LATER_FORM(FIELD) \
	FIELD(ref,      WORD,   9, 9,  REQUIRED) \
	FIELD(material, WORD,   1, 40, REQUIRED) \
	FIELD(days,     NUMBER, 1, 30, OPTIONAL)
FORM(later, LATER_FORM)

static const int spans[] = {7, 14, 30};		/* days, the last day that the law leaves permitting */
#define SPANS (sizeof spans / sizeof *spans)

static day
last_of(const struct request *q, int span)
{
	return clock_wenzhou_day(q->now) + span;
}

static bool
is_in_time(const struct request *q, const struct draft *d, int span)
{
	return clock_wenzhou_end(last_of(q, span)) <= owed_limit(d->f, q->now);
}

/* Required, so that it would hold the draft up. In a correction an officer has asked for it. */
bool
draft_may_follow(const struct request *q, const struct draft *d, const struct formality_material *m)
{
	return !d->c && !d->owed && !m->is_optional && owed_may_follow(d->f, m) && is_in_time(q, d, spans[0]);
}

day
draft_promised(const struct request *q, const struct draft *d, const struct formality_material *m)
{
	day by = draft_may_follow(q, d, m) ? owed_promised(&d->a->answers, m->entry->code) : 0;

	return by > clock_wenzhou_day(q->now) ? by : 0;
}

void
show_promised(struct request *q, struct tree *node, const struct draft *d, const struct formality_material *m)
{
	day by = draft_promised(q, d, m);

	if (draft_may_follow(q, d, m))
		tree_set_number(node, "MayFollow", 1);
	if (by)
		tree_set(node, "FollowsBy", day_text(q, clock_wenzhou_end(by)));
}

const struct error *
show_promises(struct request *q, const struct formality *f, const struct application *a)
{
	struct promises promises;
	struct application *own;
	const struct error *e;

	if (a->state != STATE_SUBMITTED || !owed_any_may_follow(f))
		return NULL;
	if ((e = application_load_own(q->db, q->actor.id, a->ref, &own)) ||
	    (e = owed_promises(q->db, own, f, &promises)))
		return e;
	for (size_t i = 0; i < promises.count; i++) {
		struct tree *node = tree_append(q->page, "Promised");

		tree_set(node, "Name", local_text(q, &promises.at[i].material->entry->name));
		show_deadline(q, node, "By", clock_wenzhou_end(promises.at[i].by));
	}
	return NULL;
}

static const struct error *
load(struct request *q, const char *ref, const char *code, struct draft *d,
    const struct formality_material **m)
{
	const struct error *e;

	if ((e = draft_load(q, ref, d)))
		return e;
	*m = draft_has_material(d, code) ? formality_material(d->f, code) : NULL;
	return *m && draft_may_follow(q, d, *m) ? NULL : fail(ERROR_NOT_FOUND, "no paper that may follow");
}

/* GET /applications/:ref/materials/:material/later: by when it comes. 200; 404 if it may not follow. */
HANDLER(material_later, by_material)
{
	const struct formality_material *m;
	const struct error *e;
	struct draft d;

	if ((e = load(q, form->ref, form->material, &d, &m)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "owed.later_title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/materials/%s", form->ref,
	    form->material));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/materials/%s/later", form->ref,
	    form->material));
	tree_set(q->page, "Name", local_text(q, &m->entry->name));
	tree_set(q->page, "Form.Keep", "later");
	for (size_t i = 0; i < SPANS && is_in_time(q, &d, spans[i]); i++) {
		const char *value = pool_format(q->pool, "%d", spans[i]), *typed = form_typed(q, "days");

		tree_option(q->page, "Spans", value, say2(q, "owed.later_days", value,
		    day_text(q, clock_wenzhou_end(last_of(q, spans[i])))),
		    typed || draft_promised(q, &d, m) != last_of(q, spans[i]) ? typed : value);
	}
	return reply_page(q, "later");
}

/* POST to it: 303 to the next paper; 422 without a day. */
HANDLER(material_later_do, later)
{
	const struct formality_material *m;
	const struct error *e;
	struct papers papers;
	bool is_known = false;
	struct draft d;

	if ((e = load(q, form->ref, form->material, &d, &m)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	for (size_t i = 0; i < SPANS; i++)
		is_known |= form->days == spans[i] && is_in_time(q, &d, spans[i]);
	if (!is_known) {
		invalid(q, "days", "owed.later_needed");
		return form_again(q);
	}
	owed_promise(&d.a->answers, form->material, last_of(q, (int)form->days));
	if ((e = application_save(q->db, d.a, d.a->page, q->now)))
		return e;
	return reply_see_other(q, material_next(q, &d, &papers, form->material));
}
