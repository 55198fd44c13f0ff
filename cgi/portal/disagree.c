/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is typed into the form against what was answered before it, and where to go if it is no slip. */
#include <string.h>

#include "base/error.h"
#include "portal/draft.h"
#include "portal/questions.h"

#define MOST_INSTEAD 8

/* The ways that would have been told to whoever answers what the field says: formalities, or a sentence. */
struct ways {
	struct way *first, **end;
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

/* Once each. said: what is answered there by coming from here. */
static void
add_formality(struct request *q, struct ways *ways, const char *code, const struct pairs *said)
{
	const struct formality *to = catalogue_find(catalogue_of(q), code);
	const char *name = formality_name(q, code);

	for (const struct way *way = ways->first; way; way = way->next)
		if (strcmp(way->name, name) == 0)
			return;
	if (ways->count == MOST_INSTEAD)
		return;
	if (!ways->first)
		ways->end = &ways->first;
	*ways->end = POOL_NEW(q->pool, struct way);
	**ways->end = (struct way){.name = name, .href = !to ? NULL : said ? answers_url(q, to, NULL, said) :
	    url(q, "/formalities/%s", code)};
	ways->end = &(*ways->end)->next;
	ways->count++;
}

/* The ways of those who answer what this value of the field means, where they do not lead to the form. */
static void
find_ways(struct request *q, const struct draft *d, const char *code, const char *value,
    const struct question *question, struct ways *ways)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct choice *c = &question->choices[i];

		if (!c->verdict || verdict_is_open(c->verdict) ||
		    choice_means(c, code, value, day_of_draft(q, d)) != MEANT_YES)
			continue;
		if (c->verdict->formality && c->verdict->kind != VERDICT_NO)
			add_formality(q, ways, c->verdict->formality, &c->verdict->said);
		else if (!ways->sentence)
			ways->sentence = local_text(q, &c->verdict->text);
	}
}

static const char *
name_ways(struct request *q, const struct ways *ways)
{
	const char *all = ways->first->name;

	for (const struct way *way = ways->first->next; way; way = way->next)
		all = say2(q, "form.or", all, way->name);
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

	if (!ways->count && !ways->sentence && !d->c)
		return say2(q, "form.disagrees_so", text, say(q, "form.disagrees_answer"));
	return with_ways(q, text, ways);
}

/* First of the links: to the answers, where they can still be given otherwise. */
static struct way *
with_answers(struct request *q, const struct draft *d, struct way *ways)
{
	struct pairs way = eligibility_way(q->pool, d->f->eligibility, &d->given);
	struct way *answers;

	if (d->c || paused_text(q, d->f->code))
		return ways;
	answers = POOL_NEW(q->pool, struct way);
	*answers = (struct way){.name = say(q, "check.change_given"), .href = pool_format(q->pool,
	    "%s&for_draft=%s", answers_url(q, d->f, "questions", &way), d->a->ref), .next = ways};
	return answers;
}

struct refusal
draft_disagrees(struct request *q, const struct draft *d, const char *code)
{
	struct ways ways = {.count = 0};
	struct disagreement x;

	if (!find_disagreement(q, d, code, &x))
		return (struct refusal){.text = NULL};
	find_ways(q, d, code, pairs_get(&d->a->answers, code), x.question, &ways);
	return (struct refusal){.text = disagreement_text(q, d, &x, &ways), .only_warns = x.only_warns,
	    .ways = with_answers(q, d, ways.first)};
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
    const struct pairs *typed)
{
	const struct eligibility *asked = d->f->eligibility;
	const char *value = is_bound(key) ? value_beyond(q, f, typed) : NULL;
	struct ways ways = {.count = 0};

	for (size_t i = 0; value && asked && i < asked->question_count; i++)
		find_ways(q, d, f->code, value, &asked->questions[i], &ways);
	if (value && !ways.count && !ways.sentence && f->instead && strcmp(f->instead, d->f->code) != 0 &&
	    catalogue_find(catalogue_of(q), f->instead))
		add_formality(q, &ways, f->instead, NULL);
	return ways;
}

struct refusal
field_refused(struct request *q, const struct draft *d, const struct field_entry *f, const char *key,
    const char *text, const struct pairs *typed)
{
	const char *stored = pairs_get(&d->a->answers, f->code);
	struct pairs inputs = {.pool = q->pool};
	struct ways ways;

	if (!typed && stored && *stored)
		field_split(q->pool, &f->rule, f->code, stored, &inputs);
	ways = ways_beyond(q, d, f, key, typed ? typed : &inputs);
	return (struct refusal){.text = with_ways(q, text, &ways), .ways = ways.first};
}

void
refuse(struct request *q, const char *code, const char *part, const struct refusal *refusal)
{
	invalid_part(q, code, part, refusal->text)->ways = refusal->ways;
}

/* Two fields of a page may lead to the same. */
static void
show_way(struct request *q, const struct way *way)
{
	struct tree *node;

	for (node = tree_child(tree_place(q->page, "Instead")); node; node = tree_next(node))
		if (text_same(tree_get(node, "Href"), way->href))
			return;
	node = tree_append(q->page, "Instead");
	tree_set(node, "Name", way->name);
	tree_set(node, "Href", way->href);
}

void
show_ways(struct request *q)
{
	for (const struct problem *p = q->problems; p; p = p->next)
		for (const struct way *way = p->ways; way; way = way->next)
			if (way->href)
				show_way(q, way);
}
