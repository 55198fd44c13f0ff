/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The papers that a formality's file asks for, and the statements that we make of its answers. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/formality_reading.h"
#include "service/statement.h"

/* Each of the words is one of its options. */
static bool
has_options(const struct field_entry *field, const char *words)
{
	size_t wanted = 1, found = 0;

	for (const char *c = words; *c; c++)
		wanted += *c == ' ';
	for (size_t i = 0; i < field->rule.option_count; i++)
		found += text_has_word(words, field->rule.options[i]);
	return found == wanted;
}

/*
 * Whoever applies for another reason must not sign that something was lost; and what somebody brings
 * who collects it is asked for once that way is chosen.
 */
static void
read_needed(struct reading *r, struct sheet_node n, struct formality_material *m)
{
	struct sheet *s = r->s;
	struct sheet_node needed = sheet_at(s, n, "Needed");
	const char *field;

	if (m->entry->is_generated && m->is_optional ? !needed.t : needed.t && !m->is_optional)
		sheet_wrong(s, needed.path, "for an Optional one, and for each that is Generated too");
	else if (needed.t && (m->entry->is_live || m->entry->is_shared))
		sheet_wrong(s, needed.path, "for what nobody may be asked to upload");
	if (!needed.t)
		return;
	field = sheet_needed(s, needed, "Field");
	m->needed_values = sheet_needed(s, needed, "Value");
	m->needed_with = formality_field(r->f, field);
	if (*field && !m->needed_with)
		sheet_wrong(s, sheet_at(s, needed, "Field").path, "not on any page");
	else if (m->needed_with && *m->needed_values && !has_options(m->needed_with, m->needed_values))
		sheet_wrong(s, sheet_at(s, needed, "Value").path, "not among the options of %s",
		    m->needed_with->code);
}

static void
check_statement(struct reading *r, struct sheet_node n, const struct material_entry *own)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		const char *text = own->statement.in[lang], *hole = NULL;
		struct sheet_node at = sheet_at(r->s, sheet_at(r->s, n, "Statement"),
		    lang_code(lang));

		if (!text && (lang <= LANG_EN || r->s->is_published))
			sheet_wrong(r->s, at.path, "missing: what does it say?");
		else if (text && (hole = statement_unknown(r->s->scratch, r->f, text)) && *hole == '[')
			sheet_wrong(r->s, at.path, "brackets do not pair");
		else if (text && hole)
			sheet_wrong(r->s, at.path, "not on any page: {%s}", hole);
	}
}

/* A statement of the dictionary becomes the file's own. */
static void
keep_statement(struct reading *r, struct sheet_node n, const struct local *statement)
{
	struct text text = {.pool = r->s->pool};

	text_add(&text, r->f->text);
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (statement->in[lang])
			text_addf(&text, "\n%s.Statement.%s << STATEMENT\n%s\nSTATEMENT\n", n.path,
			    lang_code(lang), statement->in[lang]);
	r->f->text = text.s;
}

/* Whose matter it is, and that it is they, is known before anything is accepted. */
static void
check_minor(struct reading *r, struct sheet_node n, const struct material_entry *own)
{
	if (!own->is_minor)
		return;
	if (own->is_generated || own->is_live)
		sheet_wrong(r->s, n.path, "Minor, and not uploaded");
	for (size_t i = 0; own->proves && i < r->dictionary->field_count; i++) {
		const struct field_entry *f = &r->dictionary->fields[i];

		if (text_has_word(own->proves, f->code) && (f->rule.type == FIELD_NAME_ZH ||
		    f->rule.type == FIELD_NAME_LATIN || f->rule.type == FIELD_IDNO ||
		    f->rule.type == FIELD_PASSPORT))
			sheet_wrong(r->s, n.path, "Minor, and it proves who somebody is: %s", f->code);
	}
}

static void
read_material(struct reading *r, struct sheet_node n, struct formality_material *m)
{
	struct sheet *s = r->s;
	const char *code = sheet_code(s, n);
	const struct material_entry *shared = dictionary_material(r->dictionary, code);
	struct material_entry *own;

	if (!shared) {
		sheet_wrong(s, n.path, "no such material: %s", code);
		return;
	}
	own = POOL_NEW(s->pool, struct material_entry);
	*own = *shared;
	dictionary_change_material(s, n, own);
	dictionary_check_also(s, n.path, r->dictionary, own);
	m->entry = own;
	sheet_flag(s, n, "Optional", &m->is_optional);
	sheet_local(s, sheet_at(s, n, "When"), &m->when);
	sheet_local(s, sheet_at(s, n, "Asked"), &m->asked);
	if (m->is_optional && !m->when.in[LANG_ZH])
		sheet_wrong(s, pool_format(s->scratch, "%s.When", n.path),
		    "missing: when is it wanted?");
	/* State Council Order 716 art. 7: what the data exchange returns must not be demanded */
	if (own->is_shared && !m->is_optional)
		sheet_wrong(s, pool_format(s->scratch, "%s.Optional", n.path),
		    "a Shared material is Optional");
	if (own->is_live && r->f->mode != MODE_VIDEO)
		sheet_wrong(s, n.path, "Live, and the mode is not video");
	if (own->bearer != BEARER_UNSAID && own->is_generated)
		sheet_wrong(s, n.path, "Bearer, and not uploaded");
	check_minor(r, n, own);
	read_needed(r, n, m);
	if (!own->is_generated)
		return;
	check_statement(r, n, own);
	if (!sheet_at(s, n, "Statement").t)
		keep_statement(r, n, &own->statement);
}

void
formality_read_materials(struct reading *r, struct sheet_node list)
{
	struct formality *f = r->f;

	f->materials = pool_zero(r->s->pool, (sheet_count(list) + 1) * sizeof *f->materials);
	for (struct sheet_node n = sheet_first(r->s, list); n.t; n = sheet_next(r->s, n)) {
		read_material(r, n, &f->materials[f->material_count]);
		f->material_count += f->materials[f->material_count].entry != NULL;
	}
}
