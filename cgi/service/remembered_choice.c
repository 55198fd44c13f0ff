/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is remembered, for the questions that are asked before a form, and of whom it is. */
#include <string.h>

#include "base/memory.h"
#include "service/eligibility.h"
#include "service/formality.h"
#include "service/remembered.h"

/* A B: with one of these words. */
static bool
begins(const char *value, const char *words)
{
	for (size_t n; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n > 0 && strncmp(value, words, n) == 0)
			return true;
	}
	return false;
}

const struct choice *
remembered_choice(struct pool *pool, const struct remembered *r, const struct formality *f,
    const struct question *question, day today, struct source *source)
{
	const struct remembered_answer *answer = remembered_find(r, question->reuse, question->fact);
	const struct choice *choice = answer ? question_saying(question, answer->value) : NULL;

	if (choice)
		*source = answer->source;
	for (size_t i = 0; i < question->choice_count && !choice; i++) {
		const struct pairs *known = &question->choices[i].known;

		for (size_t j = 0; j < known->count && !choice; j++) {
			answer = remembered_offer(pool, r, formality_field(f, known->at[j].name), today);
			if (!answer || (!text_same(known->at[j].value, "*") &&
			    !begins(answer->value, known->at[j].value)))
				continue;
			choice = &question->choices[i];
			*source = answer->source;
		}
	}
	return choice;
}

const struct field_entry *
remembered_other(const struct formality *f, const struct pairs *answers)
{
	for (size_t page = 0; page < f->page_count; page++)
		for (size_t i = 0; i < f->pages[page].field_count; i++) {
			const struct field_entry *field = f->pages[page].fields[i];
			const char *value = pairs_get(answers, field->code);

			if (field->other && value && *value && (text_same(field->other, "*") ||
			    strcmp(field->other, value) == 0))
				return field;
		}
	return NULL;
}

bool
remembered_is_other(const struct formality *f, const struct pairs *answers)
{
	return remembered_other(f, answers) != NULL;
}
