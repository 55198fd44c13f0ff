/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The draft's last page: everything once more, each with a link to change it, and its submission. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "portal/questions.h"
#include "portal/reuse.h"
#include "portal/standing.h"
#include "service/statement.h"
#include "web/onward.h"

#define DECLARATION_FORM(FIELD) \
	FIELD(ref,     WORD, 9,  9,  REQUIRED) \
	FIELD(declare, FLAG, 0,  1,  OPTIONAL) \
	FIELD(shown,   WORD, 43, 43, OPTIONAL)
FORM(declaration, DECLARATION_FORM)

static void
show_page_answers(struct request *q, const struct draft *d, const struct formality_page *page)
{
	struct tree *node = tree_append(q->page, "Pages");

	tree_set(node, "Name", local_text(q, &page->name));
	tree_set(node, "Change", url(q, "/applications/%s/form/%s?back=check", d->a->ref, page->code));
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = pairs_get(&d->a->answers, f->code), *again, *warning = NULL, *said;
		struct pairs inputs = {.pool = q->pool};
		struct tree *row = tree_append(node, "Rows");
		const struct field_entry *like;
		struct refusal refusal;
		bool is_other;

		tree_set(row, "Label", local_text(q, &f->label));
		if (!stored || !*stored)
			continue;
		tree_set(row, "From", draft_source(q, d, f));
		tree_set(row, "Value", show_answer(q, f, stored));
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
		if (!field_check(q->pool, &f->rule, &inputs, f->code, clock_wenzhou_day(q->now),
		    &again, &warning) && warning)
			tree_set(row, "Warning", say(q, warning));
		if ((like = formality_doubt(d->f, f, &d->a->answers)))
			tree_set(row, "Warning", say1(q, "field.like", local_text(q, &like->label)));
		if ((said = draft_denied(q, d, f->code, &is_other)))
			tree_set(row, "Warning", say1(q, "check.denied", said));
		if ((refusal = draft_disagrees(q, d, f->code)).only_warns)
			tree_set(row, "Warning", refusal.text);
	}
}

/* What was answered before the form, as far as this text asks it: it decides what is required. */
static const struct error *
show_given(struct request *q, const struct draft *d)
{
	struct pairs way = {.pool = q->pool};
	const struct eligibility *asked = d->f->eligibility;
	struct remembered known = {0};
	const struct error *e;

	if (asked)
		way = eligibility_way(q->pool, asked, &d->given);
	for (size_t i = 0; i < way.count; i++) {
		const struct question *question = eligibility_question(asked, way.at[i].name);
		const struct choice *choice = question_choice(question, way.at[i].value);
		struct tree *row = tree_append(q->page, "Given");

		if (question->reuse != REUSE_NO && !known.at &&
		    (e = remembered_load(q->db, d->a->person, &known)))
			return e;
		tree_set(row, "Label", local_text(q, &question->text));
		tree_set(row, "Value", local_text(q, &choice->label));
		tree_set(row, "From", choice_source(q, d->f, question, choice, &known));
	}
	if (way.count && !paused_text(q, d->f->code))
		tree_set(q->page, "GivenHref", pool_format(q->pool, "%s&for_draft=%s",
		    answers_url(q, d->f, "questions", &way), d->a->ref));
	return NULL;
}

static void
show_gaps(struct request *q, const struct draft *d, const struct gap *gap)
{
	const char *answers = tree_get(q->page, "GivenHref");

	for (; gap; gap = gap->next) {
		struct tree *node = tree_append(q->page, "Gaps");

		tree_set(node, "Text", gap->text);
		tree_set(node, "Href", gap->is_denied && answers ? answers : gap->page ?
		    url(q, "/applications/%s/form/%s?back=check", d->a->ref, gap->page) :
		    url(q, "/applications/%s/materials/%s", d->a->ref, gap->code));
	}
}

static void
show_materials(struct request *q, const struct draft *d, const struct papers *papers)
{
	for (size_t i = 0; i < d->f->material_count; i++) {
		const struct formality_material *m = &d->f->materials[i];
		struct tree *node;
		int64_t count = 0;

		if (m->entry->is_generated && !statement_is_made(m, &d->a->answers))
			continue;
		node = tree_append(q->page, "Materials");
		tree_set(node, "Name", local_text(q, &m->entry->name));
		tree_set(node, "When", local_text(q, &m->when));
		if (m->is_optional)
			tree_set_number(node, "Optional", 1);
		show_promised(q, node, d, m);
		if (m->entry->is_generated)
			tree_set(node, "Made", say(q, "check.generated"));
		else if (m->entry->is_live)
			tree_set(node, "Made", say(q, "check.live"));
		else
			tree_set(node, "Change", url(q, "/applications/%s/materials/%s", d->a->ref,
			    m->entry->code));
		for (size_t j = 0; j < papers->count; j++)
			if (strcmp(papers->at[j].code, m->entry->code) == 0) {
				show_paper(q, tree_append(node, "Papers"), d->a->ref, &papers->at[j]);
				count++;
			}
		tree_set_number(node, "Count", count);
	}
}

/*
 * Whoever signed in by e-mail, without script and without a country, and whose form says no country
 * either: the receipt shall show their clock too.
 */
static bool
is_asked_where(const struct request *q)
{
	return !*q->actor.zone;
}

static void
ask_where(struct request *q, const struct draft *d)
{
	const char *back = pool_format(q->pool, "/applications/%s/check", d->a->ref);
	struct tree *node = tree_append(q->page, "Gaps");

	tree_set(node, "Text", say(q, "check.where"));
	tree_set(node, "Href", url(q, "/settings?%s#f-zone", onward_query(q->pool, back)));
}

static void
show_tick(struct request *q, const char *mark)
{
	tree_set(q->page, "Form.Keep", "declaration");
	tree_set(q->page, "Shown", mark);
	if (tick_is_stale(q, "declare", mark))
		invalid(q, "declare", "check.declare_anew");
}

/* Another tab has changed what it is about: nobody declares what they have not read. */
static void
declare_anew(struct request *q)
{
	pairs_remove(&q->typed, "declare");
	invalid(q, "declare", "check.declare_anew");
}

/* GET /applications/:ref/check: all answers and papers, each with a link to change it. 200. */
HANDLER(check, by_ref)
{
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (d.c)
		return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
	if ((e = consent_load(q, &d)))
		return e;
	tree_set(q->page, "Page.Title", say(q, "check.title"));
	tree_set(q->page, "Page.Back.Href", draft_before(q, d.a->ref, d.f, "check"));
	tree_set(q->page, "Of", local_text(q, &d.f->name));
	tree_set(q->page, "Mode", formality_mode_word(d.f->mode));
	tree_set(q->page, "Confidence", formality_confidence_word(d.f->confidence));
	draft_show_pause(q, &d);
	if (tree_get(q->page, "Paused"))
		tree_set_number(q->page, "Form.None", 1);
	else
		show_tick(q, draft_mark(q, &d, &papers));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/check", form->ref));
	tree_set(q->page, "DeleteHref", url(q, "/applications/%s/delete", form->ref));
	if ((e = show_given(q, &d)))
		return e;
	for (size_t i = 0; i < d.f->page_count; i++)
		show_page_answers(q, &d, &d.f->pages[i]);
	show_materials(q, &d, &papers);
	statement_show(q->pool, q->page, d.f, &d.a->answers, q->lang, 0);
	if ((e = show_forwarded(q, &d)))
		return e;
	if (!catalogue_find(catalogue_of(q), d.f->code))
		return reply_page(q, "check");	/* retired: whatever is filled in, it is not submitted */
	show_gaps(q, &d, draft_gaps(q, &d, &papers));
	if (is_asked_where(q))
		ask_where(q, &d);
	return reply_page(q, "check");
}

/*
 * Another telephone of theirs was first, now or a moment ago: nothing typed here is lost by it, so
 * the answer is the same. Within the transaction: it sees what others have committed.
 */
static const struct error *
was_submitted(struct request *q, const char *ref, const struct error *why)
{
	struct application *a;

	if ((why->kind != ERROR_ENDED && why->kind != ERROR_CONFLICT) || (why->code && !db_is_duplicate(why)))
		return why;
	if (application_load_own(q->db, q->actor.id, ref, &a) || a->state == STATE_DRAFT ||
	    a->state == STATE_CORRECTION)
		return why;
	return reply_see_other(q, after_draft(q, a));
}

static const struct error *
hand_in(struct request *q, struct draft *d)
{
	struct deed deed = {.action = ACT_SUBMIT, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now, .formality = d->f};
	const struct error *e;

	d->a->lang = q->lang;	/* letters and notices follow what was read last */
	if ((e = remembered_keep(q->db, d->a, d->f, NULL, q->now)) ||
	    (e = application_save(q->db, d->a, d->a->page, q->now)))
		return e;
	if ((e = application_route(q->db, catalogue_of(q), d->f, &d->a->answers, &deed.to_unit)) ||
	    (e = application_act(q->db, d->a, &deed)))
		return e;
	return reply_see_other(q, after_draft(q, d->a));
}

/*
 * POST /applications/:ref/check: submit. 303 to the receipt, also if another telephone did it; 422
 * with what is missing or has changed since its page, or why it is paused or no more done.
 */
HANDLER(submit, declaration)
{
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)))
		return was_submitted(q, form->ref, e);
	if ((e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (d.c)
		return fail(ERROR_CONFLICT, "a correction is answered on its own page");
	if (paused_text(q, d.f->code)) {
		invalid_text(q, NULL, paused_text(q, d.f->code));
		return form_again(q);
	}
	if ((e = consent_load(q, &d)))
		return e;
	if (draft_gaps(q, &d, &papers) || is_asked_where(q))
		invalid(q, NULL, "check.incomplete");
	if (!form->declare)
		invalid(q, "declare", "check.declare_needed");
	else if (!text_same(form->shown, draft_mark(q, &d, &papers)))
		declare_anew(q);
	if (has_problems(q))
		return form_again(q);
	if ((e = draft_settle(q, &d)))
		return e;
	return (e = hand_in(q, &d)) ? was_submitted(q, form->ref, e) : NULL;
}
