/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print/words.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "print/page.h"
#include "print/words_part.h"
#include "service/beside.h"
#include "service/field.h"
#include "service/formality.h"
#include "service/printing.h"
#include "service/statement.h"
#include "service/unit_name.h"

#define PARAGRAPHS 10			/* p1 to p10 */
#define PIECES_MOST 120

/* One language's part of one paper. */
struct writing {
	struct pool *pool;
	const struct words *words;
	const struct printing *owed;
	const struct formality *f;
	enum lang lang;
	struct pairs values;		/* for the holes */
	struct part *part;
};

static const char *
show_day(struct pool *pool, const char *stored, enum lang lang)
{
	static const struct field_rule rule = {.type = FIELD_DATE};

	return stored ? field_show(pool, &rule, stored, lang_code(lang)) : NULL;
}

static const char *
day_text(struct pool *pool, moment at, enum lang lang)
{
	char stored[DAY_TEXT];

	day_format(clock_wenzhou_day(at), stored);
	return show_day(pool, pool_string(pool, stored), lang);
}

/* A text with more holes than those of the paper; "" if it has no value for one. */
static const char *
filled(struct writing *w, const char *key, const struct pairs *holes)
{
	const char *text;

	return pairs_fill(w->pool, words_text(w->words, w->lang, key), holes, &text) ? "" : text;
}

/* Behind what is told by Wenzhou's clock, in a note: the resident's. */
static const char *
there_text(struct writing *w, moment at, day shown)
{
	struct pairs holes = {.pool = w->pool};
	const char *key = beside_key(w->pool, at, shown, pairs_get(&w->owed->facts, "zone"), w->lang, &holes);

	return key && w->lang != LANG_ZH ? pool_format(w->pool, " %s", filled(w, key, &holes)) : "";
}

/* The paper itself names a day, as the law does; the note behind it when it ends, by both clocks. */
static const char *
last_day_text(struct writing *w, moment due)
{
	struct pairs holes = {.pool = w->pool};
	const char *text = day_text(w->pool, due, w->lang);
	day last = clock_wenzhou_day(due);

	if (w->lang == LANG_ZH)
		return text;
	pairs_set(&holes, "day", text);
	return pool_format(w->pool, "%s%s", filled(w, "end_of", &holes),
	    there_text(w, clock_wenzhou_end(last) + 1, last));
}

static const char *
moment_text(struct writing *w, moment at)
{
	return pool_format(w->pool, "%s%s", statement_moment(w->pool, at, w->lang),
	    there_text(w, at, clock_wenzhou_day(at)));
}

static moment
moment_of(const struct writing *w, const char *name)
{
	const char *stored = pairs_get(&w->owed->facts, name);
	int64_t at = 0;

	return stored && text_number(stored, 1, INT64_MAX, &at) ? at : 0;
}

static void
set_value(struct writing *w, const char *name, const char *value)
{
	if (value)
		pairs_set(&w->values, name, value);
}

/* What the holes are filled with; what the act did not know has no value. */
static void
take_values(struct writing *w)
{
	static const char *const as_they_are[] = {"name", "idno", "ref", "officer", "proposer", "round",
	    "items", "file", "file_digest", "file_pages", "file_size", "root"};
	static const char *const stored_days[] = {"root_day", "covered"};
	static const char *const days[] = {"due", "law_due", "owed", "due_past", "law_left", "law_past"};
	static const char *const moments[] = {"submitted", "decided", "handed"};
	const struct pairs *facts = &w->owed->facts;
	const char *delivery = pairs_get(facts, "delivery"), *code = pairs_get(facts, "code");
	char shown[WRIT_CODE_SHOWN], key[40];

	for (size_t i = 0; i < sizeof as_they_are / sizeof *as_they_are; i++)
		set_value(w, as_they_are[i], pairs_get(facts, as_they_are[i]));
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (moment_of(w, days[i]))
			set_value(w, days[i], last_day_text(w, moment_of(w, days[i])));
	for (size_t i = 0; i < sizeof stored_days / sizeof *stored_days; i++)
		set_value(w, stored_days[i], show_day(w->pool, pairs_get(facts, stored_days[i]), w->lang));
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
		if (moment_of(w, moments[i]))
			set_value(w, moments[i], moment_text(w, moment_of(w, moments[i])));
	set_value(w, "issued", moment_text(w, w->owed->issued));
	set_value(w, "formality", local_in(&w->f->name, w->lang));
	if (delivery) {
		snprintf(key, sizeof key, "delivery_%s", delivery);
		set_value(w, "delivery", words_text(w->words, w->lang, key));
	}
	writ_code_show(code, shown);
	set_value(w, "code", pool_string(w->pool, shown));
	set_value(w, "print", w->owed->print);
	set_value(w, "transparency", pool_format(w->pool, "%s/transparency", w->words->origin));
	set_value(w, "verify", pool_format(w->pool, "%s/verify", w->words->origin));
}

static void
add(struct writing *w, enum piece_style style, const char *text)
{
	if (text && *text && w->part->count < PIECES_MOST)
		w->part->pieces[w->part->count++] = (struct piece){style, text};
}

static const struct error *
say(struct writing *w, const char *key, const char **out)
{
	return pairs_fill(w->pool, words_text(w->words, w->lang, key), &w->values, out);
}

/* What an item is about, in this language; its code if the formality has it no more. */
static const char *
item_name(const struct writing *w, const char *what, const char *code)
{
	const struct field_entry *field = formality_field(w->f, code);
	const struct formality_material *m = formality_material(w->f, code);

	if (strcmp(what, "field") == 0)
		return field ? local_in(&field->label, w->lang) : code;
	return m ? local_in(&m->entry->name, w->lang) : code;
}

static const char *
item_fact(const struct writing *w, int64_t i, const char *name)
{
	const char *value = pairs_get(&w->owed->facts,
	    pool_format(w->pool, "item.%lld.%s", (long long)i, name));

	return value ? value : "";
}

/* What somebody said, in this part's language; papers of before have one wording in both. */
static const char *
said_fact(const struct writing *w, const char *name)
{
	const struct pairs *facts = &w->owed->facts;
	const char *zh = w->lang == LANG_ZH ? pairs_get(facts, pool_format(w->pool, "%s_zh", name)) : NULL;

	return zh ? zh : pairs_get(facts, name);
}

static void
add_items(struct writing *w)
{
	const char *count = pairs_get(&w->owed->facts, "items");
	int64_t n = 0;

	if (!count || !text_number(count, 0, PIECES_MOST, &n))
		return;
	for (int64_t i = 0; i < n; i++) {
		const char *words = said_fact(w, pool_format(w->pool, "item.%lld.said", (long long)i));
		const char *said = words ? words : "";
		const char *name = item_name(w, item_fact(w, i, "what"), item_fact(w, i, "code"));
		const char *colon = !*said ? "" : w->lang == LANG_ZH ? "：" : ": ";

		add(w, PIECE_ITEM, pool_format(w->pool, "%lld. %s%s%s", (long long)i + 1, name,
		    colon + text_past_colon(name, colon), said));
	}
}

static void
add_legal(struct writing *w)
{
	if (w->f->legal_count)
		add(w, PIECE_TEXT, words_text(w->words, w->lang, "legal"));
	for (size_t i = 0; i < w->f->legal_count; i++)
		add(w, PIECE_ITEM, local_in(&w->f->legal[i], w->lang));
}

/* To whom: whoever reconsiders what this unit decides. */
static void
add_remedy(struct writing *w)
{
	const struct tree *texts = w->words->texts[w->lang];
	struct pairs to = {.pool = w->pool};
	const char *text;

	pairs_set(&to, "1", tree_get_or(texts, pool_format(w->pool, "T.%s",
	    writ_government(pairs_get(&w->owed->facts, "area"))), ""));
	if (!pairs_fill(w->pool, tree_get(texts, pool_format(w->pool, "T.%s", writ_remedy(w->f->code))), &to,
	    &text))
		add(w, PIECE_TEXT, text);
}

/* A paragraph that is one hole only may stand for several, or for none. */
static bool
add_special(struct writing *w, const char *text)
{
	const struct pairs *facts = &w->owed->facts;

	if (strcmp(text, "{items}") == 0)
		add_items(w);
	else if (strcmp(text, "{reason}") == 0)
		add(w, PIECE_ITEM, said_fact(w, "reason"));
	else if (strcmp(text, "{result}") == 0)
		add(w, PIECE_ITEM, said_fact(w, "result"));
	else if (strcmp(text, "{record}") == 0)
		add(w, PIECE_TEXT, pairs_get(facts, "record"));
	else if (strcmp(text, "{legal}") == 0)
		add_legal(w);
	else if (strcmp(text, "{remedy}") == 0)
		add_remedy(w);
	else
		return false;
	return true;
}

static void
add_paragraphs(struct writing *w)
{
	const char *variant = pairs_get(&w->owed->facts, "variant");
	const char *text, *filled;
	char key[60];

	for (int i = 1; i <= PARAGRAPHS; i++) {
		snprintf(key, sizeof key, "%s%s%s.p%d", writ_word(w->owed->kind), variant ? "_" : "",
		    variant ? variant : "", i);
		text = words_text(w->words, w->lang, key);
		/* what is not known is left out, with its sentence */
		if (text && !add_special(w, text) && !say(w, key, &filled))
			add(w, PIECE_TEXT, filled);
	}
}

/* By number. A decision has two, where one alone may not make it. */
static void
add_officers(struct writing *w)
{
	bool is_decision = w->owed->kind == WRIT_APPROVAL || w->owed->kind == WRIT_REFUSAL;
	const char *text;

	if (!pairs_get(&w->owed->facts, "officer"))
		return;
	if ((is_decision && !say(w, "decided", &text)) ||
	    !say(w, is_decision ? "decided_alone" : "sign", &text))
		add(w, PIECE_RIGHT, text);
}

/* Of a file whose pages are joined behind the paper, how many they are; 0: there is none. */
static int
pages_behind(const struct printing *owed)
{
	const char *pages = pairs_get(&owed->facts, "file_pages");
	int64_t n = 0;

	return text_same(pairs_get(&owed->facts, "variant"), "pages") && pages &&
	    text_number(pages, 1, INT_MAX, &n) ? (int)n : 0;
}

static const struct error *
write_foot(struct writing *w)
{
	int behind = pages_behind(w->owed);
	const struct error *e;

	w->part->page = words_text(w->words, w->lang, !behind ? "page" :
	    behind == 1 ? "page_behind_one" : "page_behind");
	return (e = say(w, "scan", &w->part->foot[0])) || (e = say(w, "code", &w->part->foot[1])) ||
	    (e = say(w, "print", &w->part->foot[2])) ? e : NULL;
}

static const struct error *
write_part(struct writing *w)
{
	const struct pairs *facts = &w->owed->facts;
	const char *unit = unit_name(w->pool, pairs_get(facts, "unit_zh"), pairs_get(facts, "unit_en"),
	    w->lang);
	const char *to, *key = !pairs_get(facts, "name") ? "to_nobody" :
	    pairs_get(facts, "idno") ? "to_idno" : "to";
	char kind[40];
	const struct error *e;

	snprintf(kind, sizeof kind, "T.writ.kind_%s", writ_word(w->owed->kind));
	w->part->pieces = pool_zero(w->pool, PIECES_MOST * sizeof *w->part->pieces);
	w->part->lang = w->lang == LANG_ZH ? "zh-cn" : lang_code(w->lang);
	w->part->is_note = w->lang != LANG_ZH;
	w->part->title = tree_get_or(w->words->texts[w->lang], kind, "");
	set_value(w, "unit", unit ? unit : " ");
	if ((e = say(w, "head", &w->part->head)) ||
	    (e = say(w, pairs_get(facts, "round") ? "round" : "number", &w->part->number)) ||
	    (e = say(w, key, &to)) || (e = write_foot(w)))
		return e;
	add(w, PIECE_PLAIN, to);
	add_paragraphs(w);
	add(w, PIECE_RIGHT, " ");
	add(w, PIECE_RIGHT, unit);
	add(w, PIECE_RIGHT, day_text(w->pool, w->owed->issued, w->lang));
	add_officers(w);
	return NULL;
}

const struct error *
words_write(struct pool *pool, const struct words *words, const struct printing *owed,
    const struct formality *f, struct paper *out)
{
	struct writing w = {.pool = pool, .words = words, .owed = owed, .f = f};
	const char *code = pairs_get(&owed->facts, "code"), *lang = pairs_get(&owed->facts, "lang");
	struct part *parts = pool_zero(pool, 2 * sizeof *parts);
	enum lang theirs;
	const struct error *e;

	if (!code || strlen(code) != WRIT_CODE - 1)
		return fail(ERROR_INTERNAL, "a paper without a code");
	*out = (struct paper){.at = owed->issued, .parts = parts,
	    .part_count = text_same(lang, lang_code(LANG_ZH)) ? 1 : 2};
	/* the note behind the paper, which is in Chinese */
	if (!lang_of(lang, &theirs))
		theirs = LANG_EN;
	for (size_t i = out->part_count; i-- > 0;) {
		w.lang = i == 0 ? LANG_ZH : theirs;
		w.part = &parts[i];
		w.values = (struct pairs){.pool = pool};
		take_values(&w);
		if ((e = write_part(&w)))
			return e;
	}
	out->name = pool_format(pool, "%s %s", parts[0].title, pairs_get(&owed->facts, "ref"));
	out->behind = pages_behind(owed);
	return square_make(pool, pool_format(pool, "%s/verify/%s", words->origin, code), &out->code);
}
