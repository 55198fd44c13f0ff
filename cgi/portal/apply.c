/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "Apply": what is asked before was answered, nothing is paused, and the draft begins. */
#include <string.h>

#include "base/error.h"
#include "portal/forms.h"
#include "portal/questions.h"

#define APPLY_FORM(FIELD) \
	FIELD(code,      WORD,    1, 40,           REQUIRED) \
	FIELD(for_draft, WORD,    9, 9,            OPTIONAL) \
	FIELD(answers,   ANSWERS, 0, ANSWERS_MOST, OPTIONAL)
FORM(apply, APPLY_FORM)

#define DRAFTS_SHOWN 20		/* of one page; the list of applications has them all */

/* What must be gone on with before anything else can begin: what was left longest first. */
static void
show_all_drafts(struct request *q, const struct applications *own)
{
	tree_set_number(q->page, "Form.None", 1);
	tree_set(q->page, "Full", say1(q, "apply.too_many", pool_format(q->pool, "%d",
	    DRAFTS_MOST)));
	for (size_t i = own->count, shown = 0; i-- > 0 && shown < DRAFTS_SHOWN; shown++) {
		struct tree *node = tree_append(q->page, "All");

		tree_set(node, "Name", matter_name(q, &own->at[i]));
		tree_set(node, "Href", url(q, "/applications/%s", own->at[i].ref));
		show_moment(q, node, "Saved", own->at[i].saved);
		show_ref(q, node, "Ref", own->at[i].ref);
		tree_set(node, "DeleteHref", url(q, "/applications/%s/delete", own->at[i].ref));
		show_pause(q, node, own->at[i].formality);
	}
}

/* Nobody begins it now: the reason, and where else to go. */
static const struct error *
show_paused(struct request *q, const struct formality *f)
{
	const struct error *e;

	tree_set_number(q->page, "Form.None", 1);
	tree_set(q->page, "Page.Title", say(q, "paused.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/formalities/%s", f->code));
	show_formality(q, tree_make(q->page, "Paused", "Of"), f);
	tree_set(q->page, "Paused.Other", local_text(q, &f->other));
	e = reply_page(q, "paused");
	if (q->is_shown_again)
		q->reply.status = error_status(ERROR_CONFLICT);
	return e;
}

/* Does the draft go by these answers? One from before they were kept goes by none. */
static bool
goes_by(struct request *q, struct application *a, const struct formality *f,
    const struct pairs *answers)
{
	struct pairs way = {.pool = q->pool}, kept;
	const struct error *e = application_open(q->db, a);
	bool is_same;

	if (e || !f->eligibility)
		return true;	/* its own pages will say what is wrong with it */
	way = eligibility_way(q->pool, f->eligibility, answers);
	kept = eligibility_kept(q->pool, &a->answers);
	is_same = kept.count == way.count;
	for (size_t i = 0; is_same && i < way.count; i++)
		is_same = text_same(pairs_get(&kept, way.at[i].name), way.at[i].value);
	return is_same;
}

/* A draft that was begun before is most likely what is wanted, with what was answered just now. */
static void
show_own_drafts(struct request *q, const struct applications *own, const struct formality *f,
    const struct pairs *answers)
{
	for (size_t i = 0, shown = 0; i < own->count && shown < DRAFTS_SHOWN; i++) {
		struct application *a = &own->at[i];
		struct tree *node;

		if (strcmp(a->formality, f->code) != 0)
			continue;
		shown++;
		node = tree_append(q->page, "Drafts");
		tree_set(node, "Href", goes_by(q, a, f, answers) ? url(q, "/applications/%s", a->ref) :
		    pool_format(q->pool, "%s&for_draft=%s", answers_url(q, f, "apply", answers), a->ref));
		show_moment(q, node, "Saved", a->saved);
		show_ref(q, node, "Ref", a->ref);
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

/* Their own draft of this formality. */
static const struct error *
load_meant(struct request *q, const struct formality *f, struct application **out)
{
	const struct error *e = application_load_own(q->db, q->actor.id, draft_meant(q), out);

	if (e)
		return e;
	if ((*out)->state != STATE_DRAFT)
		return fail(ERROR_ENDED, "not the resident's turn");
	if (!text_same((*out)->formality, f->code))
		return fail(ERROR_NOT_FOUND, "a draft of another formality");
	return application_open(q->db, *out);
}

/* A draft goes on with other answers. */
static const struct error *
show_change(struct request *q, const struct formality *f, const struct pairs *answers)
{
	const struct error *e;
	struct application *a;

	if ((e = load_meant(q, f, &a)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "apply.change_title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/check", a->ref));
	show_formality(q, tree_make(q->page, "Apply", "Of"), f);
	show_ref(q, q->page, "Change", a->ref);
	tree_set(q->page, "Form.Action", url(q, "/formalities/%s/apply", f->code));
	show_answers_hidden(q, answers, NULL);
	return reply_page(q, "apply");
}

/* What only the answers before had put into the form leaves it with them. */
static const struct error *
change_draft(struct request *q, const struct formality *f, const struct pairs *answers)
{
	struct pairs was = {.pool = q->pool}, fields = {.pool = q->pool}, before;
	const struct error *e;
	struct application *a;

	if ((e = load_meant(q, f, &a)))
		return e;
	before = eligibility_kept(q->pool, &a->answers);
	eligibility_fields(f->eligibility, &before, &was);
	eligibility_fields(f->eligibility, answers, &fields);
	for (size_t i = 0; i < was.count; i++)
		if (text_same(pairs_get(&a->answers, was.at[i].name), was.at[i].value))
			pairs_remove(&a->answers, was.at[i].name);
	for (size_t i = 0; i < fields.count; i++)
		pairs_set(&a->answers, fields.at[i].name, fields.at[i].value);
	eligibility_keep(f->eligibility, answers, &a->answers);
	if ((e = application_save(q->db, a, a->page, q->now)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/check", a->ref));
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
	if (paused_text(q, f->code))
		return show_paused(q, f);
	answers = answers_known(q, f->eligibility, &form->answers);
	if (!leads_here(f, &answers))
		return reply_see_other(q, onward_url(q, f, "questions", &answers));
	if (draft_meant(q))
		return show_change(q, f, &answers);
	if ((e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	tree_set(q->page, "Page.Title", say1(q, "apply.title", local_text(q, &f->name)));
	tree_set(q->page, "Page.Back.Href", f->eligibility ?
	    answers_url(q, f, "questions", &answers) : url(q, "/formalities/%s", f->code));
	show_formality(q, tree_make(q->page, "Apply", "Of"), f);
	tree_set_number(q->page, "Apply.PageCount", (int64_t)f->page_count);
	tree_set(q->page, "Form.Action", url(q, "/formalities/%s/apply", f->code));
	show_answers_hidden(q, &answers, NULL);
	show_own_drafts(q, &own, f, &answers);
	if (own.count >= DRAFTS_MOST) {
		show_all_drafts(q, &own);
		keep_answers(q, &answers);
	}
	return reply_page(q, "apply");
}

/*
 * POST /formalities/:code/apply: a new draft that knows what was answered already; 303 to its
 * first page, or to the questions; with for_draft that one knows it from now on; 409 with the reason
 * while it is paused; 422 with too many.
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
	if (paused_text(q, f->code))
		return form_again(q);
	answers = answers_known(q, f->eligibility, &form->answers);
	if (!leads_here(f, &answers))
		return reply_see_other(q, onward_url(q, f, "questions", &answers));
	if (draft_meant(q) && f->eligibility)
		return change_draft(q, f, &answers);
	if ((e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	if (own.count >= DRAFTS_MOST) {
		invalid_text(q, NULL, say1(q, "apply.too_many", pool_format(q->pool, "%d",
		    DRAFTS_MOST)));
		return form_again(q);
	}
	if (f->eligibility) {
		eligibility_fields(f->eligibility, &answers, &fields);
		eligibility_keep(f->eligibility, &answers, &fields);
	}
	if ((e = application_create(q->db, q->actor.id, f, &fields, q->lang, q->now, &a)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/form/%s", a->ref, f->pages[0].code));
}
