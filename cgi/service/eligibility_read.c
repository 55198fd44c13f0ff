/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reading a formality's Questions and Verdicts. */
#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "service/eligibility.h"
#include "service/field.h"
#include "service/formality.h"
#include "service/needs.h"
#include "service/sheet.h"

#define LEAST_QUESTIONS 1
#define LEAST_CHOICES 2
#define MOST_CHOICES 8

static const char *const kinds[VERDICT_KINDS] = {
	[VERDICT_ONLINE] = "online", [VERDICT_AGENT] = "agent", [VERDICT_VIDEO] = "video",
	[VERDICT_COUNTER] = "counter", [VERDICT_ELSEWHERE] = "elsewhere",
	[VERDICT_BETTER] = "better", [VERDICT_NO] = "no",
};

/*
 * Answers stand in the address under their question's name, beside these; other names of pages
 * have a '_', which no code has.
 */
static const char *const taken[] = {"code", "once", "show", "token"};

const char *
verdict_kind_word(enum verdict_kind kind)
{
	return kinds[kind];
}

/* Answers { place = china }: what the formality that it leads to need not ask, in that one's words. */
static void
read_said(struct sheet *s, struct sheet_node list, struct verdict *v)
{
	v->said = (struct pairs){.pool = s->pool};
	if (list.t && !v->formality)
		sheet_wrong(s, list.path, "leads to no Formality that would ask");
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		char *choice = pool_string(s->pool, sheet_value(s, n) ? sheet_value(s, n) : "");

		for (char *c = choice; *c; c++)
			if (*c == '_')
				*c = '-';
		pairs_set(&v->said, sheet_code(s, n), choice);
	}
}

static void
read_verdict(struct sheet *s, struct sheet_node n, const struct formality *f, struct verdict *v)
{
	int kind;

	v->code = sheet_code(s, n);
	sheet_needed(s, n, "Kind");
	kind = sheet_word(s, n, "Kind", kinds, VERDICT_KINDS);
	v->kind = kind < 0 ? VERDICT_ONLINE : (enum verdict_kind)kind;
	v->formality = sheet_text(s, n, "Formality");
	v->also = text_words(s->pool, sheet_text(s, n, "Also"));
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &v->text);
	if (v->kind == VERDICT_BETTER && !v->formality)
		sheet_wrong(s, sheet_at(s, n, "Formality").path, "missing: which is better?");
	if (kind >= 0 && verdict_is_open(v) && v->formality)
		sheet_wrong(s, sheet_at(s, n, "Formality").path, "not for the kind %s",
		    kinds[v->kind]);
	read_said(s, sheet_at(s, n, "Answers"), v);
	needs_read(s, sheet_at(s, n, "Needs"), f, &v->needs);
}

static size_t
place_of(const struct sheet_node *nodes, size_t count, const char *name)
{
	size_t i = 0;

	while (i < count && strcmp(sheet_name(nodes[i]), name) != 0)
		i++;
	return i;
}

static const struct verdict *
verdict_named(struct sheet *s, const struct eligibility *e, struct sheet_node n)
{
	const char *name = sheet_value(s, n);

	for (size_t i = 0; name && i < e->verdict_count; i++)
		if (strcmp(e->verdicts[i].code, name) == 0)
			return &e->verdicts[i];
	sheet_wrong(s, n.path, "no such verdict: %s", name ? name : "");
	return NULL;
}

/* A value as it is stored, of the kinds whose values do not age and are nobody's own. */
static bool
takes_value(const struct field_rule *rule, const char *value)
{
	switch (rule->type) {
	case FIELD_SELECT:
		for (size_t i = 0; i < rule->option_count; i++)
			if (strcmp(rule->options[i], value) == 0)
				return true;
		return false;
	case FIELD_BOOL:	/* but nobody agrees to something by answering a question before it */
		return !rule->is_agreement && (strcmp(value, "0") == 0 || strcmp(value, "1") == 0);
	case FIELD_COUNTRY:
		return country_find(value) && strcmp(country_find(value)->code, value) == 0;
	default:
		return false;
	}
}

/* Set { loss_kind = lost }: what need not be asked again. */
static void
read_sets(struct sheet *s, struct sheet_node list, const struct formality *f, struct choice *choice)
{
	choice->sets = (struct pairs){.pool = s->pool};
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		const struct field_entry *field = formality_field(f, sheet_name(n));
		const char *value = sheet_value(s, n);

		if (!field)
			sheet_wrong(s, n.path, "not on any page");
		else if (!value || !takes_value(&field->rule, value))
			sheet_wrong(s, n.path, "not a value that %s can have from here", field->code);
		else
			pairs_set(&choice->sets, field->code, value);
	}
}

/* The questions while they are read: their nodes, so that one can name a later one. */
struct asking {
	struct sheet *s;
	const struct formality *f;
	struct eligibility *e;
	struct sheet_node nodes[QUESTIONS_MOST];
	bool is_reached[QUESTIONS_MOST + 1];
};

/* Known { plate_no = 浙C }: which choice it is where an answer to that field is remembered. */
static void
read_known(struct asking *a, const struct question *q, struct sheet_node list, struct choice *choice)
{
	struct sheet *s = a->s;

	choice->known = (struct pairs){.pool = s->pool};
	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n)) {
		const struct field_entry *field = formality_field(a->f, sheet_name(n));

		if (!field)
			sheet_wrong(s, n.path, "not on any page");
		else if (field->reuse == REUSE_NO || field->reuse != q->reuse)
			sheet_wrong(s, n.path, "nothing of it is remembered with the Reuse of this question");
		else if (!sheet_value(s, n) || !*sheet_value(s, n))
			sheet_wrong(s, n.path, "missing: how it begins, or *");
		else
			pairs_set(&choice->known, field->code, sheet_value(s, n));
	}
}

/* Reuse = person, As = register: the same question of the same somebody, in whichever file. */
static void
read_fact(struct sheet *s, struct sheet_node n, struct question *q)
{
	int reuse = field_reuse_read(s, n);
	const char *as = sheet_text(s, n, "As");

	q->reuse = reuse < 0 ? REUSE_NO : (enum field_reuse)reuse;
	q->fact = pool_format(s->pool, FACT "%s", as ? as : q->code);
	if (as && q->reuse == REUSE_NO)
		sheet_wrong(s, sheet_at(s, n, "As").path, "without Reuse nothing is offered again");
}

static void
read_choice(struct asking *a, size_t at, struct sheet_node n, struct choice *choice)
{
	struct sheet *s = a->s;
	const struct question *q = &a->e->questions[at];
	struct sheet_node ask = sheet_at(s, n, "Ask"), verdict = sheet_at(s, n, "Verdict");
	const char *name = sheet_value(s, ask);

	choice->code = sheet_code(s, n);
	choice->fact = sheet_text(s, n, "As") ? sheet_text(s, n, "As") : choice->code;
	if (sheet_at(s, n, "As").t && q->reuse == REUSE_NO)
		sheet_wrong(s, sheet_at(s, n, "As").path, "without Reuse nothing is offered again");
	read_known(a, q, sheet_at(s, n, "Known"), choice);
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &choice->label);
	choice->ask = name ? place_of(a->nodes, a->e->question_count, name) : at + 1;
	if (ask.t && verdict.t)
		sheet_wrong(s, n.path, "Ask or Verdict, not both");
	else if (ask.t && (choice->ask <= at || choice->ask >= a->e->question_count))
		sheet_wrong(s, ask.path, "not a later question: %s", name ? name : "");
	if (choice->ask <= at)	/* whoever follows the answers would go in a circle */
		choice->ask = a->e->question_count;
	if (verdict.t)
		choice->verdict = verdict_named(s, a->e, verdict);
	if (!choice->verdict && choice->ask >= a->e->question_count)
		choice->verdict = a->e->verdicts;
	if (!verdict.t && choice->ask < a->e->question_count)
		a->is_reached[choice->ask] = true;
	read_sets(s, sheet_at(s, n, "Set"), a->f, choice);
	needs_read(s, sheet_at(s, n, "Needs"), a->f, &choice->needs);
	meanings_read(s, sheet_at(s, n, "Means"), a->f, &choice->means);
}

static void
read_question(struct asking *a, size_t at)
{
	struct sheet *s = a->s;
	struct sheet_node n = a->nodes[at], options = sheet_at(s, n, "Options");
	struct question *q = &a->e->questions[at];
	size_t count = sheet_count(options);

	q->code = sheet_code(s, n);
	read_fact(s, n, q);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(q->code, taken[i]) == 0)
			sheet_wrong(s, n.path, "a name that addresses have already");
	sheet_needed(s, n, "zh");
	sheet_local(s, n, &q->text);
	sheet_local(s, sheet_at(s, n, "Hint"), &q->hint);
	if (!a->is_reached[at])
		sheet_wrong(s, n.path, "unreachable: no choice before it leads here");
	if (count < LEAST_CHOICES || count > MOST_CHOICES)
		sheet_wrong(s, options.path, "not %d to %d of them", LEAST_CHOICES, MOST_CHOICES);
	q->choices = pool_zero(s->pool, (count + 1) * sizeof *q->choices);
	for (struct sheet_node o = sheet_first(s, options); o.t; o = sheet_next(s, o))
		read_choice(a, at, o, &q->choices[q->choice_count++]);
}

static void
check_verdicts_used(struct sheet *s, struct sheet_node list, const struct eligibility *e)
{
	for (size_t v = 0; v < e->verdict_count; v++) {
		bool is_used = false;

		for (size_t i = 0; i < e->question_count; i++)
			for (size_t j = 0; j < e->questions[i].choice_count; j++)
				is_used |= e->questions[i].choices[j].verdict == &e->verdicts[v];
		if (!is_used)
			sheet_wrong(s, pool_format(s->scratch, "%s.%s", list.path,
			    e->verdicts[v].code), "unreachable: no choice leads to it");
	}
}

const struct eligibility *
eligibility_read(struct sheet *s, struct sheet_node root, const struct formality *f)
{
	struct sheet_node questions = sheet_at(s, root, "Questions");
	struct sheet_node verdicts = sheet_at(s, root, "Verdicts");
	size_t count = sheet_count(questions), i = 0;
	struct eligibility *e = POOL_NEW(s->pool, struct eligibility);
	struct asking a = {.s = s, .f = f, .e = e, .is_reached = {true}};

	if (!questions.t && !verdicts.t)
		return NULL;
	if (count < LEAST_QUESTIONS || count > QUESTIONS_MOST)
		sheet_wrong(s, "Questions", "not %d to %d of them", LEAST_QUESTIONS, QUESTIONS_MOST);
	e->verdicts = pool_zero(s->pool, (sheet_count(verdicts) + 1) * sizeof *e->verdicts);
	for (struct sheet_node n = sheet_first(s, verdicts); n.t; n = sheet_next(s, n))
		read_verdict(s, n, f, &e->verdicts[e->verdict_count++]);
	if (!e->verdict_count || !verdict_is_open(e->verdicts))
		sheet_wrong(s, "Verdicts", "the first one has to lead to the form");
	if (s->error || count > QUESTIONS_MOST)
		return NULL;
	e->questions = pool_zero(s->pool, (count + 1) * sizeof *e->questions);
	e->question_count = count;
	for (struct sheet_node n = sheet_first(s, questions); n.t; n = sheet_next(s, n))
		a.nodes[i++] = n;
	for (i = 0; i < count; i++)
		read_question(&a, i);
	check_verdicts_used(s, verdicts, e);
	return e;
}
