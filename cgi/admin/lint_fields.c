/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "admin/lint.h"
#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/tree.h"
#include "service/formality.h"
#include "service/sheet.h"

#define MOST_STEPS 100		/* of one date after another */

static const char *
key_of(struct sheet *s, const struct field_entry *field, const char *key)
{
	return pool_format(s->scratch, "Field.%s.%s", field->code, key);
}

static bool
is_past(const struct field_entry *field)
{
	return field->rule.range == FIELD_PAST || field->rule.range == FIELD_BIRTH;
}

static void
check_bounds(struct sheet *s, const struct field_entry *field, day today)
{
	const struct field_rule *rule = &field->rule;
	bool is_text = rule->type != FIELD_NUMBER && rule->least;
	int this_year, month, mday;
	day from, until;

	day_split(today, &this_year, &month, &mday);
	if (is_text && rule->least > field_most(rule))
		sheet_wrong(s, key_of(s, field, "Least"), "more than %d, the most that it takes",
		    field_most(rule));
	if (rule->type == FIELD_NUMBER && is_past(field) && rule->number_least > this_year)
		sheet_wrong(s, key_of(s, field, "Least"), "a year to come, and the Range is past");
	if (rule->type == FIELD_NUMBER && rule->range == FIELD_FUTURE && rule->number_most &&
	    rule->number_most < this_year)
		sheet_wrong(s, key_of(s, field, "Most"), "a year that is over, and the Range is future");
	if (field_bound_day(&rule->from, today, &from) && field_bound_day(&rule->until, today, &until) &&
	    from > until)
		sheet_wrong(s, key_of(s, field, "From"), "later than Until");
	if (is_past(field) && field_bound_day(&rule->from, today, &from) && from > today)
		sheet_wrong(s, key_of(s, field, "From"), "to come, and the Range is past");
	if (rule->range == FIELD_FUTURE && field_bound_day(&rule->until, today, &until) && until < today)
		sheet_wrong(s, key_of(s, field, "Until"), "over, and the Range is future");
	if (rule->type == FIELD_SELECT && rule->option_count < 2 && strcmp(field->code, "delivery") != 0)
		sheet_wrong(s, key_of(s, field, "Only"), "leaves nothing to choose");
	if (rule->country && !country_find(rule->country))
		sheet_wrong(s, key_of(s, field, "Country"), "no such country: %s", rule->country);
	if (rule->is_agreement && rule->is_optional)
		sheet_wrong(s, key_of(s, field, "Agreement"), "nobody has to give it: it is Optional");
}

/* The first of the dates that come after one another in a circle tells it. */
static void
check_order(struct sheet *s, const struct formality *f, const struct field_entry *field)
{
	const struct field_entry *other = field->after ? formality_field(f, field->after) : NULL;
	struct text way = {.pool = s->scratch};
	bool is_first = true;

	if (other && other != field && is_past(field) && other->rule.range == FIELD_FUTURE)
		sheet_wrong(s, key_of(s, field, "After"), "in the past, and not before %s, which is to come",
		    other->code);
	text_add(&way, field->code);
	for (int i = 0; other && i < MOST_STEPS; i++) {
		text_addf(&way, " after %s", other->code);
		is_first &= strcmp(field->code, other->code) <= 0;
		if (other == field) {
			if (is_first)
				sheet_wrong(s, key_of(s, field, "After"), "a circle: %s", way.s);
			return;
		}
		other = other->after ? formality_field(f, other->after) : NULL;
	}
}

/* What has to be unlike another answer, or to come after a birthday, has a field of that kind beside it. */
static void
check_others(struct sheet *s, const struct formality *f, const struct field_entry *field)
{
	const struct field_entry *since = field->since ? formality_field(f, field->since) : NULL;
	const struct field_entry *unlike = field->unlike ? formality_field(f, field->unlike) : NULL;

	if (since && since->rule.type != FIELD_IDNO)
		sheet_wrong(s, key_of(s, field, "Since"), "%s is no identity number", since->code);
	if (unlike && (unlike == field || unlike->rule.type != field->rule.type))
		sheet_wrong(s, key_of(s, field, "Unlike"), "%s is not of the same type", unlike->code);
	if (field->like && strcmp(field->like, field->code) == 0)
		sheet_wrong(s, key_of(s, field, "Like"), "itself");
}

static bool
takes(const struct field_rule *rule, const char *value)
{
	if (rule->type == FIELD_BOOL)
		return strcmp(value, "1") == 0 || (strcmp(value, "0") == 0 && !rule->is_agreement);
	if (rule->type == FIELD_COUNTRY)
		return country_find(value) && text_same(country_find(value)->code, value);
	for (size_t i = 0; i < rule->option_count; i++)
		if (strcmp(rule->options[i], value) == 0)
			return true;
	return rule->type != FIELD_SELECT;
}

static void
check_needed(struct sheet *s, const struct formality *f, const struct field_entry *field)
{
	const struct field_entry *other = field->needed_with ? formality_field(f, field->needed_with) : NULL;
	const char *path = pool_format(s->scratch, "Field.%s.Needed.Value", field->code);
	struct word_list values = text_words(s->scratch, field->needed_value);

	if (!other)
		return;
	if (other == field)
		sheet_wrong(s, key_of(s, field, "Needed"), "by its own answer");
	for (size_t i = 0; i < values.count; i++)
		if (!takes(&other->rule, values.at[i]))
			sheet_wrong(s, path, "%s cannot be %s", other->code, values.at[i]);
}

static void
check_either(struct sheet *s, const struct formality *f, const struct field_entry *field)
{
	const struct field_entry *other = field->either ? formality_field(f, field->either) : NULL;

	if (other == field)
		sheet_wrong(s, key_of(s, field, "Either"), "itself");
	else if (other && !other->rule.is_optional)
		sheet_wrong(s, key_of(s, field, "Either"), "%s is never empty: it is not Optional",
		    other->code);
}

/* As the form says it: what stands in its gap is a bound, or what the other field is called. */
static const char *
sentence(struct sheet *s, const struct tree *words, const char *key, const struct field_entry *field,
    const struct field_entry *other, day today)
{
	const char *text = tree_get(words, pool_format(s->scratch, "T.%s", key));
	const char *bound = field_bound_show(s->scratch, &field->rule, key, today, "en");
	const char *gap = text ? strstr(text, "{1}") : NULL, *rest;

	if (!text)
		return key;
	bound = bound ? bound : other ? local_in(&other->label, LANG_EN) : "…";
	if (!gap)
		return pool_format(s->scratch, "“%s”", text);
	text = pool_format(s->scratch, "%.*s%s%s", (int)(gap - text), text, bound, gap + 3);
	if (!(rest = strstr(text, "{2}")))
		return pool_format(s->scratch, "“%s”", text);
	return pool_format(s->scratch, "“%.*sat most %d years%s”", (int)(rest - text), text,
	    field->within_years, rest + 3);
}

/* Would the form take it? */
static void
check_example(struct sheet *s, const struct formality *f, const struct field_entry *field, day today,
    const struct tree *words, struct pairs *answers)
{
	const char *value = formality_example(s->scratch, f, field->code, today);
	const char *path = pool_format(s->scratch, "Example.%s", field->code);
	const char *stored = NULL, *warning = NULL, *wrong;
	struct pairs typed = {.pool = s->scratch};

	if (!value)
		return;
	field_split(s->scratch, &field->rule, field->code, value, &typed);
	wrong = field_check(s->scratch, &field->rule, &typed, field->code, today, &stored, &warning);
	if (wrong || warning)
		sheet_wrong(s, path, "the form says %s", sentence(s, words, wrong ? wrong : warning, field,
		    NULL, today));
	else if (!text_same(stored, value))
		sheet_wrong(s, path, "stored as %s: write it so", stored);
	if (field->rule.type == FIELD_IDNO && !text_starts(value, TEST_AREA))
		sheet_wrong(s, path, "may be somebody's number: take one of the area " TEST_AREA
		    ", which nobody has");
	pairs_set(answers, field->code, stored ? stored : value);
}

static void
check_cross(struct sheet *s, const struct formality *f, const struct field_entry *field, day today,
    const struct tree *words, const struct pairs *answers)
{
	const struct field_entry *other;
	const char *wrong = formality_cross(f, field, answers, &other);

	if (wrong)
		sheet_wrong(s, pool_format(s->scratch, "Example.%s", field->code), "the form says %s%s%s",
		    sentence(s, words, wrong, field, other, today), other ? ", beside " : "",
		    other ? other->code : "");
}

void
lint_fields(struct sheet *s, const struct formality *f, day today, const struct tree *words)
{
	struct pairs answers = {.pool = s->scratch};

	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++) {
			const struct field_entry *field = f->pages[i].fields[j];

			check_bounds(s, field, today);
			check_order(s, f, field);
			check_others(s, f, field);
			check_needed(s, f, field);
			check_either(s, f, field);
			check_example(s, f, field, today, words, &answers);
		}
	for (size_t i = 0; i < f->page_count; i++)
		for (size_t j = 0; j < f->pages[i].field_count; j++)
			check_cross(s, f, f->pages[i].fields[j], today, words, &answers);
}
