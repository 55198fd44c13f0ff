/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/reuse.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "service/eligibility.h"

const char *
source_text(struct request *q, const struct source *source)
{
	return say2(q, "form.from", own_day_text(q, source->at), formality_name(q, source->formality));
}

/* In a mark the place of a formality's code: an answer of this form, to the field behind the dot. */
#define HERE '.'

/*
 * What another answer of this form most likely says of it, too (Like): a driving licence has the number of
 * its holder's identity card. Not another person's licence.
 */
static const struct remembered_answer *
offer_alike(struct request *q, const struct draft *d, const struct field_entry *f, day today)
{
	const char *value = f->like ? pairs_get(&d->a->answers, f->like) : NULL;
	struct remembered_answer *out;

	if (!value || !*value || !remembered_fits(q->pool, f, value, today))
		return NULL;
	out = pool_zero(q->pool, sizeof *out);
	*out = (struct remembered_answer){.set = field_reuse_word(f->reuse), .field = f->code, .value = value,
	    .source = {q->now, d->a->ref, pool_format(q->pool, "%c%s", HERE, f->like)}};
	return out;
}

static const char *
source_within(struct request *q, const struct draft *d, const char *value, const struct source *source)
{
	const struct field_entry *other;

	if (*source->formality != HERE)
		return source_text(q, source);
	/* the other answer may have been changed since */
	if (!(other = formality_field(d->f, source->formality + 1)) ||
	    !text_same(value, pairs_get(&d->a->answers, other->code)))
		return NULL;
	return say1(q, "form.from_here", local_text(q, &other->label));
}

const char *
draft_source(struct request *q, const struct draft *d, const struct field_entry *f)
{
	struct source source;

	return !remembered_source(&d->a->answers, f->code, &source) ? NULL :
	    source_within(q, d, pairs_get(&d->a->answers, f->code), &source);
}

const struct error *
show_choice_known(struct request *q, const struct formality *f, const struct question *question,
    const char **picked)
{
	const struct choice *choice;
	struct remembered known;
	const struct error *e;
	struct source source;

	if (question->reuse == REUSE_NO || q->actor.who != WHO_RESIDENT)
		return NULL;
	if ((e = remembered_load(q->db, q->actor.id, &known)))
		return e;
	choice = remembered_choice(q->pool, &known, f, question, clock_wenzhou_day(q->now), &source);
	if (!choice)
		return NULL;
	*picked = choice->code;
	tree_set(q->page, pool_format(q->pool, "Form.F.%s.From", question->code),
	    source_text(q, &source));
	return NULL;
}

const char *
choice_source(struct request *q, const struct formality *f, const struct question *question,
    const struct choice *choice, const struct remembered *known)
{
	struct source source;

	if (question->reuse == REUSE_NO || remembered_choice(q->pool, known, f, question,
	    clock_wenzhou_day(q->now), &source) != choice)
		return NULL;
	return source_text(q, &source);
}

static bool
wants_offers(const struct draft *d, const struct formality_page *page)
{
	for (size_t i = 0; i < page->field_count; i++)
		if (page->fields[i]->reuse != REUSE_NO &&
		    !pairs_get(&d->a->answers, page->fields[i]->code))
			return true;
	return false;
}

const struct error *
offers_load(struct request *q, const struct draft *d, const struct formality_page *page,
    struct offers *out)
{
	day today = clock_wenzhou_day(q->now);
	struct remembered known = {0};
	const struct error *e;
	bool is_other;

	out->at = pool_zero(q->pool, (page->field_count + 1) * sizeof *out->at);
	out->was_taken = pool_zero(q->pool, (page->field_count + 1) * sizeof *out->was_taken);
	for (size_t i = 0; i < page->field_count; i++) {
		struct source source;

		out->was_taken[i] = remembered_source(&d->a->answers, page->fields[i]->code, &source);
	}
	if (d->c)
		return NULL;
	is_other = remembered_is_other(d->f, &d->a->answers);
	if (wants_offers(d, page) && (e = remembered_load(q->db, d->a->person, &known)))
		return e;
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];

		if (!pairs_get(&d->a->answers, f->code) && !remembered_is_others(f, is_other) &&
		    !(out->at[i] = remembered_offer(q->pool, &known, f, today)))
			out->at[i] = offer_alike(q, d, f, today);
	}
	return NULL;
}

/* Does the page that is shown again still say what this answer says? */
static bool
is_typed(struct request *q, const struct field_entry *f, const char *stored)
{
	struct pairs inputs = {.pool = q->pool};

	field_split(q->pool, &f->rule, f->code, stored, &inputs);
	for (const char *const *s = field_inputs(f->rule.type); *s; s++) {
		const char *name = field_input_name(q->pool, f->code, *s);
		const char *typed = form_typed(q, name), *was = pairs_get(&inputs, name);

		if (strcmp(typed ? typed : "", was ? was : "") != 0)
			return false;
	}
	return true;
}

void
show_offered(struct request *q, const struct draft *d, const struct field_entry *f,
    const struct remembered_answer *offered)
{
	const char *stored = offered ? offered->value : pairs_get(&d->a->answers, f->code);
	const char *from = offered ? source_within(q, d, stored, &offered->source) : draft_source(q, d, f);
	char path[80];

	if (!from || (q->is_shown_again && !is_typed(q, f, stored)))
		return;
	snprintf(path, sizeof path, "Form.F.%s.From", f->code);
	tree_set(q->page, path, from);
}

const char *
offers_word(struct request *q, const struct formality_page *page, const struct offers *offers)
{
	bool is_all = true, is_seen = false;

	for (size_t i = 0; i < page->field_count; i++) {
		bool is_told = offers->at[i] && *offers->at[i]->source.formality != HERE;

		is_all &= is_told || page->fields[i]->rule.is_optional;
		/* what depends on another answer may not be seen yet */
		is_seen |= is_told && !page->fields[i]->needed_with;
	}
	return !is_seen ? NULL : say(q, is_all ? "form.all_offered" : "form.some_offered");
}

/* A postal address that was offered for papers which are now collected. */
static bool
is_needless(const struct draft *d, const struct field_entry *f)
{
	return f->needed_with && !text_same(pairs_get(&d->a->answers, f->needed_with),
	    f->needed_value);
}

/* Two answers about one somebody; who lives where, and who takes in the post, may well be mixed. */
static bool
may_be_mixed(enum field_reuse set)
{
	return set != REUSE_PERSON && set != REUSE_HOME && set != REUSE_POST;
}

static bool
is_taken(const struct draft *d, const struct field_entry *f)
{
	struct source source;

	return remembered_source(&d->a->answers, f->code, &source);
}

/* It stood there, and now says something else. */
static bool
is_changed(const struct draft *d, const struct formality_page *page, const struct offers *offers,
    size_t i)
{
	const char *now = pairs_get(&d->a->answers, page->fields[i]->code);

	return (offers->at[i] || offers->was_taken[i]) && now && *now &&
	    !is_taken(d, page->fields[i]);
}

void
offers_settle(struct request *q, const struct draft *d, const struct formality_page *page,
    const struct offers *offers, bool is_sure)
{
	bool changed[FIELD_REUSES] = {false};

	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];

		changed[f->reuse] |= is_changed(d, page, offers, i);
		if (is_needless(d, f) && is_taken(d, f)) {
			/* no answer at all, so that it is offered again should it be needed */
			remembered_unnote(&d->a->answers, f->code);
			pairs_remove(&d->a->answers, f->code);
		}
	}
	for (size_t i = 0; i < page->field_count && !is_sure; i++) {
		const struct field_entry *f = page->fields[i];

		if (may_be_mixed(f->reuse) && changed[f->reuse] && is_taken(d, f))
			invalid(q, f->code, "form.still_old");
	}
}

bool
asks_to_be_sure(const struct request *q)
{
	for (const struct problem *p = q->problems; p; p = p->next)
		if (text_same(p->text, say(q, "form.still_old")))
			return true;
	return false;
}
