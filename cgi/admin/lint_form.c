/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The form's own: who applies, choices that nobody can tell from each other, and who has to come. */
#include <string.h>

#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/sheet.h"

static bool
is_number(enum field_type type)
{
	return type == FIELD_IDNO || type == FIELD_PASSPORT || type == FIELD_PERMIT_MTP
	    || type == FIELD_PERMIT_HKMO || type == FIELD_PERMIT_TW;
}

/* Where somebody decides they have to know about whom; another department, or an answer, takes a name. */
static void
check_you(struct sheet *s, const struct formality *f)
{
	const struct formality_page *page = f->pages;
	bool has_name = false, has_number = false, has_county = false;

	if (f->page_count == 0)
		return;		/* it has been told that there are none */
	for (size_t i = 0; i < page->field_count; i++) {
		const char *code = page->fields[i]->code;

		has_name |= strcmp(code, "applicant_name") == 0 || strcmp(code, "name_abroad") == 0;
		has_number |= is_number(page->fields[i]->rule.type);
		has_county |= strcmp(code, "home_county") == 0;
	}
	if (strcmp(page->code, "you") != 0) {
		sheet_wrong(s, pool_format(s->scratch, "Pages.%s", page->code), "the first page is you");
		return;
	}
	if (!has_name)
		sheet_wrong(s, "Pages.you", "no name: applicant_name or name_abroad");
	if (!has_number && f->mode != MODE_TRANSFER && strcmp(f->category, "other") != 0)
		sheet_wrong(s, "Pages.you", "no number of a paper of theirs: applicant_idno, "
		    "or a passport's or permit's");
	if (!has_county && f->level != LEVEL_CITY && formality_field(f, "home_county"))
		sheet_wrong(s, "Pages.you", "home_county stands on another page");
}

static void
check_options(struct sheet *s, const struct field_entry *field)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < field->rule.option_count; i++)
			for (size_t j = 0; j < i; j++)
				if (text_same(field->options[i].in[lang], field->options[j].in[lang])) {
					sheet_wrong(s, pool_format(s->scratch, "Field.%s.Options.%s.%s",
					    field->code, sheet_key(s, field->rule.options[i]),
					    lang_code(lang)), "the same text as %s", field->rule.options[j]);
					break;
				}
}

static void
check_alike(struct sheet *s, const char *path, const struct local *text, const struct local *other,
    const char *code)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (text->in[lang] && text_same(text->in[lang], other->in[lang]))
			sheet_wrong(s, pool_format(s->scratch, "%s.%s", path, lang_code(lang)),
			    "the same text as %s", code);
}

static void
check_choices(struct sheet *s, const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++)
		for (size_t j = 0; j < i; j++)
			check_alike(s, pool_format(s->scratch, "Questions.%s.Options.%s",
			    sheet_key(s, q->code), sheet_key(s, q->choices[i].code)),
			    &q->choices[i].label, &q->choices[j].label, q->choices[j].code);
}

static void
check_asked(struct sheet *s, const struct formality *f)
{
	const struct eligibility *e = f->eligibility;

	for (size_t i = 0; e && i < e->question_count; i++) {
		check_choices(s, &e->questions[i]);
		for (size_t j = 0; j < i; j++)
			check_alike(s, pool_format(s->scratch, "Questions.%s",
			    sheet_key(s, e->questions[i].code)),
			    &e->questions[i].text, &e->questions[j].text, e->questions[j].code);
	}
}

/* The guide says the mode, the questions end with the first verdict: two ways would be told of one thing. */
static void
check_way(struct sheet *s, const struct formality *f)
{
	static const enum verdict_kind ways[FORMALITY_MODES] = {
		[MODE_ONLINE] = VERDICT_ONLINE, [MODE_ENTRUSTED] = VERDICT_AGENT,
		[MODE_VIDEO] = VERDICT_VIDEO, [MODE_COUNTER] = VERDICT_COUNTER,
		[MODE_TRANSFER] = VERDICT_ONLINE,
	};
	const struct eligibility *e = f->eligibility;
	const struct verdict *first = e && e->verdict_count ? e->verdicts : NULL;

	if (first && (int)f->mode >= 0 && verdict_is_open(first) && first->kind != ways[f->mode])
		sheet_wrong(s, pool_format(s->scratch, "Verdicts.%s.Kind",
		    sheet_key(s, first->code)), "%s, and the Mode is %s", verdict_kind_word(first->kind),
		    formality_mode_word(f->mode));
}

/* Where the mode lets the person stay abroad, they do not come for the result either. */
static void
check_counter(struct sheet *s, const struct formality *f)
{
	bool is_way = false;

	for (size_t i = 0; i < f->delivery_count; i++)
		is_way |= f->deliveries[i] == DELIVERY_COUNTER;
	if (is_way && f->mode != MODE_COUNTER && !f->counter.in[LANG_ZH])
		sheet_wrong(s, "Delivery",
		    "counter, and nobody has to come: Counter has to say who collects it");
	if (!is_way && f->counter.in[LANG_ZH])
		sheet_wrong(s, "Counter", "for the delivery counter, and for that only");
	if (f->presence.in[LANG_ZH] && (f->mode == MODE_COUNTER || f->mode == MODE_TRANSFER))
		sheet_wrong(s, "Presence", "not for the mode %s, which says it",
		    formality_mode_word(f->mode));
}

void
lint_form(struct sheet *s, const struct formality *f)
{
	bool is_mistake;
	const char *late = lint_limit(s->pool, f, &is_mistake);

	if (is_mistake)
		sheet_wrong(s, "Limit.Promise", "%s", late);
	check_you(s, f);
	check_way(s, f);
	check_counter(s, f);
	check_asked(s, f);
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++)
			check_options(s, f->pages[i].fields[j]);
}
