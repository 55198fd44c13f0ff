/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/needs.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/formality.h"
#include "service/sheet.h"

void
needs_read(struct sheet *s, struct sheet_node list, const struct formality *f, struct needs *out)
{
	if (list.t)
		sheet_list_needed(s, list);
	out->codes = pool_zero(s->pool, (sheet_count(list) + 1) * sizeof *out->codes);
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		const char *code = sheet_value(s, n);

		if (!code || (!formality_field(f, code) && !formality_material(f, code)))
			sheet_wrong(s, n.path, "no field and no material of it: %s", code ? code : "");
		else if (!needs_has(out, code))
			out->codes[out->count++] = code;
	}
}

/* Why it makes no sense, or no law, to require it in some cases only; NULL if it does. */
static const char *
why_not(const struct formality *f, const char *code)
{
	const struct formality_material *m = formality_material(f, code);

	if (!m)
		return formality_field(f, code)->rule.is_optional ? NULL : "always required";
	if (m->entry->is_generated)
		return "made by the platform: name the field by which it is";
	if (m->entry->is_live)
		return "taken in the interview";
	/* State Council Order 716 art. 7 */
	if (m->entry->is_shared)
		return "a Shared material must not be demanded";
	return m->is_optional ? NULL : "always required";
}

static void
check(struct sheet *s, const struct formality *f, const char *path, const struct needs *needs,
    const struct verdict *end)
{
	if (needs->count && end && !verdict_is_open(end))
		sheet_wrong(s, pool_format(s->scratch, "%s.Needs", path),
		    "nothing is handed in: %s leads elsewhere", end->code);
	for (size_t i = 0; i < needs->count; i++) {
		const char *why = why_not(f, needs->codes[i]);

		if (why)
			sheet_wrong(s, pool_format(s->scratch, "%s.Needs.%zu", path, i), "%s: %s",
			    needs->codes[i], why);
	}
}

void
needs_check(struct sheet *s, const struct formality *f)
{
	const struct eligibility *e = f->eligibility;

	for (size_t i = 0; e && i < e->question_count; i++)
		for (size_t j = 0; j < e->questions[i].choice_count; j++) {
			const struct choice *choice = &e->questions[i].choices[j];
			const char *question = sheet_key(s, e->questions[i].code);

			check(s, f, pool_format(s->scratch, "Questions.%s.Options.%s", question,
			    sheet_key(s, choice->code)), &choice->needs, choice->verdict);
		}
	for (size_t i = 0; e && i < e->verdict_count; i++)
		check(s, f, pool_format(s->scratch, "Verdicts.%s", sheet_key(s, e->verdicts[i].code)),
		    &e->verdicts[i].needs, &e->verdicts[i]);
}

bool
needs_has(const struct needs *needs, const char *code)
{
	for (size_t i = 0; i < needs->count; i++)
		if (strcmp(needs->codes[i], code) == 0)
			return true;
	return false;
}

static void
add(struct pool *pool, struct needs *all, const struct needs *more)
{
	for (size_t i = 0; i < more->count; i++) {
		if (needs_has(all, more->codes[i]))
			continue;
		all->codes = pool_grow(pool, all->codes, all->count + 1, sizeof *all->codes);
		all->codes[all->count++] = more->codes[i];
	}
}

struct needs
needs_of(struct pool *pool, const struct eligibility *e, const struct pairs *given)
{
	struct pairs way = eligibility_way(pool, e, given);
	const struct question *next;
	const struct verdict *v = eligibility_verdict(e, given, &next);
	struct needs all = {NULL, 0};

	for (size_t i = 0; i < way.count; i++)
		add(pool, &all, &question_choice(eligibility_question(e, way.at[i].name),
		    way.at[i].value)->needs);
	if (v)
		add(pool, &all, &v->needs);
	return all;
}

static void
require_fields(struct pool *pool, struct formality_page *page, const struct needs *needs)
{
	const struct field_entry **fields = pool_zero(pool, (page->field_count + 1) * sizeof *fields);

	for (size_t i = 0; i < page->field_count; i++) {
		struct field_entry *own;

		fields[i] = page->fields[i];
		if (!needs_has(needs, fields[i]->code))
			continue;
		own = POOL_NEW(pool, struct field_entry);
		*own = *fields[i];
		own->rule.is_optional = false;
		own->needed_with = own->needed_value = NULL;	/* whatever that one says */
		fields[i] = own;
	}
	page->fields = fields;
}

static struct formality *
copy_of(struct pool *pool, const struct formality *f)
{
	struct formality *own = POOL_NEW(pool, struct formality);

	*own = *f;
	own->pages = pool_zero(pool, (f->page_count + 1) * sizeof *own->pages);
	own->materials = pool_zero(pool, (f->material_count + 1) * sizeof *own->materials);
	for (size_t i = 0; i < f->page_count; i++)
		own->pages[i] = f->pages[i];
	for (size_t i = 0; i < f->material_count; i++)
		own->materials[i] = f->materials[i];
	return own;
}

static void
require_material(struct formality_material *m)
{
	m->is_optional = false;
	m->when = m->asked;		/* "only if …" was answered */
}

const struct formality *
needs_apply(struct pool *pool, const struct formality *f, const struct pairs *given)
{
	struct needs needs = {NULL, 0};
	struct formality *own;

	if (f->eligibility)
		needs = needs_of(pool, f->eligibility, given);
	if (!needs.count)
		return f;
	own = copy_of(pool, f);
	for (size_t i = 0; i < f->page_count; i++)
		require_fields(pool, &own->pages[i], &needs);
	for (size_t i = 0; i < f->material_count; i++)
		if (needs_has(&needs, f->materials[i].entry->code))
			require_material(&own->materials[i]);
	return own;
}

const struct formality *
needs_answered(struct pool *pool, const struct formality *f, const struct pairs *answers)
{
	struct formality *own = NULL;

	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];

		if (!m->is_optional || !formality_is_upload(m) || !formality_is_needed(m, answers))
			continue;
		own = own ? own : copy_of(pool, f);
		require_material(&own->materials[i]);
	}
	return own ? own : f;
}
