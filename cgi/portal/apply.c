/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From "apply" to the receipt: the draft begins, everything is checked, it is submitted. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/forms.h"
#include "service/statement.h"

#define DECLARATION_FORM(FIELD) \
	FIELD(ref,     WORD, 9, 9, REQUIRED) \
	FIELD(declare, FLAG, 0, 1, OPTIONAL)
FORM(declaration, DECLARATION_FORM)

/* What must be gone on with before anything else can begin. */
static void
show_all_drafts(struct request *q, const struct applications *own)
{
	tree_set(q->page, "Full", say1(q, "apply.too_many", pool_format(q->pool, "%d",
	    DRAFTS_MOST)));
	for (size_t i = 0; i < own->count; i++) {
		const struct formality *f = catalogue_find(catalogue_of(q), own->at[i].formality);
		struct tree *node = tree_append(q->page, "All");

		tree_set(node, "Name", f ? local_text(q, &f->name) : own->at[i].formality);
		tree_set(node, "Href", url(q, "/applications/%s", own->at[i].ref));
		show_moment(q, node, "Saved", own->at[i].saved);
	}
}

/* GET /formalities/:code/apply: what comes now, and one button. 200, 404. */
HANDLER(apply, by_code)
{
	const struct formality *f;
	struct applications own;
	const struct error *e;

	if ((e = formality_of(q, form->code, &f)) ||
	    (e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	tree_set(q->page, "Page.Title", say1(q, "apply.title", local_text(q, &f->name)));
	tree_set(q->page, "Page.Back.Href", url(q, "/formalities/%s", f->code));
	show_formality(q, tree_make(q->page, "Apply", "Of"), f);
	tree_set_number(q->page, "Apply.PageCount", (int64_t)f->page_count);
	tree_set(q->page, "Form.Action", url(q, "/formalities/%s/apply", f->code));
	/* a draft that was begun before is most likely what is wanted */
	for (size_t i = 0; i < own.count; i++)
		if (strcmp(own.at[i].formality, f->code) == 0) {
			struct tree *node = tree_append(q->page, "Drafts");

			tree_set(node, "Href", url(q, "/applications/%s", own.at[i].ref));
			show_moment(q, node, "Saved", own.at[i].saved);
		}
	if (own.count >= DRAFTS_MOST)
		show_all_drafts(q, &own);
	return reply_page(q, "apply");
}

/* POST /formalities/:code/apply: a new draft; 303 to its first page; 422 with too many of them. */
HANDLER(apply_begin, by_code)
{
	const struct formality *f;
	struct applications own;
	struct application *a;
	const struct error *e;

	if ((e = application_drafts(q->db, q->actor.id, &own)))
		return e;
	if (own.count >= DRAFTS_MOST) {
		invalid_text(q, NULL, say1(q, "apply.too_many", pool_format(q->pool, "%d",
		    DRAFTS_MOST)));
		return form_again(q);
	}
	if ((e = formality_of(q, form->code, &f)) ||
	    (e = application_create(q->db, q->actor.id, f, q->lang, q->now, &a)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/form/%s", a->ref, f->pages[0].code));
}

static void
show_page_answers(struct request *q, const struct draft *d, const struct formality_page *page)
{
	struct tree *node = tree_append(q->page, "Pages");

	tree_set(node, "Name", local_text(q, &page->name));
	tree_set(node, "Change", url(q, "/applications/%s/form/%s?back=check", d->a->ref, page->code));
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = pairs_get(&d->a->answers, f->code), *again, *warning = NULL;
		struct pairs inputs = {.pool = q->pool};
		struct tree *row = tree_append(node, "Rows");

		tree_set(row, "Label", local_text(q, &f->label));
		if (!stored || !*stored)
			continue;
		tree_set(row, "Value", show_answer(q, f, stored));
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
		if (!field_check(q->pool, &f->rule, &inputs, f->code, clock_wenzhou_day(q->now),
		    &again, &warning) && warning)
			tree_set(row, "Warning", say(q, warning));
	}
}

static void
show_gaps(struct request *q, const struct draft *d, const struct gap *gap)
{
	for (; gap; gap = gap->next) {
		struct tree *node = tree_append(q->page, "Gaps");

		tree_set(node, "Text", gap->text);
		tree_set(node, "Href", gap->page ?
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
	tree_set(q->page, "Page.Title", say(q, "check.title"));
	tree_set(q->page, "Page.Back.Href", url(q, "/applications/%s/materials", form->ref));
	tree_set(q->page, "Of", local_text(q, &d.f->name));
	tree_set(q->page, "Mode", formality_mode_word(d.f->mode));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/check", form->ref));
	for (size_t i = 0; i < d.f->page_count; i++)
		show_page_answers(q, &d, &d.f->pages[i]);
	show_materials(q, &d, &papers);
	statement_show(q->pool, q->page, d.f, &d.a->answers, q->lang, 0);
	show_gaps(q, &d, draft_gaps(q, &d, &papers));
	return reply_page(q, "check");
}

/* POST /applications/:ref/check: submit. 303 to the receipt; 422 with what is missing; 410. */
HANDLER(submit, declaration)
{
	struct deed deed = {.action = ACT_SUBMIT, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now};
	const struct error *e;
	struct papers papers;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)) || (e = material_list(q->db, d.a->id, &papers)))
		return e;
	if (d.c)
		return fail(ERROR_CONFLICT, "a correction is answered on its own page");
	if (draft_gaps(q, &d, &papers))
		invalid(q, NULL, "check.incomplete");
	if (!form->declare)
		invalid(q, "declare", "check.declare_needed");
	if (has_problems(q))
		return form_again(q);
	deed.formality = d.f;
	d.a->lang = q->lang;	/* letters and notices follow what was read last */
	if ((e = application_route(q->db, d.f, pairs_get(&d.a->answers, "home_county"),
	    &deed.to_unit)) || (e = application_act(q->db, d.a, &deed)))
		return e;
	return reply_see_other(q, url(q, "/applications/%s/receipt", form->ref));
}
