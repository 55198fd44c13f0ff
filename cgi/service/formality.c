/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A formality once it is read: its words, looking things up, rules between fields. */
#include "service/formality.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "service/formality_words.h"
#include "service/needs.h"
#include "service/sheet.h"

const char *const formality_modes[FORMALITY_MODES] = {
	[MODE_ONLINE] = "online", [MODE_ENTRUSTED] = "entrusted", [MODE_VIDEO] = "video",
	[MODE_COUNTER] = "counter", [MODE_TRANSFER] = "transfer",
};
const char *const formality_levels[FORMALITY_LEVELS] = {
	[LEVEL_STATION] = "station", [LEVEL_COUNTY] = "county", [LEVEL_CITY] = "city",
};
const char *const formality_wheres[FORMALITY_WHERES] = {
	[WHERE_ONLINE] = "online", [WHERE_AGENT] = "agent", [WHERE_VIDEO] = "video",
	[WHERE_COUNTER] = "counter", [WHERE_DEPARTMENT] = "department",
};
const char *const formality_confidences[FORMALITY_CONFIDENCES] = {
	[CONFIDENCE_HIGH] = "high", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_LOW] = "low",
};
const char *const formality_results[FORMALITY_RESULTS] = {
	[RESULT_CERTIFICATE] = "certificate", [RESULT_DOCUMENT] = "document",
	[RESULT_LICENCE] = "licence", [RESULT_RECORD] = "record",
};
const char *const formality_deliveries[FORMALITY_DELIVERIES] = {
	[DELIVERY_ELECTRONIC] = "electronic", [DELIVERY_POST] = "post",
	[DELIVERY_COUNTER] = "counter", [DELIVERY_PROXY] = "proxy",
};
const char *const formality_whos[FORMALITY_WHOS] = {
	[WHO_SELF] = "self", [WHO_RELATIVE] = "relative", [WHO_SPOUSE] = "spouse",
	[WHO_PARENT] = "parent", [WHO_GUARDIAN] = "guardian",
	[WHO_HOUSEHOLDER] = "householder", [WHO_OWNER] = "owner", [WHO_PROXY] = "proxy",
	[WHO_FOREIGNER] = "foreigner", [WHO_HOST] = "host", [WHO_BUYER] = "buyer",
	[WHO_SUCCESSOR] = "successor", [WHO_LEGAL_REP] = "legal-rep", [WHO_ANYBODY] = "anyone",
};

const char *
formality_mode_word(enum formality_mode mode)
{
	return formality_modes[mode];
}

const char *
formality_level_word(enum formality_level level)
{
	return formality_levels[level];
}

const char *
formality_where_word(enum formality_where where)
{
	return formality_wheres[where];
}

const char *
formality_confidence_word(enum formality_confidence confidence)
{
	return formality_confidences[confidence];
}

const char *
formality_result_word(enum formality_result result)
{
	return formality_results[result];
}

const char *
formality_delivery_word(enum formality_delivery delivery)
{
	return formality_deliveries[delivery];
}

const char *
formality_who_word(enum formality_who who)
{
	return formality_whos[who];
}

/* It stands in addresses: lower-case letters, digits, and single hyphens between them. */
static bool
is_code(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > FORMALITY_CODE_MOST || s[0] == '-' || s[n - 1] == '-' || strstr(s, "--"))
		return false;
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static bool
asks_agreement(const struct formality *f)
{
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++)
			if (f->pages[i].fields[j]->rule.is_agreement)
				return true;
	return false;
}

void
formality_check_publishable(struct sheet *s, const struct formality *f)
{
	if (*f->code && !is_code(f->code))
		sheet_wrong(s, "Code", "not lower-case letters, digits and single hyphens between them, "
		    "%d at most: %s", FORMALITY_CODE_MOST, f->code);
	if (!f->life_count)
		sheet_wrong(s, "Life", "missing");
	else if (f->life_count > FORMALITY_LIFE_MOST)
		sheet_wrong(s, "Life", "more than %d", FORMALITY_LIFE_MOST);
	/* it is asked after the papers, for what its page lists */
	if (f->mode == MODE_TRANSFER && asks_agreement(f) && !formality_consent(f))
		sheet_wrong(s, "Pages", "the last does not ask for the agreement alone");
	needs_check(s, f);
}

size_t
formality_place(const struct formality *f, const char *event)
{
	size_t i = 0;

	while (i < f->life_count && strcmp(f->life[i], event) != 0)
		i++;
	return i;
}

const struct formality_page *
formality_page(const struct formality *f, const char *code)
{
	for (size_t i = 0; i < f->page_count; i++)
		if (strcmp(f->pages[i].code, code) == 0)
			return &f->pages[i];
	return NULL;
}

const struct formality_page *
formality_page_of(const struct formality *f, const char *field)
{
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++)
			if (strcmp(f->pages[i].fields[j]->code, field) == 0)
				return &f->pages[i];
	return NULL;
}

const struct formality_page *
formality_consent(const struct formality *f)
{
	const struct formality_page *last = f->page_count ? &f->pages[f->page_count - 1] : NULL;

	return f->mode == MODE_TRANSFER && last && last->field_count == 1 &&
	    last->fields[0]->rule.is_agreement ? last : NULL;
}

const struct field_entry *
formality_field(const struct formality *f, const char *code)
{
	const struct formality_page *page = formality_page_of(f, code);

	for (size_t i = 0; page && i < page->field_count; i++)
		if (strcmp(page->fields[i]->code, code) == 0)
			return page->fields[i];
	return NULL;
}

const struct formality_material *
formality_material(const struct formality *f, const char *code)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (strcmp(f->materials[i].entry->code, code) == 0)
			return &f->materials[i];
	return NULL;
}

bool
formality_is_needed(const struct formality_material *m, const struct pairs *answers)
{
	const char *value = m->needed_with ? pairs_get(answers, m->needed_with->code) : NULL;

	return value && text_has_word(m->needed_values, value);
}

bool
formality_is_upload(const struct formality_material *m)
{
	return !m->entry->is_generated && !m->entry->is_live;
}

bool
formality_is_paper(const struct formality_material *m)
{
	return formality_is_upload(m) && m->entry->kind != MATERIAL_IMAGE;
}

bool
formality_has_uploads(const struct formality *f)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (formality_is_upload(&f->materials[i]))
			return true;
	return false;
}

#define CLOCK 7		/* "T01:00Z" */

/* "today-30", "today+90T01:00Z"; "open+10T01:00Z" is that day or the first after it with counters open. */
static const char *
day_from_today(struct pool *pool, const char *value, day today)
{
	bool is_open = text_starts(value, "open");
	const char *sign = value + (is_open ? 4 : 5), *at = strchr(value, 'T');
	size_t n = at ? (size_t)(at - value) : strlen(value);
	char date[DAY_TEXT];
	int64_t number;
	day d;

	if ((!is_open && !text_starts(value, "today")) || (*sign != '+' && *sign != '-') ||
	    value + n <= sign || (at && strlen(at) != CLOCK))
		return NULL;
	if (!text_number(pool_bytes(pool, sign + 1, (size_t)(value + n - sign - 1)), 0, 20000, &number))
		return NULL;
	d = today + (*sign == '-' ? -(day)number : (day)number);
	while (is_open && !field_is_open_day(d))
		d++;
	day_format(d, date);
	return pool_format(pool, "%s%s", date, at ? at : "");
}

const char *
formality_example(struct pool *pool, const struct formality *f, const char *field, day today)
{
	for (size_t i = 0; i < f->example_count; i++) {
		const struct formality_example *x = &f->examples[i];
		const char *moved;

		if (strcmp(x->field->code, field) != 0)
			continue;
		moved = day_from_today(pool, x->value, today);
		return moved ? moved : x->value;
	}
	return NULL;
}

bool
formality_has_visit(const struct formality *f, enum formality_where *where)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].where == WHERE_AGENT || f->steps[i].where == WHERE_COUNTER) {
			*where = f->steps[i].where;
			return true;
		}
	return false;
}

bool
formality_is_ours_to_accept(const struct formality *f)
{
	return f->mode != MODE_TRANSFER && !f->is_channel;
}

/* In one that is done online whoever goes there afterwards fetches a page or a booklet. */
bool
formality_needs_visit(const struct formality *f)
{
	enum formality_where where;

	return (f->mode == MODE_ENTRUSTED || f->mode == MODE_COUNTER) && !f->is_without_visit &&
	    formality_has_visit(f, &where);
}

/* In mode counter no relative stands in; where nobody applies for another, whoever reads it is who goes. */
const char *
formality_goer(const struct formality *f)
{
	if (f->mode != MODE_COUNTER)
		return NULL;
	for (size_t i = 0; i < f->who_count; i++)
		if (f->who[i] != WHO_SELF && f->who[i] != WHO_FOREIGNER)
			return "named";
	return "self";
}

bool
formality_is_on_the_spot(const struct formality *f)
{
	return f->promise_days == 0 && formality_needs_visit(f);
}

static bool
is_answered(const char *answer)
{
	return answer && *answer;
}

/* By the identity number, where one was given that tells a birthday. */
static bool
is_too_young(const struct field_entry *field, const char *mine, const struct pairs *answers)
{
	const char *idno = field->since ? pairs_get(answers, field->since) : NULL;
	day birth;

	return is_answered(idno) && idno_birth(idno, &birth) &&
	    field_too_young(mine, birth, field->since_years);
}

const char *
formality_last_day(struct pool *pool, const struct field_entry *field, const struct pairs *answers,
    const char *lang)
{
	const char *other = field->within ? pairs_get(answers, field->within) : NULL;

	return other ? field_last_day(pool, other, field->within_years, lang) : NULL;
}

bool
formality_holds(const struct field_entry *field, const char *code)
{
	const char *const others[] = {field->needed_with, field->either, field->after, field->within,
		field->since, field->unlike};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i] && strcmp(others[i], code) == 0)
			return true;
	return false;
}

bool
formality_goes_with(const struct field_entry *field, const struct field_entry *other)
{
	return formality_holds(field, other->code) ||
	    (formality_holds(other, field->code) && !text_same(other->needed_with, field->code));
}

const char *
formality_cross(const struct formality *f, const struct field_entry *field,
    const struct pairs *answers, const struct field_entry **other)
{
	const char *mine = pairs_get(answers, field->code), *theirs;

	*other = NULL;
	if (field->needed_with && !is_answered(mine)) {
		theirs = pairs_get(answers, field->needed_with);
		if (is_answered(theirs) && text_has_word(field->needed_value, theirs))
			return "field.required";
	}
	if (field->either && !is_answered(mine)
	    && !is_answered(pairs_get(answers, field->either))) {
		*other = formality_field(f, field->either);
		return "field.either";
	}
	if (field->after && field_after(pairs_get(answers, field->after), mine)) {
		*other = formality_field(f, field->after);
		return "field.before";
	}
	theirs = field->within ? pairs_get(answers, field->within) : NULL;
	if (is_answered(mine) && is_answered(theirs)
	    && !field_within_years(theirs, mine, field->within_years)) {
		*other = formality_field(f, field->within);
		return "field.beyond";
	}
	if (is_answered(mine) && is_too_young(field, mine, answers)) {
		*other = formality_field(f, field->since);
		return field->since_years ? "field.since" : "field.unborn";
	}
	if (field->unlike && is_answered(mine) && text_same(mine, pairs_get(answers, field->unlike))) {
		*other = formality_field(f, field->unlike);
		return "field.unlike";
	}
	return NULL;
}

const struct field_entry *
formality_doubt(const struct formality *f, const struct field_entry *field, const struct pairs *answers)
{
	const char *mine = pairs_get(answers, field->code);
	const char *theirs = field->like ? pairs_get(answers, field->like) : NULL;

	return is_answered(mine) && is_answered(theirs) && strcmp(mine, theirs) ?
	    formality_field(f, field->like) : NULL;
}
