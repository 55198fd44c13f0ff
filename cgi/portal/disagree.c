/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is typed into the form against what was answered before it, and where to go if it is no slip. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/questions.h"

#define MOST_INSTEAD 8

/* The ways that would have been told to whoever answers what the field says: a formality, or a sentence. */
struct ways {
	const char *names[MOST_INSTEAD];
	size_t count;
	const char *sentence;
};

/* In a correction what counted was the day of submission: a child grows older while its matter waits. */
static day
day_of_draft(const struct request *q, const struct draft *d)
{
	return clock_wenzhou_day(d->c && d->a->submitted ? d->a->submitted : q->now);
}

static bool
find_disagreement(const struct request *q, const struct draft *d, const char *code, struct disagreement *out)
{
	const char *stored = pairs_get(&d->a->answers, code);

	return d->f->eligibility && stored && *stored && draft_has_field(d, code) &&
	    eligibility_disagrees(d->f->eligibility, &d->given, code, stored, day_of_draft(q, d), out);
}

/* The formality that this verdict leads to, with what is answered there by coming from here. */
static void
add_instead(struct request *q, const char *code, const struct pairs *said)
{
	const struct formality *to = catalogue_find(catalogue_of(q), code);
	struct tree *node;

	if (!to)
		return;
	node = tree_append(q->page, "Instead");
	tree_set(node, "Name", formality_name(q, code));
	tree_set(node, "Href", said ? answers_url(q, to, NULL, said) : url(q, "/formalities/%s", code));
}

static void
add_way(struct request *q, struct ways *ways, const struct verdict *v, bool shows)
{
	const char *name = v->formality ? formality_name(q, v->formality) : NULL;

	if (!name && !ways->sentence)
		ways->sentence = local_text(q, &v->text);
	for (size_t i = 0; name && i < ways->count; i++)
		if (strcmp(ways->names[i], name) == 0)
			return;
	if (!name || ways->count == MOST_INSTEAD)
		return;
	ways->names[ways->count++] = name;
	if (shows)
		add_instead(q, v->formality, &v->said);
}

/* The ways of those who answer what this value of the field means, where they do not lead to the form. */
static void
find_ways(struct request *q, const struct draft *d, const char *code, const char *value,
    const struct question *question, bool shows, struct ways *ways)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct choice *c = &question->choices[i];

		if (c->verdict && !verdict_is_open(c->verdict) &&
		    choice_means(c, code, value, day_of_draft(q, d)) == MEANT_YES)
			add_way(q, ways, c->verdict, shows);
	}
}

static const char *
name_ways(struct request *q, const struct ways *ways)
{
	const char *all = ways->names[0];

	for (size_t i = 1; i < ways->count; i++)
		all = say2(q, "form.or", all, ways->names[i]);
	return all;
}

static const char *
with_ways(struct request *q, const char *text, const struct ways *ways)
{
	if (ways->count)
		return say2(q, "form.disagrees_so", text,
		    say1(q, "form.disagrees_better", name_ways(q, ways)));
	return ways->sentence ? say2(q, "form.disagrees_so", text,
	    say1(q, "form.disagrees_then", ways->sentence)) : text;
}

static const char *
disagreement_text(struct request *q, const struct draft *d, const struct disagreement *x,
    const struct ways *ways)
{
	const char *text = say2(q, "form.disagrees", local_text(q, &x->question->text),
	    local_text(q, &x->said->label));

	if (ways->count)
		return say2(q, "form.disagrees_so", text,
		    say1(q, "form.disagrees_better", name_ways(q, ways)));
	if (ways->sentence)
		return say2(q, "form.disagrees_so", text, say1(q, "form.disagrees_then", ways->sentence));
	return d->c ? text : say2(q, "form.disagrees_so", text, say(q, "form.disagrees_answer"));
}

const char *
draft_disagrees(struct request *q, const struct draft *d, const char *code, bool *only_warns)
{
	struct ways ways = {.count = 0};
	struct disagreement x;

	*only_warns = false;
	if (!find_disagreement(q, d, code, &x))
		return NULL;
	*only_warns = x.only_warns;
	find_ways(q, d, code, pairs_get(&d->a->answers, code), x.question, false, &ways);
	return disagreement_text(q, d, &x, &ways);
}

static void
show_ways(struct request *q, const struct draft *d, const char *code)
{
	struct ways ways = {.count = 0};
	struct pairs way;
	struct disagreement x;

	if (!find_disagreement(q, d, code, &x) || x.only_warns)
		return;
	find_ways(q, d, code, pairs_get(&d->a->answers, code), x.question, true, &ways);
	way = eligibility_way(q->pool, d->f->eligibility, &d->given);
	if (!d->c && !paused_text(q, d->f->code))
		tree_set(q->page, "GivenHref", pool_format(q->pool, "%s&for_draft=%s",
		    answers_url(q, d->f, "questions", &way), d->a->ref));
}

static bool
is_bound(const char *key)
{
	static const char *const keys[] = {"field.date.early", "field.date.late", "field.idno.early",
		"field.idno.late", "field.country.other", "field.number.small", "field.number.large"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* What was typed as it would be stored if the field had no bounds; NULL if it is nothing. */
static const char *
value_beyond(struct request *q, const struct field_entry *f, const struct pairs *typed)
{
	const char *stored = NULL, *warning = NULL;
	struct field_rule rule = f->rule;

	rule.from = rule.until = (struct field_bound){0, 0};
	rule.except = NULL;
	rule.number_least = rule.number_most = 0;
	return field_check(q->pool, &rule, typed, f->code, clock_wenzhou_day(q->now), &stored, &warning) ?
	    NULL : stored;
}

/* Of what a field's own bound refuses: by the questions, else as the field says. */
static struct ways
ways_beyond(struct request *q, const struct draft *d, const struct field_entry *f, const char *key,
    const struct pairs *typed, bool shows)
{
	const struct eligibility *asked = d->f->eligibility;
	const char *value = is_bound(key) ? value_beyond(q, f, typed) : NULL;
	struct ways ways = {.count = 0};

	for (size_t i = 0; value && asked && i < asked->question_count; i++)
		find_ways(q, d, f->code, value, &asked->questions[i], shows, &ways);
	if (!value || ways.count || ways.sentence || !f->instead || strcmp(f->instead, d->f->code) == 0 ||
	    !catalogue_find(catalogue_of(q), f->instead))
		return ways;
	ways.names[ways.count++] = formality_name(q, f->instead);
	if (shows)
		add_instead(q, f->instead, NULL);
	return ways;
}

const char *
field_refused(struct request *q, const struct draft *d, const struct field_entry *f, const char *key,
    const char *text, const struct pairs *typed)
{
	const char *stored = pairs_get(&d->a->answers, f->code);
	struct pairs inputs = {.pool = q->pool};
	struct ways ways;

	if (!typed && stored && *stored)
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
	ways = ways_beyond(q, d, f, key, typed ? typed : &inputs, false);
	return with_ways(q, text, &ways);
}

void
show_refused(struct request *q, const struct draft *d, const struct formality_page *page)
{
	for (size_t i = 0; i < page->field_count; i++) {
		const struct field_entry *f = page->fields[i];
		const char *stored = NULL, *warning = NULL, *wrong;

		if (!draft_has_field(d, f->code))
			continue;
		wrong = field_check(q->pool, &f->rule, &q->typed, f->code, clock_wenzhou_day(q->now), &stored,
		    &warning);
		if (wrong) {
			ways_beyond(q, d, f, wrong, &q->typed, true);
			continue;
		}
		pairs_set(&d->a->answers, f->code, stored);
		show_ways(q, d, f->code);
	}
}
