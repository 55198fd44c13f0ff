/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/statement.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/application.h"
#include "service/correction.h"
#include "service/formality.h"

#define NOTHING "＿＿"

struct filling {
	struct pool *pool;
	const struct formality *f;
	const struct pairs *answers;
	enum lang lang;
	moment signed_at;
};

bool
statement_is_made(const struct formality_material *m, const struct pairs *answers)
{
	return m->entry->is_generated && (!m->needed_with || formality_is_needed(m, answers));
}

moment
statement_signed(const struct application *a, const struct correction *newest)
{
	return newest ? newest->answered : a->submitted;
}

/* Moves *text past the next hole; false at the end. One never closed is named with its '{'. */
static bool
next_hole(struct pool *pool, const char **text, struct bytes *words, const char **hole)
{
	size_t n = strcspn(*text, "{"), name;

	*words = BYTES(*text, n);
	*text += n;
	if (!**text)
		return false;
	name = strcspn(++*text, "}");
	*hole = (*text)[name] ? pool_bytes(pool, *text, name) : pool_string(pool, *text - 1);
	*text += name;
	*text += **text == '}';
	return true;
}

static const char *
day_shown(const struct filling *fill, day d)
{
	static const struct field_rule rule = {.type = FIELD_DATE};
	char stored[DAY_TEXT];

	day_format(d, stored);
	return field_show(fill->pool, &rule, pool_string(fill->pool, stored),
	    lang_code(fill->lang));
}

const char *
statement_moment(struct pool *pool, moment at, enum lang lang)
{
	static const struct field_rule rule = {.type = FIELD_DATETIME};
	struct civil c = clock_civil(at, "UTC");

	return field_show(pool, &rule, pool_format(pool, "%04d-%02d-%02dT%02d:%02dZ", c.year,
	    c.month, c.mday, c.hour, c.minute), lang_code(lang));
}

/* The holes that are no fields; false if it is none of them. */
static bool
fill_own(const struct filling *fill, const char *hole, const char **out)
{
	bool is_day = text_same(hole, "From") || text_same(hole, "Until");

	*out = NULL;
	if (text_same(hole, "Formality"))
		*out = local_in(&fill->f->name, fill->lang);
	else if (!is_day && !text_same(hole, "Signed"))
		return false;
	else if (fill->signed_at && is_day)
		*out = day_shown(fill, clock_wenzhou_day(fill->signed_at) +
		    (*hole == 'U' ? LETTER_DAYS : 0));
	else if (fill->signed_at)
		*out = statement_moment(fill->pool, fill->signed_at, fill->lang);
	return true;
}

static const char *
joined(const struct filling *fill, const char *lines)
{
	struct text out = {.pool = fill->pool};

	for (size_t n; *lines; lines += n + (lines[n] == '\n')) {
		n = strcspn(lines, "\n");
		if (out.n && n)
			text_add(&out, fill->lang == LANG_ZH ? "，" : ", ");
		text_add_bytes(&out, lines, n);
	}
	return out.s;
}

static const char *
fill_field(const struct filling *fill, const struct field_entry *field)
{
	const char *stored = pairs_get(fill->answers, field->code);

	if (!stored || !*stored)
		return NULL;
	for (size_t i = 0; i < field->rule.option_count; i++)
		if (text_same(field->rule.options[i], stored))
			return local_in(&field->options[i], fill->lang);
	return joined(fill, field_show(fill->pool, &field->rule, stored, lang_code(fill->lang)));
}

/* A text while it is written; [a part in brackets] goes if a hole in it has no answer. */
struct writing {
	struct text out;
	size_t start;			/* of the part, in out */
	bool is_part, is_empty;
};

static void
write_words(struct writing *w, struct bytes words)
{
	for (size_t n; words.n; words.p += n, words.n -= n) {
		char c = (char)*words.p;

		for (n = 0; n < words.n && words.p[n] != '[' && words.p[n] != ']'; n++)
			;
		text_add_bytes(&w->out, words.p, n);
		if (n)
			continue;
		n = 1;
		if (c == ']' && w->is_part && w->is_empty)
			text_cut(&w->out, w->start);
		w->is_part = c == '[';
		w->is_empty = false;
		w->start = w->out.n;
	}
}

const char *
statement_text(struct pool *pool, const struct formality *f, const struct formality_material *m,
    const struct pairs *answers, enum lang lang, moment signed_at)
{
	struct filling fill = {pool, f, answers, lang, signed_at};
	const char *at = local_in(&m->entry->statement, lang), *hole, *shown;
	struct writing w = {.out = {.pool = pool}};
	struct bytes words;

	while (next_hole(pool, &at, &words, &hole)) {
		const struct field_entry *field = formality_field(f, hole);

		write_words(&w, words);
		if (!fill_own(&fill, hole, &shown))
			shown = field ? fill_field(&fill, field) : NULL;
		w.is_empty |= !shown;
		text_add(&w.out, shown ? shown : NOTHING);
	}
	write_words(&w, words);
	return w.out.s;
}

/* Brackets come in pairs, none within another. */
static bool
has_pairs(const char *text)
{
	bool is_open = false;

	for (; *text; text++) {
		if ((*text == '[' && is_open) || (*text == ']' && !is_open))
			return false;
		is_open = *text == '[' || (is_open && *text != ']');
	}
	return !is_open;
}

const char *
statement_unknown(struct pool *pool, const struct formality *f, const char *text)
{
	struct filling fill = {.pool = pool, .f = f};
	const char *hole, *shown;
	struct bytes words;

	if (!has_pairs(text))
		return "[";
	while (next_hole(pool, &text, &words, &hole))
		if (!fill_own(&fill, hole, &shown) && !formality_field(f, hole))
			return hole;
	return NULL;
}

/* Left empty at times, although the statement is made. */
static bool
may_be_empty(const struct field_entry *field, const struct formality_material *m)
{
	const char *value;

	if (!field || !field->rule.is_optional)
		return false;
	if (!m->needed_with || !text_same(field->needed_with, m->needed_with->code))
		return true;
	for (size_t i = 0; i < m->needed_with->rule.option_count; i++) {
		value = m->needed_with->rule.options[i];
		if (text_has_word(m->needed_values, value) &&
		    !text_has_word(field->needed_value, value))
			return true;
	}
	return false;
}

const char *
statement_gap(struct pool *pool, const struct formality *f, const struct formality_material *m,
    const char *text)
{
	bool is_part = false;
	struct bytes words;
	const char *hole;

	while (next_hole(pool, &text, &words, &hole)) {
		for (size_t i = 0; i < words.n; i++)
			is_part = words.p[i] == '[' || (is_part && words.p[i] != ']');
		if (!is_part && may_be_empty(formality_field(f, hole), m))
			return hole;
	}
	return NULL;
}

static void
show_lines(struct pool *pool, struct tree *node, const char *path, const char *text)
{
	for (size_t n; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (n)
			tree_set(tree_append(node, path), "Line", pool_bytes(pool, text, n));
	}
}

size_t
statement_show(struct pool *pool, struct tree *page, const struct formality *f,
    const struct pairs *answers, enum lang lang, moment signed_at)
{
	size_t count = 0;

	for (size_t i = 0; i < f->material_count; i++) {
		const struct formality_material *m = &f->materials[i];
		struct tree *node;

		if (!statement_is_made(m, answers))
			continue;
		node = tree_append(page, "Statements");
		tree_set(node, "Name", local_in(&m->entry->name, lang));
		show_lines(pool, node, "Official",
		    statement_text(pool, f, m, answers, LANG_ZH, signed_at));
		count++;
		if (lang == LANG_ZH)
			continue;
		tree_set(node, "OfficialName", local_in(&m->entry->name, LANG_ZH));
		show_lines(pool, node, "Courtesy",
		    statement_text(pool, f, m, answers, lang, signed_at));
	}
	return count;
}
