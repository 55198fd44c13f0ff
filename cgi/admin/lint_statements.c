/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What people sign by submitting: without a gap, with who and when, and the same in each language. The
 * Chinese text is the one that counts, so what it alone has nobody else was told.
 */
#include <string.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/formality.h"
#include "service/sheet.h"
#include "service/statement.h"

struct signing {
	struct sheet *s;
	const struct formality *f;
	const struct formality_material *m;
};

static const char *
path_of(const struct signing *g, enum lang lang)
{
	return pool_format(g->s->scratch, "Materials.%s.Statement.%s", g->m->entry->code, lang_code(lang));
}

/* The next hole's name behind *at, or NULL. */
static const char *
next_hole(struct pool *pool, const char **at)
{
	const char *open = strchr(*at, '{');
	size_t n = open ? strcspn(open, "}") : 0;

	if (!open || !open[n])
		return NULL;
	*at = open + n;
	return pool_bytes(pool, open + 1, n - 1);
}

static bool
has_hole(struct pool *pool, const char *text, const char *hole)
{
	return strstr(text, pool_format(pool, "{%s}", hole)) != NULL;
}

static bool
is_number(enum field_type type)
{
	return type == FIELD_IDNO || type == FIELD_PASSPORT || type == FIELD_PERMIT_MTP
	    || type == FIELD_PERMIT_HKMO || type == FIELD_PERMIT_TW;
}

/* Who signs, and who acts for them, is known by a number, if the form asks for one. */
static void
check_numbers(const struct signing *g, const char *text)
{
	bool is_asked = false, has_number = false;
	const char *hole;

	for (size_t i = 0; i < g->f->page_count; i++)
		for (size_t j = 0; j < g->f->pages[i].field_count; j++)
			is_asked |= is_number(g->f->pages[i].fields[j]->rule.type);
	for (const char *at = text; (hole = next_hole(g->s->scratch, &at));) {
		const struct field_entry *field = formality_field(g->f, hole);

		has_number |= field && is_number(field->rule.type);
	}
	if (is_asked && !has_number)
		sheet_wrong(g->s, path_of(g, LANG_ZH), "no number of who signs, which the form asks for");
	if (has_hole(g->s->scratch, text, "agent_name") && formality_field(g->f, "agent_idno") &&
	    !has_hole(g->s->scratch, text, "agent_idno"))
		sheet_wrong(g->s, path_of(g, LANG_ZH), "{agent_name} without {agent_idno}");
}

/* Holes that one text has and the other has not. */
static void
check_lacking(const struct signing *g, enum lang has, enum lang lacks)
{
	const char *text = g->m->entry->statement.in[has], *other = g->m->entry->statement.in[lacks];
	const char *hole;

	for (const char *at = text; (hole = next_hole(g->s->scratch, &at));) {
		const char *first = strstr(text, pool_format(g->s->scratch, "{%s}", hole));

		if (!has_hole(g->s->scratch, other, hole) && first + strlen(hole) + 1 == at)
			sheet_wrong(g->s, path_of(g, lacks), "without {%s}, which Statement.%s has", hole,
			    lang_code(has));
	}
}

static void
check_gap(const struct signing *g, enum lang lang, const char *text)
{
	const char *gap = statement_gap(g->s->scratch, g->f, g->m, text);

	if (gap)
		sheet_wrong(g->s, path_of(g, lang), "{%s} may be empty: put its words into [brackets]", gap);
}

static void
check_statement(const struct signing *g)
{
	const char *const *in = (const char *const *)g->m->entry->statement.in;

	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (in[lang])
			check_gap(g, lang, in[lang]);
	if (!in[LANG_ZH])
		return;		/* it has been told that it is missing */
	if (!has_hole(g->s->scratch, in[LANG_ZH], "Signed"))
		sheet_wrong(g->s, path_of(g, LANG_ZH), "without {Signed}: nobody knows when");
	check_numbers(g, in[LANG_ZH]);
	lint_traditional(g->s, path_of(g, LANG_ZH), in[LANG_ZH]);
	for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
		if (in[lang]) {
			check_lacking(g, LANG_ZH, lang);
			check_lacking(g, lang, LANG_ZH);
		}
}

void
lint_statements(struct sheet *s, const struct formality *f)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (f->materials[i].entry->is_generated)
			check_statement(&(struct signing){s, f, &f->materials[i]});
}
