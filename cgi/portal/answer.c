/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The resident's turn: answering a correction, withdrawing. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "service/reference.h"
#include "service/remembered.h"
#include "service/statement.h"

#define WITHDRAW_FORM(FIELD) \
	FIELD(ref,    WORD, 9, 9,   REQUIRED) \
	FIELD(reason, TEXT, 0, 500, OPTIONAL)
FORM(withdraw, WITHDRAW_FORM)

#define CORRECTION_FORM(FIELD) \
	FIELD(ref,   WORD, 9,  9,  REQUIRED) \
	FIELD(shown, WORD, 43, 43, OPTIONAL)
FORM(correction, CORRECTION_FORM)

/* A material that was photographed again and taken out once more is open again. */
static bool
is_answered(const struct draft *d, const struct papers *papers, const struct correction_item *item)
{
	if (strcmp(item->what, "field") == 0)
		return item->answered != 0;
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->at[i].code, item->code) == 0 && papers->at[i].round >= d->c->round)
			return true;
	return false;
}

/* What has been added for this notice; what was there before is not what the resident sends. */
static void
show_new_papers(struct request *q, struct tree *node, const struct draft *d, const struct papers *papers,
    const char *code)
{
	int64_t count = 0;

	for (size_t i = 0; i < papers->count; i++)
		if (text_same(papers->at[i].code, code) && !draft_is_old(d, &papers->at[i])) {
			struct tree *paper = tree_append(node, "Papers");

			show_paper(q, paper, d->a->ref, &papers->at[i]);
			tree_set_number(paper, "No", ++count);
		}
}

static void
show_item(struct request *q, const struct draft *d, const struct papers *papers,
    const struct correction_item *item)
{
	struct tree *node = tree_append(q->page, "Items");
	const struct field_entry *field = formality_field(d->f, item->code);
	const struct formality_material *m = formality_material(d->f, item->code);

	tree_set(node, "Sentence", item->sentence);
	tree_set_number(node, "Done", is_answered(d, papers, item));
	if (strcmp(item->what, "field") == 0 && field) {
		const char *stored = pairs_get(&d->a->answers, item->code);

		tree_set(node, "Name", local_text(q, &field->label));
		tree_set(node, "Value", stored && *stored ? show_answer(q, field, stored) :
		    say(q, "check.empty"));
		if (item->answered && correction_is_same(&d->was, &d->a->answers, item->code))
			tree_set_number(node, "Same", 1);
		tree_set(node, "Href", url(q, "/applications/%s/form/%s", d->a->ref,
		    formality_page_of(d->f, item->code)->code));
	} else if (m) {
		tree_set(node, "Name", local_text(q, &m->entry->name));
		tree_set_number(node, "Photo", 1);
		if (!draft_has_paper(papers, item->code, 0))
			tree_set_number(node, "First", 1);
		show_new_papers(q, node, d, papers, item->code);
		tree_set(node, "Href", url(q, "/applications/%s/materials/%s", d->a->ref, item->code));
	}
}

static struct tree *
add_beside(struct request *q, const struct local *name, const struct field_entry *asked, const char *key,
    bool is_done)
{
	struct tree *node = tree_append(q->page, "Items");

	tree_set(node, "Name", local_text(q, name));
	tree_set(node, "Sentence", say1(q, key, local_text(q, &asked->label)));
	tree_set_number(node, "Done", is_done);
	return node;
}

/* Answers that others make needed or wrong, or that were changed with them. */
static int64_t
show_fields_beside(struct request *q, const struct draft *d)
{
	int64_t open = 0;

	for (size_t i = 0; i < d->f->page_count; i++)
		for (size_t j = 0; j < d->f->pages[i].field_count; j++) {
			const struct field_entry *f = d->f->pages[i].fields[j], *beside = draft_beside(d, f);
			const struct field_entry *against = beside ? draft_against(d, f) : NULL;
			const char *stored = pairs_get(&d->a->answers, f->code);
			bool is_empty = !stored || !*stored;
			const char *key = !against ? "correction.with" : is_empty ? "correction.needed" :
			    "correction.against";
			struct tree *node;

			if (!beside || (!against && correction_is_same(&d->was, &d->a->answers, f->code)))
				continue;
			node = add_beside(q, &f->label, against ? against : beside, key, !against);
			if (!is_empty)
				tree_set(node, "Value", show_answer(q, f, stored));
			tree_set(node, "Href", url(q, "/applications/%s/form/%s", d->a->ref,
			    d->f->pages[i].code));
			open += against != NULL;
		}
	return open;
}

static int64_t
show_papers_beside(struct request *q, const struct draft *d, const struct papers *papers)
{
	int64_t open = 0;

	for (size_t i = 0; i < d->f->material_count; i++) {
		const struct formality_material *m = &d->f->materials[i];
		const struct field_entry *asked = draft_needed_with(d, m);
		bool is_new = draft_has_paper(papers, m->entry->code, d->c->round);
		struct tree *node;

		/* there before, it is there; put in for an answer that is gone, it may go again */
		if (!asked || (!is_new && (m->is_optional || draft_has_paper(papers, m->entry->code, 0))))
			continue;
		node = add_beside(q, &m->entry->name, asked, m->is_optional ? "correction.no_more" :
		    "correction.needed", is_new);
		tree_set_number(node, "Photo", 1);
		tree_set_number(node, "First", 1);
		show_new_papers(q, node, d, papers, m->entry->code);
		tree_set(node, "Href", url(q, "/applications/%s/materials/%s", d->a->ref, m->entry->code));
		open += !is_new;
	}
	return open;
}

/* GET /applications/:ref/correction: only what was asked for is open. 200, 410. */
HANDLER(correction, by_ref)
{
	const struct error *e;
	struct papers papers;
	int64_t open = 0;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (!d.c)
		return reply_see_other(q, url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Page.Title", say(q, "correction.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Of", local_text(q, &d.f->name));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/correction", form->ref));
	show_deadline(q, q->page, "Due", d.c->due);
	show_missing_year(q, q->page, d.c->due);
	if (d.c->extended)
		tree_set_number(q->page, "HadMore", 1);
	else if (q->now <= d.c->due)
		tree_set(q->page, "MoreTimeHref", url(q, "/applications/%s/more-time", form->ref));
	else
		tree_set_number(q->page, "IsOver", 1);
	for (size_t i = 0; i < d.c->count; i++) {
		show_item(q, &d, &papers, &d.c->items[i]);
		open += !is_answered(&d, &papers, &d.c->items[i]);
	}
	open += show_fields_beside(q, &d) + show_papers_beside(q, &d, &papers);
	tree_set_number(q->page, "OpenItems", open);
	if (open)
		tree_set_number(q->page, "Form.None", 1);	/* it is handed in when all is done */
	if ((e = consent_load_again(q, &d)) || (e = show_forwarded(q, &d)))
		return e;
	tree_set(q->page, "Shown", draft_mark(q, &d, &papers));
	statement_show(q->pool, q->page, d.f, &d.a->answers, q->lang, 0);
	return reply_page(q, "correction");
}

/*
 * POST /applications/:ref/correction: hand it in; 303 to the tracking page; 422 if an item is open, or
 * something has changed since its page.
 */
HANDLER(correction_answer, correction)
{
	struct deed deed = {.action = ACT_ANSWER, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now};
	const struct error *e;
	struct papers papers;
	const struct gap *gap;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	deed.formality = d.f;
	if (!d.c)
		return fail(ERROR_CONFLICT, "no correction is open");
	for (gap = draft_gaps(q, &d, &papers); gap; gap = gap->next)
		invalid_text(q, NULL, gap->text);
	for (size_t i = 0; i < d.c->count && !has_problems(q); i++)
		if (!is_answered(&d, &papers, &d.c->items[i]))
			invalid(q, NULL, "correction.open_item");
	if ((e = consent_load_again(q, &d)))
		return e;
	if (!has_problems(q) && !text_same(form->shown, draft_mark(q, &d, &papers)))
		invalid(q, NULL, "correction.anew");
	if (has_problems(q))
		return form_again(q);
	if ((e = remembered_keep(q->db, d.a, d.f, d.c, q->now)) ||
	    (e = correction_answered(q->db, d.c, q->now)) || (e = application_act(q->db, d.a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s", form->ref));
}

/* GET /applications/:ref/more-time: until when, and until when then; 303 to why not. 200. */
HANDLER(more_time, by_ref)
{
	const struct error *e;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)))
		return e;
	if (!d.c || d.c->extended || q->now > d.c->due)
		return reply_see_other(q, url(q, "/applications/%s%s", form->ref, d.c ? "/correction" : ""));
	tree_set(q->page, "Page.Title", say(q, "more_time.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/correction", form->ref));
	tree_set(q->page, "Of", local_text(q, &d.f->name));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/more-time", form->ref));
	show_deadline(q, q->page, "Due", d.c->due);
	show_deadline(q, q->page, "Later", correction_later(d.c));
	show_day(q, q->page, "LaterDay", correction_later(d.c));
	show_missing_year(q, q->page, correction_later(d.c));
	return reply_page(q, "more_time");
}

/* POST /applications/:ref/more-time: 303 to the correction; 409 a second time. */
HANDLER(more_time_do, by_ref)
{
	struct deed deed = {.action = ACT_MORE_TIME, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now};
	char from[DAY_TEXT], to[DAY_TEXT];
	const struct error *e;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)))
		return e;
	if (!d.c)
		return fail(ERROR_CONFLICT, "no correction is open");
	if ((e = correction_extend(q->db, d.c, q->now, &deed.until)))
		return e;
	day_format(clock_wenzhou_day(d.c->due), from);
	day_format(clock_wenzhou_day(deed.until), to);
	deed.detail = pool_format(q->pool, "%s → %s", from, to);
	if ((e = application_act(q->db, d.a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
}

/* GET /applications/:ref/withdraw: asks once and says what it means. 200; 303 for a draft; 410. */
HANDLER(withdraw, by_ref)
{
	const struct formality *f;
	struct application *a;
	const struct error *e;
	struct act act;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &f)))
		return e;
	if (a->state == STATE_DRAFT)
		return reply_see_other(q, url(q, "/applications/%s/delete", form->ref));
	if (!lifecycle_next(a->state, ACT_WITHDRAW, ROLE_RESIDENT, &act))
		return fail(ERROR_ENDED, "cannot be withdrawn any more");
	tree_set(q->page, "Page.Title", say(q, "withdraw.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s", form->ref));
	tree_set(q->page, "Of", local_text(q, &f->name));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/withdraw", form->ref));
	return reply_page(q, "withdraw");
}

/* POST /applications/:ref/withdraw: 303 to the tracking page, also if it is withdrawn; 409 once decided. */
HANDLER(withdraw_do, withdraw)
{
	struct deed deed = {.action = ACT_WITHDRAW, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now, .detail = form->reason};
	struct application *a;
	const struct error *e;

	if ((e = application_load_own(q->db, q->actor.id, form->ref, &a)) ||
	    (e = application_formality(q->db, catalogue_of(q), a, &deed.formality)) ||
	    (a->state != STATE_WITHDRAWN && (e = application_act(q->db, a, &deed))))
		return e;
	return reply_see_other(q, url(q, "/applications/%s", form->ref));
}
