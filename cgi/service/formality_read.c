/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a formality's file to struct formality, refusing whatever is missing or impossible. */
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/tree.h"
#include "service/department.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/formality_reading.h"
#include "service/formality_words.h"
#include "service/sheet.h"

#define MOST_DAYS 400
#define MOST_FEE 10000
#define MOST_RETENTION 100

static int
needed_word(struct sheet *s, struct sheet_node n, const char *key, const char *const words[],
    size_t count)
{
	return *sheet_needed(s, n, key) ? sheet_word(s, n, key, words, count) : -1;
}

static void
needed_number(struct sheet *s, struct sheet_node n, const char *key, int least, int most, int *out)
{
	if (*sheet_needed(s, n, key))
		sheet_number(s, n, key, least, most, out);
}

/* Whoever pauses it is in a hurry, and may have no Italian: then it is said in English (guide_head()). */
static void
read_paused(struct sheet *s, struct sheet_node n, struct local *out)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		out->in[lang] = sheet_text(s, n, lang_code(lang));
	if (n.t) {
		sheet_needed(s, n, "zh");
		sheet_needed(s, n, "en");
	}
}

static void
read_head(struct reading *r, struct sheet_node root)
{
	struct sheet *s = r->s;
	struct formality *f = r->f;

	f->code = sheet_needed(s, root, "Code");
	f->category = sheet_needed(s, root, "Category");
	if (*f->category && !dictionary_category(r->dictionary, f->category))
		sheet_wrong(s, "Category", "no such category: %s", f->category);
	f->confidence = (enum formality_confidence)needed_word(s, root, "Confidence",
	    formality_confidences, FORMALITY_CONFIDENCES);
	f->mode = (enum formality_mode)needed_word(s, root, "Mode", formality_modes,
	    FORMALITY_MODES);
	sheet_local_needed(s, sheet_at(s, root, "Name"), &f->name);
	sheet_local_needed(s, sheet_at(s, root, "Title"), &f->title);
	sheet_local_needed(s, sheet_at(s, root, "Summary"), &f->summary);
	sheet_local_needed(s, sheet_at(s, root, "Other"), &f->other);
	read_paused(s, sheet_at(s, root, "Paused"), &f->paused);
	sheet_local(s, sheet_at(s, root, "Presence"), &f->presence);
	sheet_local(s, sheet_at(s, root, "Begin"), &f->begin);
	sheet_local(s, sheet_at(s, root, "Counter"), &f->counter);
	sheet_flag(s, root, "NoVisit", &f->is_without_visit);
	if (f->is_without_visit && f->mode != MODE_ENTRUSTED)
		sheet_wrong(s, "NoVisit", "for the mode entrusted, and for that only");
	sheet_flag(s, root, "Channel", &f->is_channel);
	f->department = sheet_text(s, root, "Department");
	if ((int)f->mode >= 0 && (f->mode == MODE_TRANSFER) != (f->department != NULL))
		sheet_wrong(s, "Department", "for the mode transfer, and for that only");
	else if (f->department && !department_find(f->department))
		sheet_wrong(s, "Department", "no such department: %s", f->department);
}

static void
read_who(struct reading *r, struct sheet_node who)
{
	struct sheet_node codes = sheet_at(r->s, who, "Codes");
	size_t count = sheet_list_needed(r->s, codes);

	r->f->who = pool_zero(r->s->pool, (count + 1) * sizeof *r->f->who);
	for (struct sheet_node n = sheet_first(r->s, codes); n.t; n = sheet_next(r->s, n)) {
		int word = sheet_word_of(r->s, n, formality_whos, FORMALITY_WHOS);

		if (word >= 0)
			r->f->who[r->f->who_count++] = (enum formality_who)word;
	}
	sheet_needed(r->s, who, "zh");
	sheet_local(r->s, who, &r->f->who_text);
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

	if ((int)r->f->mode < 0)
		return;
	for (size_t i = 0; i < r->f->step_count; i++)
		if ((int)r->f->steps[i].where < 0 ||
		    r->f->steps[i].where == elsewhere[r->f->mode])
			return;
	sheet_wrong(r->s, path, "no step of the mode %s", formality_mode_word(r->f->mode));
}

static void
read_steps(struct reading *r, struct sheet_node steps)
{
	size_t count = sheet_list_needed(r->s, steps);

	r->f->steps = pool_zero(r->s->pool, (count + 1) * sizeof *r->f->steps);
	for (struct sheet_node n = sheet_first(r->s, steps); n.t; n = sheet_next(r->s, n)) {
		struct formality_step *step = &r->f->steps[r->f->step_count++];

		step->where = (enum formality_where)needed_word(r->s, n, "Where",
		    formality_wheres, FORMALITY_WHERES);
		sheet_needed(r->s, n, "zh");
		sheet_local(r->s, n, &step->text);
		step->named = text_words(r->s->pool, sheet_text(r->s, n, "Formality"));
	}
	check_steps(r, steps.path);
}

/* Working days fit a calendar limit if they do with all their weekends. */
static void
read_limit(struct reading *r, struct sheet_node limit)
{
	static const char *const units[] = {"working", "calendar"};
	struct sheet *s = r->s;
	struct formality *f = r->f;
	int law = -1, promise = -1, longest;

	sheet_flag(s, limit, "LawFirst", &f->law_comes_first);
	sheet_flag(s, limit, "LawUnsaid", &f->law_is_unsaid);
	sheet_flag(s, limit, "LawUsual", &f->law_is_usual);
	sheet_flag(s, limit, "TellsWait", &f->limit_tells_wait);
	sheet_flag(s, limit, "TellsStart", &f->limit_tells_start);
	needed_number(s, limit, "Law", 0, MOST_DAYS, &law);
	needed_number(s, limit, "Promise", 0, MOST_DAYS, &promise);
	f->law_days = law < 0 ? 0 : law;
	f->promise_days = promise < 0 ? 0 : promise;
	f->law_is_calendar = needed_word(s, limit, "LawUnit", units, 2) == 1;
	sheet_local(s, limit, &f->limit_text);
	if (f->law_is_usual && (!f->law_is_calendar || !f->limit_text.in[LANG_ZH]))
		sheet_wrong(s, sheet_at(s, limit, "LawUsual").path, "of calendar days, with a remark");
	longest = f->promise_days + (f->law_is_calendar ? (f->promise_days + 4) / 5 * 2 : 0);
	if (law >= 0 && longest > law)
		sheet_wrong(s, sheet_at(s, limit, "Promise").path, "longer than the law");
}

static void
read_deliveries(struct reading *r, struct sheet_node list)
{
	size_t count = sheet_list_needed(r->s, list);

	r->f->deliveries = pool_zero(r->s->pool, (count + 1) * sizeof *r->f->deliveries);
	for (struct sheet_node n = sheet_first(r->s, list); n.t; n = sheet_next(r->s, n)) {
		int word = sheet_word_of(r->s, n, formality_deliveries, FORMALITY_DELIVERIES);

		if (word >= 0)
			r->f->deliveries[r->f->delivery_count++] = (enum formality_delivery)word;
	}
}

static void
read_terms(struct reading *r, struct sheet_node root)
{
	struct sheet *s = r->s;
	struct formality *f = r->f;
	struct sheet_node fee = sheet_at(s, root, "Fee"), result = sheet_at(s, root, "Result");
	struct sheet_node legal = sheet_at(s, root, "Legal");
	int approval = 1;

	read_limit(r, sheet_at(s, root, "Limit"));
	needed_number(s, fee, "Cny", 0, MOST_FEE, &f->fee_cny);
	sheet_needed(s, fee, "zh");
	sheet_local(s, fee, &f->fee_text);
	f->result = (enum formality_result)needed_word(s, result, "Kind", formality_results,
	    FORMALITY_RESULTS);
	sheet_needed(s, result, "zh");
	sheet_local(s, result, &f->result_text);
	read_deliveries(r, sheet_at(s, root, "Delivery"));
	f->legal = pool_zero(s->pool, (sheet_list_needed(s, legal) + 1) * sizeof *f->legal);
	for (struct sheet_node n = sheet_first(s, legal); n.t; n = sheet_next(s, n))
		sheet_local_needed(s, n, &f->legal[f->legal_count++]);
	f->level = (enum formality_level)needed_word(s, root, "Unit", formality_levels,
	    FORMALITY_LEVELS);
	f->office = sheet_text(s, root, "Office");
	if (f->level == LEVEL_CITY && !f->office)
		sheet_wrong(s, "Unit", "of the city there are several: Office is missing, which says which");
	else if ((int)f->level >= 0 && f->level != LEVEL_CITY && f->office)
		sheet_wrong(s, "Office", "for Unit = city only");
	needed_number(s, root, "Approval", 0, 1, &approval);
	f->needs_approval = approval == 1;
	needed_number(s, root, "Retention", 1, MOST_RETENTION, &f->retention_years);
}

static void
read_life(struct reading *r, struct sheet_node list)
{
	r->f->life = pool_zero(r->s->pool, (sheet_count(list) + 1) * sizeof *r->f->life);
	for (struct sheet_node n = sheet_first(r->s, list); n.t; n = sheet_next(r->s, n)) {
		const char *code = sheet_value(r->s, n);

		if (!code || !dictionary_life(r->dictionary, code))
			sheet_wrong(r->s, n.path, "no such life event: %s", code ? code : "");
		else
			r->f->life[r->f->life_count++] = code;
	}
}

static void
read_search(struct reading *r, struct sheet_node root)
{
	struct sheet *s = r->s;
	struct sheet_node search = sheet_at(s, root, "Search");
	struct sheet_node related = sheet_at(s, root, "Related");

	sheet_needed(s, search, "zh");
	sheet_local(s, search, &r->f->search);
	r->f->pinyin = sheet_needed(s, search, "pinyin");
	r->f->related = pool_zero(s->pool,
	    (sheet_count(related) + 1) * sizeof *r->f->related);
	for (struct sheet_node n = sheet_first(s, related); n.t; n = sheet_next(s, n))
		r->f->related[r->f->related_count++] = sheet_value(s, n);
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
		sheet_wrong(r->s, "Pages", "no field by which it may be passed on");
}

/* Who chooses among several ways is asked; what is posted needs an address. */
static void
check_delivery(struct reading *r)
{
	if (r->f->delivery_count > 1 && !formality_field(r->f, "delivery"))
		sheet_wrong(r->s, "Delivery", "several ways, and no field delivery");
	for (size_t i = 0; i < r->f->delivery_count; i++)
		if (r->f->deliveries[i] == DELIVERY_POST
		    && !formality_field(r->f, "mailing_address"))
			sheet_wrong(r->s, "Delivery", "post, and no field mailing_address");
}

void
formality_read_in(struct sheet *s, const struct dictionary *dictionary, const char *text,
    struct formality **out)
{
	struct formality *f = POOL_NEW(s->pool, struct formality);
	struct reading r = {.s = s, .dictionary = dictionary, .f = f};
	struct sheet_node root = {NULL, ""};
	struct tree *t;

	*out = NULL;
	if (sheet_failed(s, tree_read(text, &t)))
		return;
	root.t = t;
	f->text = pool_string(s->pool, text);
	sheet_check(s, root, SHEET_FORMALITY);
	read_head(&r, root);
	read_who(&r, sheet_at(s, root, "Who"));
	read_steps(&r, sheet_at(s, root, "Steps"));
	read_terms(&r, root);
	read_life(&r, sheet_at(s, root, "Life"));
	read_search(&r, root);
	formality_read_pages(&r, root);
	check_consent(&r);
	check_delivery(&r);
	formality_read_materials(&r, sheet_at(s, root, "Materials"));
	formality_read_examples(&r, sheet_at(s, root, "Example"));
	f->eligibility = eligibility_read(s, root, f);
	tree_free(t);
	*out = f;
}

const struct error *
formality_read(struct pool *pool, const struct dictionary *dictionary, const char *file,
    const char *text, struct formality **out)
{
	struct sheet s = sheet_open(pool, file, NULL);

	formality_read_in(&s, dictionary, text, out);
	return sheet_close(&s);
}
