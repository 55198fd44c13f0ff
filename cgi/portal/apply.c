/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "Apply": what is asked before was answered, nothing is paused, and the draft begins. */
#include <string.h>

#include "base/error.h"
#include "portal/forms.h"
#include "portal/questions.h"

#define APPLY_FORM(FIELD) \
	FIELD(code,    WORD,    1, 40,           REQUIRED) \
	FIELD(answers, ANSWERS, 0, ANSWERS_MOST, OPTIONAL)
FORM(apply, APPLY_FORM)

/* What must be gone on with before anything else can begin. */
static void
show_all_drafts(struct request *q, const struct applications *own)
{
	tree_set(q->page, "Full", say1(q, "apply.too_many", pool_format(q->pool, "%d",
	    DRAFTS_MOST)));
	for (size_t i = 0; i < own->count; i++) {
		struct tree *node = tree_append(q->page, "All");

		tree_set(node, "Name", matter_name(q, &own->at[i]));
		tree_set(node, "Href", url(q, "/applications/%s", own->at[i].ref));
		show_moment(q, node, "Saved", own->at[i].saved);
		show_ref(q, node, "Ref", own->at[i].ref);
		tree_set(node, "DeleteHref", url(q, "/applications/%s/delete", own->at[i].ref));
	}
}

/* Nobody begins it now: the reason, and where else to go. */
static const struct error *
show_paused(struct request *q, const struct formality *f)
{
	const struct error *e;

	tree_set(q->page, "Page.Title", say(q, "paused.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/formalities/%s", f->code));
	show_formality(q, tree_make(q->page, "Paused", "Of"), f);
	tree_set(q->page, "Paused.Other", local_text(q, &f->other));
	e = reply_page(q, "paused");
	if (q->is_shown_again)
		q->reply.status = error_status(ERROR_CONFLICT);
	return e;
}

/* A draft that was begun before is most likely what is wanted. */
static void
show_own_drafts(struct request *q, const struct applications *own, const struct formality *f)
{
	for (size_t i = 0; i < own->count; i++)
		if (strcmp(own->at[i].formality, f->code) == 0) {
			struct tree *node = tree_append(q->page, "Drafts");

			tree_set(node, "Href", url(q, "/applications/%s", own->at[i].ref));
			show_moment(q, node, "Saved", own->at[i].saved);
			show_ref(q, node, "Ref", own->at[i].ref);
		}
}

/* Whether the answers (if there is anything to answer) lead to the form. */
static bool
leads_here(const struct formality *f, const struct pairs *answers)
{
	const struct question *next;
	const struct verdict *v = f->eligibility ?
	    eligibility_verdict(f->eligibility, answers, &next) : NULL;

	return !f->eligibility || (v && verdict_is_open(v));
}

/*
 * GET /formalities/:code/apply: what comes now, and one button. 200; 303 to the questions if
 * they are not answered, or lead elsewhere; 404.
 */
HANDLER(apply, apply)
{
	struct applications own;
	const struct formality *f;
	struct pairs answers;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)))
		return e;
	if (local_text(q, &f->paused))
		return show_paused(q, f);
	answers = answers_known(q, f->eligibility, &form->answers);
	if (!leads_here(f, &answers))
		return reply_see_other(q, answers_url(q, f, "questions", &answers));
	if ((e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	tree_set(q->page, "Page.Title", say1(q, "apply.title", local_text(q, &f->name)));
	tree_set(q->page, "Page.Back.Href", f->eligibility ?
	    answers_url(q, f, "questions", &answers) : url(q, "/formalities/%s", f->code));
	show_formality(q, tree_make(q->page, "Apply", "Of"), f);
	tree_set_number(q->page, "Apply.PageCount", (int64_t)f->page_count);
	tree_set(q->page, "Form.Action", url(q, "/formalities/%s/apply", f->code));
	show_answers_hidden(q, &answers, NULL);
	show_own_drafts(q, &own, f);
	if (own.count >= DRAFTS_MOST)
		show_all_drafts(q, &own);
	return reply_page(q, "apply");
}

/*
 * POST /formalities/:code/apply: a new draft that knows what was answered already; 303 to its
 * first page, or to the questions; 409 with the reason while it is paused; 422 with too many.
 */
HANDLER(apply_begin, apply)
{
	struct applications own;
	const struct formality *f;
	struct pairs answers, fields = {.pool = q->pool};
	struct application *a;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)))
		return e;
	if (local_text(q, &f->paused))
		return form_again(q);
	answers = answers_known(q, f->eligibility, &form->answers);
	if (!leads_here(f, &answers))
		return reply_see_other(q, answers_url(q, f, "questions", &answers));
	if ((e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	if (own.count >= DRAFTS_MOST) {
		invalid_text(q, NULL, say1(q, "apply.too_many", pool_format(q->pool, "%d",
		    DRAFTS_MOST)));
		return form_again(q);
	}
	if (f->eligibility)
		eligibility_fields(f->eligibility, &answers, &fields);
	if ((e = application_create(q->db, q->actor.id, f, &fields, q->lang, q->now, &a)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/form/%s", a->ref, f->pages[0].code));
}
