/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What an answer means of a field, where no value could be that; and an example that contradicts the
 * answers on every way to the form: nobody could fill it in so.
 */
#include "admin/lint.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/sheet.h"

/* The first field of which the example does not agree with these answers; NULL: all of it does. */
static const struct field_entry *
contradicted(struct sheet *s, const struct formality *f, const struct pairs *answers, day today)
{
	struct disagreement x;

	for (size_t i = 0; i < f->example_count; i++) {
		const struct field_entry *field = f->examples[i].field;

		if (eligibility_disagrees(f->eligibility, answers, field->code,
		    formality_example(s->scratch, f, field->code, today), today, &x) && !x.only_warns)
			return field;
	}
	return NULL;
}

/* Whether a way on from these answers leads to the form and agrees; *last: what the last one failed by. */
static bool
has_way(struct sheet *s, const struct formality *f, struct pairs *answers, day today,
    const struct field_entry **last)
{
	const struct question *next;
	const struct verdict *v = eligibility_verdict(f->eligibility, answers, &next);
	const struct field_entry *by;
	bool found = false;

	if (v && !verdict_is_open(v))
		return false;
	if ((by = contradicted(s, f, answers, today))) {
		*last = by;
		return false;
	}
	for (size_t i = 0; !v && i < next->choice_count && !found; i++) {
		pairs_set(answers, next->code, next->choices[i].code);
		found = has_way(s, f, answers, today, last);
		pairs_remove(answers, next->code);
	}
	return v || found;
}

/* A day that the bounds leave, and that the field can have by its kind. */
static bool
has_day(const struct meaning *m, day today)
{
	enum field_range range = m->field->rule.range;
	bool is_past = range == FIELD_PAST || range == FIELD_BIRTH || m->field->rule.type == FIELD_IDNO;
	day first = range == FIELD_FUTURE ? today : day_of(1900, 1, 1), bound;
	day last = is_past ? today : day_of(2200, 1, 1);

	if (field_bound_day(&m->from, today, &bound) && bound > first)
		first = bound;
	if (field_bound_day(&m->after, today, &bound) && bound + 1 > first)
		first = bound + 1;
	if (field_bound_day(&m->until, today, &bound) && bound < last)
		last = bound;
	if (field_bound_day(&m->before, today, &bound) && bound - 1 < last)
		last = bound - 1;
	return first <= last;
}

/* One of the words is left, or of all that may be chosen. */
static bool
has_word(struct sheet *s, const struct meaning *m)
{
	const struct field_rule *rule = &m->field->rule;
	struct word_list only = text_words(s->scratch, m->only);

	if (!m->not_one || (!m->only && rule->type != FIELD_SELECT))
		return true;
	for (size_t i = 0; i < only.count; i++)
		if (!text_has_word(m->not_one, only.at[i]))
			return true;
	for (size_t i = 0; !m->only && i < rule->option_count; i++)
		if (!text_has_word(m->not_one, rule->options[i]))
			return true;
	return false;
}

/* What leads elsewhere may be what this form does not take. */
static bool
has_number(const struct meaning *m, const struct choice *c)
{
	const struct field_rule *rule = &m->field->rule;

	return rule->type != FIELD_NUMBER || (c->verdict && !verdict_is_open(c->verdict)) ||
	    ((m->most < 0 || m->most >= rule->number_least) &&
	    (m->least < 0 || !rule->number_most || m->least <= rule->number_most));
}

static void
check_means(struct sheet *s, const char *path, const struct choice *c, day today)
{
	for (size_t i = 0; i < c->means.count; i++) {
		const struct meaning *m = &c->means.at[i];

		if (!has_day(m, today) || !has_word(s, m) || !has_number(m, c))
			sheet_wrong(s, pool_format(s->scratch, "%s.Options.%s.Means.%s", path,
			    sheet_key(s, c->code), m->field->code), "no answer can be that");
	}
}

void
lint_means(struct sheet *s, const struct formality *f, day today)
{
	struct pairs answers = {.pool = s->scratch};
	const struct field_entry *last = NULL;

	for (size_t i = 0; f->eligibility && i < f->eligibility->question_count; i++)
		for (size_t j = 0; j < f->eligibility->questions[i].choice_count; j++)
			check_means(s, pool_format(s->scratch, "Questions.%s",
			    sheet_key(s, f->eligibility->questions[i].code)),
			    &f->eligibility->questions[i].choices[j], today);
	if (f->eligibility && f->eligibility->question_count &&
	    !has_way(s, f, &answers, today, &last) && last)
		sheet_wrong(s, pool_format(s->scratch, "Example.%s", last->code),
		    "no way of answers to the form agrees with it (Means)");
}
