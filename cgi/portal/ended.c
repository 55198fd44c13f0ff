/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Too late: it was submitted on another phone, or from the page after this one. What was typed
 * is shown to be copied, with the way to where it can still be said.
 */
#include <string.h>

#include "base/error.h"
#include "portal/portal.h"

/* The field that an input belongs to: "home_address-city" is the city of home_address. */
static const struct field_entry *
field_of(struct request *q, const char *input)
{
	const char *code = pool_bytes(q->pool, input, strcspn(input, "-"));

	return dictionary_field(catalogue_of(q)->dictionary, code);
}

/* Choices, marks and numbers of the page were not typed. */
static bool
is_typed(struct request *q, const char *input, const struct field_entry *f)
{
	const struct form_row *row = form_row(q->route->form(), input);

	return f ? f->rule.type != FIELD_SELECT && f->rule.type != FIELD_BOOL :
	    row && (row->type == FORM_LINE || row->type == FORM_TEXT);
}

static void
show_typed(struct request *q)
{
	const struct field_entry *last = NULL;

	for (size_t i = 0; i < q->typed.count; i++) {
		const struct field_entry *f = field_of(q, q->typed.at[i].name);
		struct tree *node;

		if (!*q->typed.at[i].value || !is_typed(q, q->typed.at[i].name, f))
			continue;
		node = tree_append(q->page, "Typed");
		if (f && f != last)
			tree_set(node, "Label", local_text(q, &f->label));
		tree_set(node, "Value", q->typed.at[i].value);
		last = f;
	}
}

const char *
after_draft(struct request *q, const struct application *a)
{
	if (a->state == STATE_SUBMITTED && !a->corrections)
		return url(q, "/applications/%s/receipt", a->ref);
	return url(q, "/applications/%s", a->ref);
}

const struct error *
portal_instead(struct request *q, const char **out)
{
	const char *ref = pairs_get(&q->params, "ref");
	struct application *a;
	const struct error *e;

	if (!ref)
		return NULL;
	if (!(e = application_load_own(q->db, q->actor.id, ref, &a)))
		*out = after_draft(q, a);
	return e;
}

/* A draft thrown away leaves nothing (discard.h), so it may be one. What was typed for it is shown. */
void
show_gone(struct request *q)
{
	if (q->reply.status != error_status(ERROR_NOT_FOUND) || q->actor.who != WHO_RESIDENT ||
	    !text_starts(q->path, "/applications/"))
		return;
	tree_set(q->page, "Page.Text", say(q, "error.not_found.application"));
	tree_set_number(q->page, "Page.MayBeGone", 1);
	tree_set_number(q->page, "Offer.Own", 1);
	if (q->route && (q->method == METHOD_POST || q->is_offered))
		show_typed(q);
}

void
show_ended(struct request *q)
{
	const char *ref = pairs_get(&q->params, "ref");

	if (!q->route || q->actor.who != WHO_RESIDENT || (q->reply.status != error_status(ERROR_ENDED) &&
	    q->reply.status != error_status(ERROR_CONFLICT)) || !tree_get(q->page, "Page.Why"))
		return;
	tree_set_number(q->page, "Ended", 1);
	if (ref)
		tree_set(q->page, "Follow", url(q, "/applications/%s", ref));
	show_typed(q);
}
