/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a formality's file to struct formality, refusing whatever is missing or impossible. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/department.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/formality_words.h"
#include "service/sheet.h"
#include "service/statement.h"

#define MOST_DAYS 400
#define MOST_FEE 10000
#define MOST_RETENTION 100

/* What everything below reads from and into. */
struct reading {
	struct sheet s;
	const struct dictionary *dictionary;
	struct formality *f;
};

static int
needed_word(struct sheet *s, struct sheet_node n, const char *key, const char *const words[],
    size_t count)
{
	sheet_needed(s, n, key);
	return sheet_word(s, n, key, words, count);
}

static void
needed_number(struct sheet *s, struct sheet_node n, const char *key, int least, int most, int *out)
{
	sheet_needed(s, n, key);
	sheet_number(s, n, key, least, most, out);
}

/* A list that may not be empty; its length. */
static size_t
needed_list(struct sheet *s, struct sheet_node list)
{
	size_t count = sheet_count(list);

	if (count == 0)
		sheet_wrong(s, list.path, "missing");
	return count;
}

static void
read_head(struct reading *r, struct sheet_node root)
{
	struct sheet *s = &r->s;
	struct formality *f = r->f;

	sheet_only(s, root, "Code", "Category", "Confidence", "Mode", "Name", "Title", "Summary",
	    "Who", "Steps", "Limit", "Fee", "Result", "Delivery", "Legal", "Other", "Unit",
	    "Office", "Approval", "Retention", "Search", "Related", "Pages", "Field",
	    "Materials", "Example", "Department", "Paused", "Life", "Questions", "Verdicts",
	    "Channel", (char *)NULL);
	f->code = sheet_needed(s, root, "Code");
	f->category = sheet_needed(s, root, "Category");
	if (!dictionary_category(r->dictionary, f->category))
		sheet_wrong(s, "Category", "no such category: %s", f->category);
	f->confidence = (enum formality_confidence)needed_word(s, root, "Confidence",
	    formality_confidences, FORMALITY_CONFIDENCES);
	f->mode = (enum formality_mode)needed_word(s, root, "Mode", formality_modes,
	    FORMALITY_MODES);
	sheet_local_needed(s, sheet_at(s, root, "Name"), &f->name);
	sheet_local_needed(s, sheet_at(s, root, "Title"), &f->title);
	sheet_local_needed(s, sheet_at(s, root, "Summary"), &f->summary);
	sheet_local_needed(s, sheet_at(s, root, "Other"), &f->other);
	sheet_local(s, sheet_at(s, root, "Paused"), &f->paused);
	sheet_flag(s, root, "Channel", &f->is_channel);
	f->department = sheet_text(s, root, "Department");
	if ((f->mode == MODE_TRANSFER) != (f->department != NULL))
		sheet_wrong(s, "Department", "for the mode transfer, and for that only");
	else if (f->department && !department_find(f->department))
		sheet_wrong(s, "Department", "no such department: %s", f->department);
}

static void
read_who(struct reading *r, struct sheet_node who)
{
	struct sheet_node codes = sheet_at(&r->s, who, "Codes");
	size_t count = needed_list(&r->s, codes);

	r->f->who = pool_zero(r->s.pool, (count + 1) * sizeof *r->f->who);
	for (struct sheet_node n = sheet_first(&r->s, codes); n.t; n = sheet_next(&r->s, n))
		r->f->who[r->f->who_count++] = (enum formality_who)sheet_word_of(&r->s, n,
		    formality_whos, FORMALITY_WHOS);
	sheet_only(&r->s, who, "Codes", "zh", "en", "it", "es", (char *)NULL);
	sheet_needed(&r->s, who, "zh");
	sheet_local_beside(&r->s, who, &r->f->who_text);
}

/* A mode that is not wholly online has to say which step happens elsewhere. */
static void
check_steps(struct reading *r, const char *path)
{
	static const enum formality_where elsewhere[FORMALITY_MODES] = {
		[MODE_ONLINE] = WHERE_ONLINE, [MODE_ENTRUSTED] = WHERE_AGENT,
		[MODE_VIDEO] = WHERE_VIDEO, [MODE_COUNTER] = WHERE_COUNTER,
		[MODE_TRANSFER] = WHERE_DEPARTMENT,
	};

	if (r->s.error)
		return;
	for (size_t i = 0; i < r->f->step_count; i++)
		if (r->f->steps[i].where == elsewhere[r->f->mode])
			return;
	sheet_wrong(&r->s, path, "no step of the mode %s", formality_mode_word(r->f->mode));
}

static void
read_steps(struct reading *r, struct sheet_node steps)
{
	size_t count = needed_list(&r->s, steps);

	r->f->steps = pool_zero(r->s.pool, (count + 1) * sizeof *r->f->steps);
	for (struct sheet_node n = sheet_first(&r->s, steps); n.t; n = sheet_next(&r->s, n)) {
		struct formality_step *step = &r->f->steps[r->f->step_count++];

		sheet_only(&r->s, n, "Where", "zh", "en", "it", "es", (char *)NULL);
		step->where = (enum formality_where)needed_word(&r->s, n, "Where",
		    formality_wheres, FORMALITY_WHERES);
		sheet_needed(&r->s, n, "zh");
		sheet_local_beside(&r->s, n, &step->text);
	}
	check_steps(r, steps.path);
}

/* Working days fit a calendar limit if they do with all their weekends. */
static void
read_limit(struct reading *r, struct sheet_node limit)
{
	static const char *const units[] = {"working", "calendar"};
	struct sheet *s = &r->s;
	struct formality *f = r->f;
	int longest;

	sheet_only(s, limit, "Law", "LawUnit", "Promise", "zh", "en", "it", "es", (char *)NULL);
	needed_number(s, limit, "Law", 0, MOST_DAYS, &f->law_days);
	needed_number(s, limit, "Promise", 0, MOST_DAYS, &f->promise_days);
	f->law_is_calendar = needed_word(s, limit, "LawUnit", units, 2) == 1;
	sheet_local_beside(s, limit, &f->limit_text);
	longest = f->promise_days + (f->law_is_calendar ? (f->promise_days + 4) / 5 * 2 : 0);
	if (longest > f->law_days)
		sheet_wrong(s, sheet_at(s, limit, "Promise").path, "longer than the law");
}

static void
read_deliveries(struct reading *r, struct sheet_node list)
{
	size_t count = needed_list(&r->s, list);

	r->f->deliveries = pool_zero(r->s.pool, (count + 1) * sizeof *r->f->deliveries);
	for (struct sheet_node n = sheet_first(&r->s, list); n.t; n = sheet_next(&r->s, n))
		r->f->deliveries[r->f->delivery_count++] = (enum formality_delivery)
		    sheet_word_of(&r->s, n, formality_deliveries, FORMALITY_DELIVERIES);
}

static void
read_terms(struct reading *r, struct sheet_node root)
{
	struct sheet *s = &r->s;
	struct formality *f = r->f;
	struct sheet_node fee = sheet_at(s, root, "Fee"), result = sheet_at(s, root, "Result");
	struct sheet_node legal = sheet_at(s, root, "Legal");
	int approval = 1;

	read_limit(r, sheet_at(s, root, "Limit"));
	sheet_only(s, fee, "Cny", "zh", "en", "it", "es", (char *)NULL);
	needed_number(s, fee, "Cny", 0, MOST_FEE, &f->fee_cny);
	sheet_needed(s, fee, "zh");
	sheet_local_beside(s, fee, &f->fee_text);
	sheet_only(s, result, "Kind", "zh", "en", "it", "es", (char *)NULL);
	f->result = (enum formality_result)needed_word(s, result, "Kind", formality_results,
	    FORMALITY_RESULTS);
	sheet_needed(s, result, "zh");
	sheet_local_beside(s, result, &f->result_text);
	read_deliveries(r, sheet_at(s, root, "Delivery"));
	f->legal = pool_zero(s->pool, (needed_list(s, legal) + 1) * sizeof *f->legal);
	for (struct sheet_node n = sheet_first(s, legal); n.t; n = sheet_next(s, n))
		sheet_local_needed(s, n, &f->legal[f->legal_count++]);
	f->level = (enum formality_level)needed_word(s, root, "Unit", formality_levels,
	    FORMALITY_LEVELS);
	f->office = sheet_text(s, root, "Office");
	if ((f->level == LEVEL_CITY) != (f->office != NULL))
		sheet_wrong(s, "Office", "for the city's unit, and for that only");
	needed_number(s, root, "Approval", 0, 1, &approval);
	f->needs_approval = approval == 1;
	needed_number(s, root, "Retention", 1, MOST_RETENTION, &f->retention_years);
}

static void
read_life(struct reading *r, struct sheet_node list)
{
	r->f->life = pool_zero(r->s.pool, (sheet_count(list) + 1) * sizeof *r->f->life);
	for (struct sheet_node n = sheet_first(&r->s, list); n.t; n = sheet_next(&r->s, n)) {
		const char *code = sheet_value(&r->s, n);

		if (!code || !dictionary_life(r->dictionary, code))
			sheet_wrong(&r->s, n.path, "no such life event: %s", code ? code : "");
		else
			r->f->life[r->f->life_count++] = code;
	}
}

static void
read_search(struct reading *r, struct sheet_node root)
{
	struct sheet *s = &r->s;
	struct sheet_node search = sheet_at(s, root, "Search");
	struct sheet_node related = sheet_at(s, root, "Related");

	sheet_only(s, search, "pinyin", "zh", "en", "it", "es", (char *)NULL);
	sheet_needed(s, search, "zh");
	sheet_local_beside(s, search, &r->f->search);
	r->f->pinyin = sheet_needed(s, search, "pinyin");
	r->f->related = pool_zero(s->pool,
	    (sheet_count(related) + 1) * sizeof *r->f->related);
	for (struct sheet_node n = sheet_first(s, related); n.t; n = sheet_next(s, n))
		r->f->related[r->f->related_count++] = sheet_value(s, n);
}

/* Only those options that this formality delivers by. */
static void
narrow_delivery(struct reading *r, struct field_entry *entry)
{
	const char **words = pool_zero(r->s.scratch, (r->f->delivery_count + 1) * sizeof *words);

	for (size_t i = 0; i < r->f->delivery_count; i++)
		words[i] = formality_delivery_word(r->f->deliveries[i]);
	dictionary_narrow(&r->s, "Delivery", entry, words, r->f->delivery_count);
}

static const struct field_entry *
read_page_field(struct reading *r, struct sheet_node n, struct sheet_node changes)
{
	const char *code = sheet_value(&r->s, n);
	const struct field_entry *shared = code ? dictionary_field(r->dictionary, code) : NULL;
	struct field_entry *own;

	if (!shared) {
		sheet_wrong(&r->s, n.path, "no such field: %s", code ? code : "");
		return NULL;
	}
	if (formality_page_of(r->f, code))
		sheet_wrong(&r->s, n.path, "asked twice: %s", code);
	own = POOL_NEW(r->s.pool, struct field_entry);
	*own = *shared;
	dictionary_change_field(&r->s, sheet_at(&r->s, changes, code), own);
	if (strcmp(code, "delivery") == 0 && !r->s.error)
		narrow_delivery(r, own);
	return own;
}

static void
read_pages(struct reading *r, struct sheet_node root)
{
	struct sheet *s = &r->s;
	struct sheet_node pages = sheet_at(s, root, "Pages"), changes = sheet_at(s, root, "Field");

	r->f->pages = pool_zero(s->pool, (needed_list(s, pages) + 1) * sizeof *r->f->pages);
	for (struct sheet_node p = sheet_first(s, pages); p.t; p = sheet_next(s, p)) {
		struct formality_page *page = &r->f->pages[r->f->page_count];
		struct sheet_node fields = sheet_at(s, p, "Fields");
		const struct field_entry *entry;

		page->fields = pool_zero(s->pool,
		    (needed_list(s, fields) + 1) * sizeof *page->fields);
		sheet_only(s, p, "Fields", "zh", "en", "it", "es", (char *)NULL);
		page->code = sheet_code(s, p);
		sheet_needed(s, p, "zh");
		sheet_local_beside(s, p, &page->name);
		r->f->page_count++;
		for (struct sheet_node n = sheet_first(s, fields); n.t; n = sheet_next(s, n))
			if ((entry = read_page_field(r, n, changes)))
				page->fields[page->field_count++] = entry;
	}
	for (struct sheet_node n = sheet_first(s, changes); n.t; n = sheet_next(s, n))
		if (!formality_page_of(r->f, sheet_name(n)))
			sheet_wrong(s, n.path, "not on any page");
}

static void
check_link(struct reading *r, const struct field_entry *entry, const char *other, bool is_date)
{
	const struct field_entry *o = other ? formality_field(r->f, other) : NULL;
	const char *path = pool_format(r->s.scratch, "Field.%s", entry->code);

	if (!other)
		return;
	if (!o)
		sheet_wrong(&r->s, path, "refers to %s, which is on no page", other);
	else if (is_date && (o->rule.type != entry->rule.type || o->rule.is_partial
	    || (o->rule.type != FIELD_DATE && o->rule.type != FIELD_DATETIME)))
		sheet_wrong(&r->s, path, "not two whole dates: %s", other);
	else if (!is_date && !entry->rule.is_optional)
		sheet_wrong(&r->s, path, "has to be Optional beside %s", other);
}

static void
check_fields(struct reading *r)
{
	for (size_t i = 0; i < r->f->page_count && !r->s.error; i++)
		for (size_t j = 0; j < r->f->pages[i].field_count; j++) {
			const struct field_entry *entry = r->f->pages[i].fields[j];

			check_link(r, entry, entry->after, true);
			check_link(r, entry, entry->within, true);
			check_link(r, entry, entry->either, false);
			check_link(r, entry, entry->needed_with, false);
		}
}

/* Nothing of anybody goes to another department without their word. */
static void
check_consent(struct reading *r)
{
	bool is_asked = r->f->mode != MODE_TRANSFER;

	for (size_t i = 0; i < r->f->page_count; i++)
		for (size_t j = 0; j < r->f->pages[i].field_count; j++)
			is_asked |= r->f->pages[i].fields[j]->rule.is_agreement;
	if (!is_asked)
		sheet_wrong(&r->s, "Pages", "no field by which it may be passed on");
}

/* Who chooses among several ways is asked; what is posted needs an address. */
static void
check_delivery(struct reading *r)
{
	if (r->f->delivery_count > 1 && !formality_field(r->f, "delivery"))
		sheet_wrong(&r->s, "Delivery", "several ways, and no field delivery");
	for (size_t i = 0; i < r->f->delivery_count && !r->s.error; i++)
		if (r->f->deliveries[i] == DELIVERY_POST
		    && !formality_field(r->f, "mailing_address"))
			sheet_wrong(&r->s, "Delivery", "post, and no field mailing_address");
}

/* Each of the words is one of its options. */
static bool
has_options(const struct field_entry *field, const char *words)
{
	size_t wanted = 1, found = 0;

	for (const char *c = words; *c; c++)
		wanted += *c == ' ';
	for (size_t i = 0; i < field->rule.option_count; i++)
		found += statement_word(words, field->rule.options[i]);
	return found == wanted;
}

/* Whoever applies for another reason must not sign that something was lost. */
static void
read_needed(struct reading *r, struct sheet_node n, struct formality_material *m)
{
	struct sheet *s = &r->s;
	struct sheet_node needed = sheet_at(s, n, "Needed");

	if ((needed.t != NULL) != (m->entry->is_generated && m->is_optional))
		sheet_wrong(s, needed.path, "for a Generated and Optional one, and for that only");
	if (!needed.t)
		return;
	sheet_only(s, needed, "Field", "Value", (char *)NULL);
	m->needed_values = sheet_needed(s, needed, "Value");
	m->needed_with = formality_field(r->f, sheet_needed(s, needed, "Field"));
	if (!m->needed_with)
		sheet_wrong(s, sheet_at(s, needed, "Field").path, "not on any page");
	else if (!has_options(m->needed_with, m->needed_values))
		sheet_wrong(s, sheet_at(s, needed, "Value").path, "not among the options of %s",
		    m->needed_with->code);
}

static void
check_statement(struct reading *r, struct sheet_node n, const struct material_entry *own)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++) {
		const char *text = own->statement.in[lang], *hole = NULL;
		struct sheet_node at = sheet_at(&r->s, sheet_at(&r->s, n, "Statement"),
		    lang_code(lang));

		if (!text && lang <= LANG_EN)
			sheet_wrong(&r->s, at.path, "missing: what does it say?");
		else if (text && (hole = statement_unknown(r->s.scratch, r->f, text)) && *hole == '[')
			sheet_wrong(&r->s, at.path, "brackets do not pair");
		else if (text && hole)
			sheet_wrong(&r->s, at.path, "not on any page: {%s}", hole);
	}
}

/* A statement of the dictionary becomes the file's own. */
static void
keep_statement(struct reading *r, struct sheet_node n, const struct local *statement)
{
	struct text text = {.pool = r->s.pool};

	text_add(&text, r->f->text);
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (statement->in[lang])
			text_addf(&text, "\n%s.Statement.%s << STATEMENT\n%s\nSTATEMENT\n", n.path,
			    lang_code(lang), statement->in[lang]);
	r->f->text = text.s;
}

static void
read_material(struct reading *r, struct sheet_node n, struct formality_material *m)
{
	struct sheet *s = &r->s;
	const char *code = sheet_code(s, n);
	const struct material_entry *shared = dictionary_material(r->dictionary, code);
	struct material_entry *own;

	if (!shared) {
		sheet_wrong(s, n.path, "no such material: %s", code);
		return;
	}
	own = POOL_NEW(s->pool, struct material_entry);
	*own = *shared;
	sheet_only(s, n, "Optional", "When", "Needed", "Name", "How", "Kind", "Most", "Original",
	    "Generated", "Live", "Shared", "Foreign", "Statement", "OneMatter", "Expires", "Lasts",
	    "Also", (char *)NULL);
	dictionary_change_material(s, n, own);
	dictionary_check_also(s, n.path, r->dictionary, own);
	m->entry = own;
	sheet_flag(s, n, "Optional", &m->is_optional);
	sheet_local(s, sheet_at(s, n, "When"), &m->when);
	if (m->is_optional && !m->when.in[LANG_ZH])
		sheet_wrong(s, pool_format(s->scratch, "%s.When", n.path),
		    "missing: when is it wanted?");
	/* State Council Order 716 art. 7: what the data exchange returns must not be demanded */
	if (own->is_shared && !m->is_optional)
		sheet_wrong(s, pool_format(s->scratch, "%s.Optional", n.path),
		    "a Shared material is Optional");
	if (own->is_live && r->f->mode != MODE_VIDEO)
		sheet_wrong(s, n.path, "Live, and the mode is not video");
	read_needed(r, n, m);
	if (!own->is_generated)
		return;
	check_statement(r, n, own);
	if (!sheet_at(s, n, "Statement").t)
		keep_statement(r, n, &own->statement);
}

static void
read_materials(struct reading *r, struct sheet_node list)
{
	r->f->materials = pool_zero(r->s.pool,
	    (sheet_count(list) + 1) * sizeof *r->f->materials);
	for (struct sheet_node n = sheet_first(&r->s, list); n.t && !r->s.error;
	    n = sheet_next(&r->s, n))
		read_material(r, n, &r->f->materials[r->f->material_count++]);
}

/* That its value is a valid one is t/unit/formality.c's to see: dates age, and a program starts. */
static void
check_example(struct reading *r, const struct field_entry *entry)
{
	for (size_t i = 0; i < r->f->example_count; i++)
		if (r->f->examples[i].field == entry)
			return;
	if (!entry->rule.is_optional)
		sheet_wrong(&r->s, pool_format(r->s.scratch, "Example.%s", entry->code), "missing");
}

static void
read_examples(struct reading *r, struct sheet_node list)
{
	struct sheet *s = &r->s;

	r->f->examples = pool_zero(s->pool,
	    (needed_list(s, list) + 1) * sizeof *r->f->examples);
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		struct formality_example *x = &r->f->examples[r->f->example_count];

		x->field = formality_field(r->f, sheet_name(n));
		x->value = sheet_value(s, n);
		if (!x->field)
			sheet_wrong(s, n.path, "not on any page");
		else if (!x->value)
			sheet_wrong(s, n.path, "missing");
		else
			r->f->example_count++;
	}
	for (size_t i = 0; i < r->f->page_count && !s->error; i++)
		for (size_t j = 0; j < r->f->pages[i].field_count; j++)
			check_example(r, r->f->pages[i].fields[j]);
}

const struct error *
formality_read(struct pool *pool, const struct dictionary *dictionary, const char *file,
    const char *text, struct formality **out)
{
	struct reading r = {.dictionary = dictionary};
	struct sheet_node root = {NULL, ""};
	struct tree *t;
	const struct error *e = tree_read(text, &t);

	if (e)
		return fail(ERROR_INVALID, "%s: %s", file, e->detail);
	root.t = t;
	r.s = sheet_open(pool, file);
	r.f = POOL_NEW(pool, struct formality);
	r.f->text = pool_string(pool, text);
	read_head(&r, root);
	read_who(&r, sheet_at(&r.s, root, "Who"));
	read_steps(&r, sheet_at(&r.s, root, "Steps"));
	read_terms(&r, root);
	read_life(&r, sheet_at(&r.s, root, "Life"));
	read_search(&r, root);
	read_pages(&r, root);
	check_fields(&r);
	check_consent(&r);
	check_delivery(&r);
	read_materials(&r, sheet_at(&r.s, root, "Materials"));
	read_examples(&r, sheet_at(&r.s, root, "Example"));
	r.f->eligibility = eligibility_read(&r.s, root, r.f);
	tree_free(t);
	*out = r.f;
	return sheet_close(&r.s);
}
