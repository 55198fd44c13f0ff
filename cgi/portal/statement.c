/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the resident signed by submitting: to be read, printed, sent on to the relative who goes. */
#include "service/statement.h"

#include "base/error.h"
#include "portal/forms.h"
#include "portal/portal.h"
#include "service/correction.h"
#include "service/reference.h"
#include "service/writ.h"

const struct error *
show_statements_link(struct request *q, const struct formality *f, struct application *a)
{
	bool is_made = false, depends = false;
	const struct error *e;

	for (size_t i = 0; i < f->material_count; i++) {
		is_made |= f->materials[i].entry->is_generated && !f->materials[i].needed_with;
		depends |= f->materials[i].entry->is_generated && f->materials[i].needed_with;
	}
	if (!is_made && depends) {
		if ((e = application_open(q->db, a)))
			return e;
		for (size_t i = 0; i < f->material_count; i++)
			is_made |= statement_is_made(&f->materials[i], &a->answers);
	}
	if (is_made)
		tree_set(q->page, "StatementsHref", url(q, "/applications/%s/statements", a->ref));
	return NULL;
}

static void
show_signature(struct request *q, const struct application *a, moment signed_at)
{
	const char *by = writ_addressee(&a->answers).name;
	char ref[REFERENCE_SHOWN];

	reference_show(a->ref, ref);
	tree_set(q->page, "Ref", ref);
	tree_set(q->page, "By", by ? by : "");
	show_moment(q, q->page, "At", signed_at);
	/* what a relative could still use is nothing once the matter is over */
	if (a->ended)
		tree_set_number(q->page, "IsOver", 1);
}

/* GET /applications/:ref/statements: as they were signed. 200; 404 if there are none. */
HANDLER(statements, by_ref)
{
	struct correction *correction = NULL;
	const struct formality *f;
	struct application *a;
	const struct error *e;
	moment signed_at;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)))
		return e;
	if (!a->submitted)
		return fail(ERROR_NOT_FOUND, "not submitted yet");
	if ((e = application_formality(q->db, catalogue_of(q), a, &f)) ||
	    (e = application_open(q->db, a)) ||
	    (a->corrections && (e = correction_load(q->db, a->id, &correction))))
		return e;
	signed_at = statement_signed(a, correction);
	if (!statement_show(q->pool, q->page, f, &a->answers, q->lang, signed_at))
		return fail(ERROR_NOT_FOUND, "no statements");
	tree_set(q->page, "Page.Title", say(q, "statement.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Of", local_text(q, &f->name));
	tree_set(q->page, "Mode", formality_mode_word(f->mode));
	show_signature(q, a, signed_at);
	return reply_page(q, "statements");
}
