/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/meaning.h"

#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/sheet.h"

#define MOST_NUMBER 1000000000

static bool
is_day(enum field_type type)
{
	return type == FIELD_DATE || type == FIELD_DATETIME || type == FIELD_IDNO;
}

static bool
has_words(enum field_type type)
{
	return type == FIELD_SELECT || type == FIELD_COUNTRY || type == FIELD_PLATE;
}

static void
read_day(struct sheet *s, struct sheet_node n, const char *key, const struct field_entry *field,
    struct field_bound *out)
{
	const char *word = sheet_text(s, n, key);

	if (word && !is_day(field->rule.type))
		sheet_wrong(s, sheet_at(s, n, key).path, "only for a date or an identity number");
	else if (word && !field_bound_read(word, out))
		sheet_wrong(s, sheet_at(s, n, key).path, "like -1y, +90d, +6m or 1900-01-01: %s", word);
}

static bool
is_option(const struct field_rule *rule, const char *word)
{
	for (size_t i = 0; i < rule->option_count; i++)
		if (strcmp(rule->options[i], word) == 0)
			return true;
	return false;
}

static const char *
read_words(struct sheet *s, struct sheet_node n, const char *key, const struct field_entry *field)
{
	const char *list = sheet_text(s, n, key);
	struct word_list words = text_words(s->scratch, list);

	if (list && !has_words(field->rule.type))
		sheet_wrong(s, sheet_at(s, n, key).path, "only for a choice, a country or a plate");
	for (size_t i = 0; i < words.count; i++)
		if ((field->rule.type == FIELD_SELECT && !is_option(&field->rule, words.at[i])) ||
		    (field->rule.type == FIELD_COUNTRY && !country_find(words.at[i])))
			sheet_wrong(s, sheet_at(s, n, key).path, "%s cannot be %s", field->code, words.at[i]);
	return list;
}

static void
read_number(struct sheet *s, struct sheet_node n, const char *key, const struct field_entry *field,
    int *out)
{
	*out = -1;
	if (sheet_at(s, n, key).t && field->rule.type != FIELD_NUMBER)
		sheet_wrong(s, sheet_at(s, n, key).path, "only for a number");
	else
		sheet_number(s, n, key, 0, MOST_NUMBER, out);
}

static void
read_meaning(struct sheet *s, struct sheet_node n, const struct field_entry *field, struct meaning *m)
{
	m->field = field;
	read_day(s, n, "From", field, &m->from);
	read_day(s, n, "After", field, &m->after);
	read_day(s, n, "Until", field, &m->until);
	read_day(s, n, "Before", field, &m->before);
	read_number(s, n, "Least", field, &m->least);
	read_number(s, n, "Most", field, &m->most);
	m->only = read_words(s, n, "Only", field);
	m->not_one = read_words(s, n, "Not", field);
	sheet_flag(s, n, "Warn", &m->only_warns);
	if (!m->from.unit && !m->after.unit && !m->until.unit && !m->before.unit && m->least < 0 &&
	    m->most < 0 && !m->only && !m->not_one)
		sheet_wrong(s, n.path, "says nothing of it");
	if (m->least >= 0 && m->most >= 0 && m->least > m->most)
		sheet_wrong(s, sheet_at(s, n, "Least").path, "more than Most");
}

void
meanings_read(struct sheet *s, struct sheet_node list, const struct formality *f, struct meanings *out)
{
	out->at = pool_zero(s->pool, (sheet_count(list) + 1) * sizeof *out->at);
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		const struct field_entry *field = formality_field(f, sheet_name(n));

		if (!field)
			sheet_wrong(s, n.path, "not on any page");
		else
			read_meaning(s, n, field, &out->at[out->count++]);
	}
}

static bool
is_within(const struct meaning *m, day at, day today)
{
	day bound;

	return !((field_bound_day(&m->from, today, &bound) && at < bound) ||
	    (field_bound_day(&m->after, today, &bound) && at <= bound) ||
	    (field_bound_day(&m->until, today, &bound) && at > bound) ||
	    (field_bound_day(&m->before, today, &bound) && at >= bound));
}

static bool
has_word(const struct meaning *m, const char *words, const char *stored)
{
	bool begins = m->field->rule.type == FIELD_PLATE;
	size_t n;

	for (const char *w = words; *w; w += n + (w[n] == ' ')) {
		n = strcspn(w, " ");
		if (n && strncmp(stored, w, n) == 0 && (begins || !stored[n]))
			return true;
	}
	return false;
}

static enum meant
is_meant(const struct meaning *m, const char *stored, day today)
{
	enum field_type type = m->field->rule.type;
	int64_t number;
	day at;

	if (type == FIELD_NUMBER && !text_number(stored, 0, INT64_MAX, &number))
		return MEANT_UNSAID;
	if (type == FIELD_NUMBER)
		return number >= m->least && (m->most < 0 || number <= m->most) ? MEANT_YES : MEANT_NO;
	if (has_words(type))
		return (!m->only || has_word(m, m->only, stored)) &&
		    (!m->not_one || !has_word(m, m->not_one, stored)) ? MEANT_YES : MEANT_NO;
	if (type == FIELD_IDNO ? !idno_birth(stored, &at) :
	    type == FIELD_DATETIME ? !field_moment(stored) : !day_parse(stored, &at))
		return MEANT_UNSAID;
	if (type == FIELD_DATETIME)
		at = clock_wenzhou_day(field_moment(stored));
	return is_within(m, at, today) ? MEANT_YES : MEANT_NO;
}

static const struct meaning *
meaning_of(const struct choice *c, const char *field)
{
	for (size_t i = 0; i < c->means.count; i++)
		if (strcmp(c->means.at[i].field->code, field) == 0)
			return &c->means.at[i];
	return NULL;
}

enum meant
choice_means(const struct choice *c, const char *field, const char *stored, day today)
{
	const struct meaning *m = meaning_of(c, field);

	return m && stored && *stored ? is_meant(m, stored, today) : MEANT_UNSAID;
}

/* It is what somebody would have said to whom another way is told. */
static bool
is_anothers(const struct question *q, const char *field, const char *stored, day today)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];

		if (c->verdict && !verdict_is_open(c->verdict) &&
		    choice_means(c, field, stored, today) == MEANT_YES)
			return true;
	}
	return false;
}

bool
eligibility_disagrees(const struct eligibility *e, const struct pairs *answers, const char *field,
    const char *stored, day today, struct disagreement *out)
{
	const struct choice *choice;
	size_t at = 0;

	while ((choice = question_choice(&e->questions[at], pairs_get(answers, e->questions[at].code)))) {
		const struct meaning *m = meaning_of(choice, field);

		*out = (struct disagreement){&e->questions[at], choice, m && m->only_warns};
		if (m ? choice_means(choice, field, stored, today) == MEANT_NO :
		    is_anothers(&e->questions[at], field, stored, today))
			return true;
		if (choice->verdict)
			break;
		at = choice->ask;
	}
	return false;
}
