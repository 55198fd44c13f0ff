/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "service/eligibility.h"

#include <string.h>

#include "base/memory.h"
#include "service/formality.h"
#include "service/sheet.h"

#define KEPT "_asked."	/* among a draft's answers, under a name that no field has: those have no dot */

const struct question *
eligibility_question(const struct eligibility *e, const char *code)
{
	for (size_t i = 0; code && i < e->question_count; i++)
		if (strcmp(e->questions[i].code, code) == 0)
			return &e->questions[i];
	return NULL;
}

const struct choice *
question_choice(const struct question *q, const char *code)
{
	for (size_t i = 0; code && i < q->choice_count; i++)
		if (strcmp(q->choices[i].code, code) == 0)
			return &q->choices[i];
	return NULL;
}

const struct choice *
question_saying(const struct question *q, const char *fact)
{
	for (size_t i = 0; i < q->choice_count; i++)
		if (text_same(q->choices[i].fact, fact))
			return &q->choices[i];
	return NULL;
}

bool
verdict_is_open(const struct verdict *v)
{
	return v->kind <= VERDICT_COUNTER;
}

const struct verdict *
eligibility_verdict(const struct eligibility *e, const struct pairs *answers,
    const struct question **next)
{
	const struct choice *choice;
	size_t at = 0;

	*next = NULL;
	for (;;) {
		choice = question_choice(&e->questions[at],
		    pairs_get(answers, e->questions[at].code));
		if (!choice) {
			*next = &e->questions[at];
			return NULL;
		}
		if (choice->verdict)
			return choice->verdict;
		at = choice->ask;
	}
}

struct pairs
eligibility_way(struct pool *pool, const struct eligibility *e, const struct pairs *answers)
{
	struct pairs way = {.pool = pool};
	const struct choice *choice;
	size_t at = 0;

	while ((choice = question_choice(&e->questions[at],
	    pairs_get(answers, e->questions[at].code)))) {
		pairs_set(&way, e->questions[at].code, choice->code);
		if (choice->verdict)
			break;
		at = choice->ask;
	}
	return way;
}

/* From the last one back, for each asks only later ones. */
size_t
eligibility_most(const struct eligibility *e, const struct question *from, bool *forks)
{
	size_t most[QUESTIONS_MOST] = {0}, least[QUESTIONS_MOST] = {0}, at = (size_t)(from - e->questions);

	for (size_t i = e->question_count; i-- > at;) {
		const struct question *q = &e->questions[i];

		least[i] = QUESTIONS_MOST;
		for (size_t j = 0; j < q->choice_count; j++) {
			const struct choice *c = &q->choices[j];
			size_t longest = c->verdict ? 0 : most[c->ask];
			size_t shortest = c->verdict ? 0 : least[c->ask];

			most[i] = longest > most[i] ? longest : most[i];
			least[i] = shortest < least[i] ? shortest : least[i];
		}
		most[i]++;
		least[i]++;
	}
	*forks = least[at] < most[at];
	return most[at];
}

static bool
is_same_text(const struct local *a, const struct local *b)
{
	for (enum lang lang = LANG_ZH; lang < LANG_COUNT; lang++)
		if (!text_same(a->in[lang], b->in[lang]) && (a->in[lang] || b->in[lang]))
			return false;
	return true;
}

static bool
leads_back(const struct choice *choice, const struct formality *from)
{
	return choice->verdict && choice->verdict->formality
	    && strcmp(choice->verdict->formality, from->code) == 0;
}

static const struct choice *
choice_of(const struct formality *f, const struct pair *answer)
{
	const struct question *question = f->eligibility ?
	    eligibility_question(f->eligibility, answer->name) : NULL;

	return question ? question_choice(question, answer->value) : NULL;
}

void
eligibility_check_said(struct sheet *s, const struct formality *from, const struct verdict *v,
    const struct formality *to)
{
	for (size_t i = 0; i < v->said.count; i++) {
		const struct choice *choice = choice_of(to, &v->said.at[i]);
		const char *path = pool_format(s->scratch, "Verdicts.%s.Answers.%s",
		    sheet_key(s, v->code), sheet_key(s, v->said.at[i].name));

		if (!choice)
			sheet_wrong(s, path, "%s asks no such question, or has no such choice: %s", to->code,
			    v->said.at[i].value);
		else if (leads_back(choice, from))
			sheet_wrong(s, path, "in %s this choice leads back here", to->code);
	}
}

struct pairs
eligibility_shared(struct pool *pool, const struct formality *from, const struct verdict *v,
    const struct formality *to, const struct pairs *answers)
{
	struct pairs shared = {.pool = pool};

	for (size_t i = 0; i < v->said.count; i++) {
		const struct choice *choice = choice_of(to, &v->said.at[i]);

		if (choice && !leads_back(choice, from))
			pairs_set(&shared, v->said.at[i].name, choice->code);
	}
	for (size_t i = 0; to->eligibility && i < answers->count; i++) {
		const struct question *asked = eligibility_question(from->eligibility,
		    answers->at[i].name);
		const struct question *asks = eligibility_question(to->eligibility,
		    answers->at[i].name);
		const struct choice *given = asked ? question_choice(asked, answers->at[i].value) : NULL;
		const struct choice *choice = asks ? question_choice(asks, answers->at[i].value) : NULL;

		if (given && choice && !pairs_get(&shared, asks->code)
		    && is_same_text(&asked->text, &asks->text)
		    && is_same_text(&given->label, &choice->label) && !leads_back(choice, from))
			pairs_set(&shared, asks->code, choice->code);
	}
	return shared;
}

void
eligibility_fields(const struct eligibility *e, const struct pairs *answers, struct pairs *fields)
{
	const struct choice *choice;
	size_t at = 0;

	while ((choice = question_choice(&e->questions[at],
	    pairs_get(answers, e->questions[at].code)))) {
		for (size_t i = 0; i < choice->sets.count; i++)
			pairs_set(fields, choice->sets.at[i].name, choice->sets.at[i].value);
		if (choice->verdict)
			return;
		at = choice->ask;
	}
}

static bool
is_said_by_any(const struct eligibility *e, const char *field, const char *stored)
{
	for (size_t i = 0; i < e->question_count; i++)
		for (size_t j = 0; j < e->questions[i].choice_count; j++)
			if (text_same(pairs_get(&e->questions[i].choices[j].sets, field), stored))
				return true;
	return false;
}

const struct choice *
eligibility_denied(const struct eligibility *e, const struct pairs *answers, const char *field,
    const char *stored, bool *is_other)
{
	const struct choice *choice, *by = NULL;
	size_t at = 0;

	while ((choice = question_choice(&e->questions[at],
	    pairs_get(answers, e->questions[at].code)))) {
		if (pairs_get(&choice->sets, field))
			by = choice;	/* the last one has it, as in eligibility_fields() */
		if (choice->verdict)
			break;
		at = choice->ask;
	}
	if (!by || text_same(pairs_get(&by->sets, field), stored))
		return NULL;
	*is_other = is_said_by_any(e, field, stored);
	return by;
}

void
eligibility_keep(const struct eligibility *e, const struct pairs *given, struct pairs *answers)
{
	struct pairs way = eligibility_way(answers->pool, e, given);

	for (size_t i = answers->count; i > 0; i--)
		if (text_starts(answers->at[i - 1].name, KEPT))
			pairs_remove(answers, answers->at[i - 1].name);
	for (size_t i = 0; i < way.count; i++)
		pairs_set(answers, pool_format(answers->pool, KEPT "%s", way.at[i].name),
		    way.at[i].value);
}

struct pairs
eligibility_kept(struct pool *pool, const struct pairs *answers)
{
	struct pairs given = {.pool = pool};

	for (size_t i = 0; i < answers->count; i++)
		if (text_starts(answers->at[i].name, KEPT))
			pairs_set(&given, answers->at[i].name + strlen(KEPT), answers->at[i].value);
	return given;
}
