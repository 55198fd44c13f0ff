/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages of a formality's form: one subject each, saved at every step. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/form_check.h"
#include "portal/forms.h"
#include "portal/reuse.h"
#include "portal/seen.h"
#include "service/asking.h"

#define BY_PAGE_FORM(FIELD) \
	FIELD(ref,  WORD, 9, 9,  REQUIRED) \
	FIELD(page, WORD, 1, 40, REQUIRED) \
	FIELD(back, WORD, 1, 10, OPTIONAL)
FORM(by_page, BY_PAGE_FORM)

#define ANSWERS_FORM(FIELD) \
	FIELD(ref,     WORD,    9, 9,   REQUIRED) \
	FIELD(page,    WORD,    1, 40,  REQUIRED) \
	FIELD(back,    WORD,    1, 10,  OPTIONAL) \
	FIELD(seen,    WORD,    1, SEEN_MOST, OPTIONAL) \
	FIELD(sure,    FLAG,    0, 1,   OPTIONAL) \
	FIELD(unchanged, FLAG,  0, 1,   OPTIONAL) \
	FIELD(shown,   WORD,    43, 43, OPTIONAL) \
	FIELD(answers, ANSWERS, 0, 110, OPTIONAL)
FORM(answers, ANSWERS_FORM)

/* What stands in a field: typed just now, else the stored answer. */
static void
show_field(struct request *q, const struct draft *d, const struct field_entry *f,
    const struct remembered_answer *offered)
{
	const char *stored = offered ? offered->value : pairs_get(&d->a->answers, f->code);
	struct pairs inputs = {.pool = q->pool};

	if (stored && *stored)
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
	asking_field(q->pool, q->page, f, q->is_shown_again ? &q->typed : &inputs, q->lang);
	show_offered(q, d, f, offered);
}

/* Above a corrected field stands what the officer wrote about it. */
static void
show_sentence(struct request *q, const struct draft *d, const struct field_entry *f)
{
	const char *text = correction_sentence(d->c, "field", f->code);
	const struct field_entry *asked = draft_beside(d, f);
	struct tree *node = text ? tree_append(q->page, "Sentences") : NULL;

	if (node) {
		tree_set(node, "Label", local_text(q, &f->label));
		tree_set(node, "Text", text);
	}
	if (asked)
		tree_set(q->page, "Beside", local_text(q, &asked->label));
}

static void
show_back(struct request *q, const struct draft *d, const struct formality_page *page,
    const char *back)
{
	tree_set(q->page, "Page.Back.Href", d->c ? url(q, "/applications/%s/correction", d->a->ref) :
	    text_same(back, "check") ? url(q, "/applications/%s/check", d->a->ref) :
	    draft_before(q, d->a->ref, d->f, pool_format(q->pool, "form/%s", page->code)));
	form_default(q, "back", back);
}

/*
 * Which sign-in saved a page last, when that was sent, from which page in the browser, and what was changed
 * on that, stands among the answers, under a name that no field has (a field's code has no dot).
 */
static const char *
saver_of(struct request *q, const struct formality_page *page)
{
	return pool_format(q->pool, SAVED_BY "%s", page->code);
}

/* Another sign-in saved it, or this one did and had sent that later: what comes now was long on its way. */
static bool
is_newer(const struct request *q, const char *saved_by)
{
	char *rest;

	return strtoll(saved_by, &rest, 10) != q->actor.session || strtoll(rest, NULL, 10) > q->began;
}

/*
 * If the last to save it was this page in the browser: what was changed on it. Whoever goes back to it may
 * mean that otherwise.
 */
static const char *
own_changes(const struct request *q, const char *saved_by)
{
	const char *once = saved_by ? strstr(saved_by, q->once) : NULL;

	return once ? strchr(once, '.') : NULL;
}

/*
 * Another phone has saved this page since this one showed it. Whoever goes back in the same
 * browser sends an old mark too, and means it: that was their own write. But what they sent before,
 * on a line that dropped, may come after what they sent since.
 */
static bool
is_overtaken(struct request *q, const struct draft *d, const struct formality_page *page,
    const char *seen)
{
	const char *by = pairs_get(&d->a->answers, saver_of(q, page));

	return seen && by && is_newer(q, by) && seen_is_old(q, d, page, seen);
}

/* What was typed; fields that were left as they were do not take the place of what another tab has saved. */
static struct pairs
read_typed(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *came, const char *seen)
{
	const char *by = pairs_get(&d->a->answers, saver_of(q, page));
	struct pairs typed = {.pool = q->pool};

	for (size_t i = 0; i < came->count; i++)
		pairs_set(&typed, came->at[i].name, came->at[i].value);
	if (seen && by && seen_is_old(q, d, page, seen))
		seen_keep(q, d, page, seen, own_changes(q, by), &typed);
	return typed;
}

static void
note_saver(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *came, const char *seen)
{
	const char *name = saver_of(q, page);

	pairs_set(&d->a->answers, name, pool_format(q->pool, "%lld %lld %s %s", (long long)q->actor.session,
	    (long long)q->began, q->once, seen_changed(q, d, page, seen ? seen : "", came,
	    own_changes(q, pairs_get(&d->a->answers, name)))));
}

/*
 * The page once more, with what it was read as. Of a correction it has what is open by what was typed: what
 * that does not fit stood not there before.
 */
static const struct error *
again(struct request *q, const struct draft *d, const struct formality_page *page, struct pairs *typed)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = pairs_get(&d->a->answers, f->code);
		bool is_open = draft_has_field(d, f->code) || draft_follows(d, f);

		if (draft_beside(d, f) && !form_is_typed(q, f, typed)) {
			if (stored && *stored)
				field_split(q->pool, &f->rule, f->code, stored, typed);
			else
				pairs_set(typed, field_input_name(q->pool, f->code,
				    *field_inputs(f->rule.type)), "");
		}
		for (const char *const *s = field_inputs(f->rule.type); *s; s++) {
			const char *name = field_input_name(q->pool, f->code, *s);

			if (is_open && pairs_get(typed, name))
				pairs_set(&q->typed, name, pairs_get(typed, name));
			else
				pairs_remove(&q->typed, name);
		}
	}
	return form_again(q);
}

/* Where what is stored is not what was typed, it is said; the newest of two phones has to choose. */
static void
show_newer(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct pairs *typed)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = pairs_get(&d->a->answers, f->code), *mine = NULL, *warning = NULL;

		if (!draft_has_field(d, f->code) || (!field_check(q->pool, &f->rule, typed, f->code,
		    clock_wenzhou_day(q->now), &mine, &warning) &&
		    text_same(mine ? mine : "", stored ? stored : "")))
			continue;
		if (stored && *stored)
			invalid_text(q, f->code, say1(q, "form.changed", show_answer(q, f, stored)));
		else
			invalid(q, f->code, "form.changed_empty");
	}
}

/* An officer asked for another answer, and this one is what was there: said, and sent if it is meant so. */
static void
check_unchanged(struct request *q, const struct draft *d, const struct formality_page *page,
    bool is_meant)
{
	for (size_t i = 0; d->c && !is_meant && i < page->field_count; i++)
		if (correction_has(d->c, "field", page->fields[i]->code) &&
		    correction_is_same(&d->was, &d->a->answers, page->fields[i]->code))
			invalid(q, page->fields[i]->code, "form.unchanged");
}

/* A box to say that it is meant so, once it was asked. */
static void
show_unchanged(struct request *q, const struct draft *d)
{
	bool is_asked = form_typed(q, "unchanged") != NULL;

	for (const struct problem *p = q->problems; p; p = p->next)
		is_asked |= text_same(p->text, say(q, "form.unchanged"));
	if (!d->c || !is_asked)
		return;
	tree_set_number(q->page, "AskUnchanged", 1);
	form_default(q, "unchanged", NULL);
}

/*
 * GET /applications/:ref/form/:page: its fields with what was saved, or else with what the person
 * told us before. 200, 303, 404, 410.
 */
HANDLER(form_page, by_page)
{
	const struct formality_page *page;
	const struct error *e;
	struct offers offers;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)))
		return e;
	if (!(page = formality_page(d.f, form->page)))
		return fail(ERROR_NOT_FOUND, "no such page of the form");
	if (!draft_has_page(&d, page))
		return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
	if (page == formality_consent(d.f) && ((e = consent_load(q, &d)) || (e = show_forwarded(q, &d))))
		return e;
	if ((e = offers_load(q, &d, page, &offers)))
		return e;
	tree_set(q->page, "Offered", offers_word(q, page, &offers));
	if (asks_to_be_sure(q))
		tree_set_number(q->page, "Sure", 1);
	show_unchanged(q, &d);
	draft_show_pause(q, &d);
	asking_head(q->page, d.f, page, q->lang);
	tree_set(q->page, "Seen", seen_mark(q, &d, page, &offers));
	tree_set(q->page, "Form.Action", url(q, "/applications/%s/form/%s", form->ref, form->page));
	for (size_t i = 0; i < page->field_count; i++)
		if (draft_has_field(&d, page->fields[i]->code) ||
		    (q->is_shown_again && form_is_typed(q, page->fields[i], &q->typed))) {
			show_sentence(q, &d, page->fields[i]);
			show_field(q, &d, page->fields[i], offers.at[i]);
		}
	show_back(q, &d, page, form->back);
	show_ways(q);
	return reply_page(q, "form_page");
}

static bool
is_input_of(struct request *q, const struct formality_page *page, const char *name)
{
	for (size_t i = 0; i < page->field_count; i++)
		for (const char *const *s = field_inputs(page->fields[i]->rule.type); *s; s++)
			if (strcmp(field_input_name(q->pool, page->fields[i]->code, *s), name) == 0)
				return true;
	return false;
}

/* POST /applications/:ref/form/:page: saves; 303 to the next page, or where it came from. 422. */
HANDLER(form_save, answers)
{
	const struct formality_page *page;
	const struct error *e;
	struct offers offers;
	struct pairs typed;
	struct draft d;

	if ((e = draft_load(q, form->ref, &d)))
		return e;
	if (!(page = formality_page(d.f, form->page)))
		return fail(ERROR_NOT_FOUND, "no such page of the form");
	for (size_t i = 0; i < form->answers.count; i++)
		if (!is_input_of(q, page, form->answers.at[i].name))
			return fail(ERROR_BAD_REQUEST, "page %s: unknown name", page->code);
	if (!draft_has_page(&d, page))
		return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
	if (page == formality_consent(d.f) && (e = consent_load(q, &d)))
		return e;
	if ((e = offers_load(q, &d, page, &offers)))
		return e;
	typed = read_typed(q, &d, page, &form->answers, form->seen);
	if (is_overtaken(q, &d, page, form->seen))
		show_newer(q, &d, page, &typed);
	if (!has_problems(q))
		form_check(q, &d, page, &typed, &offers);
	form_check_unasked(q, &d, page, &typed);
	if (!has_problems(q))
		offers_settle(q, &d, page, &offers, form->sure && !q->is_tried);
	if (!has_problems(q))
		check_unchanged(q, &d, page, form->unchanged);
	if (!has_problems(q) && page == formality_consent(d.f) && d.consent)
		consent_check(q, &d, form->shown, &typed);
	if (has_problems(q))
		return again(q, &d, page, &typed);
	note_saver(q, &d, page, &form->answers, form->seen);
	if ((e = application_save(q->db, d.a, page->code, q->now)) || (e = draft_settle(q, &d)))
		return e;
	for (size_t i = 0; d.c && i < page->field_count; i++)
		if (correction_has(d.c, "field", page->fields[i]->code) && (e = correction_touch(q->db,
		    d.c, "field", page->fields[i]->code, q->now)))
			return e;
	if (d.c)
		return reply_see_other(q, url(q, "/applications/%s/correction", form->ref));
	return draft_go_on(q, &d, page, text_same(form->back, "check"));
}
