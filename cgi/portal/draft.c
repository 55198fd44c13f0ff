/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "portal/draft.h"

#include <string.h>

#include "base/error.h"
#include "service/needs.h"
#include "service/person.h"
#include "store/seal.h"

/* What an accepted one owes; ERROR_ENDED if that is nothing. */
static const struct error *
load_owed(struct request *q, struct draft *out)
{
	struct owed *owed = POOL_NEW(q->pool, struct owed);
	const struct error *e;

	if ((e = owed_load(q->db, out->a->id, owed)))
		return e;
	if (!owed->count)
		return fail(ERROR_ENDED, "no paper is owed");
	out->owed = owed;
	return application_formality(q->db, catalogue_of(q), out->a, &out->f);
}

const struct error *
draft_load_papers(struct request *q, const char *ref, struct draft *out)
{
	const struct error *e;

	*out = (struct draft){.a = NULL};
	if ((e = application_load_own(q->db, q->actor.id, ref, &out->a)))
		return e;
	if (owed_may_come(out->a->state))
		return load_owed(q, out);
	return draft_load(q, ref, out);
}

const struct error *
draft_load(struct request *q, const char *ref, struct draft *out)
{
	struct correction *c = NULL;
	const struct error *e;

	*out = (struct draft){.a = NULL};
	if ((e = application_load_own(q->db, q->actor.id, ref, &out->a)))
		return e;
	if (out->a->state != STATE_DRAFT && out->a->state != STATE_CORRECTION)
		return fail(ERROR_ENDED, "not the resident's turn");
	if (out->a->state == STATE_CORRECTION && (e = correction_load(q->db, out->a->id, &c)))
		return e;
	out->c = c;
	if ((e = application_open(q->db, out->a)) ||
	    (e = application_formality(q->db, catalogue_of(q), out->a, &out->f)))
		return e;
	if (c && (e = correction_before(q->db, c, &out->was)))
		return e;
	out->given = eligibility_kept(q->pool, &out->a->answers);
	out->f = needs_answered(q->pool, needs_apply(q->pool, out->f, &out->given), &out->a->answers);
	return NULL;
}

const struct error *
draft_settle(struct request *q, const struct draft *d)
{
	static const char *const fields[] = {"country_abroad", "country_of_settlement"};

	for (size_t i = 0; !*q->actor.zone && i < sizeof fields / sizeof *fields; i++) {
		const char *country = pairs_get(&d->a->answers, fields[i]);

		if (country && *country)
			return person_settle(q->db, q->actor.id, country);
	}
	return NULL;
}

bool
draft_is_old(const struct draft *d, const struct paper *paper)
{
	return (d->c && paper->round < d->c->round) || (d->owed && paper->added <= d->owed->asked);
}

/* One file may have several pages. */
int
draft_most(const struct formality_material *m)
{
	return m->entry->most < MATERIAL_FILES_MOST ? m->entry->most : MATERIAL_FILES_MOST;
}

int
draft_room(const struct draft *d, const struct papers *papers, const struct formality_material *m)
{
	int room = draft_most(m);

	for (size_t i = 0; i < papers->count; i++)
		room -= text_same(papers->at[i].code, m->entry->code) &&
		    !draft_is_old(d, &papers->at[i]);
	return room;
}

/* Of the answers, but for who saved which page, and of the papers. */
const char *
draft_mark(struct request *q, const struct draft *d, const struct papers *papers)
{
	const struct pairs *answers = &d->a->answers;
	struct text all = {.pool = q->pool};

	text_addf(&all, "%lld %s\n", (long long)d->a->id, d->consent ? d->consent : "");
	for (size_t i = 0; i < papers->count; i++)
		text_addf(&all, "%lld\n", (long long)papers->at[i].id);
	for (size_t i = 0; i < answers->count; i++)
		if (!text_starts(answers->at[i].name, SAVED_BY))
			text_addf(&all, "%s=%s\n", answers->at[i].name, answers->at[i].value);
	return base64url(q->pool, keyed_hash(q->pool, "declaration", bytes_of(all.s)));
}

/* A paper that was owed: its first file is an act, which the officer sees. */
static const struct error *
bring(struct request *q, const struct draft *d, const char *code)
{
	const struct formality_material *m = formality_material(d->f, code);
	struct deed deed = {.action = ACT_BRING, .role = ROLE_RESIDENT, .actor = q->actor.id,
	    .at = q->now, .formality = d->f, .owed = d->owed->open > 1 ? d->owed->due : 0,
	    .detail = local_in(&m->entry->name, d->a->lang)};
	const struct error *e;
	bool is_first;

	if ((e = owed_came(q->db, d->a, code, q->now, &is_first)) || !is_first)
		return e;
	return application_act(q->db, d->a, &deed);
}

const struct error *
draft_paper_came(struct request *q, const struct draft *d, const char *code)
{
	const struct error *e;

	if (d->c && correction_has(d->c, "material", code) &&
	    (e = correction_touch(q->db, d->c, "material", code, q->now)))
		return e;
	return d->owed ? bring(q, d, code) : application_save(q->db, d->a, d->a->page, q->now);
}

/* A name in the other script: where it belongs on the same page (it is the same person's), or what helps. */
static const char *
script_text(struct request *q, const struct draft *d, const char *key, const struct field_entry *f)
{
	static const struct { const char *key; enum field_type place; const char *alone; } scripts[] = {
		{"field.name_zh.latin", FIELD_NAME_LATIN, "field.name_zh.latin_alone"},
		{"field.name_latin.hanzi", FIELD_NAME_ZH, "field.name_latin.hanzi_alone"},
	};
	const struct formality_page *page = formality_page_of(d->f, f->code);

	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		if (!text_same(key, scripts[i].key))
			continue;
		for (size_t j = 0; page && j < page->field_count; j++)
			if (page->fields[j]->rule.type == scripts[i].place &&
			    draft_has_field(d, page->fields[j]->code))
				return say1(q, key, local_text(q, &page->fields[j]->label));
		return say(q, scripts[i].alone);
	}
	return NULL;
}

const char *
field_text(struct request *q, const struct draft *d, const char *key, const struct field_entry *f,
    const struct field_entry *other)
{
	const char *script = script_text(q, d, key, f);
	const char *last = text_same(key, "field.beyond") ?
	    formality_last_day(q->pool, f, &d->a->answers, lang_code(q->lang)) : NULL;
	const char *bound = field_bound_show(q->pool, &f->rule, key, clock_wenzhou_day(q->now),
	    lang_code(q->lang));

	if (script)
		return script;
	if (last && other)
		return say2(q, key, local_text(q, &other->label), say2(q, f->within_years == 1 ?
		    "field.within_one" : "field.within", pool_format(q->pool, "%d", f->within_years), last));
	return say1(q, key, bound ? bound : other ? local_text(q, &other->label) : "");
}

const char *
show_answer(struct request *q, const struct field_entry *f, const char *stored)
{
	if (f->rule.type != FIELD_SELECT)
		return pool_format(q->pool, "%s%s", field_show(q->pool, &f->rule, stored, lang_code(q->lang)),
		    f->rule.type == FIELD_DATETIME ? beside_wenzhou(q, field_moment(stored)) : "");
	for (size_t i = 0; i < f->rule.option_count; i++)
		if (strcmp(f->rule.options[i], stored) == 0)
			return local_text(q, &f->options[i]);
	return stored;
}

/* What a field is called before what is wrong with it: a question needs no colon. */
static const char *
lead(struct request *q, const struct field_entry *f)
{
	const char *label = local_text(q, &f->label);

	return text_is_sentence(label) ? label : say1(q, "layout.named", label);
}

static struct gap **
add_gap(struct request *q, struct gap **end, const char *page, const char *code,
    const char *text)
{
	struct gap *gap = POOL_NEW(q->pool, struct gap);

	*gap = (struct gap){.page = page, .code = code, .text = text};
	*end = gap;
	return &gap->next;
}

const char *
draft_check(struct request *q, const struct draft *d, const struct field_entry *f, const struct pairs *inputs,
    const char **stored, const char **warning)
{
	const char *wrong = field_check(q->pool, &f->rule, inputs, f->code, clock_wenzhou_day(q->now), stored,
	    warning);

	return wrong && d->c && d->a->submitted && !field_check(q->pool, &f->rule, inputs, f->code,
	    clock_wenzhou_day(d->a->submitted), stored, warning) ? NULL : wrong;
}

/* A stored answer is checked again: what was right in March may be past in May. */
static const char *
recheck(struct request *q, const struct draft *d, const struct field_entry *f,
    const struct field_entry **other)
{
	const char *stored = pairs_get(&d->a->answers, f->code), *again, *warning = NULL, *wrong;
	struct pairs inputs = {.pool = q->pool};

	*other = NULL;
	if (stored && *stored)
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
	if ((wrong = draft_check(q, d, f, &inputs, &again, &warning)))
		return wrong;
	return formality_cross(d->f, f, &d->a->answers, other);
}

bool
draft_has_paper(const struct papers *papers, const char *code, int round)
{
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->at[i].code, code) == 0 && papers->at[i].round >= round)
			return true;
	return false;
}

const char *
draft_denied(struct request *q, const struct draft *d, const char *code, bool *is_other)
{
	const char *stored = pairs_get(&d->a->answers, code);
	const struct choice *by = NULL;

	*is_other = false;
	/* a correction opens the form alone: what was answered before it stands */
	if (d->f->eligibility && !d->c && stored && *stored)
		by = eligibility_denied(d->f->eligibility, &d->given, code, stored, is_other);
	return by ? local_text(q, &by->label) : NULL;
}

/* What is required follows from what was answered before the form, so the form must not contradict it. */
static struct gap **
add_denied(struct request *q, struct gap **end, const struct draft *d, const char *page,
    const struct field_entry *f)
{
	bool is_other;
	const char *said = draft_denied(q, d, f->code, &is_other);
	struct gap **next;

	if (!said || !is_other)
		return end;
	next = add_gap(q, end, page, f->code, say2(q, "check.gap", lead(q, f), say2(q, "check.gap_denied",
	    show_answer(q, f, pairs_get(&d->a->answers, f->code)), said)));
	(*end)->is_denied = true;
	return next;
}

/* An answer changed afterwards is seen here, and a child that is too old by now. */
static struct gap **
add_disagreeing(struct request *q, struct gap **end, const struct draft *d, const char *page,
    const struct field_entry *f)
{
	struct refusal r = draft_disagrees(q, d, f->code);

	return !r.text || r.only_warns ? end :
	    add_gap(q, end, page, f->code, say2(q, "check.gap", lead(q, f), r.text));
}

struct gap *
draft_gaps(struct request *q, const struct draft *d, const struct papers *papers)
{
	struct gap *first = NULL, **end = &first;

	for (size_t i = 0; i < d->f->page_count; i++)
		for (size_t j = 0; j < d->f->pages[i].field_count; j++) {
			const struct field_entry *f = d->f->pages[i].fields[j], *other;
			const char *wrong = recheck(q, d, f, &other);

			if (wrong && f->rule.is_agreement && d->is_asked_again)
				end = add_gap(q, end, d->f->pages[i].code, f->code,
				    say(q, "check.consent_again"));
			else if (wrong)
				end = add_gap(q, end, d->f->pages[i].code, f->code,
				    say2(q, "check.gap", lead(q, f), field_refused(q, d, f, wrong,
				    field_text(q, d, wrong, f, other), NULL).text));
			end = add_denied(q, end, d, d->f->pages[i].code, f);
			if (!wrong)
				end = add_disagreeing(q, end, d, d->f->pages[i].code, f);
		}
	for (size_t i = 0; i < d->f->material_count; i++) {
		const struct formality_material *m = &d->f->materials[i];
		bool is_asked = d->c && correction_has(d->c, "material", m->entry->code);

		if (formality_is_upload(m) &&
		    (is_asked || (!m->is_optional && (!d->c || draft_needed_with(d, m)))) &&
		    !draft_has_paper(papers, m->entry->code, is_asked ? d->c->round : 0) &&
		    !draft_promised(q, d, m))
			end = add_gap(q, end, NULL, m->entry->code,
			    say1(q, "check.gap_paper", local_text(q, &m->entry->name)));
	}
	return first;
}

void
draft_show_pause(struct request *q, const struct draft *d)
{
	if (!d->c && !d->owed)
		show_pause(q, q->page, d->f->code);
}

void
show_paper(struct request *q, struct tree *node, const char *ref, const struct paper *p)
{
	tree_set(node, "Href", url(q, "/applications/%s/files/%lld", ref, (long long)p->file));
	if (strncmp(p->type, "image/", 6) == 0)
		tree_set(node, "Thumb", url(q, "/applications/%s/files/%lld/thumb", ref,
		    (long long)p->file));
	tree_set(node, "Remove", url(q, "/applications/%s/papers/%lld/remove", ref,
	    (long long)p->id));
	tree_set_number(node, "Pages", p->pages);
}
